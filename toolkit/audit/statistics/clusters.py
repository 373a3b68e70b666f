"""Decisions that hang together: people of one office, or one person several times, are fewer independent witnesses.

The design effect is how many times larger the variance is than that of as many independent decisions; people count
for so much less. Source: J. Rao and A. Scott, Biometrics 48 (1992) 577-585, here for the difference of two shares, so
that what an office does to both groups alike cancels; the test asks Student's t with one degree of freedom less than
there are clusters in the group that has fewer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.counting.long_tables.distinct_rows import distinct_rows
from toolkit.audit.statistics.proportions import Floats, normal_quantile

Codes = NDArray[np.int64]


@dataclass(frozen=True)
class DesignEffect:
    """How many times the variance of independent decisions, 1 at least, and the degrees of freedom of the test."""

    factor: float = 1.0
    freedom: int = 0

    def p_value(self, p_value: float) -> float:
        """The two-sided p-value of a z test, made honest; 1 where there are too few clusters to know."""
        from scipy.special import ndtri, stdtr  # heavy, and only where clusters are named

        if not math.isfinite(p_value):
            return p_value
        if self.freedom < 1:
            return 1.0
        z = -float(ndtri(max(p_value, 1e-300) / 2))
        return min(1.0, 2 * float(stdtr(self.freedom, -z / math.sqrt(self.factor))))

    def weight(self, confidence: float) -> float:
        """By how much people count for less, so that intervals made with z reach as far as with Student's t."""
        from scipy.special import stdtrit

        if self.freedom < 1:
            return math.inf
        reach = float(stdtrit(self.freedom, 0.5 + confidence / 2)) / normal_quantile(0.5 + confidence / 2)
        return self.factor * reach**2


def design_effect(k1: Floats, n1: Floats, k0: Floats, n0: Floats) -> DesignEffect:
    """For the difference of two shares; one entry a cluster, of the group and of the reference.

    Two offices of women that decide alike are two witnesses, however many people they saw.

    >>> import numpy as np
    >>> women, men = np.array([10.0, 10, 0, 0]), np.array([0.0, 0, 10, 10])
    >>> alike = design_effect(women / 2, women, men / 2, men)
    >>> apart = design_effect(np.array([9.0, 1, 0, 0]), women, np.array([0.0, 0, 9, 1]), men)
    >>> alike.factor, round(apart.factor, 1), apart.freedom
    (1.0, 8.5, 1)
    """
    all1, all0 = float(n1.sum()), float(n0.sum())
    if all1 == 0 or all0 == 0:
        return DesignEffect()
    p1, p0 = float(k1.sum()) / all1, float(k0.sum()) / all0
    moves = (k1 - p1 * n1) / all1 - (k0 - p0 * n0) / all0
    there = int(((n1 > 0) | (n0 > 0)).sum())
    freedom = min(int((n1 > 0).sum()), int((n0 > 0).sum())) - 1
    independent = p1 * (1 - p1) / all1 + p0 * (1 - p0) / all0
    if freedom < 1 or independent == 0:
        return DesignEffect(1.0, freedom)
    return DesignEffect(max(1.0, there / (there - 1) * float((moves**2).sum()) / independent), freedom)


def design_effect_inside(counts: tuple[Floats, Floats, Floats, Floats], strata: Codes, clusters: Codes) -> DesignEffect:
    """The design effect of the test inside strata (Cochran-Mantel-Haenszel); one entry a stratum and cluster."""
    k1, n1, k0, n0 = counts
    by = [np.bincount(strata, one) for one in (k1, n1, k0, n0)]
    total = by[1] + by[3]
    both = (by[1] > 0) & (by[3] > 0)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(both, (by[0] + by[2]) / total, 0.0)
        weight1, weight0 = np.where(both, by[3] / total, 0.0), np.where(both, by[1] / total, 0.0)
        independent = float((np.where(both, by[1] * weight1, 0.0) * share * (1 - share)).sum())
    moves = (k1 - share[strata] * n1) * weight1[strata] - (k0 - share[strata] * n0) * weight0[strata]
    told = both[strata]
    number = distinct_rows([clusters[told]])[2] if told.any() else np.zeros(0, dtype=np.int64)
    sums = np.bincount(number, moves[told])
    counted = (np.bincount(number, one[told]) for one in (n1, n0))
    freedom = min(int((people > 0).sum()) for people in counted) - 1
    if freedom < 1 or independent == 0:
        return DesignEffect(1.0, freedom)
    return DesignEffect(max(1.0, len(sums) / (len(sums) - 1) * float((sums**2).sum()) / independent), freedom)
