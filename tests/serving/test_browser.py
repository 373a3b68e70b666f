"""The lesson as a phone shows it: readable, clickable, answering, and silent towards everybody else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import PATIENCE

pytestmark = pytest.mark.xdist_group("server")
LESSON = "/voila/render/{}/4-seat.ipynb"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(browser) -> Iterator:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    yield context.new_page()
    context.close()


def sideways(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize(("language", "direction", "thanks"), [("en", "ltr", "Thank you,"), ("ar", "rtl", "شكرًا يا")])
def test_lesson_works_on_a_phone(server: Any, phone, language: str, direction: str, thanks: str) -> None:
    asked: list[str] = []
    faults: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    phone.on("websocket", lambda socket: asked.append(socket.url.replace("ws:", "http:")))
    phone.on("pageerror", lambda error: faults.append(str(error)))
    phone.goto(server.address + LESSON.format(language), wait_until="commit")

    field = phone.locator("input[type=text]")
    field.wait_for()
    assert phone.locator("#tk-loading").count() == 0
    assert phone.evaluate("getComputedStyle(document.querySelector('#rendered_cells')).direction") == direction
    assert sideways(phone) <= 0
    assert phone.locator("main #rendered_cells").count() == 1, "the lesson stands inside the main landmark"
    assert phone.locator(".tk-footer").bounding_box()["y"] > phone.locator(".jupyter-button").bounding_box()["y"]

    label, box = phone.locator(".widget-text .widget-label").bounding_box(), field.bounding_box()
    assert label["y"] + label["height"] <= box["y"] + 1, "the label stands above its field"
    assert box["width"] > 300
    assert box["height"] >= 44
    assert phone.locator(".jupyter-button").bounding_box()["height"] >= 44

    field.fill("Amina")
    field.press("Tab")
    phone.locator(".jupyter-button").tap()
    phone.get_by_text(f"{thanks} Amina").wait_for()

    phone.locator(".tk-name").tap()
    phone.wait_for_url(f"**/{language}/")
    assert sideways(phone) <= 0
    assert not faults
    assert [url for url in asked if not url.startswith((server.address, "data:", "blob:"))] == []


def test_reload_is_offered_after_a_while(server: Any, phone) -> None:
    phone.route("**/voila.js", lambda route: route.abort())  # the lesson never gets ready
    phone.clock.install()
    phone.goto(server.address + LESSON.format("en"))
    assert phone.locator("#tk-loading").is_visible()
    assert not phone.locator("#tk-slow").is_visible()
    phone.clock.fast_forward(46_000)
    phone.locator("#tk-slow a").wait_for()


def test_lost_connection_is_said(server: Any, phone) -> None:
    phone.add_init_script(
        "const Real = WebSocket; window.sockets = [];"
        "window.WebSocket = class extends Real { constructor(...a) { super(...a); window.sockets.push(this) } };"
    )
    phone.goto(server.address + LESSON.format("en"), wait_until="commit")
    phone.locator("input[type=text]").wait_for()
    assert not phone.locator("#tk-lost").is_visible()
    before = phone.evaluate("window.sockets.forEach(each => each.close()) || window.sockets.length")
    until = time.monotonic() + PATIENCE
    while not phone.evaluate(f"window.sockets.length > {before} && window.sockets.at(-1).readyState === 1"):
        assert time.monotonic() < until, "the page never spoke to its server again"
        phone.wait_for_timeout(20)
    assert not phone.locator("#tk-lost").is_visible(), "a connection that comes back at once is no news"
    phone.context.set_offline(True)
    phone.evaluate("window.sockets.forEach(each => each.close())")
    phone.locator("#tk-lost").wait_for()


def test_page_that_is_left_frees_its_kernel(server: Any, phone) -> None:
    phone.goto(server.address + LESSON.format("en"), wait_until="commit")
    phone.locator("input[type=text]").wait_for()
    kernel = phone.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    here = f"{server.address}/toolkit/here/{kernel}"
    assert phone.request.get(here).status == 204, "asked with the cookies of this phone"
    phone.goto(server.address + "/en/")
    until = time.monotonic() + PATIENCE
    while phone.request.get(here).status != 410:
        assert time.monotonic() < until, "the kernel is still there"
        time.sleep(0.1)
