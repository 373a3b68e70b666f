"""Publish tables of counts so that no number of few people, or of few unions, is shown or can be worked out.

The tables of a dashboard count the same things in different ways, so they are let out together and not one by one. What
can be worked out is decided where an audit decides it too (`toolkit.audit.suppression`); here stands only what is a
secret in a table: a number with fewer than `fewest` behind it. Behind a number stand people, where each count is one
person, or the unions that handed it over, where one union may count many things.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.suppression.publishing import LetOut

Flags = NDArray[np.bool_]

FEWEST_PEOPLE = 5  # as where members tick answers on a sheet (`toolkit.governance.systems.forms.SMALLEST`)
# The smallest number of contributors beside which none of them can subtract its own part and know that of one other.
# Source: A. Hundepool et al., Statistical Disclosure Control (2012), ch. 4 (minimum frequency rule for magnitudes).
FEWEST_UNIONS = 3


@dataclass(frozen=True)
class Count:
    """Some things of one kind from one source.

    Attributes
    ----------
    kind
        What tells it from others, one word for each way of counting: topic, clause, what became of it.
    number
        How many.
    source
        Who handed it over; nothing where each counted thing is a person of its own.
    """

    kind: tuple[str, ...]
    number: int = 1
    source: str = ""


@dataclass(frozen=True)
class Layout:
    """A table that is asked for: which word of a kind is its row and which its column, and in which order they stand.

    Counts whose word is not among the rows or columns do not belong to the table. Where not all sums can be shown,
    those of rows are, unless those of columns come first.
    """

    name: str
    row: int
    column: int
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    columns_first: bool = False


@dataclass(frozen=True)
class Published:
    """A table as it may be seen: None where a number is not shown.

    >>> counts = [Count(("a", "yes"), 12), Count(("a", "no"), 9), Count(("b", "yes"), 2), Count(("b", "no"), 20)]
    >>> table = publish(counts, [Layout("t", 0, 1, ("a", "b"), ("yes", "no"))], FEWEST_PEOPLE)[0]
    >>> table.cell("a", "yes"), table.cell("b", "yes"), table.of_row("b"), table.total
    (None, None, 22, 43)
    """

    layout: Layout
    fewest: int
    by_people: bool
    cells: Mapping[tuple[str, str], int | None] = field(repr=False)
    row_totals: Mapping[str, int | None] = field(repr=False)
    column_totals: Mapping[str, int | None] = field(repr=False)
    total: int | None = None

    @property
    def name(self) -> str:
        """The name of the table."""
        return self.layout.name

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows in their order."""
        return self.layout.rows

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns in their order."""
        return self.layout.columns

    def cell(self, row: str, column: str) -> int | None:
        """One number; None where it is not shown."""
        return self.cells[row, column]

    def of_row(self, row: str) -> int | None:
        """The sum of a row; None where it is not shown."""
        return self.row_totals[row]

    def of_column(self, column: str) -> int | None:
        """The sum of a column; None where it is not shown."""
        return self.column_totals[column]

    @property
    def hides(self) -> bool:
        """Whether any number of it is not shown."""
        numbers = (*self.cells.values(), *self.row_totals.values(), *self.column_totals.values(), self.total)
        return None in numbers


def publish(counts: Iterable[Count], layouts: Sequence[Layout], fewest: int) -> tuple[Published, ...]:
    """The tables that can be seen together, each number shown unless it tells of few.

    Parameters
    ----------
    counts
        All that is counted; looked at once.
    layouts
        The tables, the most important first.
    fewest
        How many people or unions must stand behind a number; 0 shows everything.
    """
    counted = _Counted(counts)
    numbers = _numbers(counted, layouts)
    shown = _choose(counted, numbers, layouts, fewest) if fewest > 0 else {one.key for one in numbers}
    values = {one.key: int(counted.numbers @ one.kinds) if one.key in shown else None for one in numbers}
    return tuple(
        Published(
            layout,
            fewest,
            counted.by_people,
            {(row, column): values[place, row, column] for row in layout.rows for column in layout.columns},
            {row: values[place, row, ""] for row in layout.rows},
            {column: values[place, "", column] for column in layout.columns},
            values[place, "", ""],
        )
        for place, layout in enumerate(layouts)
    )


class _Counted:
    """All counts by kind, each with how many there are and who stands behind them."""

    def __init__(self, counts: Iterable[Count]) -> None:
        places: dict[tuple[str, ...], int] = {}
        sources: dict[str, int] = {}
        found: list[int] = []
        behind: list[int] = []  # for each kind its sources, a bit each
        self.by_people = True
        for one in counts:
            if not one.number:
                continue
            place = places.setdefault(one.kind, len(places))
            if place == len(found):
                found.append(0)
                behind.append(0)
            found[place] += one.number
            if one.source:
                self.by_people = False
                behind[place] |= 1 << sources.setdefault(one.source, len(sources))
        self.kinds = tuple(places)
        self.numbers: NDArray[np.int64] = np.array(found, dtype=np.int64)
        self._behind = behind

    def few(self, kinds: Flags, fewest: int) -> bool:
        """Whether fewer than so many, and not nobody, stand behind a sum."""
        if self.by_people:
            return 0 < int(self.numbers @ kinds) < fewest
        together = 0
        for place in np.flatnonzero(kinds):
            together |= self._behind[place]
        return 0 < together.bit_count() < fewest


@dataclass(frozen=True)
class _Number:
    """A number that a table asks for: a cell, the sum of a row or column (the other is empty), or of everything.

    ``wholes`` are the sums of which it is a part: its row, its column, or the table.
    """

    key: tuple[int, str, str]
    kinds: Flags
    wholes: tuple[Flags, ...]


def _numbers(counted: _Counted, layouts: Sequence[Layout]) -> list[_Number]:
    """Every number of every table."""
    found = []
    for place, layout in enumerate(layouts):
        of_row = {row: np.zeros(len(counted.kinds), dtype=bool) for row in layout.rows}
        of_column = {column: np.zeros(len(counted.kinds), dtype=bool) for column in layout.columns}
        for at, kind in enumerate(counted.kinds):
            row, column = kind[layout.row], kind[layout.column]
            if row in of_row and column in of_column:
                of_row[row][at] = of_column[column][at] = True
        everything = np.any(list(of_row.values()), axis=0)
        found.append(_Number((place, "", ""), everything, ()))
        found += [_Number((place, row, ""), kinds, (everything,)) for row, kinds in of_row.items()]
        found += [_Number((place, "", column), kinds, (everything,)) for column, kinds in of_column.items()]
        found += [
            _Number((place, row, column), across & down, (across, down))
            for row, across in of_row.items()
            for column, down in of_column.items()
        ]
    return found


def _choose(
    counted: _Counted, numbers: Sequence[_Number], layouts: Sequence[Layout], fewest: int
) -> set[tuple[int, str, str]]:
    """The numbers that can be shown together.

    A number is a secret if few stand behind it, and so is what is left of a row, column or table without it: "all but
    one". What is not shown of a row or column must not be few together either, or its sum would tell.
    """
    memory: dict[bytes, bool] = {}

    def few(kinds: Flags) -> bool:
        name = np.packbits(kinds).tobytes()
        if name not in memory:
            memory[name] = counted.few(kinds, fewest)
        return memory[name]

    secrets: dict[bytes, Flags] = {}

    def keep(kinds: Flags) -> None:
        secrets.setdefault(np.packbits(kinds).tobytes(), kinds)

    wanted = []
    for one in numbers:
        rests = [whole & ~one.kinds for whole in one.wholes]
        for part in (one.kinds, *rests):
            if few(part):
                keep(part)
        # Of a row of few people not even a nobody is told: it would say where they are not.
        if not any(few(part) for part in (one.kinds, *one.wholes)):
            wanted.append(one)
    wanted.sort(key=lambda one: _importance(one, counted, layouts[one.key[0]].columns_first))
    while True:
        kept = np.array(list(secrets.values()), dtype=bool).reshape(len(secrets), len(counted.kinds))
        let_out = LetOut(kept, counted.numbers)
        shown = {one.key for one in wanted if let_out.add(one.kinds.astype(np.int64))}
        exposed = [
            rest for rest in _hidden_together(numbers, shown) if few(rest) and let_out.reveals(rest.astype(np.int64))
        ]
        if not exposed:
            return shown
        for rest in exposed:
            keep(rest)


def _importance(one: _Number, counted: _Counted, columns_first: bool) -> tuple[int, bool, int]:
    """Everything, sums of one side, sums of the other, cells; nobody before somebody, many before few.

    A nobody that is blanked helps to hide nothing, because nothing can be moved into it without others being few.
    """
    _, row, column = one.key
    people = int(counted.numbers @ one.kinds)
    side = 0 if not (row or column) else 3 if row and column else 1 if bool(column) == columns_first else 2
    return side, people > 0, -people


def _hidden_together(numbers: Sequence[_Number], shown: set[tuple[int, str, str]]) -> list[Flags]:
    """For each row and column of each table, and for its sums, all that is not shown, taken together."""
    lines: dict[tuple[int, str, str], Flags] = {}
    for one in numbers:
        place, row, column = one.key
        if one.key in shown or not (row or column):
            continue
        of = [(place, "row", row), (place, "column", column)] if row and column else []
        of += [] if of else [(place, "sums", "of rows" if row else "of columns")]
        for line in of:
            lines[line] = lines[line] | one.kinds if line in lines else one.kinds
    return list(lines.values())
