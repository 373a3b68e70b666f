"""With how many decimals the pooled figures of another table of counts are those of the true one.

Only a search: it says which tables are worth trying, at a look at thousands of them. What is published is decided by
reckoning the tried ones out in full (`pooled_digits`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.comparing.shares import Shares
from toolkit.audit.counting.long_tables.distinct_rows import distinct_rows
from toolkit.audit.measures.measures import masks
from toolkit.audit.pooled.candidate_tables import Candidates
from toolkit.audit.statistics.proportions import Floats
from toolkit.audit.suppression.publishing import Whole

Levels = NDArray[np.int64]
FINEST = 3  # decimals
_Z = 1.959963984540054
MOST_FIGURES = 1_200  # rows of shares looked at: the first measures come first


def levels_of(tables: Candidates, shares: Shares) -> Levels:
    """Candidates × figures: 3 decimals alike, 2, 1 or none.

    The figures are ratio and odds ratio, with the ends of their intervals, of each published group against all others
    of the same characteristic and measure, in each stratification.
    """
    names = shares.log.roles.within
    strata = [shares.cells.codes[name] for name in names]
    if len(strata) > 1:
        strata.append(distinct_rows(strata)[2])
    masks_of = [masks(measure, shares.cells) for measure in shares.measures]
    found: list[Levels] = []
    for place in strata:
        for c, characteristic in enumerate(shares.characteristics):
            for m, (counted, among) in enumerate(masks_of):
                rows = [(g, shares.row_of[c, m, g]) for g in characteristic.known]
                told = [g for g, row in rows if shares.shown[row]]
                if len(told) < 2 or len(found) >= MOST_FIGURES:
                    continue
                largest = max(told, key=lambda g: int(shares.denominator[shares.row_of[c, m, g]]))
                parts = {
                    g: [
                        _by_place(tables, shares, place, (characteristic.codes == g) & mask)
                        for mask in (counted, among)
                    ]
                    for g in told
                }
                for g in told:
                    if g != largest:
                        found += _levels(*_figures(*parts[g], *parts[largest]))
    return np.array(found, dtype=np.int64).reshape(len(found), len(tables.change)).T


def _by_place(tables: Candidates, shares: Shares, place: Whole, mask: NDArray[np.bool_]) -> Floats:
    """How many people of these there are in each stratum: the true table first, then the candidates."""
    size = int(place.max(initial=-1)) + 1
    true = np.bincount(place, shares.cells.people * mask, minlength=size)
    here = mask[tables.hidden]
    moved = np.zeros((len(tables.change), size))
    for column in np.flatnonzero(here).tolist():
        moved[:, place[tables.hidden[column]]] += tables.change[:, column]
    return np.asarray(np.vstack([true, true + moved]))


def _figures(a: Floats, n1: Floats, c: Floats, n0: Floats) -> tuple[Floats, Floats]:
    """Ratio and odds ratio, each with its interval: figures × tables × 3. Sources as in `strata`."""
    with np.errstate(invalid="ignore", divide="ignore"):
        total = np.where((n1 > 0) & (n0 > 0), n1 + n0, np.inf)  # a stratum with one group weighs nothing
        b, d = n1 - a, n0 - c
        top, bottom = (a * n0 / total).sum(axis=1), (c * n1 / total).sum(axis=1)
        inside = (n1 * n0 / total / total * (a + c) - a / total * c).sum(axis=1)
        ratio = _interval(top / bottom, inside / (top * bottom))
        r, s, p, q = a * d / total, b * c / total, (a + d) / total, (b + c) / total
        r_sum, s_sum = r.sum(axis=1), s.sum(axis=1)
        variance = (p * r).sum(axis=1) / (2 * r_sum**2) + (q * s).sum(axis=1) / (2 * s_sum**2)
        variance += (p * s + q * r).sum(axis=1) / (2 * r_sum * s_sum)
        return ratio, _interval(r_sum / s_sum, variance)


def _interval(value: Floats, variance: Floats) -> Floats:
    spread = np.exp(_Z * np.sqrt(np.maximum(variance, 0)))
    return np.stack([value, value / spread, value * spread], axis=1)


def _levels(*figures: Floats) -> list[Levels]:
    """With how many decimals each of the candidates' is as the true one's, which stands first."""
    found = []
    for figure in np.concatenate(figures, axis=1).T:
        size = np.where(figure < 10, 1.0, 10 ** np.floor(np.log10(np.clip(figure, 1, 1e12))))
        levels = np.full(len(figure) - 1, -1, dtype=np.int64)
        for decimals in range(FINEST + 1):
            with np.errstate(invalid="ignore"):
                rounded = np.round(figure / size, decimals)
            alike = (rounded[1:] == rounded[0]) | (np.isnan(rounded[1:]) & np.isnan(rounded[0]))
            levels = np.where(alike, decimals, levels)
        found.append(levels)
    return found
