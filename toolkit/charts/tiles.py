"""Places as tiles of one size, part of the world by part: no borders, and no country larger than another."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Literal

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


def draw_tiles(picture: TilesPicture, describe: str) -> str:
    """The picture as HTML with SVG inside; `describe` says the same in words to those who do not see it.

    Tiles are told apart by their filling: full, hatched, dotted or empty.
    """
    legend = "".join(
        f'<li><svg viewBox="0 0 {_SIZE} {_SIZE}" width="24" height="24" aria-hidden="true">{_square(0, 0, look)}</svg>'
        f"<span>{escape(words)}</span></li>"
        for look, words in picture.legend
    )
    parts = "".join(f"<h3>{escape(title)}</h3>{_grid(tiles)}" for title, tiles in picture.parts)
    return (
        f'<figure class="tk-figure"><ul class="tk-legend">{legend}</ul>'
        f'<div role="img" aria-label="{escape(describe, quote=True)}">{parts}</div>'
        f"<figcaption>{escape(picture.caption)}</figcaption></figure>"
    )


def _grid(tiles: tuple[Tile, ...]) -> str:
    step = _SIZE + _GAP
    across = min(len(tiles), _ACROSS)
    width, height = across * step, -(-len(tiles) // _ACROSS) * step
    drawn = ""
    for place, tile in enumerate(tiles):
        x, y = place % _ACROSS * step, place // _ACROSS * step
        ink = _PAPER if tile.look == "full" else "#1b1f24"
        drawn += (
            f"<g><title>{escape(tile.words)}</title>{_square(x, y, tile.look)}"
            f'<text x="{x + _SIZE / 2:g}" y="{y + _SIZE / 2 + 6:g}" text-anchor="middle" font-size="16" '
            f'font-weight="600" fill="{ink}">{escape(tile.code)}</text></g>'
        )
    # From left to right on every page: codes of countries are Latin letters.
    return (
        f'<svg dir="ltr" viewBox="0 0 {width} {height}" width="100%" style="max-width:{width / 16:g}rem" '
        f'aria-hidden="true" focusable="false">{drawn}</svg>'
    )


def _square(x: float, y: float, look: Look) -> str:
    fill = _INK if look == "full" else _PAPER
    dashes = ' stroke-dasharray="2 5"' if look == "dotted" else ""
    square = (
        f'<rect x="{x + 1:g}" y="{y + 1:g}" width="{_SIZE - 2}" height="{_SIZE - 2}" fill="{fill}" '
        f'stroke="{_INK if look != "empty" else "#858b94"}" stroke-width="2"{dashes}/>'
    )
    if look != "hatched":
        return square
    # Hatched along two edges only, so that the code in the middle stays readable.
    lines = "".join(f"M{x + at:g} {y + 2:g}l-8 8M{x + at:g} {y + _SIZE - 10:g}l-8 8" for at in range(12, _SIZE, 8))
    return f'{square}<path d="{lines}" stroke="{_INK}" stroke-width="2"/>'
