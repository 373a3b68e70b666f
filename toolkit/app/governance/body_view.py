"""The committee builder on the page: a ready body, who sits in it, how it works, its powers, what does not hold."""

from __future__ import annotations

from toolkit.app.governance.body_model import MODELS, NUMBERS_OF, BodyModel
from toolkit.app.kit.controls import count_field, with_error
from toolkit.app.kit.fields import Choice, Day, Item, Piece, TakeAway, Text
from toolkit.app.kit.paper_sheet import PaperSheet
from toolkit.app.kit.papers import papers_of, take_home
from toolkit.app.kit.pieces import feedback, fold, paragraph, table
from toolkit.bargaining import library
from toolkit.bargaining.file_names import stem
from toolkit.errors import translatable
from toolkit.governance.body.body import BOUNDS, OUT_OF_BOUNDS
from toolkit.governance.body.calendar_file import calendar_of_year
from toolkit.governance.body.charter import charter_document, choices_document, matrix_of
from toolkit.governance.body.options import POINTS, menu
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup

_STEPS = {
    "model": translatable("Begin"),
    "who": translatable("Who sits there"),
    "how": translatable("How it works"),
    "stages": translatable("What it may do"),
    "check": translatable("Does it hold?"),
    "home": translatable("Take home"),
}
_STEPS_LABEL = translatable("Steps from a ready body to your charter")
_POINTS_OF = {"who": ("mandate", "parity", "time", "experts"), "how": ("documents", "meetings", "rule", "deadlock")}
_MODEL = translatable("Which body comes closest to what you could win?")
_MODEL_HELP = translatable("It fills in what follows. You can change each part.")
_NUMBERS = {
    "seats": (translatable("How many members does the union name?"), None),
    "hours": (translatable("Paid hours a month for each member"), "hours"),
    "days": (translatable("Papers so long before a meeting"), "days"),
    "months": (translatable("Meets every"), "months"),
    "answer": (translatable("Time for an answer, or for the arbitrators to decide"), "days"),
}
_POWER = translatable("{stage}: the committee")
_OWNER = translatable("{stage}: who must bring the step?")
_NOBODY = translatable("Nobody")
_HOLDS = translatable(
    "Every stage has an owner, every power has its papers, and a tie can end. That it works is up to you."
)
_DOES_NOT = translatable("It does not hold yet:")
_KNOW = translatable("What to know:")
_MATRIX = translatable("Who does what, stage by stage")
_NAME = translatable("What is it called?")
_UNION, _EMPLOYER = translatable("Name of the union"), translatable("Name of the employer")
_STARTS = translatable("From which day does it apply?")
_STARTS_HELP = translatable("With a day, the first year comes along as a calendar.")
_MAKE = translatable("Make the papers")
_CHANGED = translatable("You changed something. Make your papers again.")
_KEPT = translatable(
    "The papers are made in the memory of the computer that runs this page. Nothing of them is stored there."
)
_CHARTER = translatable("For the other side: the charter")
_CHARTER_NOTE = translatable("With who does what and the promises. It holds nothing of what you think of each choice.")
_CHOICES = translatable("For us: what each choice leads to, and where it exists")
_CHOICES_NOTE = translatable("With precedents and how each was read, and the clauses that anchor the body.")
_FILES = translatable("For us: the body itself, and its first year")
_FILES_NOTE = translatable("Give the file to colleagues who go on building. The calendar reminds you a week before.")
_SAVE_BODY, _SAVE_YEAR = translatable("Save the body"), translatable("Save the dates")


