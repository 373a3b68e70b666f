"""A sheet of an Excel workbook as it is stored, cell by cell; what the file says of its own size is not asked.

Only the parts that hold cells are unpacked, piece by piece, and nothing of what a workbook may want to do is done.
Source: ECMA-376 part 1, 18.3.1.4 (cells), 18.8.30 (number formats), 18.17.4 (dates).
"""

from __future__ import annotations

import datetime
import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache, partial
from typing import Any
from xml.parsers import expat

from toolkit.documents.brought.unsound import Unsound
from toolkit.documents.brought.workbooks.arranged import Answer, arranged
from toolkit.documents.brought.workbooks.cell_values import LONGEST_TEXT, kind_of_format, kind_of_number
from toolkit.documents.brought.workbooks.sheet import Sheet
from toolkit.documents.brought.workbooks.worksheet import Stored, holds_cells, merged_in, rows_of
from toolkit.documents.brought.workbooks.xml_parts import parse, walk
from toolkit.errors import DataError, UnreadableFile, translatable
from toolkit.registers.text_tables import NO_TABLE

LARGEST_UNPACKED = 400_000_000
UNPACKS = translatable(
    "{name} would fill this computer's memory when unpacked: at most {megabytes} MB are. Save the sheet you need as "
    "CSV instead."
)
_MOST_PARTS = 5000
_LONGEST_NAME = 60


def answer(data: bytes, name: str, told: Mapping[str, Any], tell: Callable[[float], None]) -> Answer:
    """The columns of a workbook, for the process that asked (`toolkit.documents.brought.table` takes them up)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_size(archive, name)
            return arranged(_Book(archive, told["most"]["columns"] + 1).sheets, name, told, tell)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, ValueError, IndexError) as error:
        raise UnreadableFile(NO_TABLE, name=name) from error
    except (NotImplementedError, RuntimeError, OSError, EOFError, LookupError) as error:
        raise UnreadableFile(NO_TABLE, name=name) from error


def check_size(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse what would fill the memory when unpacked."""
    members = archive.infolist()
    if len(members) > _MOST_PARTS or sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise DataError(UNPACKS, name=name, megabytes=LARGEST_UNPACKED // 10**6)


class _Book:
    """A workbook: its sheets, the texts that cells share, and which formats are dates."""

    def __init__(self, archive: zipfile.ZipFile, width: int) -> None:
        self.archive, self.width = archive, width
        self.main = self._related("", "officeDocument").get("") or "xl/workbook.xml"
        self.start = datetime.datetime(1899, 12, 30)
        listed: list[tuple[str, str, bool]] = []

        def seen(tag: str, attributes: dict[str, str]) -> None:
            if tag == "sheet":
                key = next((value for key, value in attributes.items() if key.endswith(":id")), "")
                is_hidden = attributes.get("state", "visible") != "visible"
                listed.append((key, attributes.get("name", "")[:_LONGEST_NAME], is_hidden))
            elif tag == "workbookPr" and attributes.get("date1904") in ("1", "true", "on"):
                self.start = datetime.datetime(1904, 1, 1)

        walk(archive, self.main, seen)
        worksheets = self._related(self.main, "worksheet")
        found = [(worksheets[key], called, is_hidden) for key, called, is_hidden in listed if key in worksheets]
        if not found:
            raise Unsound("no sheet")
        self.sheets = [self._sheet(*one) for one in found]

    def _sheet(self, part: str, called: str, is_hidden: bool) -> Sheet:
        def read(tell: Any, seen: Any) -> Any:
            return rows_of(self.archive, part, self.stored, self.width, tell, seen)

        is_filled = holds_cells(self.archive, part)
        merged = lru_cache(maxsize=1)(partial(merged_in, self.archive, part))  # which goes through the whole sheet
        return Sheet(called, is_hidden, is_filled, read, merged)

    @cached_property
    def stored(self) -> Stored:
        """What the cells of all sheets share."""
        formats = self._formats(self._related(self.main, "styles").get(""))
        return Stored(self._texts(self._related(self.main, "sharedStrings").get("")), formats, self.start)

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
            walk(self.archive, relations, seen)
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
            walk(self.archive, part, seen)
        return [kind_of_format(own[one]) if one in own else kind_of_number(one) for one in styles]

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
                texts.append("".join(pieces)[:LONGEST_TEXT])
            elif tag == "rPh":
                state["spoken"] = False
            state["inside"] = False

        def read(text: str) -> None:
            if state["inside"]:
                pieces.append(text)

        if part is not None:
            for _ in parse(self.archive, part, seen, ended, read):
                pass
        return texts
