"""The PDF, by its first bytes, its size and, where the programme is there, its words."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from toolkit.documents import Document, Heading, Paragraph, Table, write_pdf
from toolkit.languages import Language

needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext on the path")


def words(data: bytes, folder: Path) -> str:
    path = folder / "document.pdf"
    path.write_bytes(data)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return re.sub(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", done.stdout.decode("utf-8"))


def test_it_is_a_pdf_with_its_own_fonts(english, arabic):
    for document in (english, arabic):
        data = write_pdf(document)
        assert data.startswith(b"%PDF-")
        assert len(data) > 10_000
        with pikepdf.open(io.BytesIO(data)) as file:
            fonts = {str(font.BaseFont) for page in file.pages for font in page.resources.Font.values()}
        assert any("NotoSans" in font for font in fonts)


def test_the_same_document_gives_the_same_file(arabic):
    assert write_pdf(arabic) == write_pdf(arabic)


def test_an_empty_document_and_odd_parts_are_set():
    odd = (Table((), ()), Table((), (("a",), ("b", "c"))), Heading("deep", 9), Paragraph("one\ntwo"), Paragraph(""))
    assert write_pdf(Document("", Language("en"), ())).startswith(b"%PDF-")
    assert write_pdf(Document("T", Language("pt-BR"), odd)).startswith(b"%PDF-")


@needs_pdftotext
def test_the_words_and_numbers_are_there(english, tmp_path):
    text = words(write_pdf(english), tmp_path)
    lines = [re.sub(r" {2,}", "|", line.strip()) for line in text.splitlines() if line.strip()]
    for line in (
        "For us — not for the other side",
        "Agreement on systems",
        "Union|Dock Workers",
        "1.1|The employer tells the union:",
        "(b)|the audit of Article 2.",
        "2.1|After the notice of Article 1.",
        "Women|25%",
        "Note: Small groups are not shown.",
        "For Dock Workers|For Harbour Ltd",
    ):
        assert line in lines, lines
    assert any(re.fullmatch(r"Article 1\s*\|?\s*Notice", line) for line in lines)


@needs_pdftotext
@pytest.mark.parametrize("lines", range(34, 42))
def test_a_heading_and_its_lead_stay_with_their_table(lines, tmp_path):
    rows = tuple((f"row {number}", "x" * 40) for number in range(12))
    before = tuple(Paragraph(f"line {number}") for number in range(lines))
    blocks = (*before, Heading("Annex"), Paragraph("What stands here."), Table(("Head", "Else"), rows))
    pages = words(write_pdf(Document("T", Language("en"), blocks)), tmp_path).split("\f")
    (page,) = [page for page in pages if "Annex" in page]
    assert "What stands here." in page
    assert "row 0" in page


def test_a_line_to_write_on_runs_across_its_cell_and_leaves_room_for_a_pen():
    def filled(cell):
        table = Table(("Asked", "Your answer"), (("Who?", cell),), with_words=True)
        return Document("Sheet", Language("en"), (table,))

    def rules_of(document):
        page = pypdfium2.PdfDocument(write_pdf(document))[0]
        paths = [one.get_bounds() for one in page.get_objects() if one.type == 2]
        return sorted((top, right - left) for left, low, right, top in paths if top - low < 2 and right - left > 60)

    answer = "…" * 28
    lines = [one for one in rules_of(filled(f"{answer}\n{answer}\n{answer}")) if one not in rules_of(filled("Me."))]
    heights = sorted({top for top, _ in lines})
    gaps = [above - below for below, above in zip(heights, heights[1:], strict=False)]
    assert sum(abs(gap - 8.5 * 72 / 25.4) < 1 for gap in gaps) == 2, "three lines, 8.5 mm apart"
    assert "…" not in words_of(filled(f"{answer}\n{answer}"))
    assert "…" in words_of(filled("and so on …")), "words that end in three dots stay words"


def words_of(document):
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(write_pdf(document)))


@needs_pdftotext
def test_no_name_signs_an_empty_page(tmp_path):
    ends = set()
    for lines in range(34, 46):
        before = tuple(Paragraph(f"line {number}") for number in range(lines))
        blocks = (*before, Paragraph("Yours faithfully,", leads=True), Paragraph("Dock Workers"))
        pages = words(write_pdf(Document("T", Language("en"), blocks)), tmp_path).split("\f")
        (page,) = [page for page in pages if "Dock Workers" in page]
        assert "Yours faithfully," in page
        ends.add(pages.index(page))
    assert ends == {0, 1}  # the end of a page was among them


@needs_pdftotext
def test_arabic_words_are_there(arabic, tmp_path):
    text = words(write_pdf(arabic), tmp_path)
    assert "HireVue Assess 2.1" in text
    assert "80%" in text
    assert "المادة" in text


@needs_pdftotext
def test_hostile_words_are_set_as_words(hostile, tmp_path):
    text = words(write_pdf(hostile), tmp_path)
    flat = re.sub(r"\s+", "", text)
    assert '#read("/etc/passwd")$x$*b*`c`\\u{41}{{7*7}}' in flat
    assert "root:" not in text


@pytest.mark.parametrize("code", ["es", "pt"])
def test_an_address_that_breaks_at_a_hyphen_is_not_changed(code):
    link = "https://union.example/" + "-".join(["word"] * 40)
    (page,) = pypdfium2.PdfDocument(io.BytesIO(write_pdf(Document("T", Language(code), (Paragraph(link),)))))
    said = page.get_textpage().get_text_range()
    assert "\ufffe" in said  # it breaks: PDFium tells a hyphen at the end of a line by a sign of its own
    assert said.count("-") + said.count("\ufffe") + said.count("\u00ad") == 39
