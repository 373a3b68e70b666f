"""Which model answers what would be if both groups had the same mix, and when none may."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from toolkit.audit.covariates.log_linear import fit_log_linear, standardised_log
from toolkit.audit.covariates.logistic import Fit, Rates, fit_logistic, least_deviance, standardised
from toolkit.audit.covariates.situations import Floats, Pair, without_repeats

MODELS = ("logistic", "log-linear")
CAREFUL = 0.001  # chance of calling a model wrong that is right
FOR_EACH = 10.0  # people selected, and not, for each number of the model: with fewer it makes gaps of its own
_LARGE = 5.0  # people expected in a cell, from where on chi-square speaks of the fit


@dataclass(frozen=True)
class Standard:
    """The shares of a group and its reference with the same mix, and how sure their ratio is."""

    rate: float
    reference_rate: float
    log_ratio: float
    error: float

    def ends(self, half: float) -> tuple[float, float]:
        """The ratio less and more by so many standard errors."""
        return math.exp(self.log_ratio - half * self.error), math.exp(self.log_ratio + half * self.error)


def standard_of(pair: Pair, model: str) -> Standard | str:
    """The shares, or why there are none: ``sparse``, ``no_fit`` or ``differs``."""
    if np.minimum(pair.selected.sum(), (pair.people - pair.selected).sum()) < FOR_EACH * pair.design.shape[1]:
        return "sparse"
    rates = _logistic(pair) if model == "logistic" else _log_linear(pair)
    if isinstance(rates, str):
        return rates
    one, other = (float(share) for share in rates.shares)
    slope = np.array([1 / one, -1 / other])
    variance = float(slope @ rates.covariance @ slope)
    if not math.isfinite(variance) or variance <= 0:
        return "no_fit"
    return Standard(one, other, math.log(one / other), math.sqrt(variance))


def _logistic(pair: Pair) -> Rates | str:
    from scipy.special import chdtrc  # heavy, and only where a model is asked for

    selected, people, design = pair.selected.ravel(), pair.people.ravel(), pair.design
    fit = fit_logistic(design, selected, people)
    if fit is None:
        return "no_fit"
    more = without_repeats(design, design[:, 1:2] * pair.mix)
    if more.shape[1]:
        gained = fit.deviance - least_deviance(np.hstack([design, more]), selected, people)
        if chdtrc(more.shape[1], max(gained, 0.0)) < CAREFUL:
            return "differs"
    share = 1 / (1 + np.exp(-(design @ fit.coefficients)))
    if _is_far(fit, design, people, share):
        return "no_fit"
    return standardised(fit, pair.as_if, pair.weights)


def _log_linear(pair: Pair) -> Rates | str:
    from scipy.special import chdtrc

    selected, people, design = pair.selected.ravel(), pair.people.ravel(), pair.design
    fit = fit_log_linear(design, selected, people)
    rates = None if fit is None else standardised_log(fit, pair.as_if, pair.weights)
    if fit is None or rates is None:
        return "no_fit"
    more = without_repeats(design, design[:, 1:2] * pair.mix)
    if more.shape[1]:
        wider = fit_log_linear(np.hstack([design, more]), selected, people)
        if wider is None:
            return "no_fit"
        size = design.shape[1]
        own = wider.coefficients[size:]
        wald = float(own @ np.linalg.solve(wider.covariance[size:, size:], own))
        if chdtrc(more.shape[1], max(wald, 0.0)) < CAREFUL:
            return "differs"
    if _is_far(fit, design, people, np.exp(design @ fit.coefficients)):
        return "no_fit"
    return rates


def _is_far(fit: Fit, design: Floats, people: Floats, share: Floats) -> bool:
    """Whether the model is farther from the numbers than chance makes it; asked where cells are large enough."""
    from scipy.special import chdtrc

    freedom = len(design) - design.shape[1]
    large = np.minimum(people * share, people * (1 - share)).mean() >= _LARGE
    return bool(freedom > 0 and large and chdtrc(freedom, fit.deviance) < CAREFUL)
