"""Write a document as a spreadsheet: the words on one sheet, each long table on its own, numbers as numbers.

A sheet begins with the whole name of its table, because the name of a sheet has room for 31 letters.

Nothing in it is a formula. What somebody wrote stays text also when the cell is opened and closed again.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from toolkit.documents import labels
from toolkit.documents.document import (
    Article,
    Band,
    Bullets,
    Document,
    Facts,
    Heading,
    Paragraph,
    Part,
    Picture,
    Signatures,
    Table,
    Text,
)
from toolkit.documents.form import Form
from toolkit.documents.runs import clean, plain
from toolkit.errors import DataError, translatable

_LONGEST_CELL = 32_767
_LONGEST_NAME = 31
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_WIDEST, _NARROWEST, _RUNNING = 60, 10, 90
_HEAD, _INK = "F3F5F7", "1B1F24"

TOO_LONG = translatable(
    "The cell in row {row}, column {column} would hold more than {most} letters, more than a spreadsheet takes. Save "
    "the register as JSON Lines (.jsonl) instead."
)

# A row of the sheet of words: the cells, and whether they are bold.
Row = tuple[tuple[str, ...], bool]


def write_xlsx(document: Document) -> bytes:
    """The document as an Excel workbook; sheets run from right to left where the language does."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    names = {plain_name(document.language.say(labels.REPORT), "Report")}
    sheet.title = next(iter(names))
    tables: list[tuple[str, Table]] = []
    for part in (*document.blocks, *document.sheets):
        if isinstance(part, Table) and not part.with_words:
            tables.append((_name(part, document, names, len(tables) + 1), part.in_full or part))
    _fill_words(sheet, document, [name for name, _ in tables])
    for name, table in tables:
        _fill_table(book.create_sheet(name), table, document)
    for each in book.worksheets:
        each.sheet_view.rightToLeft = document.language.direction == "rtl"
    _describe(book, document)
    return _saved(book)


def write_form(form: Form) -> bytes:
    """A table to be filled in, as an Excel workbook: what is asked below each heading, and lists to choose from.

    Raises
    ------
    DataError
        If a cell would be cut off because a spreadsheet does not hold so much.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet: Any = book.active
    sheet.title = plain_name(form.title, "Form")
    rtl = form.language.direction == "rtl"
    aligned = Alignment(wrap_text=True, vertical="top", readingOrder=2 if rtl else 1)
    lists = book.create_sheet(plain_name(form.language.say(labels.CHOICES), "Choices"))
    for number, column in enumerate(form.columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = column.width
        for row, text in ((1, column.heading), (2, column.help)):
            cell = _put(sheet, row, number, clean(text))
            cell.alignment, cell.fill = aligned, PatternFill("solid", fgColor=_HEAD)
            cell.font = Font(bold=row == 1, italic=row == 2, color=_INK)
        if column.choices:
            for row, text in enumerate(column.choices, start=1):
                _put(lists, row, number, clean(text))
            there = f"'{lists.title}'!${letter}$1:${letter}${len(column.choices)}"
            # Not enforced: what somebody writes beside the list is kept and asked about, not refused.
            listed = DataValidation(type="list", formula1=there, allow_blank=True, showErrorMessage=False)
            listed.add(f"{letter}3:{letter}{len(form.rows) + form.empty_rows + 2}")
            sheet.add_data_validation(listed)
    for place, cells in enumerate(form.rows, start=3):
        for number, text in enumerate(cells, start=1):
            words = clean(text)
            if len(words) > _LONGEST_CELL:
                raise DataError(TOO_LONG, row=place, column=get_column_letter(number), most=_LONGEST_CELL)
            _put(sheet, place, number, words).alignment = aligned
    sheet.freeze_panes = "B3"
    for each in book.worksheets:
        each.sheet_view.rightToLeft = rtl
    lists.sheet_state = "hidden"
    book.properties.creator = book.properties.lastModifiedBy = None
    return _saved(book)


def _saved(book: Any) -> bytes:
    """The bytes of a workbook. The library itself would first write each sheet, with all its words, to a disk."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.writer.excel import ExcelWriter

    class InMemory(ExcelWriter):  # type: ignore[misc]  # the library has no types
        def write_worksheet(self, ws: Any) -> None:
            ws._drawing = SpreadsheetDrawing()
            sheet = io.BytesIO()
            writer = WorksheetWriter(ws, sheet)
            writer.write()
            ws._rels = writer._rels
            self._archive.writestr(ws.path[1:], sheet.getvalue())
            self.manifest.append(ws)

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        InMemory(book, archive).save()
    return file.getvalue()


def plain_name(text: str, otherwise: str) -> str:
    """A name that a sheet may have.

    A name that is too long is not cut: half a name says something else.

    >>> plain_name("Rates: by [sex]", "Table 1"), plain_name("///", "Table 1"), plain_name("a" * 40, "Table 1")
    ('Rates by sex', 'Table 1', 'Table 1')
    """
    name = " ".join(_FORBIDDEN_IN_NAMES.sub(" ", text).split()).strip(" '")
    return name if name and len(name) <= _LONGEST_NAME and name.lower() != "history" else otherwise[:_LONGEST_NAME]


def _name(table: Table, document: Document, taken: set[str], number: int) -> str:
    numbered = plain_name(clean(document.language.say(labels.TABLE).format(n=number)), f"Table {number}")
    name = plain_name(plain(table.sheet or table.caption, document), numbered)
    if name.lower() in {other.lower() for other in taken}:
        name = f"{name[: _LONGEST_NAME - 5]} ({number})"
    taken.add(name)
    return name


