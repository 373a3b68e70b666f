"""Gaps between averages: Welch's test and interval, how small a gap would have shown, and Holm over all of them.

Sources: B. L. Welch, Biometrika 34 (1947) 28-35; F. E. Satterthwaite, Biometrics Bulletin 2 (1946); S. Holm (1979).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from toolkit.audit.amounts.decomposition import Parts, decompose
from toolkit.audit.amounts.sets import AmountSet
from toolkit.audit.counting.counts import UNKNOWN
from toolkit.audit.statistics.proportions import POWER, holm, normal_quantile

INSIDE = "inside"


@dataclass(frozen=True)
class AmountGap:
    """A group against its reference: over all, in one category, or inside all of them. NaN where it is withheld."""

    characteristic: str
    group: str
    reference: str
    where: str = ""  # empty: over all; "inside": inside the categories, together; else one category
    mean: float = math.nan
    reference_mean: float = math.nan
    people: int = 0
    reference_people: int = 0
    low: float = math.nan
    high: float = math.nan
    p_value: float = math.nan
    p_adjusted: float = math.nan
    smallest_visible: float = math.nan
    verdict: str = "too_few"
    error: float = math.nan
    freedom: float = math.inf
    parts: Parts | None = None
    shown: bool = False

    @property
    def difference(self) -> float:
        """Group minus reference."""
        return self.mean - self.reference_mean

    @property
    def relative(self) -> float:
        """The difference as a part of the reference's average."""
        return self.difference / self.reference_mean if self.reference_mean else math.nan


def compare_amounts(
    sets: Sequence[AmountSet], references: dict[str, str], confidence: float, material: float
) -> list[AmountGap]:
    """Every gap that may be told, adjusted over all of them; those that may not be told stay, empty."""
    by = {(one.characteristic, one.group, one.category): one for one in sets}
    found: list[AmountGap] = []
    for name, reference in references.items():
        groups = list(dict.fromkeys(one.group for one in sets if one.characteristic == name))
        categories = list(dict.fromkeys(one.category for one in sets if one.characteristic == name and one.category))
        for group in groups:
            if group in (reference, UNKNOWN):
                continue
            whole, other = by[name, group, ""], by[name, reference, ""]
            found.append(_gap(whole, other, "", confidence))
            pairs = [
                (by[name, group, category], by[name, reference, category])
                for category in categories
                if (name, group, category) in by and (name, reference, category) in by
            ]
            told = [pair for pair in pairs if pair[0].shown and pair[1].shown]
            if categories:
                found.append(_inside(whole, other, told, confidence))
            found += [_gap(one, another, one.category, confidence) for one, another in pairs]
    adjusted = holm([gap.p_value if gap.shown else math.nan for gap in found], family=len(found))
    return [_judged(gap, p, confidence, material, len(found)) for gap, p in zip(found, adjusted.tolist(), strict=True)]


def _gap(one: AmountSet, other: AmountSet, where: str, confidence: float) -> AmountGap:
    empty = AmountGap(one.characteristic, one.group, other.group, where)
    if not (one.shown and other.shown):
        return empty
    error, freedom = _welch(one, other)
    gap = replace(
        empty,
        mean=one.mean,
        reference_mean=other.mean,
        people=one.people,
        reference_people=other.people,
        error=error,
        freedom=freedom,
        shown=True,
    )
    return _with_chance(gap, confidence)


def _welch(one: AmountSet, other: AmountSet) -> tuple[float, float]:
    a, b = one.variance / one.people, other.variance / other.people
    if not math.isfinite(a + b):
        return math.nan, math.nan
    below = (a**2 / (one.people - 1)) + (b**2 / (other.people - 1))
    return math.sqrt(a + b), (a + b) ** 2 / below if below else math.inf


def _inside(
    whole: AmountSet, other: AmountSet, told: Sequence[tuple[AmountSet, AmountSet]], confidence: float
) -> AmountGap:
    """The gap inside the same category, made of published averages alone."""
    empty = AmountGap(whole.characteristic, whole.group, other.group, INSIDE)
    parts = decompose(whole, other, told) if whole.shown and other.shown else None
    if parts is None:
        return empty
    gap = replace(
        empty,
        mean=parts.base + parts.inside,
        reference_mean=parts.base,
        people=parts.people_compared,
        reference_people=parts.reference_compared,
        error=parts.inside_error,
        parts=parts,
        shown=True,
    )
    return _with_chance(gap, confidence)


def _with_chance(gap: AmountGap, confidence: float) -> AmountGap:
    if not math.isfinite(gap.error):
        return gap
    half = _quantile(0.5 + confidence / 2, gap.freedom) * gap.error
    return replace(
        gap,
        low=gap.difference - half,
        high=gap.difference + half,
        p_value=_two_sided(gap.difference / gap.error if gap.error else math.inf * bool(gap.difference), gap.freedom),
    )


def _judged(gap: AmountGap, p_adjusted: float, confidence: float, material: float, size: int) -> AmountGap:
    """The verdict, by the same rule as for shares."""
    if not gap.shown or not math.isfinite(gap.error):
        return gap
    level = (1 - confidence) / max(size, 1)
    visible = (_quantile(1 - level / 2, gap.freedom) + normal_quantile(POWER)) * gap.error
    seen = p_adjusted < 1 - confidence
    few = not visible <= material * abs(gap.reference_mean)
    verdict = "shown" if seen else "too_few" if few else "not_shown"
    return replace(gap, p_adjusted=p_adjusted, smallest_visible=visible, verdict=verdict)


def _quantile(probability: float, freedom: float) -> float:
    if not math.isfinite(freedom):
        return normal_quantile(probability)
    from scipy.special import stdtrit  # heavy, and only where averages are compared

    return float(stdtrit(freedom, probability))


def _two_sided(t: float, freedom: float) -> float:
    if math.isnan(t):
        return math.nan
    if not math.isfinite(freedom):
        return math.erfc(abs(t) / math.sqrt(2))
    from scipy.special import stdtr

    return min(1.0, 2 * float(stdtr(freedom, -abs(t))))


def largest_groups(sets: Sequence[AmountSet]) -> dict[str, str]:
    """For each characteristic its largest known group."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(one.characteristic for one in sets):
        own = [one for one in sets if one.characteristic == name and not one.category and one.group != UNKNOWN]
        if len(own) > 1:
            found[name] = own[int(np.argmax([one.people for one in own]))].group
    return found
