"""The key with which a session is led: written on paper, typed by somebody in a hurry, and not to be guessed."""

from __future__ import annotations

import hashlib
import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none looks like another on paper
LENGTH = 20  # of 32 letters: 100 bits
GROUP = 5
_MEANT = str.maketrans("OILU", "011V")


def new_key() -> str:
    """A key in groups, as it is shown and printed."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(drawn[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def plain_key(typed: str) -> str:
    """What was meant: small or large, with dashes or spaces, and with letters that look like one of ours.

    >>> plain_key("o1l2u -abcd")
    '0112VABCD'
    """
    return "".join(letter for letter in typed.upper() if letter.isalnum()).translate(_MEANT)


def digest(key: str) -> str:
    """What is kept of a key. Slow digests protect words that people think up; 100 drawn bits nobody tries through."""
    return hashlib.sha256(plain_key(key).encode("utf-8", "replace")).hexdigest()
