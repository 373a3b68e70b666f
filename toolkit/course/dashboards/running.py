"""What a session says of its questions: how they are called, which are still open, what the wall shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from toolkit.course.dashboards.publishing import FEWEST_PEOPLE
from toolkit.course.dashboards.workshop import Answers
from toolkit.course.sessions.polls import READY, Poll
from toolkit.course.sessions.session import from_text
from toolkit.course.store.store import Store
from toolkit.languages import Language

Asked = Mapping[str, tuple[str, Mapping[str, str]]]
"""What a poll asks and between which answers, by the code under which its answers are kept."""


@dataclass(frozen=True)
class Running:
    """What is known of a session besides its entries: nothing of one that was over before words were kept.

    Attributes
    ----------
    asked
        The words of its polls and exercises.
    hidden
        Polls whose answers nobody sees yet: they are still open, or were asked anew.
    on_the_wall
        Results of exercises as they were put on the wall, beside which no other numbers of the same may stand.
    steps
        What the steps are called.
    polls
        Its polls, as the wall asks them.
    smallest
        From how many answers on the wall shows a number.
    spoken
        In which language the words of each question are: that of the reader if it was asked in it.
    """

    asked: Asked = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    on_the_wall: tuple[Answers, ...] = ()
    steps: tuple[str, ...] = ()
    polls: tuple[Poll, ...] = ()
    smallest: int = FEWEST_PEOPLE
    spoken: Mapping[str, str] = field(default_factory=dict)


def running(store: Store, id: str, language: Language) -> Running:
    """What the store knows of a session, also of one that is over."""
    state = store.states().get(id)
    if state is None:
        return Running()
    session = from_text(state)
    found = {each.question: (each.answers, each.text(language)) for each in session.asked}
    asked = {
        question: (text.question, dict(zip(answers, text.options, strict=True)))
        for question, (answers, text) in found.items()
        if text is not None
    }
    spoken = {question: text.language for question, (_, text) in found.items() if text is not None}
    codes = {poll.code for poll in session.polls}
    closed = {poll.code for poll in session.polls if poll.state in ("closed", "shown")}
    answered = {question for (question,) in store.count("poll", by=("question",), workshop=id)}
    walls = tuple(Answers("exercise", question, tally, session.smallest) for question, tally in session.shown)
    hidden = frozenset() if session.ended else frozenset((answered | codes) - closed)
    return Running(asked, hidden, walls, session.steps, session.polls, session.smallest, spoken)


def running_codes(store: Store) -> Mapping[str, str]:
    """The sessions that run, each with the code by which people join it."""
    sessions = map(from_text, store.states().values())
    return {session.id: session.code for session in sessions if not session.ended}


def words_of_ready(ready: str, language: Language) -> tuple[str, Mapping[str, str]]:
    """The words of a poll that is always at hand."""
    assert ready in READY
    return Poll("p", ready=ready).words(language)
