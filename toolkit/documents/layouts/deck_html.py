"""Slides as one web page: it scrolls from slide to slide, needs no network, and prints with what is to be said."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from toolkit.charts import draw_bars
from toolkit.documents.document import Document
from toolkit.documents.layouts.values import Deck, Slide
from toolkit.documents.runs import plain, runs
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup, escape, joined, markup, read_markup

_BACK, _ON, _NOTES = translatable("Back"), translatable("On"), translatable("Notes")
_PLACE = translatable("{number} of {all}")


def write_deck_html(deck: Deck) -> str:
    """The slides as a complete page; arrows, space and a swipe lead on, N shows the notes."""
    speech = deck.language
    shown = joined((_slide(one, number, deck) for number, one in enumerate(deck.slides, 1)), "\n")
    script = _file("deck.js")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    policy = markup("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{}'; base-uri 'none'", digest)
    buttons = joined(
        markup('<button type="button" class="{}" aria-label="{}">{}</button>', name, speech.say(words), sign)
        for name, words, sign in (("back", _BACK, "↑"), ("on", _ON, "↓"), ("notes", _NOTES, "✎"))
    )
    tag = speech.tag.replace("_", "-")
    page = markup(
        '<!DOCTYPE html>\n<html lang="{tag}" dir="{}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<title>{}</title>\n<style>\n{}</style>\n</head>\n"
        "<body>\n<main>\n{shown}\n</main>\n<nav>{buttons}</nav>\n<script>{script}</script>\n</body>\n</html>\n",
        speech.direction,
        plain(deck.title, _bare(speech)),
        _file("deck.css"),
        tag=tag,
        policy=policy,
        shown=shown,
        buttons=buttons,
        script=script,
    )
    return str(page)


def _slide(one: Slide, number: int, deck: Deck) -> Markup:
    speech = deck.language
    head = "h1" if number == 1 else "h2"
    place = speech.say(_PLACE, number=number, all=len(deck.slides))
    inside = [
        _piece("p", "above", one.above, speech),
        _piece("p", "large", one.large, speech),
        _piece(head, "", one.title, speech),
        draw_bars(one.bars, "", "; ".join(f"{bar.label}: {bar.number}" for bar in one.bars)) if one.bars else "",
        _piece("p", "lead", one.lead, speech),
        _points(one, speech),
        _piece("p", "foot", one.foot, speech),
        _piece("aside", "note", one.note, speech),
    ]
    return markup(
        '<section class="slide {}" aria-label="{}">{}<p class="count" aria-hidden="true">{}</p></section>',
        one.kind,
        place,
        joined(inside),
        place,
    )


def _points(one: Slide, speech: Language) -> Markup:
    if not one.points:
        return Markup()
    look = Markup(' class="boxes"') if one.boxes else ""
    points = joined(markup("<li>{}</li>", _inline(point, speech)) for point in one.points)
    return markup("<ul{}>{}</ul>", look, points)


def _piece(tag: str, name: str, text: str, speech: Language) -> Markup:
    look = markup(' class="{}"', name) if name else ""
    return markup("<{}{}>{}</{}>", tag, look, _inline(text, speech), tag) if text else Markup()


def _inline(text: str, speech: Language) -> Markup:
    shown = []
    for run in runs(text, _bare(speech)):
        words = escape(run.text).replace("\n", Markup("<br>"))
        shown.append(words if run.direction is None else markup('<bdi dir="{}">{}</bdi>', run.direction, words))
    return joined(shown)


def _bare(language: Language) -> Document:
    return Document("", language, ())


@cache
def _file(name: str) -> Markup:
    return read_markup(Path(__file__).parent / name)
