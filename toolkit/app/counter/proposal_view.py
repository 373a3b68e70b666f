"""What their proposal touches, on the page: clause by clause, with the paragraphs of ours that were not recognised."""

from __future__ import annotations

from collections.abc import Sequence

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
from toolkit.markup import Markup, joined, markup

_TOUCHED = translatable("What it touches ({number})")
_COUNT = translatable("{title} ({number})")
LOOK = "tk-note"


def proposal_pieces(reading: ProposalReading, speech: Language) -> list[Item]:
    """The reading as pieces of page; of a text about something else only that it is."""
    say = speech.say
    items: list[Item] = [Piece("summary", feedback(reading.say(speech), "tk-nearly"), live=True)]
    if not reading.touched:
        return items
    rows = joined(_row(one, speech) for one in reading.touched)
    head = markup("<h3>{}</h3>", say(_TOUCHED, number=len(reading.touched)))
    items.append(Piece("touched", markup('{}{}<ul class="tk-legal">{}</ul>', head, paragraph(say(USUAL), LOOK), rows)))
    titles = [(title, [title_of(one, speech) for one in clauses]) for title, clauses in _left_out(reading)]
    others = [*titles, (BESIDE, list(reading.beside))]
    items.append(Piece("left-out", joined(_folded(say(title), named, speech) for title, named in others)))
    return items


def _left_out(reading: ProposalReading) -> Sequence[tuple[str, Sequence[str]]]:
    return (NEEDED, reading.needed), (ABSENT, absent_besides(reading))


def _row(one: TouchedClause, speech: Language) -> Markup:
    told = markup("<p><strong>{}</strong></p>", title_of(one.clause, speech))
    told += markup(
        "<p><small>{}</small></p>{}", speech.say(UNDER, where=where(one, speech)), paragraph(one.say(speech))
    )
    return markup("<li>{}{}</li>", told, _folded(speech.say(MISSING), one.missing, speech))


def _folded(title: str, texts: Sequence[str], speech: Language) -> Markup:
    if not texts:
        return Markup()
    listed = joined(markup('<li><bdi dir="auto">{}</bdi></li>', text) for text in texts)
    return fold(speech.say(_COUNT, title=title, number=len(texts)), markup("<ul>{}</ul>", listed), LOOK)
