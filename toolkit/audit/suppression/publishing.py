"""Publish once: nothing leaves the audit that shows, or lets anyone work out, a group of a few people.

Every published number is a sum over kinds of people. A sum of fewer than `smallest_cell` people (but not of nobody) is
a secret: it is blanked. Numbers are then let out one after the other, the most important first, and one that would let
a secret be worked out by adding and subtracting what is already out stays in (secondary suppression). What can be
worked out is decided by exact linear algebra over all results together, not table by table.

Source for the problem: A. Hundepool et al., Statistical Disclosure Control (2012), ch. 4 (linked tables). The order of
letting out is ours; it never blanks a number that could still be shown beside the more important ones.

A group of some size is a secret too where all of it had it bad: "12 of 12 were flagged" tells of each of them (group
disclosure). See `disclosure.all_alike`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]

_PRIME = 2_147_483_647  # sums of 0/1 vectors are reduced modulo this: exact, and products fit into 64 bits
_LARGEST_CHANGE = 50  # beyond, a number is a fraction, written modulo the prime
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
    alike: Flags | None = None,
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
    alike : bool array, sums × kinds, optional
        Sums that must not come out whatever their size, nor shares of or among them.
    """
    shares, kinds = counted.shape
    if smallest_cell <= 0:
        return Shown(np.ones(shares, dtype=bool), np.ones(kinds, dtype=bool))
    parts = [counted, among & ~counted, among]
    single = np.eye(kinds, dtype=bool)[_are_small(people, smallest_cell)]
    few = [_are_small(_add_up(part, people), smallest_cell) for part in parts]
    further = also_secret[_are_small(_add_up(also_secret, people), smallest_cell)]
    secrets = np.vstack([*(part[seen] for part, seen in zip(parts, few, strict=True)), single, further])
    small = np.any([*few, _are_small(_add_up(whole, people), smallest_cell)], axis=0)
    if alike is not None and len(alike):
        secrets = np.vstack([secrets, alike])
        told = {row.tobytes() for row in alike}
        small |= [one.tobytes() in told or other.tobytes() in told for one, other in zip(whole, among, strict=True)]
    secrets = distinct(secrets)
    falling = np.argsort(-people, kind="stable")
    enough: Whole = falling[people[falling] >= smallest_cell] if kinds <= MOST_KINDS else falling[:0]
    wanted = [row for row in importance if not small[row]]
    while True:
        let_out, show_share, show_kind = _let_out_many_first(
            parts, wanted, secrets, people, enough
        ) or _let_out_shares_first(parts, wanted, secrets, people, enough)
        together = _small_together(parts, show_share, families, people, smallest_cell)
        exposed = [vector for vector in together if let_out.reveals(vector)]
        if not exposed:
            let_out.keep(together)  # whatever is let out later
            return Shown(show_share, show_kind, let_out)
        secrets = distinct(np.vstack([secrets, np.array(exposed, dtype=bool)]))


def _let_out_shares_first(
    parts: Sequence[Flags], wanted: Sequence[int], secrets: Flags, people: Whole, enough: Whole
) -> tuple[LetOut, Flags, Flags]:
    """Let out the wanted shares one by one, then the kinds of enough people."""
    let_out = LetOut(secrets, people)
    show_share = np.zeros(len(parts[0]), dtype=bool)
    for row in wanted:
        show_share[row] = let_out.add(parts[0][row].astype(np.int64), parts[2][row].astype(np.int64))
    show_kind = np.zeros(len(people), dtype=bool)
    show_kind[enough] = let_out.add_single(enough)
    return let_out, show_share, show_kind