def _fill_words(sheet: Any, document: Document, names: list[str]) -> None:
    from openpyxl.styles import Alignment, Font

    sheets = iter(names)
    rows: list[Row] = [((plain(document.mark, document),), True)] if document.mark else []
    rows.append(((plain(document.title, document),), True))
    for part in document.blocks:
        rows += _rows(part, document, sheets)
    for number, (cells, bold) in enumerate(rows, start=1):
        for column, text in enumerate(cells, start=1):
            cell = _put(sheet, number, column, text)
            cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=_reading_order(document))
            if bold:
                cell.font = Font(bold=True, color=_INK)
    sheet.column_dimensions["A"].width = _RUNNING
    sheet.column_dimensions["B"].width = _WIDEST


def _rows(part: Part, document: Document, sheets: Iterator[str]) -> Iterator[Row]:
    def words(text: Text) -> str:
        return plain(text, document)

    say = document.language.say
    match part:
        case Heading():
            yield ("",), False
            yield (words(part.text),), True
        case Paragraph(kind="note") | Paragraph(kind="warning"):
            label = say(labels.NOTE if part.kind == "note" else labels.WARNING)
            yield (f"{label} {words(part.text)}",), False
        case Paragraph():
            yield (words(part.text),), False
        case Bullets():
            yield from (((f"• {words(item)}",), False) for item in part.items)
        case Facts():
            yield from (((words(label), words(value)), False) for label, value in part.rows)
        case Table(with_words=True):
            yield (words(part.caption),), True
            for line in (part.filled(part.header), *part.lines):
                yield ((words(line.text),) if isinstance(line, Band) else tuple(map(words, line))), line is part.header
        case Table():
            sheet = next(sheets)
            told = say(labels.SEE_SHEET, caption=words(part.caption), sheet=sheet)
            yield (plain(told, document),), False
        case Article():
            yield (f"{words(document.label_of(part.id))} – {words(part.title)}",), True
            for place, paragraph in enumerate(part.paragraphs, start=1):
                yield (f"{document.number_of(part.id)}.{place} {words(paragraph.text)}",), False
                for n, point in enumerate(paragraph.points, start=1):
                    yield (f"({document.letter(n)}) {words(point)}",), False
        case Signatures():
            yield from (((words(party),), False) for party in part.parties)
        case Picture():
            yield (plain(part.alternative, document),), False


def _fill_table(sheet: Any, table: Table, document: Document) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    aligned = Alignment(wrap_text=True, vertical="top", readingOrder=_reading_order(document))
    bold, shaded = Font(bold=True, color=_INK), PatternFill("solid", fgColor=_HEAD)
    said, before = _columns_of_bands(table)
    widths = [_NARROWEST] * (len(said) + table.columns)
    top = 1
    if table.caption:
        title = _put(sheet, top, 1, plain(table.caption, document))
        title.font, title.alignment = bold, Alignment(readingOrder=aligned.readingOrder)
        top += 1
    head = [(*said, *table.filled(table.header))] if table.header else []
    rows = [(*before[place], *table.filled(row)) for place, row in enumerate(table.rows)]
    for number, row in enumerate([*head, *rows], start=top):
        for column, text in enumerate(row):
            words = plain(text, document)
            place = number - top - len(head)
            value = table.value(place, column - len(said)) if place >= 0 and column >= len(said) else None
            cell = _put(sheet, number, column + 1, words, value)
            cell.alignment = aligned
            if place < 0:
                cell.font, cell.fill = bold, shaded
            longest = max(map(len, words.split("\n")), default=0)
            widths[column] = min(max(widths[column], longest + 2), _WIDEST)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    if head:
        sheet.freeze_panes = f"A{top + 1}"


def _columns_of_bands(table: Table) -> tuple[list[Text], list[list[Text]]]:
    """What the bands of a table say, as columns that stand before its own: their heads, and their cells of each row."""
    heads = list(dict.fromkeys(head for band in table.bands for head, _ in band.cells))
    bands = {band.before: dict(band.cells) for band in table.bands}
    cells: list[list[Text]] = []
    now: dict[Text, Text] = {}
    for place in range(len(table.rows)):
        now = bands.get(place, now)
        cells.append([now.get(head, "") for head in heads])
    return heads, cells


def _put(sheet: Any, row: int, column: int, words: str, value: float | None = None) -> Any:
    """A number as a number, anything else as text, whatever sign it begins with."""
    cell = sheet.cell(row=row, column=column)
    if value is not None and math.isfinite(value):
        cell.value = value
        cell.number_format = "0.00%" if "%" in words else "#,##0" if isinstance(value, int) else "0.00"
        return cell
    text = words[:_LONGEST_CELL]
    if text:
        cell.value = text
        cell.data_type = "s"  # not "f", not "e" either: the library guesses by the first sign
        if text.startswith(_STARTS_FORMULA):
            cell.number_format = "@"  # stays text when somebody opens the cell and presses Enter
    return cell


def _reading_order(document: Document) -> int:
    return 2 if document.language.direction == "rtl" else 1


def _describe(book: Any, document: Document) -> None:
    properties = book.properties
    properties.title = " ".join(plain(document.title, document).split())[:255]
    properties.creator = properties.lastModifiedBy = clean(document.author)[:255] or None
    properties.language = document.language.tag.replace("_", "-")
    properties.created = properties.modified = datetime.now(UTC).replace(microsecond=0, tzinfo=None)
