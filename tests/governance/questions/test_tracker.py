"""Asked, answered, evasive, overdue: each on its day, and no file holds what cannot have happened."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from toolkit.documents import write_text
from toolkit.errors import DataError, UnreadableFile
from toolkit.governance.questions.bank import bank
from toolkit.governance.questions.papers import letter_document, meeting_document
from toolkit.governance.questions.tracker import MOST, Tracker, read_tracker
from toolkit.languages import KNOWN, strip

ASKED, DUE = date(2027, 1, 4), date(2027, 1, 18)


@pytest.fixture
def tracker() -> Tracker:
    """Five questions: one to ask, one in time, one overdue, one evaded, one answered; the last two of our own words."""
    made = Tracker(system="Roster", union="Union", employer="City")
    made = made.put("seat-tie", "control-stop", "money-exit", "people-who").put_own("Who  drew up\nthe shift rules?")
    made = made.ask(["control-stop"], date(2027, 1, 10), 14).ask(["money-exit", "people-who", "own-1"], ASKED, 14)
    made = made.answer("people-who", date(2027, 1, 12), "evasive", "The system does not know the group.")
    return made.answer("own-1", date(2027, 1, 13), "answered", "The planning office.")


def test_each_stands_where_it_stands_on_that_day(tracker: Tracker) -> None:
    def found(day: date) -> dict[str, str]:
        return {one.id: one.status(day) for one in tracker.entries}

    assert found(DUE)["money-exit"] == "asked", "the last day is in time"
    assert found(date(2027, 1, 19)) == {
        "seat-tie": "to_ask",
        "control-stop": "asked",
        "money-exit": "overdue",
        "people-who": "evasive",
        "own-1": "answered",
    }
    assert [status for status, _ in tracker.by_status(date(2027, 1, 19))] == [
        *("overdue", "evasive", "to_ask", "asked", "answered")
    ]


def test_asking_again_opens_it_again(tracker: Tracker) -> None:
    again = tracker.ask(["people-who"], date(2027, 2, 1), 7).entry("people-who")
    assert (again.reply, again.note, again.due) == ("", "", date(2027, 2, 8))


def test_what_was_not_asked_cannot_be_answered(tracker: Tracker) -> None:
    with pytest.raises(DataError, match="has not been asked yet"):
        tracker.answer("seat-tie", ASKED, "answered")
    with pytest.raises(DataError, match="before the question was asked"):
        tracker.answer("control-stop", date(2027, 1, 9), "answered")
    with pytest.raises(DataError, match="no question"):
        tracker.put("seat-of-power")
    full = Tracker()
    for number in range(MOST):
        full = full.put_own(f"Question {number}?")
    with pytest.raises(DataError, match="at most"):
        full.put("seat-tie")


def test_a_file_gives_back_what_was_saved(tracker: Tracker, tmp_path: Path) -> None:
    assert read_tracker(tracker.save(tmp_path / "t.json").read_bytes(), "t.json") == tracker


@pytest.mark.parametrize("content", [b"", b"[1]", b"{}", b'{"what": "questions to management", "format": 1}'])
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="does not hold questions"):
        read_tracker(content, "x.json")


def test_a_file_cannot_hold_an_answer_before_the_question(tracker: Tracker) -> None:
    record = json.loads(tracker.to_json())
    record["questions"][3]["replied"] = "2026-01-01"
    with pytest.raises(DataError, match="before the question was asked"):
        read_tracker(json.dumps(record).encode(), "x.json")


@pytest.mark.parametrize("language", KNOWN)
def test_the_letter_asks_and_holds_no_strategy(tracker: Tracker, language: str) -> None:
    today = date(2027, 1, 19)
    letter = strip(write_text(letter_document(tracker, ["money-exit", "people-who", "seat-tie"], language, today)))
    ours = strip(write_text(meeting_document(tracker, language, today)))
    for id_ in ("money-exit", "people-who", "seat-tie"):
        known = bank().question(id_)
        assert known.say(language) in letter
        assert known.why.say(language) not in letter
        assert known.evasive.say(language) in ours
    assert "does not know the group" not in letter
    assert "{" not in letter + ours


def test_the_letter_says_since_when_a_question_is_open_and_only_then(tracker: Tracker) -> None:
    letter = strip(write_text(letter_document(tracker, ["money-exit", "control-stop"], "en", date(2027, 1, 19))))
    assert letter.count("Open since 4 January 2027") == 1
    assert "by 24 January 2027" in letter
    late = strip(write_text(letter_document(tracker, ["money-exit"], "en", date(2027, 1, 19))))
    assert "by a day that we agree" in late, "no letter asks for an answer by a day that has passed"
    undated = strip(write_text(letter_document(tracker, ["seat-tie"], "en", date(2027, 1, 19))))
    assert "by a day that we agree" in undated
    assert "Open since" not in undated
    assert "No question is on the list yet" in write_text(meeting_document(Tracker(), "en", ASKED))
