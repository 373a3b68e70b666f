"""What must not come out of an audit, put to the publishing step: which shares and cells can be shown together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.characteristics import Characteristic
from toolkit.audit.counting.counts import UNKNOWN, Codes, CountTable
from toolkit.audit.counting.long_tables.distinct_rows import distinct_rows
from toolkit.audit.suppression.publishing import (
    MOST_KINDS,
    Flags,
    LetOut,
    Shown,
    choose_cells,
    choose_shown,
    distinct,
    is_small,
)
from toolkit.errors import AuditError, translatable

ALL_OR_NOTHING = 3  # times the smallest cell: below, a group that all had it bad is withheld

LARGEST = 200_000_000  # shares times kinds of people: a byte each, in some ten tables at once
TOO_MANY_GROUPS = translatable(
    "There are too many groups to compare: {groups}, with {kinds} kinds of people. Put them together into larger "
    "groups, or audit fewer characteristics at once."
)

Masks = list[tuple[NDArray[np.bool_], NDArray[np.bool_]]]


def choose(
    cells: CountTable,
    characteristics: tuple[Characteristic, ...],
    masks_of: Masks,
    rows: list[tuple[int, int, int]],
    smallest_cell: int,
    sums: Sequence[Flags] = (),
    effect: str = "burden",
    own: int = 0,
) -> tuple[Shown, Flags, list[bool]]:
    """Collapse the cells into kinds of people that no share tells apart, and ask what can be shown.

    ``rows`` names each share by the positions of its characteristic, measure and group; ``sums`` are further sums of
    cells, of one kind all or none, that are let out last. The last measures, ``own`` of them, are somebody's own and
    are let out after all others.
    """
    kinds, first, kind_of = kinds_of(cells, characteristics)
    if len(rows) * len(kinds) > LARGEST:
        raise AuditError(TOO_MANY_GROUPS, groups=sum(len(c.groups) for c in characteristics), kinds=len(kinds))
    people = np.rint(np.bincount(kind_of, cells.people, minlength=len(kinds))).astype(np.int64)
    characteristic, measure, group = np.array(rows).T
    whole = np.array([c.codes[first] for c in characteristics])[characteristic] == group[:, None]
    counted, among = (np.array(parts)[:, first][measure] & whole for parts in zip(*masks_of, strict=True))
    families = [c * len(masks_of) + m for c, m, _ in rows]
    importance = _by_importance(characteristics, rows, among @ people, len(masks_of) - own)
    single = [c.codes[first] for c in characteristics if not c.crossed]
    crossed = [c.codes[first] for c in characteristics if c.crossed]
    secrets = further_secrets(cells, single, crossed, first, people, smallest_cell)
    # A further sum of a few people stays in, so nothing else may tell it either.
    secrets = np.vstack([secrets, *(one[first][None] for one in sums)])
    alike = all_alike(cells, single, crossed, first, people, smallest_cell, effect)
    shown = choose_shown(counted, among, whole, families, importance, secrets, people, smallest_cell, alike)
    cells_shown = choose_cells(
        kind_of, cells.people, shown.kinds, smallest_cell, alike_in_place(cells, smallest_cell, effect)
    )
    told = [shown.let_out is None or _let_out(shown.let_out, one[first], people, smallest_cell) for one in sums]
    further = [one[first][None] for one, out in zip(sums, told, strict=True) if out]
    if cells.binned is not None and shown.let_out is not None:
        # Of a kind that is blanked in some stratum not even the total is out.
        whole = shown.kinds & (np.bincount(kind_of, ~cells_shown, minlength=len(kinds)) == 0)
        out = np.vstack([counted[shown.shares], among[shown.shares], np.eye(len(kinds), dtype=bool)[whole], *further])
        shown = replace(shown, let_out=shown.let_out.only(list(out.astype(np.int64))))
    return shown, cells_shown, told


def _let_out(let_out: LetOut, kinds: Flags, people: Codes, smallest_cell: int) -> bool:
    """Let one more sum out if it is no few people and gives none away."""
    return not is_small(float(kinds @ people), smallest_cell) and let_out.add(kinds.astype(np.int64))


def kinds_of(
    cells: CountTable, characteristics: Sequence[Characteristic], *further: Codes
) -> tuple[Codes, Codes, Codes]:
    """The kinds of people, the first cell of each, and the kind of each cell; ``further`` codes divide them more."""
    states = (cells.selected, cells.outcome, cells.above)
    return distinct_rows([*(c.codes for c in characteristics), *states, *further])


def further_secrets(
    cells: CountTable,
    single: list[Codes],
    crossed: list[Codes],
    first: Codes,
    people: Codes | None = None,
    smallest_cell: int = 0,
) -> Flags:
    """Sums that no table shows but that two tables could give away.

    People who are several things at once (women of an origin), whether or not that is a table; those of a group whose
    outcome or score is not known; and those by outcome and score together, such as women for whom it came true and who
    scored below the middle.

    Where ``people`` tells how many there are of each kind, only the sums of a few people come back.
    """
    parts = _parts(cells.selected[first], cells.outcome[first], cells.above[first])
    depths = range(1, len(single) + 1) if len(first) <= MOST_KINDS else (1,)
    several = [names for depth in depths for names in combinations(single, depth)]
    found = [np.zeros((0, len(first)), dtype=bool)]
    # A crossing has groups of its own: whoever is unknown in either part is one.
    for names in (*several, *((one,) for one in crossed)):
        group_of = distinct_rows(names)[2]
        for part in parts:
            sums = np.bincount(group_of, part if people is None else people * part)
            wanted = (sums > 0) & (sums < smallest_cell) if people is not None else sums > 0
            found.append((group_of == np.flatnonzero(wanted)[:, None]) & part)
    return distinct(np.vstack(found))


def all_alike(
    cells: CountTable,
    single: list[Codes],
    crossed: list[Codes],
    first: Codes,
    people: Codes,
    smallest_cell: int,
    effect: str,
) -> Flags:
    """Groups of which everybody had it bad, and that are small enough to be people one knows: sums that stay in.

    "12 of 12 were flagged" tells of each of the twelve, however well twelve people hide each other. So a group, or
    people who are several things at once, of fewer than three times the smallest cell is withheld if all of them were
    selected for a burden, or none for a benefit; and those of known outcome, if it came true for all of them (for none,
    in a log of a benefit). The good side is told: "none of 12 was flagged" harms nobody. A larger group may be told in
    full, because "0 of 900 women were hired" is what an audit is for.

    Sources: A. Hundepool et al., Statistical Disclosure Control (2012), ch. 1 and 5 (group and attribute disclosure);
    M. Seastrom, Statistical Methods for Protecting Personally Identifiable Information in Aggregate Reporting, NCES
    2011-603 (no shares of 0 or 100 % of small groups). The size is our choice.
    """
    found = [np.zeros((0, len(first)), dtype=bool)]
    depths = range(1, len(single) + 1) if len(first) <= MOST_KINDS else (1,)
    several = [names for depth in depths for names in combinations(single, depth)]
    for names in (*several, *((one,) for one in crossed)):
        group_of = distinct_rows(names)[2]
        for everybody, bad in _had_it_bad(cells.selected[first], cells.outcome[first], effect):
            all_, those = (np.bincount(group_of, people * part) for part in (everybody, bad))
            wanted = (all_ == those) & (all_ >= max(smallest_cell, 1)) & (all_ < ALL_OR_NOTHING * smallest_cell)
            found.append((group_of == np.flatnonzero(wanted)[:, None]) & everybody)
    return distinct(np.vstack(found))


def alike_in_place(cells: CountTable, smallest_cell: int, effect: str) -> Flags:
    """The cells of places (groups, strata, period) in which everybody had it bad, by the same rule."""
    place_of = distinct_rows([cells.codes[name] for name in cells.names])[2]
    hidden = np.zeros(len(cells.people), dtype=bool)
    for everybody, bad in _had_it_bad(cells.selected, cells.outcome, effect):
        all_, those = (np.bincount(place_of, cells.people * part) for part in (everybody, bad))
        hidden |= ((all_ == those) & (all_ < ALL_OR_NOTHING * smallest_cell))[place_of] & everybody
    return hidden


def _had_it_bad(selected: Flags, outcome: Codes, effect: str) -> list[tuple[Flags, Flags]]:
    """Among whom it is asked, and who of them had it bad: by the decision, and by what came true."""
    burden = effect == "burden"
    return [
        (np.ones(len(selected), dtype=bool), selected if burden else ~selected),
        (outcome >= 0, outcome == int(burden)),
    ]


def _parts(
    selected: NDArray[np.bool_], outcome: NDArray[np.int64], above: NDArray[np.int64]
) -> list[NDArray[np.bool_]]:
    """People by decision, by whether outcome and score are known, and by outcome and score together."""
    everybody = np.ones(len(selected), dtype=bool)
    known, scored = outcome >= 0, above >= 0
    parts = [everybody, selected, ~selected, known, ~known, scored, ~scored, ~known & selected, ~known & ~selected]
    # The counts that are shown are cut by the middle of the scores, and shares of outcomes are not: what is left of one
    # after the other are people on one side of the middle.
    parts += [one & other for one in (known, outcome == 1, outcome == 0) for other in (above == 1, above == 0)]
    return list({part.tobytes(): part for part in parts if part.any()}.values())


def _by_importance(
    characteristics: tuple[Characteristic, ...], rows: list[tuple[int, int, int]], people: NDArray[np.int64], ours: int
) -> list[int]:
    """Our measures before own ones, then known groups before unknown, plain before crossed, the many before the few.

    Of the measures the first come first.
    """

    def weight(row: int) -> tuple[bool, bool, bool, int, int]:
        c, m, g = rows[row]
        characteristic = characteristics[c]
        return m >= ours, characteristic.groups[g] == UNKNOWN, characteristic.crossed, m, -int(people[row])

    return sorted(range(len(rows)), key=weight)
