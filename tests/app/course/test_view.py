"""The planner of courses on the page."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from toolkit.app.course.model import NO_COUNTRY, NO_DAY, CourseModel
from toolkit.app.course.view import CourseView
from toolkit.app.kit.fields import Piece, TakeAway
from toolkit.app.kit.sheet import WORDS
from toolkit.app.packs.light import LightPack
from toolkit.course.plans import pack
from toolkit.errors import ToolkitError
from toolkit.languages import Language


class Then(date):
    """The day on which these tests plan, so that they hold in other years as well."""

    @classmethod
    def today(cls) -> "Then":
        return cls(2026, 12, 7)


@pytest.fixture(autouse=True)
def planned_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("toolkit.app.course.view.date", Then)


def test_a_course_is_asked_for_until_it_can_be_planned() -> None:
    course = CourseModel(Language("en"))
    assert course.problem() == ("country", NO_COUNTRY)
    assert course.problem("when") == ("start", NO_DAY)
    with pytest.raises(ToolkitError, match="Choose the country"):
        course.plan()
    whole = CourseModel(Language("en"), country="TN", start=date(2027, 2, 1), clock="14:30", people=6, room="paper")
    assert whole.problem() == ("", "")
    plan = whole.plan()
    assert (plan.region, plan.zone.key, plan.setting.on_paper, str(plan.clock)) == (
        "MENA",
        "Africa/Tunis",
        True,
        "14:30:00",
    )
    assert CourseModel(Language("en"), country="TN", start=date(2027, 2, 1), clock="half").problem()[0] == "clock"


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (date(2027, 1, 31), "1 February 2027"),  # over
        (date(2027, 2, 1), ""),
        (date(2030, 12, 31), ""),
        (date(2031, 1, 1), "31 December 2030"),  # more than three years ahead
    ],
)
def test_a_day_that_is_over_is_refused_at_its_field(start: date, said: str) -> None:
    course = CourseModel(Language("en"), country="KE", start=start, today=date(2027, 2, 1))
    where, sentence = course.problem("when")
    assert (where, said in sentence) == ("start" if said else "", True)
    if said:
        with pytest.raises(ToolkitError, match="session would be on"):
            course.plan()


def test_the_page_names_weekday_holiday_and_what_cannot_be_at_once() -> None:
    view = CourseView("en")
    view.fill(country="BR", start="2028-02-28", step="when")  # Carnival of 2028 is on 28 and 29 February
    shown = view.items["days"]
    assert isinstance(shown, Piece)
    assert "Session 1: Monday, 28 February 2028" in shown.content
    assert "Carnival" in shown.content
    view.fill(start="2020-02-03")
    assert "that day is over" in view.items["start"].error
    assert not view.items["days"].content  # type: ignore[attr-defined]


def give(view: CourseView, content: bytes) -> None:
    message = {"name": "answers", "id": str(len(content)), "file": "list.csv", "size": len(content), "at": 0}
    view._take_file(message, [content])


def test_a_list_of_answers_counts_who_comes_and_a_wrong_one_is_said_at_its_field() -> None:
    view = CourseView("en")
    view.fill(country="KE", start="2028-02-07", people="30", step="how")
    give(view, b"Name,Coming\nA,yes\nB,yes\nC,maybe\nD,no\nE,who knows\n")
    assert view.course.plan().setting.people == 3
    shown = view.items["answered"]
    assert isinstance(shown, Piece)
    assert "reckon with 3 people" in shown.content
    assert "1 answer could not be read" in shown.content
    give(view, b"Name,Age\nA,7\n")
    assert "no column that says who comes" in view.items["answers"].error
    assert view.course.plan().setting.people == 30


def test_zones_are_asked_for_only_where_there_are_several() -> None:
    assert CourseModel(Language("en"), country="KE").zones == ()
    assert CourseModel(Language("en"), country="BR").zones[0] == "America/Sao_Paulo"


def test_the_page_makes_the_papers_and_lets_them_grow_old(monkeypatch: pytest.MonkeyPatch) -> None:
    for ending in (".docx", ".pdf"):  # how papers are set is tested where they are
        monkeypatch.setitem(pack._WRITERS, ending, lambda _: b"file")  # type: ignore[index]
    view = CourseView("ar")
    view.go(+1)
    assert view.step == "who", "not without a country"
    assert (view._raw("audience"), view._raw("language")) == ("organisers", "ar"), "what is taken is seen"
    chosen: dict[str, Any] = {"country": "TN", "audience": "leaders", "start": "2027-02-01", "people": "12"}
    view.fill(**chosen, step="papers")
    view._make()
    taken = [item for item in view.made if isinstance(item, TakeAway)]
    assert [item.name for item in taken] == ["pack", "agenda", "run-sheet"]
    (_, name, _, content), (_, calendar, _, days) = taken[0].files
    assert name == "قيادات النقابات.zip"
    assert calendar.endswith(".ics")
    assert b"Africa/Tunis" in days
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len(archive.namelist()) == 26  # twelve papers twice, two calendars
    view.let_grow_old(frozenset({"people"}))
    assert not view.made
    assert view.outdated


def test_what_cannot_be_planned_is_said_where_the_papers_would_stand() -> None:
    view = CourseView("en")
    view.fill(country="TN", start="2027-02-01", people="2", step="papers")
    view._make()
    assert not view.made
    said = [item.content for item in view.paper_items(view.complaint) if isinstance(item, Piece)]
    assert any("from 3 to 200" in words for words in said)


def test_the_pack_for_a_stick_is_made_and_goes_when_something_else_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    said = "So that it is not too large, this pack is without: Cards."

    def light(plan: Any, tell: Any, recorded: Any) -> LightPack:
        tell(0.5)
        shares.append(view.share)
        tell(1.0)
        return LightPack(f"{plan.track.id} {plan.country} {plan.language.code}".encode(), said)

    monkeypatch.setattr("toolkit.app.course.view.light_pack", light)
    view, shares = CourseView("en"), []
    view.fill(step="papers")
    view._make_stick()
    assert view.stick is None
    assert view.complaint == view.speech.say(NO_COUNTRY)
    view.fill(country="TN", audience="leaders", language="ar", start="2027-02-01")
    view._make_stick()
    assert shares == [0.5]
    assert view.stick is not None
    ((_, name, kind, content),) = view.stick.files
    assert (name, kind, content) == ("قيادات النقابات.zip", "application/zip", b"leaders TN ar")
    assert said in view.stick.note
    assert view.stick in view.items.values()
    view.fill(people="12")
    assert view.stick is None, "it is not what is chosen now"


def test_a_pack_that_cannot_be_made_is_said_and_can_be_tried_again() -> None:
    view = CourseView("en")
    view.fill(country="KE", start="2027-02-01", step="papers")
    view._take_stick(view.course.plan(), None)
    assert view.stick is None
    assert view.complaint == view.speech.say(WORDS["failed"])
    assert "stick" in view.items, "the button is there again"
