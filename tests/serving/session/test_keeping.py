"""A session that nobody configured loses nothing: killed server, full disk, wrong clock, a second server, no trace."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest
import sqlalchemy as sql

from toolkit.course import Entry, Store
from toolkit.course.dashboards.exported import read_exported
from toolkit.course.dashboards.running import running
from toolkit.course.sessions.exporting import export
from toolkit.course.sessions.polls import Text
from toolkit.course.sessions.session import begin, from_text, to_text
from toolkit.course.store.store import NotKept
from toolkit.languages import Language
from toolkit.serving.session.keeping import DAYS, Kept, clear
from toolkit.serving.session.live import Live
from toolkit.serving.session.sessions import Sessions
from toolkit.serving.session.views import kept_on_join_page, view_of

Play = Callable[[Coroutine[Any, Any, None]], None]
NOW = datetime(2027, 2, 1, 14, tzinfo=UTC)
DAY = 86400
TEXTS = {
    "en": {"question": "Strike?", "options": ["Yes", "No"]},
    "ar": {"question": "إضراب؟", "options": ["نعم", "لا"]},
}


async def opened(sessions: Sessions, **more: Any) -> tuple[Live, str]:
    live, _ = await sessions.open("4-room.ipynb", "en", ("a", "b"), topic="4", version="0.1.0:ab", **more)
    return live, await sessions.join(live)


async def said_to(sessions: Sessions, live: Live, language: str = "en") -> str:
    return str((await view_of(sessions, live, "lead", Language(language)))["kept"])


@pytest.mark.xdist_group("own-servers")
@pytest.mark.slow
def test_after_a_kill_all_that_was_asked_and_said_is_there_in_words(
    rooms: Callable[..., Any], tmp_path: Path, port: int
) -> None:
    file = tmp_path / "data" / "workshops.sqlite"
    with rooms("", port, file=str(file)) as room:
        assert not file.parent.exists(), "a server without sessions writes nothing"
        leader = room.begin()
        phones = [room.phone(leader) for _ in range(6)]
        leader.do("step", number=1, minute=25)
        leader.do("poll", texts=TEXTS)
        leader.do("open", id="p1")
        for number, phone in enumerate(phones):
            assert phone.send("poll", "p1.1", f"o{number % 2}") == 204
            assert phone.send("exercise", "be-the-model", "postcode") == 204
        leader.do("reset", id="p1")
        leader.do("open", id="p1")
        assert phones[0].send("poll", "p1.2", "o0") == 204
        leader.do("remove", id="p1")
        assert [each["question"] for each in leader.view("ar")["polls"]] == []
        before = leader.ask("GET", f"/session/{leader.id}/export")[1]
        server = psutil.Process(room.server.process)
        for each in [server, *server.children(recursive=True)]:
            each.kill()
    with rooms("", port, file=str(file)):
        assert leader.ask_until_answered("GET", f"/session/{leader.id}/export")[1] == before
        assert str(file) in leader.view()["kept"].replace("\u2068", "").replace("\u2069", "")
        assert leader.do("end")[0] == 200
    rows = [json.loads(line) for line in before.splitlines()]
    asked = {row["question"]: row for row in rows if row["kind"] == "asked"}
    assert list(asked) == ["p1.1", "be-the-model", "p1.2"]
    assert asked["p1.1"]["words"]["ar"] == {"question": "إضراب؟", "answers": {"o0": "نعم", "o1": "لا"}}
    assert (asked["p1.1"]["step"], asked["p1.1"]["minute"], asked["p1.1"]["lesson"]) == (1, 25, "4-room.ipynb")
    assert len([row for row in rows if row["kind"] == "poll"]) == 7
    store = Store(f"sqlite:///{file}")
    about = running(store, leader.id, Language("ar"))
    assert about.asked["p1.2"] == ("إضراب؟", {"o0": "نعم", "o1": "لا"})
    assert about.hidden == frozenset()
    assert "secret" not in {name for name, value in json.loads(store.states()[leader.id]).items() if value}
    store.close()


@pytest.mark.parametrize(
    ("how", "writes"),
    [({}, True), ({"trace": False}, False), ({"rehearsal": True}, False)],
)
def test_the_file_is_made_for_a_session_that_may_leave_a_trace_and_for_no_other(
    play: Play, tmp_path: Path, how: dict[str, bool], writes: bool
) -> None:
    async def story() -> None:
        file = tmp_path / "data" / "workshops.sqlite"
        sessions = Sessions(kept=Kept(file))
        assert not file.parent.exists()
        live, _ = await opened(sessions, **how)
        assert file.exists() == live.store.outlives == writes
        assert (str(file) in (await said_to(sessions, live)).replace("\u2068", "").replace("\u2069", "")) == writes
        assert (str(DAYS) in kept_on_join_page(sessions, live, Language("en"))) == writes
        if writes and os.name == "posix":
            assert file.parent.stat().st_mode & 0o777 == 0o700
            assert {each.stat().st_mode & 0o777 for each in file.parent.iterdir()} == {0o600}
        sessions.close()

    play(story())


def test_a_file_that_cannot_be_made_is_said_to_who_leads_and_the_session_goes_on(play: Play, tmp_path: Path) -> None:
    async def story() -> None:
        (tmp_path / "data").write_text("no folder")
        sessions = Sessions(kept=Kept(tmp_path / "data" / "workshops.sqlite"))
        live, ticket = await opened(sessions)
        told = await said_to(sessions, live)
        assert "cannot be made or written" in told
        assert "Nothing is written down" in told
        assert "Nothing is written down" in kept_on_join_page(sessions, live, Language("en"))
        await sessions.take(live, ticket, {"kind": "at_step", "step": 1})
        sessions.close()

    play(story())


def test_on_a_full_disk_no_answer_is_said_to_be_kept_and_none_is_lost_or_counted_twice(
    play: Play, tmp_path: Path
) -> None:
    async def story() -> None:
        file = tmp_path / "workshops.sqlite"
        sessions = Sessions(kept=Kept(file))
        live, ticket = await opened(sessions)
        tickets = [ticket, *[await sessions.join(live) for _ in range(9)]]
        await sessions.change(live, live.session.add_poll(texts=[Text("en", "Strike?", ("Yes", "No"))]).open_poll("p1"))
        full = True

        def bound(connection: Any, *_: Any) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages if full else 10**6}")

        engine = live.store._engine
        sql.event.listen(engine, "checkout", bound)
        waiting = [{"kind": "exercise", "question": f"times/{n}", "answer": "6"} for n in range(40)]
        refused = []
        for n, sent in enumerate(waiting):
            try:
                await sessions.take(live, tickets[n % 10], sent)
            except NotKept:
                refused.append((tickets[n % 10], sent))
        assert refused, "a page was full at some time"
        assert "disk of this computer is full" in await said_to(sessions, live)
        assert "disque de cet ordinateur est plein" in await said_to(sessions, live, "fr")
        full = False
        for one, sent in [*refused, *refused]:
            live.paces.clear()
            await sessions.take(live, one, sent)
        assert "is full" not in await said_to(sessions, live)
        assert len(list(live.store.entries(kind="exercise"))) == 40
        assert to_text(live.session) == live.store.states()[live.session.id]
        assert len(from_text(live.store.states()[live.session.id]).asked) == 41
        sessions.close()

    play(story())


@pytest.mark.parametrize(
    ("days", "is_over", "stays"),
    [
        (DAYS - 1, True, True),
        (DAYS + 1, True, False),
        (DAYS + 1, False, True),  # it runs, whatever the clock says
        (-1, True, True),  # the clock was put back: it begins tomorrow
        (-400, True, True),
    ],
)
def test_what_is_over_goes_after_its_days_whatever_happens_to_the_clock(days: int, is_over: bool, stays: bool) -> None:
    store = Store()
    session, _ = begin("4-room.ipynb", "en", ("a",))
    session = replace(session, began=int(NOW.timestamp()))
    store.keep(session.id, to_text(session.end() if is_over else session))
    store.record(Entry("1", session.id, NOW, "joined"), Entry("1", "old", NOW, "joined"))  # of which no words are kept
    gone = clear(store, [] if is_over else [session.id], NOW.timestamp() + days * DAY)
    assert (session.id not in gone) == stays
    assert ("old" in gone) == (days > DAYS)
    assert {entry.workshop for entry in store.entries()} == set({session.id, "old"} - set(gone)), (
        "and its entries go with it"
    )


def test_a_session_goes_on_though_the_clock_jumps_by_a_day(
    play: Play, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story() -> None:
        import time

        kept = Kept(tmp_path / "workshops.sqlite")
        sessions = Sessions(kept=kept)
        live, ticket = await opened(sessions)
        real = time.time
        for jump in (DAY, -DAY):
            monkeypatch.setattr(time, "time", lambda jump=jump: real() + jump)
            sessions.clear_old()
            await sessions.take(live, ticket, {"kind": "at_step", "step": 1, "change": int(jump < 0)})
            assert (await view_of(sessions, live, "phone", Language("en")))["joined"] == 1
        sessions.close()
        again = Sessions(kept=kept)
        assert [each.session.id for each in again.running()] == [live.session.id]
        again.close()

    play(story())


HOLD = """\
import asyncio, sys
from pathlib import Path
from toolkit.serving.session.keeping import Kept
from toolkit.serving.session.sessions import Sessions
sessions = Sessions(kept=Kept(Path(sys.argv[1])))
live, _ = asyncio.run(sessions.open("4-room.ipynb", "en", ("a",)))
print(live.session.id, flush=True)
sys.stdin.read()"""


@pytest.mark.slow
def test_of_two_servers_with_one_file_each_leads_its_own_and_takes_over_what_a_dead_one_left(tmp_path: Path) -> None:
    file = tmp_path / "workshops.sqlite"
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", HOLD, str(file)], **pipes) as other:
        assert other.stdout is not None
        theirs = other.stdout.readline().strip()
        ours = Sessions(kept=Kept(file))
        assert ours.running() == (), "the other one leads it"
        ours.close()
        other.kill()
        other.wait()
    ours = Sessions(kept=Kept(file))
    assert [each.session.id for each in ours.running()] == [theirs]
    ours.close()


def test_a_file_that_was_saved_is_read_with_its_words_and_what_is_not_ours_is_refused(play: Play) -> None:
    store = Store()
    session, _ = begin("4-room.ipynb", "fr", ("a", "b"), topic="4", smallest=3)
    session = session.add_poll(texts=[Text("fr", "Grève ?", ("Oui", "Non"))]).open_poll("p1").read_in("en")
    session = session.add_poll(ready="pace").open_poll("p2")
    store.keep(session.id, to_text(session))
    store.record(*(Entry(str(n), session.id, NOW, "poll", "4", "p1.1", "o0") for n in range(4)))
    text = export(store, session.id)
    assert session.secret not in text
    assert session.key not in text
    again = Store()
    read_exported(text.encode(), "session.jsonl").put_into(again)
    about = running(again, session.id, Language("en"))
    assert about.asked["p1.1"] == ("Grève ?", {"o0": "Oui", "o1": "Non"})
    assert (about.spoken["p1.1"], about.spoken["p2.1"], about.smallest) == ("fr", "en", 3)
    assert export(again, session.id) == text
    first, *_ = text.splitlines()
    for wrong in (
        text.replace('"of": "poll"', '"of": "gossip"'),
        text.replace('"smallest": 3', '"smallest": "3"'),
        text.replace("Grève ?", "G" * 1001),
        text.replace(f'"asked", "workshop": "{session.id}"', '"asked", "workshop": "another"'),
        first.replace('"steps": [', '"step": ['),
    ):
        assert wrong != text
        with pytest.raises(Exception, match="left behind"):
            read_exported(wrong.encode(), "session.jsonl")
