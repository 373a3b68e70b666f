"""Tables that mean harm: read as what they hold, or refused with the reason, in bounded time and memory."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import pytest

from toolkit.documents.brought.apart import Answer
from toolkit.documents.brought.table import OWN, BroughtTable, _table, read_table
from toolkit.documents.brought.workbooks.columns import Columns
from toolkit.errors import DataError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
Make = Callable[[], bytes]


def related(*entries: tuple[str, str, str]) -> str:
    listed = "".join(f'<Relationship Id="{id_}" Type="{RELATED}/{kind}" Target="{to}"/>' for id_, kind, to in entries)
    return f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


def book(
    rows: str | bytes = "",
    *,
    sheet: str | bytes = "",
    texts: str = "",
    styles: str = "",
    before: str = "",
    target: str = "worksheets/sheet1.xml",
    **more: str | bytes,
) -> bytes:
    """A workbook by hand: what stands in its sheet, before its rows, and in its other parts."""
    listed = [("r1", "worksheet", target), ("r2", "sharedStrings", "sharedStrings.xml"), ("r3", "styles", "styles.xml")]
    whole = sheet or b"".join(
        part.encode() if isinstance(part, str) else part
        for part in (f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>', rows, "</sheetData></worksheet>")
    )
    members: dict[str, str | bytes] = {
        "_rels/.rels": related(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets><sheet name="a" r:id="r1"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": related(*listed),
        "xl/worksheets/sheet1.xml": whole,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
        **{name.replace("__", "/"): content for name, content in more.items()},
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def cell(text: str, place: str = "") -> str:
    return f'<c t="inlineStr"{f" r={chr(34)}{place}{chr(34)}" if place else ""}><is><t>{text}</t></is></c>'


def row(*texts: str) -> str:
    return f"<row>{''.join(map(cell, texts))}</row>"


TABLE = row("sex", "chosen") + row("women", "yes") + row("men", "no")
FEW = "<dimension ref='A1:B1'/>"
LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {b} '{('&' + a + ';') * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def locked() -> bytes:
    data = bytearray(book(TABLE))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            data[at + place] |= 1
    return bytes(data)


def styled(code: str, value: str) -> bytes:
    form = f'<numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>'
    return book(row("when") + f'<row><c s="0"><v>{value}</v></c></row>', styles=form)


# What is read, and what of it: the first row below the headings, and how many rows.
READ: dict[str, tuple[Make, tuple[str, ...], int]] = {
    "a size that is a lie: too small": (lambda: book(row("a") + row("x") * 500, before=FEW), ("x",), 500),
    "a size that is a lie: all of a sheet": (
        lambda: book(TABLE, before="<dimension ref='A1:XFD1048576'/>"),
        ("women", "yes"),
        2,
    ),
    "a cell in the last corner": (
        lambda: book(TABLE + f'<row r="1048576">{cell("far", "XFD1048576")}</row>'),
        ("women", "yes"),
        2,
    ),
    "one long text in thousands of cells": (
        lambda: book(
            row("a", "b") + '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>' * 20_000,
            texts=f"<si><t>{'x' * 100_000}</t></si><si><t>y</t></si>",
        ),
        ("x" * 32_767, "y"),
        20_000,
    ),
    "a formula that would start something": (
        lambda: book(row("a") + "<row><c t='str'><f>cmd|' /C calc'!A0</f><v>7</v></c></row>"),
        ("7",),
        1,
    ),
    "a number of a million digits": (
        lambda: book(row("a") + f"<row><c><v>{'9' * 1_000_000}</v></c></row>"),
        ("9" * 32_767,),
        1,
    ),
    "a number that no computer holds": (lambda: book(row("a") + "<row><c><v>1e999</v></c></row>"), ("inf",), 1),
    "a day before all days": (lambda: styled("yyyy-mm-dd", "-999999"), ("-999999",), 1),
    "a day after all days": (lambda: styled("yyyy-mm-dd", "2999999.5"), ("2999999.5",), 1),
    "a format that is ten thousand brackets": (lambda: styled("[" * 10_000, "5"), ("5",), 1),
    "a style that is not there": (lambda: book(row("a") + '<row><c s="99"><v>5</v></c></row>'), ("5",), 1),
    "words as they are said aloud between words": (
        lambda: book(row("a") + "<row><c t='inlineStr'><is><t>A</t><rPh><t>no</t></rPh><r><t>B</t></r></is></c></row>"),
        ("AB",),
        1,
    ),
    "what looks like Python": (
        lambda: b"a,b\n__import__('os').system('id'),{0.__class__}\n",
        ("__import__('os').system('id')", "{0.__class__}"),
        1,
    ),
    "formulas in text": (lambda: b"a,b\n=cmd|'/C calc'!A0,@SUM(1)\n", ("=cmd|'/C calc'!A0", "@SUM(1)"), 1),
    "signs that turn a line round": (lambda: "a,b\n\u202egpj.exe,x\u2066\n".encode(), ("\u202egpj.exe", "x\u2066"), 1),
    "zeros between letters, later on": (lambda: b"a,b\n" + b"x,y\n" * 2000 + b"\0,\0\n", ("x", "y"), 2001),
    "letters of no alphabet": (lambda: b"a,b\n\xff\xfe\x80,y\n", ("ÿþ€", "y"), 1),
    "quotation marks without end": (lambda: b'a,b\n"""""""",y\n' + b"x,y\n" * 50, ('"""', "y"), 51),
    "every cell another text": (
        lambda: b"id,name\n" + b"".join(b"%d,n%d\n" % (number, number * 7919) for number in range(60_000)),
        ("0", "n0"),
        60_000,
    ),
    "millions of cells in one row": (lambda: b"a,b\nx,y" + b"," * 3_000_000 + b"\nx,y\n", ("x", "y"), 2),
    "lines that end in one sign only": (lambda: b"a,b\r" + b"x,y\r" * 3000, ("x", "y"), 3000),
    "spaces, hundreds of megabytes of them, packed": (
        lambda: book(TABLE.encode() + b" " * 60_000_000),
        ("women", "yes"),
        2,
    ),
}  # fmt: skip

