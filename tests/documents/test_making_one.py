"""Something long, made by another process while the page goes on."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from toolkit.documents.making import Making, make_apart

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
LARGE = os.urandom(300_000)  # more than a pipe holds


@pytest.fixture
def apart() -> Iterator[None]:
    make_apart(wanted=True)
    yield
    make_apart(wanted=False)


def play(story: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: another test's browser may hold the loop of this one."""
    with ThreadPoolExecutor(1) as hand:
        hand.submit(asyncio.run, story).result()


def run(make: Callable[[Callable[[float], object]], bytes]) -> tuple[list[float], list[bytes | None]]:
    shares: list[float] = []
    got: list[bytes | None] = []

    async def story() -> None:
        over = asyncio.Event()
        making = Making(make, shares.append, lambda made: (got.append(made), over.set()))
        making.start()
        assert making.goes_on
        assert got == [], "the page goes on meanwhile"
        await asyncio.wait_for(over.wait(), 60)
        assert not making.goes_on

    play(story())
    return shares, got


@pytest.mark.usefixtures("apart")
def test_it_is_made_elsewhere_and_says_how_far_it_is() -> None:
    def make(tell: Callable[[float], object]) -> bytes:
        for share in (0.25, 0.5, 1.0):
            tell(share)
        return str(os.getpid()).encode() + LARGE

    shares, (made,) = run(make)
    assert shares == [0.25, 0.5, 1.0]
    assert made is not None
    assert made.endswith(LARGE)
    assert int(made.removesuffix(LARGE)) != os.getpid()


@pytest.mark.usefixtures("apart")
def test_what_fails_there_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    def make(tell: Callable[[float], object]) -> bytes:
        tell(0.5)
        raise ValueError

    assert run(make) == ([0.5], [None])


@pytest.mark.usefixtures("apart")
def test_it_can_be_stopped_and_nothing_comes_of_it() -> None:
    got: list[bytes | None] = []

    def make(tell: Callable[[float], object]) -> bytes:
        tell(0.1)
        time.sleep(60)
        return b""

    async def story() -> None:
        began = asyncio.Event()
        making = Making(make, lambda _: began.set(), got.append)
        making.start()
        child = making._child
        await asyncio.wait_for(began.wait(), 60)
        making.stop()
        making.stop()
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)

    play(story())
    assert got == []


def test_where_nobody_waits_at_a_page_it_is_made_at_once() -> None:
    shares: list[float] = []
    got: list[bytes | None] = []

    def make(tell: Callable[[float], object]) -> bytes:
        tell(1.0)
        return str(os.getpid()).encode()

    making = Making(make, shares.append, got.append)
    making.start()
    assert (shares, got, making.goes_on) == ([1.0], [str(os.getpid()).encode()], False)
