"""The day by which an answer is due as a calendar file (RFC 5545), and the day after it, on which one reminds."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, time, timedelta

from toolkit.bargaining.letters.request import Request
from toolkit.errors import translatable
from toolkit.languages import Language, strip
from toolkit.rights.working_days import next_working_day

DUE = translatable("Answer due: {title}")
OVERDUE = translatable("Is the answer there? If not, or not whole, remind: {title}")
SENT = translatable(
    "Sent on {day} to {to}. A last day on a weekend or a public holiday of the place moves to the next working day."
)
SENT_WITHOUT = translatable(
    "Sent on {day} to {to}. A last day on a weekend moves to the next; public holidays of the place are not known."
)
_REMIND_DAYS = 3


def calendar_of_answer(request: Request) -> str:
    """Two days for the calendar: the one on which the answer is due, and the next working day in the place.

    Nothing of what the letter asks for stands in it, nor any member's name: a calendar is seen by many.
    """
    from icalendar import Alarm, Calendar, Event, vText  # heavy, and only whoever takes the dates along needs it

    speech, due = request.language, request.due
    title = _on_one_line(request.title)
    calendar = Calendar()
    for name, value in (
        ("version", "2.0"),
        ("prodid", "-//Letter//Answer due//EN"),
        ("calscale", "GREGORIAN"),
        ("x-wr-calname", vText(title)),
    ):
        calendar.add(name, value)
    about = speech.say(SENT if due.holidays_known else SENT_WITHOUT, day=request.sent, to=request.to or "…")
    said = {"language": speech.tag.replace("_", "-")}
    after = next_working_day(due.due + timedelta(days=1), request.place)
    for sentence, day in ((DUE, due.due), (OVERDUE, after)):
        event, alarm = Event(), Alarm()
        summary = _on_one_line(speech.say(sentence, title=title))
        event.add("uid", _name(request, sentence, speech))
        event.add("dtstamp", datetime.combine(request.sent, time.min, UTC))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", summary, parameters=said)
        event.add("description", _on_one_line(about), parameters=said)
        event.add("transp", "TRANSPARENT")
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", _alarm(sentence))
        alarm.add("description", summary, parameters=said)
        event.add_component(alarm)
        calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def _alarm(sentence: str) -> timedelta:
    return timedelta(days=-_REMIND_DAYS) if sentence is DUE else timedelta(hours=9)


def _name(request: Request, sentence: str, speech: Language) -> str:
    # The same letter gives the same event again, so that a calendar replaces it and does not show it twice.
    names = [request.letter, request.way, request.sender, request.to, request.sent.isoformat(), sentence, speech.code]
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(names).encode("utf-8", "replace").decode("utf-8")))


def _on_one_line(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in strip(text)).split())
