"""How a CSV file is written, said to DuckDB instead of left to guessing, and where one is broken, said in words."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from toolkit.documents.brought.columns import named
from toolkit.documents.brought.delimited import LONG_CELL
from toolkit.errors import DataError, EmptyTable, UnreadableFile
from toolkit.registers.text_tables import NOT_UTF_8, START, Layout, encoding_of, layout_of, rows_in

WHOLE = 60_000_000  # bytes, more than a page takes: up to here all letters are looked at before they are read


@dataclass(frozen=True)
class CsvFile:
    """How a file is written: its letters, its layout, and the names of its columns."""

    path: Path
    encoding: str
    layout: Layout
    names: tuple[str, ...]

    @property
    def for_duckdb(self) -> bool:
        """Whether DuckDB reads such letters without an extension."""
        return self.encoding != "cp1252"


def look_at(path: Path) -> CsvFile:
    """How a CSV file is written, by how it starts.

    Raises
    ------
    DataError
        If its letters are of an old kind that cannot be told, it is empty, or a heading stands over two columns.
    """
    with path.open("rb") as file:
        start = file.read(START)
        whole = path.stat().st_size <= WHOLE
        rest = iter(partial(file.read, START), b"") if whole else ()
        encoding = encoding_of(start, path.name, rest, whole=whole)
    text = start.decode(encoding, errors="replace")
    layout = layout_of(text, "\t" if path.suffix.lower() == ".tsv" else "")
    try:
        headings = next(rows_in(io.StringIO(text, newline=""), layout, path.name), [])
    except csv.Error as error:
        raise DataError(LONG_CELL, name=path.name, line=error.args[-1], most=csv.field_size_limit()) from error
    while headings and not headings[-1].strip():
        headings.pop()
    if not headings:
        raise EmptyTable(path.name)
    return CsvFile(path, encoding, layout, tuple(named(headings, path.name)))


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
