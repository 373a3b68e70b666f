"""Open whatever table a person has, for one GROUP BY.

A path goes through DuckDB, which reads in place and never loads an extension from the network; everything else goes
to narwhals as it is (pandas, polars, Arrow, a DuckDB relation, a Spark frame).
"""

from __future__ import annotations

import math
import os
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import narwhals as nw

from toolkit.audit.counting.csv_files import CsvFile, fault_of, look_at, read_csv
from toolkit.audit.counting.long_tables.files import ROW
from toolkit.audit.counting.long_tables.progress import Tell, Watch
from toolkit.audit.counting.reading.asked import FileAsked
from toolkit.audit.counting.reading.file_notes import LARGE, file_notes
from toolkit.audit.counting.reading.note import Note, note
from toolkit.audit.counting.reading.sample import MOST, Sample
from toolkit.audit.counting.warehouses import fetch_rows, is_spark, refuse_names
from toolkit.documents.brought.cell_text import as_text
from toolkit.documents.brought.kinds import NO_PARQUET, PARQUET, kind_of, other_kind
from toolkit.documents.brought.table import BroughtTable, read_table
from toolkit.documents.brought.workbooks.columns import EMPTY
from toolkit.documents.brought.written import WHOLE
from toolkit.documents.word.read import fetch
from toolkit.errors import ColumnNotFound, DataError, EmptyTable, UnknownSuffix, UnreadableFile, translatable
from toolkit.registers.text_tables import NOT_UTF_8

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]

