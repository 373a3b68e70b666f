"""What unions hand over: each file read or refused by itself, each thing counted once, no strategy kept."""

from __future__ import annotations

import io
import itertools
import zipfile
from datetime import date
from pathlib import Path

import pytest

from toolkit.audit import DecisionLog, audit
from toolkit.bargaining import Agreement, Issue, Negotiation, suggest
from toolkit.bargaining.agreements.saving import written
from toolkit.course.dashboards import agreement_file, handed_over
from toolkit.course.dashboards.handed_over import HandedOver, read_folder
from toolkit.course.dashboards.paper import region_board
from toolkit.course.dashboards.region import ONE, region, unions
from toolkit.course.follow_up import Ask, FollowUp
from toolkit.documents import write_text
from toolkit.governance.questions.tracker import Tracker
from toolkit.governance.systems.register import Systems
from toolkit.governance.systems.system import System
from toolkit.languages import Language

TODAY = date(2027, 2, 1)


def agreement(union: str = "Nurses", starts: date | None = date(2026, 5, 1), **clauses: str) -> bytes:
    draft = Agreement(
        title="Data at work", union=union, employer="Secret Hospital", place="KE", on=date(2026, 4, 1), starts=starts
    )
    for clause, strength in clauses.items():
        draft = draft.add(clause, strength=strength)
    return written(draft)


def questions(union: str = "Nurses", *, answered: bool = False) -> bytes:
    list_ = Tracker((), "Rosters", union, "Secret Hospital").put("seat-tie", "control-stop").put_own("What of nights?")
    list_ = list_.ask(["seat-tie", "own-1"], date(2027, 1, 4), days=14)
    if answered:
        list_ = list_.answer("seat-tie", date(2027, 1, 20), "answered", "They gave in because we were loud.")
    return list_.to_json().encode()


def systems() -> bytes:
    one = System.of("rosters", name="Rosters", organisation="Secret Hospital", purpose="To plan shifts")
    return Systems((one, System.of("pay", name="Pay", organisation="Secret Hospital"))).to_bytes(".json")


def release() -> bytes:
    return audit(DecisionLog.open("berkeley-admissions-1973")).release().to_json().encode()


def follow_up(version: int = 1, state: str = "open") -> bytes:
    decided = None if state == "open" else date(2027, 1, 20)
    ask = Ask(date(2027, 1, 10), state, decided, 5, "bias")  # type: ignore[arg-type]
    return FollowUp("a1b2c3d4", "Nurses", date(2027, 1, 5), version, asked=(ask,)).to_json().encode()


FILES = {
    "agreement.yml": agreement(bias="strong", human="standard"),
    "questions.json": questions(),
    "systems.json": systems(),
    "follow-up.json": follow_up(),
}


@pytest.mark.slow
def test_each_file_is_told_apart_and_counted() -> None:
    handed = HandedOver().with_files([*FILES.items(), ("audit.json", release())], "Nurses")
    assert [(one.name, one.kind, one.taken, one.repeated, one.refused) for one in handed.files] == [
        ("agreement.yml", "agreement", 1, 0, None),
        ("questions.json", "questions", 3, 0, None),
        ("systems.json", "systems", 2, 0, None),
        ("follow-up.json", "follow-up", 1, 0, None),
        ("audit.json", "audit", 1, 0, None),
    ]
    [agreed] = handed.agreements.values()
    assert (agreed.union, agreed.place, agreed.clauses) == ("Nurses", "KE", (("bias", "strong"), ("human", "standard")))
    states = sorted((one.theme, one.state(TODAY)) for one in handed.requests.values())
    assert states == [("", "overdue"), ("control", "to_ask"), ("seat", "overdue")]
    seen = {one.answers["purpose"] for one in handed.systems.values()}
    assert seen == {True, False}
    assert unions(handed) == {"nurses"}


def test_the_same_thing_twice_is_counted_once_and_the_newer_one_holds() -> None:
    first = HandedOver().with_files(FILES.items(), "Nurses")
    again = first.with_files(FILES.items(), "Nurses")
    assert [one.repeated for one in again.files[4:]] == [1, 3, 2, 1]
    assert [one.taken for one in again.files[4:]] == [0, 0, 0, 0]
    newer = again.with_files([("q.json", questions(answered=True)), ("f.json", follow_up(2, "won"))])
    assert sorted(one.reply for one in newer.requests.values()) == ["", "", "answered"]
    assert [one.asked[0].state for one in newer.follow_ups.values()] == ["won"]
    older = newer.with_files([("q.json", questions()), ("f.json", follow_up())])
    assert older.requests == newer.requests
    assert older.follow_ups == newer.follow_ups


def test_the_order_in_which_files_come_changes_nothing() -> None:
    files = [
        ("a.yml", agreement(bias="strong")),
        ("b.yml", agreement(bias="minimum")),  # the same agreement, saved on the same day, in other words
        ("q.json", questions()),
        ("q2.json", questions(answered=True)),
        ("f.json", follow_up(1, "refused")),
        ("f2.json", follow_up(1, "won")),
    ]
    found = []
    for order in itertools.islice(itertools.permutations(files), 0, 720, 31):
        handed = HandedOver().with_files(order)
        found.append((handed.agreements, handed.requests, handed.follow_ups))
    assert all(one == found[0] for one in found)
    assert len(found) > 20


