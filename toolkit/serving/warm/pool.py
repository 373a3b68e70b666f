"""A pool of processes that have run a lesson, each for one visitor: where no process can be forked."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import toolkit
from toolkit.serving.guard.memory import free_memory
from toolkit.serving.guard.turns import lessons_at_once
from toolkit.serving.limits import BYTES_A_LESSON
from toolkit.serving.warm.messages import Message
from toolkit.serving.warm.processes import LineEnded, Packages, can_fork

FEWEST_READY = 1  # that wait for the next visitor when nobody is announced
_START = "import sys; sys.path.pop(0); from toolkit.serving.warm.spare import wait_for_visitor; wait_for_visitor()"
_WIDGET = "application/vnd.jupyter.widget-view+json"


class Spare(subprocess.Popen[bytes]):
    """A process that runs a lesson and then waits for its visitor."""

    def __init__(self, environment: dict[str, str]) -> None:
        home = str(Path(toolkit.__file__).parent.parent)
        paths = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
        # A group of its own, so that what it starts is ended with it; not a session, as with forks (`fork`).
        group: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {}
        super().__init__(
            [sys.executable, "-c", _START],
            env={**os.environ, **environment, "PYTHONPATH": paths},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            **group,
        )

    async def ask(self, message: Message) -> Message:
        """Send a message and wait for the answer, without making anybody else wait.

        Raises
        ------
        LineEnded
            It has gone.
        """
        self.tell(message)
        assert self.stdout
        answer = await asyncio.to_thread(self.stdout.readline)
        if not answer:
            raise LineEnded("it ended before it was ready")
        told: Message = json.loads(answer)
        return told

    def tell(self, message: Message) -> None:
        """Send a message.

        Raises
        ------
        LineEnded
            It has gone.
        """
        assert self.stdin
        try:
            self.stdin.write(json.dumps(message).encode() + b"\n")
            self.stdin.flush()
        except OSError as error:
            raise LineEnded("it has ended") from error

    def send_signal(self, number: int) -> None:
        """Send a signal to it and, where there are groups of processes, to what it has started."""
        if os.name != "posix":
            super().send_signal(number)
        elif self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)

    def let_go(self) -> None:
        """End it, and close the lines to it."""
        self.kill()
        self.wait()
        for line in (self.stdin, self.stdout):
            if line is not None:
                with contextlib.suppress(OSError):  # what it was to be told stays unsaid
                    line.close()


class Pool:
    """The processes of one lesson: those that wait for a visitor, and what makes more of them.

    Parameters
    ----------
    order
        What each of them runs.
    expected
        How many people are announced.
    """

    def __init__(self, order: Message, environment: dict[str, str], expected: Callable[[], int]) -> None:
        self.fault = ""
        self._order = order
        self._environment = environment
        self._expected = expected
        self._widgets: list[str] = []
        self._ready: deque[Spare] = deque()
        self._taken: list[Spare] = []
        self._waiting: deque[asyncio.Future[Spare]] = deque()
        self._making: set[asyncio.Task[None]] = set()
        self._made: set[Spare] = set()
        self._is_over = False

    async def begin(self) -> Message:
        """Make the first process, and give what it tells of the lesson."""
        spare = Spare(self._environment)
        self._made.add(spare)
        try:
            told = await spare.ask(self._order)
        except BaseException:
            spare.let_go()
            raise
        self._widgets = widgets_in(told.get("cells", []))
        self._made.discard(spare)
        self._ready.append(spare)
        return told

    @property
    def lives(self) -> bool:
        """Whether it still gives processes."""
        return not self._is_over and not self.fault

    async def take(self, visitor: Message) -> Spare:
        """Give a process to a visitor, as soon as there is one.

        Raises
        ------
        LineEnded
            No process can be made.
        """
        while True:
            waits: asyncio.Future[Spare] = asyncio.get_running_loop().create_future()
            self._waiting.append(waits)
            self._hand_out()
            spare = await waits
            try:
                spare.tell(visitor)
            except LineEnded:  # it ended while it waited: the next one
                spare.let_go()
                continue
            self._taken.append(spare)
            self._hand_out()
            return spare

    async def fill(self) -> None:
        """Wait until everybody who is announced finds a process, or memory does not allow more."""
        self.top_up()
        while self._making:
            await asyncio.wait(self._making)

    def top_up(self) -> None:
        """Have made what is missing, without waiting for it."""
        self._hand_out()

    def end(self) -> None:
        """End those that wait for nobody; those that have a visitor go on."""
        self._is_over = True
        self._refuse(LineEnded("it was let go"))
        for spare in (*self._ready, *self._made):
            spare.let_go()
        self._ready.clear()

    def _hand_out(self) -> None:
        """Give what is ready to who waits, and have made what is missing."""
        if not self.lives:
            self._refuse(LineEnded(self.fault))
            return
        while self._ready and self._waiting:
            waits = self._waiting.popleft()
            if not waits.done():
                waits.set_result(self._ready.popleft())
        self._taken = [spare for spare in self._taken if spare.poll() is None]
        wanted = max(FEWEST_READY, self._expected() - len(self._taken))
        while len(self._making) < lessons_at_once():
            coming = len(self._making) - len(self._waiting)
            # Who waits was given a seat already; for who may come there is one only while memory is free.
            for_nobody = coming >= 0
            if len(self._ready) + coming >= wanted or (for_nobody and free_memory() < 3 * BYTES_A_LESSON):
                break
            task = asyncio.ensure_future(self._make())
            self._making.add(task)
            task.add_done_callback(self._is_made)

    def _is_made(self, task: asyncio.Task[None]) -> None:
        self._making.discard(task)
        if not task.cancelled() and not self._is_over:
            fault = task.exception()
            if fault is not None:
                self.fault = str(fault) or type(fault).__name__
            self._hand_out()

    async def _make(self) -> None:
        spare = Spare(self._environment)
        self._made.add(spare)
        try:
            told = await spare.ask(self._order)
            if "failed" in told:
                raise LineEnded(told["failed"])
            if widgets_in(told["cells"]) != self._widgets:
                raise LineEnded("it has other controls each time that it is run")
        except BaseException:
            spare.let_go()
            raise
        finally:
            self._made.discard(spare)
        self._ready.append(spare)

    def _refuse(self, reason: LineEnded) -> None:
        while self._waiting:
            waits = self._waiting.popleft()
            if not waits.done():
                waits.set_exception(reason)


def widgets_in(cells: list[list[Any] | None]) -> list[str]:
    """The numbers of the controls that the cells of a notebook show, by which a page finds them.

    >>> widgets_in([None, [{"data": {"application/vnd.jupyter.widget-view+json": {"model_id": "a1"}}}, {"text": "-"}]])
    ['a1']
    """
    shown = [output.get("data", {}).get(_WIDGET, {}) for outputs in cells for output in outputs or ()]
    return [each["model_id"] for each in shown if "model_id" in each]


class Spares:
    """Starts the pool of each lesson.

    Parameters
    ----------
    expected
        How many people are announced for the lesson at a path.
    """

    def __init__(self, environment: dict[str, str], expected: Callable[[str], int]) -> None:
        self._environment = environment
        self._expected = expected

    async def run(self, order: Message) -> tuple[Message, Pool]:
        """Have a lesson run: what it shows, and its pool.

        Raises
        ------
        LineEnded
            It ended before it was ready.
        """
        pool = Pool(order, self._environment, lambda: self._expected(order["path"]))
        try:
            return await pool.begin(), pool
        except BaseException:
            pool.end()
            raise

    def close(self) -> None:
        """Nothing is kept beside the pools."""


def runner_of_lessons(environment: dict[str, str], expected: Callable[[str], int], *, fork: bool) -> Packages | Spares:
    """What runs lessons on this system: it forks them if that is wanted and possible, or keeps a pool of each."""
    return Packages(environment) if fork and can_fork() else Spares(environment, expected)
