"""Who leads a session: which devices do, and what one of them did that another had not seen when it pressed."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from toolkit.course.sessions.session import Session
from toolkit.errors import DataError
from toolkit.languages import Language
from toolkit.serving.pages import leader_words as words

SECONDS_AWAY = 12  # after which a device that no longer asks does not lead
MOST_LEADERS = 60
# Presses that take the room elsewhere. Two of them at once, and the room is where nobody led it.
MOVES = frozenset({"next", "step", "lesson", "close", "show", "end", "delete"})
_NAME = re.compile(r"[0-9a-f]{16,40}")


class MovedMeanwhile(DataError):
    """Somebody who leads on another device took the room elsewhere, and this page had not been told."""


@dataclass(frozen=True)
class _Move:
    leader: str
    version: int
    sentence: str
    about: dict[str, Any]


class Leaders:
    """The devices from which a session is led.

    Parameters
    ----------
    changed
        Called when one comes, so that the others are told.
    """

    def __init__(self, changed: Callable[[], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._changed, self._clock = changed, clock
        self._seen: dict[str, float] = {}
        self._waiting: Counter[str] = Counter()
        self._move: _Move | None = None

    @contextmanager
    def asks(self, leader: str, is_still_there: Callable[[], bool]) -> Iterator[None]:
        """Count a device while its page waits for news; two pages of one browser have one name."""
        if not _NAME.fullmatch(leader):
            yield
            return
        is_new = not self._is_here(leader)
        self._seen = {each: at for each, at in self._seen.items() if self._is_here(each)}
        if is_new and len(self._seen) >= MOST_LEADERS:
            yield
            return
        self._seen[leader] = self._clock()
        self._waiting[leader] += 1
        if is_new:
            self._changed()
        try:
            yield
        finally:
            self._waiting[leader] -= 1
            if is_still_there():
                self._seen[leader] = self._clock()

    def others(self, leader: str) -> int:
        """From how many devices the session is led beside this one."""
        return sum(self._is_here(each) for each in self._seen if each != leader)

    def _is_here(self, leader: str) -> bool:
        return self._waiting[leader] > 0 or self._clock() - self._seen.get(leader, float("-inf")) < SECONDS_AWAY

    def told(self, leader: str, language: Language) -> dict[str, Any]:
        """What the page of one device is told of the others."""
        others = self.others(leader)
        return {"others": others, "said": language.say_plural(words.LED_TOO, others) if others else ""}

    def check(self, leader: str, what: str, seen: object) -> None:
        """Let a press pass, unless another device moved the room after what the page had seen.

        Parameters
        ----------
        seen
            The version of the news that the page had been told; whoever names none is not checked.

        Raises
        ------
        MovedMeanwhile
            The room was moved. The page is told where to, and the next press passes.
        """
        move = self._move
        if what in MOVES and isinstance(seen, int) and move and move.leader != leader and seen <= move.version:
            raise MovedMeanwhile(move.sentence, **move.about)

    def note(self, leader: str, what: str, version: int, before: Session, after: Session) -> None:
        """Keep what was done last."""
        if what not in MOVES:
            return
        if after.lesson != before.lesson:
            self._move = _Move(leader, version, words.OTHER_LESSON_MEANWHILE, {})
        elif after.step != before.step and after.step is not None:
            self._move = _Move(leader, version, words.STEP_MEANWHILE, {"step": after.step + 1})
        else:
            self._move = _Move(leader, version, words.CHANGED_MEANWHILE, {})
