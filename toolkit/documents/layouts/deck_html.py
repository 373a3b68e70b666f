"""Slides as one web page: it scrolls from slide to slide, needs no network, and prints with what is to be said."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from pathlib import Path

from toolkit.charts import draw_bars
from toolkit.documents.document import Document
from toolkit.documents.layouts.values import Deck, Slide
from toolkit.documents.runs import plain, runs
from toolkit.errors import translatable
from toolkit.languages import Language

_BACK, _ON, _NOTES = translatable("Back"), translatable("On"), translatable("Notes")
_PLACE = translatable("{number} of {all}")


def write_deck_html(deck: Deck) -> str:
    """The slides as a complete page; arrows, space and a swipe lead on, N shows the notes."""
    speech = deck.language
    shown = "\n".join(_slide(one, number, deck) for number, one in enumerate(deck.slides, 1))
    script = _file("deck.js")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'"
    buttons = "".join(
        f'<button type="button" class="{name}" aria-label="{escape(speech.say(words), quote=True)}">{sign}</button>'
        for name, words, sign in (("back", _BACK, "↑"), ("on", _ON, "↓"), ("notes", _NOTES, "✎"))
    )
    tag = escape(speech.tag.replace("_", "-"))
    return (
        f'<!DOCTYPE html>\n<html lang="{tag}" dir="{speech.direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(plain(deck.title, _bare(speech)))}</title>\n<style>\n{_file('deck.css')}</style>\n</head>\n"
        f"<body>\n<main>\n{shown}\n</main>\n<nav>{buttons}</nav>\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _slide(one: Slide, number: int, deck: Deck) -> str:
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
    return (
        f'<section class="slide {one.kind}" aria-label="{escape(place, quote=True)}">'
        f'{"".join(inside)}<p class="count" aria-hidden="true">{escape(place)}</p></section>'
    )


def _points(one: Slide, speech: Language) -> str:
    if not one.points:
        return ""
    look = ' class="boxes"' if one.boxes else ""
    return f"<ul{look}>" + "".join(f"<li>{_inline(point, speech)}</li>" for point in one.points) + "</ul>"


def _piece(tag: str, name: str, text: str, speech: Language) -> str:
    look = f' class="{name}"' if name else ""
    return f"<{tag}{look}>{_inline(text, speech)}</{tag}>" if text else ""


def _inline(text: str, speech: Language) -> str:
    shown = []
    for run in runs(text, _bare(speech)):
        words = escape(run.text).replace("\n", "<br>")
        shown.append(words if run.direction is None else f'<bdi dir="{run.direction}">{words}</bdi>')
    return "".join(shown)


def _bare(language: Language) -> Document:
    return Document("", language, ())


@cache
def _file(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
