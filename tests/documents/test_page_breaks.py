"""Where a paper may be cut into pages, and how wide its columns are."""

import io

import pypdfium2
import pytest

from toolkit.documents import Bullets, Document, Heading, Paragraph, Table, write_docx, write_html, write_pdf
from toolkit.documents.runs import shares
from toolkit.languages import Language

EN = Language("en")


def pages_of(*parts: object) -> list[str]:
    pdf = pypdfium2.PdfDocument(write_pdf(Document("Paper", EN, tuple(parts))))  # type: ignore[arg-type]
    return [page.get_textpage().get_text_range() for page in pdf]


def row(number: int) -> tuple[str, str]:
    return str(number), f"begin{number} " + "word " * 90 + f"end{number}"


@pytest.mark.slow
def test_a_row_stays_on_one_page_and_a_very_long_one_goes_on() -> None:
    pages = pages_of(Table(("No", "What"), tuple(map(row, range(30))), with_words=True))
    assert len(pages) > 2
    for number in range(30):
        assert [f"begin{number} " in page for page in pages] == [f"end{number}\r" in page + "\r" for page in pages]
    whole = pages_of(Table((), (("long", "begin " + "word " * 3000 + "end"),), with_words=True))
    assert len(whole) > 2
    assert sum(page.count("word") for page in whole) == 3000


@pytest.mark.slow
def test_a_short_table_goes_overleaf_as_a_whole_with_its_heading() -> None:
    filling = tuple(Paragraph("line") for _ in range(36))
    table = Table(("A", "B"), tuple((f"row{number}", "x") for number in range(9)), with_words=True)
    pages = pages_of(*filling, Heading("The table"), Paragraph("about it", leads=True), table)
    assert [("The table" in page, page.count("row")) for page in pages] == [(False, 0), (True, 9)]


@pytest.mark.parametrize("before", range(32, 38))
@pytest.mark.parametrize("points", [3, 5])
def test_no_point_of_a_list_stands_alone_on_a_page_and_a_heading_stays_with_it(before: int, points: int) -> None:
    filling = tuple(Paragraph("line") for _ in range(before))
    pages = pages_of(*filling, Heading("What to do"), Bullets(tuple(f"point{number}" for number in range(points))))
    counts = [page.count("point") for page in pages]
    assert sum(counts) == points
    assert 1 not in counts
    assert all("What to do" not in page or "point0" in page for page in pages)


def test_a_point_longer_than_a_page_is_cut_and_not_lost() -> None:
    pages = pages_of(Bullets(("short", "begin " + "word " * 1500 + "end", "last")))
    assert sum(page.count("word") for page in pages) == 1500
    assert "last" in pages[-1]


def test_what_is_carried_to_a_lectern_begins_a_page() -> None:
    document = Document("Paper", EN, (Paragraph("one"), Heading("Two", new_page=True), Paragraph("x", leads=True)))
    assert [("Two" in page) for page in pages_of(*document.blocks)] == [False, True]
    assert '<h2 class="new-page">Two</h2>' in write_html(document)
    import docx

    heading, leading = docx.Document(io.BytesIO(write_docx(document))).paragraphs[-2:]
    assert heading.paragraph_format.page_break_before
    assert leading.paragraph_format.keep_with_next
    assert [child.tag.rpartition("}")[2] for child in heading._p.pPr][:2] == ["pStyle", "pageBreakBefore"]
    assert [child.tag.rpartition("}")[2] for child in leading._p.pPr].count("keepNext") == 1


def test_a_short_table_stays_on_one_page_in_word_and_a_long_one_is_cut_between_rows() -> None:
    import docx

    def kept(rows: int) -> list[bool]:
        table = Table(("A", "B"), (("row", "words"),) * rows, with_words=True)
        written = docx.Document(io.BytesIO(write_docx(Document("Paper", EN, (table,)))))
        return [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in written.tables[0].rows]

    assert kept(3) == [True, True, True, False]  # the header is a row, and nothing need follow the last
    assert not any(kept(40))


def test_columns_follow_what_is_to_be_read() -> None:
    long, short = "word " * 40, "21 December 2026"
    table = Table(("Day", "What is done"), ((short, long),) * 5, with_words=True)
    day, done = shares(table, Document("Paper", EN, (table,)))
    assert day + done == pytest.approx(1)
    assert 0.16 < day < 0.3  # a date stays on one line of about a hundred letters
    by_hand = Table(("Asked", "Answer"), (("a short question", "\n\n"),), with_words=True)
    asked, answer = shares(by_hand, Document("Paper", EN, (by_hand,)))
    assert answer > asked  # room to write
    crowded = Table(tuple("abcdefgh"), (("unbreakable-" * 2,) * 8,), with_words=True)
    assert sum(shares(crowded, Document("Paper", EN, (crowded,)))) == pytest.approx(1)
