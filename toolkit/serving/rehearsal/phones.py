"""Simulated phones that follow a plan: they join with the code, go along, answer right and wrong, vote, play the table.

What each does is drawn before, so that a rehearsal of the same plan is the same one at any speed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from toolkit.app.talks.model import STAKES
from toolkit.course.exercises.choosing import ChoiceExercise
from toolkit.course.exercises.written import exercise
from toolkit.course.sessions.polls import READY
from toolkit.serving.session.moments import Moment

RIGHT = 0.6  # how many choose rightly at first: about what a room does with a question worth asking
LATE = 0.08  # how many are still thinking when a question is closed
_QUESTION_LAST = 2.0  # minutes for which a question to the room is open, at the end of its block
_SIDES = ("union", "employer")
_POSITIONS = ("none", "minimum", "standard", "strong")


@dataclass(frozen=True)
class Act:
    """What a phone sends, so many minutes after its block began."""

    minute: float
    phone: int
    sent: dict[str, Any]


def question_opens(moment: Moment) -> float:
    """After how many minutes of its block a question is put to the room."""
    return max(moment.slot.block.minutes - _QUESTION_LAST, moment.slot.block.minutes / 2)


def stop_begins(moment: Moment, number: int) -> float:
    """After how many minutes of its block the room goes to a step; they share its time equally."""
    return moment.slot.block.minutes * number / max(1, len(moment.stops))


def acts(moment: Moment, phones: int, *, seed: int, changes: int, poll: str) -> tuple[Act, ...]:
    """All that phones send in a block, in the order of its minutes.

    Parameters
    ----------
    changes
        How many steps all phones have told before.
    poll
        The code of the question that is put to the room; empty where there is none.
    """
    found: list[Act] = []
    for phone in range(phones):
        chance = random.Random(f"{seed} {moment.slot.at} {phone}")
        found += _answers(moment, phone, chance, changes)
        if poll:
            found.append(_vote(moment, phone, chance, poll))
    if moment.table:
        found += _offers(moment, phones, random.Random(f"{seed} {moment.slot.at} table"))
    return tuple(sorted(found, key=lambda act: (act.minute, act.phone)))


def chosen(name: str, chance: random.Random) -> str:
    """A first answer to an exercise: right mostly, else one of the others."""
    found = exercise(name)
    assert isinstance(found, ChoiceExercise)
    right = [option.name for option in found.options if option.state == "right"]
    others = [option.name for option in found.options if option.state != "right"]
    return chance.choice(right if not others or chance.random() < RIGHT else others)


def _answers(moment: Moment, phone: int, chance: random.Random, changes: int) -> Iterator[Act]:
    length = moment.slot.block.minutes / max(1, len(moment.stops))
    for number, stop in enumerate(moment.stops):
        begins = stop_begins(moment, number)
        arrives = begins + chance.uniform(0.02, 0.1) * length
        step = {"kind": "at_step", "step": stop.number, "change": changes + number}
        yield Act(arrives, phone, step)
        for name in dict.fromkeys(stop.counted):
            at = chance.uniform(arrives, begins + 0.9 * length)
            yield Act(at, phone, {"kind": "exercise", "question": name, "answer": chosen(name, chance)})


def _vote(moment: Moment, phone: int, chance: random.Random, poll: str) -> Act:
    opens, ends = question_opens(moment), moment.slot.block.minutes
    answers = list(READY[moment.ready][1])
    said = answers[0] if chance.random() < RIGHT else chance.choice(answers)
    late = chance.random() < LATE
    at = ends + 0.5 if late else chance.uniform(opens, opens + 0.9 * (ends - opens))
    return Act(at, phone, {"kind": "poll", "question": poll, "answer": said})


def _offers(moment: Moment, phones: int, chance: random.Random) -> Iterator[Act]:
    """Two tables, two rounds: each side says which text it offers of each article."""
    length = moment.slot.block.minutes
    for table in (1, 2):
        for round_ in (1, 2):
            for side in _SIDES:
                for stake in STAKES:
                    place = f"t{table}.r{round_}.{stake.clause}.{side}.strength"
                    low, high = (round_ - 1) * length / 2, round_ * length / 2
                    at = chance.uniform(low + length * 0.1, high)
                    sent = {"kind": "said", "question": place, "answer": chance.choice(_POSITIONS[1:])}
                    yield Act(at, (2 * table + _SIDES.index(side)) % phones, sent)
