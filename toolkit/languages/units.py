"""Units of time: how long they are, and how so many of them are said."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

from toolkit.languages import bidi
from toolkit.languages.catalogue import KNOWN
from toolkit.languages.language import LONGEST_NUMBER, Language, read_number, translatable_plural

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
_COUNTS = (1, 2, 3, 11, 100)  # one of each form that Arabic tells apart
_OTHER_WORDS = {
    "minutes": "min mins دقائق",
    "hours": "hr hrs ساعه ساعات",
    "days": "dia dias يوما يومان",
    "weeks": "wk wks اسبوعا اسبوعان",
    "months": "mth mths شهرا شهران",
    "years": "yr yrs ano anos annee annees سنه سنين عاما اعوام",
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
    found = {word: unit for unit, words in _OTHER_WORDS.items() for word in words.split()}
    for unit, forms in UNITS.items():
        for code in KNOWN:
            said = [Language(code).say_plural(forms, number) for number in _COUNTS]
            found |= {word: unit for one in said for word in _plain(one).split()[:1]}
    return found


def _plain(words: str) -> str:
    """Without capitals, accents and vowel signs, and without the number."""
    bare = "".join(
        sign for sign in unicodedata.normalize("NFKD", bidi.strip(words).casefold()) if not unicodedata.combining(sign)
    )
    return " ".join(re.findall(r"[^\W\d_]+", bare))
