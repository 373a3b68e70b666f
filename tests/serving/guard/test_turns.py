"""Who asks for many lessons at once waits for most of them; whoever asks for one does not."""

from __future__ import annotations

import asyncio
from typing import Any

from toolkit.serving.guard.turns import Turn, Turns


def test_no_more_than_so_many_at_once_and_all_in_the_end(play: Any) -> None:
    async def story() -> None:
        turns = Turns(2)
        running, most = 0, 0

        async def one(turn: Turn) -> None:
            nonlocal running, most
            await turn.come()
            running += 1
            most = max(most, running)
            await asyncio.sleep(0)
            running -= 1
            turn.over()
            turn.over()  # twice is no fault, and gives nobody a turn too many

        await asyncio.gather(*(one(turns.ask("home", str(n))) for n in range(9)))
        assert most == 2

    play(story())


def test_the_queue_goes_round_addresses_and_browsers(play: Any) -> None:
    async def story() -> None:
        turns = Turns(1)
        now = turns.ask("elsewhere", "x")
        assert now.has_come
        asked = {
            name: turns.ask(address, browser)
            for name, address, browser in (
                ("greedy 1", "router", "greedy"),
                ("greedy 2", "router", "greedy"),
                ("greedy 3", "router", "greedy"),
                ("amina", "router", "amina"),
                ("ben", "phone", "ben"),
            )
        }
        order = []
        for _ in range(5):
            now.over()
            (name,) = [name for name, turn in asked.items() if turn.has_come]
            now = asked.pop(name)
            order.append(name)
        assert order == ["greedy 1", "ben", "amina", "greedy 2", "greedy 3"]

    play(story())


def test_who_gives_up_keeps_nobody_waiting(play: Any) -> None:
    async def story() -> None:
        turns = Turns(1)
        first, second, third = (turns.ask("home", name) for name in "abc")
        second.over()
        first.over()
        assert third.has_come
        assert not turns.ask("home", "d").has_come

    play(story())
