"""Where sessions are kept on this computer when nobody named a store: one file of its user, made for the first session.

It is what lets a session go on after an empty battery. Several servers may share the file: a session is led by the one
that has its lock, and a lock goes with the process that held it, however that ended.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection
from pathlib import Path
from typing import IO, Any

from toolkit.course.sessions.session import from_text
from toolkit.course.store.store import Store

DAYS = 30  # after which a session that is over is deleted
SECONDS_OF_A_DAY = 86400


def default_file() -> Path:
    """The file in the data folder of this computer's user."""
    from jupyter_core.paths import jupyter_data_dir

    return Path(jupyter_data_dir()) / "digital-rights-toolkit" / "workshops.sqlite"


class Kept:
    """The file, and which of its sessions this process leads.

    Parameters
    ----------
    file
        Where it is, or will be once there is something to keep.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._locks: IO[bytes] | None = None

    def store(self, *, make: bool) -> Store | None:
        """The store in the file; None if there is none yet and none is to be made.

        Raises
        ------
        OSError, SetupError
            It cannot be read or made.
        """
        if not make and not self.file.is_file():
            return None
        self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Made before anything is in it, so that it is never anybody else's to read; SQLite gives its journal the same.
        os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600))
        if self._locks is None:
            lock = os.open(self.file.with_suffix(".lock"), os.O_CREAT | os.O_RDWR, 0o600)
            self._locks = os.fdopen(lock, "r+b", buffering=0)
        return Store(f"sqlite:///{self.file}")

    def take(self, id: str) -> bool:
        """Become the one that leads a session; whether it was free.

        The lock is one byte of a file, and not the file: a process that was forked from this one must not hold it.
        """
        assert self._locks is not None
        at = int(id[:7], 16)
        try:
            if os.name == "posix":
                import fcntl

                fcntl.lockf(self._locks, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, at)
            else:
                import msvcrt  # of Windows alone

                windows: Any = msvcrt
                self._locks.seek(at)
                windows.locking(self._locks.fileno(), windows.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def close(self) -> None:
        """Lead none of them any more."""
        if self._locks is not None:
            self._locks.close()
            self._locks = None


def clear(store: Store, running: Collection[str], now: float | None = None) -> tuple[str, ...]:
    """Delete sessions that are over and older than `DAYS`; return which.

    Whatever the clock says, one that runs is not deleted, and one that seems to begin tomorrow is not old.
    """
    now = time.time() if now is None else now
    last = {id: float(from_text(state).began) for id, state in store.states().items()}
    for entry in store.entries():
        last[entry.workshop] = max(last.get(entry.workshop, 0.0), entry.at.timestamp())
    old = tuple(id for id, at in last.items() if id not in running and now - at > DAYS * SECONDS_OF_A_DAY)
    for id in old:
        store.forget(workshop=id)
    return old
