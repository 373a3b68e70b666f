"""All lessons that were run already: which is up to date, which is forked for whom, and which can go."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from toolkit.serving.warm.messages import Message
from toolkit.serving.warm.page import KeptPage, KeptRenderer, keep_page, sources_of
from toolkit.serving.warm.pool import Pool, Spare, Spares
from toolkit.serving.warm.processes import Forks, LineEnded, Packages, Process

SECONDS_UNTIL_NEXT_TRY = 60
_log = logging.getLogger("toolkit.serving")


class CannotFork(Exception):
    """A lesson cannot be forked now; the ordinary way is there."""


@dataclass
class WarmLesson:
    """A lesson that was run: its page, and where its processes come from, forks of one or a pool."""

    page: KeptPage
    stamp: object
    seconds: float
    source: Forks | Pool
    used: float = 0
    stays: bool = False

    @property
    def lives(self) -> bool:
        """Whether it still gives processes."""
        return self.source.lives

    async def take(self, kernel: str, connection: dict[str, Any]) -> Process | Spare:
        """A process for a visitor, that has run the notebook.

        Raises
        ------
        CannotFork
            There is none, and none can be made.
        """
        self.used = time.monotonic()
        if isinstance(connection["key"], bytes):
            connection = {**connection, "key": connection["key"].decode()}
        try:
            return await self.source.take({"kernel": kernel, "connection": connection})
        except LineEnded as ended:
            self.end()
            raise CannotFork(str(ended)) from ended

    def end(self) -> None:
        """End what nobody uses; the processes that visitors have go on."""
        self.source.end()


Prepare = Callable[[], Awaitable[tuple[KeptRenderer, str]]]


class WarmLessons:
    """The lessons that are kept warm, by the path of their notebook.

    Parameters
    ----------
    packages
        What runs lessons: the process from which that of each lesson is forked, or, where nothing can be forked, what
        starts the pool of each.
    idle_seconds
        After how long without a new visitor a lesson is let go.
    patience
        How many seconds a lesson may take to be run; one that takes longer is opened in the ordinary way.
    """

    def __init__(self, packages: Packages | Spares, *, idle_seconds: float, patience: float) -> None:
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
        lesson = self._lessons.get(path)
        if lesson is not None and lesson.source.fault:
            self._note_failure(path, lesson.stamp, lesson.source.fault)
        if lesson is not None and (lesson.stamp != stamp or not lesson.lives):
            self._forget(path)
            lesson = None
        if lesson is None:
            lesson = await self._made(path, stamp, prepare)
        if lesson is not None:
            lesson.used = time.monotonic()
            lesson.stays = lesson.stays or stays
        return lesson

    async def get_filled(self, path: str, stamp: object, prepare: Prepare, *, stays: bool) -> WarmLesson | None:
        """As `get`, and wait until everybody who is announced for it finds a process."""
        lesson = await self.get(path, stamp, prepare, stays=stays)
        if lesson is not None:
            await lesson.source.fill()
        return lesson

    def page_of(self, path: str, stamp: object) -> KeptPage | None:
        """The page of a lesson that was run already, to be read without a process; None where there is none."""
        lesson = self._lessons.get(path)
        return lesson.page if lesson is not None and lesson.stamp == stamp else None

    @property
    def warm(self) -> dict[str, WarmLesson]:
        """Those that are ready."""
        return dict(self._lessons)

    @property
    def forks(self) -> bool:
        """Whether lessons are forked here; else each has a pool."""
        return not isinstance(self.packages, Spares)

    def make_announced(self, paths: Iterable[str], make: Callable[..., Awaitable[object]]) -> None:
        """Have lessons run for which people are announced, and their pools filled; forks are there at once."""
        for path in () if self.forks else paths:
            if path not in self._lessons and path not in self._making:
                asyncio.ensure_future(make(path, stays=False))
        for lesson in self._lessons.values():
            lesson.source.top_up()

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
            self._note_failure(path, stamp, str(error) or type(error).__name__)
            return None
        self._failed.pop(path, None)
        self._lessons[path] = lesson
        return lesson

    def _note_failure(self, path: str, stamp: object, reason: str) -> None:
        self._failed[path] = (stamp, time.monotonic())
        _log.warning("A lesson is started anew for each visitor, because it could not be forked: %s: %s", path, reason)

    async def _run(self, stamp: object, prepare: Prepare) -> WarmLesson:
        renderer, folder = await prepare()
        order: Message = {
            "path": renderer.notebook_path,
            "sources": sources_of(renderer.notebook),
            "folder": folder,
            "seed": secrets.token_hex(32),
        }
        told, source = await self.packages.run(order)
        try:
            if "failed" in told:
                raise CannotFork(told["failed"])
            page = await keep_page(renderer, told["cells"], told["texts"])
        except BaseException:
            with contextlib.suppress(OSError):
                source.end()
            raise
        return WarmLesson(page, stamp, told["seconds"], source)
