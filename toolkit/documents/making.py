"""Have papers made by a process that ends afterwards: what their libraries load, keep and start ends with it.

The typesetter of PDFs starts threads and keeps some 3 MB of each document that it sets; a first file for Word
costs 8 MB. A lesson that was forked for one person (`toolkit.serving.warm`) would be several times as large.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import gc
import os
import select
import signal
import time
import warnings
from collections.abc import Callable, Sequence

SECONDS = 120.0
SECONDS_OF_ONE = 900.0  # for what takes long and is watched; a busy computer needs several times what a free one does
_CHUNK = 65536
_LENGTH = 8
_SHARES = 2**62  # a length from here on is none: it says how much is done
_PARTS = 1000
_state = {"apart": False}


def make_apart(*, wanted: bool) -> None:
    """Say whether papers are made apart from now on, where the system can fork.

    Only for a process whose libraries have started no threads: one that waits for a thread which the other process
    does not have would wait for ever.
    """
    _state["apart"] = wanted and hasattr(os, "fork")


def made(makers: Sequence[Callable[[], bytes]]) -> list[bytes]:
    """What each of the makers makes.

    If it cannot be made apart it is made here, so that a fault is seen where it is understood.

    >>> made([lambda: b"a letter", lambda: b""])
    [b'a letter', b'']
    """
    if _state["apart"]:
        pieces = _from_other_process(makers)
        if pieces is not None:
            return pieces
        _state["apart"] = False  # the libraries start their threads here now
    return [make() for make in makers]


def _from_other_process(makers: Sequence[Callable[[], bytes]]) -> list[bytes] | None:
    """What another process makes; None if it could not."""
    forked = _fork()
    if forked is None:
        return None
    child, ours, theirs = forked
    if child == 0:
        _make_all(makers, theirs)
    os.close(theirs)
    try:
        return _pieces(_read(ours), len(makers))
    finally:
        os.close(ours)
        with contextlib.suppress(OSError):
            os.kill(child, signal.SIGKILL)  # it has said all, or has had its time
        with contextlib.suppress(OSError):
            os.waitpid(child, 0)


class Making:
    """Something that takes a while, made by another process while the page goes on.

    Parameters
    ----------
    make
        Makes it, and tells whom it is given how far it is, from 0 to 1.
    moved
        Is told how far it is.
    done
        Gets what was made; None if the process could not make it in its time.
    """

    def __init__(
        self,
        make: Callable[[Callable[[float], object]], bytes],
        moved: Callable[[float], object],
        done: Callable[[bytes | None], object],
    ) -> None:
        self._make, self._moved, self._done = make, moved, done
        self._said = bytearray()
        self._child = self._ours = -1
        self._late: asyncio.TimerHandle | None = None

    @property
    def goes_on(self) -> bool:
        """Whether something is being made."""
        return self._child > 0

    def start(self) -> None:
        """Begin. Where the system cannot fork, or nobody waits at a page, it is made before this returns."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            loop = None
        forked = _fork() if loop is not None and _state["apart"] else None
        if loop is None or forked is None:
            self._done(self._make(self._moved))
            return
        self._child, self._ours, theirs = forked
        if self._child == 0:
            _make_one(self._make, theirs)
        os.close(theirs)
        os.set_blocking(self._ours, False)
        context = contextvars.copy_context()  # what is sent later answers the message that asked for it
        loop.add_reader(self._ours, context.run, self._hear)
        self._late = loop.call_later(SECONDS_OF_ONE, self._end, None, context=context)

    def stop(self) -> None:
        """End it; nothing comes of it any more."""
        if not self.goes_on:
            return
        if self._late is not None:
            self._late.cancel()
        with contextlib.suppress(RuntimeError):
            asyncio.get_running_loop().remove_reader(self._ours)
        os.close(self._ours)
        with contextlib.suppress(OSError):
            os.kill(self._child, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.waitpid(self._child, 0)
        self._child = self._ours = -1

    def _hear(self) -> None:
        """What the other process says: how far it is, many times, and at the end what it made."""
        try:
            part = os.read(self._ours, _CHUNK)
        except BlockingIOError:
            return
        self._said += part
        while len(self._said) >= _LENGTH:
            size = int.from_bytes(self._said[:_LENGTH], "big")
            if size >= _SHARES:
                self._moved((size - _SHARES) / _PARTS)
                del self._said[:_LENGTH]
            elif len(self._said) < _LENGTH + size:
                break
            else:
                self._end(bytes(self._said[_LENGTH : _LENGTH + size]))
                return
        if not part:
            self._end(None)

    def _end(self, made: bytes | None) -> None:
        self.stop()
        self._done(made)


def _fork() -> tuple[int, int, int] | None:
    """The number of a fork, and the two ends of a pipe from it; None if there is none to be had."""
    try:
        ours, theirs = os.pipe()
    except OSError:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # the threads of the sockets are not needed there
            return os.fork(), ours, theirs
    except OSError:
        os.close(ours)
        os.close(theirs)
        return None


def _make_one(make: Callable[[Callable[[float], object]], bytes], to: int) -> None:
    """Make it, saying how far it is, and end."""
    code = 1
    gc.disable()
    try:
        with open(to, "wb", buffering=0) as pipe:

            def tell(share: float) -> None:
                pipe.write((_SHARES + int(_PARTS * share)).to_bytes(_LENGTH, "big"))

            piece = make(tell)
            whole = memoryview(len(piece).to_bytes(_LENGTH, "big") + piece)
            while whole:
                whole = whole[pipe.write(whole) or 0 :]
        code = 0
    finally:
        os._exit(code)


def _make_all(makers: Sequence[Callable[[], bytes]], to: int) -> None:
    """Make all, say it and end, whatever happens: nothing of the lesson goes on in this process."""
    code = 1
    gc.disable()  # what it would tidy up is shared, or may wait for threads that are not here
    try:
        with open(to, "wb") as pipe:
            for make in makers:
                piece = make()
                pipe.write(len(piece).to_bytes(_LENGTH, "big") + piece)
        code = 0
    finally:
        os._exit(code)


def _read(pipe: int) -> bytes:
    """All that is said until the end, or until its time is over."""
    until = time.monotonic() + SECONDS
    said = bytearray()
    while (left := until - time.monotonic()) > 0 and _is_ready(pipe, left):
        part = os.read(pipe, _CHUNK)
        if not part:
            break
        said += part
    return bytes(said)


def _is_ready(pipe: int, seconds: float) -> bool:
    waiting = select.poll()  # a lesson may have more files open than `select` counts
    waiting.register(pipe, select.POLLIN)
    return bool(waiting.poll(1000 * seconds))


def _pieces(said: bytes, count: int) -> list[bytes] | None:
    """The pieces, each behind its length; None if one is missing.

    >>> _pieces(b"", 1), _pieces(bytes(7) + b"abc"[:0] + bytes(1), 1)
    (None, [b''])
    """
    pieces, at = [], 0
    for _ in range(count):
        size = int.from_bytes(said[at : at + _LENGTH], "big")
        piece = said[at + _LENGTH : at + _LENGTH + size]
        if len(said) < at + _LENGTH + size:
            return None
        pieces.append(piece)
        at += _LENGTH + size
    return pieces