SUFFIXES = (
    *(".csv", ".tsv", ".txt", ".parquet", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"),
    *(".jsonl", ".ndjson", ".json", ".sav", ".dta", ".gz", ".zip", ".bz2", ".xz"),
)
LARGEST_WORKBOOK = 200_000_000  # bytes, packed; a sheet of a million rows has a tenth of that a column
LONG = 30_000_000  # bytes; below, it makes no difference how a file is grouped
HEAVY = {".parquet": 100_000_000, ".csv": 1_000_000_000, ".tsv": 1_000_000_000, ".txt": 1_000_000_000}  # bytes
_SAMPLED = (nw.String, nw.Categorical, nw.Enum, nw.Int64, nw.Int32, nw.UInt64, nw.UInt32)
_START = 4_000  # bytes by which the kind of a file is told
_ARCHIVE = 4_000_000  # and of an archive, which lists at its end what it holds
_NOT_OF = {"records": ("sheet", "header_row", "encoding", "hidden"), "survey_files": ("sheet", "header_row", "hidden")}
_NOT_OF |= dict.fromkeys(("workbooks.workbook", "workbooks.old_workbook", "workbooks.open_document"), ("encoding",))
MOST_THREADS = 8  # each keeps a piece of the file in memory

_engines: dict[int, Any] = {}  # by process: one that was forked has none of its parent's threads
_starting = threading.Lock()


@dataclass(frozen=True)
class Opened:
    """A table ready to be counted."""

    frame: Frame
    name: str  # as it can stand in a sentence
    watch: Watch  # who tells how far a count is
    is_long: bool = False  # a Parquet file that is worth counting by another way
    is_heavy: bool = False  # a file whose scores are not to be held in memory all at once
    path: Path | None = None
    asked: FileAsked = FileAsked()  # what somebody says of it
    notes: tuple[Note, ...] = ()  # what was odd before it was counted
    csv: CsvFile | None = None
    oddities: Mapping[str, Any] = field(default_factory=dict)  # of the file, as the process told them that read it

    def sample(self, columns: Sequence[str | None] = ()) -> Sample:
        """The first rows of a table that costs nothing to look into; of others, none.

        Of a table that lives elsewhere, the different texts of these columns: values, and not whose they are.
        """
        if self.csv is not None:
            return self.csv.sample()
        if not isinstance(self.frame, nw.DataFrame):
            return Sample({} if self.path is not None else self._texts(columns))
        texts = [name for name, kind in self.frame.schema.items() if kind in _SAMPLED]
        head = self.frame.select(*texts).head(MOST) if texts else None
        cells_of = {} if head is None else {name: head[name].to_list() for name in texts}
        return Sample({name: [as_text(cell) or "" for cell in cells] for name, cells in cells_of.items()})

    def _texts(self, columns: Sequence[str | None]) -> dict[str, list[str]]:
        schema = self.frame.collect_schema()
        written = [name for name in dict.fromkeys(columns) if name is not None and schema.get(name) == nw.String]
        found = {}
        for name in written:
            each = self.frame.select(text=nw.col(name)).group_by("text").agg(rows=nw.len()).head(MOST)
            found[name] = [text for cell, _ in rows_of(each) if (text := as_text(cell)) is not None]
        return found


def open_table(
    table: Any, tell: Tell | None = None, asked: FileAsked | None = None, wanted: Sequence[str] = ()
) -> Opened:
    """Open whatever holds a log; of several sheets, the one that has the `wanted` columns."""
    asked = asked or FileAsked()
    if isinstance(table, BroughtTable):
        return _opened(table, Watch(tell), asked)
    if isinstance(table, (str, Path)):
        path = Path(table)
        found = _open_path(path, asked, wanted)
        if isinstance(found, BroughtTable):
            return _opened(found, Watch(tell), asked)
        frame, connection, notes, written = found
        suffix, size = path.suffix.lower(), path.stat().st_size
        own = [name.lower() for name in columns_of(frame)]  # to DuckDB, names differ by more than their case
        is_long = suffix == ".parquet" and size >= LONG and ROW not in own
        is_heavy = size >= HEAVY.get(suffix, math.inf)
        return Opened(frame, path.name, Watch(tell, connection), is_long, is_heavy, path, asked, tuple(notes), written)
    asked.refuse("sheet", "header_row", "encoding")
    _refuse_twice(table)
    if is_spark(table):
        refuse_names(table, wanted)
    try:
        return Opened(nw.from_native(table), "the table", Watch(tell), asked=asked)
    except TypeError as error:
        raise DataError(
            translatable(
                "A {kind} is not a table that can be counted. Give a path ({suffixes}), or a pandas, polars, Arrow, "
                "DuckDB or Spark table."
            ),
            kind=type(table).__name__,
            suffixes=list(SUFFIXES),
        ) from error


def _refuse_twice(table: Any) -> None:
    """A name that stands over two columns means neither; pandas and Arrow allow it."""
    names = getattr(table, "column_names", None)  # of Arrow, whose columns are the columns themselves
    is_known = hasattr(table, "shape") or is_spark(table)
    names = list(getattr(table, "columns", ()) if names is None else names) if is_known else []
    for name in {name for name in names if isinstance(name, str) and names.count(name) > 1}:
        raise DataError(
            translatable("The name “{column}” stands over more than one column of this table. Give each its own."),
            column=name,
        )


def columns_of(frame: Frame) -> list[str]:
    """The names of the columns, in order."""
    return list(frame.collect_schema().names())


def require_columns(frame: Frame, wanted: list[str]) -> None:
    """Raise `ColumnNotFound` for the first named column that the table does not have."""
    available = columns_of(frame)
    for column in wanted:
        if column not in available:
            raise ColumnNotFound(column, available)


def rows_of(frame: Frame, watch: Watch | None = None) -> list[tuple[Any, ...]]:
    """All rows of a (small, grouped) table as plain tuples, whatever computes them."""
    if isinstance(frame, nw.LazyFrame):
        native = frame.to_native()
        if hasattr(native, "fetchall"):  # DuckDB: no need for Arrow in between
            return [tuple(row) for row in (watch or Watch()).run(native.fetchall)]
        return fetch_rows(frame)
    return [tuple(row) for row in frame.iter_rows()]


def _open_path(
    path: Path, asked: FileAsked, wanted: Sequence[str]
) -> BroughtTable | tuple[Frame, Any, Sequence[Note], CsvFile | None]:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownSuffix(path.name, SUFFIXES)
    if not path.is_file():
        raise UnreadableFile(
            translatable("There is no file “{path}”. Check the name and the folder you are in: {folder}."),
            path=path.name,
            folder=str(path.absolute().parent),
        )
    if path.stat().st_size == 0:
        raise EmptyTable(path.name)
    with path.open("rb") as file:
        start = file.read(_START)
        if start.startswith(b"PK"):
            start += file.read(_ARCHIVE)
    if start.startswith(PARQUET):
        asked.refuse("sheet", "header_row", "encoding", "hidden")
        frame, connection = _open_by_duckdb(path, lambda connection, pattern: connection.read_parquet(pattern))
        if asked.zone is not None:
            connection.execute(f"SET TimeZone = '{asked.zone}'")  # a name that Python's own list of zones has
        return frame, connection, (), None
    if suffix == ".parquet":
        raise UnreadableFile(NO_PARQUET, path=path.name)
    told = asked.told(path.name, wanted)
    kind = kind_of(start)
    if kind != "delimited" or other_kind(start):
        asked.refuse(*_NOT_OF.get(kind, ()))
        return _read(path, told)
    asked.refuse("sheet", "hidden")
    written = look_at(path, asked, wanted)
    if written.for_duckdb and asked.merged != "fill":  # which takes rows in their order
        try:
            # By a query, because connection.read_csv refuses UTF-16.
            frame, connection = _open_by_duckdb(path, lambda connection, at: connection.sql(read_csv(written, at)))
        except UnreadableFile:
            if path.stat().st_size > WHOLE or fault_of(path, asked) is not None:
                raise
            # Nothing is wrong with it, such as headings with many empty ones behind them.
        else:
            extra = columns_of(frame)[len(written.names) :]  # behind the last heading
            notes = file_notes(written.written.oddities(), path.name, asked)
            if path.stat().st_size > WHOLE:
                megabytes = WHOLE // 1_000_000
                notes.append(note("footnotes", megabytes, path.name, LARGE, file=path.name, size=megabytes))
            return frame.drop(extra) if extra else frame, connection, notes, written
    return _read(path, told)


def read_row_by_row(opened: Opened) -> Opened:
    """The same file, read by whoever looks at each row, because what was counted shows that not all rows are people."""
    assert opened.path is not None
    if opened.path.stat().st_size > WHOLE:
        return replace(opened, csv=None)
    told = {**opened.asked.told(opened.path.name), "row_by_row": True}
    return _opened(_read(opened.path, told), opened.watch, opened.asked)


def _read(path: Path, told: Mapping[str, Any]) -> BroughtTable:
    """A file as a page reads it, by a process of its own: an archive may hold anything."""
    try:
        return read_table(fetch(path, path.name, LARGEST_WORKBOOK), path.name, own=True, asked=told)
    except DataError as error:
        if error.sentence == EMPTY:
            raise EmptyTable(path.name) from error
        raise


def _opened(read: BroughtTable, watch: Watch, asked: FileAsked) -> Opened:
    notes = tuple(file_notes(read.oddities, read.name, asked))
    return Opened(_frame_of(read), read.name, watch, asked=asked, notes=notes, oddities=read.oddities)


def _frame_of(read: BroughtTable) -> Frame:
    """What was read, each column with its different texts once."""
    import numpy as np
    import pandas as pd

    columns = {}
    for name, column in zip(read.headings, read.columns, strict=True):
        if column is not None:
            # "NA" is Namibia and "None" an answer; only an empty cell is empty.
            codes = np.asarray(column.codes).astype(np.int64) - 1
            columns[name] = pd.Categorical.from_codes(codes, categories=pd.Index(column.texts[1:], dtype="str"))
    return nw.from_native(pd.DataFrame(columns))


def _open_by_duckdb(path: Path, read: Callable[[Any, str], Any]) -> tuple[Frame, Any]:
    """Read in place; rows of people are never written to a disk meanwhile, nor kept in memory afterwards."""
    import duckdb

    connection = _connect()
    # Characters that DuckDB would take as a pattern stand for themselves in a file's name.
    pattern = re.sub(r"([\[*?])", r"[\1]", str(path.absolute()))
    try:
        return nw.from_native(read(connection, pattern)), connection
    except duckdb.Error as error:
        raise unreadable(path, error) from error


def _connect() -> Any:
    """A connection of one's own to the engine of this process.

    Starting an engine takes as long as counting a million rows, so the first file starts one for all that follow. It
    takes at most half of the machine's memory, whatever is counted at once.
    """
    import duckdb

    with _starting:
        engine = _engines.get(os.getpid())
        if engine is None:
            engine = _engines[os.getpid()] = duckdb.connect(
                config={
                    "autoinstall_known_extensions": "false",
                    "autoload_known_extensions": "false",
                    "temp_directory": "",
                    "memory_limit": "50%",  # the rest is for the others on the machine
                    "enable_external_file_cache": "false",  # else pieces of a file would stay in memory
                    "preserve_insertion_order": "false",
                    "threads": str(min(os.cpu_count() or 1, MOST_THREADS)),
                }
            )
            # A day ends at the same moment wherever the machine stands that counts.
            engine.execute("SET GLOBAL TimeZone = 'UTC'")
            # What a file says of itself at its end is read once, and again when the file has changed.
            engine.execute("SET GLOBAL parquet_metadata_cache = true")
        return engine.cursor()


def close_engine() -> None:
    """Close the engine of this process and end its threads: only what has a single thread can be forked.

    The next file starts another one.
    """
    with _starting:
        engine = _engines.pop(os.getpid(), None)
        if engine is not None:
            engine.close()


def fault_in(source: Path | str | None, error: Exception) -> UnreadableFile | None:
    """What is wrong with a CSV file, if that is why it could not be read."""
    return fault_of(source) if isinstance(source, Path) and re.search(r"\bCSV\b", str(error)) else None


def unreadable(source: Path | str, error: Exception) -> UnreadableFile:
    """A sentence for what a reading library found wrong in a file, or in a table that has no path but a name."""
    name = source.name if isinstance(source, Path) else source
    detail = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if type(error).__name__ == "OutOfMemoryException":
        return UnreadableFile(
            translatable(
                "“{path}” needs more memory than this machine can spare. Leave out the score, or count it by group "
                "first and give the counts; nothing of it was used."
            ),
            path=name,
        )
    fault = fault_in(source, error)
    if fault is not None:
        return fault
    if re.search(r"invalid unicode|not utf-?8|byte sequence|can't decode", str(error), flags=re.IGNORECASE):
        return UnreadableFile(NOT_UTF_8, path=name)
    return UnreadableFile(
        translatable("“{path}” could not be read: {detail}. Open it, save it again and retry; nothing of it was used."),
        path=name,
        detail=detail[:200],
    )
