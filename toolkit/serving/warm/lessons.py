"""All lessons that were run already: which is up to date, which is forked for whom, and which can go."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from toolkit.serving.warm.messages import Message
from toolkit.serving.warm.page import KeptPage, KeptRenderer, keep_page, sources_of
from toolkit.serving.warm.processes import Line, LineEnded, Packages, Process, process_of

SECONDS_UNTIL_NEXT_TRY = 60
_log = logging.getLogger("toolkit.serving")


class CannotFork(Exception):
    """A lesson cannot be forked now; the ordinary way is there."""


@dataclass
class WarmLesson:
    """A lesson that was run once: its page, and the process that is forked for everybody."""

    page: KeptPage
    stamp: object
    seconds: float
    process: Process
    _line: Line
    used: float = 0
    stays: bool = False

    @property
    def lives(self) -> bool:
        """Whether its process is still there."""
        return self.process.poll() is None

    async def fork(self, kernel: str, connection: dict[str, Any]) -> Process:
        """Fork a process for a visitor.

        Raises
        ------
        CannotFork
            Its own process has ended, or may not be forked.
        """
        self.used = time.monotonic()
        if isinstance(connection["key"], bytes):
            connection = {**connection, "key": connection["key"].decode()}
        try:
            answer, files = await self._line.ask({"kernel": kernel, "connection": connection})
            return process_of(answer, files)
        except LineEnded as ended:
            self.end()
            raise CannotFork(str(ended)) from ended

    def end(self) -> None:
        """End its process; those that were forked from it go on."""
        self._line.close()
        self.process.kill()


Prepare = Callable[[], Awaitable[tuple[KeptRenderer, str]]]


class WarmLessons:
    """The lessons that are kept warm, by the path of their notebook.

    Parameters
    ----------
    packages
        The process from which the process of each lesson is forked; None where that is impossible.
    idle_seconds
        After how long without a new visitor a lesson is let go.
    patience
        How many seconds a lesson may take to be run; one that takes longer is opened in the ordinary way.
    """

    def __init__(self, packages: Packages | None, *, idle_seconds: float, patience: float) -> None:
        self.packages = packages
        self.idle_seconds = idle_seconds
        self.patience = patience
        self._lessons: dict[str, WarmLesson] = {}
        self._making: dict[str, asyncio.Task[WarmLesson | None]] = {}
        self._failed: dict[str, tuple[object, float]] = {}

    async def get(self, path: str, stamp: object, prepare: Prepare, *, stays: bool = False) -> WarmLesson | None:
        """The warm lesson at a path, run now if it was not yet; None if it has to be opened in the ordinary way.

        Parameters
        ----------
        stamp
            What tells whether the notebook and the page's template are still the same.
        prepare
            Reads the notebook: gives what draws its page, and the folder in which it runs.
        stays
            Whether it is kept, however long nobody comes.
        """
        if self.packages is None:
            return None
        lesson = self._lessons.get(path)
        if lesson is not None and (lesson.stamp != stamp or not lesson.lives):
            self._forget(path)
            lesson = None
        if lesson is None:
            lesson = await self._made(path, stamp, prepare)
        if lesson is not None:
            lesson.used = time.monotonic()
            lesson.stays = lesson.stays or stays
        return lesson

    def page_of(self, path: str, stamp: object) -> KeptPage | None:
        """The page of a lesson that was run already, to be read without a process; None where there is none."""
        lesson = self._lessons.get(path)
        return lesson.page if lesson is not None and lesson.stamp == stamp else None

    @property
    def warm(self) -> dict[str, WarmLesson]:
        """Those that are ready."""
        return dict(self._lessons)

    def end_idle(self) -> None:
        """Let go of the lessons that nobody has opened for long."""
        now = time.monotonic()
        for path, lesson in self.warm.items():
            if not lesson.lives or (not lesson.stays and now - lesson.used > self.idle_seconds):
                self._forget(path)

    def close(self) -> None:
        """End all of them, and every fork."""
        for making in self._making.values():
            making.cancel()
        for path in self.warm:
            self._forget(path)
        if self.packages is not None:
            self.packages.close()

    def _forget(self, path: str) -> None:
        self._lessons.pop(path).end()

    async def _made(self, path: str, stamp: object, prepare: Prepare) -> WarmLesson | None:
        """Run a lesson once, however many ask for it at the same time."""
        failed, when = self._failed.get(path, (None, 0.0))
        if failed == stamp and time.monotonic() - when < SECONDS_UNTIL_NEXT_TRY:
            return None
        making = self._making.get(path)
        if making is None:
            making = self._making[path] = asyncio.ensure_future(self._make(path, stamp, prepare))
            making.add_done_callback(lambda _: self._making.pop(path, None))
        return await asyncio.shield(making)

    async def _make(self, path: str, stamp: object, prepare: Prepare) -> WarmLesson | None:
        try:
            lesson = await asyncio.wait_for(self._run(stamp, prepare), self.patience)
        except asyncio.CancelledError:
            raise
        except Exception as error:
            self._failed[path] = (stamp, time.monotonic())
            reason = str(error) or type(error).__name__
            _log.warning(
                "A lesson is started anew for each visitor, because it could not be forked: %s: %s", path, reason
            )
            return None
        self._failed.pop(path, None)
        self._lessons[path] = lesson
        return lesson

    async def _run(self, stamp: object, prepare: Prepare) -> WarmLesson:
        assert self.packages is not None
        renderer, folder = await prepare()
        order: Message = {"sources": sources_of(renderer.notebook), "folder": folder}
        line, process = await self.packages.fork_lesson(order)
        try:
            told, _ = await line.ask(None)
            if "failed" in told:
                raise CannotFork(told["failed"])
            page = await keep_page(renderer, told["cells"], told["texts"])
        except BaseException:
            line.close()
            with contextlib.suppress(OSError):
                process.kill()
            raise
        return WarmLesson(page, stamp, told["seconds"], process, line)
