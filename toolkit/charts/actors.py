"""A map of actors: interest across, power upwards, drawn in page text and a few shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.markup import Markup, joined, markup

CELL = 60
COLUMNS, ROWS = 5, 5
RADIUS = 11
# Several in one field stand beside and below each other.
_PLACES = ((0, 0), (-17, -17), (17, 17), (17, -17), (-17, 17), (0, -22), (0, 22), (-22, 0), (22, 0))
# Told apart in colour, in grey and in print: filled, hatched light, outline.
_LOOKS = {
    -1: (Markup('fill="#b8741a" fill-opacity="0.35" stroke="#b8741a" stroke-dasharray="3 2"'), "currentColor"),
    0: (Markup('fill="none" stroke="#858b94"'), "currentColor"),
    1: (Markup('fill="#1b6f78" stroke="#1b6f78"'), "#ffffff"),
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


def draw_actor_map(picture: MapPicture, describe: str, *, mirrored: bool = False) -> Markup:
    """The map as HTML with SVG inside; `describe` says the same in words to those who do not see it.

    Where the language runs from right to left, “for” stands on the left, as reading ends there.
    """
    width, height = COLUMNS * CELL, ROWS * CELL
    shades = joined(
        markup(
            '<rect x="{}" y="{}" width="{}" height="{}" rx="4" fill="#858b94" fill-opacity="{}"/>',
            column * CELL + 1,
            row * CELL + 1,
            CELL - 2,
            CELL - 2,
            f"{0.06 + 0.035 * (ROWS - 1 - row):.3f}",
        )
        for column in range(COLUMNS)
        for row in range(ROWS)
    )
    places = places_of(picture.points, mirrored)
    lines = joined(_line(places[first], places[second]) for first, second in picture.lines)
    points = joined(_point(place, point) for place, point in zip(places, picture.points, strict=True))
    marker = Markup(
        '<defs><marker id="tk-reaches" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" '
        'orient="auto"><path d="M0 0L8 4L0 8z" fill="#858b94"/></marker></defs>'
    )
    drawn = markup(
        '<div dir="ltr"><svg viewBox="0 0 {width} {height}" width="100%" style="max-width:26rem" aria-hidden="true" '
        'focusable="false">{marker}{shades}{lines}{points}</svg></div>',
        width=width,
        height=height,
        marker=marker,
        shades=shades,
        lines=lines,
        points=points,
    )
    names = joined(markup("<li><b>{}</b> <span>{}</span></li>", one.number, one.label) for one in picture.points)
    return markup(
        '<figure class="tk-figure tk-actors"><p>{}</p>'
        '<div role="img" aria-label="{describe}">{drawn}</div>'
        '<p style="display:flex;justify-content:space-between;max-width:26rem;gap:1rem;margin-block-start:0.2rem">'
        "<span>{}</span><span>{}</span></p>"
        '<ul class="tk-legend" aria-hidden="true">{names}</ul>'
        "<figcaption>{}</figcaption></figure>",
        picture.power,
        picture.against,
        picture.favour,
        picture.caption,
        describe=describe,
        drawn=drawn,
        names=names,
    )


def places_of(points: Sequence[MapPoint], mirrored: bool) -> list[tuple[float, float]]:
    """Where each actor is drawn, from the upper left corner; several in one field stand beside each other."""
    taken: dict[tuple[int, int], int] = {}
    places = []
    for point in points:
        field = (point.column, point.row)
        nudge = _PLACES[taken.get(field, 0) % len(_PLACES)]
        taken[field] = taken.get(field, 0) + 1
        column = COLUMNS - 1 - point.column if mirrored else point.column
        places.append(((column + 0.5) * CELL + nudge[0], (ROWS - point.row - 0.5) * CELL + nudge[1]))
    return places


def _line(start: tuple[float, float], end: tuple[float, float]) -> Markup:
    (x1, y1), (x2, y2) = start, end
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    if length <= 2 * RADIUS:
        return Markup()
    share = (RADIUS + 2) / length
    begin = (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share)
    stop = (x2 - (x2 - x1) * share, y2 - (y2 - y1) * share)
    return markup(
        '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="#858b94" stroke-width="1.6" marker-end="url(#tk-reaches)"/>',
        f"{begin[0]:.1f}",
        f"{begin[1]:.1f}",
        f"{stop[0]:.1f}",
        f"{stop[1]:.1f}",
    )


def _point(place: tuple[float, float], point: MapPoint) -> Markup:
    shape, ink = _LOOKS[(point.column > 2) - (point.column < 2)]
    x, y = place
    return markup(
        '<circle cx="{}" cy="{}" r="{}" stroke-width="1.6" {shape}/>'
        '<text x="{}" y="{}" text-anchor="middle" font-size="12" fill="{ink}">{}</text>',
        f"{x:g}",
        f"{y:g}",
        RADIUS,
        f"{x:g}",
        f"{y + 4:g}",
        point.number,
        shape=shape,
        ink=ink,
    )
