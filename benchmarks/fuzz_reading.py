"""What people bring is read: whatever it is, it is read or refused in words, soon, and read as it was written."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from zlib import crc32

import openpyxl
from fuzz_inputs import WORD_SEEDS, changed_archive, changed_bytes, changed_words, packed, words_of

from toolkit.app.audit.own_table import OwnTable, read_own_table
from toolkit.app.kit.upload import Upload
from toolkit.audit import DecisionLog
from toolkit.bargaining import Agreement, Negotiation, library
from toolkit.bargaining.agreements.saving import written
from toolkit.bargaining.counter.compare import compare_with, read_ours
from toolkit.documents import Article, Document, Numbered, Paragraph, Table, write_docx
from toolkit.documents.brought.workbooks.headings import bare_of
from toolkit.documents.word.read import WordText, read_word
from toolkit.documents.word.redline import Redlined, write_redline_docx
from toolkit.languages import Language
from toolkit.serving.lessons import lessons, title_of
from toolkit.serving.pages.steps import steps_of

WORD_TOKENS = (
    '<w:r><w:footnoteReference w:id="1"/></w:r>',
    '<w:ins w:id="1" w:author="x" w:date="2026-13-41T00:00:00Z"><w:r><w:t>new</w:t></w:r></w:ins>',
    '<w:del w:id="2" w:author="x"><w:r><w:delText>old</w:delText></w:r></w:del>',
    '<w:moveFrom w:id="3"><w:r><w:t>moved</w:t></w:r></w:moveFrom>',
    '<w:numPr><w:ilvl w:val="8"/><w:numId w:val="1"/></w:numPr>',
    "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    '<w:bookmarkStart w:id="0" w:name="_Ref12345678"/>',
    "<w:sdt><w:sdtContent><w:p><w:r><w:t>inside</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    "<w:instrText>DDEAUTO c</w:instrText>",
    '<w:fldSimple w:instr="INCLUDETEXT x"/>',
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "<?x y?>",
    "<!-- x -->",
    "<![CDATA[x]]>",
    "&a;",
    "&#0;",
    "\x00",
)
SHEET_TOKENS = (
    '<c r="XFD1048576" t="s"><v>0</v></c>',
    '<c r="A1" t="inlineStr"><is><t>x</t></is></c>',
    '<c r="B2" t="e"><v>#REF!</v></c>',
    '<c r="C3" s="999999"><v>1e999</v></c>',
    '<row r="1048577"/>',
    '<dimension ref="A1:A1"/>',
    '<dimension ref="A1:XFD1048576"/>',
    '<mergeCell ref="A1:XFD1048576"/>',
    '<f>HYPERLINK("http://elsewhere.example")</f>',
    "<v>-1</v>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "&a;",
)
YAML_TOKENS = tuple(
    token.encode()
    for token in (
        "&a [*a]", "*a", "!!python/object:os.system x", "!!binary AA==", "? x", "{", "[" * 50, "- " * 60, "|\n ",
        ">-\n ",
        "1:59:59", "0x" + "f" * 400, "1e400", ".nan", "2026-02-31", "2026-01-01T00:00:00Z", "~", "<<: {}", "%YAML 1.1",
        "---\n", "...\n", "'", "format: 1\n", "what: negotiation\n", "true", "\t",
    )
)  # fmt: skip
JSON_TOKENS = (
    b"null",
    b"[]",
    b"{}",
    b"[[[[",
    b'"toolkit": 1',
    b'"tags": "step"',
    b"1e999",
    b'"\\ud800"',
    b"true",
    b'"cells"',
)
_ON = date(2026, 12, 1)


@cache
def word_seeds() -> list[bytes]:
    """An agreement as we write it, a redline of it, and small Word files with what agreements rarely hold."""
    speech = Language("en")
    paragraphs = (Numbered("The Employer informs.", ("soon", "in writing")), Numbered("Both parties meet."))
    blocks = (Paragraph("Between us."), Article("bias", "Fair decisions", paragraphs), Table(("a", "b"), (("1", "2"),)))
    lines = [Redlined("The Employer shall inform.", "The Employer may inform.", "body"), Redlined(None, "New.", "body")]
    main = (
        '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:body><w:p><w:r><w:t>One</w:t><w:footnoteReference w:id="1"/></w:r></w:p><w:sdt><w:sdtContent><w:p/>'
        "</w:sdtContent></w:sdt></w:body></w:document>"
    )
    return [
        write_docx(Document("Agreement", speech, blocks)),
        write_redline_docx(Document("Answer", speech, ()), lines, author="x"),
        packed([("word/document.xml", main.encode())]),
    ]


def word(data: bytes) -> str:
    """A Word file of the other side."""
    read: WordText = read_word(data, name="x.docx", articles=("bias",))
    letters = 0
    for block in (*read.blocks, *read.before):
        assert block.text, "a block without words"
        assert block.kind in ("heading", "paragraph", "item", "cell"), block.kind
        assert block.article in (None, "bias"), block.article
        assert "\x00" not in block.text
        letters += len(block.text)
    assert letters < 200 * max(len(data), 5_000), f"{letters} letters from {len(data)} bytes"
    return f"{len(read.blocks).bit_length()} {len(read.revisions).bit_length()}"


@cache
def _draft() -> Agreement:
    """One article with every blank filled by its example."""
    blanks = {blank.name: blank.example for blank in library()["notice"].blanks}
    draft = Agreement(title="Fair", union="Docks", employer="Harbour", place="KE", language="en", on=_ON)
    return draft.add("notice", strength="standard", blanks=blanks)


@cache
def counter_seeds() -> list[bytes]:
    """Our draft as they get it."""
    return [write_docx(read_ours(_draft())), *word_seeds()]


def counter(data: bytes) -> str:
    """A Word file of the other side, compared with our draft as the page does it."""
    changes = compare_with(_draft(), data, name="x.docx")
    for change in changes:
        change.say("en")
    return " ".join(sorted({change.kind for change in changes}))


def _table(data: bytes, name: str) -> OwnTable:
    table = read_own_table(Upload(name, data))
    assert table.rows > 0
    frame = table.frame()
    assert len(frame) == table.rows or not table.kept
    assert tuple(frame.columns) == tuple(name for name in table.columns if name in table.kept)
    assert len(set(table.columns)) == len(table.columns)
    return table


@cache
def sheet_seeds() -> list[bytes]:
    """A small workbook as spreadsheets save it."""
    book = openpyxl.Workbook()
    for row in (["sex", "hired", "score", "day"], ["women", "no", 1.5, date(2026, 1, 2)], ["men", "yes", 2, None]):
        book.active.append(row)
    book.create_sheet("second").append(["x"])
    file = io.BytesIO()
    book.save(file)
    return [file.getvalue()]


def workbook(data: bytes) -> str:
    """A workbook on the page of an own table."""
    table = _table(data, "x.xlsx")
    return f"{table.rows.bit_length()} {len(table.columns)}"


CSV_SEEDS = [
    b"sex,hired\nwomen,no\nmen,yes\nwomen,yes\n" + b"women,no\nmen,yes\n" * 40,
    "الجنس;العدد\r\nنساء;3\r\nرجال;4\r\n".encode(),
    'a\tb\n1\t"x\ty"\n'.encode("utf-16"),
    b'"a ""quoted"" one",b\n"line\nbreak",2\n',
    b"Title of the report\nsex,hired\nwomen,no\n",
]


def text_table(data: bytes) -> str:
    """A CSV file on the page of an own table."""
    table = _table(data, "x.csv")
    return f"{table.rows.bit_length()} {len(table.columns)}"


def text_log(data: bytes) -> str:
    """A CSV file as a decision log, by its path: the page and the code must agree on which columns there are."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_bytes(data)
        log = DecisionLog(path, decision="hired", selected=["yes"], effect="benefit", groups=["sex"])
        assert log.people > 0
        for note in getattr(log, "reading", ()):
            note.say("en")
        return str(log.people.bit_length())


