"""A loss that rules tell and that is more likely none is shown as a doubt: it is read, but it does not count as lost.

Rules name a harm by a few words. In answers that they had never seen, what they told was right nearly always where much
else spoke for it, and seldom where nothing did: every word had its counterpart, nobody's part changed. The weights say
which is the case. They never make anything certain, and leave alone what is read from numbers and from who
stands where.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.signals import Noticed
from toolkit.bargaining.counter.weighing.traits import named, told, traits
from toolkit.bargaining.counter.weighing.weights import weights

# What is counted, or gone as a whole.
_COUNTED = {"floor", "number-worse", "number-changed", "point-gone", "sentence-removed"}
# And what is read from the order of words, no matter what is left over: two parties who exchanged what they do, what a
# time runs from, who proves.
_READ = _COUNTED | {"party-exchanged", "right-exchanged", "trigger", "before", "burden-of-proof", "soft"}
_IN_FRONT = _COUNTED | {"number-gone"}  # never behind another harm
ONLY_SHOWN = frozenset({"anew", "taken-out", "put-in", "words-gone", "words-new", "not-understood"})  # names no harm
# A small word tells all of it where hardly anything else was changed.
_TURNED = {"ban", "denied-less", "not-new", "not-gone", "may", "only-gone", "released", "right"}
_HARDLY = 0.75  # the share of both texts that must have stayed
_SHORT = 25  # words: in so few one word turns all, and little else is there to be weighed
_SEVERAL = 2
_THREE_OF_FOUR = 1.1  # as a logarithm of odds


def with_doubts(noticed: Sequence[Noticed], ours: str, theirs: str, same: SameWords) -> list[Noticed]:
    """What was noticed; where the losses are more likely none, each of them is doubtful.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> seen = [Noticed("condition", "weakened", "", False)]
    >>> ours = (
    ...     "No bonus shall depend on the number of calls ended or of people refused; such a term is void, and the "
    ...     "bonus is due in full with the pay of the same month."
    ... )
    >>> theirs = ours.replace("depend", "be made contingent")
    >>> [one.effect for one in with_doubts(seen, ours, theirs, same_words("en"))]
    ['doubtful']
    >>> theirs = ours.replace("in full", "in full, provided that the yearly budget of the department allows it,")
    >>> [one.effect for one in with_doubts(seen, ours, theirs, same_words("en"))]
    ['weakened']
    """
    if not any(one.effect == "weakened" for one in noticed) or is_likely(noticed, ours, theirs, same):
        return list(noticed)
    return [replace(one, effect="doubtful", sure=False) if one.effect == "weakened" else one for one in noticed]


def is_likely(noticed: Iterable[Noticed], ours: str, theirs: str, same: SameWords) -> bool:
    """Whether it is more likely than not that what was told as lost was lost."""
    listed = list(noticed)
    lost = {one.id for one in listed if one.effect == "weakened"}
    if lost & _READ or _is_short(ours, theirs):
        return True
    seen = traits(ours, theirs, same)
    if lost & _TURNED and min(seen.get("kept of ours", 0.0), seen.get("kept of theirs", 0.0)) >= _HARDLY:
        return True
    return weights("loss").odds({**seen, **told(listed)}) >= 0


def without_unlikely(noticed: Sequence[Noticed], ours: str, theirs: str, same: SameWords) -> list[Noticed]:
    """What was noticed, with what hardly names what was lost behind what most likely does, or behind the words.

    It is still said, but as something to look at: a graver word that is beside the point must not hide the point.
    """
    lost = [one for one in noticed if one.effect == "weakened"]
    if len({one.id for one in lost}) < _SEVERAL or _is_short(ours, theirs):
        return list(noticed)
    odds = _odds_of_naming([one for one in lost if one.id not in ONLY_SHOWN], noticed, ours, theirs, same)
    if len(odds) == len({one.id for one in lost}) and max(odds.values()) < _THREE_OF_FOUR:
        return list(noticed)
    hidden = {id for id, value in odds.items() if value < 0 and id not in _IN_FRONT}
    return [replace(one, effect="open") if one.effect == "weakened" and one.id in hidden else one for one in noticed]


def is_named(first: str, noticed: Iterable[Noticed], ours: str, theirs: str, same: SameWords) -> bool:
    """Whether what is told first is what was lost in three of four cases at least; else the words say it better."""
    listed = list(noticed)
    lost = [one for one in listed if one.effect == "weakened" and one.id == first]
    return _is_short(ours, theirs) or max(_odds_of_naming(lost, listed, ours, theirs, same).values()) >= _THREE_OF_FOUR


def _is_short(ours: str, theirs: str) -> bool:
    return min(len(ours.split()), len(theirs.split())) <= _SHORT


def _odds_of_naming(
    lost: Iterable[Noticed], noticed: Iterable[Noticed], ours: str, theirs: str, same: SameWords
) -> dict[str, float]:
    """The odds, by id, that what is told names what was lost."""
    listed = list(noticed)
    seen = {**traits(ours, theirs, same), **told(listed)}
    known = weights("reason")
    return {one.id: known.odds({**seen, **named(one, listed)}) for one in lost}
