"""Columns of a table as they are kept: each different text once, and one small number a row that tells which it is.

A million rows of eight columns with few different values take eight million bytes so, and not a gigabyte.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from toolkit.documents.brought.workbooks.headings import bare_of
from toolkit.errors import DataError, translatable

TWICE = translatable(
    "The heading “{column}” stands over more than one column of {name}. Give each its own, and try again."
)
SHOWN = 3  # rows that are given as they are, for a first look
_BATCH = 20_000  # cells that are in hand at once
_WIDTHS = (("B", 255), ("H", 65_535), ("I", 4_294_967_295))

EMPTY = translatable("{name} holds no rows. Choose a file with a line of headings and at least one row below it.")
TOO_WIDE = translatable("{name} has {columns} columns; at most {most} can be read here. Keep those that you need.")
TOO_MANY_CELLS = translatable(
    "{name} has more than {most} cells, empty ones counted; that is more than can be read here. Keep the columns that "
    "you need, or count the people by group first and give the counts."
)
TOO_MANY_ROWS = translatable(
    "{name} has more than {most} rows; that is more than can be read here. Count the people by group first, and give "
    "the counts."
)


def named(headings: Iterable[str], name: str) -> list[str]:
    """Headings as names of columns: without spaces around them, one that is missing by its place, none twice.

    >>> named([" sex ", ""], "log.csv")
    ['sex', '#2']

    Raises
    ------
    DataError
        If a heading stands over more than one column.
    """
    names = [bare_of(heading) or f"#{place}" for place, heading in enumerate(headings, start=1)]
    for one in names:
        if names.count(one) > 1:
            raise DataError(TWICE, name=name, column=one)
    return names


class _Texts(dict[str, int]):
    """The different texts of a column and their numbers; 0 is the empty cell."""

    letters = 0

    def __missing__(self, text: str) -> int:
        self.letters += len(text)
        number = self[text] = len(self)
        return number


class _Column:
    def __init__(self) -> None:
        self.texts = _Texts({"": 0})
        self.codes: array[int] | None = array("B")

    def extend(self, texts: Iterable[str], most: Mapping[str, int]) -> None:
        """More cells; a column with more different texts than are kept is let go."""
        if self.codes is None:
            return
        numbers = list(map(self.texts.__getitem__, texts))
        different = len(self.texts)
        if different > most["distinct"] + 1 or self.texts.letters > most["letters"]:
            self.codes, self.texts = None, _Texts()
            return
        kind = next(kind for kind, last in _WIDTHS if different <= last + 1)
        if self.codes.typecode != kind:
            self.codes = array(kind, self.codes)
        self.codes.extend(numbers)

    def leave_empty(self, rows: int) -> None:
        """More cells in which nothing stands: short rows under many headings are quick to write and to send."""
        if self.codes is not None:
            self.codes.frombytes(bytes(rows * self.codes.itemsize))


class Columns:
    """A table that grows row by row, inside the process that reads it.

    Parameters
    ----------
    name
        What the file is called in a sentence.
    headings
        The texts of the first row.
    most
        How many ``columns``, ``rows`` and ``cells`` there may be. A column with more ``distinct`` texts, or ``letters``
        in them, holds names, numbers or dates; it is not kept.
    """

    def __init__(self, name: str, headings: Iterable[str], most: Mapping[str, int]) -> None:
        self.name, self.most = name, most
        self.headings = [bare_of(heading) for heading in headings]
        while self.headings and not self.headings[-1]:
            self.headings.pop()
        if not self.headings:
            raise DataError(EMPTY, name=name)
        if len(self.headings) > most["columns"]:
            raise DataError(TOO_WIDE, name=name, columns=len(self.headings), most=most["columns"])
        self.headings = named(self.headings, name)
        self.width = len(self.headings)
        self.rows = 0
        self._columns = [_Column() for _ in self.headings]
        self._first: list[list[str]] = []
        self._waiting: list[Sequence[str]] = []
        self._cells = 0

    def add(self, row: Sequence[str]) -> None:
        """One more row: cells beyond the headings are left out, missing ones are empty; a row of nothing is none."""
        if not any(row):
            return
        if self.rows < SHOWN:
            self._first.append([cell.strip() for cell in row[: self.width]] + [""] * (self.width - len(row)))
        self.rows += 1
        self._waiting.append(row[: self.width])
        self._cells += self.width
        if self._cells >= _BATCH:
            self._take()

    def let_go(self, places: Iterable[int]) -> None:
        """Keep nothing of these columns, which are known to hold more different texts than are kept."""
        for place in places:
            self._columns[place].codes = None

    def _take(self) -> None:
        if self.rows * self.width > self.most["cells"]:
            raise DataError(TOO_MANY_CELLS, name=self.name, most=self.most["cells"])
        if self.rows > self.most["rows"]:
            raise DataError(TOO_MANY_ROWS, name=self.name, most=self.most["rows"])
        rows, self._waiting, self._cells = self._waiting, [], 0
        cells = list(zip_longest(*rows, fillvalue=""))
        for column, texts in zip(self._columns, cells, strict=False):
            column.extend(map(str.strip, texts), self.most)
        for column in self._columns[len(cells) :]:
            column.leave_empty(len(rows))

    def answer(self) -> tuple[dict[str, Any], tuple[bytes, ...]]:
        """The table as plain values and pieces of bytes, for the process that asked."""
        self._take()
        if not self.rows:
            raise DataError(EMPTY, name=self.name)
        told = [
            None if one.codes is None else {"kind": one.codes.typecode, "texts": list(one.texts)}
            for one in self._columns
        ]
        pieces = tuple(one.codes.tobytes() for one in self._columns if one.codes is not None)
        return {"headings": self.headings, "rows": self.rows, "first": self._first, "columns": told}, pieces
