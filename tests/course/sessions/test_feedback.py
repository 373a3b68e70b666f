"""How it was: the questions on phones are those on paper, asked at once, and none of them twice."""

from __future__ import annotations

import pytest

from toolkit.course.sessions.polls import AT_HAND, FEEDBACK, READY, Poll
from toolkit.course.sessions.session import MOST_POLLS, begin
from toolkit.course.worksheets import worksheet
from toolkit.errors import DataError
from toolkit.languages import KNOWN, Language

ON_PAPER = {"useful": "useful", "rhythm": "pace", "clear": "clear", "part": "part"}


@pytest.mark.parametrize("code", KNOWN)
def test_a_phone_is_asked_what_the_paper_asks_to_be_ticked_in_the_same_words(code: str) -> None:
    language = Language(code)
    ticked = {each.id: each for part in worksheet("workshop-feedback").parts for each in part.asked if each.options}
    assert set(ticked) == set(ON_PAPER.values())
    for ready, id in ON_PAPER.items():
        asked, options = Poll("p1", ready=ready).words(language)
        assert asked == ticked[id].label.say(language)
        assert options == {name: words.say(language) for name, words in ticked[id].options}
        assert FEEDBACK[ready] in options
    assert tuple(FEEDBACK) == tuple(ON_PAPER)
    assert set(AT_HAND) == {"pace", "sure", "next", "use"} == set(READY) - set(FEEDBACK)


def test_how_it_was_is_asked_at_once_and_not_twice() -> None:
    session, _ = begin("1.ipynb", "en")
    asked = session.add_poll(ready="pace").ask_feedback()
    assert [(poll.ready, poll.state) for poll in asked.polls] == [
        ("pace", "waiting"),
        *((ready, "open") for ready in FEEDBACK),
    ]
    assert asked.ask_feedback() == asked
    closed = asked.close_poll("p2").show_poll("p3")
    assert closed.ask_feedback() == closed, "a question is never opened again with the same answers"
    again = closed.reset_poll("p2").remove_poll("p3").ask_feedback()
    assert {(poll.ready, poll.round, poll.state) for poll in again.polls} == {
        ("pace", 1, "waiting"),
        ("useful", 2, "open"),
        ("rhythm", 1, "open"),
        ("clear", 1, "open"),
        ("part", 1, "open"),
    }


def test_all_questions_find_room_or_none_is_asked() -> None:
    session, _ = begin("1.ipynb", "en")
    for _ in range(MOST_POLLS - len(FEEDBACK)):
        session = session.add_poll(ready="pace")
    assert len(session.ask_feedback().polls) == MOST_POLLS
    with pytest.raises(DataError):
        session.add_poll(ready="sure").ask_feedback()
