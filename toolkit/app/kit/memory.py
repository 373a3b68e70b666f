"""What is in memory stays there: a process that breaks leaves no picture of its memory on a disk."""

from __future__ import annotations

import contextlib


def leave_no_dump() -> None:
    """Tell the system not to write this process, or those that it starts, to a disk when it breaks."""
    try:
        import resource
    except ImportError:  # Windows writes none of its own accord
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
