"""A lesson's process belongs to the browser that opened it, and nobody's forgotten lessons fill the room."""

from __future__ import annotations

import asyncio
import re
from types import SimpleNamespace
from typing import Any

import pytest

from toolkit.serving.seats import (
    CLAIMED_WITHIN,
    CLAIMED_WITHIN_WHEN_FULL,
    KEPT_WITHOUT_PAGE,
    MOST_AT_THE_DOOR,
    RoomFull,
    Seats,
    TooManyOfOne,
    new_seat,
    seat_of,
)

NOTES = "/voila/render/en/notes.ipynb"


class Kernels:
    """As much of Jupyter's manager as a seat needs: which processes run, and how many pages look at each."""

    def __init__(self) -> None:
        self.running: dict[str, int] = {}

    def __contains__(self, kernel: str) -> bool:
        return kernel in self.running

    async def start_kernel(self, kernel_id: str, fails: bool = False) -> str:
        await asyncio.sleep(0)
        if fails:
            raise OSError("no process to be had")
        self.running[kernel_id] = 0
        return kernel_id

    async def shutdown_kernel(self, kernel: str, now: bool) -> None:
        await asyncio.sleep(0)
        del self.running[kernel]

    def kernel_model(self, kernel: str) -> dict[str, int]:
        return {"connections": self.running[kernel]}


def room(most: int) -> tuple[Seats, Kernels]:
    kernels = Kernels()
    return Seats(kernels, most), kernels


async def open_page(seats: Seats, kernels: Kernels, seat: str) -> str:
    """Start a process whose page arrives and connects."""
    kernel = await seats.start(seat)
    seats.is_drawn(kernel)
    seats.is_met(kernel)
    kernels.running[kernel] = 1
    return kernel


def test_words_cannot_be_guessed() -> None:
    words = {new_seat() for _ in range(100)}
    assert len(words) == 100
    assert all(len(word) == 43 for word in words)
    for word in words:
        cookie = SimpleNamespace(get_cookie=lambda name, word=word: word)
        assert seat_of(cookie) == word
    for made_up in ("", word[:-1] + ("a" if word[-1] != "a" else "b"), "a" * 43, "ü" * 43):
        assert seat_of(SimpleNamespace(get_cookie=lambda name, word=made_up: word)) is None


def test_only_the_browser_that_opened_it_holds_a_process(play: Any) -> None:
    async def story() -> None:
        seats, kernels = room(9)
        kernel = await seats.start("amina")
        assert seats.holds("amina", kernel)
        assert not any(seats.holds(other, kernel) for other in ("ben", "", None, "amin"))
        assert not seats.holds("amina", "kernel-of-nobody")
        del kernels.running[kernel]
        assert not seats.holds("amina", kernel), "what has ended is held by nobody"

    play(story())


def test_pages_that_are_open_are_never_ended(play: Any) -> None:
    async def story() -> None:
        seats, kernels = room(99)
        tabs = [await open_page(seats, kernels, "amina") for _ in range(5)]
        drawing = [await seats.start("amina") for _ in range(5)]
        assert list(kernels.running) == tabs + drawing
        with pytest.raises(TooManyOfOne):
            await seats.start("amina")
        assert not seats.has_room("amina")
        assert list(kernels.running) == tabs + drawing
        assert await seats.start("ben")

    play(story())


def test_forgotten_lessons_of_one_browser_are_ended_from_the_oldest_on(play: Any) -> None:
    async def story() -> None:
        seats, kernels = room(99)
        gone = [await open_page(seats, kernels, "amina") for _ in range(5)]
        others = await open_page(seats, kernels, "ben")
        kernels.running |= dict.fromkeys([*gone, others], 0)
        newest = await seats.start("amina")
        assert list(kernels.running) == [*gone[-KEPT_WITHOUT_PAGE:], others, newest]

    play(story())


def test_who_opens_a_lesson_again_has_left_the_one_before(play: Any) -> None:
    async def story() -> None:
        seats, kernels = room(99)
        opened = {}
        for name, seat, lesson in (
            ("left", "amina", "one"),
            ("open", "amina", "one"),
            ("other lesson", "amina", "two"),
            ("other browser", "ben", "one"),
        ):
            opened[name] = await seats.admit(seat, "", lesson)
            await seats.begin(opened[name])
            seats.is_drawn(opened[name])
            seats.is_met(opened[name])
            kernels.running[opened[name]] = 1
        loading = await seats.admit("amina", "", "one")
        await seats.begin(loading)
        seats.is_drawn(loading)
        for name in ("left", "other lesson", "other browser"):
            kernels.running[opened[name]] = 0
        again = await seats.admit("amina", "", "one")
        assert list(kernels.running) == [opened["open"], opened["other lesson"], opened["other browser"], loading]
        assert not seats.holds("amina", opened["left"])
        assert seats.is_coming(again)

    play(story())


