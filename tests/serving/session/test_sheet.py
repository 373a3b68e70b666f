"""The run sheet that a session follows: one press a row, and late is said only of what is late."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.course.sessions.session import Session, begin, from_text, to_text
from toolkit.errors import DataError, ToolkitError
from toolkit.languages import KNOWN, Language
from toolkit.serving.pages.steps import Step
from toolkit.serving.session.sheet import (
    Row,
    ask_of_row,
    go_to_row,
    minutes_late,
    read_plan,
    room_line,
    rows_of_lesson,
    rows_of_plan,
    sheet_told,
)

PLAN = "audience=leaders&country=KE&start=2020-02-03"  # of which the days have passed
STEPS = ("Start", "One", "Two", "Three")
NOW = 1_000_000.0
# Three blocks of 10, 20 and 15 minutes; in the second the room goes to two steps; the last is another lesson's.
ROWS = (
    Row(0, 0, 10, "Opening", lesson="a.ipynb", ready="pace"),
    Row(1, 10, 20, "Work", lesson="a.ipynb", step=1, stop="One", ready="sure"),
    Row(1, 10, 20, "Work", lesson="a.ipynb", step=2, stop="Two", ready="sure"),
    Row(2, 30, 15, "More", lesson="b.ipynb", step=3, stop="Three"),
)


def lesson(file: str) -> Any:
    return (STEPS, "5") if file == "b.ipynb" else None


def at(session: Session, number: int, minute: float, rows: tuple[Row, ...] = ROWS) -> Session:
    return go_to_row(session, rows, number, NOW + 60 * minute, lesson)


@pytest.fixture
def session() -> Session:
    return begin("a.ipynb", "en", STEPS, topic="1", plan=PLAN, meeting=1)[0]


def test_one_press_a_row_does_all_that_it_says(session: Session) -> None:
    first = at(session, 0, 0)
    assert (first.row, first.step, first.ends) == (0, None, NOW + 600)
    second = at(first, 1, 12)
    assert (second.row, second.step, second.ends) == (1, 1, NOW + 60 * 32)
    third = at(second, 2, 20)
    assert (third.row, third.step, third.ends) == (2, 2, NOW + 60 * 32), "the timer goes on inside a block"
    last = at(third, 3, 30)
    assert (last.row, last.lesson, last.topic, last.step, last.ends) == (3, "b.ipynb", "5", 3, NOW + 60 * 45)
    assert from_text(to_text(last)) == last
    assert at(third, 2, 21) == third, "two who press at once go on by one row"
    with pytest.raises(DataError):
        at(last, 4, 31)
    with pytest.raises(DataError):
        at(last, -1, 31)


def test_a_lesson_that_is_not_here_is_left_out_and_the_row_runs(session: Session) -> None:
    rows = (replace(ROWS[3], lesson="c.ipynb"),)
    moved = at(session, 0, 0, rows)
    assert (moved.row, moved.lesson, moved.step, moved.ends) == (0, "a.ipynb", None, NOW + 900)


def test_the_question_of_a_row_is_one_press_and_once_a_block(session: Session) -> None:
    with pytest.raises(DataError):
        ask_of_row(session, ROWS)  # nothing runs yet
    asked = ask_of_row(at(session, 1, 0), ROWS)
    assert [(poll.ready, poll.state) for poll in asked.polls] == [("sure", "open")]
    assert asked.row_asked == asked.polls[0].id
    with pytest.raises(DataError):
        ask_of_row(at(asked, 2, 5), ROWS)  # the same block
    again = ask_of_row(asked.remove_poll(asked.row_asked), ROWS)  # taken away by mistake
    assert again.row_asked == "p2"
    with pytest.raises(DataError):
        ask_of_row(at(asked, 3, 30), ROWS)  # its row asks nothing


@pytest.mark.parametrize(
    ("presses", "minute", "late"),
    [
        ([], 500, 0),  # not begun
        ([(0, 0)], 9, 0),
        ([(0, 0)], 10.5, 0),  # not a whole minute yet
        ([(0, 0)], 14.2, 4),  # it runs on
        ([(0, 0), (1, 13)], 13, 3),  # begun late
        ([(0, 0), (1, 13)], 30, 3),
        ([(0, 0), (1, 13)], 35, 5),  # begun late, and runs on beyond even that
        ([(0, 0), (1, 5)], 29, 0),  # early
        ([(0, 0), (1, 5)], 29.9, 0),  # longer than it was given, but not later than it was due
        ([(0, 0), (1, 13), (2, 14)], 20, 3),  # inside a block
        ([(2, 0)], 10, 0),  # begun in the middle: reckoned from there
        ([(2, 0)], 22, 2),
        ([(0, 0), (3, 20)], 20, 0),  # rows left out
        ([(0, 0)], 10 + 45 + 2, 0),  # more than the whole sheet: another day
        ([(0, 100)], 0, 0),  # the clock was put back
    ],
)
def test_what_is_late_is_said_and_nothing_else(
    session: Session, presses: list[tuple[int, float]], minute: float, late: int
) -> None:
    for number, when in presses:
        session = at(session, number, when)
    now = NOW + 60 * minute
    assert minutes_late(session, ROWS, now) == late
    said = sheet_told(session, ROWS, Language("en"), now)["late"]
    assert said == ("" if not late else f"{late} minutes late")
    # Who stopped the timer goes by no clock.
    assert minutes_late(session.set_timer(0, now), ROWS, now) == 0


@given(st.lists(st.integers(0, 40), min_size=2, max_size=2), st.integers(0, 40))
def test_late_is_by_how_much_the_end_moves(takes: list[int], more: int) -> None:
    """Reckoned the other way round: when the end is now, against the 45 minutes that were planned."""
    session = at(begin("a.ipynb", "en", STEPS, plan=PLAN, meeting=1)[0], 0, 0)
    session = at(at(session, 1, takes[0]), 3, sum(takes))
    end = sum(takes) + max(15, more)  # the last block takes 15 minutes, and nothing comes after it
    assert minutes_late(session, ROWS, NOW + 60 * (sum(takes) + more)) == (end - 45 if 0 < end - 45 <= 45 else 0)


def test_without_a_plan_the_lesson_is_the_run_sheet() -> None:
    steps = [Step("step-0", "Start"), Step("step-1", "One", 5), Step("step-2", "Spare"), Step("step-3", "Three", 10)]
    rows = rows_of_lesson(steps)
    assert [(row.minute, row.minutes, row.title, row.step) for row in rows] == [
        (0, 5, "One", 1),
        (5, 0, "Spare", 2),
        (5, 10, "Three", 3),
    ]
    session = begin("a.ipynb", "en", STEPS)[0]
    spare = at(at(session, 0, 0, rows), 1, 9, rows)
    assert (spare.ends, minutes_late(spare, rows, NOW + 3600)) == (None, 0), "what has no minutes is never late"
    other = spare.go_on_with("b.ipynb", STEPS, "5")
    assert (other.row, other.sheet_began) == (None, None), "another lesson is another run sheet"
    assert rows_of_lesson(()) == ()


@pytest.mark.parametrize("code", KNOWN)
def test_every_session_of_every_plan_has_its_run_sheet_in_each_language(code: str) -> None:
    for audience in ("organisers", "leaders", "representatives"):
        text = f"audience={audience}&country=KE&start=2027-02-01"
        plan, _ = read_plan(text, 1)
        for meeting in plan.track.sessions:
            rows = rows_of_plan(text, meeting.number, code)
            assert {row.block: row.minutes for row in rows} == {n: b.minutes for n, b in enumerate(meeting.blocks)}
            assert all(row.lesson and row.title and row.say and row.show for row in rows)
            assert all(one.minute <= two.minute for one, two in pairwise(rows))
            assert len(sheet_told(begin("a", code)[0], rows, Language(code), NOW)["sheet"]) == len(rows)


@pytest.mark.parametrize("meeting", [-1, 0, 3, 99])
def test_a_session_that_the_course_has_not_is_refused(meeting: int) -> None:
    with pytest.raises(ToolkitError, match="has 2 sessions"):
        read_plan(PLAN, meeting)


@pytest.mark.parametrize(
    ("joined", "connected", "step", "answered", "line"),
    [
        (0, 0, None, None, "0 have joined"),
        (1, 1, None, None, "1 has joined"),
        (0, 0, 2, None, "0 have joined"),  # nobody is nowhere
        (30, 28, 2, 25, "28 of 30 at step 3 · 25 answered · 2 away"),
        (30, 30, 2, None, "28 of 30 at step 3"),
        (30, 31, 2, 0, "28 of 30 at step 3 · 0 answered"),  # nobody is away who is here
    ],
)
def test_what_the_room_does_is_one_line(
    joined: int, connected: int, step: int | None, answered: int | None, line: str
) -> None:
    polls = [] if answered is None else [{"state": "open", "answered": answered}]
    polls.append({"state": "shown", "answered": 9})
    told = {"joined": joined, "connected": connected, "step": step, "at": [0, 0, 28], "polls": polls}
    assert "".join(sign for sign in room_line(told, Language("en")) if sign not in "\u2066\u2067\u2068\u2069") == line
