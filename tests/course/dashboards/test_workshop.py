"""A workshop out of its store: what landed, what moves, and what is not told while a poll is open."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from toolkit.app.dashboards.pieces import picture
from toolkit.course.dashboards.exported import NOT_EXPORTED, read_exported
from toolkit.course.dashboards.invented import invented_workshop
from toolkit.course.dashboards.region import ONE
from toolkit.course.dashboards.running import Running, running
from toolkit.course.dashboards.words import Worded
from toolkit.course.dashboards.workshop import (
    AFTER,
    BANDS,
    BEFORE,
    Answers,
    as_table,
    quiz_table,
    workshop,
    workshops,
)
from toolkit.course.dashboards.workshop_board import workshop_board
from toolkit.course.sessions.session import begin, to_text
from toolkit.course.store.entry import Entry, Kind
from toolkit.course.store.store import Store
from toolkit.course.store.tally import publish
from toolkit.errors import DataError
from toolkit.languages import KNOWN, Language

AT = datetime(2027, 2, 1, 9, tzinfo=UTC)


def entries(kind: Kind, question: str, *answers: str, topic: str = "1", workshop: str = "w") -> list[Entry]:
    return [
        Entry(f"{place}.{kind}.{question}", workshop, AT, kind, topic, question, answer)
        for place, answer in enumerate(answers)
    ]


def right(kind: Kind, *numbers: int) -> list[Entry]:
    return [Entry(f"{kind}{place}", "w", AT, kind, "4", "quiz-4", str(n)) for place, n in enumerate(numbers)]


def test_how_many_were_right_of_ten_before_and_after() -> None:
    store = Store()
    store.record(
        *right("quiz_before", *[2] * 6, *[3] * 5, *[6] * 8), *right("quiz_after", *[7] * 6, *[8] * 5, *[10] * 8)
    )
    store.record(
        Entry("x", "w", AT, "quiz_after", "4", "quiz-4", "all"), Entry("y", "w", AT, "quiz_after", "4", "q", "1")
    )
    [landed] = workshop(store, "w").quizzes
    table = quiz_table(landed)
    assert landed.topic == 4
    assert [[table.cell(when, band) for band in BANDS] for when in (BEFORE, AFTER)] == [
        [11, None, None],
        [None, None, 13],
    ]
    assert (table.of_row(BEFORE), table.of_row(AFTER)) == (19, 19)
    worded = Worded(table, Language("en"))
    assert [line[0] for line in worded.lines()] == ["before", "after"], "the same people are not added up"


def test_one_more_number_does_not_move_the_picture_of_a_quiz() -> None:
    store = Store()
    store.record(*right("quiz_before", *[2] * 6, *[6] * 8))
    first = workshop(store, "w")
    store.record(Entry("late", "w", AT, "quiz_before", "4", "quiz-4", "9"))
    assert workshop(store, "w", first.seen).quizzes == first.quizzes
    assert workshop(store, "w").quizzes != first.quizzes


def test_few_people_at_a_step_are_not_pointed_at() -> None:
    store = Store()
    for place in range(20):
        step = 0 if place < 2 else 1 if place < 11 else 2
        store.record(Entry(f"{place}", "w", AT, "at_step", step=step), Entry(f"j{place}", "w", AT, "joined"))
    found = workshop(store, "w")
    assert found.joined == 20
    assert found.progress.total == 20
    assert [found.progress.cell(str(step), ONE) for step in range(3)].count(None) == 2, "two, or the sum would tell"
    assert found.progress.cell("0", ONE) is None


def counts(**numbers: int) -> Answers:
    return Answers("poll", "p1.1", publish(numbers))


@pytest.mark.parametrize(
    ("before", "after", "moves"),
    [
        ({"yes": 20, "no": 8}, {"yes": 21, "no": 8}, False),  # one more person said yes
        ({"yes": 20, "no": 8}, {"yes": 25, "no": 8}, True),  # five of one mind, and nobody of another
        ({"yes": 20, "no": 8}, {"yes": 24, "no": 9}, False),  # one of five said no
        ({"yes": 20, "no": 8}, {"yes": 25, "no": 13}, True),
        ({"yes": 20, "no": 8}, {"yes": 15, "no": 13}, True),  # five changed their mind
        ({"yes": 20, "no": 8}, {"yes": 19, "no": 9}, False),  # one did
        ({"yes": 20, "no": 8, "so": 2}, {"yes": 25, "no": 8, "so": 3}, False),  # one of the others is new
        ({"yes": 3}, {"yes": 9}, True),  # nothing was told before
        ({"yes": 20, "no": 8}, {"yes": 20, "no": 8}, True),
    ],
)
def test_a_picture_moves_only_where_the_difference_tells_of_nobody(
    before: dict[str, int], after: dict[str, int], moves: bool
) -> None:
    old, new = counts(**before), counts(**after)
    assert new.moved_from(old) == (new if moves else old)
    assert new.moved_from(None) == new


def test_a_workshop_is_looked_at_again_and_shows_what_may_move() -> None:
    store = Store()
    store.record(*entries("poll", "p1.1", *["o0"] * 12, *["o1"] * 9))
    first = workshop(store, "w")
    assert as_table(first.answers[0]).cells == {("o0", ONE): 12, ("o1", ONE): 9}
    store.record(Entry("late", "w", AT, "poll", "1", "p1.1", "o1"))
    assert workshop(store, "w", first.answers).answers == first.answers
    assert workshop(store, "w").answers != first.answers
    assert workshop(store, "w", hidden=["p1.1"]).answers == ()


def test_one_workshop_is_told_from_another_and_nothing_is_no_error() -> None:
    store = Store()
    assert workshops(store) == ()
    store.record(*invented_workshop(id="a", people=9, every=False), *invented_workshop(id="b", people=6, every=False))
    assert workshops(store) == ("a", "b")
    assert (workshop(store, "a").joined, workshop(store, "b").joined, workshop(store, "c").joined) == (9, 6, 0)


def test_a_store_is_read_again_from_the_file_that_it_left() -> None:
    store = Store()
    store.record(*invented_workshop(people=7))
    again = Store()
    read_exported(store.export().encode(), "w.jsonl").put_into(again)
    assert workshop(again, "invented") == workshop(store, "invented")


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "{",
        '{"id": "1"}',
        '{"id": "1", "workshop": "w", "at": "soon", "kind": "poll"}',
        '{"id": "1", "workshop": "w", "at": "2027-02-01", "kind": "gossip"}',
        '{"id": "1", "workshop": "w", "at": "2027-02-01", "kind": "poll", "answer": "Amina said no"}',
        '{"id": "1", "workshop": "w", "at": "2027-02-01", "kind": "poll", "name": "Amina"}',
        '{"id": "1", "workshop": "w", "at": "2027-02-01", "kind": "at_step", "step": "2"}',
    ],
)
def test_a_line_that_does_not_hold_is_named(line: str) -> None:
    good = '{"id": "1", "workshop": "w", "at": "2027-02-01T09:00:00+00:00", "kind": "joined"}'
    with pytest.raises(DataError) as refused:
        read_exported(f"{good}\n\n{line}\n".encode(), "w.jsonl")
    assert refused.value.sentence == NOT_EXPORTED
    assert refused.value.values["line"] == 3


@pytest.mark.parametrize("code", KNOWN)
def test_every_question_has_its_words(code: str) -> None:
    store = Store()
    store.record(
        *invented_workshop(), *entries("exercise", "times", "6", "6", "6", "6", "6", "other", workshop="invented")
    )
    board = workshop_board(workshop(store, "invented"), Language(code), {"p1.1": ("Pace?", {"slow": "S"})})
    titles = [one.title for one in board.tables]
    assert "Pace?" in titles
    assert len(set(titles)) == len(titles) == 5
    for one in board.tables:
        assert "be-the-model" not in one.title
        assert all(line[0] for line in one.lines())


def test_open_polls_are_hidden_and_what_hangs_on_the_wall_stays_as_it_is() -> None:
    store = Store()
    session, _ = begin("en/4-seat-at-the-table.ipynb", "en", ("Start", "Look"), smallest=3)
    session = session.add_poll(ready="pace").add_poll("Shall we?", ["Yes", "No"]).open_poll("p1").open_poll("p2")
    session = session.close_poll("p2")
    store.record(*entries("poll", "p1.1", *["right"] * 9, workshop=session.id))
    store.record(*entries("poll", "p2.1", *["o0"] * 7, *["o1"] * 4, workshop=session.id))
    store.record(*entries("poll", "p0.1", *["o0"] * 9, workshop=session.id))  # one that was taken away
    store.record(*entries("exercise", "times", *["6"] * 9, *["7"] * 8, workshop=session.id))
    [shown] = store.tally("exercise", workshop=session.id, smallest=3)
    store.keep(session.id, to_text(session.show_exercise("times", shown)))
    store.record(Entry("late", session.id, AT, "exercise", "1", "times", "7"))
    about = running(store, session.id, Language("en"))
    assert about.hidden == {"p1.1", "p0.1"}
    found = workshop(store, session.id, about.on_the_wall, about.hidden, about.smallest, about.polls)
    assert [(one.kind, one.question) for one in found.answers] == [("poll", "p2.1"), ("exercise", "times")]
    assert found.answers[1].tally == shown
    assert found.answers[0].tally.counts == {"o0": 7, "o1": 4}, "from three on, as on the wall"
    board = workshop_board(found, Language("en"), about.asked, about.steps)
    assert [one.title for one in board.tables] == ["Shall we?", "Exercise 2"]
    assert [line[0] for line in board.tables[0].lines()][:2] == ["Yes", "No"]
    assert running(store, "over", Language("en")) == Running()


def test_questions_of_a_workshop_that_is_over_are_read_in_words_and_another_language_is_marked() -> None:
    store = Store()
    session, _ = begin("4-seat-at-the-table.ipynb", "ar", ("Start",), smallest=3)
    session = session.add_poll("إضراب؟", ["نعم", "لا"]).open_poll("p1").remove_poll("p1")
    store.keep(session.id, to_text(session.end()))
    store.record(*entries("poll", "p1.1", *["o0"] * 9, *["o1"] * 8, workshop=session.id))
    for reader, marked in (("ar", False), ("en", True)):
        about = running(store, session.id, Language(reader))
        found = workshop(store, session.id, (), about.hidden, about.smallest)
        board = workshop_board(found, Language(reader), about.asked, about.steps, spoken=about.spoken)
        [table] = board.tables
        assert (table.title, [line[0] for line in table.lines()][:2]) == ("إضراب؟", ["نعم", "لا"])
        assert ('<h2 lang="ar" dir="rtl">' in str(picture(table))) == marked
