"""On which days people work in a place, and why not on the others: the weekend there, and holidays with their names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from toolkit.languages import Language

_SATURDAY, _SUNDAY = 5, 6
_ENGLISH = "en_US"
# Days on which many do not work although the law does not give them to everybody: Carnival in Brazil.
_FOR_MANY = ("optional", "government")
_SEPARATOR = "; "  # between two holidays on one day


@dataclass(frozen=True, slots=True)
class Off:
    """Why people do not work on a day.

    Attributes
    ----------
    name
        The holiday, in the language that was asked for where its name is on record in it; empty: the weekend.
    for_all
        Whether it is a public holiday for everybody, and not only one for many.
    estimated
        Whether the day follows the moon and is not certain yet.
    """

    name: str
    for_all: bool = True
    estimated: bool = False


def holidays_known(place: str, year: int) -> bool:
    """Whether there is a list of the holidays of a place in a year, with something in it."""
    return _calendar(place, year) is not None


def days_off(day: date, place: str, language: Language) -> tuple[Off, ...]:
    """The holidays on a day and the weekend, as they are in the place; none where nothing is known of it."""
    calendar = _calendar(place, day.year)
    if calendar is None:
        return ()
    found: list[Off] = []
    for for_all in (True, False):
        names = _names(place, day, language, for_all=for_all)
        english = _names(place, day, None, for_all=for_all)
        for name, known in zip(names, english, strict=True):
            if name not in [one.name for one in found]:
                found.append(Off(name, for_all, "estimated" in known))
    return (*found, *([Off("")] if day.weekday() in calendar.weekend else []))


def next_free_day(day: date, place: str) -> date:
    """The first day after it that is neither weekend nor a holiday for all or for many."""
    english = Language("en")
    day += timedelta(days=1)
    while days_off(day, place, english) or not is_working_day(day, place):
        day += timedelta(days=1)
    return day


def next_working_day(day: date, place: str) -> date:
    """The day itself if people work on it in the place, else the first one after it on which they do."""
    while not is_working_day(day, place):
        day += timedelta(days=1)
    return day


def is_working_day(day: date, place: str) -> bool:
    """Whether it is neither weekend nor public holiday there; Saturday and Sunday where nothing is known."""
    calendar = _calendar(place, day.year)
    if calendar is None:
        return day.weekday() not in (_SATURDAY, _SUNDAY)
    return bool(calendar.is_working_day(day))


def _names(place: str, day: date, language: Language | None, *, for_all: bool) -> list[str]:
    """What the holidays of a day are called; in English where no language is given."""
    spoken = _spoken(place, language) if language else _ENGLISH
    calendar = _calendar(place, day.year, spoken, for_all=for_all)
    found = calendar.get(day, "") if calendar is not None else ""
    return found.split(_SEPARATOR) if found else []


def _spoken(place: str, language: Language) -> str:
    """The nearest to a language in which the holidays of a place have names: else English, or what there is."""
    import holidays

    country = place.partition("-")[0]
    known = getattr(holidays, country).supported_languages
    near = [tag for tag in known if tag.split("_")[0] == language.code]
    return next((tag for tag in (f"{language.code}_{country}", *near, _ENGLISH) if tag in known), "")


@cache
def _calendar(place: str, year: int, spoken: str = "", *, for_all: bool = True) -> Any:
    """The holidays of a place, of its region where they are known; none for EU, INT and unknown places."""
    import holidays  # reads slowly, and only whoever counts days needs it

    country, _, region = place.partition("-")
    regions = holidays.list_supported_countries().get(country)
    if regions is None:
        return None
    more = [] if for_all else [kind for kind in _FOR_MANY if kind in getattr(holidays, country).supported_categories]
    if not for_all and not more:
        return None
    asked: dict[str, Any] = {"categories": more} if more else {}
    found = holidays.country_holidays(
        country, subdiv=region if region in regions else None, years=year, language=spoken or None, **asked
    )
    # A list that is empty for a year does not reach as far as that year; it does not say that all days are worked.
    return found if found or not for_all else None
