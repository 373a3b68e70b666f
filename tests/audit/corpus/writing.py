"""Writes tables as people's programmes write them, without anything of the toolkit."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Table = Sequence[Sequence[Any]]
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def csv(rows: Table, sign: str = ",", end: str = "\n", encoding: str = "utf-8") -> bytes:
    """Text with a sign between the cells; a cell that holds it stands in quotation marks."""

    def cell(value: Any) -> str:
        text = "" if value is None else str(value)
        return '"' + text.replace('"', '""') + '"' if sign in text or '"' in text or "\n" in text else text

    return "".join(sign.join(map(cell, row)) + end for row in rows).encode(encoding)


def xlsx(*sheets: Table, names: Sequence[str] = (), change: Callable[[Workbook], Any] | None = None) -> bytes:
    """A workbook of Excel with these sheets, changed before it is saved."""
    book = Workbook()
    for place, rows in enumerate(sheets):
        sheet: Worksheet = book.active if place == 0 else book.create_sheet()  # type: ignore[assignment]
        sheet.title = names[place] if names else f"Feuil{place + 1}"
        for row in rows:
            sheet.append(list(row))
    if change is not None:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods(*sheets: Table, hidden: Sequence[int] = ()) -> bytes:
    """A spreadsheet as LibreOffice writes it; rows of the first sheet with these numbers are hidden."""
    tables = []
    for place, rows in enumerate(sheets):
        lines = []
        for number, row in enumerate(rows, start=1):
            is_hidden = ' table:visibility="collapse"' if place == 0 and number in hidden else ""
            lines.append(f"<table:table-row{is_hidden}>{''.join(map(_ods_cell, row))}</table:table-row>")
        tables.append(f'<table:table table:name="Feuille{place + 1}">{"".join(lines)}</table:table>')
    spaces = " ".join(f'xmlns:{name}="{_OFFICE}{name}:1.0"' for name in ("office", "table", "text"))
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.3">'
    content += f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content + "</office:document-content>")
    return file.getvalue()


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, int):
        told = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {told}><text:p>{value}</text:p></table:table-cell>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'


def json_lines(rows: Table) -> bytes:
    """A record a line."""
    head, *below = rows
    return "".join(json.dumps(dict(zip(head, row, strict=True))) + "\n" for row in below).encode()


def gzipped(data: bytes) -> bytes:
    """The same, packed."""
    return gzip.compress(data, mtime=0)


def zipped(**files: bytes) -> bytes:
    """An archive of these files; two underscores stand for the point in a name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return file.getvalue()
