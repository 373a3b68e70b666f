"""The same sentence with another party in it: "the Employer proves" and "the Union proves", whatever the verb."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from toolkit.bargaining.counter.actors.agents import agents, behind_by, count_voices, suffers_first
from toolkit.bargaining.counter.lexicon import plain
from toolkit.bargaining.counter.meanings.same_words import NOT, OURS, SameWords, Taken
from toolkit.bargaining.counter.meanings.sentence_pairs import SentencePair
from toolkit.bargaining.counter.signals import Noticed
from toolkit.languages import translatable

PLACE = translatable("Another party stands in the same place: “{ours}” became “{theirs}”.")

_ITS = re.compile(r"(?<!\w)(?:its|their|ses|leurs|sus|seus|suas)\s$")
_PAUSE = re.compile(r"[.,;:؛،](?:\s|$)")
_SHARES = ("نصف", "ثلث", "ربع")  # in Arabic whose it is stands on the word, which is read as no number then
_SAME = 0.75  # the share of the words, parties left out, that must stand in the same order
_LEAST = 4  # words beside the parties
_MOVED = 1  # words that may differ where the same parties stand in both
_RIGHTS = ("may", "right")


@dataclass(frozen=True, slots=True)
class _Word:
    name: str
    party: str  # empty for what is no party
    start: int
    end: int


def compare_places(pair: SentencePair, same: SameWords) -> Iterator[Noticed]:
    """Which party stands where the other stood, in a sentence that is otherwise the same.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> from toolkit.bargaining.counter.meanings.sentence_pairs import pair_sentences
    >>> en = same_words("en")
    >>> mine = "The Employer repairs every lamp in the old hall."
    >>> yours = "The Worker repairs every lamp in the old hall."
    >>> [one.values["theirs"] for one in compare_places(pair_sentences(mine, yours, en)[0], en)]
    ['worker']
    """
    ours, theirs = plain(pair.ours), plain(pair.theirs)
    mine, yours = _masked(ours, same), _masked(theirs, same)
    words = sum(not one.party for one in mine)
    yield from _passed_on(mine, yours, ours, theirs)
    if [_side(one) for one in mine if one.party] == [_side(one) for one in yours if one.party]:
        return
    before = agents(ours, same)
    if any(before.values()) and before == agents(theirs, same) and len(_parties(yours)) < len(_parties(mine)):
        return  # who acts is the same, and somebody is "this one" now
    if count_voices(ours, same) != count_voices(theirs, same):
        return  # the other voice: "the Union receives", "by the Employer"
    if suffers_first(theirs, same) != suffers_first(ours, same):
        return  # "tells the Worker" and "the Worker is told"
    matcher = SequenceMatcher(None, [one.name for one in mine], [one.name for one in yours], autojunk=False)
    blocks = matcher.get_matching_blocks()
    both = sum(block.size for block in blocks)
    parties = [Counter(one.party for one in words if one.party) for words in (mine, yours)]
    if parties[0] == parties[1] and both < max(len(mine), len(yours)) - _MOVED:
        return  # the same parties in another order
    if words < _LEAST or both < _SAME * max(len(mine), len(yours)):
        return
    if parties[0] == parties[1] and _side_by_side(mine) == _side_by_side(yours):
        return  # "the Employer and a Representative", "a Representative and the Employer"
    if as_much_each(ours, theirs, same) or _by_somebody_moved(ours, theirs, same):
        return
    for block in blocks:
        for step in range(block.size):
            one, other = mine[block.a + step], yours[block.b + step]
            sides = _side(one), _side(other)
            if not all(sides) or sides[0] == sides[1] or not _beside(mine, block.a + step, yours, block.b + step):
                continue
            if parties[1].total() > parties[0].total() and parties[1][one.party] >= parties[0][one.party]:
                continue  # who stood there is named as often as before, and somebody beside them
            if not _gains(one, mine, other, ours, same):
                shown = {"ours": ours[one.start : one.end], "theirs": theirs[other.start : other.end]}
                yield Noticed("party-exchanged", "weakened", PLACE, False, shown)
                return


def _side_by_side(words: Sequence[_Word]) -> list[frozenset[str]]:
    """Which parties stand next to each other, with no word of weight between, and which stand alone."""
    found: list[set[str]] = []
    before = False
    for one in words:
        if one.party and before:
            found[-1].add(one.party)
        elif one.party:
            found.append({one.party})
        before = bool(one.party)
    return [frozenset(one) for one in found]


def as_much_each(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether of two who do the same with the same number the other one is named first now.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en, mine = same_words("en"), "a board of which the union names half and the employer half"
    >>> as_much_each(mine, "a board of which the employer names half and the union half", en)
    True
    >>> as_much_each("the union names half and the employer 2", "the employer names half and the union 2", en)
    False
    """
    mine, yours = _masked(ours, same), _masked(theirs, same)
    named = [[one.party for one in words if one.party] for words in (mine, yours)]
    both = set(_as_much(mine, ours)) & set(_as_much(yours, theirs))
    turned = [[*named[0][:at], *named[0][at : at + 2][::-1], *named[0][at + 2 :]] for at in both]
    return named[1] in turned  # and nobody else changed places


