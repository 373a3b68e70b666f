"""A lost leader: the key on paper takes the session over, two who lead are told, and neither goes behind the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.serving.session.conftest import START, Room, free_port
from toolkit.languages import Language
from toolkit.serving.session.leaders import MOST_LEADERS, SECONDS_AWAY, Leaders

pytestmark = pytest.mark.xdist_group("own-servers")
ONE, TWO, THREE = "a1" * 12, "b2" * 12, "c3" * 12
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def room(start: Callable[..., Any], lesson_of_three: Path) -> Iterator[Room]:
    """A room of these tests alone: elsewhere codes are guessed until this address may guess none."""
    port = free_port()
    with start(lesson_of_three, START, ROOM_PORT=str(port)) as server:
        yield Room(port, lesson_of_three, server)


def test_another_device_is_told_and_never_oneself() -> None:
    now, news = 1000.0, []
    leaders = Leaders(lambda: news.append(now), clock=lambda: now)
    with leaders.asks(ONE, lambda: True):
        # Loaded anew, or in a second window, while the first page still waits.
        with leaders.asks(ONE, lambda: True):
            assert leaders.told(ONE, Language("en")) == {"others": 0, "said": ""}
        with leaders.asks(TWO, lambda: False):
            assert (leaders.others(ONE), leaders.others(TWO)) == (1, 1)
            assert leaders.told(ONE, Language("en"))["said"].startswith("This session is led from 1 other")
    assert len(news) == 2, "each of both is news once"
    now += SECONDS_AWAY - 1
    with leaders.asks("", lambda: True), leaders.asks("<script>", lambda: True):
        assert leaders.others(ONE) == 1, "without a name nobody is counted"
    now += 2
    assert (leaders.others(ONE), leaders.others(THREE)) == (0, 0)


def test_no_more_leaders_are_kept_than_a_session_has() -> None:
    leaders = Leaders(lambda: None, clock=lambda: 0.0)
    for number in range(3 * MOST_LEADERS):
        with leaders.asks(f"{number:024x}", lambda: True):
            pass
    assert leaders.others(ONE) == MOST_LEADERS


def named(leader: Any, name: str, **more: Any) -> Any:
    """The same session, led from another browser."""
    return leader.__class__(leader.port, {**leader.headers, "X-Session-Leader": name, **more}, leader.id, leader.code)


@pytest.mark.parametrize("typed", [str, str.lower, lambda key: key.replace("-", ""), lambda key: key.replace("0", "O")])
def test_the_key_leads_as_it_is_typed_from_paper(room: Any, typed: Any) -> None:
    leader = room.begin()
    other = named(leader, ONE, **{"X-Session-Key": typed(leader.headers["X-Session-Key"])})
    assert other.do("step", number=1) == (200, {})
    assert leader.view()["step"] == 1


def test_what_another_moved_unseen_is_told_before_one_goes_elsewhere(room: Any) -> None:
    leader = room.begin()
    one, two = named(leader, ONE), named(leader, TWO)
    seen = one.view()["version"]
    assert two.do("step", number=2, version=seen)[0] == 200
    status, told = one.do("step", number=1, version=seen)
    assert status == 409
    assert told["said"].startswith("Meanwhile another device has led the room to step 3.")
    assert one.do("timer", number=5, version=seen)[0] == 200, "what moves nobody is not asked twice"
    assert one.view()["step"] == 2
    _, news = one.ask("GET", f"/session/{one.id}/news?since={seen}")
    assert news["version"] > seen
    assert one.do("step", number=1, version=news["version"])[0] == 200, "who has seen it is not asked"
    assert two.do("end", version=seen)[0] == 409
    assert two.do("step", number=0)[0] == 200, "a script that names no version does as before"
    assert two.do("step", number=1, version=seen)[0] == 200, "what one moved oneself is no news"
    assert two.do("step", number=9, version=seen)[0] == 400
    assert two.do("end")[0] == 200
    assert one.ask("POST", f"/session/{one.id}/do", {"do": "end"})[0] == 404


def test_a_new_key_locks_the_lost_one_out(room: Any) -> None:
    leader = room.begin()
    status, made = leader.do("new-key")
    assert status == 200
    assert leader.ask("POST", f"/session/{leader.id}/do", {"do": "step", "number": 1})[0] == 403
    assert named(leader, ONE, **{"X-Session-Key": made["key"]}).view()["step"] is None


def test_code_and_key_lead_to_the_page_and_no_form_has_the_key(room: Any) -> None:
    leader = room.begin()
    _, page = leader.ask("GET", "/ar/lead/")
    assert 'name="code"' in page
    assert page.count(" name=") == page.count('name="code"') + page.count("<meta name=")
    status, _ = leader.ask("POST", "/ar/lead/", urlencode({"code": leader.code}), **FORM)
    assert (status, leader.got["Location"]) == (303, f"/ar/session/{leader.id}/")
    status, _ = leader.ask("POST", "/en/lead/", urlencode({"code": "12"}), **FORM)
    assert status == 403
    assert leader.ask("POST", "/en/lead/", urlencode({"code": "12"}), **FORM, Origin="http://evil.example")[0] == 403


def test_the_store_goes_on_at_another_computer_with_the_key_from_paper(rooms: Any, port: int, tmp_path: Path) -> None:
    first, copy = tmp_path / "a.sqlite", tmp_path / "stick.sqlite"
    with rooms(f"sqlite:///{first}", port) as room:
        leader = room.begin()
        leader.do("step", number=2)
    copy.write_bytes(first.read_bytes())
    with rooms(f"sqlite:///{copy}", port):
        again = named(leader, ONE, **{"X-Session-Key": leader.headers["X-Session-Key"].lower().replace("-", " ")})
        view = again.view()
        assert (view["step"], view["code"].replace(" ", "")) == (2, leader.code)


def test_a_lost_browser_is_replaced_by_what_stands_on_the_sheet(room: Any, browser: Any) -> None:
    """From the start of the session over the sheet to another device, in Arabic; the first one is told."""
    leader = room.begin()
    base = f"http://127.0.0.1:{room.port}"
    first, second = browser.new_context(), browser.new_context(viewport={"width": 390, "height": 844})
    old = first.new_page()
    old.goto(f"{base}/en/session/{leader.id}/#{leader.headers['X-Session-Key']}")
    old.wait_for_selector("#tk-lead:not([hidden])")
    old.click("#tk-leader-show")
    old.wait_for_selector("#tk-leader-sheet:not([hidden])")
    key = old.inner_text("#tk-leader-shown")
    assert key == leader.headers["X-Session-Key"]
    # The one page in two windows, loaded anew: nobody else leads.
    again = first.new_page()
    again.goto(f"{base}/en/session/{leader.id}/")
    again.wait_for_selector("#tk-lead:not([hidden])")
    again.reload()
    again.wait_for_selector("#tk-lead:not([hidden])")
    assert old.is_hidden("#tk-lead-others")
    again.close()
    page = second.new_page()
    page.goto(f"{base}/ar/lead/")
    page.fill("#tk-code", leader.code)
    page.fill("#tk-leader-typed", key[:-1])
    page.click("#tk-take-over button")
    assert "19" in page.inner_text("#tk-leader-problem")
    page.fill("#tk-leader-typed", key.lower().replace("-", " "))
    page.click("#tk-take-over button")
    page.wait_for_url(f"**/ar/session/{leader.id}/")
    page.wait_for_selector("#tk-lead:not([hidden])")
    assert "#" not in page.url
    old.wait_for_selector("#tk-lead-others:not([hidden])")
    assert "1" in old.inner_text("#tk-lead-others")
    # Closed and opened again, this browser goes on by itself; forgotten, it asks.
    page.goto(f"{base}/ar/lead/")
    page.click("#tk-leader-kept a")
    page.wait_for_selector("#tk-lead:not([hidden])")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("#tk-leader-forget")
    page.wait_for_selector("#tk-leader-key:not([hidden])")
    page.fill("#tk-leader-typed", "0" * 20)
    page.click("#tk-leader-key button")
    page.wait_for_selector("#tk-leader-problem:not(:empty)")
    assert page.is_hidden("#tk-lead")
    for context in (first, second):
        context.close()


def test_wrong_keys_slow_their_address_and_not_whoever_leads_from_it(room: Any) -> None:
    leader = room.begin()
    wrong = named(leader, ONE, **{"X-Session-Key": "00000-00000-00000-00000"})
    statuses = [wrong.ask("POST", f"/session/{leader.id}/do", {"do": "step", "number": 1})[0] for _ in range(60)]
    assert (statuses[0], statuses[-1]) == (403, 429)
    assert leader.ask("POST", f"/session/{leader.id}/do", {"do": "step", "number": 1})[0] == 200
