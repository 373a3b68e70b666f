"""Words that say something of their own, and for which no rule and no list has another way in the other text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from toolkit.bargaining.counter.lexicon import plain
from toolkit.bargaining.counter.meanings.excerpts import without_numbers
from toolkit.bargaining.counter.meanings.other_forms import unexplained, without_other_forms
from toolkit.bargaining.counter.meanings.same_words import NOT, Piece, SameWords, left_over
from toolkit.bargaining.counter.meanings.sentence_pairs import SentencePair
from toolkit.bargaining.counter.wordings.said_of import ways_out_gone

_WORDS = re.compile(r"\w+")
# How many words must have come where nothing, or hardly anything, went.
_PUT_IN = ((3, 0), (4, 2))
# How many words must have been exchanged on both sides, by the share of the sentence that stayed word for word: where
# all of it was written anew, a list of other ways to say it misses more of them.
_EXCHANGED = ((8, 0.0), (6, 0.5), (5, 0.6))


def says_something_else(pairs: Iterable[SentencePair], ours: str, theirs: str, same: SameWords) -> bool:
    """Whether so many words were exchanged for others, or came, that a paragraph most likely says something else.

    Small words are left out, since rules of their own read them, and so are words for which the other text has
    another form or another way. ``pairs`` are those of its sentences that no rule understands.

    >>> from toolkit.bargaining.counter.meanings.same_words import same_words
    >>> from toolkit.bargaining.counter.meanings.sentence_pairs import pair_sentences
    >>> en, mine = same_words("en"), "The lamp is named by the village school."
    >>> for yours in ("The lamp is retained by the chief accountant.", "It is by the village school that it is named."):
    ...     says_something_else(pair_sentences(mine, yours, en), mine, yours, en)
    True
    False
    """
    mine, yours = ({one.name for one in same.pieces(plain(text))} for text in (ours, theirs))
    for pair in pairs:
        gone, new = content_left(pair, same)
        gone = [one for one in gone if one.name not in yours]
        new = [one for one in new if one.name not in mine]
        exchanged = len(gone) + len(new) if gone and new else 0
        if any(exchanged >= least and _stayed(pair) >= share for least, share in _EXCHANGED):
            return True
        if any(len(new) >= least and len(gone) <= most for least, most in _PUT_IN):
            return True
    return False


def _stayed(pair: SentencePair) -> float:
    """Which share of the shorter sentence stands in the other in the same order."""
    mine, yours = (_WORDS.findall(plain(text)) for text in (pair.ours, pair.theirs))
    blocks = SequenceMatcher(None, mine, yours, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(min(len(mine), len(yours)), 1)


def content_left(pair: SentencePair, same: SameWords) -> tuple[list[Piece], list[Piece]]:
    """What is gone and what is new, without small words and without what stands there in another form."""
    gone, new = left_over(pair.ours_pieces, pair.theirs_pieces)
    ours, theirs = plain(pair.ours), plain(pair.theirs)
    gone, new = without_other_forms(without_numbers(gone), without_numbers(new), ours, theirs, same)
    gone, new = unexplained(gone, pair.theirs_pieces), unexplained(new, pair.ours_pieces)
    out = ways_out_gone(ours, theirs, same)  # an exception of the employer's that went takes nothing
    gone = [one for one in gone if not any(start <= one.start < end for start, end in out)]
    return _weighty(gone, ours, same), _weighty(new, theirs, same)


def _weighty(pieces: Sequence[Piece], text: str, same: SameWords) -> list[Piece]:
    small, spans = same.small, same.spans("small", text)
    return [
        one
        for one in pieces
        if one.name != NOT and one.name not in small and not any(start <= one.start < end for start, end in spans)
    ]
