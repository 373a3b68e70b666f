"""A campaign as dated steps: time limits, request, assessment, media, court, law; each waits for what it rests on."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args

from toolkit.documents import Document, Paragraph, Part, Table
from toolkit.errors import translatable
from toolkit.languages import Language, strip
from toolkit.rights.working_days import is_working_day, next_working_day

StepKind = Literal["limits", "request", "assessment", "media", "court", "law"]
STEP_KINDS: tuple[StepKind, ...] = get_args(StepKind)
STEP_WORDS: dict[StepKind, str] = {
    "limits": translatable("Time limits: ask a lawyer on the first day which ones already run"),
    "request": translatable("Request: ask in writing what the system does, with a day for the answer"),
    "assessment": translatable("Assessment: have it looked at, with the people it affects"),
    "media": translatable("Media: tell the public, with a story that holds and people who agreed to it"),
    "court": translatable("Court or authority: complain, with the papers from the steps before"),
    "law": translatable("Law: bring a rule to those who make it, with what was found"),
}
# Days from the first one, as a first proposal: the time an answer, an assessment, a procedure takes at the least.
USUAL_DAYS: dict[StepKind, int] = {
    "limits": 0,
    "request": 0,
    "assessment": 30,
    "media": 75,
    "court": 105,
    "law": 180,
}
RESTS_ON: dict[StepKind, tuple[StepKind, ...]] = {
    "limits": (),
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
_TOO_LATE = translatable("The system starts on {day}. Not before that day: {steps}. Is that meant?")
TITLE = translatable("Campaign: {system}")
FOR_US = translatable("For us. Not for the other side: this paper holds our reasons and our strategy.")
_DAY, _WHAT, _WHO = translatable("Day"), translatable("What"), translatable("Who sees to it")
_REMIND_DAYS = (7, 1, 0)  # the longest that still lies ahead
_REMIND_HOUR = 9


@dataclass(frozen=True)
class CampaignStep:
    """One step on one day; `who` sees to it: an office or a group, not a person."""

    kind: StepKind
    day: date
    who: str = ""


@dataclass(frozen=True)
class Campaign:
    """The steps of a campaign about one system; `begins` is the day on which the system starts, if that is known."""

    system: str
    steps: tuple[CampaignStep, ...]
    begins: date | None = None

    @classmethod
    def proposed(
        cls,
        system: str,
        start: date,
        *,
        kinds: Sequence[StepKind] = STEP_KINDS,
        begins: date | None = None,
        place: str = "",
    ) -> Campaign:
        """Steps in their usual order from a day on: on working days, and before the system starts if there is room.

        Parameters
        ----------
        begins
            When the system starts. Where the usual distances would pass that day, all of them shrink alike.
        place
            ISO 3166 code: which days people work there. Without it Saturday and Sunday are left out.

        >>> plan = Campaign.proposed("ShiftWise", date(2027, 1, 1), begins=date(2027, 5, 3))
        >>> [step.day.isoformat() for step in plan.steps]
        ['2027-01-01', '2027-01-01', '2027-01-21', '2027-02-22', '2027-03-12', '2027-04-30']
        """
        chosen = [one for one in STEP_KINDS if one in kinds]
        longest = max((USUAL_DAYS[one] for one in chosen), default=0)
        left = (begins - start).days - 1 if begins is not None else longest
        share = left / longest if 0 < left < longest else 1.0
        latest = begins if left > 0 else None
        days = (start + timedelta(int(USUAL_DAYS[one] * share)) for one in chosen)
        dated = zip(chosen, (_working_day(day, start, latest, place) for day in days), strict=True)
        return cls(system, tuple(CampaignStep(kind, day) for kind, day in dated), begins)

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
        if "court" in days and not ("limits" in days and days["limits"] <= days["court"]):
            told.append(speech.say(_NO_DEADLINE))
        late = [step_name(step.kind, speech) for step in self.in_order() if self.begins and step.day >= self.begins]
        if self.begins and late:
            told.append(speech.say(_TOO_LATE, day=self.begins, steps=speech.list(late)))
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
        """The steps as a calendar file (RFC 5545) that phones take in, with reminders that still lie ahead."""
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
            before = next((days for days in _REMIND_DAYS if step.day - timedelta(days) > on), None)
            if before is not None:
                alarm.add("action", "DISPLAY")
                alarm.add("trigger", timedelta(days=-before, hours=_REMIND_HOUR))
                alarm.add("description", summary)
                event.add_component(alarm)
            calendar.add_component(event)
        return bytes(calendar.to_ical())


def _working_day(day: date, start: date, begins: date | None, place: str) -> date:
    """The next day on which people work; where that is too late the last one before the system starts."""
    found = next_working_day(day, place)
    if begins is None or found < begins:
        return found
    while day > start and (day >= begins or not is_working_day(day, place)):
        day -= timedelta(days=1)
    return day


def step_name(kind: StepKind, speech: Language) -> str:
    """A step by its name alone, without what to do in it."""
    return speech.say(STEP_WORDS[kind]).partition(":")[0].strip()
