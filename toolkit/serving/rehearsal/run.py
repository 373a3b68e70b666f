"""A session of a plan with simulated phones, in memory and faster than the clock; nothing of it is kept."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from toolkit.course.plans.lesson import lesson_notebooks
from toolkit.course.plans.plan import Plan
from toolkit.course.plans.tracks import Session as Meeting
from toolkit.course.sessions.answers import TooLate
from toolkit.course.sessions.session import Session
from toolkit.errors import ToolkitError, translatable
from toolkit.serving.rehearsal.phones import acts, question_opens, stop_begins
from toolkit.serving.session.live import Live
from toolkit.serving.session.moments import Moment, moments, steps_in
from toolkit.serving.session.rehearsal import PHONES
from toolkit.serving.session.sessions import Sessions
from toolkit.serving.session.views import tally_exercise, view_of

FEWEST = 3  # equal answers that are shown by themselves: what a dozen people choose
SPEED = 60  # times as fast as the clock: a minute in a second
NO_PHONES = translatable(
    "This plan is held on paper, so there are no phones to rehearse with. Plan it with --network local, or go through "
    "the run sheet aloud."
)
NO_SESSION = translatable("The course has {number} sessions. Name one of them: --session 1.")
NO_LESSON = translatable("No block of this session shows a lesson, so there is nothing to rehearse on phones.")


@dataclass(frozen=True)
class Seen:
    """What came of a block.

    Attributes
    ----------
    before
        The block before; None for the first one.
    wall
        What the wall showed at its end, as its page reads it.
    answers
        The first answers of the phones to the exercises that the room counts, with how many gave each.
    late
        Answers that came after the question was closed, and did not count.
    """

    moment: Moment
    before: Moment | None
    wall: dict[str, Any] = field(repr=False)
    answers: dict[str, Counter[str]] = field(default_factory=dict)
    taken: int = 0
    late: int = 0


@dataclass(frozen=True)
class Rehearsal:
    """A session of a plan as ten simulated phones went through it."""

    plan: Plan
    meeting: Meeting
    phones: int
    seen: tuple[Seen, ...]


def rehearse(
    plan: Plan,
    number: int = 1,
    *,
    speed: float = SPEED,
    phones: int = PHONES,
    tell: Callable[[Seen], object] = lambda seen: None,
) -> Rehearsal:
    """Try a session of a plan with simulated phones: they join with its code, go along, answer, vote, play the table.

    Parameters
    ----------
    number
        Which session of the course, from 1 on.
    speed
        How many times as fast as the clock.
    tell
        Gets each block once it is over.

    Raises
    ------
    ToolkitError
        There is no such session, or no phones in this plan.
    """
    if plan.setting.on_paper:
        raise ToolkitError(NO_PHONES)
    if not 1 <= number <= len(plan.track.sessions):
        raise ToolkitError(NO_SESSION, number=len(plan.track.sessions))
    meeting = plan.track.sessions[number - 1]
    found = moments(plan, meeting)
    if not found[0].lesson:
        raise ToolkitError(NO_LESSON)
    return asyncio.run(_Room(plan, meeting, found, speed, phones, tell).go_through())


class _Room:
    """Whoever leads, the phones and the wall of a rehearsal."""

    def __init__(
        self,
        plan: Plan,
        meeting: Meeting,
        found: tuple[Moment, ...],
        speed: float,
        phones: int,
        tell: Callable[[Seen], object],
    ) -> None:
        self.plan, self.meeting, self.moments, self.speed, self.tell = plan, meeting, found, speed, tell
        self.phones = phones
        self.sessions = Sessions()
        self.tickets: list[str] = []
        self.changes = 0
        self.live: Live

    async def go_through(self) -> Rehearsal:
        """All blocks, one after the other; whatever happens, nothing is left of them."""
        try:
            await self._begin()
            seen: list[Seen] = []
            for moment in self.moments:
                seen.append(await self._block(moment, seen[-1].moment if seen else None))
                self.tell(seen[-1])
            await self.sessions.end(self.live, delete=True)
            return Rehearsal(self.plan, self.meeting, self.phones, tuple(seen))
        finally:
            self.sessions.close()

    async def _begin(self) -> None:
        first = self.moments[0]
        code = self.plan.language.code
        about: dict[str, Any] = {"topic": str(first.topic or ""), "rehearsal": True, "smallest": FEWEST}
        self.live, _ = await self.sessions.open(first.lesson, code, _steps(first), **about)

    async def _block(self, moment: Moment, before: Moment | None) -> Seen:
        """Do at its minute what is done in a block, and look at the wall when it is over."""
        session = self.live.session
        if moment.lesson != session.lesson:
            session = session.go_on_with(moment.lesson, _steps(moment), str(moment.topic or ""))
        minutes = moment.slot.block.minutes
        session = session.set_timer(minutes, time.time())
        poll = ""
        if moment.ready:
            session = session.add_poll(ready=moment.ready)
            poll = session.polls[-1].id
        await self._change(session)
        due: list[tuple[float, Callable[[], Awaitable[object]]]] = []
        if not self.tickets:
            due += [(0.3 * minutes * each / self.phones, self._join) for each in range(self.phones)]
        for number, stop in enumerate(moment.stops):
            due.append((stop_begins(moment, number), self._going(stop.number)))
        if poll:
            due.append((question_opens(moment), self._opening(poll)))
            due.append((minutes, self._showing(poll)))
        outcome: Counter[str] = Counter()
        answers: dict[str, Counter[str]] = {}
        code = session.poll(poll).code if poll else ""
        for act in acts(moment, self.phones, seed=self.meeting.number, changes=self.changes, poll=code):
            due.append((act.minute, self._sending(act.phone, act.sent, outcome, answers)))
        self.changes += len(moment.stops)
        await self._follow(due, minutes)
        for stop in moment.stops:
            for name in dict.fromkeys(stop.counted):
                tally = await self.sessions.ask(tally_exercise, self.live.store, self.live.session, name)
                await self._change(self.live.session.show_exercise(name, tally))
        wall = await view_of(self.sessions, self.live, "wall", self.plan.language)
        for poll_ in self.live.session.polls:
            if poll_.state == "shown":  # the next block begins with a clear wall
                await self._change(self.live.session.remove_poll(poll_.id))
        for name, _ in self.live.session.on_wall:
            await self._change(self.live.session.hide_exercise(name))
        return Seen(moment, before, wall, answers, outcome["taken"], outcome["late"])

    async def _follow(self, due: list[tuple[float, Callable[[], Awaitable[object]]]], minutes: float) -> None:
        """Do everything at its minute, as fast as was asked for."""
        began, last = time.monotonic(), 0.0
        for minute, do in sorted(due, key=lambda one: one[0]):
            last = max(last, minute)
            await asyncio.sleep(max(0.0, began + 60 * minute / self.speed - time.monotonic()))
            await do()
        await asyncio.sleep(max(0.0, began + 60 * max(minutes, last) / self.speed - time.monotonic()))

    async def _change(self, session: Session) -> None:
        await self.sessions.change(self.live, session)

    async def _join(self) -> None:
        """A phone types the code that the wall shows."""
        wall = await view_of(self.sessions, self.live, "wall", self.plan.language)
        live = self.sessions.of_code(wall["code"].replace(" ", ""))
        assert live is not None
        ticket = await self.sessions.join(live)
        live.is_here(ticket)
        live.pace(ticket, (1e6, 1e6))  # a whole afternoon may pass in a second
        self.tickets.append(ticket)

    def _going(self, step: int) -> Callable[[], Awaitable[None]]:
        return lambda: self._change(self.live.session.go_to(step))

    def _opening(self, poll: str) -> Callable[[], Awaitable[None]]:
        return lambda: self._change(self.live.session.open_poll(poll))

    def _showing(self, poll: str) -> Callable[[], Awaitable[None]]:
        return lambda: self._change(self.live.session.show_poll(poll))

    def _sending(
        self, phone: int, sent: dict[str, Any], outcome: Counter[str], answers: dict[str, Counter[str]]
    ) -> Callable[[], Awaitable[None]]:
        async def send() -> None:
            try:
                await self.sessions.take(self.live, self.tickets[phone], sent)
            except TooLate:
                outcome["late"] += 1
                return
            outcome["taken"] += 1
            if sent["kind"] == "exercise":
                answers.setdefault(sent["question"], Counter())[sent["answer"]] += 1

        return send


def _steps(moment: Moment) -> tuple[str, ...]:
    """A place for each step; only those to which the room goes need their names here."""
    path = lesson_notebooks()[moment.topic or 0]
    named = {stop.number: stop.title for stop in moment.stops}
    return tuple(named.get(number, "") for number in range(steps_in(path)))
