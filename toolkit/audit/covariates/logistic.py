"""A logistic model on a table of counts, fitted by iteratively reweighted least squares, and what it predicts.

Sources: P. McCullagh and J. Nelder, Generalized Linear Models (1989), ch. 4; marginal standardisation and its delta
method: C. Muller and R. MacLehose, International Journal of Epidemiology 43 (2014) 962-970.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.audit.covariates.situations import Floats

_STEPS = 60
_CLOSE = 1e-10
_FARTHEST = 25.0  # log odds beyond this: somebody is always, or never, selected, and no number fits


@dataclass(frozen=True)
class Fit:
    """Coefficients, their covariance, and how far the model is from the shares as they are."""

    coefficients: Floats
    covariance: Floats
    deviance: float


@dataclass(frozen=True)
class Rates:
    """The share of each group if all had the same mix, and the covariance of these shares."""

    shares: Floats
    covariance: Floats


def fit_logistic(design: Floats, selected: Floats, people: Floats) -> Fit | None:
    """Maximum likelihood; None where it does not exist, as where everybody of one kind was selected."""
    beta = np.zeros(design.shape[1])
    last = np.inf
    for _ in range(_STEPS):
        odds = design @ beta
        if np.abs(odds).max() > _FARTHEST:
            return None
        share = 1 / (1 + np.exp(-odds))
        weight = people * share * (1 - share)
        information = (design.T * weight) @ design
        try:
            beta = beta + np.linalg.solve(information, design.T @ (selected - people * share))
        except np.linalg.LinAlgError:
            return None
        now = deviance(selected, people, _share(design @ beta))
        if abs(last - now) < _CLOSE * (abs(now) + 1):
            share = 1 / (1 + np.exp(-(design @ beta)))
            information = (design.T * (people * share * (1 - share))) @ design
            if np.linalg.cond(information) > 1e14:
                return None
            return Fit(beta, np.asarray(np.linalg.inv(information), dtype=np.float64), now)
        last = now
    return None


def least_deviance(design: Floats, selected: Floats, people: Floats) -> float:
    """How near the model can come to the shares as they are, also where it comes nearer without end.

    So a difference that is largest of all, everybody here and nobody there, is seen although no number fits it.
    """
    beta = np.zeros(design.shape[1])
    best = deviance(selected, people, _share(design @ beta))
    for _ in range(_STEPS):
        share = _share(np.clip(design @ beta, -_FARTHEST, _FARTHEST))
        information = (design.T * (people * share * (1 - share))) @ design
        information += np.eye(design.shape[1]) * 1e-9 * max(1.0, float(np.trace(information)) / design.shape[1])
        step = np.linalg.solve(information, design.T @ (selected - people * share))
        beta = beta + step / max(1.0, float(np.abs(design @ step).max()) / 4)
        now = deviance(selected, people, _share(np.clip(design @ beta, -_FARTHEST, _FARTHEST)))
        if best - now < 1e-6 * (abs(best) + 1):
            return min(best, now)
        best = now
    return best


def deviance(selected: Floats, people: Floats, share: Floats) -> float:
    """Twice the log likelihood by which the shares as they are fit better."""
    spared = people - selected
    with np.errstate(divide="ignore", invalid="ignore"):
        yes = np.where(selected > 0, selected * np.log(selected / (people * share)), 0.0)
        no = np.where(spared > 0, spared * np.log(spared / (people * (1 - share))), 0.0)
    return float(2 * (yes + no).sum())


def standardised(fit: Fit, designs: Floats, weights: Floats) -> Rates:
    """The share of each group if all had the same mix.

    Parameters
    ----------
    designs : groups × cells × coefficients
        The rows of the model for each mix cell, as if its people were of this group.
    weights : cells
        The mix: shares that add up to 1.
    """
    share = 1 / (1 + np.exp(-(designs @ fit.coefficients)))
    gradient = np.einsum("c,gc,gck->gk", weights, share * (1 - share), designs)
    return Rates(share @ weights, gradient @ fit.covariance @ gradient.T)


def _share(odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -700, 700))))
