"""What a careful colleague would ask before an agreement goes to the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast

from toolkit.bargaining.agreements.draft import Draft, DraftArticle
from toolkit.bargaining.clauses.blanks import Blank, Value
from toolkit.bargaining.clauses.library import find_clause, library
from toolkit.bargaining.clauses.record import Entry, Words
from toolkit.bargaining.clauses.texts import load_record
from toolkit.errors import RecordError
from toolkit.languages import Language, translatable
from toolkit.languages.units import DAYS
from toolkit.registers.locate import folder

Comparison = Literal["at_most", "at_least", "equal"]

OPEN_BLANK = translatable("In “{clause}” the blank “{blank}” is still open.")
MISSING = translatable("“{clause}” does not work without “{other}”. Add it.")
CONTRADICT = translatable("“{clause}” and “{other}” cannot stand in the same agreement. Take one of them out.")
NUMBERS = translatable("“{clause}” and “{other}” contradict each other. {what}")
COMPANION = translatable("“{clause}” is stronger together with: {others}.")
BELOW_FLOOR = translatable("In “{clause}” the value for “{blank}” is {value}, which is worse than our floor, {floor}.")
PLACE_SAYS = translatable("In {place}, {what} ({instrument}).")
PLACE_RECALLED = translatable("In {place}, as recalled and not yet checked, {what} ({instrument}). Ask a lawyer.")
PLACE_SILENT = translatable(
    "The register says nothing about how long an agreement may last in {place}, who may sign it and where it is "
    "registered. Ask a lawyer."
)
TOO_LONG = translatable(
    "The agreement is to last {months} months. In {place}, as recalled and not yet checked, {what} ({instrument})."
)
NO_START = translatable("It does not say on which day it enters into force, so its duties have no dates.")
NO_LAWYER = translatable("No lawyer has read it.")
EMPTY = translatable("It has no clauses yet.")

_CONFLICTS = "clauses/conflicts.yml"
_PLACES = "agreement/places.yml"
_ABOUT = ("registration", "duration", "signatories", "form")
# How gravely: what keeps it from being written, what makes it void or contradictory, what would be wise.
_GRAVEST_FIRST = ("open", "missing", "conflict", "floor", "place", "companion", "advice")


@dataclass(frozen=True)
class Problem:
    """One thing to settle: what kind it is, which clauses it concerns, and how to say it.

    Attributes
    ----------
    kind
        ``open`` (an empty blank), ``missing`` (a clause that another needs), ``conflict``, ``floor`` (worse than our
        own floor), ``place`` (what the law there says), ``companion`` (would make it stronger), ``advice``.
    """

    kind: str
    clauses: tuple[str, ...]
    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)
    blank: str = ""

    def say(self, language: Language | str = "en") -> str:
        """The problem in words."""
        speech = Language.of(language)
        return speech.say(self.sentence, **self.values) if self.values else speech.say(self.sentence)


@dataclass(frozen=True)
class _Title:
    """A clause by its title, in the language of the sentence around it."""

    clause: str

    def say(self, language: Language | str) -> str:
        clause = find_clause(self.clause)
        code = Language.of(language).code
        return clause.texts.get(code, clause.texts["en"]).title


@dataclass(frozen=True)
class _Label:
    blank: Blank

    def say(self, language: Language | str) -> str:
        return self.blank.label(language)


@dataclass(frozen=True)
class _Shown:
    blank: Blank
    value: Value

    def say(self, language: Language | str) -> str:
        return self.blank.show(self.value, Language.of(language))


@dataclass(frozen=True)
class _PlaceName:
    place: str

    def say(self, language: Language | str) -> str:
        return str(Language.of(language).locale.territories.get(self.place, self.place))


@dataclass(frozen=True)
class _Contrast:
    """The words of a row of conflicts with both values in their places."""

    words: Words
    first: _Shown
    second: _Shown

    def say(self, language: Language | str) -> str:
        speech = Language.of(language)
        shown = {"first": self.first.say(speech), "second": self.second.say(speech)}
        return self.words.say(speech).format(**{name: speech.isolate(value) for name, value in shown.items()})


@dataclass(frozen=True)
class Conflict:
    """A row: how the number of one article must stand to that of another."""

    first: tuple[str, str]
    must_be: Comparison
    second: tuple[str, str]
    words: Words


@dataclass(frozen=True)
class PlaceRule:
    """What the law of a place says about agreements themselves."""

    place: str
    about: str
    instrument: str
    checked: bool
    most_months: int | None
    words: Words


def find_problems(agreement: Draft) -> tuple[Problem, ...]:
    """All that is to be settled, the gravest first."""
    found = [
        *_open(agreement),
        *_clauses(agreement),
        *_numbers(agreement),
        *_floors(agreement),
        *_place(agreement),
        *_advice(agreement),
    ]
    return tuple(sorted(found, key=lambda problem: _GRAVEST_FIRST.index(problem.kind)))


def _open(agreement: Draft) -> Iterator[Problem]:
    for clause, name in agreement.missing():
        blank = cast(Blank, find_clause(clause).blank(name))
        yield Problem("open", (clause,), OPEN_BLANK, {"clause": _Title(clause), "blank": _Label(blank)}, name)


def _clauses(agreement: Draft) -> Iterator[Problem]:
    """Required, contradicting and recommended clauses."""
    chosen = [article.clause for article in agreement.articles]
    told: set[frozenset[str]] = set()
    for name in chosen:
        clause = find_clause(name)
        for other in clause.requires:
            if other not in chosen and other in library():
                yield Problem("missing", (name, other), MISSING, {"clause": _Title(name), "other": _Title(other)})
        for other in clause.conflicts:
            if other in chosen and frozenset((name, other)) not in told:
                told.add(frozenset((name, other)))
                yield Problem("conflict", (name, other), CONTRADICT, {"clause": _Title(name), "other": _Title(other)})
        lonely = tuple(other for other in clause.companions if other not in chosen and other in library())
        if lonely:
            others = [_Title(other) for other in lonely]
            yield Problem("companion", (name, *lonely), COMPANION, {"clause": _Title(name), "others": others})


def _numbers(agreement: Draft) -> Iterator[Problem]:
    """Numbers of two articles that contradict each other."""
    articles = {article.clause: article for article in agreement.articles}
    for row in conflicts():
        first, second = (_filled(articles.get(clause), name) for clause, name in (row.first, row.second))
        if first is None or second is None or _holds(first, row.must_be, second):
            continue
        clauses = tuple(dict.fromkeys((row.first[0], row.second[0])))
        names = {"clause": _Title(row.first[0]), "other": _Title(row.second[0])}
        yield Problem(
            "conflict", clauses, NUMBERS, {**names, "what": _Contrast(row.words, first, second)}, row.first[1]
        )


def _filled(article: DraftArticle | None, name: str) -> _Shown | None:
    """A blank with its value, where the chosen strength uses it and somebody has filled it in."""
    if article is None or name not in article.blanks:
        return None
    clause = find_clause(article.clause)
    blank = clause.blank(name)
    if blank is None or name not in clause.texts["en"].blanks_of(article.strength):
        return None
    return _Shown(blank, article.blanks[name])


def _holds(first: _Shown, must_be: Comparison, second: _Shown) -> bool:
    # Days as fractions: twelve months and 365 days are the same length to a reader.
    one, other = (cast(float, shown.value) * DAYS.get(shown.blank.unit or "days", 1.0) for shown in (first, second))
    slack = 1.0 if first.blank.unit != second.blank.unit else 1e-9
    match must_be:
        case "at_most":
            return one <= other + slack
        case "at_least":
            return one >= other - slack
    return abs(one - other) <= slack


def _floors(agreement: Draft) -> Iterator[Problem]:
    for article in agreement.articles:
        clause = find_clause(article.clause)
        for name in clause.texts["en"].blanks_of(article.strength):
            blank = cast(Blank, clause.blank(name))
            if name in article.blanks and blank.below_floor(article.blanks[name]):
                values = {
                    "clause": _Title(clause.id),
                    "blank": _Label(blank),
                    "value": _Shown(blank, article.blanks[name]),
                    "floor": _Shown(blank, blank.floor_value),
                }
                yield Problem("floor", (clause.id,), BELOW_FLOOR, values, name)


def _place(agreement: Draft) -> Iterator[Problem]:
    """What the place says about the agreement itself, worded by how surely we know it."""
    country = agreement.place.upper().partition("-")[0]
    if agreement.kind == "motion":
        return
    rules = [rule for rule in place_rules() if rule.place in (agreement.place.upper(), country)]
    for rule in rules:
        values = {"place": _PlaceName(rule.place), "what": rule.words, "instrument": rule.instrument}
        months = agreement.months
        if rule.most_months is not None and months is not None and months > rule.most_months:
            yield Problem("place", (), TOO_LONG, {**values, "months": months})
        elif rule.most_months is None or months is None:
            yield Problem("place", (), PLACE_SAYS if rule.checked else PLACE_RECALLED, values)
    if not rules:
        yield Problem("advice", (), PLACE_SILENT, {"place": _PlaceName(country)})


def _advice(agreement: Draft) -> Iterator[Problem]:
    if not agreement.articles:
        yield Problem("advice", (), EMPTY)
    if agreement.starts is None and agreement.kind != "motion":
        yield Problem("advice", (), NO_START)
    if not agreement.lawyer:
        yield Problem("advice", (), NO_LAWYER)


@cache
def conflicts() -> tuple[Conflict, ...]:
    """The rows of numbers that must not contradict each other."""
    return read_conflicts(folder("templates") / "clauses" / "conflicts.yml")


def read_conflicts(path: Path) -> tuple[Conflict, ...]:
    """Read the rows; they count wherever an agreement has both numbers."""
    rows = []
    for entry in Entry(_CONFLICTS, {"rows": load_record(path, _CONFLICTS)}).list("rows"):
        entry.known(("first", "must_be", "second", "say"))
        must_be = cast(Comparison, entry.choice("must_be", ("at_most", "at_least", "equal")))
        rows.append(Conflict(_pointed(entry, "first"), must_be, _pointed(entry, "second"), entry.words("say")))
    return tuple(rows)


def _pointed(entry: Entry, key: str) -> tuple[str, str]:
    clause, dot, name = str(entry.raw[key]).partition(".")
    if not (clause and dot and name):
        raise entry.error(key, f"is “{entry.raw[key]}”; it must name a number as clause.blank")
    return clause, name


@cache
def place_rules() -> tuple[PlaceRule, ...]:
    """What is on record about agreements themselves, place by place."""
    path = folder("templates") / "agreement" / "places.yml"
    rules = []
    for entry in Entry(_PLACES, {"rows": load_record(path, _PLACES)}).list("rows"):
        entry.known(("place", "about", "instrument", "checked", "say"), ("most_months",))
        most = entry.raw.get("most_months")
        if most is not None and (not isinstance(most, int) or most < 1):
            raise RecordError(entry.where, "“most_months” must be a whole number of months")
        if not isinstance(entry.raw["checked"], bool):
            raise entry.error("checked", "must be true or false")
        about, words = entry.choice("about", _ABOUT), entry.words("say")
        rules.append(
            PlaceRule(str(entry.raw["place"]), about, str(entry.raw["instrument"]), entry.raw["checked"], most, words)
        )
    return tuple(rules)
