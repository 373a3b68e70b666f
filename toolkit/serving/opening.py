"""A lesson is opened: a process starts for it, and its page is drawn piece by piece while the notebook runs."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

from tornado.iostream import StreamClosedError
from voila.configuration import VoilaConfiguration
from voila.notebook_renderer import NotebookRenderer
from voila.utils import get_page_config

from toolkit.serving.answers import Answering
from toolkit.serving.seats import RoomFull, give_seat, new_seat, seat_of

SECONDS_UNTIL_NEXT_TRY = 20
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

    def initialize(
        self, template_paths: list[str], config: Any, voila_configuration: VoilaConfiguration, static: str
    ) -> None:
        self.template_paths = template_paths
        self.config = config
        self.voila_configuration = voila_configuration
        self.static = static

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
        renderer = self._renderer(path)
        try:
            await renderer.initialize()
            kernel = await self.seats.start(
                seat, kernel_name=renderer.notebook.metadata.kernelspec.name, path=path.rpartition("/")[0]
            )
        except RoomFull:
            self._answer_full(path)
            return
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

    def _renderer(self, path: str) -> NotebookRenderer:
        """Voila's machine that runs a notebook and makes a page of it."""
        about = {"base_url": self.site.base, "settings": self.settings, "log": _log}
        page_config = get_page_config(**about, voila_configuration=self.voila_configuration)
        page_config.update(fullStaticUrl=self.static, frame=self.site.frame(path), sheet=self.site.sheet)
        page_config["federated_extensions"].append(self.site.widgets)
        return NotebookRenderer(
            request_handler=self,
            voila_configuration=self.voila_configuration,
            traitlet_config=self.config,
            notebook_path=path,
            template_paths=self.template_paths,
            config_manager=self.settings["config_manager"],
            contents_manager=self.settings["contents_manager"],
            kernel_spec_manager=self.settings["kernel_spec_manager"],
            base_url=self.site.base,
            page_config=page_config,
            mathjax_config=self.settings["mathjax_config"],
            mathjax_url=self.settings["mathjax_url"],
        )


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
