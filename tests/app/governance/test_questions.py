"""Questions on the page: picked, asked on a day, followed, and taken home without saying why we ask."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from toolkit.app.governance.questions_model import QuestionsModel, entries_of
from toolkit.app.governance.questions_view import QuestionsView
from toolkit.governance.questions.bank import bank
from toolkit.governance.questions.tracker import read_tracker
from toolkit.languages import Language, strip

TODAY = date(2027, 1, 19)


def enter(view: Any, **values: Any) -> None:
    view.take({"event": "values", "values": values})


def asked_view() -> QuestionsView:
    view = QuestionsView("en", TODAY)
    enter(view, step="ask", day="2027-01-04", days="14", **{"own.1": "Who drew up the shift rules?"})
    view.take({"event": "press", "name": "asked"})
    return view


def test_the_ten_are_picked_until_somebody_picks_otherwise() -> None:
    view = QuestionsView("en", TODAY)
    assert len(view.model.tracker.entries) == 10
    enter(view, **{"pick.seat": [], "pick.change": ["change-end", "no-such"]})
    ids = [one.id for one in view.model.tracker.entries]
    assert len(ids) == 10
    assert "change-end" in ids
    assert "seat-answer" not in ids


def test_asked_questions_run_and_become_overdue_and_asking_again_leaves_them() -> None:
    view = asked_view()
    entry = view.model.tracker.entry("own-1")
    assert (entry.asked, entry.due, entry.status(TODAY)) == (date(2027, 1, 4), date(2027, 1, 18), "overdue")
    enter(view, day="2027-02-01")
    view.take({"event": "press", "name": "asked"})
    assert view.model.tracker.entry("own-1").asked == date(2027, 1, 4)
    assert view.items["stands"].content.count("Overdue") == 11


def test_what_came_is_noted_and_a_day_before_the_question_is_told() -> None:
    view = asked_view()
    enter(view, step="follow", at="people-who", **{"reply.people-who": "evasive", "replied.people-who": "2027-01-10"})
    assert view.model.tracker.entry("people-who").status(TODAY) == "evasive"
    assert "The system does not know the group" in view.items["expect"].content
    enter(view, **{"replied.people-who": "2026-12-01"})
    assert "before the question was asked" in view.items["replied.people-who"].error
    assert view.model.tracker.entry("people-who").status(TODAY) == "overdue"


def test_before_anything_is_asked_there_is_nothing_to_follow() -> None:
    view = QuestionsView("en", TODAY)
    enter(view, step="follow")
    assert "Nothing has been noted as asked yet" in view.items["none"].content


def test_the_letter_leaves_out_what_is_answered_and_the_file_makes_the_page_again() -> None:
    view = asked_view()
    enter(view, step="home", **{"reply.people-who": "answered", "replied.people-who": "2027-01-10"})
    view.take({"event": "press", "name": "make"})
    letter, meeting = strip(view.items["letter"].words), strip(view.items["meeting"].words)
    known = bank().question("people-who")
    assert known.say() not in letter
    assert "Who drew up the shift rules?" in letter
    assert known.good.say() not in letter
    assert known.good.say() in meeting
    (saved,) = (one[3] for one in view.items["file"].files)
    tracker = read_tracker(saved, "q.json")
    assert QuestionsModel(Language("en"), TODAY, entries_of(tracker)).tracker == tracker


@pytest.mark.parametrize("days", ["abc", "0", "366", "2.5", "-3"])
def test_days_that_cannot_be_are_said_and_others_are_not(days: str) -> None:
    view = QuestionsView("en", TODAY)
    enter(view, step="ask", days=days)
    assert days in strip(view.items["days"].error)
    enter(view, days="21")
    assert not view.items["days"].error
    enter(view, days="")
    assert not view.items["days"].error
