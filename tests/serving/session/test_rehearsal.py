"""A room of thirty, with a server that is killed in the middle: nothing is lost, nothing counts twice, nobody is shown.

Three of the phones are real pages in one Chromium; REHEARSAL_BROWSERS=10 makes it ten. The others speak as pages do.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psutil
import pytest
from playwright.sync_api import Browser, Page

from toolkit.course import Store

pytestmark = pytest.mark.xdist_group("own-servers")
PEOPLE = 30
PAGES = int(os.environ.get("REHEARSAL_BROWSERS", "3"))
LESSON = "/voila/render/en/4-room.ipynb"


@pytest.mark.parametrize("kept_in", ["sqlite", "postgres"])
def test_thirty_go_through_an_afternoon(
    kept_in: str, rooms: Callable[..., Any], port: int, tmp_path: Any, request: pytest.FixtureRequest
) -> None:
    sqlite = kept_in == "sqlite"
    url = f"sqlite:///{tmp_path / 'room.sqlite'}" if sqlite else request.getfixturevalue("postgres")
    browser: Browser | None = request.getfixturevalue("browser") if sqlite else None
    wait_until = request.getfixturevalue("wait_until")
    with ThreadPoolExecutor(PEOPLE) as hands:
        with rooms(url, port) as room:
            leader = room.begin()
            pages = [_page(browser, room, leader) for _ in range(PAGES)] if browser else []
            phones = list(hands.map(lambda _: room.phone(leader), range(PEOPLE - len(pages))))
            for phone in phones[:5]:
                phone.join(leader.code)  # who comes again by the picture on the wall is the same phone
            assert leader.wall()["joined"] == PEOPLE

            # All go to the second step; every phone says where it is, also twice.
            leader.do("step", number=1)
            list(hands.map(lambda phone: [phone.send("at_step", step=1, change=n) for n in (1, 1)], phones))
            _until(pages, wait_until, lambda page: page.evaluate("location.hash") == "#step-1")
            wait_until(lambda: leader.view()["at"] == [0, PEOPLE, 0, 0])

            # An exercise: the first answer counts.
            options = _options()
            given = [options[0]] * (len(phones) - 9) + [options[1]] * 7 + [options[2]] * 2
            list(
                hands.map(lambda two: two[0].send("exercise", "be-the-model", two[1]), zip(phones, given, strict=True))
            )
            list(hands.map(lambda phone: phone.send("exercise", "be-the-model", options[3]), phones))
            leader.do("show-exercise", id="be-the-model")
            (exercise,) = leader.wall()["exercises"]
            assert [bar["people"] for bar in exercise["bars"]] == _shown(Counter(given), options)

            # A question. Half of the answers are in when the server is killed; the others keep trying.
            leader.do("poll", question="Strike?", options=["Yes", "No", "Not now"])
            leader.do("open", id="p1")
            chosen = ["o0"] * (len(phones) - 9) + ["o1"] * 7 + ["o2"] * 2
            half = len(phones) // 2
            list(hands.map(lambda two: two[0].send("poll", "p1.1", two[1]), zip(phones[:half], chosen, strict=False)))
            for page in pages[:1]:
                _answer(page, 0)
            assert leader.wall()["polls"][0]["answered"] == half + len(pages[:1])
            assert "bars" not in leader.wall()["polls"][0]  # nobody sees any before it is closed
            _kill(room.server.process)
        trying = [
            hands.submit(phone.send, "poll", "p1.1", said)
            for phone, said in zip(phones[half:], chosen[half:], strict=True)
        ]
        for page in pages:
            page.wait_for_selector(".tk-session-down")  # and each page says that the computer gives no answer
        for page in pages[1:]:
            _answer(page, 0)
        with rooms(url, port) as room:
            assert [each.result() for each in trying] == [204] * len(trying)
            _until(pages, wait_until, lambda page: page.locator(".tk-session-down").count() == 0)
            wait_until(lambda: leader.wall()["polls"][0]["answered"] == PEOPLE)
            # Some change their mind before it closes, and an older message of theirs comes late.
            for phone in phones[:3]:
                assert phone.send("poll", "p1.1", "o1", change=2) == 204
                assert phone.send("poll", "p1.1", "o2", change=1) == 204
            leader.do("show", id="p1")
            assert phones[0].send("poll", "p1.1", "o2", change=3) == 409
            true = Counter(chosen) + Counter({"o0": len(pages)}) + Counter({"o1": 3}) - Counter({"o0": 3})
            (poll,) = leader.wall()["polls"]
            assert poll["of"] == PEOPLE == sum(true.values())
            assert true["o2"] == 2
            assert [bar["people"] for bar in poll["bars"]] == _shown(true, ["o0", "o1", "o2"])
            assert not any(bar["people"] == 2 for bar in poll["bars"])
            assert [bar["people"] for bar in leader.wall("ar")["polls"][0]["bars"]] == _shown(true, ["o0", "o1", "o2"])
            assert leader.wall()["exercises"] == [exercise]  # as it was shown before

            # The table: both sides see one board.
            union, employer = phones[0], phones[1]
            for side, phone, text in (
                ("union", union, "strong"),
                ("employer", employer, "none"),
                ("union", phones[2], "standard"),
            ):
                assert phone.send("said", f"t1.r1.notice.{side}.strength", text) == 204
            assert union.send("said", "t2.r1.notice.union.strength", "minimum") == 204
            boards = leader.view(who=employer.headers)["boards"]
            assert boards == leader.view(who=union.headers)["boards"] == leader.wall()["boards"]
            (row,) = boards[0]["rounds"][0]["rows"]
            assert (row["union"], row["employer"]) == ("an article with dated duties and a remedy", "no such article")
            assert [board["id"] for board in boards] == ["t1", "t2"]

            kept = Store(url)
            assert Counter(entry.kind for entry in kept.entries()) == {
                "joined": PEOPLE, "at_step": PEOPLE, "poll": PEOPLE, "exercise": len(phones), "said": 3,
            }  # fmt: skip
            leader.do("delete")
            assert phones[0].send("poll", "p1.1", "o1", change=4) == 404
            _until(pages, wait_until, lambda page: page.locator("#tk-session").is_hidden())
            assert (list(kept.entries()), kept.states()) == ([], {})
            kept.close()
    for page in pages:
        page.context.close()


def _options() -> list[str]:
    from toolkit.course import exercise

    return [option.name for option in exercise("be-the-model").options]  # type: ignore[union-attr]


def _shown(true: Counter[str], answers: list[str]) -> list[int]:
    """By hand: two small ones are put with the next rarest; what nobody gave goes along."""
    small = min(count for count in true.values() if count)
    assert small == 2
    rising = sorted((count, name) for name, count in true.items() if count)
    hidden = {name for _, name in rising[:2]}
    alone = [true[name] for name in answers if name not in hidden and true[name]]
    return [*alone, sum(true[name] for name in hidden)]


def _page(browser: Browser, room: Any, leader: Any) -> Page:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{room.port}/en/join/{leader.code}/")
    page.click("#tk-join")
    page.wait_for_url(f"**{LESSON}*")
    page.wait_for_selector("#tk-session:not([hidden])")
    page.wait_for_selector("#tk-loading", state="detached")
    return page


def _answer(page: Page, number: int) -> None:
    # The question opens by itself on a phone that nobody is typing on.
    page.check(f".tk-session-poll input >> nth={number}")
    page.click(".tk-session-poll button")


def _until(pages: list[Page], wait_until: Callable[..., None], so: Callable[[Page], bool]) -> None:
    for page in pages:
        wait_until(lambda page=page: (page.wait_for_timeout(20), so(page))[1])


def _kill(process: int) -> None:
    """As if the battery were empty: the server does not get to say anything, and neither do its lessons."""
    server = psutil.Process(process)
    for each in [server, *server.children(recursive=True)]:
        each.kill()
