"""Have a file read by a short-lived process: it may use little memory and time, write nothing, and answers plainly.

The bytes go there through a pipe and touch no disk. What comes back is text and numbers, believed only as far as they
fit; nothing is ever unpickled. A file that means harm can at worst end that process, and then it is told as such.
"""

from __future__ import annotations

import contextlib
import json
import string
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import toolkit
from toolkit import errors
from toolkit.documents.brought.unsound import Unsound
from toolkit.errors import DataError, Reason, ToolkitError, UnreadableFile, translatable

Tell = Callable[[float], None]

STOPPED = translatable("Reading “{file}” was stopped; nothing of it was kept.")
TOO_HEAVY = translatable(
    "Reading “{file}” needs more than the {megabytes} MB of memory that one file is given here. Take out what is not "
    "needed, or save the part that is needed as a file of its own."
)
TOO_LONG = translatable(
    "Reading “{file}” takes longer than the {seconds} seconds that one file is given here. Take out what is not "
    "needed, or save the part that is needed as a file of its own."
)
BROKEN = translatable(
    "“{file}” could not be read: it is damaged, or made so that programmes stumble over it. Open it, save it again and "
    "retry; nothing of it was used."
)

_CHILD = Path(__file__).with_name("child.py")
_LONGEST_ANSWER = 150_000_000  # bytes
_LONGEST_SENTENCE = 600
_LONGEST_VALUE = 500
_PATIENCE = 8  # times as long as it may work, it may last
_TICK = 0.05  # seconds between two looks at a process


class Stopped(DataError):
    """Somebody did not want to wait for a file any longer."""


@dataclass(frozen=True)
class Allowance:
    """What the reading of one file may use.

    Parameters
    ----------
    megabytes
        Of memory, in the process that reads.
    seconds
        Of processor time; by the clock it is given longer, for a computer that is busy.
    """

    megabytes: int = 260
    seconds: int = 8


@dataclass(frozen=True)
class Oversight:
    """Who is told how far the reading is, and the sign that it is to stop."""

    tell: Tell | None = None
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Answer:
    """What a reading process said: plain values, and pieces of bytes beside them."""

    values: Any
    pieces: tuple[bytes, ...] = ()


def read_apart(
    reader: str,
    data: bytes,
    name: str,
    told: Mapping[str, Any] | None = None,
    *,
    allowance: Allowance | None = None,
    oversight: Oversight | None = None,
) -> Answer:
    """Let a process of its own read a file.

    Parameters
    ----------
    reader
        Module and function that do it there: ``"toolkit.documents.word.walking:answer"``.
    data
        The bytes of the file.
    name
        What the file is called in a sentence.
    told
        What the reader has to know besides; plain values.
    allowance, oversight
        What may be used; who is told of it, and may stop it.

    Raises
    ------
    Stopped
        If the sign to stop came.
    UnreadableFile
        If the file takes more than is allowed, or breaks the process.
    DataError
        Whatever the reader finds wrong in the file.
    """
    allowed, over = allowance or Allowance(), oversight or Oversight()
    if over.stop.is_set():
        raise Stopped(STOPPED, file=name)
    call = {"reader": reader, "name": name, "told": dict(told or {}), "size": len(data)}
    limits = {"megabytes": allowed.megabytes, "seconds": allowed.seconds}
    root = str(Path(toolkit.__file__).parents[1])
    head = {**call, **limits, "path": [root, *(entry for entry in sys.path if entry and entry != root)]}
    process = _start()
    watcher = _Watcher(process, allowed, over.stop)
    feeder = threading.Thread(target=_feed, args=(process.stdin, head, data), daemon=True)
    answer, is_nonsense = None, False
    try:
        feeder.start()
        watcher.start()
        answer = _answer(process.stdout, over.tell)
        if answer is None:
            process.wait()  # it has closed its mouth: how it ended tells why
    except (ValueError, KeyError, TypeError, RecursionError):
        is_nonsense = True
    finally:
        with contextlib.suppress(OSError):
            process.kill()
        process.wait()
        watcher.is_over.set()
        watcher.join()
        feeder.join()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
    if watcher.why is not None:
        raise watcher.error(name)
    if is_nonsense:
        raise UnreadableFile(BROKEN, file=name)
    if answer is None:
        raise _ended(process.returncode, allowed, name)
    if "error" in answer.values:
        raise _error(answer.values["error"], allowed, name)
    return Answer(answer.values["answer"], answer.pieces)


