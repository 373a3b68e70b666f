"""A sheet of an Excel workbook as it is stored, cell by cell; what the file says of its own size is not asked.

Only the parts that hold cells are unpacked, piece by piece, and nothing of what a workbook may want to do is done.
Source: ECMA-376 part 1, 18.3.1.4 (cells), 18.8.30 (number formats), 18.17.4 (dates).
"""

from __future__ import annotations

import datetime
import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from xml.parsers import expat

from toolkit.documents.brought.columns import EMPTY, Columns
from toolkit.documents.brought.unsound import Unsound
from toolkit.errors import DataError, UnreadableFile, translatable
from toolkit.registers.text_tables import NO_TABLE

LARGEST_UNPACKED = 400_000_000
UNPACKS = translatable(
    "{name} would fill this computer's memory when unpacked: at most {megabytes} MB are. Save the sheet you need as "
    "CSV instead."
)
NO_SHEET = translatable("{name} has no sheet “{sheet}”. It has: {sheets}. Name one of these.")
_MOST_PARTS = 5000
_MOST_NAMED = 50  # sheets that are told by name
_LONGEST_NAME = 60
_PIECE = 1 << 18
_DEEPEST = 64  # elements inside one another; a sheet needs a dozen
_LONGEST_TEXT = 32_767  # that a cell takes
_LONGEST_FORMAT = 255
_LONGEST_NUMBER = 40  # letters
_WIDEST = 16_384  # columns that a sheet has
_MOST_JUMPS = 10_000  # over empty rows, that are told
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # formats that are never written down
_ELAPSED = {46}
_BESIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE | re.DOTALL)
_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)

Start = Callable[[str, dict[str, str]], None]


