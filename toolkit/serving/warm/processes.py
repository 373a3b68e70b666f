"""The server's side of the processes of lessons: how it starts, asks and ends them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import toolkit
from toolkit.serving.warm.messages import LENGTH, MOST_BYTES, MOST_FILES, Message, close_files, pack, unpack

_START = "import sys; sys.path.pop(0); from toolkit.serving.warm.packages import run; run({line}, {lifeline})"
_CHUNK = 262144


class LineEnded(Exception):
    """The process at the other end has gone."""


def can_fork() -> bool:
    """Whether this system can fork lessons: Linux can; Windows cannot, and macOS' own libraries forbid it."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open")


class Line:
    """A line to a process, without making anybody else wait. One question after the other."""

    def __init__(self, end: socket.socket) -> None:
        end.setblocking(False)
        self._end = end
        self._turn = asyncio.Lock()
        self._waits: asyncio.Future[None] | None = None

    async def ask(self, message: Message | None, files: tuple[int, ...] = ()) -> tuple[Message, list[int]]:
        """Send a message, if there is one, and wait for the next answer and the open files that come with it.

        Raises
        ------
        LineEnded
            Nothing can come any more.
        """
        asked = asyncio.ensure_future(self._ask(message, files))
        asked.add_done_callback(lambda done: done.cancelled() or done.exception())  # who asked may have gone meanwhile
        return await asyncio.shield(asked)

    async def _ask(self, message: Message | None, files: tuple[int, ...]) -> tuple[Message, list[int]]:
        async with self._turn:
            came: list[int] = []
            try:
                if message is not None:
                    await self._send(pack(message), files)
                (length,) = LENGTH.unpack(await self._receive(LENGTH.size, came))
                if length > MOST_BYTES:
                    raise LineEnded
                return unpack(await self._receive(length, came)), came
            except (OSError, ValueError, LineEnded) as error:
                close_files(came)
                raise LineEnded from error

    def close(self) -> None:
        """Close the line; the process ends when it next looks."""
        if self._waits is not None and not self._waits.done():
            self._waits.set_exception(LineEnded())
        with contextlib.suppress(OSError):
            self._end.shutdown(socket.SHUT_RDWR)
        self._end.close()

    async def _send(self, whole: bytes, files: tuple[int, ...]) -> None:
        sent = socket.send_fds(self._end, [whole], list(files)) if files else 0
        if sent < len(whole):
            await asyncio.get_running_loop().sock_sendall(self._end, whole[sent:])

    async def _receive(self, size: int, files: list[int]) -> bytes:
        got = bytearray()
        while len(got) < size:
            try:
                part, came, _, _ = socket.recv_fds(self._end, min(_CHUNK, size - len(got)), MOST_FILES)
            except BlockingIOError:
                await self._readable()
                continue
            files += came
            if not part:
                raise LineEnded
            got += part
        return bytes(got)

    async def _readable(self) -> None:
        loop = asyncio.get_running_loop()
        ready = self._waits = loop.create_future()
        number = self._end.fileno()
        if number < 0:
            raise LineEnded

        def come() -> None:
            if not ready.done():
                ready.set_result(None)

        loop.add_reader(number, come)
        ready.add_done_callback(lambda _: loop.remove_reader(number))
        await ready


