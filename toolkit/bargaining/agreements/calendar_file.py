"""The dates of an agreement as a calendar file (RFC 5545) that phones and office calendars take in."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from toolkit.bargaining.agreements.articles import title_of
from toolkit.bargaining.agreements.draft import Audience, Draft
from toolkit.bargaining.agreements.timetable import Due, Span, timetable_of
from toolkit.documents import write_bytes
from toolkit.errors import AgreementError, translatable
from toolkit.languages import Language, strip

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
_LONGEST_LINE = 75  # bytes, without the line end (RFC 5545, 3.1)
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
    speech = agreement.speech
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Agreement//Dates//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_escaped(agreement.title)}",
        f"X-WR-CALNAME:{_escaped(agreement.title)}",
    ]
    for due in timetable_of(agreement, audience):
        lines += _event(agreement, due, speech)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _fold(line))


def _event(agreement: Draft, due: Due, speech: Language) -> Iterator[str]:
    assert due.day is not None  # the agreement has a beginning, so every duty has a day
    title = title_of(due.article, speech)
    summary = strip(speech.say(EVENT, who=speech.say(WHO[due.who]), what=due.what.say(speech)))
    # The same agreement gives the same event again, so that a calendar replaces it and does not show it twice.
    names = [agreement.title, agreement.union, agreement.employer, due.article, due.who, due.what.say("en")]
    name = _NO_LETTERS.sub("\ufffd", "\n".join(names))
    tag = speech.tag.replace("_", "-")
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
    yield f"DTSTAMP:{agreement.on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{due.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{due.day + timedelta(days=1):%Y%m%d}"
    if due.every is not None:
        yield f"RRULE:{_rule(due, due.every)}"
    yield f"SUMMARY;LANGUAGE={tag}:{_escaped(summary)}"
    yield f"DESCRIPTION;LANGUAGE={tag}:{_escaped(f'{agreement.title}: {title}')}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"TRIGGER:-P{_REMIND_DAYS}D"
    yield f"DESCRIPTION;LANGUAGE={tag}:{_escaped(summary)}"
    yield "END:VALARM"
    yield "END:VEVENT"


def _rule(due: Due, every: Span) -> str:
    """How often again; a month that lacks the day takes its last one, as `Span.after` counts."""
    assert due.day is not None
    unit, number = ("months", every.number * 12) if every.unit == "years" else (every.unit, every.number)
    rule = f"FREQ={_FREQUENCIES[unit]};INTERVAL={number}"
    if unit == "months" and due.day.day > 28:
        days = ",".join(map(str, range(28, due.day.day + 1)))
        rule += f";BYMONTHDAY={days};BYSETPOS=-1"
    return rule + (f";UNTIL={due.until:%Y%m%d}" if due.until else "")


def _escaped(text: str) -> str:
    """A text as the format holds it (RFC 5545, 3.3.11), on one line and without what reorders it."""
    plain = _DROPPED.sub(" ", strip(text))
    return re.sub(r"([\\;,])", r"\\\1", " ".join(plain.split()))


def _fold(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 bytes that cut no letter in two."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode("utf-8"))
        if size + width > _LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece += letter
        size += width
    yield piece
