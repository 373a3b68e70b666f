"""What a store exported, read again: one entry a line, in codes only."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from toolkit.course.sessions.exporting import ABOUT, session_from
from toolkit.course.sessions.session import Session, to_text
from toolkit.course.store.entry import Entry
from toolkit.course.store.store import Store
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


@dataclass(frozen=True)
class Exported:
    """What a file holds: entries in codes, and of each session what was asked in words."""

    entries: tuple[Entry, ...]
    sessions: tuple[Session, ...] = ()

    def put_into(self, store: Store) -> None:
        """Put all of it into a store."""
        store.record(*self.entries)
        for session in self.sessions:
            store.keep(session.id, to_text(session))


def read_exported(data: bytes, name: str) -> Exported:
    """What stands in the bytes of an exported file.

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
    entries: list[Entry] = []
    about: dict[str, list[dict[str, Any]]] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                record = json.loads(line)
                if isinstance(record, dict) and record.get("kind") in ABOUT:
                    so_far = [*about.get(record["workshop"], []), record]
                    session_from((so_far[0], record) if len(so_far) > 1 else so_far)
                    about[record["workshop"]] = so_far
                else:
                    entries.append(entry_from(record))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError, DataError):
                raise DataError(NOT_EXPORTED, file=name, line=number) from None
    return Exported(tuple(entries), tuple(map(session_from, about.values())))


def entry_from(record: Any) -> Entry:
    """An entry from its plain values; a `ValueError`, `TypeError`, `KeyError` or `DataError` if it is none."""
    if not isinstance(record, dict) or not set(record) <= _NAMES:
        raise ValueError
    at = datetime.fromisoformat(record["at"])
    step, change = record.get("step"), record.get("change", 0)
    if step is not None and (type(step) is not int or not 0 <= step < 200) or type(change) is not int:
        raise ValueError
    return Entry(**{**record, "at": at if at.tzinfo else at.replace(tzinfo=UTC)})
