"""Counts that are published as multiples of ten (or five, or a hundred), so that one person more or less is not seen.

Whatever is counted is rounded first, and every share, gap, interval and p-value is computed from the rounded counts:
a share with twelve digits would give numerator and denominator away. Only what is pooled over strata comes from the
full counts (rounding a hundred small strata would destroy it); ratios are told with two digits, p-values as "at most
0.05". One that happens to lie at the edge of a digit may still turn with one person more.

What rounding does not do: somebody who has many rounded sums of the same people can narrow a count down to less than
a step. Where that matters, choose a larger step.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from numbers import Integral

import numpy as np
from numpy.typing import ArrayLike, NDArray

from toolkit.errors import AuditError, translatable

DIGITS = 2  # of numbers that come from the full counts
CHANCES = (0.001, 0.01, 0.05, 0.1, 0.2, 0.5)


@dataclass(frozen=True)
class Rounding:
    """To which multiple counts are rounded; 1 leaves them as they are."""

    step: int = 1

    def of(self, counts: ArrayLike) -> NDArray[np.int64]:
        """The nearest multiples; what lies in the middle goes up.

        >>> Rounding(10).of([4, 5, 14, 15, 100]).tolist()
        [0, 10, 10, 20, 100]
        """
        whole = np.asarray(counts, dtype=np.int64)
        return (2 * whole + self.step) // (2 * self.step) * self.step

    def told(self, number: float) -> float:
        """A number that comes from the full counts, with as many digits as tell of no single person.

        >>> Rounding(10).told(3.6274), Rounding(10).told(0.000123), Rounding().told(3.6274)
        (3.6, 0.00012, 3.6274)
        """
        if self.step == 1 or number == 0 or not math.isfinite(number):
            return number
        return float(f"{number:.{DIGITS}g}")

    def chance(self, p_value: float) -> float:
        """The next larger of a few p-values: far out, one person more would move the first digit.

        >>> Rounding(10).chance(4.8e-23), Rounding(10).chance(0.0312), Rounding(10).chance(0.1149)
        (0.001, 0.05, 0.2)
        """
        if self.step == 1 or not math.isfinite(p_value):
            return p_value
        return next((step for step in CHANCES if p_value <= step), 1.0)


NOT_ROUNDED = Rounding()


def rounding_to(step: int | None) -> Rounding:
    """The rounding that was asked for; refuses a step that is no whole number."""
    if step is None:
        return NOT_ROUNDED
    if not isinstance(step, Integral) or isinstance(step, bool) or step < 1:
        raise AuditError(
            translatable("Results cannot be rounded to “{value}”. Give a whole number such as 10."), value=str(step)
        )
    return Rounding(int(step))
