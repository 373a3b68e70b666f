"""How far an answer can be trusted where groups are not known for everybody, or counts were rounded.

No chance is in these ranges: they hold every value that fits what is known. Source: C. Manski, Partial Identification
of Probability Distributions (2003), ch. 1; J. Horowitz and C. Manski, Econometrica 63 (1995) 281-302.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from toolkit.audit.characteristics import Characteristic, cross_characteristics
from toolkit.audit.comparisons import Comparisons
from toolkit.audit.counting import UNKNOWN, CountTable
from toolkit.audit.measures import masks
from toolkit.audit.proportions import Floats
from toolkit.audit.shares import Shares

Columns = dict[str, list[Any]]


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
        if UNKNOWN not in characteristic.groups or characteristic.groups[g] == UNKNOWN:
            continue
        unknown = shares.row_of[c, m, characteristic.groups.index(UNKNOWN)]
        low, high = _if_they_belonged(shares, row, unknown)
        gap_low = gap_high = math.nan
        if c in references and references[c] != g:
            reference_low, reference_high = _if_they_belonged(shares, shares.row_of[c, m, references[c]], unknown)
            gap_low, gap_high = low - reference_high, high - reference_low
        values = (characteristic.name, characteristic.groups[g], shares.measures[m].id, low, high, gap_low, gap_high)
        for name, value in zip(names, values, strict=True):
            columns[name].append(value)
    return columns


def _if_they_belonged(shares: Shares, row: int, unknown: int) -> tuple[float, float]:
    if not (shares.shown[row] and shares.shown[unknown]):
        return math.nan, math.nan
    k, n = int(shares.numerator[row]), int(shares.denominator[row])
    counted = int(shares.numerator[unknown])
    others = int(shares.denominator[unknown]) - counted
    low = k / (n + others) if n + others else math.nan
    return low, (k + counted) / (n + counted) if n + counted else math.nan


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
    given = None if rounded_to is None else shares.cells.rows
    if given is None and shares.rounding.step == 1:
        return {name: [] for name in (*columns, *ranges)}
    low, high = _published_ranges(shares) if given is None else _share_ranges(shares, given, (rounded_to or 0) / 2)
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


def _published_ranges(shares: Shares) -> tuple[Floats, Floats]:
    """The same where the results alone are rounded: of published numbers, so that they tell nothing new."""
    half = shares.rounding.step / 2
    k, n = shares.numerator.astype(np.float64), shares.denominator.astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        low = np.where(shares.shown, np.maximum(k - half, 0) / (n + half), np.nan)
        high = np.where(shares.shown & (n > half), np.minimum((k + half) / (n - half), 1.0), np.nan)
    return low, high


def _share_ranges(shares: Shares, rows: CountTable, half: float) -> tuple[Floats, Floats]:
    """The lowest and the highest value of every share; NaN where that would tell of what is blanked."""
    low, high = np.full(len(shares.group_of), np.nan), np.full(len(shares.group_of), np.nan)
    for (c, m, g), row in shares.row_of.items():
        characteristic, measure = shares.characteristics[c], shares.measures[m]
        here = characteristic.codes == g
        if measure.needs == "score" or not shares.shown[row] or not shares.cells_shown[here].all():
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
