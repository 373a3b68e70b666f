"""Tables written as JSON: a line a record, or a list of records."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from toolkit.documents.brought.unsound import Unsound
from toolkit.documents.brought.workbooks.arranged import Answer
from toolkit.documents.brought.workbooks.columns import EMPTY, Columns
from toolkit.errors import DataError, UnreadableFile, translatable
from toolkit.registers.text_tables import NOT_UTF_8

NO_RECORD = translatable(
    "Line {line} of {name} is no record as JSON writes it ({detail}). Give one record a line, or save the table as CSV."
)
NESTED = translatable(
    "In {name}, “{column}” holds records inside records (line {line}). Write its parts into columns of their own, or "
    "save the table as CSV."
)
_A_TICK = 5_000


def answer(data: bytes, name: str, told: Mapping[str, Any], tell: Callable[[float], None]) -> Answer:
    """The columns of a table of records, for the process that asked."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(NOT_UTF_8, path=name) from error
    headings: dict[str, int] = {}
    for _, record in _records(text, name):
        for key in record:
            headings.setdefault(key, len(headings))
    if not headings:
        raise DataError(EMPTY, name=name)
    columns = Columns(name, headings, told["most"])
    for place, (line, record) in enumerate(_records(text, name)):
        row = [""] * len(headings)
        for key, value in record.items():
            if isinstance(value, dict | list):
                raise DataError(NESTED, name=name, column=key[:60], line=line)
            row[headings[key]] = _shown(value)
        columns.add(row)
        if place % _A_TICK == 0:
            tell(min(place / (len(text) / 40 + 1), 1.0))
    values, pieces = columns.answer()
    return {**values, "oddities": {}}, pieces


def _records(text: str, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    if text.lstrip().startswith("["):
        listed = _loaded(text, name, 1)
        for place, one in enumerate(listed, start=1):
            yield place, _record(one, name, place)
        return
    try:
        whole = json.loads(text) if text.count("\n") < 2 or text.lstrip()[:2] in ("{\n", "{\r") else None
    except ValueError:
        whole = None
    tables = [value for value in whole.values() if _is_list_of_records(value)] if isinstance(whole, dict) else []
    if len(tables) == 1:
        for place, one in enumerate(tables[0], start=1):
            yield place, _record(one, name, place)
        return
    for place, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            yield place, _record(_loaded(line, name, place), name, place)


def _is_list_of_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _loaded(text: str, name: str, line: int) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=str)
    except (ValueError, RecursionError) as error:
        detail = str(error).partition(":")[0][:80] or type(error).__name__
        raise DataError(NO_RECORD, name=name, line=line, detail=detail) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A record; a name that stands in it twice means neither."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise Unsound("a name stands twice in one record")
    return made


def _record(one: Any, name: str, line: int) -> dict[str, Any]:
    if not isinstance(one, dict):
        raise DataError(NO_RECORD, name=name, line=line, detail=type(one).__name__)
    return one


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
