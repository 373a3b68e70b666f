"""The start page on a phone: what people must know stands on the first screen, and a thumb hits every link."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.xdist_group("server")
WIDTH, HEIGHT, THUMB = 390, 844, 44


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["/en/", "/ar/", "/en/teach/", "/ar/teach/"])
def test_pages_around_the_lessons_fit_a_phone(server: Any, browser: Any, address: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)
    page = context.new_page()
    page.goto(server.address + address)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    for link in page.locator("main a").all():
        assert link.bounding_box()["height"] >= THUMB, link.inner_text()
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_who_could_read_what_is_entered_is_seen_before_scrolling(server: Any, browser: Any, language: str) -> None:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    page = context.new_page()
    page.goto(f"{server.address}/{language}/")
    box = page.locator(".tk-who-reads").bounding_box()
    assert box["y"] + box["height"] <= HEIGHT
    page.locator(".tk-who-reads a").click()
    assert page.locator("#tk-privacy").bounding_box()["y"] < HEIGHT
    context.close()


def test_a_whole_card_opens_its_lesson(server: Any, browser: Any) -> None:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    page = context.new_page()
    page.goto(f"{server.address}/en/")
    card = page.locator(".tk-card").last
    height = card.bounding_box()["height"]
    with page.expect_request("**/voila/render/en/4-seat.ipynb"):
        card.click(position={"x": 30, "y": height - 15}, no_wait_after=True)
    context.close()
