"""How often something may be done: so many times at once, and then again with time."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable


class Bucket:
    """Holds so many, and fills again at a steady pace.

    >>> tries = Bucket(2, 1.0, clock=lambda: 0.0)
    >>> tries.take(), tries.take(), tries.take()
    (True, True, False)
    """

    def __init__(self, most: float, a_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._a_second, self._clock = most, a_second, clock
        self._left, self._at = float(most), clock()

    def has(self) -> bool:
        """Whether one more may be taken."""
        now = self._clock()
        self._left = min(self._most, self._left + (now - self._at) * self._a_second)
        self._at = now
        return self._left >= 1

    def take(self) -> bool:
        """Take one, if there is one."""
        if not self.has():
            return False
        self._left -= 1
        return True

    @property
    def is_full(self) -> bool:
        """Whether it can be forgotten: nothing has been taken lately."""
        return self.has() and self._left >= self._most


class Buckets:
    """One for each of many who ask; the one that was quiet longest is forgotten when there are too many.

    Whoever has thousands of addresses has as many buckets anyhow; forgetting one shuts nobody out.

    >>> tries = Buckets(1, 1.0, most=2, clock=lambda: 0.0)
    >>> [tries.of(who).take() for who in "aabcda"], len(tries)
    ([True, False, True, True, True, True], 2)
    """

    def __init__(
        self, holds: float, a_second: float, most: int = 4000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._new = lambda: Bucket(holds, a_second, clock)
        self._most = most
        self._of: OrderedDict[str, Bucket] = OrderedDict()

    def of(self, who: str) -> Bucket:
        """The one of somebody."""
        if who not in self._of:
            if len(self._of) >= self._most:
                self._of.popitem(last=False)
            self._of[who] = self._new()
        self._of.move_to_end(who)
        return self._of[who]

    def __len__(self) -> int:
        return len(self._of)
