"""Days as people write them: 24/12/2026, 12/24/2026, 2026/12/24, or the number that Excel keeps for them."""

from __future__ import annotations

import datetime
import re
import zoneinfo
from collections.abc import Collection
from typing import Any

from toolkit.audit.counting.reading.note import Note, note
from toolkit.errors import DataError, translatable

DAY_FIRST = translatable("The dates in “{column}” were read day first, as “{example}” shows.")
MONTH_FIRST = translatable("The dates in “{column}” were read month first, as “{example}” shows.")
SERIALS = translatable(
    "The numbers in “{column}” were read as the days that Excel counts: “{example}” as {day}. If they are none, leave "
    "the column out."
)
DATES_AMBIGUOUS = translatable(
    "“{example}” in “{column}” can be read day first or month first. Say which: dates=“day-first” or "
    "dates=“month-first”."
)
DATES_MIXED = translatable(
    "“{column}” holds dates in more than one order (“{example}”, “{other}”). Write them all like 2026-11-24."
)
DATES_HIJRI = translatable(
    "“{example}” in “{column}” is a date of another calendar. If it is the Hijri calendar (Umm al-Qura), say "
    "dates=“hijri”; if it is another one, write the dates like 2026-11-24."
)
HIJRI = translatable("The dates in “{column}” were read as Hijri dates: “{example}” as {day}.")
ZONE_NOT_SAID = translatable(
    "The moments in “{column}” say how far their clock was from UTC (“{example}”); the day that is written there "
    "counted. If days of another place are meant, name it in zone."
)
DAYS_ELSEWHERE = translatable(
    "The moments in “{column}” have a time zone; their days in {zone} counted. If days of another place are meant, "
    "name it in zone."
)
LENGTH = 10  # letters of a text that tell its day
_PARTS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})(?!\d)", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)", re.ASCII)
_HIJRI = re.compile(
    r"(1[34]\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)|(\d{1,2})[-/.](\d{1,2})[-/.](1[34]\d\d)(?!\d)", re.ASCII
)
_OFFSET = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*(Z|[+-]\d\d:?\d\d)", re.ASCII)
_SERIAL = re.compile(r"[2-7]\d{4}(\.\d+)?", re.ASCII)  # from 1954 to 2118
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ZERO = datetime.date(1899, 12, 30)


def is_odd(texts: Collection[str]) -> bool:
    """Whether days are written otherwise than 2026-11-24.

    >>> is_odd(["2026-11", "2026-11-24 08:00"]), is_odd(["24.11.2026"]), is_odd(["45992"]), is_odd(["2026"])
    (False, True, True, False)
    """
    return any(_order(text) for text in texts)


def order_of(texts: Collection[str], column: str, asked: str | None) -> tuple[str, Note | None]:
    """In which order the days of a column are written, and a note on what shows it.

    Raises
    ------
    DataError
        If both orders are possible and nobody said which, or both occur.
    """
    if asked == "hijri" and (example := next((text for text in texts if _order(text) == "hijri"), "")):
        told: dict[str, Any] = {"column": column, "example": example, "day": iso_of(example, "hijri")}
        return "hijri", note("dates", "hijri", column, HIJRI, **told)
    if asked is not None:
        return asked, None
    found: dict[str, str] = {}
    for text in texts:
        if order := _order(text):
            found.setdefault(order, text)
    if "hijri" in found:
        raise DataError(DATES_HIJRI, column=column, example=found["hijri"])
    for text in found.values() if "excel" in found else ():
        others = [other for other in texts if _order(other) != "excel"]
        if others:
            raise DataError(DATES_MIXED, column=column, example=text, other=others[0])
    if "day-first" in found and "month-first" in found:
        raise DataError(DATES_MIXED, column=column, example=found["day-first"], other=found["month-first"])
    for order, sentence in (("day-first", DAY_FIRST), ("month-first", MONTH_FIRST)):
        if order in found:
            return order, note("dates", order, column, sentence, column=column, example=found[order])
    if "either" in found:
        raise DataError(DATES_AMBIGUOUS, column=column, example=found["either"])
    if "excel" in found:
        example = found["excel"]
        told = {"column": column, "example": example, "day": iso_of(example, "excel")}
        return "excel", note("dates", "excel", column, SERIALS, is_open=True, **told)
    return "year-first", None


def iso_of(text: str, order: str) -> str:
    """A day as 2026-11-24; a text that is none in this order stays as it is, and is refused later.

    >>> iso_of("3/4/26", "day-first"), iso_of("3/4/2026 8:00", "month-first"), iso_of("46350.5", "excel")
    ('2026-04-03', '2026-03-04', '2026-11-24')
    """
    bare = text.strip().translate(_DIGITS)
    if order == "excel" and _SERIAL.fullmatch(bare):
        return str(_ZERO + datetime.timedelta(days=int(bare.partition(".")[0])))
    if order == "hijri" and (match := _HIJRI.match(bare)):
        return _hijri(match) or text
    if match := _YEAR_FIRST.match(bare):
        year, month, day = match.groups()
        return _day(year, month, day) or text
    if order in ("day-first", "month-first") and (match := _PARTS.match(bare)):
        first, second, year = match.groups()
        day, month = (first, second) if order == "day-first" else (second, first)
        century = "" if len(year) == 4 else "20" if int(year) < 70 else "19"
        return _day(century + year, month, day) or text
    return bare


def _day(year: str, month: str, day: str) -> str:
    try:
        return str(datetime.date(int(year), int(month), int(day)))
    except ValueError:
        return ""


def _hijri(match: re.Match[str]) -> str:
    """A Hijri day as that of the common calendar, by the tables of Umm al-Qura."""
    from hijridate import Hijri

    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        return Hijri(int(year), int(month), int(day)).to_gregorian().isoformat()
    except (ValueError, OverflowError):
        return ""


def has_offset(text: str) -> bool:
    """Whether a moment says how far its clock was from UTC.

    >>> has_offset("2026-11-24T23:30:00Z"), has_offset("2026-11-24 23:30+0300"), has_offset("2026-11-24 23:30")
    (True, True, False)
    """
    return _OFFSET.fullmatch(text.strip()) is not None


def day_in(text: str, zone: str) -> str:
    """The day of a moment at a place; one that does not say its distance from UTC was written there.

    >>> day_in("2026-11-24T23:30:00Z", "Africa/Nairobi"), day_in("2026-11-24 23:30", "Africa/Nairobi")
    ('2026-11-25', '2026-11-24 23:30')
    """
    if not has_offset(text):
        return text
    try:
        moment = datetime.datetime.fromisoformat(text.strip())
        return str(moment.astimezone(zoneinfo.ZoneInfo(zone)).date())
    except (ValueError, OverflowError):
        return text


def _order(text: str) -> str:
    bare = text.strip().translate(_DIGITS)
    if _SERIAL.fullmatch(bare):
        return "excel"
    if _HIJRI.match(bare):
        return "hijri"
    if _YEAR_FIRST.match(bare) or (bare != text.strip() and re.match(r"\d{4}", bare)):
        return "year-first"
    match = _PARTS.match(bare)
    if match is None:
        return ""
    first, second = int(match[1]), int(match[2])
    return "day-first" if first > 12 else "month-first" if second > 12 else "either"
