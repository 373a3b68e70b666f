"""What a clause knows besides its words: duties with dates, arguments, questions, notes on places, its promise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from toolkit.audit.measures.measures import MEASURES
from toolkit.bargaining.clauses.blanks import Blank
from toolkit.bargaining.clauses.texts import one_line
from toolkit.errors import RecordError
from toolkit.languages import Language, translatable
from toolkit.languages.units import CALENDAR_UNITS
from toolkit.registers.words import Words as Words

Who = Literal["employer", "union", "both"]
Statistic = Literal["ratio", "difference"]

STRENGTHS = ("minimum", "standard", "strong")
STRENGTH_NAMES = {
    "minimum": translatable("minimum (it informs)"),
    "standard": translatable("standard (a dated duty with a remedy)"),
    "strong": translatable("strong (it needs consent, or acts by itself)"),
}
TRADE_NAMES = {
    "costs": translatable("What it costs them"),
    "for_it": translatable("What we could give for it"),
    "without": translatable("What is lost without it"),
}
_WHO = ("employer", "union", "both")
_STATISTICS = ("ratio", "difference")
_PLACE = re.compile(r"INT|EU|[A-Z]{2}(-[A-Z0-9]{1,3})?")

REQUIRED = (
    *("id", "family", "since", "provenance", "strengths", "terms", "requires", "companions", "conflicts"),
    *("provisions", "rights", "question", "evidence", "blanks", "duties", "arguments"),
)
OPTIONAL = ("jurisdictions", "promise", "fixes", "trade")


@dataclass(frozen=True)
class Duty:
    """Who owes what, within which blank's time of the entry into force, and how often again.

    Attributes
    ----------
    within, every
        Names of blanks that hold a time; none where the text sets none.
    strengths
        Where the duty stands in the text.
    """

    who: Who
    what: Words
    within: str | None
    every: str | None
    strengths: tuple[str, ...]


@dataclass(frozen=True)
class Argument:
    """What an employer says against a clause, and the answer."""

    employer: Words
    reply: Words


@dataclass(frozen=True)
class PlaceNote:
    """What a bargainer in a place must know about the law behind a clause."""

    place: str
    note: Words


@dataclass(frozen=True)
class Promise:
    """The number that a later decision log is held against: a measure, a statistic, and the blank with the bound."""

    measure: str
    statistic: Statistic
    blank: str
    at_least: bool


@dataclass(frozen=True)
class Trade:
    """What a clause is worth: its price for the employer, what could be given for it, what is lost without it."""

    costs: Words
    for_it: Words
    without: Words

    def say(self, language: Language | str) -> tuple[tuple[str, str], ...]:
        """Each of the three with what it is called; for us, never for the table."""
        speech = Language.of(language)
        said = {"costs": self.costs, "for_it": self.for_it, "without": self.without}
        return tuple((speech.say(TRADE_NAMES[name]), words.say(speech)) for name, words in said.items())


class Entry:
    """A record of ``clause.yml``, read key by key; every error names the file and the key."""

    def __init__(self, where: str, raw: Any) -> None:
        self.where = where
        if not isinstance(raw, dict):
            raise RecordError(where, "it must consist of named keys")
        self.raw: Mapping[str, Any] = raw

    def known(self, required: Iterable[str], optional: Iterable[str] = ()) -> None:
        """Refuse a record that lacks a key, or has one that nobody reads."""
        required, optional = tuple(required), tuple(optional)
        if missing := [key for key in required if key not in self.raw]:
            raise RecordError(self.where, f"there is no {', '.join(missing)}")
        if unknown := [str(key) for key in self.raw if key not in (*required, *optional)]:
            raise RecordError(self.where, f"{', '.join(unknown)} is not known; known: {', '.join(required + optional)}")

    def names(self, key: str, allowed: Iterable[str] | None = None) -> tuple[str, ...]:
        """A list of ids, each once."""
        value = self.raw[key]
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.error(key, "must be a list of ids")
        if len(set(value)) < len(value):
            raise self.error(key, "names one id twice")
        if allowed is not None and (unknown := [one for one in value if one not in set(allowed)]):
            raise self.error(key, f"has {', '.join(unknown)}; allowed: {', '.join(allowed)}")
        return tuple(value)

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of a few words."""
        value = self.raw[key]
        if not isinstance(value, str) or value not in allowed:
            raise self.error(key, f"is “{value}”; allowed: {', '.join(allowed)}")
        return value

    def words(self, key: str) -> Words:
        """A text in several languages."""
        value = self.raw[key]
        good = isinstance(value, dict) and all(isinstance(word, str) and word.strip() for word in value.values())
        if not good or "en" not in value:
            raise self.error(key, "must hold a text for each language, English (en) among them")
        return Words(tuple((str(code), one_line(word)) for code, word in value.items()))

    def list(self, key: str) -> tuple[Entry, ...]:
        """The entries of a list of records."""
        value = self.raw.get(key, [])
        if not isinstance(value, list):
            raise self.error(key, "must be a list")
        return tuple(Entry(f"{self.where}, {key}, entry {n}", one) for n, one in enumerate(value, start=1))

    def error(self, key: str, problem: str) -> RecordError:
        """An error about a key of this record."""
        return RecordError(self.where, f"“{key}” {problem}")