NO_TABLE = "is not a table that can be read here"
REFUSED: dict[str, tuple[Make, str]] = {
    "more when unpacked than a computer has": (lambda: packed_zeros(401), "when unpacked: at most 400 MB"),
    "thousands of parts": (lambda: book(TABLE, **{f"x{n}": b"" for n in range(5001)}), "when unpacked"),
    "a billion laughs": (lambda: book(sheet=f"{LAUGHS}]><worksheet><sheetData/></worksheet>"), NO_TABLE),
    "an entity from a file": (
        lambda: book(
            TABLE, **{"xl__sharedStrings.xml": '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst/>'}
        ),
        NO_TABLE,
    ),
    "an encoding that hides": (lambda: book(sheet='<?xml version="1.0" encoding="UTF-7"?><worksheet/>'), NO_TABLE),
    "elements thousands deep": (lambda: book("<row>" + "<x>" * 100_000), NO_TABLE),
    "rows that go back": (lambda: book('<row r="2"><c/></row><row r="1"><c/></row>'), NO_TABLE),
    "the same row twice": (
        lambda: book(row("a") + f'<row r="2">{cell("x")}</row><row r="2">{cell("y")}</row>'),
        NO_TABLE,
    ),
    "the same cell twice": (lambda: book(f"<row>{cell('a', 'A1')}{cell('b', 'A1')}</row>"), NO_TABLE),
    "a column beyond the last": (lambda: book(f"<row>{cell('a', 'XFE1')}</row>"), NO_TABLE),
    "a cell with a name that is none": (lambda: book(f"<row>{cell('a', '١١')}</row>"), NO_TABLE),
    "a text that is not there": (lambda: book('<row><c t="s"><v>7</v></c></row>'), NO_TABLE),
    "a text before the first": (lambda: book('<row><c t="s"><v>-1</v></c></row>', texts="<si><t>a</t></si>"), NO_TABLE),
    "a number of a row in ten thousand digits": (lambda: book(f'<row r="{"9" * 10_000}"/>'), NO_TABLE),
    "a sheet that lies outside": (lambda: book(TABLE, target="../../../etc/passwd"), NO_TABLE),
    "a sheet that lies on another computer": (lambda: book(TABLE, target="http://evil.example/sheet1.xml"), NO_TABLE),
    "a password": (locked, NO_TABLE),
    "half a workbook": (lambda: cut(book(TABLE)), NO_TABLE),
    "a sheet cut off": (lambda: book(sheet=f'<worksheet xmlns="{MAIN}"><sheetData>{row("a")}'), NO_TABLE),
    "an archive of something else": (lambda: zipped({"word/document.xml": "<x/>"}), "holds no rows"),
    "an archive of nothing": (lambda: zipped({}), "more than one file"),
    "a programme": (lambda: b"\x7fELF\x02\x01\x01" + b"\0" * 500, NO_TABLE),
    "a picture": (
        lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + random.Random(1).randbytes(9000),
        "holds PNG and no table",
    ),
    "half a letter in UTF-16": (lambda: b"\xff\xfea\0,\0b\0\n\0\x00\xd8", NO_TABLE),
    "headings for thousands of columns": (lambda: book(f"<row>{'<c><v>1</v></c>' * 16_384}</row>"), "at most 200"),
    "headings without end": (lambda: b"x," * 2_000_000 + b"\n1\n", "at most 200"),
    "a quotation mark that is never closed": (lambda: b'a,b\n"' + b"x,y\n" * 200_000, "A cell in line"),
    "a line without end": (lambda: b"a,b\n" + b"x" * 10_000_000, "A cell in line 2"),
    "headings over nothing": (lambda: b"a,b,c\n" + b",,\n" * 200_000, "holds no rows"),
    "two hundred headings over short rows": (
        lambda: b",".join(b"h%d" % n for n in range(200)) + b"\n" + b"1\n" * 400_000,
        "(1 instead of 200)",
    ),
}

