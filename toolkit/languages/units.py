"""Units of time: how long they are, and how so many of them are said."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

from toolkit.languages import bidi
from toolkit.languages.language import LONGEST_NUMBER, read_number, translatable_plural

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
# How people write them behind a number, in all our languages.
_WRITTEN = {
    "minutes": "minute minutes min mins minuto minutos دقيقة دقيقه دقيقتين دقيقتان دقائق",
    "hours": "hour hours hr hrs heure heures hora horas ساعة ساعه ساعتين ساعتان ساعات",
    "days": "day days jour jours día días dia dias يوم يوما يومين يومان أيام",
    "weeks": "week weeks wk wks semaine semaines semana semanas أسبوع أسبوعا أسبوعين أسبوعان أسابيع",
    "months": "month months mth mths mois mes meses mês شهر شهرا شهرين شهران أشهر شهور",
    "years": "year years yr yrs an ans annee annees ano anos سنة سنه سنتين سنتان سنوات سنين عام عاما عامين أعوام",
}


def read_counted(text: str, unit: str) -> float | None:
    """The number that somebody typed into a field that counts in one unit; None where another unit stands behind it.

    "2 months" are not two days, and nobody should have to notice that they were taken for it.

    >>> read_counted("30", "days"), read_counted("30 días", "days"), read_counted("2 mois", "days")
    (30.0, 30.0, None)
    """
    if len(text) > LONGEST_NUMBER:
        return None
    named = unit_named(re.sub(r"^.*\d", "", bidi.strip(text), flags=re.DOTALL))
    return None if named and named != unit else read_number(text)


def unit_named(words: str) -> str:
    """Which unit of time words name, in any language of ours; empty where they name none.

    >>> unit_named("working days"), unit_named("شهراً"), unit_named("people")
    ('days', 'months', '')
    """
    return next((unit for word in _plain(words).split() if (unit := _names().get(word))), "")


@cache
def _names() -> dict[str, str]:
    return {_plain(word): unit for unit, words in _WRITTEN.items() for word in words.split()}


def _plain(words: str) -> str:
    """Without capitals, accents and vowel signs, and without the number."""
    bare = "".join(
        sign for sign in unicodedata.normalize("NFKD", bidi.strip(words).casefold()) if not unicodedata.combining(sign)
    )
    return " ".join(re.findall(r"[^\W\d_]+", bare))
