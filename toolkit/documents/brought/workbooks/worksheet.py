"""The cells of one sheet of an Excel workbook as they are stored (ECMA-376 part 1, 18.3.1.4)."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from toolkit.documents.brought.unsound import Unsound
from toolkit.documents.brought.workbooks.cell_values import LONGEST_TEXT, column_of, number_as_text
from toolkit.documents.brought.workbooks.sheet import Merged, Row, Seen, Tell
from toolkit.documents.brought.workbooks.xml_parts import PIECE, parse

WIDEST = 16_384  # columns that a sheet has
_MOST_MERGED = 50_000
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_TRUE = ("1", "true", "on")


@dataclass(frozen=True)
class Stored:
    """What the cells of all sheets share: texts, which styles are dates, and the day that is numbered 0."""

    texts: list[str] = field(repr=False)
    formats: list[str] = field(repr=False)
    start: datetime.datetime = datetime.datetime(1899, 12, 30)

    def show(self, text: str, kind: str, style: str) -> str:
        """A stored value as text: numbers as numbers are written, dates as 2026-11-24."""
        match kind:
            case "s":
                place = int(text)
                if place < 0:
                    raise Unsound(text)
                return self.texts[place]
            case "b":
                return str(text.strip() not in ("0", "false", ""))
            case "n" | "":
                form = self.formats[int(style)] if style and int(style) < len(self.formats) else ""
                return number_as_text(text, form, self.start) if text else ""
            case "d":
                return text.removesuffix("T00:00:00").replace("T", " ")
        return text[:LONGEST_TEXT]


def rows_of(archive: zipfile.ZipFile, part: str, stored: Stored, width: int, tell: Tell, seen: Seen) -> Iterator[Row]:
    """The rows of a sheet that hold something, without cells beyond a width.

    Rows that go back, or a cell that is there twice, are refused: another programme might show the other one.
    """
    cells = _Cells(stored, width, seen)
    size = archive.getinfo(part).file_size or 1
    for done in parse(archive, part, cells.seen, cells.ended, cells.read):
        tell(done / size)
        yield from cells.rows
        cells.rows.clear()


def merged_in(archive: zipfile.ZipFile, part: str) -> list[Merged]:
    """The cells of a sheet that are merged; they are told behind the rows, and are needed before."""
    found: list[Merged] = []
    before = b""
    with archive.open(part) as file:
        while piece := file.read(PIECE):
            text = before + piece
            end = 0
            for match in _MERGED.finditer(text) if b"mergeCell" in text else ():
                left, top, right, bottom = match.groups()
                corners = int(top), column_of(left.decode()) - 1, int(bottom), column_of(right.decode()) - 1
                found.append(Merged(*corners))
                end = match.end()
                if len(found) > _MOST_MERGED:
                    raise Unsound("merged cells")
            before = text[max(end, len(text) - 300) :]
    return found


def holds_cells(archive: zipfile.ZipFile, part: str) -> bool:
    """Whether there is a cell in a sheet: empty ones come with every new workbook of old."""
    with archive.open(part) as file:
        return b"</c>" in file.read(PIECE)


class _Cells:
    """Takes the cells of a sheet as they come by."""

    def __init__(self, stored: Stored, width: int, seen: Seen) -> None:
        self.stored, self.width, self.noted = stored, width, seen
        self.rows: list[Row] = []
        self.row: dict[int, str] = {}
        self.number = self.column = 0
        self.kind = self.style = ""
        self.is_value = self.is_spoken = self.is_hidden = self.is_formula = False
        self.pieces: list[str] = []

    def seen(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            place = attributes.get("r")
            column = column_of(place) if place else self.column + 1
            if column <= self.column or column > WIDEST:
                raise Unsound(place)
            self.column = column
            self.kind, self.style = attributes.get("t", ""), attributes.get("s", "")
            self.pieces, self.is_formula = [], False
        elif tag in ("v", "t"):
            self.is_value = not self.is_spoken
        elif tag == "row":
            number = int(attributes.get("r", self.number + 1))
            if number <= self.number:
                raise Unsound(number)
            self.number, self.column, self.row = number, 0, {}
            self.is_hidden = attributes.get("hidden") in _TRUE
        elif tag == "f":
            self.is_formula = True
        elif tag == "rPh":
            self.is_spoken = True
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.noted.hidden_columns.update(range(first - 1, min(last, WIDEST)))

    def read(self, text: str) -> None:
        if self.is_value:
            self.pieces.append(text)

    def ended(self, tag: str) -> None:
        if tag in ("v", "t"):
            self.is_value = False
        elif tag == "c":
            if self.pieces and self.column <= self.width:
                text = self.stored.show("".join(self.pieces), self.kind, self.style)
                if text:
                    self.row[self.column - 1] = text
            elif self.is_formula and self.kind != "str":  # which may well be an empty text
                self.noted.without_value.add(self.column - 1)
        elif tag == "row":
            if self.row:
                self.rows.append(Row(self.number, self.row, self.is_hidden))
            self.row = {}
        elif tag == "rPh":
            self.is_spoken = False
