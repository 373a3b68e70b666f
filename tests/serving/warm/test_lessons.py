"""Which lessons are kept warm, for how long, and what happens when one cannot be."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from toolkit.serving.warm import lessons as kept
from toolkit.serving.warm.lessons import WarmLesson, WarmLessons
from toolkit.serving.warm.messages import MOST_BYTES, hear, tell
from toolkit.serving.warm.page import KeptPage
from toolkit.serving.warm.processes import Line, LineEnded, Process, can_fork

needs_forks = pytest.mark.skipif(not can_fork(), reason="this system cannot fork lessons")


class Lesson(WarmLesson):
    """A lesson without a process."""

    def __init__(self) -> None:
        self.ended = False
        page = KeptPage("", {})
        super().__init__(page, "stamp", 1.0, SimpleNamespace(fault="", end=self.end))

    @property
    def lives(self) -> bool:
        return not self.ended

    def end(self) -> None:
        self.ended = True


class Lessons(WarmLessons):
    """Keeps lessons that are made at once; one whose path says so fails."""

    def __init__(self, **limits: float) -> None:
        super().__init__(SimpleNamespace(close=lambda: None), **{"idle_seconds": 100, "patience": 60, **limits})
        self.run: list[Lesson] = []

    async def _run(self, stamp: object, prepare: Any) -> WarmLesson:
        await prepare()
        lesson = Lesson()
        lesson.stamp = stamp
        self.run.append(lesson)
        return lesson


async def good() -> Any:
    await asyncio.sleep(0)


async def bad() -> Any:
    raise ZeroDivisionError


def test_a_lesson_is_run_once_however_many_come_at_the_same_time(play: Any) -> None:
    async def story() -> None:
        warm = Lessons()
        got = await asyncio.gather(*(warm.get("en/4.ipynb", "stamp", good) for _ in range(30)))
        assert len(warm.run) == 1
        assert all(each is warm.run[0] for each in got)

    play(story())


def test_it_is_run_anew_when_its_notebook_has_changed_or_its_process_died(play: Any) -> None:
    async def story() -> None:
        warm = Lessons()
        first = await warm.get("en/4.ipynb", "stamp", good)
        assert await warm.get("en/4.ipynb", "changed", good) is not first
        assert first.ended
        warm.run[-1].ended = True
        await warm.get("en/4.ipynb", "changed", good)
        assert len(warm.run) == 3

    play(story())


def test_what_cannot_be_forked_is_not_tried_again_at_once(play: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        warm = Lessons(patience=0.05)
        assert await warm.get("en/bad.ipynb", "stamp", bad) is None
        assert await warm.get("en/bad.ipynb", "stamp", good) is None, "the same notebook"
        assert await warm.get("en/slow.ipynb", "stamp", lambda: asyncio.sleep(600)) is None
        assert warm.run == []
        assert await warm.get("en/bad.ipynb", "mended", good) is warm.run[0]
        monkeypatch.setattr(kept, "SECONDS_UNTIL_NEXT_TRY", 0)
        assert await warm.get("en/slow.ipynb", "stamp", good) is warm.run[1]

    play(story())


def test_what_nobody_opens_for_long_is_let_go_unless_it_is_to_stay(play: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        now = [1000.0]
        monkeypatch.setattr(kept.time, "monotonic", lambda: now[0])
        warm = Lessons(idle_seconds=100)
        asked, idle = [await warm.get(f"en/{name}.ipynb", "stamp", good) for name in ("asked", "idle")]
        stays = await warm.get("en/stays.ipynb", "stamp", good, stays=True)
        now[0] += 60
        await warm.get("en/asked.ipynb", "stamp", good)
        now[0] += 60
        warm.end_idle()
        assert (asked.ended, idle.ended, stays.ended) == (False, True, False)
        warm.close()
        assert asked.ended
        assert stays.ended

    play(story())


def test_a_pool_that_can_make_no_more_is_not_asked_again_at_once(play: Any) -> None:
    async def story() -> None:
        warm = Lessons()
        first = await warm.get("en/4.ipynb", "stamp", good)
        first.source.fault = "it has other controls each time that it is run"
        first.ended = True
        assert await warm.get("en/4.ipynb", "stamp", good) is None
        assert await warm.get("en/4.ipynb", "mended", good) is warm.run[-1]
        assert len(warm.run) == 2

    play(story())


def test_a_page_has_a_place_for_what_differs() -> None:
    page = KeptPage("<a id=K>K</a>", {"kernel": "K"})
    assert page.fill(kernel="one") == "<a id=one>one</a>"
    assert page.fill(kernel="other") == "<a id=other>other</a>", "the page itself stays as it is"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such lines")
def test_messages_come_whole_and_with_their_files() -> None:
    ours, theirs = socket.socketpair()
    reading, writing = os.pipe()
    with ours, theirs:
        tell(ours, {"cells": ["x" * 10_000]}, (writing,))
        message, files = hear(theirs) or ({}, [])
        assert len(message["cells"][0]) == 10_000
        os.write(files[0], b"through it")
        assert os.read(reading, 20) == b"through it"
        ours.shutdown(socket.SHUT_RDWR)
        assert hear(theirs) is None
    for each in (reading, writing, *files):
        os.close(each)


@needs_forks
def test_who_asks_a_process_that_has_gone_is_told_so(play: Any) -> None:
    async def story() -> None:
        for leave in (lambda ours, theirs: theirs.close(), lambda ours, theirs: ours.close()):
            end, theirs = socket.socketpair()
            ours = Line(end)
            asked = asyncio.ensure_future(ours.ask(None))
            await asyncio.sleep(0)
            leave(ours, theirs)
            with pytest.raises(LineEnded):
                await asked
            with pytest.raises(LineEnded):
                await ours.ask({"still": "there?"})
            ours.close()
            theirs.close()

    play(story())


@needs_forks
def test_a_length_that_nobody_would_send_is_not_believed(play: Any) -> None:
    async def story() -> None:
        end, theirs = socket.socketpair()
        with theirs:
            theirs.send((MOST_BYTES + 1).to_bytes(4, "big"))
            with pytest.raises(LineEnded):
                await Line(end).ask(None)
        end.close()

    play(story())


@needs_forks
def test_a_process_is_known_until_it_ends_and_never_taken_for_another() -> None:
    child = os.fork()
    if child == 0:
        signal.pause()
        os._exit(0)
    process = Process(child, os.pidfd_open(child))
    assert process.poll() is None
    process.terminate()
    assert process.wait() == 0
    assert process.poll() == 0
    process.kill()  # has ended already: nothing else is killed
    os.waitpid(child, 0)
