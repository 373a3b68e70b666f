"""A record is written, checked, and leaves only when nothing stands against it; two files become one on the page."""

from __future__ import annotations

import json
from datetime import date

import pytest

from toolkit.app.exchange.record_view import RecordView
from toolkit.app.kit.fields import TakeAway
from toolkit.exchange import merge, problems, read_records, write_records
from toolkit.languages import KNOWN
from toolkit.registers.locate import folder

DAY = date(2026, 12, 1)
FULL = {
    "author": "Nurses’ Union",
    "kind": "case",
    "place": "KE",
    "topic": "rosters",
    "system": "ShiftWise",
    "supplier": "Rota Systems",
    "tried": "We asked for the rules behind the roster.",
    "won": "They were handed over.",
    "source": "Minutes of May 2026",
    "reviewer": "Legal office",
    "risk": "none",
    "consent": "unions",
    "expires": "2028-05-01",
}


def view(language: str = "en", **entries: str) -> RecordView:
    made = RecordView(language, DAY)
    made.take({"event": "values", "values": entries})
    return made


def make(page: RecordView) -> None:
    page.take({"event": "press", "name": "make"})


def content(page: RecordView, name: str) -> bytes:
    item = page.items[name]
    assert isinstance(item, TakeAway)
    return item.files[0][3]


def send(page: RecordView, name: str, data: bytes) -> None:
    about = {"event": "file", "name": name, "id": "1", "file": "x.jsonl", "size": len(data), "at": 0}
    page.take(about, [data])


def test_what_is_in_order_becomes_a_line_of_a_file_and_a_mark_that_takes_it_back() -> None:
    page = view(**FULL, step="home")
    make(page)
    (record,) = read_records(content(page, "file"))
    assert (record.author, record.system, record.written, record.version) == ("Nurses’ Union", "ShiftWise", DAY, 1)
    (mark,) = read_records(content(page, "taken-back"))
    assert merge([record], [mark]).live == ()


def test_the_id_stays_when_the_record_changes_so_that_the_next_version_is_one_of_the_same_record() -> None:
    page = view(**FULL, step="home")
    make(page)
    (first,) = read_records(content(page, "file"))
    page.take({"event": "values", "values": {"won": "Handed over in August.", "version": "2"}})
    assert "file" not in page.items, "what no longer holds is gone"
    make(page)
    (second,) = read_records(content(page, "file"))
    assert merge([first], [second]).live == (second,)


@pytest.mark.parametrize(
    ("entries", "said"),
    [
        ({"author": ""}, "which union"),
        ({"consent": "none"}, "Nobody has agreed"),
        ({"tried": "Mrs Otieno asked."}, "name of a person"),
        ({"won": "Our red line is 12 hours."}, "settle for"),
    ],
)
def test_nothing_leaves_while_a_point_stands(entries: dict[str, str], said: str) -> None:
    page = view(**{**FULL, **entries}, step="home")
    make(page)
    assert not [item for item in page.items.values() if isinstance(item, TakeAway)]
    assert said in page.items["told"].content + page.items["problems"].content  # type: ignore[attr-defined]


def test_the_two_invented_files_show_a_pair_a_conflict_a_mark_and_what_is_old() -> None:
    page = view(**FULL, step="merge")
    page.take({"event": "press", "name": "example"})
    told = page.items["merged"].content  # type: ignore[attr-defined]
    assert "Records: 6" in told
    assert "Taken back by their unions, with nothing of them left: 1" in told
    assert "Two versions of one record" in told
    assert "WardView" in told, "what no longer holds"
    assert "Perhaps twice the same work" in told
    assert "the same system and the same supplier" in told or "the same system, the same supplier" in told


@pytest.mark.parametrize("language", KNOWN)
def test_the_invented_files_can_be_read_by_whoever_compares_them(language: str) -> None:
    page = view(language, step="merge")
    page.take({"event": "press", "name": "example"})
    model = page.model
    (pair,) = model.pairs()
    assert {pair.first.system, pair.second.system} == {"Shift-Wise", "ShiftWise"}
    ((one, other),) = model.merged.conflicts
    assert {each.language for each in (pair.first, pair.second, one, other)} == {language}
    assert one.won != other.won
    assert sum(each.language != language for each in model.merged.live) == 1, "real files come in many languages"
    assert len(model.merged.live) == 6
    assert len(model.merged.tombstones) == 1


@pytest.mark.parametrize("consent", ["unions", "public"])
def test_whoever_reads_it_through_is_asked_how_far_it_says_they_would_go(consent: str) -> None:
    page = view(**{**FULL, "consent": consent, "risk": "Somebody could be moved."}, step="home")
    for _ in range(2):  # before the check, and behind it where nothing else stands
        assert "how far you would go" in page.items["problems"].content  # type: ignore[attr-defined]
        assert "The machine cannot see that" in page.items["problems"].content  # type: ignore[attr-defined]
        make(page)
    assert (b"could be moved" in content(page, "file")) == (consent == "unions")


@pytest.mark.parametrize("language", KNOWN)
def test_the_invented_files_hold_nothing_that_would_not_be_published(language: str) -> None:
    home = folder("templates") / "exchange" / language
    for name in ("nurses", "clerks"):
        for record in read_records((home / f"{name}.jsonl").read_bytes()):
            left = () if record.retracted else problems(record, date(2026, 6, 1))
            assert [one.check for one in left if one.check != "expires"] == [], record


def test_two_files_that_were_brought_give_the_same_in_any_order() -> None:
    make(first := view(**FULL, step="home"))
    other = {**FULL, "author": "Clerks’ Union", "system": "Shift Wise"}
    make(second := view(**other, step="home"))
    files = [content(first, "file"), content(second, "file")]
    merged = []
    for one, two in (files, files[::-1]):
        page = view(step="merge")
        send(page, "first", one)
        send(page, "second", two)
        merged.append(content(page, "merged-file"))
    assert merged[0] == merged[1]
    assert len(read_records(merged[0])) == 2


def test_a_file_that_does_not_hold_is_refused_with_its_line_and_the_page_goes_on() -> None:
    page = view(step="merge")
    send(page, "first", b'{"author": "U"}\n')
    assert "Line 1" in page.items["first"].error  # type: ignore[attr-defined]
    assert "merged" not in page.items


def test_nothing_of_a_strangers_record_becomes_markup(hostile: str) -> None:
    record = {
        "author": hostile,
        "id": "a1b2c3d4e5f6",
        "version": 1,
        "written": "2026-12-01",
        "tried": hostile,
        "system": hostile,
    }
    page = view(step="merge")
    send(page, "first", json.dumps(record).encode())
    shown = page.items["merged"].content + page.items["records"].content  # type: ignore[attr-defined]
    assert "<script>" not in shown
    assert "<img" not in shown
    assert write_records(page.model.merged.records)
