"""No page slides sideways and nothing is cut, from the narrowest phone to a desk, in both directions of writing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from tests.browser.widths import FAULTS, WIDTHS, faults_of_width

pytestmark = pytest.mark.xdist_group("access")

PAGES = ("/{}/", "/{}/teach/")
CLAUSE = "/voila/render/{}/write-a-clause.ipynb"
# In the two directions of writing each page is looked at where its barriers are (test_access.py); here are the other
# languages, whose words are longer, on the pages that hold most of them.
SEEN = [*product(("fr", "es", "pt"), PAGES), ("fr", CLAUSE)]


@pytest.mark.parametrize(("language", "address"), SEEN, ids=[address.format(code)[-40:] for code, address in SEEN])
def test_nothing_slides_sideways_and_nothing_is_cut(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, language: str, address: str
) -> None:
    page = open_page()
    visit(page, apps + address.format(language))
    faults = []
    for place in range(max(1, page.locator("#tk-lesson-steps a").count())):
        if place:
            page.locator("#tk-lesson-steps a").nth(place).click()
        faults += [f"step {place} {fault}" for fault in faults_of_width(page)]
    assert faults == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_steps_of_a_clause_fit_every_screen(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, language: str
) -> None:
    page = open_page()
    visit(page, apps + CLAUSE.format(language))
    draft = page.locator(".tk-draft")
    draft.locator("select").select_option("BA")  # the longest name there is, nearly
    draft.locator('[data-name="union"] input').fill("Union-of-all-" * 12)
    draft.locator('[data-name="employer"] input').fill("نقابة" * 30)
    faults = []
    for place in range(6):
        draft.locator('[data-name="step"] button').nth(place).click()
        draft.locator(f'[data-name="step"] li:nth-child({place + 1}) [aria-current="step"]').wait_for()
        if place == 1:
            draft.locator('[data-name="clauses.decisions"] input[value=bias]').check()
        if place == 3:
            draft.locator('[data-name="bias.auditor"] input').fill("Institut" * 20)
            draft.locator('[data-name="bias.characteristics"] input').first.check()
        if place == 5:
            draft.locator('[data-name="make"] button').click()
            draft.locator(".tk-takeaway").first.wait_for()
        faults += [f"step {place} {fault}" for fault in faults_of_width(page)]
    draft.locator(".tk-takeaway button").first.click()
    paper = page.locator("dialog[open] iframe")
    paper.wait_for()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        inside = paper.evaluate("(frame) => frame.contentDocument.documentElement.scrollWidth - frame.clientWidth")
        faults += [f"the paper at {width} slides by {inside}"] if inside > 0 else []
        faults += page.evaluate(FAULTS)
    assert faults == []
