"""Two groups in the same situations: the same job, office, grade. Whoever has no match is left aside, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.counting.counts import UNKNOWN, CountTable
from toolkit.audit.counting.long_tables.distinct_rows import distinct_rows

Floats = NDArray[np.float64]
_NOTHING_NEW = 1e-8  # of a column that follows from those before, as a region does from its offices


@dataclass(frozen=True)
class Pair:
    """Two groups in situations that hold both: how many of each, and what the situations are."""

    selected: Floats  # groups × situations
    people: Floats
    situations: Floats  # situations × covariate columns, without those that follow from others
    everybody: tuple[tuple[float, float], tuple[float, float]]  # selected and people of each group, matched or not

    @property
    def design(self) -> Floats:
        """A row for each group in each situation: one, whether it is the group, and the situation."""
        size = self.people.shape[1]
        group = np.repeat([1.0, 0.0], size)[:, None]
        return np.hstack([np.ones((2 * size, 1)), group, self.mix])

    @property
    def mix(self) -> Floats:
        """The situations, once for each group."""
        return np.vstack([self.situations, self.situations])

    @property
    def as_if(self) -> Floats:
        """The rows of the design for everybody as if of the group, and as if of the reference."""
        ones = np.ones((self.people.shape[1], 1))
        return np.stack([np.hstack([ones, is_group * ones, self.situations]) for is_group in (1.0, 0.0)])

    @property
    def weights(self) -> Floats:
        """The mix of both groups together: shares that add up to 1."""
        return np.asarray(self.people.sum(axis=0) / self.people.sum())


def pair_groups(cells: CountTable, name: str, groups: tuple[str, str], within: Sequence[str]) -> Pair:
    """The people of two groups whose situation is known and holds somebody of both."""
    codes = [cells.labels[name].index(group) for group in groups]
    of_two = np.isin(cells.codes[name], codes)
    known = of_two.copy()
    for column in within:
        if UNKNOWN in cells.labels[column]:
            known &= cells.codes[column] != cells.labels[column].index(UNKNOWN)
    rows, _, place = distinct_rows([cells.codes[column][known] for column in within])
    size = len(rows)
    selected, people = np.zeros((2, size)), np.zeros((2, size))
    for row, code in enumerate(codes):
        mine = cells.codes[name][known] == code
        number = cells.people[known]
        people[row] = np.bincount(place[mine], number[mine], minlength=size)
        selected[row] = np.bincount(place[mine], (number * cells.selected[known])[mine], minlength=size)
    both = (people > 0).all(axis=0)
    levels = np.asarray(rows).reshape(size, len(within))[both]
    columns = [
        (levels[:, at] == level).astype(np.float64)
        for at in range(levels.shape[1] if len(levels) else 0)
        for level in np.unique(levels[:, at])[1:]
    ]
    mix = np.array(columns).T if columns else np.zeros((int(both.sum()), 0))
    whole = [cells.codes[name] == code for code in codes]
    everybody = [(float(cells.people[of & cells.selected].sum()), float(cells.people[of].sum())) for of in whole]
    mix = without_repeats(np.ones((len(mix), 1)), mix)
    return Pair(selected[:, both], people[:, both], mix, (everybody[0], everybody[1]))


def without_repeats(known: Floats, columns: Floats) -> Floats:
    """The columns that say something which neither the known ones nor those before them say.

    >>> offices, region = np.eye(3)[:, 1:], np.array([[0.0], [1.0], [1.0]])
    >>> without_repeats(np.ones((3, 1)), np.hstack([offices, region])).shape[1]
    2
    """
    said: list[Floats] = []
    kept = []
    for at, column in enumerate(np.hstack([known, columns]).T):
        rest = column.astype(np.float64)
        for _ in range(2):  # once more, for what the first time rounds away
            for direction in said:
                rest = rest - (direction @ rest) * direction
        size = float(np.linalg.norm(rest))
        if size <= _NOTHING_NEW * max(float(np.linalg.norm(column)), 1.0):
            continue
        said.append(rest / size)
        if at >= known.shape[1]:
            kept.append(at - known.shape[1])
    return np.asarray(columns[:, kept], dtype=np.float64)