# Tried by `benchmarks/hostile_files.py`: they take seconds, and what stops them is tried in the suite by others.
HEAVY: dict[str, tuple[Make, str]] = {
    "25 MB of short rows under 200 headings": (
        lambda: b",".join(b"h%d" % n for n in range(200)) + b"\n" + b"1\n" * 12_500_000,
        "(1 instead of 200)",
    ),
    "50 MB of rows of one letter": (lambda: b"a\n" + b"x\n" * 24_999_000, "more than 3000000 rows"),
    "30 million empty rows": (lambda: book(row("a") + "<row/>" * 30_000_000), "longer than the 8 seconds"),
    "20 million empty cells": (lambda: book(row("a") + f"<row>{'<c/>' * 16_000}</row>" * 1250), ""),
    "three million shared texts": (lambda: book(row("a") + row("x"), texts="<si><t>abc</t></si>" * 3_000_000), ""),
    "an attribute of 300 MB": (lambda: book(f'<row r="1" x="{"a" * 300_000_000}"/>'), "260 MB of memory"),
    "a text of 300 MB": (lambda: book(row("a" * 300_000_000)), ""),
    "a row of ten million cells": (lambda: b"a,b\n" + b"," * 40_000_000 + b"\n", ""),
    "25 MB, every cell another text": (lambda: unlike(25_000_000), ""),
}