def _as_much(words: Sequence[_Word], text: str) -> Iterator[int]:
    """Where two parties follow each other of whom the same is said, with its number, by one verb or by two."""
    places = [at for at, one in enumerate(words) if one.party]
    for place, (first, second) in enumerate(pairwise(places)):
        pause = _PAUSE.search(text, words[second].end)
        end = pause.start() if pause else len(text)
        behind = [one.name for one in words[first + 1 : second]]
        least = [one.name for one in words[second + 1 :] if one.start < end and not one.party]
        verb = words[first - 1].name if first else ""  # in Arabic it comes first, and may come again
        number = bool(least) and (least[0].startswith("#") or least[0] in _SHARES)
        if number and (behind[-len(least) :] == least or behind == [*least, verb]):
            yield place


def _by_somebody_moved(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether only a "by somebody" moved: "may be opened by the Employer" and "by the Employer … may be opened"."""
    texts = [(text, same.parties(text)) for text in (ours, theirs)]
    by = [[one.list for one in named if behind_by(text, one.start, same)] for text, named in texts]
    others = [[one.list for one in named if not behind_by(text, one.start, same)] for text, named in texts]
    return bool(by[0]) and by[0] == by[1] and others[0] == others[1]


def _passed_on(mine: Sequence[_Word], yours: Sequence[_Word], ours: str, theirs: str) -> Iterator[Noticed]:
    """What the employer owed is the supplier's now, and the employer is not named any more."""
    had, has = ([one for one in words if one.party] for words in (mine, yours))
    named = any(one.party == "employer" for one in has)
    one = next((place for place, word in enumerate(had) if word.party == "employer"), None)
    before = None if one is None else [_side(word) for word in had[:one]]
    if before is None or named or len(has) <= len(before) or [_side(word) for word in has[: len(before)]] != before:
        return
    supplier = has[len(before)]
    if _ITS.search(theirs, 0, supplier.start):
        return  # "it answers for its Suppliers"
    if has[len(before)].party == "supplier" and not any(word.party == "supplier" for word in had[: len(before)]):
        old, other = had[len(before)], has[len(before)]
        shown = {"ours": ours[old.start : old.end], "theirs": theirs[other.start : other.end]}
        yield Noticed("party-exchanged", "weakened", PLACE, False, shown)


def _masked(text: str, same: SameWords) -> list[_Word]:
    """The words with a meaning in their order, every party under one name."""
    found = [_Word("@", one.list, one.start, one.end) for one in same.parties(text)]
    taken = Taken(((one.start, one.end) for one in found), len(text))
    found += [
        _Word(one.name, "", one.start, one.end)
        for one in same.pieces(text)
        if one.name != NOT and taken.free(one.start, one.end)
    ]
    return sorted(found, key=lambda one: one.start)


def _beside(mine: Sequence[_Word], place: int, yours: Sequence[_Word], other: int) -> bool:
    """Whether the word before or behind is the same in both."""
    before = [words[at - 1].name if at else "" for words, at in ((mine, place), (yours, other))]
    behind = [words[at + 1].name if at + 1 < len(words) else "" for words, at in ((mine, place), (yours, other))]
    return before[0] == before[1] or behind[0] == behind[1]


def _parties(words: Sequence[_Word]) -> list[_Word]:
    return [one for one in words if one.party]


def _side(word: _Word) -> str:
    return "ours" if word.party in OURS else word.party if word.party == "employer" else ""


def _gains(one: _Word, mine: Sequence[_Word], other: _Word, text: str, same: SameWords) -> bool:
    """Whether it is for us: a right that is ours now, or a duty that is the employer's."""
    verbs = [each for each in same.phrases(text) if each.list in (*_RIGHTS, "must") and each.start >= one.end]
    following = next((each for each in mine if each.start >= one.end), None)
    if not verbs or following is None or verbs[0].start > following.end:
        return False
    return verbs[0].list in _RIGHTS if other.party != "employer" else verbs[0].list == "must"
