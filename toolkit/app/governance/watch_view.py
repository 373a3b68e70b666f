"""A charter that was signed, on the page: whose evidence was seen in time, late, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from toolkit.app.kit.fields import Button, Day, FileIn, Item, Piece
from toolkit.app.kit.paper_sheet import PaperSheet
from toolkit.app.kit.papers import paper_of, take_home
from toolkit.app.kit.pieces import feedback, paragraph, table
from toolkit.bargaining.file_names import stem
from toolkit.errors import ToolkitError, translatable
from toolkit.governance.body.body import LARGEST, Body, read_body
from toolkit.governance.body.promises import promises_of
from toolkit.governance.body.watch import watch, watch_document
from toolkit.languages import Language
from toolkit.markup import Markup

_STEPS = {
    "charter": translatable("The charter"),
    "seen": translatable("What was seen"),
    "home": translatable("Take home"),
}
_STEPS_LABEL = translatable("Steps from the charter to what became of it")
_FILE = translatable("The body that you saved in the committee builder")
_EXAMPLE = translatable("Nothing at hand? Look at an example")
_STARTS = translatable("From which day does it apply?")
_READ = translatable("{name}. Promises: {number}.")
_NO_CHARTER = translatable("Choose the file of the body first, and give the day from which the charter applies.")
_SEEN = translatable("{what}: evidence last seen on")
_STANDS = translatable("Where the promises stand today")
_HEADS = (translatable("Promise"), translatable("Who owes it"), translatable("Where it stands"))
_MAKE = translatable("Make the papers")
_CHANGED = translatable("You changed something. Make your papers again.")
_KEPT = translatable(
    "The papers are made in the memory of the computer that runs this page. Nothing of them is stored there."
)
_PAPER = translatable("For us: what became of the promises")
_PAPER_NOTE = translatable("What to ask for stands first. Not seen is not broken.")


class WatchView(PaperSheet):
    """The promises of a charter, held against the evidence that somebody saw."""

    STEPS = _STEPS
    STEPS_LABEL = _STEPS_LABEL
    MAKE, CHANGED, KEPT = _MAKE, _CHANGED, _KEPT
    AGAIN = False

    def __init__(self, language: Language | str, today: date | None = None, key: str = "watch") -> None:
        self.today = today or date.today()
        self.read: Body | None = None
        self.problem = ""
        super().__init__(key, Language.of(language))
        self.when_changed(self._take)
        self.when_pressed("example", self._open_example)
        self.when_pressed("make", self._make)
        self.add_class("tk-draft")
        self._draw()

    @property
    def body(self) -> Body | None:
        """The body of the charter, from the day on which it applies; None while one of the two is missing."""
        starts = Day("starts", "").read(self._raw("starts"))
        made = self.read if self.read is None or self.read.starts else replace(self.read, starts=starts)
        return made if made is not None and made.starts is not None else None

    @property
    def seen(self) -> dict[str, date]:
        """By promise: on which day its evidence was last seen."""
        found = {}
        for one in promises_of(self.body) if self.body else ():
            day = Day("seen", "").read(self._raw(f"saw.{one.id}"))
            if day is not None:
                found[one.id] = day
        return found

    def _take(self, names: frozenset[str]) -> None:
        if "file" in names:
            self._open()
        self.let_grow_old(names)
        self._draw()

    def _open(self) -> None:
        self.problem, self.read, upload = "", None, self._uploads.whole("file")
        if upload is None:
            return
        try:
            self.read = read_body(upload.content, upload.name)
        except ToolkitError as error:
            self.problem = self.speech.say_error(error)

    def _open_example(self) -> None:
        self.read = replace(Body.model("parity", self.speech), starts=date(self.today.year, 1, 1))
        self._draw()

    def _make(self) -> None:
        if self.body is None:
            self.turn_to(step="charter")
            return
        paper = paper_of(watch_document(self.body, self.seen, self.speech, self.today))
        self.show_made((take_home("watched", _PAPER, _PAPER_NOTE, paper, stem("watched", self.speech), self.speech),))

    def lacking(self) -> frozenset[str]:
        """Without a charter there is nothing to look at."""
        return frozenset() if self.body is not None else frozenset({"charter", "seen"})

    def is_begun(self, step: str) -> bool:
        """A charter may be the ready one, for which nothing is entered."""
        return super().is_begun(step) or step == "charter"

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        self.lay_out_step(self._around())

    def _around(self) -> list[Item]:
        if self.step == "charter":
            return self._charter()
        if self.body is None:
            return [Piece("none", feedback(self.speech.say(_NO_CHARTER), "tk-nearly"))]
        return self._seen(self.body) if self.step == "seen" else self.paper_items()

    def _charter(self) -> list[Item]:
        say = self.speech.say
        told = Markup()
        if self.body is not None:
            told = paragraph(say(_READ, name=self.body.name, number=len(promises_of(self.body))))
        items: list[Item] = [
            FileIn("file", say(_FILE), error=self.problem, suffixes=(".json",), largest=LARGEST),
            Piece("read", told, live=True),
        ]
        if self.read is not None and self.read.starts is None:
            items.append(Day("starts", say(_STARTS)))
        return items if self.read is not None else [*items, Button("example", say(_EXAMPLE))]

    def _seen(self, body: Body) -> list[Item]:
        say, speech = self.speech.say, self.speech
        rows = [
            [one.promise.what(speech), one.promise.who(speech), one.say(speech)]
            for one in watch(body, self.seen, self.today)
        ]
        fields: list[Item] = [
            Day(f"saw.{one.id}", say(_SEEN, what=one.what(speech)), one.evidence(speech), last=self.today)
            for one in promises_of(body)
        ]
        stands = table(say(_STANDS), [say(head) for head in _HEADS], rows, "tk-columns")
        return [*fields, Piece("stands", stands, live=True)]
