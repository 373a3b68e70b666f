"""How it was over many workshops: sums by hand, which way it goes, and what an attacker gets out of all filters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import chain, combinations, product

import pytest

from toolkit.course.dashboards.feedback import (
    BYS,
    UNSHOWN,
    By,
    Heard,
    Trend,
    chosen,
    heard,
    summed,
    trend,
)
from toolkit.course.dashboards.feedback_board import OPEN, called, feedback_board, trends
from toolkit.course.dashboards.invented import invented_feedback
from toolkit.course.sessions.session import begin, to_text
from toolkit.course.store.entry import Entry
from toolkit.course.store.store import Store
from toolkit.course.store.tally import publish
from toolkit.languages import KNOWN, Language

AT = datetime(2027, 2, 1, 9, tzinfo=UTC)
PLAN = "audience=leaders&country=KE&start=2027-02-01&language=en"
EN = Language("en")
ANSWERS = ("yes", "perhaps", "no")


def one(
    workshop: str, yes: int | None, perhaps: int | None, no: int | None, total: int, course: str = "", **about: str
) -> Heard:
    where = {"topic": "1", "place": "KE", "year": "2027", **about}
    return Heard(
        workshop, "useful", course, counts=dict(zip(ANSWERS, (yes, perhaps, no), strict=True)), total=total, **where
    )


def kept(store: Store, plan: str, *answers: tuple[str, int], ended: bool = True, rehearsal: bool = False) -> str:
    session, _ = begin("1.ipynb", "en", topic="3", plan=plan, rehearsal=rehearsal)
    session = replace(session.add_poll(ready="pace").ask_feedback(), began=int(AT.timestamp()), ended=ended)
    store.keep(session.id, to_text(session))
    given = [answer for answer, people in answers for _ in range(people)]
    for number, answer in enumerate(given):
        store.record(Entry(f"{number}", session.id, AT, "poll", "3", "p2.1", answer))
        store.record(Entry(f"pace{number}", session.id, AT, "poll", "3", "p1.1", "slow"))
    return session.id


def test_workshops_that_are_over_are_heard_each_by_its_question_and_not_by_its_number() -> None:
    store = Store()
    first = kept(store, PLAN, ("yes", 12), ("no", 9), ("perhaps", 8))
    alone = kept(store, "", ("yes", 7), ("no", 6), ("perhaps", 6))
    kept(store, PLAN, ("yes", 20), ended=False)
    kept(store, PLAN, ("yes", 20), rehearsal=True)
    found = {one.workshop: one for one in heard(store)}
    assert set(found) == {first, alone}, "what still runs, and what was only tried, is left out"
    assert found[first].course == "2027-02-01 leaders KE"
    assert (found[first].ready, found[first].topic, found[first].place, found[first].year) == (
        "useful",
        "3",
        "KE",
        "2027",
    )
    assert (found[first].counts, found[first].total) == ({"yes": 12, "perhaps": 8, "no": 9}, 29)
    assert (found[alone].course, found[alone].place) == ("", "")


def test_published_numbers_are_added_up_and_the_rest_is_withheld() -> None:
    found = [
        one("a", 12, 8, 9, 29, "2027-02-01 leaders KE"),
        one("b", 20, None, None, 28, "2027-02-01 leaders KE", topic="2"),
        one("c", None, None, None, 10, "2026-02-01 leaders GH", place="GH"),
    ]
    table = summed(found, "useful", "course")
    new, old = table.rows
    assert (new, old) == ("2027-02-01 leaders KE", "2026-02-01 leaders GH"), "the one before stands below"
    assert [table.cell(new, column) for column in (*ANSWERS, UNSHOWN)] == [32, 8, 9, 8]
    assert [table.cell(old, column) for column in (*ANSWERS, UNSHOWN)] == [None, None, None, 10], "hidden is not none"
    assert (table.of_row(new), table.of_row(old), table.total, table.of_column(UNSHOWN)) == (57, 10, 67, 18)
    assert summed(found, "useful", "topic").of_row("2") == 28
    assert summed(found, "clear", "topic").rows == ()
    assert [each.workshop for each in chosen(found, {"place": "KE", "topic": "2"})] == ["b"]


# --- which way it goes: 99 % intervals after Wilson, worked out by hand ----------------------------------------------


def courses(*shown: tuple[int, int], hidden: int = 0) -> list[Heard]:
    return [
        one(f"w{n}", yes, None if hidden else total - yes, 0, total, f"202{n}-02-01 leaders KE")
        for n, (yes, total) in enumerate(shown)
    ]


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (courses((10, 40), (20, 40), (30, 40)), Trend(True, 3, (10, 40), (30, 40))),  # 0.12…0.45, 0.55…0.88
        (courses((30, 40), (20, 40), (10, 40)), Trend(False, 3, (30, 40), (10, 40))),
        (courses((10, 40), (30, 40)), None),  # two courses are no trend
        (courses((12, 40), (20, 40), (26, 40)), None),  # 0.15…0.50, 0.45…0.81: chance can make that
        (courses((10, 40), (38, 40), (4, 40), (30, 40)), None),  # up and down in between
        (courses((20, 40), (20, 40), (20, 40)), None),
        ([], None),
        # Without a course there is no order.
        ([one(f"w{n}", yes, 40 - yes, 0, 40) for n, yes in enumerate((5, 20, 35))], None),
    ],
)
def test_a_trend_is_told_only_where_three_courses_or_more_differ_by_more_than_chance(
    found: list[Heard], wanted: Trend | None
) -> None:
    assert trend(found, "useful") == wanted
    said = trends(found, EN)
    assert bool(said) == bool(found)
    assert (EN.say(OPEN, questions="“Will you use something of it within a month?”") in said) == (
        wanted is None and bool(found)
    )


def test_what_is_hidden_may_be_any_answer_so_it_makes_no_trend() -> None:
    found = courses((10, 40), (20, 40), (30, 40))
    found[0] = one("w0", None, 30, None, 40, found[0].course)  # those ten may have said yes, as the sum above has it
    assert trend(found, "useful") == Trend(True, 3, (10, 40), (30, 40))
    found[0] = one("w0", None, 18, None, 40, found[0].course)  # 22 may have
    assert trend(found, "useful") is None


def test_the_same_people_asked_at_each_session_are_no_more_people() -> None:
    once = courses((3, 12), (6, 12), (9, 12))
    assert trend(once, "useful") is None
    often = [
        one(f"{each.workshop}-{n}", each.counts["yes"], each.counts["perhaps"], 0, 12, each.course)
        for each in once
        for n in range(6)
    ]
    assert trend(often, "useful") is None, "72 answers of twelve people"


# --- an attacker who sees every table under every filter -------------------------------------------------------------

ABOUT = (
    {"course": "2026-02-01 leaders KE", "topic": "1", "place": "KE", "year": "2026"},
    {"course": "2026-02-01 leaders KE", "topic": "2", "place": "KE", "year": "2026"},
    {"course": "", "topic": "1", "place": "", "year": "2027"},
)
SMALLEST = 3


@cache
def _of(place: int, counts: tuple[int, ...]) -> Heard:
    tally = publish(dict(zip(ANSWERS, counts, strict=True)), smallest=SMALLEST)
    return Heard(str(place), "useful", **ABOUT[place], counts=dict(tally.counts), total=tally.total or 0)


def _all_filters(found: Sequence[Heard]) -> Iterator[object]:
    """Everything that the page can show: each filter there is, all at once, each grouping."""
    values = {by: sorted({about[by] for about in ABOUT}) for by in BYS}
    for bys in chain.from_iterable(combinations(BYS, size) for size in range(len(BYS) + 1)):
        for picked in product(*(values[by] for by in bys)):
            some = chosen(found, dict(zip(bys, picked, strict=True)))
            for by in BYS:
                table = summed(some, "useful", by)
                yield table.cells, table.row_totals, table.column_totals, table.total
            yield trend(some, "useful")


def _rooms(total: int) -> list[tuple[int, ...]]:
    return [counts for counts in product(range(total + 1), repeat=3) if sum(counts) == total]


@pytest.mark.parametrize("totals", [(5, 6, 7), (3, 9, 5), (8, 8, 4)])
def test_all_filters_together_tell_no_more_than_the_walls_did(totals: tuple[int, int, int]) -> None:
    """All rooms of these sizes: who subtracts any table from any other is left with the rooms that a wall leaves."""
    for place, total in enumerate(totals):
        by_wall: dict[str, list[tuple[int, ...]]] = {}
        by_page: dict[str, list[tuple[int, ...]]] = {}
        others = [_of(other, _rooms(totals[other])[-1]) for other in range(3) if other != place]
        for counts in _rooms(total):
            mine = _of(place, counts)
            by_wall.setdefault(repr((mine.counts, mine.total)), []).append(counts)
            by_page.setdefault(repr(list(_all_filters([*others, mine]))), []).append(counts)
        assert sorted(by_page.values()) == sorted(by_wall.values())
        for possible in by_page.values():
            for answer in range(3):
                could_be = {counts[answer] for counts in possible}
                assert not (len(could_be) == 1 and 0 < min(could_be) < SMALLEST), (possible, answer)


# --- in words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", KNOWN)
@pytest.mark.parametrize("by", BYS)
def test_the_board_speaks_every_language(code: str, by: By) -> None:
    language = Language(code)
    board = feedback_board(invented_feedback(), by, language, invented=True)
    assert len(board.tables) == 4
    for each in board.tables:
        assert len(each.header()) == 6
        assert all("organisers" not in line[0] for line in each.lines() if code != "en")
        figure = each.figure()
        assert figure.describe
        assert len(figure.parts) == 3, "what is withheld is drawn as in every picture, once"
        assert [point.rest for point in figure.points] == [each.table.cell(row, UNSHOWN) for row in each.rows]
    assert len(board.notes()) == len(set(board.notes()))


def test_courses_and_sessions_without_one_are_called_as_people_call_them() -> None:
    assert called("course", "2027-02-01 leaders KE", EN) == "Union leaders, Kenya, from 1 February 2027"
    assert called("course", "", EN) == "sessions that belong to no course"
    assert called("course", "soon nobody XX", EN) == "nobody, XX, from soon"
    assert (called("topic", "", EN), called("topic", "99", EN)) == ("no topic", "no topic")
    assert (called("place", "", EN), called("place", "GH", EN)) == ("no country named", "Ghana")
    assert called("year", "2027", EN) == "2027"