class BodyView(PaperSheet):
    """A joint body, built step by step; everything it knows stands in its entries."""

    STEPS = _STEPS
    STEPS_LABEL = _STEPS_LABEL
    MAKE, CHANGED, KEPT = _MAKE, _CHANGED, _KEPT

    def __init__(self, language: Language | str, key: str = "body") -> None:
        speech = Language.of(language)
        self.model = BodyModel(speech)
        super().__init__(key, speech)
        self.when_changed(self._take)
        self.when_pressed("make", self._make)
        self.add_class("tk-draft")
        self._bring()
        self._draw()

    def _take(self, names: frozenset[str]) -> None:
        self._bring()
        self.let_grow_old(names)
        self._draw()

    def _bring(self) -> None:
        self.model = BodyModel(self.speech, dict(self._entries))
        self.begin(**self.model.usual)

    def _make(self) -> None:
        body, speech = self.model.body, self.speech
        titles = {one: library()[one].text(speech).title for one in body.clauses()}
        papers = papers_of([(charter_document(body, speech), True), (choices_document(body, speech, titles), False)])
        files = [
            (speech.say(_SAVE_BODY), f"{stem('charter', speech)}.json", "application/json", body.to_json().encode())
        ]
        if body.starts is not None:
            dates = calendar_of_year(body, speech).encode()
            files.append((speech.say(_SAVE_YEAR), f"{stem('dates', speech)}.ics", "text/calendar", dates))
        self.show_made(
            (
                take_home("charter", _CHARTER, _CHARTER_NOTE, papers[0], stem("charter", speech), speech),
                take_home("choices", _CHOICES, _CHOICES_NOTE, papers[1], stem("choices", speech), speech),
                TakeAway("files", speech.say(_FILES), speech.say(_FILES_NOTE), files=tuple(files)),
            )
        )

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        self.lay_out_step(self._around())

    def _around(self) -> list[Item]:
        match self.step:
            case "model":
                return self._models()
            case "who" | "how":
                return [item for point in _POINTS_OF[self.step] for item in self._point(point)]
            case "stages":
                return self._stages()
            case "check":
                return [Piece("holds", self._holds(), live=True), Piece("matrix", self._matrix())]
        return self._home()

    def _models(self) -> list[Item]:
        say = self.speech.say
        options = tuple((one, menu().say(f"models.{one}.title", self.speech)) for one in MODELS)
        about = menu().say(f"models.{self.model.start}.about", self.speech)
        return [
            Choice("model", say(_MODEL), say(_MODEL_HELP), options=options),
            Piece("about", paragraph(about, "tk-note"), live=True),
        ]

    def _point(self, point: str) -> list[Item]:
        speech, body = self.speech, self.model.body
        options = tuple((one.id, menu().say(f"options.{point}.{one.id}.title", speech)) for one in menu().points[point])
        items: list[Item] = []
        if len(options) > 1:
            items.append(Choice(f"option.{point}", menu().say(f"points.{point}", speech), options=options))
        chosen = menu().say(f"options.{point}.{body.option(point).id}.consequence", speech)
        leads = Piece(f"leads.{point}", paragraph(chosen, "tk-note"), live=True)
        items += [leads] if items else []
        for name in NUMBERS_OF.get(point, ()):
            label, unit = _NUMBERS[name]
            least, most = BOUNDS[name]
            error = ""
            if self.model.wrong(name):
                error = speech.say(
                    OUT_OF_BOUNDS,
                    what=speech.say(label),
                    value=str(self._raw(f"number.{name}")),
                    least=least,
                    most=most,
                )
            items.append(with_error(count_field(f"number.{name}", speech.say(label), "", unit, speech), error))
        return items if leads in items else [*items, leads]  # where nothing is chosen it speaks of the number

    def _stages(self) -> list[Item]:
        say, speech = self.speech.say, self.speech
        powers = tuple((one.id, menu().say(f"powers.{one.id}", speech)) for one in menu().powers)
        owners = (*((one, menu().say(f"owners.{one}", speech)) for one in menu().owners), ("nobody", say(_NOBODY)))
        means = joined(
            paragraph(menu().say(f"powers-mean.{one.id}", speech)) for one in menu().powers if one.id != "none"
        )
        items: list[Item] = [Piece("means", markup('<div class="tk-note">{}</div>', means))]
        for one in menu().stages:
            stage = menu().say(f"stages.{one.id}", speech)
            items += [
                Choice(f"power.{one.id}", say(_POWER, stage=stage), options=powers, many=True),
                Choice(f"owner.{one.id}", say(_OWNER, stage=stage), options=owners, many=True),
            ]
        return items

    def _holds(self) -> Markup:
        say, found = self.speech.say, self.model.problems
        shown = Markup()
        for title, look, grave in ((_DOES_NOT, "tk-notyet", True), (_KNOW, "tk-nearly", False)):
            told = joined(markup("<li>{}</li>", one.say(self.speech)) for one in found if one.grave is grave)
            shown += markup("{}<ul>{}</ul>", feedback(say(title), look), told) if told else ""
        return shown or feedback(say(_HOLDS), "tk-right")

    def _matrix(self) -> Markup:
        matrix = matrix_of(self.model.body, self.speech)
        rows = [[str(cell) for cell in row] for row in matrix.rows]
        return fold(
            self.speech.say(_MATRIX), table(self.speech.say(_MATRIX), [str(one) for one in matrix.header], rows)
        )

    def _home(self) -> list[Item]:
        say = self.speech.say
        fields: list[Item] = [
            Text("name", say(_NAME)),
            Text("union", say(_UNION)),
            Text("employer", say(_EMPLOYER)),
            Day("starts", say(_STARTS), say(_STARTS_HELP)),
        ]
        return [*fields, *self.paper_items()]


assert {point for points in _POINTS_OF.values() for point in points} == set(POINTS)
