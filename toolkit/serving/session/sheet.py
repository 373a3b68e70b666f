"""The run sheet of a session as its leader follows it: which row runs, what the next press does, what is late."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from toolkit.course.plans.plan import Plan
from toolkit.course.plans.reference import plan_from_text
from toolkit.course.plans.run_sheet import show
from toolkit.course.plans.tracks import Session as Meeting
from toolkit.course.sessions.polls import Poll
from toolkit.course.sessions.session import NOT_NOW, Session
from toolkit.errors import DataError, ToolkitError, translatable
from toolkit.languages import Language
from toolkit.serving.pages import session_words as words
from toolkit.serving.pages.steps import Step
from toolkit.serving.pages.words import MINUTES
from toolkit.serving.session.moments import Moment, moments

NO_MEETING = translatable("The course has {number} sessions. Choose one of them.")
NO_ROW = translatable("The run sheet has no such row. It may have changed; load the page anew.")
Lesson = tuple[Sequence[str], str, str]  # what its steps are called, its topic and version


@dataclass(frozen=True)
class Row:
    """A row of the run sheet: a block of the plan, or a further step to which the room goes inside a block.

    Attributes
    ----------
    block
        The number of its block; the rows of one block share its minutes.
    minute, minutes
        How many minutes after the beginning its block is due, and how many it takes; 0 where nobody set any.
    title, happens, say, show
        The block as the paper tells it.
    lesson
        The file that is open on the phones; empty for whichever is.
    step, stop
        The step to which all go, counted from 0, and its heading; None and empty where none is.
    ready
        The question at hand that is worth asking in the block; empty where none is.
    counted
        The exercises of the step whose first answers are counted.
    """

    block: int
    minute: int
    minutes: int
    title: str
    happens: str = ""
    say: str = ""
    show: str = ""
    lesson: str = ""
    step: int | None = None
    stop: str = ""
    ready: str = ""
    counted: tuple[str, ...] = ()


def read_plan(text: str, meeting: int) -> tuple[Plan, Meeting]:
    """The plan that a session runs, and which of its sessions.

    Raises
    ------
    ToolkitError
        There is no such plan, or it has no such session.
    """
    plan = plan_from_text(text)
    if not 1 <= meeting <= len(plan.track.sessions):
        raise ToolkitError(NO_MEETING, number=len(plan.track.sessions))
    return plan, plan.track.sessions[meeting - 1]


@lru_cache(64)
def rows_of_plan(text: str, meeting: int, code: str) -> tuple[Row, ...]:
    """The rows of a session of a plan, told in the language of whoever reads them.

    >>> rows = rows_of_plan("audience=organisers&country=KE&start=2027-02-01", 1, "en")
    >>> [(row.minute, row.minutes, row.stop) for row in rows[:4]]
    [(0, 10, ''), (10, 5, ''), (15, 15, 'Eight claims'), (30, 35, 'Do: the data day')]
    """
    plan, found = read_plan(text, meeting)
    plan = replace(plan, language=Language(code))
    return tuple(
        row for number, moment in enumerate(moments(plan, found)) for row in _rows(plan, found, number, moment)
    )


def _rows(plan: Plan, meeting: Meeting, number: int, moment: Moment) -> list[Row]:
    block, at = moment.slot.block, moment.slot.at
    title, happens, say = (each.say(plan.language) for each in (block.title, block.happens, block.say))
    row = Row(number, at, block.minutes, title, happens, say, show(plan, meeting, block), moment.lesson)
    row = replace(row, ready=moment.ready)
    stops = [replace(row, step=stop.number, stop=stop.title, counted=stop.counted) for stop in moment.stops]
    return stops or [row]


def rows_of_lesson(steps: Sequence[Step]) -> tuple[Row, ...]:
    """The rows of a lesson that is gone through by itself: its steps, with the minutes of their headings."""
    rows, minute = [], 0
    for number, step in enumerate(steps[1:], 1):  # at the first one everybody is who opens the lesson
        rows.append(Row(number, minute, step.minutes, step.title, step=number))
        minute += step.minutes
    return tuple(rows)


def go_to_row(
    session: Session, rows: Sequence[Row], number: int, now: float, lesson: Callable[[str], Lesson | None]
) -> Session:
    """Do what a row says: its lesson, its step, and the timer of its block, which goes on inside the block.

    Parameters
    ----------
    lesson
        The steps, topic and version of a lesson; None for one that this server has not.

    Raises
    ------
    DataError
        There is no such row.
    """
    if not 0 <= number < len(rows):
        raise DataError(NO_ROW)
    row, before = rows[number], running(session, rows)
    if row.lesson and row.lesson != session.lesson and (found := lesson(row.lesson)):
        session = session.go_on_with(row.lesson, *found)
    if row.step is not None and row.lesson in ("", session.lesson) and row.step < len(session.steps):
        session = session.go_to(row.step)
    if before is None or before.block != row.block:
        began = now - 60 * row.minute if session.sheet_began is None else session.sheet_began
        session = replace(session.set_timer(row.minutes, now), row_began=now, sheet_began=began, row_asked="")
    return replace(session, row=number, minute=row.minute)


def ask_of_row(session: Session, rows: Sequence[Row]) -> Session:
    """Put the question at hand of the row that runs to the room, and let it answer: one press."""
    row = running(session, rows)
    if row is None or not row.ready or any(poll.id == session.row_asked for poll in session.polls):
        raise DataError(NOT_NOW)
    session = session.add_poll(ready=row.ready)
    id = session.polls[-1].id
    return replace(session.open_poll(id), row_asked=id)


def running(session: Session, rows: Sequence[Row]) -> Row | None:
    """The row that runs; None before the first one."""
    return rows[session.row] if session.row is not None and session.row < len(rows) else None


def minutes_late(session: Session, rows: Sequence[Row], now: float) -> int:
    """By how many minutes the session ends later than it would have, if all that comes takes the minutes it was given.

    It is reckoned from when the session really began. Nothing is late before the first row, while no timer runs
    (whoever stopped it goes by no clock), and where more than the whole run sheet has passed: that is another day.
    """
    row = running(session, rows)
    if row is None or session.row_began is None or session.sheet_began is None or session.ends is None:
        return 0
    due = session.sheet_began + 60 * row.minute
    late = int(max(session.row_began - due, now - due - 60 * row.minutes) // 60)
    return late if 0 < late <= rows[-1].minute + rows[-1].minutes else 0


def sheet_told(session: Session, rows: Sequence[Row], language: Language, now: float) -> dict[str, Any]:
    """The run sheet as the leader's page reads it."""
    late = minutes_late(session, rows, now)
    return {
        "sheet": [_told(row, language) for row in rows],
        "row": session.row if running(session, rows) else None,
        "asked": session.row_asked,
        "late": language.say_plural(words.LATE, late) if late else "",
    }


