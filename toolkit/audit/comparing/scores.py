"""How scores are spread in each group, and what turned out true for people with much the same score.

A score is calibrated by group if it means the same whoever has it: of those with a score like this, it comes true for
as many in one group as in another. Where groups differ in how often the outcome comes true at all, no score that errs
can be calibrated and have equal error rates as well, except by chance; which of the two to ask for is a choice, not a
calculation (J. Kleinberg, S. Mullainathan and M. Raghavan, "Inherent trade-offs in the fair determination of risk
scores", ITCS 2017; A. Chouldechova, Big Data 5 (2017) 153-163).

Bins pass the publishing step after everything else, so they never blank another number. Every sum of people of a group
in a bin is a candidate and, where it is small, a secret; so is what is left of such sums when other results are
subtracted. Strata and periods are not told apart here: a published cell inside a stratum says nothing on bins, so it
cannot tell one (only its total over strata could, and that is among the sums that are out).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from toolkit.audit.characteristics import Characteristic, cross_characteristics
from toolkit.audit.comparing.shares import Columns, Shares
from toolkit.audit.counting.counts import UNKNOWN, BinnedTable, Codes
from toolkit.audit.counting.score_bins import edges_of
from toolkit.audit.statistics.proportions import share, wilson_interval
from toolkit.audit.suppression.cells_to_publish import further_secrets, kinds_of
from toolkit.audit.suppression.publishing import Flags, Whole, is_small

NAMES = (
    "characteristic",
    "group",
    "score_from",
    "score_to",
    "people",
    "share",
    "known",
    "true",
    "value",
    "low",
    "high",
)
MOST_SUMS = 4_000  # kinds of people in bins; beyond, working out what gives whom away would take minutes


@dataclass(frozen=True)
class Bins:
    """People by group and bin, one row each, and what may be shown of them."""

    characteristic_of: Codes
    group_of: Codes
    bin_of: Codes
    people: Whole
    scored: Whole  # the whole group's
    known: Whole
    true: Whole
    shown: Flags
    outcome_shown: Flags


def published_scores(shares: Shares, confidence: float) -> Columns:
    """The columns of ``result.scores``; none without a score, or if no bins were asked for."""
    columns: Columns = {name: [] for name in NAMES}
    binned = shares.cells.binned
    if binned is None:
        return columns
    bins, edges = _bins(shares, binned), edges_of(binned.cuts)
    counted = (bins.people, bins.scored, bins.known, bins.true)
    people, scored, known, true = (shares.rounding.of(part) for part in counted)
    low, high = wilson_interval(true, known, confidence)
    of_group = [shares.characteristics[code] for code in bins.characteristic_of]
    columns["characteristic"] = [characteristic.name for characteristic in of_group]
    columns["group"] = [one.groups[code] for one, code in zip(of_group, bins.group_of, strict=True)]
    columns["score_from"] = [edges[code][0] for code in bins.bin_of]
    columns["score_to"] = [edges[code][1] for code in bins.bin_of]
    for name, whole, seen in (
        ("people", people, bins.shown),
        ("known", known, bins.outcome_shown),
        ("true", true, bins.outcome_shown),
    ):
        columns[name] = [int(number) if told else None for number, told in zip(whole, seen, strict=True)]
    for name, values, seen in (
        ("share", share(people, scored), bins.shown),
        ("value", share(true, known), bins.outcome_shown),
        ("low", low, bins.outcome_shown),
        ("high", high, bins.outcome_shown),
    ):
        columns[name] = np.where(seen, values, np.nan).tolist()
    return columns


def _bins(shares: Shares, binned: BinnedTable) -> Bins:
    characteristics = [_again(one, binned) for one in shares.characteristics]
    _, first, kind_of = kinds_of(binned.cells, characteristics, binned.bins)
    people = np.bincount(kind_of, binned.cells.people).round().astype(np.int64)
    outcome, number = binned.cells.outcome[first], binned.bins[first]
    groups = [one.codes[first] for one in characteristics]
    rows = [
        (c, g, b)
        for c, one in enumerate(characteristics)
        for g in range(len(one.groups))
        for b in range(len(binned.cuts) + 1)
    ]
    here = np.array([groups[c] == g for c, g, _ in rows], dtype=bool)
    inside = here & np.array([number == b for _, _, b in rows], dtype=bool)
    parts = [inside, here & (number >= 0), inside & (outcome >= 0), inside & (outcome == 1)]
    has_outcome = shares.log.roles.outcome is not None
    shown = np.ones(len(rows), dtype=bool)
    outcome_shown = np.full(len(rows), has_outcome)
    if shares.let_out is not None:
        release = _Release(shares, characteristics, binned, first, people, parts, rows)
        shown, outcome_shown = release.choose(has_outcome)
    characteristic_of, group_of, bin_of = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    inside_of, scored, known, true = (np.asarray(part @ people, dtype=np.int64) for part in parts)
    return Bins(characteristic_of, group_of, bin_of, inside_of, scored, known, true, shown, outcome_shown)


def _again(characteristic: Characteristic, binned: BinnedTable) -> Characteristic:
    """The same groups, with the codes of the cells by bin."""
    if not characteristic.crossed:
        return Characteristic(characteristic.name, characteristic.groups, binned.cells.codes[characteristic.name])
    found = cross_characteristics(binned.cells, characteristic.columns)
    code = np.array([characteristic.groups.index(group) for group in found.groups], dtype=np.int64)
    return Characteristic(found.name, characteristic.groups, code[found.codes], True, characteristic.columns)


class _Release:
    """Lets bins out after everything else, as far as nothing small comes out with them."""

    def __init__(
        self,
        shares: Shares,
        characteristics: list[Characteristic],
        binned: BinnedTable,
        first: Codes,
        people: Whole,
        parts: list[Flags],
        rows: list[tuple[int, int, int]],
    ) -> None:
        assert shares.let_out is not None
        self._people, self._rows, self._smallest = people, rows, shares.smallest_cell
        inside, self._scored, known, true = parts
        self._inside, self._known, self._true = inside, known, true
        self._parts = [inside, known, inside & ~known, true, known & ~true]
        self._whole = [int(people[characteristics[c].codes[first] == g].sum()) for c, g, _ in rows]
        self._order = sorted(range(len(rows)), key=lambda row: self._weight(row, characteristics))
        self._too_many = len(first) > MOST_SUMS
        if not self._too_many:
            # The kinds of the coarser table that these are parts of; both are sorted alike.
            _, _, coarse_of = kinds_of(binned.cells, characteristics)
            self._secrets = self._small(self._all_secrets(binned, characteristics, first))
            self._told = shares.let_out
            self._kind_of = coarse_of[first]

    def choose(self, with_outcome: bool) -> tuple[Flags, Flags]:
        """Which rows show how many people there are, and which how many of them it came true for."""
        nothing = np.zeros(len(self._rows), dtype=bool)
        if self._too_many:
            return nothing, nothing.copy()
        while True:
            out = self._told.divided(self._kind_of, self._secrets)
            shown, outcome_shown = nothing.copy(), nothing.copy()
            for row in self._order:
                if not self._is_small(row, self._inside):
                    shown[row] = out.add(self._whole_numbers(self._inside, row), self._whole_numbers(self._scored, row))
            for row in self._order if with_outcome else []:
                if shown[row] and not any(self._is_small(row, part) for part in self._parts):
                    both = (self._whole_numbers(part, row) for part in (self._known, self._true))
                    outcome_shown[row] = out.add(*both)
            hidden = [(self._inside, ~shown), *((part, ~outcome_shown) for part in self._parts[1:] if with_outcome)]
            exposed = [one for part, blank in hidden for one in self._together(part, blank) if out.reveals(one)]
            fresh = self._small(np.array(exposed, dtype=bool).reshape(-1, len(self._people)))
            known = {secret.tobytes() for secret in self._secrets}
            fresh = fresh[[secret.tobytes() not in known for secret in fresh]] if len(fresh) else fresh
            if not len(fresh):
                return self._without_zeros(shown, outcome_shown)
            self._secrets = np.vstack([self._secrets, fresh])

    def _weight(self, row: int, characteristics: list[Characteristic]) -> tuple[bool, bool, int]:
        c, g, _ = self._rows[row]
        one = characteristics[c]
        return one.groups[g] == UNKNOWN, one.crossed, -int(self._inside[row] @ self._people)

    def _is_small(self, row: int, part: Flags) -> bool:
        small = is_small(float(part[row] @ self._people), self._smallest)
        return small or is_small(self._whole[row], self._smallest)

    @staticmethod
    def _whole_numbers(part: Flags, row: int) -> Whole:
        return np.asarray(part[row], dtype=np.int64)

    def _small(self, sums: Flags) -> Flags:
        people = sums @ self._people
        small = sums[(people > 0) & (people < self._smallest)]
        return np.asarray(np.unique(small, axis=0)) if len(small) else small

    def _all_secrets(self, binned: BinnedTable, characteristics: list[Characteristic], first: Codes) -> Flags:
        """Sums over all bins, and the same inside each bin."""
        single = [one.codes[first] for one in characteristics if not one.crossed]
        crossed = [one.codes[first] for one in characteristics if one.crossed]
        whole = further_secrets(binned.cells, single, crossed, first)
        number = binned.bins[first]
        inside = [whole & (number == code) for code in np.unique(number)]
        outside = [whole & (number >= 0) & (number != code) for code in np.unique(number) if code >= 0]
        return np.vstack([whole, *inside, *outside, np.eye(len(first), dtype=bool), *self._parts])

    def _together(self, part: Flags, blank: Flags) -> list[Whole]:
        """What is blanked of one group over its bins, or of one bin over the groups, taken together."""
        found: dict[tuple[str, int, int], list[int]] = {}
        for row in np.flatnonzero(blank).tolist():
            c, g, b = self._rows[row]
            found.setdefault(("group", c, g), []).append(row)
            found.setdefault(("bin", c, b), []).append(row)
        sums = [np.asarray(part[rows].any(axis=0), dtype=np.int64) for rows in found.values()]
        return [one for one in sums if is_small(float(one @ self._people), self._smallest)]

    def _without_zeros(self, shown: Flags, outcome_shown: Flags) -> tuple[Flags, Flags]:
        """A zero beside a blank is blank as well: else it would tell that the blanks are not zero."""
        group_of = np.array([c * 1_000_000 + g for c, g, _ in self._rows])
        numbers = [part @ self._people for part in self._parts]
        for seen, parts in ((shown, numbers[:1]), (outcome_shown, numbers[3:])):
            gaps = np.isin(group_of, group_of[~seen])
            zero = np.any([part == 0 for part in parts], axis=0)
            seen &= ~(gaps & zero)
        return shown, outcome_shown & shown
