"""A worksheet on the page: rows come one by one, sums follow, a paper grows old; a talk stands there whole."""

from __future__ import annotations

import re
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
    told = page.text("totals")
    assert not re.search(r"\d", told), "no result while an entry is wrong"
    assert told.count("much") == 2
    page.enter(**{"costs.0.exit": ""})
    assert (page.errors, "2.5" in page.text("totals")) == ({}, True)


@pytest.mark.parametrize(
    ("language", "promise", "licences", "spent", "left"),
    [
        ("en", "$1.2 million", "300k", "300,000", "900,000"),
        ("ar", "١٫٢ مليون درهم", "300 ألف", "300,000", "900,000"),
        ("fr", "1,2 million d’euros", "300.000 €", "300 000", "900 000"),
        ("es", "1,2 millones", "300 mil pesos", "300.000", "900.000"),
        ("pt", "R$ 1.200.000", "300 mil", "300.000", "900.000"),
    ],
)
def test_words_for_size_count(
    open_page: Open, language: str, promise: str, licences: str, spent: str, left: str
) -> None:
    page = open_page(fill_in("cost-story", language))
    page.enter(**{"promise.0.saving": promise, "costs.0.licences": licences, "step": "costs"})
    assert page.errors == {}
    told = strip(page.text("totals")).replace("\u202f", " ")
    assert spent in told
    assert left in told
    page.enter(**{"costs.0.licences": f"{licences} / 12"})
    assert set(page.errors) == {"costs.0.licences"}
    assert spent not in page.text("totals")


def test_a_map_asks_for_the_job_and_for_hours_of_a_week(open_page: Open) -> None:
    page = open_page(fill_in("task-map", "pt"))
    assert "job.0.job" in page.specs
    page.enter(**{"step": "tasks", "tasks.0.task": "Notar o medo", "tasks.0.hours": "o dia todo"})
    assert set(page.errors) == {"tasks.0.hours"}
    page.enter(**{"tasks.0.hours": "9 horas"})
    assert (page.errors, page.text("totals").endswith("9")) == ({}, True)
    page.enter(**{"tasks.0.who": "automate", "rows.tasks": "2", "tasks.1.hours": "3"})
    told = page.text("totals")
    assert ("12" in told, told.endswith("9")) == (True, True), "all hours, and those of the machine alone"
    page.enter(**{"job.0.job": "Atendente", "step": "home"})
    page.press("make")
    paper = page.specs["paper"]
    assert "Atendente" in paper["words"]
    assert "Não para o outro lado" not in paper["words"], "it is shown to colleagues"
    assert {file["name"] for file in paper["files"]} == {"mapa-de-uma-função.docx", "mapa-de-uma-função.pdf"}


def test_a_paper_is_made_and_grows_old(open_page: Open, assert_tame: Any, hostile: str) -> None:
    page = open_page(fill_in("data-day", "en"))
    page.enter(**{"traces.0.trace": hostile, "traces.0.end": "unknown", "step": "home"})
    page.press("make")
    paper = page.specs["paper"]
    assert paper["title"] == "Our data day"
    assert "nobody knows" in paper["words"]
    assert hostile in paper["words"]
    assert_tame(paper["page"], paper=True)
    assert {file["name"].rsplit(".", 1)[0] for file in paper["files"]} == {"our-data-day"}
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
