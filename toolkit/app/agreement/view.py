"""An agreement on the page, one idea after the other: who, what, how strong, what is open, a look at it, the papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from toolkit.app.agreement.elsewhere import with_numbers
from toolkit.app.agreement.fields import fields_of_step, read_entries, saved_field, ticked, usual_entries
from toolkit.app.agreement.model import entries_of
from toolkit.app.agreement.papers import take_aways
from toolkit.app.agreement.sheet import AgreementSheet
from toolkit.app.kit.fields import Button, Choice, Choices, Item, Piece, TakeAway
from toolkit.app.kit.pieces import feedback, fold, numbered, paragraph, table
from toolkit.app.kit.upload import Upload
from toolkit.audit import Finding
from toolkit.bargaining import Agreement, Problem, library
from toolkit.bargaining.clauses.record import STRENGTH_NAMES
from toolkit.bargaining.clauses.saved_file import LARGEST
from toolkit.course.exercises.clause_strength import words_of
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language, translatable_plural
from toolkit.markup import Markup, joined, markup

_STEPS = {
    "who": translatable("Where and who"),
    "what": translatable("What you need"),
    "strength": translatable("How strong"),
    "blanks": translatable("What is left open"),
    "look": translatable("Look at it"),
    "papers": translatable("Take home"),
}
_STEPS_LABEL = translatable("Steps to the agreement")
_STARTER = translatable("Take the starter agreement")
_STARTER_HOLDS = translatable("The starter agreement holds: {titles}.")
_ASK = translatable("Not sure? Ask yourselves these questions; whoever answers no may need the clause")
_NONE_YET = translatable("Choose at least one clause first: go back to “What you need”.")
_CHOSEN = translatable_plural("{n} clause is chosen.", "{n} clauses are chosen.")
_READ_STRENGTHS = translatable("Read it in every strength")
_NO_LAW = translatable(
    "The register has nothing for these clauses there yet. There may be law all the same; ask a lawyer."
)
_PART = translatable("Clause {at} of {all}")
_PART_HELP = translatable("“Next” leads to the next clause; here you can go to any of them.")
_NO_BLANKS = translatable("This clause leaves nothing open in the strength you chose.")
_OVERVIEW = translatable("Your agreement")
_OVERVIEW_HEADS = (translatable("Article"), translatable("How strong"), translatable("Still open"))
_NOTHING = translatable("–")
_GROUPS = {
    "missing": translatable("Does not work yet"),
    "conflict": translatable("Does not fit together"),
    "floor": translatable("Less than you should accept"),
    "place": translatable("What the law there says"),
    "companion": translatable("Would make it stronger"),
    "advice": translatable("Good advice"),
}
_ADD_MISSING = translatable("Add the clauses that are missing")
_NO_PLACE_YET = translatable("Choose the country first, in “Where and who”: what there is to look at depends on it.")
_LOOKED = translatable("Nothing stands out. That does not say that all is well: let others read it too.")
_MAKE = translatable("Make your papers")
_CHANGED = translatable("You changed something. Make your papers again.")
_OPENED = translatable("The draft is open: {articles}. Go through the steps, or go straight to “Take home”.")
_ARTICLES = translatable_plural("{n} clause", "{n} clauses")
_NOT_HERE = translatable("These clauses of the draft are not written in this language and were left out: {clauses}.")


class AgreementView(AgreementSheet):
    """An agreement that somebody puts together and takes home, clause by clause.

    Parameters
    ----------
    findings
        Of an audit; the clauses that they support are chosen at the beginning.
    key
        Under which name the browser keeps the entries.
    """

    STEPS = _STEPS
    STEPS_LABEL = _STEPS_LABEL
    MAKE, CHANGED, NO_LAW = _MAKE, _CHANGED, _NO_LAW
    ONLY_LOOKING = frozenset({"step", "part", "saved"})

    def __init__(self, findings: Iterable[Finding], language: Language | str, key: str = "clause") -> None:
        self.told = self.wrong_file = ""
        self._opened: tuple[str, Agreement | None] = ("", None)
        super().__init__(findings, language, key)
        self.when_pressed("starter", lambda: self._choose(self.model.starter))
        self.when_pressed("add-missing", lambda: self._choose(self.model.lacking))
        offered = {clause.id for clause in self.model.on_offer}
        supported = [clause for clause in self.model.demands if clause in offered]
        chosen = ticked(supported) if supported else {}
        self.begin(**usual_entries(self.model), **chosen)
        self._bring_to_model()
        self._draw()

    @property
    def part(self) -> str:
        """The clause whose blanks are asked for; empty if none is chosen."""
        raw, chosen = self._raw("part"), self.model.clauses
        return raw if raw in chosen else chosen[0] if chosen else ""

    # --- what is entered -----------------------------------------------------------------------------------------

    def _take_entries_in(self, names: frozenset[str]) -> None:
        if "saved" in names:
            self._open_draft()
        super()._take_entries_in(names)

    def _bring_to_model(self) -> None:
        self.model = read_entries(replace(self.model, opened=self._opened_draft()), self._raw)

    def _opened_draft(self) -> Agreement | None:
        """The draft from which this one began; its text stands among the entries, so a reload has it too."""
        text = self._raw("opened")
        text = text if isinstance(text, str) and len(text) <= LARGEST else ""
        if self._opened[0] != text:
            try:
                self._opened = (text, Agreement.read(text.encode("utf-8", "ignore"), "draft.yml") if text else None)
            except ToolkitError:
                self._opened = (text, None)
        return self._opened[1]

    def _open_draft(self) -> None:
        upload = self.entry("saved")
        self.wrong_file = self.told = ""
        if not isinstance(upload, Upload):
            return
        try:
            draft = Agreement.read(upload.content, upload.name)
        except ToolkitError as error:
            self.wrong_file = self.speech.say_error(error)
            return
        offered = {clause.id for clause in self.model.on_offer}
        inside = [article.clause for article in draft.articles]
        self.fill(opened=upload.content.decode("utf-8"), more=["more"], **ticked(inside), **entries_of(draft))
        number = self.speech.say_plural(_ARTICLES, len(offered.intersection(inside)))
        self.told = self.speech.say(_OPENED, articles=number)
        if left := [clause for clause in inside if clause not in offered]:
            self.told = f"{self.told} {self.speech.say(_NOT_HERE, clauses=left)}"

    def _choose(self, clauses: Iterable[str]) -> None:
        self.fill(**ticked({*self.model.clauses, *clauses}))

    def lacking(self) -> frozenset[str]:
        """Without a clause there is nothing to fill in or to look at."""
        return frozenset() if self.model.clauses else frozenset({"strength", "blanks", "look"})

    def is_begun(self, step: str) -> bool:
        """All clauses count, also those whose blanks do not stand on the page."""
        asked = [f"{one}.{blank.name}" for one in self.model.clauses for blank in self.model.open_blanks(one)]
        return super().is_begun(step) or (step == "blanks" and any(map(self._is_entered, asked)))

    # --- acts ----------------------------------------------------------------------------------------------------

    def leads_to(self, by: int) -> str:
        return self.step if self._clause_beside(by) else self.step_beside(by)

    def _clause_beside(self, by: int) -> str:
        """The clause before or after the one whose blanks are filled in; empty beyond the ends of the draft."""
        if self.step != "blanks" or not self.part:
            return ""
        place = self.model.clauses.index(self.part) + by
        return self.model.clauses[place] if 0 <= place < len(self.model.clauses) else ""

    def go(self, by: int) -> None:
        """To the next step, or to the next clause while there is one."""
        chosen, part = self.model.clauses, self._clause_beside(by)
        if part:
            self.turn_to(part=part)
            return
        step = self.step_beside(by)
        entries = {"step": step}
        if step == "blanks" and chosen:
            entries["part"] = chosen[0] if by > 0 else chosen[-1]
        self.turn_to(**entries)

    def _asked_in(self, where: str) -> dict[str, str]:
        steps = {"clauses": "what", "make": "papers"} | dict.fromkeys(("place", "union", "employer", "months"), "who")
        if where in steps:
            return {"step": steps[where]}
        return {"step": "blanks", "part": where.partition(".")[0]}

    def _papers(self) -> tuple[TakeAway, ...]:
        return take_aways(self.model.agreement(), self.speech)

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _around(self, complaint: tuple[str, str]) -> list[Item]:
        match self.step:
            case "who":
                told = feedback(self.told, "tk-right") if self.told else Markup()
                return [
                    *self._fields("who"),
                    saved_field(self.model, self.wrong_file),
                    Piece("opened-told", told, live=True),
                ]
            case "what":
                return self._what(complaint)
            case "strength":
                return self._strengths()
            case "blanks":
                return self._blanks()
            case "look":
                return self._look()
        return self.paper_items(complaint[1] if complaint[0] == "make" else "")

    def _fields(self, step: str) -> list[Item]:
        return list(fields_of_step(step, self.model, self._raw, self.part))

    def _what(self, complaint: tuple[str, str]) -> list[Item]:
        say, model = self.speech.say, self.model
        titles = [library()[clause].text(self.speech).title for clause in model.starter]
        chosen = len(model.clauses)
        told = paragraph(self.speech.say_plural(_CHOSEN, chosen), "tk-note") if chosen else Markup()
        if complaint[0] == "clauses":
            told = feedback(complaint[1], "tk-notyet")
        items: list[Item] = [
            Button("starter", say(_STARTER)),
            Piece("starter-holds", paragraph(say(_STARTER_HOLDS, titles=titles), "tk-note")),
        ]
        for item in self._fields("what"):
            assert isinstance(item, Choices)
            items += [item, Piece(f"ask.{item.name}", self._questions(item))]
        return [*items, Piece("chosen", told, live=True)]

    def _questions(self, family: Choices) -> Markup:
        clauses = [library()[clause] for clause, _ in family.options]
        rows = joined(
            markup("<li>{} <strong>{}</strong></li>", one.question.say(self.speech), one.text(self.speech).title)
            for one in clauses
        )
        return fold(self.speech.say(_ASK), markup("<ul>{}</ul>", rows), "tk-note")

    def _strengths(self) -> list[Item]:
        if not self.model.clauses:
            return [Piece("none", feedback(self.speech.say(_NONE_YET), "tk-nearly"))]
        items: list[Item] = []
        for item in self._fields("strength"):
            clause = item.name.partition(".")[2]
            items += [item, Piece(f"about.{clause}", self._about(clause))]
        return items

    def _about(self, clause: str) -> Markup:
        """A clause folded up: what the numbers support, its sentences, what to watch out for, what it is worth."""
        trade = library()[clause].trade
        told = (self._advice(clause), *(trade.say(self.speech) if trade else ()))
        reasons = joined(markup("<p><strong>{}</strong></p>{}", head, paragraph(words)) for head, words in told)
        every = fold(self.speech.say(_READ_STRENGTHS), self._ladder(clause) + reasons, "tk-note")
        return self._suggestion(clause) + every

    def _ladder(self, clause: str) -> Markup:
        record = library()[clause]
        values = self.model.agreement(lenient=True).article(clause).blanks
        rungs = []
        for strength in record.strengths:
            words = numbered(words_of(record, strength, self.speech, values))
            rungs.append(markup("<p><strong>{}</strong></p>{}", self.speech.say(STRENGTH_NAMES[strength]), words))
        return joined(rungs)

    def _blanks(self) -> list[Item]:
        say, part, chosen = self.speech.say, self.part, self.model.clauses
        if not part:
            return [Piece("none", feedback(say(_NONE_YET), "tk-nearly"))]
        titles = tuple((clause, library()[clause].text(self.speech).title) for clause in chosen)
        at = chosen.index(part)
        fields = fields_of_step("blanks", self.model, self._raw, part)
        head: Item = Piece("part-title", paragraph(titles[0][1], "tk-label"))
        if len(chosen) > 1:
            label = say(_PART, at=at + 1, all=len(chosen))
            # The clause at hand may be one that nobody has chosen yet: the page shows it as chosen all the same.
            self.begin(**{**self._begun, "part": part})
            head = Choice("part", label, say(_PART_HELP), options=titles, many=True, prompt=titles[at][1])
        nothing = [] if fields else [Piece("nothing", paragraph(say(_NO_BLANKS)))]
        return [head, *nothing, *with_numbers(fields, part, self.speech)]

    def _look(self) -> list[Item]:
        say, model = self.speech.say, self.model
        if not model.about.place:
            look = Piece("look", feedback(say(_NO_PLACE_YET), "tk-nearly"))
            return [Piece("overview", self._overview()), look, *self._wanting()]
        problems = model.to_settle()
        told = joined(self._group(kind, problems) for kind in _GROUPS) or feedback(say(_LOOKED), "tk-nearly")
        items: list[Item] = [Piece("overview", self._overview()), *self._wanting(), Piece("look", told, live=True)]
        if model.lacking:
            items.append(Button("add-missing", say(_ADD_MISSING)))
        return [*items, Piece("law", self._law())]

    def _overview(self) -> Markup:
        say, model = self.speech.say, self.model
        missing = model.agreement(lenient=True).missing()
        rows = []
        for clause in model.clauses:
            still = [blank.label(self.speech) for blank in model.open_blanks(clause) if (clause, blank.name) in missing]
            title = library()[clause].text(self.speech).title
            rows.append([title, say(STRENGTH_NAMES[model.strength(clause)]), self.speech.list(still) or say(_NOTHING)])
        return table(say(_OVERVIEW), [say(head) for head in _OVERVIEW_HEADS], rows, "tk-columns") if rows else Markup()

    def _group(self, kind: str, problems: Iterable[Problem]) -> Markup:
        rows = joined(markup("<li>{}</li>", one.say(self.speech)) for one in problems if one.kind == kind)
        return (
            markup("<p><strong>{}</strong></p><ul>{}</ul>", self.speech.say(_GROUPS[kind]), rows) if rows else Markup()
        )
