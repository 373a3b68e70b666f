"""Parquet files, read by DuckDB from memory: no part of one is ever written down."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Mapping
from typing import Any

from toolkit.documents.brought.cell_text import as_text
from toolkit.documents.brought.workbooks.arranged import Answer
from toolkit.documents.brought.workbooks.columns import EMPTY, SHOWN, TOO_MANY_CELLS, TOO_MANY_ROWS, Columns
from toolkit.errors import DataError, UnreadableFile
from toolkit.registers.text_tables import NO_TABLE

_A_BATCH = 10_000  # rows
_MEGABYTES = 120  # that DuckDB may take; the columns that are kept stand beside
_FILE = "read_parquet('brought://log.parquet')"
_KEPT_OUT = "'…'"  # in place of a value that is not kept
_TWICE = 2  # as many, because different values are only estimated


def answer(data: bytes, name: str, told: Mapping[str, Any], tell: Callable[[float], None]) -> Answer:
    """The columns of a file, for the process that asked (`toolkit.documents.brought.table` takes them up)."""
    import duckdb

    try:
        values, pieces = _read(_connect(data), name, told["most"], tell)
    except (duckdb.Error, UnicodeDecodeError, OverflowError) as error:
        if type(error).__name__ == "OutOfMemoryException":
            raise MemoryError from error
        raise UnreadableFile(NO_TABLE, name=name) from error
    return {**values, "oddities": {}}, pieces


def _read(connection: Any, name: str, most: Mapping[str, int], tell: Callable[[float], None]) -> Answer:
    """The table, column by column; of one with more different values than are kept, only the first rows."""
    rows = int(connection.execute(f"SELECT count(*) FROM {_FILE}").fetchall()[0][0])
    described = connection.execute(f"DESCRIBE SELECT * FROM {_FILE}").fetchall()
    if not rows:
        raise DataError(EMPTY, name=name)
    if rows > most["rows"]:
        raise DataError(TOO_MANY_ROWS, name=name, most=most["rows"])
    if rows * len(described) > most["cells"]:
        raise DataError(TOO_MANY_CELLS, name=name, most=most["cells"])
    columns = Columns(name, [str(one[0]) for one in described], most)
    asked = [_asked(str(one[0]), str(one[1])) for one in described]
    counted = ", ".join(f"approx_count_distinct({one})" for one in asked)
    different = connection.execute(f"SELECT {counted} FROM {_FILE}").fetchall()[0]
    varied = [number > _TWICE * most["distinct"] for number in different]
    first = connection.execute(f"SELECT {', '.join(asked)} FROM {_FILE} LIMIT {SHOWN}").fetchall()
    for row in first:
        columns.add([as_text(cell) or "" for cell in row])
    columns.let_go(place for place, is_varied in enumerate(varied) if is_varied)
    wanted = [_KEPT_OUT if is_varied else one for one, is_varied in zip(asked, varied, strict=True)]
    connection.execute(f"SELECT {', '.join(wanted)} FROM {_FILE} OFFSET {len(first)}")
    texts = [_Texts() for _ in asked]
    while batch := connection.fetchmany(_A_BATCH):
        cells = zip(texts, zip(*batch, strict=True), strict=True)
        for row in zip(*(map(known.__getitem__, column) for known, column in cells), strict=True):
            columns.add(row)
        tell(columns.rows / rows)
    return columns.answer()


class _Texts(dict[Any, str]):
    """The texts of the values of a column: each is made once."""

    def __missing__(self, value: Any) -> str:
        text = as_text(value) or ""
        if len(self) < _A_BATCH:
            self[value] = text
        return text


def _asked(heading: str, kind: str) -> str:
    """A column as it is asked for: moments of a zone and lists as texts, and no number that is none."""
    name = '"' + heading.replace('"', '""') + '"'
    if kind in ("DOUBLE", "FLOAT"):
        return f"CASE WHEN isnan({name}) THEN NULL ELSE {name} END"
    # Each system knows zones of its own; a list cannot be looked up.
    is_plain = kind != "TIMESTAMP WITH TIME ZONE" and not kind.endswith("]") and "(" not in kind.replace("DECIMAL(", "")
    return name if is_plain or kind.startswith("ENUM(") else f"CAST({name} AS VARCHAR)"


def _connect(data: bytes) -> Any:
    """An engine with one thread and no extensions, whose only file are these bytes."""
    import duckdb
    import fsspec

    class Brought(fsspec.AbstractFileSystem):  # type: ignore[misc]
        """A place that holds one file."""

        protocol = "brought"
        cachable = False

        def info(self, path: str, **_more: Any) -> dict[str, Any]:
            return {"name": path, "size": len(data), "type": "file"}

        def ls(self, path: str, detail: bool = True, **_more: Any) -> list[Any]:
            return [self.info(path) if detail else path]

        def glob(self, path: str, **_more: Any) -> list[str]:
            return [path]

        def modified(self, _path: str) -> datetime.datetime:
            return datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)

        open = staticmethod(lambda _path, *_how, **_more: io.BytesIO(data))

    told: dict[str, Any] = {"threads": "1", "temp_directory": "", "memory_limit": f"{_MEGABYTES}MB"}
    told |= dict.fromkeys(("autoinstall_known_extensions", "autoload_known_extensions"), "false")
    connection = duckdb.connect(config=told)
    connection.execute("SET TimeZone = 'UTC'")
    connection.register_filesystem(Brought())
    return connection
