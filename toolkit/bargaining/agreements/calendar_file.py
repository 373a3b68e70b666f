"""The dates of an agreement as a calendar file (RFC 5545) that phones and office calendars take in."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.bargaining.agreements.articles import title_of
from toolkit.bargaining.agreements.draft import Audience, Draft
from toolkit.bargaining.agreements.timetable import Due, Span, timetable_of
from toolkit.documents import write_bytes
from toolkit.errors import AgreementError, translatable
from toolkit.languages import Language, strip

if TYPE_CHECKING:
    from icalendar import Event

NO_START = translatable(
    "The agreement does not say when it enters into force, so no duty has a date. Give the day: "
    "starts=date(2027, 1, 1)."
)
WHO = {
    "employer": translatable("The Employer"),
    "union": translatable("The Union"),
    "both": translatable("Both parties"),
}
EVENT = translatable("{who}: {what}")
_REMIND_DAYS = 14
_FREQUENCIES = {"days": "DAILY", "weeks": "WEEKLY", "months": "MONTHLY", "years": "YEARLY"}
_DROPPED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")
_NO_LETTERS = re.compile("[\ud800-\udfff]")  # halves of letters, which no file can hold


def write_calendar(agreement: Draft, path: str | Path, audience: Audience) -> Path:
    """Write the dates of an agreement into a calendar file."""
    return write_bytes(calendar_of(agreement, audience).encode("utf-8"), path)


def calendar_of(agreement: Draft, audience: Audience = "us") -> str:
    """The duties of an agreement as a calendar; for the table without our own homework.

    Raises
    ------
    AgreementError
        If the agreement does not say when it enters into force.
    """
    if agreement.starts is None:
        raise AgreementError(NO_START)
    from icalendar import Calendar, vText  # heavy, and only whoever takes the dates along needs it

    speech = agreement.speech
    title = _on_one_line(agreement.title)
    calendar = Calendar()
    for name, value in (
        ("version", "2.0"),
        ("prodid", "-//Agreement//Dates//EN"),
        ("calscale", "GREGORIAN"),
        ("name", vText(title)),
        ("x-wr-calname", vText(title)),
    ):
        calendar.add(name, value)
    for due in timetable_of(agreement, audience):
        calendar.add_component(_event(agreement, due, speech))
    return str(calendar.to_ical(), "utf-8")


def _event(agreement: Draft, due: Due, speech: Language) -> Event:
    from icalendar import Alarm, Event

    assert due.day is not None  # the agreement has a beginning, so every duty has a day
    summary = _on_one_line(speech.say(EVENT, who=speech.say(WHO[due.who]), what=due.what.say(speech)))
    about = _on_one_line(f"{agreement.title}: {title_of(due.article, speech)}")
    # The same agreement gives the same event again, so that a calendar replaces it and does not show it twice.
    names = [agreement.title, agreement.union, agreement.employer, due.article, due.who, due.what.say("en")]
    name = _NO_LETTERS.sub("\ufffd", "\n".join(names))
    language = {"language": speech.tag.replace("_", "-")}
    event, alarm = Event(), Alarm()
    event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, name)))
    event.add("dtstamp", datetime.combine(agreement.on, time.min, UTC))
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))
    if due.every is not None:
        event.add("rrule", _rule(due, due.every))
    event.add("summary", summary, parameters=language)
    event.add("description", about, parameters=language)
    event.add("transp", "TRANSPARENT")
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(days=-_REMIND_DAYS))
    alarm.add("description", summary, parameters=language)
    event.add_component(alarm)
    return event


def _rule(due: Due, every: Span) -> dict[str, Any]:
    """How often again; a month that lacks the day takes its last one, as `Span.after` counts."""
    assert due.day is not None
    unit, number = ("months", every.number * 12) if every.unit == "years" else (every.unit, every.number)
    rule: dict[str, Any] = {"freq": _FREQUENCIES[unit], "interval": number}
    if unit == "months" and due.day.day > 28:
        rule |= {"bymonthday": list(range(28, due.day.day + 1)), "bysetpos": -1}
    return rule | ({"until": due.until} if due.until else {})


def _on_one_line(text: str) -> str:
    """A text on one line, without what reorders it or no file can hold."""
    return " ".join(_DROPPED.sub(" ", strip(text)).split())
