"""Who owes what by when, once an agreement is in force: from the duties of its clauses and the times filled in."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Protocol, cast

from toolkit.bargaining.agreements.draft import Audience, Draft, DraftArticle
from toolkit.bargaining.clauses import standing_articles as parts
from toolkit.bargaining.clauses.library import find_clause
from toolkit.languages import Language, translatable
from toolkit.languages.units import DAYS, UNITS, CalendarUnit

REVIEW = translatable("Meet to review how this Agreement is applied")
REPORT = translatable("Give the Union the written report on the performance of each duty")
RENEWAL = translatable("Begin to prepare the next agreement")
_PREPARE_MONTHS = 6
_REPORT_DAYS = 14  # as the article on review says


class Sayable(Protocol):
    """Something that has words in every language."""

    def say(self, language: Language | str) -> str:
        """The words."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of ours that a timetable holds."""

    words: str

    def say(self, language: Language | str) -> str:
        """The sentence in a language."""
        return Language.of(language).say(self.words)


@dataclass(frozen=True)
class Span:
    """A length of time as agreements count it.

    >>> Span(1, "months").after(date(2027, 1, 31)), Span(2, "weeks").after(date(2027, 1, 1))
    (datetime.date(2027, 2, 28), datetime.date(2027, 1, 15))
    """

    number: int
    unit: CalendarUnit

    def after(self, day: date, times: int = 1) -> date:
        """The day that lies so much later; a month without that day ends the count on its last."""
        count = self.number * times
        match self.unit:
            case "days":
                return day + timedelta(days=count)
            case "weeks":
                return day + timedelta(weeks=count)
            case "years":
                count *= 12
        years, month = divmod(day.month - 1 + count, 12)
        year = day.year + years
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))

    def say(self, language: Language | str) -> str:
        """The length in words."""
        speech = Language.of(language)
        return speech.isolate(speech.say_plural(UNITS[self.unit], self.number))


@dataclass(frozen=True)
class Due:
    """One duty: who owes it, in which article, when first, and how often again.

    Attributes
    ----------
    day
        The first day; none while it is not known when the agreement enters into force.
    within
        How long after the entry into force that is.
    until
        The end of the agreement's term, where it has one.
    ours
        Whether it is homework of the union that the other side need not read.
    """

    article: str
    who: Literal["employer", "union", "both"]
    what: Sayable
    within: Span
    every: Span | None = None
    day: date | None = None
    until: date | None = None
    ours: bool = False

    def days(self, most: int = 1000) -> Iterator[date]:
        """Every day on which it falls due within the term, or the first ones of a duty without end."""
        if self.day is None:
            return
        for times in range(most if self.every else 1):
            # Counted from the first day each time: month ends do not creep.
            try:
                day = self.every.after(self.day, times) if self.every else self.day
            except (OverflowError, ValueError):  # beyond the last year that a date can hold
                return
            if times and self.until is not None and day > self.until:
                return
            yield day


def timetable_of(agreement: Draft, audience: Audience = "us") -> tuple[Due, ...]:
    """The duties of an agreement, the earliest first; for the table without our own homework."""
    until = Span(agreement.months, "months").after(agreement.starts) if agreement.starts and agreement.months else None
    found = [due for article in agreement.articles for due in _of_clause(article, agreement, until)]
    found += _of_frame(agreement, until)
    if audience == "table":
        found = [due for due in found if not due.ours]
    return tuple(sorted(found, key=_when))


def _of_clause(article: DraftArticle, agreement: Draft, until: date | None) -> Iterator[Due]:
    clause = find_clause(article.clause)
    for duty in clause.duties:
        if article.strength not in duty.strengths:
            continue
        within, every = _span(article, duty.within), _span(article, duty.every)
        first = within or every
        if first is None or (duty.within and not within) or (duty.every and not every):
            continue  # a blank is still open: there is no time to count from
        day = first.after(agreement.starts) if agreement.starts else None
        yield Due(article.clause, duty.who, duty.what, first, every, day, until, duty.who == "union")


def _span(article: DraftArticle, blank: str | None) -> Span | None:
    found = find_clause(article.clause).blank(blank) if blank else None
    if found is None or found.name not in article.blanks:
        return None
    return Span(cast(int, article.blanks[found.name]), cast(CalendarUnit, found.unit))


def _of_frame(agreement: Draft, until: date | None) -> Iterator[Due]:
    year = Span(12, "months")
    starts = agreement.starts
    day = year.after(starts) if starts else None
    report = day - timedelta(days=_REPORT_DAYS) if day else None
    yield Due(parts.FORCE, "both", Sentence(REVIEW), year, year, day, until)
    yield Due(parts.FORCE, "employer", Sentence(REPORT), year, year, report, until)
    if until is not None and agreement.months is not None and agreement.months > _PREPARE_MONTHS:
        ahead = Span(agreement.months - _PREPARE_MONTHS, "months")
        yield Due(parts.FORCE, "union", Sentence(RENEWAL), ahead, None, ahead.after(cast(date, starts)), until, True)


def _when(due: Due) -> tuple[date, float]:
    """By the day, or where it is not known yet by the length of time."""
    length = due.within.number * DAYS[due.within.unit]
    return due.day or date.min, length