def test_who_comes_to_a_full_room_is_told_so_until_somebody_leaves(play: Any) -> None:
    async def story() -> None:
        seats, kernels = room(2)
        first = await open_page(seats, kernels, "amina")
        await open_page(seats, kernels, "ben")
        with pytest.raises(RoomFull):
            await seats.start("chidi")
        await seats.end(first)
        with pytest.raises(RoomFull):
            await seats.start("dana")  # who came first goes first
        assert not seats.has_room("dana")
        assert await seats.start("chidi")

    play(story())


def test_who_has_given_up_waiting_keeps_nobody_out(play: Any) -> None:
    async def story() -> None:
        now = 0.0
        kernels = Kernels()
        seats = Seats(kernels, 1, clock=lambda: now)
        first = await open_page(seats, kernels, "amina")
        for name in ("ben", "chidi"):
            with pytest.raises(RoomFull):
                await seats.start(name)
        now = 40.0
        seats.wait("chidi", "")  # the page asks every 20 seconds; Ben's was closed
        now = 50.0
        await seats.end(first)
        assert not seats.has_room("dana")
        assert seats.has_room("chidi")
        assert await seats.start("chidi")

    play(story())


def test_nobody_fills_the_door_from_one_address(play: Any) -> None:
    async def story() -> None:
        seats, kernels = room(1)
        await open_page(seats, kernels, "amina")
        for number in range(3 * MOST_AT_THE_DOOR):
            with pytest.raises(RoomFull):
                await seats.start(f"guest-{number}", "192.168.1.66")
        assert seats._ahead_of("another") == MOST_AT_THE_DOOR

    play(story())


def test_a_place_that_nobody_claims_goes_to_who_comes(play: Any) -> None:
    async def story() -> None:
        now = 0.0
        kernels = Kernels()
        seats = Seats(kernels, 3, clock=lambda: now)
        opened = await open_page(seats, kernels, "amina")
        sent = []
        for name in ("x", "y"):
            sent.append(await seats.start(name, "192.168.1.66"))
            seats.is_drawn(sent[-1])
        with pytest.raises(RoomFull):
            await seats.start("ben", "192.168.1.7")  # a slow phone may still be loading
        now = CLAIMED_WITHIN_WHEN_FULL + 0.5
        ben = await seats.start("ben", "192.168.1.7")
        assert list(kernels.running) == [opened, sent[1], ben], "one had to go, and the oldest"
        now = CLAIMED_WITHIN + 1
        await seats.clear()
        assert list(kernels.running) == [opened, ben], "what is still being made ready stays"

    play(story())


def test_a_newcomer_finds_a_place_though_one_address_has_filled_the_room(play: Any) -> None:
    async def story() -> None:
        seats, kernels = room(16)
        for number in range(16):
            await open_page(seats, kernels, f"guest-{number}")
        with pytest.raises(RoomFull):
            await seats.start("one more")
        for name in ("amina", "ben"):
            assert await seats.start(name, f"from {name}")
        with pytest.raises(RoomFull):
            await seats.start("chidi", "from chidi")

    play(story())


def test_thirty_five_behind_one_router_find_a_place_each(play: Any) -> None:
    async def story() -> None:
        seats, kernels = room(35)
        for number in range(35):
            await open_page(seats, kernels, f"guest-{number}")
        assert len(kernels.running) == 35

    play(story())


def test_a_process_that_nobody_waits_for_any_more_is_ended_all_the_same(play: Any) -> None:
    async def story() -> None:
        seats, kernels = room(2)
        kernel = await seats.admit("amina")
        beginning = asyncio.ensure_future(seats.begin(kernel))
        await asyncio.sleep(0)
        beginning.cancel()
        await seats.end(kernel)
        assert not kernels.running
        assert seats.has_room(None)
        assert not seats.is_coming(kernel)

    play(story())


def test_a_burst_of_openings_does_not_overfill_the_room(play: Any) -> None:
    async def story() -> None:
        seats, kernels = room(3)
        came = await asyncio.gather(*(seats.start(f"guest-{n}") for n in range(9)), return_exceptions=True)
        assert sum(isinstance(each, RoomFull) for each in came) == 6
        assert len(kernels.running) == 3

    play(story())


def test_a_reload_in_a_full_room_is_let_in_but_not_for_ever(play: Any) -> None:
    async def story() -> None:
        seats, kernels = room(2)
        await open_page(seats, kernels, "ben")
        await open_page(seats, kernels, "amina")
        # The browser asks for the new page while the old one is still open.
        assert await open_page(seats, kernels, "amina")
        with pytest.raises(RoomFull):
            await seats.start("amina")

    play(story())


