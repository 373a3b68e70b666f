"""The sets of people whose averages are told: groups, and groups inside a category; and which of them may be shown.

An average is let out exactly where the number of its people could be (`suppression.publishing`), so that no sum of
amounts can be had by subtraction that rests on a few people. A set is withheld as well if one person's amount weighs so
much in it that somebody else could guess it: the p % rule, kept to be safe with the largest amount alone (A. Hundepool
et al., Statistical Disclosure Control (2012), ch. 4.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.amounts.moments import Floats, Moments
from toolkit.audit.counting.counts import UNKNOWN, Codes
from toolkit.audit.counting.long_tables.distinct_rows import distinct_rows
from toolkit.audit.suppression.publishing import Flags, choose_shown, distinct

PERCENT = 0.10  # nobody in a set shall be able to guess another's amount more closely than this


@dataclass(frozen=True)
class AmountSet:
    """The people of a group, in one category or in all, and what is known of their amounts."""

    characteristic: str
    group: str
    category: str  # empty: all of the group
    people: int
    mean: float
    variance: float  # of the amounts, n - 1; NaN for one person
    median: float
    gini: float
    shown: bool


def amount_sets(moments: Moments, groups: Sequence[str], within: Sequence[str], smallest_cell: int) -> list[AmountSet]:
    """All sets, each group before its categories."""
    categories, category_of = _categories(moments, within)
    named, rows = [], []
    for name in groups:
        for code, group in enumerate(moments.labels[name]):
            here = moments.codes[name] == code
            named.append((name, group, ""))
            rows.append(here)
            for number, category in enumerate(categories):
                inside = here & (category_of == number)
                if category != UNKNOWN and inside.any():
                    named.append((name, group, category))
                    rows.append(inside)
    masks = np.array(rows)
    shown = _shown(moments, groups, category_of, named, masks, smallest_cell)
    return [_set(moments, name, mask, bool(out)) for name, mask, out in zip(named, masks, shown.tolist(), strict=True)]


def _categories(moments: Moments, within: Sequence[str]) -> tuple[list[str], Codes]:
    size = len(moments.people)
    if not within:
        return [], np.full(size, -1, dtype=np.int64)
    texts = []
    for cell in range(size):
        parts = [moments.labels[name][moments.codes[name][cell]] for name in within]
        texts.append(UNKNOWN if UNKNOWN in parts else " × ".join(parts))
    order = list(dict.fromkeys(texts))
    return order, np.array([order.index(text) for text in texts], dtype=np.int64)


def _shown(
    moments: Moments,
    groups: Sequence[str],
    category_of: Codes,
    named: Sequence[tuple[str, str, str]],
    masks: Flags,
    smallest_cell: int,
) -> NDArray[np.bool_]:
    people = np.rint(moments.people).astype(np.int64)
    further = [np.zeros((0, len(people)), dtype=bool)]
    codes = [moments.codes[name] for name in groups]
    for depth in range(1, len(codes) + 1):
        for some in combinations(codes, depth):
            for keys in (list(some), [*some, category_of]):
                group_of = distinct_rows(keys)[2]
                further.append(group_of == np.arange(int(group_of.max(initial=-1)) + 1)[:, None])
    every = distinct(np.vstack([masks, *further]))
    dominated = every[_is_dominated(every, moments)]
    families: dict[tuple[str, str], int] = {}
    family = [families.setdefault((name, category), len(families)) for name, _, category in named]
    size = masks @ people
    order = sorted(range(len(named)), key=lambda row: (named[row][2] != "", named[row][1] == UNKNOWN, -int(size[row])))
    while True:
        shown = choose_shown(masks, masks, masks, family, order, every, people, smallest_cell, dominated).shares
        rest = _left_over(named, masks, shown) if smallest_cell > 0 else dominated[:0]
        fresh = rest[_is_dominated(rest, moments)]
        known = {row.tobytes() for row in dominated}
        fresh = fresh[[row.tobytes() not in known for row in fresh]]
        if not len(fresh):
            return shown
        dominated = distinct(np.vstack([dominated, fresh]))


def _left_over(named: Sequence[tuple[str, str, str]], masks: Flags, shown: NDArray[np.bool_]) -> Flags:
    """What is left of each group that is shown after its categories that are: a sum that anybody can subtract."""
    found = [np.zeros((0, masks.shape[1]), dtype=bool)]
    for place, (name, group, category) in enumerate(named):
        if category or not shown[place]:
            continue
        own = [row for row, one in enumerate(named) if one[:2] == (name, group) and one[2] and shown[row]]
        rest = masks[place] & ~masks[own].any(axis=0)
        if own and rest.any():
            found.append(rest[None])
    return np.vstack(found)


def _is_dominated(masks: Flags, moments: Moments) -> NDArray[np.bool_]:
    """Whether the rest of a set is so little beside its largest amount that a second person could guess that."""
    total = masks @ (moments.first + moments.people * moments.origin)
    largest = np.where(masks, moments.largest, 0.0).max(axis=1)
    return np.asarray((largest > 0) & (total < (2 + PERCENT) * largest * (1 - 1e-12)))


def _set(moments: Moments, named: tuple[str, str, str], mask: Flags, shown: bool) -> AmountSet:
    n, first, second = (float(values[mask].sum()) for values in (moments.people, moments.first, moments.second))
    variance = max(second - first * first / n, 0.0) / (n - 1) if n > 1 else float("nan")
    inside = set(np.flatnonzero(mask).tolist())
    amounts = sorted((amount, people) for cell, amount, people in moments.spread if cell in inside)
    values, weights = np.array(amounts, dtype=np.float64).T
    return AmountSet(
        *named, round(n), moments.origin + first / n, variance, _median(values, weights), gini(values, weights), shown
    )


def _median(values: Floats, weights: Floats) -> float:
    """The middle amount of sorted ones, rounded to three digits: it may be that of one person.

    >>> _median(np.array([1.0, 2.0, 10.0]), np.array([1.0, 1.0, 2.0]))
    6.0
    """
    upto = np.cumsum(weights)
    half = upto[-1] / 2
    low = values[int(np.searchsorted(upto, half))]
    high = values[min(int(np.searchsorted(upto, half, side="right")), len(values) - 1)]
    return float(f"{(low + high) / 2:.3g}")


def gini(values: Floats, weights: Floats) -> float:
    """How unequally sorted amounts are spread: 0 where all are alike, near 1 where one person has all (C. Gini, 1912).

    >>> float(gini(np.array([0.0, 1.0]), np.array([1.0, 1.0])))
    0.5
    """
    share = np.concatenate([[0.0], np.cumsum(values * weights)])
    if not share[-1]:
        return 0.0
    return float(1 - (weights * (share[1:] + share[:-1])).sum() / (weights.sum() * share[-1]))
