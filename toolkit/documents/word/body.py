"""The body of a Word file: each part of a document as Word's own elements.

Loaded only when a file is written, since it brings the Word library with it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from toolkit.documents import labels
from toolkit.documents.document import (
    AFTER_ARTICLES,
    Article,
    Band,
    Bullets,
    Document,
    Facts,
    Heading,
    Numbered,
    Paragraph,
    Part,
    Picture,
    Signatures,
    Table,
    Text,
    bookmark_of,
    twin_of,
)
from toolkit.documents.runs import Run, clean, plain, runs, shares
from toolkit.documents.word.styles import beside
from toolkit.languages import bidi

WIDTH = 9638  # twentieths of a point between the margins of an A4 page: 17 cm
_WIDTH_CM = 17.0
_SHORT_TABLE, _FEW_ROWS = 600, 11  # a table that takes less than half a page is not cut
_BESIDE_FROM = 100_000  # numbers of bookmarks must not meet in one file

Element = Any  # what the Word library builds on has no types of its own


def w(tag: str, *children: Element, **attributes: object) -> Element:
    """An element of Word's vocabulary with its attributes and children."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    for child in children:
        element.append(child)
    return element


def _keep_with_next(paragraph: Element) -> None:
    """A line that opens a list must not stand alone at the foot of a page."""
    next(paragraph.iter(qn("w:pStyle"))).addnext(w("keepNext"))


def field(instruction: str, shown: list[Element]) -> list[Element]:
    """A live field with the words it shows until Word counts again."""
    code = w("instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", code),
        w("r", w("fldChar", fldCharType="separate")),
        *shown,
        w("r", w("fldChar", fldCharType="end")),
    ]


_PARAGRAPHS = {
    "body": ("Normal", ""),
    "lead": ("Lead", ""),
    "note": ("Note", labels.NOTE),
    "warning": ("Warning", labels.WARNING),
}


