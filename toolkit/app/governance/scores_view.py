"""Two scores on the page: the union's answers, the employer's, what drives the difference, and another way."""

from __future__ import annotations

from toolkit.app.governance.scores_model import SIDES, ScoresModel, Side
from toolkit.app.kit.fields import Button, Choice, Choices, FileIn, Item, Number, Piece, TakeAway, Text
from toolkit.app.kit.paper_sheet import PaperSheet
from toolkit.app.kit.papers import papers_of, take_home
from toolkit.app.kit.pieces import feedback, fold, paragraph, table
from toolkit.bargaining.file_names import stem
from toolkit.errors import ToolkitError, translatable
from toolkit.governance.assessment.alternative import COST_ITEMS, LONGEST, NEEDED, PROBLEMS, alternative_document
from toolkit.governance.assessment.answers import LARGEST, Answers, read_answers
from toolkit.governance.assessment.crosswalk import crosswalk_document
from toolkit.governance.assessment.example import example_answers
from toolkit.governance.assessment.offline import READS, UNKNOWN_ANSWER, questionnaire_page
from toolkit.governance.assessment.questionnaire import DIMENSIONS, UNKNOWN, Question, questionnaire
from toolkit.governance.assessment.sensitivity import weight_ranges
from toolkit.languages import Language, translatable_plural
from toolkit.markup import Markup, joined, markup

_STEPS = {
    "begin": translatable("Begin"),
    "ours": translatable("Our answers"),
    "theirs": translatable("The employer’s answers"),
    "scores": translatable("Two scores"),
    "other": translatable("Another way"),
    "home": translatable("Take home"),
}
_STEPS_LABEL = translatable("Steps from two sets of answers to a proposal")
_SYSTEM = translatable("Which system?")
_ROUND = translatable("How much is asked?")
_ROUNDS = {
    "core": translatable("The short round: what tells most"),
    "all": translatable("All questions"),
}
_EXAMPLE = translatable("Nothing at hand? Fill in an invented example, both sides")
_OPEN = {
    "ours": translatable("Our answers, saved earlier as a file (.json)"),
    "theirs": translatable("The employer’s answers, saved as a file (.json)"),
}
_FILLED = translatable("Done: both sides are filled in. Press “Two scores” above to see what comes of them.")
_PART = translatable("Part {at} of {all}: {section}")
_PART_HELP = translatable("“Next” leads to the next part; here you can go to any of them.")
_THEIRS = translatable(
    "Answer as the employer did: in its own assessment, a letter, a meeting. What it has not said stays open; do not "
    "guess."
)
_HEADS = (
    translatable("Dimension"),
    translatable("Our answers leave"),
    translatable("Theirs leave"),
)
_TABLE = translatable("What remains at risk after safeguards")
_NOT_YET = translatable("not answered")
_NONE = translatable("Nothing has been answered yet. Go back to “Our answers”, or fill in the example.")
_DRIVES = translatable("What drives the difference")
_LARGEST = translatable_plural(
    "The three answers that do most, of {n} that differ; only all of them together make the difference.",
    "The three answers that do most, of {n} that differ; only all of them together make the difference.",
)
_LOWER_END = translatable("Where the table shows a range, its lower end is compared: what is open is not counted.")
_WEIGHTS = translatable("More: how much hangs on single weights")
_WEIGHTS_SAY = translatable(
    "Weights are a choice. These come nearest to changing a level of our score, dimension by dimension."
)
_FIELDS = {
    "union": translatable("Name of the union"),
    "employer": translatable("Name of the employer"),
    "access": translatable("What could access gain?"),
    "quality": translatable("What could quality gain?"),
    "in_house": translatable("Who in the service could do it, and how?"),
    "jobs": translatable("What happens to posts, grades and skills?"),
}
_LONG = ("access", "quality", "in_house", "jobs")
_WITH_COST = translatable("The full cost")
_COST_OPTION = translatable("We enter amounts; what is not told stays open")
_CURRENCY = translatable("Currency")
_COST = {"theirs": translatable("{item}: as the employer plans"), "ours": translatable("{item}: as we propose")}
_MAKE = translatable("Make the papers")
_CHANGED = translatable("You changed something. Make your papers again.")
_KEPT = translatable(
    "The papers are made in the memory of the computer that runs this page. Nothing of them is stored there."
)
_PROPOSAL = translatable("For the other side: another way, on two pages")
_PROPOSAL_NOTE = translatable("Both scores, what access and quality could gain, jobs, the full cost, what we ask for.")
_BESIDE = translatable("For us: our questions beside those of other assessments")
_BESIDE_NOTE = translatable("To read the employer’s own assessment with, place by place.")
_NOT_FIT = translatable(
    "The paper for the other side is not made yet. Fill in under “Another way” first what it would not say:"
)
_UNHEARD = translatable("None of our answers is in it yet: give them under “Our answers”.")
_FILES = translatable("For us: our answers, and the empty questionnaire to hand on")
_FILES_NOTE = translatable(
    "The questionnaire opens by double click, without a network. What is saved there can be opened here."
)
_SAVE_ANSWERS, _SAVE_PAGE = translatable("Save our answers"), translatable("Save the questionnaire")
_MOST_DRIVERS = 3


