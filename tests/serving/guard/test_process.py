"""What a lesson's process may take, and which one ends when memory is short."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from toolkit.serving.guard.log import Sparing
from toolkit.serving.guard.memory import LARGE, end_the_largest, memory_of, too_large
from toolkit.serving.guard.process import MOST_MEMORY, NICENESS

TRY = """
import os, resource
from toolkit.serving.guard.process import limit_process
before = os.nice(0)
limit_process(400 * 1024**2)
assert os.nice(0) >= before
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
kept = []
try:
    kept = [bytes(10**7) for _ in range(100)]
except MemoryError:
    print("memory", end=" ")
files = []
try:
    files = [open(os.devnull) for _ in range(2000)]
except OSError:
    print("files", end=" ")
[each.close() for each in files]
try:
    resource.setrlimit(resource.RLIMIT_NOFILE, (5000, 5000))
except (ValueError, PermissionError):
    print("for good", end=" ")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems do not count it so, or not at all")
def test_memory_and_files_have_an_end_in_a_process_that_is_bound() -> None:
    done = subprocess.run([sys.executable, "-c", TRY], capture_output=True, text=True, timeout=600)
    held = done.stdout.split()
    assert held[:2] == ["memory", "files"], done.stderr


@pytest.mark.skipif(not Path("/proc/self/autogroup").exists(), reason="the system has no groups of sessions")
@pytest.mark.parametrize(("own", "wanted"), [(True, NICENESS), (False, 0)])
def test_a_session_comes_after_the_servers_and_only_its_own(own: bool, wanted: int) -> None:
    """The second is started by another one that leads its session: what it says would hold for that one too."""
    say = "print(open('/proc/self/autogroup').read().split()[-1])"
    run = f"from toolkit.serving.guard.process import limit_process; limit_process(); {say}"
    again = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {run!r}], check=True)"
    done = subprocess.run(
        [sys.executable, "-c", run if own else again],
        capture_output=True,
        text=True,
        start_new_session=True,
        timeout=600,
    )
    assert done.stdout.split() == [str(wanted)], done.stderr


def test_only_a_large_lesson_ends_when_hardly_any_memory_is_free() -> None:
    honest, large, beyond = ("a", LARGE // 2), ("b", LARGE + 1), ("c", MOST_MEMORY + 1)
    assert too_large([honest, large], free=10**10) is None
    assert too_large([honest, large], free=10**6) == "b"
    assert too_large([honest, large, beyond], free=10**10) == "c"
    assert too_large([honest], free=0) is None
    assert too_large([], free=0) is None


def test_the_one_that_takes_the_memory_of_all_others_is_ended(monkeypatch: pytest.MonkeyPatch, play) -> None:
    monkeypatch.setattr("toolkit.serving.guard.memory.memory_of", {1: 10**8, 2: 10**10}.get)
    ended: list[str] = []

    async def end(lesson: str) -> None:
        ended.append(lesson)

    play(end_the_largest({"honest": 1, "greedy": 2}, end))
    assert ended == ["greedy"]


def test_the_memory_of_a_process_is_what_the_system_says() -> None:
    script = "print('here', flush=True); input()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", script], **pipes) as process:  # type: ignore[call-overload]
        assert process.stdout.readline() == b"here\n"
        assert memory_of(process.pid) > 10**6
        process.communicate(b"\n")
    assert memory_of(process.pid) == 0 or psutil.pid_exists(process.pid)


def test_the_log_has_room_again_after_a_while() -> None:
    now = 0.0
    sparing = Sparing(most=2, seconds=60, clock=lambda: now)

    def written() -> list[str]:
        lines = [logging.makeLogRecord({"msg": "wrong: %s", "args": (n,)}) for n in range(1000)]
        return [line.getMessage() for line in lines if sparing.filter(line)]

    first = written()
    assert first[:2] == ["wrong: 0", "wrong: 1"]
    assert len(first) == 3
    assert "Too many lines" in first[2]
    assert written() == []
    now = 61.0
    assert len(written()) == 3
