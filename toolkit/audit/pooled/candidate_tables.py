"""Other tables of counts that fit everything that is published as a sum: what a blank could stand for.

A blanked cell can hold as many people as one likes, as long as all sums that are out stay what they are. Such tables
are reached from the true one by moving people between blanked cells: between places of the same kind, or between
kinds in a way that no published sum notices. Moves between kinds are read from the sums in their reduced form
(`LetOut`), with whole numbers.

Not every such table is found, and none that is found is wrong: each is one that nobody can rule out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.comparing.shares import Shares
from toolkit.audit.counting.long_tables.distinct_rows import distinct_rows
from toolkit.audit.suppression.cells_to_publish import kinds_of
from toolkit.audit.suppression.publishing import Flags, Whole

MOST_TABLES = 2_000
MOST_NUMBERS = 2_000_000  # of all tables together
LONGEST_MOVE = 12  # people at once


@dataclass(frozen=True)
class Candidates:
    """Tables that fit: `change` is candidates × blanked cells, people more or fewer than there truly are."""

    hidden: Whole  # the positions of the blanked cells
    change: NDArray[np.int32]

    def people(self, table: int, cells: Whole) -> Whole:
        """One of the tables, whole."""
        found = cells.copy()
        found[self.hidden] += self.change[table]
        return found


def candidate_tables(shares: Shares, shown: Flags, seed: int = 1) -> Candidates:
    """Tables that fit what is published when these cells are shown; the small moves first, then those made of several.

    The same log gives the same tables.
    """
    hidden = np.flatnonzero(~shown)
    chance = np.random.default_rng(seed)
    most = max(50, min(MOST_TABLES, MOST_NUMBERS // max(len(hidden), 1)))
    here = shares.cells.people[hidden]
    kind_of, between = _moves_between_kinds(shares, hidden)
    moves = _single_moves(here, kind_of, between, most, chance)
    if not len(moves):
        return Candidates(hidden, np.zeros((0, len(hidden)), dtype=np.int32))
    changes = [moves]
    for together in (2, 3, 4, 8):
        parts = moves[chance.integers(0, len(moves), (most // 3, together))]
        changes.append(parts.sum(axis=1, dtype=np.int32))
    change = np.unique(np.vstack(changes), axis=0)
    possible = (change + here >= 0).all(axis=1) & change.any(axis=1)
    possible &= _nobody_vanishes(shares, hidden, change)
    return Candidates(hidden, change[possible])


def _nobody_vanishes(shares: Shares, hidden: Whole, change: NDArray[np.int32]) -> Flags:
    """Whether somebody is left in every place: a place is listed only where somebody is."""
    cells = shares.cells
    _, _, place_of = _places_of(shares)
    total = np.bincount(place_of, cells.people).astype(np.int64)
    places, column = np.unique(place_of[hidden], return_inverse=True)
    inside = np.zeros((len(hidden), len(places)), dtype=np.int32)
    inside[np.arange(len(hidden)), column] = 1
    return np.asarray((change @ inside + total[places] > 0).all(axis=1))


def _places_of(shares: Shares) -> tuple[Whole, Whole, Whole]:
    """The places of a log: everybody of the same groups in the same stratum and period."""
    return distinct_rows([shares.cells.codes[name] for name in shares.cells.names])


def _moves_between_kinds(shares: Shares, hidden: Whole) -> tuple[Whole, list[Whole]]:
    """The kind of each blanked cell, and the moves between such kinds that no published sum notices."""
    kinds, first, kind_of = kinds_of(shares.cells, shares.characteristics)
    out = shares.let_out
    if out is None or shares.cells.binned is not None:
        return kind_of[hidden], []  # bins of scores are out as well: only places of the same kind are exchanged
    blanked = np.zeros(len(kinds), dtype=bool)
    blanked[kind_of[hidden]] = True
    return kind_of[hidden], [move for move in out.unnoticed() if blanked[np.flatnonzero(move)].all()]


def _single_moves(
    here: Whole, kind_of: Whole, between: list[Whole], most: int, chance: np.random.Generator
) -> NDArray[np.int32]:
    """People moved from one blanked cell to another of the same kind, or between a few kinds at once."""
    found: list[NDArray[np.int32]] = []
    cells_of = {int(kind): np.flatnonzero(kind_of == kind) for kind in np.unique(kind_of)}
    several = [cells for cells in cells_of.values() if len(cells) > 1]
    rounds = max(1, most // max(1, sum(map(len, several)) + len(between)) // 2)
    for _ in range(min(rounds, 40)):
        for cells in several:
            other = chance.permutation(cells)
            for one, two in zip(cells, other, strict=True):
                if one != two and here[one]:
                    change = np.zeros(len(here), dtype=np.int32)
                    people = 1 + int(chance.integers(0, min(LONGEST_MOVE, int(here[one]))))
                    change[one], change[two] = -people, people
                    found.append(change)
        for move in between:
            signed = move * (1 + int(chance.integers(0, 6))) * int(chance.choice([-1, 1]))
            change = np.zeros(len(here), dtype=np.int32)
            for kind in np.flatnonzero(signed).tolist():
                cells = cells_of[kind]
                enough = cells[here[cells] + signed[kind] >= 0]
                if not len(enough):
                    break
                change[chance.choice(enough)] += signed[kind]
            else:
                found.append(change)
    return np.array(found, dtype=np.int32).reshape(-1, len(here))
