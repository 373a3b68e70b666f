"""The spreadsheet, opened again: numbers that can be added up, and text that no programme takes for a formula."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
import pytest

from toolkit.documents import Band, Document, Paragraph, Table, write_text, write_xlsx
from toolkit.languages import Language


def opened(document: Document) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(document)))


def with_table(*rows: tuple[str, ...], values: Any = (), caption: str = "Rates", language: str = "en") -> Document:
    table = Table(("Group", "Share"), rows, caption, values)
    return Document("T", Language(language), (Paragraph("Hello."), table))


def test_words_stand_on_one_sheet_and_each_table_on_its_own(english: Document) -> None:
    book = opened(english)
    assert book.sheetnames == ["Report", "Rates"]
    column = [row[0].value for row in book["Report"].iter_rows() if row[0].value]
    assert column[:3] == ["For us — not for the other side", "Agreement on systems", "Between the parties."]
    assert "The table “Rates” stands on the sheet “Rates”." in column
    assert "(b) the audit of Article 2." in column
    assert [[cell.value for cell in row] for row in book["Rates"].iter_rows()] == [
        ["Rates", None],
        ["Group", "Rate"],
        ["Women", "25%"],
        ["Men", None],
    ]


def test_numbers_are_numbers_and_blanks_stay_words() -> None:
    document = with_table(
        ("a", "1,234"), ("b", "25%"), ("c", "withheld"), values=((None, 1234), (None, 0.25), (None, None))
    )
    sheet = opened(document)["Rates"]
    assert [sheet.cell(row, 2).value for row in (3, 4, 5)] == [1234, 0.25, "withheld"]
    assert [sheet.cell(row, 2).data_type for row in (3, 4, 5)] == ["n", "n", "s"]
    assert [sheet.cell(row, 2).number_format for row in (3, 4)] == ["#,##0", "0.00%"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "|", "＝", "#N/A", " ="])
def test_no_text_becomes_a_formula(start: str) -> None:
    words = f"{start}cmd|' /C calc'!A0" if start != "#N/A" else start
    document = Document(
        words, Language("en"), (Paragraph(words), Table((words, words), ((words, words),), words)), words, words
    )
    data = write_xlsx(document)
    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.value is None or cell.data_type == "s"
                assert not cell.quotePrefix
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = b"".join(archive.read(name) for name in archive.namelist() if "worksheets" in name)
    assert b"<f>" not in sheets
    assert b"<f " not in sheets


def test_a_formula_that_is_text_stays_text_when_the_cell_is_opened() -> None:
    sheet = opened(with_table(("=1+1", "x")))["Rates"]
    assert sheet["A3"].number_format == "@"


def test_the_head_is_frozen_and_columns_are_wide_enough() -> None:
    sheet = opened(with_table(("a group with a long name", "1")))["Rates"]
    assert sheet.freeze_panes == "A3"
    assert sheet.column_dimensions["A"].width >= len("a group with a long name")


def test_sheets_run_with_the_language() -> None:
    for language, turned in (("en", False), ("ar", True)):
        assert [
            bool(s.sheet_view.rightToLeft) for s in opened(with_table(("a", "1"), language=language)).worksheets
        ] == [turned] * 2


@pytest.mark.parametrize("caption", ["", "Report", "rates: [a]*?/\\" * 5, "'quoted'", "History", "=1", "a\u202e\x00b"])
def test_any_caption_gives_sheets_that_have_names_of_their_own(caption: str) -> None:
    tables = tuple(Table(("a",), (("b",),), caption) for _ in range(3))
    names = opened(Document("T", Language("en"), tables)).sheetnames
    assert len({name.lower() for name in names}) == 4
    assert all(0 < len(name) <= 31 for name in names)


def test_a_name_that_is_too_long_is_not_cut_and_stands_whole_in_the_first_row() -> None:
    caption = "Gaps by sex and age against women aged 50 or older: were hired"
    book = opened(with_table(("a", "1"), caption=caption))
    assert book.sheetnames == ["Report", "Table 1"]
    assert book["Table 1"]["A1"].value == caption


def test_lines_across_a_table_become_columns_that_can_be_filtered() -> None:
    bands = (Band(0, "By sex", (("By", "sex"),)), Band(2, "By age", (("By", "age"),)))
    table = Table(("Group", "n"), (("women", "1"), ("men", "2"), ("old", "3")), "All", bands=bands)
    rows = [[cell.value for cell in row] for row in opened(Document("T", Language("en"), (table,)))["All"].iter_rows()]
    assert rows == [
        ["All", None, None],
        ["By", "Group", "n"],
        ["sex", "women", "1"],
        ["sex", "men", "2"],
        ["age", "old", "3"],
    ]


def test_a_table_among_the_words_has_no_sheet_and_one_in_full_takes_the_place_of_a_short_one() -> None:
    few = Table(("Who",), (("nobody",),), "Left out", with_words=True)
    full = Table(("Group",), (("a",), ("b",)), "Shares")
    counts = Table(("Group", "n"), (("a", "1"),), "Counts")
    document = Document(
        "T", Language("en"), (few, Table(("Group",), (("a",),), "Shares", in_full=full)), sheets=(counts,)
    )
    book = opened(document)
    assert book.sheetnames == ["Report", "Shares", "Counts"]
    assert "nobody" in [row[0].value for row in book["Report"].iter_rows()]
    assert book["Shares"]["A4"].value == "b"
    assert "Counts" not in write_text(document)


def test_hostile_words_stay_words(hostile: Document) -> None:
    book = opened(hostile)
    assert "<script>alert(1)</script>" in book.worksheets[1]["A1"].value


def test_nobody_is_named_unless_told(english: Document) -> None:
    assert opened(english).properties.creator == "Dock Workers"
    data = write_xlsx(Document("T", Language("en"), ()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"openpyxl" not in archive.read("docProps/core.xml")
