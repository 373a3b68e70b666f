"""A logistic model on a table of counts, fitted by iteratively reweighted least squares, and what it predicts.

Sources: P. McCullagh and J. Nelder, Generalized Linear Models (1989), ch. 4; marginal standardisation and its delta
method: C. Muller and R. MacLehose, International Journal of Epidemiology 43 (2014) 962-970.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_STEPS = 60
_CLOSE = 1e-10
_FARTHEST = 25.0  # log odds beyond this: somebody is always, or never, selected, and no number fits


@dataclass(frozen=True)
class Fit:
    """Coefficients, their covariance and the deviance of the model."""

    coefficients: Floats
    covariance: Floats
    deviance: float


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
        now = deviance(selected, people, 1 / (1 + np.exp(-np.clip(design @ beta, -700, 700))))
        if abs(last - now) < _CLOSE * (abs(now) + 1):
            share = 1 / (1 + np.exp(-(design @ beta)))
            information = (design.T * (people * share * (1 - share))) @ design
            if np.linalg.cond(information) > 1e14:
                return None
            return Fit(beta, np.asarray(np.linalg.inv(information), dtype=np.float64), now)
        last = now
    return None


def deviance(selected: Floats, people: Floats, share: Floats) -> float:
    """Twice the log likelihood by which the shares as they are fit better."""
    spared = people - selected
    with np.errstate(divide="ignore", invalid="ignore"):
        yes = np.where(selected > 0, selected * np.log(selected / (people * share)), 0.0)
        no = np.where(spared > 0, spared * np.log(spared / (people * (1 - share))), 0.0)
    return float(2 * (yes + no).sum())


def standardised(fit: Fit, designs: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """The share of each group if all had the same mix, and the covariance of these shares.

    Parameters
    ----------
    designs : groups × cells × coefficients
        The rows of the model for each mix cell, as if its people were of this group.
    weights : cells
        The mix: shares that add up to 1.
    """
    share = 1 / (1 + np.exp(-(designs @ fit.coefficients)))
    gradient = np.einsum("c,gc,gck->gk", weights, share * (1 - share), designs)
    return share @ weights, gradient @ fit.covariance @ gradient.T
