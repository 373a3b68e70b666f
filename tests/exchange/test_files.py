"""Records come from strangers: what does not hold is refused with its line and field, and nothing harmful gets in."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from toolkit.exchange import Shared, read_records, write_records
from toolkit.exchange.files import (
    LARGEST,
    MISSING,
    MOST_RECORDS,
    NO_CHOICE,
    NO_CLAUSES,
    NO_DAY,
    NO_FLAG,
    NO_ID,
    NO_PLACE,
    NO_TEXT,
    NO_VERSION,
    NOT_JSON,
    TWICE,
    UNKNOWN,
    TooManyRecords,
    UnreadableRecord,
)

GOOD: dict[str, Any] = {"author": "Union", "id": "a1b2c3d4e5f6", "version": 1, "written": "2026-12-01"}


def a_file(*records: dict[str, Any]) -> bytes:
    return "\n".join(map(json.dumps, records)).encode()


def test_what_was_written_is_read_as_it_was() -> None:
    record = Shared(
        "نقابة التمريض",
        "a1b2c3d4e5f6",
        3,
        date(2026, 12, 1),
        kind="practice",
        consent="unions",
        reviewer="Legal office",
        language="ar",
        place="JO",
        sector="health",
        topic="rosters",
        system="ShiftWise",
        supplier="Rota",
        tried="سطر\nآخر",
        won="نعم",
        lost="لا",
        clauses=("human", "notice"),
        source="minutes",
        risk="none",
        expires=date(2028, 1, 1),
        licence="CC-BY-4.0",
    )
    data = write_records([record])
    assert read_records(data) == (record,)
    assert "نقابة" in data.decode(), "people can read the file"
    assert data.count(b"\n") == 1, "one record, one line"


def test_a_record_that_was_taken_back_says_nothing_more_whatever_stands_in_the_file() -> None:
    (record,) = read_records(a_file({**GOOD, "retracted": True, "tried": "secret"}))
    assert record.retracted
    assert record.tried == ""
    assert b"tried" not in write_records([record])


def test_empty_lines_a_mark_at_the_beginning_and_lines_of_windows_do_no_harm() -> None:
    assert len(read_records(b"\xef\xbb\xbf" + a_file(GOOD) + b"\r\n\r\n")) == 1
    assert read_records(b"") == ()


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"version": 0}, "version", NO_VERSION),
        ({"version": True}, "version", NO_VERSION),
        ({"version": 1.5}, "version", NO_VERSION),
        ({"written": "2026-13-01"}, "written", NO_DAY),
        ({"written": 20261201}, "written", NO_DAY),
        ({"expires": "tomorrow"}, "expires", NO_DAY),
        ({"id": "../../etc"}, "id", NO_ID),
        ({"author": " "}, "author", NO_TEXT),
        ({"tried": ["a"]}, "tried", NO_TEXT),
        ({"tried": "a" * 3_001}, "tried", NO_TEXT),
        ({"tried": "\ud800"}, "tried", NO_TEXT),
        ({"place": "Kenya"}, "place", NO_PLACE),
        ({"licence": "mine"}, "licence", NO_CHOICE),
        ({"topic": "love"}, "topic", NO_CHOICE),
        ({"clauses": "human"}, "clauses", NO_CLAUSES),
        ({"clauses": ["Human!"]}, "clauses", NO_CLAUSES),
        ({"retracted": "yes"}, "retracted", NO_FLAG),
        ({"<b>": "x"}, "b", UNKNOWN),
    ],
)
def test_a_field_that_does_not_hold_is_named_with_its_line(change: dict[str, Any], field: str, reason: str) -> None:
    with pytest.raises(UnreadableRecord) as refused:
        read_records(a_file(GOOD, {**GOOD, **change}))
    assert (refused.value.line, refused.value.field, refused.value.reason) == (2, field, reason)
    assert "Line 2" in str(refused.value)


@pytest.mark.parametrize("name", ["author", "id", "version", "written"])
def test_a_field_that_is_needed_is_missed(name: str) -> None:
    with pytest.raises(UnreadableRecord) as refused:
        read_records(a_file({key: value for key, value in GOOD.items() if key != name}))
    assert (refused.value.field, refused.value.reason) == (name, MISSING)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"[" * 30_000, NOT_JSON),
        (b"[]", NOT_JSON),
        (b'"a"', NOT_JSON),
        (b"{", NOT_JSON),
        (b'{"version": NaN}', NOT_JSON),
        (b'{"version": ' + b"9" * 10_000 + b"}", NOT_JSON),
        (b'{"id": "a", "id": "b"}', TWICE),
    ],
)
def test_what_is_no_record_is_refused(line: bytes, reason: str) -> None:
    with pytest.raises(UnreadableRecord) as refused:
        read_records(line)
    assert refused.value.reason == reason


def test_signs_that_hide_or_turn_what_is_read_are_taken_out() -> None:
    (record,) = read_records(a_file({**GOOD, "tried": "pay\u202ecod.exe\u0000\u200b"}))
    assert record.tried == "paycod.exe"


@pytest.mark.parametrize(
    "data", [b"x" * (LARGEST + 1), a_file(GOOD) * 1 + b"\n" + (a_file(GOOD) + b"\n") * MOST_RECORDS, b"\xff\xfe"]
)
def test_what_is_too_much_or_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(TooManyRecords):
        read_records(data)
