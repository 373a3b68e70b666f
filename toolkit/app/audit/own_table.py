"""A table that somebody brings: read in memory from what their spreadsheet saved, with its columns and their values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.app.kit.upload import Upload
from toolkit.documents.brought.apart import Oversight
from toolkit.documents.brought.table import BroughtTable, Column, read_table

if TYPE_CHECKING:
    import pandas as pd

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
    """

    name: str
    columns: tuple[str, ...]
    rows: int
    first: tuple[tuple[str, ...], ...] = field(repr=False)
    values: dict[str, tuple[str, ...]] = field(repr=False)
    kept: dict[str, Column] = field(repr=False, compare=False)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The columns that hold names, numbers or dates, and were not kept."""
        return tuple(column for column in self.columns if column not in self.kept)

    @property
    def grouping(self) -> tuple[str, ...]:
        """The columns with few enough values to compare people by."""
        return tuple(column for column in self.columns if 2 <= len(self.values[column]) <= MOST_VALUES)

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


def read_own_table(upload: Upload, oversight: Oversight | None = None) -> OwnTable:
    """The table in a file, every cell as the text that stands there.

    Parameters
    ----------
    oversight
        Who is told how far it is, and may stop it.

    Raises
    ------
    DataError
        The file is no table, is empty, has a heading twice, or is larger than can be read here.
    """
    read: BroughtTable = read_table(upload.content, upload.name, oversight=oversight)
    columns = read.headings
    kept = {name: column for name, column in zip(columns, read.columns, strict=True) if column is not None}
    values = {name: _values(kept[name]) if name in kept else () for name in columns}
    return OwnTable(upload.name, columns, read.rows, read.first, values, kept)


def _values(column: Column) -> tuple[str, ...]:
    """The texts of a column, the commonest first."""
    return tuple(text for text, _ in _counted(column, MOST_VALUES + 1))


def _counted(column: Column, most: int | None = None) -> tuple[tuple[str, int], ...]:
    import numpy as np

    often = np.bincount(np.asarray(column.codes), minlength=len(column.texts))[1:]
    order = np.argsort(-often, kind="stable")[:most]
    return tuple((column.texts[place + 1], int(often[place])) for place in order)
