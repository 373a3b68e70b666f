"""An agreement in the making, without any widget: what somebody chose and wrote comes in, an agreement comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from typing import Any, cast

from toolkit.audit import Finding
from toolkit.bargaining import Agreement, Blank, Clause, Demand, Problem, library, suggest
from toolkit.bargaining.agreements.draft import LONGEST_TERM, Kind
from toolkit.bargaining.clauses.library import FAMILIES
from toolkit.bargaining.clauses.standing_articles import STANDING, part
from toolkit.bargaining.demands.demands import supporting_provisions
from toolkit.errors import InvalidBlank, RecordError, ToolkitError, translatable
from toolkit.languages import KNOWN, Language
from toolkit.rights import Employer, Provision

TITLE = translatable("Agreement on decisions made with algorithms")
NO_PLACE = translatable("Choose the country first: it decides which law is named.")
NO_PARTY = {
    "union": translatable("Write the name of the union."),
    "employer": translatable("Write the name of the employer."),
}
UNFILLED = translatable("“{blank}” is still empty. Fill it in, for example: {example}.")
INVALID = translatable("“{blank}” cannot be “{value}”. It takes {wanted}.")
STARTER = ("inventory", "notice", "human", "bias", "dispute")
NO_CLAUSE = translatable("Choose at least one clause.")
WRONG_MONTHS = translatable(
    "“{value}” is no number of months. Write a whole number from 1 to {most}, or leave it empty."
)
NEEDS = ("open", "missing", "conflict", "floor", "place", "companion", "advice")


@dataclass(frozen=True)
class About:
    """What somebody says about the agreement as a whole; what is left out stays as it usually is."""

    place: str = ""
    union: str = ""
    employer: str = ""
    kind: Kind = "company"
    employer_kind: str = ""
    scope: str = ""
    starts: date | None = None
    months: int | float | str | None = None
    second_language: str = ""
    lawyer: str = ""
    read_on: date | None = None


@dataclass(frozen=True)
class AgreementModel:
    """An agreement that somebody is putting together; a new value each time something is said.

    Attributes
    ----------
    findings
        Of an audit; they suggest clauses and strengths and become the reasons in our own paper.
    opened
        A saved draft from which it began: what no field asks for is taken from there.
    strengths, blanks
        By clause, and by clause and blank.
    """

    language: Language
    findings: tuple[Finding, ...] = field(default=(), repr=False)
    on: date = field(default_factory=date.today)
    about: About = field(default_factory=About)
    clauses: tuple[str, ...] = ()
    strengths: Mapping[str, str] = field(default_factory=dict)
    blanks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    opened: Agreement | None = field(default=None, repr=False)

    # --- what there is to choose -------------------------------------------------------------------------------------

    @cached_property
    def on_offer(self) -> tuple[Clause, ...]:
        """The clauses that are written in the reader's language, family by family."""
        written = [clause for clause in library().values() if self.language.code in clause.texts]
        return tuple(sorted(written, key=lambda clause: FAMILIES.index(clause.family)))

    @property
    def starter(self) -> tuple[str, ...]:
        """The clauses of a first agreement that fits on a few pages."""
        return tuple(clause.id for clause in self.on_offer if clause.id in STARTER)

    @cached_property
    def demands(self) -> Mapping[str, Demand]:
        """What the findings support, by clause; the law in it is that of the chosen place."""
        place = self.about.place or "INT"
        return {one.clauses[0]: one for one in suggest(self.findings, place=place, on=self.on)} if self.findings else {}

    def strength(self, clause: str) -> str:
        """The strength somebody chose, else the one that the findings support, else the standard."""
        known = library()[clause].strengths
        demand = self.demands.get(clause)
        wanted = (self.strengths.get(clause), demand.strength if demand else None, "standard", known[0])
        return next(one for one in wanted if one in known)

    @property
    def lacking(self) -> tuple[str, ...]:
        """Clauses on offer without which a chosen one does not work, whatever they need in turn."""
        offered, found = {clause.id for clause in self.on_offer}, list(self.clauses)
        for clause in found:
            found += [one for one in library()[clause].requires if one in offered and one not in found]
        return tuple(one for one in found if one not in self.clauses)

    @property
    def law(self) -> tuple[Provision, ...]:
        """The law on record that the chosen clauses can lean on in the chosen place."""
        place, clauses = self.about.place, self.clauses if self.about.place else ()
        found = {one.id: one for clause in clauses for one in supporting_provisions(clause, place, self.on)}
        return tuple(found.values())

    def open_blanks(self, clause: str) -> list[Blank]:
        """The blanks that the chosen strength of a clause uses, in the order of its text."""
        record = library()[clause]
        names = record.text(self.language).blanks_of(self.strength(clause))
        return [blank for name in names if (blank := record.blank(name)) is not None]

    def second_languages(self) -> tuple[str, ...]:
        """Languages in which everything chosen is written, beside the reader's own."""
        return tuple(code for code in KNOWN if code != self.language.code and self._is_written_in(code))

    def _is_written_in(self, code: str) -> bool:
        if any(code not in library()[clause].texts for clause in self.clauses):
            return False
        try:
            return all(part(name, code) for name in ("preamble", "closing", *STANDING))
        except RecordError:
            return False

    # --- what it becomes ---------------------------------------------------------------------------------------------

    def agreement(self, *, lenient: bool = False) -> Agreement:
        """The draft as a value.

        Parameters
        ----------
        lenient
            Whether a value that does not fit counts as a blank that is still open.

        Raises
        ------
        ToolkitError
            If a value does not fit its blank.
        """
        about, opened = self.about, self.opened
        draft = Agreement(
            title=opened.title if opened else self.language.say(TITLE),
            union=about.union,
            employer=about.employer,
            place=about.place,
            language=self.language.tag,
            on=self.on,
            regime="statutory" if about.employer_kind == "statute" else "private",
            employer_kind=cast(Employer, about.employer_kind) if about.employer_kind else None,
            kind=about.kind,
            scope=about.scope,
            starts=about.starts,
            months=about.months if isinstance(about.months, int) and 1 <= about.months <= LONGEST_TERM else None,
            second_language=about.second_language or None,
            lawyer=about.lawyer,
            read_on=about.read_on,
        )
        if opened is not None:
            draft = replace(
                draft,
                signatories=opened.signatories,
                annexes=opened.annexes,
                beside=opened.beside if about.second_language == opened.second_language else {},
                prevailing=opened.prevailing if about.second_language == opened.second_language else None,
            )
        for clause in self._in_order():
            draft = self._with_article(draft, clause, lenient)
        return draft

    def _in_order(self) -> tuple[str, ...]:
        """The chosen clauses: those of an opened draft as they stood there, then the others family by family."""
        before = [article.clause for article in self.opened.articles] if self.opened else []
        kept = [clause for clause in before if clause in self.clauses]
        return (*kept, *(clause for clause in self.clauses if clause not in kept))

    def _with_article(self, draft: Agreement, clause: str, lenient: bool) -> Agreement:
        articles = self.opened.articles if self.opened else ()
        before = next((one for one in articles if one.clause == clause), None)
        because = self.demands.get(clause) or (before.because if before else None)
        draft = draft.add(
            clause,
            strength=self.strength(clause),
            because=because,
            second=before.second if before and draft.second_language else None,
            tell=before.tell if before else False,
        )
        for name, value in self.blanks.get(clause, {}).items():
            try:
                draft = draft.fill(clause, **{name: value})
            except InvalidBlank:
                if not lenient:
                    raise
        return draft

    # --- what is missing ---------------------------------------------------------------------------------------------

    def first_wrong(self) -> tuple[str, str]:
        """The first entry that keeps the papers from being made, and a sentence; two empty words if nothing does."""
        return next(iter(self.all_wrong()), ("", ""))

    def all_wrong(self) -> list[tuple[str, str]]:
        """Every entry that keeps the papers from being made, each with a sentence, in the order of the steps."""
        say, about = self.language.say, self.about
        found = [] if about.place else [("place", say(NO_PLACE))]
        found += [(party, say(words)) for party, words in NO_PARTY.items() if not getattr(about, party)]
        if about.months is not None and not (isinstance(about.months, int) and 1 <= about.months <= LONGEST_TERM):
            found.append(("months", say(WRONG_MONTHS, value=str(about.months), most=LONGEST_TERM)))
        if not self.clauses:
            found.append(("clauses", say(NO_CLAUSE)))
        for clause in self._in_order():
            still, filled = self.open_blanks(clause), self.blanks.get(clause, {})
            further = [one for one in library()[clause].blanks if one.name in filled and one not in still]
            for blank in (*still, *further):
                if sentence := self._wrong_blank(clause, blank):
                    found.append((f"{clause}.{blank.name}", sentence))
        return found

    def _wrong_blank(self, clause: str, blank: Blank) -> str:
        value = self.blanks.get(clause, {}).get(blank.name)
        if value in (None, ()):
            shown = blank.show(blank.example_in(self.language), self.language)
            return self.language.say(UNFILLED, blank=blank.label(self.language), example=shown)
        try:
            blank.accept(clause, value)
        except InvalidBlank as error:
            return self.language.say(INVALID, **{**error.values, "blank": blank.label(self.language)})
        return ""

    def to_settle(self) -> tuple[Problem, ...]:
        """What a careful colleague would ask, the gravest first; nothing while there is no place yet."""
        if not self.about.place:
            return ()
        try:
            return self.agreement(lenient=True).problems()
        except ToolkitError:
            return ()


def entries_of(draft: Agreement) -> dict[str, Any]:
    """A draft as what somebody would have entered, for the fields of `About` by name and for `strength.<clause>`.

    >>> draft = Agreement(title="t", union="u", employer="e", place="KE").add("bias", blanks={"remedy_days": 20})
    >>> entries = entries_of(draft)
    >>> entries["place"], entries["strength.bias"], entries["bias.remedy_days"]
    ('KE', 'standard', '20')
    """
    entries: dict[str, Any] = {}
    for one in fields(About):
        value = getattr(draft, one.name)
        if one.name == "employer_kind" and value is None and draft.regime == "statutory":
            value = "statute"  # of a draft that was saved when no more was asked
        entries[one.name] = value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
    for article in draft.articles:
        entries[f"strength.{article.clause}"] = article.strength
        for blank in library()[article.clause].blanks:
            value = article.blanks.get(blank.name, "")
            entries[f"{article.clause}.{blank.name}"] = list(value) if isinstance(value, tuple) else str(value)
    return entries
