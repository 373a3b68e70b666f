"""Words as they are shown: cut where they are long, without the numbers that are told by themselves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol

from toolkit.bargaining.counter.lexicon import plain
from toolkit.bargaining.counter.meanings.same_words import Piece

TOKEN = re.compile(r"\d+(?:[.,]\d+)?|%|\w+")
_SHOWN = 90
_ARABIC = re.compile("[\u0621-\u064a]")
# Where a text has none of these it has no vowel signs, and nothing that is not seen.
_UNSEEN = re.compile("[\u00ad\u0300-\u036f\u0591-\u08ff\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe2f\ufeff]")
_WORD = re.compile(r"""[^\s.,;:!?()«»“”"'’،؛؟…]+""")


class Stretch(Protocol):
    """Where something begins in a text, and where it ends."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def short(text: str) -> str:
    """A text as it is shown, cut between words where it is long."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rsplit(" ", 1)[0] + "…"


def said(text: str, pieces: Sequence[Piece]) -> str:
    """The words of some pieces, as they are shown."""
    comma = "، " if _ARABIC.search(text) else ", "
    return short(comma.join(text[one.start : one.end] for one in pieces))


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


def excerpt(text: str, compared: str, one: Stretch) -> str:
    """A piece of a text as it is compared, as it stands in the text itself, capitals included.

    >>> from toolkit.bargaining.counter.lexicon import Found
    >>> excerpt("Within 30 Days of it", "within 30 days of it", Found("", 7, 14))
    '30 Days'
    """
    shown = bare(text)
    written, tokens = list(TOKEN.finditer(shown)), list(TOKEN.finditer(compared))
    inside = [place for place, match in enumerate(tokens) if one.start <= match.start() < one.end]
    if len(written) != len(tokens) or not inside:
        return compared[one.start : one.end]
    return shown[written[inside[0]].start() : written[inside[-1]].end()]


def bare(text: str) -> str:
    """The text without vowel signs and direction marks, otherwise as written."""
    shown = unicodedata.normalize("NFC", text).replace("٪", "%")
    if _UNSEEN.search(shown):
        shown = "".join(c for c in shown if unicodedata.category(c) not in ("Mn", "Cf") and c != "ـ")
    return " ".join(re.sub(r"([\u0621-\u064a])(\d)", r"\1 \2", shown).split())
