"""Fork this process, and tell the server how to know the fork."""

from __future__ import annotations

import os
import random
import socket
import sys
from collections.abc import Callable
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
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()
