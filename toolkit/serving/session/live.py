"""The sessions that run on this server: who is there, what changed, and where it is kept."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from toolkit.course.sessions.answers import entry_of
from toolkit.course.sessions.session import Session, begin, from_text, to_text
from toolkit.course.store.entry import Entry
from toolkit.course.store.store import Store
from toolkit.serving.guard.bucket import Bucket, Buckets
from toolkit.serving.session.bounds import (
    GUESSES,
    MOST_ADDRESSES,
    MOST_PLACES,
    OF_ONE_PHONE,
    PLACES_OF_ONE_PHONE,
    PUT_ASIDE_AGAIN,
    Room,
)

MOST_SESSIONS = 12
DAYS_KEPT = 7  # in which a session that nobody ended goes on when the server is started anew
SECONDS_FOR_NEWS = 20  # after which a page is answered although nothing has changed, so that it knows the line is up
SECONDS_TOGETHER = 0.1  # in which changes are told as one
SECONDS_AWAY = 12  # after which a phone that no longer asks is not counted as connected


class SessionOver(Exception):
    """There is no such session on this server."""


class TooMany(Exception):
    """More than the server bears: sessions, phones, pages or answers."""


class Live:
    """A session that runs: its value, the pages that wait for news of it, and the phones that are there."""

    def __init__(self, session: Session, store: Store) -> None:
        self.session = session
        self.store = store
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


class Sessions:
    """All sessions of a server.

    Parameters
    ----------
    store
        Where entries and sessions are kept. What it holds of sessions goes on.
    """

    def __init__(self, store: Store | None = None) -> None:
        self.store = store or Store()
        # One after the other, and never in the thread that answers: a database may be slow.
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="store")
        kept = sorted(map(from_text, self.store.states().values()), key=lambda session: session.began)
        fresh = [session for session in kept if time.time() - session.began < DAYS_KEPT * 86400]
        for session in kept:
            if session not in fresh:
                self.store.keep(session.id, None)
        self._live = {session.id: Live(session, self.store) for session in fresh[-MOST_SESSIONS:]}
        self._guesses = Buckets(*GUESSES, MOST_ADDRESSES)

    async def ask(self, work: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Let the store do something while others are answered."""
        return await asyncio.get_running_loop().run_in_executor(self._hand, lambda: work(*given, **named))

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
        return self._guesses.of(address).has()

    def note_wrong(self, address: str) -> None:
        """Note that a wrong code came from this address."""
        self._guesses.of(address).take()

    async def open(self, lesson: str, language: str, steps: tuple[str, ...], **more: Any) -> tuple[Live, str]:
        """Begin a session; the second value lets somebody steer it, and is kept nowhere here.

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
        live = Live(session, Store() if session.rehearsal else self.store)
        self._live[session.id] = live
        await self.ask(live.store.keep, session.id, to_text(session))
        return live, key

    async def change(self, live: Live, session: Session) -> None:
        """Let a session go on as it was changed; it is kept before anybody is told."""
        live.session = session
        if session.lesson not in live.lessons:
            live.lessons.append(session.lesson)
        await self.ask(live.store.keep, session.id, to_text(session))
        live.changed()

    async def end(self, live: Live, *, delete: bool) -> None:
        """End a session. What was answered stays in a store that has a name, unless it is to be deleted."""
        self._live.pop(live.session.id, None)
        if live.simulated is not None:
            live.simulated.cancel()
        if delete or not live.store.outlives:
            await self.ask(live.store.forget, workshop=live.session.id)
        else:
            await self.ask(live.store.keep, live.session.id, None)
        live.changed()

    async def join(self, live: Live, ticket: str = "", address: str = "", device: str = "") -> str:
        """Give a phone its ticket; one that was here before has it already and counts once.

        Parameters
        ----------
        address
            Where the phone comes from; empty for a simulated one, which nothing bounds but the room.
        device
            What the page for joining gave this phone to keep; empty if it did not open that page.

        Raises
        ------
        TooMany
            More people than a session takes, or than one address may send.
        """
        ticket = ticket or live.room.ticket_of(device)
        if live.session.is_ticket(ticket) and ticket not in live.room.aside:
            live.room.come(ticket, address, device)
            return ticket
        if address and not live.room.has_place(address, device):
            if not device:
                live.room.note_overrun(address)
            # Where more come than people do, tickets that no page ever used were a script's.
            if not live.pace(f"aside {address}", PUT_ASIDE_AGAIN).take():
                raise TooMany
            await self._delete(live, live.room.put_aside(address, plain=True))
            if not live.room.has_place(address, device):
                raise TooMany
        ticket = live.session.ticket()
        live.room.come(ticket, address or secrets.token_hex(8), device)
        await self.record(live, entry_of(live.session, ticket, {"kind": "joined"}))
        return ticket

    async def throw_out(self, live: Live, id: str) -> None:
        """Take away the tickets of an address that no page uses, with all that was written with them."""
        tickets = live.room.put_aside(live.room.at(id.removesuffix("-idle")))
        await self._delete(live, tickets)
        await self.change(live, live.session.throw_out(tickets))

    async def _delete(self, live: Live, tickets: Sequence[str]) -> None:
        if not tickets:
            return
        places = {place for place, by in live.said_by.items() if by in tickets}
        session = live.session

        def delete() -> None:
            kept = list(live.store.entries(workshop=session.id))
            asked = {(entry.kind, entry.question) for entry in kept if entry.kind != "said"}
            ids = {session.entry_id(ticket, kind, question) for ticket in tickets for kind, question in asked}
            ids |= {entry.id for entry in kept if entry.kind == "said" and entry.question in places}
            live.store.remove(session.id, [entry.id for entry in kept if entry.id in ids])

        await self.ask(delete)
        for place in places:
            del live.said_by[place]
        for ticket in tickets:
            live.seen.pop(ticket, None)
        live.changed()

    async def take(self, live: Live, ticket: str, sent: dict[str, Any], address: str = "", device: str = "") -> None:
        """Keep what a phone sent; when this returns, it is kept.

        Raises
        ------
        TooMany
            The phone sends faster than anybody taps, or more than a table says.
        DataError
            What was sent is nothing that this session asks, or comes too late.
        """
        if not live.pace(ticket).take():
            raise TooMany
        live.room.come(ticket, address, device)
        if not live.room.may_write(ticket):
            raise TooMany
        entry = entry_of(live.session, ticket, sent)
        if entry.kind == "said":
            entry = replace(entry, change=await self._next_said(live, ticket, entry.question))
        live.room.phones[ticket].wrote = True
        await self.record(live, entry)

    async def record(self, live: Live, entry: Entry) -> None:
        """Keep an entry of a session that still runs."""
        if live.session.id not in self._live:
            raise SessionOver
        if await self.ask(live.store.record, entry):
            live.changed()

    async def _next_said(self, live: Live, ticket: str, place: str) -> int:
        """The board holds what was said last, so each saying is a change of the one before."""
        if not live.said:
            kept = await self.ask(lambda: list(live.store.entries(workshop=live.session.id, kind="said")))
            live.said = {entry.question: entry.change for entry in kept} | live.said
        phone = live.room.phones.get(ticket)
        places = phone.places if phone else set()
        if place not in places and len(places) >= PLACES_OF_ONE_PHONE:
            raise TooMany
        if place not in live.said and len(live.said) >= MOST_PLACES:
            raise TooMany
        places.add(place)
        live.said_by[place] = ticket
        live.said[place] = live.said.get(place, -1) + 1
        return live.said[place]

    def close(self) -> None:
        """Let go of the store."""
        for live in self.running():
            if live.simulated is not None:
                live.simulated.cancel()
        self._hand.shutdown(wait=True)
        self.store.close()
