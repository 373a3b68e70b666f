"""What may be chosen, how it is kept, and what every option knows of its precedents and clauses."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from toolkit.bargaining import library
from toolkit.errors import DataError, UnreadableFile
from toolkit.governance.body.body import Body, read_body
from toolkit.governance.body.options import menu
from toolkit.registers.law import law

WHOLE = replace(Body.model("codecision", "ar"), union="Union", employer="City", starts=date(2027, 1, 1))


def test_a_file_gives_back_what_was_saved(tmp_path: Path) -> None:
    changed = WHOLE.with_owner("buy", "").with_number("seats", 5).with_power("plan", "none")
    assert read_body(changed.save(tmp_path / "b.json").read_bytes(), "b.json") == changed


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b"[" * 3000, b'{"what": "joint body", "format": 2}'])
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="does not hold a joint body"):
        read_body(content, "x.json")


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [("options", "rule", "coin"), ("numbers", "seats", 99), ("numbers", "seats", "4"), ("powers", "buy", "all")],
)
def test_a_file_cannot_hold_what_cannot_be_chosen(part: str, name: str, value: object) -> None:
    record = json.loads(WHOLE.to_json())
    record[part][name] = value
    with pytest.raises(DataError):
        read_body(json.dumps(record).encode(), "x.json")


def test_every_clause_exists_and_every_precedent_says_how_it_was_read() -> None:
    known = library()
    ids = [clause for options in menu().points.values() for one in options for clause in one.clauses]
    ids += [clause for stage in menu().stages for clause in stage.clauses]
    assert [one for one in ids if one not in known] == []
    found = [one for options in menu().points.values() for each in options for one in each.precedents]
    found += [one for power in menu().powers for one in power.precedents]
    told = menu().precedents(tuple(dict.fromkeys(found)))
    assert len(told) >= 20
    assert {one.checked for one in told} <= {"official", "secondary", "memory"}
    assert all(one.source.startswith("http") for one in told)
    assert {"DE", "AT", "NL", "SE", "NO", "FI", "ES", "GR", "FR", "KR", "ZA", "UG", "MA", "AU"} <= {
        one.place for one in told
    }
    by_memory = next(one for one in told if one.id == "de-betrvg-76")
    assert by_memory.say("en").endswith("Not yet checked against the text; ask a lawyer.")


def test_no_precedent_is_a_bill_or_has_been_repealed() -> None:
    powers = [one for power in menu().powers for one in power.precedents]
    ids = {*powers, *(one for options in menu().points.values() for each in options for one in each.precedents)}
    records = [one for one in law().records if one.id in ids]
    assert len(records) > 20
    assert {one.kind for one in records} == {"binding"}
    assert not [one.id for one in records for event in one.events if event.what == "repeal"]
    assert menu().precedents(("de-be-persvg-85",))[0].say("en").startswith("Germany: ")


def test_a_number_is_said_as_the_language_counts() -> None:
    body = WHOLE.with_number("seats", 2)
    assert "عضوين" in body.text("parity", "ar")
    assert "2 members" in body.text("parity", "en").replace("\u2068", "").replace("\u2069", "")


def test_clauses_follow_the_powers() -> None:
    nothing = WHOLE
    for stage in menu().stages:
        nothing = nothing.with_power(stage.id, "none")
    assert "human" in WHOLE.clauses()
    assert "human" not in nothing.clauses()