def _start() -> subprocess.Popen[bytes]:
    """The process, without the settings of the place where it starts: it is told where its modules lie."""
    return subprocess.Popen(
        [sys.executable, "-I", "-S", "-B", "-X", "utf8", str(_CHILD)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # an error of a library may quote the file
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _feed(pipe: IO[bytes] | None, head: Mapping[str, Any], data: bytes) -> None:
    assert pipe is not None
    with contextlib.suppress(OSError, ValueError):  # it has ended already: that is seen at its other end
        pipe.write(json.dumps(head).encode("ascii") + b"\n")
        pipe.write(data)
        pipe.flush()


def _answer(pipe: IO[bytes] | None, tell: Tell | None) -> Answer | None:
    """What the process says, up to its end; None if it ends without a word."""
    assert pipe is not None
    left = _LONGEST_ANSWER
    while line := pipe.readline(left):
        left -= len(line)
        said = json.loads(line)
        if not isinstance(said, dict):
            raise json.JSONDecodeError("no answer", "", 0)
        if "share" in said:
            if tell is not None:
                tell(min(max(float(said["share"]), 0.0), 1.0))
            continue
        sizes = said.get("pieces", [])
        if not all(isinstance(size, int) and size >= 0 for size in sizes) or sum(sizes) > left:
            raise Unsound("its pieces")
        pieces = tuple(pipe.read(size) for size in sizes)
        if [len(piece) for piece in pieces] != sizes:
            raise Unsound("too short")
        if not said.keys() & {"answer", "error"}:
            raise json.JSONDecodeError("no answer", "", 0)
        return Answer({key: said[key] for key in ("answer", "error") if key in said}, pieces)
    return None


class _Watcher(threading.Thread):
    """Ends a process that was stopped, takes too long, or takes more memory than a system's own limit prevents."""

    def __init__(self, process: subprocess.Popen[bytes], allowed: Allowance, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.process, self.allowed, self.stop = process, allowed, stop
        self.is_over = threading.Event()
        self.why: type[_Stop] | None = None

    def run(self) -> None:
        import psutil

        ends = time.monotonic() + _PATIENCE * self.allowed.seconds
        try:
            seen = psutil.Process(self.process.pid)
            while self.process.poll() is None and not self.is_over.is_set():
                if self.stop.is_set():
                    self.why = _Stop
                elif time.monotonic() > ends or sum(seen.cpu_times()[:2]) > self.allowed.seconds + 1:
                    self.why = _Late
                elif seen.memory_info().rss > (self.allowed.megabytes + 40) * 2**20:  # what it is made of is shared
                    self.why = _Heavy
                if self.why is not None:
                    self.process.kill()
                    return
                self.is_over.wait(_TICK)
        except psutil.Error:
            return  # it has ended

    def error(self, name: str) -> UnreadableFile | Stopped:
        """Why the process was ended, as an error."""
        if self.why is _Stop:
            return Stopped(STOPPED, file=name)
        return _heavy(self.allowed, name) if self.why is _Heavy else _late(self.allowed, name)


class _Stop:
    """Somebody wanted it to end."""


class _Late(_Stop):
    """It took too long."""


class _Heavy(_Stop):
    """It took too much memory."""


def _late(allowed: Allowance, name: str) -> UnreadableFile:
    return UnreadableFile(TOO_LONG, file=name, seconds=allowed.seconds)


def _heavy(allowed: Allowance, name: str) -> UnreadableFile:
    return UnreadableFile(TOO_HEAVY, file=name, megabytes=allowed.megabytes)


def _ended(code: int, allowed: Allowance, name: str) -> UnreadableFile:
    """Why a process ended that said nothing: by which of its limits, as far as the system tells."""
    import signal

    if code == -getattr(signal, "SIGXCPU", -1):
        return _late(allowed, name)
    if code in (-getattr(signal, "SIGABRT", -1), -getattr(signal, "SIGKILL", -1)):  # as libraries do without memory
        return _heavy(allowed, name)
    return UnreadableFile(BROKEN, file=name)


def _error(said: Any, allowed: Allowance, name: str) -> ToolkitError:
    """The error that the process reports; a sentence that is none of ours is not passed on."""
    if said == "memory":
        return _heavy(allowed, name)
    if not isinstance(said, dict):
        return UnreadableFile(BROKEN, file=name)
    kind = getattr(errors, str(said.get("kind")), None)
    sentence, values = said.get("sentence"), said.get("values")
    if not isinstance(kind, type) or not issubclass(kind, DataError):
        return UnreadableFile(BROKEN, file=name)
    if not isinstance(sentence, str) or len(sentence) > _LONGEST_SENTENCE or not isinstance(values, dict):
        return UnreadableFile(BROKEN, file=name)
    try:
        parts = [part for part in string.Formatter().parse(sentence) if part[1] is not None]
    except ValueError:
        return UnreadableFile(BROKEN, file=name)
    known = {key: _value(value) for key, value in values.items()}
    if any(place not in known or form or conversion for _, place, form, conversion in parts):
        return UnreadableFile(BROKEN, file=name)
    made = kind.__new__(kind)
    ToolkitError.__init__(made, sentence, **known)
    return made


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return Reason(str(value.get("reason"))[:_LONGEST_VALUE])
    if isinstance(value, list):
        return [str(one)[:_LONGEST_VALUE] for one in value[:50]]
    return value if isinstance(value, int | float) else str(value)[:_LONGEST_VALUE]
