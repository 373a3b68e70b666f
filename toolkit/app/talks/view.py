"""The table on the page: a side, its sheet, offers round by round, where it stands, how it moved, the record."""

from __future__ import annotations

from datetime import date

from toolkit.app.kit.controls import with_error
from toolkit.app.kit.fields import Button, Item, Number, Piece, TakeAway
from toolkit.app.kit.paper_sheet import PaperSheet
from toolkit.app.kit.papers import paper_of, take_home
from toolkit.app.kit.pieces import feedback, fold, paragraph
from toolkit.app.talks.fields import (
    Place,
    floor_fields,
    note_field,
    offer_fields,
    own_field,
    place_field,
    place_name,
    places,
    reader_field,
    title_of,
    usual_entries,
    who_fields,
)
from toolkit.app.talks.model import MOST_ROUNDS, STAKES, WHATS, TableModel
from toolkit.app.talks.pieces import (
    alarms,
    every_strength,
    heard_picture,
    role_sheet,
    sheet_document,
    standing,
    union_picture,
)
from toolkit.bargaining.talks.values import SIDES, Side
from toolkit.documents import Document
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language

_STEPS = {
    "side": translatable("Your side"),
    "sheet": translatable("Your sheet"),
    "offers": translatable("The offers"),
    "stands": translatable("Where it stands"),
    "moved": translatable("How it moved"),
    "home": translatable("Take home"),
}
_STEPS_LABEL = translatable("Steps to the record of the talks")
_NO_SIDE = translatable("Say first who uses this phone.")
_PUT_AWAY = translatable("No sheet is open. Go on when both groups have read theirs.")
_SPREAD = translatable("You have spread {number} of 100 points.")
_ROUND_AFTER = translatable("After round {number}")
_OPEN_ROUND = translatable("Open round {number}")
_CARDS = translatable("For the end of the talks: the union’s points and red lines")
_TITLES = {
    "table": translatable("For both sides: what was said at the table"),
    "us": translatable("For the union’s group: the record with points and red lines"),
    "sheet-union": translatable("The union’s role sheet"),
    "sheet-employer": translatable("The employer’s role sheet"),
}
_NOTES = {
    "table": translatable(
        "Offers of every round, what is settled and what is open. It holds no points and no red lines."
    ),
    "us": translatable("Keep it to yourselves while you play: it says what you would settle for."),
    "sheet-union": translatable("To read on paper, or for the next time you play."),
    "sheet-employer": translatable("To read on paper, or for the next time you play."),
}
_STEMS = {
    "table": "talks-for-both-sides",
    "us": "talks-for-the-union",
    "sheet-union": "role-sheet-union",
    "sheet-employer": "role-sheet-employer",
}
_PRINTED = ("table", "us")
_MAKE = translatable("Make your papers")
_CHANGED = translatable("You changed something. Make your papers again.")
_KEPT = translatable(
    "The papers are made in the memory of the computer that runs this page. Nothing of them is stored there."
)


