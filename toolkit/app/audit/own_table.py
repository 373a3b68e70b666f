"""A table that somebody brings: read in memory from what their spreadsheet saved, with its columns and their values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from toolkit.app.kit.upload import Upload
from toolkit.audit.counting.bands import numbers_of
from toolkit.audit.counting.crosstabs import counting_columns
from toolkit.audit.counting.reading.asked import FileAsked
from toolkit.audit.counting.reading.phones import phones_in
from toolkit.audit.counting.reading.sample import MOST, Sample, are_surely_persons, persons_in
from toolkit.documents.brought.apart import Oversight
from toolkit.documents.brought.kinds import kind_of
from toolkit.documents.brought.table import BroughtTable, Column, read_table

if TYPE_CHECKING:
    import pandas as pd

_FEWEST_PERSONS = 50
_FEWEST_NUMBERS = 8  # different ones; fewer are codes, or groups as they are
_MOSTLY = 0.9  # of the different texts of a column of numbers
_BANDS = 4
_MOST_IN_CROSSTAB = 100_000  # rows
MOST_VALUES = 40  # more different values than this are no groups of people but names, numbers or dates


@dataclass(frozen=True)
class OwnTable:
    """A table somebody chose: its headings, how many rows it has, the values of each column, the commonest first.

    Parameters
    ----------
    columns
        All headings; a column without one is called by its number.
    first
        The first rows, cell by cell; empty where nothing stands.
    values
        By column, up to one more than make groups. Of a column in `left_out` there are none.
    left_out
        Columns with so many different values that nothing but these few rows of them was kept.
    persons
        Columns that tell persons apart: of these only which rows have the same value was kept.
    read
        All of this as it is counted, with what was odd in the file.
    asked
        What somebody said of the file before it was read: which sheet, which line, which letters.
    kind
        The module that read it (`toolkit.documents.brought.kinds`).
    """

    name: str
    columns: tuple[str, ...]
    rows: int
    first: tuple[tuple[str, ...], ...] = field(repr=False)
    values: dict[str, tuple[str, ...]] = field(repr=False)
    kept: dict[str, Column] = field(repr=False, compare=False)
    read: BroughtTable = field(repr=False, compare=False)
    asked: FileAsked = FileAsked()
    kind: str = "delimited"

    @property
    def persons(self) -> tuple[str, ...]:
        """The columns that tell persons apart, and are not offered."""
        return tuple(self.read.oddities.get("persons", ()))

    @property
    def left_out(self) -> tuple[str, ...]:
        """The columns that hold names, numbers or dates, and were not kept."""
        return tuple(name for name in self.columns if name not in self.kept and name not in self.persons)

    @property
    def grouping(self) -> tuple[str, ...]:
        """The columns with few enough values to compare people by."""
        return tuple(column for column in self.columns if 2 <= len(self.values[column]) <= MOST_VALUES)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The columns of many different numbers, such as ages or points, that can be put into bands."""
        return tuple(column for column in self.kept if suggested_edges(self, column))

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets of a workbook of which there is something to choose; else none."""
        told = self.read.oddities
        listed = [*told.get("stacked", ()), *(told.get(key) for key in ("sheet",) if told.get(key))]
        listed += [name for key in ("others", "sums", "texts", "hidden") for name in told.get(key, ())]
        named = tuple(dict.fromkeys(listed))
        return named if len(named) > 1 else ()

    @cached_property
    def counting(self) -> tuple[str, ...]:
        """The columns that may each count the people with one decision, as in a cross table."""
        if self.rows > _MOST_IN_CROSSTAB:
            return ()
        cells = {name: [column.texts[code] for code in column.codes] for name, column in self.kept.items()}
        return counting_columns(cells)

    def count(self, column: str) -> tuple[tuple[str, int], ...]:
        """The values of a column with their rows, the commonest first; without the empty cells."""
        return _counted(self.kept[column]) if column in self.kept else ()

    def frame(self, columns: Iterable[str] | None = None) -> pd.DataFrame:
        """Some of the columns that were kept, or all of them, as a table that can be counted."""
        import numpy as np
        import pandas as pd

        wanted = self.kept if columns is None else {name: self.kept[name] for name in columns}
        made = {}
        for name, column in wanted.items():
            codes = np.asarray(column.codes).astype(np.int32) - 1  # the empty cell comes first, and is missing
            made[name] = pd.Categorical.from_codes(codes, categories=pd.Index(column.texts[1:], dtype="str"))
        return pd.DataFrame(made, columns=list(wanted))


def read_own_table(
    upload: Upload, oversight: Oversight | None = None, asked: FileAsked | None = None, wanted: Sequence[str] = ()
) -> OwnTable:
    """The table in a file, every cell as the text that stands there.

    Parameters
    ----------
    oversight
        Who is told how far it is, and may stop it.
    asked
        What somebody says of the file: its sheet, the line of its headings, its letters, its hidden rows.
    wanted
        Columns by which the sheet to read is known, such as those of a recipe.

    Raises
    ------
    DataError
        The file is no table, is empty, has a heading twice, or is larger than can be read here.
    """
    asked = asked or FileAsked()
    told = asked.told(upload.name, wanted)
    read = _without_persons(read_table(upload.content, upload.name, oversight=oversight, asked=told))
    columns, persons = read.headings, read.oddities["persons"]
    named = zip(columns, read.columns, strict=True)
    kept = {name: column for name, column in named if column is not None and name not in persons}
    values = {name: _values(kept[name]) if name in kept else () for name in columns}
    kind = kind_of(upload.content)
    return OwnTable(upload.name, columns, read.rows, read.first, values, kept, read, asked, kind)


def suggested_edges(table: OwnTable, column: str) -> tuple[float, ...]:
    """Round numbers that part the rows of a column of numbers into up to four bands; none where it is no such column.

    Whole numbers of which each stands there once, such as those of a list, make no bands either.
    """
    rows_of = dict(table.count(column))
    known = sorted((number, rows_of[text]) for text, number in numbers_of(rows_of, column).items())
    if len(known) < _FEWEST_NUMBERS or len(known) < _MOSTLY * len(rows_of):
        return ()
    if all(rows == 1 and number == int(number) for number, rows in known):
        return ()
    total, passed, cuts = sum(rows for _, rows in known), 0, list[float]()
    step = _step(known[-1][0] - known[0][0])
    for number, rows in known:
        passed += rows
        if passed * _BANDS >= (len(cuts) + 1) * total and len(cuts) < _BANDS - 1:
            cuts.append(round(number / step) * step)
    inside = sorted({cut for cut in cuts if known[0][0] < cut <= known[-1][0]})
    return tuple(inside)


def _step(width: float) -> float:
    """Five, fifty, a half: the round number of which about ten to a hundred fit into such a width."""
    return 5 * 10.0 ** math.floor(math.log10(width / 20)) if width > 0 else 1.0


def _without_persons(read: BroughtTable) -> BroughtTable:
    """The table without names and numbers of persons: a number stands for each, so that it is known who is there twice.

    Small tables of whole numbers are no lists of persons, whatever stands above them: they may count people.
    """
    known = zip(read.headings, read.columns, strict=True)
    first = {name: [column.texts[code] for code in column.codes[:MOST]] for name, column in known if column is not None}
    persons, phones = [], dict[str, str]()
    for name in persons_in(Sample(first), (), False):
        texts = [text for text in first[name] if text]
        is_counting = len(texts) < _FEWEST_PERSONS and all(text.isdecimal() for text in texts)
        like = phones_in(texts)
        if (are_surely_persons(name, texts) or like) and not is_counting:
            persons.append(name)
            phones |= {name: like} if like else {}
    columns = tuple(
        Column(("", *map(str, range(1, len(column.texts)))), column.codes) if column and name in persons else column
        for name, column in zip(read.headings, read.columns, strict=True)
    )
    hidden = [place for place, name in enumerate(read.headings) if name in persons]
    rows = tuple(tuple("…" if at in hidden and cell else cell for at, cell in enumerate(row)) for row in read.first)
    found = {"persons": tuple(persons), "phones": phones}
    return replace(read, columns=columns, first=rows, oddities={**read.oddities, **found})


def _values(column: Column) -> tuple[str, ...]:
    """The texts of a column, the commonest first."""
    return tuple(text for text, _ in _counted(column, MOST_VALUES + 1))


def _counted(column: Column, most: int | None = None) -> tuple[tuple[str, int], ...]:
    import numpy as np

    often = np.bincount(np.asarray(column.codes), minlength=len(column.texts))[1:]
    order = np.argsort(-often, kind="stable")[:most]
    return tuple((column.texts[place + 1], int(often[place])) for place in order)
