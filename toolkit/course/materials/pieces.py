"""Everything that can be handed out, shown or hung up for a topic."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from toolkit.course.materials.asked import asked_in
from toolkit.course.materials.brief import brief
from toolkit.course.materials.cards import card_sheets, poster
from toolkit.course.materials.piece import Kind, Maker, Piece
from toolkit.course.materials.slides import deck
from toolkit.course.materials.twins import answers, quiz_twin, sheet_twin, sheets_of, twin
from toolkit.course.quizzes import has_quiz
from toolkit.course.topics import topic_of
from toolkit.documents import (
    Document,
    write_cards_pdf,
    write_deck_html,
    write_deck_pdf,
    write_docx,
    write_html,
    write_pdf,
    write_poster_pdf,
)
from toolkit.languages import Language

_PAPER: dict[str, Callable[[Document], str | bytes]] = {".pdf": write_pdf, ".docx": write_docx, ".html": write_html}


def pieces(topic: int, language: Language | str) -> tuple[Piece, ...]:
    """All materials of a topic in a language: to read, to look at, to play with cards, to fill in by hand.

    Nothing is made before it is written.

    Parameters
    ----------
    topic
        A topic of the course, 1 to 7.

    Raises
    ------
    DataError
        If there is no such topic.

    Examples
    --------
    >>> [one.name for one in pieces(7, "en") if one.kind == "brief"]
    ['brief-7']
    """
    speech = Language.of(language)
    topic_of(topic)
    makers = (_briefs, _slides, _cards, _posters, _twins)
    return tuple(piece for make in makers for piece in make(topic, speech))


def _briefs(topic: int, speech: Language) -> Iterator[Piece]:
    yield _paper(f"brief-{topic}", "brief", topic, brief(topic, speech).document())


def _slides(topic: int, speech: Language) -> Iterator[Piece]:
    made = deck(topic, speech)
    makers: dict[str, Maker] = {".html": lambda: write_deck_html(made), ".pdf": lambda: write_deck_pdf(made)}
    yield Piece(f"slides-{topic}", "slides", topic, speech, made.title, tuple(makers), makers)


def _cards(topic: int, speech: Language) -> Iterator[Piece]:
    for name, sheets in card_sheets(topic, speech):
        makers: dict[str, Maker] = {".pdf": partial(write_cards_pdf, sheets)}
        yield Piece(name, "cards", topic, speech, sheets.title, tuple(makers), makers)


def _posters(topic: int, speech: Language) -> Iterator[Piece]:
    made = poster(topic, speech)
    makers: dict[str, Maker] = {".pdf": lambda: write_poster_pdf(made)}
    yield Piece(f"poster-{topic}", "poster", topic, speech, made.title, tuple(makers), makers)


def _twins(topic: int, speech: Language) -> Iterator[Piece]:
    for one in asked_in(topic, speech):
        yield _paper(f"twin-{one.name}", "paper-twin", topic, twin(topic, one, speech))
    for name in sheets_of(topic, speech):
        yield _paper(f"sheet-{name}", "paper-twin", topic, sheet_twin(name, speech))
    if has_quiz(topic):
        yield _paper(f"ten-questions-{topic}", "paper-twin", topic, quiz_twin(topic, speech))
    yield _paper(f"answers-{topic}", "paper-twin", topic, answers(topic, speech))


def _paper(name: str, kind: Kind, topic: int, document: Document) -> Piece:
    makers: dict[str, Maker] = {suffix: partial(write, document) for suffix, write in _PAPER.items()}
    return Piece(name, kind, topic, document.language, document.title, tuple(_PAPER), makers)
