"""Ten simulated phones, so that whoever leads can try a session before there are people in the room.

They do what people do: arrive one after the other, go along with the room a little late, answer after a while and
sometimes differently, and do the exercises of the step they are at.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from toolkit.course.exercises.written import written_exercises
from toolkit.course.sessions.answers import TooLate
from toolkit.course.sessions.asked import options_of
from toolkit.course.sessions.session import Session
from toolkit.serving.pages.steps import STEP
from toolkit.serving.session.live import Live, SessionOver, TooMany
from toolkit.serving.session.sessions import Sessions

ExercisesOf = Callable[[Session], Mapping[int, Sequence[str]]]  # those of the lesson that a session is in now
PHONES = 10
SLOWEST = 6.0  # seconds that a simulated phone takes for anything
_NAME = re.compile(r"""["']([a-z0-9][a-z0-9-]{2,60})["']""")


def exercises_by_step(notebook: Mapping[str, Any]) -> Mapping[int, tuple[str, ...]]:
    """The exercises among whose answers people choose, by the step of the lesson at which they stand."""
    found: dict[int, list[str]] = {}
    step = 0
    for cell in notebook.get("cells", []):
        step += STEP in cell.get("metadata", {}).get("tags", [])
        if cell.get("cell_type") == "code":
            names = _NAME.findall("".join(cell.get("source", "")))
            found.setdefault(step, []).extend(name for name in names if options_of(name))
    return {step: tuple(names) for step, names in found.items() if names}


def names_in(notebook: Mapping[str, Any]) -> frozenset[str]:
    """The names of all exercises that a lesson's code asks for: those on record, and those made of its data."""
    code = "\n".join("".join(c.get("source", "")) for c in notebook.get("cells", []) if c.get("cell_type") == "code")
    words = set(re.findall(r"""["']([A-Za-z0-9][\w-]{2,60})["']""", code))
    own = re.findall(r"""["']([a-z0-9][\w-]{2,60})\.ya?ml["']""", code)  # a file of one's own is called as its exercise
    makers = {name.replace("_", "-") for name in re.findall(r"\bask\(\s*([a-z_]+)\(", code)}
    # An exercise that is made of a file is called after what makes it and the file: "times-as-often/welfare".
    made = {f"{maker}/{word}" for maker in makers for word in words}
    return frozenset({*(words & set(written_exercises())), *own, *makers, *made})


async def simulate(
    sessions: Sessions,
    live: Live,
    exercises: ExercisesOf,
    *,
    phones: int = PHONES,
    slowest: float = SLOWEST,
) -> None:
    """Let simulated phones take part until the session is over."""
    async with asyncio.TaskGroup() as room:
        for number in range(phones):
            room.create_task(_Phone(sessions, live, exercises, random.Random(number), slowest).take_part())


class _Phone:
    """A phone that behaves as a person lets it."""

    def __init__(
        self,
        sessions: Sessions,
        live: Live,
        exercises: ExercisesOf,
        chance: random.Random,
        slowest: float,
    ) -> None:
        self.sessions, self.live, self.exercises = sessions, live, exercises
        self.chance, self.slowest = chance, slowest
        self.ticket = ""
        self.lesson = ""
        self.step: int | None = None
        self.asked: Mapping[int, Sequence[str]] = {}
        self.changes = 0
        self.done: set[str] = set()

    async def take_part(self) -> None:
        """Join, and go along."""
        await self._wait()
        self.ticket = await self.sessions.join(self.live)
        known = 0
        with contextlib.suppress(SessionOver):
            while True:
                self.live.waiting[self.ticket] += 1
                try:  # also while it answers: it is not away then
                    self.live.is_here(self.ticket)
                    await self.live.news(known)
                    known = self.live.version
                    self.sessions.find(self.live.session.id)
                    await self._do()
                finally:
                    self.live.waiting[self.ticket] -= 1

    async def _do(self) -> None:
        session = self.live.session
        step = session.step or 0
        if self.lesson != session.lesson:
            self.lesson, self.step, self.asked = session.lesson, None, self.exercises(session)
        if self.step != step:
            await self._wait()
            self.step, self.changes = step, self.changes + 1
            await self._send(kind="at_step", step=step, change=self.changes)
        for name in self.asked.get(step, ()):
            if name not in self.done:
                await self._wait()
                self.done.add(name)
                await self._send(kind="exercise", question=name, answer=self.chance.choice(options_of(name)))
        for poll in session.polls:
            if poll.state == "open" and poll.code not in self.done:
                await self._wait()
                self.done.add(poll.code)
                first = poll.answers[0] if self.chance.random() < 0.6 else self.chance.choice(poll.answers)
                await self._send(kind="poll", question=poll.code, answer=first)

    async def _send(self, **sent: Any) -> None:
        with contextlib.suppress(TooMany, TooLate):
            await self.sessions.take(self.live, self.ticket, sent)

    async def _wait(self) -> None:
        await asyncio.sleep(self.chance.random() * self.slowest)
