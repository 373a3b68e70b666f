"""Slides in a browser: led on by keys and buttons, read to the end where they are tall, notes on demand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from toolkit.course.materials.slides import deck
from toolkit.documents import write_deck_html
from toolkit.languages import Language

pytestmark = pytest.mark.xdist_group("journeys")
ON = {"en": "ArrowRight", "ar": "ArrowLeft"}
# The slide at the top of the screen, once it stands still.
AT = "[...document.querySelectorAll('.slide')].findIndex((one) => Math.abs(one.getBoundingClientRect().top) < 3)"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_slides_are_led_through_by_keys_and_buttons(language: str, open_page: Callable[..., Any]) -> None:
    page = open_page(1280, 720)
    page.set_content(write_deck_html(deck(1, Language(language))))

    def waits_for(place: int) -> None:
        page.wait_for_function(f"{AT} === {place}")

    waits_for(0)
    page.keyboard.press("ArrowDown")
    waits_for(1)
    page.keyboard.press(ON[language])
    waits_for(2)
    page.locator(".back").click()
    waits_for(1)
    page.keyboard.press(ON[language])  # the button that was pressed has the focus, and does not swallow the key
    waits_for(2)
    note = page.locator(".slide").nth(2).locator(".note")
    assert not note.is_visible()
    page.keyboard.press("n")
    assert note.is_visible()
    page.keyboard.press("End")
    page.wait_for_function("innerHeight + scrollY >= document.documentElement.scrollHeight - 3")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_slide_taller_than_a_phone_is_read_to_its_end_before_the_next_comes(open_page: Callable[..., Any]) -> None:
    page = open_page(320, 480)
    page.set_content(write_deck_html(deck(5, Language("en"))))
    tall = page.locator(".slide").nth(3)  # the sentences of the ladder
    assert tall.bounding_box()["height"] > 480 * 1.5
    tall.evaluate("(one) => one.scrollIntoView()")
    page.wait_for_function(f"{AT} === 3")
    page.keyboard.press("ArrowDown")
    page.wait_for_function(f"{AT} === -1")  # further down in the same slide
    seen = tall.bounding_box()
    assert seen["y"] < 0 < seen["y"] + seen["height"] - 8
    for _ in range(12):
        before = page.evaluate("scrollY")
        page.keyboard.press("ArrowDown")
        page.wait_for_function("(before) => scrollY > before", before)
        if page.evaluate(f"{AT} === 4"):
            break
    assert page.evaluate(AT) == 4
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
