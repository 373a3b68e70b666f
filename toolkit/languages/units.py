"""Units of time: how long they are, and how so many of them are said."""

from __future__ import annotations

from typing import Literal

from toolkit.languages.language import translatable_plural

CalendarUnit = Literal["days", "weeks", "months", "years"]  # what a date can be counted in
CALENDAR_UNITS: tuple[CalendarUnit, ...] = ("days", "weeks", "months", "years")

# A year is 365.25 days, with the leap years between 1901 and 2099, and a month a twelfth of it: so twelve months are a
# year and three are a quarter. Dates are counted on the calendar (`Span.after`); this is for comparing lengths.
_YEAR = 365.25
DAYS = {
    "minutes": 1 / 1440,
    "hours": 1 / 24,
    "days": 1.0,
    "weeks": 7.0,
    "months": _YEAR / 12,
    "quarters": _YEAR / 4,
    "years": _YEAR,
}
WORKING_DAY = 1.4  # five working days are a week

# After a preposition, as clauses use them: within 30 days, every 12 months.
UNITS = {
    "minutes": translatable_plural("{n} minute", "{n} minutes"),
    "hours": translatable_plural("{n} hour", "{n} hours"),
    "days": translatable_plural("{n} day", "{n} days"),
    "weeks": translatable_plural("{n} week", "{n} weeks"),
    "months": translatable_plural("{n} month", "{n} months"),
    "years": translatable_plural("{n} year", "{n} years"),
}
