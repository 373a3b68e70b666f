"""A session that runs: its value, the pages that wait for news of it, and the phones that are there."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from toolkit.course.sessions.session import Session
from toolkit.course.store.store import Store
from toolkit.serving.guard.bucket import Bucket, Buckets
from toolkit.serving.session.bounds import (
    MOST_ADDRESSES,
    OF_ONE_PHONE,
    Room,
)
from toolkit.serving.session.leaders import Leaders

SECONDS_FOR_NEWS = 20  # after which a page is answered although nothing has changed, so that it knows the line is up
SECONDS_TOGETHER = 0.1  # in which changes are told as one
SECONDS_AWAY = 12  # after which a phone that no longer asks is not counted as connected


class SessionOver(Exception):
    """There is no such session on this server."""


class TooMany(Exception):
    """More than the server bears: sessions, phones, pages or answers."""


class Live:
    """A session that runs: its value, the pages that wait for news of it, and the phones that are there."""

    def __init__(self, session: Session, store: Store, refused: str = "") -> None:
        self.session = session
        self.store = store
        self.refused = refused  # the file that could not be made, where it was to be kept in one
        self.is_behind = False  # whether the store did not take what was written last
        self.version = secrets.randbelow(
            10**8
        )  # a page that knew this session before a restart must not take it for read
        self.views: dict[Any, Any] = {}  # what pages are told, made once for all of them until something changes
        self.room = Room()
        self.lessons = [session.lesson]  # in which it was, since the server was started
        self.names: dict[str, frozenset[str]] = {}  # of the exercises of each
        self.said: dict[str, int] = {}  # how often each place on the board was written
        self.said_by: dict[str, str] = {}  # whose phone wrote there last
        self.seen: dict[str, float] = {}
        self.waiting: Counter[str] = Counter()
        self.paces: dict[tuple[float, float], Buckets] = {}
        self.leaders = Leaders(self.changed)
        self.simulated: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self._telling = False

    def changed(self) -> None:
        """Tell all pages, a moment later, so that thirty answers in a second are one piece of news."""
        self.views.clear()
        if not self._telling:
            self._telling = True
            asyncio.get_running_loop().call_later(SECONDS_TOGETHER, self._tell)

    def _tell(self) -> None:
        self._telling = False
        self.version += 1
        self.views.clear()
        self._news.set()
        self._news = asyncio.Event()

    async def news(self, since: int, seconds: float = SECONDS_FOR_NEWS) -> None:
        """Wait until there is something that a page has not been told."""
        if since == self.version:
            news = self._news
            try:
                await asyncio.wait_for(news.wait(), seconds)
            except TimeoutError:
                return

    def is_here(self, ticket: str) -> None:
        """Note that a phone asks."""
        new = ticket not in self.seen
        if ticket in self.room.phones:
            self.room.phones[ticket].used = True
        self.seen[ticket] = time.monotonic()
        if new:
            self.changed()

    @contextmanager
    def waits(self, place: str, is_still_there: Callable[[], bool]) -> Iterator[None]:
        """Count a page as waiting; a phone that was told something is still there while it asks again."""
        self.waiting[place] += 1
        try:
            yield
        finally:
            self.waiting[place] -= 1
            if not self.waiting[place]:
                del self.waiting[place]
            if is_still_there():
                self.is_here(place)

    @property
    def strangers(self) -> int:
        """How many pages wait that showed no ticket, key or pass."""
        return sum(many for place, many in self.waiting.items() if place.startswith("stranger "))

    @property
    def connected(self) -> int:
        """How many phones ask for news now."""
        now = time.monotonic()
        return sum(self.waiting[each] > 0 or now - at < SECONDS_AWAY for each, at in self.seen.items())

    def pace(self, who: str, bounds: tuple[float, float] = OF_ONE_PHONE) -> Bucket:
        """How fast a phone may send, or a page ask; what one does is no matter of the others."""
        return self.paces.setdefault(bounds, Buckets(*bounds, MOST_ADDRESSES)).of(who)
