"""A plan tried with simulated phones: every block at its minute, what the wall shows held against what was sent."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from toolkit.course.plans.plan import Plan, make_plan
from toolkit.course.plans.setting import Setting
from toolkit.course.sessions.polls import READY
from toolkit.documents import Bullets, Heading, Table, write_text
from toolkit.errors import ToolkitError
from toolkit.languages import KNOWN
from toolkit.serving.rehearsal import run
from toolkit.serving.rehearsal.report import presses, report
from toolkit.serving.rehearsal.run import FEWEST, Rehearsal
from toolkit.serving.session.moments import moments
from toolkit.serving.session.pages import TIMERS
from toolkit.serving.session.rehearsal import PHONES

AT_ONCE = 1e9


def rehearse(*given: Any, **named: Any) -> Rehearsal:
    """In a thread of its own: another test's browser may hold the loop of this one."""
    with ThreadPoolExecutor(1) as hand:
        return hand.submit(run.rehearse, *given, **named).result()


def plan_of(audience: str = "leaders", **more: Any) -> Plan:
    return make_plan(audience, country="KE", start=date(2027, 2, 1), **more)


@pytest.fixture(scope="module")
def played() -> Rehearsal:
    """Two union leaders' sessions have one with a table, a campaign and three lessons: the second."""
    return rehearse(plan_of(), 2, speed=AT_ONCE)


def test_every_block_of_every_plan_leads_to_a_step_that_its_lesson_has() -> None:
    for audience in ("organisers", "leaders", "representatives"):
        plan = plan_of(audience)
        for session in plan.track.sessions:
            found = moments(plan, session)
            assert [moment.slot.block for moment in found] == list(session.blocks)
            assert sum(moment.slot.block.minutes for moment in found) == 180
            assert {moment.slot.block.minutes for moment in found} <= set(TIMERS), "a button for each timer"
            for moment in found:
                wanted = len(moment.slot.block.steps) if moment.slot.block.topic else 0
                assert len(moment.stops) == wanted, (audience, moment.slot.block.id)
                assert all(stop.number > 0 and stop.title for stop in moment.stops)


def test_the_wall_shows_what_the_phones_sent_and_no_small_number(played: Rehearsal) -> None:
    assert [seen.moment.slot.block.id for seen in played.seen] == [block.id for block in played.meeting.blocks]
    for seen in played.seen:
        assert seen.wall["joined"] == PHONES
        for result in (*seen.wall["polls"], *seen.wall["exercises"]):
            people = [bar["people"] for bar in result["bars"]]
            if None in people or not people:  # of ten phones nearly all gave one answer, or nothing can be told
                assert result["note"]
                assert len(people) <= 1
                continue
            assert sum(people) == result["of"]
            assert all(count >= FEWEST for count in people), result
        if seen.moment.ready:
            (poll,) = seen.wall["polls"]
            assert poll["of"] == PHONES - seen.late
        for stop in seen.moment.stops:
            assert all(sum(seen.answers[name].values()) == PHONES for name in stop.counted)
    table = next(seen for seen in played.seen if seen.moment.table)
    assert [board["id"] for board in table.wall["boards"]] == ["t1", "t2"]
    assert [len(round_["rows"]) for board in table.wall["boards"] for round_ in board["rounds"]] == [3, 3, 3, 3]


def test_phones_answer_rightly_and_wrongly_and_some_too_late(played: Rehearsal) -> None:
    campaign = next(seen for seen in played.seen if seen.moment.slot.block.id == "campaign")
    assert {stop.counted for stop in campaign.moment.stops} == {("campaign-order", "first-words")}
    for name, right in (("campaign-order", "request"), ("first-words", "wait")):
        given = campaign.answers[name]
        assert 0 < given[right] < PHONES, given
    assert sum(seen.late for seen in played.seen) > 0
    votes = sum(PHONES - seen.late for seen in played.seen if seen.moment.ready)
    steps = PHONES * sum(len(seen.moment.stops) for seen in played.seen)
    answers = PHONES * 2
    offers = 2 * 2 * 2 * 3  # tables, rounds, sides, articles
    assert sum(seen.taken for seen in played.seen) == votes + steps + answers + offers


def test_the_same_plan_is_the_same_rehearsal_at_any_speed(played: Rehearsal) -> None:
    slower = rehearse(plan_of(), 2, speed=180 * 60 / 0.5)
    keep = ("polls", "exercises", "boards", "joined", "step")
    assert [[seen.wall[name] for name in keep] for seen in slower.seen] == [
        [seen.wall[name] for name in keep] for seen in played.seen
    ]


def test_nothing_is_kept_and_nothing_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = []

    class Watched(run.Sessions):
        def __init__(self) -> None:
            super().__init__()
            rooms.append(self)

        def close(self) -> None:
            self.left = list(self.store.entries()), self.store.states(), self.running()
            super().close()

    monkeypatch.setattr(run, "Sessions", Watched)
    rehearse(plan_of("representatives", hours=1), speed=AT_ONCE)
    (room,) = rooms
    assert not room.store.outlives
    assert room.left == ([], {}, ())


@pytest.mark.parametrize("code", KNOWN)
def test_the_page_says_at_each_minute_what_to_press(code: str) -> None:
    plan = plan_of("organisers", language=code, hours=1)
    done = rehearse(plan, 1, speed=AT_ONCE)
    paper = report(done)
    blocks = [part.text for part in paper.blocks if isinstance(part, Heading) and part.level == 2]
    assert len(blocks) == len(done.seen)
    text = write_text(paper)
    for seen in done.seen:
        assert seen.moment.slot.block.say.say(plan.language) in text
        lines = presses(seen.moment, seen.before, plan.language)
        assert all(any(line in part.items for part in paper.blocks if isinstance(part, Bullets)) for line in lines)
        # One line for each step, and for the timer; a block without a question asks for none.
        question = plan.language.say(READY[seen.moment.ready][0]) if seen.moment.ready else None
        asked = [line for line in lines if any(plan.language.say(each[0]) in line for each in READY.values())]
        assert len(asked) == (question is not None)
    assert any(isinstance(part, Table) for part in paper.blocks)


def test_a_lesson_that_stays_is_not_changed_and_the_next_one_is(played: Rehearsal) -> None:
    speech = played.plan.language
    for seen in played.seen[1:]:
        assert seen.before is not None
        moved = any("All go to this lesson" in line for line in presses(seen.moment, seen.before, speech))
        assert moved == (seen.before.lesson != seen.moment.lesson)
    assert [seen.moment.topic for seen in played.seen] == [5, 5, 5, 6, 6, 7, 7, 7, 7, 7]


@pytest.mark.parametrize(
    ("more", "number", "said"),
    [
        ({"setting": Setting(30, network="none")}, 1, "on paper"),
        ({}, 3, "has 2 sessions"),
    ],
)
def test_what_cannot_be_rehearsed_is_said(more: dict[str, Any], number: int, said: str) -> None:
    with pytest.raises(ToolkitError, match=said):
        rehearse(plan_of(**more), number, speed=AT_ONCE)
