"""Plain sheets of rows, as people make them in a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any


def write_sheets(
    sheets: Mapping[str, Sequence[Sequence[Any]]], merged: Sequence[str] = (), *, right_to_left: bool = False
) -> bytes:
    """A workbook with these rows, sheet by sheet; the same cells (``"A4:A5"``) are merged in each."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_view.rightToLeft = right_to_left
        for row in rows:
            sheet.append(list(row))
        for cells in merged:
            sheet.merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
