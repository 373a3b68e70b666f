"""A running watch: shares by period against what a baseline lets expect.

A p-chart (W. Shewhart 1931) with limits three standard errors from the share of the baseline. Where periods of the
baseline differ by more than chance makes, limits widen by the same factor (D. B. Laney, Quality Engineering 14 (2002)
531-537), so that a restless process does not cry wolf.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
SIGMAS = 3.0  # beyond: one false alarm in about 370 periods
FEWEST_PERIODS = 8  # of a baseline that limits are drawn from; our choice, textbooks ask for 20 or more
_MOVING_RANGE = 1.128  # the mean range of two standard normal numbers


@dataclass(frozen=True)
class ControlChart:
    """The middle, the limits of every period, and which lie outside; `restless` is Laney's factor, 1 at least."""

    middle: float
    lower: Floats
    upper: Floats
    outside: NDArray[np.bool_]
    restless: float


def control_chart(counted: ArrayLike, among: ArrayLike, baseline: ArrayLike) -> ControlChart | None:
    """Limits from the periods of the baseline; None where they are too few, or nobody or everybody was counted.

    >>> chart = control_chart([20] * 8 + [60], [100] * 9, [True] * 8 + [False])
    >>> chart.middle, chart.outside.tolist()[-2:]
    (0.2, [False, True])
    """
    k, n = np.asarray(counted, dtype=np.float64), np.asarray(among, dtype=np.float64)
    use = np.asarray(baseline, dtype=bool) & (n > 0)
    if use.sum() < FEWEST_PERIODS:
        return None
    middle = float(k[use].sum() / n[use].sum())
    if not 0 < middle < 1:
        return None
    with np.errstate(invalid="ignore", divide="ignore"):
        error = np.sqrt(middle * (1 - middle) / n)
        standing = (k / n - middle) / error
        restless = max(float(np.abs(np.diff(standing[use])).mean()) / _MOVING_RANGE, 1.0)
        reach = SIGMAS * restless * error
        share = k / n
        outside = (n > 0) & ((share > middle + reach) | (share < middle - reach))
    return ControlChart(middle, np.maximum(middle - reach, 0), np.minimum(middle + reach, 1), outside, restless)
