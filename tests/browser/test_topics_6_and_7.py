"""Somebody walks through the lessons on sharing and on alliances to what they take home, in English and in Arabic."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("journeys")

LESSON = "/voila/render/{}/{}.ipynb"
SHARING, ALLIANCES = "6-stronger-together", "7-alliances"
MAKE = {"en": "Check it and make the file", "ar": "فحصه وإعداد الملف"}
SYSTEM = {"en": "the same system", "ar": "النظام نفسه"}
RIGHT = {"en": "Yes. One supplier", "ar": "نعم. مورّد واحد"}


def fits(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def step_of(page: Any, sheet: str) -> None:
    """Show the step of the lesson in which something stands."""
    page.locator(sheet).first.wait_for(state="attached")
    number = page.locator(sheet).first.evaluate("e => e.closest('[id^=step-]').id")
    page.evaluate("where => { location.hash = where }", number)
    page.locator(sheet).first.wait_for()


def item(page: Any, name: str) -> Any:
    return page.locator(f'[data-name="{name}"]:visible').first


def turn(page: Any, inside: str, number: int) -> None:
    page.locator(f'{inside} [data-name="step"] button').nth(number).click()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_record_of_ones_own_is_checked_taken_home_and_merged(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, language: str
) -> None:
    page = open_page()
    visit(page, apps + LESSON.format(language, SHARING))
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    choice = ".tk-exercise:has(input[value=a-b])"
    step_of(page, choice)
    page.locator(f"{choice} input[value=a-b]").check()
    page.locator(f'{choice} [data-name="check"] button').click()
    page.locator(f"{choice} .tk-right").wait_for()
    assert RIGHT[language] in page.locator(f"{choice} .tk-right").inner_text()
    # The exercise asks about the last columns of the table above it: no cell of it lies beyond the edge of a phone.
    beyond = "all => all.map(c => c.getBoundingClientRect()).filter(b => b.left < 0 || b.right > innerWidth)"
    cells = page.locator("#step-3 table td")
    assert cells.count() == 20
    assert cells.evaluate_all(f"{beyond}.length === 0")
    assert page.locator("#step-3 table").get_attribute("role") == "table", (
        "as cards it stays a table to a screen reader"
    )
    assert page.locator(".tk-onward a").last.get_attribute("href") == f"/{language}/"

    draft = ".tk-draft"
    step_of(page, draft)
    item(page, "author").locator("input").fill("Union")
    item(page, "system").locator("input").fill("ShiftWise")
    turn(page, draft, 1)
    item(page, "tried").locator("textarea").fill("We asked Mrs Otieno.")
    item(page, "won").locator("textarea").fill("+")
    turn(page, draft, 2)
    for name in ("source", "reviewer"):
        item(page, name).locator("input").fill("office")
    item(page, "risk").locator("textarea").fill("-")
    item(page, "consent").locator("input[value=unions]").check()
    item(page, "expires").locator("input").fill("2028-01-01")
    turn(page, draft, 3)
    page.get_by_role("button", name=MAKE[language]).click()
    item(page, "problems").locator("li").first.wait_for()
    assert "Mrs Otieno" in item(page, "problems").inner_text()
    assert page.locator('[data-name="file"]').count() == 0
    fits(page)
    turn(page, draft, 1)
    item(page, "tried").locator("textarea").fill("We asked a manager.")
    turn(page, draft, 3)
    page.get_by_role("button", name=MAKE[language]).click()
    item(page, "file").wait_for()
    with page.expect_download() as waiting:
        item(page, "file").locator("a.tk-save").click()
    record = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert (record["author"], record["system"], record["language"]) == ("Union", "ShiftWise", language)
    turn(page, draft, 4)
    item(page, "example").locator("button").click()
    item(page, "merged").wait_for()
    assert SYSTEM[language] in item(page, "merged").inner_text()
    fits(page)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_map_is_drawn_and_taken_home_with_its_days(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, language: str
) -> None:
    page = open_page()
    visit(page, apps + LESSON.format(language, ALLIANCES))
    draft = ".tk-draft"
    step_of(page, draft)
    for row, (name, interest, power) in enumerate((("Union", "2", "1"), ("Ministry", "-1", "4"))):
        item(page, f"name.{row}").locator("input").fill(name)
        item(page, f"interest.{row}").locator("select").select_option(interest)
        item(page, f"power.{row}").locator("select").select_option(power)
    page.locator(f"{draft} .tk-actors circle").nth(1).wait_for()
    assert not page.locator(".tk-monday").is_visible(), "it comes after the papers"
    assert "Ministry" in item(page, "gaps").inner_text()
    fits(page)
    turn(page, draft, 2)
    for kind in ("limits", "request", "assessment", "media", "court", "law"):
        item(page, "steps").locator(f"input[value={kind}]").check()
    item(page, "propose").locator("button").click()
    item(page, "day.law").wait_for()
    turn(page, draft, 3)
    item(page, "ask").locator("textarea").fill("one two three")
    item(page, "timer").locator("summary").click()
    item(page, "timer").locator(".tk-timer").wait_for()
    fits(page)
    turn(page, draft, 4)
    item(page, "make").locator("button").click()
    item(page, "dates").wait_for()
    page.locator(".tk-monday").wait_for()
    with page.expect_download() as waiting:
        item(page, "dates").locator("a.tk-save").click()
    assert Path(waiting.value.path()).read_text(encoding="utf-8").count("BEGIN:VEVENT") == 6