def _let_out_many_first(
    parts: Sequence[Flags], wanted: Sequence[int], secrets: Flags, people: Whole, enough: Whole
) -> tuple[LetOut, Flags, Flags] | None:
    """Let out all wanted shares at once, which is cheap where little is secret; None where one has to be blanked.

    What can be out together can be out in any part and order. So the kinds of the most people go first: of each share
    only its few other kinds are left to be looked at, and most shares are then the same.
    """
    first = enough[: -2 * int(((people > 0) & secrets.any(axis=0)).sum()) - 32]
    let_out = LetOut(secrets, people)
    if not len(first) or not let_out.add_single(first).all():
        return None
    rest = np.setdiff1d(np.arange(len(people)), first)
    for sums in distinct(np.vstack([part[wanted][:, rest] for part in (parts[0], parts[2])])):
        vector: Whole = np.zeros(len(people), dtype=np.int64)
        vector[rest] = sums
        if not let_out.add(vector):
            return None
    show_share = np.zeros(len(parts[0]), dtype=bool)
    show_share[wanted] = True
    show_kind = np.zeros(len(people), dtype=bool)
    show_kind[first] = True
    show_kind[enough[len(first) :]] = let_out.add_single(enough[len(first) :])
    return let_out, show_share, show_kind


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
        self._room = np.zeros((64, kinds), dtype=np.int64)  # of rows; written in place, as copies would take long
        self._row_marks = np.zeros(0, dtype=np.int64)
        self._pivots = np.zeros(0, dtype=np.int64)
        self._single = np.zeros(kinds, dtype=bool)
        self._common: Whole = np.arange(kinds) if people is None else people
        # Each secret's mark minus that of the combination that agrees with it at the pivots: 0 when it comes out.
        self._hidden = secrets @ self._random % _PRIME
        self._told: set[bytes] = set()  # sums that need no second look; not all that can be worked out

    def add(self, *vectors: Whole) -> bool:
        """Let these sums out together, unless a secret would come out with them; each holds a kind once or not."""
        fresh = {name: vector for vector in vectors if (name := _name(vector)) not in self._told}
        hidden = self._hidden
        steps: list[tuple[Whole, Whole]] = []
        for vector in fresh.values():
            rest = self._reduce(vector)
            if rest.any():
                step = self._step(rest)
                if step is None:
                    self._take_back(steps)
                    self._hidden = hidden
                    return False
                steps.append(step)
        if fresh:  # where a part and its whole are out, the rest is out as well: many a share is made of it
            self._told.update(fresh, (_name(whole - part) for part, whole in pairwise(vectors)))
        return True

    def keep(self, secrets: Sequence[Whole]) -> None:
        """Keep these sums as well, none of which is out yet."""
        if secrets:
            more = distinct(np.array(secrets, dtype=bool))
            alone: Whole = np.where(self._single, self._random, 0)
            told = more[:, self._pivots] @ self._row_marks + more @ alone
            self._secrets = np.vstack([self._secrets, more])
            self._hidden = np.append(self._hidden, (more @ self._random - told) % _PRIME)

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
        secrets = distinct(np.vstack([self._secrets[:, kind_of], secrets]))
        finer = LetOut(secrets)
        alone = np.flatnonzero(self._single)
        rows = np.vstack([self._rows, np.eye(len(self._single), dtype=np.int64)[alone]])
        pivots = [*self._pivots.tolist(), *alone.tolist()]
        kept = [row for row, pivot in enumerate(pivots) if pivot in first]
        finer._room = rows[kept][:, kind_of]
        finer._pivots = np.array([first[pivots[row]] for row in kept], dtype=np.int64)
        finer._row_marks = (finer._rows * finer._random % _PRIME).sum(axis=1) % _PRIME
        told = secrets[:, finer._pivots] @ finer._row_marks
        hidden = (secrets @ finer._random - told) % _PRIME
        finer._secrets, finer._hidden = secrets[hidden != 0], hidden[hidden != 0]
        return finer

    @property
    def _rows(self) -> Whole:
        return self._room[: len(self._pivots)]

    def unnoticed(self) -> list[Whole]:
        """Changes of the kinds, in small whole numbers, that leave every sum that is out as it is.

        All that leave them so are sums of these, unless fractions are needed: such are left out.
        """
        rows = np.where(self._rows > _PRIME // 2, self._rows - _PRIME, self._rows)
        free = ~self._single
        free[self._pivots] = False
        found = []
        for kind in np.flatnonzero(free).tolist():
            at_pivots = -rows[:, kind]
            if (np.abs(at_pivots) <= _LARGEST_CHANGE).all():
                change: Whole = np.zeros(len(free), dtype=np.int64)
                change[kind] = 1
                change[self._pivots] = at_pivots
                found.append(change)
        return found

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
        """Let all these kinds out if no row keeps one of them as its pivot and they reveal nothing.

        A row whose kinds are all among them, or out already, tells nothing more and goes.
        """
        inside = np.zeros(len(self._single), dtype=bool)
        inside[kinds] = True
        ending = inside[self._pivots]
        if self._rows[ending][:, ~inside].any():
            return False
        marks: Whole = np.take(self._random, kinds)
        at_pivots: Whole = (self._rows[:, kinds] * marks % _PRIME).sum(axis=1) % _PRIME
        told: Whole = self._secrets[:, kinds] @ marks - self._secrets[:, self._pivots] @ at_pivots
        hidden: Whole = (self._hidden - told) % _PRIME
        if not hidden.all():
            return False
        self._row_marks = (self._row_marks - at_pivots)[~ending] % _PRIME
        self._room = np.where(inside, 0, self._rows[~ending])
        self._pivots = self._pivots[~ending]
        self._single[kinds] = True
        self._hidden = hidden
        return True

    def _reduce(self, vector: Whole) -> Whole:
        at_pivots: Whole = vector[self._pivots]
        taken = np.flatnonzero(at_pivots)
        rows = self._rows[taken]
        if (at_pivots[taken] != 1).any():
            rows = at_pivots[taken, None] % _PRIME * rows % _PRIME
        return np.asarray(np.where(self._single, 0, vector - rows.sum(axis=0)) % _PRIME)

    def _step(self, rest: Whole) -> tuple[Whole, Whole] | None:
        """Make a row of what is left of a sum; None if a secret would come out, else what takes it back."""
        there: Whole = np.flatnonzero(rest)
        pivot = int(there[np.argmin(self._common[there])])
        rest = rest * pow(int(rest[pivot]), -1, _PRIME) % _PRIME
        mark = int((rest * self._random % _PRIME).sum() % _PRIME)
        touched: Whole = np.flatnonzero(self._rows[:, pivot])
        factors: Whole = self._rows[touched, pivot]
        at_pivots = self._secrets[:, self._pivots[touched]] @ factors
        hidden = (self._hidden - (self._secrets[:, pivot] - at_pivots) % _PRIME * mark) % _PRIME
        if not hidden.all():
            return None
        self._subtract(touched, factors, rest, mark)
        size = len(self._pivots)
        if size == len(self._room):
            self._room = np.vstack([self._room, np.zeros((size + 64, len(rest)), dtype=np.int64)])
        self._room[size] = rest
        self._row_marks = np.append(self._row_marks, mark)
        self._pivots, self._hidden = np.append(self._pivots, pivot), hidden
        return touched, factors

    def _take_back(self, steps: Sequence[tuple[Whole, Whole]]) -> None:
        """Remove the rows that were made last."""
        for touched, factors in reversed(steps):
            rest, mark = self._rows[-1].copy(), int(self._row_marks[-1])
            self._row_marks, self._pivots = self._row_marks[:-1], self._pivots[:-1]
            self._subtract(touched, -factors, rest, mark)

    def _subtract(self, touched: Whole, factors: Whole, rest: Whole, mark: int) -> None:
        """Subtract so many times a row from some of the others."""
        if len(touched):
            self._rows[touched] = (self._rows[touched] - factors[:, None] * rest) % _PRIME
            self._row_marks[touched] = (self._row_marks[touched] - factors * mark) % _PRIME


def _name(vector: Whole) -> bytes:
    return vector.astype(np.int8).tobytes()  # an eighth of the memory


def distinct(sums: Flags) -> Flags:
    """Each sum once."""
    places = {row.tobytes(): place for place, row in enumerate(sums)}
    return sums[list(places.values())]


def _add_up(sums: Flags, people: Whole) -> Whole:
    """How many people there are in each sum; floats are multiplied many times faster, and exact as far as this goes."""
    return np.rint(sums.astype(np.float64) @ people.astype(np.float64)).astype(np.int64)


def _are_small(values: Whole, smallest_cell: int) -> Flags:
    return np.asarray((values > 0) & (values < smallest_cell))


def _small_together(
    parts: Sequence[Flags], show_share: Flags, families: Sequence[int], people: Whole, smallest_cell: int
) -> list[Whole]:
    """Sums over all blanked groups of a family, where even together they are few."""
    found = []
    family_of = np.asarray(families)
    for family in np.unique(family_of):
        hidden = (family_of == family) & ~show_share
        if not hidden.any():
            continue
        for part in parts:
            together = part[hidden].sum(axis=0, dtype=np.int64)
            if is_small(float(together @ people), smallest_cell):
                found.append(together)
    return found


def choose_cells(
    kind_of: Whole, people: Whole, shown: Flags, smallest_cell: int, hidden_anyway: Flags | None = None
) -> Flags:
    """Which single cells (kinds cut further by stratum and period) can be shown.

    Inside one kind the hidden cells must be at least two and not few together, so that neither the kind's total nor
    what hides another kind gives one of them away; a kind that is not shown keeps at least that much hidden.
    """
    if smallest_cell <= 0:
        return np.ones(len(people), dtype=bool)
    show = people >= smallest_cell
    if hidden_anyway is not None:
        show &= ~hidden_anyway
    blanked = np.bincount(kind_of, ~show, minlength=len(shown)) > 0
    for kind in np.flatnonzero(blanked | ~shown):
        cells = np.flatnonzero(kind_of == kind)
        cells = cells[np.lexsort([people[cells], show[cells]])]  # those that are hidden first
        hidden = int((~show[cells]).sum())
        while hidden < len(cells) and (hidden < 2 or people[cells[:hidden]].sum() < smallest_cell):
            hidden += 1
        show[cells[:hidden]] = False
    return show
