"""Cut a text into runs that a file format can mark: words, words of the other direction, references to articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from toolkit.documents.document import Changed, Document, Reference, Table, Text
from toolkit.languages import bidi

# What XML cannot hold, and what would let a text show itself in another order than it is stored in: explicit
# embeddings and overrides (U+202A to U+202E) have no place in an agreement that people read on paper.
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")


@dataclass(frozen=True)
class Run:
    """A piece of text; `direction` only where it differs from the sentence, `article` where it points to one.

    `change` says that the words are ``gone`` or ``new`` beside another text.
    """

    text: str
    direction: str | None = None
    article: str | None = None
    change: Literal["gone", "new"] | None = None


def clean(text: str) -> str:
    """The text without characters that no file may hold, its line ends as ``\\n``.

    >>> clean("one\\r\\ntwo\\x00")
    'one\\ntwo'
    """
    return _DROPPED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def runs(text: Text, document: Document) -> Iterator[Run]:
    """The runs of a text, references with the words they show; no isolates are left."""
    for piece in (text,) if isinstance(text, str) else text:
        if isinstance(piece, Reference):
            yield Run(clean(document.label_of(piece.article)), article=piece.article)
        else:
            change = piece.change if isinstance(piece, Changed) else None
            for part, direction in bidi.pieces(clean(piece.text if isinstance(piece, Changed) else piece)):
                words = _ISOLATES.sub("", part)
                if words:
                    yield Run(words, direction, change=change)


def plain(text: Text, document: Document) -> str:
    """The bare words of a text."""
    return "".join(run.text for run in runs(text, document))


_LINE = 100  # letters that stand beside one another on a page
_BY_HAND = 40
_SHORT, _LOST = 20, 4


def shares(table: Table, document: Document) -> list[float]:
    """How much of the width each column deserves, by its longest text, so that no column is squeezed or idle.

    Returns
    -------
    list of float
        One share a column, in sum 1.
    """
    if table.with_words:
        return _shares_of_prose(table, document)
    heads = [_least(plain(cell, document)) for cell in table.filled(table.header)]
    rows = [[_width(plain(cell, document)) for cell in table.filled(row)] for row in table.rows]
    longest = [max(column) for column in zip(heads, *rows, strict=True)]
    # Where letters are small a long name may run over two lines; a number must not.
    least, most = (10, 26 if table.columns > 7 else 40) if table.bands else (7, 40)
    weights = [min(max(length, least), most) for length in longest]
    return [weight / sum(weights) for weight in weights]


def _shares_of_prose(table: Table, document: Document) -> list[float]:
    """Widths with which the rows of a table of sentences are lowest: each letter goes to the column that gains most."""
    lines = [table.filled(table.header), *map(table.filled, table.rows)]
    cells = [[plain(cell, document) for cell in line] for line in lines]
    columns = list(zip(*cells, strict=True))
    # A date or a clock stays on one line.
    short = [
        max([length for text in column[1:] if (length := _longest_line(text)) <= _SHORT] or [0]) for column in columns
    ]
    widths = [max(_longest_word(" ".join(column)), one, _LOST) + 4 for column, one in zip(columns, short, strict=True)]
    lengths = [[_letters(text) for text in line] for line in cells]
    for _ in range(_LINE - sum(widths)):
        # A line ends where a word does not fit any more: a narrow column loses more by it than a wide one.
        heights = [[length / (width - _LOST) for length, width in zip(line, widths, strict=True)] for line in lengths]
        gains = [0.0] * len(widths)
        for line, row in zip(lengths, heights, strict=True):
            place = row.index(max(row))
            gains[place] += row[place] - line[place] / (widths[place] - _LOST + 1)
        widths[gains.index(max(gains))] += 1
    return [width / sum(widths) for width in widths]


def _letters(text: str) -> int:
    """How many letters there are to set; where somebody is to write by hand, a line of them."""
    if text and not text.strip():
        return _BY_HAND
    return sum(max(len(line), _LINE // 3) for line in text.split("\n")[:-1]) + _wide(text.split("\n")[-1])


def _longest_line(text: str) -> int:
    return max(map(_wide, text.split("\n")))


def _wide(text: str) -> int:
    """Letters of a text; three dots in one sign are wider than a letter."""
    return len(text) + 7 * text.count("…") // 10


def _width(text: str) -> int:
    """How wide a cell would like to be; between columns that are all narrow, a word is not cut."""
    return max(len(text) + 2, _longest_word(text) + 4)


def _least(head: str) -> int:
    """How wide a head must be at the least: it may run over two lines, but a word is not cut."""
    return max(len(head) // 2, _longest_word(head) + 4)


def _longest_word(text: str) -> int:
    return max(map(_wide, text.split()), default=0)
