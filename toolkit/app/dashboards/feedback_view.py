"""How it was, on the page of who organises: all workshops that are over, filtered and put beside each other."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import traitlets

from toolkit.app.dashboards.following import following
from toolkit.app.dashboards.pieces import board_items, to_take_home
from toolkit.app.kit.fields import Button, Choice, Item, Piece
from toolkit.app.kit.pieces import feedback
from toolkit.app.kit.sheet import Sheet
from toolkit.course.dashboards.feedback import BYS, By, Heard, chosen, heard
from toolkit.course.dashboards.feedback_board import called, feedback_board
from toolkit.course.dashboards.invented import invented_feedback
from toolkit.course.dashboards.paper import Board
from toolkit.course.store.address import ADDRESS
from toolkit.course.store.store import Store
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language

_SIDE_BY_SIDE = translatable("Put side by side")
_BY: dict[By, str] = {
    "course": translatable("Course"),
    "topic": translatable("Topic"),
    "place": translatable("Country"),
    "year": translatable("Year"),
}
_ALL = translatable("All")
_TRY = translatable("Try it with invented workshops")
_MAKE = translatable("Make a page of it to take home")
NOTHING = translatable(
    "No workshop that is over was asked “How was it?” yet. Press that at the end of a session, with a store."
)
NONE_LEFT = translatable("No workshop is all of what was chosen. Choose less.")


class FeedbackView(Sheet):
    """How it was: filters, and a picture for each question."""

    watches = traitlets.Bool(True).tag(sync=True)  # the page says when it is there

    def __init__(self, language: Language | str, store: str = "", key: str = "feedback-dashboard") -> None:
        self._follows = None if store else following()
        self._address = "" if self._follows else store or os.environ.get(ADDRESS, "")
        self._found: tuple[Heard, ...] = ()
        self._asked_in = 0  # the process that asked; a fork of one that only drew the page has not
        self._papers: list[Item] = []
        self._problem = ""
        self.invented = False
        super().__init__(key, [], language)
        self.when_changed(self._take)
        self.when_pressed("try", self._try)
        self.when_pressed("make", self._make)
        self._draw()

    def take(self, content: Any, buffers: Iterable[Any] = ()) -> None:
        """Take a message of the page; with the first one, ask how it was."""
        if (self._address or self._follows) and self._asked_in != os.getpid():
            self._asked_in = os.getpid()
            self._work("", self._ask)
        super().take(content, buffers)

    def _ask(self) -> None:
        try:
            self._found = self._follows.heard() if self._follows else heard(Store(self._address))
        except ToolkitError as error:
            self._problem = self.speech.say_error(error)
        self._draw()

    def _take(self, _names: frozenset[str]) -> None:
        self._papers = []
        self._draw()

    def _try(self) -> None:
        self._found, self.invented, self._papers, self._problem = invented_feedback(), True, [], ""
        self._draw()

    def _make(self) -> None:
        board = self.board()
        self._papers = to_take_home(board) if board is not None else []
        self._draw()

    def only(self) -> dict[By, str]:
        """What was chosen, by what it is chosen from."""
        wanted: dict[By, str] = {by: str(self._raw(by) or "") for by in BYS}
        return {by: value for by, value in wanted.items() if value in {getattr(one, by) for one in self._found} - {""}}

    def board(self) -> Board | None:
        """How those workshops were that are chosen; none where there are none."""
        found = chosen(self._found, self.only())
        by = next((by for by in BYS if by == self._raw("by")), BYS[0])
        return feedback_board(found, by, self.speech, invented=self.invented) if found else None

    def _draw(self) -> None:
        say, items = self.speech.say, list[Item]()
        if self._found:
            sides = tuple((by, say(words)) for by, words in _BY.items())
            items.append(Choice("by", say(_SIDE_BY_SIDE), options=sides, many=True, prompt=say(_BY[BYS[0]])))
            for by in BYS:
                values = sorted({getattr(one, by) for one in self._found} - {""})
                options = tuple((value, called(by, value, self.speech)) for value in values)
                if len(values) > 1:
                    items.append(Choice(by, say(_BY[by]), options=options, many=True, prompt=say(_ALL)))
        board = self.board()
        if board is not None:
            items += [*board_items(board), Button("make", say(_MAKE), main=True), *self._papers]
        else:
            why = self._problem or say(NONE_LEFT if self._found else NOTHING)
            items.append(Piece("none", feedback(why, "tk-nearly"), live=True))
        if not self._found:
            items.append(Button("try", say(_TRY)))
        self.lay_out(items)
