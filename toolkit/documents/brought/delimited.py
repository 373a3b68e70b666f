"""Tables as text, such as CSV: by which sign their cells are parted, and how they are read from bytes."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
from collections.abc import Mapping
from typing import Any

from toolkit.documents.brought.columns import Columns
from toolkit.errors import DataError, UnreadableFile, translatable

START = 1_000_000  # bytes, of which the line of headings is one
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
NO_TABLE = translatable(
    "{name} is not a table that can be read here. Save it as CSV or Excel (.xlsx) in your spreadsheet, and choose that."
)
LONG_CELL = translatable(
    "A cell in line {line} of {name} holds more than {most} letters, more than a spreadsheet takes; perhaps a "
    "quotation mark is not closed. Correct it in a spreadsheet, save it and try again."
)
_DELIMITERS = ";\t,|"
_LIKE = 20  # lines that tell how the cells are parted
_LONGEST_CELL = 32_767  # as in a spreadsheet
_PIECE = 1 << 20


def answer(data: bytes, name: str, told: Mapping[str, Any], tell: Any) -> tuple[Any, tuple[bytes, ...]]:
    """The columns of a table in text, for the process that asked (`toolkit.documents.brought.table` takes them up)."""
    wide = data.startswith(WIDE)
    if b"\x00" in data[:4000] and not wide:
        raise UnreadableFile(NO_TABLE, name=name)
    encoding = "utf-16" if wide else _narrow(data)
    start = data[:START].decode(encoding, errors="replace").lstrip("\r\n\ufeff")
    before = csv.field_size_limit(_LONGEST_CELL)  # it holds for the whole process, which is not always one of its own
    raw = io.BytesIO(data)
    lines = io.TextIOWrapper(raw, encoding, "strict" if wide else "replace", newline="")
    rows = csv.reader(lines, delimiter=delimiter_of(start) or ",")
    try:
        columns = Columns(name, next((row for row in rows if row), ()), told["most"])
        for row in rows:
            columns.add(row)
            if columns.rows % 10_000 == 0:
                tell(raw.tell() / len(data))
    except csv.Error as error:
        if "field larger" in str(error):
            raise DataError(LONG_CELL, name=name, line=rows.line_num, most=_LONGEST_CELL) from error
        raise UnreadableFile(NO_TABLE, name=name) from error
    except UnicodeError as error:
        raise UnreadableFile(NO_TABLE, name=name) from error
    finally:
        csv.field_size_limit(before)
    return columns.answer()


def _narrow(data: bytes) -> str:
    """UTF-8 if all of it is; else what old Western spreadsheets write."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), _PIECE):
            decoder.decode(data[at : at + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def delimiter_of(start: str) -> str:
    """The sign between the cells of a table that starts so, or none where its first line is not like those below.

    It is the one by which most of the next lines have as many cells as the headings have.

    >>> delimiter_of("Salary, gross, EUR;grade\\n1,5;a\\n2,5;b\\n")
    ';'
    >>> delimiter_of("Promotions, 2026\\noffice,sex,hired\\n")
    ''
    """
    found = {sign: widths for sign in _DELIMITERS if len(widths := _widths(start, sign)) and widths[0] > 1}
    alike = {sign: sum(width == widths[0] for width in widths[1:]) for sign, widths in found.items()}
    best = max(found, key=lambda sign: (alike[sign], found[sign][0]), default="")
    return best if best and (alike[best] or len(found[best]) == 1) else ""


def _widths(start: str, sign: str) -> list[int]:
    """How many cells each of the first lines has; empty ones behind the last cell of the headings are none."""
    widths: list[int] = []
    with contextlib.suppress(csv.Error):
        for row in csv.reader(io.StringIO(start, newline=""), delimiter=sign):
            if row and any(cell.strip() for cell in row):
                width = len(row) if not widths or any(row[widths[0] :]) else min(len(row), widths[0])
                widths.append(width)
            if len(widths) > _LIKE:
                break
    return widths
