"""A region and a course in numbers worked out by hand, in words, on paper; and that work grows no faster than files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from functools import cache

import openpyxl
import pytest

from toolkit.course.dashboards.course import NONE, _span, course
from toolkit.course.dashboards.handed_over import HandedOver, Requested, Seen
from toolkit.course.dashboards.invented import invented_files, invented_follow_ups
from toolkit.course.dashboards.paper import SUBTRACTED, Board, course_board, region_board
from toolkit.course.dashboards.region import ONE, region
from toolkit.course.dashboards.words import BEHIND_UNIONS, WITHHELD
from toolkit.course.follow_up import Ask, FollowUp, Held
from toolkit.documents import write_text, write_xlsx
from toolkit.languages import KNOWN, Language, strip

TODAY = date(2027, 5, 1)
ENDED = date(2027, 2, 1)
EN = Language("en")


def ask(state: str, days: int = 0, topic: int | None = 4, clause: str = "") -> Ask:
    decided = None if state == "open" else date.fromordinal(ENDED.toordinal() + days)
    return Ask(ENDED, state, decided, topic, clause)  # type: ignore[arg-type]


def follow_up(number: int, *asked: Ask, people: int = 20, track: str = "leaders") -> FollowUp:
    return FollowUp(f"id-{number:06}", f"Union {number}", ENDED, 1, "KE", track, (Held(ENDED, people),), asked)


def test_what_was_asked_won_and_refused_is_counted_by_topic_clause_and_time() -> None:
    four = [follow_up(n, ask("won", 20), ask("won", 40, 5, "bias"), ask("open")) for n in range(4)]
    found = course([*four, follow_up(9, ask("refused", 70), people=3, track="")], TODAY)
    assert (found.unions, found.running, found.sessions) == (
        5,
        5,
        (("organisers", 0), ("leaders", 4), ("representatives", 0), (NONE, 1)),
    )
    assert found.people.of_row("leaders") is None, "or the three who came elsewhere would be told by the sum"
    assert found.people.total == 83
    assert found.spans.total == 13
    assert found.spans.of_column("won") == 8
    assert found.topics.cell("5", "won") == 4
    # One union was refused something: that, and by which it could be told, stays in.
    assert found.topics.cell("4", "refused") is None
    assert found.spans.cell("61-90", "refused") is None
    assert found.spans.of_column("refused") is None
    assert found.clauses.of_row("bias") == 4


@pytest.mark.parametrize(
    ("days", "span"),
    [(-5, "0-30"), (0, "0-30"), (30, "0-30"), (31, "31-60"), (60, "31-60"), (90, "61-90"), (91, "later")],
)
def test_the_first_thirty_days_end_with_the_thirtieth(days: int, span: str) -> None:
    assert _span(ask("won", days), ENDED) == span


def test_after_ninety_days_a_course_is_over() -> None:
    assert course([follow_up(1)], date(2027, 5, 2)).running == 1
    assert course([follow_up(1)], date(2027, 5, 3)).running == 0


def test_a_region_counts_what_is_overdue_and_what_is_not_answered() -> None:
    day = date(2027, 1, 4)
    requests = {
        **{f"late {n}": Requested(f"U{n}", "data", day, date(2027, 4, 30), "", day) for n in range(3)},
        **{f"today {n}": Requested(f"U{n}", "data", day, TODAY, "", day) for n in range(3)},
        **{f"came {n}": Requested(f"U{n}", "data", day, day, "evasive", day) for n in range(3)},
    }
    systems = {str(n): Seen(f"U{n}", {"purpose": n != 0, "data": False}) for n in range(4)}
    found = region(HandedOver(requests=requests, systems=systems), TODAY)
    states = ("overdue", "asked", "evasive", "answered")
    assert [found.requests.cell("data", state) for state in states] == [3, 3, 3, 0], "on the last day it is in time"
    assert found.systems.of_row("data") == found.systems.of_row("purpose") == 4
    assert found.systems.cell("data", "open") == 4
    assert found.systems.of_column("open") is None, "or it would tell the one whose purpose is open"
    assert found.systems.cell("purpose", "open") is None
    assert found.systems.cell("purpose", "answered") is None, "the sum would tell"
    assert (found.seen.cell(ONE, ONE), found.audits.total, found.agreements.total) == (4, 0, 0)


@cache
def handed() -> HandedOver:
    taken = HandedOver()
    for name, data, union in invented_files(TODAY, 12):
        taken = taken.with_file(name, data, union)
    return taken


def boards(found: HandedOver, language: Language) -> tuple[Board, Board]:
    follow_ups = found.follow_ups.values()
    return (
        region_board(region(found, TODAY), language, TODAY, invented=True),
        course_board(course(follow_ups, TODAY), language, TODAY),
    )


@pytest.mark.slow
def test_what_is_withheld_stands_in_no_table_workbook_or_paper() -> None:
    found = handed()
    for board in (
        region_board(region(found, TODAY), EN, TODAY),
        course_board(course(found.follow_ups.values(), TODAY), EN, TODAY),
    ):
        rows = list(csv.DictReader(io.StringIO(board.to_csv().decode("utf-8-sig"))))
        blank = [row for row in rows if row["number"] == ""]
        hidden = sum(value is None for one in board.tables for row in one.values() for value in row)
        assert len(blank) == hidden > 0
        document = board.document()
        assert document.one_page
        book = openpyxl.load_workbook(io.BytesIO(write_xlsx(document)))
        cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
        assert sum(cell == WITHHELD for cell in cells) >= hidden
        text = write_text(document)
        assert EN.say(BEHIND_UNIONS, number=3) in text
        assert EN.say(SUBTRACTED) in text
        for one in board.tables:
            for point in one.figure().points:
                assert (point.number == WITHHELD) == (point.total is None)
                assert not point.total or sum(count or 0 for count in point.counts) <= point.total


@pytest.mark.slow
@pytest.mark.parametrize("code", KNOWN)
def test_boards_speak_every_language(code: str) -> None:
    language = Language(code)
    found = handed()
    for board in (
        region_board(region(found, TODAY), language, TODAY, invented=True),
        course_board(course(found.follow_ups.values(), TODAY), language, TODAY),
    ):
        for one in board.tables:
            assert one.rows
            assert len(one.header()) == len(one.lines()[0]) == len(one.values()[0]) + 1
            figure = one.figure()
            for point in figure.points:
                assert strip(point.label) in strip(figure.describe)


def test_each_follow_up_is_looked_at_once_however_many_there_are() -> None:
    looks = 0

    def watched(number: int) -> Iterator[FollowUp]:
        nonlocal looks
        for one in invented_follow_ups(TODAY, number):
            looks += 1
            yield one

    small = course(watched(250), TODAY)
    assert looks == 250
    large = course(watched(1000), TODAY)
    assert looks == 1250
    assert (large.spans.total or 0) > 3 * (small.spans.total or 0)


def test_what_two_unions_swap_unseen_changes_no_published_number() -> None:
    """Three unions won something; which of two others was refused what cannot be seen in anything published."""
    won = [follow_up(n, ask("won", 20), ask("open")) for n in range(3)]
    first = [*won, follow_up(7, ask("refused", 10, 1)), follow_up(8, ask("won", 10, 1))]
    second = [*won, follow_up(7, ask("won", 10, 1)), follow_up(8, ask("refused", 10, 1))]
    first_board, second_board = (course_board(course(some, TODAY), EN, TODAY) for some in (first, second))
    assert first_board.to_csv() == second_board.to_csv()
    assert first_board.facts == second_board.facts
    assert [one.figure() for one in first_board.tables] == [one.figure() for one in second_board.tables]
