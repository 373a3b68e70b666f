"""What goes wrong is written down, but not so often that it fills a screen or a disk."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

MOST_LINES, SECONDS = 20, 60.0


class Sparing(logging.Filter):
    """Lets so many lines through in so many seconds, and says once that others are left out.

    >>> sparing = Sparing(most=1, clock=lambda: 0.0)
    >>> lines = [logging.makeLogRecord({"msg": "again"}) for _ in range(3)]
    >>> [sparing.filter(line) for line in lines], lines[1].getMessage()
    ([True, True, False], 'Too many lines: the next ones are left out for a while.')
    """

    def __init__(
        self, most: int = MOST_LINES, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._since = clock()
        self._lines = 0

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a line is written."""
        now = self._clock()
        if now - self._since > self._seconds:
            self._since, self._lines = now, 0
        self._lines += 1
        if self._lines == self._most + 1:
            record.msg, record.args, record.exc_info = (
                "Too many lines: the next ones are left out for a while.",
                (),
                None,
            )
            record.exc_text = None
        return self._lines <= self._most + 1


def spare_the_log() -> None:
    """Let everything that this server writes down go through one such filter."""
    filtered = Sparing()
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.StreamHandler())
    loggers = [each for each in logging.root.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    for logger in (root, *loggers):
        for handler in logger.handlers:
            if not any(isinstance(each, Sparing) for each in handler.filters):
                handler.addFilter(filtered)
