"""An audit of one's own file on the page: choose it, say what its columns mean, take the report home."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from toolkit.app.audit import file_step, wording
from toolkit.app.audit.banding import begun, threshold_item, with_bands
from toolkit.app.audit.column_steps import ACROSS, called, decision_items, people_items
from toolkit.app.audit.following import entries_of, recipe_items
from toolkit.app.audit.model import AuditModel, Meaning
from toolkit.app.audit.own_table import OwnTable, read_own_table
from toolkit.app.audit.sample_file import NAME, sample_file
from toolkit.app.audit.settling import PREFIX, settled, settling_items
from toolkit.app.audit.taken_home import findings_item, report_item
from toolkit.app.kit.controls import with_error
from toolkit.app.kit.fields import Item, Piece
from toolkit.app.kit.paper_sheet import PaperSheet
from toolkit.app.kit.pieces import feedback, paragraph
from toolkit.app.kit.reading import STILL_READING
from toolkit.app.kit.upload import Upload
from toolkit.audit import AuditResult, Recipe
from toolkit.audit.codebooks.answers import answers_in, is_codebook
from toolkit.audit.codebooks.questions import Asked
from toolkit.audit.counting.reading.note import Note
from toolkit.audit.findings.missing import say_values
from toolkit.audit.log import LONGEST_PHRASE
from toolkit.audit.recipe import recipe_in
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined
from toolkit.registers.codebook import Codebook

_STEPS = {
    "file": translatable("Your file"),
    "decision": translatable("The decision"),
    "people": translatable("The people"),
    "words": translatable("The words"),
    "report": translatable("The report"),
}
_STEPS_LABEL = translatable("Steps to the report")
_NOT_HERE = translatable(
    "The file itself is kept by no page. Choose it again in the step “{step}”; what you said of it is still there."
)
_WILL_BE_NO = translatable(
    "These values of “{column}” will count as no, with the rows that have them: {values}. If one of them means "
    "something else, such as pending or withdrawn, take those rows out of the file first."
)
_WILL_BE_UNTRUE = translatable(
    "These values of “{column}” will count as not true, with the rows that have them: {values}. If one of them means "
    "not known, empty those cells first."
)
_MAKE = translatable("Make the report")
_CHANGED = translatable("You changed something. Make the report again.")
_STEP_OF = {"file": "file", "decision": "decision", "across": "decision", "selected": "decision", "effect": "decision"}


class AuditView(PaperSheet):
    """An audit that somebody can make of their own file; what is said of it stands in its model."""

    STEPS = _STEPS
    STEPS_LABEL = _STEPS_LABEL
    MAKE, CHANGED = _MAKE, _CHANGED
    AGAIN = False
    HAS_SAMPLE = True

    def __init__(self, language: Language | str, key: str = "audit") -> None:
        super().__init__(key, language)
        self.model = AuditModel()
        self._noted: tuple[AuditModel, tuple[Note, ...]] = (AuditModel(), ())
        self.result: AuditResult | None = None
        self.recipe: Recipe | None = None
        self.wrong = self.no_recipe = ""
        self.refused: ToolkitError | None = None  # why the file could not be read
        self._content: Upload | None = None  # what was read, as long as it may be read once more in another way
        self._is_mending = self._is_filling = False
        self._answers: dict[Asked, str] = {}  # of a codebook of an earlier table
        self._columns: tuple[str, ...] = ()  # of the table that was read last
        self._is_new = False  # the file or the recipe: what stands in the entries is not about it
        self.when_made: Callable[[AuditResult], None] | None = None
        self.when_changed(self._take)
        self.when_pressed("make", self._make)
        self.when_pressed("sample", self._read_sample)
        self.when_pressed("mend", self._mend)
        self.add_class("tk-audit")
        self._draw()

    # --- what is entered -----------------------------------------------------------------------------------------

    def _take(self, names: frozenset[str]) -> None:
        if "file" in names:
            self._take_file_in()
        elif names & set(file_step.ENTRIES) and not self._is_filling:
            self._read()
        if "recipe" in names:
            self._read_recipe()
        self._bring_to_model()
        self.let_grow_old(names)
        self._draw()

    def _take_file_in(self) -> None:
        upload = self._content = self._uploads.whole("file")
        self.wrong, self.refused, self._is_mending, self.model = "", None, False, self.model.with_table(None)
        if upload is not None:
            mark = file_step.mark_of(upload.name, len(upload.content))
            if self._raw(file_step.READ_OF) != mark:
                self._is_new = True
                self._fill_only(**file_step.nothing_asked(mark) | self._said_by_recipe())
            self._read()

    def _read(self) -> None:
        """Read the file, as somebody says it is to be read."""
        upload, asked = self._content, file_step.asked_in(self._raw)
        if upload is None:
            held = self._uploads.whole("file")
            self.wrong = self.speech.say(file_step.CHOOSE_AGAIN) if held is not None else self.wrong
            return
        self.wrong, self.refused, self.model = "", None, self.model.with_table(None)
        self.read_file("file", lambda over: read_own_table(upload, over, asked), self._take_table)

    def _read_recipe(self) -> None:
        upload = self._uploads.whole("recipe")
        self.no_recipe, recipe = "", None
        self._answers = {} if upload is None else self._answers
        if upload is not None:
            try:
                if is_codebook(upload.content, upload.name):  # it may come after a recipe, which holds on
                    self._answers = answers_in(upload.content, upload.name, self.speech)
                    self._fill_words()
                    return
                recipe = recipe_in(upload.content, upload.name)
            except ToolkitError as error:
                self.no_recipe = self.speech.say_error(error)
        self.model, self._is_new = replace(self.model, recipe=recipe), True
        before = file_step.asked_in(self._raw)
        self._fill_only(**self._said_by_recipe())
        if file_step.asked_in(self._raw) != before and self._content is not None:
            self._read()
        else:
            self._follow()

    def _said_by_recipe(self) -> dict[str, Any]:
        recipe = self.model.recipe
        return {} if recipe is None else file_step.entries_as(dict(recipe.reading))

    def _fill_words(self) -> None:
        """What a codebook of an earlier table says of the columns of this one."""
        if self.model.table is not None and self._answers:
            self._fill_only(**wording.entries_with(self.model.table, self._answers))

    def _fill_only(self, **entries: Any) -> None:
        """Put entries into fields without reading the file once more for it."""
        before, self._is_filling = self._is_filling, True
        try:
            self.fill(**entries)
        finally:
            self._is_filling = before

    def _follow(self) -> None:
        """What stands in the entries of a new table: what the recipe says, or where its bands may begin."""
        own, recipe = self.model.table, self.model.recipe
        if own is None:
            return
        seen, self._columns = self._columns, own.columns
        if self._is_new or (seen and seen != own.columns):  # another sheet, or another line of headings
            self._is_new = False
            begin: dict[str, Any] = {**begun(own), "across": list(own.counting)}
            self.fill(**begin | (entries_of(recipe, own) if recipe is not None else {}))
            self._fill_words()

    def _read_sample(self) -> None:
        """An untidy file of ours, read like one of theirs."""
        self._content = Upload(self.speech.say(NAME) + ".xlsx", sample_file(self.speech))
        self._is_new = True
        self._fill_only(**file_step.nothing_asked(self._content.name))
        self._read()

    def _take_table(self, read: OwnTable | ToolkitError) -> None:
        if isinstance(read, ToolkitError):
            self.wrong, self.refused = self.speech.say_error(read), read
        else:
            self.model = self.model.with_table(read)
            self._uploads.let_go("file")
            if self._content is not None and len(self._content.content) > file_step.KEPT:
                self._content = None
            self._follow()
        self._bring_to_model()
        self._draw()

    def _mend(self) -> None:
        self._is_mending = True
        self._draw()

    def _bring_to_model(self) -> None:
        raw = self._raw

        def one(name: str) -> str:
            value = raw(name)
            return value if isinstance(value, str) else ""

        def several(name: str) -> tuple[str, ...]:
            value = raw(name)
            return tuple(value) if isinstance(value, list) else ()

        effect = one("effect")
        decision, outcome = one("decision"), one("outcome")
        across = several("across") if decision == ACROSS else ()
        decision = called(self.model, across, self.speech) if decision == ACROSS else decision
        meaning = Meaning(
            decision=decision,
            selected=several("selected"),
            effect=effect if effect in ("benefit", "burden") else "",  # type: ignore[arg-type]
            groups=several("groups")[:3],
            within=one("within"),
            outcome="" if across else outcome,
            outcome_true=several("outcome_true"),
            count="" if across else one("count"),
            said=one("said")[:LONGEST_PHRASE],
            across=across,
        )
        decimal = raw(f"{PREFIX}decimal")
        first = (("decimal", decimal),) if decimal in (",", ".") else ()
        model = with_bands(self.model, raw, replace(meaning, settled=first))
        selected, true = (
            self._known(model, *ticked) for ticked in ((decision, meaning.selected), (outcome, meaning.outcome_true))
        )
        self.model = model = model.with_meaning(replace(model.meaning, selected=selected, outcome_true=true))
        words = wording.worded(model, raw, self.speech) if "words" in self.steps else None
        self.model = model = replace(model, codebook=words.codebook(table=self._name()) if words else None)
        if self.step == self.steps[-1]:
            answers = settled(raw, self._notes(model), self.speech, self._asks_decimal(model))
            self.model = model.with_meaning(replace(model.meaning, settled=tuple(answers.items())))

    def _name(self) -> str:
        return self.model.table.name if self.model.table is not None else ""

    def _notes(self, model: AuditModel) -> tuple[Note, ...]:
        """What was odd, once it is needed: to count a long table takes a moment, and is done once for one meaning."""
        if self.step != self.steps[-1]:
            return ()
        plain = model.not_settled()
        if plain != self._noted[0] or plain.table is not self._noted[0].table:
            try:
                self._noted = plain, plain.log().reading if not plain.problem(self.speech)[0] else ()
            except ToolkitError:
                self._noted = plain, ()  # what is wrong is said when the report is made
        return self._noted[1]

    def _asks_decimal(self, model: AuditModel) -> bool:
        table_, count = model.table, model.meaning.count
        return table_ is not None and any("," in text or "." in text for text in table_.values.get(count, ()))

    def _known(self, model: AuditModel, column: str, ticked: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(value for value in ticked if value in model.values(column))

    # --- acts ----------------------------------------------------------------------------------------------------

    def go(self, by: int) -> None:
        """Go on or back; what this step still lacks is said here, and not three steps later."""
        where, message = self.model.problem(self.speech)
        if by > 0 and where and _STEP_OF.get(where, "people") == self.step and not self.is_reading(where):
            self._draw(where, message)
            self.point_at(where)
        else:
            super().go(by)

    def _make(self) -> None:
        where, message = self.model.problem(self.speech)
        if where == "file" and self.is_reading(where):
            message = self.speech.say(STILL_READING)
            self.after_reading(where, self._make)
        if message:
            step = _STEP_OF.get(where, "people")
            if where in {item.name for item in threshold_item(self.model, self.model.meaning.decision, self.speech)}:
                step = "decision"
            if step != self.step:
                self.fill(step=step)
            self._draw(where, message)
            self.point_at(where)
            return
        log = self.model.log()
        self.result, self.recipe = self.model.audited(log), log.recipe
        self.show_made(self._papers(self.result))
        if self.when_made is not None:
            self.when_made(self.result)

    def _papers(self, result: AuditResult) -> tuple[Item, ...]:
        words: Codebook | None = self.model.codebook
        return findings_item(result, self.speech), report_item(result, self.speech, self.recipe, words)

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self, where: str = "", message: str = "") -> None:
        self.lay_out_step(with_error(item, message if item.name == where else "") for item in self._around(self.step))

    def lacking(self) -> frozenset[str]:
        """The steps at which something is still to be said; a page that was loaded anew has no file any more."""
        where, _ = self.model.problem(self.speech)
        first = _STEP_OF.get(where, "people") if where else ""
        places = [name for name in self.steps if name in _STEPS]
        return frozenset(places[places.index(first) :] if first in places else ())

    def _around(self, step: str) -> list[Item]:
        match step:
            case "file":
                return self._file()
            case "decision":
                across = self._raw("decision") == ACROSS
                items = decision_items(self.model, self.speech, is_across=across)
            case "people":
                items = people_items(self.model, self.speech)
            case "words":
                items = wording.wording_items(self.model, self.speech)
            case _:
                items = self._outcome()
        return [*self._not_here(), *items]

    def _not_here(self) -> list[Item]:
        """Where there is no file: that it has to be chosen again."""
        if self.model.table is not None or self.is_reading("file"):
            return []
        told = self.speech.say(_NOT_HERE, step=self.speech.say(self.named_steps()["file"]))
        return [Piece("not_here", feedback(told, "tk-nearly"))]

    def _file(self) -> list[Item]:
        own = self.model.table
        items = file_step.file_items(self.wrong, self.speech, sample=self.HAS_SAMPLE and own is None)
        seen = Markup() if own is None else file_step.first_look(own, self.speech)
        items.append(Piece("seen", seen, live=True))
        items += file_step.mending_items(own, self.refused, self._is_mending, self.speech)
        if self.HAS_SAMPLE:
            items += recipe_items(self.model, self.no_recipe, self.speech, has_words=bool(self._answers))
        return items

    def _outcome(self) -> list[Item]:
        odd = settling_items(self._notes(self.model), self.speech, self._asks_decimal(self.model))
        return [*odd, Piece("no", self._will_be_no(), live=True), *self.paper_items()]

    def _will_be_no(self) -> Markup:
        """What nobody ticked, said before the report is made."""
        model = self.model
        said = []
        for sentence, column, values in (
            (_WILL_BE_NO, model.meaning.decision, model.counted_as_no()),
            (_WILL_BE_UNTRUE, model.meaning.outcome, model.counted_as_untrue()),
        ):
            if values:
                listed = say_values(Codebook(), column, values, self.speech, whole=False)
                said.append(paragraph(self.speech.say(sentence, column=column, values=listed)))
        return joined(said)
