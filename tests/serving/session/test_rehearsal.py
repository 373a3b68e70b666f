"""A room of thirty goes through three hours of a plan, with a server that is killed in the middle.

What is done at which minute comes from the plan's run sheet. The test keeps a tally of its own of all that phones sent:
nothing is lost, nothing counts twice, nobody is shown. One of the phones is a real page in Chromium;
REHEARSAL_BROWSERS=10 makes it ten. The others speak as pages do.
"""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Browser, Page

from toolkit.course import Store, exercise
from toolkit.course.plans.plan import make_plan
from toolkit.course.sessions.polls import READY
from toolkit.languages import write_notebooks
from toolkit.registers.locate import folder
from toolkit.serving.session.moments import Moment, moments

pytestmark = pytest.mark.xdist_group("own-servers")
PEOPLE = 30
PAGES = int(os.environ.get("REHEARSAL_BROWSERS", "1"))
FEWEST = 5
SIDES = ("union", "employer")
TEXTS = {"minimum": "an article with information", "standard": "an article with dated duties and a remedy"}
ARTICLES = ("notice", "human", "bias")
# The leaders' second session: three lessons, the table, exercises, work without a lesson, a break.
PLAN = make_plan("leaders", country="KE", start=date(2027, 2, 1))
SESSION = PLAN.track.sessions[1]


@dataclass
class Tally:
    """What phones sent, as somebody with pencil and paper would keep it."""

    steps: dict[str, int] = field(default_factory=dict)
    exercises: dict[str, dict[str, str]] = field(default_factory=dict)
    polls: dict[str, dict[str, str]] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)

    def first(self, question: str, who: str, answer: str) -> None:
        self.exercises.setdefault(question, {}).setdefault(who, answer)

    def last(self, question: str, who: str, answer: str) -> None:
        self.polls.setdefault(question, {})[who] = answer

    def entries(self) -> dict[str, int]:
        """How many entries there must be of each kind: one for each phone and question."""
        return {
            "joined": PEOPLE,
            "at_step": len(self.steps),
            "exercise": sum(map(len, self.exercises.values())),
            "poll": sum(map(len, self.polls.values())),
            "said": len(self.said),
        }


