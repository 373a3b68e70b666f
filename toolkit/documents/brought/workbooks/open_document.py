"""The sheets of an OpenDocument spreadsheet (.ods), as LibreOffice writes it (OpenDocument 1.3 part 3, 9)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any
from xml.parsers import expat

from toolkit.documents.brought.unsound import Unsound
from toolkit.documents.brought.workbooks.arranged import Answer, arranged
from toolkit.documents.brought.workbooks.cell_values import LONGEST_TEXT
from toolkit.documents.brought.workbooks.sheet import Merged, Row, Seen, Sheet, Tell
from toolkit.documents.brought.workbooks.workbook import check_size
from toolkit.documents.brought.workbooks.worksheet import WIDEST
from toolkit.documents.brought.workbooks.xml_parts import parse
from toolkit.errors import UnreadableFile
from toolkit.registers.text_tables import NO_TABLE

CONTENT = "content.xml"
_LONGEST_NAME = 60
_MOST_AGAIN = 1_048_576  # rows that a sheet has
_MOST_CELLS = 20_000_000  # that are written out of those that are said to come again
_HIDDEN = ("collapse", "filter")


def answer(data: bytes, name: str, told: Mapping[str, Any], tell: Callable[[float], None]) -> Answer:
    """The columns of a spreadsheet, for the process that asked (`toolkit.documents.brought.table` takes them up)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_size(archive, name)
            return arranged(_sheets(archive, told["most"]["columns"] + 1), name, told, tell)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, IndexError) as error:
        raise UnreadableFile(NO_TABLE, name=name) from error
    except (NotImplementedError, RuntimeError, OSError, EOFError, LookupError) as error:
        raise UnreadableFile(NO_TABLE, name=name) from error


def _sheets(archive: zipfile.ZipFile, width: int) -> list[Sheet]:
    """The sheets, with what is merged in each."""
    taker = _Taker(width, None, Seen())
    for _ in parse(archive, CONTENT, taker.seen, taker.ended, taker.read):
        taker.rows.clear()

    def read(place: int, tell: Tell, seen: Seen) -> Iterator[Row]:
        sheet = _Taker(width, place, seen)
        size = archive.getinfo(CONTENT).file_size or 1
        for done in parse(archive, CONTENT, sheet.seen, sheet.ended, sheet.read):
            tell(done / size)
            yield from sheet.rows
            sheet.rows.clear()
            if sheet.place > place:
                return

    return [
        Sheet(called, style in taker.not_shown, place in taker.filled, partial(read, place), partial(list, merged))
        for place, (called, style, merged) in enumerate(taker.tables)
    ]


class _Taker:
    """Takes the rows of one sheet as they come by; without a sheet, only what there is."""

    def __init__(self, width: int, wanted: int | None, noted: Seen) -> None:
        self.width, self.wanted, self.noted = width, wanted, noted
        self.tables: list[tuple[str, str, list[Merged]]] = []
        self.filled: set[int] = set()
        self.not_shown: set[str] = set()
        self.rows: list[Row] = []
        self.place = -1
        self.style = ""
        self.number = self.column = self.deep = self.beside = self.written = 0
        self.row: dict[int, str] = {}
        self.pieces: list[str] | None = None
        self.cell: dict[str, str] = {}
        self.line: dict[str, str] = {}

    def seen(self, tag: str, attributes: dict[str, str]) -> None:
        said = {name.rpartition(":")[2]: value for name, value in sorted(attributes.items())}  # calcext: before office:
        if tag == "style":
            self.style = said.get("name", "")
        elif tag == "table-properties" and said.get("display") == "false":
            self.not_shown.add(self.style)
        elif tag == "table":
            self.deep += 1
            if self.deep == 1:
                self.place += 1
                self.tables.append((said.get("name", "")[:_LONGEST_NAME], said.get("style-name", ""), []))
                self.number = self.beside = 0
        elif self.deep != 1:
            return
        elif tag == "table-column":
            again = _times(said, "number-columns-repeated", WIDEST)
            if said.get("visibility") in _HIDDEN and self.place == self.wanted:
                self.noted.hidden_columns.update(range(self.beside, min(self.beside + again, self.width)))
            self.beside += again
        elif tag == "table-row":
            self.line, self.row, self.column = said, {}, 0
        elif tag in ("table-cell", "covered-table-cell"):
            self.cell, self.pieces = said, []
        elif tag == "annotation":
            self.pieces = None  # a remark beside the cell
        elif self.pieces is not None:
            if tag == "p" and self.pieces:
                self.pieces.append("\n")
            elif tag in ("s", "tab"):
                self.pieces.append(" " * _times(said, "c", 1000))

    def read(self, text: str) -> None:
        if self.pieces is not None and self.deep == 1:
            self.pieces.append(text)

    def ended(self, tag: str) -> None:
        if tag == "table":
            self.deep -= 1
        elif self.deep != 1:
            return
        elif tag == "annotation":
            self.pieces = []
        elif tag in ("table-cell", "covered-table-cell"):
            self._take_cell(tag)
        elif tag == "table-row":
            self._take_row()

    def _take_cell(self, tag: str) -> None:
        again = _times(self.cell, "number-columns-repeated", WIDEST)
        text = "" if tag == "covered-table-cell" else _shown(self.cell, "".join(self.pieces or ()))
        down = _times(self.cell, "number-rows-spanned", _MOST_AGAIN)
        across = _times(self.cell, "number-columns-spanned", WIDEST)
        if down > 1 or across > 1:
            top, left = self.number + 1, self.column
            self.tables[-1][2].append(Merged(top, left, top + down - 1, left + across - 1))
        if text:
            for at in range(self.column, min(self.column + again, self.width)):
                self.row[at] = text
        elif "formula" in self.cell and self.place == self.wanted and self.cell.get("value-type") != "string":
            self.noted.without_value.add(self.column)
        self.column += again
        self.pieces = None

    def _take_row(self) -> None:
        again = _times(self.line, "number-rows-repeated", _MOST_AGAIN)
        if self.row:
            self.filled.add(self.place)
            if self.place == self.wanted:
                self.written += again * len(self.row)
                if self.written > _MOST_CELLS and again > 1:
                    raise Unsound("rows that come again")
                is_hidden = self.line.get("visibility") in _HIDDEN
                self.rows += [Row(self.number + at, dict(self.row), is_hidden) for at in range(1, again + 1)]
        self.number += again


def _times(said: Mapping[str, str], name: str, most: int) -> int:
    times = int(said.get(name, "1"))
    if not 1 <= times <= most:
        raise Unsound(name)
    return times


def _shown(cell: Mapping[str, str], text: str) -> str:
    """What a cell holds: numbers and days as they are stored, else the text that is shown."""
    match cell.get("value-type"):
        case "float" | "currency" | "percentage":
            if text.startswith(("#", "Err:")):
                return text[:LONGEST_TEXT]
            number = float(cell.get("value", "nan"))
            if number != number:
                return ""
            return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
        case "date":
            return cell.get("date-value", text).removesuffix("T00:00:00").replace("T", " ")[:40]
        case "boolean":
            return str(cell.get("boolean-value") == "true")
    return text[:LONGEST_TEXT]
