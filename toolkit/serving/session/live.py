"""The sessions that run on this server: who is there, what changed, and where it is kept."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any

from toolkit.course.sessions.answers import entry_of
from toolkit.course.sessions.session import Session, begin, from_text, to_text
from toolkit.course.store.entry import Entry
from toolkit.course.store.store import NotKept, Store
from toolkit.errors import SetupError
from toolkit.serving.guard.bucket import Bucket
from toolkit.serving.session.keeping import Kept, clear
from toolkit.serving.session.leaders import Leaders

MOST_SESSIONS = 12
DAYS_KEPT = 7  # in which a session that nobody ended goes on when the server is started anew
MOST_PEOPLE = 250  # in one session
MOST_WAITING = 3  # pages of one phone that wait for news at the same time
MOST_WATCHING = 60  # walls and other pages without a ticket, in one session
SECONDS_FOR_NEWS = 20  # after which a page is answered although nothing has changed, so that it knows the line is up
SECONDS_TOGETHER = 0.1  # in which changes are told as one
SECONDS_AWAY = 12  # after which a phone that no longer asks is not counted as connected
# One phone: a burst when a poll opens after the line was down, then an answer every second.
OF_ONE_PHONE = (20, 1.0)
# A page that asks for news: several times a second while thirty people answer, and no more than that for long.
NEWS_OF_ONE_PAGE = (60, 5.0)
# Wrong codes, from one address and from all: as for the code of the room.
GUESSES, GUESSES_OF_ALL = (40, 1 / 3), (80, 1 / 2)


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
        self.said: dict[str, int] = {}  # how often each place on the board was written
        self.seen: dict[str, float] = {}
        self.waiting: dict[str, int] = defaultdict(int)
        self.paces: dict[str, Bucket] = {}
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
            if is_still_there():
                self.is_here(place)

    @property
    def connected(self) -> int:
        """How many phones ask for news now."""
        now = time.monotonic()
        return sum(self.waiting[each] > 0 or now - at < SECONDS_AWAY for each, at in self.seen.items())

    def pace(self, who: str, bounds: tuple[float, float] = OF_ONE_PHONE) -> Bucket:
        """How fast a phone may send, or a page ask; what one does is no matter of the others."""
        if who not in self.paces and len(self.paces) > 4 * MOST_PEOPLE:
            self.paces = {each: pace for each, pace in self.paces.items() if not pace.is_full}
        return self.paces.setdefault(who, Bucket(*bounds))


class Sessions:
    """All sessions of a server.

    Parameters
    ----------
    store
        Where entries and sessions are kept. What it holds of sessions goes on.
    kept
        The file in which they are kept if there is no store, from the first one that may leave a trace.
    """

    def __init__(self, store: Store | None = None, kept: Kept | None = None) -> None:
        self.kept = kept if store is None else None
        self.store = store or self._kept_in_file(make=False) or Store()
        # One after the other, and never in the thread that answers: a database may be slow.
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="store")
        known = sorted(map(from_text, self.store.states().values()), key=lambda session: session.began)
        left = [session for session in known if not session.ended and self._is_ours(session.id)]
        fresh = [session for session in left if time.time() - session.began < DAYS_KEPT * 86400]
        for session in left:
            if session not in fresh:
                self.store.keep(session.id, to_text(session.end()))
        self._live = {session.id: Live(session, self.store) for session in fresh[-MOST_SESSIONS:]}
        self._of: dict[str, Bucket] = {}
        self._all = Bucket(*GUESSES_OF_ALL)
        self.clear_old()

    async def ask(self, work: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Let the store do something while others are answered."""
        return await asyncio.get_running_loop().run_in_executor(self._hand, lambda: work(*given, **named))

    def _kept_in_file(self, *, make: bool) -> Store | None:
        try:
            return self.kept.store(make=make) if self.kept else None
        except (OSError, SetupError):
            return None

    def _is_ours(self, id: str) -> bool:
        """Whether no other server leads this session out of the same file."""
        return self.kept is None or not self.store.outlives or self.kept.take(id)

    def clear_old(self) -> None:
        """Delete what has been in the file of this computer for long; what somebody named is theirs to clear."""
        if self.kept is not None and self.store.outlives:
            with suppress(NotKept):
                led_elsewhere = [id for id in self.store.states() if id not in self._live and not self.kept.take(id)]
                clear(self.store, {*self._live, *led_elsewhere})

    def running(self) -> tuple[Live, ...]:
        """All that run, the newest first."""
        return tuple(reversed(self._live.values()))

    def find(self, id: str) -> Live:
        """The session of that id.

        Raises
        ------
        SessionOver
            There is none, or no longer.
        """
        if id not in self._live:
            raise SessionOver
        return self._live[id]

    def of_code(self, code: str) -> Live | None:
        """The session that a code leads to."""
        return next((live for live in self.running() if live.session.code == code), None)

    def may_guess(self, address: str) -> bool:
        """Whether a code from this address is looked at."""
        return self._all.has() and self._bucket(address).has()

    def note_wrong(self, address: str) -> None:
        """Note that a wrong code came from this address."""
        self._bucket(address).take()
        self._all.take()

    def guesses_keys(self, address: str) -> bool:
        """Note a wrong key, and whether more of them came from this address than people mistype."""
        return not self._bucket(f"key {address}").take()

    def _bucket(self, address: str) -> Bucket:
        if len(self._of) > 1000:
            self._of = {each: one for each, one in self._of.items() if not one.is_full}
        return self._of.setdefault(address, Bucket(*GUESSES))

    async def _store_for(self, session: Session, *, trace: bool) -> tuple[Store, str]:
        """Where a session is kept; and which file could not be made, if it was to be one."""
        if session.rehearsal or not trace:
            return Store(), ""
        if self.kept is None or self.store.outlives:
            return self.store, ""
        made = await self.ask(self._kept_in_file, make=True)
        self.store = made or self.store
        return self.store, "" if made else str(self.kept.file)

    async def open(
        self, lesson: str, language: str, steps: tuple[str, ...], *, trace: bool = True, **more: Any
    ) -> tuple[Live, str]:
        """Begin a session; the second value lets somebody steer it, and is kept nowhere here.

        Without a `trace` it is in memory only, whatever store there is.

        Raises
        ------
        TooMany
            So many run already.
        """
        if len(self._live) >= MOST_SESSIONS:
            left = next((live for live in self._live.values() if not live.connected), None)
            if left is None:
                raise TooMany
            self._live.pop(left.session.id)
            if not left.store.outlives:  # what is kept may run on another computer with the same store
                await self.ask(left.store.forget, workshop=left.session.id)
            left.changed()
        session, key = begin(lesson, language, steps, **more)
        while self.of_code(session.code) is not None:
            session, key = begin(lesson, language, steps, **more)
        # What simulated phones answer is never among what people answered.
        live = Live(session, *await self._store_for(session, trace=trace))
        if live.store is self.store:
            await self.ask(self._is_ours, session.id)
        self._live[session.id] = live
        await self._keep(live)
        return live, key

    async def change(self, live: Live, session: Session) -> None:
        """Let a session go on as it was changed; it is kept before anybody is told."""
        live.session = session
        await self._keep(live)
        live.changed()

    async def read_in(self, live: Live, language: str) -> None:
        """Note that somebody reads a session in a language."""
        session = live.session.read_in(language)
        if session is not live.session:
            await self.change(live, session)

    async def _keep(self, live: Live) -> None:
        """Keep how a session stands; on a full disk it goes on nevertheless, and is kept with the next that is."""
        try:
            await self.ask(live.store.keep, live.session.id, to_text(live.session))
            live.is_behind = False
        except NotKept:
            live.is_behind = True

    async def end(self, live: Live, *, delete: bool) -> None:
        """End a session. What was answered stays in a store that has a name, unless it is to be deleted."""
        self._live.pop(live.session.id, None)
        if live.simulated is not None:
            live.simulated.cancel()
        if delete or not live.store.outlives:
            await self.ask(live.store.forget, workshop=live.session.id)
        else:
            live.session = live.session.end()
            await self._keep(live)
        live.changed()

    async def join(self, live: Live, ticket: str = "") -> str:
        """Give a phone its ticket; one that was here before has it already and counts once.

        Raises
        ------
        TooMany
            More people than a session takes.
        """
        if live.session.is_ticket(ticket):
            return ticket
        joined = await self.ask(live.store.count, "joined", workshop=live.session.id)
        if joined.get((), 0) >= MOST_PEOPLE:
            raise TooMany
        ticket = live.session.ticket()
        await self.record(live, entry_of(live.session, ticket, {"kind": "joined"}))
        return ticket

    async def take(self, live: Live, ticket: str, sent: dict[str, Any]) -> None:
        """Keep what a phone sent; when this returns, it is kept.

        Raises
        ------
        TooMany
            The phone sends faster than anybody taps.
        DataError
            What was sent is nothing that this session asks, or comes too late.
        """
        if not live.pace(ticket).take():
            raise TooMany
        if sent.get("kind") == "said":
            sent = {**sent, "change": await self._next_said(live, str(sent.get("question")))}
        entry = entry_of(live.session, ticket, sent)
        heard = live.session.hearing(entry)
        if heard is not live.session:
            await self.change(live, heard)
        await self.record(live, entry)

    async def record(self, live: Live, entry: Entry) -> None:
        """Keep an entry of a session that still runs.

        Raises
        ------
        NotKept
            The disk is full: who sent it sends it again.
        """
        if live.session.id not in self._live:
            raise SessionOver
        try:
            new = await self.ask(live.store.record, entry)
        except NotKept:
            live.is_behind = True
            live.changed()
            raise
        if live.is_behind:
            await self._keep(live)
            live.changed()
        elif new:
            live.changed()

    async def _next_said(self, live: Live, question: str) -> int:
        """The board holds what was said last, so each saying is a change of the one before."""
        if not live.said:
            kept = await self.ask(lambda: list(live.store.entries(workshop=live.session.id, kind="said")))
            live.said = {entry.question: entry.change for entry in kept}
        live.said[question] = live.said.get(question, -1) + 1
        return min(live.said[question], 1000)

    def close(self) -> None:
        """Let go of the store."""
        for live in self.running():
            if live.simulated is not None:
                live.simulated.cancel()
        self._hand.shutdown(wait=True)
        self.store.close()
        if self.kept is not None:
            self.kept.close()
