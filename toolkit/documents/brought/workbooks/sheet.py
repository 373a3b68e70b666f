"""A sheet as its rows come by, whatever programme wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

Tell = Callable[[float], None]


class Row(NamedTuple):
    """A row that holds something: its number in the sheet, its cells by column from 0, and whether it is hidden."""

    number: int
    cells: dict[int, str]
    is_hidden: bool = False


class Merged(NamedTuple):
    """Cells that were merged to one: rows counted from 1, columns from 0, the last ones among them."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Seen:
    """What was seen of a sheet while its rows came by."""

    hidden_columns: set[int] = field(default_factory=set)
    without_value: set[int] = field(default_factory=set)  # columns with formulas whose results were not saved


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook; its rows can be gone through again and again."""

    name: str
    is_hidden: bool
    is_filled: bool
    read: Callable[[Tell, Seen], Iterator[Row]] = field(repr=False)
    merged: Callable[[], list[Merged]] = field(repr=False, default=list)
