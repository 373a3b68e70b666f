"""Articles that contradict each other: found by comparing what their clauses fix, over the tree of things."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import cast

from toolkit.bargaining.agreements.checks.problem import Problem, Quoted, Shown, Title
from toolkit.bargaining.agreements.draft import DraftArticle
from toolkit.bargaining.clauses.blanks import Blank
from toolkit.bargaining.clauses.fixed import Fix, narrower, things
from toolkit.bargaining.clauses.library import find_clause, library
from toolkit.bargaining.clauses.record import Words
from toolkit.languages import Language, translatable
from toolkit.languages.units import DAYS, UNITS

KEPT_OR_DELETED = translatable(
    "Two rules clash on {thing}: under “{clause}” keeping lasts at least {one}, under “{other}” deletion is due after "
    "at most {two}. Set the times alike, or name in one article what the other keeps."
)
KEPT_UNUSABLE = translatable(
    "Two rules clash on {thing}: “{clause}” allows keeping for {one}, “{other}” allows use for no more than {two}. "
    "What may no longer be used should be deleted."
)
NEEDED_UNUSABLE = translatable(
    "Two rules clash on {thing}: “{clause}” orders keeping for at least {one}, “{other}” ends the use after {two}. "
    "Name in one article what the other keeps."
)
GROUPS_DIFFER = translatable(
    "Two rules clash on {thing}: the smallest group is {one} under “{clause}” and {two} under “{other}”. The employer "
    "will hold to the weaker rule."
)
BOUNDS_DIFFER = translatable(
    "Two rules clash on {thing}: the bound is {one} under “{clause}” and {two} under “{other}”. The employer will hold "
    "to the weaker rule."
)
TIMES_DIFFER = translatable(
    "Two rules clash on {thing}: the time is {one} under “{clause}” and {two} under “{other}”. Set the times alike."
)
REST_DIFFERS = translatable(
    "Two rules clash on rest: at least {one} under “{clause}”, at most {two} under “{other}”. Quiet hours are to be at "
    "least as long as the rest."
)
APPOINTED_TWICE = translatable(
    "Two rules clash on {thing}: under “{clause}” the choice lies with {one}, under “{other}” with {two}. Let both "
    "name the same side."
)
CONSENTS = translatable(
    "Several articles need a consent, each with its own clock: {clauses}. Add “{other}”: one file, one clock, one "
    "decision."
)
_SIDES = {
    "union": translatable("the union"),
    "employer": translatable("the employer"),
    "parties": translatable("both parties together"),
    "committee": translatable("the joint committee"),
    "outside": translatable("a body outside the employer"),
    "person": translatable("the person concerned"),
}
ONE_PROCEDURE = "procedure"
_CALENDAR = ("months", "years")
# Days by which months of the calendar are at most longer than their average: nine months from May have 276 days.
_SLACK = 2.1
_ASKED_IN_IT = ("union", "committee", "parties")


def times_differ(one: float, unit: str | None, other: float, other_unit: str | None) -> float:
    """By how many days a time is longer than another (below zero: shorter); 0 where the calendar may make them alike.

    Numbers without a unit are compared as they are.

    >>> times_differ(12, "months", 365, "days"), times_differ(90, "days", 2, "months") > 0
    (0.0, True)
    """
    days, other_days = (value * DAYS[kind or "days"] for value, kind in ((one, unit), (other, other_unit)))
    mixed = (unit in _CALENDAR) != (other_unit in _CALENDAR)
    return 0.0 if abs(days - other_days) <= (_SLACK if mixed else 1e-9) else days - other_days


@dataclass(frozen=True)
class _Written:
    """A number that stands in the text of a clause."""

    number: float
    unit: str | None
    share: bool

    def say(self, language: Language | str) -> str:
        speech = Language.of(language)
        if self.share:
            return speech.isolate(speech.percent(self.number))
        if self.unit is None:
            return speech.isolate(speech.show(int(self.number) if self.number.is_integer() else self.number))
        return speech.isolate(speech.say_plural(UNITS[self.unit], int(self.number)))


@dataclass(frozen=True)
class _Side:
    who: str

    def say(self, language: Language | str) -> str:
        return Language.of(language).say(_SIDES[self.who])


@dataclass(frozen=True)
class _Stands:
    """What an article fixes, with its number and the things for which it holds."""

    clause: str
    fix: Fix
    holds_for: frozenset[str]
    number: float = 0.0
    shown: Shown | _Written | None = None

    @property
    def least(self) -> bool:
        return self.fix.bound in ("at_least", "equal")

    @property
    def most(self) -> bool:
        return self.fix.bound in ("at_most", "equal")

    def exceeds(self, other: _Stands) -> float:
        """By how much its number is larger; 0 where both are alike."""
        units = [one.fix.amount.unit if one.fix.amount else None for one in (self, other)]
        return times_differ(self.number, units[0], other.number, units[1])


def find_contradictions(articles: Iterable[DraftArticle]) -> Iterator[Problem]:
    """Rules of these articles that cannot both be kept, or of which the employer would hold to the weaker.

    A rule holds for a thing and all that belongs to it, save what it excepts and what a narrower rule of the same
    article says otherwise. Two longest times, or two shortest ones, do not contradict each other: whoever keeps the
    stricter keeps both. A rule whose blank is still open is left out.
    """
    standing = [one for article in articles for one in _standing(article)]
    settled = [one for one in standing if one.fix.kind == "settles"]
    told: set[tuple[str, ...]] = set()
    for pair in combinations(standing, 2):
        for problem, thing in _compare(*pair, settled):
            mark = (problem.sentence, thing, *problem.clauses)
            if mark not in told:
                told.add(mark)
                yield problem


def find_consents(articles: Iterable[DraftArticle]) -> Iterator[Problem]:
    """Advice where several articles need a consent, each asked for and given by itself."""
    chosen = [article.clause for article in articles]
    asking = [
        article.clause
        for article in articles
        if any(one.fix.kind == "consents" and one.fix.who in _ASKED_IN_IT for one in _standing(article))
    ]
    if len(asking) > 1 and ONE_PROCEDURE not in chosen and ONE_PROCEDURE in library():
        values = {"clauses": [Quoted(clause) for clause in asking], "other": Title(ONE_PROCEDURE)}
        yield Problem("companion", (*asking, ONE_PROCEDURE), CONSENTS, values)


def _standing(article: DraftArticle) -> list[_Stands]:
    """What an article fixes in the strength that was chosen, as far as its blanks are filled in."""
    clause = find_clause(article.clause)
    fixes = [fix for fix in clause.fixes if article.strength in fix.strengths and _applies(fix, article)]
    found = []
    for fix in fixes:
        special = (other for other in fixes if _is_special(other, fix))
        for_what = _reach(fix).difference(*(_reach(other) for other in special))
        if fix.amount is None:
            found.append(_Stands(clause.id, fix, for_what))
        elif fix.amount.blank is None:
            written = _Written(cast(float, fix.amount.number), fix.amount.unit, fix.kind == "ratio")
            found.append(_Stands(clause.id, fix, for_what, written.number, written))
        elif fix.amount.blank in article.blanks:
            shown = Shown(cast(Blank, clause.blank(fix.amount.blank)), article.blanks[fix.amount.blank])
            found.append(_Stands(clause.id, fix, for_what, cast(float, shown.value), shown))
    return found


def _applies(fix: Fix, article: DraftArticle) -> bool:
    if fix.where is None:
        return True
    name, options = fix.where
    chosen = article.blanks.get(name, ())
    return isinstance(chosen, tuple) and not set(options).isdisjoint(chosen)


def _is_special(other: Fix, fix: Fix) -> bool:
    """Whether another rule of the same article is about a part of what this one is about."""
    same = (other.kind, other.bound) == (fix.kind, fix.bound)
    return same and fix.kind != "settles" and other.of != fix.of and other.of in narrower(fix.of)


def _reach(fix: Fix) -> frozenset[str]:
    """All things for which a rule holds; what every clause has of its own is left out."""
    if things()[fix.of].own:
        return frozenset()
    return narrower(fix.of).difference(*(narrower(thing) for thing in fix.unless))


def _compare(one: _Stands, other: _Stands, settled: Iterable[_Stands]) -> Iterator[tuple[Problem, str]]:
    common = one.holds_for & other.holds_for
    if not common or one.clause == other.clause and one.fix.kind == other.fix.kind in ("group", "ratio", "answers"):
        return
    for first, second in ((one, other), (other, one)):
        sentence = _clash(first, second)
        if sentence and not _is_settled(first, second, common, settled):
            thing = _widest(common)
            values = {"thing": things()[thing].words, "clause": Title(first.clause), "other": Title(second.clause)}
            amounts = {"one": _said(first), "two": _said(second)}
            clauses = tuple(dict.fromkeys((first.clause, second.clause)))
            blank = first.fix.amount.blank if first.fix.amount else None
            yield Problem("conflict", clauses, sentence, {**values, **amounts}, blank or ""), thing
            return


def _clash(first: _Stands, second: _Stands) -> str | None:
    """How the first rule contradicts the second, or nothing; asked both ways round."""
    match first.fix.kind, second.fix.kind:
        case "keep", "keep" if first.least and second.most and first.exceeds(second) > 0:
            return KEPT_OR_DELETED
        case "keep", "use" if second.most and first.exceeds(second) > 0:
            if first.least:
                return NEEDED_UNUSABLE
            # A longest time for much says nothing against a shorter one for a part of it.
            return KEPT_UNUSABLE if first.fix.of in narrower(second.fix.of) else None
        case ("rest", "quiet") | ("rest", "rest") | ("quiet", "quiet"):
            return REST_DIFFERS if first.least and second.most and first.exceeds(second) > 0 else None
        case "group", "group":
            return GROUPS_DIFFER if _is_weaker(first, second) else None
        case "ratio", "ratio":
            return BOUNDS_DIFFER if _is_weaker(first, second) else None
        case "answers", "answers" if first.exceeds(second) < 0:
            return TIMES_DIFFER
        case "appoints", "appoints" if first.fix.who != second.fix.who:
            return APPOINTED_TWICE
    return None


def _is_weaker(first: _Stands, second: _Stands) -> bool:
    """Whether the first bound, of the same thing or of a part of it, is not what the second asks for."""
    if first.fix.of not in narrower(second.fix.of):
        return False
    more = first.exceeds(second)
    return (more < 0 and second.least) or (more > 0 and second.most)


def _is_settled(first: _Stands, second: _Stands, common: frozenset[str], settled: Iterable[_Stands]) -> bool:
    """Whether an article says which of the two times applies."""
    if first.fix.kind != second.fix.kind:
        return False
    return any(
        one.fix.about == first.fix.kind and common <= one.holds_for and (one.shown is None or first.exceeds(one) <= 0)
        for one in settled
    )


def _widest(common: frozenset[str]) -> str:
    return next(thing.id for thing in things().values() if thing.id in common and common.isdisjoint(thing.within))


def _said(one: _Stands) -> Shown | _Written | _Side | Words:
    return one.shown or _Side(str(one.fix.who))
