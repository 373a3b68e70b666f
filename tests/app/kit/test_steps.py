"""A step is called done only if something was entered in it, on every sheet that is gone through step by step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from toolkit.app.agreement.view import AgreementView
from toolkit.app.counter.view import CounterView
from toolkit.app.course.materials_view import MaterialsView
from toolkit.app.course.view import CourseView
from toolkit.app.exchange.allies_view import AlliesView
from toolkit.app.exchange.record_view import RecordView
from toolkit.app.governance.body_view import BodyView
from toolkit.app.governance.questions_view import QuestionsView
from toolkit.app.governance.scores_view import ScoresView
from toolkit.app.governance.watch_view import WatchView
from toolkit.app.kit.fields import StepList
from toolkit.app.kit.steps import SteppedSheet
from toolkit.app.rights.view import RightsView
from toolkit.app.systems.view import SystemsView
from toolkit.app.talks.view import TableView
from toolkit.app.worksheets.view import WorksheetView
from toolkit.course.worksheets import worksheet

Make = Callable[[], SteppedSheet]


def sheet(name: str) -> Make:
    return lambda: WorksheetView(worksheet(name), "en")


# Past every step of each sheet with nothing entered, only these are done: all that they ask for is given.
GIVEN: list[tuple[Make, list[str]]] = [
    (sheet("data-day"), []),
    (sheet("cost-story"), []),
    (lambda: AgreementView([], "en"), []),
    (lambda: TableView("en"), []),
    (lambda: BodyView("en"), ["model", "who", "how", "stages", "check"]),
    (lambda: QuestionsView("en"), ["pick"]),
    (lambda: ScoresView("en"), []),
    (lambda: WatchView("en"), []),
    (lambda: RightsView("en"), []),
    (lambda: AlliesView("en"), []),
    (lambda: RecordView("en"), []),
    (lambda: CourseView("en"), ["how"]),
    (lambda: MaterialsView("en"), ["which"]),
    (lambda: SystemsView("en"), []),
    (lambda: CounterView("en"), []),
]


def enter(view: SteppedSheet, **values: Any) -> None:
    view.take({"event": "values", "values": values})


def done(view: SteppedSheet) -> list[str]:
    """The steps that the page marks: those before the one at hand that lack nothing."""
    listed = view.items["step"]
    assert isinstance(listed, StepList)
    names = [name for name, _ in listed.steps]
    return [name for name in names[: names.index(view.step)] if name not in listed.lacking]


@pytest.mark.parametrize(("make", "given"), GIVEN)
def test_a_step_in_which_nothing_was_entered_is_not_done(make: Make, given: list[str]) -> None:
    jumped, walked = make(), make()
    enter(jumped, step=jumped.steps[-1])
    assert done(jumped) == given
    for step in walked.steps:
        enter(walked, step=step)
    assert done(walked) == given


@pytest.mark.parametrize("is_walked", [True, False])
def test_one_entry_makes_its_step_done_and_to_take_it_back_does_not(is_walked: bool) -> None:
    view = WorksheetView(worksheet("data-day"), "en")
    if is_walked:
        enter(view, step="next")
    enter(view, **{"traces.2.who": "the ward"}, step="home")  # a page loaded anew says all at once
    assert done(view) == ["traces"]
    enter(view, **{"next.0.worry": "the badge"})
    assert done(view) == ["traces", "next"]
    enter(view, **{"traces.2.who": ""})
    assert done(view) == ["next"]


def test_what_the_page_may_mark_before_an_answer_comes_has_been_filled_in() -> None:
    view = WorksheetView(worksheet("cost-story"), "en")
    listed = view.items["step"]
    assert isinstance(listed, StepList)
    assert set(listed.lacking) == set(view.steps)  # the page goes on by itself, and marks what is behind it
    enter(view, **{"promise.0.saving": "6"})
    listed = view.items["step"]
    assert isinstance(listed, StepList)
    assert "promise" not in listed.lacking


def test_to_look_into_other_steps_changes_nothing_on_the_page() -> None:
    view = AlliesView("en")
    sent: list[Any] = []
    view.send = lambda message, buffers=None: sent.append(message)
    enter(view, **{"name.0": "Nurses", "interest.0": "2", "power.0": "2"}, step="words")
    assert view.step == "words"
    assert "name.0" not in view.items
    assert done(view) == ["map"]
    assert sent == []


def test_an_example_is_something_entered() -> None:
    for make, name, step in (
        (lambda: SystemsView("en"), "example", "seen"),
        (lambda: CounterView("en"), "example", "ours"),
        (lambda: WatchView("en"), "example", "charter"),
        (lambda: ScoresView("en"), "example", "ours"),
    ):
        view = make()
        view.take({"event": "press", "name": name})
        enter(view, step=view.steps[-1])
        assert step in done(view)
