"""A clause on the page, one idea after the other: where and who, how strong, what is left open, the papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from toolkit.app.agreement.clause_model import Audience, DraftModel
from toolkit.app.agreement.elsewhere import with_numbers
from toolkit.app.kit.controls import as_entered, blank_field, blank_value, countries, strength_options, with_error
from toolkit.app.kit.fields import Choice, Field, Item, Piece, TakeAway, Text
from toolkit.app.kit.paper_sheet import PaperSheet
from toolkit.app.kit.papers import take_home
from toolkit.app.kit.pieces import fold, law_list, paragraph
from toolkit.audit import Finding
from toolkit.bargaining import Blank
from toolkit.bargaining.file_names import stem
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup

_STEPS = {
    "who": translatable("Where and who"),
    "strength": translatable("How strong"),
    "blanks": translatable("What is left open"),
    "papers": translatable("Take home"),
}
_STEPS_LABEL = translatable("Steps to the clause")
_PLACE = translatable("Country")
_UNION = translatable("Name of the union")
_EMPLOYER = translatable("Name of the employer")
_STRENGTH = translatable("How strong")
_SUGGESTION = translatable("What the numbers support")
_WATCH_OUT = translatable("What to watch out for")
_WHY_LAW = translatable("Law on record for this country")
_NO_LAW = translatable(
    "The register has nothing for this clause there yet. There may be law all the same; ask a lawyer."
)
_MAKE = translatable("Make the papers")
_TITLES: dict[Audience, str] = {
    "table": translatable("For the other side: the agreement, and nothing else"),
    "us": translatable("For us: with reasons, strength and advice"),
}
_NOTES: dict[Audience, str] = {
    "table": translatable("It holds nothing of your reasons or your strategy."),
    "us": translatable("Keep it to yourselves: it says what you would settle for, and why."),
}
_CHANGED = translatable("You changed something. Make the papers again.")
_KEPT = translatable(
    "The papers are made in the memory of the computer that runs this page. Nothing of them is stored there."
)


class DraftView(PaperSheet):
    """A clause that somebody can fill in and take home; everything it knows stands in its model.

    Parameters
    ----------
    clause
        Which clause.
    key
        Under which name the browser keeps the entries.
    """

    STEPS = _STEPS
    STEPS_LABEL = _STEPS_LABEL
    MAKE, CHANGED, KEPT = _MAKE, _CHANGED, _KEPT

    def __init__(self, clause: str, findings: Iterable[Finding], language: Language | str, key: str = "draft") -> None:
        speech = Language.of(language)
        self.model = DraftModel(clause, findings, speech)
        super().__init__(key, speech)
        self.when_changed(self._take_entries_in)
        self.when_pressed("make", self._make)
        self.add_class("tk-draft")
        self._begin()
        self._draw()

    # --- what is entered -----------------------------------------------------------------------------------------

    def _begin(self) -> None:
        model = self.model
        defaults = {self._blank_name(blank): as_entered(blank.default) for blank in model.clause.blanks}
        defaults = {name: value for name, value in defaults.items() if value is not None}
        self.begin(strength=model.strength, **defaults)

    def _blank_name(self, blank: Blank) -> str:
        """Clauses have blanks of the same name, and a page may hold more than one clause."""
        return f"{self.model.clause.id}.{blank.name}"

    def _take_entries_in(self, names: frozenset[str]) -> None:
        self._bring_to_model()
        self.let_grow_old(names)
        self._draw()

    def _bring_to_model(self) -> None:
        """Everything entered, in the model: the entries of a reloaded page come all at once and in any order."""
        model = self.model
        every = {item.name: item for item in self._all_fields()}

        def entered(name: str) -> Any:
            return every[name].read(self._raw(name))

        with model.hold_trait_notifications():
            model.place = entered("place") or ""
            model.union = entered("union") or ""
            model.employer = entered("employer") or ""
            model.strength = entered("strength") or model.strength
            blanks = {blank.name: blank_value(blank, entered(self._blank_name(blank))) for blank in model.clause.blanks}
            model.blanks = {name: value for name, value in blanks.items() if value is not None}

    # --- acts ----------------------------------------------------------------------------------------------------

    def _make(self) -> None:
        self._bring_to_model()
        model = self.model
        if not model.ready:
            self.made = ()
            self._lead_to_problem()
            return
        self.show_made(self._take_away(audience) for audience in ("table", "us"))

    def _lead_to_problem(self) -> None:
        """Show what is missing where it is missing, in its own step."""
        where = self._field_of_problem()
        step = next((name for name in self.steps if where in {item.name for item in self._fields(name)}), "papers")
        if step != self.step:
            self.fill(step=step)
        self._draw(complain=True)
        self.point_at(where or "make")

    def _field_of_problem(self) -> str:
        blank = self.model.clause.blank(self.model.where)
        return self._blank_name(blank) if blank else self.model.where

    def _take_away(self, audience: Audience) -> TakeAway:
        paper = self.model.paper(audience)
        title, note = _TITLES[audience], _NOTES[audience]
        return take_home(f"paper-{audience}", title, note, paper, stem(audience, self.speech), self.speech)

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self, complain: bool = False) -> None:
        self.lay_out_step(self._around(self.step, complain))

    def _around(self, step: str, complain: bool) -> list[Item]:
        """The fields of a step with what helps to fill them in."""
        wrong = self._field_of_problem() if complain else ""
        fields = [with_error(item, self.model.message if item.name == wrong else "") for item in self._fields(step)]
        match step:
            case "who":
                return [*fields, Piece("law", self._law(), live=True)]
            case "strength":
                return [*self._support(), *fields, self._advice()]
            case "papers":
                return self.paper_items(self.model.message if complain and not wrong else "")
        return with_numbers(fields, self.model.clause.id, self.speech)

    def _fields(self, step: str) -> list[Field]:
        return [item for item in self._all_fields() if self._step_of(item.name) == step]

    def _step_of(self, name: str) -> str:
        known = {"place": "who", "union": "who", "employer": "who", "strength": "strength"}
        return known.get(name, "blanks")

    def _all_fields(self) -> list[Field]:
        say = self.speech.say
        clause = self.model.clause
        return [
            Choice("place", say(_PLACE), options=countries(self.speech), many=True),
            Text("union", say(_UNION), longest=200),
            Text("employer", say(_EMPLOYER), longest=200),
            Choice("strength", say(_STRENGTH), options=self._strengths()),
            *(blank_field(self._blank_name(blank), blank, self.speech) for blank in clause.blanks),
        ]

    def _strengths(self) -> tuple[tuple[str, str], ...]:
        demand = self.model.demand_anywhere
        suggested = demand.strength if demand else ""
        return strength_options(self.model.clause, suggested, self.speech)

    def _support(self) -> list[Item]:
        demand = self.model.demand
        if demand is None:
            return []
        said = fold(self.speech.say(_SUGGESTION), paragraph(demand.say(self.speech)), "tk-note")
        return [Piece("support", said)]

    def _advice(self) -> Item:
        text = self.model.clause.text(self.speech)
        return Piece("advice", fold(self.speech.say(_WATCH_OUT), paragraph(text.watch_out), "tk-note"))

    def _law(self) -> Markup:
        if not self.model.place:
            return Markup()
        law = law_list(self.model.law, self.speech) or paragraph(self.speech.say(_NO_LAW))
        return fold(self.speech.say(_WHY_LAW), law, "tk-note")
