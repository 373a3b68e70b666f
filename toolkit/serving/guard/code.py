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

from toolkit.serving.guard.bucket import Buckets

COOKIE = "room"
SHORTEST = 4
LONGEST = 40
# Thirty people behind one router may all mistype; a programme gets nowhere.
GUESSES_AT_ONCE, SECONDS_A_GUESS = 40, 3.0
MOST_ADDRESSES = 4000
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
        self._of = Buckets(GUESSES_AT_ONCE, 1 / SECONDS_A_GUESS, MOST_ADDRESSES, clock)

    @property
    def is_long_enough(self) -> bool:
        """Whether it takes more than a few guesses, and fits on a phone."""
        return SHORTEST <= len(self._plain) <= LONGEST

    def fits(self, entered: str) -> bool:
        """Whether this is the code, in whatever figures, case and spacing it was typed."""
        return hmac.compare_digest(plain_code(entered[: 4 * LONGEST]).encode(), self._plain.encode())

    def may_guess(self, address: str) -> bool:
        """Whether one more guess may be made from this address now."""
        return self._of.of(address).take()

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
