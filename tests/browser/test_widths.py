"""No page slides sideways and nothing is cut, from the narrowest phone to a desk, in both directions of writing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

pytestmark = [pytest.mark.xdist_group("access"), pytest.mark.timeout(280)]

WIDTHS = (320, 390, 768, 1280)
PAGES = (
    "/{}/",
    "/{}/teach/",
    "/{}/room/",
    "/{}/nothing-here",
    "/voila/render/{}/4-seat-at-the-table.ipynb",
    "/voila/render/{}/write-a-clause.ipynb",
    "/voila/render/{}/5-bargaining-for-digital-rights.ipynb",
    "/voila/render/{}/they-answered.ipynb",
    "/voila/render/{}/organisers/controls.ipynb",
    "/voila/render/{}/researchers/audit-your-own-data.ipynb",
)
# What stands out of the window, and what is wider or higher than the box that hides the rest of it. What slides in a
# box of its own, and what is only there for screen readers, may; so may long words inside a field.
FAULTS = """() => {
  const seen = (each) => each.checkVisibility() && each.getClientRects().length > 0;
  const unseen = ".tk-unseen, .tk-skip, .tk-lesson-steps a:not([aria-current]) span";
  const apart = (each) => each.closest(`${unseen}, .tk-scroll, .tk-paper, [aria-hidden=true] svg, thead`);
  const found = [];
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (wide > 0) found.push(`the page slides by ${wide}`);
  for (const each of document.querySelectorAll("body *")) {
    if (!seen(each) || apart(each)) continue;
    const box = each.getBoundingClientRect();
    const name = `${each.tagName}.${each.className} “${(each.textContent || "").trim().slice(0, 40)}”`;
    const outside = box.left < -1 || box.right > innerWidth + 1;
    if (box.width && outside) found.push(`outside: ${name} ${box.left} ${box.right}`);
    const style = getComputedStyle(each);
    const hides = /hidden|clip/.test(style.overflowX + style.overflowY);
    if (hides && !["HTML", "SELECT", "INPUT", "PROGRESS", "svg"].includes(each.tagName) &&
        (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1) && each.clientHeight > 0)
      found.push(`cut: ${name}`);
    if (each.tagName === "SELECT" || (each.tagName === "INPUT" && each.type === "text"))
      if (each.scrollHeight > each.clientHeight + 2) found.push(`too low: ${name}`);
  }
  return found;
}"""


# Two directions on every page; of the other languages, whose words are longer, the pages that hold most of them.
SEEN = [*product(("en", "ar"), PAGES), *product(("fr", "es", "pt"), PAGES[:2]), ("fr", PAGES[5])]


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
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            faults += [f"step {place} at {width}: {fault}" for fault in page.evaluate(FAULTS)]
    assert faults == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_steps_of_a_clause_fit_every_screen(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, language: str
) -> None:
    page = open_page()
    visit(page, apps + PAGES[5].format(language))
    draft = page.locator(".tk-draft")
    draft.locator("select").select_option("BA")  # the longest name there is, nearly
    draft.locator('[data-name="union"] input').fill("Union-of-all-" * 12)
    draft.locator('[data-name="employer"] input').fill("نقابة" * 30)
    faults = []
    for place in range(6):
        draft.locator('[data-name="step"] button').nth(place).click()
        draft.locator(f'[data-name="step"] li:nth-child({place + 1}) [aria-current="step"]').wait_for()
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        if place == 1:
            draft.locator('[data-name="clauses.decisions"] input[value=bias]').check()
        if place == 3:
            draft.locator('[data-name="bias.auditor"] input').fill("Institut" * 20)
            draft.locator('[data-name="bias.characteristics"] input').first.check()
        if place == 5:
            draft.locator('[data-name="make"] button').click()
            draft.locator(".tk-takeaway").first.wait_for(timeout=30_000)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            faults += [f"step {place} at {width}: {fault}" for fault in page.evaluate(FAULTS)]
    draft.locator(".tk-takeaway button").first.click()
    paper = page.locator("dialog[open] iframe")
    paper.wait_for()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        inside = paper.evaluate("(frame) => frame.contentDocument.documentElement.scrollWidth - frame.clientWidth")
        faults += [f"the paper at {width} slides by {inside}"] if inside > 0 else []
        faults += page.evaluate(FAULTS)
    assert faults == []
