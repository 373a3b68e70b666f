"""How many lines and files this process may have open, and how many lessons and connections that is enough for."""

from __future__ import annotations

import contextlib
import sys

OF_THE_SERVER = 160  # its own files, and what is open for a moment while lessons are made ready
OF_A_LESSON = 14  # four for what the server hears of a process, nine for the line to its page
OF_A_READER = 3  # a browser loads a page over up to six connections, but they can be taken from it and made anew
MOST_CONNECTIONS = 2048
_ON_WINDOWS = 512  # the most that can be waited for at once there
_ON_A_MAC = 10240  # the system names no bound and has this one


def raise_descriptors() -> int:
    """Take as many as the system gives to this process, and return how many that are."""
    if sys.platform == "win32":
        return _ON_WINDOWS
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unbounded = hard == resource.RLIM_INFINITY
    wanted = _ON_A_MAC if sys.platform == "darwin" and (unbounded or hard > _ON_A_MAC) else hard
    wanted = 65536 if wanted == resource.RLIM_INFINITY or wanted > 65536 else wanted
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return 65536 if soft == resource.RLIM_INFINITY else soft
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def seats_in(descriptors: int) -> int:
    """How many lessons they are enough for, with those that may be one too many for a moment.

    >>> seats_in(256), seats_in(1024), seats_in(10240)
    (3, 36, 430)
    """
    lessons = (descriptors - OF_THE_SERVER) // (OF_A_LESSON + OF_A_READER)
    return max(2, lessons * 8 // 11)  # a quarter more for reloads, an eighth more for newcomers


def connections_in(descriptors: int, seats: int) -> int:
    """How many connections may be open at once beside so many lessons.

    >>> connections_in(1024, 36)
    178
    """
    lessons = seats * 11 // 8
    return max(32, min(max(MOST_CONNECTIONS, 2 * lessons), descriptors - OF_THE_SERVER - lessons * OF_A_LESSON))
