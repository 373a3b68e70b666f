"""How sure are we of a share, or of the gap between two shares? Closed forms, vectorised over many comparisons.

All functions take arrays (or numbers) of counts: `k` of `n` people. Where `n` is 0 the answer is NaN: undefined is
not zero. scipy is not needed, so that a page starts light.

Sources: E. B. Wilson, JASA 22 (1927) 209-212 (interval of a share); R. G. Newcombe, Statistics in Medicine 17 (1998)
873-890, method 10 (difference); D. Katz et al., Biometrics 34 (1978) 469-474 (ratio); R. A. Fisher (1935), exact
test; J. L. Fleiss, Statistical Methods for Rates and Proportions, 3rd ed. (2003), ch. 3 and 4 (pooled z, power); J.
Casagrande, M. Pike and P. Smith, Biometrics 34 (1978) 483-486 (power of the exact test).
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from toolkit.audit.statistics.exact_power import smallest_visible_exact

Floats = NDArray[np.float64]

# Below this the normal approximation is not to be trusted. W. G. Cochran (1954) has 5, for a test at 5 %; the first
# step of Holm over many gaps lies far out in the tail, where 15 is needed (docs/benchmarks.md).
SMALLEST_EXPECTED = 15.0
POWER = 0.80  # how often a difference of `smallest_visible` would be shown
# From here on Fisher's test is so seldom asked that the formula for z is right about the smallest visible gap.
ENOUGH_FOR_A_FORMULA = 25.0


def normal_quantile(probability: float) -> float:
    """The z value below which this share of a normal distribution lies."""
    return NormalDist().inv_cdf(probability)


def share(k: ArrayLike, n: ArrayLike) -> Floats:
    """The share k/n; NaN where there is nobody to count.

    >>> share([1, 0], [4, 0])
    array([0.25,  nan])
    """
    k_, n_ = _floats(k, n)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(n_ > 0, k_ / n_, np.nan)


def wilson_interval(k: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Between which shares the true one plausibly lies (Wilson 1927).

    >>> low, high = wilson_interval([805], [1795])
    >>> round(float(low[0]), 4), round(float(high[0]), 4)
    (0.4256, 0.4716)
    """
    k_, n_ = _floats(k, n)
    z = normal_quantile(0.5 + confidence / 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = k_ / n_
        middle = (p + z * z / (2 * n_)) / (1 + z * z / n_)
        half = z / (1 + z * z / n_) * np.sqrt(p * (1 - p) / n_ + z * z / (4 * n_ * n_))
        low = np.where(k_ == 0, 0.0, middle - half)  # exact at the edges, where rounding would leave 1e-17
        high = np.where(k_ == n_, 1.0, middle + half)
    undefined = n_ == 0
    return np.where(undefined, np.nan, low), np.where(undefined, np.nan, high)


def newcombe_interval(
    k1: ArrayLike, n1: ArrayLike, k0: ArrayLike, n0: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Between which values the difference of two shares (first minus second) plausibly lies (Newcombe 1998)."""
    p1, p0 = share(k1, n1), share(k0, n0)
    low1, high1 = wilson_interval(k1, n1, confidence)
    low0, high0 = wilson_interval(k0, n0, confidence)
    difference = p1 - p0
    return (
        difference - np.sqrt((p1 - low1) ** 2 + (high0 - p0) ** 2),
        difference + np.sqrt((high1 - p1) ** 2 + (p0 - low0) ** 2),
    )


def ratio_of_shares(k1: ArrayLike, n1: ArrayLike, k0: ArrayLike, n0: ArrayLike) -> Floats:
    """How many times the first share is of the second; infinite over zero, NaN for zero over zero."""
    p1, p0 = share(k1, n1), share(k0, n0)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(p1 / p0, dtype=np.float64)


def katz_interval(
    k1: ArrayLike, n1: ArrayLike, k0: ArrayLike, n0: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Between which values the ratio of two shares plausibly lies (Katz 1978).

    With nobody selected in one group the logarithm does not exist: a ratio of 0 gets the interval from 0 to NaN, an
    infinite one from NaN to infinity.
    """
    k1_, n1_, k0_, n0_ = _floats(k1, n1, k0, n0)
    z = normal_quantile(0.5 + confidence / 2)
    ratio = ratio_of_shares(k1_, n1_, k0_, n0_)
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = z * np.sqrt(1 / k1_ - 1 / n1_ + 1 / k0_ - 1 / n0_)
        low, high = ratio * np.exp(-spread), ratio * np.exp(spread)
    defined = (n1_ > 0) & (n0_ > 0)
    none1, none0 = defined & (k1_ == 0) & (k0_ > 0), defined & (k0_ == 0) & (k1_ > 0)
    low = np.where(none1, 0.0, np.where(none0, np.nan, low))
    high = np.where(none1, np.nan, np.where(none0, np.inf, high))
    lost = ~defined | ((k1_ == 0) & (k0_ == 0))
    return np.where(lost, np.nan, low), np.where(lost, np.nan, high)


def difference_p_value(k1: ArrayLike, n1: ArrayLike, k0: ArrayLike, n0: ArrayLike) -> Floats:
    """How easily chance alone would make a gap at least this large; two-sided.

    Pooled z test, or Fisher's exact test where an expected count of the two-by-two table is below 15.

    >>> float(difference_p_value([805], [1795], [349], [1488])[0]) < 1e-30
    True
    """
    k1_, n1_, k0_, n0_ = _floats(k1, n1, k0, n0)
    with np.errstate(invalid="ignore", divide="ignore"):
        pooled = (k1_ + k0_) / (n1_ + n0_)
        error = np.sqrt(pooled * (1 - pooled) * (1 / n1_ + 1 / n0_))
        z = np.where(error > 0, np.abs(k1_ / n1_ - k0_ / n0_) / error, 0.0)
    p = np.array([math.erfc(value / math.sqrt(2)) for value in z.ravel()]).reshape(z.shape)
    p = np.where((n1_ > 0) & (n0_ > 0), p, np.nan)
    rarer = np.minimum(pooled, 1 - pooled)
    with np.errstate(invalid="ignore"):
        small = (n1_ > 0) & (n0_ > 0) & (rarer > 0) & (rarer * np.minimum(n1_, n0_) < SMALLEST_EXPECTED)
    if small.any():
        p = p.copy()
        for index in zip(*np.nonzero(small), strict=True):
            p[index] = _fisher(int(k1_[index]), int(n1_[index]), int(k0_[index]), int(n0_[index]))
    return p


def _fisher(k1: int, n1: int, k0: int, n0: int) -> float:
    """Fisher's exact test, two-sided: all tables with the same margins that are no more probable than this one.

    The probabilities follow from one another by one factor a step, so that only the shorter margin is walked.

    >>> round(_fisher(3, 10, 9, 11), 6)
    0.029973
    """
    people, chosen = n1 + n0, k1 + k0
    least, most = max(0, chosen - n0), min(n1, chosen)
    k = np.arange(least, most, dtype=np.float64)
    with np.errstate(divide="ignore"):
        steps = np.log((chosen - k) * (n1 - k)) - np.log((k + 1) * (people - chosen - n1 + k + 1))
    logs = np.concatenate([[0.0], np.cumsum(steps)])
    weights = np.exp(logs - logs.max())
    alike = 1 + 1e-9  # what is as probable in exact arithmetic counts, whatever its last digits are
    return min(1.0, float(weights[logs <= logs[k1 - least] + math.log(alike)].sum() / weights.sum()))


def smallest_visible_difference(n1: ArrayLike, k0: ArrayLike, n0: ArrayLike, level: float) -> Floats:
    """The smallest gap that this many people would show, four times out of five (power 80 %).

    Solves for the difference from the reference's share at which the two-sided test at `level` has the power; upward
    where the reference lies below one half, else downward, where there is more room. NaN where no difference that is
    possible at all would show. Where Fisher's test could be asked, the power is counted out over all tables (see
    `exact_power`); where these are too many, or people count for less, it is that of a z test, with continuity
    correction where Fisher's test would be asked (Casagrande, Pike and Smith 1978; Fleiss 2003, ch. 4).
    """
    n1_, k0_, n0_ = _floats(n1, k0, n0)
    p0 = share(k0_, n0_)
    sign = np.where(p0 <= 0.5, 1.0, -1.0)
    room = np.maximum(p0, 1 - p0)
    z_level, z_power = normal_quantile(1 - level / 2), normal_quantile(POWER)
    low, high = np.zeros_like(p0), room.copy()
    with np.errstate(invalid="ignore", divide="ignore"):
        for _ in range(60):  # bisection: the condition turns true once, but for a sliver where z gives way to Fisher
            difference = (low + high) / 2
            seen = _is_visible(difference, p0, sign, n1_, n0_, z_level, z_power)
            low, high = np.where(seen, low, difference), np.where(seen, difference, high)
        possible = _is_visible(room, p0, sign, n1_, n0_, z_level, z_power)
        found = np.where(possible & (n1_ > 0) & (n0_ > 0), high, np.nan)
        enough = _expected(found, p0, sign, n1_, n0_) >= ENOUGH_FOR_A_FORMULA
    whole = (n1_ > 0) & (n0_ > 0) & (n1_ % 1 == 0) & (k0_ % 1 == 0) & (n0_ % 1 == 0)
    for index in zip(*np.nonzero(whole & ~enough), strict=True):
        counts = int(n1_[index]), int(k0_[index]), int(n0_[index])
        found[index] = smallest_visible_exact(*counts, level, POWER, SMALLEST_EXPECTED, float(found[index]))
    return found


def _is_visible(
    difference: Floats, p0: Floats, sign: Floats, n1: Floats, n0: Floats, z_level: float, z_power: float
) -> NDArray[np.bool_]:
    needed = _needed_difference(difference, p0, sign, n1, n0, z_level, z_power)
    exact = _expected(difference, p0, sign, n1, n0) < SMALLEST_EXPECTED
    return np.asarray(difference - np.where(exact, (1 / n1 + 1 / n0) / 2, 0.0) >= needed)


def _expected(difference: Floats, p0: Floats, sign: Floats, n1: Floats, n0: Floats) -> Floats:
    """The smallest count that is expected if the true difference is this, and the test knows of none."""
    pooled = (np.clip(p0 + sign * difference, 0.0, 1.0) * n1 + p0 * n0) / (n1 + n0)
    return np.asarray(np.minimum(pooled, 1 - pooled) * np.minimum(n1, n0))


def _needed_difference(
    difference: Floats, p0: Floats, sign: Floats, n1: Floats, n0: Floats, z_level: float, z_power: float
) -> Floats:
    p1 = np.clip(p0 + sign * difference, 0.0, 1.0)
    pooled = (p1 * n1 + p0 * n0) / (n1 + n0)
    under_none = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0))
    under_gap = np.sqrt(p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0)
    return np.asarray(z_level * under_none + z_power * under_gap)


