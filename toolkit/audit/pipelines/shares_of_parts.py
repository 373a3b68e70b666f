"""Shares of people among people who reached a step, by group: counted once, compared and published as every share is.

A part is two sets of people that follow from the columns of the log: who is counted, and among whom. Its shares go
through the publishing step of the audit (`suppression.publishing`), the comparisons of the audit (`compare_groups`,
Holm over all of them) and are told by the same findings.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from toolkit.audit.characteristics import Characteristic
from toolkit.audit.comparing.bounds import same_people
from toolkit.audit.comparing.comparisons import (
    Comparisons,
    MaterialDifference,
    compare_groups,
    reference_groups,
)
from toolkit.audit.comparing.shares import Shares
from toolkit.audit.counting.counts import UNKNOWN, Codes, CountTable
from toolkit.audit.counting.long_tables.distinct_rows import distinct_rows
from toolkit.audit.findings.finding import Finding, GapFinding, WithheldFinding
from toolkit.audit.log import DecisionLog
from toolkit.audit.measures.measures import Measure
from toolkit.audit.suppression.cells_to_publish import ALL_OR_NOTHING
from toolkit.audit.suppression.publishing import Flags, choose_shown, distinct
from toolkit.errors import AuditError, translatable

Columns = dict[str, list[Any]]
NOBODY_THERE = translatable("Nobody in the table {what}. Check the column and its values, or leave this step out.")
_NAMES = ("characteristic", "group", "reference", "measure")


@dataclass(frozen=True)
class Sets:
    """Over the cells of a table: who is counted, among whom, and of whom of these it is not known."""

    counted: Flags
    among: Flags
    unknown: Flags


@dataclass(frozen=True)
class Part:
    """One share: its name in tables, the people in it, and which side is the worse (+1 the higher share, -1, 0)."""

    id: str
    sets: Callable[[CountTable], Sets]
    harm: int = 0


@dataclass(frozen=True)
class Compared:
    """Shares of parts, compared."""

    shares: Shares
    comparisons: Comparisons
    parts: tuple[Part, ...]

    def rates(self, confidence: float) -> Columns:
        """Every published share, with its interval."""
        return self.shares.published_rates(confidence)


def compare_parts(
    log: DecisionLog,
    parts: Sequence[Part],
    *,
    reference: Mapping[str, str] | None,
    confidence: float,
    smallest_cell: int,
    material_difference: float | MaterialDifference,
) -> Compared:
    """The shares of all parts by group, those that may be shown, and every group against its reference.

    The first part has to be among everybody: its groups say who is the largest.
    """
    shares = _shares(log, parts, smallest_cell)
    references = reference_groups(shares, log, reference)
    compared = compare_groups(shares, references, confidence, material_difference, False)
    return Compared(shares, compared, tuple(parts))


def _shares(log: DecisionLog, parts: Sequence[Part], smallest_cell: int) -> Shares:
    cells = log.cells
    by = tuple(Characteristic(name, cells.labels[name], cells.codes[name]) for name in log.roles.groups)
    sets = [part.sets(cells) for part in parts]
    rows = [(c, m, g) for c, one in enumerate(by) for m in range(len(parts)) for g in range(len(one.groups))]
    characteristic, measure, group = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    whole = np.array([one.codes for one in by])[characteristic] == group[:, None]
    counted = np.array([one.counted for one in sets])[measure] & whole
    among = np.array([one.among for one in sets])[measure] & whole
    shown = _chosen(cells, by, parts, sets, (counted, among, whole), (characteristic, measure, group), smallest_cell)
    return Shares(
        cells=cells,
        characteristics=by,
        measures=tuple(Measure(part.id, counted=lambda states: states.selected, harm=part.harm) for part in parts),
        smallest_cell=smallest_cell,
        characteristic_of=characteristic,
        measure_of=measure,
        group_of=group,
        numerator=counted.astype(np.int64) @ cells.people,
        denominator=among.astype(np.int64) @ cells.people,
        shown=shown,
        cells_shown=np.zeros(len(cells.people), dtype=bool),  # single cells are not published
        log=log,
    )


def _chosen(
    cells: CountTable,
    by: Sequence[Characteristic],
    parts: Sequence[Part],
    sets: Sequence[Sets],
    sums: tuple[Flags, Flags, Flags],
    names: tuple[Codes, Codes, Codes],
    smallest_cell: int,
) -> Flags:
    """Which shares can be shown together; kinds of people are those that no share tells apart."""
    states = [flags.astype(np.int64) for one in sets for flags in (one.counted, one.among)]
    kinds, first, kind_of = distinct_rows([*(one.codes for one in by), *states])
    people = np.bincount(kind_of, cells.people, minlength=len(kinds)).astype(np.int64)
    counted, among, whole = (part[:, first] for part in sums)
    characteristic, measure, group = names
    families = (characteristic * len(parts) + measure).tolist()
    unknown = np.array([by[c].groups[g] == UNKNOWN for c, g in zip(characteristic, group, strict=True)])
    order = sorted(range(len(group)), key=lambda row: (unknown[row], measure[row], -int(among[row] @ people)))
    groups = [code[first] for code in (one.codes for one in by)]
    secret, alike = _secrets(
        groups, [(one.counted[first], one.among[first]) for one in sets], parts, people, smallest_cell
    )
    everything = choose_shown(counted, among, whole, families, order, secret, people, smallest_cell, alike)
    return everything.shares


def _secrets(
    groups: Sequence[Codes],
    sets: Sequence[tuple[Flags, Flags]],
    parts: Sequence[Part],
    people: Codes,
    smallest_cell: int,
) -> tuple[Flags, Flags]:
    """Sums that must not come out: of people who are several things at once, and of groups that all had it bad."""
    size = len(people)
    secret, alike = [np.zeros((0, size), dtype=bool)], [np.zeros((0, size), dtype=bool)]
    for depth in range(1, len(groups) + 1):
        for some in combinations(groups, depth):
            group_of = distinct_rows(list(some))[2]
            here = group_of == np.arange(int(group_of.max(initial=-1)) + 1)[:, None]
            secret.append(here)
            for (counted, among), part in zip(sets, parts, strict=True):
                rest = among & ~counted
                secret += [here & counted, here & rest, here & among]
                if part.harm:
                    bad, good = (counted, rest) if part.harm > 0 else (rest, counted)
                    all_, fine = (here & among) @ people, (here & good) @ people
                    those = (all_ >= max(smallest_cell, 1)) & (all_ < ALL_OR_NOTHING * smallest_cell) & (fine == 0)
                    if bad.any():
                        alike.append((here & among)[those])
    return distinct(np.vstack(secret)), distinct(np.vstack(alike))


def gap_findings(compared: Compared) -> tuple[Finding, ...]:
    """Every published gap as a finding, those that are shown first; then the groups of which nothing is shown."""
    shares, comparisons = compared.shares, compared.comparisons
    table = comparisons.published()
    rates, reference_rates = comparisons.rates()
    chosen_low, chosen_high = (edge.tolist() for edge in comparisons.ratio_interval(comparisons.level))
    found: list[GapFinding] = []
    opened = open_gaps(compared)
    for place, row in enumerate(_rows(table)):
        if math.isnan(row["difference"]):
            continue
        is_open, unknown = opened[place]
        now, growth = int(shares.denominator[comparisons.group_row[place]]), float(comparisons.growth[place])
        asks = row["verdict"] == "too_few" and growth > 1 and not is_open
        found.append(
            GapFinding(
                **{name: row[name] for name in (*_NAMES, "ratio", "ratio_low", "ratio_high", "p_value", "p_adjusted")},
                verdict="too_few" if is_open else row["verdict"],
                smallest_visible=row["smallest_visible"],
                family=comparisons.size,
                comparisons=comparisons.size,
                chosen_low=chosen_low[place],
                chosen_high=chosen_high[place],
                rate=rates[place],
                reference_rate=reference_rates[place],
                effect=shares.log.effect,
                people=now,
                people_needed=math.ceil(now * growth) if asks else None,
                material_difference=float(comparisons.material[place]),
                known_only=unknown,
                is_open=is_open,
                codebook=shares.log.codebook,
            )
        )
    told = sorted(found, key=lambda one: one.verdict != "shown")
    return (*told, *withheld_findings(shares))


def withheld_findings(shares: Shares) -> list[Finding]:
    """The groups of which not one share may be shown."""
    found: list[Finding] = []
    for c, one in enumerate(shares.characteristics):
        for g, group in enumerate(one.groups):
            here = (shares.characteristic_of == c) & (shares.group_of == g)
            if not shares.shown[here].any():
                found.append(
                    WithheldFinding(
                        characteristic=one.name,
                        group=group,
                        smallest_cell=shares.smallest_cell,
                        codebook=shares.log.codebook,
                    )
                )
    return found


def open_gaps(compared: Compared) -> list[tuple[bool, bool]]:
    """For each gap: whether people of whom the step is not known could turn it round, and whether there are any.

    Only this yes or no is told, never how many they are: that has not passed the publishing step.
    """
    shares, comparisons = compared.shares, compared.comparisons
    sets = [part.sets(shares.cells) for part in compared.parts]
    found = []
    for one, other in zip(comparisons.group_row.tolist(), comparisons.reference_row.tolist(), strict=True):
        (low1, high1, some1), (low0, high0, some0) = (_range(shares, sets, row) for row in (one, other))
        could_turn = (some1 or some0) and low1 - high0 < 0 < high1 - low0
        found.append((could_turn, some1 or some0))
    return found


def _range(shares: Shares, sets: Sequence[Sets], row: int) -> tuple[float, float, bool]:
    characteristic = shares.characteristics[shares.characteristic_of[row]]
    here = characteristic.codes == shares.group_of[row]
    unknown = int(shares.cells.people[sets[shares.measure_of[row]].unknown & here].sum())
    k, n = int(shares.numerator[row]), int(shares.denominator[row])
    if not n + unknown:
        return 0.0, 1.0, False
    return k / (n + unknown), (k + unknown) / (n + unknown), unknown > 0


def rounding_ranges(compared: Compared, rounded_to: int | None) -> Columns:
    """Between which values shares and ratios lay before the counts were rounded; empty where a number is withheld."""
    shares, comparisons = compared.shares, compared.comparisons
    table = comparisons.published()
    columns: Columns = {name: table[name] for name in _NAMES}
    rows, half = shares.cells.rows, (rounded_to or 0) / 2
    ends = ("rate_low", "rate_high", "reference_low", "reference_high", "ratio_low", "ratio_high")
    if rows is None or not half:
        return {name: [] for name in (*columns, *ends)}
    sets = [part.sets(rows) for part in compared.parts]

    def ends_of(row: int) -> tuple[float, float]:
        characteristic = shares.characteristics[shares.characteristic_of[row]]
        if not shares.shown[(shares.characteristic_of == shares.characteristic_of[row])].all():
            return math.nan, math.nan
        here = same_people(characteristic, rows, characteristic.groups[shares.group_of[row]])
        one = sets[shares.measure_of[row]]
        inside = half * int(rows.people[one.counted & here].sum())
        outside = half * int(rows.people[one.among & ~one.counted & here].sum())
        k = int(shares.numerator[row])
        rest = int(shares.denominator[row]) - k
        fewest, most = max(k - inside, 0.0), k + inside
        fewest_rest, most_rest = max(rest - outside, 0.0), rest + outside
        return _part(fewest, most_rest), _part(most, fewest_rest)

    found: Columns = {name: [] for name in ends}
    for one, other in zip(comparisons.group_row.tolist(), comparisons.reference_row.tolist(), strict=True):
        (low1, high1), (low0, high0) = ends_of(one), ends_of(other)
        ratios = (low1 / high0 if high0 else math.nan, high1 / low0 if low0 else math.nan)
        for name, value in zip(ends, (low1, high1, low0, high0, *ratios), strict=True):
            found[name].append(value)
    return columns | found


def _part(counted: float, rest: float) -> float:
    return counted / (counted + rest) if counted + rest else math.nan


def check_somebody(log: DecisionLog, parts: Sequence[Part], words: Mapping[str, str]) -> None:
    """An error for the first part in which nobody is counted at all: mostly a value that is written otherwise."""
    for part in parts:
        sets = part.sets(log.cells)
        if not log.cells.people[sets.among].sum():
            raise AuditError(NOBODY_THERE, what=words.get(part.id, part.id))


def _rows(columns: Columns) -> list[dict[str, Any]]:
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
