"""The pages of a session as people see them: few taps, no barrier, nothing that moves, and the table across phones."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from toolkit.languages import Language
from toolkit.serving.pages.frames import Site
from toolkit.serving.pages.session_words import JOIN

pytestmark = pytest.mark.xdist_group("own-servers")
TAPS = 14  # the two more: the second step by the run sheet, and the folded questions
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture
def assert_no_barrier() -> Callable[[Any], None]:
    """What axe-core finds against the standard; nothing is allowed."""
    from axe_playwright_python.sync_playwright import Axe

    script = Axe().axe_script

    def check(page: Any) -> None:
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        page.evaluate(script)
        found = page.evaluate("(tags) => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", STANDARD)
        assert found["passes"]
        faults = [f"{each['id']}: {node['html'][:150]}" for each in found["violations"] for node in each["nodes"]]
        assert faults == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    return check


@pytest.fixture
def taps() -> Iterator[Callable[[Any, str], None]]:
    """Taps on a page, and counts them; a list to choose from is two."""
    count = 0

    def tap(page: Any, what: str, choose: str = "") -> None:
        nonlocal count
        count += 2 if choose else 1
        assert count <= TAPS
        if choose:
            page.select_option(what, choose)
        else:
            page.click(what)

    yield tap
    assert count


def test_from_the_start_page_to_a_running_session(
    room: Any, browser: Any, taps: Callable[..., None], assert_no_barrier: Any, wait_until: Any
) -> None:
    """Whoever leads reads English, and the phone is set to Arabic: each page is in the language of its reader."""
    phone_size = {"viewport": {"width": 390, "height": 844}}
    computer, phone = browser.new_context(**phone_size), browser.new_context(**phone_size, locale="ar")
    lead = computer.new_page()
    address = f"http://127.0.0.1:{room.port}"
    lead.goto(f"{address}/en/")
    taps(lead, "a[href$='/en/teach/']")
    taps(lead, "#tk-begin-lesson", choose="4-room.ipynb")
    taps(lead, ".tk-code button")
    lead.wait_for_selector("#tk-lead:not([hidden])")
    assert "#" not in lead.url  # nobody reads the key off a projector
    code = lead.inner_text("#tk-lead-code").replace(" ", "")
    with computer.expect_page() as opened:
        taps(lead, ".tk-lead-ways a >> nth=0")
    # What can be wanted now needs no scrolling: the room's line, the row, and the press, which stays where it is.
    for size in (phone_size["viewport"], {"width": 1280, "height": 800}):
        lead.set_viewport_size(size)
        for what in ("#tk-lead-room", "#tk-lead-row-title", "#tk-lead-next"):
            box = lead.locator(what).bounding_box()
            assert box["y"] + box["height"] <= size["height"], what
    lead.set_viewport_size(phone_size["viewport"])
    place = lead.locator("#tk-lead-next").bounding_box()
    wall = opened.value
    page = phone.new_page()
    page.goto(f"{address}/")  # in the language of the phone
    assert_no_barrier(page)
    page.fill("#tk-code", "".join("٠١٢٣٤٥٦٧٨٩"[int(figure)] for figure in code))
    page.click(".tk-have-code button")
    page.wait_for_url(f"**/ar/join/{code}/")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert_no_barrier(page)
    taps(page, "#tk-join")
    page.wait_for_selector("#tk-loading", state="detached")
    taps(lead, "#tk-lead-next")
    page.wait_for_url("**#step-1")
    lead.wait_for_selector("#tk-lead-next[data-number='1']")
    assert lead.evaluate("document.activeElement.id") == "tk-lead-next", "the next press finds the same button"
    assert lead.locator("#tk-lead-next").bounding_box()["y"] == place["y"]
    taps(lead, "#tk-lead-next")
    page.wait_for_url("**#step-2")
    taps(lead, "#tk-lead-polls summary")
    taps(lead, "[data-do=ready][data-id=sure]")
    taps(lead, "[data-do=open]")
    page.wait_for_selector(".tk-session-poll input")
    assert_no_barrier(page)
    # What the strip says stands above the page and moves nothing of it.
    assert page.evaluate("getComputedStyle(document.getElementById('tk-session')).position") == "fixed"
    assert page.evaluate("parseFloat(getComputedStyle(document.body).paddingBottom)") >= 80
    page.check(".tk-session-poll input >> nth=0")
    page.click(".tk-session-poll button")
    wait_until(lambda: wall.locator(".tk-asked .tk-result-total").inner_text().strip() != "" and _answered(wall))
    assert_no_barrier(wall)
    taps(lead, "#tk-lead-poll-list [data-do=show]")
    wall.wait_for_selector(".tk-result:not(.tk-asked)")
    assert wall.locator(".tk-result-bar").count() == 0  # one answer is never shown
    assert_no_barrier(lead)
    phone.set_offline(True)
    page.wait_for_selector(".tk-session-down")
    words = page.evaluate("JSON.parse(document.getElementById('tk-session').dataset.words)")
    assert page.inner_text(".tk-session-line") == words["phone"]  # and not the line or the computer
    phone.set_offline(False)
    page.wait_for_selector("#tk-session:not(.tk-session-down)")
    # Another device: the key from this one leads there, and without it nothing opens.
    key = lead.evaluate("localStorage.getItem('toolkit/lead:' + document.getElementById('tk-main').dataset.session)")
    stranger = phone.new_page()
    stranger.goto(lead.url)
    stranger.wait_for_selector("#tk-leader-key:not([hidden])")  # it asks for the key
    assert stranger.locator("#tk-lead").is_hidden()
    stranger.goto(lead.url.replace("/en/session/", "/ar/wall/"))
    stranger.wait_for_selector("#tk-wall-code:not(:empty)")
    assert_no_barrier(stranger)
    stranger.goto(f"{lead.url}#{key}")
    stranger.wait_for_selector("#tk-lead:not([hidden])")
    # Who leaves is gone at once, and the lesson stays.
    page.click(".tk-session-leave")
    assert page.locator("#tk-session").is_hidden()
    assert page.evaluate("localStorage.getItem('toolkit/session')") is None
    for context in (computer, phone):
        context.close()


def _answered(wall: Any) -> bool:
    wall.wait_for_timeout(20)
    return wall.evaluate("document.querySelector('.tk-asked .tk-result-total').textContent").strip()[:1] not in (
        "0",
        "ل",
    )


def test_a_phone_that_has_not_joined_sends_nothing_of_itself(room: Any, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"http://127.0.0.1:{room.port}/voila/render/en/4-room.ipynb")
    page.wait_for_selector("#tk-loading", state="detached")
    assert page.locator("#tk-session").is_hidden()
    assert not [address for address in asked if "/session/" in address]
    context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_code_is_typed_on_the_start_page_without_any_script(room: Any, language: str) -> None:
    leader = room.begin()
    said, start = leader.ask("GET", f"/{language}/")
    (form,) = re.findall(r'<form class="tk-code" method="post" action="([^"]+)">', start)
    assert (said, form) == (200, f"/{language}/join/")
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    spaced = f" {leader.code[:3]}-{leader.code[3:]} "
    assert leader.ask("POST", form, urlencode({"code": spaced}), **kind)[0] == 303
    assert leader.got["Location"] == f"/{language}/join/{leader.code}/"
    assert "/voila/render/" in leader.ask("GET", leader.got["Location"])[1], "the lesson opens by a link too"
    other = f"{(int(leader.code) + 1) % 10**6:06d}"
    status, page = leader.ask("POST", form, urlencode({"code": other}), **kind)
    assert status == 403
    assert html.escape(Language(language).say(JOIN["wrong"])) in page
    assert 'aria-invalid="true"' in page
    assert (
        leader.ask("POST", form, urlencode({"code": leader.code}), Origin="http://elsewhere.example", **kind)[0] == 403
    )
    leader.do("end")
    assert leader.ask("POST", form, urlencode({"code": leader.code}), **kind)[0] == 403, "nobody lands in what is over"


def test_a_session_is_begun_from_a_plan_and_led_by_it(room: Any) -> None:
    plan = {"audience": "leaders", "country": "MA", "start": "2020-02-03", "clock": "14:00", "hours": "1"}
    leader = room.begin("4-room.ipynb", meeting="2", **plan)
    said, told = leader.do("next")
    view = leader.view()
    assert (said, told, view["row"], view["late"]) == (200, {}, 0, "")
    assert [row["minutes"] for row in view["sheet"]][:3] == ["5 minutes", "5 minutes", "25 minutes"]
    assert leader.do("row", number=2)[0] == 200
    assert leader.do("ask")[0] == 200
    view = leader.view("ar")
    assert (view["row"], [poll["state"] for poll in view["polls"]]) == (2, ["open"])
    assert view["asked"] == view["polls"][0]["id"]
    for what, more in (("ask", {}), ("row", {"number": 99}), ("row", {"number": "x"})):
        status, told = leader.do(what, **more)
        assert (status, bool(told["said"])) == (400, True), what
    assert not {"sheet", "row", "late", "asked"} & set(leader.wall()), "what is said to whoever leads is theirs"
    leader.do("end")
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    for wrong in ({"meeting": "3"}, {"meeting": ""}, {"country": "Atlantis"}, {"start": ""}, {"clock": "noon"}):
        status, page = leader.ask("POST", "/en/session/", urlencode({**plan, "meeting": "1", **wrong}), **kind)
        assert (status, "tk-code-problem" in page) == (400, True), wrong
    # The first lesson of the course is not among the lessons of this server.
    assert leader.ask("POST", "/en/session/", urlencode({**plan, "meeting": "1"}), **kind)[0] == 404


def test_whoever_is_alone_is_asked_for_no_code(lesson_of_three: Path) -> None:
    assert "tk-have-code" in Site(lesson_of_three).start("en")
    assert "tk-have-code" not in Site(lesson_of_three, of_one_person=True).start("en")
