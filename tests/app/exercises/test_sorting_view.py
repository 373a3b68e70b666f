"""Sorting and the ten questions on the page: an answer below each thing, and none that no longer holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from toolkit.app import ask, ask_ten
from toolkit.app.kit.sheet import Sheet
from toolkit.course import SortingExercise, exercise, quiz

Open = Callable[[Sheet], Any]
HOSTILE = "<script>alert(1)</script>"


def sorted_rightly() -> dict[str, str]:
    one = exercise("data-day-traces")
    assert isinstance(one, SortingExercise)
    return {thing.name: min(thing.right) for thing in one.things}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_thing_is_answered_where_it_was_put(open_page: Open, assert_tame: Any, language: str) -> None:
    page = open_page(ask(exercise("data-day-traces"), language))
    assert not [name for name in page.specs if name.startswith("told-")]
    page.press("check", **{"clerk-speed": "collected", "nurse-rooms": "collected"})
    assert page.specs["told-clerk-speed"]["content"].count("tk-notyet") == 1
    assert page.specs["told-nurse-rooms"]["content"].count("tk-right") == 1
    assert [name for name in page.specs if name.startswith("told-")] == ["told-nurse-rooms", "told-clerk-speed"]
    assert page.text("count") == {"en": "1 of 6 is in the right place.", "ar": "واحد من 6 في مكانه."}[language]
    for piece in page.pieces():
        assert_tame(piece)


def test_all_right_is_counted_and_what_is_moved_loses_its_answer(open_page: Open) -> None:
    page = open_page(ask(exercise("data-day-traces"), "en"))
    page.press("check", **sorted_rightly())
    assert page.text("count") == "6 of 6 are in the right place."
    page.enter(**{"truck-insurer": "stored"})
    assert "told-truck-insurer" not in page.specs, "what was said of another basket is gone"
    assert "told-nurse-rooms" in page.specs
    assert page.text("count") == ""
    page.press("check")
    assert "tk-notyet" in page.specs["told-truck-insurer"]["content"]
    assert page.text("count") == "5 of 6 are in the right place."


@pytest.mark.parametrize("sent", [HOSTILE, 7, None, ["collected"]])
def test_what_is_no_basket_is_left_alone(open_page: Open, sent: Any) -> None:
    page = open_page(ask(exercise("data-day-traces"), "en"))
    assert page.press("check", **{"nurse-rooms": sent}) == ""
    assert "told-nurse-rooms" not in page.specs
    assert page.text("count") == "Choose an answer for each one."


def test_before_a_topic_only_the_count_is_told_and_after_it_the_reasons(open_page: Open) -> None:
    right = {one.id: one.right for one in quiz(1).questions}
    first, unasked = open_page(ask_ten(2, "before", "en")), open_page(ask_ten(2, "after", "en"))
    for page in (first, unasked):
        page.press("check")
        assert page.text("count") == "Nothing is answered yet."
    one = quiz(2).questions[0]
    unasked.press("check", **{one.id: one.right})
    assert unasked.text("count") == "1 of 10 is right.", "nothing is compared that was not answered before"
    pages = []
    for when in ("before", "after"):
        page = open_page(ask_ten(1, when, "en"))
        pages.append(page)  # both stand in one lesson
        assert page.sheet.key == f"quiz/1/{when}", "the first answers stay beside the second"
        page.press("check", **{**right, "cloud": "ten", "tax": HOSTILE})
        assert page.text("count").startswith("8 of 10 are right.")
        reasons = {name for name in page.specs if name.startswith("why-") and page.text(name)}
        assert len(reasons) == (0 if when == "before" else 9), "what was not answered gets no reason"
    assert page.text("count") == "8 of 10 are right. Before the lesson you had 8 of 10 right."
    assert "tk-right" in page.specs["why-proxy"]["content"]
    assert "tk-notyet" in page.specs["why-cloud"]["content"]
    assert (
        page.text("why-cloud")
        == f"You chose “About 10”; we would answer “About 60”. {quiz(1).questions[4].because.say('en')}"
    )
    page.enter(cloud="most")
    assert "why-cloud" not in page.specs
    assert page.text("count") == ""