class TableView(PaperSheet):
    """The table of a role-play for one group, or for both on one phone; everything it knows stands in its entries."""

    STEPS = _STEPS
    STEPS_LABEL = _STEPS_LABEL
    MAKE, CHANGED, KEPT = _MAKE, _CHANGED, _KEPT
    ONLY_LOOKING = frozenset({"step", "at", "reads"})

    def __init__(self, language: Language | str, key: str = "table") -> None:
        speech = Language.of(language)
        self.model = TableModel(speech)
        super().__init__(key, speech)
        self.when_changed(self._take_entries_in)
        self.when_pressed("another", self._open_round)
        self.when_pressed("make", self._make)
        self.add_class("tk-draft")
        self.add_class("tk-talks")  # where the page of a session finds it
        self._bring_to_model()
        self._draw()

    @property
    def place(self) -> Place:
        """The clause and the round whose offers are asked for."""
        known, raw = {place_name(one): one for one in places(self.model)}, self._raw("at")
        return known[raw] if isinstance(raw, str) and raw in known else next(iter(known.values()))

    @property
    def readers(self) -> tuple[Side, ...]:
        """Whose sheet may stand on the screen now."""
        if self.model.player == "both":
            return tuple(side for side in SIDES if side == self._raw("reads"))
        return tuple(side for side in SIDES if self.model.sees(side))

    # --- what is entered -----------------------------------------------------------------------------------------

    def _take_entries_in(self, names: frozenset[str]) -> None:
        if "step" in names and self.step != "sheet" and self._raw("reads") in SIDES:
            self.fill(reads="nobody")  # whoever goes on forgets to put it away
        self._bring_to_model()
        self.let_grow_old(names)
        self._draw()

    def _bring_to_model(self) -> None:
        # What begins in a field follows from the rounds before it and must not count as entered.
        self.model = TableModel(self.speech, dict(self._entries))
        self.begin(**usual_entries(self.model), at=place_name(self.place))

    def lacking(self) -> frozenset[str]:
        """Whoever has no side yet has no sheet and no offers."""
        return frozenset(self.steps) if self.model.player is None else frozenset()

    # --- acts ----------------------------------------------------------------------------------------------------

    def leads_to(self, by: int) -> str:
        return self.step if self._place_beside(by) else self.step_beside(by)

    def _place_beside(self, by: int) -> Place | None:
        """The clause and round before or after the one at hand, as far as no other step comes first."""
        if self.step != "offers":
            return None
        known = places(self.model)
        at = known.index(self.place) + by
        # Forward, a round ends at the picture of where it stands; back, one reads what was said before.
        return known[at] if 0 <= at < len(known) and (by < 0 or known[at][0] == self.place[0]) else None

    def go(self, by: int) -> None:
        """To the next step, or to the next clause of the same round while there is one."""
        if by > 0 and self._is_stuck():
            return
        step = self.step
        said = self._said() if step == "offers" and by > 0 else {}
        beside = self._place_beside(by)
        if beside is not None:
            self.turn_to(at=place_name(beside), **said)
            return
        held = {"held": str(max(self.model.held, self.place[0]))} if step == "offers" and by > 0 else {}
        entries = {**held, **said}
        step = entries["step"] = self.step_beside(by)
        if step == "offers":
            entries |= self._day(1) | {"at": place_name(places(self.model)[-1 if by < 0 else 0])}
        self.turn_to(**entries)

    def _said(self) -> dict[str, str]:
        """What this group says by going on, for the board of a session: its own offers, entered or as they begin."""
        number, stake = self.place
        offers = {
            f"said.{number}.{stake.clause}.{side}.{what}": self.model.offer(number, stake, side, what)
            for side in SIDES
            if self.model.sees(side)
            for what in WHATS
        }
        return {name: str(position) for name, position in offers.items() if position is not None}

    def _is_stuck(self) -> bool:
        """Whether something on this screen has to be mended first; the reader is led to it."""
        wrong = [item.name for item in self.items.values() if isinstance(item, Number) and item.error]
        if self.step == "side" and self.model.player is None:
            self._draw(complaint=("side", self.speech.say(_NO_SIDE)))
            wrong = ["side"]
        if wrong:
            self.point_at(wrong[0])
        return bool(wrong)

    def _open_round(self) -> None:
        number = min(self.model.held + 1, MOST_ROUNDS)
        entries = {
            "rounds": str(max(number, self.model.opened)),
            "step": "offers",
            "at": f"{number}.{STAKES[0].clause}",
        }
        self.turn_to(**entries, **self._day(number))

    def _day(self, number: int) -> dict[str, str]:
        """The day of a round as an entry, unless it is kept already: a page loaded tomorrow must not move it."""
        name = f"day.{number}"
        return {} if self._raw(name) else {name: date.today().isoformat()}

    def _make(self) -> None:
        if self.model.player is None:
            self.fill(step="side")
            self._is_stuck()
            return
        try:
            self.show_made([self._take_away(name) for name in self._paper_names()])
        except ToolkitError as error:
            self._draw(complaint=("make", self.speech.say_error(error)))
            self.point_at("make")

    def _paper_names(self) -> list[str]:
        sheets = [f"sheet-{side}" for side in SIDES if self.model.sees(side)]
        return ["table", *(["us"] if self.model.sees("union") else []), *sheets]

    def _take_away(self, name: str) -> TakeAway:
        paper = paper_of(self._document(name), printed=name in _PRINTED)
        return take_home(f"paper-{name}", _TITLES[name], _NOTES[name], paper, _STEMS[name], self.speech)

    def _document(self, name: str) -> Document:
        match name:
            case "us":
                return self.model.ours.document("us")
            case "table":
                return self.model.at_table.document("table")
        return sheet_document(self.model, "union" if name == "sheet-union" else "employer")

    # --- what stands on the page ---------------------------------------------------------------------------------

    def _draw(self, complaint: tuple[str, str] = ("", "")) -> None:
        where, message = complaint
        self.lay_out_step(with_error(item, message if item.name == where else "") for item in self._around(complaint))

    def _around(self, complaint: tuple[str, str]) -> list[Item]:
        if self.step == "side":
            return list(who_fields(self.model))
        if self.model.player is None:
            return [Piece("no-side", feedback(self.speech.say(_NO_SIDE), "tk-nearly"))]
        match self.step:
            case "sheet":
                return self._sheet()
            case "offers":
                return self._offers()
            case "stands":
                return self._stands()
            case "moved":
                return self._moved()
        return self.paper_items(complaint[1] if complaint[0] == "make" else "")

    def _sheet(self) -> list[Item]:
        model, readers = self.model, self.readers
        items: list[Item] = [reader_field(model)] if model.player == "both" else []
        items += [Piece(f"sheet.{side}", role_sheet(model, side)) for side in readers]
        if not readers:
            items.append(Piece("put-away", paragraph(self.speech.say(_PUT_AWAY), "tk-note")))
        return [*items, *self._own()] if "union" in readers else items

    def _own(self) -> list[Item]:
        """The union's own points and red lines, if it wants to set them."""
        items: list[Item] = [own_field(self.model)]
        if not self.model.has_own:
            return items
        for stake in STAKES:
            items += floor_fields(self.model, stake)
        spread = self.speech.say(_SPREAD, number=sum(self.model.points(stake) for stake in STAKES))
        return [*items, Piece("spread", paragraph(spread, "tk-note"), live=True)]

    def _offers(self) -> list[Item]:
        fields = offer_fields(self.model, self.place)
        return [
            place_field(self.model, self.place),
            Piece("part-title", paragraph(title_of(self.model, self.place[1]), "tk-label")),
            *fields,
            Piece("strengths", every_strength(self.model, self.place[1])),
        ]

    def _stands(self) -> list[Item]:
        say, model = self.speech.say, self.model
        items: list[Item] = [
            Piece("after", paragraph(say(_ROUND_AFTER, number=model.held), "tk-label")),
        ]
        if model.player == "union":
            items.append(Piece("alarms", alarms(model), live=True))
        items += [Piece("standing", standing(model), live=True), note_field(model)]
        if model.held < MOST_ROUNDS:
            items.append(Button("another", say(_OPEN_ROUND, number=model.held + 1)))
        return items

    def _moved(self) -> list[Item]:
        model = self.model
        if model.player == "union":
            return [Piece("picture", union_picture(model))]
        items: list[Item] = [Piece("picture", heard_picture(model))]
        if model.player == "both":
            cards = fold(self.speech.say(_CARDS), alarms(model) + union_picture(model), "tk-note")
            items.append(Piece("cards", cards))
        return items
