"""By which day an answer is due: days, working days and months on the calendar of a place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.registers.law import DatedValue
from toolkit.rights.working_days import holidays_known, next_working_day


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when an answer is due to what was sent on a day.

    Attributes
    ----------
    time
        What the law fixes: a number of days, working days, months or hours.
    sent
        The day on which the request arrived; counting begins on the next.
    due
        The last day. Where it falls on a weekend or a public holiday of the place, the next working day.
    holidays_known
        Whether the public holidays of the place are known; else weekends alone were left out.
    """

    time: DatedValue
    sent: date
    due: date
    holidays_known: bool


def deadline(time: DatedValue, sent: date, place: str) -> Deadline:
    """Count a time on to a day.

    The day on which the request arrives does not count, and a last day that is no working day moves to the next: the
    usual rule, which the law of a place can depart from. Holidays that follow the moon are estimated.

    Parameters
    ----------
    place
        ISO 3166 code of a country or region (`KE`, `DE-BE`).

    Examples
    --------
    >>> from toolkit.registers.law import DatedValue
    >>> deadline(DatedValue("answer_days", None, 20, "working_days", "memory"), date(2026, 12, 1), "GB").due
    datetime.date(2026, 12, 31)
    """
    known = holidays_known(place, sent.year)
    if time.unit == "working_days":
        due = sent
        for _ in range(time.value):
            due = next_working_day(due + timedelta(days=1), place)
        return Deadline(time, sent, due, known)
    if time.unit == "months":
        due = _months_later(sent, time.value)
    else:
        due = sent + timedelta(days=time.value if time.unit == "days" else math.ceil(time.value / 24))
    return Deadline(time, sent, next_working_day(due, place), known)


def _months_later(day: date, months: int) -> date:
    """The same day of the month, or its last one where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    first_of_next = date(day.year + year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = first_of_next - timedelta(days=1)
    return min(last, date(last.year, last.month, 1) + timedelta(days=day.day - 1))
