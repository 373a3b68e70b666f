"""Slides, cards and posters as PDFs, set with the fonts that come along."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from toolkit.documents.document import Document
from toolkit.documents.layouts.values import CardSheets, Deck, Poster
from toolkit.documents.pdf import typeset
from toolkit.documents.runs import plain, runs
from toolkit.languages import Language

Data = dict[str, Any]
_TEMPLATE = Path(__file__).with_name("layouts.typ")


def write_deck_pdf(deck: Deck) -> bytes:
    """The slides, 16 to 9, one a page; what is said beside them stands in the web page when it is printed."""
    slides = [
        {
            "kind": one.kind,
            "boxes": one.boxes,
            "points": [_line(point, deck.language) for point in one.points],
            "bars": [
                {"label": _line(bar.label, deck.language), "share": share, "number": _line(bar.number, deck.language)}
                for bar, share in zip(one.bars, _lengths([bar.share for bar in one.bars]), strict=True)
            ],
            **{name: _line(getattr(one, name), deck.language) for name in ("title", "above", "large", "lead", "foot")},
        }
        for one in deck.slides
    ]
    return typeset(_TEMPLATE, {**_page("deck", deck.title, deck.language), "slides": slides})


def write_cards_pdf(sheets: CardSheets) -> bytes:
    """The cards, eight to a sheet of A4."""
    cards = [
        {name: _line(getattr(one, name), sheets.language) for name in ("title", "text", "foot")} for one in sheets.cards
    ]
    return typeset(_TEMPLATE, {**_page("cards", sheets.title, sheets.language), "cards": cards})


def write_poster_pdf(poster: Poster) -> bytes:
    """The poster on A3."""
    speech = poster.language
    return typeset(
        _TEMPLATE,
        {
            **_page("poster", poster.title, speech),
            "above": _line(poster.title, speech),
            "question": _line(poster.question, speech),
            "sentences": [_line(one, speech) for one in poster.sentences],
            "foot": _line(poster.foot, speech),
        },
    )


def _lengths(shares: list[float]) -> list[float]:
    longest = max(shares, default=0.0) or 1.0
    return [share / longest for share in shares]


def _page(kind: str, title: str, language: Language) -> Data:
    code, _, region = language.tag.replace("_", "-").partition("-")
    return {
        "kind": kind,
        "title": " ".join(plain(title, _bare(language)).split()),
        "language": code,
        "region": region.upper() or None,
        "direction": language.direction,
    }


def _line(text: str, language: Language) -> list[Data]:
    inside = language.direction
    return [
        {"text": run.text, "direction": run.direction if run.direction != inside else None}
        for run in runs(text, _bare(language))
    ]


def _bare(language: Language) -> Document:
    return Document("", language, ())