@dataclass
class Afternoon:
    """The room, whoever leads, everybody's phone, and the tally."""

    leader: Any
    phones: list[Any]
    pages: list[Page]
    hands: ThreadPoolExecutor
    wait_until: Callable[..., None]
    chance: random.Random
    tally: Tally = field(default_factory=Tally)
    polls: int = 0
    small: int = 0  # results in which some answer was given by few

    def all(self, do: Callable[[tuple[int, Any]], Any]) -> list[Any]:
        """All phones at once."""
        return list(self.hands.map(do, enumerate(self.phones)))

    # --- a block ---------------------------------------------------------------------------------------------------

    def go_through(self, moment: Moment, before: Moment | None) -> None:
        """Do what the run sheet says for a block, and hold the wall against the tally."""
        if before is not None and moment.lesson != before.lesson:
            self.change_lesson(moment, before)
        minutes = moment.slot.block.minutes
        self.leader.do("timer", number=minutes)
        for stop in moment.stops:
            self.go_to(moment, stop.number, stop.title)
            for name in stop.counted:
                self.exercise(name)
        if moment.table:
            self.table()
        wall = self.leader.wall()
        assert wall["joined"] == PEOPLE
        assert 0 < wall["ends"] - wall["now"] <= 60 * minutes

    def change_lesson(self, moment: Moment, before: Moment) -> None:
        assert self.leader.do("lesson", id=moment.lesson)[0] == 200
        assert self.leader.wall()["step"] is None
        at = self.leader.view()["at"]
        assert sum(at) == at[0] <= len(self.pages), "nobody is at a step of it yet but a page that has followed already"
        # Who was away meanwhile tells of a step of the lesson before: that is none of this one.
        assert self.phones[0].send("at_step", step=1, change=900, lesson=before.lesson.removesuffix(".ipynb")) == 400
        for page in self.pages:
            page.wait_for_url(f"**/{moment.lesson}*")
            page.wait_for_selector("#tk-loading", state="detached")

    def go_to(self, moment: Moment, step: int, title: str) -> None:
        lead = self.leader.view()
        assert lead["lesson"] == moment.lesson.removesuffix(".ipynb")
        assert title in (lead["steps"][step], "A relay plan for the hub"), "which is a part of the step “Talk”"
        self.leader.do("step", number=step)
        change, lesson = len(self.tally.steps), lead["lesson"]
        sent = {"step": step, "change": self.polls * 10 + step, "lesson": lesson}
        # A third of the phones say it twice: their line broke before they were told that it is kept.
        self.all(lambda one: [one[1].send("at_step", **sent) for _ in range(1 + (one[0] % 3 == 0))])
        self.tally.steps |= dict.fromkeys(self.names(), step)
        self.until(lambda page: page.evaluate("location.hash") == f"#step-{step}")
        there = [PEOPLE if number == step else 0 for number in range(len(lead["steps"]))]
        self.wait_until(lambda: self.leader.view()["at"] == there)
        assert change in (0, PEOPLE)

    def names(self) -> list[str]:
        return [f"phone {n}" for n in range(len(self.phones))] + [f"page {n}" for n in range(len(self.pages))]

    def exercise(self, name: str) -> None:
        """The first answer counts, whatever is tried afterwards."""
        options = [option.name for option in exercise(name).options]  # type: ignore[union-attr]
        given = self.spread(options, len(self.phones))
        for n, answer in enumerate(given):
            self.tally.first(name, f"phone {n}", answer)
        self.all(lambda one: one[1].send("exercise", name, given[one[0]]))
        self.all(lambda one: one[0] % 4 or one[1].send("exercise", name, options[-1]))
        self.leader.do("show-exercise", id=name)
        (shown,) = [each for each in self.leader.wall()["exercises"] if each["id"] == name]
        words = {option.name: option.sentence.say("en") for option in exercise(name).options}  # type: ignore[union-attr]
        self.small += compare(shown, self.tally.exercises[name].values(), words)

    def table(self) -> None:
        """Both sides of a table see one board, and the last word of a side holds."""
        for table in (1, 2):
            for n, side in enumerate(SIDES):
                phone = self.phones[2 * table + n]
                for article in ARTICLES:
                    place = f"t{table}.r1.{article}.{side}.strength"
                    for text in ("minimum", self.chance.choice(tuple(TEXTS))):
                        assert phone.send("said", place, text) == 204
                        self.tally.said[place] = text
        boards = self.leader.wall()["boards"]
        assert boards == self.leader.view(who=self.phones[2].headers)["boards"]
        assert boards == self.leader.view(who=self.phones[3].headers)["boards"]
        told = {
            code.replace("offer.1.", f"{board['id']}.r1."): (row[code.split(".")[3]], position)
            for board in boards
            for row in board["rounds"][0]["rows"]
            for code, position in row["codes"].items()
        }
        assert told == {place: (TEXTS[text], text) for place, text in self.tally.said.items()}

    # --- a question to the room ------------------------------------------------------------------------------------

    def ask(self, ready: str, half_time: Callable[[], None] | None = None) -> None:
        """A question that is at hand; `half_time` comes when half of the answers are in, and the others keep trying."""
        self.polls += 1
        id, code, options = f"p{self.polls}", f"p{self.polls}.1", list(READY[ready][1])
        self.leader.do("ready", id=ready)
        assert self.phones[0].send("poll", code, options[0]) == 409, "it is not open yet"
        self.leader.do("open", id=id)
        given = self.spread(options, len(self.phones))
        for n, answer in enumerate(given):
            self.tally.last(code, f"phone {n}", answer)
        for n in range(len(self.pages)):
            alone = len(self.pages) == 1 and half_time is None
            self.tally.last(code, f"page {n}", options[1 if alone else n % 2])
        half = len(self.phones) // 2
        self.all(lambda one: one[0] >= half or one[1].send("poll", code, given[one[0]]))
        for page in self.pages[:1]:
            answer_on(page, code, 0)
        self.wait_until(lambda: self.last_poll()["answered"] == half + len(self.pages[:1]))
        assert "bars" not in self.last_poll(), "nobody sees any before it is closed"
        if half_time is None:
            for n, page in enumerate(self.pages[1:] or self.pages, 1):
                page.check(f'.tk-session-poll [name="{code}"] >> nth={n % 2}')
            self.all(lambda one: one[0] < half or one[1].send("poll", code, given[one[0]]))
            self.send_on_others(code)
        else:
            half_time()
            trying = [self.hands.submit(self.phones[n].send, "poll", code, given[n]) for n in range(half, len(given))]
            for page in self.pages:
                page.wait_for_selector(".tk-session-down")  # each page says that the computer gives no answer
            self.answer_on_others(code)
            self.reopen()
            assert [each.result() for each in trying] == [204] * len(trying)
            self.until(lambda page: page.locator(".tk-session-down").count() == 0)
        self.wait_until(lambda: self.last_poll()["answered"] == PEOPLE)
        # Some change their mind before it closes, and an older message of theirs comes late.
        for n, phone in enumerate(self.phones[:3]):
            assert phone.send("poll", code, options[1], change=2) == 204
            assert phone.send("poll", code, options[2], change=1) == 204
            self.tally.last(code, f"phone {n}", options[1])
        self.leader.do("show", id=id)
        assert self.phones[0].send("poll", code, options[2], change=3) == 409
        shown = self.last_poll()
        self.small += compare(shown, self.tally.polls[code].values(), READY[ready][1])
        arabic = self.leader.wall("ar")["polls"][-1]
        assert [bar["people"] for bar in arabic["bars"]] == [bar["people"] for bar in shown["bars"]]

    def reopen(self) -> None:
        raise AssertionError("the room says how")

    def answer_on_others(self, code: str) -> None:
        for n, page in enumerate(self.pages[1:], 1):
            answer_on(page, code, n % 2)

    def send_on_others(self, code: str) -> None:
        """What was chosen before others answered is still chosen afterwards."""
        self.wait_until(lambda: self.last_poll()["answered"] >= len(self.phones))
        for n, page in enumerate(self.pages[1:] or self.pages, 1):
            assert page.locator(f'.tk-session-poll [name="{code}"] >> nth={n % 2}').is_checked()
            page.click(f'.tk-session-poll:has([name="{code}"]) button')

    def last_poll(self) -> dict[str, Any]:
        return self.leader.wall()["polls"][-1]

    def spread(self, options: list[str], many: int) -> list[str]:
        """Most give one answer, some another, two a third: small numbers there are in every room."""
        first, second, third = self.chance.sample(options, 3)
        given = [first] * (many - 10) + [second] * 8 + [third] * 2
        self.chance.shuffle(given)
        return given

    def until(self, so: Callable[[Page], bool]) -> None:
        for page in self.pages:
            self.wait_until(lambda page=page: (page.wait_for_timeout(20), so(page))[1])


