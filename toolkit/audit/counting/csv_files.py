"""How a CSV file is written, said to DuckDB instead of left to guessing, and where one is broken, said in words."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from toolkit.audit.counting.reading.asked import FileAsked
from toolkit.audit.counting.reading.sample import MOST, Sample
from toolkit.documents.brought.workbooks.columns import EMPTY, named
from toolkit.documents.brought.written import DECLARED, END, WHOLE, Written, written
from toolkit.errors import DataError, EmptyTable, UnreadableFile
from toolkit.registers.text_tables import NOT_UTF_8, START, rows_in

ROWS_AT_ONCE = 100  # few lists at a time: many would set the garbage collector to work
AT_ONCE = (
    4_000_000  # bytes that DuckDB takes at a time: of 32 million, its own choice, it asks the system for each query
)


@dataclass(frozen=True)
class CsvFile:
    """A file and how it is written."""

    path: Path
    written: Written
    names: tuple[str, ...] = ()

    @property
    def for_duckdb(self) -> bool:
        """Whether DuckDB reads such letters without an extension, and every line but the first is a row."""
        return self.written.encoding in DECLARED and self.written.is_plain and not self.written.below

    def sample(self) -> Sample:
        """The first rows; up to one that is broken or cut off, of which something is said elsewhere."""
        columns: list[list[str]] = []
        rows = self._first_rows()
        while some := list(islice(rows, ROWS_AT_ONCE)):
            columns = columns or [[] for _ in some[0]]
            for column, cells in zip(columns, zip(*some, strict=True), strict=True):
                column.extend(cells)
        return Sample({name: column[1:] for name, column in zip(self.names, columns, strict=False)})

    def _first_rows(self) -> Iterator[list[str]]:
        layout, width = self.written.layout, 0
        lines = io.StringIO(self.written.start, newline="")
        deque(islice(lines, layout.above), maxlen=0)
        reader = csv.reader(lines, delimiter=layout.delimiter, strict=True)
        with suppress(csv.Error):
            for row in islice(filter(None, reader), MOST + 1):
                while len(row) > (width or 1) and not row[-1]:  # signs behind the last cell part no cells
                    row.pop()
                width = width or len(row)
                if len(row) != width:
                    break
                yield row


def look_at(path: Path, asked: FileAsked | None = None, wanted: Sequence[str] = ()) -> CsvFile:
    """How a CSV file is written, by how it starts and ends, and by what somebody says of it.

    Raises
    ------
    DataError
        If its letters are of an old kind that cannot be told, it is empty, or a heading stands over two columns.
    """
    told = (asked or FileAsked()).told(path.name, wanted)
    with path.open("rb") as file:
        start = file.read(START)
        size = path.stat().st_size
        end = b""
        if size > START:
            file.seek(max(size - END, 0))
            end = file.read(END)
            file.seek(START)
        pieces = _pieces(file) if size <= WHOLE else ()
        try:
            how = written(path.name, start, size, told, end=end, pieces=pieces)
            return CsvFile(path, how, tuple(named(how.headings, path.name)) if how.is_plain else how.headings)
        except DataError as error:
            if error.sentence == EMPTY:
                raise EmptyTable(path.name) from error
            raise


def _pieces(file: BinaryIO) -> Iterator[bytearray]:
    """The rest of a file, always in the same place of memory: asking for another one takes longer than to look at it."""
    piece = bytearray(START)
    while number := file.readinto(piece):  # type: ignore[attr-defined]
        del piece[number:]
        yield piece


def read_csv(file: CsvFile, pattern: str) -> str:
    """The query that reads a file: everything as text, so that "007" stays 007.

    Guessing would take an apostrophe for a quotation mark and swallow rows up to the next one, and would take the line
    below a broken one for the line of headings.
    """
    options = {
        "all_varchar": "true",
        "header": "true",
        "encoding": "'utf-16'" if file.written.encoding == "utf-16" else "'utf-8'",
        "quote": "'\"'",
        "escape": "'\"'",
        "comment": "''",
        "delim": f"'{file.written.layout.delimiter}'",
        "skip": str(file.written.layout.above),
        "buffer_size": str(AT_ONCE),
        "names": f"[{', '.join(map(_quoted, file.names))}]",
    }
    said = ", ".join(f"{name}={value}" for name, value in options.items())
    return f"FROM read_csv({_quoted(pattern)}, {said})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def fault_of(path: Path, asked: FileAsked | None = None) -> UnreadableFile | None:
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
    file = look_at(path, asked)
    with path.open(encoding=file.written.encoding, newline="") as lines:
        try:
            for _ in rows_in(lines, file.written.layout, path.name):
                pass
        except UnreadableFile as fault:
            return fault
        except UnicodeDecodeError:
            return UnreadableFile(NOT_UTF_8, path=path.name)
        except csv.Error:  # a cell without end
            return None
    return None
