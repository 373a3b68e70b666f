"""What people take home: a page to read, share and print on the phone, and the same as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("journeys")

CONTROLS = "/voila/render/{}/organisers/controls.ipynb#step-5"
NOTE = {"en": "Ask <who> appointed the auditor.", "ar": "اسألوا <من> عيّن المدقّق."}
COPIED = {"en": "The text is copied.", "ar": "نُسخ النص."}
NAMES = {
    "en": ("Read on this screen", "Share", "Print", "Close"),
    "ar": ("القراءة على هذه الشاشة", "مشاركة", "طباعة", "إغلاق"),
}
both = pytest.mark.parametrize("language", ["en", "ar"])


@pytest.fixture
def open_note(open_page: Callable[..., Any], visit: Callable[..., None], apps: str) -> Callable[..., Any]:
    """A page on which a note was made, and opened to be read."""

    def make(language: str, script: str) -> Any:
        page = open_page()
        page.add_init_script(script)
        visit(page, apps + CONTROLS.format(language))
        sheet = page.locator('.tk-sheet:has([data-name="note"])')
        sheet.locator("textarea").fill(NOTE[language])
        sheet.locator('[data-name="make"] button').click()
        sheet.get_by_role("button", name=NAMES[language][0]).click()
        page.locator("dialog[open]").wait_for()
        return page

    return make


@both
def test_a_paper_is_read_over_the_whole_screen_and_the_phones_way_back_closes_it(
    open_note: Callable[..., Any], language: str
) -> None:
    page = open_note(language, "")
    box = page.locator("dialog").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
    inside = page.frame_locator("dialog iframe")
    assert inside.locator("html").get_attribute("dir") == {"en": "ltr", "ar": "rtl"}[language]
    assert NOTE[language] in inside.locator("main").inner_text()
    address = page.url
    page.go_back()
    page.locator("dialog").wait_for(state="detached")
    assert page.url == address
    assert page.locator("#step-5").is_visible()


@both
def test_where_a_phone_can_share_it_shares_the_file(open_note: Callable[..., Any], language: str) -> None:
    page = open_note(
        language,
        "navigator.canShare = () => true;"
        "navigator.share = async (what) => { window.shared = [what.title, ...what.files.map((each) => each.name)]; };",
    )
    page.locator("dialog").get_by_role("button", name=NAMES[language][1]).click()
    page.wait_for_function("window.shared")
    assert page.evaluate("window.shared")[1:] == ["note.docx"]


@both
def test_where_it_cannot_the_text_is_copied_for_a_message(open_note: Callable[..., Any], language: str) -> None:
    page = open_note(
        language,
        "Object.defineProperty(navigator, 'share', { value: undefined });"
        "Object.defineProperty(navigator, 'canShare', { value: undefined });"
        "document.execCommand = (what) => { window.copied = [what, document.activeElement.value]; return true; };",
    )
    page.locator("dialog").get_by_role("button", name=NAMES[language][1]).click()
    page.locator("dialog").get_by_text(COPIED[language]).wait_for()
    what, text = page.evaluate("window.copied")
    assert what == "copy"
    assert NOTE[language] in text


def test_the_paper_alone_is_printed(open_note: Callable[..., Any]) -> None:
    page = open_note("en", "")
    page.emulate_media(media="print")
    assert not page.locator("main#tk-main").is_visible()
    assert page.locator("dialog iframe").is_visible()
