"""Whether what a phone sends belongs into this session, and the entry that comes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from toolkit.course.exercises.choosing import ChoiceExercise
from toolkit.course.exercises.written import exercise, written_exercises
from toolkit.course.sessions.session import Session
from toolkit.course.store.entry import Entry
from toolkit.course.store.tally import OTHER
from toolkit.errors import DataError, translatable

NOT_TAKEN = translatable("The session does not take this answer. Load the page anew.")
TOO_LATE = translatable("The poll was closed before your answer came.")
MOST_CHANGES = 1000
MOST_TABLES = 12
_EXERCISE = re.compile(r"[a-z0-9]+(?:[-_/][a-z0-9]+){0,12}")
_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?")
_SAID = re.compile(rf"t([1-9]|1[0-{MOST_TABLES - 10}])\.r[1-6]\.([a-z_]{{1,20}})\.(union|employer)\.(strength|number)")
_QUIZ = re.compile(r"quiz-[1-9]")
_RIGHT = re.compile(r"[0-9]|10")  # how many of the ten were right
_POSITION = re.compile(r"none|minimum|standard|strong|[0-9]{1,6}")


class TooLate(DataError):
    """The poll was closed before the answer came."""


def entry_of(session: Session, ticket: str, sent: Mapping[str, Any], now: datetime | None = None) -> Entry:
    """The entry that an answer of a phone becomes.

    Raises
    ------
    TooLate
        The poll is not open, or no longer.
    DataError
        What was sent is nothing that this session asks.
    """
    kind, question, answer = (str(sent.get(name, ""))[:80] for name in ("kind", "question", "answer"))
    change, step = sent.get("change", 0), None
    if not isinstance(change, int) or isinstance(change, bool) or not 0 <= change <= MOST_CHANGES:
        raise DataError(NOT_TAKEN)
    if kind == "poll":
        _check_poll(session, question, answer)
    elif kind == "exercise":
        change = 0  # the first answer is what the room thought before anybody was told
        answer = _exercise_answer(question, answer)
    elif kind == "at_step":
        step = sent.get("step")
        # A phone that had no line while the room went on with another lesson tells of a step of the one before.
        if sent.get("lesson", lesson_of(session)) != lesson_of(session):
            raise DataError(NOT_TAKEN)
        if not isinstance(step, int) or isinstance(step, bool) or not 0 <= step < max(1, len(session.steps)):
            raise DataError(NOT_TAKEN)
        question = answer = ""
    elif kind == "said":
        if not _SAID.fullmatch(question) or not _POSITION.fullmatch(answer):
            raise DataError(NOT_TAKEN)
        ticket = ""  # a side speaks with one voice, whichever of its phones is used
    elif kind in ("quiz_before", "quiz_after"):
        change = 0
        if not _QUIZ.fullmatch(question) or not _RIGHT.fullmatch(answer):
            raise DataError(NOT_TAKEN)
    elif kind == "joined":
        question = answer = ""
    else:
        raise DataError(NOT_TAKEN)
    id = session.entry_id(ticket, kind, question)
    at = now or datetime.now(UTC)
    return Entry(id, session.id, at, kind, session.topic, question, answer, step, change)  # type: ignore[arg-type]


def lesson_of(session: Session) -> str:
    """What a page calls the lesson that a session is in."""
    return session.lesson.removesuffix(".ipynb")


def _check_poll(session: Session, question: str, answer: str) -> None:
    poll = next((each for each in session.polls if each.code == question), None)
    if poll is None or poll.state != "open":
        raise TooLate(TOO_LATE)
    if answer not in poll.answers:
        raise DataError(NOT_TAKEN)


def _exercise_answer(question: str, answer: str) -> str:
    """The answer as a code: one of those that can be chosen, a number, or that it was another one."""
    if not _EXERCISE.fullmatch(question):
        raise DataError(NOT_TAKEN)
    options = options_of(question)
    if options:
        if answer not in options:
            raise DataError(NOT_TAKEN)
        return answer
    return answer if _NUMBER.fullmatch(answer) else OTHER


def options_of(name: str) -> tuple[str, ...]:
    """The answers among which an exercise lets people choose, right ones first; none where they write a number.

    A tally puts neighbours together: so wrong answers come to stand with wrong ones, and the right one alone.
    """
    if name not in written_exercises():
        return ()
    found = exercise(name)
    options = found.options if isinstance(found, ChoiceExercise) else ()
    return tuple(option.name for option in sorted(options, key=lambda option: option.state != "right"))
