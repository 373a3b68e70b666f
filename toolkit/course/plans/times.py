"""When a workshop begins there: dates, hours and the time zone, and all of it as a calendar file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel.core import get_global

from toolkit.errors import ToolkitError, translatable
from toolkit.languages import strip

# Where a country has several zones, the one of its seat of government.
_SEATS = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "FM": "Pacific/Ponape",
    "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa",
    "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PG": "Pacific/Port_Moresby",
    "PS": "Asia/Hebron",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kiev",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
    "VN": "Asia/Saigon",
}
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class UnknownZone(ToolkitError):
    """It cannot be told which clock is meant."""


@cache
def zones_of(country: str) -> tuple[str, ...]:
    """The time zones of a country by its two letters.

    >>> zones_of("KE"), zones_of("BR")[0]
    (('Africa/Nairobi',), 'America/Sao_Paulo')
    """
    home, known = country.partition("-")[0], available_timezones()
    found = {name for name, place in get_global("zone_territories").items() if place == home and name in known}
    seat = _SEATS.get(home)
    return tuple(sorted(found | ({seat} if seat else set()), key=lambda name: (name != seat, name)))


def zone_for(country: str, wanted: str | None = None) -> ZoneInfo:
    """The zone that was named, or that of the country; where it has several, that of its seat of government.

    Raises
    ------
    UnknownZone
        If there is no such zone, or the country has several and we do not know which one is meant.
    """
    if wanted:
        try:
            return ZoneInfo(wanted)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise UnknownZone(
                translatable("There is no time zone “{zone}”. Write it as Africa/Nairobi."), zone=wanted
            ) from None
    found = zones_of(country)
    if len(found) == 1 or (found and country.partition("-")[0] in _SEATS):
        return ZoneInfo(found[0])
    raise UnknownZone(
        translatable("We do not know which clock is meant in {place}. Name the time zone, as Africa/Nairobi."),
        place=country,
    )


@dataclass(frozen=True)
class Meeting:
    """Something in a calendar.

    Attributes
    ----------
    id
        What it is within its course, in no language: ``session 1``.
    begins
        A moment with its zone; a day alone fills that day and takes nobody's time.
    """

    id: str
    name: str
    about: str
    begins: datetime | date
    minutes: int = 0


def calendar_of(title: str, course: str, meetings: Iterable[Meeting], tag: str) -> str:
    """Meetings as a calendar file (RFC 5545), with the time zone in it; it names nobody who comes.

    Parameters
    ----------
    course
        What tells the course from all others, in no language: the same course gives the same events again, so that a
        calendar replaces them and does not show them twice.
    tag
        The language of the texts.
    """
    from icalendar import Alarm, Calendar, Event  # heavy, and only whoever makes the papers needs it

    meetings = tuple(meetings)
    calendar = Calendar()
    for name, value in (
        ("version", "2.0"),
        ("prodid", "-//Course//Dates//EN"),
        ("calscale", "GREGORIAN"),
        ("x-wr-calname", _line(title)),
    ):
        calendar.add(name, value)
    for one in meetings:
        event, alarm, language = Event(), Alarm(), {"language": tag}
        event.add("uid", str(uuid5(NAMESPACE_URL, f"{course}\n{one.id}")))
        day = one.begins.date() if isinstance(one.begins, datetime) else one.begins
        event.add("dtstamp", datetime.combine(day, time.min, UTC))
        event.add("dtstart", one.begins)
        if isinstance(one.begins, datetime):
            ends = one.begins.astimezone(UTC) + timedelta(minutes=one.minutes)
            event.add("dtend", ends.astimezone(one.begins.tzinfo))
        else:
            event.add("transp", "TRANSPARENT")
        event.add("summary", _line(one.name), parameters=language)
        event.add("description", _line(one.about), parameters=language)
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", timedelta(days=-1))
        alarm.add("description", _line(one.name), parameters=language)
        event.add_component(alarm)
        calendar.add_component(event)
    moments = sorted(one.begins for one in meetings if isinstance(one.begins, datetime))
    if moments:
        calendar.subcomponents.insert(0, _clock_there(moments[0], moments[-1]))
    return str(calendar.to_ical(), "utf-8")


def _clock_there(first: datetime, last: datetime) -> Any:
    """The time zone between the meetings, looked at hour by hour: a change of the clock may last five weeks only."""
    from icalendar import Timezone, TimezoneStandard

    zone = first.tzinfo
    made = Timezone()
    made.add("tzid", str(zone))
    at, end = first.astimezone(UTC).replace(minute=0) - timedelta(days=1), last.astimezone(UTC) + timedelta(days=1)
    before = at.astimezone(zone).utcoffset() or timedelta(0)
    changes = [(at, before, before)]
    while at < end:
        at += timedelta(hours=1)
        now = at.astimezone(zone).utcoffset() or timedelta(0)
        if now != before:
            changes.append((at, before, now))
        before = now
    for begins, old, new in changes:
        part = TimezoneStandard()
        part.add("dtstart", (begins + old).replace(tzinfo=None))
        part.add("tzoffsetfrom", old)
        part.add("tzoffsetto", new)
        part.add("tzname", begins.astimezone(zone).tzname() or "")
        made.add_component(part)
    return made


def begin(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The moment at which a clock there shows that time."""
    return datetime.combine(day, clock, zone)


def _line(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", strip(text)).split())
