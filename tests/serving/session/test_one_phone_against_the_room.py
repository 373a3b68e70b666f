"""One phone does what the review did (9 to 14), from the address of thirty honest phones and from one of its own."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from toolkit.errors import DataError
from toolkit.languages import Language
from toolkit.serving.guard.bucket import Buckets
from toolkit.serving.session.bounds import PLAIN_OF_ONE_ADDRESS
from toolkit.serving.session.live import Live, TooMany
from toolkit.serving.session.rehearsal import names_in
from toolkit.serving.session.sessions import Sessions
from toolkit.serving.session.views import view_of

Play = Callable[[Coroutine[Any, Any, None]], None]
VENUE = "192.168.1.1"
FROM = pytest.mark.parametrize("attacker", [VENUE, "192.168.1.66"], ids=["shared", "own"])


async def begin() -> tuple[Sessions, Live]:
    sessions = Sessions()
    live, _ = await sessions.open("4-room.ipynb", "en", ("a", "b"))
    await sessions.change(live, live.session.add_poll(ready="pace").open_poll("p1"))
    return sessions, live


async def take_all(sessions: Sessions, live: Live, attacker: str) -> list[str]:
    """Tickets by a script that never opens a page."""
    taken = []
    for _ in range(250):
        try:
            taken.append(await sessions.join(live, "", attacker))
        except TooMany:
            continue
    return taken


async def thirty(sessions: Sessions, live: Live) -> list[str]:
    """Thirty phones that opened the page for joining come in, each at its first try."""
    tickets = [await sessions.join(live, "", VENUE, f"device-{n}") for n in range(30)]
    for ticket in tickets:
        live.is_here(ticket)
    return tickets


@FROM
def test_thirty_join_and_decide_while_a_script_takes_tickets_and_stuffs_ballots(play: Play, attacker: str) -> None:
    async def story() -> None:
        sessions, live = await begin()
        stuffed = 0
        taken = await take_all(sessions, live, attacker)
        assert len(taken) <= 2 * PLAIN_OF_ONE_ADDRESS
        people = await thirty(sessions, live)
        for ticket in taken:
            try:
                ballot = {"kind": "poll", "question": "p1.1", "answer": "slow"}
                await sessions.take(live, ticket, ballot, attacker)
                stuffed += 1
            except TooMany:
                pass
        for ticket in people:
            await sessions.take(live, ticket, {"kind": "poll", "question": "p1.1", "answer": "right"}, VENUE)
        view = await view_of(sessions, live, "wall", Language("en"))
        assert (stuffed, view["polls"][0]["answered"]) == (0, 30)
        sessions.close()

    play(story())


@FROM
def test_ballots_without_a_page_are_told_to_whoever_leads_and_thrown_out_with_one_press(
    play: Play, attacker: str
) -> None:
    async def story() -> None:
        sessions, live = await begin()
        taken = [await sessions.join(live, "", attacker) for _ in range(20)]
        people = await thirty(sessions, live)
        for ticket, answer in [*((each, "slow") for each in taken), *((each, "right") for each in people)]:
            await sessions.take(live, ticket, {"kind": "poll", "question": "p1.1", "answer": answer})
        (line,) = [
            each
            for each in (await view_of(sessions, live, "lead", Language("en")))["odd"]
            if "throw-out" in each["can"]
        ]
        assert line["said"] == "20 phones sent answers though no page was open on them."
        assert attacker not in str(line)
        await sessions.throw_out(live, line["id"])
        assert {entry.answer for entry in live.store.entries(kind="poll")} == {"right"}
        assert live.store.count("joined")[()] == 30
        assert not any(live.session.is_ticket(each) for each in taken)
        assert all(map(live.session.is_ticket, people))
        sessions.close()

    play(story())


@FROM
def test_a_place_on_the_board_is_never_frozen_and_refused_sayings_leave_nothing(play: Play, attacker: str) -> None:
    async def story() -> None:
        sessions, live = await begin()
        (union,) = [await sessions.join(live, "", VENUE, "union")]
        loud = await sessions.join(live, "", attacker)
        place = "t1.r1.notice.union.strength"
        live.said = {place: 5000}
        await sessions.take(live, union, {"kind": "said", "question": place, "answer": "minimum"})
        for n in range(15):
            with pytest.raises(DataError):
                await sessions.take(
                    live, loud, {"kind": "said", "question": f"t1.r1.made_up_{n}.union.strength", "answer": "strong"}
                )
        assert set(live.said) == {place}
        await sessions.take(live, loud, {"kind": "said", "question": place, "answer": "none"})
        await sessions.take(live, union, {"kind": "said", "question": place, "answer": "strong"})
        assert [entry.answer for entry in live.store.entries(kind="said")] == ["strong"]
        sessions.close()

    play(story())


@FROM
def test_wrong_codes_slow_their_own_address_and_fill_nothing(play: Play, attacker: str) -> None:
    async def story() -> None:
        sessions = Sessions()
        for _ in range(500):
            sessions.note_wrong(attacker)
        assert not sessions.may_guess(attacker)
        assert sessions.may_guess("192.168.1.99")
        assert sessions.may_guess(VENUE) == (attacker != VENUE)
        sessions.close()

    play(story())


def test_forty_programmes_of_one_address_vote_and_come_again_and_whoever_leads_lets_more_in_or_none(
    play: Play,
) -> None:
    async def story() -> None:
        sessions, live = await begin()
        tickets = [await sessions.join(live, "", VENUE) for _ in range(PLAIN_OF_ONE_ADDRESS)]
        for ticket in tickets:
            live.is_here(ticket)
            assert await sessions.join(live, ticket, VENUE) == ticket
            await sessions.take(live, ticket, {"kind": "poll", "question": "p1.1", "answer": "right"}, VENUE)
        with pytest.raises(TooMany):
            await sessions.join(live, "", VENUE)
        (line,) = live.room.odd()
        assert line[1:] == ("many", PLAIN_OF_ONE_ADDRESS)
        live.room.decide(line[0], more=True)
        assert live.room.odd() == []
        assert await sessions.join(live, "", VENUE) not in tickets
        live.room.decide(line[0], more=False)
        with pytest.raises(TooMany):
            await sessions.join(live, "", VENUE, "another")
        await sessions.take(
            live, tickets[0], {"kind": "poll", "question": "p1.1", "answer": "slow", "change": 1}, VENUE
        )
        assert live.store.count("poll")[()] == PLAIN_OF_ONE_ADDRESS
        sessions.close()

    play(story())


def test_buckets_are_bounded() -> None:
    tries = Buckets(1, 1.0, most=10, clock=lambda: 0.0)
    assert all(tries.of(str(n)).take() for n in range(1000))
    assert len(tries) == 10


def test_only_exercises_of_the_lesson_have_names() -> None:
    source = (
        'ask(exercise("be-the-model"), language)\nask(times_as_often(result, "welfare"))\nask(five_places(), language)'
    )
    names = names_in({"cells": [{"cell_type": "code", "source": source}]})
    assert {"be-the-model", "times-as-often/welfare", "five-places"} <= names
    assert not {"made-up", "same-work-twice", "never-picks/welfare"} & names
