"""Rounds of a negotiation as two lines that move towards each other, for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 640, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 24, 16, 48
_FONT = 24  # on a phone the picture is about half as wide, and words must still be read
_WIDEST_REM = 28
_MOST_NAMED = 12  # names of rounds under the axis; more would run into each other

# Told apart by shape and line first, by colour second. Contrast 3:1 on white and near-black.
_LOOKS = (
    ("#1b8a94", "", '<circle cx="{x}" cy="{y}" r="5.5" fill="#1b8a94"/>'),
    ("#b8741a", ' stroke-dasharray="7 5"', '<path d="M{x} {y}m-6 -6h12v12h-12z" fill="none" stroke="#b8741a"/>'),
)


@dataclass(frozen=True)
class RoundsLine:
    """One side: its name, and a share from 0 to 1 for each round (none where there is nothing to show)."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class RoundsPicture:
    """Two lines over the rounds; all words already in the reader's language."""

    rounds: tuple[str, ...]
    lines: tuple[RoundsLine, ...]
    ticks: tuple[tuple[float, str], ...]
    caption: str
    right_to_left: bool = False


def draw_rounds(picture: RoundsPicture, describe: str) -> str:
    """The picture as HTML with SVG inside; `describe` says the same in words to those who do not see it."""
    legend = "".join(
        '<li><svg viewBox="0 0 28 16" width="28" height="16" style="width:1.75rem" stroke-width="2" '
        f'aria-hidden="true">{_stroke([(0, 8), (28, 8)], place)}{_mark(14, 8, place)}</svg>'
        f"<span>{escape(line.name)}</span></li>"
        for place, line in enumerate(picture.lines)
    )
    # Left to right even on a right-to-left page, where the rounds are placed from the right: anchors do not flip.
    return (
        f'<figure class="tk-figure tk-rounds"><ul class="tk-legend">{legend}</ul>'
        f'<div dir="ltr" role="img" aria-label="{escape(describe, quote=True)}">'
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" width="100%" style="max-width:{_WIDEST_REM}rem" aria-hidden="true" '
        f'focusable="false" font-size="{_FONT}" stroke-width="2">{_axes(picture)}{_lines(picture)}</svg></div>'
        f"<figcaption>{escape(picture.caption)}</figcaption></figure>"
    )


def _lines(picture: RoundsPicture) -> str:
    drawn = ""
    for place, line in enumerate(picture.lines):
        points = [
            (_across(picture, number), _down(value)) for number, value in enumerate(line.values) if value is not None
        ]
        drawn += _stroke(points, place) + "".join(_mark(x, y, place) for x, y in points)
    return drawn


def _axes(picture: RoundsPicture) -> str:
    mirrored = picture.right_to_left
    edge, anchor = (_WIDTH - _LEFT + 10, "start") if mirrored else (_LEFT - 10, "end")
    start, end = (_RIGHT, _WIDTH - _LEFT) if mirrored else (_LEFT, _WIDTH - _RIGHT)
    direction = "rtl" if mirrored else "ltr"
    drawn = "".join(
        f'<path d="M{start} {_down(value)}H{end}" stroke="#858b94" stroke-width="1" stroke-opacity="0.5"/>'
        f'<text x="{edge}" y="{_down(value) + _FONT // 3}" text-anchor="{anchor}" fill="currentColor">'
        f"{escape(word)}</text>"
        for value, word in picture.ticks
    )
    every = -(-len(picture.rounds) // _MOST_NAMED) or 1
    return drawn + "".join(
        f'<text x="{_across(picture, number)}" y="{_HEIGHT - 12}" text-anchor="middle" direction="{direction}" '
        f'fill="currentColor">{escape(name)}</text>'
        for number, name in enumerate(picture.rounds)
        if number % every == 0
    )


def _across(picture: RoundsPicture, number: int) -> float:
    inside = _WIDTH - _LEFT - _RIGHT - 40
    place = number / max(len(picture.rounds) - 1, 1) * inside + 20
    return round(_WIDTH - _LEFT - place if picture.right_to_left else _LEFT + place, 1)


def _down(value: float) -> float:
    return round(_TOP + (1 - value) * (_HEIGHT - _TOP - _BOTTOM), 1)


def _stroke(points: Sequence[tuple[float, float]], place: int) -> str:
    colour, dash, _ = _LOOKS[min(place, len(_LOOKS) - 1)]
    path = "L".join(f"{x} {y}" for x, y in points)
    return f'<path d="M{path}" fill="none" stroke="{colour}"{dash}/>' if points else ""


def _mark(x: float, y: float, place: int) -> str:
    return _LOOKS[min(place, len(_LOOKS) - 1)][2].format(x=x, y=y)
