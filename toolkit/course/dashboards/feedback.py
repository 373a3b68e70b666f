"""How it was, over many workshops: by course, topic, place and year, and which way it goes.

A workshop's answers are published once, when it is over, by the rule and in the grouping of its wall. Everything here
is made of those published numbers, never of what lies behind them: whoever sees every table under every filter, and
subtracts them from each other, learns what the walls told and nothing else. What a wall did not show stands under
`UNSHOWN` of every sum it is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import combinations
from typing import Literal
from urllib.parse import parse_qsl

from toolkit.audit.statistics.proportions import wilson_interval
from toolkit.course.dashboards.publishing import FEWEST_PEOPLE, Layout, Published
from toolkit.course.sessions.polls import FEEDBACK, READY
from toolkit.course.sessions.session import Session, from_text
from toolkit.course.store.store import Store

By = Literal["course", "topic", "place", "year"]
BYS: tuple[By, ...] = ("course", "topic", "place", "year")
UNSHOWN = "unshown"
FEWEST_COURSES = 3
CONFIDENCE = 0.99  # four questions under many filters are looked at, and chance would find one of them at 95 %


@dataclass(frozen=True)
class Heard:
    """What the wall of one workshop could show of one question.

    Attributes
    ----------
    course
        Day, audience and country of the course it was a part of, so that courses sort by time; empty for a session by
        itself.
    topic
        Of the lesson in which it ended.
    counts
        Each answer with how many gave it; None where the wall gives it no number of its own.
    at_least
        Whether almost all gave one answer, and its number is the least that they were.
    """

    workshop: str
    ready: str
    course: str
    topic: str
    place: str
    year: str
    counts: Mapping[str, int | None] = field(hash=False)
    total: int
    at_least: bool = False


@dataclass(frozen=True)
class Trend:
    """Which way an answer goes from the first to the last of several courses: how many gave it, of how many answers.

    Of the smaller side as many as there can be, of the larger as many as there are at least.
    """

    rises: bool
    courses: int
    first: tuple[int, int]
    last: tuple[int, int]


def heard(store: Store) -> tuple[Heard, ...]:
    """How all workshops of a store were that are over."""
    sessions = (from_text(text) for _, text in sorted(store.states().items()))
    return tuple(one for each in sessions if each.ended and not each.rehearsal for one in _of(store, each))


def _of(store: Store, session: Session) -> Iterator[Heard]:
    plan = dict(parse_qsl(session.plan))
    parts = [plan.get(name, "") for name in ("start", "audience", "country")]
    course = " ".join(parts) if all(parts) else ""
    year = str(datetime.fromtimestamp(session.began, UTC).year)
    for poll in session.polls:
        if poll.ready in FEEDBACK and poll.state != "waiting":
            [tally] = store.tally(
                "poll",
                workshop=session.id,
                question=poll.code,
                possible=poll.answers,
                smallest=session.smallest,
            )
            if tally.total:
                about = (course, session.topic, plan.get("country", ""), year)
                almost_all = {bar.answers[0]: tally.least for bar in tally.bars if bar.people is None}
                counts = {**tally.counts, **almost_all}
                yield Heard(session.id, poll.ready, *about, counts, tally.total, bool(almost_all))


def chosen(found: Iterable[Heard], only: Mapping[By, str]) -> tuple[Heard, ...]:
    """Those of one course, topic, place or year, or of several of these at once."""
    return tuple(one for one in found if all(getattr(one, by) == value for by, value in only.items()))


def summed(found: Sequence[Heard], ready: str, by: By) -> Published:
    """The published answers to a question added up, the newest course or year first."""
    answers = tuple(READY[ready][1])
    of = [one for one in found if one.ready == ready]
    rows = tuple(sorted({getattr(one, by) for one in of}, reverse=by in ("course", "year")))
    cells: dict[tuple[str, str], int | None] = {}
    for row in rows:
        there = [one for one in of if getattr(one, by) == row]
        for answer in answers:
            cells[row, answer] = _number([one.counts[answer] for one in there])
        cells[row, UNSHOWN] = sum(map(_unshown, there))
    columns = (*answers, UNSHOWN)
    totals = {row: sum(one.total for one in of if getattr(one, by) == row) for row in rows}
    below = {answer: _number([one.counts[answer] for one in of]) for answer in answers}
    layout = Layout(f"by-{by}", 0, 1, rows, columns)
    sums = {**below, UNSHOWN: sum(map(_unshown, of))}
    return Published(layout, FEWEST_PEOPLE, True, cells, totals, sums, sum(totals.values()))


def _number(counts: Sequence[int | None]) -> int | None:
    """The sum of what is shown; none where nothing is, because hidden does not mean nobody."""
    together = sum(count or 0 for count in counts)
    return None if not together and None in counts else together


def _unshown(one: Heard) -> int:
    return one.total - sum(count or 0 for count in one.counts.values())


def trend(found: Sequence[Heard], ready: str) -> Trend | None:
    """Whether the answer that one hopes for is given more often, or less, from course to course; none if it is open.

    It is open with fewer than three courses, where the first and the last differ no more than chance makes them, and
    where it went up and down in between. An answer that is hidden may be any. The people of a course answer after each
    of its sessions, so its answers count as many as one session has.
    """
    courses = sorted({one.course for one in found if one.ready == ready and one.course})
    if len(courses) < FEWEST_COURSES:
        return None
    least, most, totals, sessions = [], [], [], []
    for course in courses:
        there = [one for one in found if one.ready == ready and one.course == course]
        least.append(sum(one.counts[FEEDBACK[ready]] or 0 for one in there))
        hidden = sum(_unshown(one) for one in there if one.at_least or one.counts[FEEDBACK[ready]] is None)
        most.append(least[-1] + hidden)
        totals.append(sum(one.total for one in there))
        sessions.append(len(there))
    people = [total / number for total, number in zip(totals, sessions, strict=True)]
    low, _ = wilson_interval([k / n for k, n in zip(least, sessions, strict=True)], people, CONFIDENCE)
    _, high = wilson_interval([k / n for k, n in zip(most, sessions, strict=True)], people, CONFIDENCE)
    pairs = list(combinations(range(len(courses)), 2))
    rose, fell = any(low[b] > high[a] for a, b in pairs), any(high[b] < low[a] for a, b in pairs)
    if low[-1] > high[0] and not fell:
        return Trend(True, len(courses), (most[0], totals[0]), (least[-1], totals[-1]))
    if high[-1] < low[0] and not rose:
        return Trend(False, len(courses), (least[0], totals[0]), (most[-1], totals[-1]))
    return None
