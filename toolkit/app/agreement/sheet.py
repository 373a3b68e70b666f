"""What a page for one clause and a page for a whole agreement have in common."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from toolkit.app.agreement.fields import label_of
from toolkit.app.agreement.model import AgreementModel
from toolkit.app.kit.controls import with_error
from toolkit.app.kit.fields import Button, Item, Piece, TakeAway
from toolkit.app.kit.paper_sheet import PaperSheet
from toolkit.app.kit.pieces import feedback, fold, law_list, paragraph
from toolkit.audit import Finding
from toolkit.bargaining import library
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language, translatable_plural
from toolkit.markup import Markup

_SUGGESTION = translatable("What the numbers support")
_WATCH_OUT = translatable("What to watch out for")
_LAW = translatable("Law on record for this country")
_WANTING = translatable_plural(
    "{n} entry is still missing or does not fit. Without it no paper can be made.",
    "{n} entries are still missing or do not fit. Without them no paper can be made.",
)
_TO = translatable("Fill in: {entry}")
_TO_IN = translatable("Fill in: {entry} ({article})")
_KEPT = translatable(
    "The papers are made in the memory of the computer that runs this page. Nothing of them is stored there."
)


class AgreementSheet(PaperSheet):
    """An agreement that somebody puts together and takes home; everything it knows stands in its model.

    A sheet says how entries get into the model, what stands around them, where an entry is asked for, and which papers
    come out.

    Attributes
    ----------
    NO_LAW
        What is said where the register has nothing.
    """

    KEPT = _KEPT
    NO_LAW: str = ""

    def __init__(
        self, findings: Iterable[Finding], language: Language | str, key: str, clauses: tuple[str, ...] = ()
    ) -> None:
        speech = Language.of(language)
        self.model = AgreementModel(speech, tuple(findings), clauses=clauses)
        super().__init__(key, speech)
        self.when_changed(self._take_entries_in)
        self.when_pressed("make", self._make)
        self.add_class("tk-draft")

    # --- what each has its own way for ---------------------------------------------------------------------------

    def _bring_to_model(self) -> None:
        """Everything entered, in the model: the entries of a reloaded page come all at once and in any order."""
        raise NotImplementedError

    def _around(self, complaint: tuple[str, str]) -> list[Item]:
        """The fields of the step at hand with what helps to fill them in; a complaint is a name and a sentence."""
        raise NotImplementedError

    def _asked_in(self, where: str) -> dict[str, str]:
        """The entries that lead to where something is asked for."""
        raise NotImplementedError

    def _papers(self) -> tuple[TakeAway, ...]:
        """What is taken home; a `ToolkitError` says why nothing can be."""
        raise NotImplementedError

    # --- entries, problems and papers ----------------------------------------------------------------------------

    def _take_entries_in(self, names: frozenset[str]) -> None:
        self._bring_to_model()
        self.let_grow_old(names)
        self._draw()

    def _make(self) -> None:
        self._bring_to_model()
        where, message = self.model.first_wrong()
        self.made = ()
        if where:
            self._lead_to(where, message)
            return
        try:
            self.show_made(self._papers())
        except ToolkitError as error:
            self._lead_to("make", self.speech.say_error(error))

    def paper_items(self, complaint: str = "") -> list[Item]:
        return [*self._wanting(), *super().paper_items(complaint)]

    def _wanting(self) -> list[Item]:
        """How much keeps the papers from being made, and a way to each entry; nothing once they can be made."""
        found = self.model.all_wrong()
        if not found:
            return []
        told = feedback(self.speech.say_plural(_WANTING, len(found)), "tk-nearly")
        ways: list[Item] = []
        for where, _ in found:
            name, (entry, article) = f"to.{where}", label_of(where, self.model)
            label = self.speech.say(_TO_IN, entry=entry, article=article) if article else None
            ways.append(Button(name, label or self.speech.say(_TO, entry=entry)))
            self.when_pressed(name, partial(self._go_to, where))
        return [Piece("wanting", told, live=True), *ways]

    def lacking(self) -> frozenset[str]:
        return frozenset(self._asked_in(where)["step"] for where, _ in self.model.all_wrong())

    def _go_to(self, where: str) -> None:
        self._bring_to_model()
        self._lead_to(where, dict(self.model.all_wrong()).get(where, ""))

    def _lead_to(self, where: str, message: str) -> None:
        """Show what is missing where it is missing, in its own step."""
        entries = self._asked_in(where)
        if any(self._raw(name) != value for name, value in entries.items()):
            self.fill(**entries)
        self._draw(complaint=(where, message))
        self.point_at("starter" if where == "clauses" else where)

    def _draw(self, complaint: tuple[str, str] = ("", "")) -> None:
        where, message = complaint
        self.lay_out_step(with_error(item, message if item.name == where else "") for item in self._around(complaint))

    # --- what helps to decide ------------------------------------------------------------------------------------

    def _suggestion(self, clause: str) -> Markup:
        """What the numbers support of a clause, folded up; nothing where they say nothing of it."""
        demand = self.model.demands.get(clause)
        return fold(self.speech.say(_SUGGESTION), paragraph(demand.say(self.speech)), "tk-note") if demand else Markup()

    def _advice(self, clause: str) -> tuple[str, str]:
        """What to watch out for in a clause, under its name."""
        return self.speech.say(_WATCH_OUT), library()[clause].text(self.speech).watch_out

    def _law(self) -> Markup:
        """The law on record that what was chosen can lean on, folded up."""
        law = law_list(self.model.law, self.speech) or paragraph(self.speech.say(self.NO_LAW))
        return fold(self.speech.say(_LAW), law, "tk-note")
