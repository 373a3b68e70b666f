"""Which sessions fall on a weekend or a holiday of the country, and on which day nobody would have to be free."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.course.plans.nearby import place_name
from toolkit.course.plans.plan import Plan
from toolkit.documents import Bullets, Heading, Part
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.rights.working_days import Off, days_off, holidays_known, next_free_day

_HEAD = translatable("Weekends and holidays")
_HOLIDAY = translatable("Session {number} ({day}) is on a public holiday in {place}: {name}. {next}")
_FOR_MANY = translatable("Session {number} ({day}) is on a day on which many in {place} do not work: {name}. {next}")
_WEEKEND = translatable("Session {number} ({day}) is on the weekend in {place}. {next}")
_NEXT = translatable("The next day that is neither is {day}.")
_MOON = translatable("That holiday follows the moon, and its day is estimated: ask on which day it will be.")
_NO_LIST = translatable("We have no list of holidays for {place}: ask whether people work on these days.")
_NONE = translatable(
    "No session is on a weekend or on a holiday of {place} that we have on record. Holidays of a region or a town may "
    "not be among them."
)


def told_days(plan: Plan, language: Language) -> tuple[str, ...]:
    """A sentence for each session that is on a weekend or a holiday; where there is no list of holidays, that."""
    if not all(holidays_known(plan.country, day.year) for day in plan.days):
        return (language.say(_NO_LIST, place=place_name(plan.country, language)),)
    return tuple(
        sentence
        for session, day in plan.meetings
        for off in days_off(day, plan.country, language)
        for sentence in _told(plan, session.number, day, off, language)
    )


def free_days_part(plan: Plan) -> tuple[Part, ...]:
    """The same on paper, for whoever prepares the course, and what was looked at where nothing was found."""
    speech = plan.language
    found = told_days(plan, speech) or (speech.say(_NONE, place=place_name(plan.country, speech)),)
    return Heading(speech.say(_HEAD)), Bullets(found)


def _told(plan: Plan, number: int, day: date, off: Off, language: Language) -> Iterator[str]:
    sentence = _WEEKEND if not off.name else _HOLIDAY if off.for_all else _FOR_MANY
    after = language.say(_NEXT, day=language.date(next_free_day(day, plan.country), "full"))
    place, said = place_name(plan.country, language), language.date(day, "full")
    yield language.say(sentence, number=number, day=said, place=place, name=off.name, next=after)
    if off.estimated:
        yield language.say(_MOON)
