"""A system that came, from the door of the start page to the letter in Word, in both directions of writing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from toolkit.governance import Systems
from toolkit.languages import strip

pytestmark = pytest.mark.xdist_group("server")

WORDS = {
    "en": {"door": "A new system came", "open": "14 are open", "asked": "How many workers are affected?"},
    "ar": {"door": "وصل نظام جديد", "open": "لم يُجب عن 14", "asked": "كم عدد العاملين المتأثرين؟"},
}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_from_five_answers_to_the_letter_and_the_record(
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

    item("what").locator("input").fill("Roster app")
    item("supplier").locator("input").fill("Microsoft")
    item("next").locator("button").click()
    item("gaps").wait_for()
    assert words["open"] in strip(item("how-empty").inner_text())
    assert words["asked"] in strip(item("gaps").inner_text())
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    item("next").locator("button").click()
    item("others").wait_for()
    assert "Ask HMRC online" in item("others").inner_text()
    item("next").locator("button").click()
    item("count").wait_for()
    item("next").locator("button").click()
    for name, text in (("union", "Nurses"), ("employer", "District"), ("contact", "12 Harbour Road")):
        item(name).locator("input").fill(text)
    item("make").locator("button").click()
    item("record").wait_for()
    saved = {}
    for name in ("letter", "record"):
        with page.expect_download() as download:
            item(name).locator("a.tk-save").first.click()
        saved[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(saved[name])
    letter = "\n".join(paragraph.text for paragraph in docx.Document(str(saved["letter"])).paragraphs)
    assert words["asked"] in strip(letter)
    (system,) = Systems.read(saved["record"])
    assert system["supplier"].text == "Microsoft"
