"""A store keeps each entry once, tells of nobody, and forgets when asked: in memory, in a file, on PostgreSQL."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

import pytest

from tests.conftest import PATIENCE
from toolkit.course import Entry, Store
from toolkit.errors import SetupError

AT = datetime(2027, 2, 1, 14, 7, tzinfo=UTC)


@pytest.fixture(params=["memory", "file", pytest.param("postgres", marks=pytest.mark.slow)])
def url(request: pytest.FixtureRequest, tmp_path) -> str | None:
    if request.param == "postgres":
        return request.getfixturevalue("postgres")
    return None if request.param == "memory" else f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def store(url):
    opened = Store(url)
    yield opened
    opened.close()


def answer(id: str, said: str, *, question: str = "q", workshop: str = "w", change: int = 0) -> Entry:
    return Entry(id, workshop, AT, "poll", "4", question, said, change=change)


def test_sent_twice_is_kept_once(store: Store) -> None:
    assert store.record(answer("1", "yes"), answer("2", "no")) == 2
    assert store.record(answer("1", "yes"), answer("1", "no")) == 0
    assert [(each.id, each.answer) for each in store.entries()] == [("1", "yes"), ("2", "no")]


def test_the_last_change_holds_in_whatever_order_they_come(store: Store) -> None:
    for changes in ([0, 1, 2], [2, 0, 1], [1, 2, 0, 2]):
        store.forget()
        for change in changes:
            store.record(answer("1", f"said-{change}", change=change))
        assert [each.answer for each in store.entries()] == ["said-2"]


def test_an_answer_never_becomes_another_kind_of_entry(store: Store) -> None:
    store.record(answer("1", "yes"))
    assert store.record(Entry("1", "w", AT, "joined", change=5)) == 0
    assert [each.kind for each in store.entries()] == ["poll"]


def test_workshops_do_not_see_each_other(store: Store) -> None:
    store.record(answer("1", "yes"), answer("1", "no", workshop="v"))
    assert [each.answer for each in store.entries(workshop="v")] == ["no"]
    assert store.tally("poll", workshop="v", smallest=0)[0].counts == {"no": 1}
    assert store.forget(workshop="v") == 1
    assert [each.workshop for each in store.entries()] == ["w"]


def test_thirty_answer_at_once_and_twice(store: Store) -> None:
    """Each of thirty sends ten answers and sends them again: no answer is lost, and none is there twice."""

    def send(phone: int) -> int:
        entries = [answer(f"{phone}-{number}", "abc"[phone % 3], question=f"q{number}") for number in range(10)]
        return sum(store.record(*part) for part in (entries[:4], entries, entries[4:]))

    with ThreadPoolExecutor(8) as room:
        assert sum(room.map(send, range(30))) == 300
    tallies = store.tally("poll", workshop="w")
    assert [each.key for each in tallies] == [(f"q{number}",) for number in range(10)]
    assert all(each.counts == {"a": 10, "b": 10, "c": 10} and each.total == 30 for each in tallies)


def test_small_numbers_are_put_together(store: Store) -> None:
    said = ["yes"] * 20 + ["perhaps"] * 7 + ["no"]
    store.record(*(answer(str(number), each) for number, each in enumerate(said)))
    (told,) = store.tally("poll", possible=("yes", "no", "perhaps", "never"))
    assert told.counts == {"yes": 20, "no": None, "perhaps": None, "never": None}
    assert [bar.people for bar in told.bars if len(bar.answers) > 1] == [8]
    assert told.total == 28
    assert store.tally("poll", question="other", possible=("a",))[0].counts == {"a": 0}
    assert store.count("poll", by=("topic",)) == {("4",): 28}


def test_how_many_are_at_each_step(store: Store) -> None:
    for step, change in ((1, 0), (3, 2), (2, 1)):
        store.record(*(Entry(str(phone), "w", AT, "at_step", step=step, change=change) for phone in range(7)))
    assert store.count("at_step", by=("step",), workshop="w") == {("3",): 7}


def test_what_is_exported_is_what_was_put_in(store: Store) -> None:
    entries = [answer("1", "yes"), Entry("2", "w", AT, "at_step", step=3)]
    store.record(*entries)
    rows = [json.loads(line) for line in store.export().splitlines()]
    assert [Entry(**{**row, "at": datetime.fromisoformat(row["at"])}) for row in rows] == [
        entry.rounded() for entry in entries
    ]
    assert store.export("csv").splitlines() == [
        "id,workshop,at,kind,topic,question,answer,step,change",
        "1,w,2027-02-01T14:00:00+00:00,poll,4,q,yes,,0",
        "2,w,2027-02-01T14:00:00+00:00,at_step,,,,3,0",
    ]


def test_forgotten_is_gone(store: Store) -> None:
    store.record(answer("1", "yes"), answer("2", "no", question="other"))
    store.keep("w", "{}")
    assert store.forget(workshop="w", kind="poll", question="other") == 1
    assert store.states() == {"w": "{}"}
    assert store.forget(workshop="w") == 1
    assert (list(store.entries()), store.states()) == ([], {})


def test_what_a_session_is_about_is_there_after_a_restart(store: Store, url) -> None:
    store.keep("w", "first")
    store.keep("w", "second")
    again = store if url is None else Store(url)
    assert again.states() == {"w": "second"}
    assert store.outlives == (url is not None)
    store.record(answer("1", "yes"))
    again.keep("w", None)
    assert (store.states(), len(list(store.entries()))) == ({}, 1)
    again.close()


@pytest.mark.slow
def test_several_processes_write_at_once(tmp_path) -> None:
    """They begin with no table, so that all of them make it."""
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    writing = (
        "import sys; from datetime import UTC, datetime; from toolkit.course.store.store import Store\n"
        "from toolkit.course.store.entry import Entry\n"
        "store = Store(sys.argv[1])\n"
        "for n in range(40): store.record(Entry(f'{sys.argv[2]}-{n % 20}', 'w', datetime.now(UTC), 'poll', answer='a'))"
    )
    at_once = [subprocess.Popen([sys.executable, "-c", writing, url, str(number)]) for number in range(2)]
    assert [process.wait(PATIENCE) for process in at_once] == [0, 0]
    assert Counter(entry.id.split("-")[0] for entry in Store(url).entries()) == {"0": 20, "1": 20}


def test_a_file_opened_for_the_first_time_by_many_at_once_is_opened_by_all(tmp_path) -> None:
    """Each finds no table, and makes it while the others do."""
    for number in range(12):
        url = f"sqlite:///{tmp_path / f'{number}.sqlite'}"
        ready = threading.Barrier(6)

        def opened(url: str = url, ready: threading.Barrier = ready) -> dict[str, str]:
            ready.wait(PATIENCE)
            with closing(Store(url)) as store:
                return store.states()

        with ThreadPoolExecutor(6) as people:
            assert [done.result(PATIENCE) for done in [people.submit(opened) for _ in range(6)]] == [{}] * 6


def test_tables_that_another_process_has_half_made_are_completed(tmp_path) -> None:
    file = tmp_path / "store.sqlite"
    Store(f"sqlite:///{file}").close()
    with closing(sqlite3.connect(file)) as other:
        other.execute("DROP TABLE workshops")
    with closing(Store(f"sqlite:///{file}")) as store:
        store.keep("w", "{}")
        assert store.states() == {"w": "{}"}


def test_who_opens_a_file_that_is_being_written_to_waits(tmp_path) -> None:
    """SQLite itself does not wait before it changes the way in which a file is written."""
    file = tmp_path / "store.sqlite"
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("CREATE TABLE held (n)")
        other.execute("BEGIN EXCLUSIVE")
        end = threading.Timer(0.5, other.execute, ("COMMIT",))
        end.start()
        Store(f"sqlite:///{file}").close()
        end.join()
    with closing(sqlite3.connect(file)) as later:
        assert later.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.parametrize(
    "url",
    ["nonsense", "mysql://a:secret@b/c", "sqlite:////no/such/folder/a.sqlite", "postgresql://a:secret@127.0.0.1:1/b"],
)
def test_a_store_that_cannot_be_opened_says_so_without_the_password(url: str) -> None:
    with pytest.raises(SetupError) as refused:
        Store(url)
    assert "secret" not in str(refused.value)
    assert "sqlite:///" in str(refused.value)


def test_what_is_deleted_is_on_no_file_while_the_store_is_open(tmp_path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'kept.sqlite'}")
    store.keep("w", '{"question": "Who pays the driver"}')
    store.record(Entry("e", "w", datetime.now(UTC), "poll", "4", "p1", "saltpetre"))
    words = (b"Who pays the driver", b"saltpetre")

    def found() -> set[bytes]:
        return {word for file in tmp_path.iterdir() for word in words if word in file.read_bytes()}

    assert found() == set(words)
    store.forget(workshop="w")
    assert found() == set()
    store.close()