class Process:
    """A process that was forked elsewhere: as much of `subprocess.Popen` as Jupyter asks of a kernel.

    It is known by an open file that becomes readable when the process ends, so it can never be taken for another one
    that came to bear its number. How it ended is not known.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, known_by: int) -> None:
        self.pid = pid
        self._known_by = known_by
        self._ended = select.poll()
        self._ended.register(known_by, select.POLLIN)

    def __del__(self) -> None:
        if self._known_by >= 0:
            os.close(self._known_by)

    def poll(self) -> int | None:
        """None while it runs; then 0."""
        if self._known_by >= 0 and self._ended.poll(0):
            os.close(self._known_by)
            self._known_by = -1
        return None if self._known_by >= 0 else 0

    def wait(self) -> int:
        """Wait until it has ended."""
        while self.poll() is None:
            self._ended.poll()
        return 0

    def send_signal(self, number: int) -> None:
        """Send a signal to it and to what it has started."""
        if self.poll() is not None:
            return
        try:
            os.killpg(self.pid, number)  # its number is taken while its sign is open and it has not ended
        except ProcessLookupError:  # not yet a group of its own
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._known_by, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class Forks:
    """The process of one lesson that was run, and is forked for everybody."""

    fault = ""

    def __init__(self, line: Line, process: Process) -> None:
        self._line = line
        self.process = process

    @property
    def lives(self) -> bool:
        """Whether it is still there."""
        return self.process.poll() is None

    async def take(self, visitor: Message) -> Process:
        """Fork a process for a visitor.

        Raises
        ------
        LineEnded
            It has gone, or may not be forked.
        """
        answer, files = await self._line.ask(visitor)
        return process_of(answer, files)

    async def fill(self) -> None:
        """Nothing has to be ready: a fork is there at once."""

    def top_up(self) -> None:
        """Nothing has to be made beforehand."""

    def end(self) -> None:
        """End it; those that were forked from it go on."""
        self._line.close()
        self.process.kill()


class Packages:
    """The process with Python and the packages, started when first needed and anew when it has ended."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._line: Line | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = asyncio.Lock()
        # The processes hold its other end, and nobody ever writes into it: it ends when the server ends.
        self._lifeline = os.pipe()

    async def start(self) -> None:
        """Start it if it does not run."""
        async with self._turn:
            if self._line is None:
                self._line = await self._started()

    async def run(self, order: Message) -> tuple[Message, Forks]:
        """Have a lesson run: what it shows, and what is forked for everybody.

        Raises
        ------
        LineEnded
            It could not be started, or ended meanwhile.
        """
        line, process = await self.fork_lesson(order)
        forks = Forks(line, process)
        try:
            return (await line.ask(None))[0], forks
        except BaseException:
            with contextlib.suppress(OSError):
                forks.end()
            raise

    async def fork_lesson(self, order: Message) -> tuple[Line, Process]:
        """Have it fork the process of a lesson.

        Raises
        ------
        LineEnded
            It could not be started, or ended meanwhile.
        """
        await self.start()
        line = self._line
        if line is None:
            raise LineEnded
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                answer, files = await line.ask(order, (theirs.fileno(),))
            return Line(ours), process_of(answer, files)
        except LineEnded:
            ours.close()
            self._let_go()
            raise

    @property
    def pid(self) -> int | None:
        """The number of the process, if it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def close(self) -> None:
        """End it, and with it all that were ever forked."""
        self._let_go()
        for end in self._lifeline:
            with contextlib.suppress(OSError):
                os.close(end)

    def _let_go(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._process.kill()
            self._process.wait()
        self._line = self._process = None

    async def _started(self) -> Line:
        ours, theirs = socket.socketpair()
        home = str(Path(toolkit.__file__).parent.parent)
        paths = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
        with theirs:
            kept = (theirs.fileno(), self._lifeline[0])
            self._process = subprocess.Popen(
                [sys.executable, "-c", _START.format(line=kept[0], lifeline=kept[1])],
                env={**os.environ, **self._environment, "PYTHONPATH": paths},
                pass_fds=kept,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                start_new_session=True,
            )
        line = Line(ours)
        try:
            await line.ask(None)
        except LineEnded:
            line.close()
            raise
        return line


def process_of(answer: Message, files: list[int]) -> Process:
    """The process that an answer tells of.

    Raises
    ------
    LineEnded
        There is none.
    """
    number: Any = answer.get("process")
    if not isinstance(number, int) or len(files) != 1:
        close_files(files)
        raise LineEnded(str(answer.get("failed", "")))
    return Process(number, files[0])
