"""The first year of a joint body as a calendar file (RFC 5545) that phones and office calendars take in."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from toolkit.documents import write_bytes
from toolkit.governance.body.body import Body
from toolkit.governance.body.promises import year_of
from toolkit.languages import Language, strip

_REMIND_DAYS = 7


def write_year(body: Body, path: str | Path, language: Language | str) -> Path:
    """Write the first year into a calendar file."""
    return write_bytes(calendar_of_year(body, language).encode("utf-8"), path)


def calendar_of_year(body: Body, language: Language | str) -> str:
    """Meetings, papers due, the review: an event for each day, the same each time it is written.

    Raises
    ------
    AgreementError
        If the charter does not say from which day it applies.
    """
    from icalendar import Alarm, Calendar, Event, vText  # heavy, and only whoever takes the dates along needs it

    speech = Language.of(language)
    title = " ".join(strip(body.name).split())
    calendar = Calendar()
    named = {
        "version": "2.0",
        "prodid": "-//Joint body//Dates//EN",
        "calscale": "GREGORIAN",
        "x-wr-calname": vText(title),
    }
    for name, value in named.items():
        calendar.add(name, value)
    for day, promise in year_of(body):
        event, alarm = Event(), Alarm()
        said = {"language": speech.tag.replace("_", "-")}
        # The same charter gives the same event again, so that a calendar replaces it and does not show it twice.
        names = [body.name, body.union, body.employer, promise.id, day.isoformat()]
        event.add("uid", str(uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(names))))
        event.add("dtstamp", datetime.combine(body.starts or day, time.min, UTC))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", promise.say(speech), parameters=said)
        about = f"{title}. {promise.document(speech)}. {promise.evidence(speech)}."
        event.add("description", about, parameters=said)
        event.add("transp", "TRANSPARENT")
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", timedelta(days=-_REMIND_DAYS))
        alarm.add("description", promise.say(speech), parameters=said)
        event.add_component(alarm)
        calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")
