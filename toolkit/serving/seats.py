"""Which browser each lesson's process belongs to, and whether there is room for one more.

A browser is known by a random word that it is given with its first lesson and loses when it is closed. The word says
nothing about a person, is stored nowhere, and is not asked for on any other page. We have signed it, so nobody can
make one up.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import hmac
import re
import secrets
import time
import uuid
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tornado.web import HTTPError, RequestHandler

from toolkit.serving.guard.messages import Pace
from toolkit.serving.guard.turns import Turns, lessons_at_once
from toolkit.serving.lessons import is_of_who_teaches

COOKIE = "seat"
KEPT_WITHOUT_PAGE = 2  # a phone that sleeps comes back to its lesson; more than two are forgotten ones
CLAIMED_WITHIN = 120  # seconds in which a page that was sent connects; nobody comes any more for one that does not
CLAIMED_WITHIN_WHEN_FULL = 20  # the same while others wait at the door
BEGUN_WITHIN = 15 * 60  # in which a place that was taken gets its process: others may have to be made ready first
WAITS_AT_THE_DOOR = 45  # seconds after which somebody who was told that the room is full has gone: they ask every 20
MOST_AT_THE_DOOR = 64  # from one address
_WORD = re.compile(r"[\w-]{43}", re.ASCII)
_RANDOM = 22  # letters of the word that are random; the others show that it is ours
_key = secrets.token_bytes(32)


class RoomFull(Exception):
    """As many lessons are open as this computer bears."""


class TooManyOfOne(RoomFull):
    """As many lessons are open in this browser as one person uses."""


@dataclass
class _Place:
    """A lesson's process: whose it is, and how far its page has come."""

    seat: str
    address: str
    taken: float
    lesson: str = ""
    coming: bool = True
    drawn: float | None = None
    met: bool = False
    pace: Pace = field(default_factory=Pace)
    lines: weakref.WeakSet[Any] = field(default_factory=weakref.WeakSet)
    starting: asyncio.Future[Any] | None = None


@dataclass
class _Waiting:
    """Somebody who was told that the room is full."""

    address: str
    since: float
    asked: float


def seat_of(handler: RequestHandler) -> str | None:
    """The word that this browser brings, or None if it brings none of ours."""
    word = handler.get_cookie(COOKIE) or ""
    known = _WORD.fullmatch(word) and hmac.compare_digest(_signed(word[:_RANDOM]), word)
    return word if known else None


def give_seat(handler: RequestHandler, seat: str, base: str) -> None:
    """Let the browser keep the word until it is closed, out of reach of scripts and of other sites.

    A link from another site brings it along, so that such a link opens a lesson too; a picture or script does not.
    """
    safe = handler.request.protocol == "https"
    handler.set_cookie(COOKIE, seat, path=base, expires_days=None, httponly=True, samesite="Lax", secure=safe)


def new_seat() -> str:
    """A word that nobody can guess or make up."""
    return _signed(secrets.token_urlsafe(16))


def _signed(word: str) -> str:
    proof = hmac.new(_key, word.encode(), hashlib.sha256).digest()
    return word + base64.urlsafe_b64encode(proof).decode()[: 43 - _RANDOM]


