"""Invented files as unions would hand them over, to look at the dashboards before there are real ones. Seeded."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from toolkit.audit.publication.release import Release
from toolkit.audit.publication.told import Told
from toolkit.bargaining.agreements.draft import Draft
from toolkit.bargaining.agreements.saving import written
from toolkit.bargaining.clauses.library import library
from toolkit.course.dashboards.feedback import Heard, heard
from toolkit.course.exercises.choosing import ChoiceExercise
from toolkit.course.exercises.written import exercise
from toolkit.course.follow_up import TRACKS, Ask, FollowUp, Held
from toolkit.course.sessions.polls import FEEDBACK
from toolkit.course.sessions.session import begin, to_text
from toolkit.course.store.entry import Entry, Kind
from toolkit.course.store.store import Store
from toolkit.course.topics import TOPICS
from toolkit.governance.questions.bank import bank
from toolkit.governance.questions.tracker import Tracker
from toolkit.governance.systems.fields import fields
from toolkit.governance.systems.register import Systems
from toolkit.governance.systems.system import System

SEED = 20_270_201
UNIONS = 14
INVENTED_POLL = "p1.1"
AT = datetime(2027, 2, 1, 9, tzinfo=UTC)
INVENTED_EXERCISE = "be-the-model"
_PLACES = ("KE", "TZ", "UG", "GH", "SN", "TN", "ZA")
# Some clauses are won by many, most by few: so it is in agreements, and so a table shows what it must keep still.
_OFTEN = ("access", "bias", "explain", "human", "monitor", "review", "train", "disconnect", "location", "jobs")


def invented_files(today: date, unions: int = UNIONS, seed: int = SEED) -> Iterator[tuple[str, bytes, str]]:
    """Files of so many unions that do not exist: name, content, and the union."""
    dice = random.Random(seed)
    for number in range(1, unions + 1):
        union = f"Invented Union {number}"
        place = dice.choice(_PLACES)
        for which in range(dice.randint(1, 3)):
            yield f"agreement-{number}-{which}.yml", _agreement(dice, union, place, which, today), union
        yield f"systems-{number}.json", _systems(dice, number), union
        yield f"questions-{number}.json", _questions(dice, union, today), union
        if dice.random() < 0.7:
            yield f"audit-{number}.json", _audit(dice), union
        follow_up = invented_follow_up(dice, number, union, place, today)
        yield f"follow-up-{number}.json", follow_up.to_json().encode(), union


def invented_follow_ups(today: date, number: int, seed: int = SEED) -> tuple[FollowUp, ...]:
    """Only what came of so many courses."""
    dice = random.Random(seed)
    return tuple(
        invented_follow_up(dice, each, f"Invented Union {each % 200}", dice.choice(_PLACES), today)
        for each in range(1, number + 1)
    )


def invented_follow_up(dice: random.Random, number: int, union: str, place: str, today: date) -> FollowUp:
    """What came of one course: three sessions, and a handful of things asked."""
    ended = today - timedelta(days=dice.randint(20, 150))
    sessions = tuple(Held(ended - timedelta(days=7 * back), dice.randint(8, 32)) for back in (2, 1, 0))
    asked = []
    for _ in range(dice.randint(2, 9)):
        on = ended + timedelta(days=dice.randint(0, 40))
        if on > today:
            continue
        decided = on + timedelta(days=dice.randint(5, 70))
        state = dice.choices(("won", "refused", "open"), (4, 3, 3))[0] if decided <= today else "open"
        clause = dice.choice(_OFTEN[:6]) if dice.random() < 0.4 else ""
        topic = 5 if clause else dice.choice([topic.number for topic in TOPICS])
        asked.append(Ask(on, state, None if state == "open" else decided, topic, clause))  # type: ignore[arg-type]
    track = dice.choice(TRACKS)
    return FollowUp(f"invented-{number:04}", union, ended, 1, place, track, sessions, tuple(asked))


def _agreement(dice: random.Random, union: str, place: str, which: int, today: date) -> bytes:
    starts = today - timedelta(days=dice.randint(30, 700))
    draft = Draft(
        title=f"Agreement {which + 1}",
        union=union,
        employer=f"Invented Employer {dice.randint(1, 90)}",
        place=place,
        on=starts - timedelta(days=20),
        starts=starts if dice.random() < 0.85 else None,
    )
    chosen = dice.sample(_OFTEN, dice.randint(2, 6))
    if dice.random() < 0.4:
        chosen.append(dice.choice([one for one in library() if one not in _OFTEN]))
    for clause in chosen:
        strengths = library()[clause].strengths
        draft = draft.add(clause, strength=dice.choices(strengths, (5, 4, 2)[: len(strengths)])[0])
    return written(draft)


def _systems(dice: random.Random, number: int) -> bytes:
    asked = [name for name, about in fields().items() if about.workers and about.kind == "text"]
    systems = []
    for place in range(dice.randint(2, 7)):
        known = {name: "An invented answer." for name in asked if dice.random() < 0.35}
        system = System.of(f"system-{place + 1}", None, name=f"Invented system {place + 1}", **known)
        systems.append(system.filled(organisation=fields()["organisation"].read(f"Invented Employer {number}")))
    return Systems(tuple(systems)).to_bytes(".json")


def _questions(dice: random.Random, union: str, today: date) -> bytes:
    tracker = Tracker((), "Invented system", union, "Invented Employer")
    for one in dice.sample(bank().questions, dice.randint(5, 12)):
        tracker = tracker.put(one.id)
        if dice.random() < 0.1:
            continue
        on = today - timedelta(days=dice.randint(1, 120))
        tracker = tracker.ask([one.id], on, days=30)
        if dice.random() < 0.4:
            came = min(on + timedelta(days=dice.randint(3, 60)), today)
            tracker = tracker.answer(one.id, came, "answered" if dice.random() < 0.6 else "evasive")
    return tracker.to_json().encode()


def _audit(dice: random.Random) -> bytes:
    people = [dice.randint(40, 400) for _ in range(4)]
    counts: dict[str, list[Any]] = {"group": ["a", "a", "b", "b"], "selected": ["yes", "no"] * 2, "people": people}
    rates: dict[str, list[Any]] = {
        "characteristic": ["group", "group"],
        "group": ["a", "b"],
        "measure": ["selection_rate"] * 2,
        "numerator": [people[0], people[2]],
        "denominator": [people[0] + people[1], people[2] + people[3]],
    }
    outcome = "came_true" if dice.random() < 0.4 else None
    told = Told(
        "decision",
        ("yes",),
        ("group",),
        (),
        outcome,
        ("yes",) if outcome else (),
        None,
        None,
        10,
        0,
        counts,
        rates,
        {},
        {},
    )
    return Release((told,)).to_json().encode()


@cache
def invented_bundle(today: date) -> tuple[tuple[str, bytes, str], ...]:
    """The files that the page opens for who wants to try."""
    return tuple(invented_files(today))


def invented_workshop(seed: int = SEED, people: int = 28, id: str = "invented", every: bool = True) -> Iterator[Entry]:
    """The entries of a workshop on topic 1 that nobody took part in; without polls and quizzes if not every kind."""
    dice = random.Random(f"{seed} {id}")

    def entry(person: int, kind: Kind, question: str = "", answer: str = "", step: int | None = None) -> Entry:
        return Entry(f"{person}.{kind}.{question}", id, AT, kind, "1", question, answer, step)

    options = [option.name for option in _choosing(INVENTED_EXERCISE).options]
    for person in range(people):
        yield entry(person, "joined")
        yield entry(person, "at_step", step=dice.choices((1, 2, 3, 4), (2, 3, 9, 6))[0])
        if not every:
            continue
        yield entry(person, "exercise", INVENTED_EXERCISE, dice.choices(options, range(len(options), 0, -1))[0])
        yield entry(person, "poll", INVENTED_POLL, dice.choices(("slow", "right", "fast"), (3, 12, 5))[0])
        knew = dice.randint(1, 8)
        yield entry(person, "quiz_before", "quiz-1", str(knew))
        yield entry(person, "quiz_after", "quiz-1", str(min(10, knew + dice.randint(0, 5))))


@cache
def invented_feedback(seed: int = SEED) -> tuple[Heard, ...]:
    """How four invented courses of two sessions each were; the later, the more people could use of it."""
    dice = random.Random(seed)
    store = Store()
    for number, (place, start) in enumerate(
        zip(
            ("KE", "KE", "GH", "KE"),
            (date(2026, 2, 2), date(2026, 6, 1), date(2026, 9, 7), date(2027, 1, 11)),
            strict=True,
        )
    ):
        for meeting in (1, 2):
            day = start + timedelta(days=7 * (meeting - 1))
            began = int(datetime(day.year, day.month, day.day, 9, tzinfo=UTC).timestamp())
            id, plan = f"invented-{number}-{meeting}", f"audience=organisers&country={place}&start={start}"
            session, _ = begin("1.ipynb", "en", topic=str(2 * meeting - 1), plan=plan, meeting=meeting)
            session = replace(session.ask_feedback(), id=id, began=began, ended=True)
            store.keep(id, to_text(session))
            for poll in session.polls:
                best = FEEDBACK[poll.ready]
                for person in range(dice.randint(36, 44)):
                    weights = [(6, 8, 12, 26)[number] if answer == best else 8 - number for answer in poll.answers]
                    answer = dice.choices(poll.answers, weights)[0]
                    store.record(Entry(f"{person}.{poll.code}", id, AT, "poll", session.topic, poll.code, answer))
    return heard(store)


def _choosing(name: str) -> ChoiceExercise:
    found = exercise(name)
    assert isinstance(found, ChoiceExercise)
    return found
