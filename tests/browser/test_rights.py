"""What are our rights, from the door to letter and calendar, and lesson 3 to its plan: English and Arabic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from toolkit.languages import strip

pytestmark = pytest.mark.xdist_group("server")

WORDS = {
    "en": {"door": "What are our rights?", "sure": "How sure we are", "title": "Request for a list of all systems"},
    "ar": {"door": "ما حقوقنا؟", "sure": "مدى تأكدنا", "title": "طلب قائمة بجميع الأنظمة"},
}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_from_a_situation_to_the_letter_and_its_day(
    open_page: Callable[..., Any], apps: str, tmp_path: Path, language: str
) -> None:
    words = WORDS[language]
    page = open_page()
    page.goto(f"{apps}/{language}/")
    page.get_by_role("link", name=words["door"]).click()
    sheet = page.locator(".tk-draft")
    sheet.wait_for()

    def item(name: str) -> Any:
        return sheet.locator(f'[data-name="{name}"]')

    item("place").locator("select").select_option("JO")
    item("situation").locator("input[value=monitoring]").check()
    item("next").locator("button").click()
    item("cards").wait_for()
    assert words["sure"] in strip(item("cards").inner_text())
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    item("demanded").locator("input").first.check()
    item("next").locator("button").click()
    item("letter").locator("input[value=system-inventory]").check()
    item("blank-workplaces").wait_for()
    entered = {"sender": "Nurses", "to": "District", "blank-workplaces": "all offices", "blank-contact": "12 Road"}
    for name, text in entered.items():
        item(name).locator("input").fill(text)
    item("next").locator("button").click()
    item("make").locator("button").click()
    item("rights").wait_for()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    saved = {}
    for name in ("letter", "dates", "demand"):
        with page.expect_download() as download:
            item(name).locator("a.tk-save").first.click()
        saved[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(saved[name])
    document = docx.Document(str(saved["letter"]))
    assert words["title"] in strip("\n".join(paragraph.text for paragraph in document.paragraphs))
    assert "BEGIN:VEVENT" in saved["dates"].read_text(encoding="utf-8")
    assert saved["demand"].suffix == ".yml"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_lesson_3_leads_from_the_hunt_to_the_plan(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, language: str
) -> None:
    page = open_page()
    visit(page, f"{apps}/voila/render/{language}/3-data-and-ai-rights.ipynb")

    def go(place: int) -> Any:
        page.evaluate(f"location.hash = 'step-{place}'")
        here = page.locator(f"#step-{place}")
        here.wait_for()
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), place
        return here

    hunt = go(3).locator(".tk-draft")
    hunt.locator('[data-name="place"] select').select_option("KE")
    hunt.locator('[data-name="situation"] input[value=scoring]').check()
    hunt.locator('[data-name="next"] button').click()
    hunt.locator('[data-name="cards"] li').first.wait_for()
    plan = go(7).locator(".tk-worksheet")
    plan.locator('[data-name="rights.0.right"] input').fill("Access")
    plan.locator('[data-name="step"] button').last.click()
    plan.locator('[data-name="make"] button').click()
    plan.locator('[data-name="paper"]').wait_for()
    assert go(3).locator('[data-name="cards"] li').count(), "what was entered in the hunt is still there"
