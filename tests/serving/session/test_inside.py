"""What the server tells the dashboard of a workshop, and that no lesson's process knows where the store is."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest

from toolkit.app.dashboards.following import NO_ANSWER, Following
from toolkit.course.sessions.session import to_text
from toolkit.course.store.address import ADDRESS, SERVER
from toolkit.course.store.entry import Entry
from toolkit.course.store.store import Store
from toolkit.errors import DataError
from toolkit.serving.seats import Seats
from toolkit.serving.session.inside import Inside
from toolkit.serving.session.sessions import Sessions

Play = Callable[[Coroutine[Any, Any, None]], None]
MARK = "geheim-7351"
WITH_STORE = """\
import os, sys
from pathlib import Path
from toolkit.serving import serve
serve(Path(sys.argv[1]), port=0, warm=os.environ["ROOM_WARM"] == "yes", store=os.environ["TOOLKIT_STORE"])"""


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="this system does not show environments")
@pytest.mark.parametrize("warm", ["yes", "no"])
def test_no_process_of_a_lesson_is_told_where_the_store_is(
    warm: str, start: Callable[..., Any], lesson_of_three: Path, visit: Callable[..., Any], tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / MARK}.sqlite"
    with start(lesson_of_three, WITH_STORE, ROOM_WARM=warm, **{ADDRESS: url}) as server:
        visit(server).open("/voila/render/en/4-room.ipynb")
        lessons = psutil.Process(server.process).children(recursive=True)
        assert lessons
        read = {each.pid: Path(f"/proc/{each.pid}/environ").read_text() for each in lessons}
        for pid, known in read.items():
            assert "\0PATH=" in f"\0{known}", "the environment could be read"
            assert MARK not in known
            assert f"{ADDRESS}=" not in known
            assert f"{SERVER}=" in known, "it can ask"
            assert MARK not in Path(f"/proc/{pid}/cmdline").read_text()
            # Nor does a file that is open say it, which every fork would have.
            assert not any(MARK in str(one.resolve()) for one in Path(f"/proc/{pid}/fd").iterdir() if one.exists())


def test_the_dashboard_is_told_what_is_counted_and_nothing_that_steers(play: Play, tmp_path: Path) -> None:
    async def story() -> None:
        sessions = Sessions(Store())
        live, key = await sessions.open("4-room.ipynb", "en", ("a", "b"), topic="4")
        rehearsal, _ = await sessions.open("4-room.ipynb", "en", ("a", "b"), rehearsal=True)
        inside = Inside(sessions, lambda: [b"of another", b"mine"])
        address = inside.listen(tmp_path)

        async def look(following: Following, which: str = "") -> None:
            await asyncio.get_running_loop().run_in_executor(None, following.look, which)

        dashboard = Following(address, lambda: b"mine")
        await look(dashboard)
        assert dashboard.ids == (), "nobody has joined"
        tickets = [await sessions.join(live) for _ in range(6)]
        await sessions.join(rehearsal)
        await sessions.change(live, live.session.add_poll(ready="pace").open_poll("p1"))
        for ticket in tickets:
            await sessions.take(live, ticket, {"kind": "poll", "question": "p1.1", "answer": "right"})
        await live.news(live.version)
        await look(dashboard)
        assert dashboard.ids == (live.session.id,), "a rehearsal is no workshop"
        assert dashboard.store is not None
        assert list(dashboard.store.entries()) == list(sessions.store.entries())
        assert Counter(entry.kind for entry in dashboard.store.entries()) == {"joined": 6, "poll": 6}
        state = dashboard.store.states()[live.session.id]
        assert json.loads(state)["code"] == live.session.code
        assert live.session.secret not in state
        assert live.session.key not in state
        assert key not in state

        asked = asyncio.get_running_loop().run_in_executor
        assert await asked(None, dashboard.heard) == (), "what still runs is not told of"
        state = to_text(replace(live.session.ask_feedback(), id="over", ended=True))
        sessions.store.keep("over", state)
        at = datetime(2027, 2, 1, tzinfo=UTC)
        given = [*["yes"] * 10, *["no"] * 8, *["perhaps"] * 7]
        answers = [Entry(str(n), "over", at, "poll", "4", "p2.1", answer) for n, answer in enumerate(given)]
        sessions.store.record(*answers)
        [over] = await asked(None, dashboard.heard)
        assert (over.workshop, over.ready, over.total) == ("over", "useful", 25)
        assert over.counts == {"yes": 10, "perhaps": 7, "no": 8}
        with pytest.raises(DataError):
            await asked(None, Following(address, lambda: b"of nobody").heard)
        sessions.store.forget(workshop="over")

        before = dashboard.store
        await look(dashboard)
        assert dashboard.store is before, "nothing is sent where nothing is new"
        await sessions.take(live, tickets[0], {"kind": "poll", "question": "p1.1", "answer": "slow", "change": 1})
        await live.news(live.version)
        await look(dashboard)
        assert dashboard.store is not before
        await sessions.end(live, delete=False)
        await look(dashboard)
        assert (dashboard.ids, list(dashboard.store.entries())) == ((), []), "it was in memory, and is over"

        for wrong in (b"", b"nobody's"):
            with pytest.raises(DataError, match=NO_ANSWER):
                await look(Following(address, lambda wrong=wrong: wrong))
        inside.close()
        with pytest.raises(DataError, match=NO_ANSWER):
            await look(Following(f"unix:{tmp_path / 'nobody'}", lambda: b"mine"))
        sessions.close()

    play(story())


def test_a_workshop_that_is_over_stays_in_a_store_that_has_a_name(play: Play, tmp_path: Path) -> None:
    async def story() -> None:
        sessions = Sessions(Store(f"sqlite:///{tmp_path / 'kept.sqlite'}"))
        over, _ = await sessions.open("4-room.ipynb", "en", ("a",))
        await sessions.join(over)
        await sessions.end(over, delete=False)
        runs, _ = await sessions.open("4-room.ipynb", "en", ("a",))
        await sessions.join(runs)
        inside = Inside(sessions, lambda: [b"mine"])
        dashboard = Following(inside.listen(tmp_path), lambda: b"mine")
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, dashboard.look)
        assert dashboard.ids == (runs.session.id, over.session.id), "what runs comes first"
        assert dashboard.store is not None
        assert {entry.workshop for entry in dashboard.store.entries()} == {runs.session.id}
        await loop.run_in_executor(None, dashboard.look, over.session.id)
        assert {entry.workshop for entry in dashboard.store.entries()} == {over.session.id}
        inside.close()
        sessions.close()

    play(story())


def test_only_pages_of_who_teaches_are_answered(play: Play) -> None:
    class Kernels(dict[str, Any]):
        pass

    async def story() -> None:
        seats = Seats(Kernels(), 10)
        taught = ("organisers/workshop-dashboard.ipynb", "4-room.facilitator.ipynb")
        teaches = {await seats.admit("seat", lesson=lesson) for lesson in taught}
        anybody = await seats.admit("seat", lesson="4-room.ipynb")
        seats.kernels.update(dict.fromkeys({*teaches, anybody}))
        assert set(seats.of_who_teaches()) == teaches

    play(story())


@pytest.fixture(scope="module")
def lessons_with_dashboard(tmp_path_factory: pytest.TempPathFactory, write: Callable[..., None]) -> Path:
    home = tmp_path_factory.mktemp("teaching")
    write(home / "en" / "4-room.ipynb", "en", "A room", about={"topic": 4, "minutes": 60})
    asks = "from toolkit.app import show_workshop\nshow_workshop('en')"
    write(home / "en" / "organisers" / "workshop-dashboard.ipynb", "en", "At a glance", asks, about={"teach": True})
    return home


def test_the_dashboard_follows_a_session_that_is_in_memory(
    start: Callable[..., Any], lessons_with_dashboard: Path, browser: Any, begin_in: Callable[..., Any]
) -> None:
    script = "import sys\nfrom pathlib import Path\nfrom toolkit.serving import serve\nserve(Path(sys.argv[1]), port=0)"
    with start(lessons_with_dashboard, script) as server:
        room, leader = begin_in(server)
        phones = [room.phone(leader) for _ in range(12)]
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(f"{server.address}/voila/render/en/organisers/workshop-dashboard.ipynb")
        page.get_by_text("This page looks for news").wait_for()
        leader.do("ready", id="pace")
        leader.do("open", id="p1")
        for number, phone in enumerate(phones):
            assert phone.send("poll", "p1.1", "right" if number % 2 else "slow") == 204
        assert page.get_by_text("How is the pace?").count() == 0, "nobody sees it before it is closed"
        leader.do("close", id="p1")
        page.get_by_text("How is the pace?").first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.close()
