"""What the process of a lesson may take from this computer.

On Linux and macOS the system holds these bounds, as far as it knows them; on Windows it does not. The memory that a
process really has is watched by the server too, on every system (`memory`).
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

# Far above honest use: a lesson with its report has 200 MB of its own, one that reads a file of 50 MB under 1 GB.
MOST_MEMORY = 2 * 1024**3
MOST_PROCESSOR_SECONDS = 2 * 3600
MOST_FILES = 512
NICENESS = 2


def limit_process(memory: int = MOST_MEMORY) -> None:
    """Bound this process and all that it will start: memory, processor time, open files; and no image of it on a disk.

    Its work comes after the server's, so that others are answered while it computes. What the system does not know is
    left out. How many processes there may be is not bounded: the system counts those of a person and not those of a
    lesson.

    Parameters
    ----------
    memory
        In bytes, of the memory that it alone uses. Only Linux counts it so; macOS does not hold to this bound.
    """
    if sys.platform == "win32":
        return
    import os
    import resource

    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_CPU, MOST_PROCESSOR_SECONDS),
        (resource.RLIMIT_NOFILE, MOST_FILES),
    ):
        _lower(what, most)
    with contextlib.suppress(OSError):
        os.nice(NICENESS)
    if os.getsid(0) == os.getpid():  # on Linux that counts only inside a session; this is the session's own
        with contextlib.suppress(OSError):
            Path("/proc/self/autogroup").write_text(str(NICENESS), encoding="ascii")


def _lower(what: int, most: int) -> None:
    import resource as system

    soft, hard = system.getrlimit(what)
    bound = [most, *(each for each in (soft, hard) if each != system.RLIM_INFINITY)]
    with contextlib.suppress(ValueError, OSError):
        system.setrlimit(what, (min(bound), hard if what == system.RLIMIT_CPU else min(bound)))
