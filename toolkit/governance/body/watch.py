"""What became of the promises of a charter: whose evidence was seen in time, late, or not at all.

Evidence that nobody has seen is not a broken promise, and a promise is not kept because nobody complained: both read as
*not seen*, which asks for the paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from toolkit.documents import Document, Facts, Paragraph, Table
from toolkit.errors import translatable
from toolkit.governance.body.body import Body
from toolkit.governance.body.charter import FOR_US
from toolkit.governance.body.promises import BodyPromise, promises_of
from toolkit.languages import Language

Standing = Literal["not_seen", "late", "in_time", "not_due", "each_time"]
STANDINGS: tuple[Standing, ...] = ("not_seen", "late", "in_time", "not_due", "each_time")
_WORDS = {
    "not_seen": translatable("Due on {due}; the evidence was not seen. Ask for it."),
    "late": translatable("Due on {due}; the evidence was seen on {seen}, late."),
    "in_time": translatable("Due on {due}; the evidence was seen on {seen}, in time."),
    "not_due": translatable("Due on {due} for the first time."),
    "each_time": translatable("Due each time, no day can be told beforehand. Evidence last seen: {seen}."),
}
_UNSEEN = translatable("Due each time, no day can be told beforehand. No evidence was seen so far.")
TITLE = translatable("{name}: what became of the promises")
_DAY = translatable("Day")
_HEADS = (
    translatable("Promise"),
    translatable("Who owes it"),
    translatable("Evidence"),
    translatable("Where it stands"),
)
_NOTE = translatable(
    "“Not seen” is not “broken”: it says which paper to ask for. And what was seen in time was in time, no more than "
    "that."
)


@dataclass(frozen=True)
class Watched:
    """One promise on a day.

    Attributes
    ----------
    due
        The last day on which it was due, or the first one if that is still to come; None for what is due each time.
    seen
        The day on which its evidence was last seen.
    """

    promise: BodyPromise
    standing: Standing
    due: date | None
    seen: date | None

    def say(self, language: Language | str = "en") -> str:
        """Where it stands, in words."""
        speech = Language.of(language)
        if self.standing == "each_time" and self.seen is None:
            return speech.say(_UNSEEN)
        values = {"due": self.due, "seen": self.seen}
        return speech.say(_WORDS[self.standing], **{name: day for name, day in values.items() if day is not None})


def watch(body: Body, seen: Mapping[str, date], today: date) -> tuple[Watched, ...]:
    """Hold the promises of a charter against the evidence that was seen, what is to be asked for first.

    Parameters
    ----------
    seen
        By the id of a promise: the day on which its evidence was last seen.
    today
        Promises due after this day are not judged.
    """
    found = [_watched(promise, seen.get(promise.id), today) for promise in promises_of(body)]
    return tuple(sorted(found, key=lambda one: STANDINGS.index(one.standing)))


def _watched(promise: BodyPromise, seen: date | None, today: date) -> Watched:
    if seen is not None and seen > today:
        seen = None  # nobody has seen what is still to come
    if not promise.days:
        return Watched(promise, "each_time", None, seen)
    passed = [day for day in promise.days if day <= today]
    if not passed:
        return Watched(promise, "not_due", promise.days[0], seen)
    due, before = passed[-1], passed[-2] if len(passed) > 1 else date.min
    if seen is None or seen <= before:
        return Watched(promise, "not_seen", due, seen)
    return Watched(promise, "late" if seen > due else "in_time", due, seen)


def watch_document(body: Body, seen: Mapping[str, date], language: Language | str, today: date) -> Document:
    """For us: where each promise stands, and by what that was seen."""
    speech = Language.of(language)
    rows = tuple(
        (one.promise.what(speech), one.promise.who(speech), one.promise.evidence(speech), one.say(speech))
        for one in watch(body, seen, today)
    )
    name = body.name or body.menu.say("labels.committee", speech)
    blocks = (
        Facts(((speech.say(_DAY), speech.date(today)),)),
        Table(tuple(speech.say(head) for head in _HEADS), rows),
        Paragraph(speech.say(_NOTE), "note"),
    )
    return Document(speech.say(TITLE, name=name), speech, blocks, mark=speech.say(FOR_US))