class ScoresView(PaperSheet):
    """Two sets of answers, two scores, and a proposal; everything it knows stands in its entries."""

    STEPS = _STEPS
    STEPS_LABEL = _STEPS_LABEL
    MAKE, CHANGED, KEPT = _MAKE, _CHANGED, _KEPT
    ONLY_LOOKING = frozenset({"step", "at.ours", "at.theirs"})

    def __init__(self, language: Language | str, key: str = "scores") -> None:
        speech = Language.of(language)
        self.model = ScoresModel(speech)
        self.problem = ("", "")
        super().__init__(key, speech)
        self.begin(round="core")
        self.when_changed(self._take)
        self.when_pressed("example", self._fill_example)
        self.when_pressed("make", self._make)
        self.add_class("tk-draft")
        self._bring()
        self._draw()

    # --- what is entered -----------------------------------------------------------------------------------------

    def _take(self, names: frozenset[str]) -> None:
        for side in SIDES:
            if f"open.{side}" in names:
                self._open(side)
        self._bring()
        self.let_grow_old(names)
        self._draw()

    def _bring(self) -> None:
        self.model = ScoresModel(self.speech, dict(self._entries))

    def _open(self, side: Side) -> None:
        self.problem = ("", "")
        upload = self._uploads.whole(f"open.{side}")
        if upload is None:
            return
        try:
            self._fill(side, read_answers(upload.content, upload.name))
        except ToolkitError as error:
            self.problem = (f"open.{side}", self.speech.say_error(error))

    def _fill_example(self) -> None:
        for side, answers in zip(SIDES, example_answers(self.speech), strict=True):
            self._fill(side, answers)

    def _fill(self, side: Side, answers: Answers) -> None:
        """Put answers into the fields of a side; what they leave open is emptied."""
        given = dict(answers.entries)
        entries = {}
        for one in questionnaire().questions:
            value = given.get(one.id, ())
            text = value if isinstance(value, str) else "".join(value[:1])
            entries[f"{side}.{one.id}"] = list(value) if one.many else text
        system = {"system": answers.system} if answers.system and not self.model.text("system") else {}
        self.fill(round="all", **entries, **system)

    def lacking(self) -> frozenset[str]:
        """Without an answer that counts there is no score."""
        return frozenset() if any(map(self.model.heard, SIDES)) else frozenset({"scores"})

    def is_begun(self, step: str) -> bool:
        """All questions of a side count, also those of parts that do not stand on the page."""
        return super().is_begun(step) or any(step == side and self.model.heard(side) for side in SIDES)

    # --- acts ----------------------------------------------------------------------------------------------------

    def leads_to(self, by: int) -> str:
        return self.step if self._part_beside(by) else self.step_beside(by)

    def _part_beside(self, by: int) -> str:
        """The part of a side's questions before or after the one at hand; empty beyond its ends."""
        if self.step not in SIDES:
            return ""
        side: Side = "ours" if self.step == "ours" else "theirs"
        known = self.model.sections(side)
        at = known.index(self._part(side)) + by
        return known[at] if 0 <= at < len(known) else ""

    def go(self, by: int) -> None:
        """To the next step, or to the next part of a side's questions while there is one."""
        part = self._part_beside(by)
        if part:
            self.turn_to(**{f"at.{self.step}": part})
            return
        target = self.step_beside(by)
        entries = {"step": target}
        for side in SIDES:
            if target == side:
                entries[f"at.{side}"] = self.model.sections(side)[-1 if by < 0 else 0]
        self.turn_to(**entries)

    def _part(self, side: Side) -> str:
        known, raw = self.model.sections(side), self._raw(f"at.{side}")
        return raw if raw in known else known[0]

    def _make(self) -> None:
        speech, model = self.speech, self.model
        theirs = model.score("theirs") if model.heard("theirs") else None
        beside = (crosswalk_document(speech, model.answers("theirs") if theirs else None), False)
        if self._wanting():
            (reading,), proposed = papers_of([beside]), []
        else:
            paper, reading = papers_of(
                [(alternative_document(model.proposal, model.score("ours"), theirs, speech), True), beside]
            )
            proposed = [take_home("proposal", _PROPOSAL, _PROPOSAL_NOTE, paper, stem("alternative", speech), speech)]
        page = questionnaire_page(speech).encode()
        files = (
            (speech.say(_SAVE_ANSWERS), f"{stem('answers', speech)}.json", "application/json", self._saved()),
            (speech.say(_SAVE_PAGE), f"{stem('questionnaire', speech)}.html", "text/html", page),
        )
        self.show_made(
            (
                *proposed,
                take_home("beside", _BESIDE, _BESIDE_NOTE, reading, stem("beside", speech), speech),
                TakeAway("files", speech.say(_FILES), speech.say(_FILES_NOTE), files=files),
            )
        )

    def _saved(self) -> bytes:
        return self.model.answers("ours").to_json().encode()

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        self.lay_out_step(self._around())

    def _around(self) -> list[Item]:
        match self.step:
            case "begin":
                return self._begin()
            case "ours":
                return self._questions("ours")
            case "theirs":
                return [Piece("say", paragraph(self.speech.say(_THEIRS), "tk-note")), *self._questions("theirs")]
            case "scores":
                return [Piece("scores", self._scores(), live=True)]
            case "other":
                return self._other()
        return [*self._not_fit(), *self.paper_items()]

    def _wanting(self) -> list[str]:
        """What keeps the paper for the other side from being made: it would show them what we have not thought of."""
        model, say = self.model, self.speech.say
        unheard = [] if model.heard("ours") else [say(_UNHEARD)]
        return unheard + [say(PROBLEMS[one]) for one in model.proposal.problems() if one in NEEDED]

    def _not_fit(self) -> list[Item]:
        wanting = self._wanting()
        told = joined(markup("<li>{}</li>", one) for one in wanting)
        shown = markup("{}<ul>{}</ul>", feedback(self.speech.say(_NOT_FIT), "tk-nearly"), told) if wanting else Markup()
        return [Piece("not-fit", shown, live=True)]

    def _begin(self) -> list[Item]:
        say, (where, message) = self.speech.say, self.problem
        rounds = tuple((name, say(words)) for name, words in _ROUNDS.items())
        files: list[Item] = [
            FileIn(
                f"open.{side}",
                say(_OPEN[side]),
                error=message if where == f"open.{side}" else "",
                suffixes=(".json",),
                largest=LARGEST,
            )
            for side in SIDES
        ]
        return [
            Text("system", say(_SYSTEM)),
            Choice("round", say(_ROUND), options=rounds),
            Button("example", say(_EXAMPLE)),
            Piece("filled", feedback(say(_FILLED), "tk-right") if self._is_example() else Markup(), live=True),
            *files,
        ]

    def _is_example(self) -> bool:
        known = zip(SIDES, example_answers(self.speech), strict=True)
        return all(dict(self.model.answers(side).entries) == dict(one.entries) for side, one in known)

    def _questions(self, side: Side) -> list[Item]:
        say, known, at = self.speech.say, self.model.sections(side), self._part(side)
        named = {one: questionnaire().say(f"sections.{one}", self.speech) for one in known}
        label = say(_PART, at=known.index(at) + 1, all=len(known), section=named[at])
        part = Choice(f"at.{side}", label, say(_PART_HELP), options=tuple(named.items()), many=True, prompt=named[at])
        return [part, *(self._field(side, one) for one in self.model.asked(side) if one.section == at)]

    def _field(self, side: Side, one: Question) -> Item:
        name, label = f"{side}.{one.id}", one.say(self.speech)
        options = (
            *((each, one.answer(each, self.speech)) for each in one.names),
            (UNKNOWN, self.speech.say(UNKNOWN_ANSWER)),
        )
        if one.kind == "open":
            return Text(name, label, long=True, longest=LONGEST)
        return Choices(name, label, options=options) if one.many else Choice(name, label, options=options)

    def _scores(self) -> Markup:
        say, model, speech = self.speech.say, self.model, self.speech
        if not model.heard("ours") and not model.heard("theirs"):
            return feedback(say(_NONE), "tk-nearly")
        rows = []
        for dimension in DIMENSIONS:
            cells = []
            for side in SIDES:
                one = model.score(side)[dimension]
                cells.append(
                    f"{one.say_remaining(speech)} · {one.say_level(speech)}" if one.answered_risks else say(_NOT_YET)
                )
            rows.append([questionnaire().say(f"dimensions.{dimension}", speech), *cells])
        shown = table(say(_TABLE), [say(head) for head in _HEADS], rows)
        shown += paragraph(say(READS), "tk-note")
        shown += self._drivers() if model.differences else self._alone()
        return markup('<div class="tk-case">{}{}</div>', shown, self._weights())

    def _drivers(self) -> Markup:
        say, model = self.speech.say, self.model
        told = Markup()
        if any(one.open_risks for side in SIDES for one in model.score(side).dimensions if one.answered_risks):
            told += paragraph(say(_LOWER_END), "tk-note")
        for one in model.differences:
            items = joined(markup("<li>{}</li>", driver.say(self.speech)) for driver in one.drivers[:_MOST_DRIVERS])
            told += paragraph(one.say(self.speech))
            if one.compared and len(one.drivers) > _MOST_DRIVERS:
                told += paragraph(self.speech.say_plural(_LARGEST, len(one.drivers)), "tk-note")
            told += markup("<ul>{}</ul>", items) if items else ""
        return markup("<h3>{}</h3>{}", say(_DRIVES), told)

    def _alone(self) -> Markup:
        """One side only: each dimension in words, with what counts most."""
        side: Side = "ours" if self.model.heard("ours") else "theirs"
        told = Markup()
        for one in self.model.score(side).dimensions:
            told += paragraph(" ".join(filter(None, [one.say(self.speech), one.say_most(self.speech)])))
        return told

    def _weights(self) -> Markup:
        if not self.model.heard("ours"):
            return Markup()
        told = Markup()
        for dimension in DIMENSIONS:
            named = questionnaire().say(f"dimensions.{dimension}", self.speech)
            nearest = weight_ranges(self.model.score("ours"), dimension)[:2]
            items = joined(markup("<li>{}</li>", one.say(self.speech)) for one in nearest)
            told += markup("<h4>{}</h4><ul>{}</ul>", named, items)
        return fold(self.speech.say(_WEIGHTS), paragraph(self.speech.say(_WEIGHTS_SAY)) + told, "tk-note")

    def _other(self) -> list[Item]:
        say = self.speech.say
        items: list[Item] = [
            Text(name, say(label), long=name in _LONG, longest=LONGEST) for name, label in _FIELDS.items()
        ]
        items.append(Choices("with-cost", say(_WITH_COST), options=(("yes", say(_COST_OPTION)),)))
        if self._raw("with-cost") == ["yes"]:
            items.append(Text("currency", say(_CURRENCY), longest=12))
            for item, words in COST_ITEMS.items():
                items += [
                    Number(f"cost.{side}.{item}", say(_COST[side], item=say(words))) for side in ("theirs", "ours")
                ]
        missing = joined(markup("<li>{}</li>", say(PROBLEMS[one])) for one in self.model.proposal.problems())
        return [
            *items,
            Piece("missing", markup('<ul class="tk-note">{}</ul>', missing) if missing else Markup(), live=True),
        ]
