"""A course: sessions held and who came, and after ninety days what was asked, won and refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.course.dashboards.publishing import FEWEST_PEOPLE, FEWEST_UNIONS, Count, Layout, Published, publish
from toolkit.course.dashboards.region import ONE, clause_order, source
from toolkit.course.follow_up import STATES, TRACKS, Ask, FollowUp
from toolkit.course.topics import TOPICS

NONE = "none"  # what was asked belongs to no topic, or to no clause
SPANS = ("0-30", "31-60", "61-90", "later", "open")
_MONTH = 30
DAYS = 90


@dataclass(frozen=True)
class Course:
    """What can be told of courses without telling what a single workplace asked, won or was refused.

    Attributes
    ----------
    sessions
        How many sessions were held, by audience. They stand in invitations and are no secret.
    people
        How many people came to them, counted anew each time.
    topics, clauses, spans
        What was asked, by state: for each topic, each clause, and the time after the course in which it was decided.
    running
        How many workplaces are not yet through their ninety days: what is open there may still be won.
    """

    unions: int
    running: int
    sessions: tuple[tuple[str, int], ...]
    people: Published
    spans: Published
    topics: Published
    clauses: Published

    @property
    def tables(self) -> tuple[Published, ...]:
        """All tables, in the order in which they are shown."""
        return self.spans, self.topics, self.clauses, self.people


def course(follow_ups: Iterable[FollowUp], today: date) -> Course:
    """The course on a day, from the follow-ups that were handed over; each is looked at once."""
    sessions = dict.fromkeys((*TRACKS, NONE), 0)
    asked: list[Count] = []
    people: list[Count] = []
    named: set[str] = set()
    running = 0
    for one in follow_ups:
        named.add(source(one.union))
        running += today <= one.ended + timedelta(days=DAYS)
        for held in one.sessions:
            sessions[one.track or NONE] += 1
            people.append(Count((one.track or NONE, ONE), held.people))
        asked += _asked(one)
    [came] = publish(people, [Layout("people", 0, 1, (*TRACKS, NONE), (ONE,))], FEWEST_PEOPLE)
    topics = (*(str(topic.number) for topic in TOPICS), NONE)
    spans, topics_, clauses = publish(
        asked,
        [
            Layout("spans", 2, 3, SPANS, STATES, columns_first=True),
            Layout("topics", 0, 3, topics, STATES),
            Layout("asked", 1, 3, (*clause_order(), NONE), STATES),
        ],
        FEWEST_UNIONS,
    )
    held_by_track = tuple((track, number) for track, number in sessions.items() if number or track != NONE)
    return Course(len(named), running, held_by_track, came, spans, topics_, clauses)


def _asked(one: FollowUp) -> Iterator[Count]:
    for ask in one.asked:
        topic = str(ask.topic) if ask.topic else NONE
        yield Count((topic, ask.clause or NONE, _span(ask, one.ended), ask.state), 1, source(one.union))


def _span(ask: Ask, ended: date) -> str:
    """In which thirty days after the course something was decided; before its end counts as the first.

    >>> from toolkit.course.follow_up import Ask
    >>> _span(Ask(date(2027, 2, 2), "won", date(2027, 3, 4)), date(2027, 2, 1))
    '31-60'
    """
    if ask.decided is None:
        return "open"
    days = (ask.decided - ended).days
    return SPANS[max(0, min((days - 1) // _MONTH, 3))]