def table_again(data: bytes) -> str:
    """A table of any words, saved by a spreadsheet or by Python, is read as it was."""
    words = [" ".join(word.replace("\x00", "").split()) for word in words_of(data)]
    words = [word.encode("utf-8", "replace").decode("utf-8") for word in words if word.strip('"')]
    random = Random(crc32(data))
    delimiter = random.choice(",;\t")
    width = random.randint(2, 5)
    heads = [f"{place} {word}"[:200] for place, word in enumerate((words * width)[:width])] or ["0", "1"]
    # Which sign parts the cells is told from the headings: other signs of the kind in them can be ambiguous.
    heads = [f"h{re.sub('[,;|]', ' ', head)}" for head in heads]
    cells = (words * width * 2)[: width * 4] if len(words) * 2 >= 4 else ["x"] * width
    rows = [cells[at : at + width] for at in range(0, len(cells) - width + 1, width)]
    rows = [[*row[:-1], row[-1] or "x"] for row in rows]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=random.choice(("\n", "\r\n")))
    writer.writerows([heads, *rows])
    table = _table(text.getvalue().encode(random.choice(("utf-8", "utf-8-sig"))), "x.csv")
    assert table.columns == tuple(map(bare_of, heads)), (table.columns, heads)  # signs without a width fall off
    found = table.frame().astype(object).fillna("").values.tolist()
    assert found == rows, (found, rows)
    return delimiter


