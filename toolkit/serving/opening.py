"""A lesson is opened: a process starts for it, and its page is drawn piece by piece while the notebook runs."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Generator
from typing import Any

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError
from voila.notebook_renderer import NotebookRenderer

from toolkit.serving.guard.turns import Turn
from toolkit.serving.lessons import is_of_who_teaches
from toolkit.serving.pages.answers import Answering
from toolkit.serving.pages.drawing import Drawing
from toolkit.serving.seats import RoomFull, TooManyOfOne, give_seat, new_seat, seat_of
from toolkit.serving.warm.lessons import CannotFork, WarmLesson, WarmLessons
from toolkit.serving.warm.page import END_OF_TEXT

KERNEL = "python3"
SECONDS_WITHOUT_TEXT = 0.5  # that a reader waits for a process before the text comes without one
SECONDS_UNTIL_NEXT_TRY = 20
SECONDS_FOR_A_PIECE = 1.0  # that a reader gets to take a piece of a page before the next one is put on top
SECONDS_FOR_A_COOKIE = 60  # in which a browser that was given one comes back with it
_BEAT = "<!-- still here -->\n"  # so that no line in between takes the page for dead
_FAILED = '<div id="tk-failed" hidden></div>\n'  # our page's script looks for it
_END = object()
_log = logging.getLogger("toolkit.serving")


class LessonFailed(Exception):
    """The page cannot be drawn to its end."""


class LessonHandler(Answering):
    """``/voila/render/<language>/<notebook>.ipynb``: a lesson, and nothing that is not one.

    Voila's own handler is not used: it never looks whether what it waits for can still come.
    """

    @property
    def drawing(self) -> Drawing:
        """What is needed to draw a notebook."""
        return self.settings["toolkit_drawing"]

    @property
    def warm(self) -> WarmLessons:
        """The lessons that were run already."""
        return self.settings["toolkit_warm"]

    def head(self, path: str) -> None:
        """Whether the lesson is there and there is room for it; no process starts for that."""
        seat = seat_of(self)
        if not self._is_there(path):
            self.answer_missing()
        elif not self.seats.has_room(seat, self.address):
            if seat:
                self.seats.wait(seat, self.address)
            self._answer_full(path)
        else:
            self.answer(path.partition("/")[0], "", keep="no-store")

    async def get(self, path: str) -> None:
        if not self._is_there(path):
            self.answer_missing()
            return
        if not wants_a_page(self):
            raise HTTPError(403)
        if not self._may_open(path):
            return
        seat = seat_of(self)
        if seat is None or self.get_query_arguments("seat"):
            self._give_cookie(path, seat)
            return
        name = path.partition("/")[2]
        try:
            kernel = await self.seats.admit(seat, self.address, name)
            lesson = await self.warm.get(path, self.site.stamp(path), lambda: self.drawing.prepare(path))
            if lesson is not None:
                if await self._open_warm(lesson, kernel, path, seat):
                    return
                kernel = await self.seats.admit(seat, self.address, name)
            await self._open_anew(kernel, path, seat)
        except RoomFull as full:
            self._answer_full(path, of_one=isinstance(full, TooManyOfOne))

    async def _open_warm(self, lesson: WarmLesson, kernel: str, path: str, seat: str) -> bool:
        """Send the page of a lesson that was run already, with a process of its own; false if there can be none.

        Where the process is not there at once, the text can be read meanwhile: the page's scripts come when it is.
        """
        text, end, scripts = lesson.page.fill(kernel=kernel).rpartition(END_OF_TEXT)
        turn = self.seats.turns.ask(self.address, seat)
        try:
            beginning = asyncio.ensure_future(self._begin_warm(lesson, kernel, path, turn))
            beginning.add_done_callback(lambda done: done.cancelled() or done.exception())  # who came may have gone
            await asyncio.wait({beginning}, timeout=SECONDS_WITHOUT_TEXT)
            if not beginning.done():
                await self._send(text, seat)
                text = ""
                while not (await asyncio.wait({beginning}, timeout=self.limits.beat_seconds))[0]:
                    await self._send(_BEAT, seat)
            beginning.result()
            await self._send(text + end + scripts, seat)
            self.finish()
            self.seats.is_drawn(kernel)
        except CannotFork as reason:
            _log.warning("A lesson could not be forked: %s: %s", path, reason)
            if not self._headers_written:
                return False
            self._say_failed()
        except StreamClosedError:
            turn.over()
            await self.seats.end(kernel)
        finally:
            turn.over()
        return True

    async def _begin_warm(self, lesson: WarmLesson, kernel: str, path: str, turn: Turn) -> None:
        await turn.come()
        await self.seats.begin(kernel, kernel_name=KERNEL, path=path.rpartition("/")[0], lesson=lesson)

    async def _open_anew(self, kernel: str, path: str, seat: str) -> None:
        """Start a process, and draw the page while the notebook runs in it."""
        renderer = self.drawing.renderer(path)
        await renderer.initialize()
        turn = self.seats.turns.ask(self.address, seat)
        try:
            await self._draw(renderer, kernel, seat, turn)
        except StreamClosedError:
            await self.seats.end(kernel)  # the page was closed before it was ready: nobody will come for its process
        except Exception as error:
            _log.error("A lesson could not be prepared: %s: %s: %s", path, type(error).__name__, error)
            await self.seats.end(kernel, now=True)
            _let_go(renderer)
            self._say_failed()
        finally:
            turn.over()

    def _is_there(self, path: str) -> bool:
        return self.site.lesson(path) is not None

    def _may_open(self, path: str) -> bool:
        """Whether this browser may open this lesson; if not, it has been told what to do."""
        of_who_teaches = is_of_who_teaches(path)
        if self.is_let_in and (not of_who_teaches or self.is_of_who_teaches):
            return True
        if self.is_let_in and self.site.of_one_person:  # what the page says of other devices and a code is not so here
            self.answer_missing()
            return False
        self.set_status(403)
        page = self.site.only_for_teachers(path) if self.is_let_in else self.site.ask_for_code(path)
        self.answer(path.partition("/")[0], page, keep="no-store")
        return False

    def _give_cookie(self, path: str, seat: str | None) -> None:
        """Send the browser here again, with its cookie: a process starts only for one that brings it back.

        So neither a picture on another site nor a programme that asks again and again starts one.
        """
        asked = self.get_query_argument("seat", "")
        if seat is not None:
            self.redirect(self.site.address_of(path))
        elif asked.isdecimal() and abs(int(asked[:12]) - time.time()) < SECONDS_FOR_A_COOKIE:
            self.set_status(403)
            self.answer(self.reader, self.site.needs_cookie(self.reader), keep="no-store")
        else:
            give_seat(self, new_seat(), self.site.base)
            self.set_header("Cache-Control", "no-store")
            self.redirect(f"{self.site.address_of(path)}?seat={int(time.time())}")

    async def _draw(self, renderer: NotebookRenderer, kernel: str, seat: str, turn: Turn) -> None:
        """Send the pieces of the page as they come, and give up when nothing can come any more."""

        async def begin() -> Any:
            await turn.come()
            await self.seats.begin(kernel, kernel_name=KERNEL, path=renderer.notebook_path.rpartition("/")[0])
            return self.seats.kernels.get_kernel(kernel)

        clock = asyncio.get_running_loop().time
        last = clock()
        # The frame of the page comes first, so whoever waits for a turn reads that the lesson is being prepared.
        pieces = renderer.generate_content_generator(kernel, _Later(begin))
        async with contextlib.aclosing(with_beats(pieces, self.limits.beat_seconds)) as steady:
            async for piece in steady:
                if piece is not None or self.seats.is_coming(kernel):
                    last = clock()
                elif not await self.seats.alive(kernel):
                    raise LessonFailed("its process ended")
                elif clock() - last > self.limits.silent_seconds:
                    raise LessonFailed("nothing came for too long")
                await self._send(_BEAT if piece is None else piece[0], seat)
        if not await self.seats.alive(kernel):
            raise LessonFailed("its process ended")
        self.seats.is_drawn(kernel)

    async def _send(self, html: str, seat: str) -> None:
        """Send a piece. A reader who is slow does not keep others from their turn: a page is not long."""
        if not self._headers_written:
            give_seat(self, seat, self.site.base)
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.set_header("Cache-Control", "no-cache, no-store, must-revalidate")
        self.write(html)
        taken = asyncio.ensure_future(self.flush())
        await asyncio.wait({taken}, timeout=SECONDS_FOR_A_PIECE)
        if taken.done():
            taken.result()
        else:
            taken.add_done_callback(lambda done: done.cancelled() or done.exception())
            taken.cancel()
        if self.is_gone:
            raise StreamClosedError

    def _say_failed(self) -> None:
        if self._headers_written:
            self.finish(_FAILED)
        else:
            self.send_error(500)

    def _answer_full(self, path: str, *, of_one: bool = False) -> None:
        kept = self.warm.page_of(path, self.site.stamp(path))
        if kept is not None and self.get_query_arguments("read"):
            notice, instead, script = self.site.read_alone(path, SECONDS_UNTIL_NEXT_TRY)
            self.answer(self.reader, kept.read_alone(notice, instead, script), keep="no-store")
            return
        self.set_status(503)
        self.set_header("Retry-After", str(SECONDS_UNTIL_NEXT_TRY))
        page = self.site.full(path, SECONDS_UNTIL_NEXT_TRY, of_one=of_one, can_be_read=kept is not None)
        self.answer(self.reader, page, keep="no-store")


class _Later:
    """Something that begins once it is waited for; nothing is left behind if it never is."""

    def __init__(self, begin: Callable[[], Coroutine[Any, Any, Any]]) -> None:
        self._begin = begin

    def __await__(self) -> Generator[Any, None, Any]:
        return self._begin().__await__()


def wants_a_page(handler: Answering) -> bool:
    """Whether somebody goes to a page, as far as the browser says: not a picture, a frame, a script or a guess.

    Browsers say it with `Sec-Fetch-` headers where the line is encrypted or stays on the computer; older ones, and all
    of them on other lines, with the kinds that they accept.
    """
    headers = handler.request.headers
    if "prefetch" in headers.get("Sec-Purpose", headers.get("Purpose", "")).lower():
        return False
    if headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return False
    if headers.get("Sec-Fetch-Dest", "document") != "document":
        return False
    accepted = headers.get("Accept", "text/html")
    return "text/html" in accepted.lower() or accepted.strip() == "*/*"


async def with_beats(pieces: AsyncIterator[Any], seconds: float) -> AsyncGenerator[Any, None]:
    """The pieces as they come, and None whenever nothing has come for so many seconds."""
    coming: asyncio.Future[Any] | None = None
    try:
        while True:
            coming = asyncio.ensure_future(anext(pieces, _END))
            while not (await asyncio.wait({coming}, timeout=seconds))[0]:
                yield None
            piece = coming.result()
            if piece is _END:
                return
            yield piece
    finally:
        if coming is not None:
            coming.add_done_callback(lambda done: done.cancelled() or done.exception())
            coming.cancel()


def _let_go(renderer: NotebookRenderer) -> None:
    """Close the line to a process that has ended; Voila does so only after the last cell."""
    client = getattr(getattr(renderer, "executor", None), "kc", None)
    if client is not None:
        client.stop_channels()
