"""What is said of pooled figures is cut like the figures themselves: both come from the strata in full."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from toolkit.audit.like_with_like import Columns, InsideNotes, LikeWithLike
from toolkit.audit.pooled_digits import NAMES, cut_pooled_digits
from toolkit.audit.publishing import Flags
from toolkit.audit.shares import Shares

Again = Callable[[Shares], tuple[LikeWithLike, Any]]

_FIGURES = ("note_p_value", "note_low", "note_high")
_WORDS = ("note_shown", "note_steady", "note_enough", "note_apart")
_NOTHING = InsideNotes(enough=False)  # what may be said of a row of which nothing is told


def cut_pooled(inside: LikeWithLike, shares: Shares, again: Again, implied: bool = False) -> tuple[LikeWithLike, Flags]:
    """The pooled rows with as many digits as give no small sum away, their notes included, and which cells are shown.

    See `cut_pooled_digits`, which this carries from columns to rows with notes.
    """

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


def _with_notes(inside: LikeWithLike) -> Columns:
    """One table of the columns and of what the notes hold, row by row; yes and no as words."""
    columns = dict(inside.columns)
    notes = [inside.notes[key] for key in zip(*(columns[name] for name in NAMES), strict=True)]
    figures = zip(_FIGURES, zip(*((note.p_adjusted, *note.chosen) for note in notes), strict=True), strict=False)
    words = ((str(note.shown), str(note.steady), str(note.enough), repr(note.apart)) for note in notes)
    columns |= {name: list(values) for name, values in figures}
    columns |= {name: list(values) for name, values in zip(_WORDS, zip(*words, strict=True), strict=False)}
    return columns


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and value != value
