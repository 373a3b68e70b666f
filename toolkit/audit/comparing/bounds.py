"""How far an answer can be trusted where groups or outcomes are not known for everybody, or counts were rounded.

No chance is in these ranges: they hold every value that fits what is known. Source: C. Manski, Partial Identification
of Probability Distributions (2003), ch. 1; J. Horowitz and C. Manski, Econometrica 63 (1995) 281-302.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from toolkit.audit.characteristics import Characteristic, cross_characteristics
from toolkit.audit.comparing.comparisons import Comparisons
from toolkit.audit.comparing.like_with_like import LikeWithLike
from toolkit.audit.comparing.shares import Shares
from toolkit.audit.counting.counts import UNKNOWN, CountTable
from toolkit.audit.measures.measures import masks
from toolkit.audit.statistics.proportions import POWER, Floats, normal_quantile

Columns = dict[str, list[Any]]

_NAMED = ("characteristic", "group", "reference", "measure")


def bounds_of_unknown(shares: Shares, references: Mapping[int, int]) -> Columns:
    """The columns of ``result.bounds``: each group's share if the people of unknown group belonged to it, or did not.

    A share is lowest if all of them belonged to the group who are not counted (not selected), highest if all who are;
    the gap is largest if the one half belonged to the group and the other to the reference. Every number comes from
    three published shares (the group's, its reference's and that of the unknown) and is empty where one of them is.
    Sharp for a single characteristic; for crossed ones, of which a part may be known, wider than needed.
    """
    names = ("characteristic", "group", "measure", "low", "high", "gap_low", "gap_high")
    columns: Columns = {name: [] for name in names}
    for (c, m, g), row in shares.row_of.items():
        characteristic = shares.characteristics[c]
        if UNKNOWN not in characteristic.groups or characteristic.groups[g] == UNKNOWN or m not in shares.compared:
            continue
        unknown = shares.row_of[c, m, characteristic.groups.index(UNKNOWN)]
        told = shares.shown[row] and shares.shown[unknown]
        low, high = if_they_belonged(shares, row, unknown) if told else (math.nan, math.nan)
        gap_low = gap_high = math.nan
        if c in references and references[c] != g and shares.shown[shares.row_of[c, m, references[c]]]:
            reference_low, reference_high = if_they_belonged(shares, shares.row_of[c, m, references[c]], unknown)
            gap_low, gap_high = low - reference_high, high - reference_low  # NaN where these are not told
        values = (characteristic.name, characteristic.groups[g], shares.measures[m].id, low, high, gap_low, gap_high)
        for name, value in zip(names, values, strict=True):
            columns[name].append(value)
    return columns


def if_they_belonged(shares: Shares, row: int, unknown: int, at_least: int = 0) -> tuple[float, float]:
    """A share if all the unknown who are not counted belonged to the group, and if all who are did.

    Withheld or not: that is for the caller to ask. With so many of each kind `at_least`.
    """
    k, n = int(shares.numerator[row]), int(shares.denominator[row])
    counted = max(int(shares.numerator[unknown]), at_least)
    others = max(int(shares.denominator[unknown]) - int(shares.numerator[unknown]), at_least)
    low = k / (n + others) if n + others else math.nan
    return low, (k + counted) / (n + counted) if n + counted else math.nan


def bounds_of_outcomes(shares: Shares, references: Mapping[int, int]) -> Columns:
    """The columns of ``result.outcome_bounds``: each share and gap whatever came true for people of unknown outcome.

    How many these are follows from published shares of the group (people, selected, and of both how many outcomes are
    known); a row is empty where one of them is. Sharp for each measure by itself. No rows where every outcome is known.
    """
    names = ("characteristic", "group", "measure", "low", "high", "gap_low", "gap_high")
    columns: Columns = {name: [] for name in names}
    if shares.log.roles.outcome is None or not shares.cells.people[shares.cells.outcome < 0].any():
        return columns
    measures = [m for m in shares.compared if shares.measures[m].needs_outcome]
    for c, characteristic in enumerate(shares.characteristics):
        unknown = {g: _unknown_outcomes(shares, c, g) for g in range(len(characteristic.groups))}
        for m in measures:
            ranges = {g: _whatever_came_true(shares, c, m, g, unknown[g]) for g in unknown}
            for g, (low, high) in ranges.items():
                gap = (math.nan, math.nan)
                if g != references.get(c, g) and characteristic.groups[g] != UNKNOWN:
                    reference_low, reference_high = ranges[references[c]]
                    gap = low - reference_high, high - reference_low
                values = (characteristic.name, characteristic.groups[g], shares.measures[m].id, low, high, *gap)
                for name, value in zip(names, values, strict=True):
                    columns[name].append(value)
    return columns


def _unknown_outcomes(shares: Shares, c: int, g: int) -> tuple[float, float]:
    """How many selected and how many other people of a group have no known outcome; NaN where that is not published."""

    def told(measure: str) -> tuple[float, float]:
        m = next((m for m, one in enumerate(shares.measures) if one.id == measure), None)
        row = shares.row_of.get((c, m, g)) if m is not None else None
        if row is None or not shares.shown[row]:
            return math.nan, math.nan
        return float(shares.numerator[row]), float(shares.denominator[row])

    selected, people = told("selection_rate")
    known_selected, known_spared, known = told("precision")[1], told("false_omission_rate")[1], told("base_rate")[1]
    if math.isnan(known_spared):
        known_spared = known - known_selected
    if math.isnan(known_selected):
        known_selected = known - known_spared
    # Rounded counts need not add up.
    return _not_below_zero(selected - known_selected), _not_below_zero(people - selected - known_spared)


def _not_below_zero(number: float) -> float:
    return number if math.isnan(number) else max(number, 0.0)


def _whatever_came_true(shares: Shares, c: int, m: int, g: int, unknown: tuple[float, float]) -> tuple[float, float]:
    """The lowest and the highest value of a share over everything that can have come true."""
    row, measure = shares.row_of[c, m, g], shares.measures[m]
    if not shares.shown[row]:
        return math.nan, math.nan
    k, n = float(shares.numerator[row]), float(shares.denominator[row])
    low, high = [k, n], [k, n]
    for selected, people in zip((True, False), unknown, strict=True):
        now, then = measure.if_known(selected)
        if now == then:
            continue
        if len(now) > 1:  # what they count as hangs on their scores, and how many have which is not published
            return math.nan, math.nan
        for ends, choose in ((low, min), (high, max)):
            for role, more in ((next(iter(now)), -people), (choose(then, key=_ROLES.index), people)):
                ends[0] += more if role == "counted" else 0
                ends[1] += more if role != "out" else 0
    return _share(low[0], low[1]), _share(high[0], high[1])


_ROLES = ("not counted", "out", "counted")  # the first makes a share the lowest, the last the highest


def _share(k: float, n: float) -> float:
    return k / n if n else math.nan


def limit_by_outcomes(comparisons: Comparisons, bounds: Columns) -> Comparisons:
    """The same gaps, none of them called shown or not shown if people of unknown outcome could turn that round.

    What could have been seen, and how many people would do, allows for them too. A gap that could be none, or lie on
    the other side, is not shown by these data alone, however little chance is in it; and one that could be as large as
    would matter has not been ruled out. Nothing is assumed of why outcomes are missing (C. Manski, Partial
    Identification of Probability Distributions (2003), ch. 1).
    """
    keys = zip(bounds["characteristic"], bounds["group"], bounds["measure"], strict=True)
    gap_of = dict(zip(keys, zip(bounds["gap_low"], bounds["gap_high"], strict=True), strict=True))
    if not gap_of:
        return comparisons
    table = comparisons.published()
    named = zip(table["characteristic"], table["group"], table["measure"], strict=True)
    verdicts, open_gaps = list(comparisons.verdict), {}
    visible, growth = comparisons.smallest_visible.copy(), comparisons.growth.copy()
    z_level, z_power = normal_quantile(1 - comparisons.level / 2), normal_quantile(POWER)
    spread = z_power / (z_level + z_power)  # of a gap that shows four times out of five, what chance takes off in one
    for place, (key, material) in enumerate(zip(named, comparisons.material.tolist(), strict=True)):
        if key not in gap_of or not comparisons.shown[place]:
            continue
        low, high = gap_of[key]
        gap = float(comparisons.difference[place])
        # Of a gap among those known this part stays among all, and so much is taken off it at most.
        kept = 1 - (high - low) / 2
        width = max(kept * gap - low, high - kept * gap) / kept if kept > 0 else math.nan
        # Where a part of the range is withheld nobody can tell: NaN compares as false.
        if verdicts[place] == "shown":
            holds = low > 0 or high < 0
        elif verdicts[place] == "not_shown":
            holds = -low <= material and high <= material
        else:  # else no number of people would show a gap that matters
            holds = width < material
        if not holds:
            verdicts[place], open_gaps[key] = "too_few", gap_of[key]
            continue
        # To be shown a gap has to be larger than what is open as well, four times out of five.
        needed = max(visible[place], width + spread * visible[place])
        visible[place] = needed if needed <= 1 else math.nan
        if width < material:
            growth[place] *= max(1.0, (spread * material / (material - width)) ** 2)
    return replace(comparisons, verdict=tuple(verdicts), open_gaps=open_gaps, smallest_visible=visible, growth=growth)


def limit_readings(inside: LikeWithLike, comparisons: Comparisons) -> LikeWithLike:
    """The same readings, "too_few" where the plain gap hangs on people of unknown outcome: so does the pooled one."""
    columns = inside.columns
    rows = list(zip(*(columns[name] for name in (*_NAMED, "within")), strict=True))
    hanging = {row for row in rows if (row[0], row[1], row[3]) in comparisons.open_gaps}
    if not hanging:
        return inside
    readings = ["too_few" if row in hanging else told for row, told in zip(rows, columns["reading"], strict=True)]
    notes = {row: replace(inside.notes[row], shown=False, apart=()) for row in hanging}
    return replace(inside, columns=columns | {"reading": readings}, notes=inside.notes | notes)


def ranges_of_rounding(shares: Shares, comparisons: Comparisons, rounded_to: int | None) -> Columns:
    """The columns of ``result.rounding``: between which values shares and ratios lay before the counts were rounded.

    Each count that was given is known to half of `rounded_to`, up or down, and is never below 0; if the results are
    rounded as well, each is known to half of that step on top. Empty where a share is not published. Where counts were
    rounded before they were given: empty as well where any cell of the group is blanked, and for shares above the
    median, which moves itself.
    """
    published = comparisons.published()
    columns: Columns = {name: published[name] for name in ("characteristic", "group", "reference", "measure")}
    ranges = ("rate_low", "rate_high", "reference_low", "reference_high", "ratio_low", "ratio_high")
    if not is_rounded(shares, rounded_to):
        return {name: [] for name in (*columns, *ranges)}
    low, high = rounded_shares(shares, rounded_to)
    group, reference = comparisons.group_row, comparisons.reference_row
    both = comparisons.shown & ~np.isnan(low[group]) & ~np.isnan(low[reference])
    with np.errstate(invalid="ignore", divide="ignore"):
        values = (
            low[group],
            high[group],
            low[reference],
            high[reference],
            low[group] / high[reference],
            high[group] / low[reference],
        )
    for name, value in zip(ranges, values, strict=True):
        columns[name] = np.where(both, value, np.nan).tolist()
    return columns


def is_rounded(shares: Shares, rounded_to: int | None) -> bool:
    """Whether the counts were rounded before they were given, or the results are."""
    return shares.rounding.step > 1 or (rounded_to is not None and shares.cells.rows is not None)


def rounded_shares(shares: Shares, rounded_to: int | None, withheld: bool = False) -> tuple[Floats, Floats]:
    """The lowest and the highest value of every share; with those `withheld` only for yes or no, never to be told."""
    given = None if rounded_to is None else shares.cells.rows
    if given is None:
        return _published_ranges(shares)
    return _share_ranges(shares, given, (rounded_to or 0) / 2, withheld)


def _published_ranges(shares: Shares) -> tuple[Floats, Floats]:
    """The lowest and highest shares where results alone are rounded: of published numbers, which tell nothing new."""
    half = shares.rounding.step / 2
    k, n = shares.numerator.astype(np.float64), shares.denominator.astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        low = np.where(shares.shown, np.maximum(k - half, 0) / (n + half), np.nan)
        high = np.where(shares.shown & (n > half), np.minimum((k + half) / (n - half), 1.0), np.nan)
    return low, high


def _share_ranges(shares: Shares, rows: CountTable, half: float, withheld: bool) -> tuple[Floats, Floats]:
    """The lowest and the highest value of every share; NaN where that would tell of what is blanked."""
    low, high = np.full(len(shares.group_of), np.nan), np.full(len(shares.group_of), np.nan)
    for (c, m, g), row in shares.row_of.items():
        characteristic, measure = shares.characteristics[c], shares.measures[m]
        here = characteristic.codes == g
        if "score" in measure.needs or not shares.shown[row]:
            continue
        if not withheld and not shares.cells_shown[here].all():
            continue
        counted, among = masks(measure, rows)
        theirs = same_people(characteristic, rows, characteristic.groups[g])
        published = shares.rounding.step / 2 if shares.rounding.step > 1 else 0.0
        slack_in = published + half * int((rows.people * (counted & theirs)).sum())
        slack_out = 2 * published + half * int((rows.people * (among & ~counted & theirs)).sum())
        k = int(shares.numerator[row])
        rest = int(shares.denominator[row]) - k
        fewest, most = max(k - slack_in, 0.0), k + slack_in
        fewest_rest, most_rest = max(rest - slack_out, 0.0), rest + slack_out
        low[row] = fewest / (fewest + most_rest) if fewest + most_rest else math.nan
        high[row] = most / (most + fewest_rest) if most + fewest_rest else math.nan
    return low, high


def same_people(characteristic: Characteristic, rows: CountTable, group: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which rows as they were given are about this group."""
    if characteristic.crossed:
        found = cross_characteristics(rows, characteristic.columns)
    else:
        found = Characteristic(characteristic.name, rows.labels[characteristic.name], rows.codes[characteristic.name])
    return np.asarray(found.codes == found.groups.index(group))
