"""How a CSV file is written, said to DuckDB instead of left to guessing, and where one is broken, said in words."""

from __future__ import annotations

import codecs
import csv
import io
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from toolkit.audit.counting.reading.asked import FileAsked
from toolkit.audit.counting.reading.note import Note, note
from toolkit.audit.counting.reading.sample import MOST, Sample
from toolkit.documents.brought.columns import named
from toolkit.documents.brought.delimited import LONG_CELL
from toolkit.errors import DataError, EmptyTable, UnreadableFile, translatable
from toolkit.registers.text_tables import NOT_UTF_8, START, Layout, encoding_of, footnotes_in, layout_of, rows_in

WHOLE = 60_000_000  # bytes, more than a page takes: up to here all letters are looked at before they are read
ENCODING = translatable(
    "“{file}” does not say in which letters it is written; it was read as {encoding}. Look at some names in it; if "
    "they are wrong, name another way of writing in encoding."
)
WRONG_ENCODING = translatable("“{path}” is not written in {encoding}. Name another way of writing, or leave it out.")
TITLE = translatable(
    "The headings of “{file}” were taken from line {line}; what stands above was left out. If that is wrong, give the "
    "line in header_row."
)
FOOTNOTES = translatable("Lines below the table in “{file}” were left out, as notes and no rows: {lines}.")
_END = 65_536  # bytes that hold the notes below a table
_DECLARED = ("utf-8-sig", "utf-16")


@dataclass(frozen=True)
class CsvFile:
    """How a file is written: its letters, its layout, and the names of its columns.

    ``start`` is how it begins, ``below`` how many lines at its end are notes, ``notes`` what of all this is odd.
    """

    path: Path
    encoding: str
    layout: Layout
    names: tuple[str, ...]
    start: str = field(default="", repr=False)
    below: int = 0
    notes: tuple[Note, ...] = ()

    @property
    def for_duckdb(self) -> bool:
        """Whether DuckDB reads such letters without an extension, and the file ends where the table does."""
        return self.encoding in _DECLARED and not self.below

    def sample(self) -> Sample:
        """The first rows."""
        lines = io.StringIO(self.start, newline="")
        rows: list[list[str]] = []
        with suppress(UnreadableFile, csv.Error):  # the last line may be cut off; what is broken is said elsewhere
            rows.extend(islice(rows_in(lines, self.layout, self.path.name), 1, MOST + 1))
        columns = zip(*rows, strict=False)
        return Sample(dict(zip(self.names, columns, strict=False)))


def look_at(path: Path, asked: FileAsked | None = None) -> CsvFile:
    """How a CSV file is written, by how it starts and ends, and by what somebody says of it.

    Raises
    ------
    DataError
        If its letters are of an old kind that cannot be told, it is empty, or a heading stands over two columns.
    """
    asked = asked or FileAsked()
    with path.open("rb") as file:
        start = file.read(START)
        size = path.stat().st_size
        whole = size <= WHOLE
        rest = iter(partial(file.read, START), b"") if whole else ()
        encoding = _given(asked.encoding, start, path.name) or encoding_of(start, path.name, rest, whole=whole)
        if size > START and encoding not in ("utf-16", "utf-16-le", "utf-16-be"):
            file.seek(max(size - _END, 0))
            end = file.read(_END).decode(encoding, errors="replace")
        else:
            end = "" if size > START else start.decode(encoding, errors="replace")
    text = start.decode(encoding, errors="replace")
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ""
    if asked.header_row is None:
        layout = layout_of(text, delimiter)
    else:
        below_title = _from_line(text, asked.header_row)
        layout = Layout(layout_of(below_title, delimiter).delimiter, asked.header_row - 1)
    try:
        headings = next(rows_in(io.StringIO(text, newline=""), layout, path.name), [])
    except csv.Error as error:
        raise DataError(LONG_CELL, name=path.name, line=error.args[-1], most=csv.field_size_limit()) from error
    while headings and not headings[-1].strip():
        headings.pop()
    if not headings:
        raise EmptyTable(path.name)
    end = _from_line(end, layout.above + 1) if size <= START else end
    below = footnotes_in(end, layout.delimiter, len(headings)) if whole else 0
    notes = tuple(_notes(path.name, encoding, layout, below, text, asked))
    return CsvFile(path, encoding, layout, tuple(named(headings, path.name)), text, below, notes)


def _from_line(text: str, line: int) -> str:
    """A text from a line on, counted from 1."""
    return "".join(islice(io.StringIO(text, newline=""), line - 1, None))


def _given(encoding: str | None, start: bytes, name: str) -> str:
    """The way of writing that somebody named, if the file can be in it."""
    if encoding is None:
        return ""
    known = codecs.lookup(encoding).name
    if known == "utf-16" and not start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        known = "utf-16-le"
    try:
        codecs.getincrementaldecoder(known)().decode(start)
    except UnicodeError as error:
        raise UnreadableFile(WRONG_ENCODING, path=name, encoding=encoding) from error
    return "utf-8-sig" if known == "utf-8" else known


def _notes(name: str, encoding: str, layout: Layout, below: int, text: str, asked: FileAsked) -> list[Note]:
    found = []
    if encoding not in _DECLARED and asked.encoding is None:
        found.append(note("encoding", encoding, name, ENCODING, file=name, encoding=encoding))
    above = text[: len(text) - len(_from_line(text, layout.above + 1))]
    if asked.header_row is None and above.strip(" \ufeff\r\n"):
        found.append(note("header", layout.above + 1, name, TITLE, file=name, line=layout.above + 1))
    if below:
        lines = sum(bool(line.strip(f' "{layout.delimiter}')) for line in text.splitlines()[-below:]) or below
        found.append(note("footnotes", lines, name, FOOTNOTES, file=name, lines=lines))
    return found


def read_csv(file: CsvFile, pattern: str) -> str:
    """The query that reads a file: everything as text, so that "007" stays 007.

    Guessing would take an apostrophe for a quotation mark and swallow rows up to the next one, and would take the line
    below a broken one for the line of headings.
    """
    options = {
        "all_varchar": "true",
        "header": "true",
        "encoding": "'utf-16'" if file.encoding == "utf-16" else "'utf-8'",
        "quote": "'\"'",
        "escape": "'\"'",
        "comment": "''",
        "delim": f"'{file.layout.delimiter}'",
        "skip": str(file.layout.above),
        "names": f"[{', '.join(map(_quoted, file.names))}]",
    }
    said = ", ".join(f"{name}={value}" for name, value in options.items())
    return f"FROM read_csv({_quoted(pattern)}, {said})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def fault_of(path: Path) -> UnreadableFile | None:
    """What is wrong with a file that could not be read, and in which line; None if nothing is found.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "rota.csv"
    ...     _ = path.write_text("sex,night\\nwomen,yes\\nmen\\n", encoding="utf-8")
    ...     print(str(fault_of(path)).partition(" (")[0])
    Line 3 of “rota.csv” does not have as many cells as the line of headings
    """
    file = look_at(path)
    with path.open(encoding=file.encoding, newline="") as lines:
        try:
            for _ in rows_in(lines, file.layout, path.name):
                pass
        except UnreadableFile as fault:
            return fault
        except UnicodeDecodeError:
            return UnreadableFile(NOT_UTF_8, path=path.name)
        except csv.Error:  # a cell without end
            return None
    return None
