"""Words put in the place of ours: where much was written anew, what a single word tells is seldom the point.

A "may" that is new, or a ban that is gone, names what was lost where the sentence stayed as it was. Where it was
written anew they name one thing among several, and often not the one that matters: both texts are shown then, and
what the words tell stands behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from toolkit.bargaining.counter.lexicon import plain
from toolkit.bargaining.counter.meanings.excerpts import excerpt, short
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.meanings.sentence_pairs import pair_sentences
from toolkit.bargaining.counter.replies import gravity
from toolkit.bargaining.counter.signals import Noticed
from toolkit.languages import translatable

ANEW = translatable("“{theirs}” stands in the place of “{ours}”.")

# What single words tell. Of each, more than one in seven was beside the point in sentences written anew.
_HINTS = frozenset(
    (
        *(
            "advisory",
            "alone",
            "appeal",
            "approval",
            "asks",
            "at-least",
            "at-once",
            "ban",
            "burden",
            "denied-less",
            "discretion",
        ),
        *("every", "feasible", "liable", "may", "narrow", "negotiate", "not-gone", "not-new", "not-whole"),
        *(
            "number-gone",
            "only",
            "only-gone",
            "other-end",
            "partial",
            "public",
            "reasons",
            "released",
            "sentence-removed",
        ),
        *("shield", "union-gone", "workers-gone", "written"),
    )
)
_MOST = {"trigger": 10}  # where more must be new, since what it names is often the point
_MANY = 4  # words gone and words new by which a sentence was written anew
_LONG = 12  # words of a sentence in which so many are not all of it
_NEAR = 3  # words that stayed between two places, so that they are shown as one
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Stretch:
    """A piece of a text."""

    start: int
    end: int


def with_words_in_place(noticed: Sequence[Noticed], ours: str, theirs: str, same: SameWords) -> list[Noticed]:
    """What was noticed, led by the words themselves where nothing but a single word names the loss.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> ours = "It pays within a week from receipt of the written demand of the person."
    >>> theirs = "It pays within a week from the day on which a court has found the failure."
    >>> seen = with_words_in_place([Noticed("written", "weakened", "Not in writing.")], ours, theirs, same_words("en"))
    >>> [(one.id, one.effect) for one in seen]
    [('anew', 'weakened'), ('written', 'open')]
    """
    lost = [one.id for one in noticed if one.effect == "weakened"]
    first = min(lost, key=gravity, default="")
    if first not in _HINTS and first not in _MOST:
        return list(noticed)
    place = _in_place(ours, theirs, _MOST.get(first, _MANY), same)
    if place is None:
        return list(noticed)
    hints = {*_HINTS, first}
    behind = [replace(one, effect="open") if one.effect == "weakened" and one.id in hints else one for one in noticed]
    shown = {"ours": short(place[0]), "theirs": short(place[1])}
    return [Noticed("anew", "weakened", ANEW, False, shown), *behind]


def _in_place(ours: str, theirs: str, many: int, same: SameWords) -> tuple[str, str] | None:
    """The longest piece of ours for which another one stands, in the sentence that was changed most."""
    pairs = pair_sentences(ours, theirs, same)
    alone = [one for one in pairs if not (one.ours and one.theirs)]
    texts = [(one.ours, one.theirs) for one in pairs if one.ours and one.theirs]
    texts.append((" ".join(one.ours for one in alone).strip(), " ".join(one.theirs for one in alone).strip()))
    found = [one for one in (_longest(*each, many) for each in texts) if one is not None]
    return max(found, key=lambda one: min(len(text) for text in one), default=None)


def _longest(ours: str, theirs: str, many: int) -> tuple[str, str] | None:
    """The longest piece of a sentence for which another one stands, if much of the sentence was written anew."""
    before, after = plain(ours), plain(theirs)
    mine, yours = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    places = list(_places([one[0] for one in mine], [one[0] for one in yours]))
    gone, new = (sum(len(one[side]) for one in places) for side in (0, 1))
    if min(gone, new) < many or min(len(mine), len(yours)) < _LONG:
        return None
    first, second = max(places, key=lambda one: min(len(one[0]), len(one[1])))
    if not first or not second:
        return None
    shown = [
        excerpt(text, bare, Stretch(words[one[0]].start(), words[one[-1]].end()))
        for text, bare, words, one in ((ours, before, mine, first), (theirs, after, yours, second))
    ]
    return shown[0], shown[1]


def _places(mine: Sequence[str], yours: Sequence[str]) -> Iterator[tuple[range, range]]:
    """The places where words differ; two with few words between them are one."""
    start = end = other = last = -1
    for tag, i, j, k, m in SequenceMatcher(None, mine, yours, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if start >= 0 and i - end <= _NEAR:
            end, last = j, m
            continue
        if start >= 0:
            yield range(start, end), range(other, last)
        start, end, other, last = i, j, k, m
    if start >= 0:
        yield range(start, end), range(other, last)
