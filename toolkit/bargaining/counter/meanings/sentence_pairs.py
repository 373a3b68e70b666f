"""Which sentence of theirs answers to which of ours, also where two were made one or one was made two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.bargaining.counter.lexicon import plain
from toolkit.bargaining.counter.meanings.same_words import Piece, SameWords, read_once
from toolkit.bargaining.counter.meanings.synonyms import in_our_words

_SENTENCE = re.compile(r"(?<=[.!?؟;؛:])\s+")
_WORDS = re.compile(r"\w+")
_ALIKE = 0.5  # how like a sentence must be for its partner to be plain from the words alone
_PAIR = 0.3  # how like two sentences must be
_INSIDE = 0.6  # how much of a sentence must stand in another to have been merged into it
_MISSED = 0.35  # and how much of it that the other has, and the one it answers to has not

_WENT, _HALF = 3, 0.5  # how many words, and which share of those gone, went over to the neighbour
_BOTH = 2


@dataclass(frozen=True)
class SentencePair:
    """Sentences of ours and those of theirs that answer to them; one side is empty where there is none."""

    ours: str
    theirs: str
    ours_pieces: tuple[Piece, ...]
    theirs_pieces: tuple[Piece, ...]
    likeness: float


@read_once
def pair_sentences(ours: str, theirs: str, same: SameWords) -> list[SentencePair]:
    """Pair the sentences of two paragraphs.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> theirs = "It is deleted at once, and it stops."
    >>> made = pair_sentences("It stops. It is deleted at once.", theirs, same_words("en"))
    >>> [(one.ours, one.theirs) for one in made]
    [('It stops. It is deleted at once.', 'It is deleted at once, and it stops.')]
    """
    mine, yours = _split(ours), _split(theirs)
    for text, parts in ((ours, mine), (theirs, yours)):
        same.sentences_of(plain(text), map(plain, parts))
    a = [Counter(one.name for one in same.pieces(plain(text))) for text in mine]
    b = [Counter(one.name for one in same.pieces(plain(text))) for text in yours]
    for place, text in enumerate(yours):
        if max((_likeness(one, b[place]) for one in a), default=1.0) < _ALIKE:  # its words may be other ways to say it
            b[place] = Counter(one.name for one in in_our_words(plain(ours), plain(text), same))
    groups = _join(a, b, _assign(a, b))
    pairs = []
    for left, right in groups:
        first, second = " ".join(mine[i] for i in left), " ".join(yours[j] for j in right)
        pieces = same.pieces(plain(first)), in_our_words(plain(first), plain(second), same)
        names = Counter(one.name for one in pieces[0]), Counter(one.name for one in pieces[1])
        pairs.append(SentencePair(first, second, *pieces, _likeness(*names)))
    return pairs


def dropped_sentences(ours: str, theirs: str) -> list[str]:
    """The sentences that are gone, where all that is left stands word for word and in its order.

    >>> dropped_sentences("It stops. Nobody listens. It is deleted.", "It stops. It is deleted.")
    ['Nobody listens.']
    >>> dropped_sentences("It stops. Nobody listens.", "It stops; everybody listens.")
    []
    """
    yours = [_WORDS.findall(plain(one)) for one in _split(theirs)]
    gone, place = [], 0
    for one in _split(ours):
        if place < len(yours) and _WORDS.findall(plain(one)) == yours[place]:
            place += 1
        else:
            gone.append(one)
    return gone if place == len(yours) else []


def _split(text: str) -> list[str]:
    return [one for one in _SENTENCE.split(text) if one.strip()]


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    both = sum(min(often, other[name]) for name, often in one.items() if name in other)
    return 2 * both / total if total else 1.0


def _assign(a: Sequence[Counter[str]], b: Sequence[Counter[str]]) -> list[tuple[list[int], list[int]]]:
    """The best pairs first; each sentence in one pair at most."""
    scored = sorted(
        ((_likeness(one, other), -abs(i - j), i, j) for i, one in enumerate(a) for j, other in enumerate(b)),
        reverse=True,
    )
    pairs: list[tuple[list[int], list[int]]] = []
    left, right = set(range(len(a))), set(range(len(b)))
    for likeness, _, i, j in scored:
        if likeness >= _PAIR and i in left and j in right:
            pairs.append(([i], [j]))
            left.discard(i)
            right.discard(j)
    return pairs + [([i], []) for i in sorted(left)] + [([], [j]) for j in sorted(right)]


def _join(
    a: Sequence[Counter[str]], b: Sequence[Counter[str]], pairs: list[tuple[list[int], list[int]]]
) -> list[tuple[list[int], list[int]]]:
    """A sentence that is alone, and stands inside one of a pair, was merged into it."""
    whole = [pair for pair in pairs if pair[0] and pair[1]]
    alone = [pair for pair in pairs if not (pair[0] and pair[1])]
    kept = []
    for left, right in alone:
        own, others, beside, side = (a[left[0]], b, a, 1) if left else (b[right[0]], a, b, 0)
        scored = []
        for place, pair in enumerate(whole):
            theirs, ours = _sum(others, pair[side]), _sum(beside, pair[1 - side])
            inside, missed = ((own & one).total() / max(own.total(), 1) for one in (theirs, theirs - ours))
            scored.append((max(inside / _INSIDE, missed / _MISSED), place))
        best, place = max(scored, default=(0.0, -1))
        if best >= 1:
            whole[place][1 - side].extend(left or right)
            whole[place][1 - side].sort()
        else:
            kept.append((left, right))
    if len(kept) == _BOTH and kept[0][0] and kept[1][1]:  # what is left over on both sides answers to each other
        whole, kept = [*whole, (kept[0][0], kept[1][1])], []
    return _crossed(a, b, sorted(whole, key=lambda pair: pair[0])) + kept


def _crossed(
    a: Sequence[Counter[str]], b: Sequence[Counter[str]], whole: list[tuple[list[int], list[int]]]
) -> list[tuple[list[int], list[int]]]:
    """Pairs made one where what one misses came into the next: a part of a sentence went over to its neighbour."""
    kept: list[tuple[list[int], list[int]]] = []
    for pair in whole:
        if kept and any(_passed(a, b, one, other) for one, other in ((kept[-1], pair), (pair, kept[-1]))):
            left, right = kept.pop()
            pair = sorted([*left, *pair[0]]), sorted([*right, *pair[1]])
        kept.append(pair)
    return kept


def _passed(
    a: Sequence[Counter[str]],
    b: Sequence[Counter[str]],
    one: tuple[list[int], list[int]],
    other: tuple[list[int], list[int]],
) -> bool:
    gone = _sum(a, one[0]) - _sum(b, one[1])
    came = _sum(b, other[1]) - _sum(a, other[0])
    return (gone & came).total() >= max(_WENT, _HALF * gone.total())


def _sum(sentences: Sequence[Counter[str]], places: Sequence[int]) -> Counter[str]:
    if len(places) == 1:
        return sentences[places[0]]
    return sum((sentences[place] for place in places), Counter[str]())
