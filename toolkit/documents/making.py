"""Have papers made by a process that ends afterwards: what their libraries load, keep and start ends with it.

The typesetter of PDFs starts threads and keeps some 3 MB of each document that it sets; a first file for Word
costs 8 MB. A lesson that was forked for one person (`toolkit.serving.warm`) would be several times as large.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import time
import warnings
from collections.abc import Callable, Sequence

SECONDS = 120.0
_CHUNK = 65536
_LENGTH = 8
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
    try:
        ours, theirs = os.pipe()
    except OSError:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # the threads of the sockets are not needed there
            child = os.fork()
    except OSError:
        os.close(ours)
        os.close(theirs)
        return None
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
