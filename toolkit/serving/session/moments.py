"""What a room with phones does in each block of a plan: to which steps it goes, what it is asked, what is played."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.course.plans.lesson import lesson_notebooks
from toolkit.course.plans.plan import Plan, Slot
from toolkit.course.plans.tracks import Session
from toolkit.course.sessions.polls import READY
from toolkit.serving.pages.steps import STEP
from toolkit.serving.session.rehearsal import exercises_by_step

TABLE = "talks"  # the step at which both sides share one board
# What is worth asking a room at that point of an afternoon; each of them is at hand on the page of whoever leads.
_ASKED = {"exercise": "sure", "group": "next", "break": "pace", "between": "use"}
assert set(_ASKED.values()) <= set(READY)
_ASKS = re.compile(r"\bask\(")


@dataclass(frozen=True)
class Stop:
    """A step of a lesson to which all go.

    Attributes
    ----------
    number, title
        Its place in the lesson, counted from 0, and the heading under which people find it.
    counted
        The exercises there whose first answers the room counts.
    uncounted
        How many more there are, which each phone answers for itself: cards that are sorted, numbers out of a file.
    """

    number: int
    title: str
    counted: tuple[str, ...] = ()
    uncounted: int = 0


@dataclass(frozen=True)
class Moment:
    """A block of a session as a room with phones goes through it.

    Attributes
    ----------
    lesson
        The file of the lesson that is open on the phones, and what it is called; empty where no block shows one.
    stops
        The steps to which all go, one after the other.
    ready
        The question at hand that is put to the room at the end of the block; empty where none is.
    feedback
        Whether the room is asked how it was.
    table
        Whether both sides of each table share one board.
    """

    slot: Slot
    lesson: str = ""
    title: str = ""
    topic: int | None = None
    stops: tuple[Stop, ...] = ()
    ready: str = ""
    table: bool = False
    feedback: bool = False


def moments(plan: Plan, session: Session) -> tuple[Moment, ...]:
    """Each block of a session of a plan, in its order.

    >>> from datetime import date
    >>> from toolkit.course.plans.plan import make_plan
    >>> plan = make_plan("organisers", country="KE", start=date(2027, 2, 1))
    >>> claims = moments(plan, plan.track.sessions[0])[2]
    >>> claims.lesson, [(stop.number, stop.title) for stop in claims.stops]
    ('1-why-data-and-ai.ipynb', [(5, 'Eight claims')])
    """
    found = tuple(_moments(plan, session))
    first = next((moment for moment in found if moment.lesson), None)
    if first is None:
        return found
    # People join before the first lesson is needed: it is the one that they open.
    about = {"lesson": first.lesson, "title": first.title, "topic": first.topic}
    return tuple(moment if moment.lesson else replace(moment, **about) for moment in found)  # type: ignore[arg-type]


def _moments(plan: Plan, session: Session) -> Iterator[Moment]:
    lesson, title, topic = "", "", None
    for slot in plan.slots(session):
        block = slot.block
        ready = _ASKED.get(block.kind, "")
        path = lesson_notebooks().get(block.topic) if block.topic is not None else None
        found = plan.lesson(block.topic) if block.topic is not None else None
        if path is None or found is None:
            yield Moment(slot, lesson, title, topic, ready=ready, feedback=block.kind == "closing")
            continue
        lesson, title, topic = path.name, found.title, block.topic
        places, counted, asked = _read(path)
        stops = tuple(
            Stop(
                places[tag],
                found.steps[tag],
                names := counted.get(places[tag], ()),
                max(0, asked.get(places[tag], 0) - len(names)),
            )
            for tag in block.steps
            if tag in places and tag in found.steps
        )
        yield Moment(slot, lesson, title, topic, stops, ready, TABLE in block.steps)


def steps_in(path: Path) -> int:
    """How many steps a lesson has, the part before the first named one among them."""
    return 1 + sum(STEP in _tags(cell) for cell in _cells(path))


@cache
def _read(path: Path) -> tuple[dict[str, int], dict[int, tuple[str, ...]], dict[int, int]]:
    """The place of each step by its tag; the exercises that are counted, and how many there are, by the step."""
    places: dict[str, int] = {}
    asked: dict[int, int] = {}
    step = 0
    for cell in _cells(path):
        step += STEP in _tags(cell)
        if cell.get("cell_type") == "code":
            asked[step] = asked.get(step, 0) + len(_ASKS.findall("".join(cell.get("source", ""))))
        for tag in _tags(cell):
            places.setdefault(tag, step)
    return places, dict(exercises_by_step({"cells": _cells(path)})), asked


@cache
def _cells(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text(encoding="utf-8"))["cells"])


def _tags(cell: dict[str, Any]) -> list[str]:
    return list(cell.get("metadata", {}).get("tags", []))
