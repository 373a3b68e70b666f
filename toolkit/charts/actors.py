"""A map of actors: interest across, power upwards, drawn in page text and a few shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_CELL = 60
_COLUMNS, _ROWS = 5, 5
_RADIUS = 11
# Several in one field stand beside and below each other.
_PLACES = ((0, 0), (-15, -15), (15, 15), (15, -15), (-15, 15), (0, -22), (0, 22), (-22, 0), (22, 0))
# Told apart in colour, in grey and in print: filled, hatched light, outline.
_LOOKS = {
    -1: ('fill="#b8741a" fill-opacity="0.35" stroke="#b8741a" stroke-dasharray="3 2"', "currentColor"),
    0: ('fill="none" stroke="#858b94"', "currentColor"),
    1: ('fill="#1b6f78" stroke="#1b6f78"', "#ffffff"),
}


@dataclass(frozen=True)
class MapPoint:
    """One actor: column from 0 (against) to 4 (for), row from 0 (no power) to 4 (decides), and its number in words."""

    column: int
    row: int
    number: str
    label: str


@dataclass(frozen=True)
class MapPicture:
    """The whole map; `lines` are pairs of places in `points`, from the one who reaches to the one who is reached."""

    points: tuple[MapPoint, ...]
    lines: tuple[tuple[int, int], ...]
    against: str
    favour: str
    power: str
    caption: str


def draw_actor_map(picture: MapPicture, describe: str, *, mirrored: bool = False) -> str:
    """The map as HTML with SVG inside; `describe` says the same in words to those who do not see it.

    Where the language runs from right to left, “for” stands on the left, as reading ends there.
    """
    width, height = _COLUMNS * _CELL, _ROWS * _CELL
    shades = "".join(
        f'<rect x="{column * _CELL + 1}" y="{row * _CELL + 1}" width="{_CELL - 2}" height="{_CELL - 2}" rx="4" '
        f'fill="#858b94" fill-opacity="{0.06 + 0.035 * (_ROWS - 1 - row):.3f}"/>'
        for column in range(_COLUMNS)
        for row in range(_ROWS)
    )
    places = _places(picture.points, mirrored)
    lines = "".join(_line(places[first], places[second]) for first, second in picture.lines)
    points = "".join(_point(place, point) for place, point in zip(places, picture.points, strict=True))
    marker = (
        '<defs><marker id="tk-reaches" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" '
        'orient="auto"><path d="M0 0L8 4L0 8z" fill="#858b94"/></marker></defs>'
    )
    drawn = (
        f'<div dir="ltr"><svg viewBox="0 0 {width} {height}" width="100%" style="max-width:26rem" aria-hidden="true" '
        f'focusable="false">{marker}{shades}{lines}{points}</svg></div>'
    )
    names = "".join(f"<li><b>{escape(one.number)}</b> <span>{escape(one.label)}</span></li>" for one in picture.points)
    return (
        f'<figure class="tk-figure tk-actors"><p>{escape(picture.power)}</p>'
        f'<div role="img" aria-label="{escape(describe, quote=True)}">{drawn}</div>'
        '<p style="display:flex;justify-content:space-between;max-width:26rem;gap:1rem;margin-block-start:0.2rem">'
        f"<span>{escape(picture.against)}</span><span>{escape(picture.favour)}</span></p>"
        f'<ul class="tk-legend" aria-hidden="true">{names}</ul>'
        f"<figcaption>{escape(picture.caption)}</figcaption></figure>"
    )


def _places(points: Sequence[MapPoint], mirrored: bool) -> list[tuple[float, float]]:
    taken: dict[tuple[int, int], int] = {}
    places = []
    for point in points:
        field = (point.column, point.row)
        nudge = _PLACES[taken.get(field, 0) % len(_PLACES)]
        taken[field] = taken.get(field, 0) + 1
        column = _COLUMNS - 1 - point.column if mirrored else point.column
        places.append(((column + 0.5) * _CELL + nudge[0], (_ROWS - point.row - 0.5) * _CELL + nudge[1]))
    return places


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x1, y1), (x2, y2) = start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if length <= 2 * _RADIUS:
        return ""
    share = (_RADIUS + 2) / length
    begin = (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
    stop = (x2 - (x2 - x1) * share, y2 - (y2 - y1) * share)
    return (
        f'<line x1="{begin[0]:.1f}" y1="{begin[1]:.1f}" x2="{stop[0]:.1f}" y2="{stop[1]:.1f}" stroke="#858b94" '
        'stroke-width="1.6" marker-end="url(#tk-reaches)"/>'
    )


def _point(place: tuple[float, float], point: MapPoint) -> str:
    shape, ink = _LOOKS[(point.column > 2) - (point.column < 2)]
    x, y = place
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{_RADIUS}" stroke-width="1.6" {shape}/>'
        f'<text x="{x:g}" y="{y + 4:g}" text-anchor="middle" font-size="12" fill="{ink}">{escape(point.number)}</text>'
    )
