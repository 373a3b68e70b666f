"""Places as tiles of one size, part of the world by part: no borders, and no country larger than another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.markup import Markup, joined, markup

Look = Literal["full", "hatched", "dotted", "empty"]
_SIZE, _GAP, _ACROSS = 40, 6, 12
_INK, _PAPER = "#136f77", "#ffffff"


@dataclass(frozen=True)
class Tile:
    """A place: its code, its name and how it stands in words, and how the tile is filled."""

    code: str
    words: str
    look: Look


@dataclass(frozen=True)
class TilesPicture:
    """Tiles under the name of their part of the world; all words already in the reader's language."""

    parts: tuple[tuple[str, tuple[Tile, ...]], ...]
    legend: tuple[tuple[Look, str], ...]
    caption: str


def draw_tiles(picture: TilesPicture, describe: str) -> Markup:
    """The picture as HTML with SVG inside; `describe` says the same in words to those who do not see it.

    Tiles are told apart by their filling: full, hatched, dotted or empty.
    """
    legend = joined(
        markup(
            '<li><svg viewBox="0 0 {} {}" width="24" height="24" aria-hidden="true">{}</svg><span>{}</span></li>',
            _SIZE,
            _SIZE,
            _square(0, 0, look),
            words,
        )
        for look, words in picture.legend
    )
    parts = joined(markup("<h3>{}</h3>{}", title, _grid(tiles)) for title, tiles in picture.parts)
    return markup(
        '<figure class="tk-figure"><ul class="tk-legend">{}</ul>'
        '<div role="img" aria-label="{}">{}</div>'
        "<figcaption>{}</figcaption></figure>",
        legend,
        describe,
        parts,
        picture.caption,
    )


def _grid(tiles: tuple[Tile, ...]) -> Markup:
    step = _SIZE + _GAP
    across = min(len(tiles), _ACROSS)
    width, height = across * step, -(-len(tiles) // _ACROSS) * step
    drawn = Markup()
    for place, tile in enumerate(tiles):
        x, y = place % _ACROSS * step, place // _ACROSS * step
        ink = _PAPER if tile.look == "full" else "#1b1f24"
        drawn += markup(
            "<g><title>{}</title>{}"
            '<text x="{}" y="{}" text-anchor="middle" font-size="16" '
            'font-weight="600" fill="{ink}">{}</text></g>',
            tile.words,
            _square(x, y, tile.look),
            f"{x + _SIZE / 2:g}",
            f"{y + _SIZE / 2 + 6:g}",
            tile.code,
            ink=ink,
        )
    # From left to right on every page: codes of countries are Latin letters.
    return markup(
        '<svg dir="ltr" viewBox="0 0 {} {}" width="100%" style="max-width:{}rem" '
        'aria-hidden="true" focusable="false">{}</svg>',
        width,
        height,
        f"{width / 16:g}",
        drawn,
    )


def _square(x: float, y: float, look: Look) -> Markup:
    fill = _INK if look == "full" else _PAPER
    dashes = Markup(' stroke-dasharray="2 5"') if look == "dotted" else ""
    square = markup(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{fill}" stroke="{}" stroke-width="2"{dashes}/>',
        f"{x + 1:g}",
        f"{y + 1:g}",
        _SIZE - 2,
        _SIZE - 2,
        _INK if look != "empty" else "#858b94",
        fill=fill,
        dashes=dashes,
    )
    if look != "hatched":
        return square
    # Hatched along two edges only, so that the code in the middle stays readable.
    lines = joined(f"M{x + at:g} {y + 2:g}l-8 8M{x + at:g} {y + _SIZE - 10:g}l-8 8" for at in range(12, _SIZE, 8))
    return markup('{}<path d="{}" stroke="{}" stroke-width="2"/>', square, lines, _INK)
