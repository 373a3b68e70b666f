"""A table that somebody brought, as the process that read it hands it over: columns of texts, for counting."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.documents.brought.apart import BROKEN, Allowance, Answer, Oversight, read_apart
from toolkit.documents.brought.kinds import PARQUET
from toolkit.documents.brought.unsound import Unsound
from toolkit.errors import UnreadableFile

# For a page: what a phone may bring to a computer that thirty others use.
PAGE = {"columns": 200, "rows": 3_000_000, "cells": 25_000_000, "distinct": 20_000, "letters": 4_000_000}
# For who works on a computer of their own.
OWN = {"columns": 16_384, "rows": 1_048_576, "cells": 200_000_000, "distinct": 4_000_000, "letters": 400_000_000}
_OWN_MEGABYTES = 2_000
_TEXTS = ("sheet", "encoding", "joined")
_NUMBERS = ("title", "two_lines", "again", "below", "beyond", "hidden_rows", "filled", "is_old", "further")
_NAMES = (
    *("others", "texts", "hidden", "stacked", "sums", "titles"),
    *("hidden_columns", "filled_columns", "merged_numbers", "without_value", "labelled"),
)
_LONGEST, _MOST = 200, 60
_BYTES_A_SECOND = 1_500_000  # of a file, that a slow computer reads
_PARQUET_A_SECOND = 200_000  # of a kind of file that packs its columns well


@dataclass(frozen=True)
class Column:
    """A column: its different texts, the first of them the empty cell, and for each row which of them stands there."""

    texts: tuple[str, ...] = field(repr=False)
    codes: memoryview = field(repr=False)


@dataclass(frozen=True)
class BroughtTable:
    """A table: its headings as they stand there, and its columns; one that is too varied to be kept is None.

    Parameters
    ----------
    first
        The first rows as they are, for a look.
    jumps
        Where the numbering of a workbook jumps over empty rows: a row by its place, and the number that it has there.
    oddities
        What was odd in it, as names and numbers: the ``sheet`` that was read, the ``title`` above, rows left out.
    """

    name: str
    headings: tuple[str, ...]
    rows: int
    first: tuple[tuple[str, ...], ...] = field(repr=False)
    columns: tuple[Column | None, ...] = field(repr=False)
    jumps: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    oddities: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def number_of(self, row: int) -> int:
        """The number that a row has where it was read, counted from 1 for the headings.

        >>> BroughtTable("a.xlsx", (), 9, (), (), jumps=((2, 7),)).number_of(4)
        9
        """
        before = [jump for jump in self.jumps if jump[0] <= row]
        place, number = before[-1] if before else (0, 2)
        return number + row - place


def read_table(
    data: bytes,
    name: str,
    *,
    own: bool = False,
    oversight: Oversight | None = None,
    asked: Mapping[str, Any] | None = None,
) -> BroughtTable:
    """The table in the bytes of a file: a workbook, text whose cells are parted by a sign, or one of these packed.

    Parameters
    ----------
    own
        Whether it is on somebody's own computer, which may spend more on it than a page may.
    asked
        What somebody said of it: its ``sheet``, its ``header_row``, its ``encoding`` and ``delimiter``.

    Raises
    ------
    DataError
        The file is no table, is empty, or is larger than can be read here.
    """
    reader = "toolkit.documents.brought.kinds:answer"
    told = {"most": OWN if own else PAGE, "delimiter": "\t" if name.lower().endswith(".tsv") else ""}
    told |= asked or {}
    seconds = Allowance().seconds + len(data) // (_PARQUET_A_SECOND if data.startswith(PARQUET) else _BYTES_A_SECOND)
    allowance = Allowance(_OWN_MEGABYTES if own else Allowance().megabytes, 4 * seconds if own else seconds)
    said = read_apart(reader, data, name, told, allowance=allowance, oversight=oversight)
    try:
        return _table(said, name)
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableFile(BROKEN, file=name) from error


def _table(said: Answer, name: str) -> BroughtTable:
    """What was said, if it holds together."""
    values: Mapping[str, Any] = said.values
    rows, pieces = int(values["rows"]), iter(said.pieces)
    columns = tuple(None if one is None else _column(one, next(pieces), rows) for one in values["columns"])
    headings = tuple(map(str, values["headings"]))
    first = tuple(_row(row, len(headings)) for row in values["first"])
    if len(headings) != len(columns) or rows < 1:
        raise Unsound(rows)
    jumps = tuple((int(place), int(number)) for place, number in values.get("jumps", ()))
    return BroughtTable(name, headings, rows, first, columns, jumps, _oddities(values.get("oddities", {})))


def _oddities(told: Mapping[str, Any]) -> dict[str, Any]:
    """What was odd in the file, as it was said: names and numbers."""
    found: dict[str, Any] = {key: str(told.get(key) or "")[:_LONGEST] for key in _TEXTS}
    found |= {key: int(told.get(key) or 0) for key in _NUMBERS}
    return found | {key: tuple(str(one)[:_LONGEST] for one in told.get(key) or ())[:_MOST] for key in _NAMES}


def _column(told: Mapping[str, Any], piece: bytes, rows: int) -> Column:
    kind = told["kind"]
    texts = tuple(map(str, told["texts"]))
    if kind not in ("B", "H", "I") or len(piece) != rows * array(kind).itemsize or not texts or texts[0]:
        raise Unsound(kind)
    codes = memoryview(piece).cast(kind)
    if max(codes) >= len(texts):
        raise Unsound(len(texts))
    return Column(texts, codes)


def _row(row: Iterable[Any], width: int) -> tuple[str, ...]:
    cells = tuple(map(str, row))
    if len(cells) != width:
        raise Unsound(width)
    return cells
