"""Somebody walks the first two lessons on a phone to the paper that is taken home: in English and in Arabic."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from toolkit.course import exercise, quiz, worksheet
from toolkit.languages import Language
from toolkit.serving.pages.words_on_device import LISTEN

pytestmark = pytest.mark.xdist_group("server")

LESSON = "/voila/render/{}/{}.ipynb"
DATA, JOBS = "1-why-data-and-ai", "2-services-and-jobs"
both = pytest.mark.parametrize("language", ["en", "ar"])
WORDS = {
    "en": {"right": "Yes. Three of four born abroad", "wrong": "Look at B", "sum": "13", "end": "nobody knows"},
    "ar": {"right": "نعم. ثلاثة من أربعة", "wrong": "انظروا إلى ب", "sum": "13", "end": "لا أحد يعرف"},
}


# A device that can speak, as far as a page sees it: it notes what it is to say, and is done with it at once.
SPEAKING = """
window.said = [];
window.voices = [{ lang: 'xx-XX', localService: true }];
let last = null;
const late = () => { const each = last; setTimeout(() => each && each.onend()); };
const speaks = { getVoices: () => window.voices, cancel: () => { window.said.push('-'); late(); }, speak: (each) => {
  last = each;
  window.said.push([each.text, each.lang, each.voice.localService]);
  if (window.said.length < 3) setTimeout(() => each.onend());
} };
Object.defineProperty(window, 'speechSynthesis', { get: () => speaks });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""


def plain(text: str) -> str:
    return re.sub("[\u2066-\u2069\u200e\u200f]", "", text)


def steps_of(lesson: str) -> list[list[str]]:
    """The tags of the cells that begin a step, in order; the page counts them from 1."""
    cells = json.loads((Path(__file__).parents[2] / "notebooks" / f"{lesson}.ipynb").read_text(encoding="utf-8"))[
        "cells"
    ]
    return [tags for cell in cells if "step" in (tags := cell["metadata"].get("tags", []))]


def step(lesson: str, tag: str) -> int:
    return next(place for place, tags in enumerate(steps_of(lesson), start=1) if tag in tags)


@pytest.fixture
def page(open_page: Callable[..., Any]) -> Any:
    return open_page()


def go(page: Any, place: int) -> Any:
    """Go to a step of the lesson as the address bar does."""
    page.evaluate(f"location.hash = 'step-{place}'")
    here = page.locator(f"#step-{place}")
    here.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, f"step {place} scrolls"
    return here


def press(sheet: Any, name: str) -> None:
    sheet.locator(f'[data-name="{name}"] button').click()


