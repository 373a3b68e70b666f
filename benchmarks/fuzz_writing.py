"""What we write from any words parses, shows those words, and holds no live field, link, script or code of theirs."""

from __future__ import annotations

import html.parser
import io
import re
import zipfile
from datetime import date
from functools import cache
from random import Random
from typing import Any
from zlib import crc32

import icalendar
import lxml.etree
import openpyxl
from fuzz_inputs import WORD_SEEDS, changed_words, words_of
from markdown_it import MarkdownIt

from toolkit.app.kit.pieces import feedback, fold, paragraph
from toolkit.bargaining import Agreement, library
from toolkit.bargaining.agreements.calendar_file import calendar_of
from toolkit.charts.bars import Bar, draw_bars
from toolkit.charts.people import PeoplePanel, PeoplePicture, draw_people
from toolkit.charts.rounds import RoundsLine, RoundsPicture, draw_rounds
from toolkit.documents import (
    Article,
    Bullets,
    Document,
    Facts,
    Heading,
    Numbered,
    Paragraph,
    Reference,
    Signatures,
    Table,
    read_docx,
    write_docx,
    write_html,
    write_markdown,
    write_pdf,
    write_text,
    write_xlsx,
)
from toolkit.documents.runs import clean
from toolkit.documents.word.read import read_word
from toolkit.documents.word.redline import Redlined, write_redline_docx
from toolkit.languages import Language

_UNSEEN = re.compile("[\u2066-\u2069\u200e\u200f\u061c]")
_REORDERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e]")
_OWN_FIELDS = re.compile(r"\s*(PAGE|NUMPAGES|(REF|PAGEREF)\s+_Ref\d+(\s+\\[a-z]+)*)\s*(\\\*\s*MERGEFORMAT)?\s*")
_CODES = ("en", "ar", "fr")


def shown(text: str) -> str:
    """What is left to see of a text: no marks that reorder, spaces as one."""
    return " ".join(_UNSEEN.sub("", clean(text)).split())


def document_of(data: bytes) -> tuple[Document, list[str]]:
    """A document with every kind of part, made of the texts of an input, and those texts."""
    given = words_of(data)
    random = Random(crc32(data))

    def some() -> str:
        return random.choice(given)

    parts = (
        lambda: Heading(some(), random.randint(1, 6)),
        lambda: Paragraph(some(), random.choice(("body", "note", "warning", "lead"))),
        lambda: Bullets((some(), some())),
        lambda: Facts(((some(), some()), (some(), some()))),
        lambda: Table((some(), some()), ((some(), some()), (some(),)), some()),
        lambda: Signatures((some(), some())),
        lambda: Paragraph((some(), Reference("one"), some())),
    )
    blocks = [random.choice(parts)() for _ in range(random.randint(1, 6))]
    blocks.insert(
        random.randrange(len(blocks) + 1),
        Article("one", some(), (Numbered(some(), (some(), some())), Numbered((some(), Reference("one"))))),
    )
    title = some()
    document = Document(
        title,
        Language(random.choice(_CODES)),
        tuple(blocks),
        mark=random.choice(("", some())),
        author=random.choice(given),
    )
    return document, [text for text in dict.fromkeys(map(shown, _texts(document))) if text]


def _texts(document: Document) -> list[str]:
    return [
        piece
        for text in document.texts()
        for piece in ((text,) if isinstance(text, str) else text)
        if isinstance(piece, str)
    ]


def _holds(page: str, texts: list[str]) -> None:
    seen = shown(page)
    for text in texts:
        assert text in seen, f"not shown: {text!r}"


# --- HTML ------------------------------------------------------------------------------------------------------------


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TAGS = _set(
    """
    html head meta title style body main section h1 h2 h3 h4 h5 h6 p span div dl dt dd ol ul li bdi strong
    br table caption thead tbody tr th td a figure figcaption details summary svg g path circle line rect
    text title small
    """
)
_ATTRIBUTES = _set(
    """
    lang dir charset http-equiv content name id class scope tabindex href role aria-label aria-hidden style
    viewbox width height fill fill-opacity stroke stroke-width stroke-dasharray focusable d cx cy r x y x1
    y1 x2 y2 transform font-size text-anchor points dominant-baseline stroke-opacity stroke-linejoin
    stroke-linecap font-family direction opacity
    """
)


