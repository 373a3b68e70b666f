"""Watch how much memory the lessons have, and end the one that would take it from all others."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable

import psutil

from toolkit.serving.guard.process import MOST_MEMORY

LEAST_FREE = 256 * 1024**2  # below this, the system begins to end processes by itself, the server among them
LARGE = 512 * 1024**2  # no lesson of an honest size is ended for that
SECONDS = 2.0
_log = logging.getLogger("toolkit.serving")


def too_large(sizes: Iterable[tuple[str, int]], free: int) -> str | None:
    """The lesson that has to end: one above its bound, or the largest if hardly any memory is free.

    Parameters
    ----------
    sizes
        For each lesson its id and how many bytes its process has in memory.
    free
        How many bytes are left on this computer.

    >>> too_large([("a", 10**8), ("b", 3 * 10**9)], free=10**10)
    'b'
    >>> too_large([("a", 10**8), ("b", 6 * 10**8)], free=10**8)
    'b'
    >>> too_large([("a", 10**8), ("b", 2 * 10**8)], free=10**8)
    """
    largest = max(sizes, key=lambda each: each[1], default=("", 0))
    over = largest[1] > MOST_MEMORY or (free < LEAST_FREE and largest[1] > LARGE)
    return largest[0] if over else None


def memory_of(process: int) -> int:
    """How many bytes a process has in memory; none if it has ended in the meantime."""
    try:
        return int(psutil.Process(process).memory_info().rss)
    except psutil.Error:
        return 0


async def end_the_largest(processes: dict[str, int], end: Callable[[str], Awaitable[object]]) -> None:
    """End the lesson that takes too much, if there is one.

    Parameters
    ----------
    processes
        The number of each lesson's process.
    """
    sizes = [(lesson, memory_of(number)) for lesson, number in processes.items()]
    largest = too_large(sizes, psutil.virtual_memory().available)
    if largest is not None:
        _log.error("A lesson took too much memory and was ended.")
        await end(largest)
