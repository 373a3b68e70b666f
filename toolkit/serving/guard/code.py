"""The code of the room: whoever sees the projector may come in, and a browser is asked for it once."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import time
import unicodedata
from collections.abc import Callable

from tornado.web import RequestHandler

COOKIE = "room"
SHORTEST = 4
LONGEST = 40
# Thirty people behind one router may all mistype; a programme gets nowhere.
GUESSES_AT_ONCE, SECONDS_A_GUESS = 40, 3.0
GUESSES_OF_ALL_AT_ONCE, SECONDS_A_GUESS_OF_ALL = 80, 2.0
MOST_ADDRESSES = 1000
_KNOWS, _GUEST = "k", "g"


class RoomCode:
    """A code, who knows it, and how often it may be guessed.

    Parameters
    ----------
    given
        What the organiser chose; six figures are drawn if it is empty.

    >>> code = RoomCode("Summer 26")
    >>> code.fits("summer26"), code.fits("winter"), code.shown
    (True, False, 'Summer 26')
    """

    def __init__(self, given: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        drawn = f"{secrets.randbelow(10**6):06d}"
        self.shown = given.strip() or f"{drawn[:3]} {drawn[3:]}"
        self._plain = plain_code(self.shown)
        self._key = secrets.token_bytes(32)
        self._clock = clock
        self._all = _Guesses(GUESSES_OF_ALL_AT_ONCE, SECONDS_A_GUESS_OF_ALL, clock())
        self._of: dict[str, _Guesses] = {}

    @property
    def is_long_enough(self) -> bool:
        """Whether it takes more than a few guesses, and fits on a phone."""
        return SHORTEST <= len(self._plain) <= LONGEST

    def fits(self, entered: str) -> bool:
        """Whether this is the code, in whatever figures, case and spacing it was typed."""
        return hmac.compare_digest(plain_code(entered[: 4 * LONGEST]).encode(), self._plain.encode())

    def may_guess(self, address: str) -> bool:
        """Whether one more guess may be made from this address now."""
        now = self._clock()
        if address not in self._of and len(self._of) >= MOST_ADDRESSES:
            self._of = {each: one for each, one in self._of.items() if not one.is_full(now)}
        if address not in self._of and len(self._of) >= MOST_ADDRESSES:
            return False
        of_one = self._of.setdefault(address, _Guesses(GUESSES_AT_ONCE, SECONDS_A_GUESS, now))
        return of_one.take(now) and self._all.take(now)

    def is_known_to(self, handler: RequestHandler, *, guests: bool = True) -> bool:
        """Whether this browser has entered it; `guests` counts those who were let in without it."""
        word = handler.get_cookie(COOKIE) or ""
        random, _, proof = word.partition(".")
        ours = bool(proof) and hmac.compare_digest(proof.encode(), self._proof(random).encode())
        return ours and (guests or not random.startswith(_GUEST))

    def let_in(self, handler: RequestHandler, base: str, *, guest: bool = False) -> None:
        """Let the browser show, until it is closed or the lessons are started anew, that it knows the code.

        A guest has the code of a session and not that of the room: lessons open, and nothing for those who teach.
        """
        random = (_GUEST if guest else _KNOWS) + secrets.token_urlsafe(16)
        safe = handler.request.protocol == "https"
        word = f"{random}.{self._proof(random)}"
        handler.set_cookie(COOKIE, word, path=base, expires_days=None, httponly=True, samesite="Lax", secure=safe)

    def _proof(self, random: str) -> str:
        return hmac.new(self._key, random.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def plain_code(entered: str) -> str:
    """A code without what people write differently: spacing, dashes, case, figures of another script.

    >>> plain_code(" ٤٨٢-٩١٣ "), plain_code("Été 26")
    ('482913', 'été26')
    """
    letters = unicodedata.normalize("NFKC", entered).casefold()
    figures = "".join(str(unicodedata.digit(each)) if each.isdigit() else each for each in letters)
    return re.sub(r"[\s\W_]+", "", figures)


class _Guesses:
    """How many are left; they come back with time."""

    def __init__(self, most: int, seconds: float, now: float) -> None:
        self._most = most
        self._seconds = seconds
        self._left = float(most)
        self._at = now

    def is_full(self, now: float) -> bool:
        return self._left + (now - self._at) / self._seconds >= self._most

    def take(self, now: float) -> bool:
        self._left = min(self._most, self._left + (now - self._at) / self._seconds)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
