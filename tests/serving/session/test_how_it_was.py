"""How it was, on phones: one press asks all of it, a phone answers one question below the other."""

from __future__ import annotations

from typing import Any

import pytest

from toolkit.course.sessions.polls import FEEDBACK, READY

pytestmark = pytest.mark.xdist_group("own-servers")


def test_one_press_asks_all_of_it_and_the_wall_shows_no_small_number(room: Any) -> None:
    leader = room.begin()
    phones = [room.phone(leader) for _ in range(12)]
    assert leader.view()["can_feedback"], "the page offers it"
    assert leader.do("feedback")[0] == leader.do("feedback")[0] == 200
    assert not leader.view()["can_feedback"]
    asked = phones[0].ask_until_answered("GET", f"/session/{leader.id}/news?language=en")[1]["polls"]
    assert [(poll["question"], poll["state"]) for poll in asked] == [(READY[ready][0], "open") for ready in FEEDBACK]
    for number, phone in enumerate(phones):
        assert phone.send("poll", asked[0]["code"], "yes" if number < 6 else "no") == 204
        assert phone.send("poll", asked[1]["code"], "right" if number < 11 else "slow") == 204
    for poll in asked:
        leader.do("show", id=poll["id"])
    useful, rhythm, *_ = leader.wall()["polls"]
    assert [bar["people"] for bar in useful["bars"]].count(6) == 2
    assert 1 not in [bar["people"] for bar in rhythm["bars"]]
    assert {poll["state"] for poll in leader.wall()["polls"]} == {"shown"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_phone_shows_the_questions_below_each_other_and_sends_each(room: Any, browser: Any, language: str) -> None:
    leader = room.begin()
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{room.port}/{language}/join/{leader.code}/")
    page.click("#tk-join")
    page.wait_for_selector("#tk-loading", state="detached")
    leader.do("feedback")
    page.wait_for_selector(".tk-session-poll input")
    forms = page.locator(".tk-session-poll")
    assert forms.count() == len(FEEDBACK)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    tops = [forms.nth(number).bounding_box()["y"] for number in range(len(FEEDBACK))]
    assert tops == sorted(tops)
    words = page.evaluate("JSON.parse(document.getElementById('tk-session').dataset.words)")
    for number in range(len(FEEDBACK)):
        form = forms.nth(number)
        form.locator("input").first.check()
        form.locator("button").click()
        form.get_by_text(words["sent"]).wait_for()
    assert [poll["answered"] for poll in leader.view()["polls"]] == [1] * len(FEEDBACK)
    context.close()