def zipped(members: dict[str, str | bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def packed_zeros(megabytes: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.filelist[0].file_size = megabytes * 1_000_000  # as its table of contents would have it
    return file.getvalue()


def unlike(size: int) -> bytes:
    draw = random.Random(7)
    rows = [b",".join(b"h%d" % n for n in range(200))]
    while size > 0:
        rows.append(b",".join(b"%x" % draw.getrandbits(24) for _ in range(200)))
        size -= len(rows[-1])
    return b"\n".join(rows)


def read(data: bytes) -> BroughtTable:
    return read_table(data, "log.xlsx" if data.startswith(b"PK") else "log.csv")


@pytest.mark.parametrize("kind", READ)
@pytest.mark.slow
def test_a_table_is_read_as_what_it_holds(kind: str) -> None:
    make, first, rows = READ[kind]
    table = read(make())
    assert (table.first[0], table.rows) == (first, rows)


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.slow
def test_a_table_that_means_harm_is_refused_with_the_reason_and_a_next_step(kind: str) -> None:
    make, sentence = REFUSED[kind]
    with pytest.raises(DataError) as error:
        read(make())
    said = str(error.value)
    assert "log." in said
    assert sentence in said
    assert said.endswith(".")


def test_a_column_of_names_is_not_kept_and_the_others_are() -> None:
    rows = b"".join(b"%d,%s\n" % (number, b"wm"[number % 2 : number % 2 + 1]) for number in range(20_001))
    number, sex = read(b"number,sex\n" + rows).columns
    assert number is None
    assert sex is not None
    assert (sex.texts, len(sex.codes)) == (("", "w", "m"), 20_001)
    kept, _ = read(b"number,sex\n" + rows.replace(b"20000,w\n", b"")).columns
    assert kept is not None  # twenty thousand are allowed
    assert len(kept.texts) == 20_001


@pytest.mark.parametrize("different", [255, 256, 65_535, 65_536])
def test_a_column_has_as_many_texts_as_it_has(different: int) -> None:
    texts = [f"t{number}" for number in range(different)]
    columns = Columns("log.csv", ["a", "b"], OWN)
    for text in [*texts, "t0"]:
        columns.add([text])
    column, empty = _table(Answer(*columns.answer()), "log.csv").columns
    assert column is not None
    assert empty is not None
    assert [column.texts[code] for code in column.codes] == [*texts, "t0"]
    assert set(empty.codes) == {0}


def test_what_does_not_hold_together_is_no_table() -> None:
    columns = Columns("log.csv", ["a"], OWN)
    columns.add(["x"])
    told, pieces = columns.answer()
    for wrong, piece in (
        ({"rows": 2}, pieces),
        ({"rows": 0}, (b"",)),
        ({"headings": ["a", "b"]}, pieces),
        ({"first": [["x", "y"]]}, pieces),
        ({"columns": [{"kind": "B", "texts": ["x", "y"]}]}, pieces),
        ({"columns": [{"kind": "d", "texts": ["", "x"]}]}, pieces),
        ({}, (b"\x07",)),
    ):
        with pytest.raises(ValueError):
            _table(Answer({**told, **wrong}, piece), "log.csv")


def test_the_corpus_is_as_large_as_it_is_said_to_be() -> None:
    assert len(READ) + len(REFUSED) + len(HEAVY) >= 55


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": ' * 100_000 + b"1" + b"}" * 100_000,
        b"[" * 100_000,
        b'{"a": ' + b"9" * 100_000 + b"}",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(1).randbytes(20_000),
        b"$FL2" + random.Random(2).randbytes(20_000),
        b"<stata_dta>" + random.Random(3).randbytes(20_000),
        b"\x1f\x8b" + random.Random(4).randbytes(2_000),
        b"BZh9" + random.Random(5).randbytes(2_000),
    ],
    ids=["deep", "deeper", "a long number", "old workbook", "SPSS", "Stata", "gzip", "bzip"],
)
@pytest.mark.slow
def test_other_kinds_that_mean_harm_are_refused(data: bytes) -> None:
    with pytest.raises(DataError):
        read_table(data, "log.bin")
