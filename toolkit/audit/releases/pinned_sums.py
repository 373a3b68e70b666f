"""Which small sums have one value only: integer programming over all tables of whole numbers that fit.

Mixtures of the sums in question are pushed as high and as low as they go. Every table that is found frees the sums that
it changes; where a mixture with positive weights cannot move in either direction, none of its sums can. Solved by HiGHS
(Q. Huangfu and J. Hall, Mathematical Programming Computation 10 (2018) 119-142) through `scipy.optimize.milp`.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.releases.joint_system import Sum

Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Pinned:
    """Sums of a few people that are told, by position, with their number.

    ``fits`` is False where no table fits at all; ``finished`` where every question was answered in time.
    """

    sums: dict[int, int]
    fits: bool = True
    finished: bool = True


def find_pinned(
    kinds: int, out: Sequence[Sum], asked: Sequence[Sum], smallest: int, seconds: float, seed: int = 1
) -> Pinned:
    """The sums among `asked` that are fewer than `smallest` people, but somebody, in every table that fits."""
    system = _System(kinds, out, time.monotonic() + seconds)
    first = system.solve(np.zeros(kinds))
    if first is None:
        return Pinned({}, fits=not system.impossible, finished=system.impossible)
    matrix = _matrix([one.members for one in asked], kinds)
    values = matrix @ first
    left = np.flatnonzero((values > 0) & (values < smallest))
    chance, exact = np.random.default_rng(seed), False
    while len(left) and system.in_time:
        weights = chance.integers(1, 1_000, len(left)).astype(float)
        if not exact:
            weights *= chance.choice([-1.0, 1.0], len(left))
        moved = np.zeros(len(left), dtype=bool)
        proven = True
        for sign in (1.0, -1.0):
            table = system.solve(sign * (weights @ matrix[left]))
            proven &= system.proven
            if table is not None:
                moved |= matrix[left] @ table != values[left]
        if exact and proven and not moved.any():
            return Pinned({int(place): int(values[place]) for place in left})
        # A mixture with mixed signs finds more at once, one with positive signs proves more.
        exact = not moved.any()
        left = left[~moved]
    return Pinned({int(place): int(values[place]) for place in left}, finished=not len(left))


class _System:
    """The tables that fit."""

    def __init__(self, kinds: int, out: Sequence[Sum], until: float) -> None:
        from scipy.optimize import Bounds, LinearConstraint  # heavy: only somebody who compares results needs it

        self._until, self.impossible, self.proven = until, False, False
        # Of whom nothing is told there may be any number; a bound keeps the sums from growing without end.
        highest = np.full(kinds, 10 * _largest(out) + 1_000)
        sums: dict[bytes, Sum] = {}
        for one in out:
            if not len(one.members):
                self.impossible |= one.low > 0  # nobody can be there, and somebody is said to be
                continue
            if one.high == 0:
                highest[one.members] = 0
            known = sums.get(one.members.tobytes())
            both = one if known is None else replace(one, low=max(one.low, known.low), high=min(one.high, known.high))
            self.impossible |= both.low > both.high
            sums[one.members.tobytes()] = both
        kept = list(sums.values())
        low, high = np.array([one.low for one in kept], dtype=float), np.array([one.high for one in kept], dtype=float)
        self._bounds = Bounds(0, highest)
        self._kinds, self._low, self._high = kinds, low, high
        self._sums = _matrix([one.members for one in kept], kinds)
        self._constraints = LinearConstraint(self._sums.astype(float), low, high) if kept else ()

    @property
    def in_time(self) -> bool:
        return time.monotonic() < self._until

    def solve(self, objective: NDArray[Any]) -> Numbers | None:
        """A table that fits and makes this sum as small as it gets; `proven` if it cannot get smaller."""
        from scipy.optimize import milp

        self.proven = False
        if self.impossible or not self.in_time or not self._kinds:
            return None
        solved = milp(
            objective,
            constraints=self._constraints,
            bounds=self._bounds,
            integrality=np.ones(self._kinds, dtype=np.int64),
            options={"time_limit": max(0.05, self._until - time.monotonic()), "mip_rel_gap": 0.0},
        )
        self.impossible |= solved.status == 2
        if solved.x is None:
            return None
        table = np.rint(solved.x).astype(np.int64)
        sums = self._sums @ table
        if (sums < self._low).any() or (sums > self._high).any():
            return None  # not quite whole numbers
        self.proven = solved.status == 0
        return np.asarray(table)


def _matrix(sums: Sequence[Numbers], kinds: int) -> Any:
    from scipy.sparse import csr_array

    indices = np.concatenate([*sums, np.zeros(0, dtype=np.int64)])
    ends = np.concatenate([[0], np.cumsum([len(one) for one in sums])]).astype(np.int64)
    return csr_array((np.ones(len(indices), dtype=np.int64), indices, ends), shape=(len(sums), kinds))


def _largest(sums: Sequence[Sum]) -> float:
    """The largest number that is told: nobody needs more people of a kind."""
    return max((one.high for one in sums if math.isfinite(one.high)), default=0.0)
