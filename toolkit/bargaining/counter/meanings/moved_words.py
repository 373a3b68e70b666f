"""A sentence of which a part was moved into another one: split off, or put into its neighbour, where it still holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from toolkit.bargaining.counter.lexicon import plain
from toolkit.bargaining.counter.meanings.same_words import SameWords
from toolkit.bargaining.counter.meanings.sentence_pairs import SentencePair, pair_sentences
from toolkit.bargaining.counter.meanings.synonyms import in_our_words

# What takes something back wherever it stands.
_TAKES = (
    "exception",
    "released",
    "soft",
    "feasible",
    "should",
    "discretion",
    "only",
    "narrow",
    "partial",
    "secret",
    "none",
)
_SPLIT = 0.4  # how much of a sentence must come from the one that it was split off
_OWN = 0.5  # how many of its words must be its own for a sentence to give something further
_WENT = 3  # words that must have gone from one sentence to another for a part of it to have moved


def with_moved_words(pair: SentencePair, pairs: Sequence[SentencePair], same: SameWords) -> SentencePair | None:
    """A pair together with the sentences into which a part of ours was moved; nothing where none was.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> from toolkit.bargaining.counter.meanings.sentence_pairs import pair_sentences
    >>> en = same_words("en")
    >>> mine = "Within 9 days of June the Employer gives the Union a plan of red lamps.", "Before that it tests one."
    >>> yours = "The Employer draws a plan of red lamps.", "It tests one, and the Union gets it in 9 days of June."
    >>> first, second = (pair_sentences(one, other, en)[0] for one, other in zip(mine, yours, strict=True))
    >>> "Union" in first.theirs, "Union" in with_moved_words(first, [first, second], en).theirs
    (False, True)
    >>> with_moved_words(first, [first], en)
    """
    mine = {one.name for one in pair.ours_pieces}
    went = mine - {one.name for one in pair.theirs_pieces}
    others = [other for other in pairs if other is not pair and other.theirs_pieces and _received(other, mine, went)]
    if not others:
        return None
    ours = " ".join(one.ours for one in (pair, *others) if one.ours)
    theirs = " ".join(one.theirs for one in (pair, *others))
    pieces = same.pieces(plain(ours)), in_our_words(plain(ours), plain(theirs), same)
    had, has = (Counter(one.name for one in some) for some in pieces)
    likeness = 2 * (had & has).total() / max(had.total() + has.total(), 1)
    return SentencePair(ours, theirs, *pieces, likeness)


def _received(other: SentencePair, mine: set[str], went: set[str]) -> bool:
    names = {one.name for one in other.theirs_pieces}
    if not other.ours:
        return len(mine & names) >= _SPLIT * len(names)
    return len(went & (names - {one.name for one in other.ours_pieces})) >= _WENT


def without_gifts(ours: str, theirs: str, same: SameWords) -> str:
    """Theirs without sentences that only give something further; nothing where a sentence of ours is not answered.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> en = same_words("en")
    >>> mine = "The Employer hands the Union the figures every year."
    >>> without_gifts(mine, mine + " Both meet to talk about them if the Union so asks.", en) == mine
    True
    >>> without_gifts(mine, mine + " It hands over the figures only if the Union so asks.", en)
    ''
    """
    pairs = pair_sentences(ours, theirs, same)
    if not all(one.theirs for one in pairs):
        return ""
    mine = {one.name for one in same.pieces(plain(ours))}
    gifts = [
        one
        for one in pairs
        if not one.ours and sum(each.name not in mine for each in one.theirs_pieces) >= _OWN * len(one.theirs_pieces)
    ]
    gifts = [one for one in gifts if not any(each.list in _TAKES for each in same.phrases(plain(one.theirs)))]
    return " ".join(one.theirs for one in pairs if one not in gifts) if gifts else ""
