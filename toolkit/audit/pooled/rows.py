"""What is said of pooled figures is cut like the figures themselves: both come from the strata in full."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from toolkit.audit.comparing.like_with_like import Columns, InsideNotes, LikeWithLike
from toolkit.audit.comparing.shares import Shares
from toolkit.audit.pooled.digits import CHANCES, NAMES, cut_pooled_digits, next_step
from toolkit.audit.suppression.publishing import Flags

Again = Callable[[Shares], tuple[LikeWithLike, Any]]

MANY_BLANKS = 100  # from which on no table is tried out
FINEST = 0.001
UNSEEN = 3  # people more or fewer in a stratum that no figure may tell

_FIGURES = ("note_p_value", "note_low", "note_high")
_WORDS = ("note_shown", "note_steady", "note_beyond", "note_enough", "note_apart")
_NOTHING = InsideNotes(enough=False)  # what may be said of a row of which nothing is told


def cut_pooled(inside: LikeWithLike, shares: Shares, again: Again, implied: bool = False) -> tuple[LikeWithLike, Flags]:
    """The pooled rows with as many digits as give no small sum away, their notes included, and which cells are shown.

    See `cut_pooled_digits`, which this carries from columns to rows with notes.
    """
    blanked = int((~shares.cells_shown).sum())
    if blanked >= MANY_BLANKS and not implied:
        return _cut_by_steps(inside), shares.cells_shown

    def columns_again(other: Shares) -> tuple[Columns, Any]:
        rows, also = again(other)
        return _with_notes(rows), also

    whole = _with_notes(inside)
    cut = cut_pooled_digits(whole, shares, columns_again, implied)
    if cut.adjusted is whole:
        return inside, cut.cells_shown
    columns = {name: cut.adjusted[name] for name in inside.columns}
    notes = {}
    for place, key in enumerate(zip(*(columns[name] for name in NAMES), strict=True)):
        p_value, low, high = (cut.adjusted[name][place] for name in _FIGURES)
        withheld = columns["people"][place] is not None and _is_nan(columns["people"][place])
        notes[key] = _NOTHING if withheld else replace(inside.notes[key], p_adjusted=p_value, chosen=(low, high))
    for name in ("strata", "strata_compared", "people", "people_compared"):
        columns[name] = [None if _is_nan(value) else value for value in columns[name]]
    return replace(inside, columns=columns, notes=notes), cut.cells_shown


def without_people(inside: LikeWithLike) -> LikeWithLike:
    """The figures without how many people are in known strata and were compared: for results beside others.

    These are sums over strata that the system of several results (`joint_system`) does not know.
    """
    nobody: dict[str, list[Any]] = {name: [None] * len(inside.columns[name]) for name in ("people", "people_compared")}
    return replace(inside, columns=inside.columns | nobody)


def _cut_by_steps(inside: LikeWithLike) -> LikeWithLike:
    """Figures as coarse as a few people more or fewer in any stratum ask for, one figure at a time."""
    columns = {name: list(values) for name, values in inside.columns.items()}
    notes = dict(inside.notes)
    for place, key in enumerate(zip(*(columns[name] for name in NAMES), strict=True)):
        note = inside.notes[key]
        for name, step in zip(("adjusted_ratio", "odds_ratio"), note.step, strict=True):
            grid = _grid(columns[name][place], step)
            for end in ("", "_low", "_high"):
                columns[f"{name}{end}"][place] = _told(columns[f"{name}{end}"][place], grid)
        for name in ("p_value", "homogeneity_p"):
            columns[name][place] = next_step(columns[name][place], CHANCES[0])
        grid = _grid(inside.columns["adjusted_ratio"][place], note.step[0])
        chosen = _told(note.chosen[0], grid), _told(note.chosen[1], grid)
        notes[key] = replace(note, p_adjusted=next_step(note.p_adjusted, CHANCES[0]), chosen=chosen)
        if columns["people_compared"][place] != columns["people"][place]:
            for name in ("people", "people_compared"):
                columns[name][place] = _two_digits(columns[name][place])
    return replace(inside, columns=columns, notes=notes)


def _grid(figure: float, step: float) -> float:
    """To multiples of what a figure is rounded, so that a few people more or fewer would mostly not be seen in it.

    >>> _grid(0.95, 0.0024), _grid(0.95, 0.0001), _grid(6.2, 0.004)
    (0.02, 0.001, 0.2)
    """
    if not (0 < figure < math.inf and step < math.inf):
        return math.nan
    width = max(2 * UNSEEN * step * figure, FINEST)
    power = 10.0 ** math.floor(math.log10(width))
    return round(next(power * times for times in (1, 2, 5, 10) if power * times >= width * (1 - 1e-9)), 9)


def _told(figure: float, grid: float) -> float:
    return round(round(figure / grid) * grid, 9) if math.isfinite(figure) and grid < figure else math.nan


def _two_digits(people: int | None) -> int | None:
    """A number of people with two digits: 4,278 as 4,300."""
    return None if people is None else int(float(f"{people:.2g}"))


def _with_notes(inside: LikeWithLike) -> Columns:
    """One table of the columns and of what the notes hold, row by row; yes and no as words."""
    columns = dict(inside.columns)
    notes = [inside.notes[key] for key in zip(*(columns[name] for name in NAMES), strict=True)]
    figures = zip(_FIGURES, zip(*((note.p_adjusted, *note.chosen) for note in notes), strict=True), strict=False)
    told = ((note.shown, note.steady, note.beyond_chance, note.enough, note.apart) for note in notes)
    words = (tuple(map(repr, row)) for row in told)
    columns |= {name: list(values) for name, values in figures}
    columns |= {name: list(values) for name, values in zip(_WORDS, zip(*words, strict=True), strict=False)}
    return columns


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and value != value
