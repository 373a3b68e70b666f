"""What a page may send to its lesson: which messages, how long, how many at a time.

There is one language on the line, Jupyter's newer one, in which a message is a table of where its parts begin and then
the parts. Nothing that a message says about itself is believed before it is looked at.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

PROTOCOL = "v1.kernel.websocket.jupyter.org"
# What widgets need. Code, questions about code and signals are not among it, nor is ending the process.
MESSAGES = ("comm_open", "comm_close", "comm_msg", "comm_info_request", "kernel_info_request")
# A page asks through this one for the state of all its controls; those that a lesson shows, the lesson opens.
OPENED_BY_PAGES = ("jupyter.widget.control",)
MOST_PARTS = 16  # a message has six, and one more for each part of a file that goes with it
LONGEST_MESSAGE = 1024**2  # twice as long as a part of a file with all that goes with it
LONGEST_HEADER = 4000  # and any other part that is not the content
LONGEST_CONTENT = 256 * 1024  # all entries of a sheet; parts of files lie behind it
SHORT_CHANGE = 4000  # a change of a control that is not more than what somebody typed
MOST_CHANGES = 4 * 1024**2  # bytes of longer ones, in the life of a lesson
LONGEST_ID = 200
MOST_OPENINGS = 400  # in the life of a lesson: a page opens one and asks once, and again after a break in the line
_WORD = 8
_CHANNEL, _HEADER, _PARENT, _ABOUT, _CONTENT = range(5)


class Unsound(Exception):
    """A message that no page sends."""


@dataclass(frozen=True)
class Incoming:
    """A message of a page, as far as the server looks at it.

    Parameters
    ----------
    id, kind, size
        Its own name, what it is, and how many bytes it has.
    goes_on
        Whether it may go on to the lesson.
    asks_for_all
        Whether it opens a way to ask for the state of all controls, or asks for it.
    change
        How many bytes of the state of a control it replaces, if more than what somebody typed.
    """

    id: str
    kind: str
    size: int
    goes_on: bool
    asks_for_all: bool = False
    change: int = 0


def read_message(message: str | bytes) -> Incoming:
    """Look at a message before anything else does.

    Raises
    ------
    Unsound
        It is no message, or one that no page would send.
    """
    if isinstance(message, str):
        raise Unsound("it is text")
    parts = parts_of(message)
    if len(parts) < _CONTENT + 1:
        raise Unsound("parts are missing")
    if not parts[_CHANNEL].isascii():
        raise Unsound("its channel cannot be read")
    if any(len(part) > LONGEST_HEADER for part in parts[:_CONTENT]):
        raise Unsound("its header is too long")
    header = _values(parts[_HEADER])
    id_, kind = header.get("msg_id"), header.get("msg_type")
    if not isinstance(id_, str) or not isinstance(kind, str) or not 0 < len(id_) <= LONGEST_ID:
        raise Unsound("it has no name or no kind")
    if header.get("subshell_id") is not None:
        raise Unsound("it is for a part of the process that is not there")
    if len(parts[_CONTENT]) > LONGEST_CONTENT:
        raise Unsound("its content is too long")
    if parts[_CHANNEL] != b"shell" or kind not in MESSAGES:
        return Incoming(id_, kind, len(message), goes_on=False)
    content = _values(parts[_CONTENT])
    data = content.get("data")
    method = data.get("method") if isinstance(data, dict) else None
    long = kind == "comm_msg" and method != "custom" and len(message) > SHORT_CHANGE
    return Incoming(
        id_,
        kind,
        len(message),
        goes_on=kind != "comm_open" or content.get("target_name") in OPENED_BY_PAGES,
        asks_for_all=kind == "comm_open" or method == "request_states",
        change=len(message) if long else 0,
    )


def parts_of(message: bytes) -> list[bytes]:
    """The parts of a message, once it is sure that they lie one behind the other inside it.

    A short message that claims to have a billion parts, or a thousand times the same long one, would stop the server
    for everybody.

    >>> parts_of(b"".join(n.to_bytes(8, "little") for n in (3, 32, 37, 39)) + b"shell{}")
    [b'shell', b'{}']

    Raises
    ------
    Unsound
        They do not.
    """
    count = int.from_bytes(message[:_WORD], "little")
    if not 1 < count <= MOST_PARTS + 1:
        raise Unsound("its table of contents is wrong")
    begins = [int.from_bytes(message[at : at + _WORD], "little") for at in range(_WORD, _WORD * (count + 1), _WORD)]
    bounds = [_WORD * (count + 1), *begins, len(message)]
    if begins[0] != bounds[0] or begins[-1] != len(message) or any(one > other for one, other in pairwise(bounds)):
        raise Unsound("its table of contents is wrong")
    return [message[one:other] for one, other in pairwise(begins)]


def _values(part: bytes) -> dict[str, Any]:
    try:
        values = json.loads(part)
    except (ValueError, RecursionError):
        raise Unsound("a part of it cannot be read") from None
    if not isinstance(values, dict):
        raise Unsound("a part of it is of another kind")
    return values


@dataclass(frozen=True)
class PaceLimits:
    """How much a lesson takes from its pages.

    Parameters
    ----------
    messages, bytes
        In a second, over a longer time.
    burst
        For how many seconds' worth a page may be in a hurry.
    most_waiting, most_bytes_waiting
        How much may lie before a lesson that has not come to it.
    patience
        After how many seconds without room a line is given up.
    """

    messages: float = 50
    bytes: float = 8 * 1024**2
    burst: float = 4
    most_waiting: int = 64
    most_bytes_waiting: int = 4 * 1024**2
    patience: float = 120


class Pace:
    """How fast the pages of one lesson may send; who is faster is made to wait, not to lose anything.

    While a page waits, nothing more is read from its line, so nothing piles up here either. What a lesson has taken in
    is known from what it says about itself: it tells of each message that it is done with, in their order.
    """

    def __init__(self, limits: PaceLimits | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits or PaceLimits()
        self._clock = clock
        self._at = clock()
        self._messages = self.limits.messages * self.limits.burst
        self._bytes = self.limits.bytes * self.limits.burst
        self._waiting: dict[str, int] = {}
        self._bytes_waiting = 0
        self._openings = 0
        self._changes = 0
        self._room = asyncio.Event()

    async def admit(self, message: Incoming) -> bool:
        """Wait until this message may go on; False if it never may."""
        self._openings += message.asks_for_all
        self._changes += message.change
        if self._openings > MOST_OPENINGS or self._changes > MOST_CHANGES or message.id in self._waiting:
            return False  # the last, because each message has a name of its own
        until = self._clock() + self.limits.patience
        while not self._has_room(message.size):
            self._room.clear()
            try:
                await asyncio.wait_for(self._room.wait(), max(0, until - self._clock()))
            except TimeoutError:
                return False
        delay = self._delay(message.size)
        if delay > 0:
            await asyncio.sleep(delay)
        self._waiting[message.id] = message.size
        self._bytes_waiting += message.size
        return True

    def done(self, id_: str) -> None:
        """Note that the lesson is done with a message, and so with all that came before it."""
        if id_ not in self._waiting:
            return
        for each in list(self._waiting):
            self._bytes_waiting -= self._waiting.pop(each)
            if each == id_:
                break
        self._room.set()

    def _has_room(self, size: int) -> bool:
        if not self._waiting:
            return True
        most = self.limits
        return len(self._waiting) < most.most_waiting and self._bytes_waiting + size <= most.most_bytes_waiting

    def _delay(self, size: int) -> float:
        """Take what this message costs from what has come together; how long it has to wait if that is not enough."""
        now = self._clock()
        past, self._at = now - self._at, now
        most = self.limits
        self._messages = min(self._messages + past * most.messages, most.messages * most.burst) - 1
        self._bytes = min(self._bytes + past * most.bytes, most.bytes * most.burst) - size
        return max(0.0, -self._messages / most.messages, -self._bytes / most.bytes)
