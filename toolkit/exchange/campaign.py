"""A campaign as dated steps: request, assessment, media, court, law; each step waits for the one that it rests on."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args

from toolkit.documents import Document, Paragraph, Part, Table
from toolkit.errors import translatable
from toolkit.languages import Language, strip

StepKind = Literal["request", "assessment", "media", "court", "law"]
STEP_KINDS: tuple[StepKind, ...] = get_args(StepKind)
STEP_WORDS: dict[StepKind, str] = {
    "request": translatable("Request: ask in writing what the system does, with a day for the answer"),
    "assessment": translatable("Assessment: have it looked at, with the people whom it meets"),
    "media": translatable("Media: tell the public, with a story that holds and people who agreed to it"),
    "court": translatable("Court or authority: complain, with the papers from the steps before"),
    "law": translatable("Law: bring a rule to those who make it, with what was found"),
}
# Days until the next step, as a first proposal: the time an answer, an assessment, a procedure takes at the least.
USUAL_DAYS: dict[StepKind, int] = {"request": 0, "assessment": 30, "media": 75, "court": 105, "law": 180}
RESTS_ON: dict[StepKind, tuple[StepKind, ...]] = {
    "request": (),
    "assessment": ("request",),
    "media": ("request",),
    "court": ("request",),
    "law": ("assessment",),
}
_BEFORE = translatable("“{first}” stands on {day}, before “{second}” on which it rests. Is that meant?")
_WITHOUT = translatable("“{first}” rests on “{second}”, which is not in the plan. What takes its place?")
_NO_DEADLINE = translatable(
    "A court or an authority has time limits of its own, which may end before this plan comes to it. Ask a lawyer for "
    "the day first."
)
TITLE = translatable("Campaign: {system}")
FOR_US = translatable("For us. Not for the other side: this paper holds our reasons and our strategy.")
_DAY, _WHAT, _WHO = translatable("Day"), translatable("What"), translatable("Who sees to it")
_REMIND_DAYS = 7


@dataclass(frozen=True)
class CampaignStep:
    """One step on one day; `who` sees to it: an office or a group, not a person."""

    kind: StepKind
    day: date
    who: str = ""


@dataclass(frozen=True)
class Campaign:
    """The steps of a campaign about one system."""

    system: str
    steps: tuple[CampaignStep, ...]

    @classmethod
    def proposed(cls, system: str, start: date) -> Campaign:
        """All five steps in their usual order, from a day on.

        >>> [step.day.isoformat() for step in Campaign.proposed("ShiftWise", date(2027, 1, 1)).steps[:2]]
        ['2027-01-01', '2027-01-31']
        """
        return cls(system, tuple(CampaignStep(one, start + timedelta(USUAL_DAYS[one])) for one in STEP_KINDS))

    def in_order(self) -> tuple[CampaignStep, ...]:
        """The steps by their days; on one day in their usual order."""
        return tuple(sorted(self.steps, key=lambda step: (step.day, STEP_KINDS.index(step.kind))))

    def say_doubts(self, language: Language | str = "en") -> list[str]:
        """What to ask oneself about the plan: a step before the one on which it rests, or without it."""
        speech = Language.of(language)
        days = {step.kind: step.day for step in self.steps}
        told = []
        for step in self.in_order():
            for rests_on in RESTS_ON[step.kind]:
                names = {"first": step_name(step.kind, speech), "second": step_name(rests_on, speech)}
                if rests_on not in days:
                    told.append(speech.say(_WITHOUT, **names))
                elif step.day < days[rests_on]:
                    told.append(speech.say(_BEFORE, day=step.day, **names))
        if "court" in days:
            told.append(speech.say(_NO_DEADLINE))
        return told

    def table(self, language: Language | str) -> Table:
        """The plan as rows: day, step, who sees to it."""
        speech = Language.of(language)
        rows = tuple(
            (speech.date(step.day), speech.say(STEP_WORDS[step.kind]), speech.isolate(step.who) if step.who else "")
            for step in self.in_order()
        )
        return Table((speech.say(_DAY), speech.say(_WHAT), speech.say(_WHO)), rows, with_words=True)

    def document(self, language: Language | str) -> Document:
        """The plan as a paper for us."""
        speech = Language.of(language)
        blocks: list[Part] = [self.table(speech), *(Paragraph(doubt) for doubt in self.say_doubts(speech))]
        title = speech.say(TITLE, system=speech.isolate(self.system))
        return Document(title, speech, tuple(blocks), mark=speech.say(FOR_US))

    def calendar(self, language: Language | str, on: date) -> bytes:
        """The steps as a calendar file (RFC 5545) that phones take in, with a reminder a week before each."""
        from icalendar import Alarm, Calendar, Event  # heavy, and only whoever takes the dates along needs it

        speech = Language.of(language)
        system = " ".join(strip(self.system).split())
        calendar = Calendar()
        for name, value in (("version", "2.0"), ("prodid", "-//Campaign//Dates//EN"), ("calscale", "GREGORIAN")):
            calendar.add(name, value)
        for step in self.in_order():
            event, alarm = Event(), Alarm()
            summary = strip(f"{step_name(step.kind, speech)}: {system}")
            # The same step gives the same event again, so that a calendar moves it and does not show it twice.
            event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, f"campaign\n{system}\n{step.kind}")))
            event.add("dtstamp", datetime.combine(on, time.min, UTC))
            event.add("dtstart", step.day)
            event.add("dtend", step.day + timedelta(days=1))
            event.add("summary", summary)
            event.add("description", strip(speech.say(STEP_WORDS[step.kind])))
            event.add("transp", "TRANSPARENT")
            alarm.add("action", "DISPLAY")
            alarm.add("trigger", timedelta(days=-_REMIND_DAYS))
            alarm.add("description", summary)
            event.add_component(alarm)
            calendar.add_component(event)
        return bytes(calendar.to_ical())


def step_name(kind: StepKind, speech: Language) -> str:
    """A step by its name alone, without what to do in it."""
    return speech.say(STEP_WORDS[kind]).partition(":")[0].strip()