def read_duties(entry: Entry, strengths: tuple[str, ...], blanks: tuple[Blank, ...]) -> tuple[Duty, ...]:
    """The duties that go into the calendar."""
    times = {blank.name for blank in blanks if blank.kind == "whole" and blank.unit in CALENDAR_UNITS}
    duties = []
    for one in entry.list("duties"):
        one.known(("who", "what", "within", "every", "strengths"))
        for key in ("within", "every"):
            if one.raw[key] is not None and one.raw[key] not in times:
                raise one.error(key, f"must be empty or one of the blanks that hold a time: {', '.join(sorted(times))}")
        if one.raw["within"] is None and one.raw["every"] is None:
            raise one.error("within", "and “every” are both empty: a duty in the calendar needs a time")
        who = cast(Who, one.choice("who", _WHO))
        stands = one.names("strengths", strengths)
        duties.append(Duty(who, one.words("what"), one.raw["within"], one.raw["every"], stands))
    return tuple(duties)


def read_arguments(entry: Entry) -> tuple[Argument, ...]:
    """What the other side says, with the replies."""
    found = []
    for one in entry.list("arguments"):
        one.known(("employer", "reply"))
        found.append(Argument(one.words("employer"), one.words("reply")))
    return tuple(found)


def read_notes(entry: Entry) -> tuple[PlaceNote, ...]:
    """What to know in single places."""
    found = []
    for one in entry.list("jurisdictions"):
        one.known(("place", "note"))
        place = one.raw["place"]
        if not isinstance(place, str) or not _PLACE.fullmatch(place):
            raise one.error("place", f"is “{place}”; it must be a code of ISO 3166, EU or INT")
        found.append(PlaceNote(place, one.words("note")))
    return tuple(found)


def read_promise(entry: Entry, blanks: tuple[Blank, ...]) -> Promise | None:
    """The number that the clause promises, where it promises one."""
    if entry.raw.get("promise") is None:
        return None
    one = Entry(f"{entry.where}, promise", entry.raw["promise"])
    one.known(("measure", "statistic"), ("at_least", "at_most"))
    bounds = [key for key in ("at_least", "at_most") if key in one.raw]
    if len(bounds) != 1:
        raise one.error("at_least", "or “at_most” must name a blank, and not both")
    shares = tuple(blank.name for blank in blanks if blank.kind == "share")
    return Promise(
        one.choice("measure", tuple(measure.id for measure in MEASURES)),
        cast(Statistic, one.choice("statistic", _STATISTICS)),
        one.choice(bounds[0], shares),
        bounds[0] == "at_least",
    )


def read_trade(entry: Entry) -> Trade | None:
    """What the clause costs them, what could be given for it and what is lost without it."""
    if entry.raw.get("trade") is None:
        return None
    one = Entry(f"{entry.where}, trade", entry.raw["trade"])
    one.known(("costs", "for_it", "without"))
    return Trade(one.words("costs"), one.words("for_it"), one.words("without"))