def compare(shown: dict[str, Any], given: Iterable[str], words: Mapping[str, str]) -> bool:
    """Whether few gave some answer; what is shown adds up to what was sent, and no number of it is small.

    An answer that almost all gave has no number, and where every number would point at few there is none.
    """
    true = Counter(words[answer] for answer in given)
    assert shown["of"] == sum(true.values())
    seen: list[str] = []
    small = [each for each in words.values() if true[each] < FEWEST]
    if not shown["bars"] or shown["bars"][0]["people"] is None:
        assert shown["note"]
        assert small, "else every number could be told"
        for bar in shown["bars"]:
            assert [true[each] for each in bar["words"]] >= [bar["least"]]
        return True
    for bar in shown["bars"]:
        assert bar["people"] == sum(true[each] for each in bar["words"])
        assert bar["people"] >= FEWEST
        seen += bar["words"]
    assert sorted(seen) == sorted(words.values()), "each answer stands in one bar"
    alone = [bar["words"][0] for bar in shown["bars"] if len(bar["words"]) == 1]
    assert not set(small) & set(alone)
    return bool(small)


def test_the_plan_is_a_whole_one() -> None:
    kinds = [moment.slot.block.kind for moment in moments(PLAN, SESSION)]
    assert set(kinds) == {"opening", "rules", "exercise", "break", "group", "between", "closing"}
    assert any(moment.table for moment in moments(PLAN, SESSION))
    assert sum(moment.slot.block.minutes for moment in moments(PLAN, SESSION)) == 180
    assert len({moment.lesson for moment in moments(PLAN, SESSION)}) == 3


