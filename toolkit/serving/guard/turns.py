"""Who comes next when more lessons are to be opened than this computer can open at once."""

from __future__ import annotations

import asyncio
import os
from collections import OrderedDict, deque


def lessons_at_once() -> int:
    """How many lessons are made ready at the same time: thirty at once would keep each other waiting for all to end."""
    return max(2, (os.cpu_count() or 1) + 1)


class Turns:
    """A queue that goes round: one address after the other, and within each one browser after the other.

    So somebody who asks for many lessons at once waits for most of them, and whoever asks for one does not.
    """

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._addresses: OrderedDict[str, OrderedDict[str, deque[asyncio.Future[None]]]] = OrderedDict()

    def ask(self, address: str, browser: str) -> Turn:
        """Join the queue."""
        coming: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._addresses.setdefault(address, OrderedDict()).setdefault(browser, deque()).append(coming)
        self._call()
        return Turn(self, coming)

    def give_back(self) -> None:
        """Note that one has had its turn."""
        self._free += 1
        self._call()

    def _call(self) -> None:
        while self._free and (coming := self._next()) is not None:
            self._free -= 1
            coming.set_result(None)

    def _next(self) -> asyncio.Future[None] | None:
        while self._addresses:
            address, browsers = self._addresses.popitem(last=False)
            browser, line = browsers.popitem(last=False)
            coming = line.popleft()
            if line:
                browsers[browser] = line
            if browsers:
                self._addresses[address] = browsers
            if not coming.done():
                return coming
        return None


class Turn:
    """A place in the queue."""

    def __init__(self, turns: Turns, coming: asyncio.Future[None]) -> None:
        self._turns = turns
        self._coming = coming
        self._is_over = False

    @property
    def has_come(self) -> bool:
        """Whether it is this one's turn, or was."""
        return self._coming.done()

    async def come(self) -> None:
        """Wait for it."""
        await asyncio.shield(self._coming)

    def over(self) -> None:
        """Let the next one go, or leave the queue."""
        if self._is_over:
            return
        self._is_over = True
        if self._coming.done():
            self._turns.give_back()
        else:
            self._coming.cancel()
