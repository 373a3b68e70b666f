"""A workshop on the page of who organises it: it looks into the store every few seconds, and draws what has changed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Sequence
from typing import Any

import traitlets

from toolkit.app.dashboards.following import NO_ANSWER, following
from toolkit.app.dashboards.pieces import board_items, to_take_home
from toolkit.app.kit.fields import Button, Choice, FileIn, Item, Piece
from toolkit.app.kit.pieces import feedback, paragraph
from toolkit.app.kit.sheet import WORDS, Sheet
from toolkit.app.kit.upload import Upload
from toolkit.course.dashboards.exported import LARGEST, SUFFIXES, read_exported
from toolkit.course.dashboards.invented import INVENTED_POLL, invented_workshop
from toolkit.course.dashboards.paper import Board
from toolkit.course.dashboards.running import running, running_codes, words_of_ready
from toolkit.course.dashboards.workshop import Answers, workshop, workshops
from toolkit.course.dashboards.workshop_board import workshop_board
from toolkit.course.store.address import ADDRESS
from toolkit.course.store.store import Store
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language

SECONDS = 5.0  # between two looks into the store
_WHICH = translatable("Which workshop?")
_NUMBERED = translatable("Workshop {number}")
_RUNNING = translatable("Running now, code {code}")
_FILE = translatable("Or what a workshop left behind: the file that was saved at its end")
_FILE_HELP = translatable(
    "It ends in .jsonl and holds codes and the words of questions, and no name of anybody who answered."
)
_TRY = translatable("Try it with an invented workshop")
_MAKE = translatable("Make a page of it to take home")
_LIVE = translatable("This page looks for news every {number} seconds.")
_NO_STORE = translatable(
    "This page follows no workshop: no server runs it, and no store is named. Start the lessons with “toolkit apps” "
    "and open it there, or choose a file."
)
_EMPTY = translatable("Nobody has joined a workshop yet.")


class WorkshopView(Sheet):
    """Progress, answers, polls, before and after, of one workshop."""

    watches = traitlets.Bool(True).tag(sync=True)  # the page says when it is there

    def __init__(self, language: Language | str, store: str = "", key: str = "workshop-dashboard") -> None:
        self._follows = None if store else following()
        self._address = "" if self._follows else store or os.environ.get(ADDRESS, "")
        self._store: Store | None = None
        self._seen: dict[str, tuple[Answers, ...]] = {}
        self._papers: list[Item] = []
        self._problem = ""
        self._looks_in = 0  # the process that looks into the store; a fork of one that only drew the page has not begun
        self.invented = False
        super().__init__(key, [], language)
        self.when_changed(self._take)
        self.when_pressed("try", self._try)
        self.when_pressed("make", self._make)
        self._draw()

    # --- where it comes from -------------------------------------------------------------------------------------

    def take(self, content: Any, buffers: Iterable[Any] = ()) -> None:
        """Take a message of the page; with the first one, begin to look into the store."""
        if (self._address or self._follows) and self._looks_in != os.getpid():
            self._looks_in = os.getpid()
            self._work("", self._open)
            self._look_again()
        super().take(content, buffers)

    def _open(self) -> None:
        if self._follows:
            self._ask()
        else:
            try:
                self._store = Store(self._address)
            except ToolkitError as error:
                self._problem = self.speech.say_error(error)
        self._draw()

    @property
    def _is_told(self) -> bool:
        """Whether what is looked at is what the server tells, and no file."""
        return self._follows is not None and self._store in (None, self._follows.store)

    def _take(self, names: frozenset[str]) -> None:
        upload = self._uploads.whole("file")
        if "file" in names and upload is not None and upload.content:
            self._read(upload)
        if "which" in names and self._is_told:
            self._ask()
        self._papers = []
        self._draw()

    def _read(self, upload: Upload) -> None:
        try:
            store = Store()
            read_exported(upload.content, upload.name).put_into(store)
        except ToolkitError as error:
            self._problem = self.speech.say_error(error)
            return
        self._store, self._seen, self.invented, self._problem = store, {}, False, ""
        self._uploads.let_go("file")

    def _try(self) -> None:
        store = Store()
        store.record(*invented_workshop())
        self._store, self._seen, self.invented, self._papers = store, {}, True, []
        self._draw()

    def _make(self) -> None:
        board = self.board()
        self._papers = to_take_home(board) if board is not None else []
        self._draw()

    # --- what stands on the page ---------------------------------------------------------------------------------

    def ids(self) -> tuple[str, ...]:
        """The workshops that can be looked at."""
        if self._follows is not None and self._is_told:
            return self._follows.ids
        return workshops(self._store) if self._store is not None else ()

    def board(self) -> Board | None:
        """The workshop that is looked at; none where there is none."""
        return self._board(self.ids())

    def _board(self, ids: Sequence[str]) -> Board | None:
        if self._store is None or not ids:
            return None
        chosen = self._raw("which")
        at = chosen if isinstance(chosen, str) and chosen in ids else ids[0]
        about = running(self._store, at, self.speech)
        # What hangs on the wall stays as it was put there: other numbers of the same beside it could be subtracted.
        seen = (*self._seen.get(at, ()), *about.on_the_wall)
        found = workshop(self._store, at, seen, about.hidden, about.smallest, about.polls)
        self._seen[at] = found.seen
        asked = {INVENTED_POLL: words_of_ready("pace", self.speech)} if self.invented else about.asked
        return workshop_board(found, self.speech, asked, about.steps, invented=self.invented, spoken=about.spoken)

    def _items(self) -> list[Item]:
        say, ids = self.speech.say, self.ids()
        items: list[Item] = []
        if len(ids) > 1:
            codes = running_codes(self._store) if self._store is not None else {}
            named = tuple((id_, self._called(number, codes.get(id_, ""))) for number, id_ in enumerate(ids, start=1))
            items.append(Choice("which", say(_WHICH), options=named, many=True))
        board = self._board(ids)
        if board is not None:
            items += [*board_items(board), Button("make", say(_MAKE), main=True), *self._papers]
        else:
            items.append(Piece("none", feedback(say(self._why_nothing()), "tk-nearly"), live=True))
        items.append(FileIn("file", say(_FILE), say(_FILE_HELP), self._problem, suffixes=SUFFIXES, largest=LARGEST))
        if board is None:
            items.append(Button("try", say(_TRY)))
        if self._looks_in and self._store is not None:
            items.append(Piece("live", paragraph(say(_LIVE, number=int(SECONDS)), "tk-note")))
        return items

    def _why_nothing(self) -> str:
        if self._store is not None:
            return _EMPTY
        return WORDS["working"] if (self._address or self._follows) and not self._looks_in else _NO_STORE

    def _called(self, number: int, code: str) -> str:
        """What a workshop is called: by the code with which people join, while it runs."""
        return self.speech.say(_RUNNING, code=code) if code else self.speech.say(_NUMBERED, number=number)

    def _ask(self) -> None:
        """Ask the server what is new of the workshop that is chosen."""
        assert self._follows is not None
        chosen, told = self._raw("which"), self.speech.say(NO_ANSWER)
        try:
            self._follows.look(chosen if isinstance(chosen, str) and chosen in self._follows.ids else "")
            self._store = self._follows.store
            self._problem = "" if self._problem == told else self._problem
        except ToolkitError as error:  # what it told last stays
            self._problem = self.speech.say_error(error)

    def _draw(self) -> None:
        self.lay_out(self._items())

    # --- by itself -----------------------------------------------------------------------------------------------

    def _look_again(self) -> None:
        """Draw anew what has changed, every few seconds, as long as there is a page that somebody looks at."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # in a test or a script nobody looks
            return
        loop.call_later(SECONDS, self._look)

    def _look(self) -> None:
        if self.comm is not None:  # a page that was closed is not looked at
            self._work("", self.refresh)
            self._look_again()

    def refresh(self) -> None:
        """Look into the store, and draw anew only where something is different."""
        if self._is_told:
            self._ask()
        items = self._items()
        if [item.spec() for item in items] != [item.spec() for item in self.items.values()]:
            self.lay_out(items)
