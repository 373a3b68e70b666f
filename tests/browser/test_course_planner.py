"""A course planned on a phone in Arabic, from the door of those who teach to its papers."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from icalendar import Calendar

from toolkit.course.plans.plan import make_plan
from toolkit.course.plans.print_list import RUN_SHEET
from toolkit.course.plans.tracks import track
from toolkit.languages import Language, strip

pytestmark = pytest.mark.xdist_group("journeys")


def test_from_the_door_to_all_papers_and_the_dates(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, tmp_path: Path
) -> None:
    speech, course, first = Language("ar"), track("leaders"), date.today() + timedelta(weeks=8)
    page = open_page()
    visit(page, f"{apps}/ar/teach/")
    page.locator('a[href*="course-planner"]').first.click()
    sheet = page.locator(".tk-sheet").first
    sheet.wait_for()

    def item(name: str) -> Any:
        return sheet.locator(f'[data-name="{name}"]')

    item("next").locator("button").click()  # nothing is chosen yet: the field is said and shown
    item("country").locator(".tk-error").wait_for()
    item("audience").get_by_label(course.title.say(speech), exact=True).check()
    item("country").locator("select").select_option("TN")
    item("next").locator("button").click()
    item("start").locator("input").fill(first.isoformat())
    item("next").locator("button").click()
    item("people").locator("input").fill("12")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    item("next").locator("button").click()
    item("make").locator("button").click()
    item("pack").wait_for()
    saved = {}
    for place, name in enumerate(("pack", "dates")):
        with page.expect_download() as download:
            item("pack").locator("a.tk-save").nth(place).click()
        saved[name] = tmp_path / download.value.suggested_filename
        download.value.save_as(saved[name])
    starts = [
        str(event.decoded("dtstart").date()) for event in Calendar.from_ical(saved["dates"].read_bytes()).walk("VEVENT")
    ]
    plan = make_plan("leaders", country="TN", start=first)
    assert starts == [str(day) for day in (first, first + timedelta(days=7), *(day for _, day in plan.talks))]
    with zipfile.ZipFile(saved["pack"]) as packed:
        packed.extractall(tmp_path / "course")
    (home,) = (tmp_path / "course").iterdir()
    assert home.name == course.title.say(speech)
    run_sheet = next(home.glob(f"*{speech.say(RUN_SHEET)}.docx"))
    told = [cell.text for table in docx.Document(str(run_sheet)).tables for row in table.rows for cell in row.cells]
    for block in course.sessions[0].blocks:
        assert any(strip(block.say.say(speech)) in strip(text) for text in told), block.id
    item("run-sheet").get_by_role("button").first.click()  # to read it at once
    page.locator("dialog[open]").wait_for()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
