"""Words as they are shown: cut where they are long, without the numbers that are told by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.bargaining.counter.lexicon import plain
from toolkit.bargaining.counter.meanings.same_words import Piece

_SHOWN = 90
_WORD = re.compile(r"""[^\s.,;:!?()«»“”"'’،؛؟…]+""")


def short(text: str) -> str:
    """A text as it is shown, cut between words where it is long."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rsplit(" ", 1)[0] + "…"


def said(text: str, pieces: Sequence[Piece]) -> str:
    """The words of some pieces, as they are shown."""
    return short(", ".join(text[one.start : one.end] for one in pieces))


def spelled(shown: str, text: str) -> str:
    """What is shown of a text, with the accents and letters that its words have there.

    >>> spelled("comite, qui tranche", "Un Comité, c'est lui qui tranche.")
    'Comité, qui tranche'
    >>> spelled("الاداره", "تدفع الإدارة")
    'الإدارة'
    """
    written: dict[str, str] = {}
    for word in _WORD.findall(text):
        if plain(word) not in written or word.islower():  # a capital only where the word has no other form
            written[plain(word)] = word
    return _WORD.sub(lambda word: written.get(word[0], word[0]), shown)


def without_numbers(pieces: Sequence[Piece]) -> list[Piece]:
    """What is no number: these are compared one by one elsewhere."""
    return [one for one in pieces if not one.name.startswith("#")]
