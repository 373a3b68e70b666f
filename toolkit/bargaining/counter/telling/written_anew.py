"""Words put in the place of ours: where much was written anew, what a single word tells is seldom the point.

A "may" that is new, or a ban that is gone, names what was lost where the sentence stayed as it was. Where it was
written anew they name one thing among several, and often not the one that matters: both texts are shown then, and
what the words tell stands behind them. What some words tell is so often beside the point that the words themselves
lead wherever they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from toolkit.bargaining.counter.lexicon import plain
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.meanings.sentence_pairs import pair_sentences
from toolkit.bargaining.counter.replies import gravity
from toolkit.bargaining.counter.sentences.exchanged_words import PUT_IN, TAKEN_OUT
from toolkit.bargaining.counter.sentences.taken_back import speaks_of_ours
from toolkit.bargaining.counter.signals import Noticed
from toolkit.bargaining.counter.telling.places import Place, places, says_the_same
from toolkit.bargaining.counter.weighing.doubts import ONLY_SHOWN, is_named
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
# And of these in any sentence: "evidence" of copies that are deleted, "pays" of whoever is paid.
_DOUBTFUL = frozenset(
    {
        *(
            "advisory",
            "should",
            "appeal",
            "approval",
            "banned",
            "binding",
            "delete",
            "discretion",
            "evidence",
            "exchanged",
            "independent",
        ),
        *("lesser", "partial", "pays", "released", "right", "right-exchanged", "trial", "unsaid"),
        *("users-gone", "applicants-gone"),
    }
)
_ONE_SIDE = frozenset({"put-in", "taken-out", "words-gone", "words-new"})  # only one of two texts is quoted
_MOST = {"trigger": 10}  # where more must be new, since what it names is often the point
_MANY = 4  # words gone and words new by which a sentence was written anew
_LONG = 12  # words of a sentence in which so many are not all of it
_SOME = 2  # words that only came, or only went
_MUCH = 10  # words of a sentence that say something else, beside which one that went is not all


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
    if not first:
        return list(noticed)
    sentences = places(ours, theirs, same)
    if "sentence-removed" in lost and _nothing_for_it(ours, theirs, same) and _most_of(sentences) < _MUCH:
        return list(noticed)
    doubtful = first in _DOUBTFUL or (first == "prevails" and not speaks_of_ours(plain(theirs), same))
    doubtful = doubtful or (first not in ONLY_SHOWN and not is_named(first, noticed, ours, theirs, same))
    lead = _lead(first, sentences, doubtful=doubtful)
    if lead is None:
        return list(noticed)
    hints = {*_HINTS, *_DOUBTFUL, first}
    told = [one for one in noticed if one.effect == "weakened" and one.id in hints]
    behind = [replace(one, effect="open") if one in told else one for one in noticed]
    gained = any(one.effect == "strengthened" for one in noticed)
    if not gained and set(lost) <= hints and says_the_same(ours, theirs, same):
        return behind
    if doubtful and not any(_is_anew(each, _MANY) for each in sentences):
        lead = replace(lead, sure=any(one.sure for one in told))  # that something was lost is as certain as before
    return [lead, *(one for one in behind if one.id != lead.id)]


def _lead(first: str, sentences: Sequence[Sequence[Place]], *, doubtful: bool) -> Noticed | None:
    """The words that are told first, if they are to lead what the gravest signal tells."""
    found = max((one for each in sentences for one in each), key=_says, default=None)
    if found is None or not found.says_else:
        return None
    if doubtful:
        return _quoted(found)
    if first in _ONE_SIDE:
        return _quoted(found) if found.ours and found.theirs else None
    if first in _HINTS or first in _MOST:
        anew = [each for each in sentences if _is_anew(each, _MOST.get(first, _MANY))]
        best = max((one for each in anew for one in each if one.ours and one.theirs), key=_says, default=None)
        return _quoted(best) if best is not None and best.says_else else None
    return None


def _most_of(sentences: Sequence[Sequence[Place]]) -> int:
    """How many words say something else in that sentence that was exchanged for another and says most else."""
    return max((sum(one.says_else for one in each if one.ours and one.theirs) for each in sentences), default=0)


def _says(place: Place) -> tuple[int, int]:
    return place.says_else, min(len(place.ours), len(place.theirs))


def _is_anew(sentence: Sequence[Place], many: int) -> bool:
    """Whether much of a sentence was written anew."""
    gone, new = (sum(one) for one in ((each.gone for each in sentence), (each.new for each in sentence)))
    return min(gone, new) >= many and min((one.length for one in sentence), default=0) >= _LONG


def _quoted(place: Place) -> Noticed | None:
    if place.ours and place.theirs:
        return Noticed("anew", "weakened", ANEW, False, {"ours": place.ours, "theirs": place.theirs})
    if place.new >= _SOME:
        return Noticed("put-in", "weakened", PUT_IN, False, {"theirs": place.theirs})
    if place.gone >= _SOME:
        return Noticed("taken-out", "weakened", TAKEN_OUT, False, {"ours": place.ours})
    return None


def _nothing_for_it(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether a sentence of ours is gone, and no sentence of theirs stands by itself."""
    pairs = pair_sentences(ours, theirs, same)
    return any(not one.theirs for one in pairs) and all(one.ours for one in pairs)
