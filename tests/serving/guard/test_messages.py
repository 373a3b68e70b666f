"""What a page may send: how fast, how much, and by which ways. The forms of messages are tried on a real line."""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import Any

import pytest

from toolkit.serving.guard.line import done_with, is_for_pages
from toolkit.serving.guard.messages import (
    LONGEST_CONTENT,
    MOST_CHANGES,
    MOST_OPENINGS,
    Incoming,
    Pace,
    PaceLimits,
    Unsound,
    read_message,
)


def message(kind: str, content: Any, channel: str = "shell") -> bytes:
    head = json.dumps({"msg_id": "1", "msg_type": kind, "session": "s", "username": "", "version": "5.3"})
    parts = [channel.encode(), head.encode(), b"{}", b"{}", json.dumps(content).encode()]
    offsets = list(itertools.accumulate(map(len, parts), initial=8 * (len(parts) + 2)))
    return b"".join(number.to_bytes(8, "little") for number in [len(offsets), *offsets]) + b"".join(parts)


def test_a_page_opens_only_what_pages_open() -> None:
    for target, goes_on in (
        ("jupyter.widget.control", True),
        ("jupyter.widget", False),
        ("hello", False),
        (None, False),
    ):
        read = read_message(message("comm_open", {"comm_id": "x", "target_name": target, "data": {}}))
        assert (read.goes_on, read.asks_for_all) == (goes_on, True)


def test_a_channel_that_cannot_be_read_is_none() -> None:
    with pytest.raises(Unsound):
        read_message(message("comm_msg", {}, "xhell").replace(b"xhell", b"\xf3hell", 1))


@pytest.mark.parametrize("channel", ["control", "stdin", "iopub", "", "nowhere"])
def test_only_one_channel_leads_to_a_lesson(channel: str) -> None:
    assert not read_message(message("comm_msg", {}, channel)).goes_on


def test_contents_have_a_bound_and_are_read_before_they_go_on() -> None:
    assert read_message(message("comm_msg", {"data": "x" * (LONGEST_CONTENT - 100)})).goes_on
    with pytest.raises(Unsound):
        read_message(message("comm_msg", {"data": "x" * LONGEST_CONTENT}))
    with pytest.raises(Unsound):
        read_message(message("comm_msg", []))


def test_entries_are_no_changes_of_controls_and_what_is_typed_is_a_short_one() -> None:
    def change(method: str, text: str) -> int:
        return read_message(message("comm_msg", {"data": {"method": method, "text": text}})).change

    assert change("custom", "x" * 100_000) == 0
    assert change("update", "x" * 1000) == 0
    assert change("update", "x" * 100_000) > 100_000
    assert change("anything", "x" * 100_000) > 100_000


class Clock:
    """A time that stands still unless it is told to go on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def paced(**limits: Any) -> Pace:
    return Pace(PaceLimits(**limits), Clock())


def one(number: int, size: int = 100, **more: Any) -> Incoming:
    return Incoming(str(number), "comm_msg", size, goes_on=True, **more)


def test_a_page_waits_while_its_lesson_has_too_much_before_it(play: Any) -> None:
    async def story() -> None:
        pace = paced(most_waiting=3, messages=1e6)
        assert [await pace.admit(one(n)) for n in range(3)] == [True] * 3
        fourth = asyncio.ensure_future(pace.admit(one(3)))
        assert not (await asyncio.wait({fourth}, timeout=0.05))[0]
        pace.done("1")  # and so with the one before it
        assert await fourth
        assert await pace.admit(one(4))

    play(story())


def test_bytes_are_counted_too_but_one_message_always_finds_room(play: Any) -> None:
    async def story() -> None:
        pace = paced(most_bytes_waiting=1000, patience=0.05, messages=1e6, bytes=1e9)
        assert await pace.admit(one(1, size=5000))
        waiting = asyncio.ensure_future(pace.admit(one(2, size=1)))
        assert not (await asyncio.wait({waiting}, timeout=0.02))[0]
        pace.done("1")
        assert await waiting

    play(story())


def test_a_line_to_a_lesson_that_takes_nothing_is_given_up(play: Any) -> None:
    async def story() -> None:
        pace = Pace(PaceLimits(most_waiting=1, patience=0.05))
        assert await pace.admit(one(1))
        assert not await pace.admit(one(2))

    play(story())


def test_a_hurry_is_borne_and_then_slowed_down(play: Any) -> None:
    async def story() -> None:
        clock = Clock()
        pace = Pace(PaceLimits(messages=10, bytes=1e9, burst=2), clock)
        delays = [pace._delay(1) for _ in range(25)]
        assert delays[:20] == [0.0] * 20
        assert delays[20:] == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5])
        clock.now = 10
        assert [pace._delay(1) for _ in range(20)] == [0.0] * 20
        assert Pace(PaceLimits(bytes=1000, burst=1), Clock())._delay(3000) == pytest.approx(2)

    play(story())


def test_what_only_an_attack_repeats_has_an_end(play: Any) -> None:
    async def story() -> None:
        for each, most in (({"asks_for_all": True}, MOST_OPENINGS), ({"change": 100_000}, MOST_CHANGES // 100_000)):
            pace = paced(messages=1e9, bytes=1e12)
            for number in range(most):
                assert await pace.admit(one(number, **each))
                pace.done(str(number))
            assert not await pace.admit(one(-1, **each))

    play(story())


def test_two_messages_of_one_name_are_not_taken(play: Any) -> None:
    async def story() -> None:
        pace = paced()
        assert await pace.admit(one(1))
        assert not await pace.admit(one(1))
        pace.done("1")
        pace.done("never sent")
        assert await pace.admit(one(1))

    play(story())


# --- what a lesson says ----------------------------------------------------------------------------------------------


def said(kind: str, content: Any, parent: Any = None) -> list[bytes]:
    return [json.dumps(each).encode() for each in ({"msg_type": kind}, parent or {}, {}, content)]


def test_a_page_hears_no_faults_of_the_code() -> None:
    for kind, content in (
        ("error", {"traceback": ["/home/amina/lesson.py"]}),
        ("stream", {"name": "stderr", "text": "/home/amina/lesson.py"}),
        ("execute_input", {"code": "x"}),
        ("debug_event", {}),
        ("stream", {}),
        ("stream", []),
    ):
        assert not is_for_pages(said(kind, content)), kind
    for kind, content in (("stream", {"name": "stdout"}), ("comm_msg", {}), ("status", {}), ("display_data", {})):
        assert is_for_pages(said(kind, content)), kind
    for broken in ([], [b"{"], [b"[]"], [b"null"], [b"[" * 100_000]):
        assert not is_for_pages(broken)


def test_a_lesson_tells_what_it_is_done_with() -> None:
    assert done_with(said("status", {"execution_state": "idle"}, {"msg_id": "7"})) == "7"
    assert done_with(said("status", {"execution_state": "busy"}, {"msg_id": "7"})) is None
    assert done_with(said("comm_msg", {"execution_state": "idle"}, {"msg_id": "7"})) is None
    for parent in ({}, {"msg_id": 7}, []):
        assert done_with(said("status", {"execution_state": "idle"}, parent)) is None
    assert done_with([b"{", b"", b"", b""]) is None
