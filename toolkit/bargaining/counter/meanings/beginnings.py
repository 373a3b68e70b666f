"""Whether any phrase of a list can stand in a text at all: what no word of it begins like is not searched for.

Most lists have nothing in most sentences, and a set is asked faster than a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"\w+")
_FIRST = re.compile(r"\w+\*?")
_LONGEST_PREFIX = 4  # what Arabic writes onto the word that follows


@dataclass(frozen=True)
class Beginnings:
    """How the phrases of a list begin: the first word of each; with a ``*`` where any ending may follow.

    Attributes
    ----------
    words
        None where a phrase begins with a sign, which may stand anywhere.
    """

    words: frozenset[str] | None

    @classmethod
    def of(cls, phrases: Iterable[str], code: str) -> Beginnings:
        """How these phrases, all plain, begin; an Arabic word may carry "its" and "their" behind it."""
        first = [_FIRST.match(phrase) for phrase in phrases]
        if not all(first):
            return cls(None)
        words = (one[0] for one in first if one)
        return cls(frozenset(f"{one.rstrip('*')}*" if code == "ar" else one for one in words))

    def may_stand_in(self, begun: frozenset[str]) -> bool:
        """Whether a phrase may stand in a text that holds these words and beginnings of words.

        >>> lists = Beginnings.of(["only", "no more tha*", "necess*"], "en")
        >>> [lists.may_stand_in(beginnings(text, "en")) for text in ("it is not here", "it is necessary", "no, not")]
        [False, True, True]
        """
        return self.words is None or not self.words.isdisjoint(begun)


@lru_cache(4096)
def beginnings(text: str, code: str) -> frozenset[str]:
    """Every word of a plain text, and every beginning of one with a ``*``; in Arabic without what is written onto it.

    >>> sorted(beginnings("it is", "en"))
    ['i*', 'is', 'is*', 'it', 'it*']
    """
    words = set(_WORD.findall(text))
    if code == "ar":
        words |= {word[start:] for word in words for start in range(1, _LONGEST_PREFIX + 1)}
    return frozenset(words).union(f"{word[:end]}*" for word in words for end in range(1, len(word) + 1))


def forget_beginnings() -> None:
    """Forget the texts that were read: they are somebody's."""
    beginnings.cache_clear()
