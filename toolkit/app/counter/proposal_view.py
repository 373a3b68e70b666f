"""What their proposal touches, on the page: clause by clause, with the paragraphs of ours that were not recognised."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from toolkit.app.kit.fields import Item, Piece
from toolkit.app.kit.pieces import feedback, fold, paragraph
from toolkit.bargaining import ProposalReading, TouchedClause
from toolkit.bargaining.counter.proposals.proposal_paper import (
    ABSENT,
    BESIDE,
    MISSING,
    NEEDED,
    UNDER,
    USUAL,
    absent_besides,
    title_of,
    where,
)
from toolkit.errors import translatable
from toolkit.languages import Language

_TOUCHED = translatable("What it touches ({number})")
_COUNT = translatable("{title} ({number})")
LOOK = "tk-note"


def proposal_pieces(reading: ProposalReading, speech: Language) -> list[Item]:
    """The reading as pieces of page; of a text about something else only that it is."""
    say = speech.say
    items: list[Item] = [Piece("summary", feedback(reading.say(speech), "tk-nearly"), live=True)]
    if not reading.touched:
        return items
    rows = "".join(_row(one, speech) for one in reading.touched)
    head = f"<h3>{escape(say(_TOUCHED, number=len(reading.touched)))}</h3>"
    items.append(Piece("touched", f'{head}{paragraph(say(USUAL), LOOK)}<ul class="tk-legal">{rows}</ul>'))
    titles = [(title, [title_of(one, speech) for one in clauses]) for title, clauses in _left_out(reading)]
    others = [*titles, (BESIDE, list(reading.beside))]
    items.append(Piece("left-out", "".join(_folded(say(title), named, speech) for title, named in others)))
    return items


def _left_out(reading: ProposalReading) -> Sequence[tuple[str, Sequence[str]]]:
    return (NEEDED, reading.needed), (ABSENT, absent_besides(reading))


def _row(one: TouchedClause, speech: Language) -> str:
    told = f"<p><strong>{escape(title_of(one.clause, speech))}</strong></p>"
    told += f"<p><small>{escape(speech.say(UNDER, where=where(one, speech)))}</small></p>{paragraph(one.say(speech))}"
    return f"<li>{told}{_folded(speech.say(MISSING), one.missing, speech)}</li>"


def _folded(title: str, texts: Sequence[str], speech: Language) -> str:
    if not texts:
        return ""
    listed = "".join(f'<li><bdi dir="auto">{escape(text)}</bdi></li>' for text in texts)
    return fold(speech.say(_COUNT, title=title, number=len(texts)), f"<ul>{listed}</ul>", LOOK)
