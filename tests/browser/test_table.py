"""On a phone in Arabic: the union's group plays two rounds at the table and takes the record home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from toolkit.bargaining import library
from toolkit.languages import strip

pytestmark = pytest.mark.xdist_group("journeys")

LESSON = "/voila/render/ar/5-bargaining-for-digital-rights.ipynb#step-6"


def test_two_rounds_are_played_survive_a_reload_and_go_home(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, tmp_path: Path
) -> None:
    page = open_page(has_touch=True, is_mobile=True)

    def item(name: str) -> Any:
        # The step with the exercise and the one with the answer have sheets of their own, and buttons called the same.
        return page.locator(f'.tk-sheet [data-name="{name}"]:visible')

    def press(name: str, awaited: str) -> None:
        item(name).locator('button:not([aria-busy="true"])').tap()
        item(awaited).wait_for()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    def offer(number: int, clause: str, side: str, strength: str, figure: str) -> None:
        name = f"offer.{number}.{clause}.{side}"
        item(f"{name}.strength").locator(f"input[value={strength}]").check()
        item(f"{name}.number").locator("input").fill(figure)

    visit(page, apps + LESSON)
    item("side").locator("input[value=union]").check()
    press("next", "sheet.union")
    assert "60 يوماً" in strip(item("sheet.union").inner_text())  # the union's red line on the remedy

    # Round 1: the employer gives a little.
    press("next", "offer.1.notice.union.strength")
    assert item("offer.1.notice.union.number").locator("input").input_value() == "90"
    offer(1, "notice", "employer", "minimum", "٣٠")
    press("next", "offer.1.human.union.strength")
    press("next", "offer.1.bias.union.strength")
    offer(1, "bias", "employer", "minimum", "90")
    press("next", "standing")

    # Round 2: notice for the remedy.
    press("another", "offer.2.notice.union.strength")
    assert item("offer.2.notice.employer.number").locator("input").input_value() == "30"
    offer(2, "notice", "union", "minimum", "20")
    press("next", "offer.2.human.union.strength")
    press("next", "offer.2.bias.union.strength")
    offer(2, "bias", "employer", "standard", "60")
    offer(2, "bias", "union", "standard", "60")
    press("next", "standing")

    def assert_it_stands() -> None:
        told = strip(item("standing").inner_text())
        assert "ما اتُّفق عليه (3)" in told
        assert "ما زال مفتوحاً (3)" in told
        assert "20 يوماً" in strip(item("alarms").inner_text())  # below the red line of 30 days

    assert_it_stands()
    page.reload(wait_until="commit")
    item("standing").wait_for()
    item("standing").get_by_text("ما اتُّفق عليه").wait_for()
    assert_it_stands()

    press("next", "picture")
    spoken = strip(item("picture").locator("[role=img]").get_attribute("aria-label"))
    # By hand: ours 14/3 + 0.75 + 35 + 20 + 10, theirs 14/3 + 1.5 + 20 + 10, of 100 points.
    assert "الجولة 2: نطلب 70%، ويعرضون 36%." in spoken
    press("next", "make")
    press("make", "paper-us")
    with page.expect_download() as waiting:
        item("paper-us").locator("a.tk-save").first.tap()
    waiting.value.save_as(tmp_path / "record.docx")
    record = docx.Document(str(tmp_path / "record.docx"))
    cells = strip(" ".join(cell.text for table in record.tables for row in table.rows for cell in row.cells))
    assert library()["bias"].text("ar").title in cells
    assert "60 يوماً" in cells
