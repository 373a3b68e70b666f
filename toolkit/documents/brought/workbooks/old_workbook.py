"""Workbooks of older kinds (.xls, .xlsb), read by calamine, which tells no errors and no hidden rows."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from toolkit.documents.brought.workbooks.arranged import Answer, arranged
from toolkit.documents.brought.workbooks.cell_values import LONGEST_TEXT
from toolkit.documents.brought.workbooks.sheet import Merged, Row, Seen, Sheet, Tell
from toolkit.errors import DataError, UnreadableFile, translatable
from toolkit.registers.text_tables import NO_TABLE

LOCKED = translatable("{name} has a password. Open it, save it without one, and choose that copy.")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LONGEST_NAME = 60
_A_TICK = 5_000  # rows


def answer(data: bytes, name: str, told: Mapping[str, Any], tell: Callable[[float], None]) -> Answer:
    """The columns of a workbook, for the process that asked (`toolkit.documents.brought.table` takes them up)."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    if _ENCRYPTED in data:
        raise DataError(LOCKED, name=name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        for place, one in enumerate(book.sheets_metadata):
            sheet = book.get_sheet_by_index(place)
            is_hidden = one.visible != SheetVisibleEnum.Visible
            merged = [Merged(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in _merged(sheet)]
            read = partial(_rows, sheet)
            sheets.append(Sheet(one.name[:_LONGEST_NAME], is_hidden, bool(sheet.height), read, partial(list, merged)))
        values, pieces = arranged(sheets, name, told, tell)
    except PasswordError as error:
        raise DataError(LOCKED, name=name) from error
    except (CalamineError, ValueError, IndexError, OSError) as error:
        raise UnreadableFile(NO_TABLE, name=name) from error
    return {**values, "oddities": {**values["oddities"], "is_old": 1}}, pieces


def _merged(sheet: Any) -> list[Any]:
    return list(sheet.merged_cell_ranges or ())


def _rows(sheet: Any, tell: Tell, _seen: Seen) -> Iterator[Row]:
    left = (sheet.start or (0, 0))[1]  # rows are given from the first of the sheet on, cells from the first filled one
    for place, cells in enumerate(sheet.iter_rows()):
        if place % _A_TICK == 0:
            tell(place / (sheet.total_height or 1))
        if row := {at: text for at, cell in enumerate(cells, start=left) if (text := _shown(cell))}:
            yield Row(place + 1, row)


def _shown(value: Any) -> str:
    """A value as text: numbers as numbers are written, dates as 2026-11-24."""
    if isinstance(value, str):
        return value[:LONGEST_TEXT]
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return str(value.date() if value.time() == datetime.time() else value)
    return str(value)
