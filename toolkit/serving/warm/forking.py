"""Fork this process, and tell the server how to know the fork."""

from __future__ import annotations

import contextlib
import os
import random
import socket
import sys
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from toolkit.serving.warm.messages import tell


def answer_with_fork(control: socket.socket, begin: Callable[[], Any]) -> None:
    """Fork a process that does `begin` and nothing else, and tell the server how to know it."""
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        try:
            begin()
        except BaseException:
            import traceback

            traceback.print_exc(file=sys.__stderr__)
            os._exit(1)
        os._exit(0)
    try:
        known_by = os.pidfd_open(child)
    except ProcessLookupError:  # it has ended already
        tell(control, {"failed": "it ended at once"})
        return
    tell(control, {"process": child}, (known_by,))
    os.close(known_by)


def draw_anew() -> None:
    """Begin a row of random numbers of one's own: else all forks would draw the same."""
    _seed(None)


@contextlib.contextmanager
def drawn_from(seed: str) -> Iterator[None]:
    """Draw the same numbers wherever a notebook is run, those of its controls too: then its page fits every process."""
    drawn, usual = random.Random(seed), uuid.uuid4
    uuid.uuid4 = lambda: uuid.UUID(int=drawn.getrandbits(128), version=4)
    _seed(drawn.getrandbits(32))
    try:
        yield
    finally:
        uuid.uuid4 = usual


def _seed(number: int | None) -> None:
    random.seed(number)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(number)
