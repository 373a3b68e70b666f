"""What a phone, the wall and whoever leads are told of a session: no name, and no number small enough to be one."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from toolkit.app.talks.model import STAKES, Stake
from toolkit.bargaining import library
from toolkit.bargaining.talks.issue import STEPS
from toolkit.course.exercises.choosing import ChoiceExercise
from toolkit.course.exercises.written import exercise, written_exercises
from toolkit.course.sessions.answers import OTHER, options_of
from toolkit.course.sessions.polls import Poll
from toolkit.course.sessions.session import Session
from toolkit.course.store.store import Store
from toolkit.course.store.tally import Tally, publish
from toolkit.languages import Language
from toolkit.serving.pages import session_words as words
from toolkit.serving.session.live import Live, Sessions

Who = Literal["phone", "wall", "lead"]
SIDES = ("union", "employer")


async def view_of(sessions: Sessions, live: Live, who: Who, language: Language) -> dict[str, Any]:
    """What one kind of page reads now, in its language: made once for all pages of that kind."""
    asked = (who, language.code)
    version = live.version
    if asked not in live.views:
        kept = await sessions.ask(_counted, live.store, live.session, who)
        made = {**_common(live, kept, language), **(_for_lead(live, kept, language) if who == "lead" else {})}
        made["version"] = version
        if version == live.version:
            live.views[asked] = made
    else:
        made = live.views[asked]
    # What changes by itself is not kept.
    if who == "lead":
        made = {**made, "odd": odd(live, language)}
    return {**made, "now": time.time(), "connected": live.connected, "outlives": live.store.outlives}


def odd(live: Live, language: Language) -> list[dict[str, Any]]:
    """What whoever leads should look at, in counts only, and what can be done about it."""
    said = {"many": (words.MANY, ["more", "stop"]), "idle": (words.IDLE, ["throw-out"])}
    return [
        {"id": id, "said": language.say_plural(said[what][0], many), "can": said[what][1]}
        for id, what, many in live.room.odd()
    ]


def _counted(store: Store, session: Session, who: Who) -> dict[str, Any]:
    """All that a page needs of the store, read at one go."""
    answered = store.count("poll", by=("question",), workshop=session.id)
    tallies = {poll.id: tally_poll(store, session, poll) for poll in session.polls if poll.state == "shown"}
    joined = store.count("joined", workshop=session.id).get((), 0)
    said = {entry.question: entry.answer for entry in store.entries(workshop=session.id, kind="said")}
    more: dict[str, Any] = {}
    if who == "lead":
        # Who is still in the lesson before is at no step of this one.
        more["at_step"] = store.count("at_step", by=("step",), workshop=session.id, topic=session.topic)
        more["exercises"] = store.count("exercise", by=("question",), workshop=session.id)
    return {"answered": answered, "tallies": tallies, "joined": joined, "said": said, **more}


def tally_poll(store: Store, session: Session, poll: Poll) -> Tally:
    """The answers to a poll as the wall shows them."""
    return store.tally(
        "poll", workshop=session.id, question=poll.code, possible=poll.answers, smallest=session.smallest
    )[0]


def tally_exercise(store: Store, session: Session, name: str) -> Tally:
    """The first answers to an exercise as the wall shows them."""
    found = store.tally(
        "exercise", workshop=session.id, question=name, possible=options_of(name), smallest=session.smallest
    )
    return found[0] if found else publish({})


def _common(live: Live, kept: Mapping[str, Any], language: Language) -> dict[str, Any]:
    session = live.session
    return {
        "code": f"{session.code[:3]} {session.code[3:]}",
        "rehearsal": session.rehearsal,
        "step": session.step,
        "lesson": session.lesson.removesuffix(".ipynb"),
        "ends": session.ends,
        "joined": kept["joined"],
        "polls": [_poll(poll, kept, language) for poll in session.polls if poll.state != "waiting"],
        "exercises": [
            {"id": name, "state": "shown", **_shown(tally, *_exercise_words(name, language), language)}
            for name, tally in session.shown
        ],
        "boards": boards(kept["said"], language),
    }


def _for_lead(live: Live, kept: Mapping[str, Any], language: Language) -> dict[str, Any]:
    session = live.session
    at = {int(step): people for (step,), people in kept["at_step"].items() if step}
    return {
        "polls": [_poll(poll, kept, language) for poll in session.polls],
        "at": [at.get(number, 0) for number in range(max(1, len(session.steps)))],
        "steps": list(session.steps),
        "answers": [
            {
                "id": name,
                "question": _exercise_words(name, language)[0],
                "answered": people,
                "shown": name in dict(session.shown),
            }
            for (name,), people in sorted(kept["exercises"].items())
        ],
    }


def _poll(poll: Poll, kept: Mapping[str, Any], language: Language) -> dict[str, Any]:
    question, options = poll.words(language)
    told = {
        "id": poll.id,
        "code": poll.code,
        "state": poll.state,
        "question": question,
        "options": [{"code": code, "words": words} for code, words in options.items()],
        "answered": (answered := kept["answered"].get((poll.code,), 0)),
        "said": language.say_plural(words.ANSWERED, answered),
    }
    tally = kept["tallies"].get(poll.id)
    return {**told, **(_shown(tally, question, options, language) if tally else {})}


def _shown(tally: Tally, question: str, options: Mapping[str, str], language: Language) -> dict[str, Any]:
    """A tally as bars and as sentences; answers without a number of their own stand together in one."""

    def named(code: str) -> str:
        return options.get(code) or (language.say(words.OTHER) if code == OTHER else language.isolate(code))

    bars = [
        {"words": [named(code)], "people": people, "said": language.say_plural(words.GAVE, people)}
        for code, people in tally.counts.items()
        if people is not None
    ]
    note = ""
    if tally.total is None:
        bars, note = [], language.say(words.TOO_FEW)
    elif tally.hidden:
        together = [named(code) for code in tally.hidden]
        bars.append(
            {
                "words": together,
                "people": tally.together,
                "said": language.say_plural(words.TOGETHER, tally.together or 0),
            }
        )
        note = language.say(words.WHY_TOGETHER)
    total = "" if tally.total is None else language.say_plural(words.ANSWERED, tally.total)
    return {"question": question, "bars": bars, "total": total, "of": tally.total, "note": note}


def _exercise_words(name: str, language: Language) -> tuple[str, dict[str, str]]:
    if name in written_exercises():
        found = exercise(name)
        if isinstance(found, ChoiceExercise):
            return found.question.say(language), {each.name: each.sentence.say(language) for each in found.options}
    return language.say(words.EXERCISE, name=name), {}


def boards(said: Mapping[str, str], language: Language) -> list[dict[str, Any]]:
    """What both sides have said at each table, round by round and article by article."""
    tables: dict[int, dict[int, dict[str, dict[str, str]]]] = {}
    for place, position in said.items():
        table, round_, clause, side, what = place.split(".")
        rows = tables.setdefault(int(table[1:]), {}).setdefault(int(round_[1:]), {})
        rows.setdefault(f"{clause}.{what}", {})[side] = position
    return [
        {
            "id": f"t{table}",
            "table": language.say(words.TABLE, number=table),
            "rounds": [_round(number, rows, language) for number, rows in sorted(rounds.items())],
        }
        for table, rounds in sorted(tables.items())
    ]


def _round(number: int, rows: Mapping[str, Mapping[str, str]], language: Language) -> dict[str, Any]:
    """A row for the text and one for the number of each article on the table; what is none of them is left out."""
    told = []
    for stake in STAKES:
        for what in ("strength", "number"):
            sides = rows.get(f"{stake.clause}.{what}", {})
            if sides:
                title = library()[stake.clause].text(language).title
                about = language.say(words.TEXT_OF_ARTICLE) if what == "strength" else stake.blank.label(language)
                texts = rows.get(f"{stake.clause}.strength", {})
                # There is no number in an article that a side does not offer at all.
                without = [side for side in SIDES if what == "number" and texts.get(side) == "none"]
                offered = {side: "" if side in without else sides.get(side, "") for side in SIDES}
                row = {side: _position(stake, offered[side], language) for side in SIDES}
                codes = {f"offer.{number}.{stake.clause}.{side}.{what}": sides[side] for side in sides}
                told.append({"article": title, "about": about, "codes": codes, **row})
    return {"round": language.say(words.ROUND, number=number), "rows": told}


def _position(stake: Stake, position: str, language: Language) -> str:
    if position in STEPS:
        return language.say(STEPS[position])
    return stake.blank.show(int(position), language) if position.isdigit() else ""


def choices(language: Language, names: Sequence[str]) -> list[dict[str, str]]:
    """The polls that are always at hand, to choose from."""
    return [{"id": name, "words": Poll("", ready=name).words(language)[0]} for name in names]
