"""A workshop while it runs, and after it: who is how far, what was answered, and what landed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from toolkit.course.dashboards.publishing import FEWEST_PEOPLE, Count, Layout, Published, publish
from toolkit.course.dashboards.region import ONE
from toolkit.course.sessions.asked import options_of
from toolkit.course.sessions.polls import READY, Poll
from toolkit.course.store.entry import Kind
from toolkit.course.store.store import Store
from toolkit.course.store.tally import Bar, Tally
from toolkit.course.store.tally import publish as publish_tally

BANDS = ("0-4", "5-7", "8-10")  # right answers of ten
BEFORE, AFTER = "before", "after"
_QUIZ = re.compile("quiz-[1-9]")
_ANSWERING: tuple[Kind, ...] = ("at_step", "exercise", "poll", "quiz_before", "quiz_after")


@dataclass(frozen=True)
class Answers:
    """What was answered to one poll or exercise, as the wall may show it."""

    kind: Kind
    question: str
    tally: Tally
    smallest: int = FEWEST_PEOPLE

    def moved_from(self, shown: Answers | None) -> Answers:
        """These answers, or those that are seen already where the difference would tell what a few people answered.

        Who looks at a picture before and after somebody answers can subtract. So a picture moves only when enough
        people have answered since, and when nobody of them is alone with an answer.
        """
        if shown is None:
            return self
        return self if _can_follow(shown.tally, self.tally, self.smallest) else shown


@dataclass(frozen=True)
class Landed:
    """What people knew of a topic before and after: how many had so many of ten questions right."""

    topic: int
    before: Answers | None
    after: Answers | None


@dataclass(frozen=True)
class Workshop:
    """What can be told of one workshop.

    Attributes
    ----------
    joined
        How many phones joined. Everybody in the room sees that, so it is told.
    progress
        How many are at which step.
    answers
        Each poll and exercise.
    quizzes
        How many of ten questions people had right, before and after, for each topic.
    """

    joined: int
    progress: Published
    answers: tuple[Answers, ...]
    quizzes: tuple[Landed, ...]

    @property
    def seen(self) -> tuple[Answers, ...]:
        """All that somebody has seen who looked at it."""
        sides = [side for one in self.quizzes for side in (one.before, one.after) if side is not None]
        return (*self.answers, *sides)


def workshop(
    store: Store,
    id: str,
    seen: Iterable[Answers] = (),
    hidden: Iterable[str] = (),
    smallest: int = FEWEST_PEOPLE,
    polls: Iterable[Poll] = (),
) -> Workshop:
    """A workshop out of a store.

    Parameters
    ----------
    id
        Of the workshop.
    seen
        What was shown before: a picture moves only where that tells nothing of a few people.
    hidden
        Polls that are still open, so that nobody sees yet what others answer.
    smallest
        From how many on a number of answers is shown: the same as on the wall, or both together would tell more.
    polls
        What was asked, as far as it is known: its answers are put together as on the wall.
    """
    steps = {int(step): people for (step,), people in store.count("at_step", by=("step",), workshop=id).items() if step}
    before = {(one.kind, one.question): one for one in seen}
    closed = set(hidden)
    asked = {poll.code: poll.answers for poll in polls}
    answers = tuple(
        one.moved_from(before.get((one.kind, one.question)))
        for kind in ("poll", "exercise")
        for one in _answers(store, id, kind, smallest, asked)
        if one.question not in closed
    )
    return Workshop(
        store.count("joined", workshop=id).get((), 0), _progress(steps), answers, _quizzes(store, id, before, smallest)
    )


def workshops(store: Store) -> tuple[str, ...]:
    """The ids of all workshops of which a store holds anything."""
    joined = store.count("joined", by=("workshop",))
    # Whoever answers has joined; only a file that somebody cut to size holds answers alone.
    found = joined or {key: 1 for kind in _ANSWERING for key in store.count(kind, by=("workshop",))}
    return tuple(sorted(key[0] for key in found))


def _answers(
    store: Store, id: str, kind: Kind, smallest: int, asked: Mapping[str, tuple[str, ...]]
) -> Iterator[Answers]:
    given: dict[str, set[str]] = {}
    for one in store.entries(workshop=id, kind=kind):
        given.setdefault(one.question, set()).add(one.answer)
    for question in sorted(given):
        possible = asked.get(question) or _could_be_given(kind, question, given[question])
        [tally] = store.tally(kind, workshop=id, question=question, possible=possible, smallest=smallest)
        yield Answers(kind, question, tally, smallest)


def _could_be_given(kind: Kind, question: str, given: set[str]) -> tuple[str, ...]:
    """Between which answers one could choose, where only those that were given are known."""
    if kind == "exercise":
        return options_of(question)
    return next((tuple(options) for _, options in READY.values() if given <= set(options)), ())


def _progress(steps: Mapping[int, int]) -> Published:
    rows = tuple(str(step) for step in range(max(steps, default=-1) + 1)) or ("0",)
    counts = [Count((str(step), ONE), people) for step, people in steps.items()]
    return publish(counts, [Layout("progress", 0, 1, rows, (ONE,))], FEWEST_PEOPLE)[0]


def _quizzes(store: Store, id: str, before: Mapping[tuple[Kind, str], Answers], smallest: int) -> tuple[Landed, ...]:
    """How many had so many of ten right, before and after, for each topic."""
    kinds: tuple[Kind, Kind] = ("quiz_before", "quiz_after")
    found: dict[str, dict[Kind, Answers]] = {}
    for kind in kinds:
        people: dict[str, dict[str, int]] = {}
        for one in store.entries(workshop=id, kind=kind):
            if one.answer.isdecimal() and _QUIZ.fullmatch(one.question):
                bands = people.setdefault(one.question, dict.fromkeys(BANDS, 0))
                bands[band_of(int(one.answer))] += 1
        for question, bands in people.items():
            tally = publish_tally(bands, smallest=smallest, key=(question,))
            answers = Answers(kind, question, tally, smallest)
            found.setdefault(question, {})[kind] = answers.moved_from(before.get((kind, question)))
    return tuple(
        Landed(int(question.removeprefix("quiz-")), *(one.get(kind) for kind in kinds))
        for question, one in sorted(found.items())
    )


def band_of(right: int) -> str:
    """The band in which a number of right answers lies.

    >>> band_of(0), band_of(6), band_of(7), band_of(10)
    ('0-4', '5-7', '5-7', '8-10')
    """
    return BANDS[sum(right > last for last in (4, 7))]


def quiz_table(landed: Landed) -> Published:
    """Before and after under each other. People of both are the same ones, so nothing is added up over both."""
    sides = {BEFORE: landed.before, AFTER: landed.after}
    there = {name: one.tally for name, one in sides.items() if one is not None}
    cells = {(name, band): tally.counts.get(band) for name, tally in there.items() for band in BANDS}
    totals = {name: _total(tally) for name, tally in there.items()}
    layout = Layout("quiz", 0, 1, tuple(there), BANDS)
    fewest = max((one.smallest for one in sides.values() if one is not None), default=FEWEST_PEOPLE)
    return Published(layout, fewest, True, cells, totals, dict.fromkeys(BANDS))


def as_table(answers: Answers) -> Published:
    """A poll or exercise as a table of one column: a row for each bar on the wall, the longest first, then the rest."""
    tally = answers.tally
    told = {answer for bar in tally.bars for answer in bar.answers}
    bars = (*tally.bars, *(Bar((answer,), None) for answer in tally.answers if answer not in told))
    shown = {row_of(bar): bar.people for bar in sorted(bars, key=lambda bar: -(bar.people or 0))}
    layout = Layout("answers", 0, 1, tuple(shown), (ONE,))
    cells = {(row, ONE): people for row, people in shown.items()}
    return Published(layout, answers.smallest, True, cells, shown, {ONE: _total(tally)}, _total(tally))


def row_of(bar: Bar) -> str:
    """How the row of a bar is called in a table."""
    return "|".join(bar.answers)


def _total(tally: Tally) -> int | None:
    return None if 0 < tally.total < tally.smallest else tally.total


def _can_follow(old: Tally, new: Tally, smallest: int) -> bool:
    """Whether who has seen the one may see the other."""
    if old.too_few or not old.total or old == new:
        return True  # nothing was told before
    before, after = ({row_of(bar): bar.people for bar in tally.bars} for tally in (old, new))
    if not before or before.keys() != after.keys() or None in (*before.values(), *after.values()):
        return False  # who knows the rule would learn from it that the answers stand together in another way
    steps = [(after[row] or 0) - (people or 0) for row, people in before.items()]
    return all(step == 0 or abs(step) >= smallest for step in steps)
