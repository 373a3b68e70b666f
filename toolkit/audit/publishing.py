"""Publish once: nothing leaves the audit that shows, or lets anyone work out, a group of a few people.

Every published number is a sum over kinds of people. A sum of fewer than `smallest_cell` people (but not of nobody) is
a secret: it is blanked. Numbers are then let out one after the other, the most important first, and one that would let
a secret be worked out by adding and subtracting what is already out stays in (secondary suppression). What can be
worked out is decided by exact linear algebra over all results together, not table by table.

Source for the problem: A. Hundepool et al., Statistical Disclosure Control (2012), ch. 4 (linked tables). The order of
letting out is ours; it never blanks a number that could still be shown beside the more important ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]

_PRIME = 2_147_483_647  # sums of 0/1 vectors are reduced modulo this: exact, and products fit into 64 bits
MOST_KINDS = 1_500  # beyond, single kinds of people are not shown at all: only shares


@dataclass(frozen=True)
class Shown:
    """What may be shown: a flag for every share and for every kind of people."""

    shares: Flags
    kinds: Flags
    let_out: LetOut | None = None  # what is kept, for numbers that are let out later; None if nothing is


def is_small(people: float, smallest_cell: int) -> bool:
    """Whether so few people could be recognised; nobody at all cannot."""
    return 0 < people < smallest_cell


def choose_shown(
    counted: Flags,
    among: Flags,
    whole: Flags,
    families: Sequence[int],
    importance: Sequence[int],
    also_secret: Flags,
    people: Whole,
    smallest_cell: int,
) -> Shown:
    """Which shares and which kinds of people can be shown together without giving a small group away.

    Parameters
    ----------
    counted, among, whole : bool array, shares × kinds
        For each share, the kinds of people in its numerator, in its denominator, and in its whole group: of a group of
        a few people not even a zero is told.
    families : sequence of int, one a share
        Shares of one family (a measure over the groups of one characteristic) add up to a common total, so those of
        them that are blanked must not be a small group together either.
    importance : sequence of int
        The shares in the order in which they are let out.
    also_secret : bool array, sums × kinds
        Further sums that must not come out where they are small.
    people : int array, one a kind
    smallest_cell : int
        0 shows everything.
    """
    shares, kinds = counted.shape
    if smallest_cell <= 0:
        return Shown(np.ones(shares, dtype=bool), np.ones(kinds, dtype=bool))
    parts = [counted.astype(np.int64), (among & ~counted).astype(np.int64), among.astype(np.int64)]
    secrets = _small_sums([*parts, np.eye(kinds, dtype=bool), also_secret], people, smallest_cell)
    small = _are_small(whole @ people, smallest_cell)
    for part in parts:
        small |= _are_small(part @ people, smallest_cell)
    while True:
        let_out = LetOut(secrets, people)
        show_share = np.zeros(shares, dtype=bool)
        for row in importance:
            show_share[row] = not small[row] and let_out.add(parts[0][row], parts[2][row])
        show_kind = np.zeros(kinds, dtype=bool)
        if kinds <= MOST_KINDS:
            falling = np.argsort(-people, kind="stable")
            enough = falling[people[falling] >= smallest_cell]
            show_kind[enough] = let_out.add_single(enough)
        together = _small_together(parts, show_share, families, people, smallest_cell)
        exposed = [vector for vector in together if let_out.reveals(vector)]
        if not exposed:
            return Shown(show_share, show_kind, let_out)
        secrets = np.unique(np.vstack([secrets, np.array(exposed, dtype=bool)]), axis=0)


class LetOut:
    """The sums that are out, in reduced form, and a mark by which a secret is recognised as soon as they reveal it.

    A secret can be worked out exactly if it equals the combination of the reduced rows that agrees with it at their
    pivots. Both are compared through one number, their product with a random vector, so that a look at all secrets
    costs little; that two different vectors share that number has a chance of one in two thousand million.

    A kind that is out by itself needs no row: nothing of it is left in any other. Kinds of few people are taken as
    pivots first, so that most of the common ones can later be let out at one look.
    """

    def __init__(self, secrets: Flags, people: Whole | None = None) -> None:
        count, kinds = secrets.shape
        self._secrets = secrets
        self._random = np.random.default_rng(1).integers(1, _PRIME, kinds)
        self._rows = np.zeros((0, kinds), dtype=np.int64)
        self._row_marks = np.zeros(0, dtype=np.int64)
        self._pivots: list[int] = []
        self._single = np.zeros(kinds, dtype=bool)
        self._common: Whole = np.arange(kinds) if people is None else people
        # Each secret's mark minus that of the combination that agrees with it at the pivots: 0 when it comes out.
        self._hidden = secrets @ self._random % _PRIME

    def add(self, *vectors: Whole) -> bool:
        """Let these sums out together, unless a secret would come out with them."""
        before = self._rows, self._row_marks, list(self._pivots), self._hidden
        if all(self._add(vector) for vector in vectors):
            return True
        self._rows, self._row_marks, self._pivots, self._hidden = before
        return False

    def only(self, sums: Sequence[Whole]) -> LetOut:
        """The same secrets where these sums alone are out, whatever they tell."""
        other = LetOut(self._secrets[:0])
        for vector in sums:
            other.add(vector)
        other._secrets = self._secrets
        return other

    def divided(self, kind_of: Whole, secrets: Flags) -> LetOut:
        """The same sums over finer kinds of people, each part of one kind, to add more to.

        The secrets are those kept so far and these; what is out already is not kept any more.
        """
        first = {int(kind): place for place, kind in reversed(list(enumerate(kind_of)))}
        secrets = np.unique(np.vstack([self._secrets[:, kind_of], secrets]), axis=0)
        finer = LetOut(secrets)
        alone = np.flatnonzero(self._single)
        rows = np.vstack([self._rows, np.eye(len(self._single), dtype=np.int64)[alone]])
        pivots = [*self._pivots, *alone.tolist()]
        kept = [row for row, pivot in enumerate(pivots) if pivot in first]
        finer._rows = rows[kept][:, kind_of]
        finer._pivots = [first[pivots[row]] for row in kept]
        finer._row_marks = (finer._rows * finer._random % _PRIME).sum(axis=1) % _PRIME
        told = secrets[:, finer._pivots] @ finer._row_marks
        hidden = (secrets @ finer._random - told) % _PRIME
        finer._secrets, finer._hidden = secrets[hidden != 0], hidden[hidden != 0]
        return finer

    def reveals(self, vector: Whole) -> bool:
        """Whether this sum can be worked out from those that are out."""
        return not self._reduce(vector).any()

    def add_single(self, kinds: Whole) -> Flags:
        """Let single kinds out in this order, each unless a secret would come out with it."""
        # If all of them together reveal nothing, no part of them does: one look instead of many.
        if not len(kinds) or self._add_without_rows(kinds):
            return np.ones(len(kinds), dtype=bool)
        if len(kinds) == 1:
            unit = np.zeros(len(self._single), dtype=np.int64)
            unit[kinds] = 1
            return np.array([self.add(unit)])
        half = len(kinds) // 2
        return np.concatenate([self.add_single(kinds[:half]), self.add_single(kinds[half:])])

    def _add_without_rows(self, kinds: Whole) -> bool:
        """Let all these kinds out if none of them is a pivot and they reveal nothing."""
        is_pivot = np.zeros(len(self._single), dtype=bool)
        is_pivot[self._pivots] = True
        if is_pivot[kinds].any():
            return False
        marks: Whole = np.take(self._random, kinds)
        at_pivots: Whole = (self._rows[:, kinds] * marks % _PRIME).sum(axis=1) % _PRIME
        told: Whole = self._secrets[:, kinds] @ marks - self._secrets[:, self._pivots] @ at_pivots
        hidden: Whole = (self._hidden - told) % _PRIME
        if not hidden.all():
            return False
        self._row_marks = (self._row_marks - at_pivots) % _PRIME
        self._rows[:, kinds] = 0
        self._single[kinds] = True
        self._hidden = hidden
        return True

    def _reduce(self, vector: Whole) -> Whole:
        at_pivots = np.asarray(vector[self._pivots], dtype=np.int64)
        taken = np.flatnonzero(at_pivots)
        rows = self._rows[taken]
        if (at_pivots[taken] != 1).any():
            rows = at_pivots[taken, None] % _PRIME * rows % _PRIME
        return np.asarray(np.where(self._single, 0, vector - rows.sum(axis=0)) % _PRIME)

    def _add(self, vector: Whole) -> bool:
        rest = self._reduce(vector)
        if not rest.any():
            return True
        there: Whole = np.flatnonzero(rest)
        pivot = int(there[np.argmin(self._common[there])])
        rest = rest * pow(int(rest[pivot]), -1, _PRIME) % _PRIME
        mark = int((rest * self._random % _PRIME).sum() % _PRIME)
        touched = np.flatnonzero(self._rows[:, pivot])
        factors = self._rows[touched, pivot]
        at_pivots = self._secrets[:, [self._pivots[row] for row in touched]] @ factors
        hidden = (self._hidden - (self._secrets[:, pivot] - at_pivots) % _PRIME * mark) % _PRIME
        if not hidden.all():
            return False
        rows, row_marks = self._rows.copy(), self._row_marks.copy()
        rows[touched] = (rows[touched] - factors[:, None] * rest) % _PRIME
        row_marks[touched] = (row_marks[touched] - factors * mark) % _PRIME
        self._rows, self._row_marks = np.vstack([rows, rest]), np.append(row_marks, mark)
        self._pivots, self._hidden = [*self._pivots, pivot], hidden
        return True


def _are_small(values: Whole, smallest_cell: int) -> Flags:
    return np.asarray((values > 0) & (values < smallest_cell))


def _small_sums(parts: Sequence[NDArray[Any]], people: Whole, smallest_cell: int) -> Flags:
    small = [part[_are_small(part @ people, smallest_cell)].astype(bool) for part in parts]
    return np.asarray(np.unique(np.vstack(small), axis=0))


def _small_together(
    parts: Sequence[Whole], show_share: Flags, families: Sequence[int], people: Whole, smallest_cell: int
) -> list[Whole]:
    """Sums over all blanked groups of a family, where even together they are few."""
    found = []
    family_of = np.asarray(families)
    for family in np.unique(family_of):
        hidden = (family_of == family) & ~show_share
        for part in parts:
            together = part[hidden].sum(axis=0)
            if is_small(float(together @ people), smallest_cell):
                found.append(together)
    return found


def choose_cells(kind_of: Whole, people: Whole, shown: Flags, smallest_cell: int) -> Flags:
    """Which single cells (kinds cut further by stratum and period) can be shown.

    Inside one kind the hidden cells must be at least two and not few together, so that neither the kind's total nor
    what hides another kind gives one of them away; a kind that is not shown keeps at least that much hidden.
    """
    if smallest_cell <= 0:
        return np.ones(len(people), dtype=bool)
    show = people >= smallest_cell
    for kind in range(len(shown)):
        cells = np.flatnonzero(kind_of == kind)
        cells = cells[np.argsort(people[cells], kind="stable")]
        hidden = int((~show[cells]).sum())
        if hidden == 0 and shown[kind]:
            continue
        while hidden < len(cells) and (hidden < 2 or people[cells[:hidden]].sum() < smallest_cell):
            hidden += 1
        show[cells[:hidden]] = False
    return show
