"""All shares of all groups from the one table of counts, and which of them may be published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.characteristics import Characteristic, cross_characteristics
from toolkit.audit.comparing.missing import Missing, missing_sums, withhold
from toolkit.audit.counting.counts import UNKNOWN, Codes, CountTable
from toolkit.audit.counting.long_tables.distinct_rows import distinct_rows
from toolkit.audit.log import DecisionLog
from toolkit.audit.measures.measures import BY_ID, MEASURES, Measure, masks
from toolkit.audit.measures.supported import labels_known_for, measures_for
from toolkit.audit.statistics.proportions import share, wilson_interval
from toolkit.audit.suppression.cells_to_publish import choose
from toolkit.audit.suppression.publishing import LetOut
from toolkit.audit.suppression.rounding import NOT_ROUNDED, Rounding
from toolkit.errors import AuditError, translatable

Columns = dict[str, list[Any]]
MOST_IN_STRATA = 50_000_000  # shares times strata, eight bytes each and twice
NOT_SUPPORTED = translatable(
    "This log can say nothing about “{name}”: outcomes or scores that it needs are not there, or are known after one "
    "decision only. Choose among: {available}."
)
TOO_MANY_STRATA = translatable(
    "There are too many groups and strata to compare: {groups} groups inside each of {strata}. Put strata together "
    "into larger ones, such as regions, or compare fewer groups at once."
)


@dataclass(frozen=True, kw_only=True)
class Shares:
    """Numerators and denominators by characteristic, measure and group, in that order, and what may be shown.

    ``characteristic_of``, ``measure_of`` and ``group_of`` tell what a row is about.
    """

    cells: CountTable
    characteristics: tuple[Characteristic, ...]
    measures: tuple[Measure, ...]
    smallest_cell: int
    characteristic_of: Codes
    measure_of: Codes
    group_of: Codes
    numerator: NDArray[np.int64]
    denominator: NDArray[np.int64]
    shown: NDArray[np.bool_]
    cells_shown: NDArray[np.bool_]
    log: DecisionLog = field(repr=False)
    let_out: LetOut | None = field(default=None, repr=False)  # what is out and what is kept; None if nothing is kept
    rounding: Rounding = NOT_ROUNDED  # numerators and denominators are rounded already
    asked: tuple[str, ...] = ()  # the measures that are compared and listed; all if empty
    missing: tuple[Missing, ...] = ()  # who is not in all numbers, as it is published but not yet rounded

    @cached_property
    def row_of(self) -> dict[tuple[int, int, int], int]:
        """The row of a characteristic, measure and group."""
        keys = zip(self.characteristic_of, self.measure_of, self.group_of, strict=True)
        return {(int(c), int(m), int(g)): row for row, (c, m, g) in enumerate(keys)}

    def group_name(self, row: int) -> str:
        """The group that a row is about."""
        return self._group_names[row]

    @cached_property
    def _group_names(self) -> list[str]:
        about = zip(self.characteristic_of.tolist(), self.group_of.tolist(), strict=True)
        return [self.characteristics[c].groups[g] for c, g in about]

    @cached_property
    def compared(self) -> tuple[int, ...]:
        """The positions of the measures that are compared and listed."""
        return tuple(m for m, measure in enumerate(self.measures) if not self.asked or measure.id in self.asked)

    def published_rates(self, confidence: float, *, all_let_out: bool = False) -> Columns:
        """The columns of ``result.rates``; on request with shares that may be shown but were not asked for."""
        low, high = wilson_interval(self.numerator, self.denominator, confidence)
        value = share(self.numerator, self.denominator)
        columns: Columns = {
            "characteristic": [self.characteristics[code].name for code in self.characteristic_of],
            "group": list(self._group_names),
            "measure": [self.measures[code].id for code in self.measure_of],
            "numerator": [int(n) if shown else None for n, shown in zip(self.numerator, self.shown, strict=True)],
            "denominator": [int(n) if shown else None for n, shown in zip(self.denominator, self.shown, strict=True)],
        }
        for name, values in (("value", value), ("low", low), ("high", high)):
            columns[name] = np.where(self.shown, values, np.nan).tolist()
        if all_let_out or not self.asked:
            return columns
        listed = np.isin(self.measure_of, self.compared).tolist()
        return {name: list(compress(values, listed)) for name, values in columns.items()}

    def unknown_groups(self) -> list[tuple[str, int | None]]:
        """The characteristics that are not known for everybody, and for how many people (None: too few to tell)."""
        found: list[tuple[str, int | None]] = []
        for position, characteristic in enumerate(self.characteristics):
            if UNKNOWN in characteristic.groups:
                row = self.row_of[position, 0, characteristic.groups.index(UNKNOWN)]
                found.append((characteristic.name, int(self.denominator[row]) if self.shown[row] else None))
        return found

    def suppressed_groups(self) -> list[tuple[str, str]]:
        """The groups whose selection is not published."""
        return [
            (self.characteristics[int(self.characteristic_of[row])].name, self.group_name(row))
            for row in np.flatnonzero((self.measure_of == 0) & ~self.shown).tolist()
            if self.group_name(row) != UNKNOWN
        ]


def compute_shares(
    log: DecisionLog,
    crossings: list[tuple[str, ...]],
    smallest_cell: int,
    rounding: Rounding = NOT_ROUNDED,
    asked: Sequence[str] = (),
    own: Sequence[Measure] = (),
) -> Shares:
    """Add up the cells for every characteristic, group and measure, decide what may be shown, and round it.

    Whatever measures are asked for, all that the log supports go through the publishing step, own ones after ours: so
    audits that ask for different ones of ours never show together what one that asks for all would not.

    Raises
    ------
    AuditError
        If the log does not support a measure that is asked for.
    """
    cells = log.cells
    characteristics = tuple(
        [Characteristic(name, cells.labels[name], cells.codes[name]) for name in log.roles.groups]
        + [cross_characteristics(cells, names) for names in crossings]
    )
    has_outcome, has_score = log.roles.outcome is not None, log.roles.score is not None
    some = all((cells.outcome[cells.selected == of] >= 0).any() for of in (True, False))
    measures = measures_for(has_outcome, has_score, labels_known_for(cells), some, (*MEASURES, *own))
    supported = [measure.id for measure in measures]
    for name in asked:
        if name not in supported:
            raise AuditError(NOT_SUPPORTED, name=name, available=[one for one in supported if one in BY_ID])
    masks_of = [masks(measure, cells) for measure in measures]
    rows = [
        (c, m, g)
        for c, characteristic in enumerate(characteristics)
        for m in range(len(measures))
        for g in range(len(characteristic.groups))
    ]
    numerator = np.zeros(len(rows), dtype=np.int64)
    denominator = np.zeros(len(rows), dtype=np.int64)
    start = 0
    for characteristic in characteristics:
        for counted, among in masks_of:
            stop = start + len(characteristic.groups)
            for target, mask in ((numerator, counted), (denominator, among)):
                sums = np.bincount(characteristic.codes, cells.people * mask, minlength=stop - start)
                target[start:stop] = np.rint(sums).astype(np.int64)
            start = stop
    characteristic_of, measure_of, group_of = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    further = missing_sums(cells, characteristics, has_outcome, has_score)
    strata = len(distinct_rows([cells.codes[name] for name in log.roles.within])[0]) if log.roles.within else 0
    if len(rows) * strata > MOST_IN_STRATA:
        raise AuditError(TOO_MANY_STRATA, groups=sum(len(one.groups) for one in characteristics), strata=strata)
    shown, cells_shown, told = choose(
        cells, characteristics, masks_of, rows, smallest_cell, [mask for _, mask in further], log.effect, len(own)
    )
    return Shares(
        cells=cells,
        characteristics=characteristics,
        measures=measures,
        smallest_cell=smallest_cell,
        characteristic_of=characteristic_of,
        measure_of=measure_of,
        group_of=group_of,
        numerator=rounding.of(numerator),
        denominator=rounding.of(denominator),
        shown=shown.shares,
        cells_shown=cells_shown,
        log=log,
        let_out=shown.let_out,
        rounding=rounding,
        asked=tuple(asked),
        missing=withhold([one for one, _ in further], told),
    )


def withheld_groups(log: DecisionLog, smallest_cell: int) -> set[tuple[str, str]]:
    """By characteristic, the groups whose selection an audit would not let out."""
    rates = compute_shares(log, [], smallest_cell).published_rates(0.95, all_let_out=True)
    named = zip(rates["characteristic"], rates["group"], rates["measure"], rates["numerator"], strict=True)
    return {(name, group) for name, group, measure, told in named if measure == "selection_rate" and told is None}
