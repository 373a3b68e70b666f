"""The dashboards on the page, without a browser."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from toolkit.app import follow_course, show_course, show_feedback, show_region, show_workshop
from toolkit.app.dashboards import feedback_view, workshop_view
from toolkit.app.dashboards.course_view import CourseDashboard
from toolkit.app.dashboards.feedback_view import NONE_LEFT, FeedbackView
from toolkit.app.dashboards.feedback_view import NOTHING as NOT_ASKED
from toolkit.app.dashboards.follow_up_view import NO_DAY, NO_NAME, NO_SESSION, NOT_BEFORE, FollowUpView
from toolkit.app.dashboards.following import NO_ANSWER, Following
from toolkit.app.dashboards.region_view import NOTHING, RegionView
from toolkit.app.dashboards.workshop_view import WorkshopView
from toolkit.app.kit.fields import FileIn, Piece, TakeAway
from toolkit.app.kit.sheet import Sheet
from toolkit.course.dashboards.invented import invented_feedback, invented_workshop
from toolkit.course.dashboards.paper import INVENTED
from toolkit.course.follow_up import read_follow_up
from toolkit.course.store.address import ADDRESS
from toolkit.course.store.entry import Entry
from toolkit.course.store.store import Store
from toolkit.errors import DataError

TODAY = date(2027, 2, 1)


def bring(sheet: Sheet, name: str, data: bytes) -> None:
    sheet.take({"event": "file", "name": "file", "id": name, "file": name, "size": len(data), "at": 0}, [data])


def text(sheet: Sheet) -> str:
    return "".join(item.content for item in sheet.items.values() if isinstance(item, Piece))


@pytest.mark.slow
@pytest.mark.parametrize(("view", "tables"), [(RegionView, 4), (CourseDashboard, 4)])
def test_invented_files_are_said_to_be_invented_and_can_be_taken_home(view: Any, tables: int) -> None:
    page = view("en", TODAY)
    assert "tk-bars" not in text(page)
    page.take({"event": "press", "name": "try"})
    shown = text(page)
    assert INVENTED in shown
    assert shown.count("tk-bars") == tables
    assert shown.count("<details") == tables + 1, "each picture has its table, and the files their list"
    assert shown.count('role="img" aria-label="') == tables
    page.take({"event": "press", "name": "make"})
    files = [file for item in page.items.values() if isinstance(item, TakeAway) for file in item.files]
    assert [name.rpartition(".")[2] for _, name, _, _ in files] == ["docx", "pdf", "xlsx", "csv"]
    assert all(content for *_, content in files)
    page.take({"event": "press", "name": "forget"})
    assert "tk-bars" not in text(page)
    assert not page.handed


def test_a_file_is_told_read_or_refused_and_its_bytes_are_let_go() -> None:
    page = show_region("en")
    bring(page, "notes.pdf", b"%PDF")
    assert "notes.pdf" in text(page)
    assert page.speech.say(NOTHING) in text(page)
    made = FollowUpView("en")
    fill(made)
    bring(page, "f.json", made.items["file"].files[0][3])  # type: ignore[attr-defined]
    assert [one.kind for one in page.handed.files] == ["", "follow-up"]
    assert page._uploads.whole("file").content == b""
    assert page.speech.say(NOTHING) in text(page), "a follow-up belongs to a course, and no region is made up of it"


def test_what_was_invented_goes_when_a_real_file_comes() -> None:
    page = show_course("ar")
    page.invented, page.handed = True, page.handed.with_file("x.pdf", b"")
    made = FollowUpView("en")
    fill(made)
    bring(page, "f.json", made.items["file"].files[0][3])  # type: ignore[attr-defined]
    assert not page.invented
    assert [one.kind for one in page.handed.files] == ["follow-up"]
    assert page.board().invented is False


def fill(page: FollowUpView, **more: str) -> None:
    page.fill(**{"union": "Nurses", "day-1": "2027-01-04", "people-1": "22", **more})
    page.take({"event": "press", "name": "make"})


def test_the_form_makes_the_file_that_is_read() -> None:
    page: Any = follow_course("en")
    fill(
        page,
        **{"topic-1": "5", "clause-1": "bias", "asked-1": "2027-01-10", "state-1": "won", "decided-1": "2027-02-03"},
    )
    made = read_follow_up(page.items["file"].files[0][3], "f.json")
    assert (made.union, made.ended, made.version, made.sessions[0].people) == ("Nurses", date(2027, 1, 4), 1, 22)
    assert (made.asked[0].topic, made.asked[0].clause, made.asked[0].decided) == (5, "bias", date(2027, 2, 3))
    assert "topic-2" in page.items, "the next row is there"
    assert "topic-3" not in page.items
    page.take({"event": "press", "name": "make"})
    again = json.loads(page.items["file"].files[0][3])
    assert (again["id"], again["version"]) == (made.id, 2), "made again it takes the place of the first"


@pytest.mark.parametrize(
    ("entries", "where", "sentence"),
    [
        ({"union": ""}, "union", NO_NAME),
        ({"people-1": ""}, "day-1", NO_SESSION),
        ({"people-1": "many"}, "day-1", NO_SESSION),
        ({"topic-1": "4"}, "asked-1", NO_DAY),
        ({"asked-1": "2027-01-10", "state-1": "won"}, "decided-1", NO_DAY),
        ({"asked-1": "2027-01-10", "state-1": "won", "decided-1": "2027-01-09"}, "decided-1", NOT_BEFORE),
    ],
)
def test_the_form_says_what_is_missing(entries: dict[str, str], where: str, sentence: str) -> None:
    page: Any = follow_course("en")
    fill(page, **entries)
    assert page.problem == (where, sentence)
    assert page.items[where].error == sentence
    assert "file" not in page.items


def test_without_a_store_the_page_says_how_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)
    page = show_workshop("en")
    assert "toolkit apps" in text(page)
    page.take({"event": "press", "name": "try"})
    assert INVENTED in text(page)
    assert text(page).count("tk-bars") == 4


class Told(Following):
    """A server that tells of these workshops, as long as it answers."""

    def __init__(self, *ids: str) -> None:
        super().__init__("", bytes)
        self.known, self.answers, self.asked = ids, True, list[str]()

    def look(self, which: str = "") -> None:
        self.asked.append(which)
        if not self.answers:
            raise DataError(NO_ANSWER)
        at = which or self.known[0]
        self.store, self.ids = Store(), self.known
        self.store.record(*invented_workshop(id=at))


def test_a_page_that_a_server_runs_asks_it_and_looks_into_no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ADDRESS, "postgresql://nobody@nowhere/nothing")
    told = Told("w1", "w2")
    monkeypatch.setattr(workshop_view, "following", lambda: told)
    page = WorkshopView("en")
    assert "One moment" in text(page), "a page that is only made ready for others asks nothing"
    assert told.asked == []
    page.take({"event": "values", "values": {}})
    assert told.asked == [""]
    assert text(page).count("tk-bars") == 4
    assert "looks for news" in text(page)
    page.take({"event": "values", "values": {"which": "w2"}})
    assert told.asked[-1] == "w2", "the entries of another one are asked for when it is chosen"
    page.take({"event": "values", "values": {"which": "of nobody"}})
    assert told.asked[-1] == ""
    told.answers = False
    before = text(page)
    page.refresh()
    assert page.items["file"].error == NO_ANSWER, "it is said"
    assert text(page) == before, "and what was told last stays"
    told.answers = True
    page.refresh()
    assert page.items["file"].error == ""


def test_a_running_workshop_is_looked_at_again(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'store.sqlite'}"
    store = Store(address)
    page = WorkshopView("en", address)
    assert "One moment" in text(page), "a page that is only made ready for others looks at nothing"
    page.take({"event": "values", "values": {}})
    assert "Nobody has joined" in text(page)
    store.record(*invented_workshop(id="w1", every=False))
    page.refresh()
    assert text(page).count("tk-bars") == 1
    assert ">28<" in text(page)
    before = page.specs
    page.refresh()
    assert page.specs is before, "nothing has changed, and nothing is sent"
    store.record(Entry("new", "w1", datetime(2027, 2, 1, tzinfo=UTC), "joined"))
    page.refresh()
    assert ">29<" in text(page)
    store.record(*invented_workshop(id="w2", people=7, every=False))
    page.fill(which="w2")
    assert ">7<" in text(page)


def test_what_a_workshop_left_behind_is_read() -> None:
    store = Store()
    store.record(*invented_workshop(people=6))
    page: Any = show_workshop("fr")
    bring(page, "w.jsonl", b"{}")
    assert isinstance(page.items["file"], FileIn)
    assert "w.jsonl" in page.items["file"].error
    bring(page, "w.jsonl", store.export().encode())
    assert page.items["file"].error == ""
    assert ">6<" in text(page)
    assert not page.invented


def test_a_store_that_cannot_be_opened_is_told() -> None:
    page = WorkshopView("en", "mysql://nowhere")
    page.take({"event": "values", "values": {}})
    assert "cannot be opened" in page.items["file"].error  # type: ignore[attr-defined]


def test_how_it_was_is_filtered_put_side_by_side_and_taken_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)
    page: Any = show_feedback("en")
    assert NOT_ASKED in text(page)
    page.take({"event": "press", "name": "try"})
    assert INVENTED in text(page)
    assert text(page).count("tk-bars") == 4
    assert text(page).count('role="img" aria-label="') == text(page).count("<details") == 4
    assert set(page.items) >= {"by", "course", "topic", "place", "year"}
    page.take({"event": "values", "values": {"place": "GH"}})
    assert page.only() == {"place": "GH"}
    assert [line[0] for line in page.board().tables[0].lines()] == [
        "Digital-rights organisers, Ghana, from 7 September 2026",
        "Together",
    ]
    page.take({"event": "values", "values": {"by": "year", "place": ""}})
    assert [line[0] for line in page.board().tables[0].lines()] == ["2027", "2026", "Together"]
    page.take({"event": "values", "values": {"place": "GH", "year": "2027"}})
    assert NONE_LEFT in text(page)
    page.take({"event": "values", "values": {"place": "of nowhere", "year": ""}})
    assert page.only() == {}
    page.take({"event": "press", "name": "make"})
    files = [file for item in page.items.values() if isinstance(item, TakeAway) for file in item.files]
    assert [name.rpartition(".")[2] for _, name, _, _ in files] == ["docx", "pdf", "xlsx", "csv"]


class Heard(Following):
    """A server that tells how it was, as long as it answers."""

    def __init__(self, answers: bool) -> None:
        super().__init__("", bytes)
        self.answers, self.asked = answers, 0

    def _get(self, path: str) -> dict[str, Any]:
        self.asked += 1
        if not self.answers:
            raise DataError(NO_ANSWER)
        return {"heard": [vars(one) for one in invented_feedback()]}


@pytest.mark.parametrize(("answers", "drawn"), [(True, 4), (False, 0)])
def test_a_server_is_asked_how_it_was_and_not_before_somebody_looks(
    monkeypatch: pytest.MonkeyPatch, answers: bool, drawn: int
) -> None:
    told = Heard(answers)
    monkeypatch.setattr(feedback_view, "following", lambda: told)
    page = FeedbackView("en")
    assert told.asked == 0
    page.take({"event": "values", "values": {}})
    assert told.asked == 1
    assert text(page).count("tk-bars") == drawn
    assert (NO_ANSWER in text(page)) is not answers
    assert not page.invented
