"""A worksheet on the page: rows come one by one, sums follow, a paper grows old; a talk stands there whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from toolkit.app import discuss, fill_in
from toolkit.app.kit.sheet import Sheet
from toolkit.course.worksheets import worksheet
from toolkit.languages import strip

Open = Callable[[Sheet], Any]


def test_rows_come_one_by_one_up_to_the_last(open_page: Open) -> None:
    page = open_page(fill_in("data-day", "en"))
    assert [name for name in page.specs if name.endswith(".trace")] == ["traces.0.trace"]
    for _ in range(7):
        page.press("more-traces")
    assert "traces.7.see" in page.specs
    assert "more-traces" not in page.specs, "eight rows and no more"


@pytest.mark.parametrize(("language", "onward"), [("en", "Next: What we do with it"), ("fr", "Suivant")])
def test_next_and_back_say_where_they_lead(open_page: Open, language: str, onward: str) -> None:
    page = open_page(fill_in("data-day", language))
    assert strip(page.specs["next"]["label"]).startswith(onward)
    named = [page.sheet.step_labels()[step] for step in page.sheet.steps]
    page.press("next")
    assert strip(page.specs["next"]["label"]).endswith(strip(named[2]))
    assert strip(page.specs["back"]["label"]).endswith(strip(named[0]))
    page.press("next")
    assert "next" not in page.specs


def test_what_was_written_before_a_reload_is_shown_again(open_page: Open) -> None:
    page = open_page(fill_in("data-day", "en"))
    page.enter(**{"traces.3.who": "the ward", "rows.traces": "٣٣٣٣٣"})
    assert "traces.3.who" in page.specs
    assert "traces.4.who" not in page.specs


@pytest.mark.parametrize("language", ["en", "ar"])
def test_sums_follow_what_is_entered_and_what_is_no_number_is_said(open_page: Open, language: str) -> None:
    page = open_page(fill_in("cost-story", language))
    page.enter(**{"promise.0.saving": "6", "step": "costs"})
    page.enter(**{"costs.0.licences": "٢٫٥", "costs.0.exit": "1,2"})
    assert "3.7" in page.text("totals")
    assert "2.3" in page.text("totals")
    assert page.errors == {}
    page.enter(**{"costs.0.exit": "much"})
    assert set(page.errors) == {"costs.0.exit"}
    assert "2.5" in page.text("totals")


def test_a_paper_is_made_and_grows_old(open_page: Open, assert_tame: Any, hostile: str) -> None:
    page = open_page(fill_in("data-day", "en"))
    page.enter(**{"traces.0.trace": hostile, "traces.0.end": "unknown", "step": "home"})
    page.press("make")
    paper = page.specs["paper"]
    assert paper["title"] == "Our data day"
    assert "nobody knows" in paper["words"]
    assert hostile in paper["words"]
    assert_tame(paper["page"], paper=True)
    assert {file["name"].rsplit(".", 1)[0] for file in paper["files"]} == {"Our data day"}
    page.enter(**{"traces.0.end": "kept"})
    assert "paper" not in page.specs
    assert "You changed something" in page.text("told")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_talk_shows_its_questions_at_once_with_answers_of_others(
    open_page: Open, assert_tame: Any, language: str
) -> None:
    page = open_page(discuss("talk-1", language))
    assert page.sheet.key == "talk/talk-1"
    assert list(page.specs) == [
        name for part in ("decides", "gains", "ours") for name in (f"{part}.0.answer", f"possible-{part}")
    ]
    told = page.text("possible-decides")
    assert worksheet("talk-1").parts[0].possible[0].say(language) in told
    for piece in page.pieces():
        assert_tame(piece)
