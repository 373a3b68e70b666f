"""A file that somebody brings: read as it stands there, whatever saved it, or refused with what to do next."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.app.audit import own_table
from toolkit.app.audit.own_table import read_own_table
from toolkit.app.kit.upload import Upload
from toolkit.documents.brought import delimited
from toolkit.documents.brought.table import PAGE
from toolkit.documents.brought.workbooks import workbook
from toolkit.errors import DataError

ROWS = "sex,decision\nwomen,yes\nmen,no\nwomen,no\n"


def read(content: bytes | str, name: str = "log.csv") -> own_table.OwnTable:
    return read_own_table(Upload(name, content if isinstance(content, bytes) else content.encode()))


@pytest.mark.parametrize(
    "content",
    [
        ROWS.encode(),
        ROWS.encode("utf-8-sig"),
        ROWS.encode("utf-16"),
        ROWS.replace(",", ";").encode(),
        ROWS.replace(",", "\t").replace("\n", "\r\n").encode(),
        ("\n\n" + ROWS).encode(),
        ROWS.replace("women", ' "women" ').encode(),
    ],
    ids=["utf-8", "with a mark", "utf-16", "semicolons", "tabs", "blank lines first", "quoted"],
)
def test_the_same_table_comes_from_every_way_of_saving_it(content: bytes) -> None:
    table = read(content)
    assert table.columns == ("sex", "decision")
    assert table.rows == 3
    assert set(table.values["decision"]) == {"yes", "no"}
    assert table.frame()["decision"].tolist() == ["yes", "no", "no"]


def test_old_western_files_and_arabic_ones_are_read() -> None:
    assert read("né,x\ncafé,1\n".encode("cp1252")).columns == ("né", "x")
    assert read("الجنس;القرار\nنساء;نعم\n").values["الجنس"] == ("نساء",)


def test_an_excel_file_is_read_as_what_it_shows() -> None:
    book = openpyxl.Workbook()
    for row in (["sex", "n", None], ["women", 3.0, None], [None, None, None], ["men", 2.5, "ignored"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    table = read(file.getvalue(), "log.xlsx")
    assert table.columns == ("sex", "n")
    assert table.frame().to_numpy().tolist() == [["women", "3"], ["men", "2.5"]]


def test_empty_cells_lose_nothing_and_rows_with_other_cells_than_the_headings_are_refused() -> None:
    table = read("a,b,c\n1,,\n1,2,3,,\n,,\n,x,\n4,5,6\n")
    assert table.rows == 4
    assert table.frame().isna().to_numpy().tolist() == [
        [False, True, True],
        [False, False, False],
        [True, False, True],
        [False, False, False],
    ]
    for row, cells in (("1,2", 2), ("Ann, B,2,3", 4)):
        with pytest.raises(DataError, match=rf"Line 3 of .*\({cells} instead of 3\)") as error:
            read(f"a,b,c\n1,2,3\n{row}\n")
        assert "Ann" not in str(error.value)


def test_a_column_without_a_heading_gets_a_number() -> None:
    assert read("a,,c\n1,2,3\n").columns == ("a", "#2", "c")


def test_only_columns_with_a_few_values_can_make_groups() -> None:
    many = "id,sex,same\n" + "".join(f"{n},{'wm'[n % 2]},x\n" for n in range(50))
    assert read(many).grouping == ("sex",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "holds no rows"),
        (b"\n \n", "holds no rows"),
        (b"a,b\n", "holds no rows"),
        (b"PK\x03\x04 rubbish", "is not a table"),
        (b"\x7fELF\x00\x00", "is not a table"),
        (b"a,a\n1,2\n", "more than one column"),
        (b"x," * 201 + b"y\n1\n", "at most 200"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_next_step(content: bytes, said: str) -> None:
    with pytest.raises(DataError, match=said) as error:
        read(content, "file.bin")
    assert "file.bin" in str(error.value)


def test_a_workbook_that_says_it_unpacks_into_all_memory_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.filelist[0].file_size = 400_000_001  # as a bomb would have it
    with pytest.raises(DataError, match="when unpacked: at most 400 MB"):
        read(file.getvalue())


@given(st.binary(max_size=300))
def test_no_file_makes_the_reader_stumble(content: bytes) -> None:
    reader = workbook if content.startswith(b"PK") else delimited
    try:
        told, pieces = reader.answer(content, "log.csv", {"most": PAGE}, lambda share: None)
    except DataError:
        return
    assert told["rows"] >= 1
    assert [len(piece) for piece in pieces] == [told["rows"]] * len(told["headings"])
