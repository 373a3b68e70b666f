"""What somebody sees who opens a lesson for the first time: words first, and hardly anything to wait for."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("journeys")
LESSON = "/voila/render/{}/4-seat-at-the-table.ipynb"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_lesson_is_read_before_any_script_of_voila_has_come(browser: Any, apps: str, language: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(apps + LESSON.format(language))  # the first visitor has the lesson run
    page.wait_for_selector("#tk-loading", state="detached")
    context.close()

    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.route(re.compile(r"/voila/static/|/voila/labextensions/"), lambda route: route.abort())
    page.goto(apps + LESSON.format(language), wait_until="domcontentloaded")
    assert page.locator("#step-0 h1").is_visible()
    assert len(page.locator("#step-0").inner_text()) > 300
    assert page.locator("#step-1").is_hidden(), "one step at a time, as ever"
    page.evaluate("location.hash = '#step-2'")
    page.wait_for_selector("#step-2 h2", state="visible")
    assert page.locator("#step-2 .tk-preview").first.is_visible(), "pictures stand there too"
    context.close()


def test_what_was_drawn_takes_the_place_of_what_stood_there_and_no_piece_is_fetched_alone(
    browser: Any, apps: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(apps + LESSON.format("en"))
    page.wait_for_selector("#tk-loading", state="detached")
    assert page.locator(".tk-preview").count() == 0
    assert [url for url in asked if re.search(r"/\d+\.voila\.js", url)] == [], "bring PIECES up to date"
    assert len([url for url in asked if "/bundle-" in url]) == 1
    context.close()
