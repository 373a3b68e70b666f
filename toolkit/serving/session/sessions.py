"""All sessions that run on this server: begun, found, changed, kept and ended."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import Any

from toolkit.course.sessions.answers import entry_of
from toolkit.course.sessions.session import Session, begin, from_text, to_text
from toolkit.course.store.entry import Entry
from toolkit.course.store.store import NotKept, Store
from toolkit.errors import SetupError
from toolkit.serving.guard.bucket import Buckets
from toolkit.serving.session.bounds import (
    GUESSES,
    MOST_ADDRESSES,
    MOST_PLACES,
    PLACES_OF_ONE_PHONE,
    PUT_ASIDE_AGAIN,
)
from toolkit.serving.session.keeping import Kept, clear
from toolkit.serving.session.live import Live, SessionOver, TooMany

MOST_SESSIONS = 12
DAYS_KEPT = 7  # in which a session that nobody ended goes on when the server is started anew


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
        self._guesses = Buckets(*GUESSES, MOST_ADDRESSES)
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
        return self._guesses.of(address).has()

    def note_wrong(self, address: str) -> None:
        """Note that a wrong code came from this address."""
        self._guesses.of(address).take()

    def guesses_keys(self, address: str) -> bool:
        """Note a wrong key, and whether more of them came from this address than people mistype."""
        return not self._guesses.of(f"key {address}").take()

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
        if session.lesson not in live.lessons:
            live.lessons.append(session.lesson)
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
        if self.kept is not None:
            self.kept.close()
