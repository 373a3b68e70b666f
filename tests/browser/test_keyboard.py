"""All of topic 4 by keyboard alone: from the top of the page to a paper on the disk, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import docx
import pytest

pytestmark = pytest.mark.xdist_group("journeys")

LESSON = "/voila/render/{}/4-seat-at-the-table.ipynb"
LED = "document.activeElement.getAttribute('aria-current') === 'step'"  # where the answer to "next" leads
MOST_TABS = 60
SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  const box = document.activeElement.getBoundingClientRect();
  return [style.outlineStyle, parseFloat(style.outlineWidth), box.top, box.bottom, innerHeight];
}"""


class Keyboard:
    """Somebody without a mouse: what has the focus must be seen, and Tab must get everywhere."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def to(self, selector: str) -> None:
        """Press Tab until the focus is on what the selector names, and see that a line stands around it."""
        for _ in range(MOST_TABS):
            if self._focus_is(selector):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"Tab never reaches {selector}")
        style, width, top, bottom, height = self.page.evaluate(SEEN)
        assert style != "none", selector
        assert width >= 2, selector
        assert bottom > 0, f"{selector} has the focus and is not on the screen"
        assert top < height, f"{selector} has the focus and is not on the screen"

    def _focus_is(self, selector: str) -> bool:
        return bool(self.page.evaluate("(selector) => document.activeElement.matches(selector)", selector))

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        self.page.keyboard.type(words)


@pytest.mark.parametrize(
    ("language", "answer", "praise"),
    [("en", "6.2", "about 6.2"), ("ar", "٦٫٢", "6.2")],
    ids=["en", "ar"],
)
def test_topic_4_is_done_by_keyboard_alone(
    open_page: Callable[..., Any],
    visit: Callable[..., None],
    apps: str,
    language: str,
    answer: str,
    praise: str,
) -> None:
    page = open_page()
    visit(page, apps + LESSON.format(language))
    keys = Keyboard(page)

    keys.press("Tab")
    assert page.evaluate("document.activeElement.className") == "tk-skip"
    keys.press("Enter")
    keys.to("#step-0 details.tk-more > summary")
    keys.press("Enter")
    assert page.locator("#step-0 details.tk-more").get_attribute("open") is not None
    keys.to('#step-0 .tk-onward a[href="#step-1"]')
    keys.press("Enter")
    page.locator("#step-1 h2").first.wait_for()
    assert page.evaluate("document.activeElement.closest('#step-1') !== null"), "the focus goes along into the step"
    keys.to('#step-1 .tk-onward a[href="#step-2"]')
    keys.press("Enter")
    keys.to('#step-2 .tk-onward a[href="#step-3"]')
    keys.press("Enter")

    keys.to('#step-3 .tk-exercise [data-name="answer"] input')
    keys.write("1.9")
    keys.press("Enter")
    page.locator("#step-3 .tk-exercise .tk-notyet").wait_for()
    keys.press("Control+a")
    keys.write(answer)
    keys.to('#step-3 .tk-exercise [data-name="check"] button')
    keys.press("Space")
    page.locator("#step-3 .tk-exercise .tk-right").wait_for()
    assert praise in page.locator("#step-3 .tk-exercise .tk-right").inner_text().translate(
        {0x2066: "", 0x2068: "", 0x2069: ""}
    )
    keys.to("#step-3 .tk-exercise details.tk-hint > summary")
    keys.press("Enter")
    keys.to("#step-3 .tk-exercise details.tk-hint details.tk-hint > summary")
    keys.to('#step-3 .tk-onward a[href="#step-4"]')
    keys.press("Enter")

    keys.to('#step-4 .tk-exercise [data-name="answer"] input')
    keys.press("ArrowDown")  # from the first sentence to the second
    keys.to('#step-4 .tk-exercise [data-name="check"] button')
    keys.press("Enter")
    page.locator("#step-4 .tk-exercise .tk-right").wait_for()
    keys.to('#step-4 .tk-onward a[href="#step-5"]')
    keys.press("Enter")
    keys.to('#step-5 .tk-exercise [data-name="answer"] input')
    keys.write("97")
    keys.press("Enter")
    page.locator("#step-5 .tk-exercise .tk-right").wait_for()
    page.evaluate("location.hash = '#step-10'")
    page.locator("#step-10 h2").first.wait_for()

    keys.to('.tk-draft [data-name="place"] select')
    keys.press(*["ArrowDown"] * 3, "Tab")
    page.locator('.tk-draft [data-name="law"] details').wait_for()
    keys.to('.tk-draft [data-name="union"] input')
    keys.write("Union")
    keys.to('.tk-draft [data-name="employer"] input')
    keys.write("Employer")
    keys.to('.tk-draft [data-name="next"] button')
    keys.press("Enter")
    page.locator('.tk-draft [data-name="strength"]').wait_for()
    page.wait_for_function(LED)
    keys.to('.tk-draft [data-name="strength"] input')
    keys.press("ArrowUp")
    page.wait_for_function("document.querySelector('.tk-draft input[value=standard]').checked")
    keys.to('.tk-draft [data-name="next"] button')
    keys.press("Enter")
    page.locator('.tk-draft [data-name="bias.auditor"]').wait_for()
    page.wait_for_function(LED)
    keys.to('.tk-draft [data-name="bias.auditor"] input')
    keys.write("Institute")
    keys.to('.tk-draft [data-name="bias.characteristics"] input')
    keys.press("Space")
    keys.to('.tk-draft [data-name="next"] button')
    keys.press("Enter")
    page.locator('.tk-draft:visible [data-name="make"]').wait_for()
    page.wait_for_function(LED)
    keys.to('.tk-draft [data-name="make"] button')
    keys.press("Enter")
    page.locator(".tk-takeaway").first.wait_for()

    keys.to('.tk-draft [data-name="paper-table"] button')
    keys.press("Enter")
    page.locator("dialog[open]").wait_for()
    keys.to("dialog .tk-reader-bar button:last-child")
    keys.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    page.wait_for_function("document.activeElement.closest('[data-name=paper-table]') !== null")
    keys.to('.tk-draft [data-name="paper-table"] a.tk-save')
    with page.expect_download() as waiting:
        keys.press("Enter")
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(waiting.value.path())).paragraphs)
    assert "Institute" in text