@cache
def draft_seeds() -> list[bytes]:
    """A saved draft, with and without clauses."""
    return [
        written(_draft()),
        written(Agreement(title="T", union="U", employer="E", place="MA", language="ar", on=_ON)),
    ]


def draft(data: bytes) -> str:
    """A saved draft; what is read is written so that it is read again."""
    read = Agreement.read(data, "x.yml")
    assert written(Agreement.read(written(read), "x.yml")) == written(read)
    return str(len(read.articles))


NEGOTIATION_SEEDS = [
    b"""\
format: 1
what: negotiation
title: T
union: U
employer: E
language: en
issues:
- {name: pay, opening: 5, floor: 3, weight: 2, better: higher}
- {name: leave, opening: 30, floor: 25, weight: 1, better: higher, unit: days}
rounds:
- day: 2026-11-02
  note: first
  events:
  - {issue: pay, side: union, position: 5}
  - {issue: pay, side: employer, position: 1}
  - {issue: pay, decision: settled, position: 4}
"""
]


def negotiation(data: bytes) -> str:
    """A saved negotiation."""
    read: Negotiation = Negotiation.read(data, "x.yml")
    return f"{len(read.issues)} {len(read.rounds)}"


NOTEBOOK_SEEDS = [
    json.dumps(
        {
            "cells": [
                {"cell_type": "markdown", "metadata": {"tags": ["step"]}, "source": "# Title\n"},
                {"cell_type": "markdown", "metadata": {"tags": ["step", "more"]}, "source": ["## 1 · One (5 minutes)"]},
                {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [], "execution_count": None},
            ],
            "metadata": {
                "language": "en",
                "toolkit": {"topic": 4, "minutes": 30, "audience": ["members"], "door": "file"},
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    ).encode()
]


def notebook(data: bytes) -> str:
    """A notebook among the lessons: a broken one leaves the others in place."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "4-x.ipynb").write_bytes(data)
        (Path(folder) / "5-good.ipynb").write_bytes(NOTEBOOK_SEEDS[0])
        found = lessons(Path(folder))
        assert "5-good.ipynb" in [card.file for card in found]
        for card in found:
            read = json.loads((Path(folder) / card.file).read_bytes())
            title_of(read)
            steps_of(read, "Start")
        return str(len(found))


def of_archive(tokens: tuple[str, ...]) -> Callable[..., bytes]:
    """Changes to a file of that kind."""
    return lambda data, random, others: changed_archive(data, random, others, tokens)


def of_bytes(tokens: tuple[bytes, ...]) -> Callable[..., bytes]:
    """Changes to a file of that kind."""
    return lambda data, random, others: changed_bytes(data, random, others, tokens)


# name: seeds, changes, check, share of the time
READING = {
    "docx": (word_seeds, of_archive(WORD_TOKENS), word, 3),
    "docx-counter": (counter_seeds, of_archive(WORD_TOKENS), counter, 2),
    "xlsx": (sheet_seeds, of_archive(SHEET_TOKENS), workbook, 3),
    "csv": (lambda: CSV_SEEDS, of_bytes((b",", b";", b"\t", b'"', b"\r")), text_table, 2),
    "csv-log": (lambda: CSV_SEEDS[:1], of_bytes((b",", b";", b"\t", b'"', b"\r")), text_log, 2),
    "table-again": (lambda: WORD_SEEDS, changed_words, table_again, 1),
    "yaml-draft": (draft_seeds, of_bytes(YAML_TOKENS), draft, 2),
    "yaml-talks": (lambda: NEGOTIATION_SEEDS, of_bytes(YAML_TOKENS), negotiation, 2),
    "notebook": (lambda: NOTEBOOK_SEEDS, of_bytes(JSON_TOKENS), notebook, 1),
}