def answer(data: bytes, name: str, told: Mapping[str, Any], tell: Any) -> tuple[Any, tuple[bytes, ...]]:
    """The columns of a sheet, for the process that asked (`toolkit.documents.brought.table` takes them up)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_PARTS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
                raise DataError(UNPACKS, name=name, megabytes=LARGEST_UNPACKED // 10**6)
            book = _Book(archive, told.get("sheet"), name)
            values, pieces = _columns(book, name, told["most"], tell)
            return {**values, "oddities": book.oddities}, pieces
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, IndexError) as error:
        raise UnreadableFile(NO_TABLE, name=name) from error
    except (NotImplementedError, RuntimeError, OSError, EOFError, LookupError) as error:
        raise UnreadableFile(NO_TABLE, name=name) from error


def _columns(book: _Book, name: str, most: Mapping[str, int], tell: Any) -> tuple[Any, tuple[bytes, ...]]:
    columns: Columns | None = None
    book.width = most["columns"] + 1
    jumps: list[tuple[int, int]] = []
    for number, row in book.rows(tell):
        texts = [""] * (max(row, default=-1) + 1)
        for place, text in row.items():
            texts[place] = text
        if columns is not None:
            before = columns.rows
            columns.add(texts)
            if (
                len(jumps) < _MOST_JUMPS
                and columns.rows > before
                and number - before != (jumps[-1][1] - jumps[-1][0] if jumps else 2)
            ):
                jumps.append((before, number))
        elif any(text.strip() for text in texts):
            columns = Columns(name, texts, most)
            book.width = columns.width
    if columns is None:
        raise DataError(EMPTY, name=name)
    values, pieces = columns.answer()
    return {**values, "jumps": jumps}, pieces


class _Book:
    """A workbook: which part is the sheet to read, the texts that cells share, and which formats are dates.

    It is the sheet that is asked for, else the first that is not hidden.
    """

    def __init__(self, archive: zipfile.ZipFile, asked: str | int | None = None, name: str = "") -> None:
        self.archive = archive
        self.oddities: dict[str, Any] = {}
        self.width = _WIDEST  # columns beyond it are not looked at
        main = self._related("", "officeDocument").get("") or "xl/workbook.xml"
        self.start = datetime.datetime(1899, 12, 30)
        sheets: list[tuple[str, str, bool]] = []

        def seen(tag: str, attributes: dict[str, str]) -> None:
            if tag == "sheet":
                key = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                is_hidden = attributes.get("state", "visible") != "visible"
                sheets.append((key, attributes.get("name", "")[:_LONGEST_NAME], is_hidden))
            elif tag == "workbookPr" and attributes.get("date1904") in ("1", "true", "on"):
                self.start = datetime.datetime(1904, 1, 1)

        _walk(archive, main, seen)
        worksheets = self._related(main, "worksheet")
        found = [(worksheets[key], called, is_hidden) for key, called, is_hidden in sheets if key in worksheets]
        self.sheet = self._chosen(found, asked, name)
        self.formats = self._formats(self._related(main, "styles").get(""))
        self.texts = self._texts(self._related(main, "sharedStrings").get(""))

    def _chosen(self, sheets: list[tuple[str, str, bool]], asked: str | int | None, name: str) -> str:
        """The part of the sheet to read; what the others are is noted."""
        if not sheets:
            raise Unsound("no sheet")
        visible = [sheet for sheet in sheets if not sheet[2]] or sheets
        wanted = visible[:1]
        if isinstance(asked, int):
            wanted = sheets[asked - 1 : asked]
        elif asked is not None:
            wanted = [sheet for sheet in sheets if sheet[1].strip() == asked.strip()][:1]
        if not wanted:
            names = [called for _, called, _ in sheets[:_MOST_NAMED]]
            raise DataError(NO_SHEET, name=name, sheet=str(asked), sheets=names)
        others = [sheet for sheet in sheets if sheet != wanted[0] and self._holds_cells(sheet[0])][:_MOST_NAMED]
        self.oddities = {
            "sheet": wanted[0][1],
            "others": [called for _, called, is_hidden in others if not is_hidden],
            "hidden": [called for _, called, is_hidden in others if is_hidden],
        }
        return wanted[0][0]

    def _holds_cells(self, part: str) -> bool:
        """Whether there is a cell in a sheet: empty ones come with every new workbook of old."""
        with self.archive.open(part) as file:
            return b"</c>" in file.read(_PIECE)

    def _related(self, part: str, kind: str) -> dict[str, str]:
        """The parts that a part names for a purpose, by their key; the first also by none."""
        folder, _, file = part.rpartition("/")
        found: dict[str, str] = {}
        names = set(self.archive.namelist())
        relations = posixpath.join(folder, "_rels", f"{file}.rels")

        def seen(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Relationship" and attributes.get("Type", "").endswith(f"/{kind}"):
                path = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip("/")
                if path in names and attributes.get("TargetMode") != "External":
                    found.setdefault("", path)
                    found[attributes.get("Id", "")] = path

        if relations in names:
            _walk(self.archive, relations, seen)
        return found

    def _formats(self, part: str | None) -> list[str]:
        """For each style of cells: ``date``, ``elapsed`` or nothing."""
        own: dict[int, str] = {}
        styles: list[int] = []
        inside = [False]

        def seen(tag: str, attributes: dict[str, str]) -> None:
            if tag == "numFmt":
                own[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
            elif tag in ("cellXfs", "cellStyleXfs", "dxfs", "cellStyles"):
                inside[0] = tag == "cellXfs"
            elif tag == "xf" and inside[0]:
                styles.append(int(attributes.get("numFmtId", "0")))

        if part is not None:
            _walk(self.archive, part, seen)
        return [kind_of_format(own[one]) if one in own else _known(one) for one in styles]

    def _texts(self, part: str | None) -> list[str]:
        """The texts that cells share; how they are said aloud is left out."""
        texts: list[str] = []
        pieces: list[str] = []
        state = {"spoken": False, "inside": False}

        def seen(tag: str, _attributes: dict[str, str]) -> None:
            if tag == "si":
                pieces.clear()
            elif tag == "rPh":
                state["spoken"] = True
            state["inside"] = tag == "t" and not state["spoken"]

        def ended(tag: str) -> None:
            if tag == "si":
                texts.append("".join(pieces)[:_LONGEST_TEXT])
            elif tag == "rPh":
                state["spoken"] = False
            state["inside"] = False

        def read(text: str) -> None:
            if state["inside"]:
                pieces.append(text)

        if part is not None:
            for _ in _parse(self.archive, part, seen, ended, read):
                pass
        return texts

    def rows(self, tell: Callable[[float], None]) -> Iterator[tuple[int, dict[int, str]]]:
        """The rows that hold something: the number that each has in the sheet, and the texts of its cells by column.

        Rows that go back, or a cell that is there twice, are refused: another programme might show the other one.
        """
        sheet = _Sheet(self)
        size = self.archive.getinfo(self.sheet).file_size or 1
        for done in _parse(self.archive, self.sheet, sheet.seen, sheet.ended, sheet.read):
            tell(done / size)
            yield from sheet.rows
            sheet.rows.clear()

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
                return _number(text, form, self.start) if text else ""
            case "d":
                return text.removesuffix("T00:00:00").replace("T", " ")
        return text[:_LONGEST_TEXT]


class _Sheet:
    """Takes the cells of a sheet as they come by."""

    def __init__(self, book: _Book) -> None:
        self.book = book
        self.rows: list[tuple[int, dict[int, str]]] = []
        self.row: dict[int, str] = {}
        self.number = self.column = 0
        self.kind = self.style = ""
        self.is_value = self.is_spoken = False
        self.pieces: list[str] = []

    def seen(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            place = attributes.get("r")
            column = _column_of(place) if place else self.column + 1
            if column <= self.column or column > _WIDEST:
                raise Unsound(place)
            self.column = column
            self.kind, self.style = attributes.get("t", ""), attributes.get("s", "")
            self.pieces = []
        elif tag in ("v", "t"):
            self.is_value = not self.is_spoken
        elif tag == "row":
            number = int(attributes.get("r", self.number + 1))
            if number <= self.number:
                raise Unsound(number)
            self.number, self.column, self.row = number, 0, {}
        elif tag == "rPh":
            self.is_spoken = True

    def read(self, text: str) -> None:
        if self.is_value:
            self.pieces.append(text)

    def ended(self, tag: str) -> None:
        if tag in ("v", "t"):
            self.is_value = False
        elif tag == "c":
            if self.pieces and self.column <= self.book.width:
                text = self.book.show("".join(self.pieces), self.kind, self.style)
                if text:
                    self.row[self.column - 1] = text
        elif tag == "row":
            if self.row:
                self.rows.append((self.number, self.row))
            self.row = {}
        elif tag == "rPh":
            self.is_spoken = False


def kind_of_format(code: str) -> str:
    """Whether numbers in a format are shown as a date (or a time of day), as time that has passed, or as numbers.

    >>> kind_of_format("dd/mm/yyyy"), kind_of_format("[h]:mm"), kind_of_format('0.00" days"'), kind_of_format("[Red]0")
    ('date', 'elapsed', '', '')
    """
    bare = _BESIDE.sub("", code[:_LONGEST_FORMAT].split(";")[0])
    if re.search(r"\[[hms]+\]", bare, re.IGNORECASE):
        return "elapsed"
    return "date" if re.search(r"[dmyhs]", bare, re.IGNORECASE) and bare.lower() != "general" else ""


def _known(number: int) -> str:
    return "elapsed" if number in _ELAPSED else "date" if number in _DATES else ""


def _number(text: str, form: str, start: datetime.datetime) -> str:
    text = text.strip()
    if len(text) > _LONGEST_NUMBER:
        return text[:_LONGEST_TEXT]
    try:
        number: float = int(text) if _WHOLE.fullmatch(text) else float(text)
    except ValueError:
        return text[:_LONGEST_TEXT]
    if form and -1e6 < number < 3e6:
        try:
            return _moment(number, form, start)
        except OverflowError:
            pass
    if isinstance(number, float):
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
    return str(number)


def _moment(number: float, form: str, start: datetime.datetime) -> str:
    passed = datetime.timedelta(seconds=round(number * 86_400))
    if form == "elapsed":
        return str(passed)
    if start.year == 1899 and 1 <= number < 60:  # there was no 29 February 1900
        passed += datetime.timedelta(days=1)
    moment = start + passed
    if 0 <= number < 1:
        return str(moment.time())
    return str(moment.date() if moment.time() == datetime.time() else moment)


@lru_cache(maxsize=20_000)
def _letters_of(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def _column_of(place: str) -> int:
    letters = place.rstrip("0123456789")
    if not letters.isascii() or not letters.isupper() or len(letters) > 3 or not letters.isalpha():
        raise Unsound(place)
    return _letters_of(letters)


def _walk(archive: zipfile.ZipFile, part: str, seen: Start) -> None:
    for _ in _parse(archive, part, seen, lambda tag: None, lambda text: None):
        pass


def _parse(
    archive: zipfile.ZipFile, part: str, seen: Start, ended: Callable[[str], None], read: Callable[[str], None]
) -> Iterator[int]:
    """Go through a part piece by piece; how many bytes are done comes after each. Nothing is defined or fetched."""
    parser = expat.ParserCreate(namespace_separator=None)
    parser.buffer_text = True
    deep = [0]

    def starts(name: str, attributes: dict[str, str]) -> None:
        deep[0] += 1
        if deep[0] > _DEEPEST:
            raise Unsound("too deep")
        seen(name.rpartition(":")[2], attributes)

    def ends(name: str) -> None:
        deep[0] -= 1
        ended(name.rpartition(":")[2])

    def refuse(*_given: Any) -> None:
        raise Unsound("a document type")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = starts, ends, read
    parser.StartDoctypeDeclHandler = refuse
    done = 0
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            done += len(piece)
            parser.Parse(piece, False)
            yield done
        parser.Parse(b"", True)
        yield done
