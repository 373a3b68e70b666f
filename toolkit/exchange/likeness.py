"""Which records may tell of the same thing, and who else has the supplier, the system or the problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations
from typing import Literal

from toolkit.errors import translatable
from toolkit.exchange.shared import Shared, plain_words
from toolkit.languages import Language

Same = Literal["system", "supplier", "topic"]
SAME: tuple[Same, ...] = ("system", "supplier", "topic")
NAMES_ALIKE = 0.85  # of the letters of two names in order: one slip of the pen in a name of eight letters
WORDS_ALIKE = 0.35  # of all words of two texts: what two people write about one event without reading each other
_SHORTEST_WORD = 4  # shorter ones are mostly little words that every text has
_SAME_WORDS = {
    "system": translatable("the same system"),
    "supplier": translatable("the same supplier"),
    "topic": translatable("the same subject"),
}
_ALIKE = translatable(
    "Perhaps twice the same work: {first} and {second}. Both have {same}. Read both before anybody writes a third; "
    "nothing was put together."
)


@dataclass(frozen=True)
class Alike:
    """Two records that may tell of the same thing. It is shown; people decide, and nothing is merged for it."""

    first: Shared
    second: Shared
    same: tuple[Same, ...]
    words: float

    def say(self, language: Language | str = "en") -> str:
        """That two unions may have done the same work, and what their records have in common."""
        speech = Language.of(language)
        named = [f"{one.say_title(speech)} · {speech.isolate(one.author)}" for one in (self.first, self.second)]
        same = speech.list([speech.say(_SAME_WORDS[one]) for one in self.same])
        return speech.say(_ALIKE, first=named[0], second=named[1], same=same)


@dataclass(frozen=True)
class Elsewhere:
    """Somebody's record that has something in common with what is asked about."""

    record: Shared
    same: tuple[Same, ...]

    def say_same(self, language: Language | str = "en") -> str:
        """What it has in common."""
        speech = Language.of(language)
        return speech.list([speech.say(_SAME_WORDS[one]) for one in self.same])


def duplicates(records: Iterable[Shared]) -> tuple[Alike, ...]:
    """Pairs that may tell of the same thing, the likeliest first.

    Two records are shown as a pair if system, supplier or subject are the same and their words are alike; or if system
    and supplier and country are the same, whatever the words, for they may be in two languages.

    Examples
    --------
    >>> from datetime import date
    >>> one = Shared("A", "a1b2c3d4e5f6", 1, date(2026, 1, 1), system="ShiftWise", supplier="Rota Ltd", place="KE")
    >>> two = Shared("B", "b1b2c3d4e5f6", 1, date(2026, 1, 1), system="Shift Wise", supplier="Rota Ltd.", place="KE")
    >>> [pair.same for pair in duplicates([one, two])]
    [('system', 'supplier', 'topic')]
    """
    live = sorted(one for one in records if not one.retracted)
    words = {one: (_words(one.tried), _words(f"{one.tried} {one.won} {one.lost}")) for one in live}
    found = []
    for first, second in combinations(live, 2):
        if first.key == second.key:
            continue  # two sides of one record are a conflict
        same = shared_between(first, second)
        if not same:
            continue
        share = max(_common(*texts) for texts in zip(words[first], words[second], strict=True))
        names = "system" in same and "supplier" in same and first.place == second.place
        if share >= WORDS_ALIKE or names:
            found.append(Alike(first, second, same, share))
    return tuple(sorted(found, key=lambda pair: (-len(pair.same), -pair.words, pair.first, pair.second)))


def who_else(
    records: Iterable[Shared], *, system: str = "", supplier: str = "", topic: str = "", but: str = ""
) -> tuple[Elsewhere, ...]:
    """Whose records have this system, this supplier or this subject; those with most in common first.

    Parameters
    ----------
    but
        The union that asks: its own records are left out.
    """
    found = []
    for one in sorted(records):
        if one.retracted or (but and plain_words(one.author) == plain_words(but)):
            continue
        asked: dict[Same, bool] = {
            "system": _names_alike(one.system, system),
            "supplier": _names_alike(one.supplier, supplier),
            "topic": bool(topic) and one.topic == topic,
        }
        same = tuple(name for name in SAME if asked[name])
        if same:
            found.append(Elsewhere(one, same))
    return tuple(sorted(found, key=lambda one: (-len(one.same), one.same != ("topic",), one.record)))


def shared_between(first: Shared, second: Shared) -> tuple[Same, ...]:
    """What two records have in common, of system, supplier and subject."""
    asked: dict[Same, bool] = {
        "system": _names_alike(first.system, second.system),
        "supplier": _names_alike(first.supplier, second.supplier),
        "topic": first.topic == second.topic,
    }
    return tuple(name for name in SAME if asked[name])


@lru_cache(maxsize=10_000)
def _bare(name: str) -> str:
    return plain_words(name).replace(" ", "")


def _names_alike(first: str, second: str) -> bool:
    one, other = _bare(first), _bare(second)
    if not one or not other:
        return False  # two empty fields have nothing in common
    if one == other:
        return True
    # With other numbers it is another thing: “Line 4” is not “Line 5”.
    if [sign for sign in one if sign.isdigit()] != [sign for sign in other if sign.isdigit()]:
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.real_quick_ratio() >= NAMES_ALIKE and matcher.ratio() >= NAMES_ALIKE


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in plain_words(text).split() if len(word) >= _SHORTEST_WORD)


def _common(first: frozenset[str], second: frozenset[str]) -> float:
    either = len(first | second)
    return len(first & second) / either if either else 0.0
