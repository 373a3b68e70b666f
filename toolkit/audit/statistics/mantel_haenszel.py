"""Does the gap remain when like is compared with like? Mantel-Haenszel over strata.

`k1`, `n1` are the group's selected and all, `k0`, `n0` the reference's, one entry a stratum.

Sources: N. Mantel and W. Haenszel, JNCI 22 (1959) 719-748; S. Greenland and J. Robins, Biometrics 41 (1985) 55-68
(ratio); J. Robins, N. Breslow and S. Greenland, Biometrics 42 (1986) 311-323 (odds ratio); N. Breslow and N. Day,
Statistical Methods in Cancer Research I (1980), p. 142 (homogeneity); Y. Bishop, S. Fienberg and P. Holland, Discrete
Multivariate Analysis (1975), ch. 14 (delta method for a table of counts).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from toolkit.audit.statistics.clusters import DesignEffect
from toolkit.audit.statistics.proportions import Floats, normal_quantile


@dataclass(frozen=True)
class Pooled:
    """One comparison made inside strata and pooled; NaN where the strata cannot tell."""

    ratio: float
    ratio_low: float
    ratio_high: float
    odds_ratio: float
    odds_ratio_low: float
    odds_ratio_high: float
    p_value: float
    homogeneity_p: float
    strata: int  # that hold somebody of either group
    strata_compared: int  # that hold both
    people: int
    people_compared: int
    people_group: tuple[int, int]  # of the group: compared, and all
    people_reference: tuple[int, int]


@dataclass(frozen=True)
class Change:
    """What comparing like with like does to a gap: logarithms of both ratios, with their common uncertainty.

    Both ratios come from the same people, so that their errors go together: the change is known better than either.
    """

    crude: float
    adjusted: float
    crude_variance: float
    adjusted_variance: float
    covariance: float

    def times(self, factor: float) -> Change:
        """The change with variances so many times as large, where decisions hang together."""
        variances = (self.crude_variance, self.adjusted_variance, self.covariance)
        return Change(self.crude, self.adjusted, *(factor * variance for variance in variances))

    def interval(self, part: float, z: float) -> tuple[float, float]:
        """Between which values the log ratio after lies, less this `part` of that before."""
        variance = self.adjusted_variance + part**2 * self.crude_variance - 2 * part * self.covariance
        middle, half = self.adjusted - part * self.crude, z * math.sqrt(max(variance, 0.0))
        return middle - half, middle + half


def pool(k1: ArrayLike, n1: ArrayLike, k0: ArrayLike, n0: ArrayLike, confidence: float = 0.95) -> Pooled:
    """The gap when people of the same stratum are compared, with its certainty.

    Berkeley 1973, women over men inside departments:

    >>> women, men = ([89, 17, 202, 131, 94, 24], [512, 353, 120, 138, 53, 22])
    >>> pooled = pool(women, [108, 25, 593, 375, 393, 341], men, [825, 560, 325, 417, 191, 373])
    >>> round(pooled.odds_ratio, 3), round(pooled.odds_ratio_low, 3), round(pooled.odds_ratio_high, 3)
    (1.105, 0.943, 1.295)
    """
    a, n1_ = np.asarray(k1, dtype=np.float64), np.asarray(n1, dtype=np.float64)
    c, n0_ = np.asarray(k0, dtype=np.float64), np.asarray(n0, dtype=np.float64)
    both = (n1_ > 0) & (n0_ > 0)  # a stratum with one group only compares nobody
    all1, all0, strata = int(n1_.sum()), int(n0_.sum()), int(((n1_ > 0) | (n0_ > 0)).sum())
    a, c, n1_, n0_ = a[both], c[both], n1_[both], n0_[both]
    some1, some0 = int(n1_.sum()), int(n0_.sum())
    b, d = n1_ - a, n0_ - c
    z = normal_quantile(0.5 + confidence / 2)
    ratio, ratio_low, ratio_high = _ratio(a, c, n1_, n0_, z)
    odds, odds_low, odds_high = _odds_ratio(a, b, c, d, z)
    return Pooled(
        ratio,
        ratio_low,
        ratio_high,
        odds,
        odds_low,
        odds_high,
        _p_value(a, b, c, d),
        _homogeneity(a, b, c, d, odds),
        strata,
        int(both.sum()),
        all1 + all0,
        some1 + some0,
        (some1, all1),
        (some0, all0),
    )


def reach(middle: float, edge: float, times: float) -> float:
    """An edge of the interval of a ratio, so many times as far away on the scale of logarithms.

    >>> reach(2.0, 4.0, 2.0), reach(2.0, 1.0, 0.5) == 2.0**0.5
    (8.0, True)
    """
    if not (0 < middle < math.inf and 0 < edge < math.inf):
        return edge
    far = math.log(edge / middle) * times
    return middle * math.exp(far) if abs(far) < 300 else math.nan


def spread_by(pooled: Pooled, effect: DesignEffect, confidence: float) -> Pooled:
    """The figures with test and intervals widened where decisions hang together; nothing else moves."""
    wider = math.sqrt(effect.weight(confidence))
    return replace(
        pooled,
        ratio_low=reach(pooled.ratio, pooled.ratio_low, wider),
        ratio_high=reach(pooled.ratio, pooled.ratio_high, wider),
        odds_ratio_low=reach(pooled.odds_ratio, pooled.odds_ratio_low, wider),
        odds_ratio_high=reach(pooled.odds_ratio, pooled.odds_ratio_high, wider),
        p_value=effect.p_value(pooled.p_value),
    )


def change_of(
    k1: ArrayLike,
    n1: ArrayLike,
    k0: ArrayLike,
    n0: ArrayLike,
    outside: tuple[float, float, float, float] = (0, 0, 0, 0),
) -> Change | None:
    """The ratio before and after comparing like with like, and how uncertain the step between them is.

    None where one of the two is no positive number.

    The delta method over the whole table of counts (multinomial: also how people come to be in the strata is left to
    chance). `outside` are people of the group, selected and all, and of the reference, whose stratum is not known:
    they are in the ratio before alone.

    Berkeley 1973: the step from 0.68 to 1.06 is larger than chance would make.

    >>> women, men = ([89, 17, 202, 131, 94, 24], [512, 353, 120, 138, 53, 22])
    >>> step = change_of(women, [108, 25, 593, 375, 393, 341], men, [825, 560, 325, 417, 191, 373])
    >>> [round(math.exp(edge), 2) for edge in step.interval(1, 1.96)]
    [1.47, 1.64]
    """
    arrays = [np.asarray(one, dtype=np.float64) for one in (k1, n1, k0, n0)]
    both = (arrays[1] > 0) & (arrays[3] > 0)
    a, n1_, c, n0_ = (one[both] for one in arrays)
    total = n1_ + n0_
    top, bottom = float((a * n0_ / total).sum()), float((c * n1_ / total).sum())
    all_k1, all_n1, all_k0, all_n0 = (float(one.sum()) + more for one, more in zip(arrays, outside, strict=True))
    if not (top > 0 and bottom > 0 and all_k1 > 0 and all_k0 > 0):
        return None
    # How much one person more of each kind moves either logarithm: selected and not, of the group and of the reference.
    after = (
        (n0_ / total - a * n0_ / total**2) / top - c * n0_ / total**2 / bottom,
        -a * n0_ / total**2 / top - c * n0_ / total**2 / bottom + 0 * a,
        a * n1_ / total**2 / top - (n1_ / total - c * n1_ / total**2) / bottom,
        a * n1_ / total**2 / top + c * n1_ / total**2 / bottom,
    )
    before = (1 / all_k1 - 1 / all_n1, -1 / all_n1, 1 / all_n0 - 1 / all_k0, 1 / all_n0)
    people = (a, n1_ - a, c, n0_ - c)
    everybody = (all_k1, all_n1 - all_k1, all_k0, all_n0 - all_k0)
    # Where everybody or nobody was selected no chance shows: half a person is put on the other side.
    unseen = sum(0.5 / float(n.sum()) ** 2 for k, n in ((a, n1_), (c, n0_)) if float(k.sum()) in (0.0, float(n.sum())))
    return Change(
        math.log(all_k1 / all_n1 * all_n0 / all_k0),
        math.log(top / bottom),
        sum(count * move**2 for count, move in zip(everybody, before, strict=True)),
        sum(float((count * move**2).sum()) for count, move in zip(people, after, strict=True)) + unseen,
        sum(float((count * move).sum()) * one for count, move, one in zip(people, after, before, strict=True)),
    )


def _ratio(a: Floats, c: Floats, n1: Floats, n0: Floats, z: float) -> tuple[float, float, float]:
    total = n1 + n0
    top, bottom = float((a * n0 / total).sum()), float((c * n1 / total).sum())
    if top == 0 or bottom == 0:
        return _divide(top, bottom), math.nan, math.nan
    variance = float(((n1 * n0 * (a + c) - a * c * total) / total**2).sum()) / (top * bottom)
    spread = math.exp(z * math.sqrt(variance))
    return top / bottom, top / bottom / spread, top / bottom * spread


def _odds_ratio(a: Floats, b: Floats, c: Floats, d: Floats, z: float) -> tuple[float, float, float]:
    total = a + b + c + d
    r, s = a * d / total, b * c / total
    p, q = (a + d) / total, (b + c) / total
    top, bottom = float(r.sum()), float(s.sum())
    if top == 0 or bottom == 0:
        return _divide(top, bottom), math.nan, math.nan
    variance = (
        float((p * r).sum()) / (2 * top**2)
        + float((p * s + q * r).sum()) / (2 * top * bottom)
        + float((q * s).sum()) / (2 * bottom**2)
    )
    spread = math.exp(z * math.sqrt(variance))
    return top / bottom, top / bottom / spread, top / bottom * spread


def _p_value(a: Floats, b: Floats, c: Floats, d: Floats) -> float:
    """Cochran-Mantel-Haenszel test without continuity correction, two-sided."""
    total = a + b + c + d
    big = total > 1
    a, b, c, d, total = a[big], b[big], c[big], d[big], total[big]
    expected = (a + b) * (a + c) / total
    variance = float(((a + b) * (c + d) * (a + c) * (b + d) / (total**2 * (total - 1))).sum())
    if variance == 0:
        return math.nan
    return math.erfc(abs(float((a - expected).sum())) / math.sqrt(2 * variance))


def _homogeneity(a: Floats, b: Floats, c: Floats, d: Floats, odds: float) -> float:
    """Breslow-Day: how easily chance would make the strata differ this much from one common odds ratio."""
    if not math.isfinite(odds) or odds <= 0:
        return math.nan
    n1, selected, total = a + b, a + c, a + b + c + d
    telling = (selected > 0) & (selected < total)
    a, n1, selected, total = a[telling], n1[telling], selected[telling], total[telling]
    if len(a) < 2:
        return math.nan
    if abs(odds - 1) < 1e-12:
        expected = n1 * selected / total
    else:
        square, linear = 1 - odds, total - n1 - selected + odds * (n1 + selected)
        constant = -odds * n1 * selected
        # the smaller root in the form that does not cancel
        expected = -2 * constant / (linear + np.sqrt(linear**2 - 4 * square * constant))
    cells = (expected, n1 - expected, selected - expected, total - n1 - selected + expected)
    with np.errstate(divide="ignore"):
        variance = 1 / sum(1 / cell for cell in cells)
    statistic = float(((a - expected) ** 2 / variance).sum())
    return chi_square_tail(statistic, len(a) - 1)


def chi_square_tail(statistic: float, freedom: int) -> float:
    """The chance of a chi-square at least this large.

    >>> round(chi_square_tail(3.841458820694124, 1), 12), round(chi_square_tail(18.83, 5), 4)
    (0.05, 0.0021)
    """
    from scipy.special import chdtrc  # heavy, and only where like is compared with like

    return float(chdtrc(freedom, max(statistic, 0.0)))


def _divide(top: float, bottom: float) -> float:
    if bottom:
        return top / bottom
    return math.inf if top else math.nan


def largest_step(k1: ArrayLike, n1: ArrayLike, k0: ArrayLike, n0: ArrayLike) -> tuple[float, float]:
    """How far a single person can move the logarithms of the pooled ratio and odds ratio, at most.

    For how many digits a figure may have beside blanks: what one person more or fewer would not change tells nobody
    about that person.

    >>> [round(step, 4) for step in largest_step([30, 10], [100, 50], [40, 20], [100, 50])]
    [0.0192, 0.0261]
    """
    arrays = [np.asarray(one, dtype=np.float64) for one in (k1, n1, k0, n0)]
    both = (arrays[1] > 0) & (arrays[3] > 0)
    a, n1_, c, n0_ = (one[both] for one in arrays)
    b, d, total = n1_ - a, n0_ - c, n1_ + n0_
    top, bottom = float((a * n0_ / total).sum()), float((c * n1_ / total).sum())
    r, s = float((a * d / total).sum()), float((b * c / total).sum())
    if not (top > 0 and bottom > 0 and r > 0 and s > 0):
        return math.inf, math.inf
    share1, share0, both2 = n1_ / total, n0_ / total, total**2
    ratio = (
        (share0 - a * n0_ / both2) / top - c * n0_ / both2 / bottom,
        -a * n0_ / both2 / top - c * n0_ / both2 / bottom,
        a * n1_ / both2 / top - (share1 - c * n1_ / both2) / bottom,
        a * n1_ / both2 / top + c * n1_ / both2 / bottom,
    )
    shift = a * d / both2 / r - b * c / both2 / s
    odds = (d / total / r - shift, -c / total / s - shift, -b / total / s - shift, a / total / r - shift)
    return tuple(max(float(np.abs(move).max()) for move in moves) for moves in (ratio, odds))  # type: ignore[return-value]
