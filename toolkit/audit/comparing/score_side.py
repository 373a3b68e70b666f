"""Whether a high score is what gets people selected: only the decisions can tell, where they follow the score."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.counting.counts import UNKNOWN, CountTable
from toolkit.audit.statistics.mantel_haenszel import pool
from toolkit.audit.statistics.proportions import difference_p_value

FOLLOWS_FROM = 1.25  # how many times as often, at least, people with high scores are selected, or the others are not


def high_scores_are_selected(cells: CountTable, characteristics: Sequence[str], level: float) -> bool:
    """Whether people above the middle of all scores are the ones who are selected.

    A score is good for people or bad; its numbers do not say which. Where the decision is made by it, they do: those
    with high scores are selected more often, by more than chance and by more than a little, among people of the same
    group for every characteristic, and in no group less often. Else nobody is called worse off for a high score.
    """
    return all(_are_selected(cells, name, level) for name in characteristics)


def _are_selected(cells: CountTable, characteristic: str, level: float) -> bool:
    labels = cells.labels[characteristic]
    known = np.array([label != UNKNOWN for label in labels], dtype=bool)[cells.codes[characteristic]]

    def people(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
        sums = np.bincount(cells.codes[characteristic], cells.people * (mask & known), minlength=len(labels))
        return sums.astype(np.float64)

    above, below = cells.above == 1, cells.above == 0
    k1, n1, k0, n0 = people(above & cells.selected), people(above), people(below & cells.selected), people(below)
    often, seldom = pool(k1, n1, k0, n0), pool(n0 - k0, n0, n1 - k1, n1)
    if not often.p_value < level or not max(often.ratio, seldom.ratio) >= FOLLOWS_FROM or not often.ratio > 1:
        return False
    with np.errstate(invalid="ignore", divide="ignore"):
        return not ((k1 / n1 < k0 / n0) & (difference_p_value(k1, n1, k0, n0) < level)).any()
