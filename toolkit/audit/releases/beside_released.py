"""A result that is to stand beside others of the same log: it withholds what would tell a small group together.

What the result would publish by itself is put together with what is out already (`joint_system`). Where a small number
is then left no choice (`pinned_sums`), shares are let out one heap after the other, the most important first, then
single counts, each as long as no such number comes out; what does not go together stays in. A result about which that
could not be found out in time tells nothing at all.

Numbers that the earlier results give away by themselves cannot be taken back, and stop nothing.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.comparing.shares import Columns, Shares
from toolkit.audit.measures.measures import masks
from toolkit.audit.publication.question import Question
from toolkit.audit.publication.told import Told, told_by
from toolkit.audit.releases.count_grid import published_counts
from toolkit.audit.releases.joint_system import JointSums, Sum, TooManyKinds, join
from toolkit.audit.releases.pinned_sums import find_pinned
from toolkit.audit.suppression.cells_to_publish import kinds_of
from toolkit.audit.suppression.rounding import NOT_ROUNDED
from toolkit.errors import AuditError, translatable

OTHER_LOG = translatable(
    "What is given as published already is not about the people of this log: its numbers and those of the log cannot "
    "both be true. Give the file that was kept beside this log."
)
SECONDS = 60.0


class Apart:
    """Shares and single counts of a result as they may stand beside what is out.

    Raises
    ------
    AuditError
        If what is out is not about this log.
    """

    def __init__(
        self, shares: Shares, question: Question, before: Sequence[Told], left_out: Columns, seconds: float = SECONDS
    ) -> None:
        self._question, self._before, self._left_out = question, before, left_out
        self._until = time.monotonic() + seconds
        self._smallest = max([shares.smallest_cell, *(told.smallest_cell for told in before)])
        self._known: set[bytes] = set()  # sums that are out by themselves
        self.shares = shares
        if self._smallest <= 0:
            return
        nothing = np.zeros(len(shares.shown), dtype=bool), np.zeros(len(shares.cells_shown), dtype=bool)
        self._check_people(shares)
        system = self._join(self._told(self._with(shares, *nothing)))
        if system is None:
            self.shares = self._with(shares, *nothing)
            return
        self._system = system
        first = self._pinned(system.out, system.asked)
        self._known = {one.members.tobytes() for one in first or ()}
        if first is None:
            self.shares = self._with(shares, *nothing)
        elif not self._keeps(shares):
            self.shares = self._choose(shares)

    def scores(self, columns: Columns) -> Columns:
        """The bins of scores, or blanks if they would tell something beside the rest."""
        numbers = [name for name in columns if name not in ("characteristic", "group", "score_from", "score_to")]
        if self._smallest <= 0 or not columns["group"]:
            return columns
        told = self._told(self.shares, columns)
        system = self._join(told)
        if system is not None:
            pinned = find_pinned(system.kinds, system.out, system.asked, self._smallest, self._left)
            without = self._join(self._told(self.shares))
            known = set() if without is None else self._without_scores(without)
            if pinned.fits and pinned.finished and {system.asked[place].about for place in pinned.sums} <= known:
                return columns
        whole = ("people", "known", "true")
        blank = {name: [None if name in whole else float("nan")] * len(columns[name]) for name in numbers}
        return columns | blank

    def _without_scores(self, system: JointSums) -> set[object]:
        pinned = find_pinned(system.kinds, system.out, system.asked, self._smallest, self._left)
        return {system.asked[place].about for place in pinned.sums}

    # --- what is told -------------------------------------------------------------------------------------------------

    def _told(self, shares: Shares, scores: Columns | None = None) -> Told:
        rates, step = shares.published_rates(0.95, all_let_out=True), shares.rounding.step
        return told_by(self._question, step, published_counts(shares), rates, scores or {}, self._left_out)

    def _with(self, shares: Shares, shown: NDArray[np.bool_], cells_shown: NDArray[np.bool_]) -> Shares:
        """The same shares where only these are shown, and what is then out."""
        if shares.let_out is None:
            return replace(shares, shown=shown, cells_shown=cells_shown)
        _, first, kind_of = kinds_of(shares.cells, shares.characteristics)
        masks_of = [masks(measure, shares.cells) for measure in shares.measures]
        sums = []
        for row in np.flatnonzero(shown).tolist():
            here = shares.characteristics[shares.characteristic_of[row]].codes[first] == shares.group_of[row]
            for mask in masks_of[shares.measure_of[row]]:
                sums.append((here & mask[first]).astype(np.int64))
        whole = np.bincount(kind_of, ~cells_shown, minlength=len(first)) == 0
        sums += list(np.eye(len(first), dtype=np.int64)[whole])
        return replace(shares, shown=shown, cells_shown=cells_shown, let_out=shares.let_out.only(sums))

    def _join(self, told: Told) -> JointSums | None:
        try:
            return join([*self._before, told])
        except TooManyKinds:
            return None

    def _check_people(self, shares: Shares) -> None:
        """Whether what is out can be true of this log: nothing is told of it but yes or no, and to its owner."""
        everybody = np.ones(len(shares.cells_shown), dtype=bool)
        whole = published_counts(replace(shares, cells_shown=everybody, rounding=NOT_ROUNDED))
        undecided = shares.cells.undecided
        left_out: Columns = {name: [""] for name in ("reason", "characteristic", "group", "selected", "value")}
        left_out |= {"reason": ["no_decision"], "people": [undecided]}
        true = told_by(self._question, 1, whole, {}, {}, left_out if undecided else {})
        system = self._join(true)
        if system is not None and not find_pinned(system.kinds, system.out, (), 1, self._left).fits:
            raise AuditError(OTHER_LOG)

    # --- what comes out -----------------------------------------------------------------------------------------------

    @property
    def _left(self) -> float:
        return max(0.5, self._until - time.monotonic())

    def _pinned(self, out: Sequence[Sum], asked: Sequence[Sum]) -> list[Sum] | None:
        """The small sums that are left no choice, without those that were before; None if time was too short."""
        found = find_pinned(self._system.kinds, out, asked, self._smallest, self._left)
        if not found.finished or not found.fits:
            return None
        return [asked[place] for place in found.sums if asked[place].members.tobytes() not in self._known]

    def _keeps(self, shares: Shares) -> bool:
        sums = [*self._system.out, *self._system.told_by_last(self._told(shares))]
        return self._pinned(sums, self._system.asked) == []

    def _choose(self, shares: Shares) -> Shares:
        """Let out as many shares, then single counts, as go together with what is out."""
        own = self._system.told_by_last(self._told(shares))
        bad = self._pinned([*self._system.out, *own], self._system.asked)
        asked = self._system.asked if bad is None else bad
        heaps: dict[tuple[str, ...], list[Sum]] = {}
        for one in own:
            characteristic, group, measure, _, detail = one.about
            heaps.setdefault((characteristic, group, measure) if group else ("", *dict(detail).values()), []).append(
                one
            )
        names = list(heaps)
        order = [name for name in names if name[0]] + [name for name in names if not name[0] and heaps[name][0].high]
        kept: list[Sum] = []
        out: set[tuple[str, ...]] = set()

        def let_out(some: list[tuple[str, ...]]) -> None:
            more = [one for name in some for one in heaps[name]]
            if time.monotonic() < self._until and self._pinned([*self._system.out, *kept, *more], asked) == []:
                kept.extend(more)
                out.update(some)
            elif len(some) > 1:
                half = len(some) // 2
                let_out(some[:half])
                let_out(some[half:])

        if order:
            let_out(order)
        shown = np.array([self._name(shares, row) in out for row in range(len(shares.shown))]) & shares.shown
        cells = self._cells_shown(shares, out)
        no_cells, no_shares = np.zeros(len(cells), dtype=bool), np.zeros(len(shown), dtype=bool)
        for fewer in (self._with(shares, shown, cells), self._with(shares, shown, no_cells)):
            if self._keeps(fewer):
                return fewer
        return self._with(shares, no_shares, no_cells)

    @staticmethod
    def _name(shares: Shares, row: int) -> tuple[str, ...]:
        characteristic = shares.characteristics[shares.characteristic_of[row]].name
        return characteristic, shares.group_name(row), shares.measures[shares.measure_of[row]].id

    def _cells_shown(self, shares: Shares, out: set[tuple[str, ...]]) -> NDArray[np.bool_]:
        """Which cells of the log stand behind the counts that are let out; zeros follow from them."""
        cells, words = shares.cells, {1: "yes", 0: "no", -1: "(unknown)"}
        labels = [[cells.labels[name][code] for code in cells.codes[name]] for name in cells.names]
        states = [["yes" if one else "no" for one in cells.selected]]
        if self._question.outcome is not None:
            states.append([words[int(one)] for one in cells.outcome])
        if self._question.score is not None:
            states.append([words[int(one)] for one in cells.above])
        named = [("", *map(str, cell)) for cell in zip(*labels, *states, strict=True)]
        return np.array([name in out for name in named], dtype=bool) & shares.cells_shown
