"""Phones that wait, phones that are simulated, sessions that others leave behind: without a server."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from toolkit.course import Store
from toolkit.languages import KNOWN, Language
from toolkit.serving.session import live as live_module
from toolkit.serving.session.live import SECONDS_AWAY, SessionOver, TooMany
from toolkit.serving.session.rehearsal import PHONES, exercises_by_step, simulate
from toolkit.serving.session.sessions import MOST_SESSIONS, Sessions
from toolkit.serving.session.views import view_of

Play = Callable[[Coroutine[Any, Any, None]], None]


def test_whoever_waits_is_told_as_soon_as_something_is_new(play: Play) -> None:
    async def story() -> None:
        sessions = Sessions()
        live, _ = await sessions.open("4-room.ipynb", "en", ("a", "b"))
        waiting = asyncio.create_task(live.news(live.version, seconds=60))
        await sessions.change(live, live.session.go_to(1))
        await waiting
        assert (await view_of(sessions, live, "phone", Language("ar")))["step"] == 1
        sessions.close()

    play(story())


@pytest.mark.parametrize("there", [True, False])
def test_a_phone_that_waited_long_and_is_told_something_still_counts(
    play: Play, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    async def story() -> None:
        sessions = Sessions()
        live, _ = await sessions.open("4-room.ipynb", "en", ("a",))
        now = 1000.0
        monkeypatch.setattr(live_module, "time", SimpleNamespace(monotonic=lambda: now))
        live.is_here("phone")
        with live.waits("phone", lambda: there):
            now += SECONDS_AWAY + 5
            assert live.connected == 1, "it waits"
        assert live.connected == there, "it has been told, and asks again; one that broke off does not"
        now += SECONDS_AWAY + 1
        assert live.connected == 0
        sessions.close()

    play(story())


def test_simulated_phones_do_what_people_do_and_their_answers_are_kept_nowhere(play: Play) -> None:
    async def story() -> None:
        sessions = Sessions(Store())
        live, _ = await sessions.open("4-room.ipynb", "en", ("a", "b"), rehearsal=True)
        task = live.simulated = asyncio.create_task(
            simulate(sessions, live, lambda _: {1: ("be-the-model",)}, slowest=0.01)
        )
        await sessions.change(live, live.session.add_poll(ready="pace").open_poll("p1").go_to(1))
        wanted = {"joined": PHONES, "at_step": PHONES, "exercise": PHONES, "poll": PHONES}
        async with asyncio.timeout(60):
            while Counter(entry.kind for entry in live.store.entries()) != wanted:
                await live.news(live.version, seconds=1)
        view = await view_of(sessions, live, "lead", Language("en"))
        assert (view["joined"], view["connected"], view["at"]) == (PHONES, PHONES, [0, PHONES])
        assert list(sessions.store.entries()) == []
        await sessions.end(live, delete=False)
        await asyncio.wait({task})
        assert list(live.store.entries()) == []
        with pytest.raises(SessionOver):
            sessions.find(live.session.id)
        sessions.close()

    play(story())


def test_exercises_are_found_at_their_step() -> None:
    step = {"tags": ["step"]}
    cells = [
        {"cell_type": "code", "metadata": {}, "source": 'x = "be-the-model-and-no-exercise"'},
        {"cell_type": "markdown", "metadata": step, "source": "## 1"},
        {"cell_type": "code", "metadata": {}, "source": ["ask(", '"be-the-model", language)']},
        {"cell_type": "code", "metadata": step, "source": "ask('same-work-twice', language)"},
    ]
    found = exercises_by_step({"cells": cells})
    assert found[1] == ("be-the-model",)
    assert 0 not in found


def test_a_session_that_nobody_is_in_makes_room_and_one_with_people_does_not(play: Play) -> None:
    async def story() -> None:
        sessions = Sessions()
        opened = [(await sessions.open("4-room.ipynb", "en", ("a",)))[0] for _ in range(MOST_SESSIONS)]
        for live in opened[1:]:
            live.is_here("somebody")
        await sessions.open("4-room.ipynb", "en", ("a",))
        with pytest.raises(SessionOver):
            sessions.find(opened[0].session.id)
        sessions.running()[0].is_here("somebody")
        with pytest.raises(TooMany):
            await sessions.open("4-room.ipynb", "en", ("a",))
        sessions.close()

    play(story())


def test_after_a_week_nobody_leads_a_session_and_what_it_asked_stays(play: Play, tmp_path: Any) -> None:
    async def story() -> None:
        url = f"sqlite:///{tmp_path / 'room.sqlite'}"
        sessions = Sessions(Store(url))
        old, _ = await sessions.open("4-room.ipynb", "en", ("a",))
        new, _ = await sessions.open("4-room.ipynb", "en", ("a",))
        await sessions.join(old)
        await sessions.change(old, replace(old.session, began=old.session.began - 8 * 86400))
        sessions.close()
        again = Sessions(Store(url))
        assert [live.session.id for live in again.running()] == [new.session.id]
        states = again.store.states()
        assert '"ended": true' in states[old.session.id]
        assert not any(word in states[old.session.id] for word in (old.session.key, old.session.secret))
        assert '"ended": false' in states[new.session.id]
        assert [entry.kind for entry in again.store.entries()] == ["joined"]
        again.close()

    play(story())


def test_an_ended_session_leaves_its_answers_in_a_store_that_has_a_name(play: Play, tmp_path: Any) -> None:
    async def story() -> None:
        url = f"sqlite:///{tmp_path / 'room.sqlite'}"
        sessions = Sessions(Store(url))
        kept, _ = await sessions.open("4-room.ipynb", "en", ("a",))
        gone, _ = await sessions.open("4-room.ipynb", "en", ("a",))
        for live in (kept, gone):
            await sessions.join(live)
        await sessions.end(kept, delete=False)
        await sessions.end(gone, delete=True)
        sessions.close()
        again = Sessions(Store(url))
        assert again.running() == ()
        assert [entry.workshop for entry in again.store.entries()] == [kept.session.id]
        again.close()

    play(story())


def test_what_pages_are_told_holds_no_ticket_no_key_and_no_secret(play: Play) -> None:
    async def story() -> None:
        sessions = Sessions()
        live, key = await sessions.open("4-room.ipynb", "en", ("a", "b"))
        ticket = await sessions.join(live)
        await sessions.change(live, live.session.add_poll(ready="sure").open_poll("p1"))
        await sessions.take(live, ticket, {"kind": "poll", "question": "p1.1", "answer": "follow"})
        for code in KNOWN:
            for who in ("phone", "wall", "lead"):
                told = json.dumps(await view_of(sessions, live, who, Language(code)))
                for secret in (ticket, key, live.session.key, live.session.secret, live.session.id, 'follow": 1'):
                    assert secret not in told
        sessions.close()

    play(story())
