"""Pooled figures beside blanks: as many digits as leave several fillings of every blank possible.

A Mantel-Haenszel ratio comes from the strata in full, so fifteen of its digits tell what was blanked there. Where cells
are blanked, each figure is therefore told with three decimals or fewer, a p-value as the next larger of a few steps.
How few is tried out on other tables of counts that fit everything else that is published (`candidate_tables`): some
of them are chosen so that every small sum takes at least five values, and a digit is told only if it is the same in
all of these. So whoever tries out all tables that fit the result finds no small sum: the chosen ones fit as well.
Where that takes too many digits, the single counts of places in which something is blanked anyway are blanked too,
if that saves digits. Where nothing is blanked no digit is lost.

With `implied` (for results that are to stand beside others of the same log) only digits are told that follow from the
published counts as good as anyway: they are the same in hundreds of tables that fit.

What is not kept from somebody who repeats this whole procedure for each table that fits is how many digits were cut.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.comparing.shares import Columns, Shares
from toolkit.audit.counting.long_tables.distinct_rows import distinct_rows
from toolkit.audit.pooled.candidate_tables import Candidates, candidate_tables
from toolkit.audit.pooled.nearness import FINEST, levels_of
from toolkit.audit.suppression.cells_to_publish import kinds_of
from toolkit.audit.suppression.publishing import Flags, Whole

VALUES = 5  # that every small sum takes at least
MOST_CHOSEN, MOST_TRIED, MOST_ROWS = 48, 400, 3_000  # tables, and rows of the table made for all of them
CHANCES = ((0.001, 0.01, 0.05, 0.1, 0.2, 0.5), (0.05, 0.5))
NAMES = ("characteristic", "group", "reference", "measure", "within")

Again = Callable[[Shares], tuple[Columns, Any]]  # the table, and what else is published that may depend on cells


@dataclass(frozen=True)
class Cut:
    """The pooled figures as they are published, and which single cells are."""

    adjusted: Columns
    cells_shown: Flags


def cut_pooled_digits(adjusted: Columns, shares: Shares, again: Again, implied: bool = False) -> Cut:
    """The finished table ``adjusted`` with as many digits as give no small sum away.

    Parameters
    ----------
    adjusted : columns
        As they follow from the full counts.
    shares : Shares
    again : function
        Makes the same table from other full counts, and whatever else has to come out alike.
    implied : bool
        Tell only digits that (nearly) all tables share that fit the published counts.
    """
    untouched = Cut(adjusted, shares.cells_shown)
    if shares.cells_shown.all() or not any(_tells(adjusted, row) for row in range(len(adjusted.get("reading", ())))):
        return untouched
    first = _cut(adjusted, shares, shares.cells_shown, again, implied)
    if implied or _digits(first) >= FINEST * _figures(adjusted):
        return Cut(first, shares.cells_shown)
    fewer = _without_neighbours(shares)
    if (fewer == shares.cells_shown).all():
        return Cut(first, shares.cells_shown)
    second = _cut(adjusted, shares, fewer, again, implied)
    return Cut(second, fewer) if _digits(second) > _digits(first) else Cut(first, shares.cells_shown)


def _cut(adjusted: Columns, shares: Shares, shown: Flags, again: Again, implied: bool) -> Columns:
    tables = candidate_tables(shares, shown)
    small = _small_sums(shares, tables.hidden)
    value = tables.change @ small.T
    if implied:
        tried = _spread(tables)
    else:
        levels = levels_of(tables, shares)
        most = min(MOST_TRIED, max(MOST_CHOSEN, MOST_ROWS // max(1, len(adjusted["reading"]))))
        tried = _choose(value, (FINEST - levels).sum(axis=1), 6 * VALUES, most)
    _, kept = again(shares)
    found: list[tuple[int, Columns]] = []
    for table in tried:
        other = replace(shares, cells=replace(shares.cells, people=tables.people(table, shares.cells.people)))
        columns, also = again(other)
        if _same(also, kept):
            found.append((table, columns))
    if not implied and found:
        loss = np.array([_difference(adjusted, columns) for _, columns in found])
        found = [found[place] for place in _choose(value[[table for table, _ in found]], loss, VALUES, MOST_CHOSEN)]
    nobody = np.zeros((1, len(small)), dtype=np.int64)
    taken = _values_of(np.vstack([nobody, *(value[[table]] for table, _ in found)]))
    enough = (taken >= np.minimum(_values_of(np.vstack([nobody, value])), VALUES)) & (taken > 1)
    return _shared(adjusted, [columns for _, columns in found], bool(enough.all()))


def _values_of(tables: NDArray[Any]) -> Whole:
    """How many different values each sum takes."""
    ordered = np.sort(tables, axis=0)
    return np.asarray(1 + (np.diff(ordered, axis=0) != 0).sum(axis=0), dtype=np.int64)


def _without_neighbours(shares: Shares) -> Flags:
    """Which cells are shown if, in places where one is blanked, all are whose kind has two such cells."""
    _, _, place_of = distinct_rows([shares.cells.codes[name] for name in shares.cells.names])
    _, _, kind_of = kinds_of(shares.cells, shares.characteristics)
    blanked = np.bincount(place_of, ~shares.cells_shown)[place_of] > 0
    several = np.bincount(kind_of, blanked)[kind_of] > 1
    return np.asarray(shares.cells_shown & ~(blanked & several))


def _small_sums(shares: Shares, hidden: Whole) -> NDArray[np.int32]:
    """Sums of few people with blanked cells in them, each once.

    They are single cells, kinds, and of a group in a stratum all, the selected and the others.
    """
    cells = shares.cells
    _, _, kind_of = kinds_of(cells, shares.characteristics)
    within = [cells.codes[name] for name in shares.log.roles.within]
    strata = [*within, distinct_rows(within)[2]] if len(within) > 1 else within
    heaps = [np.arange(len(cells.people)), kind_of]
    for characteristic in shares.characteristics:
        for stratum in strata:
            place = distinct_rows([characteristic.codes, stratum])[2]
            heaps += [place, distinct_rows([place, cells.selected])[2]]
    found: list[NDArray[np.int32]] = []
    for heap in heaps:
        people = np.bincount(heap, cells.people)
        small = np.flatnonzero((people > 0) & (people < shares.smallest_cell))
        found.append((heap[hidden] == small[:, None]).astype(np.int32))
    sums = np.vstack(found)
    return np.unique(sums[sums.any(axis=1)], axis=0)


def _choose(value: NDArray[Any], loss: NDArray[Any], values: int, most: int) -> list[int]:
    """Tables in which every small sum takes so many values, those first that cost the fewest digits.

    ``value`` is tables × sums, people more or fewer than there truly are.
    """
    if not len(value):
        return []
    low = int(min(value.min(initial=0), 0))
    place = value.astype(np.int64) - low
    seen = np.zeros((value.shape[1], int(place.max(initial=0)) + 1 - min(low, 0)), dtype=bool)
    seen[:, -low] = True
    number = np.arange(value.shape[1])
    order = np.argsort(loss, kind="stable")
    chosen: list[int] = []
    for part in (0.01, 0.03, 0.1, 0.3, 1.0):
        edge = loss[order[max(0, math.ceil(part * len(order)) - 1)]]
        pool = np.flatnonzero(loss <= edge)
        while len(chosen) < most:
            gain = (~seen[number, place[pool]] & (seen.sum(axis=1) < values)).sum(axis=1)
            best = int(np.argmax(gain - 1e-6 * loss[pool]))
            if not gain[best]:
                break
            chosen.append(int(pool[best]))
            seen[number, place[pool[best]]] = True
    return chosen


def _spread(tables: Candidates) -> list[int]:
    """Tables from all over those that fit, the farthest among them."""
    far = np.argsort(-np.abs(tables.change).sum(axis=1), kind="stable")
    return [*far[:: max(1, len(far) // 40)].tolist()]


# --- what several tables share ---------------------------------------------------------------------------------------


def _shared(truth: Columns, others: list[Columns], enough: bool) -> Columns:
    """The columns with the digits that all tables share; of a row whose reading they do not share, nothing."""
    columns = {name: list(values) for name, values in truth.items()}
    numbers, words = _numbers_and_words(truth)
    for row in range(len(columns["reading"])):
        if not _tells(truth, row):
            continue
        alike = enough and all(other[name][row] == truth[name][row] for name in words for other in others)
        for name in numbers if alike else []:
            columns[name][row] = _cut_alike([table[name][row] for table in (truth, *others)], name)
        gone = _is_number(truth["adjusted_ratio"][row]) and not _is_number(columns["adjusted_ratio"][row])
        if not alike or gone:
            for name in numbers:
                columns[name][row] = math.nan
            columns["reading"][row] = "too_few"
        for name in numbers:  # cut with fewer digits than its interval, a figure can come to lie beside it
            middle, low, high = (columns.get(f"{name}{end}", [math.nan] * (row + 1)) for end in ("", "_low", "_high"))
            if middle[row] < low[row]:
                low[row] = middle[row]
            if middle[row] > high[row]:
                high[row] = middle[row]
    return columns


def _numbers_and_words(columns: Columns) -> tuple[list[str], list[str]]:
    """The columns that may have to be cut; the plain ratio comes from published counts."""
    numbers = [n for n, values in columns.items() if any(isinstance(value, (int, float)) for value in values)]
    words = [name for name in columns if name not in (*numbers, *NAMES)]
    return [name for name in numbers if name != "crude_ratio"], words


def _difference(truth: Columns, other: Columns) -> int:
    """How many digits a table would cost, were it the only one."""
    numbers, words = _numbers_and_words(truth)
    rows = [row for row, value in enumerate(truth["adjusted_ratio"]) if _is_number(value)]
    cost = 20 * sum(bool(truth[name][row] != other[name][row]) for name in words for row in rows)
    for name in numbers:
        weight = 3 if name in ("adjusted_ratio", "odds_ratio") else 1
        for row in rows:
            cost += weight * _place_of_cut([truth[name][row], other[name][row]], name)
    return cost


def _place_of_cut(values: list[Any], name: str) -> int:
    """The first cut that makes them alike; 0 if none is needed, one more than there are if none does."""
    if all(_same(value, values[0]) for value in values):
        return 0
    cuts = _cuts(name, values[0])
    for place, cut in enumerate(cuts, 1):
        told = [cut(value) for value in values]
        if all(_same(one, told[0]) for one in told):
            return place
    return len(cuts) + 1


def _cut_alike(values: list[Any], name: str) -> Any:
    """The first of the numbers, cut until all are the same; NaN where no cut does."""
    place, cuts = _place_of_cut(values, name), _cuts(name, values[0])
    return values[0] if place == 0 else cuts[place - 1](values[0]) if place <= len(cuts) else math.nan


def _cuts(name: str, value: Any) -> list[Callable[[Any], Any]]:
    if isinstance(value, int):
        return []  # how many strata or people: a number that differs is not told
    if name.endswith("p_value") or name.endswith("_p"):
        return [_two_decimals, *(partial(next_step, steps=steps) for steps in CHANCES)]
    return [partial(told_with, decimals=decimals) for decimals in range(FINEST, -1, -1)]


def told_with(value: float, decimals: int) -> float:
    """A ratio with so many decimals; from ten on with one digit more than that.

    >>> told_with(1.10534, 3), told_with(0.94310, 3), told_with(23.4567, 2)
    (1.105, 0.943, 23.5)
    >>> told_with(2.7, 0), told_with(1.7, 0)  # none is too coarse for what is near 1
    (3.0, nan)
    """
    if not math.isfinite(value):
        return value
    if decimals == 0 and abs(value) < 2:
        return math.nan
    return round(value, decimals) if abs(value) < 10 else float(f"{value:.{decimals + 1}g}")


def next_step(p_value: float, steps: tuple[float, ...]) -> float:
    """The next larger of these steps.

    >>> next_step(0.0021, CHANCES[0]), next_step(0.3, CHANCES[1]), next_step(0.7, CHANCES[1])
    (0.01, 0.5, 1.0)
    """
    if math.isnan(p_value):
        return p_value
    return next((step for step in steps if p_value <= step), 1.0)


def _two_decimals(p_value: float) -> float:
    return round(p_value, 2) if p_value > 0.1 else next_step(p_value, CHANCES[0])


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other) or (_is_nan(one) and _is_nan(other))


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and math.isnan(value)


def _tells(columns: Columns, row: int) -> bool:
    """Whether a row tells anything from the full counts: a ratio, or how many people there are in known strata."""
    return any(_is_number(columns[name][row]) for name in ("adjusted_ratio", "people") if name in columns)


def _is_number(value: Any) -> bool:
    return value is not None and not _is_nan(value)


def _figures(adjusted: Columns) -> int:
    return sum(_is_number(value) for name in ("adjusted_ratio", "odds_ratio") for value in adjusted[name])


def _digits(adjusted: Columns) -> int:
    """How many decimals of the pooled ratios are told, three for a whole one."""
    numbers = [v for name in ("adjusted_ratio", "odds_ratio") for v in adjusted[name] if _is_number(v)]
    return sum(next((d for d in range(1, FINEST) if told_with(v, d) == v), FINEST) for v in numbers)