class Seats:
    """All lessons that are open, by browser.

    Parameters
    ----------
    kernels
        Jupyter's manager of the lessons' processes.
    most
        How many may run at the same time.
    """

    def __init__(self, kernels: Any, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.kernels = kernels
        self.most = most
        # A page asks for its successor before it says farewell, so who has a lesson may briefly have one too many.
        self.spare = max(1, most // 4)
        # Who comes from an address from which hardly anybody is here finds a place even if another has filled the room.
        self.kept_for_others = most // 8
        self.most_of_one = max(3, min(10, most // 4))
        self.turns = Turns(lessons_at_once())
        self._clock = clock
        self._places: dict[str, _Place] = {}
        self._door: dict[str, _Waiting] = {}

    # --- what belongs to whom --------------------------------------------------------------------------------------

    def holds(self, seat: str | None, kernel: str) -> bool:
        """Whether this process runs and is this browser's. Not even whether it exists is said to any other."""
        place = self._places.get(kernel)
        known = place is not None and kernel in self.kernels
        return bool(place and known and seat and hmac.compare_digest(place.seat, seat))

    def is_coming(self, kernel: str) -> bool:
        """Whether this process has not been started yet."""
        place = self._places.get(kernel)
        return place is not None and place.coming

    async def alive(self, kernel: str) -> bool:
        """Whether the process still runs. Asking is no activity: it does not keep an idle lesson going."""
        return kernel in self.kernels and bool(await self.kernels.get_kernel(kernel).is_alive())

    def pace(self, kernel: str) -> Pace | None:
        """How fast the pages of a lesson may send; None once it has ended."""
        place = self._places.get(kernel)
        return place.pace if place else None

    def lines(self, kernel: str) -> weakref.WeakSet[Any]:
        """The lines to a lesson, as far as they are not yet forgotten."""
        place = self._places.get(kernel)
        return place.lines if place else weakref.WeakSet()

    def of_who_teaches(self) -> list[str]:
        """The processes of lessons that only those who teach may open."""
        known = self._places.items()
        return [kernel for kernel, place in known if is_of_who_teaches(f"/{place.lesson}") and kernel in self.kernels]

    def count_open(self) -> int:
        """How many lessons are open."""
        return self._taken()

    def count_waiting(self) -> int:
        """How many browsers wait for a place."""
        now = self._clock()
        return sum(one.asked > now - WAITS_AT_THE_DOOR for one in self._door.values())

    # --- who finds room --------------------------------------------------------------------------------------------

    def has_room(self, seat: str | None, address: str = "") -> bool:
        """Whether one more lesson could be opened for this browser now; who has waited longer comes first."""
        theirs = self._of(seat) if seat else []
        return len(theirs) < self.most_of_one and self._finds_room(seat, address, comes_back=bool(theirs))

    def _finds_room(self, seat: str | None, address: str, *, comes_back: bool) -> bool:
        if comes_back:
            return self._taken() < self.most + self.spare
        taken = self._taken()
        there = sum(place.address == address for place in self._places.values())
        kept_for_them = there < 2 and taken < self.most + self.kept_for_others
        return self.most - taken > self._ahead_of(seat) or (taken >= self.most and kept_for_them)

    async def admit(self, seat: str, address: str = "", lesson: str = "") -> str:
        """Take a place for this browser, and return the id that its process will have.

        Parameters
        ----------
        lesson
            What is the same in every language: who opens it again, after a reload or in another language, has left
            the one before. What was entered there comes back from their browser.

        Raises
        ------
        RoomFull
            There is no room, not even after this browser's forgotten lessons, or those that nobody came for, were
            ended; or this browser has as many as one person uses (`TooManyOfOne`).
        """
        comes_back = bool(self._of(seat))
        await self._end_forgotten(seat, lesson)
        if len(self._of(seat)) >= self.most_of_one:
            raise TooManyOfOne
        if not self._finds_room(seat, address, comes_back=comes_back):
            await self._end_unclaimed(CLAIMED_WITHIN_WHEN_FULL, most=1)
        if not self._finds_room(seat, address, comes_back=comes_back):
            self.wait(seat, address)
            raise RoomFull
        self._door.pop(seat, None)
        kernel = str(uuid.uuid4())
        self._places[kernel] = _Place(seat, address, self._clock(), lesson)
        return kernel

    async def start(self, seat: str, address: str = "", **how: Any) -> str:
        """Take a place, start a process for this browser and return its id.

        Raises
        ------
        RoomFull
            As `admit` says.
        """
        kernel = await self.admit(seat, address)
        await self.begin(kernel, **how)
        return kernel

    async def begin(self, kernel: str, **how: Any) -> None:
        """Start the process for a place that was taken."""
        place = self._places[kernel]
        try:
            # If nobody waits for it any more, it still has to be known, so that it can be ended.
            place.starting = asyncio.ensure_future(self.kernels.start_kernel(kernel_id=kernel, **how))
            await asyncio.shield(place.starting)
        except asyncio.CancelledError:
            raise
        except BaseException:
            self._places.pop(kernel, None)
            raise
        place.coming = False

    def is_drawn(self, kernel: str) -> None:
        """Note that the page of this process has been sent; it may not have arrived."""
        if kernel in self._places:
            self._places[kernel].drawn = self._clock()

    def is_met(self, kernel: str) -> None:
        """Note that a page has connected with this process."""
        if kernel in self._places:
            self._places[kernel].met = True

    def is_done(self, kernel: str, message: str) -> None:
        """Note that a process is done with a message of its page."""
        if kernel in self._places:
            self._places[kernel].pace.done(message)

    # --- who leaves ------------------------------------------------------------------------------------------------

    async def end(self, kernel: str, *, now: bool = False) -> None:
        """End a process, with a moment to tidy up unless it is to end now; one that has ended already is no fault."""
        place = self._places.get(kernel)
        if place is not None and place.coming and place.starting is not None:
            with contextlib.suppress(Exception):
                await asyncio.shield(place.starting)
        with contextlib.suppress(HTTPError, KeyError):
            await self.kernels.shutdown_kernel(kernel, now=now)
        self._places.pop(kernel, None)

    async def clear(self) -> None:
        """End the lessons whose pages were sent and never came, and give free the places that were never used."""
        before = self._clock() - BEGUN_WITHIN
        for kernel, place in list(self._places.items()):
            if place.coming and place.starting is None and place.taken < before:
                del self._places[kernel]
        await self._end_unclaimed(CLAIMED_WITHIN, most=len(self._places))

    def _taken(self) -> int:
        for kernel in [each for each, place in self._places.items() if not place.coming and each not in self.kernels]:
            del self._places[kernel]
        return len(self._places)

    def _of(self, seat: str) -> list[str]:
        """This browser's processes, the oldest first."""
        return [kernel for kernel, place in self._places.items() if place.seat == seat]

    async def _end_forgotten(self, seat: str, lesson: str) -> None:
        """Make room by ending what this browser no longer shows; what a page is open for is never ended."""
        full = self._taken() >= self.most
        alone = [kernel for kernel in self._of(seat) if self._is_alone(kernel)]
        left = [kernel for kernel in alone if self._places[kernel].met]
        # One that no page has met yet may just be loading, in another tab.
        before = [kernel for kernel in left if lesson and self._places[kernel].lesson == lesson]
        for kernel in {*alone[:-KEPT_WITHOUT_PAGE], *before, *(left[:1] if full else ())}:
            await self.end(kernel)

    async def _end_unclaimed(self, seconds: float, most: int) -> None:
        """Make room by ending lessons whose pages have been sent and never came: those of the busiest address first."""
        before = self._clock() - seconds
        late = [
            (kernel, place)
            for kernel, place in self._places.items()
            if place.drawn is not None and place.drawn <= before and not place.met
        ]
        many = {address: sum(place.address == address for _, place in late) for address in {p.address for _, p in late}}
        late.sort(key=lambda each: (-many[each[1].address], each[1].drawn or 0))
        for kernel, _ in late[:most]:
            await self.end(kernel)

    def _is_alone(self, kernel: str) -> bool:
        place = self._places[kernel]
        return place.drawn is not None and not self.kernels.kernel_model(kernel)["connections"]

    # --- the door --------------------------------------------------------------------------------------------------

    def _ahead_of(self, seat: str | None) -> int:
        """How many wait longer than this browser."""
        now = self._clock()
        self._door = {each: one for each, one in self._door.items() if one.asked > now - WAITS_AT_THE_DOOR}
        mine = self._door.get(seat or "")
        return sum(mine is None or one.since < mine.since for each, one in self._door.items() if each != seat)

    def wait(self, seat: str, address: str) -> None:
        """Note that this browser waits for a place, or still does."""
        now = self._clock()
        mine = self._door.get(seat)
        if mine is not None:
            mine.asked = now
        elif sum(one.address == address for one in self._door.values()) < MOST_AT_THE_DOOR:
            self._door[seat] = _Waiting(address, now, now)
