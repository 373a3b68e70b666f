"""How sure are we of a weighted share, or of the gap between two, given how people were drawn?

Taylor linearisation, clusters taken as drawn with replacement, which is rather too careful: D. Binder, International
Statistical Review 51 (1983) 279-292; S. Lohr, Sampling: Design and Analysis, 3rd ed. (2022), ch. 9. Everybody who was
drawn counts for the design, also who is in neither group (estimates for domains). The interval of a share is made on
the scale of log odds (E. Korn and B. Graubard, Survey Methodology 24 (1998) 193-201); where all or none were selected
it is Wilson's, for as many people as the weights are worth (L. Kish, Survey Sampling (1965), ch. 11.7).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.statistics.proportions import wilson_interval
from toolkit.audit.surveys.answers import Answers, Design, Floats


@dataclass(frozen=True)
class WeightedShare:
    """The share of a group that was selected, weighted; `influence` is what each unit of weight in a cell moves it."""

    share: float
    influence: Floats
    people: int
    selected: int
    effective: float
    freedom: int
    error: float
    parts: tuple[float, float]  # how many alike in weight those selected are worth, and those not; 0 for nobody

    def interval(self, confidence: float) -> tuple[float, float]:
        """Between which values the share of all plausibly lies; NaN where too few were drawn to know."""
        if self.freedom < 1:
            return math.nan, math.nan
        if not 0 < self.selected < self.people:
            low, high = wilson_interval(self.share * self.effective, self.effective, confidence)
            return float(low[0]), float(high[0])
        odds = math.log(self.share / (1 - self.share))
        half = _reach(self.freedom, confidence) * self.error / (self.share * (1 - self.share))
        return 1 / (1 + math.exp(-(odds - half))), 1 / (1 + math.exp(-(odds + half)))


@dataclass(frozen=True)
class WeightedGap:
    """The gap between two weighted shares; NaN where it is not defined."""

    difference: float
    error: float
    ratio: float
    log_error: float
    freedom: int

    @property
    def p_value(self) -> float:
        """How easily chance alone would make a gap at least this large: Student's t, two-sided."""
        from scipy.special import stdtr  # heavy, and only asked for here

        if self.freedom < 1 or not self.error > 0:
            return math.nan
        return float(2 * stdtr(self.freedom, -abs(self.difference) / self.error))

    def interval(self, confidence: float) -> tuple[float, float]:
        """Between which values the ratio plausibly lies."""
        if self.freedom < 1 or not math.isfinite(self.log_error):
            return math.nan, math.nan
        half = _reach(self.freedom, confidence) * self.log_error
        return self.ratio * math.exp(-half), self.ratio * math.exp(half)


def weighted_share(answers: Answers, of_group: NDArray[np.bool_]) -> WeightedShare:
    """The share of one group; `of_group` says which cells are its own."""
    own = of_group & answers.decided
    everybody = float(answers.weight[own].sum())
    share = float(answers.weight[own & answers.selected].sum()) / everybody
    influence = np.where(own, (answers.selected - share) / everybody, 0.0)
    return WeightedShare(
        share,
        influence,
        round(answers.people[own].sum()),
        round(answers.people[own & answers.selected].sum()),
        _worth(answers, own),
        freedom_of(answers, own),
        math.sqrt(variance_of(answers, influence)),
        (_worth(answers, own & answers.selected), _worth(answers, own & ~answers.selected)),
    )


def _worth(answers: Answers, own: NDArray[np.bool_]) -> float:
    squares = float(answers.squares[own].sum())
    return float(answers.weight[own].sum()) ** 2 / squares if squares else 0.0


def weighted_gap(answers: Answers, one: WeightedShare, other: WeightedShare) -> WeightedGap:
    """A group's share against its reference's, with what the design does to both at once."""
    error = math.sqrt(variance_of(answers, one.influence - other.influence))
    ratio, log_error = math.nan, math.nan
    if one.share > 0 and other.share > 0:
        ratio = one.share / other.share
        log_error = math.sqrt(variance_of(answers, one.influence / one.share - other.influence / other.share))
    return WeightedGap(one.share - other.share, error, ratio, log_error, min(one.freedom, other.freedom))


def variance_of(answers: Answers, influence: Floats) -> float:
    """The variance of the weighted sum of these influences, one for each cell."""
    design = answers.design
    strata = len(design.drawn)
    sums = np.bincount(design.stratum, answers.weight * influence, minlength=strata)
    if design.unit is None:
        squares = np.bincount(design.stratum, answers.squares * influence**2, minlength=strata)
    else:
        of_unit = np.bincount(design.unit, answers.weight * influence)
        stratum_of = np.zeros(len(of_unit), dtype=np.int64)
        stratum_of[design.unit] = design.stratum
        squares = np.bincount(stratum_of, of_unit**2, minlength=strata)
    several = design.drawn > 1
    drawn = design.drawn[several].astype(np.float64)
    inside = drawn / (drawn - 1) * np.maximum(squares[several] - sums[several] ** 2 / drawn, 0.0)
    middle = float(sums.sum()) / float(design.drawn.sum())
    lonely = (sums[~several] - middle) ** 2
    return float(inside.sum() + lonely.sum())


def freedom_of(answers: Answers, own: NDArray[np.bool_]) -> int:
    """In how many clusters (or people) a group was drawn, less its strata."""
    design: Design = answers.design
    strata = len(np.unique(design.stratum[own]))
    units = round(answers.people[own].sum()) if design.unit is None else len(np.unique(design.unit[own]))
    return int(units) - strata


def _reach(freedom: int, confidence: float) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.5 + confidence / 2))
