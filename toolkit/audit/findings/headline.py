"""Which gap an audit leads with: what is there when like is compared with like comes before what may have gone.

A gap that was chosen among many is told with how many they were, and with an interval that allows for the choice.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.audit.comparing.like_with_like import LikeWithLike
from toolkit.audit.comparing.readings import QUALIFIED
from toolkit.audit.findings.finding import GapFinding

# What a shown gap has to be told with, the gravest first: one of these decides over all stratifications.
GONE = ("differs", "reverses", "disappears")
OPEN = ("cannot_tell", "too_few", "not_comparable")

OPEN_SIDE = 2  # where a gap ranks that may lie on the other side: with those that could not be told


@dataclass(frozen=True)
class ReadInside:
    """A reading of a gap inside a stratification, and whether a gap is shown there."""

    within: str
    reading: str
    shown: bool

    @property
    def is_there(self) -> bool:
        """Whether people in the same situation are shown to be treated differently, on the side of the plain gap."""
        return self.shown and (self.reading not in QUALIFIED or self.reading == "cannot_tell")


def readings_of(inside: LikeWithLike) -> dict[tuple[str, str, str, str], tuple[ReadInside, ...]]:
    """The readings of each gap, the stratification by everything together last."""
    found: dict[tuple[str, str, str, str], list[ReadInside]] = {}
    names = ("characteristic", "group", "reference", "measure")
    rows = zip(*(inside.columns[name] for name in (*names, "within", "reading")), strict=True)
    for *key, within, reading in rows:
        shown = inside.notes[(*key, within)].shown
        found.setdefault((key[0], key[1], key[2], key[3]), []).append(ReadInside(within, reading, shown))
    return {key: tuple(readings) for key, readings in found.items()}


def deciding(readings: Iterable[ReadInside], shown_before: bool) -> ReadInside | None:
    """Which reading a gap is told with; None where like was not compared with like.

    Of a shown gap the one that questions it, the gravest first; else the finest that could be compared; else that it
    could not. Of another gap one that shows something; else, if none could be made, that it could not.
    """
    listed = list(readings)
    if not shown_before:
        telling = (one for one in reversed(listed) if one.is_there or one.reading == "differs")
        none_made = listed and all(one.reading in OPEN for one in listed)
        return next(telling, listed[-1] if none_made else None)
    for reading in GONE:
        for one in reversed(listed):
            if one.reading == reading:
                return one
    return next((one for one in reversed(listed) if one.is_there), None) or next(
        (one for one in reversed(listed) if one.reading not in OPEN), listed[-1] if listed else None
    )


def rank(verdict: str, readings: Iterable[ReadInside]) -> int:
    """How far to the front a gap belongs, 0 first."""
    one = deciding(readings, verdict == "shown")
    if verdict != "shown":
        if one is not None and (one.is_there or one.reading == "differs"):
            return 0 if one.is_there else 1
        return {"not_shown": 4, "too_few": 5}[verdict]
    if one is None or one.is_there:
        return 0
    return 1 if one.reading in ("differs", "reverses") else 3 if one.reading == "disappears" else 2


def order_of_gap(
    gap: GapFinding, readings: Iterable[ReadInside], crossed: bool, order: Sequence[str]
) -> tuple[int, int, bool, int, float]:
    """To sort gaps by: what is there inside, who was selected before errors, plain before crossed groups, shown first.

    Among these the one of which most is certain: whose interval, all comparisons allowed for, keeps farthest from 1.
    """
    ordered = {"shown": 0, "not_shown": 1, "too_few": 2}[gap.verdict]
    place = rank(gap.verdict, readings)
    if gap.hangs_on:  # a gap that is there unless persons stand there twice is not the last of all
        place = OPEN_SIDE if gap.hangs_on == "persons" else max(place, OPEN_SIDE)
    return place, order.index(gap.measure), crossed, ordered, -_certain_size(gap)


def _certain_size(gap: GapFinding) -> float:
    """The smallest that the gap can be, as a logarithm of the ratio; of one that is not shown, what was seen."""
    edges = [edge for edge in (gap.chosen_low, gap.chosen_high) if 0 < edge < math.inf]
    if gap.verdict == "shown" and edges:
        return min(abs(math.log(edge)) for edge in edges)
    return abs(math.log(gap.ratio)) if 0 < gap.ratio < math.inf else 0.0
