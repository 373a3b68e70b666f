"""An audit of one's own file on the page: choose it, say what its columns mean, take the report home."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from toolkit.app.audit.banding import band_items, begun, reference_items, threshold_item, with_bands
from toolkit.app.audit.effects import EFFECT, EFFECTS
from toolkit.app.audit.following import entries_of, recipe_items
from toolkit.app.audit.model import AuditModel, Meaning
from toolkit.app.audit.own_table import MOST_VALUES, OwnTable, read_own_table
from toolkit.app.audit.sample_file import NAME, sample_file
from toolkit.app.audit.settling import PREFIX, noted, settled, settling_items
from toolkit.app.kit.controls import with_error
from toolkit.app.kit.fields import Button, Choice, Choices, Field, FileIn, Item, Piece, TakeAway, Text
from toolkit.app.kit.paper_sheet import PaperSheet
from toolkit.app.kit.pieces import case, feedback, paragraph, table
from toolkit.app.kit.reading import STILL_READING
from toolkit.app.kit.upload import Upload
from toolkit.audit import AuditResult, Recipe
from toolkit.audit.counting.reading.asked import FileAsked
from toolkit.audit.counting.reading.file_notes import file_notes
from toolkit.audit.counting.reading.note import Note
from toolkit.audit.findings.missing import say_values
from toolkit.audit.log import LONGEST_PHRASE
from toolkit.audit.papers.report import report_document
from toolkit.audit.recipe import recipe_in
from toolkit.documents import write_docx, write_html, write_pdf, write_text, write_xlsx
from toolkit.documents.brought.table import PAGE
from toolkit.documents.making import made
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined
from toolkit.registers.codebook import Codebook

LARGEST = 50_000_000
_STEPS = {
    "file": translatable("Your file"),
    "decision": translatable("The decision"),
    "people": translatable("The people"),
    "report": translatable("The report"),
}
_STEPS_LABEL = translatable("Steps to the report")
_FILE = translatable("A list of decisions")
_FILE_HELP = translatable(
    "One row a decision; Excel, LibreOffice, CSV or JSON, up to 50 MB. Take out names and numbers of persons before: "
    "they are not needed."
)
_SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".zip", ".gz", ".json", ".jsonl", ".sav", ".dta")
_SAMPLE = translatable("No file at hand? Try an untidy one")
_PERSONS = translatable(
    "These columns seem to tell persons apart, and are not used; of their values nothing was kept but who stands there"
    " twice: {columns}."
)
_READ = translatable("{name}: {rows} rows, {columns} columns. These are the first ones:")
_LEFT_OUT = translatable(
    "Not kept, because they hold more than {most} different values, as names and numbers of persons do: {columns}."
)
_MOST_NAMED = 10
_DECISION = translatable("Which column holds the decision?")
_SELECTED = translatable("What does it say when the system chose somebody?")
_SELECTED_HELP = translatable("Tick all values that mean yes: hired, flagged, refused – whatever the system decides.")
_MANY_VALUES = translatable(
    "This column has more than {most} different values. Is it the decision? Only the commonest are shown."
)
_SAID = translatable("In a few words: people who were chosen …")
_SAID_HELP = translatable(
    "As the rest of that sentence: were hired, were checked, lost their job. Left open, the report says “had the "
    "decision” and the value itself."
)
_GROUPS = translatable("By what are people compared?")
_GROUPS_HELP = translatable("Tick up to three columns, such as sex, age group or origin.")
_NO_GROUPS = translatable(
    "No column has between 2 and {most} different values, so there are no groups to compare. Add a column with groups,"
    " for example age groups in place of ages."
)
_NOT_OFFERED = translatable(
    "Not offered, because they hold only one value or more than {most}: {columns}. Put numbers such as ages into "
    "groups."
)
_OTHER_COLUMNS = translatable("The file has these columns as well: {columns}.")
_WITHIN = translatable("Compare like with like: inside which column?")
_WITHIN_HELP = translatable("For example the office, the grade or the risk class. Leave it open if there is none.")
_OUTCOME = translatable("Is it known what turned out true? In which column?")
_OUTCOME_HELP = translatable("For example whether a suspicion was confirmed. Leave it open if nobody knows.")
_TRUE = translatable("What does it say when it turned out true?")
_COUNT = translatable("Does a row stand for several people? Which column counts them?")
_COUNT_HELP = translatable("Leave it open if each row is one decision.")
_WILL_BE_NO = translatable(
    "These values of “{column}” will count as no, with the rows that have them: {values}. If one of them means "
    "something else, such as pending or withdrawn, take those rows out of the file first."
)
_WILL_BE_UNTRUE = translatable(
    "These values of “{column}” will count as not true, with the rows that have them: {values}. If one of them means "
    "not known, empty those cells first."
)
_NONE = translatable("None")
_MAKE = translatable("Make the report")
_CHANGED = translatable("You changed something. Make the report again.")
_SAYS = translatable("What the numbers say")
_REPORT = translatable("The report")
_REPORT_NOTE = translatable("It holds no number that rests on fewer than ten people.")
_WORD = translatable("Save for Word")
_PDF = translatable("Save as PDF")
_EXCEL = translatable("Save for Excel")
_RECIPE = translatable("Save what you said, for the next table")
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STEP_OF = {"file": "file", "decision": "decision", "selected": "decision", "effect": "decision"}


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
        self.when_made: Callable[[AuditResult], None] | None = None
        self.when_changed(self._take)
        self.when_pressed("make", self._make)
        self.when_pressed("sample", self._read_sample)
        self.add_class("tk-audit")
        self._draw()

    # --- what is entered -----------------------------------------------------------------------------------------

    def _take(self, names: frozenset[str]) -> None:
        if "file" in names:
            self._read_file()
        if "recipe" in names:
            self._read_recipe()
        self._bring_to_model()
        self.let_grow_old(names)
        self._draw()

    def _read_file(self) -> None:
        upload = self._uploads.whole("file")
        self.wrong, self.model = "", self.model.with_table(None)
        if upload is not None:
            self.read_file("file", lambda over: read_own_table(upload, over), self._take_table)

    def _read_recipe(self) -> None:
        upload = self._uploads.whole("recipe")
        self.no_recipe, recipe = "", None
        if upload is not None:
            try:
                recipe = recipe_in(upload.content, upload.name)
            except ToolkitError as error:
                self.no_recipe = self.speech.say_error(error)
        self.model = replace(self.model, recipe=recipe)
        self._follow()

    def _follow(self) -> None:
        """What stands in the entries of a new table: what the recipe says, or where its bands may begin."""
        own, recipe = self.model.table, self.model.recipe
        if own is not None:
            self.fill(**begun(own) | (entries_of(recipe, own) if recipe is not None else {}))

    def _read_sample(self) -> None:
        """An untidy file of ours, read like one of theirs."""
        upload = Upload(self.speech.say(NAME) + ".xlsx", sample_file(self.speech))
        self.wrong, self.model = "", self.model.with_table(None)
        self.read_file("file", lambda over: read_own_table(upload, over), self._take_table)

    def _take_table(self, read: OwnTable | ToolkitError) -> None:
        if isinstance(read, ToolkitError):
            self.wrong = self.speech.say_error(read)
        else:
            self.model = self.model.with_table(read)
            self._uploads.let_go("file")
            self._follow()
        self._bring_to_model()
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
        meaning = Meaning(
            decision=decision,
            selected=several("selected"),
            effect=effect if effect in ("benefit", "burden") else "",  # type: ignore[arg-type]
            groups=several("groups")[:3],
            within=one("within"),
            outcome=outcome,
            outcome_true=several("outcome_true"),
            count=one("count"),
            said=one("said")[:LONGEST_PHRASE],
        )
        decimal = raw(f"{PREFIX}decimal")
        first = (("decimal", decimal),) if decimal in (",", ".") else ()
        model = with_bands(self.model, raw, replace(meaning, settled=first))
        selected, true = (
            self._known(model, *ticked) for ticked in ((decision, meaning.selected), (outcome, meaning.outcome_true))
        )
        self.model = model = model.with_meaning(replace(model.meaning, selected=selected, outcome_true=true))
        if self.step == self.steps[-1]:
            answers = settled(raw, self._notes(model), self.speech, self._asks_decimal(model))
            self.model = model.with_meaning(replace(model.meaning, settled=tuple(answers.items())))

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
        return self._findings(result), self._report(result)

    def _findings(self, result: AuditResult) -> Item:
        # What is not settled is said with the first, however much there is to say.
        first = sorted(result.findings, key=lambda finding: finding.kind != "reading")[:6]
        sentences = joined(paragraph(finding.say(self.speech)) for finding in first)
        return Piece("says", case(self.speech.say(_SAYS), sentences), live=True)

    def _report(self, result: AuditResult) -> Item:
        say = self.speech.say
        document = report_document(result, self.speech)
        writers = (write_docx, write_pdf, write_xlsx)
        word, pdf, excel = made([partial(write, document) for write in writers])
        files: tuple[tuple[str, str, str, bytes], ...] = (
            (say(_WORD), "report.docx", _WORD_TYPE, word),
            (say(_PDF), "report.pdf", "application/pdf", pdf),
            (say(_EXCEL), "report.xlsx", _EXCEL_TYPE, excel),
        )
        if self.recipe is not None:
            files = (*files, (say(_RECIPE), "recipe.yml", "application/yaml", self.recipe.text().encode()))
        return TakeAway("report", say(_REPORT), say(_REPORT_NOTE), write_html(document), write_text(document), files)

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self, where: str = "", message: str = "") -> None:
        self.lay_out_step(with_error(item, message if item.name == where else "") for item in self._around(self.step))

    def _around(self, step: str) -> list[Item]:
        match step:
            case "file":
                return self._file()
            case "decision":
                return self._decision()
            case "people":
                return self._people()
        return self._outcome()

    def _file(self) -> list[Item]:
        chooser = FileIn("file", self.speech.say(_FILE), self.speech.say(_FILE_HELP), self.wrong, _SUFFIXES, LARGEST)
        sample = [Button("sample", self.speech.say(_SAMPLE))] if self.HAS_SAMPLE and self.model.table is None else []
        earlier = recipe_items(self.model, self.no_recipe, self.speech) if self.HAS_SAMPLE else []
        return [chooser, *sample, *earlier, Piece("seen", self._first_rows(), live=True)]

    def _first_rows(self) -> Markup:
        if (own := self.model.table) is None:
            return Markup()
        told = self.speech.say(_READ, name=own.name, rows=own.rows, columns=len(own.columns))
        shown, apart = own.columns[:6], self.speech.isolate
        rows = [[apart(value[:60]) if value else "–" for value in row[: len(shown)]] for row in own.first]
        drawn = paragraph(told) + table(apart(own.name), [apart(name) for name in shown], rows)
        if others := own.columns[len(shown) :]:
            drawn += paragraph(self.speech.say(_OTHER_COLUMNS, columns=list(others)))
        if own.persons:
            drawn += paragraph(self.speech.say(_PERSONS, columns=list(own.persons)), "tk-note")
        drawn += noted(file_notes(own.read.oddities, own.name, FileAsked()), self.speech)
        if not own.left_out:
            return drawn
        names = self.speech.list([apart(name) for name in own.left_out[:_MOST_NAMED]])
        return drawn + paragraph(self.speech.say(_LEFT_OUT, most=PAGE["distinct"], columns=names), "tk-note")

    def _decision(self) -> list[Item]:
        own, said, say = self.model.table, self.model.meaning, self.speech.say
        items: list[Item] = [Choice("decision", say(_DECISION), options=self._columns(), many=True)]
        if own is not None and said.decision:
            values = self.model.values(said.decision)
            items += threshold_item(self.model, said.decision, self.speech)
            if len(values) > MOST_VALUES:
                items.append(Piece("many", feedback(say(_MANY_VALUES, most=MOST_VALUES), "tk-nearly")))
            options = self._same(values[:MOST_VALUES])
            items.append(Choices("selected", say(_SELECTED), say(_SELECTED_HELP), options=options))
            items.append(Text("said", say(_SAID), say(_SAID_HELP), longest=LONGEST_PHRASE))
        effects = tuple((name, say(words)) for name, words in EFFECTS.items())
        return [*items, Choice("effect", say(EFFECT), options=effects)]

    def _people(self) -> list[Item]:
        own, said, say = self.model.table, self.model.meaning, self.speech.say
        used = {said.decision}
        offered = {*own.grouping, *own.numbers} if own else set()
        grouping = [name for name in (own.columns if own else ()) if name in offered - used]
        if own is not None and not grouping:
            return [Piece("none", feedback(say(_NO_GROUPS, most=MOST_VALUES), "tk-notyet"))]
        free = [name for name in grouping if name not in said.groups]
        rest = [name for name in (own.columns if own else ()) if name not in {*grouping, *used}]
        told = paragraph(say(_NOT_OFFERED, most=MOST_VALUES, columns=rest)) if rest else Markup()
        items: list[Item] = [
            Choices("groups", say(_GROUPS), say(_GROUPS_HELP), options=self._same(grouping)),
            Piece("not_offered", told),
            *band_items(self.model, said.groups, self.speech),
            *reference_items(self.model, self.speech),
            self._optional("within", _WITHIN, _WITHIN_HELP, free),
            *band_items(self.model, [said.within] if said.within else [], self.speech),
            self._optional("outcome", _OUTCOME, _OUTCOME_HELP, [name for name in free if name != said.within]),
        ]
        if own is not None and said.outcome:
            items += threshold_item(self.model, said.outcome, self.speech)
            values = self.model.values(said.outcome)[:MOST_VALUES]
            items.append(Choices("outcome_true", say(_TRUE), options=self._same(values)))
        counting = [name for name in (own.kept if own else ()) if name not in {*used, *said.groups, said.within}]
        return [*items, self._optional("count", _COUNT, _COUNT_HELP, counting)]

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

    def _columns(self) -> tuple[tuple[str, str], ...]:
        return self._same(self.model.table.kept) if self.model.table else ()

    def _same(self, values: Any) -> tuple[tuple[str, str], ...]:
        """Options that are called as they are: columns and values of somebody's own table."""
        return tuple((value, self.speech.isolate(value)) for value in values)

    def _optional(self, name: str, label: str, help_: str, columns: Any) -> Field:
        say = self.speech.say
        return Choice(name, say(label), say(help_), options=self._same(columns), many=True, prompt=say(_NONE))
