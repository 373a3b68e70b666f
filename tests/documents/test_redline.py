"""Redlines: accepting every change gives the new text, rejecting every change the old one."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from toolkit.documents import Document, read_docx
from toolkit.documents.word.read import read_word
from toolkit.documents.word.redline import Redlined, differences, interleave, write_redline_docx
from toolkit.languages import Language

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHELL = Document("Fair systems", Language("en"), ())
WHEN = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


def settled(data: bytes, gone: str, kept: str) -> list[str]:
    """The paragraphs after accepting (del is gone) or rejecting (ins is gone), by ECMA-376 and nothing of ours."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for change in list(root.iter(f"{WORD}{gone}")):
        parent = change.getparent()
        if parent.tag == f"{WORD}rPr":
            parent.getparent().getparent().set("joined", "yes")  # the end of this paragraph is gone
        else:
            parent.remove(change)
    texts, held = [], ""
    for paragraph in root.iter(f"{WORD}p"):
        words = held + "".join(piece.text or "" for piece in paragraph.iter(f"{WORD}t", f"{WORD}delText"))
        if paragraph.get("joined"):
            held = words
            continue
        texts.append(words)
        held = ""
    assert kept in ("ins", "del")
    return [" ".join(text.split()) for text in texts if text.strip()]


def accepted(data: bytes) -> list[str]:
    return settled(data, "del", "ins")


def rejected(data: bytes) -> list[str]:
    return settled(data, "ins", "del")


OURS = [
    ("Fair systems", "title"),
    ("Audit", "article"),
    ("The Employer shall answer within 30 days.", "paragraph"),
    ("the share of each group;", "point"),
    ("The Union may repeat the audit.", "paragraph"),
    ("Costs", "article"),
    ("The Employer shall bear the cost.", "paragraph"),
]
THEIRS = [
    ("Fair systems", "title"),
    ("Costs", "article"),
    ("Each party bears its cost.", "paragraph"),
    ("Audit", "article"),
    ("The Employer may answer within ninety (90) days", "paragraph"),
    ("A new paragraph of theirs.", "paragraph"),
    ("the share of each group;", "point"),
]


def test_accepting_gives_theirs_and_rejecting_gives_ours() -> None:
    data = write_redline_docx(SHELL, interleave(OURS, THEIRS), author="The Employer", when=WHEN)
    assert accepted(data) == [text for text, _ in THEIRS]
    assert rejected(data) == [text for text, _ in OURS]


def test_our_own_reader_reads_both_texts_author_and_date() -> None:
    read = read_word(write_redline_docx(SHELL, interleave(OURS, THEIRS), author="صاحب العمل", when=WHEN))
    assert [block.text for block in read.blocks] == [text for text, _ in THEIRS]
    assert [block.text for block in read.before] == [text for text, _ in OURS]
    assert read.authors == ("صاحب العمل",)
    assert {one.date for one in read.revisions} == {WHEN}


def test_each_change_has_a_number_of_its_own() -> None:
    data = write_redline_docx(SHELL, interleave(OURS, THEIRS), author="E", when=WHEN)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    numbers = [change.get(f"{WORD}id") for change in root.iter(f"{WORD}ins", f"{WORD}del")]
    assert len(numbers) == len(set(numbers)) > 5


def test_equal_texts_have_no_changes() -> None:
    read = read_word(write_redline_docx(SHELL, interleave(OURS, OURS), author="E"))
    assert read.revisions == ()


def test_a_paragraph_that_ends_with_a_change_keeps_a_sign_before_an_inserted_one() -> None:
    """LibreOffice joins the two on rejecting otherwise (seen in LibreOffice 7)."""
    lines = [Redlined("One two", "One two four"), Redlined(None, "three"), Redlined("Last", "Last")]
    data = write_redline_docx(SHELL, lines, author="E")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = next(etree.fromstring(archive.read("word/document.xml")).iter(f"{WORD}p"))
    assert first[-1].tag == f"{WORD}r"
    assert rejected(data) == ["One two", "Last"]


