"""A lesson is opened: a process starts for it, and its page is drawn piece by piece while the notebook runs."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

from tornado.iostream import StreamClosedError
from voila.notebook_renderer import NotebookRenderer

from toolkit.serving.answers import Answering
from toolkit.serving.drawing import Drawing
from toolkit.serving.seats import RoomFull, give_seat, new_seat, seat_of
from toolkit.serving.warm.lessons import CannotFork, WarmLesson, WarmLessons

KERNEL = "python3"
SECONDS_UNTIL_NEXT_TRY = 20
# Both are functions of our page's script, which stands in the first piece of the page.
_BEAT = "<script>window.voila_heartbeat && window.voila_heartbeat()</script>\n"
_FAILED = "<script>window.toolkit_failed && window.toolkit_failed()</script>\n"
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
        if self.site.lesson(path) is None:
            self.answer_missing()
        elif not self.seats.has_room(seat_of(self)):
            self._answer_full(path)
        else:
            self.answer(path.partition("/")[0], "", keep="no-store")

    async def get(self, path: str) -> None:
        if self.site.lesson(path) is None:
            self.answer_missing()
            return
        seat = seat_of(self) or new_seat()
        lesson = await self.warm.get(path, self.site.stamp(path), lambda: self.drawing.prepare(path))
        try:
            if lesson is not None and await self._open_warm(lesson, path, seat):
                return
            await self._open_anew(path, seat)
        except RoomFull:
            self._answer_full(path)

    async def _open_warm(self, lesson: WarmLesson, path: str, seat: str) -> bool:
        """Fork a lesson that was run already, and send its page; false if it can no longer be forked."""
        try:
            kernel = await self.seats.start(seat, kernel_name=KERNEL, path=path.rpartition("/")[0], lesson=lesson)
        except CannotFork as reason:
            _log.warning("A lesson could not be forked: %s: %s", path, reason)
            return False
        try:
            await self._send(lesson.page.fill(kernel=kernel), seat)
            self.finish()
            self.seats.is_drawn(kernel)
        except StreamClosedError:
            await self.seats.end(kernel)
        return True

    async def _open_anew(self, path: str, seat: str) -> None:
        """Start a process, and draw the page while the notebook runs in it."""
        renderer = self.drawing.renderer(path)
        await renderer.initialize()
        kernel = await self.seats.start(seat, kernel_name=KERNEL, path=path.rpartition("/")[0])
        try:
            await self._draw(renderer, kernel, seat)
        except StreamClosedError:
            await self.seats.end(kernel)  # the page was closed before it was ready: nobody will come for its process
        except Exception as error:
            _log.error("A lesson could not be prepared: %s: %s: %s", path, type(error).__name__, error)
            await self.seats.end(kernel, now=True)
            _let_go(renderer)
            self._say_failed()

    async def _draw(self, renderer: NotebookRenderer, kernel: str, seat: str) -> None:
        """Send the pieces of the page as they come, and give up when nothing can come any more."""
        clock = asyncio.get_running_loop().time
        last = clock()
        pieces = renderer.generate_content_generator(kernel, self.seats.kernels.get_kernel(kernel))
        async with contextlib.aclosing(with_beats(pieces, self.limits.beat_seconds)) as steady:
            async for piece in steady:
                if piece is not None:
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
        if not self._headers_written:
            give_seat(self, seat, self.site.base)
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.set_header("Cache-Control", "no-cache, no-store, must-revalidate")
        self.write(html)
        await self.flush()

    def _say_failed(self) -> None:
        if self._headers_written:
            self.finish(_FAILED)
        else:
            self.send_error(500)

    def _answer_full(self, path: str) -> None:
        self.set_status(503)
        self.set_header("Retry-After", str(SECONDS_UNTIL_NEXT_TRY))
        self.answer(self.reader, self.site.full(path, SECONDS_UNTIL_NEXT_TRY), keep="no-store")


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