@pytest.mark.parametrize("kept_in", ["sqlite", "postgres"])
def test_thirty_go_through_three_hours(
    kept_in: str,
    rooms: Callable[..., Any],
    port: int,
    tmp_path: Path,
    lessons_of_plan: Path,
    request: pytest.FixtureRequest,
) -> None:
    sqlite = kept_in == "sqlite"
    url = f"sqlite:///{tmp_path / 'room.sqlite'}" if sqlite else request.getfixturevalue("postgres")
    browser: Browser | None = request.getfixturevalue("browser") if sqlite else None
    wait_until = request.getfixturevalue("wait_until")
    plan = moments(PLAN, SESSION)
    with ThreadPoolExecutor(PEOPLE) as hands, ExitStack() as door:
        room = door.enter_context(rooms(url, port, lessons_of_plan))
        leader = room.begin(plan[0].lesson)
        pages = [opened(browser, room, leader, plan[0].lesson) for _ in range(PAGES)] if browser else []
        phones = list(hands.map(lambda _: room.phone(leader), range(PEOPLE - len(pages))))
        for phone in phones[:5]:
            phone.join(leader.code)  # who comes again by the picture on the wall is the same phone
        afternoon = Afternoon(leader, phones, pages, hands, wait_until, random.Random(17))

        def reopen() -> None:
            door.enter_context(rooms(url, port, lessons_of_plan))

        def die() -> None:
            kill(room.server.process)
            door.close()

        afternoon.reopen = reopen  # type: ignore[method-assign]
        before = None
        for moment in plan:
            afternoon.go_through(moment, before)
            if moment.ready:
                afternoon.ask(moment.ready, die if moment.slot.block.kind == "break" else None)
            before = moment
        wall = leader.wall()
        assert len(wall["polls"]) == afternoon.polls == sum(bool(moment.ready) for moment in plan)
        for number, poll in enumerate(wall["polls"], 1):  # also those of before the server was killed
            assert poll["of"] == len(afternoon.tally.polls[f"p{number}.1"]) == PEOPLE
        assert afternoon.small >= 5, "there was something to hide"
        kept = Store(url)
        assert Counter(entry.kind for entry in kept.entries()) == afternoon.tally.entries()
        leader.do("delete")
        assert phones[0].send("poll", "p1.1", "slow", change=4) == 404
        afternoon.until(lambda page: page.locator("#tk-session").is_hidden())
        assert (list(kept.entries()), kept.states()) == ([], {})
        kept.close()
    for page in pages:
        page.context.close()


@pytest.fixture(scope="module")
def lessons_of_plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lessons with all their steps and prose; what they compute is tried elsewhere."""
    place = tmp_path_factory.mktemp("lessons")
    write_notebooks(folder("notebooks"), place, ["en"])
    for path in place.rglob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":  # which exercises there are is read from it
                cell["source"] = [f"# {line}" for line in "".join(cell["source"]).splitlines(keepends=True)]
        path.write_text(json.dumps(notebook), encoding="utf-8")
    return place


def opened(browser: Browser, room: Any, leader: Any, lesson: str) -> Page:
    """A phone whose owner types the code on the start page, and joins."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{room.port}/en/join/{leader.code}/")
    page.click("#tk-join")
    page.wait_for_url(f"**/{lesson}*")
    page.wait_for_selector("#tk-session:not([hidden])")
    page.wait_for_selector("#tk-loading", state="detached")
    return page


def answer_on(page: Page, code: str, number: int) -> None:
    # The question opens by itself on a phone that nobody is typing on; until then the one before may still stand there.
    page.check(f'.tk-session-poll [name="{code}"] >> nth={number}')
    page.click(f'.tk-session-poll:has([name="{code}"]) button')


def kill(process: int) -> None:
    """As if the battery were empty: the server does not get to say anything, and neither do its lessons."""
    server = psutil.Process(process)
    for each in [server, *server.children(recursive=True)]:
        each.kill()
