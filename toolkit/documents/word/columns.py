"""Two languages side by side in a Word file: a table with a row a paragraph.

Each column is counted by a list of its own and refers to its own articles, so that a row which is taken out goes from
both languages at once and the numbers close up. Loaded only when a file is written, as `word_body` is.
"""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document as WordDocument

from toolkit.documents.document import (
    Article,
    Bilingual,
    Facts,
    Numbered,
    Part,
    Picture,
    Signatures,
    Table,
    signed_in_both,
)
from toolkit.documents.runs import plain
from toolkit.documents.word.body import WIDTH, Body, Element

Cells = list[Element]


class Columns:
    """Turns a pair of documents into elements."""

    def __init__(self, pair: Bilingual, word: WordDocument) -> None:
        self.pair = pair
        self.first = Body(pair.first, word)
        self.second = Body(pair.second, word, beside=True)
        self._inside = False

    def elements(self) -> Iterator[Element]:
        """Everything between the first line and the last: tables of two columns, and what needs the whole width."""
        for body in (self.first, self.second):
            if body.document.mark:
                yield body.paragraph("Mark", body.document.mark)
        rows = [self._row([body.paragraph("Title", body.document.title)] for body in (self.first, self.second))]
        for one, other in self.pair.pairs:
            if isinstance(one, (Table, Signatures, Picture)):
                yield from self._closed(rows)
                rows = []
                yield from self._whole(one, other)
            else:
                rows += [self._row(cells) for cells in self._cells(one, other)]
        yield from self._closed(rows)

    def _closed(self, rows: list[Element]) -> Iterator[Element]:
        if rows:
            half = WIDTH // 2
            yield from self.first.grid(rows, [half, WIDTH - half], "TableColumns")

    def _row(self, cells: Iterator[Cells] | tuple[Cells, Cells]) -> Element:
        half = WIDTH // 2
        return self.first.row(list(cells), [half, WIDTH - half], whole=False)

    def _cells(self, one: Part, other: Part) -> Iterator[tuple[Cells, Cells]]:
        """The rows of a part: an article has one for its heading, and one for each paragraph and point."""
        if isinstance(one, Article) and isinstance(other, Article):
            self._inside = True
            yield [self.first.article_title(one)], [self.second.article_title(other)]
            for left, right in zip(one.paragraphs, other.paragraphs, strict=True):
                yield from self._numbered(left, right)
            return
        sides = [self._running(body, part) for body, part in ((self.first, one), (self.second, other))]
        if self._inside and sides[0]:
            self.first.end_articles(sides[0][0])
            self._inside = False
        if sides[0]:
            yield sides[0], sides[1]

    def _numbered(self, one: Numbered, other: Numbered) -> Iterator[tuple[Cells, Cells]]:
        left, right = list(self.first.numbered(one)), list(self.second.numbered(other))
        for element, twin in zip(left, right, strict=True):
            yield [element], [twin]

    def _running(self, body: Body, part: Part) -> Cells:
        if isinstance(part, Facts):  # a table in a cell would be too narrow to read
            return [body.paragraph("FactsText", value, label=plain(label, body.document)) for label, value in part.rows]
        return list(body.part(part))

    def _whole(self, one: Part, other: Part) -> Iterator[Element]:
        """What needs the whole width: both languages one below the other, or in one block to sign."""
        if isinstance(one, Signatures) and isinstance(other, Signatures):
            elements = list(self.first.part(signed_in_both(one, other, self.pair)))
        elif isinstance(one, Picture):
            elements = list(self.first.part(one))
        else:
            elements = [*self.first.part(one), *self.second.part(other)]
        if self._inside and elements:
            self.first.end_articles(elements[0])
            self._inside = False
        yield from elements
