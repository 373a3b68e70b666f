"""Words that stand in the other text in another form: "to meet" and "a meeting", "access to" and "to access"."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.bargaining.counter.lexicon import Found
from toolkit.bargaining.counter.meanings.same_words import NOT, Piece, SameWords

_SOMEBODY = {
    "en": ("person", "every"),
    "ar": ("شخص*", "كل"),
    "fr": ("personne", "chaque"),
    "es": ("persona", "toda"),
    "pt": ("pessoa", "toda"),
}
_STEM, _SHARE = 4, 0.6  # how much of a word must begin alike for it to be the same in another form
_ROOT = 3  # letters of an Arabic root
_SOFT = str.maketrans("", "", "اويهئؤءمتن")


def in_another_form(hits: Sequence[Found], ours: str, new: Sequence[Piece], theirs: str, same: SameWords) -> bool:
    """Whether the words that a signal misses are among the new ones in another form: "access to", "to access"."""
    others = [theirs[one.start : one.end] for one in new if one.name != NOT]
    hits = [one for one in hits if not same.spans("negation", ours[one.start : one.end])]  # "no effect" is no effect
    least = _ROOT if same.words.language == "ar" else _STEM
    words = [[word for word in ours[one.start : one.end].split() if len(word) > least] for one in hits]
    return any(one and all(any(one_stem(word, other, same) for other in others) for word in one) for one in words)


def without_other_forms(
    gone: Sequence[Piece], new: Sequence[Piece], ours: str, theirs: str, same: SameWords
) -> tuple[list[Piece], list[Piece]]:
    """What is gone and what is new, without words that are there in another form: "to meet" and "a meeting".

    This excuses a doubt; it never makes a reading certain.

    >>> from toolkit.bargaining.counter.lexicon import plain
    >>> from toolkit.bargaining.counter.meanings.same_words import left_over, same_words
    >>> es = same_words("es")
    >>> mine, yours = "se reunen las partes", "celebran una reunion las partes"
    >>> gone, new = without_other_forms(*left_over(es.pieces(mine), es.pieces(yours)), mine, yours, es)
    >>> (gone, [yours[one.start : one.end] for one in new])
    ([], [])
    """
    light = {theirs[start:end] for start, end in same.spans("light", theirs)}
    light |= {ours[start:end] for start, end in same.spans("light", ours)}
    left = [one for one in gone if ours[one.start : one.end] not in light and not _in(one, "light", ours, same)]
    right = [one for one in new if theirs[one.start : one.end] not in light and not _in(one, "light", theirs, same)]
    left, right = _without_whoever(left, ours, theirs, same), _without_whoever(right, theirs, ours, same)
    for one in list(left):
        word = ours[one.start : one.end]
        other = next((each for each in right if one_stem(word, theirs[each.start : each.end], same)), None)
        if other is not None and one.name[0] not in "@#" and NOT not in (one.name, other.name):
            left.remove(one)
            right.remove(other)
    return left, right


def _without_whoever(words: Sequence[Piece], text: str, other: str, same: SameWords) -> list[Piece]:
    """Without "every person" where the other text says "whoever" instead."""
    if not words:
        return []
    many = same.has("whoever", other) - same.has("whoever", text)
    person, every = (same.group(_SOMEBODY[same.words.language][place]) for place in (0, 1))
    kept = list(words)
    for group in (person, every):
        spare = [one for one in kept if one.name in group][: max(many, 0)]
        kept = [one for one in kept if one not in spare]
    return [one for one in kept if not _in(one, "whoever", text, same)]


def _in(piece: Piece, key: str, text: str, same: SameWords) -> bool:
    return any(start <= piece.start < end for start, end in same.spans(key, text))


def unexplained(pieces: Sequence[Piece], others: Sequence[Piece]) -> list[Piece]:
    """What the other text does not say at all: what is said once where it was said twice is no loss."""
    names = {one.name for one in others}
    return [one for one in pieces if one.name not in names or one.name[0] in "@#" or one.name == NOT]


def one_stem(one: str, other: str, same: SameWords) -> bool:
    """Whether two words begin alike, or in Arabic have one root."""
    if same.words.language == "ar":
        return len(_root(one)) >= _ROOT - 1 and _root(one) == _root(other) and min(len(one), len(other)) >= _ROOT
    shorter = min(len(one), len(other))
    both = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    return both >= _STEM and both >= _SHARE * shorter


def _root(word: str) -> str:
    """What is left of an Arabic word without the letters by which forms are made."""
    bare = word.removeprefix("ال")
    return bare.translate(_SOFT)
