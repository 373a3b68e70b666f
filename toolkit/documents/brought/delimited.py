"""Tables as text, such as CSV, read from bytes."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from toolkit.documents.brought.workbooks.arranged import Answer, arranged
from toolkit.documents.brought.workbooks.columns import Columns
from toolkit.documents.brought.workbooks.sheet import Row, Seen, Sheet, Tell
from toolkit.documents.brought.written import END, LONG_CELL, Written, rows_of_text, written
from toolkit.errors import DataError, UnreadableFile
from toolkit.registers.text_tables import NO_TABLE, START, rows_in

_LONGEST_CELL = 32_767  # as in a spreadsheet
_A_TICK = 10_000  # rows


def answer(data: bytes, name: str, told: Mapping[str, Any], tell: Callable[[float], None]) -> Answer:
    """The columns of a table in text, for the process that asked (`toolkit.documents.brought.table` takes them up)."""
    before = csv.field_size_limit(_LONGEST_CELL)  # it holds for the whole process, which is not always one of its own
    try:
        rest = (data[at : at + START] for at in range(START, len(data), START))
        how = written(name, data[:START], len(data), told, end=data[-END:], pieces=rest)
        if how.is_plain and not told.get("row_by_row"):
            values, pieces = _plain(data, how, name, told, tell)
        else:
            values, pieces = arranged([Sheet("", False, True, _rows(data, how, name))], name, told, tell)
    except csv.Error as error:
        raise DataError(LONG_CELL, name=name, line=error.args[-1], most=_LONGEST_CELL) from error
    except UnicodeError as error:
        raise UnreadableFile(NO_TABLE, name=name) from error
    finally:
        csv.field_size_limit(before)
    oddities = values.get("oddities", {})
    both = {"below": how.notes + oddities.get("below", 0), "title": how.title or oddities.get("title", 0)}
    return {**values, "oddities": {**how.oddities(), **oddities, **both}}, pieces


def _plain(data: bytes, how: Written, name: str, told: Mapping[str, Any], tell: Callable[[float], None]) -> Answer:
    """A table whose lines are rows, each as it stands there."""
    raw, lines = _lines(data, how)
    rows = rows_in(lines, how.layout, name)
    columns = Columns(name, next(rows, ()), told["most"])
    for row in rows:
        columns.add(row)
        if columns.rows % _A_TICK == 0:
            tell(raw.tell() / len(data))
    return columns.answer()


def _rows(data: bytes, how: Written, name: str) -> Callable[[Tell, Seen], Iterator[Row]]:
    def read(tell: Tell, _seen: Seen) -> Iterator[Row]:
        raw, lines = _lines(data, how)
        for place, row in enumerate(rows_of_text(lines, how.layout, name, how.width)):
            yield row
            if place % _A_TICK == 0:
                tell(raw.tell() / len(data))

    return read


def _lines(data: bytes, how: Written) -> tuple[io.BytesIO, Iterator[str]]:
    raw = io.BytesIO(data)
    errors = "strict" if how.encoding.startswith("utf-16") else "replace"
    return raw, _without_last(io.TextIOWrapper(raw, how.encoding, errors, newline=""), how.below)


def _without_last(lines: Iterable[str], below: int) -> Iterator[str]:
    """The lines without so many at the end, which are notes below the table."""
    waiting: deque[str] = deque()
    for line in lines:
        waiting.append(line)
        if len(waiting) > below:
            yield waiting.popleft()
