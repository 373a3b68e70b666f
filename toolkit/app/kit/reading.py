"""Files that are read while the page goes on: the reading can be watched, and stopped."""

from __future__ import annotations

import asyncio
import contextvars
import threading
import time
from collections.abc import Callable
from typing import Any

from toolkit.documents.brought.apart import Oversight
from toolkit.errors import ToolkitError, translatable

STILL_READING = translatable("The file is still being read. Wait until it is here, or stop it.")
SHOWN_AFTER = 1.0  # seconds: what is quicker needs no bar
_BETWEEN = 0.5  # seconds between two moves of the bar

Read = Callable[[Oversight], Any]


class Reading:
    """A file on its way through the process that reads it.

    On a page it is waited for in a thread, so that the page can still be used, and say "stop". Where nobody could say
    it, in a test or a script, it is simply waited for.

    Parameters
    ----------
    read
        Does it; gets whom to tell of it and the sign to stop.
    done
        Gets what was read, or the error that says why it could not be.
    moved
        Is called when there is more to show of how far it is.
    """

    def __init__(self, read: Read, done: Callable[[Any], None], moved: Callable[[], None]) -> None:
        self.oversight = Oversight(self._tell)
        self.share: float | None = None
        self.is_shown = False
        self.is_over = False
        self._read, self._done, self._moved = read, done, moved
        self._last = time.monotonic()
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Begin; `done` comes later where there is a page, and else before this returns."""
        try:
            self._loop = asyncio.get_running_loop()
        except RuntimeError:
            self._end(self._result())
            return
        self._context = contextvars.copy_context()  # what is sent later answers the message that brought the file
        self._loop.call_later(SHOWN_AFTER, self._show)
        threading.Thread(target=lambda: self._later(self._end, self._result()), daemon=True).start()

    def stop(self) -> None:
        """End it; nothing comes of it any more."""
        self.is_over = True
        self.oversight.stop.set()

    def _result(self) -> Any:
        try:
            return self._read(self.oversight)
        except ToolkitError as error:
            return error
        except Exception as error:  # it is raised again where the page is told of it
            return error

    def _end(self, result: Any) -> None:
        if not self.is_over:
            self.is_over = True
            self._done(result)

    def _tell(self, share: float) -> None:
        self.share = share
        if self.is_shown and time.monotonic() - self._last >= _BETWEEN:
            self._last = time.monotonic()
            self._later(self._show)

    def _show(self) -> None:
        if not self.is_over:
            self.is_shown = True
            self._moved()

    def _later(self, act: Callable[..., None], *given: Any) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(act, *given, context=self._context)