class _Reader(html.parser.HTMLParser):
    """Gathers what stands on a page and stumbles over what may not."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.inside: list[str] = []
        self.styles = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _TAGS, tag
        self.styles += tag == "style"
        for name, value in attrs:
            assert name in _ATTRIBUTES, (tag, name)
            assert name != "href" or re.fullmatch(r"#_Ref\d+", value or ""), value
            if name in ("aria-label", "content"):
                assert not _REORDERING.search(value or ""), value
            if name == "style":
                assert re.fullmatch(r"[a-z-]+:[\d.]+(%|rem|cm)", value or ""), value
        if tag not in ("br", "meta"):
            self.inside.append(tag)
        if tag in ("p", "li", "td", "th", "dt", "dd", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6"):
            self.said.append(" ")

    def handle_endtag(self, tag: str) -> None:
        assert self.inside, f"</{tag}> closes nothing"
        assert self.inside.pop() == tag, tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if "style" not in self.inside:
            self.said.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")


def _read_page(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.inside == [], reader.inside
    assert not _REORDERING.search(page.replace("\n", ""))
    return reader


def web_page(data: bytes) -> str:
    """A document as a web page."""
    document, texts = document_of(data)
    page = write_html(document)
    reader = _read_page(page)
    assert reader.styles == 1
    style = page[page.index("<style>") : page.index("</style>")]
    assert "@import" not in style
    assert "url(" not in style
    _holds("".join(reader.said), texts)
    return document.language.code


def pieces(data: bytes) -> str:
    """Pictures and pieces of the lessons' pages."""
    texts = [clean(text) for text in words_of(data)]
    random = Random(crc32(data))
    some = lambda: random.choice(texts)  # noqa: E731
    page = draw_bars([Bar(some(), random.uniform(-1, 2), some()) for _ in range(3)], some(), some())
    page += draw_people(PeoplePicture((some(), some()), (PeoplePanel(some(), (30, 70)),), some()), some())
    lines = tuple(RoundsLine(some(), (0.1, None, 0.5)) for _ in range(2))
    page += draw_rounds(RoundsPicture((some(), some(), some()), lines, ((0.0, some()), (1.0, some())), some()), some())
    page += paragraph(some()) + feedback(some(), "tk-right") + fold(some(), paragraph(some()))
    _read_page(re.sub(r"[\u202a-\u202e]", "", page))
    return ""


# --- Markdown --------------------------------------------------------------------------------------------------------

_NOT_OURS = ("fence", "code_block", "code_inline", "hr", "image", "ordered_list_open", "s_open")
_OWN_HTML = re.compile(r'<a id="_Ref\d+">|</a>|<br>|<div dir="rtl" lang="[\w-]+">|</div>')


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def markdown(data: bytes) -> str:
    """A document as Markdown, read as notebooks and wikis read it."""
    document, texts = document_of(data)
    said: list[str] = []
    counts = {"heading_open": 0, "table_open": 0, "blockquote_open": 0}

    def walk(tokens: list[Any]) -> None:
        for token in tokens:
            if token.type in counts:
                counts[token.type] += 1
            if token.type == "inline":
                said.append(" ")
                walk(token.children or [])
                continue
            if token.type in ("html_inline", "html_block"):
                assert not _OWN_HTML.sub("", token.content).strip(), token.content
            if token.type == "link_open":
                assert re.fullmatch(r"#_Ref\d+", str(token.attrs["href"])), token.attrs
            assert token.type not in _NOT_OURS, token
            if token.type in ("softbreak", "hardbreak") or token.content == "<br>":
                said.append(" ")
            elif token.type == "text":
                said.append(token.content)

    walk(_markdown().parse(write_markdown(document)))
    blocks = document.blocks
    assert counts["table_open"] == sum(isinstance(block, Table) for block in blocks)
    assert counts["blockquote_open"] == sum(isinstance(b, Paragraph) and b.kind in ("note", "warning") for b in blocks)
    assert counts["heading_open"] == 1 + sum(isinstance(block, (Heading, Article)) for block in blocks)
    _holds("".join(said), texts)
    return document.language.code


# --- Word, Excel, PDF, plain text, calendars -------------------------------------------------------------------------


