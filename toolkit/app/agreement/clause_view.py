"""A clause on the page, one idea after the other: where and who, how strong, what is left open, the papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toolkit.app.agreement.elsewhere import with_numbers
from toolkit.app.agreement.fields import blank_fields, party_fields, read_about, read_blanks
from toolkit.app.agreement.papers import both_papers
from toolkit.app.agreement.sheet import AgreementSheet
from toolkit.app.kit.controls import as_entered, strength_options
from toolkit.app.kit.fields import Choice, Field, Item, Piece, TakeAway
from toolkit.app.kit.pieces import fold, paragraph
from toolkit.audit import Finding
from toolkit.bargaining import Clause, library
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
_STRENGTH = translatable("How strong")
_NO_LAW = translatable(
    "The register has nothing for this clause there yet. There may be law all the same; ask a lawyer."
)
_MAKE = translatable("Make the papers")
_CHANGED = translatable("You changed something. Make the papers again.")
_WHO = ("place", "union", "employer")


class DraftView(AgreementSheet):
    """An agreement of one clause that somebody can fill in and take home.

    Parameters
    ----------
    clause
        Which clause.
    key
        Under which name the browser keeps the entries.
    """

    STEPS = _STEPS
    STEPS_LABEL = _STEPS_LABEL
    MAKE, CHANGED, NO_LAW = _MAKE, _CHANGED, _NO_LAW

    def __init__(self, clause: str, findings: Iterable[Finding], language: Language | str, key: str = "draft") -> None:
        super().__init__(findings, language, key, (clause,))
        defaults = {f"{clause}.{blank.name}": as_entered(blank.default) for blank in self.clause.blanks}
        defaults = {name: value for name, value in defaults.items() if value is not None}
        self.begin(strength=self.model.strength(clause), **defaults)
        self._bring_to_model()
        self._draw()

    @property
    def clause(self) -> Clause:
        """The clause as the library holds it."""
        return library()[self.model.clauses[0]]

    def _bring_to_model(self) -> None:
        clause, strength = self.clause, self._strength().read(self._raw("strength"))
        model = replace(self.model, about=read_about(self.model, self._raw))
        model = replace(model, strengths={clause.id: strength} if strength else {})
        # What the strength at hand does not use is asked for as well: whoever compares strengths keeps what they wrote.
        self.model = replace(model, blanks={clause.id: read_blanks(clause.blanks, self._blanks(), self._raw)})

    def _asked_in(self, where: str) -> dict[str, str]:
        return {"step": "papers" if where == "make" else "who" if where in _WHO else "blanks"}

    def _papers(self) -> tuple[TakeAway, ...]:
        return both_papers(self.model.agreement(), self.speech)

    def _around(self, complaint: tuple[str, str]) -> list[Item]:
        clause = self.clause
        match self.step:
            case "who":
                law = self._law() if self.model.about.place else Markup()
                return [*party_fields(self.speech), Piece("law", law, live=True)]
            case "strength":
                support = self._suggestion(clause.id) if self.model.about.place else Markup()
                watch_out, advice = self._advice(clause.id)
                said = fold(watch_out, paragraph(advice), "tk-note")
                return [*([Piece("support", support)] if support else []), self._strength(), Piece("advice", said)]
            case "papers":
                return self.paper_items(complaint[1] if complaint[0] == "make" else "")
        return with_numbers(self._blanks(), clause.id, self.speech)

    def _blanks(self) -> list[Field]:
        return blank_fields(self.model, self.clause.id, self.clause.blanks)

    def _strength(self) -> Choice:
        demand = self.model.demands.get(self.clause.id)
        options = strength_options(self.clause, demand.strength if demand else "", self.speech)
        return Choice("strength", self.speech.say(_STRENGTH), options=options)
