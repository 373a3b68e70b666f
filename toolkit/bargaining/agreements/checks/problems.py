"""What a careful colleague would ask before an agreement goes to the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast

from toolkit.bargaining.agreements.checks.contradictions import (
    ONE_PROCEDURE,
    find_consents,
    find_contradictions,
    times_differ,
)
from toolkit.bargaining.agreements.checks.problem import Label, PlaceName, Problem, Quoted, Shown, Title
from toolkit.bargaining.agreements.draft import Draft, DraftArticle
from toolkit.bargaining.clauses.blanks import Blank
from toolkit.bargaining.clauses.library import find_clause, library
from toolkit.bargaining.clauses.record import STRENGTHS, Entry, Words
from toolkit.bargaining.clauses.texts import load_record
from toolkit.errors import RecordError
from toolkit.languages import Language, translatable
from toolkit.registers.locate import folder

Comparison = Literal["at_most", "at_least", "equal"]

OPEN_BLANK = translatable("In “{clause}” the blank “{blank}” is still open.")
MISSING = translatable("“{clause}” does not work without “{other}”. Add it.")
CONTRADICT = translatable("“{clause}” and “{other}” cannot stand in the same agreement. Take one of them out.")
NUMBERS = translatable("“{clause}” and “{other}” contradict each other. {what}")
NUMBERS_OF_ONE = translatable("Two numbers in “{clause}” contradict each other. {what}")
COMPANION = translatable("“{clause}” is stronger together with: {others}.")
BELOW_FLOOR = translatable("In “{clause}” the value for “{blank}” is {value}, which is worse than our floor, {floor}.")
PLACE_SAYS = translatable("In {place}, {what} ({instrument}).")
PLACE_RECALLED = translatable(
    "In {place}, {what} ({instrument}). We have not yet checked this against the text; ask a lawyer."
)
PLACE_SILENT = translatable(
    "Our law records on {place} do not say how long an agreement may last, who may sign it and where it is registered. "
    "Ask a lawyer."
)
TOO_LONG = translatable(
    "The agreement is to last {months} months. In {place}, {what} ({instrument}). We have not yet checked this "
    "against the text."
)
NO_START = translatable(
    "It names no day on which it enters into force: it does so with the last signature, and its duties have no dates "
    "yet."
)
NO_LAWYER = translatable("No lawyer has read it.")
EMPTY = translatable("It has no clauses yet.")

_CONFLICTS = "clauses/conflicts.yml"
_PLACES = "agreement/places.yml"
_ABOUT = ("registration", "duration", "signatories", "form")
# How gravely: what keeps it from being written, what makes it void or contradictory, what would be wise.
_GRAVEST_FIRST = ("open", "missing", "conflict", "floor", "place", "companion", "advice")


@dataclass(frozen=True)
class _Contrast:
    """The words of a row of conflicts with both values in their places."""

    words: Words
    first: Shown
    second: Shown

    def say(self, language: Language | str) -> str:
        speech = Language.of(language)
        shown = {"first": self.first.say(speech), "second": self.second.say(speech)}
        return self.words.say(speech).format(**{name: speech.isolate(value) for name, value in shown.items()})


@dataclass(frozen=True)
class Conflict:
    """A row: how a number must stand to another, of the same article or of another one.

    Attributes
    ----------
    strengths
        Of the first article, in which the numbers mean this.
    """

    first: tuple[str, str]
    must_be: Comparison
    second: tuple[str, str]
    words: Words
    strengths: tuple[str, ...] = STRENGTHS


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
        *find_contradictions(agreement.articles),
        *find_consents(agreement.articles),
        *find_number_conflicts(agreement.articles),
        *_floors(agreement),
        *_place(agreement),
        *_advice(agreement),
    ]
    return tuple(sorted(found, key=lambda problem: _GRAVEST_FIRST.index(problem.kind)))


def _open(agreement: Draft) -> Iterator[Problem]:
    for clause, name in agreement.missing():
        blank = cast(Blank, find_clause(clause).blank(name))
        yield Problem("open", (clause,), OPEN_BLANK, {"clause": Title(clause), "blank": Label(blank)}, name)


def _clauses(agreement: Draft) -> Iterator[Problem]:
    """Required, contradicting and recommended clauses."""
    chosen = [article.clause for article in agreement.articles]
    told: set[frozenset[str]] = set()
    advised = any(True for _ in find_consents(agreement.articles))  # says by itself which article would help
    for name in chosen:
        clause = find_clause(name)
        for other in clause.requires:
            if other not in chosen and other in library():
                yield Problem("missing", (name, other), MISSING, {"clause": Title(name), "other": Title(other)})
        for other in clause.conflicts:
            if other in chosen and frozenset((name, other)) not in told:
                told.add(frozenset((name, other)))
                yield Problem("conflict", (name, other), CONTRADICT, {"clause": Title(name), "other": Title(other)})
        said = (*chosen, ONE_PROCEDURE) if advised else chosen
        lonely = tuple(other for other in clause.companions if other not in said and other in library())
        if lonely:
            others = [Quoted(other) for other in lonely]
            yield Problem("companion", (name, *lonely), COMPANION, {"clause": Title(name), "others": others})


def find_number_conflicts(chosen: Iterable[DraftArticle]) -> Iterator[Problem]:
    """Numbers of two articles that contradict each other."""
    articles = {article.clause: article for article in chosen}
    for row in conflicts():
        first, second = (_filled(articles.get(clause), name) for clause, name in (row.first, row.second))
        if first is None or second is None or articles[row.first[0]].strength not in row.strengths:
            continue
        if _holds(first, row.must_be, second):
            continue
        clauses = tuple(dict.fromkeys((row.first[0], row.second[0])))
        names = {"clause": Title(row.first[0]), "other": Title(row.second[0])}
        sentence = NUMBERS if len(clauses) > 1 else NUMBERS_OF_ONE
        yield Problem(
            "conflict", clauses, sentence, {**names, "what": _Contrast(row.words, first, second)}, row.first[1]
        )


def _filled(article: DraftArticle | None, name: str) -> Shown | None:
    """A blank with its value, where the chosen strength uses it and somebody has filled it in."""
    if article is None or name not in article.blanks:
        return None
    clause = find_clause(article.clause)
    blank = clause.blank(name)
    if blank is None or name not in clause.texts["en"].blanks_of(article.strength):
        return None
    return Shown(blank, article.blanks[name])


def _holds(first: Shown, must_be: Comparison, second: Shown) -> bool:
    sides = ((cast(float, shown.value), shown.blank.unit) for shown in (first, second))
    (one, unit), (other, other_unit) = sides
    more = times_differ(one, unit, other, other_unit)
    match must_be:
        case "at_most":
            return more <= 0
        case "at_least":
            return more >= 0
    return more == 0


def _floors(agreement: Draft) -> Iterator[Problem]:
    for article in agreement.articles:
        clause = find_clause(article.clause)
        for name in clause.texts["en"].blanks_of(article.strength):
            blank = cast(Blank, clause.blank(name))
            if name in article.blanks and blank.below_floor(article.blanks[name]):
                values = {
                    "clause": Title(clause.id),
                    "blank": Label(blank),
                    "value": Shown(blank, article.blanks[name]),
                    "floor": Shown(blank, blank.floor_value),
                }
                yield Problem("floor", (clause.id,), BELOW_FLOOR, values, name)


def _place(agreement: Draft) -> Iterator[Problem]:
    """What the place says about the agreement itself, worded by how surely we know it."""
    country = agreement.place.upper().partition("-")[0]
    if agreement.kind == "motion":
        return
    rules = [rule for rule in place_rules() if rule.place in (agreement.place.upper(), country)]
    for rule in rules:
        values = {"place": PlaceName(rule.place), "what": rule.words, "instrument": rule.instrument}
        months = agreement.months
        if rule.most_months is not None and months is not None and months > rule.most_months:
            yield Problem("place", (), TOO_LONG, {**values, "months": months})
        elif rule.most_months is None or months is None:
            yield Problem("place", (), PLACE_SAYS if rule.checked else PLACE_RECALLED, values)
    if not rules:
        yield Problem("advice", (), PLACE_SILENT, {"place": PlaceName(country)})


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
        entry.known(("first", "must_be", "second", "say"), ("in",))
        must_be = cast(Comparison, entry.choice("must_be", ("at_most", "at_least", "equal")))
        stands = entry.names("in", STRENGTHS) if "in" in entry.raw else STRENGTHS
        pair = _pointed(entry, "first"), must_be, _pointed(entry, "second")
        rows.append(Conflict(*pair, entry.words("say"), stands))
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
