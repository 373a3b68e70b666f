"""Many comparisons at once: each is paid for once, however often it is listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.comparing.shares import Shares
from toolkit.audit.counting.counts import Codes
from toolkit.audit.statistics.proportions import Floats, benjamini_hochberg, holm

CORRECTIONS: dict[str, Callable[[Floats], Floats]] = {"holm": holm, "benjamini-hochberg": benjamini_hochberg}


@dataclass(frozen=True)
class Adjusted:
    """p-values adjusted for all comparisons of a family of this `size`, and the `level` for one of them alone."""

    p_values: Floats
    size: int
    level: float


def adjust(p_values: Floats, shown: NDArray[np.bool_], test_of: Codes, correction: str, level: float) -> Adjusted:
    """Adjust over everything that was compared.

    `test_of` numbers the tests: what says the same from the other side (hit and missed) is one test. With Holm the
    level of one is its first step, shared by the whole family; Benjamini-Hochberg lets as many steps pass as gaps are
    shown, one at least, and intervals at that level allow for the choice of what is shown (Y. Benjamini and D.
    Yekutieli, JASA 100 (2005) 71-81).

    A comparison that is not published enters as if nothing had been seen (p = 1): its own p-value, or that it has
    none, would otherwise speak through the others'. That only makes the others more cautious.
    """
    tests, which = np.unique(test_of, return_inverse=True)
    which = which.reshape(-1)
    entering = np.full(len(tests), -1.0)
    with np.errstate(invalid="ignore"):
        np.maximum.at(entering, which[shown], p_values[shown])  # NaN stays NaN
    entering[entering == -1.0] = 1.0
    adjusted = CORRECTIONS[correction](entering)
    size = int((~np.isnan(entering)).sum())
    steps = max(int((adjusted < level).sum()), 1) if correction == "benjamini-hochberg" else 1
    return Adjusted(adjusted[which], size, level * steps / max(size, 1))


def numbered_tests(shares: Shares, one: Codes, other: Codes) -> Codes:
    """A number for each comparison of two rows of shares; complementary measures of the same groups have the same."""
    place = {measure.id: position for position, measure in enumerate(shares.measures)}
    pairs = [(place[one.id], place[one.complement]) for one in shares.measures if one.complement in place]
    same = {one: other for one, other in pairs if other < one}  # both are numbered by the first of the two
    first = np.arange(len(shares.measure_of), dtype=np.int64)
    for (c, m, g), row in shares.row_of.items():
        if m in same:
            first[row] = shares.row_of[c, same[m], g]
    return np.asarray(first[one] * len(first) + first[other])
