"""Slides, cards and posters as frozen values, all words already in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.charts import Bar
from toolkit.languages import Language


@dataclass(frozen=True)
class Slide:
    """One slide: one thought.

    Attributes
    ----------
    kind
        ``title`` opens, ``question`` asks, ``figure`` shows a number, ``case`` tells, ``list`` lists.
    above
        A word or two over the title, in small letters: the topic, or what kind of slide it is.
    large
        A number to be seen from the last row.
    boxes
        Whether the points are choices, to be drawn with a box before each.
    foot
        The source, in small letters.
    note
        What whoever leads may say; not on the screen, but below the slide on paper.
    """

    title: str
    kind: Literal["title", "question", "figure", "case", "list"] = "list"
    above: str = ""
    large: str = ""
    lead: str = ""
    points: tuple[str, ...] = ()
    boxes: bool = False
    bars: tuple[Bar, ...] = ()
    foot: str = ""
    note: str = ""


@dataclass(frozen=True)
class Deck:
    """Slides in one language, in their order."""

    title: str
    language: Language
    slides: tuple[Slide, ...]


@dataclass(frozen=True)
class Card:
    """A card to be cut out: what it is called, what it says, and in small letters to what it belongs."""

    title: str
    text: str
    foot: str = ""


@dataclass(frozen=True)
class CardSheets:
    """Cards, eight to a sheet of A4, with lines to cut along."""

    title: str
    language: Language
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Poster:
    """A sheet for the wall: one question, three sentences, and where to go on.

    Drawn on A3; a printer makes A4 of it without loss, as both have the same shape.
    """

    title: str
    language: Language
    question: str
    sentences: tuple[str, ...]
    foot: str = ""
