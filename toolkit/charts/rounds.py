"""Rounds of a negotiation as two lines that move towards each other, for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.markup import Markup, joined, markup

_WIDTH, _HEIGHT = 640, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 84, 24, 16, 48
_FONT = 24  # on a phone the picture is about half as wide, and words must still be read
_WIDEST_REM = 28
_MOST_NAMED = 12  # names of rounds under the axis; more would run into each other

# Told apart by shape and line first, by colour second. Contrast 3:1 on white and near-black.
_LOOKS = (
    ("#1b8a94", "", Markup('<circle cx="{x}" cy="{y}" r="5.5" fill="#1b8a94"/>')),
    (
        "#b8741a",
        Markup(' stroke-dasharray="7 5"'),
        Markup('<path d="M{x} {y}m-6 -6h12v12h-12z" fill="none" stroke="#b8741a"/>'),
    ),
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


def draw_rounds(picture: RoundsPicture, describe: str) -> Markup:
    """The picture as HTML with SVG inside; `describe` says the same in words to those who do not see it."""
    legend = joined(
        markup(
            '<li><svg viewBox="0 0 28 16" width="28" height="16" style="width:1.75rem" stroke-width="2" '
            'aria-hidden="true">{}{}</svg>'
            "<span>{}</span></li>",
            _stroke([(0, 8), (28, 8)], place),
            _mark(14, 8, place),
            line.name,
        )
        for place, line in enumerate(picture.lines)
    )
    # Left to right even on a right-to-left page, where the rounds are placed from the right: anchors do not flip.
    return markup(
        '<figure class="tk-figure tk-rounds"><ul class="tk-legend">{legend}</ul>'
        '<div dir="ltr" role="img" aria-label="{describe}">'
        '<svg viewBox="0 0 {} {}" width="100%" style="max-width:{}rem" aria-hidden="true" '
        'focusable="false" font-size="{}" stroke-width="2">{}{}</svg></div>'
        "<figcaption>{}</figcaption></figure>",
        _WIDTH,
        _HEIGHT,
        _WIDEST_REM,
        _FONT,
        _axes(picture),
        _lines(picture),
        picture.caption,
        legend=legend,
        describe=describe,
    )


def _lines(picture: RoundsPicture) -> Markup:
    drawn = Markup()
    for place, line in enumerate(picture.lines):
        points = [
            (_across(picture, number), _down(value)) for number, value in enumerate(line.values) if value is not None
        ]
        drawn += _stroke(points, place) + joined(_mark(x, y, place) for x, y in points)
    return drawn


def _axes(picture: RoundsPicture) -> Markup:
    mirrored = picture.right_to_left
    edge, anchor = (_WIDTH - _LEFT + 10, "start") if mirrored else (_LEFT - 10, "end")
    start, end = (_RIGHT, _WIDTH - _LEFT) if mirrored else (_LEFT, _WIDTH - _RIGHT)
    direction = "rtl" if mirrored else "ltr"
    drawn = joined(
        markup(
            '<path d="M{start} {}H{end}" stroke="#858b94" stroke-width="1" stroke-opacity="0.5"/>'
            '<text x="{edge}" y="{}" text-anchor="{anchor}" fill="currentColor">'
            "{word}</text>",
            _down(value),
            _down(value) + _FONT // 3,
            start=start,
            end=end,
            edge=edge,
            anchor=anchor,
            word=word,
        )
        for value, word in picture.ticks
    )
    every = -(-len(picture.rounds) // _MOST_NAMED) or 1
    return drawn + joined(
        markup(
            '<text x="{}" y="{}" text-anchor="middle" direction="{}" fill="currentColor">{}</text>',
            _across(picture, number),
            _HEIGHT - 12,
            direction,
            name,
        )
        for number, name in enumerate(picture.rounds)
        if number % every == 0
    )


def _across(picture: RoundsPicture, number: int) -> float:
    inside = _WIDTH - _LEFT - _RIGHT - 40
    place = number / max(len(picture.rounds) - 1, 1) * inside + 20
    return round(_WIDTH - _LEFT - place if picture.right_to_left else _LEFT + place, 1)


def _down(value: float) -> float:
    return round(_TOP + (1 - value) * (_HEIGHT - _TOP - _BOTTOM), 1)


def _stroke(points: Sequence[tuple[float, float]], place: int) -> Markup:
    colour, dash, _ = _LOOKS[min(place, len(_LOOKS) - 1)]
    path = "L".join(f"{x} {y}" for x, y in points)
    return markup('<path d="M{}" fill="none" stroke="{}"{}/>', path, colour, dash) if points else Markup()


def _mark(x: float, y: float, place: int) -> Markup:
    return _LOOKS[min(place, len(_LOOKS) - 1)][2].format(x=x, y=y)
