"""What a page costs a phone that pays for each byte, and that no byte comes from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("journeys")

COLD, WARM = 1_500_000, 60_000
PAGES = ("/voila/render/ar/4-seat-at-the-table.ipynb", "/voila/render/en/write-a-clause.ipynb")


@pytest.mark.parametrize("address", PAGES, ids=["topic-4", "clause"])
def test_a_first_visit_and_a_second_one_are_cheap(
    open_page: Callable[..., Any], visit: Callable[..., None], line: Any, address: str
) -> None:
    page = open_page()
    costs = []
    for _ in range(2):
        before = line.passed
        visit(page, line.address + address)
        page.locator(".tk-draft [data-name=place]").wait_for(state="attached")
        page.goto("about:blank")
        costs.append(line.passed - before)
    cold, warm = costs
    print(f"{address}: {cold:,} bytes the first time, {warm:,} the second, both ways, headers and socket included")
    assert 100_000 < cold < COLD
    assert 1_000 < warm < WARM


def test_all_works_while_every_other_address_is_blocked(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str
) -> None:
    page = open_page()
    refused: list[str] = []

    def decide(route: Any) -> None:
        if route.request.url.startswith(apps):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    page.context.route("**/*", decide)
    visit(page, apps + PAGES[0])
    page.locator("#tk-lesson-steps a").nth(3).click()
    page.locator('#step-3 .tk-exercise [data-name="answer"] input').fill("6.2")
    page.locator('#step-3 .tk-exercise [data-name="check"] button').click()
    page.locator("#step-3 .tk-exercise .tk-right").wait_for()
    assert refused == []


def test_a_lesson_whose_script_got_lost_on_the_way_is_loaded_anew(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str
) -> None:
    page = open_page()
    asked: list[str] = []

    def decide(route: Any) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.abort()
        else:
            route.continue_()

    page.context.route("**/toolkit/sheet/sheet.js*", decide)
    visit(page, apps + PAGES[1])
    page.locator(".tk-draft [data-name=place]").wait_for(state="attached")
    assert len(asked) == 2  # once for all sheets of the page, and once more
    assert page.locator("#tk-notice").is_visible()