def test_a_line_that_moved_is_compared_at_its_new_place() -> None:
    """What they dropped on the way is struck there, and belongs to neither text."""
    moved = "The Union may have the audit repeated within thirty days."
    old = [(moved, "paragraph"), ("The Employer shall bear the cost of the audits.", "paragraph")]
    new = [(old[1][0], "paragraph"), ("The Union may have the audit repeated within ninety days.", "paragraph")]
    lines = interleave(old, new)
    assert [(line.before, line.after, line.moved) for line in lines] == [
        (moved, None, None),
        (old[1][0], old[1][0], None),
        (None, new[1][0], moved),
    ]
    data = write_redline_docx(SHELL, lines, author="Employer", moved="Employer (moved)", when=WHEN)
    assert accepted(data) == [text for text, _ in new]
    assert rejected(data) == [text for text, _ in old]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    at_new_place = list(root.iter(f"{WORD}p"))[2]
    (struck,) = list(at_new_place.iter(f"{WORD}del"))
    assert struck.getparent().tag == f"{WORD}ins"
    # LibreOffice forgets a deletion inside an insertion by the same author.
    assert struck.get(f"{WORD}author") != struck.getparent().get(f"{WORD}author")
    alone = write_redline_docx(SHELL, lines, author="Employer", when=WHEN)
    assert (accepted(alone), rejected(alone)) == (accepted(data), rejected(data))
    assert "".join(piece.text for piece in struck.iter(f"{WORD}delText")).strip() == "thirty"
    new_words = [
        "".join(piece.text for piece in one.iter(f"{WORD}t")).strip()
        for one in at_new_place.iter(f"{WORD}ins")
        if one.get(f"{WORD}author") == "Employer"
    ]
    assert [words for words in new_words if words] == ["ninety"]
    assert [block.text for block in read_docx(data)][1:] == [text for text, _ in new][1:]


def test_short_lines_are_not_called_moved() -> None:
    lines = interleave(
        [("Costs of it", "article"), ("A b c d e", "body")], [("A b c d e", "body"), ("Costs of it", "article")]
    )
    assert all(line.moved is None for line in lines)


def test_arabic_runs_the_right_way() -> None:
    shell = Document("أنظمة", Language("ar-MA"), (), article_word="المادة")
    lines = interleave(
        [("يلتزم صاحب العمل خلال 30 يوماً.", "paragraph")], [("يسعى صاحب العمل خلال 90 يوماً.", "paragraph")]
    )
    data = write_redline_docx(shell, lines, author="صاحب العمل")
    assert accepted(data) == ["يسعى صاحب العمل خلال 90 يوماً."]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<w:bidi/>" in archive.read("word/styles.xml")


@pytest.mark.parametrize("hostile", ["<w:p/>&]]>", "a\x00b\x0b", "x\u202ey", "{ INCLUDETEXT x }"])
def test_words_that_try_to_run_stay_words(hostile: str) -> None:
    data = write_redline_docx(SHELL, [Redlined(hostile, f"{hostile} more")], author=hostile)
    assert len(read_docx(data)) == 1


words = st.lists(st.sampled_from(["the", "Employer", "shall", "may", "30", "days.", "؛", "يلتزم", "x;"]), max_size=8)
texts = st.lists(words.map(" ".join).filter(str.strip), max_size=6)


@settings(max_examples=40, deadline=None)
@given(texts, texts)
@pytest.mark.slow
def test_any_two_texts_can_be_had_back(old: list[str], new: list[str]) -> None:
    lines = interleave([(text, "body") for text in old], [(text, "body") for text in new])
    data = write_redline_docx(SHELL, lines, author="E", when=WHEN)
    assert rejected(data) == old
    assert accepted(data) == new


@settings(max_examples=40, deadline=None)
@given(words.map(" ".join), words.map(" ".join))
def test_differences_hold_both_texts(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert "".join(text for kind, text in pieces if kind != "ins") == old
    assert "".join(text for kind, text in pieces if kind != "del") == new
