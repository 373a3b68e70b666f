"""Questions on paper: a letter for the other side, and for us the list for the next meeting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from toolkit.documents import Bullets, Document, Facts, Heading, Paragraph, Part, Table
from toolkit.errors import translatable
from toolkit.governance.questions.bank import bank
from toolkit.governance.questions.tracker import STATUS_WORDS, Entry, Tracker
from toolkit.languages import Language

TITLE = translatable("Questions about {system}")
SYSTEM = translatable("the digital system")
_FROM = translatable("From")
_TO = translatable("To")
_DAY = translatable("Day")
_UNION, _EMPLOYER = translatable("The Union"), translatable("The Employer")
_OPENING = translatable(
    "Before we can form a view we need answers to the following questions. Please answer each one in writing, under "
    "its number, by {due}."
)
_OPENING_NO_DAY = translatable(
    "Before we can form a view we need answers to the following questions. Please answer each one in writing, under "
    "its number, by a day that we agree."
)
_AGAIN = translatable("Open since {asked}")
_CLOSING = translatable(
    "Where you do not know an answer, please say so and tell us who does. Where you cannot give one, please tell us "
    "the reason. Until the answers are there, we ask that no further step is taken."
)
_HEADS = (translatable("No."), translatable("Question"))
MEETING = translatable("For the next meeting: questions about {system}")
FOR_US = translatable("For us. Not for the other side: this paper holds our reasons and our strategy.")
_WHY = translatable("Why: {text}")
_GOOD = translatable("A good answer: {text}")
_EVASIVE = translatable("Evasive sounds like this: {text}")
_DATES = translatable("Asked on {asked}, due on {due}.")
_SAID = translatable("They said on {replied}: {note}")
_EMPTY = translatable("No question is on the list yet.")


def letter_document(tracker: Tracker, questions: Iterable[str], language: Language | str, today: date) -> Document:
    """A letter with these questions; it holds nothing of why we ask or what we expect.

    Parameters
    ----------
    questions
        Ids of entries on the list.
    today
        The day of the letter.
    """
    speech = Language.of(language)
    say = speech.say
    asked = [tracker.entry(one) for one in questions]
    due = max((one.due for one in asked if one.due is not None and one.due >= today), default=None)
    opening = say(_OPENING, due=due) if due else say(_OPENING_NO_DAY)
    rows = tuple((speech.number(number), _line(one, speech, today)) for number, one in enumerate(asked, start=1))
    facts = (
        (say(_FROM), tracker.union or f"{say(_UNION)} ……"),
        (say(_TO), tracker.employer or f"{say(_EMPLOYER)} ……"),
        (say(_DAY), speech.date(today)),
    )
    blocks: list[Part] = [
        Facts(facts),
        Paragraph(opening),
        Table(tuple(say(head) for head in _HEADS), rows),
        Paragraph(say(_CLOSING)),
    ]
    return Document(say(TITLE, system=tracker.system or say(SYSTEM)), speech, tuple(blocks))


def meeting_document(tracker: Tracker, language: Language | str, today: date) -> Document:
    """For us: the list for the next meeting, overdue first, each with why, a good answer and an evasive one."""
    speech = Language.of(language)
    blocks: list[Part] = []
    for status, entries in tracker.by_status(today):
        blocks.append(Heading(speech.say(STATUS_WORDS[status])))
        for one in entries:
            blocks += (
                [Heading(one.say(speech), 2), Bullets(tuple(_about(one, speech)))]
                if _about(one, speech)
                else [Heading(one.say(speech), 2)]
            )
    if not blocks:
        blocks.append(Paragraph(speech.say(_EMPTY)))
    title = speech.say(MEETING, system=tracker.system or speech.say(SYSTEM))
    return Document(title, speech, tuple(blocks), mark=speech.say(FOR_US))


def _line(one: Entry, speech: Language, today: date) -> str:
    """A question as the letter asks it; one that is overdue or was evaded says since when it is open."""
    if one.asked is None or one.status(today) not in ("overdue", "evasive"):
        return one.say(speech)
    return f"{one.say(speech)} ({speech.say(_AGAIN, asked=one.asked)})"


def _about(one: Entry, speech: Language) -> list[str]:
    told = []
    if one.asked is not None and one.due is not None:
        told.append(speech.say(_DATES, asked=one.asked, due=one.due))
    if one.replied is not None and one.note:
        told.append(speech.say(_SAID, replied=one.replied, note=one.note))
    if not one.text:
        known = bank().question(one.id)
        parts = ((_WHY, known.why), (_GOOD, known.good), (_EVASIVE, known.evasive))
        told += [speech.say(sentence, text=words.say(speech)) for sentence, words in parts]
    return told
