"""Words put in the place of ours: where much was written anew, what a single word tells is seldom the point.

A "may" that is new, or a ban that is gone, names what was lost where the sentence stayed as it was. Where it was
written anew they name one thing among several, and often not the one that matters: both texts are shown then, and
what the words tell stands behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from toolkit.bargaining.counter.lexicon import Found, plain
from toolkit.bargaining.counter.meanings.excerpts import excerpt, short
from toolkit.bargaining.counter.meanings.same_words import SameWords, left_over
from toolkit.bargaining.counter.meanings.sentence_pairs import pair_sentences
from toolkit.bargaining.counter.meanings.synonyms import in_our_words
from toolkit.bargaining.counter.replies import gravity
from toolkit.bargaining.counter.signals import Noticed
from toolkit.languages import translatable

ANEW = translatable("“{theirs}” stands in the place of “{ours}”.")

# What single words tell. Of most, more than one in seven was beside the point in sentences written anew.
_HINTS = frozenset(
    {
        *("advisory", "alone", "appeal", "approval", "asks", "at-least", "at-once", "ban", "before", "burden"),
        *("condition", "denied-less", "discretion", "every", "feasible", "liable", "may", "narrow", "negotiate"),
        *("not-gone", "not-new", "not-whole", "number-gone", "only", "only-gone", "other-end", "partial", "public"),
        *("reasons", "released", "sentence-removed", "shield", "union-gone", "wider", "workers-gone", "written"),
    }
)
_MOST = {"trigger": 10}  # where more must be new, since what it names is often the point
_MANY = 4  # words gone and words new by which a sentence was written anew
_LONG = 12  # words of a sentence in which so many are not all of it
_NEAR = 3  # words that stayed between two places, so that they are shown as one
_WORD = re.compile(r"\w+")


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
    if (first not in _HINTS and first not in _MOST) or (
        "sentence-removed" in lost and _nothing_for_it(ours, theirs, same)
    ):
        return list(noticed)
    place = _in_place(ours, theirs, _MOST.get(first, _MANY), same)
    if place is None:
        return list(noticed)
    hints = {*_HINTS, first}
    behind = [replace(one, effect="open") if one.effect == "weakened" and one.id in hints else one for one in noticed]
    shown = {"ours": short(place[0]), "theirs": short(place[1])}
    return [Noticed("anew", "weakened", ANEW, False, shown), *behind]


def _nothing_for_it(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether a sentence of ours is gone, and no sentence of theirs stands by itself."""
    pairs = pair_sentences(ours, theirs, same)
    return any(not one.theirs for one in pairs) and all(one.ours for one in pairs)


def _in_place(ours: str, theirs: str, many: int, same: SameWords) -> tuple[str, str] | None:
    """The piece of ours for which another one stands that says most else, in a sentence that was written anew."""
    pairs = pair_sentences(ours, theirs, same)
    alone = [one for one in pairs if not (one.ours and one.theirs)]
    texts = [(one.ours, one.theirs) for one in pairs if one.ours and one.theirs]
    texts.append((" ".join(one.ours for one in alone).strip(), " ".join(one.theirs for one in alone).strip()))
    found = [(_says_else(*one, same), min(map(len, one)), one) for each in texts for one in _pieces(*each, many)]
    most = max(found, default=None)
    return most[2] if most is not None and most[0] else None


def _says_else(ours: str, theirs: str, same: SameWords) -> int:
    """How many words of two pieces have no other way to be said in the other."""
    before, after = plain(ours), plain(theirs)
    gone, new = left_over(same.pieces(before), in_our_words(before, after, same))
    return len(gone) + len(new)


def _pieces(ours: str, theirs: str, many: int) -> Iterator[tuple[str, str]]:
    """The pieces of a sentence for which others stand, if much of the sentence was written anew."""
    before, after = plain(ours), plain(theirs)
    mine, yours = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    places = list(_places([one[0] for one in mine], [one[0] for one in yours]))
    gone, new = (sum(len(one[side]) for one in places) for side in (0, 1))
    if min(gone, new) < many or min(len(mine), len(yours)) < _LONG:
        return
    for first, second in places:
        if first and second:
            yield (
                excerpt(ours, before, Found("", mine[first[0]].start(), mine[first[-1]].end())),
                excerpt(theirs, after, Found("", yours[second[0]].start(), yours[second[-1]].end())),
            )


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