def test_a_draft_wins_nothing_and_neither_does_what_begins_later() -> None:
    drafts = [("a.yml", agreement("A", None, bias="strong"))]
    drafts.append(("b.yml", agreement("B", date(2027, 2, 2), bias="strong")))
    signed = [(f"{name}.yml", agreement(name, bias="strong")) for name in "CDE"]
    found = region(HandedOver().with_files([*drafts, *signed]), TODAY)
    assert found.agreements.total == 3
    assert found.clauses.cell("bias", "strong") == 3
    assert region(HandedOver().with_files(drafts), TODAY).clauses.total == 0


@pytest.mark.slow
def test_no_word_of_a_unions_strategy_is_kept_or_shown() -> None:
    result = audit(DecisionLog.open("welfare-fraud-flags"))
    demand = suggest(result.findings, place="KE", on=TODAY)[0]
    draft = Agreement(title="Canary title", union="Nurses", employer="Canary employer", place="KE", on=date(2026, 4, 1))
    clause = demand.clauses[0]
    draft = draft.add(clause, because=demand, tell=True)
    saved = (
        written(draft).decode().replace("employer: Canary employer", "employer: Canary employer\nlawyer: Canary name")
    )
    assert "because" in saved
    files = [("agreement.yml", saved.encode()), ("q.json", questions(answered=True)), ("s.json", systems())]
    handed = HandedOver().with_files(files, "Nurses")
    assert [one.refused for one in handed.files] == [None, None, None]
    board = region_board(region(handed, TODAY), Language("en"), TODAY)
    told = repr(list(handed.agreements.values())) + repr(handed.requests) + repr(handed.systems)
    shown = (
        write_text(board.document()) + board.to_csv().decode() + "".join(one.figure().describe for one in board.tables)
    )
    for word in ("Canary", "loud", "nights", "Secret Hospital", str(demand.reason)[:40]):
        assert word.casefold() not in told.casefold()
        assert word.casefold() not in shown.casefold()


def test_a_negotiation_is_refused_unread(tmp_path: Path) -> None:
    issue = Issue("bias", opening="strong", floor="minimum", weight=100)
    talks = Negotiation(title="Table", union="Nurses", employer="Hospital", issues=(issue,))
    handed = HandedOver().with_file("talks.yml", talks.save(tmp_path / "talks.yml").read_bytes())
    [read] = handed.files
    assert read.refused is not None
    assert read.refused.sentence == agreement_file.STRATEGY
    assert not handed.agreements


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.pdf", b"%PDF"),
        ("a.yml", b"title: x"),
        ("a.yml", b"format: 1\nunion: U\non: 2026-01-01\narticles: 7\n"),
        ("a.yml", b"format: 1\nunion: U\non: soon\n"),
        ("a.json", b"{"),
        ("a.json", b'{"what": "follow-up of a course"}'),
        ("a.json", b'{"kind": "published numbers of an audit", "results": []}'),
        ("a.json", b'{"questions": 3}'),
        ("a.zip", b"PK no zip"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason_and_the_rest_is_read(name: str, data: bytes) -> None:
    handed = HandedOver().with_files([(name, data), ("agreement.yml", FILES["agreement.yml"])])
    assert handed.files[0].refused is not None
    assert name in str(handed.files[0].refused)
    assert handed.files[1].taken == 1


def test_articles_of_ones_own_are_counted_and_not_named() -> None:
    content = (
        agreement(bias="strong").decode()
        + "- clause: our-secret\n  strength: strong\n- clause: human\n  strength: iron\n"
    )
    [agreed] = HandedOver().with_file("a.yml", content.encode()).agreements.values()
    assert (agreed.clauses, agreed.other) == ((("bias", "strong"),), 2)


def zipped(files: dict[str, bytes]) -> bytes:
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return room.getvalue()


def test_in_a_zip_a_folder_says_whose_files_it_holds(tmp_path: Path) -> None:
    inside = {"Nurses/s.json": systems(), "Teachers/s.json": systems().replace(b"Secret", b"Other"), "__MACOSX/x": b"1"}
    handed = HandedOver().with_file("all.zip", zipped(inside), "Somebody")
    assert unions(handed) == {"nurses", "teachers"}
    assert [one.name for one in handed.files] == ["s.json", "s.json"]
    for name, data in inside.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "__MACOSX" / "x").unlink()
    assert read_folder(tmp_path).systems == handed.systems


def test_a_zip_that_swells_or_holds_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handed_over, "LARGEST", 200_000)
    bomb = zipped({"a.json": b" " * 150_000, "b.json": b" " * 150_000})
    assert len(bomb) < 2_000
    last = HandedOver().with_file("bomb.zip", bomb).files[-1]
    assert last.refused is not None
    assert last.refused.sentence == handed_over.TOO_LARGE
    monkeypatch.setattr(handed_over, "MOST_FILES", 2)
    many = HandedOver().with_file("many.zip", zipped({f"{n}.json": b"{}" for n in range(3)}))
    assert many.files[0].refused is not None
    assert many.files[0].refused.sentence == handed_over.TOO_MANY
    large = HandedOver().with_file("large.json", b" " * 200_001)
    assert large.files[0].refused is not None


def test_files_of_nobody_are_taken_for_those_of_one_union() -> None:
    """Three registers whose union nobody knows may all be of the same one: nothing is shown of them."""
    files = [(f"{n}.json", systems().replace(b"Secret", f"Number {n}".encode())) for n in range(3)]
    assert region(HandedOver().with_files(files), TODAY).seen.total is None
    named = HandedOver()
    for name, data in files:
        named = named.with_file(name, data, f"Union {name}")
    assert region(named, TODAY).seen.cell(ONE, ONE) == 6
