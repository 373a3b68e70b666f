"""How a table in text is written: its letters, the sign between its cells, and where its headings and its rows end."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from toolkit.documents.brought.workbooks.columns import EMPTY
from toolkit.documents.brought.workbooks.headings import LOOKED_AT, headings_of
from toolkit.documents.brought.workbooks.sheet import Row
from toolkit.errors import DataError, UnreadableFile, translatable
from toolkit.registers.text_tables import START, Layout, encoding_of, footnotes_in, layout_of, numbered_rows_in

WHOLE = 60_000_000  # bytes, more than a page takes: up to here all letters are looked at before they are read
END = 65_536  # bytes that hold the notes below a table
_AT_ONCE = 100_000  # bytes: larger results numpy has to ask the system for
_NOTHING = re.compile(rb"\n[,;\t| ]*\r?\n")
DECLARED = ("utf-8-sig", "utf-16")
WRONG_ENCODING = translatable("“{path}” is not written in {encoding}. Name another way of writing, or leave it out.")
LONG_CELL = translatable(
    "A cell in line {line} of {name} holds more than {most} letters, more than a spreadsheet takes; perhaps a "
    "quotation mark is not closed. Correct it in a spreadsheet, save it and try again."
)


@dataclass(frozen=True)
class Written:
    """How a text is written.

    ``start`` is how it begins, ``below`` how many lines at its end are notes and ``notes`` how many of these hold
    something; ``title`` is the line of the headings where something stands above them.
    """

    encoding: str
    layout: Layout
    headings: tuple[str, ...]
    start: str = field(default="", repr=False)
    width: int = 0  # cells of a row, where the first line does not tell
    below: int = 0
    notes: int = 0
    title: int = 0
    is_guessed: bool = False  # the letters, which the file does not tell
    is_plain: bool = True  # every line but the first is a row

    def oddities(self) -> dict[str, Any]:
        """What of this is to be said, as plain values."""
        return {"encoding": self.encoding if self.is_guessed else "", "title": self.title, "below": self.notes}


def written(
    name: str, start: bytes, size: int, asked: Mapping[str, Any], *, end: bytes = b"", pieces: Iterable[bytes] = ()
) -> Written:
    """How a text that begins so is written.

    Parameters
    ----------
    start, size
        How it begins, and how many bytes it has.
    asked
        What somebody said of it: ``encoding``, ``header_row``, ``delimiter``.
    end
        How it ends, where that is not in ``start``.
    pieces
        What follows the start, to look at all letters.

    Raises
    ------
    DataError
        If its letters are of an old kind that cannot be told, or it is empty.
    """
    whole, line = size <= WHOLE, asked.get("header_row")
    gaps = _Gaps()
    rest = map(gaps.look, pieces)
    encoding = _given(asked.get("encoding"), start, name)
    encoding = encoding or encoding_of(start, name, rest, whole=whole)
    text = start.decode(encoding, errors="replace")
    last = text if size <= START else "" if encoding.startswith("utf-16") else end.decode(encoding, errors="replace")
    delimiter = asked.get("delimiter") or ""
    if line is None:
        layout = layout_of(text, delimiter)
    else:
        layout = Layout(layout_of(_from_line(text, line), delimiter).delimiter, line - 1)
    gaps.begin(start, layout.above + 1)
    first = _first(text, layout, name)
    there = headings_of(first, wanted=asked.get("wanted", ())) if line is None else None
    if there is not None and there.titles and there.first == there.last:
        layout = Layout(layout.delimiter, there.first - 1)
        first = _first(text, layout, name)
    cells = first[0].cells if first else {}
    headings = [cells.get(at, "") for at in range(max(cells) + 1)] if cells else []
    if not any(heading.strip() for heading in headings):
        raise DataError(EMPTY, name=name)
    last = _from_line(last, layout.above + 1) if size <= START else last
    below = footnotes_in(last, layout.delimiter, len(headings)) if whole else 0
    lines = [line.strip(f' "{layout.delimiter}') for line in text.splitlines()[-below:]] if below else []
    above = text[: len(text) - len(_from_line(text, layout.above + 1))].strip(" \ufeff\r\n")
    found = headings_of(first, (), first[0].number if line is not None else None)
    odd = found is None or bool(found.gaps) or found.last > first[0].number
    return Written(
        encoding,
        layout,
        tuple(headings),
        text,
        len(found.texts) if odd and found is not None else 0,
        below,
        sum(map(bool, lines)) or below,
        layout.above + 1 if line is None and above else 0,
        encoding not in DECLARED and not asked.get("encoding"),
        not odd and not (whole and gaps.are_inside(below)),
    )


class _Gaps:
    """Looks for empty lines between rows, quickly: what is none after all is only read more slowly."""

    def __init__(self) -> None:
        self.last = b""
        self.lines_after = -1  # the first of them in what follows the start; none yet
        self.is_long = False

    def look(self, piece: bytes) -> bytes:
        """A piece of the file behind its start, as it goes by."""
        self.is_long = True
        if self.lines_after >= 0:
            self.lines_after += piece.count(b"\n")
        else:
            joint = self.last + piece[:3]
            first, place = _gap_in(joint, 0), _gap_in(piece, 0)
            if first >= 0 or place >= 0:
                self.lines_after = piece.count(b"\n", max(place, 0)) if first < 0 else piece.count(b"\n") + 1
        self.last = piece[-3:]
        return piece

    def begin(self, start: bytes, lines: int) -> None:
        """How the file begins, and how many of its lines are no rows."""
        place = 0
        for _ in range(lines):
            place = start.find(b"\n", place) + 1
            if not place:
                return
        place = _gap_in(start, max(place - 1, 0))
        if place >= 0:
            self.lines_after = len(start) if self.is_long else start.count(b"\n", place)

    def are_inside(self, below: int) -> bool:
        """Whether there is an empty line with rows behind it."""
        return self.lines_after > below + 1


def _gap_in(text: bytes, start: int) -> int:
    """Where an empty line stands, or one that holds nothing but signs between cells; -1 where none does."""
    if b"\n" not in text:
        return text.find(b"\r\r", start)
    match = _NOTHING.search(text, start) if _has_odd_line(text) else None
    return match.start() if match else -1


def _has_odd_line(text: bytes) -> bool:
    """Whether a line begins with a sign between cells, or one near it: most files have none, and this is quick."""
    import numpy as np

    every = np.frombuffer(text, np.uint8)
    others = [ord(sign) for sign in ";|" if sign.encode() in text]
    for at in range(0, len(every), _AT_ONCE):
        signs = every[at : at + _AT_ONCE + 1]
        after, begins = signs[1:], signs[:-1] == ord("\n")
        near = begins & (after <= ord(","))  # quotation marks among them, with which every line may begin
        if near.any() and (near & (after != ord('"'))).any():
            return True
        if any((begins & (after == other)).any() for other in others):
            return True
    return False


def rows_of_text(lines: Iterable[str], layout: Layout, name: str, width: int = 0) -> Iterator[Row]:
    """Rows of a text as those of a sheet, each with the number of its line."""
    for number, row in numbered_rows_in(lines, layout, name, width):
        yield Row(number, {at: cell for at, cell in enumerate(row) if cell})


def _first(text: str, layout: Layout, name: str) -> list[Row]:
    """The first rows, whatever their width; the last line may be cut off, and what is broken is said elsewhere."""
    below = _from_line(text, layout.above + 1)
    reader = csv.reader(io.StringIO(below, newline=""), delimiter=layout.delimiter, strict=True)
    found: list[Row] = []
    before = layout.above
    try:
        for row in reader:
            if any(row):
                found.append(Row(before + 1, {at: cell for at, cell in enumerate(row) if cell}))
            before = reader.line_num + layout.above
            if len(found) >= LOOKED_AT:
                break
    except csv.Error as error:
        if "field larger" in str(error):
            said = {"name": name, "line": reader.line_num + layout.above, "most": csv.field_size_limit()}
            raise DataError(LONG_CELL, **said) from error
    return found


def _from_line(text: str, line: int) -> str:
    """A text from a line on, counted from 1."""
    if line <= 1:
        return text
    return "".join(islice(io.StringIO(text, newline=""), line - 1, None))


def _given(encoding: str | None, start: bytes, name: str) -> str:
    """The way of writing that somebody named, if the file can be in it."""
    if not encoding:
        return ""
    known = codecs.lookup(encoding).name
    if known == "utf-16" and not start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        known = "utf-16-le"
    try:
        codecs.getincrementaldecoder(known)().decode(start)
    except UnicodeError as error:
        raise UnreadableFile(WRONG_ENCODING, path=name, encoding=encoding) from error
    return "utf-8-sig" if known == "utf-8" else known
