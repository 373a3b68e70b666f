"""What is not answered about a system, as questions, and how much of what matters to workers that is.

A register that is filled in and not read hides what is missing. Here every open field becomes a question. It is told
apart whether they left a field empty, whether their form has no place for it, and whether we have not read it: only the
first is theirs to answer for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from toolkit.errors import translatable
from toolkit.governance.systems.fields import Field, asked, fields
from toolkit.governance.systems.standards import layouts
from toolkit.governance.systems.system import System
from toolkit.languages import Language

Reason = Literal["left_empty", "no_place", "unknown", "unclear", "reported"]

WHY = {
    "left_empty": translatable("Nothing stands there."),
    "no_place": translatable("The form in which it was published does not ask for it."),
    "unknown": translatable("It says that this is not known."),
    "reported": translatable("So far only those at work say something: {text}"),
    "unclear": translatable("What stands there answers nothing: {text}"),
}
OF_ONE = translatable("Of {asked} questions that matter most to those at work, {open} are open.")
OF_MANY = translatable(
    "In {systems} systems, of {asked} questions that matter most to those at work, {open} are open ({share})."
)
ALL_ANSWERED = translatable(
    "Every question that matters most to those at work has an answer. Whether the answers are true, those who work "
    "with the system know."
)
NOTHING_READ = translatable(
    "Nothing that matters most to those at work was read, so it cannot be told what is missing."
)
NOT_READ = translatable("What we have not read does not count here: {number} fields.")


@dataclass(frozen=True, slots=True)
class Gap:
    """A field of a system that is open, with the reason, and the question that it becomes."""

    system: str
    field: str
    reason: Reason
    text: str = ""

    @property
    def workers(self) -> bool:
        """Whether it is among what matters most to those who work with the system."""
        return fields()[self.field].workers

    def say(self, language: Language | str = "en") -> str:
        """The question to management."""
        question = fields()[self.field].question
        return question.say(language) if question is not None else ""

    def say_why(self, language: Language | str = "en") -> str:
        """Why it is open, in words that blame nobody for what no form asked."""
        return Language.of(language).say(WHY[self.reason], text=self.text)


@dataclass(frozen=True, slots=True)
class Emptiness:
    """How much of what matters most to workers is not answered.

    Attributes
    ----------
    asked
        How many questions were asked: those about fields that nobody of ours has read are not among them.
    open
        How many of them are open; ``no_place`` of these because the published form does not ask.
    not_read
        How many fields nobody of ours has read.
    """

    systems: int
    asked: int
    open: int
    no_place: int
    not_read: int

    @property
    def share(self) -> float | None:
        """The open share, from 0 to 1; none where nothing was read."""
        return self.open / self.asked if self.asked else None

    def say(self, language: Language | str = "en") -> str:
        """It in one sentence or two; “nothing open” is not said of what nobody read."""
        speech = Language.of(language)
        if not self.asked:
            return speech.say(NOTHING_READ)
        if not self.open:
            told = speech.say(ALL_ANSWERED)
        elif self.systems == 1:
            told = speech.say(OF_ONE, asked=self.asked, open=self.open)
        else:
            share = speech.percent(self.open / self.asked)
            told = speech.say(OF_MANY, systems=self.systems, asked=self.asked, open=self.open, share=share)
        return f"{told} {speech.say(NOT_READ, number=self.not_read)}" if self.not_read else told


def gaps_of(system: System, *, workers: bool = False) -> tuple[Gap, ...]:
    """The open fields of a system, in the order of the form.

    Parameters
    ----------
    workers
        Only what matters most to those who work with it.

    >>> [gap.field for gap in gaps_of(System.of("a", purpose="rosters", appeal="n/a"), workers=True)][:2]
    ['uses_beyond', 'data']
    """
    layout = layouts().get(system["layout"].text)
    found = []
    for field in asked():
        answer = system[field.id]
        if not answer.is_open or (workers and not field.workers):
            continue
        reason: Reason
        match answer.state:
            case "unknown":
                reason = "unknown"
            case "unclear":
                reason = "unclear"
            case "reported":
                reason = "reported"
            case _:
                reason = "no_place" if layout is not None and not layout.asks(field.id) else "left_empty"
        found.append(Gap(system.id, field.id, reason, answer.text))
    return tuple(found)


def gaps(systems: Iterable[System], *, workers: bool = False) -> tuple[Gap, ...]:
    """The open fields of several systems, one system after the other."""
    return tuple(gap for system in systems for gap in gaps_of(system, workers=workers))


def emptiness(systems: Iterable[System]) -> Emptiness:
    """How much of what matters most to workers is not answered in a register, or in one record.

    >>> emptiness([System.of("a", purpose="rosters", layout="atrs-4.0")]).no_place
    6
    """
    listed = tuple(systems)
    read = [(one, field) for one in listed for field in _matter() if one[field.id].state != "not_read"]
    found = gaps(listed, workers=True)
    return Emptiness(
        len(listed),
        len(read),
        len(found),
        sum(gap.reason == "no_place" for gap in found),
        len(listed) * len(_matter()) - len(read),
    )


def _matter() -> tuple[Field, ...]:
    return tuple(field for field in asked() if field.workers)
