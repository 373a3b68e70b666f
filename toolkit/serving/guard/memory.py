"""Watch how much memory the lessons have, and end the one that would take it from all others."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

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


_BOUND = Path("/sys/fs/cgroup")  # where Linux tells a container how much of the memory is its own


def free_memory(bound: Path = _BOUND) -> int:
    """How many bytes may still be taken: of what this computer has free, or of what its container was given."""
    free = int(psutil.virtual_memory().available)
    try:
        most, taken = ((bound / name).read_text(encoding="ascii") for name in ("memory.max", "memory.current"))
        told = dict(line.split() for line in (bound / "memory.stat").read_text(encoding="ascii").splitlines())
        # What was read from files and not lately used counts as taken there, and is given back when it is needed.
        return max(0, min(free, int(most) - int(taken) + int(told.get("inactive_file", 0))))
    except (OSError, ValueError):  # another system, no container, or one without a bound, which is called "max"
        return free


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
    largest = too_large(sizes, free_memory())
    if largest is not None:
        _log.error("A lesson took too much memory and was ended.")
        await end(largest)


def processes_of(kernels: Any) -> dict[str, int]:
    """The number of each lesson's process."""
    found = {}
    for kernel in kernels.list_kernel_ids():
        number = getattr(getattr(kernels.get_kernel(kernel), "provisioner", None), "pid", None)
        if isinstance(number, int):
            found[kernel] = number
    return found
