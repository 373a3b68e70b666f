"""A page, code and a register read one file alike: the same headings, the same cells, or the same refusal."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from toolkit.app.audit.own_table import read_own_table
from toolkit.app.gallery import first_lines
from toolkit.app.kit.upload import Upload
from toolkit.audit.counting.sources import columns_of, open_table, rows_of
from toolkit.documents.brought.cell_text import as_text
from toolkit.documents.brought.workbooks.columns import EMPTY
from toolkit.errors import DataError, EmptyTable
from toolkit.registers.text_tables import delimiter_of
from toolkit.registers.wageindicator import read_wageindicator

HEAD, ROWS = "sex,office,hired\n", "women,Nairobi,yes\nmen,Agadir,no\n"


def book(*rows: list[Any]) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


FILES: dict[str, str | bytes] = {
    "plain": HEAD + ROWS,
    "semicolons": (HEAD + ROWS).replace(",", ";"),
    "tabs": (HEAD + ROWS).replace(",", "\t"),
    "bars": (HEAD + ROWS).replace(",", "|"),
    "semicolons and commas in numbers": "sex;office;pay, EUR\nwomen;a;1,5\nmen;b;2,5\n",
    "semicolons in the headings of commas": "sex; as asked,office,hired\nwomen; 1,a,yes\nmen; 2,b,no\n",
    "signs in one heading": "sex,tasks;duties|grade,hired\nwomen,a,yes\nmen,b,no\n",
    "signs in cells in quotation marks": 'sex,office,hired\nwomen,"a;b|c, d",yes\nmen,"e\nf",no\n',
    "a mark": "\ufeff" + HEAD + ROWS,
    "utf-16": (HEAD + ROWS).encode("utf-16"),
    "western": (HEAD + "señoras,Málaga €,yes\n").encode("cp1252"),
    "arabic": HEAD + "نساء,القاهرة,نعم\n",
    "old arabic": (HEAD + "نساء,القاهرة,نعم\n").encode("cp1256"),
    "old cyrillic": (HEAD + "женщины,Киев,да\n").encode("cp1251"),
    "windows lines": (HEAD + ROWS).replace("\n", "\r\n"),
    "old mac lines": (HEAD + ROWS).replace("\n", "\r"),
    "two kinds of lines": HEAD + ROWS + "women,Fez,no\r\n",
    "empty lines": "\n\r\n" + HEAD + "\n" + ROWS.replace("\n", "\n\n"),
    "a title": "Promotions 2026\n\n" + HEAD + ROWS,
    "a title with commas": "Promotions,,\n" + HEAD + ROWS,
    "a title as wide as a row": "Promotions,2026\n" + HEAD + ROWS,
    "empty cells behind": HEAD.replace("\n", ",,\n") + ROWS.replace("\n", ",,\n"),
    "empty headings behind": HEAD.replace("\n", ",,\n") + ROWS,
    "empty cells behind the rows": HEAD + ROWS.replace("\n", ",\n"),
    "no heading in between": "sex,,hired\nwomen,a,yes\nmen,b,no\n",
    "a heading twice": "sex,office,sex\nwomen,a,yes\nmen,b,no\n",
    "spaces around": " sex , office,hired \n women,a ,yes\nmen , b,no\n",
    "headings that differ in case": "sex,Sex,hired\nwomen,a,yes\nmen,b,no\n",
    "a row too short": HEAD + ROWS + "women,Fez\n",
    "a row too long": HEAD + ROWS + "women,Fez, old town,no\n",
    "an open quotation mark": HEAD + ROWS + '"women,Fez,no\n',
    "something behind a quotation mark": HEAD + ROWS + 'women,"Fez"x,no\n',
    "apostrophes": HEAD + "women,'s-Gravenhage,yes\nmen,',no\nmen,'d',no\n",
    "one column": "sex\nwomen\nmen\n",
    "headings alone": HEAD,
    "nothing": b"",
    "lines of nothing": "\n \n",
    "zeros in front": "sex,office,hired\nwomen,007,1\nmen,1e5,0\n",
    "a programme": b"\x7fELF\x02\x01\x01" + bytes(500),
    "a workbook": book(["sex", "office", "hired"], ["women", "Nairobi", "yes"], ["men", None, "no"]),
    "a workbook with numbers": book(["sex", None, "n"], ["women", 1.0, 2.5], ["men", 2, None]),
    "a workbook with a heading twice": book(["sex", "office", "sex"], ["women", "a", "yes"]),
    "half a workbook": book(["sex"], ["women"])[:900],
}
REFUSED = {
    *("old cyrillic", "two kinds of lines", "a title as wide as a row", "a heading twice"),
    *("a row too short", "a row too long", "an open quotation mark", "something behind a quotation mark"),
    *("headings alone", "nothing", "lines of nothing", "a programme"),
    *("a workbook with a heading twice", "half a workbook"),
}


def content_of(kind: str) -> bytes:
    content = FILES[kind]
    return content if isinstance(content, bytes) else content.encode()


def of_page(content: bytes, name: str) -> Any:
    try:
        table = read_own_table(Upload(name, content))
    except DataError as error:
        return "no rows" if error.sentence == EMPTY else (error.sentence, error.values)
    rows = table.frame().astype(object).where(table.frame().notna(), None).itertuples(index=False)
    return table.columns, Counter(map(tuple, rows))


def of_code(path: Path) -> Any:
    try:
        frame = open_table(path).frame
        columns, rows = tuple(columns_of(frame)), Counter(tuple(map(as_text, row)) for row in rows_of(frame))
        return (columns, rows) if rows else "no rows"
    except EmptyTable:
        return "no rows"
    except DataError as error:
        return error.sentence, error.values


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("kind", FILES)
@pytest.mark.slow
def test_page_and_code_read_a_file_alike_whatever_it_is_called(kind: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"log{suffix}"
    path.write_bytes(content_of(kind))
    page = of_page(content_of(kind), path.name)
    assert page == of_code(path)
    assert (not isinstance(page[0], tuple)) == (kind in REFUSED), page


@pytest.mark.parametrize("kind", [kind for kind in FILES if kind not in REFUSED and "workbook" not in kind])
def test_the_first_look_shows_the_headings_that_are_read(kind: str) -> None:
    shown = [cell.strip() for cell in first_lines(Upload("log.csv", content_of(kind)))[0]]
    columns = read_own_table(Upload("log.csv", content_of(kind))).columns
    assert tuple(name or f"#{place}" for place, name in enumerate(shown, 1))[: len(columns)] == columns


@pytest.mark.parametrize(
    "kind",
    ["plain", "semicolons", "bars", "utf-16", "western", "a title", "a row too long", "old arabic", "old mac lines"],
)
def test_the_clauses_of_others_are_read_alike(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(content_of(kind))
    try:
        read = read_wageindicator(path, agreement="sex", topic="office", text="hired")
        found: Any = ("sex", "office", "hired"), Counter((one.agreement, one.topic, one.text) for one in read)
    except DataError as error:
        found = error.sentence, error.values
    assert found == of_page(content_of(kind), path.name)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("tasks; duties,hired\nnight; day,yes\nday; night,no\n", ","),
        ("a,; b\nx,y; z\ny; z,\n", ","),
        ('"sex|age";n\n"w|1";2\n', ";"),
        ('"||"|n\nx|y; z\n|y; z\n', "|"),
        ("pay, EUR;grade\n1,5;a\n2,5;b\n", ";"),
        ("sex;office\nw;a\n", ";"),
    ],
)
def test_signs_between_words_part_no_cells(text: str, sign: str) -> None:
    assert delimiter_of(text) == sign
