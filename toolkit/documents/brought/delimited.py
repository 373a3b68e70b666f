"""Tables as text, such as CSV, read from bytes."""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from toolkit.documents.brought.columns import Columns
from toolkit.errors import DataError, UnreadableFile, translatable
from toolkit.registers.text_tables import NO_TABLE, START, Layout, encoding_of, layout_of, rows_in

LONG_CELL = translatable(
    "A cell in line {line} of {name} holds more than {most} letters, more than a spreadsheet takes; perhaps a "
    "quotation mark is not closed. Correct it in a spreadsheet, save it and try again."
)
_LONGEST_CELL = 32_767  # as in a spreadsheet


def answer(data: bytes, name: str, told: Mapping[str, Any], tell: Any) -> tuple[Any, tuple[bytes, ...]]:
    """The columns of a table in text, for the process that asked (`toolkit.documents.brought.table` takes them up)."""
    encoding = told.get("encoding") or encoding_of(data, name)
    wide = encoding.startswith("utf-16")
    if "above" in told:
        layout = Layout(told["delimiter"], told["above"])
    else:
        layout = layout_of(data[:START].decode(encoding, errors="replace"), told.get("delimiter", ""))
    raw = io.BytesIO(data)
    lines = io.TextIOWrapper(raw, encoding, "strict" if wide else "replace", newline="")
    rows = rows_in(_without_last(lines, told.get("below", 0)), layout, name)
    before = csv.field_size_limit(_LONGEST_CELL)  # it holds for the whole process, which is not always one of its own
    try:
        columns = Columns(name, next(rows, ()), told["most"])
        for row in rows:
            columns.add(row)
            if columns.rows % 10_000 == 0:
                tell(raw.tell() / len(data))
    except csv.Error as error:
        raise DataError(LONG_CELL, name=name, line=error.args[-1], most=_LONGEST_CELL) from error
    except UnicodeError as error:
        raise UnreadableFile(NO_TABLE, name=name) from error
    finally:
        csv.field_size_limit(before)
    return columns.answer()


def _without_last(lines: Iterable[str], below: int) -> Iterator[str]:
    """The lines without so many at the end, which are notes below the table."""
    waiting: deque[str] = deque()
    for line in lines:
        waiting.append(line)
        if len(waiting) > below:
            yield waiting.popleft()