def paper_of(page: Any, sheet: Any) -> str:
    """Everything on the paper that is made at the end of a worksheet."""
    press(sheet, "make")
    paper = sheet.locator('[data-name="paper"]')
    paper.wait_for()
    with page.expect_download() as waiting:
        paper.locator("a.tk-save").first.click()
    assert waiting.value.suggested_filename.endswith(".docx")
    document = docx.Document(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return plain("\n".join([paragraph.text for paragraph in document.paragraphs] + cells))


@both
def test_the_data_of_a_day_are_followed_and_taken_home(
    page: Any, visit: Callable[..., None], apps: str, language: str
) -> None:
    page.goto(f"{apps}/{language}/" if language == "en" else f"{apps}/")
    for lesson in (DATA, JOBS):
        assert page.locator(f'a[href*="{language}/{lesson}.ipynb"]').count() >= 1, "the start page leads to it"
    page.add_init_script(SPEAKING)
    visit(page, apps + LESSON.format(language, DATA))
    listen_to_the_case(page, language)

    sorting = go(page, step(DATA, "exercise")).locator(".tk-exercise")
    sorting.locator('[data-name="clerk-speed"] input[value="collected"]').check()
    press(sorting, "check")
    sorting.locator('[data-name="told-clerk-speed"] .tk-notyet').wait_for()
    sorting.locator('[data-name="clerk-speed"] input[value="worked-out"]').check()
    sorting.locator('[data-name="told-clerk-speed"]').wait_for(state="detached")

    model = go(page, step(DATA, "model")).locator(".tk-exercise").first
    for option, told in (("moved", "wrong"), ("postcode", "right")):
        model.locator(f'input[value="{option}"]').check()
        press(model, "check")
        model.get_by_text(WORDS[language][told]).first.wait_for()

    talk = go(page, step(DATA, "discussion")).locator(".tk-talk")
    assert talk.locator("textarea").count() == 3
    assert talk.locator("textarea").first.is_visible(), "the talk is not folded away"

    sheet = go(page, step(DATA, "draft")).locator(".tk-worksheet")
    sheet.locator('[data-name="traces.0.trace"] input').fill("Night bell")
    sheet.locator('[data-name="traces.0.end"] input[value="unknown"]').check()
    sheet.locator('[data-name="step"] button').last.click()
    paper = paper_of(page, sheet)
    assert "Night bell" in paper
    assert WORDS[language]["end"] in paper
    assert plain(worksheet("data-day").parts[1].label.say(language)) in paper
    go_on_from_the_start_page(page, apps, language)


def listen_to_the_case(page: Any, language: str) -> None:
    """A voice of the device is used; one that works over the internet only if the reader says so."""
    case = go(page, step(DATA, "case"))
    start, told, agree = (page.locator(f"#tk-listen-{name}") for name in ("go", "told", "agree"))
    start.click()
    assert told.inner_text() == LISTEN["listen_none"] or language == "ar"
    assert page.evaluate("window.said") == []
    page.evaluate("lang => { window.voices = [{ lang, localService: false }]; }", f"{language}-XX")
    start.click()
    agree.wait_for()
    assert page.evaluate("window.said") == [], "nothing is sent before the reader has agreed"
    page.evaluate("lang => { window.voices.push({ lang, localService: true }); }", f"{language}_YY")
    start.click()
    page.wait_for_function("window.said.length === 3")
    assert agree.is_hidden()
    said = page.evaluate("window.said")
    heading = plain(case.locator("h2").first.inner_text())
    paragraphs = [plain(each) for each in case.locator("p:visible").all_inner_texts()]
    assert [text for text, *_ in said] == [heading, *paragraphs[:2]]
    assert {(voice, local) for _, voice, local in said} == {(f"{language}_YY", True)}
    assert page.locator(".tk-read-aloud").count() == 1
    start.click()  # a pause, and on with the same paragraph
    start.click()
    page.wait_for_function("window.said.length === 5")
    assert page.evaluate("window.said")[4] == said[2]
    page.locator("#tk-listen-stop").click()
    assert page.locator(".tk-read-aloud").count() == 0


def go_on_from_the_start_page(page: Any, apps: str, language: str) -> None:
    """The way is remembered by this browser, until it is told to forget it."""
    quiz_before = go(page, step(DATA, "before")).locator(".tk-quiz")
    first = quiz(1).questions[0]
    quiz_before.locator(f'[data-name="{first.id}"] input[value="{first.right}"]').check()
    press(quiz_before, "check")
    quiz_before.locator('.tk-count[data-right="1"]').wait_for()
    go(page, step(DATA, "model"))
    folded = "document.querySelectorAll('main details:not([open], .tk-further, .tk-further *)').length"
    closed = page.evaluate(folded)
    assert closed > 5
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(folded) == 0, "on paper every fold is open"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(folded) == closed
    page.goto(f"{apps}/{language}/")
    way = page.locator("#tk-way")
    assert way.locator("li").count() == 1
    link = way.locator("li a")
    assert (link.get_attribute("href") or "").endswith(f"{language}/{DATA}.ipynb#step-{step(DATA, 'model')}")
    told = plain(way.locator("li").inner_text())
    assert {"1", "10", str(step(DATA, "model") + 1)} <= set(re.findall(r"\d+", told)), told
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    page.locator("#tk-way-forget").click()
    assert way.is_hidden()
    assert page.evaluate("Object.keys(localStorage).filter((each) => each.startsWith('toolkit-way:')).length") == 0


@both
def test_a_job_is_mapped_and_taken_home(page: Any, visit: Callable[..., None], apps: str, language: str) -> None:
    visit(page, apps + LESSON.format(language, JOBS))
    clinic = go(page, step(JOBS, "exercise")).locator(".tk-exercise")
    clinic.locator('[data-name="uganda-card"] input[value="second-way"]').check()
    press(clinic, "check")
    clinic.locator('[data-name="told-uganda-card"] .tk-right').wait_for()

    cost = go(page, step(JOBS, "cost")).locator(".tk-exercise")
    cost.locator('input[value="once"]').check()
    press(cost, "check")
    message = next(one.message for one in exercise("cost-of-saving").options if one.name == "once")  # type: ignore[union-attr]
    cost.get_by_text(message.say(language)[:30]).first.wait_for()

    sheet = go(page, step(JOBS, "draft")).locator(".tk-worksheet")
    sheet.locator('[data-name="job.0.job"] input').fill("Clerk")
    press(sheet, "next")
    sheet.locator('[data-name="tasks.0.hours"] input').fill("9")
    press(sheet, "more-tasks")
    sheet.locator('[data-name="tasks.1.task"] :focus').wait_for()  # what is typed by a script goes where the cursor is
    sheet.locator('[data-name="tasks.1.hours"] input').fill("4")
    sheet.locator('[data-name="totals"]').get_by_text(WORDS[language]["sum"]).wait_for()
    sheet.locator('[data-name="step"] button').last.click()
    assert WORDS[language]["sum"] in paper_of(page, sheet)


@pytest.mark.parametrize("language", ["fr", "es", "pt"])
def test_all_seven_open_in_the_other_languages(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, language: str
) -> None:
    page = open_page()
    for notebook in sorted((Path(__file__).parents[2] / "notebooks").glob("[1-7]-*.ipynb")):
        visit(page, apps + LESSON.format(language, notebook.stem))
        assert page.locator("html").get_attribute("lang") == language
        assert go(page, step(notebook.stem, "discussion")).locator(".tk-talk textarea").first.is_visible()
        home = go(page, step(notebook.stem, "draft"))
        assert home.locator(".tk-sheet").first.is_visible()
        assert home.locator("h3").last.inner_text().startswith(Language(language).say("### On Monday")[4:])
