"""How small a gap would the test show four times out of five? Counted out, where groups are small.

Where Fisher's exact test is asked, formulas for its power are a few people off, and a smallest gap that is told too
small promises what the numbers cannot keep. So the power is added up over all tables that can come about, each with
the test that it would be put to: Fisher's or z.
"""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MOST_UNEQUAL = (10, 300)  # group and reference count for no more than so many times the other: less is promised then
MOST_TABLES = 40_000
_FAR = 6.0  # standard deviations; what lies beyond changes no digit
_ALIKE = 1e-8  # what is as probable in exact arithmetic counts, whatever its last digits are
_STEPS = 12  # halvings: less than a thousandth of the gap


@lru_cache(maxsize=8192)
def smallest_visible_exact(
    n1: int, k0: int, n0: int, level: float, power: float, smallest_expected: float, near: float
) -> float:
    """The smallest gap that `n1` people would show beside `k0` of `n0`, with such power at such a level; NaN if none.

    `near` is what a formula gives, or NaN: where to look, and the answer where there are too many tables.

    Fifty and fifty people, of whom one in five is selected in one group:

    >>> round(smallest_visible_exact(50, 10, 50, 0.05, 0.8, 15.0, 0.2604), 3)
    0.266
    """
    share = min(k0 / n0, 1 - k0 / n0)  # to count those who were not selected turns it round, and changes nothing
    n1, n0 = min(n1, MOST_UNEQUAL[0] * n0), min(n0, MOST_UNEQUAL[1] * n1)
    room = 1 - share
    far = room if math.isnan(near) else min(room, 1.5 * near)
    while True:
        first, last = _span(n1, share, share + far)
        first0, last0 = _span(n0, share, share)
        if (last - first + 1) * (last - first + last0 - first0 + 1) > MOST_TABLES:
            return near
        rejected = _rejected(n1, n0, (first, last), (first0, last0), level, smallest_expected)
        seen = rejected @ _Binomial(n0, first0, last0).of(share)
        group = _Binomial(n1, first, last)
        if group.of(share + far) @ seen >= power:
            break
        if far == room:
            return math.nan
        far = min(room, 2 * far)
    low, high = 0.0, far
    for _ in range(_STEPS):
        gap = (low + high) / 2
        low, high = (low, gap) if group.of(share + gap) @ seen >= power else (gap, high)
    return high


def _span(n: int, low: float, high: float) -> tuple[int, int]:
    """Between which numbers of n people those lie to whom it happens, where it does to a share from low to high."""
    edges = [_FAR * math.sqrt(n * p * (1 - p)) + _FAR for p in (low, high)]
    return max(0, math.floor(n * low - edges[0])), min(n, math.ceil(n * high + edges[1]))


def _rejected(
    n1: int, n0: int, span: tuple[int, int], span0: tuple[int, int], level: float, smallest_expected: float
) -> NDArray[np.bool_]:
    """Of every table, k1 down and k0 across, whether the test shows a gap."""
    k1 = np.arange(span[0], span[1] + 1)
    totals = np.arange(span[0] + span0[0], span[1] + span0[1] + 1)[:, None]
    k0 = np.arange(span0[0] + span[0] - span[1], span0[1] + span[1] - span[0] + 1)
    possible = (k0 >= 0) & (k0 <= n0)
    ways0 = np.where(possible, _log_choose(n0, np.clip(k0, 0, n0)), -1e300)
    logs = _log_choose(n1, k1) + sliding_window_view(ways0, len(k1))[:, ::-1]
    fisher = _as_rare(logs) < level
    pooled = totals / (n1 + n0)
    rarer = np.minimum(pooled, 1 - pooled)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0))
    z = np.abs(k1 * (1 / n1 + 1 / n0) - totals / n0) > NormalDist().inv_cdf(1 - level / 2) * error
    by_total = np.where(rarer * min(n1, n0) < smallest_expected, fisher, z & (error > 0))
    wanted = np.arange(span0[0], span0[1] + 1)
    across = (k1[:, None] + wanted) - int(totals[0, 0])
    return np.asarray(by_total[across, (k1 - span[0])[:, None]])


def _as_rare(logs: Floats) -> Floats:
    """For every entry of a row, the share of the row's entries that are no more probable (Fisher, two-sided)."""
    weights = np.exp(logs - logs.max(axis=1, keepdims=True))
    order = np.argsort(logs, axis=1)
    rising = np.take_along_axis(logs, order, axis=1)
    sums = np.cumsum(np.take_along_axis(weights, order, axis=1), axis=1)
    ends = np.ones(logs.shape, dtype=bool)
    ends[:, :-1] = np.diff(rising, axis=1) > _ALIKE
    upto = np.minimum.accumulate(np.where(ends, sums, np.inf)[:, ::-1], axis=1)[:, ::-1]
    found = np.empty_like(logs)
    np.put_along_axis(found, order, upto / sums[:, -1:], axis=1)
    return found


class _Binomial:
    """How probable each number from first to last of n people is, for any share of them."""

    def __init__(self, n: int, first: int, last: int) -> None:
        self._k = np.arange(first, last + 1)
        self._n, self._ways = n, _log_choose(n, self._k)

    def of(self, share: float) -> Floats:
        """The probabilities where it happens to this share of people."""
        if share <= 0 or share >= 1:
            return np.asarray(self._k == (0 if share <= 0 else self._n), dtype=np.float64)
        odds = math.log(share) - math.log1p(-share)
        return np.asarray(np.exp(self._ways + self._k * odds + self._n * math.log1p(-share)))


def _log_choose(n: int, k: NDArray[np.int64]) -> Floats:
    return _log_factorial(np.array(n)) - _log_factorial(k) - _log_factorial(n - k)


_SMALL = np.array([math.lgamma(number + 1) for number in range(32)])


def _log_factorial(number: NDArray[np.int64]) -> Floats:
    """The logarithm of n!, by Stirling's series where it is exact to the last digits."""
    x = np.maximum(number, len(_SMALL)).astype(np.float64)
    series = x * np.log(x) - x + 0.5 * np.log(2 * math.pi * x) + 1 / (12 * x) - 1 / (360 * x**3) + 1 / (1260 * x**5)
    return np.where(number < len(_SMALL), _SMALL[np.minimum(number, len(_SMALL) - 1)], series)
