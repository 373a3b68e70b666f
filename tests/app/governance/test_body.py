"""The committee builder: what is chosen makes the body, what does not hold is told, papers come whole."""

from __future__ import annotations

import json
from typing import Any

import icalendar
import pytest

from toolkit.app.governance.body_model import BodyModel
from toolkit.app.governance.body_view import BodyView
from toolkit.governance.body.body import Body, read_body
from toolkit.languages import Language, strip

ENGLISH = Language("en")


def enter(view: Any, **values: Any) -> None:
    view.take({"event": "values", "values": values})


def test_nothing_entered_is_the_usual_body_and_nonsense_changes_nothing() -> None:
    usual = Body.model("consultation")
    assert BodyModel(ENGLISH).body == usual
    odd = {"model": "x", "option.rule": "coin", "number.seats": "many", "power.buy": 7, "starts": "soon"}
    assert BodyModel(ENGLISH, odd).body == usual


def test_digits_of_any_keyboard_count_and_what_is_too_many_is_told() -> None:
    assert BodyModel(ENGLISH, {"number.seats": "٥"}).body.number("seats") == 5
    view = BodyView("en")
    enter(view, step="who", **{"number.seats": "99"})
    assert "from 1 to 15" in strip(view.items["number.seats"].error)
    assert view.model.body.number("seats") == 3


def test_each_choice_tells_what_it_leads_to() -> None:
    view = BodyView("en")
    enter(view, step="who", **{"option.experts": "none"})
    assert "The supplier is the only one in the room" in view.items["leads.experts"].content


def test_what_is_said_of_a_number_stands_below_it_and_of_a_choice_below_the_choice() -> None:
    view = BodyView("en")
    enter(view, step="how")
    names = list(view.items)
    assert names.index("number.months") < names.index("leads.meetings")
    assert names.index("option.documents") < names.index("leads.documents") < names.index("number.days")


def test_what_does_not_hold_is_told_and_nothing_else_is() -> None:
    view = BodyView("ar")
    enter(view, step="check", model="codecision")
    assert "tk-right" in view.items["holds"].content
    enter(view, **{"owner.buy": "nobody", "option.documents": "none"})
    assert view.items["holds"].content.count("<li>") == 8  # seven stages without papers, one without an owner
    assert "tk-right" not in view.items["holds"].content


@pytest.mark.parametrize("language", ["en", "ar"])
def test_papers_come_whole_and_grow_old(language: str) -> None:
    view = BodyView(language)
    enter(view, step="home", model="parity", union="Union <b>", starts="2027-01-01")
    view.take({"event": "press", "name": "make"})
    assert {"charter", "choices", "files"} <= set(view.items)
    assert "&lt;b&gt;" in view.items["charter"].page
    saved, dates = (one[3] for one in view.items["files"].files)
    assert read_body(saved, "b.json") == view.model.body
    assert json.loads(saved)["union"] == "Union <b>"
    assert len(icalendar.Calendar.from_ical(dates.decode()).walk("VEVENT")) == 16
    enter(view, step="check")
    enter(view, step="home")
    assert "charter" in view.items, "looking does not make papers old"
    enter(view, employer="City")
    assert "charter" not in view.items


def test_without_a_day_there_is_no_calendar() -> None:
    view = BodyView("en")
    enter(view, step="home")
    view.take({"event": "press", "name": "make"})
    assert len(view.items["files"].files) == 1
