"""Two texts side by side with what differs marked: in ours the words that went, in theirs the words that came."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from toolkit.bargaining.counter.lexicon import plain
from toolkit.documents import Changed, Text
from toolkit.documents.word.redline import differences

Mark = Literal["same", "gone", "new"]
Marked = tuple[tuple[Mark, str], ...]
_SHORT = 3  # letters of words alone that do not keep two changes apart: "of", "the"


def mark_words(ours: str, theirs: str) -> tuple[Marked, Marked]:
    """Both texts in pieces: what stands in both, what is gone from ours, what is new in theirs.

    Other capitals or shapes of letters alone are no difference. Where one text is empty, nothing is marked.

    >>> mark_words("within 30 days", "within 60 days")[1]
    (('same', 'within '), ('new', '60 '), ('same', 'days'))
    """
    if not ours or not theirs:
        return _unmarked(ours), _unmarked(theirs)
    first: list[tuple[Mark, str]] = []
    second: list[tuple[Mark, str]] = []
    for kind, words, others in _pieces(ours, theirs):
        if kind == "same" or plain(words).strip() == plain(others).strip():
            first.append(("same", words))
            second.append(("same", others))
        else:
            first.append(("gone", words))
            second.append(("new", others))
    return _joined(first), _joined(second)


def _unmarked(text: str) -> Marked:
    return (("same", text),) if text else ()


def _pieces(ours: str, theirs: str) -> Iterable[tuple[str, str, str]]:
    """Spans of both texts that answer to each other; a short word between two changes goes with them."""
    spans: list[tuple[str, str, str]] = []
    gone = new = ""
    found = differences(ours, theirs)
    for place, (kind, words) in enumerate(found):
        if kind == "del":
            gone += words
        elif kind == "ins":
            new += words
        elif (gone or new) and place + 1 < len(found) and len(words.strip()) <= _SHORT and _says_word(words):
            gone, new = gone + words, new + words
        else:
            if gone or new:
                spans.append(("other", gone, new))
                gone = new = ""
            spans.append(("same", words, words))
    return [*spans, ("other", gone, new)] if gone or new else spans


def _says_word(words: str) -> bool:
    return any(letter.isalpha() for letter in words)


def _joined(pieces: Iterable[tuple[Mark, str]]) -> Marked:
    made: list[tuple[Mark, str]] = []
    for mark, words in pieces:
        if made and made[-1][0] == mark:
            made[-1] = (mark, made[-1][1] + words)
        elif words:
            made.append((mark, words))
    return tuple(made)


def marked_text(pieces: Marked) -> Text:
    """The pieces as a line of a paper."""
    line: list[str | Changed] = []
    for mark, words in pieces:
        bare = words.rstrip()
        line += [words] if mark == "same" else [Changed(bare, mark), words[len(bare) :]]
    return tuple(piece for piece in line if piece) or "–"
