"""What a store exported, read again: one entry a line, in codes only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from toolkit.course.store.entry import Entry
from toolkit.errors import DataError, translatable

SUFFIXES = (".jsonl",)
LARGEST = 10_000_000
MOST = 50_000
NOT_EXPORTED = translatable(
    "“{file}” is nothing that a workshop left behind: line {line} does not hold. Choose the file that was saved at its "
    "end."
)
TOO_LARGE = translatable("“{file}” holds more than can be read here: at most {most} entries.")
_NAMES = {one.name for one in fields(Entry)}


def read_exported(data: bytes, name: str) -> tuple[Entry, ...]:
    """The entries in the bytes of an exported file.

    Raises
    ------
    DataError
        With the line that does not hold.
    """
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise DataError(NOT_EXPORTED, file=name, line=1) from None
    if len(data) > LARGEST or len(lines) > MOST:
        raise DataError(TOO_LARGE, file=name, most=MOST)
    return tuple(_entries(lines, name))


def _entries(lines: list[str], name: str) -> Iterator[Entry]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield entry_from(json.loads(line))
            except (ValueError, TypeError, KeyError, RecursionError, DataError):
                raise DataError(NOT_EXPORTED, file=name, line=number) from None


def entry_from(record: Any) -> Entry:
    """An entry from its plain values; a `ValueError`, `TypeError`, `KeyError` or `DataError` if it is none."""
    if not isinstance(record, dict) or not set(record) <= _NAMES:
        raise ValueError
    at = datetime.fromisoformat(record["at"])
    step, change = record.get("step"), record.get("change", 0)
    if step is not None and (type(step) is not int or not 0 <= step < 200) or type(change) is not int:
        raise ValueError
    return Entry(**{**record, "at": at if at.tzinfo else at.replace(tzinfo=UTC)})
