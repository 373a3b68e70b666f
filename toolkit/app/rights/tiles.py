"""A kind of right over the places of the register, as tiles."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from toolkit.app.kit.pieces import html
from toolkit.charts.tiles import Look, Tile, TilesPicture, draw_tiles
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.rights.asking import AskedEmployer, asked_day
from toolkit.rights.comparing import STATES, PlaceState, compare_places
from toolkit.rights.saying import place_name, rights_in_words

STATE_WORDS = {
    "in_force": translatable("in force"),
    "adopted": translatable("adopted, not applicable yet"),
    "guidance": translatable("guidance"),
    "not_found": translatable("not found in the register"),
}
REGION_WORDS = {
    "Africa": translatable("Africa"),
    "Americas": translatable("The Americas"),
    "Asia-Pacific": translatable("Asia and the Pacific"),
    "Europe": translatable("Europe"),
    "MENA": translatable("The Arab countries and their neighbours"),
    "global": translatable("The whole world"),
}
CAPTION = translatable(
    "{right}, on {day}. “Not found” says something about the register, not that there is no law. Every place has one "
    "tile of the same size."
)
_TILE = translatable("{place}: {state}")
_COUNTED = translatable("{state}: {number}")
_LOOKS: dict[str, Look] = {"in_force": "full", "adopted": "hatched", "guidance": "dotted", "not_found": "empty"}


def law_picture(right: str, language: Language, on: date | None, employer: AskedEmployer | None) -> TilesPicture:
    """The places of the register as tiles, part of the world by part."""
    rows = compare_places([right], on, employer=employer)
    parts: dict[str, list[Tile]] = {}
    for row in rows:
        parts.setdefault(row.region, []).append(_tile(row, language))
    return TilesPicture(
        tuple((language.say(REGION_WORDS[region]), tuple(tiles)) for region, tiles in sorted(parts.items())),
        tuple((_LOOKS[state], language.say(STATE_WORDS[state])) for state in STATES),
        language.say(CAPTION, right=rights_in_words((right,), language), day=asked_day(on)),
    )


def show_tiles(right: str, language: str, on: date | None = None, employer: AskedEmployer | None = None) -> Any:
    """The picture on a page, with the counts in words for those who do not see it."""
    speech = Language(language)
    counted = Counter(row.state for row in compare_places([right], on, employer=employer))
    told = [speech.say(_COUNTED, state=speech.say(STATE_WORDS[state]), number=counted[state]) for state in STATES]
    return html(draw_tiles(law_picture(right, speech, on, employer), "; ".join(told)), speech)


def _tile(row: PlaceState, language: Language) -> Tile:
    state = language.say(STATE_WORDS[row.state])
    return Tile(row.place, language.say(_TILE, place=place_name(row.place, language), state=state), _LOOKS[row.state])
