"""Where two texts differ: the pieces of ours, what stands in their place, and how much else each says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from toolkit.bargaining.counter.lexicon import Found, plain
from toolkit.bargaining.counter.meanings.excerpts import excerpt, short
from toolkit.bargaining.counter.meanings.other_forms import without_other_forms
from toolkit.bargaining.counter.meanings.same_words import NOT, Piece, SameWords, left_over
from toolkit.bargaining.counter.meanings.sentence_pairs import pair_sentences
from toolkit.bargaining.counter.meanings.synonyms import in_our_words

_NEAR = 3  # words that stayed between two places, so that they are shown as one
_TURNS = 3  # a "not" that stands on one side only says as much as so many other words
_SHOWN = 12  # about as many words of a long piece are seen
_KEPT = "@#"  # parties and numbers have no other form
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Place:
    """A piece of ours and what stands for it; one of them is empty where words only went or only came.

    Attributes
    ----------
    ours, theirs
        As they stand in the texts, cut where they are long.
    gone, new
        How many words each has.
    length
        How many words the shorter of the two sentences has.
    says_else
        How many words with a meaning there have no counterpart anywhere in the other text.
    """

    ours: str
    theirs: str
    gone: int
    new: int
    length: int
    says_else: int


@dataclass(frozen=True)
class _Left:
    """What one text says and the other does not, by name."""

    ours: Counter[str]
    theirs: Counter[str]


def places(ours: str, theirs: str, same: SameWords) -> list[list[Place]]:
    """Where two paragraphs differ, a list for each sentence of ours and what answers to it.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> mine = "The lamp burns all night. A guard watches it."
    >>> (first, second) = places(mine, "The lamp burns until ten. A guard watches it.", same_words("en"))
    >>> [(one.ours, one.theirs, one.says_else) for one in first], second
    ([('all night', 'until ten', 4)], [])
    """
    left = _left_over(ours, theirs, same)
    pairs = pair_sentences(ours, theirs, same)
    alone = [one for one in pairs if not (one.ours and one.theirs)]
    texts = [(one.ours, one.theirs) for one in pairs if one.ours and one.theirs]
    if alone:
        texts.append((" ".join(one.ours for one in alone).strip(), " ".join(one.theirs for one in alone).strip()))
    return [list(_of_sentence(*each, left, same)) for each in texts]


def says_the_same(ours: str, theirs: str, same: SameWords) -> bool:
    """Whether each word with a meaning has its counterpart, wherever it stands.

    That alone makes nothing harmless: the same words say another thing in another order.
    """
    before, after = plain(ours), plain(theirs)
    gone, new = _gone_and_new(before, after, same)
    if any(one.name == NOT or one.name[0] in _KEPT for one in (*gone, *new)):
        return False
    return not any(without_other_forms(gone, new, before, after, same))


def _left_over(ours: str, theirs: str, same: SameWords) -> _Left:
    return _Left(*(Counter(one.name for one in each) for each in _gone_and_new(plain(ours), plain(theirs), same)))


def _gone_and_new(ours: str, theirs: str, same: SameWords) -> tuple[list[Piece], list[Piece]]:
    return left_over(same.pieces(ours), in_our_words(ours, theirs, same))


def _of_sentence(ours: str, theirs: str, left: _Left, same: SameWords) -> Iterator[Place]:
    before, after = plain(ours), plain(theirs)
    mine, yours = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    length = min(len(mine), len(yours))
    for first, second in _differing([one[0] for one in mine], [one[0] for one in yours]):
        a = _within(mine, first, same.pieces(before), left.ours)
        b = _within(yours, second, same.pieces(after), left.theirs)
        turned = _denies(mine, first, before, same) != _denies(yours, second, after, same)
        yield Place(
            _shown(ours, before, mine, first, a),
            _shown(theirs, after, yours, second, b),
            len(first),
            len(second),
            length,
            len(a) + len(b) + (_TURNS - 1) * (turned and any(one.name == NOT for one in (*a, *b))),
        )


def _denies(words: Sequence[re.Match[str]], where: range, text: str, same: SameWords) -> bool:
    """Whether a "not" stands in a stretch of words."""
    if not where:
        return False
    start, end = words[where[0]].start(), words[where[-1]].end()
    return any(one.name == NOT and start <= one.start < end for one in same.pieces(text))


def _within(words: Sequence[re.Match[str]], where: range, pieces: Sequence[Piece], left: Counter[str]) -> list[Piece]:
    """What stands in a stretch of words and is nowhere in the other text."""
    if not where:
        return []
    start, end = words[where[0]].start(), words[where[-1]].end()
    spare = Counter(left)
    found = []
    for one in pieces:
        if start <= one.start < end and spare[one.name] > 0:
            spare[one.name] -= 1
            found.append(one)
    return found


def _shown(text: str, compared: str, words: Sequence[re.Match[str]], where: range, left: Sequence[Piece]) -> str:
    """A stretch of words as it is shown: of a long one the part that holds what says something else."""
    if not where:
        return ""
    first, last = where[0], where[-1]
    whole = excerpt(text, compared, Found("", words[first].start(), words[last].end()))
    if short(whole) == whole:
        return whole
    inside = [place for place in where if any(one.start < words[place].end() <= one.end for one in left)]
    if inside:
        seen = {begin: sum(begin <= place < begin + _SHOWN for place in inside) for begin in where}
        first = max(seen, key=lambda begin: (seen[begin], -begin))
    return short(excerpt(text, compared, Found("", words[first].start(), words[last].end())))


def _differing(mine: Sequence[str], yours: Sequence[str]) -> Iterator[tuple[range, range]]:
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