class Body:
    """Turns the parts of one document into elements; keeps count of bookmarks.

    Of two languages side by side the second has ``beside`` set: its styles, lists and bookmarks are its own.
    """

    def __init__(self, document: Document, word: WordDocument, *, beside: bool = False) -> None:
        self.document = document
        self.word = word
        self.rtl = document.language.direction == "rtl"
        self._beside = beside
        self._bookmarks = _BESIDE_FROM if beside else 0

    def elements(self) -> Iterator[Element]:
        """Everything between the first line and the last."""
        if self.document.mark:
            yield self.paragraph("Mark", self.document.mark)
        yield self.paragraph("Title", self.document.title)
        inside = False
        following = (*self.document.blocks[1:], None)
        for part, after in zip(self.document.blocks, following, strict=False):
            elements = list(self.part(part))
            followed: tuple[type, ...] = (Bullets, Table, Article)
            if isinstance(part, Paragraph) and part.kind == "lead":
                followed = (*followed, Heading)
            if isinstance(part, Paragraph) and (part.leads or isinstance(after, followed)):
                _keep_with_next(elements[-1])
            if inside and elements and not isinstance(part, Article):
                self.end_articles(elements[0])
            inside = isinstance(part, Article) or (inside and not elements)
            yield from elements

    def paragraph(self, style: str, text: Text, *, label: str = "") -> Element:
        """A paragraph in a style, perhaps opened by a bold label."""
        return self._paragraph(style, [*self._label(label), *self._runs(text)])

    def _paragraph(self, style: str, content: list[Element]) -> Element:
        name = beside(style) if self._beside else style
        return w("p", w("pPr", w("pStyle", val=name)), *content)

    def bookmark(self, article: str) -> str:
        """The bookmark that marks an article in this document."""
        return bookmark_of(twin_of(article) if self._beside else article)

    def part(self, part: Part) -> Iterator[Element]:
        """A part as elements of the body."""
        say = self.document.language.say
        match part:
            case Heading():
                heading = self.paragraph(f"Heading{min(max(part.level, 1), 5)}", part.text)
                if part.new_page:
                    next(heading.iter(qn("w:pStyle"))).addnext(w("pageBreakBefore"))
                yield heading
            case Paragraph():
                style, label = _PARAGRAPHS[part.kind]
                yield self.paragraph(style, part.text, label=say(label) if label else "")
            case Bullets():
                yield from (self.paragraph("ListBullet", item) for item in part.items)
            case Facts():
                yield from self._facts(part)
            case Table():
                yield from self._table(part)
            case Article():
                yield self.article_title(part)
                for paragraph in part.paragraphs:
                    yield from self.numbered(paragraph)
            case Signatures():
                yield from self._signatures(part)
            case Picture():
                yield self._picture(part)

    def article_title(self, article: Article) -> Element:
        """The heading of an article, marked for references."""
        return self._paragraph("Article", self._bookmarked(self.bookmark(article.id), list(self._runs(article.title))))

    def numbered(self, paragraph: Numbered) -> Iterator[Element]:
        """A numbered paragraph of an article with its points."""
        element = self.paragraph("ArticleParagraph", paragraph.text)
        if paragraph.points:
            _keep_with_next(element)
        yield element
        for point in paragraph.points:
            yield self.paragraph("ArticlePoint", point)

    def end_articles(self, element: Element) -> None:
        """Tell the reader that what begins here does not belong to the last article (signatures, annexes)."""
        first = next(element.iter(qn("w:pPr")))
        for mark in reversed(self._bookmarked(f"{AFTER_ARTICLES}{self._bookmarks}", [])):
            first.addnext(mark)

    def _bookmarked(self, name: str, content: list[Element]) -> list[Element]:
        self._bookmarks += 1
        start = w("bookmarkStart", id=self._bookmarks, name=name)
        return [start, *content, w("bookmarkEnd", id=self._bookmarks)]

    # --- runs ----------------------------------------------------------------------------------------------------

    def _runs(self, text: Text) -> Iterator[Element]:
        for run in runs(text, self.document):
            if run.article is None:
                yield self._run(run)
            else:
                # \r: the number of the paragraph at that bookmark, \h: a click leads there.
                yield from field(f"REF {self.bookmark(run.article)} \\r \\h", [self._run(run)])

    def _label(self, label: str) -> list[Element]:
        return [self._run(Run(f"{clean(label)} "), bold=True)] if label else []

    def _run(self, run: Run, *, bold: bool = False) -> Element:
        properties = w("rPr", *([w("b"), w("bCs")] if bold else []))
        if run.change is not None:
            properties.extend([w("strike")] if run.change == "gone" else [w("u", val="single")])
        turned = run.direction is not None and (run.direction == "rtl") != self.rtl
        if turned:
            properties.append(w("rtl", val="0") if self.rtl else w("rtl"))
        element = w("r", properties) if len(properties) else w("r")
        for number, line in enumerate((bidi.hold(run.text) if turned else run.text).split("\n")):
            if number:
                element.append(w("br"))
            for place, words in enumerate(line.split("\t")):
                if place:
                    element.append(w("tab"))
                if words:
                    text = w("t")
                    text.text = words
                    text.set(qn("xml:space"), "preserve")
                    element.append(text)
        return element

    # --- tables --------------------------------------------------------------------------------------------------

    def _facts(self, facts: Facts) -> Iterator[Element]:
        widths = [round(WIDTH * 0.3), WIDTH - round(WIDTH * 0.3)]
        rows = [
            self.row([self.paragraph("FactsLabel", label), self.paragraph("FactsText", value)], widths)
            for label, value in facts.rows
        ]
        if rows:
            yield from self.grid(rows, widths, "TablePlain")

    def _table(self, table: Table) -> Iterator[Element]:
        if table.caption:
            yield self.paragraph("Caption", table.caption)
        if not table.columns:
            return
        widths = [round(WIDTH * share) for share in shares(table, self.document)]
        rows = []
        if table.header:
            cells = [
                self.paragraph("TableHeadSmall" if table.bands else "TableHead", cell)
                for cell in table.filled(table.header)
            ]
            rows.append(self.row(cells, widths, head=True))
        style = "TableSmall" if table.bands else "TableText"
        for line in table.lines:
            if isinstance(line, Band):
                rows.append(self._across(line, widths))
            else:
                rows.append(self.row([self.paragraph(style, cell) for cell in line], widths))
        letters = sum(len(plain(cell, self.document)) for line in table.rows for cell in line)
        if letters < _SHORT_TABLE and len(rows) <= _FEW_ROWS:  # on one page, as in the PDF
            for one in (paragraph for row in rows[:-1] for paragraph in row.iter(qn("w:p"))):
                _keep_with_next(one)
        yield from self.grid(rows, widths, "TableGrid", close=bool(table.bands))

    def _across(self, band: Band, widths: list[int]) -> Element:
        """A line across all columns, on one page with what it is about."""
        said = self.paragraph("TableBand", band.text)
        _keep_with_next(said)
        look = w("tcPr", w("tcW", w=sum(widths), type="dxa"), w("gridSpan", val=len(widths)))
        look.append(w("shd", val="clear", color="auto", fill="F3F5F7"))
        return w("tr", w("trPr", w("cantSplit")), w("tc", look, said))

    def _signatures(self, signatures: Signatures) -> Iterator[Element]:
        gap = 680
        widths = [(WIDTH - gap) // 2, gap, (WIDTH - gap) // 2]
        for first in range(0, len(signatures.parties), 2):
            pair: tuple[Text, ...] = (*signatures.parties[first : first + 2], "")[:2]

            def row(style: str, texts: tuple[Text, ...], *, line: bool = False) -> Element:
                cells = [self.paragraph(style, text) for text in (texts[0], "", texts[1])]
                drawn = (True, False, bool(pair[1])) if line else ()  # noqa: B023 - used within this round only
                return self.row(cells, widths, height=800 if line else 0, under=drawn)

            rows = [row("Party", pair)]
            for words in signatures.labels(self.document.language):
                rows.append(row("SignatureLabel", ("", ""), line=True))
                rows.append(row("SignatureLabel", (words, words if pair[1] else "")))
            yield self._paragraph("Spacer", [])
            yield from self.grid(rows, widths, "TablePlain")

    def grid(self, rows: list[Element], widths: list[int], style: str, *, close: bool = False) -> Iterator[Element]:
        """Rows as a table in the direction of the language; `close` leaves little room beside the words of a cell."""
        properties = w("tblPr", w("tblStyle", val=style))
        if self.rtl:
            properties.append(w("bidiVisual"))
        properties.append(w("tblW", w=sum(widths), type="dxa"))
        properties.append(w("tblLayout", type="fixed"))
        if close:
            sides = (w(side, w=45, type="dxa") for side in ("left", "right"))
            properties.append(w("tblCellMar", *sides))
        yield w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)), *rows)
        yield self._paragraph("Spacer", [])  # Word joins two tables that touch

    def row(
        self,
        cells: list[Element | list[Element]],
        widths: list[int],
        *,
        head: bool = False,
        height: int = 0,
        under: tuple[bool, ...] = (),
        whole: bool = True,
    ) -> Element:
        """Cells, each with one or more paragraphs, as a row; a whole one is never cut by the end of a page."""
        properties = w("trPr", *([w("cantSplit")] if whole else []))
        if height:
            properties.append(w("trHeight", val=height, hRule="atLeast"))
        if head:
            properties.append(w("tblHeader"))
        row = w("tr", properties) if len(properties) else w("tr")
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
            look = w("tcPr", w("tcW", w=width, type="dxa"))
            if under and under[place]:
                look.append(w("tcBorders", w("bottom", val="single", sz=6, space=0, color="1B1F24")))
            if head:
                look.append(w("shd", val="clear", color="auto", fill="F3F5F7"))
            row.append(w("tc", look, *(cell if isinstance(cell, list) else [cell])))
        return row

    def _picture(self, picture: Picture) -> Element:
        width = min(picture.width_cm, _WIDTH_CM)
        inline: Element = self.word.part.new_pic_inline(io.BytesIO(picture.png), width=Cm(width), height=None)
        inline.docPr.set("descr", plain(picture.alternative, self.document))
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")
        return self._paragraph("Normal", [w("r", w("drawing", inline))])