def holm(p_values: ArrayLike, family: int | None = None) -> Floats:
    """p-values that stay honest when many gaps are looked at together (S. Holm, 1979).

    NaN stays NaN and is not counted. `family` is the number of comparisons that were made, if more than are shown:
    those not shown enter as if their p-value were 1.

    >>> holm([0.01, 0.04, 0.03])
    array([0.03, 0.06, 0.06])
    """
    p = np.asarray(p_values, dtype=np.float64)
    adjusted = np.full(p.shape, np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    size = max(family or 0, len(order))
    if len(order):
        steps = p[order] * (size - np.arange(len(order)))
        adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return adjusted


def benjamini_hochberg(p_values: ArrayLike) -> Floats:
    """p-values for a first search among many gaps: of the gaps shown, only a small part is expected to be chance.

    Weaker than `holm`: it bounds the expected share of false alarms among what is shown (at 0.05: one in twenty), not
    the chance of any false alarm at all. NaN stays NaN and is not counted.

    Source: Y. Benjamini and Y. Hochberg, J. R. Statist. Soc. B 57 (1995) 289-300.

    >>> benjamini_hochberg([0.01, 0.04, 0.03])
    array([0.03, 0.04, 0.04])
    """
    p = np.asarray(p_values, dtype=np.float64)
    adjusted = np.full(p.shape, np.nan)
    known = np.flatnonzero(~np.isnan(p))
    if len(known):
        from scipy.stats import false_discovery_control  # heavy, and seldom asked for

        adjusted[known] = false_discovery_control(p[known])
    return adjusted


def growth_needed(n1: ArrayLike, k0: ArrayLike, n0: ArrayLike, difference: ArrayLike, level: float) -> Floats:
    """How many times as many people would show this difference, four times out of five (power 80 %).

    Both groups grow alike. Below 1 where fewer people would do; NaN where the difference is not possible or is none.
    Where so many people would still be put to Fisher's test, its power counts.

    Source: J. L. Fleiss, Statistical Methods for Rates and Proportions, 3rd ed. (2003), ch. 4, for unequal groups.
    """
    n1_, k0_, n0_, gap = _floats(n1, k0, n0, difference)
    p0 = share(k0_, n0_)
    sign = np.where(p0 <= 0.5, 1.0, -1.0)
    z_level, z_power = normal_quantile(1 - level / 2), normal_quantile(POWER)
    with np.errstate(invalid="ignore", divide="ignore"):
        needed = _needed_difference(gap, p0, sign, n1_, n0_, z_level, z_power)
        possible = (gap > 0) & (gap <= np.maximum(p0, 1 - p0)) & (n1_ > 0) & (n0_ > 0)
        plain = (needed / gap) ** 2
        corrected = ((needed + np.sqrt(needed**2 + 2 * gap * (1 / n1_ + 1 / n0_))) / (2 * gap)) ** 2
        enough_for_z = SMALLEST_EXPECTED / _expected(gap, p0, sign, n1_, n0_)
        return np.where(possible, np.minimum(corrected, np.maximum(plain, enough_for_z)), np.nan)


def _floats(*values: ArrayLike) -> tuple[Floats, ...]:
    arrays = np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values))
    return tuple(np.atleast_1d(array) for array in arrays)
