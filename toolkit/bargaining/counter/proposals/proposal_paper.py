"""A proposal of theirs beside the library, on paper, for us alone."""

from __future__ import annotations

from toolkit.bargaining.agreements.paper import FOR_US
from toolkit.bargaining.clauses.library import library
from toolkit.bargaining.clauses.record import STRENGTH_NAMES
from toolkit.bargaining.counter.proposals.proposal import ProposalReading, TouchedClause
from toolkit.documents import Bullets, Document, Heading, Paragraph, Part
from toolkit.languages import Language, translatable

TITLE = translatable("Their proposal beside our clauses")
UNDER = translatable("Their heading: {where}")
MISSING = translatable("Paragraphs of ours that were not recognised there")
OF_STRENGTH = translatable("{title} (strength “{strength}”)")
NEEDED = translatable("Not found, and it belongs to what the text is about")
ABSENT = translatable("Not found either")
BESIDE = translatable("Articles of theirs that touch none of our clauses")
USUAL = translatable("The numbers in our paragraphs are the usual ones of the library, not yet yours.")


def proposal_document(reading: ProposalReading, language: Language | str = "en") -> Document:
    """What their proposal touches, how near it comes to our three strengths, and what it leaves out.

    Of a text in which nothing was recognised it says that, and nothing else.

    >>> from toolkit.bargaining.counter.proposals.proposal import ProposalReading
    >>> len(proposal_document(ProposalReading("en", (), (), (), ())).blocks)
    1
    """
    speech = Language.of(language)
    say = speech.say
    blocks: list[Part] = [Paragraph(reading.say(speech), "lead")]
    if reading.touched:
        blocks.append(Paragraph(say(USUAL), "note"))
        for one in reading.touched:
            blocks += _clause(one, speech)
    for title, clauses in ((NEEDED, reading.needed), (ABSENT, absent_besides(reading))):
        if clauses:
            blocks += [Heading(say(title)), Bullets(tuple(title_of(one, speech) for one in clauses))]
    if reading.beside:
        blocks += [Heading(say(BESIDE)), Bullets(tuple(speech.isolate(one) for one in reading.beside))]
    return Document(say(TITLE), speech, tuple(blocks), mark=say(FOR_US))


def _clause(one: TouchedClause, speech: Language) -> list[Part]:
    blocks: list[Part] = [
        Heading(title_of(one.clause, speech)),
        Paragraph(speech.say(UNDER, where=where(one, speech))),
        Paragraph(one.say(speech)),
    ]
    if one.missing:
        strength = speech.say(STRENGTH_NAMES[one.measured.strength])
        blocks.append(Heading(speech.say(OF_STRENGTH, title=speech.say(MISSING), strength=strength), 2))
        blocks.append(Bullets(tuple(speech.isolate(text) for text in one.missing)))
    return blocks


def title_of(clause: str, speech: Language) -> str:
    """The title of a clause, in the reader's language if it is written in it."""
    found = library()[clause]
    return found.text(speech).title if speech.code in found.texts else clause


def where(one: TouchedClause, speech: Language) -> str:
    """The headings under which a clause is touched."""
    return "; ".join(speech.isolate(heading) for heading in one.headings if heading) or "–"


def absent_besides(reading: ProposalReading) -> tuple[str, ...]:
    """What is absent and belongs to nothing that the text is about."""
    return tuple(one for one in reading.absent if one not in reading.needed)
