"""What stands on the projector so that phones come in: read from the last row, and never cut."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from toolkit.course.sessions.session import begin
from toolkit.serving.pages.frames import Site, page_folder
from toolkit.serving.session.pages import wall_page

pytestmark = pytest.mark.xdist_group("own-servers")
SIZES = [(1280, 800), (1024, 768), (1920, 1080)]
HOSTS = ["http://192.168.178.45:8866/", "https://a-very-long-host-name.union.example.org:8866/"]
RESULT = "<section class='tk-result'><h2>How is the pace?</h2><p>25</p></section>"
NEWS = {"tk-wall-code": "482 913", "tk-wall-joined": "28", "tk-wall-connected": "28"}
NEWS |= {"tk-wall-step": "The room is at step 4: Do: how many times as often?", "tk-wall-clock": "12:34"}


@pytest.fixture
def drawn(browser: Any) -> Callable[..., Any]:
    """A page as it stands on a projector of that size, in the style of all pages."""

    def draw(page_text: str, size: tuple[int, int]) -> Any:
        page = browser.new_page(viewport=dict(zip(("width", "height"), size, strict=True)))
        page.route("**/*", lambda route: route.abort())
        page.set_content(page_text)
        page.add_style_tag(path=str(page_folder() / "static" / "page.css"))
        return page

    return draw


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_picture_to_scan_is_a_third_of_the_height_and_never_cut(
    drawn: Callable[..., Any], lesson_of_three: Path, size: tuple[int, int]
) -> None:
    site = Site(lesson_of_three)
    faults = []
    for language in ("en", "ar"):
        session, _ = begin("4-room.ipynb", language, ("Start", "One", "Two", "Three"), rehearsal=True)
        for host in HOSTS:
            reach: Any = SimpleNamespace(for_phones=lambda host=host: [host], only_here=False)
            wall = drawn(wall_page(site, language, session, reach), size)
            for place, text in NEWS.items():
                wall.evaluate("([place, text]) => document.getElementById(place).textContent = text", [place, text])
            wall.evaluate("document.getElementById('tk-wall-timer').hidden = false")
            faults += _faults(wall, ".tk-wall-drawing", f"{language} {host}")
            wall.evaluate("(text) => document.getElementById('tk-wall-results').innerHTML = text", RESULT)
            faults += _faults(wall, ".tk-wall-drawing", f"{language} {host} with a result")
            wall.close()
            room = drawn(site.room(language, reach, "a-code-of-forty-letters-that-was-chosen", "AB:" * 31 + "CD"), size)
            faults += _faults(room, ".tk-room-drawing", f"{language} {host}, the room")
            room.close()
    assert faults == []


def _faults(page: Any, drawing: str, what: str) -> list[str]:
    box, seen = page.locator(drawing).bounding_box(), page.viewport_size
    picture = page.locator(f"{drawing} svg").bounding_box()
    found = []
    if box["y"] + box["height"] > seen["height"] or box["x"] < 0 or box["x"] + box["width"] > seen["width"]:
        found.append(f"{what}: cut, {box}")
    if picture["height"] < seen["height"] / 3 or picture["y"] + picture["height"] > seen["height"]:
        found.append(f"{what}: {picture['height']} of {seen['height']}")
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{what}: slides sideways")
    return found
