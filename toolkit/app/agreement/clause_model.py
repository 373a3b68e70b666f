"""A clause in the making, without any widget: choices and blanks come in, papers or a helpful sentence come out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Literal

import traitlets

from toolkit.app.kit.papers import Paper, paper_of
from toolkit.audit import Finding
from toolkit.bargaining import Agreement, Blank, Demand, library, suggest
from toolkit.bargaining.demands.demands import supporting_provisions
from toolkit.errors import InvalidBlank, ToolkitError, UnfilledBlank, translatable
from toolkit.languages import Language
from toolkit.rights import Provision

TITLE = translatable("Agreement on decisions made with algorithms")
NO_PLACE = translatable("Choose the country first: it decides which law is named.")
NO_PARTY = {
    "union": translatable("Write the name of the union."),
    "employer": translatable("Write the name of the employer."),
}
UNFILLED = translatable("“{blank}” is still empty. Fill it in, for example: {example}.")
INVALID = translatable("“{blank}” cannot be “{value}”. It takes {wanted}.")


Audience = Literal["us", "table"]


class DraftModel(traitlets.HasTraits):
    """A draft agreement with one clause, as somebody fills it in.

    ``ready`` turns true when papers can be made; until then ``message`` says what is missing and ``where`` names the
    entry: ``place``, ``union``, ``employer`` or a blank.
    """

    place = traitlets.Unicode("")
    union = traitlets.Unicode("")
    employer = traitlets.Unicode("")
    strength = traitlets.Unicode("standard")
    blanks = traitlets.Dict()
    ready = traitlets.Bool(False)
    message = traitlets.Unicode("")
    where = traitlets.Unicode("")

    def __init__(self, clause: str, findings: Iterable[Finding], language: Language, on: date | None = None) -> None:
        super().__init__()
        self.clause = library()[clause]
        self.findings = tuple(findings)
        self.language = language
        self.on = on or date.today()
        self.blanks = {blank.name: blank.default for blank in self.clause.blanks if blank.default is not None}
        if self.demand_anywhere is not None:
            self.strength = self.demand_anywhere.strength
        elif self.strength not in self.clause.strengths:
            self.strength = self.clause.strengths[0]
        self._check()
        self.observe(lambda change: self._check(), ["place", "union", "employer", "strength", "blanks"])

    def fill(self, name: str, value: Any) -> None:
        """Put a value into a blank; an empty one takes it out."""
        filled = {key: known for key, known in self.blanks.items() if key != name}
        if value not in (None, "", (), []):
            filled[name] = value
        self.blanks = filled

    @property
    def demand(self) -> Demand | None:
        """What the findings support in the chosen place, if anything."""
        return self._demand(self.place) if self.place else None

    @property
    def demand_anywhere(self) -> Demand | None:
        """What the findings support before a place is chosen: the strength does not depend on it, the law does."""
        return self._demand("INT")

    @property
    def law(self) -> tuple[Provision, ...]:
        """The law on record that the clause can lean on in the chosen place."""
        return supporting_provisions(self.clause.id, self.place, self.on) if self.place else ()

    def agreement(self) -> Agreement:
        """The draft as a value.

        Raises
        ------
        ToolkitError
            If a value does not fit its blank.
        """
        draft = Agreement(
            title=self.language.say(TITLE),
            union=self.union.strip(),
            employer=self.employer.strip(),
            place=self.place,
            language=self.language.tag,
            on=self.on,
        )
        return draft.add(self.clause.id, strength=self.strength, blanks=self.blanks, because=self.demand)

    def paper(self, audience: Audience) -> Paper:
        """One paper to take home: for us (``"us"``) or for the other side (``"table"``).

        Raises
        ------
        ToolkitError
            If something is missing or does not fit.
        """
        return paper_of(self.agreement().document(audience))

    def _demand(self, place: str) -> Demand | None:
        for demand in suggest(self.findings, place=place, on=self.on):
            if self.clause.id in demand.clauses:
                return demand
        return None

    def _check(self) -> None:
        where, message = self._problem()
        with self.hold_trait_notifications():
            self.where = where
            self.message = message
            self.ready = not message

    def _problem(self) -> tuple[str, str]:
        """What is missing or does not fit, and where; two empty words if nothing."""
        if not self.place:
            return "place", self.language.say(NO_PLACE)
        for party in ("union", "employer"):
            if not getattr(self, party).strip():
                return party, self.language.say(NO_PARTY[party])
        try:
            self.agreement().document("table")
        except UnfilledBlank as error:
            blank = self._blank(error)
            shown = blank.show(blank.example_in(self.language), self.language)
            return blank.name, self.language.say(UNFILLED, blank=blank.label(self.language), example=shown)
        except InvalidBlank as error:
            blank = self._blank(error)
            return blank.name, self.language.say(INVALID, **{**error.values, "blank": blank.label(self.language)})
        except ToolkitError as error:
            return "", self.language.say_error(error)
        return "", ""

    def _blank(self, error: ToolkitError) -> Blank:
        blank = self.clause.blank(error.values["blank"])
        assert blank is not None
        return blank
