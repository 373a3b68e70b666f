"""A gap between two averages, taken apart: inside the same job, in who has which job, and where nobody compares.

Kitagawa (1955), Oaxaca (1973) and Blinder (1973) with one category for each person, the reference's averages as the
measuring rod; people in categories that hold one group only stand apart, as in H. Ñopo, Review of Economics and
Statistics 90 (2008). Standard errors by the delta method: both the averages and the shares of the categories are
estimated (B. Jann, Stata Journal 8 (2008)).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.audit.amounts.sets import AmountSet


@dataclass(frozen=True)
class Parts:
    """Group minus reference: ``whole = inside + mix + apart``, with standard errors, and how many people compare.

    `inside`: the difference among people of the same category, in the group's own mix of categories. `mix`: what the
    group's mix of categories makes, at the reference's averages. `apart`: what people make who could not be compared.
    """

    whole: float
    inside: float
    inside_error: float
    mix: float
    mix_error: float
    apart: float
    base: float  # the reference's average in the group's mix of categories: what `inside` is to be held against
    people: int
    people_compared: int
    reference_people: int
    reference_compared: int
    categories: int


def decompose(group: AmountSet, reference: AmountSet, pairs: Sequence[tuple[AmountSet, AmountSet]]) -> Parts | None:
    """Take a gap apart by categories in which both groups are; None where there is none."""
    if not pairs:
        return None
    n1, n0 = (np.array([float(one.people) for one in side]) for side in zip(*pairs, strict=True))
    y1, y0 = (np.array([one.mean for one in side]) for side in zip(*pairs, strict=True))
    v1, v0 = (
        _variances([one.variance for one in side], n)
        for side, n in zip(zip(*pairs, strict=True), (n1, n0), strict=True)
    )
    w1, w0 = n1 / n1.sum(), n0 / n0.sum()
    gaps = y1 - y0
    inside, mix = float(w1 @ gaps), float((w1 - w0) @ y0)
    inside_variance = w1**2 @ (v1 / n1 + v0 / n0) + (w1 @ gaps**2 - inside**2) / n1.sum()
    mix_variance = (w1 - w0) ** 2 @ (v0 / n0) + _spread(w1, y0) / n1.sum() + _spread(w0, y0) / n0.sum()
    whole = group.mean - reference.mean
    return Parts(
        whole,
        inside,
        math.sqrt(max(inside_variance, 0.0)),
        mix,
        math.sqrt(max(mix_variance, 0.0)),
        whole - inside - mix,
        float(w1 @ y0),
        group.people,
        round(n1.sum()),
        reference.people,
        round(n0.sum()),
        len(pairs),
    )


def _spread(weights: np.ndarray, values: np.ndarray) -> float:
    return float(weights @ values**2 - (weights @ values) ** 2)


def _variances(values: Sequence[float], n: np.ndarray) -> np.ndarray:
    """Of a category with one person the variance is not known: that of all others together stands in."""
    found = np.array(values)
    known = np.isfinite(found)
    pooled = float(((n - 1) * found)[known].sum() / max((n - 1)[known].sum(), 1)) if known.any() else 0.0
    return np.where(known, found, pooled)
