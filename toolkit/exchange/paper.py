"""A record of another union, or of our own, as a page that can be read and printed."""

from __future__ import annotations

from datetime import date

from toolkit.documents import Document, Facts, Heading, Paragraph, Part
from toolkit.errors import translatable
from toolkit.exchange.shared import CONSENT_WORDS, KIND_WORDS, LABELS, LICENCE_WORDS, TOPIC_WORDS, Shared
from toolkit.languages import Language

TITLE = translatable("From one union to others: {about}")
OLD = translatable("This record held until {day}. Ask its union before you rely on it.")
NO_WORDS = translatable("Nothing was written here.")
RETRACTED = translatable("Its union has taken this record back. Nothing of it is left to read.")


def record_paper(record: Shared, language: Language | str, on: date) -> Document:
    """A record as a page: where it comes from, what was tried, won and lost, and what may be done with it."""
    speech = Language.of(language)
    say, own = speech.say, speech.isolate
    if record.retracted:
        return Document(own(record.author), speech, (Paragraph(say(RETRACTED)),))
    facts = [
        ("author", own(record.author)),
        ("kind", say(KIND_WORDS[record.kind])),
        ("place", record.say_place(speech) if record.place != "INT" else ""),
        ("sector", own(record.sector)),
        ("topic", say(TOPIC_WORDS[record.topic])),
        ("system", own(record.system)),
        ("supplier", own(record.supplier)),
        ("clauses", speech.list([own(one) for one in record.clauses]) if record.clauses else ""),
        ("source", own(record.source)),
        ("reviewer", own(record.reviewer)),
        ("written", speech.date(record.written)),
        ("version", speech.number(record.version)),
        ("expires", speech.date(record.expires) if record.expires != date.max else ""),
        ("consent", say(CONSENT_WORDS[record.consent])),
        ("licence", say(LICENCE_WORDS[record.licence])),
    ]
    blocks: list[Part] = [Facts(tuple((say(LABELS[name]), value) for name, value in facts if value))]
    if record.expired(on):
        blocks.insert(0, Paragraph(say(OLD, day=record.expires), kind="lead"))
    # A page for everybody is read by the employer too: what a union is afraid of stays with it.
    for name in ("tried", "won", "lost", *(() if record.consent == "public" else ("risk",))):
        text = getattr(record, name)
        paragraphs = [Paragraph(own(line)) for line in text.split("\n") if line.strip()] or [Paragraph(say(NO_WORDS))]
        blocks += [Heading(say(LABELS[name]), level=2), *paragraphs]
    return Document(say(TITLE, about=record.say_title(speech)), speech, tuple(blocks), author=record.author)