def _told(row: Row, language: Language) -> dict[str, Any]:
    minutes = language.say_plural(MINUTES, row.minutes) if row.minutes else ""
    return {
        "block": row.block,
        "when": language.say(words.AT_MINUTE, minute=row.minute) if row.minutes else "",
        "minutes": minutes,
        "title": row.title,
        "happens": row.happens,
        "say": row.say,
        "show": row.show,
        "stop": row.stop,
        "ask": Poll("", ready=row.ready).words(language)[0] if row.ready else "",
        "counted": row.counted,
    }


def room_line(told: Mapping[str, Any], language: Language) -> str:
    """What the room does, as one line: how many are where, have answered what is asked, and are away."""
    joined, step = told["joined"], told["step"]
    if step is None or not joined:
        parts = [language.say_plural(words.HAVE_JOINED, joined)]
    else:
        there = min(told["at"][step], joined) if step < len(told["at"]) else 0
        parts = [language.say_plural(words.AT_STEP, joined, there=there, step=step + 1)]
    asked = [poll for poll in told["polls"] if poll["state"] == "open"]
    if asked:
        parts.append(language.say_plural(words.HAVE_ANSWERED, max(poll["answered"] for poll in asked)))
    away = joined - told["connected"]
    if away > 0:
        parts.append(language.say_plural(words.AWAY, away))
    return " · ".join(parts)
