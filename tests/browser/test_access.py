"""Everybody can use every page: WCAG 2.2 A and AA by axe-core, on every step, in both languages, light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from tests.browser.widths import faults_of_width
from toolkit.commands import build_folder
from toolkit.serving.pages.frames import Site

pytestmark = pytest.mark.xdist_group("access")

STANDARD = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# What the rules look at does not depend on light and dark, but for these two, which take more than all the others; and
# colours do not depend on the language, so that the light is looked at in one of them, and the dark in the other.
COLOUR = ["color-contrast", "link-in-text-block"]
OF_COLOUR = {"type": "rule", "values": COLOUR}
ALL_BUT_COLOUR = {name: {"enabled": False} for name in COLOUR}
# From the second step on, only what comes with a step is looked at; what stands around it was, on the first.
WITH_A_STEP = {"include": [[".tk-step:not(.tk-away)"], ["#tk-lesson-steps"]]}
AROUND = ("/{}/", "/{}/teach/", "/{}/room/", "/{}/nothing-here")
TOPIC_4 = "/voila/render/{}/4-seat-at-the-table.ipynb"
CLAUSE = "/voila/render/{}/write-a-clause.ipynb"
TOPIC_5 = "/voila/render/{}/5-bargaining-for-digital-rights.ipynb"
ANSWER = "/voila/render/{}/they-answered.ipynb"
OWN_FILE = "/voila/render/{}/researchers/audit-your-own-data.ipynb"
CONTROLS = "/voila/render/{}/organisers/controls.ipynb"
both = pytest.mark.parametrize("language", ["en", "ar"])


@pytest.fixture
def assert_no_barrier() -> Callable[[Any, str], None]:
    """What axe-core finds against the standard, with everything unfolded; nothing is allowed."""
    from axe_playwright_python.sync_playwright import Axe

    script = Axe().axe_script

    def check(page: Any, where: str, within: Any = None) -> None:
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(script)
        language = page.evaluate("document.documentElement.lang")
        arabic = language.startswith("ar")
        for scheme, rules in (("light", STANDARD), *([("dark", OF_COLOUR)] if arabic else [])):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            # Of what passes it names one node a rule.
            options: dict[str, Any] = {"runOnly": rules, "resultTypes": ["violations"]}
            if arabic and scheme == "light":
                options["rules"] = ALL_BUT_COLOUR
            found = page.evaluate("([within, options]) => axe.run(within || document, options)", [within, options])
            assert found["passes"] or scheme == "dark", "axe-core ran"
            faults = [
                f"{where} ({scheme}): {each['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
                for each in found["violations"]
                for node in each["nodes"]
            ]
            assert faults == []

    return check


def steps_of(page: Any) -> Iterator[str]:
    """Every step of a lesson, one after the other, as a reader opens them."""
    count = page.locator("#tk-lesson-steps a").count()
    for place in range(count):
        page.locator("#tk-lesson-steps a").nth(place).click()
        page.locator(f"#step-{place}").wait_for()
        yield f"step {place}"
    if not count:
        yield "the whole"


@both
def test_pages_around_the_lessons_have_no_barrier(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, assert_no_barrier: Any, language: str
) -> None:
    page = open_page()
    for address in AROUND:
        visit(page, apps + address.format(language))
        assert_no_barrier(page, address)
        assert faults_of_width(page) == [], address


@both
def test_pages_that_say_what_went_wrong_have_no_barrier_and_fit(
    open_page: Callable[..., Any], apps: str, assert_no_barrier: Any, language: str
) -> None:
    site = Site(build_folder())
    pages = {
        "full": site.full(f"{language}/4-seat-at-the-table.ipynb", 20),
        "failed": site.failure(language, failed=True),
        "refused": site.failure(language, failed=False),
    }
    page = open_page()
    for name, html in pages.items():
        page.route(f"**/{name}", partial(_answer_with, html))
        page.goto(f"{apps}/{name}")
        page.locator("h1").wait_for()
        assert_no_barrier(page, name)
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def _answer_with(html: str, route: Any) -> None:
    route.fulfill(body=html, content_type="text/html; charset=utf-8")


@both
@pytest.mark.parametrize(
    "address",
    [TOPIC_4, TOPIC_5, CONTROLS, OWN_FILE, ANSWER],
    ids=["topic-4", "topic-5", "controls", "own-file", "answer"],
)
def test_no_step_of_a_lesson_has_a_barrier(
    open_page: Callable[..., Any],
    visit: Callable[..., None],
    apps: str,
    assert_no_barrier: Any,
    language: str,
    address: str,
) -> None:
    page = open_page()
    visit(page, apps + address.format(language))
    for step in steps_of(page):
        for sheet in page.locator(".tk-sheet:visible").all():
            for button in sheet.locator('[data-name="check"] button, [data-name="say"] button').all():
                button.click()  # the answer of the page is looked at too
                sheet.locator(".tk-piece[role=status] > *").first.wait_for()
        first = step in ("step 0", "the whole")
        if first or language == "en":  # what the rules look at is the same in every language; what fits is not
            assert_no_barrier(page, step, None if first else WITH_A_STEP)
        assert faults_of_width(page) == [], step


@both
def test_no_step_of_writing_a_clause_has_a_barrier(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, assert_no_barrier: Any, language: str
) -> None:
    page = open_page()
    visit(page, apps + CLAUSE.format(language))
    draft = page.locator(".tk-draft")
    draft.locator("select").select_option("KE")
    assert_no_barrier(page, "who")
    draft.locator('[data-name="more"] input').check()
    draft.locator('[data-name="kind"]').wait_for()
    assert_no_barrier(page, "who, and more")
    page.locator("#tk-work summary").click()
    steps = ("who", "what", "strength", "blanks", "look", "papers")
    for step in steps[1:]:
        draft.locator('[data-name="next"] button:not([aria-busy="true"])').click()
        draft.locator(f'[data-name="step"] li:nth-child({steps.index(step) + 1}) [aria-current="step"]').wait_for()
        if step == "what":
            draft.locator('[data-name="clauses.decisions"] input[value=bias]').check()
        assert_no_barrier(page, step)
    draft.locator('[data-name="make"] button').click()
    draft.locator('[data-name="union"] .tk-error:visible').wait_for()
    assert_no_barrier(page, "a complaint")
    draft.locator('[data-name="union"] input').fill("Union")
    draft.locator('[data-name="employer"] input').fill("Employer")
    draft.locator('[data-name="step"] button').nth(3).click()
    draft.locator('[data-name="bias.auditor"] input').fill("Institute")
    draft.locator('[data-name="bias.characteristics"] input').first.check()
    draft.locator('[data-name="step"] button').nth(5).click()
    draft.locator('[data-name="make"] button').click()
    draft.locator(".tk-takeaway").first.wait_for()
    assert_no_barrier(page, "the papers")
    draft.locator(".tk-takeaway button").first.click()
    page.locator("dialog[open] iframe").wait_for()
    assert_no_barrier(page, "reading a paper")
    # The paper itself, as the page that it is.
    paper = page.locator("dialog[open] iframe").get_attribute("srcdoc")
    alone = open_page()
    alone.set_content(
        paper.replace("default-src 'none'", "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'")
    )
    assert_no_barrier(alone, "the paper")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 390)])
def test_every_control_can_really_be_hit_and_typed_into(
    open_page: Callable[..., Any], visit: Callable[..., None], apps: str, language: str, width: int
) -> None:
    page = open_page(width=width)
    tried = 0
    for address in (*AROUND[:3], TOPIC_4, CLAUSE, CONTROLS):
        visit(page, apps + address.format(language))
        page.locator("#tk-work summary").click()
        for _ in steps_of(page):
            tried += _try_all(page)
    assert tried > 150


# Scrolled to where it is seen, what lies under a finger in the middle of a control is the control, or a part of it; for
# a box to tick, the words beside it. A link over several lines is hit in the middle of its first line.
COVERED = """(controls) => controls.filter((each) => {
  if (each.classList.contains("tk-skip")) return false;  // seen only once the keyboard is on it
  each.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const box = each.getClientRects()[0];
  const under = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const parts = [each, ...(each.labels || [])];
  return !parts.some((part) => part.contains(under)) || getComputedStyle(each).pointerEvents === "none";
}).map((each) => each.outerHTML.slice(0, 200))"""


def _try_all(page: Any) -> int:
    """Hit every control that is seen (nothing lies over it), write into every field, tick every option."""
    seen = "a[href]:visible, button:visible:enabled, summary:visible, select:visible, input:visible, textarea:visible"
    found = page.locator(seen)
    assert found.evaluate_all(COVERED) == []
    controls = page.locator("select:visible, input:visible, textarea:visible").element_handles()
    for control in controls:
        kind = control.evaluate("(each) => each.type || each.tagName")
        if kind in ("text", "textarea"):
            control.fill("سبعة 7")
            assert control.input_value() == "سبعة 7"
        elif kind == "date":
            control.fill("2026-12-01")
            assert control.input_value() == "2026-12-01"
        elif kind in ("radio", "checkbox"):
            ticked = kind == "checkbox" and control.is_checked()  # some are ticked before anybody comes
            control.evaluate_handle("(each) => each.parentElement").as_element().click()
            assert control.is_checked() is not ticked
        elif kind == "select-one":
            control.select_option(index=2)
            assert control.evaluate("(each) => each.selectedIndex") == 2
    return int(found.count())