def _check_package(data: bytes) -> dict[str, Any]:
    """The parts of an Office file; each parses, none points out of the file, no field but ours."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            assert "vba" not in name.lower()
            if not name.endswith((".xml", ".rels")):
                continue
            parts[name] = tree = lxml.etree.fromstring(archive.read(name))
            for element in tree.iter():
                tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "instruction"
                assert tag not in ("instruction", "altChunk", "subDoc", "object", "control", "externalLink"), tag
                assert element.get("TargetMode", "Internal") != "External", element.get("Target")
                if tag in ("instrText", "delInstrText"):
                    assert _OWN_FIELDS.fullmatch(element.text or ""), element.text
                if tag == "fldSimple":
                    assert all(_OWN_FIELDS.fullmatch(v) for k, v in element.items() if k.endswith("}instr")), (
                        element.items()
                    )
                if tag == "hyperlink":
                    assert {key.rpartition("}")[2] for key in element.attrib} <= {"anchor", "history"}, element.items()
    return parts


def word(data: bytes) -> str:
    """A document as a Word file, read back by our own reader."""
    document, texts = document_of(data)
    made = write_docx(document)
    parts = _check_package(made)
    assert not _REORDERING.search("".join(parts["word/document.xml"].itertext()).replace("\n", ""))
    read = read_docx(made, name="x.docx", articles=("one",))
    _holds(" ".join(block.text for block in read), [text for text in texts if text != shown(document.mark)])
    assert "one" in {block.article for block in read}
    return document.language.code


def redline(data: bytes) -> str:
    """Tracked changes: with all accepted it is the new text, with none the old one."""
    given = words_of(data)
    random = Random(crc32(data))
    lines = []
    for _ in range(random.randint(1, 4)):
        before, after = random.choice((None, random.choice(given))), random.choice(given)
        lines.append(Redlined(before, random.choice((after, None)) if before is not None else after, "body"))
    made = write_redline_docx(Document("x", Language("en"), ()), lines, author=random.choice(given))
    _check_package(made)
    read = read_word(made, name="x.docx")
    for blocks, wanted in (
        (read.blocks, [line.after for line in lines]),
        (read.before, [line.before for line in lines]),
    ):
        assert [shown(b.text) for b in blocks] == [shown(w) for w in wanted if w is not None and shown(w)], (
            blocks,
            wanted,
        )
    return ""


def workbook(data: bytes) -> str:
    """A document as an Excel file: no formula, no link, the words as they were."""
    document, texts = document_of(data)
    made = write_xlsx(document)
    _check_package(made)
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert not list(book.defined_names)
    cells = []
    for sheet in book.worksheets:
        assert not sheet.data_validations.dataValidation
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n"), cell.data_type
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    cells.append(cell.value)
                    if re.match(r"[=+\-@\t]", cell.value):
                        assert cell.number_format == "@", cell.value
    _holds(" ".join(cells), texts)
    return document.language.code


def pdf(data: bytes) -> str:
    """A document as a PDF, typeset from data and never from code."""
    document, _ = document_of(data)
    made = write_pdf(document)
    assert made.startswith(b"%PDF-")
    # A font begins with six letters by chance, which may begin like a name.
    assert not re.search(rb"/(JavaScript|JS|Launch|URI|EmbeddedFile|SubmitForm|GoToR)\b", made)
    return document.language.code


def plain_text(data: bytes) -> str:
    """A document as plain text."""
    document, texts = document_of(data)
    text = write_text(document)
    assert not _REORDERING.search(text.replace("\n", ""))
    _holds(text, texts)
    return document.language.code


@cache
def _blanks() -> dict[str, Any]:
    return {blank.name: blank.example for blank in library()["notice"].blanks}


def calendar(data: bytes) -> str:
    """The dates of an agreement between any parties, as a calendar that another library reads."""
    given = [*words_of(data), "x"] * 3
    draft = Agreement(
        title=given[0],
        union=given[1],
        employer=given[2],
        place="KE",
        language="en",
        on=date(2026, 12, 1),
        starts=date(2027, 1, 1),
    ).add("notice", strength="standard", blanks=_blanks())
    text = calendar_of(draft)
    read = icalendar.Calendar.from_ical(text)
    kinds = [part.name for part in read.walk()]
    assert set(kinds) <= {"VCALENDAR", "VEVENT", "VALARM"}
    assert kinds.count("VEVENT") == kinds.count("VALARM") > 0
    for part in read.walk("VEVENT"):
        assert part["DTSTART"].dt.year >= 2027
        assert not {"ATTACH", "URL", "ATTENDEE", "ORGANIZER"} & set(part)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return str(len(kinds))


# name: seeds, changes, check, share of the time
WRITING = {
    "to-markdown": (lambda: WORD_SEEDS, changed_words, markdown, 2),
    "to-html": (lambda: WORD_SEEDS, changed_words, web_page, 2),
    "to-pieces": (lambda: WORD_SEEDS, changed_words, pieces, 1),
    "to-docx": (lambda: WORD_SEEDS, changed_words, word, 3),
    "to-redline": (lambda: WORD_SEEDS, changed_words, redline, 2),
    "to-xlsx": (lambda: WORD_SEEDS, changed_words, workbook, 2),
    "to-pdf": (lambda: WORD_SEEDS, changed_words, pdf, 3),
    "to-text": (lambda: WORD_SEEDS, changed_words, plain_text, 1),
    "to-calendar": (lambda: WORD_SEEDS, changed_words, calendar, 1),
}
