"""A worksheet on the page: part by part, row by row, and at the end a paper; or all questions of a talk at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from toolkit.app.kit.fields import Button, Field, Item, Piece
from toolkit.app.kit.paper_sheet import PaperSheet
from toolkit.app.kit.papers import paper_of, take_home
from toolkit.app.kit.pieces import fold, paragraph
from toolkit.app.kit.sheet import Sheet
from toolkit.app.worksheets.fields import control, field_name, read_entries
from toolkit.course.worksheets import NO_SUM, UNREAD, Asked, Entries, SheetPart, Total, Worksheet, show_number
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup

_STEPS_LABEL = translatable("Parts of this sheet")
_HOME = translatable("Take home")
MORE = translatable("Add one more")
_MAKE = translatable("Make the paper")
_CHANGED = translatable("You changed something. Make the paper again.")
_KEPT = translatable(
    "The paper is made in the memory of the computer that runs this page. Nothing of it is stored there."
)
POSSIBLE = translatable("Possible answers")
_PAPER = translatable("Your paper")
_TO_READ = translatable("What you wrote, to read, to send and to print")


class WorksheetView(PaperSheet):
    """A worksheet that somebody fills in; the paper at its end holds what was written and nothing else."""

    STEPS_LABEL = _STEPS_LABEL
    MAKE, CHANGED, KEPT = _MAKE, _CHANGED, _KEPT

    def __init__(self, worksheet: Worksheet, language: Language | str) -> None:
        self.worksheet = worksheet
        super().__init__(f"worksheet/{worksheet.id}", language)
        self.when_changed(self._take)
        self.when_pressed("make", self._make)
        for part in worksheet.parts:
            self.when_pressed(f"more-{part.id}", self._one_more)
        self.add_class("tk-worksheet")
        self._draw()

    def step_labels(self) -> Mapping[str, str]:
        """The parts, and what is taken home."""
        parts = {part.id: part.label.say(self.speech) for part in self.worksheet.parts}
        return {**parts, "home": self.speech.say(_HOME)}

    @property
    def written(self) -> Entries:
        """What has been written so far."""
        return read_entries(self.worksheet, self._raw, self.speech)

    def _take(self, names: frozenset[str]) -> None:
        self.let_grow_old(frozenset(name for name in names if not name.startswith("rows.")))
        self._draw()

    def _one_more(self) -> None:
        part = self._part()
        if part is not None:
            row = min(part.rows - 1, self._rows_shown(part))
            self.fill(**{f"rows.{part.id}": str(row + 1)})
            self.point_at(field_name(part, row, part.asked[0]))

    def _rows_shown(self, part: SheetPart) -> int:
        raw = self._raw(f"rows.{part.id}")
        asked = int(raw) if isinstance(raw, str) and raw.isdecimal() and len(raw) < 4 else 1
        filled = self.written.rows(part)
        return min(part.rows, max(asked, filled[-1] + 1 if filled else 1))

    def _part(self) -> SheetPart | None:
        return next((part for part in self.worksheet.parts if part.id == self.step), None)

    def _make(self) -> None:
        document = self.worksheet.document(self.written, self.speech)
        taken = take_home("paper", _PAPER, _TO_READ, paper_of(document), self.worksheet.stem(self.speech), self.speech)
        self.show_made([replace(taken, title=self.worksheet.title.say(self.speech))])

    def _draw(self) -> None:
        part = self._part()
        self.lay_out_step(self.paper_items() if part is None else self._asking(part))

    def _asking(self, part: SheetPart) -> list[Item]:
        say = self.speech.say
        note = part.note or (self.worksheet.note if part is self.worksheet.parts[0] else None)
        items: list[Item] = [Piece("note", paragraph(note.say(self.speech)))] if note is not None else []
        shown = self._rows_shown(part)
        for row in range(shown):
            if part.rows > 1:
                items.append(Piece(f"row-{row}", markup("<h4>{}</h4>", self.speech.number(row + 1))))
            items += [self._control(part, row, asked) for asked in part.asked]
        if shown < part.rows:
            items.append(Button(f"more-{part.id}", say(MORE)))
        if part.possible:
            items.append(Piece("possible", possible_answers(part, self.speech)))
        lines = joined(map(self._total, self.worksheet.totals))
        return [*items, Piece("totals", lines, live=True)] if self.worksheet.totals else items

    def _total(self, total: Total) -> Markup:
        label, value, unread = total.label.say(self.speech), total.of(self.written), total.unread(self.written)
        if value is None and not unread:
            return Markup()
        said = self.speech.say(NO_SUM, entry=unread[0]) if value is None else show_number(value, self.speech)
        return markup("<p><strong>{}:</strong> {}</p>", label, said)

    def _control(self, part: SheetPart, row: int, asked: Asked) -> Field:
        field = control(part, row, asked, self.speech)
        unread = asked.kind in UNREAD and isinstance(self.written.of(part.id, row, asked.id), str)
        return replace(field, error=self.speech.say(UNREAD[asked.kind])) if unread else field


class TalkView(Sheet):
    """The questions of a talk, a place for one’s own answer below each, and possible answers."""

    def __init__(self, worksheet: Worksheet, language: Language | str) -> None:
        speech = Language.of(language)
        items: list[Item] = []
        for part in worksheet.parts:
            items += [control(part, 0, asked, speech) for asked in part.asked]
            if part.possible:
                items.append(Piece(f"possible-{part.id}", possible_answers(part, speech)))
        super().__init__(f"talk/{worksheet.id}", items, speech)
        self.add_class("tk-talk")


def possible_answers(part: SheetPart, speech: Language) -> Markup:
    """Possible answers, folded away."""
    points = joined(markup("<li>{}</li>", one.say(speech)) for one in part.possible)
    return fold(speech.say(POSSIBLE), markup("<ul>{}</ul>", points), "tk-note")
