"""A charter on the page after the signature: a file or an example, what was seen, and a paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from toolkit.app.governance.watch_view import WatchView
from toolkit.governance.body.body import Body
from toolkit.languages import strip

TODAY = date(2027, 3, 20)


def enter(view: Any, **values: Any) -> None:
    view.take({"event": "values", "values": values})


def give(view: Any, data: bytes) -> None:
    view.take({"event": "file", "name": "file", "id": "1", "file": "b.json", "size": len(data), "at": 0}, [data])


def test_a_saved_body_is_watched_and_its_day_asked_for_where_it_has_none() -> None:
    view = WatchView("en", TODAY)
    give(view, Body.model("parity").to_json().encode())
    assert view.body is None
    assert "starts" in view.items
    enter(view, step="seen")
    assert "give the day" in view.items["none"].content
    enter(view, step="charter", starts="2027-01-01")
    enter(view, step="seen", **{"saw.documents": "2027-03-17"})
    shown = strip(view.items["stands"].content)
    assert "the evidence was seen on 17 March 2027, in time" in shown
    enter(view, step="home")
    view.take({"event": "press", "name": "make"})
    assert "in time" in strip(view.items["watched"].words)


def test_a_wrong_file_is_told_and_the_example_needs_none() -> None:
    view = WatchView("ar", TODAY)
    give(view, b"{}")
    assert view.items["file"].error
    view.take({"event": "press", "name": "example"})
    assert view.body == replace(Body.model("parity", "ar"), starts=date(2027, 1, 1))
    enter(view, step="seen")
    assert "saw.stage-buy" in view.items
