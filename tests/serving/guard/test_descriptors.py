"""What is promised about seats is what the system gives lines and files for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from toolkit.serving import limits
from toolkit.serving.guard.descriptors import OF_A_LESSON, OF_THE_SERVER, connections_in, seats_in


@pytest.mark.parametrize("descriptors", [256, 512, 1024, 4096, 10240, 65536])
def test_lessons_and_connections_together_have_enough(descriptors: int) -> None:
    seats = seats_in(descriptors)
    lessons = seats + max(1, seats // 4) + seats // 8
    connections = connections_in(descriptors, seats)
    assert connections >= lessons, "each page has a line"
    assert OF_THE_SERVER + lessons * OF_A_LESSON + connections <= descriptors or descriptors < 512


def test_seats_are_never_more_than_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "raise_descriptors", lambda: 1024)
    monkeypatch.setattr(limits, "seats_in_memory", lambda each: 180)
    assert limits.seats_here() == limits.seats_here(500) == 36
    assert limits.seats_here(12) == 12


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such bound there")
def test_what_a_shell_gives_is_raised_to_what_the_system_allows() -> None:
    script = (
        "import resource as r; from toolkit.serving.guard.descriptors import raise_descriptors;"
        "hard = r.getrlimit(r.RLIMIT_NOFILE)[1]; most = min(hard, 700) if hard > 0 else 700;"
        "r.setrlimit(r.RLIMIT_NOFILE, (100, most));"
        "print(raise_descriptors() == most == r.getrlimit(r.RLIMIT_NOFILE)[0])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=600)
    assert done.stdout == "True\n", done.stderr
