"""A researcher with a file that the page has never seen: from the door to a report in Word, in both languages."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import yaml

from toolkit.languages import bidi

pytestmark = pytest.mark.xdist_group("survival")

WORDS = {
    "en": {
        "door": "I have a file",
        "finding": "women",
        "law": "does not replace legal advice",
        "wrong": "Tick what the",
        "said": "were promoted",
        "told": "15 were promoted",
    },
    "ar": {
        "door": "لديّ ملف",
        "finding": "women",
        "law": "لا يغني عن الاستشارة القانونية",
        "wrong": "ضعوا علامة",
        "said": "رُقّي",
        "told": "نجد 15 ممّن رُقّي",
    },
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """2,000 promotions, semicolons, a hostile heading: 300 of 1,000 men and 150 of 1,000 women were promoted."""
    rows = [("men", "yes")] * 300 + [("men", "no")] * 700 + [("women", "yes")] * 150 + [("women", "no")] * 850
    random.Random(7).shuffle(rows)
    path = tmp_path / "promotions.csv"
    lines = [f"{sex};{'North' if n % 2 else 'South'};{promoted};x" for n, (sex, promoted) in enumerate(rows)]
    path.write_text("\n".join(['sex;office;promoted;"<img src=x onerror=hacked()>"', *lines]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_file_nobody_has_seen_becomes_a_report(
    open_page: Callable[..., Any], apps: str, file: Path, language: str
) -> None:
    words = WORDS[language]
    page = open_page()
    page.goto(f"{apps}/{language}/")
    page.get_by_role("link", name=words["door"]).click()
    sheet = page.locator(".tk-audit")
    sheet.wait_for()

    def item(name: str) -> Any:
        return sheet.locator(f'[data-name="{name}"]')

    def go_to(step: int, awaited: str) -> None:
        item("step").locator("button").nth(step).click()
        item(awaited).wait_for()

    with page.expect_file_chooser() as waiting:
        item("file").locator("button:visible").first.click()
    waiting.value.set_files(file)
    item("seen").locator("td").first.wait_for()
    assert page.locator("img[src=x]").count() == 0
    go_to(1, "decision")
    item("decision").locator("select").select_option("promoted")
    item("selected").wait_for()
    item("said").locator("input").fill(words["said"])
    item("effect").locator("input[value=benefit]").check()
    go_to(2, "groups")
    item("groups").locator("input[value=sex]").check()
    item("within").locator("select").select_option("office")
    go_to(3, "words_row")
    item("words_row").locator("input").fill("<b>one file</b>")
    go_to(4, "make")
    item("make").locator("button").click()
    item("selected").locator(".tk-error:visible").wait_for()
    assert item("selected").locator(".tk-error").inner_text().startswith(words["wrong"])
    item("selected").locator("input[value=yes]").check()
    go_to(4, "make")
    item("make").locator("button").click()
    item("report").wait_for()

    links = item("report").locator("a.tk-save")
    with page.expect_download() as coming:
        links.nth(0).click()
    paper = docx.Document(str(coming.value.path()))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "women" in text
    assert words["law"] in text
    assert words["told"] in bidi.strip(text)
    assert words["told"] in bidi.strip(item("says").inner_text())
    cells = {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
    assert {"150", "300"} <= cells
    with page.expect_download() as coming:
        links.nth(2).click()
    coming.value.save_as(file.with_name("report.xlsx"))
    book = openpyxl.load_workbook(file.with_name("report.xlsx"))
    numbers = {cell.value for sheet_ in book for row in sheet_.iter_rows() for cell in row}
    assert {150, 300} <= numbers
    assert all(cell.data_type != "f" for sheet_ in book for row in sheet_.iter_rows() for cell in row)
    assert "<b>one file</b>" in {bidi.strip(cell) for cell in cells}
    with page.expect_download() as coming:
        links.nth(4).click()
    assert yaml.safe_load(Path(coming.value.path()).read_text(encoding="utf-8"))["row"] == "<b>one file</b>"

    # A page that is loaded anew has no file any more, and calls no step done that needs one.
    assert item("step").locator(".tk-done").count() == 4
    page.reload()
    item("file").or_(item("not_here")).first.wait_for()
    assert item("step").locator(".tk-done").count() == 0


def test_a_long_file_can_be_stopped_and_another_one_chosen(
    open_page: Callable[..., Any], apps: str, file: Path
) -> None:
    long = file.with_name("long.csv")
    long.write_bytes(b"number;sex\n" + b"".join(b"%d;women\n" % number for number in range(2_500_000)))
    page = open_page()
    page.goto(f"{apps}/en/")
    page.get_by_role("link", name=WORDS["en"]["door"]).click()
    field = page.locator('.tk-audit [data-name="file"]')
    field.wait_for()
    choose = field.get_by_role("button", name="Choose a file")

    def give(path: Path) -> None:
        with page.expect_file_chooser() as waiting:
            choose.click()
        waiting.value.set_files(path)

    give(long)
    stop = field.get_by_role("button", name="Stop", exact=True)
    stop.wait_for()
    assert field.locator("progress").is_visible()
    assert choose.is_disabled()
    stop.click()
    field.get_by_text("No file chosen yet.").wait_for()
    assert not stop.is_visible()
    give(file)
    page.locator('.tk-audit [data-name="seen"] td').first.wait_for()
    assert field.get_by_text("promotions.csv").is_visible()
    assert field.locator("progress").is_hidden()
