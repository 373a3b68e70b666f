"""The employer's answer in the ways people type: Word with and without styles, Markdown, plain text."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from toolkit.bargaining.counter.paragraphs.reading import CounterArticle, CounterParagraph, read_counter
from toolkit.errors import UnknownSuffix, UnreadableFile

P = CounterParagraph


def articles(text: str, name: str = "a.md") -> list[tuple[str, list[str]]]:
    found = read_counter(text.encode(), name=name).articles
    return [(one.heading, [paragraph.whole for paragraph in one.paragraphs]) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "# Agreement\n\n## Article 1 – Audit\n\n1.1 First.\n\n1.2 Second.\n\n## Article 2 – Costs\n\n2.1 Third.",
        "## Audit\n\n1. First.\n2. Second.\n\n## Costs\n\n1. Third.",
        "**Article 1 – Audit**\n\n(1) First.\n\n(2) Second.\n\n**Article 2 – Costs**\n\n(1) Third.",
        "Article 1. Audit\n1.1. First.\n1.2. Second.\nArticle 2. Costs\n2.1. Third.",
        "Article 1\nAudit\n1.1 First.\n1.2 Second.\nArticle 2\nCosts\n2.1 Third.",
        "1. Audit\n1.1 First.\n1.2 Second.\n2. Costs\n2.1 Third.",
        "Clause I: Audit\n\nFirst.\n\nSecond.\n\nClause II: Costs\n\nThird.",
    ],
)
def test_articles_are_found_in_every_way_of_typing(text: str) -> None:
    found = [one for one in articles(text) if one[0] != "Agreement"]
    assert found == [("Audit", ["First.", "Second."]), ("Costs", ["Third."])]


@pytest.mark.parametrize(
    "text",
    [
        "المادة 1 – التدقيق\n\n1.1 أولاً.\n\n1.2 ثانياً.\n\nالمادة 2 – الكلفة\n\n2.1 ثالثاً.",
        "## المادة الأولى: التدقيق\n\n1- أولاً.\n\n2- ثانياً.\n\n## المادة الثانية: الكلفة\n\n1- ثالثاً.",
        "المادة (١): التدقيق\n١.١ أولاً.\n١.٢ ثانياً.\nالمادة (٢): الكلفة\n٢.١ ثالثاً.",
        "الفصل 1: التدقيق\n\nأولاً.\n\nثانياً.\n\nالفصل 2: الكلفة\n\nثالثاً.",
    ],
)
def test_arabic_articles_are_found(text: str) -> None:
    assert articles(text, "a.txt") == [("التدقيق", ["أولاً.", "ثانياً."]), ("الكلفة", ["ثالثاً."])]


def test_a_brazilian_clause_is_found() -> None:
    assert articles("Cláusula 3ª – Auditoria\n\n3.1 Primeiro.") == [("Auditoria", ["Primeiro."])]


def test_points_belong_to_their_paragraph() -> None:
    text = "## Audit\n\n1.1 It shows:\n- (a) one;\n- (b) two.\n\n1.2 Next:\n(a) three;\nb) four.\n\n1.3 Last."
    [article] = read_counter(text.encode(), name="a.md").articles
    assert article.paragraphs == (P("It shows:", ("one;", "two.")), P("Next:", ("three;", "four.")), P("Last."))


def test_arabic_points_belong_to_their_paragraph() -> None:
    text = "المادة 1: التدقيق\n\n1.1 يبيّن:\n(أ) الأول؛\nب) الثاني؛\nج- الثالث."
    [article] = read_counter(text.encode(), name="a.txt").articles
    assert article.paragraphs == (P("يبيّن:", ("الأول؛", "الثاني؛", "الثالث.")),)


def test_a_sentence_that_begins_with_an_article_is_no_heading() -> None:
    text = "## Audit\n\nArticle 3 applies to every system of the Employer.\n\n30 days after that it ends."
    assert articles(text) == [
        ("Audit", ["Article 3 applies to every system of the Employer.", "30 days after that it ends."])
    ]


def test_lines_that_run_on_are_joined_and_tables_flattened() -> None:
    line = "A line that is as long as lines are in a letter,"
    text = f"## Audit\n\n1.1 {line}\nand runs on.\n\n| Who | When |\n|---|---|\n| Union | 30 days |\n"
    assert articles(text) == [("Audit", [f"{line} and runs on.", "Who", "When", "Union", "30 days"])]


def word(*paragraphs: tuple[str, str]) -> bytes:
    made = docx.Document()
    for style, text in paragraphs:
        made.add_paragraph(text, style=style)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_a_word_file_with_headings_and_typed_numbers() -> None:
    data = word(
        ("Title", "Agreement"),
        ("Heading 1", "Article 1 – Audit"),
        ("Normal", "1.1 First:"),
        ("List Bullet", "a point;"),
        ("Heading 1", "Article 2 – Costs"),
        ("Normal", "2.1 Third."),
    )
    found = read_counter(data, name="a.docx").articles
    assert found[1:] == (
        CounterArticle(None, "Audit", (P("First:", ("a point;",)),)),
        CounterArticle(None, "Costs", (P("Third."),)),
    )


def test_a_word_file_without_any_style() -> None:
    data = word(
        ("Normal", "Article 1 – Audit"), ("Normal", "1.1 First."), ("Normal", "Article 2 – Costs"), ("Normal", "2.1 X.")
    )
    assert [(one.heading, one.paragraphs) for one in read_counter(data, name="a.docx").articles] == [
        ("Audit", (P("First."),)),
        ("Costs", (P("X."),)),
    ]


def test_what_kind_of_file_it_is_stands_in_its_name(tmp_path: Path) -> None:
    with pytest.raises(UnknownSuffix, match=".docx, .md, .txt"):
        read_counter(b"x", name="answer.pdf")
    path = tmp_path / "answer.txt"
    path.write_text("Article 1: A\n\nB.", encoding="utf-16")
    assert read_counter(path).lines == ("A", "B.")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("é".encode("latin-1"), "is not stored as UTF-8"),
        (b"a\x00b", "is no text"),
        (b"x " * 3_000_000, "is no text, or far too long"),
        (b"1. x\n\n" * 5000, "is too long to be compared: at most 4000 lines"),
        (b"1. x\n\n" * 600_000, "is too long to be compared: at most 4000 lines"),  # once it took hours to find out
        (b"1. " + b"x " * 500_000, "The paragraph “1. x x x"),
    ],
)
def test_a_text_that_cannot_be_compared_says_why(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile) as error:
        read_counter(data, name="answer.txt")
    assert sentence in str(error.value)
