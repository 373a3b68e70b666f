"""Every gap inside each stratification, and inside all of them together: figures, coverage, readings."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.comparing.comparisons import Comparisons
from toolkit.audit.comparing.families import Adjusted, adjust, numbered_tests
from toolkit.audit.comparing.readings import has_enough, is_beyond_chance, is_steady, read_adjustment
from toolkit.audit.comparing.shares import Shares
from toolkit.audit.counting.counts import UNKNOWN, Codes
from toolkit.audit.counting.long_tables.distinct_rows import distinct_rows
from toolkit.audit.log import DecisionLog
from toolkit.audit.measures.measures import masks
from toolkit.audit.statistics.clusters import DesignEffect, design_effect_inside
from toolkit.audit.statistics.mantel_haenszel import Change, Pooled, change_of, largest_step, pool, reach, spread_by
from toolkit.audit.statistics.proportions import Floats, difference_p_value, holm, normal_quantile, share
from toolkit.audit.suppression.publishing import is_small

Columns = dict[str, list[Any]]
Key = tuple[str, str, str, str, str]  # characteristic, group, reference, measure, within

_NUMBERS = (
    *("crude_ratio", "adjusted_ratio", "adjusted_ratio_low", "adjusted_ratio_high"),
    *("odds_ratio", "odds_ratio_low", "odds_ratio_high", "p_value", "homogeneity_p"),
)
_COVERAGE = ("strata", "strata_compared", "people", "people_compared")


@dataclass(frozen=True)
class Stratification:
    """The strata of one column, or of several together; -1 where it is not known."""

    within: str
    strata: Codes  # one a cell of the count table
    labels: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Apart:
    """A stratum with a gap of its own that the pooled figure hides, and its side (1: the group has more)."""

    stratum: tuple[str, ...]
    side: int


@dataclass(frozen=True)
class InsideNotes:
    """What the findings need to know beyond the columns of a row of ``result.adjusted``."""

    shown: bool = False  # whether a gap is shown inside, with all comparisons taken into account
    steady: bool = False  # whether the size is known to be much the same before and after
    beyond_chance: bool = False  # whether the step between before and after is more than chance makes
    enough: bool = True  # whether enough people are compared for the figure to speak for the gap
    p_adjusted: float = math.nan
    chosen: tuple[float, float] = (math.nan, math.nan)  # the interval that allows for the choice among all gaps
    apart: tuple[Apart, ...] = ()
    step: tuple[float, float] = (0.0, 0.0)  # how far one person moves the logarithms of ratio and odds ratio


@dataclass(frozen=True)
class LikeWithLike:
    """The columns of ``result.adjusted``, notes by row for the findings, and how many comparisons were made."""

    columns: Columns
    notes: dict[Key, InsideNotes]
    size: int
    level: float


@dataclass(frozen=True)
class _Row:
    position: int
    within: Stratification
    counts: tuple[Floats, Floats, Floats, Floats]  # by stratum
    pooled: Pooled
    change: Change | None
    effect: DesignEffect | None
    unknown: tuple[float, float]  # people of the group and of the reference whose stratum is not known
    visible: bool


def compare_inside(
    shares: Shares,
    comparisons: Comparisons,
    log: DecisionLog,
    confidence: float,
    correction: str = "holm",
    clusters: str | None = None,
) -> LikeWithLike:
    """Pool each gap over the strata that hold both groups, and read what that does to it."""
    columns: Columns = {name: [] for name in ("characteristic", "group", "reference", "measure", "within", *_NUMBERS)}
    columns |= {"reading": [], **{name: [] for name in _COVERAGE}}
    rows = list(_rows(shares, comparisons, log, confidence, clusters))
    visible = np.array([row.visible for row in rows], dtype=bool)
    family = _family(shares, comparisons, rows, [row.pooled.p_value for row in rows], correction, 1 - confidence)
    homogeneity = _family(shares, comparisons, rows, [row.pooled.homogeneity_p for row in rows], "holm", 1 - confidence)
    with np.errstate(invalid="ignore"):
        settled = visible & log.persons_are_settled
        shown = settled & (family.p_values < 1 - confidence)
        disagree = settled & (homogeneity.p_values < 1 - confidence)
    published = comparisons.published()
    chosen_level = level_of_chosen(comparisons, family)
    notes: dict[Key, InsideNotes] = {}
    all_cells = bool(shares.cells_shown.all())
    for place, row in enumerate(rows):
        key = (*(published[name][row.position] for name in ("characteristic", "group", "reference", "measure")),)
        told = _numbers(row.pooled, published["ratio"][row.position], shares)
        for name, value in zip(columns, (*key, row.within.within), strict=False):
            columns[name].append(value)
        for name, number in told.items():
            columns[name].append(number if row.visible or name == "crude_ratio" else math.nan)
        for name in _COVERAGE:
            number = getattr(row.pooled, name)
            told_number = int(shares.rounding.of(number)) if name.startswith("people") else number
            columns[name].append(told_number if row.visible else None)
        verdict = comparisons.verdict[row.position]
        apart: tuple[Apart, ...] = ()
        if disagree[place]:
            apart = _pulling_apart(row, comparisons, verdict, bool(shown[place]), int(disagree.sum()), 1 - confidence)
        columns["reading"].append(_reading(row, verdict, bool(shown[place]), apart, confidence))
        notes[(*key, row.within.within)] = InsideNotes(
            bool(shown[place]),
            is_steady(row.change, confidence),
            is_beyond_chance(row.change, confidence),
            has_enough(row.pooled, row.unknown),
            float(family.p_values[place]) if row.visible else math.nan,
            _chosen(row, shares, bool(shown[place]), chosen_level, confidence) if row.visible else (math.nan, math.nan),
            apart,
            (0.0, 0.0) if all_cells else largest_step(*row.counts),
        )
    return LikeWithLike(columns, notes, family.size, chosen_level)


def level_of_chosen(comparisons: Comparisons, inside: Adjusted) -> float:
    """How often each single interval may fail, so that the one that was chosen among all, plain and inside, holds.

    With Holm all intervals hold at once (Bonferroni); with Benjamini-Hochberg few of those that are shown do not.
    """
    size = max(comparisons.size + inside.size, 1)
    alone = [family.level * family.size for family in (comparisons, inside) if family.size]
    return (max(alone, default=0.05) if len(set(alone)) < 2 else sum(alone)) / size


def one_sided(low: float, high: float, ratio: float, shown: bool) -> tuple[float, float]:
    """An interval for all comparisons at once never crosses 1 where Holm has shown the gap.

    Source: O. Guilbaud, Biometrical Journal 50 (2008) 678-692 (the region that belongs to Holm's procedure).

    >>> one_sided(0.97, 1.9, 1.4, True), one_sided(0.97, 1.9, 1.4, False)
    ((1.0, 1.9), (0.97, 1.9))
    """
    if not shown:
        return low, high
    return (max(low, 1.0), high) if ratio > 1 else (low, min(high, 1.0))


def _chosen(row: _Row, shares: Shares, shown: bool, level: float, confidence: float) -> tuple[float, float]:
    weights = [1.0 if row.effect is None else row.effect.weight(sure) for sure in (1 - level, confidence)]
    wider = normal_quantile(1 - level / 2) / normal_quantile(0.5 + confidence / 2)
    wider *= math.sqrt(weights[0] / weights[1]) if math.isfinite(weights[0]) else math.inf
    ratio = row.pooled.ratio
    edges = (reach(ratio, edge, wider) for edge in (row.pooled.ratio_low, row.pooled.ratio_high))
    low, high = (shares.rounding.told(edge) for edge in edges)
    return one_sided(low, high, ratio, shown)


def _reading(row: _Row, verdict: str, shown: bool, apart: tuple[Apart, ...], confidence: float) -> str:
    if not row.visible:
        return "too_few"
    if not row.pooled.strata_compared:
        return "not_comparable"
    if apart:
        return "differs"
    if not has_enough(row.pooled, row.unknown):
        return "too_few"
    return read_adjustment(verdict, shown, row.change, confidence)


def _numbers(pooled: Pooled, crude: float, shares: Shares) -> dict[str, float]:
    """A row's numbers as they are told; those that come from the full counts with fewer digits beside rounded ones."""
    rounding = shares.rounding
    told = {
        "crude_ratio": crude,
        "adjusted_ratio": rounding.told(pooled.ratio),
        "adjusted_ratio_low": rounding.told(pooled.ratio_low),
        "adjusted_ratio_high": rounding.told(pooled.ratio_high),
        "odds_ratio": rounding.told(pooled.odds_ratio),
        "odds_ratio_low": rounding.told(pooled.odds_ratio_low),
        "odds_ratio_high": rounding.told(pooled.odds_ratio_high),
        "p_value": rounding.chance(pooled.p_value),
        "homogeneity_p": rounding.chance(pooled.homogeneity_p),
    }
    return {name: told[name] for name in _NUMBERS}


def _rows(
    shares: Shares, comparisons: Comparisons, log: DecisionLog, confidence: float, clusters: str | None
) -> Iterator[_Row]:
    for within in stratifications(shares, log):
        table = by_stratum(shares, within.strata)
        pieces = None if clusters is None else _pieces(shares, within.strata, clusters)
        for position in range(len(comparisons.group_row)):
            group, reference = int(comparisons.group_row[position]), int(comparisons.reference_row[position])
            (k1, n1), (k0, n0) = table[group], table[reference]
            outside = k1[-1], n1[-1], k0[-1], n0[-1]  # people of unknown stratum: the last entry
            k1, n1, k0, n0 = k1[:-1], n1[:-1], k0[:-1], n0[:-1]
            pooled, change = pool(k1, n1, k0, n0, confidence), change_of(k1, n1, k0, n0, outside)
            effect = None
            if pieces is not None:
                of, strata, codes = pieces
                known = strata >= 0
                (piece1, whole1), (piece0, whole0) = of[group], of[reference]
                pieces_known = (piece1[known], whole1[known], piece0[known], whole0[known])
                effect = design_effect_inside(pieces_known, strata[known], codes[known])
                pooled = spread_by(pooled, effect, confidence)
                change = None if change is None else change.times(max(effect.factor, comparisons.factor(position)))
            both = (n1 > 0) & (n0 > 0)
            # What is pooled, or what it leaves out, could be worked out from the ratios where it is a few people.
            left = outside[0], outside[1] - outside[0], outside[2], outside[3] - outside[2]
            parts = [
                (float(part[both].sum()), float(part[~both].sum()) + more)
                for part, more in zip((k1, n1 - k1, k0, n0 - k0), left, strict=True)
            ]
            few = any(is_small(people, shares.smallest_cell) for pair in parts for people in pair)
            visible = bool(comparisons.shown[position]) and not few
            unknown = float(outside[1]), float(outside[3])
            yield _Row(position, within, (k1, n1, k0, n0), pooled, change, effect, unknown, visible)


def _family(
    shares: Shares, comparisons: Comparisons, rows: list[_Row], p_values: list[float], correction: str, level: float
) -> Adjusted:
    positions = np.array([row.position for row in rows], dtype=np.int64)
    tests = numbered_tests(shares, comparisons.group_row, comparisons.reference_row)[positions]
    names = {name: number for number, name in enumerate(dict.fromkeys(row.within.within for row in rows))}
    inside = np.array([names[row.within.within] for row in rows], dtype=np.int64)
    visible = np.array([row.visible for row in rows], dtype=bool)
    numbered = distinct_rows([tests, inside])[2] if rows else tests
    return adjust(np.array(p_values, dtype=np.float64), visible, numbered, correction, level)


def _pulling_apart(
    row: _Row, comparisons: Comparisons, verdict: str, shown: bool, searched: int, level: float
) -> tuple[Apart, ...]:
    """The strata whose own gap, shown and large enough to matter, the pooled figure would hide.

    Where a gap is shown inside, that is one on the other side, or those on its own side without which most people see
    none, or any if the pooled one is too small to matter; where it is not, one on the side of the plain gap, or on any
    side if there is none. If there is such a
    stratum, those on the opposite side are named as well. Asked only where the strata differ more than chance makes
    them (Breslow and Day), with Holm over the strata and all rows `searched`.
    """
    k1, n1, k0, n0 = row.counts
    difference = share(k1, n1) - share(k0, n0)
    with np.errstate(invalid="ignore"):
        matters = (n1 > 0) & (n0 > 0) & (np.abs(difference) >= comparisons.matters(share(k0, n0)))
    places = np.flatnonzero(matters)
    p_values = np.ones(int(((n1 > 0) & (n0 > 0)).sum()))
    p_values[: len(places)] = difference_p_value(k1[places], n1[places], k0[places], n0[places])
    if row.effect is not None:
        p_values[: len(places)] = [row.effect.p_value(p) for p in p_values[: len(places)].tolist()]
    own = places[(holm(p_values) * searched < level)[: len(places)]]
    sides = np.sign(difference[own])
    crude = comparisons.difference[row.position]
    if shown:
        side = np.sign(row.pooled.ratio - 1)
        hidden = (sides == -side) | _hangs_on(row, own[sides == side], level) | _is_small(row, comparisons)
    elif verdict == "shown":
        hidden = sides == np.sign(crude)
    else:
        hidden = sides != 0
    if not hidden.any():
        return ()
    order = np.argsort(-np.abs(difference[own]), kind="stable")
    return tuple(Apart(row.within.labels[own[place]], int(sides[place])) for place in order)


def _hangs_on(row: _Row, own: Codes, level: float) -> bool:
    """Whether the gap sits in these strata alone: the others, most of the people, show none and not that size."""
    k1, n1, k0, n0 = (np.delete(counts, own) for counts in row.counts)
    rest = pool(k1, n1, k0, n0, 1 - level)
    if not len(own) or 2 * rest.people_compared < row.pooled.people_compared or not rest.p_value >= level:
        return False
    return bool(rest.ratio_low > row.pooled.ratio or rest.ratio_high < row.pooled.ratio)


def _is_small(row: _Row, comparisons: Comparisons) -> bool:
    """Whether the pooled gap, beside the reference's own share of those who were compared, is too small to matter."""
    k1, n1, k0, n0 = row.counts
    both = (n1 > 0) & (n0 > 0)
    own = share(k0[both].sum(keepdims=True), n0[both].sum(keepdims=True))
    return bool(abs(row.pooled.ratio - 1) * own[0] < comparisons.matters(own)[0])


def stratifications(shares: Shares, log: DecisionLog) -> list[Stratification]:
    """By what like is compared with like: each column, and all of them together."""
    names = log.roles.within
    found = [_stratify(shares, (name,)) for name in names]
    return found if len(names) < 2 else [*found, _stratify(shares, names)]


def _stratify(shares: Shares, names: tuple[str, ...]) -> Stratification:
    cells = shares.cells
    rows, _, which = distinct_rows([cells.codes[name] for name in names])
    labels = [tuple(cells.labels[name][code] for name, code in zip(names, row, strict=True)) for row in rows]
    known = np.array([UNKNOWN not in label for label in labels], dtype=bool)
    number = np.where(known, np.cumsum(known) - 1, -1)
    told = tuple(label for label, is_known in zip(labels, known, strict=True) if is_known)
    return Stratification(" × ".join(names), np.asarray(number[which]), told)


def unknown_stratum(shares: Shares, name: str) -> int | None:
    """For how many people this stratum is not known; None where their number is not told.

    It is told where the table of counts has all of them: one number more beside blanks could give a blank away.
    """
    cells = shares.cells
    here = np.array([cells.labels[name][code] == UNKNOWN for code in cells.codes[name].tolist()], dtype=bool)
    people = int(cells.people[here].sum())
    if people and (is_small(people, shares.smallest_cell) or not shares.cells_shown[here].all()):
        return None
    return int(shares.rounding.of(people))


def by_stratum(shares: Shares, strata: Codes) -> dict[int, tuple[Floats, Floats]]:
    """For every row of the shares its numerators and denominators by stratum; last those of no known stratum."""
    size = int(strata.max(initial=-1)) + 2
    place = np.where(strata < 0, size - 1, strata)
    masks_of = [masks(measure, shares.cells) for measure in shares.measures]
    table: dict[int, tuple[Floats, Floats]] = {}
    for (c, m, g), row in shares.row_of.items():
        here = shares.characteristics[c].codes == g
        counted, among = masks_of[m]
        table[row] = (_sum_by(place, shares, counted & here, size), _sum_by(place, shares, among & here, size))
    return table


def _pieces(shares: Shares, strata: Codes, clusters: str) -> tuple[dict[int, tuple[Floats, Floats]], Codes, Codes]:
    """Numerators and denominators by stratum and cluster, and which stratum and cluster each entry is."""
    rows, _, which = distinct_rows([strata, shares.cells.codes[clusters]])
    table = {row: (k[:-1], n[:-1]) for row, (k, n) in by_stratum(shares, which).items()}
    return table, np.asarray(rows[:, 0]), np.asarray(rows[:, 1])


def _sum_by(strata: Codes, shares: Shares, mask: NDArray[np.bool_], size: int) -> Floats:
    return np.bincount(strata, shares.cells.people * mask, minlength=size).astype(np.float64)
