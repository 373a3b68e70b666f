"""Gains that may be said: a better number, or a word of ours or theirs that alone makes the difference.

That a text says "shall" or "in writing" once more than ours tells little. Of 145 paragraphs of five collections that
were called strengthened by such words alone, one was; 136 said the same in other words, eight took something away.
Whoever is told of a gain reads less carefully, so one is told only where next to nothing else was touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from toolkit.bargaining.counter.lexicon import Lexicon, plain
from toolkit.bargaining.counter.meanings.excerpts import TOKEN
from toolkit.bargaining.counter.signals import SIGNALS, Noticed

_BY_NUMBER = "number-better"
_YES = {"consent", "negotiate"}
_OTHERS = 1  # word beside these that stands in no list: "obtain the consent of"
_UNKNOWN = "?"  # the list of a word that stands in none
_SMALL = 5  # words on each side of an edit that can be taken in at a glance
_MODALS = {"employer_may": ("may", "right"), "union_may": ("may", "right")}  # told apart by who acts
_LISTS = {row.id: {one for name in row.words for one in _MODALS.get(name, (name,))} for row in SIGNALS}


def without_unproved_gains(noticed: Iterable[Noticed], ours: str, theirs: str, words: Lexicon) -> list[Noticed]:
    """What was noticed between two texts, without gains that only words speak for while ours was written anew.

    >>> from toolkit.bargaining.counter.lexicon import lexicon
    >>> more = Noticed("written-more", "strengthened", "It has to be in writing now.")
    >>> ours, en = "The Employer answers within 9 days.", lexicon("en")
    >>> [one.id for one in without_unproved_gains([more], ours, "The Employer answers in writing within 9 days.", en)]
    ['written-more']
    >>> without_unproved_gains([more], ours, "If asked in writing, the Employer replies within 9 days.", en)
    []
    """
    listed = list(noticed)
    gains = [one for one in listed if one.effect == "strengthened" and one.id != _BY_NUMBER]
    if not gains:
        return listed
    proved: set[str] = set()
    if all(one.effect in ("strengthened", "open") for one in listed):
        proved = {id for one in gains if (id := one.id) in _LISTS and _LISTS[id] & _edited(ours, theirs, words)}
    return [one for one in listed if one not in gains or one.id in proved]


def _edited(ours: str, theirs: str, words: Lexicon) -> set[str]:
    """The lists whose words stand in the one small edit between two texts; none where much was edited."""
    texts = plain(ours), plain(theirs)
    tokens = [list(TOKEN.finditer(text)) for text in texts]
    before, after = ([one[0] for one in each] for each in tokens)
    edits = [one for one in SequenceMatcher(None, before, after, autojunk=False).get_opcodes() if one[0] != "equal"]
    if not edits:
        return set()
    first, last, start, stop = edits[0][1], edits[-1][2], edits[0][3], edits[-1][4]
    if last - first > _SMALL or stop - start > _SMALL:
        return set()
    lists = _within(texts[0], tokens[0][first:last], words) | _within(texts[1], tokens[1][start:stop], words)
    return set() if _UNKNOWN in lists else lists


def _within(text: str, edited: Sequence[re.Match[str]], words: Lexicon) -> set[str]:
    if not edited:
        return set()
    begin, end = edited[0].start(), edited[-1].end()
    found = [one for one in words.find(text) if one.start < end and begin < one.end]
    within = [any(one.start < word.end() and word.start() < one.end for one in found) for word in edited]
    others = sum(not (inside or word[0] in words.stop) for word, inside in zip(edited, within, strict=True))
    lists = {one.list for one in found}
    return lists if others <= (_OTHERS if lists & _YES else 0) else {_UNKNOWN}