def test_a_forgotten_lesson_makes_room_for_its_own_browser_alone(play: Any) -> None:
    async def story() -> None:
        seats, kernels = room(2)
        old = await open_page(seats, kernels, "amina")
        await open_page(seats, kernels, "ben")
        kernels.running[old] = 0
        with pytest.raises(RoomFull):
            await seats.start("chidi")
        new = await seats.start("amina")
        assert old not in kernels.running
        assert new in kernels.running

    play(story())


def test_what_could_not_start_takes_no_room(play: Any) -> None:
    async def story() -> None:
        seats, _ = room(1)
        for _ in range(3):
            with pytest.raises(OSError, match="no process"):
                await seats.start("amina", fails=True)
        assert await seats.start("ben")

    play(story())


def test_ending_twice_is_no_fault(play: Any) -> None:
    async def story() -> None:
        seats, _ = room(1)
        kernel = await seats.start("amina")
        await asyncio.gather(seats.end(kernel), seats.end(kernel))
        await seats.end(kernel)

    play(story())


# --- on the real server ----------------------------------------------------------------------------------------------

on_server = pytest.mark.xdist_group("server")


@on_server
def test_the_cookie_says_nothing_and_goes_nowhere_else(visitor: Any) -> None:
    given = visitor.get(NOTES).headers["Set-Cookie"]
    word, *rest = given.split("; ")
    assert re.fullmatch(r"seat=[\w-]{43}", word)
    assert {each.lower() for each in rest} == {"httponly", "samesite=lax", "path=/"}, "and it ends with the browser"
    assert visitor.get(NOTES).headers["Set-Cookie"].startswith(word), "a browser keeps its seat"


@on_server
def test_a_seat_that_somebody_made_up_is_not_taken(visitor: Any) -> None:
    for word in ("seat=1", "seat=" + "a" * 42 + "!"):
        visitor.cookie = word
        visitor.get(NOTES)
        assert visitor.cookie != word


@on_server
@pytest.mark.parametrize("path", ["/", "/en/", "/ar/room/", "/en/teach/", "/nothing", "/toolkit/static/page.css"])
def test_pages_that_need_no_cookie_set_none(visitor: Any, path: str) -> None:
    assert "Set-Cookie" not in visitor.get(path).headers


@on_server
def test_nobody_else_learns_of_a_process_or_ends_it(visitor: Any, another: Any) -> None:
    from websockets.exceptions import InvalidStatus

    kernel = visitor.open(NOTES)
    unknown = "00000000-0000-4000-8000-000000000000"
    no_cookie = type(visitor)(visitor.server)
    another.open(NOTES)  # somebody with a seat of their own
    for stranger in (no_cookie, another):
        for path, method in (("/api/kernels/{}", "GET"), ("/toolkit/leave/{}", "POST"), ("/toolkit/here/{}", "GET")):
            of_theirs = stranger.get(path.format(kernel), method)
            of_nobody = stranger.get(path.format(unknown), method)
            assert of_theirs.status == of_nobody.status == (410 if "here" in path else 404)
            assert of_theirs.body == of_nobody.body
        for each in (kernel, unknown):
            with pytest.raises(InvalidStatus) as refused:
                stranger.socket(each)
            assert refused.value.response.status_code == 404
    assert visitor.here(kernel) == 204
    with visitor.socket(kernel):
        assert visitor.get(f"/api/kernels/{kernel}").status == 200


@on_server
def test_the_page_learns_whether_its_process_is_there(visitor: Any, wait_until: Any) -> None:
    kernel = visitor.open(NOTES)
    answer = visitor.get(f"/toolkit/here/{kernel}")
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["Cache-Control"] == "no-store"
    with visitor.socket(kernel):
        wait_until(lambda: '"connections": 1' in visitor.get(f"/api/kernels/{kernel}").text)
    wait_until(lambda: '"connections": 0' in visitor.get(f"/api/kernels/{kernel}").text)

    def asking_is_no_activity() -> bool:  # once the last messages of the socket have passed: if it were, never
        before = visitor.get(f"/api/kernels/{kernel}").text
        visitor.here(kernel)
        return bool(visitor.get(f"/api/kernels/{kernel}").text == before)

    wait_until(asking_is_no_activity)
    assert visitor.leave(kernel) == 204
    assert visitor.get(f"/toolkit/here/{kernel}").headers["Cache-Control"] == "no-store"
    assert visitor.here(kernel) == 410
    assert visitor.leave(kernel) == 404
