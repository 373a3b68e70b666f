"""A log-linear model of shares: in every situation, one group is selected the same number of times as often.

Fitted by the likelihood of Poisson, with a covariance that does not believe it (people are selected once at most): G.
Zou, American Journal of Epidemiology 159 (2004) 702-706.
"""

from __future__ import annotations

import numpy as np

from toolkit.audit.covariates.logistic import Fit, Rates
from toolkit.audit.covariates.situations import Floats

_STEPS = 100
_CLOSE = 1e-10
_LOWEST = -25.0  # a log share below this: nobody of a kind was selected, and no number fits


def fit_log_linear(design: Floats, selected: Floats, people: Floats) -> Fit | None:
    """The coefficients, with `deviance` as Pearson's chi-square of shares; None where nothing fits."""
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(max(selected.sum(), 0.5) / people.sum())
    for _ in range(_STEPS):
        logs = design @ beta
        if logs.min() < _LOWEST:
            return None
        expected = people * np.exp(np.minimum(logs, 5.0))
        information = (design.T * expected) @ design
        try:
            step = np.linalg.solve(information, design.T @ (selected - expected))
        except np.linalg.LinAlgError:
            return None
        beta = beta + step / max(1.0, float(np.abs(design @ step).max()) / 2)
        if float(np.abs(step).max()) < _CLOSE:
            return _fit(design, selected, people, beta)
    return None


def _fit(design: Floats, selected: Floats, people: Floats, beta: Floats) -> Fit | None:
    share = np.exp(design @ beta)
    if share.max() >= 1:  # more than everybody
        return None
    information = (design.T * (people * share)) @ design
    if np.linalg.cond(information) > 1e14:
        return None
    bread = np.linalg.inv(information)
    misses = selected * (1 - share) ** 2 + (people - selected) * share**2
    covariance = bread @ ((design.T * misses) @ design) @ bread
    chi = ((selected - people * share) ** 2 / (people * share * (1 - share))).sum()
    return Fit(beta, np.asarray(covariance, dtype=np.float64), float(chi))


def standardised_log(fit: Fit, designs: Floats, weights: Floats) -> Rates | None:
    """The share of each group if all had the same mix; None where that would be more than everybody of a kind."""
    share = np.exp(designs @ fit.coefficients)
    if share.max() >= 1:
        return None
    gradient = np.einsum("c,gc,gck->gk", weights, share, designs)
    return Rates(share @ weights, gradient @ fit.covariance @ gradient.T)
