"""Whether any phrase of a list can stand in a text at all: it is not searched for where a word of it is missing.

Most lists have nothing in most sentences, and a set is asked faster than a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"\w+")
_WHOLE = re.compile(r"\w+\*?")
_LONGEST_PREFIX = 4  # what Arabic writes onto the word that follows


@dataclass(frozen=True)
class Beginnings:
    """The words of the phrases of a list; of those where any ending may follow how they begin, with a ``*``.

    Attributes
    ----------
    words
        The longest word of each phrase, which stands in the fewest texts: "at any hour" cannot be where there is no
        "hour". None where a phrase begins with a sign, which may stand anywhere.
    phrases
        By their longest word the words of each phrase.
    """

    words: frozenset[str] | None
    phrases: Mapping[str, Sequence[frozenset[str]]]

    @classmethod
    def of(cls, phrases: Iterable[str], code: str) -> Beginnings:
        """The words of these phrases, all plain; an Arabic one may carry "its" and "their" behind it."""
        found: dict[str, list[frozenset[str]]] = {}
        for phrase in phrases:
            if not _WHOLE.match(phrase):
                return cls(None, {})
            words = [f"{one.rstrip('*')}*" if code == "ar" else one for one in _WHOLE.findall(phrase)]
            found.setdefault(max(words, key=len), []).append(frozenset(words))
        return cls(frozenset(found), found)

    def may_stand_in(self, begun: frozenset[str]) -> bool:
        """Whether a phrase may stand in a text that holds these words and beginnings of words.

        >>> lists = Beginnings.of(["only", "no more tha*", "necess*"], "en")
        >>> [lists.may_stand_in(beginnings(text, "en")) for text in ("no more of it", "a necessity", "no more than")]
        [False, True, True]
        """
        if self.words is None:
            return True
        return any(words <= begun for longest in self.words & begun for words in self.phrases[longest])


@lru_cache(4096)
def beginnings(text: str, code: str) -> frozenset[str]:
    """Every word of a plain text, and every beginning of one with a ``*``; in Arabic without what is written onto it.

    >>> sorted(beginnings("it is", "en"))
    ['i*', 'is', 'is*', 'it', 'it*']
    """
    return frozenset().union(*(_of_word(word, code) for word in set(_WORD.findall(text))))


@lru_cache(16384)  # texts are made of few words
def _of_word(word: str, code: str) -> frozenset[str]:
    starts = range(_LONGEST_PREFIX + 1 if code == "ar" else 1)
    words = {word[start:] for start in starts}
    return frozenset(words).union(f"{one[:end]}*" for one in words for end in range(1, len(one) + 1))


def forget_beginnings() -> None:
    """Forget the texts that were read: they are somebody's."""
    beginnings.cache_clear()
    _of_word.cache_clear()
