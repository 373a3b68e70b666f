"""Which browser each lesson's process belongs to, and whether there is room for one more.

A browser is known by a random word that it is given with its first lesson and loses when it is closed. The word says
nothing about a person, is stored nowhere, and is not asked for on any other page.
"""

from __future__ import annotations

import contextlib
import re
import secrets
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any

from tornado.web import HTTPError, RequestHandler

COOKIE = "seat"
KEPT_WITHOUT_PAGE = 2  # a phone that sleeps comes back to its lesson; more than two are forgotten ones
_WORD = re.compile(r"[\w-]{43}", re.ASCII)


class RoomFull(Exception):
    """As many lessons are open as this computer bears."""


@dataclass
class _Place:
    """A lesson's process: whose it is, and how far its page has come."""

    seat: str
    drawn: bool = False
    met: bool = False


def seat_of(handler: RequestHandler) -> str | None:
    """The word that this browser brings, or None if it brings none of ours."""
    word = handler.get_cookie(COOKIE) or ""
    return word if _WORD.fullmatch(word) else None


def give_seat(handler: RequestHandler, seat: str, base: str) -> None:
    """Let the browser keep the word until it is closed, out of reach of scripts and of other sites."""
    handler.set_cookie(COOKIE, seat, path=base, expires_days=None, httponly=True, samesite="Strict")


def new_seat() -> str:
    """A word that nobody can guess."""
    return secrets.token_urlsafe(32)


class Seats:
    """All lessons that are open, by browser.

    Parameters
    ----------
    kernels
        Jupyter's manager of the lessons' processes.
    most
        How many may run at the same time.
    """

    def __init__(self, kernels: Any, most: int) -> None:
        self.kernels = kernels
        self.most = most
        # A page asks for its successor before it says farewell, so who has a lesson may briefly have one too many.
        self.spare = max(1, most // 4)
        self._places: dict[str, _Place] = {}
        self._coming = 0

    def holds(self, seat: str | None, kernel: str) -> bool:
        """Whether this process runs and is this browser's. Not even whether it exists is said to any other."""
        place = self._places.get(kernel)
        known = place is not None and kernel in self.kernels
        return bool(place and known and seat and compare_digest(place.seat, seat))

    async def alive(self, kernel: str) -> bool:
        """Whether the process still runs. Asking is no activity: it does not keep an idle lesson going."""
        return kernel in self.kernels and bool(await self.kernels.get_kernel(kernel).is_alive())

    def has_room(self, seat: str | None) -> bool:
        """Whether one more lesson could be opened for this browser now."""
        return self._taken() < self.most + (self.spare if seat and self._of(seat) else 0)

    async def start(self, seat: str, **how: Any) -> str:
        """Start a process for this browser and return its id.

        Raises
        ------
        RoomFull
            There is no room, not even after this browser's forgotten lessons were ended.
        """
        await self._end_forgotten(seat)
        if not self.has_room(seat):
            raise RoomFull
        self._coming += 1
        try:
            kernel: str = await self.kernels.start_kernel(**how)
            self._places[kernel] = _Place(seat)
            return kernel
        finally:
            self._coming -= 1

    def is_drawn(self, kernel: str) -> None:
        """Note that the page of this process has been sent; it may not have arrived."""
        if kernel in self._places:
            self._places[kernel].drawn = True

    def is_met(self, kernel: str) -> None:
        """Note that a page has connected with this process."""
        if kernel in self._places:
            self._places[kernel].met = True

    async def end(self, kernel: str, *, now: bool = False) -> None:
        """End a process, with a moment to tidy up unless it is to end now; one that has ended already is no fault."""
        with contextlib.suppress(HTTPError, KeyError):
            await self.kernels.shutdown_kernel(kernel, now=now)
        self._places.pop(kernel, None)

    def _taken(self) -> int:
        for kernel in [kernel for kernel in self._places if kernel not in self.kernels]:
            del self._places[kernel]
        return len(self._places) + self._coming

    def _of(self, seat: str) -> list[str]:
        """This browser's processes, the oldest first."""
        return [kernel for kernel, place in self._places.items() if place.seat == seat]

    async def _end_forgotten(self, seat: str) -> None:
        """Make room by ending what this browser no longer shows; what a page is open for is never ended."""
        full = self._taken() >= self.most
        alone = [kernel for kernel in self._of(seat) if self._is_alone(kernel)]
        left = [kernel for kernel in alone if self._places[kernel].met]
        for kernel in {*alone[:-KEPT_WITHOUT_PAGE], *(left[:1] if full else ())}:
            await self.end(kernel)

    def _is_alone(self, kernel: str) -> bool:
        connections = self.kernels.kernel_model(kernel)["connections"]
        return self._places[kernel].drawn and not connections
