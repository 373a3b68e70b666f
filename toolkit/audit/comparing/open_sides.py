"""Gaps whose side or size hangs on people of unknown group or without a score, or on how counts were rounded.

The verdict of such a gap speaks of chance alone, and stays. But nobody can be called worse off where the gap could be
none or lie on the other side, and no difference can be called not seen where one that would matter fits as well.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.audit.comparing.bounds import Columns, if_they_belonged, is_rounded, rounded_shares
from toolkit.audit.comparing.comparisons import Comparisons
from toolkit.audit.comparing.shares import Shares
from toolkit.audit.counting.counts import UNKNOWN

Key = tuple[str, str, str]  # characteristic, group, measure


@dataclass(frozen=True)
class OpenSide:
    """Why a gap is not sharp ("groups", "scores", "rounding"), and between which values it lies: empty if withheld.

    `width` is how far it can lie from what is seen, at most; for a yes or no, never to be told.
    """

    why: str
    low: float
    high: float
    is_open: bool
    width: float


def open_sides(
    shares: Shares, comparisons: Comparisons, bounds: Columns, rounding: Columns, rounded_to: int | None
) -> dict[Key, OpenSide]:
    """What each published gap hangs on, if on anything; of two reasons the one that leaves more open.

    Whether a side is open is decided with all numbers, so that nobody is called worse off for want of a number; told is
    only what is published. Where few people of unknown group are withheld, each of their kinds is taken for as many as
    can be withheld: so that says nothing about how few they are.
    """
    named = list(zip(*(comparisons.published()[name] for name in ("characteristic", "group", "measure")), strict=True))
    found: dict[Key, OpenSide] = {}
    for why, ranges, told in (
        ("groups", _of_unknown(shares, comparisons), _gaps_told(bounds)),
        ("scores", _of_scores(shares, comparisons), _scores_told(shares, comparisons)),
        ("rounding", _of_rounding(shares, comparisons, rounded_to), _rounding_told(rounding)),
    ):
        for place, (low, high) in ranges.items():
            gap = float(comparisons.difference[place])
            width = math.inf if math.isnan(low + high) else max(gap - low, high - gap)
            one = OpenSide(
                why, *told.get(named[place], (math.nan, math.nan)), _is_open(comparisons, place, low, high), width
            )
            before = found.get(named[place])
            if before is None or (one.is_open, one.width) > (before.is_open, before.width):
                found[named[place]] = one
    return found


def _is_open(comparisons: Comparisons, place: int, low: float, high: float) -> bool:
    """Whether what can be said of the gap by its verdict does not hold for every value from low to high."""
    verdict, material = comparisons.verdict[place], float(comparisons.material[place])
    gap = float(comparisons.difference[place])
    if verdict == "shown":
        return not (low > 0 or high < 0)
    if verdict == "not_shown":
        return not (-low <= material and high <= material)
    return not (gap - low < material and high - gap < material)  # no number of people would show one that matters


def _of_unknown(shares: Shares, comparisons: Comparisons) -> dict[int, tuple[float, float]]:
    found = {}
    for place in range(len(comparisons.group_row)):
        row, reference = int(comparisons.group_row[place]), int(comparisons.reference_row[place])
        c, m = int(shares.characteristic_of[row]), int(shares.measure_of[row])
        groups = shares.characteristics[c].groups
        if not comparisons.shown[place] or UNKNOWN not in groups:
            continue
        unknown = shares.row_of[c, m, groups.index(UNKNOWN)]
        few = 0 if shares.shown[unknown] else max(shares.smallest_cell - 1, 0)
        (low, high), (low0, high0) = (if_they_belonged(shares, one, unknown, few) for one in (row, reference))
        found[place] = low - high0, high - low0
    return found


def _of_scores(shares: Shares, comparisons: Comparisons) -> dict[int, tuple[float, float]]:
    """Shares of people with high scores, if all without a score had a high one, and if none had."""
    found = {}
    for place, rows in enumerate(zip(comparisons.group_row.tolist(), comparisons.reference_row.tolist(), strict=True)):
        if not comparisons.shown[place] or not _is_of_scores(shares, rows[0]):
            continue
        edges = []
        for row in rows:
            k, n = int(shares.numerator[row]), int(shares.denominator[row])
            more = max(int(shares.denominator[_everybody(shares, row)]) - n, 0)
            edges.append((k / (n + more), (k + more) / (n + more)) if n else (math.nan, math.nan))
        (low, high), (low0, high0) = edges
        if low < high or low0 < high0:
            found[place] = low - high0, high - low0
    return found


def _scores_told(shares: Shares, comparisons: Comparisons) -> Mapping[Key, tuple[float, float]]:
    """Shares of people with high scores, as `_of_scores` has them, where it is published how many have a score."""
    published = comparisons.published()
    keys = list(zip(*(published[name] for name in ("characteristic", "group", "measure")), strict=True))
    rows = list(zip(comparisons.group_row.tolist(), comparisons.reference_row.tolist(), strict=True))
    return {
        keys[place]: edges
        for place, edges in _of_scores(shares, comparisons).items()
        if all(shares.shown[_everybody(shares, row)] for row in rows[place])
    }


def _is_of_scores(shares: Shares, row: int) -> bool:
    return shares.measures[int(shares.measure_of[row])].needs == {"score"}


def _everybody(shares: Shares, row: int) -> int:
    """The row of who was selected of the same people."""
    first = next(m for m, measure in enumerate(shares.measures) if measure.id == "selection_rate")
    return shares.row_of[int(shares.characteristic_of[row]), first, int(shares.group_of[row])]


def _of_rounding(shares: Shares, comparisons: Comparisons, rounded_to: int | None) -> dict[int, tuple[float, float]]:
    if not is_rounded(shares, rounded_to):
        return {}
    low, high = rounded_shares(shares, rounded_to, withheld=True)
    rows = enumerate(zip(comparisons.group_row.tolist(), comparisons.reference_row.tolist(), strict=True))
    return {
        place: (float(low[row] - high[reference]), float(high[row] - low[reference]))
        for place, (row, reference) in rows
        if comparisons.shown[place]
    }


def _gaps_told(bounds: Columns) -> Mapping[Key, tuple[float, float]]:
    keys = zip(bounds["characteristic"], bounds["group"], bounds["measure"], strict=True)
    return dict(zip(keys, zip(bounds["gap_low"], bounds["gap_high"], strict=True), strict=True))


def _rounding_told(rounding: Columns) -> Mapping[Key, tuple[float, float]]:
    keys = zip(rounding["characteristic"], rounding["group"], rounding["measure"], strict=True)
    edges = zip(*(rounding[name] for name in ("rate_low", "rate_high", "reference_low", "reference_high")), strict=True)
    return {key: (low - high0, high - low0) for key, (low, high, low0, high0) in zip(keys, edges, strict=True)}
