"""A draft agreement as a value: what stands in it, how it grows clause by clause, and what is still empty."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, Self

from toolkit.bargaining.clauses.blanks import Value
from toolkit.bargaining.clauses.library import Clause, find_clause
from toolkit.bargaining.demands.demands import Demand
from toolkit.errors import AgreementError, UnknownBlank, translatable
from toolkit.languages import Language
from toolkit.registers.law import EMPLOYERS
from toolkit.rights import Employer

Audience = Literal["us", "table"]
Regime = Literal["private", "statutory"]
Kind = Literal["company", "sector", "protocol", "tender_annex", "motion"]

AUDIENCES = ("us", "table")
REGIMES = ("private", "statutory")
KINDS = ("company", "sector", "protocol", "tender_annex", "motion")
ANNEXES = ("register", "timetable", "audit")
LONGEST_TERM = 600  # months


@dataclass(frozen=True)
class DraftArticle:
    """A clause as it stands in a draft: strength, blanks filled in so far, and why it is there.

    Attributes
    ----------
    second
        The texts of blanks in the second language of the paper, where they differ.
    tell
        Whether the other side may read the reason too.
    """

    clause: str
    strength: str
    blanks: Mapping[str, Value] = field(default_factory=dict)
    because: Demand | None = None
    second: Mapping[str, Value] = field(default_factory=dict)
    tell: bool = False


@dataclass(frozen=True)
class Draft:
    """A draft agreement. Every change gives a new value; the old one stays as it was.

    `toolkit.bargaining.Agreement` says what each field means; it is a draft with all that can be done with one.
    """

    title: str
    union: str
    employer: str
    place: str
    language: str = "en"
    on: date = field(default_factory=date.today)
    articles: tuple[DraftArticle, ...] = ()
    regime: Regime = "private"
    kind: Kind = "company"
    scope: str = ""
    starts: date | None = None
    months: int | None = None
    signatories: tuple[str, ...] = ()
    second_language: str | None = None
    prevailing: str | None = None
    beside: Mapping[str, str] = field(default_factory=dict)
    lawyer: str = ""
    read_on: date | None = None
    annexes: tuple[str, ...] = ("register", "timetable")
    employer_kind: Employer | None = None

    def __post_init__(self) -> None:
        for name, value, allowed in (
            ("regime", self.regime, REGIMES),
            ("kind", self.kind, KINDS),
            ("employer_kind", self.employer_kind, (None, *EMPLOYERS)),
            *(("annexes", one, ANNEXES) for one in self.annexes),
            *(("beside", one, ("title", "union", "employer", "scope")) for one in self.beside),
        ):
            if value not in allowed:
                raise AgreementError(
                    translatable("“{field}” cannot be “{value}”. It takes: {allowed}."),
                    field=name,
                    value=str(value),
                    allowed=[one for one in allowed if one],
                )
        whole = isinstance(self.months, int) and not isinstance(self.months, bool)
        if self.months is not None and not (whole and 1 <= self.months <= LONGEST_TERM):
            raise AgreementError(
                translatable(
                    "An agreement cannot last “{value}” months. Give a whole number from 1 to {most}, or none."
                ),
                value=str(self.months),
                most=LONGEST_TERM,
            )

    # --- changes -------------------------------------------------------------------------------------------------

    def add(
        self,
        clause: str,
        *,
        strength: str = "standard",
        blanks: Mapping[str, Any] | None = None,
        because: Demand | None = None,
        second: Mapping[str, Any] | None = None,
        tell: bool = False,
    ) -> Self:
        """The agreement with one more article; blanks may be filled in later, values must fit.

        Raises
        ------
        UnknownClause, InvalidBlank, AgreementError
        """
        chosen = find_clause(clause)
        _check_strength(chosen, strength)
        if any(article.clause == clause for article in self.articles):
            raise AgreementError(
                translatable("The clause “{clause}” is in this agreement already. Take it out first, or change it."),
                clause=clause,
            )
        article = DraftArticle(
            clause, strength, _accepted(chosen, blanks or {}), because, _accepted(chosen, second or {}), tell
        )
        return replace(self, articles=(*self.articles, article))

    def remove(self, clause: str) -> Self:
        """The agreement without this clause."""
        find_clause(clause)
        return replace(self, articles=tuple(article for article in self.articles if article.clause != clause))

    def move(self, clause: str, position: int) -> Self:
        """The agreement with this clause at another position among its clauses, counted from 1.

        Numbers and references follow by themselves. A position beyond the end means the end.
        """
        moved = self.article(clause)
        others = [article for article in self.articles if article is not moved]
        others.insert(min(max(position - 1, 0), len(others)), moved)
        return replace(self, articles=tuple(others))

    def strengthen(self, clause: str, strength: str) -> Self:
        """The agreement with this clause in another strength; filled blanks stay filled."""
        _check_strength(find_clause(clause), strength)
        return self._with(replace(self.article(clause), strength=strength))

    def fill(self, clause: str, *, second: Mapping[str, Any] | None = None, **blanks: Any) -> Self:
        """The agreement with these blanks of a clause filled in; None or an empty text opens one again.

        Raises
        ------
        InvalidBlank, AgreementError

        >>> draft = Draft(title="t", union="u", employer="e", place="KE").add("bias")
        >>> draft.fill("bias", remedy_days=30).fill("bias", remedy_days=None).articles[0].blanks
        {}
        """
        article = self.article(clause)
        chosen = find_clause(clause)
        return self._with(
            replace(
                article,
                blanks=_changed(chosen, article.blanks, blanks),
                second=_changed(chosen, article.second, second or {}),
            )
        )

    def article(self, clause: str) -> DraftArticle:
        """The article that holds this clause.

        Raises
        ------
        AgreementError
            If the clause is not in this agreement.
        """
        find_clause(clause)
        for article in self.articles:
            if article.clause == clause:
                return article
        raise AgreementError(
            translatable("The clause “{clause}” is not in this agreement. It has: {available}. Add it first."),
            clause=clause,
            available=[article.clause for article in self.articles],
        )

    def _with(self, changed: DraftArticle) -> Self:
        kept = tuple(changed if article.clause == changed.clause else article for article in self.articles)
        return replace(self, articles=kept)

    # --- languages -----------------------------------------------------------------------------------------------

    @property
    def speech(self) -> Language:
        """The language of the paper in its place: months and separators follow it."""
        return self._in_place(self.language)

    @property
    def second_speech(self) -> Language | None:
        """The second language in its place, where there is one."""
        return self._in_place(self.second_language) if self.second_language else None

    def _in_place(self, tag: str) -> Language:
        language = Language(tag)
        country = self.place.upper().partition("-")[0]
        if language.tag != language.code or not re.fullmatch("[A-Z]{2}", country):
            return language
        return Language(f"{language.code}-{country}")

    def is_second(self, language: Language) -> bool:
        """Whether a language is the second one of the paper."""
        return self.second_language is not None and language.code == Language(self.second_language).code

    def names_in(self, language: Language) -> dict[str, str]:
        """Title, parties and scope as they are called in a language of the paper."""
        names = {"title": self.title, "union": self.union, "employer": self.employer, "scope": self.scope}
        return {**names, **self.beside} if self.is_second(language) else names

    # --- what it says --------------------------------------------------------------------------------------------

    def missing(self) -> list[tuple[str, str]]:
        """The blanks that are still empty, as (clause, blank)."""
        return [
            (article.clause, name)
            for article in self.articles
            for name in find_clause(article.clause).text(self.language).blanks_of(article.strength)
            if name not in article.blanks
        ]


def check_audience(audience: str) -> None:
    """Refuse a paper for anybody but us or the table.

    Raises
    ------
    AgreementError
    """
    if audience not in AUDIENCES:
        raise AgreementError(
            translatable("There is no audience “{audience}”. A document is for “us” or for the “table”."),
            audience=str(audience),
        )


def _check_strength(clause: Clause, strength: str) -> None:
    if strength not in clause.strengths:
        raise AgreementError(
            translatable("The clause “{clause}” has no strength “{strength}”. It has: {available}."),
            clause=clause.id,
            strength=strength,
            available=list(clause.strengths),
        )


def _accepted(clause: Clause, blanks: Mapping[str, Any]) -> dict[str, Value]:
    return _changed(clause, {}, blanks)


def _changed(clause: Clause, known: Mapping[str, Value], blanks: Mapping[str, Any]) -> dict[str, Value]:
    """Known values with these in their place; one that is empty goes."""
    kept = dict(known)
    for name, value in blanks.items():
        blank = clause.blank(name)
        if blank is None:
            raise UnknownBlank(clause.id, name, [blank.name for blank in clause.blanks])
        kept.pop(name, None)
        if value is not None and value != "":
            kept[name] = blank.accept(clause.id, value)
    return kept
