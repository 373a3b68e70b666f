"""What a phone, the wall and whoever leads are told of a session: no name, and no number small enough to be one."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from toolkit.app.talks.model import STAKES, Stake
from toolkit.bargaining import library
from toolkit.bargaining.talks.issue import STEPS
from toolkit.course.exercises.choosing import ChoiceExercise
from toolkit.course.exercises.written import exercise, written_exercises
from toolkit.course.sessions.asked import options_of
from toolkit.course.sessions.polls import Poll
from toolkit.course.sessions.session import Session
from toolkit.course.store.store import Store
from toolkit.course.store.tally import OTHER, Bar, Tally
from toolkit.languages import Language, Plural
from toolkit.serving.pages import session_words as words
from toolkit.serving.session.keeping import DAYS
from toolkit.serving.session.live import Live
from toolkit.serving.session.sessions import Sessions

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
    about: dict[str, Any] = {}
    if who == "lead":
        kept = kept_on_lead_page(sessions, live, language)
        about = {"kept": kept, "behind": live.is_behind, "odd": odd(live, language)}
    return {**made, **about, "now": time.time(), "connected": live.connected, "outlives": live.store.outlives}


def kept_on_lead_page(sessions: Sessions, live: Live, language: Language) -> str:
    """Where the answers of a session are, how they go, and what is wrong with that."""
    file = str(sessions.kept.file) if sessions.kept else ""
    if live.refused:
        return f"{language.say(words.REFUSED, file=live.refused)} {language.say(words.LEAD['in_memory'])}"
    if not live.store.outlives:
        return language.say(words.LEAD["in_memory"])
    said = language.say(words.IN_FILE, file=file, days=DAYS) if file else language.say(words.LEAD["outlives"])
    return f"{language.say(words.BEHIND)} {said}" if live.is_behind else said


def kept_on_join_page(sessions: Sessions, live: Live, language: Language) -> str:
    """Whether what a phone sends is written down, and for how long."""
    if not live.store.outlives:
        return language.say(words.JOIN["not_written"])
    if sessions.kept:
        return language.say(words.JOIN["file"], days=DAYS)
    return language.say(words.JOIN["written"])


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
    [found] = store.tally(
        "poll",
        workshop=session.id,
        question=poll.code,
        possible=poll.answers,
        smallest=session.smallest,
    )
    return found


def tally_exercise(store: Store, session: Session, name: str) -> Tally:
    """The first answers to an exercise as the wall shows them."""
    found = store.tally(
        "exercise", workshop=session.id, question=name, possible=options_of(name), smallest=session.smallest
    )
    tally = found[0] if found else Tally((name,), (), (), 0, session.smallest)
    return replace(tally, asked=store.count("joined", workshop=session.id).get((), 0))


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
            {"id": name, "state": "shown", **_shown(tally, *_exercise_words(name, language), said, language)}
            for name, tally in session.on_wall
            for said in [_answered(tally.total, tally.asked, language, words.HAD_ANSWERED)]
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
                "shown": name in dict(session.on_wall),
            }
            for (name,), people in sorted(kept["exercises"].items())
        ],
    }


def _poll(poll: Poll, kept: Mapping[str, Any], language: Language) -> dict[str, Any]:
    question, options = poll.words(language)
    told = {
        "language": poll.text(language).language,
        "id": poll.id,
        "code": poll.code,
        "state": poll.state,
        "question": question,
        "options": [{"code": code, "words": words} for code, words in options.items()],
        "answered": (answered := kept["answered"].get((poll.code,), 0)),
        "said": (said := _answered(answered, kept["joined"], language)),
    }
    tally = kept["tallies"].get(poll.id)
    return {**told, **(_shown(tally, question, options, said, language) if tally else {})}


def _shown(
    tally: Tally, question: str, options: Mapping[str, str], answered: str, language: Language
) -> dict[str, Any]:
    """A tally as bars and as sentences; each bar has a name that is true of everybody in it."""

    def named(code: str) -> str:
        return options.get(code) or (language.say(words.OTHER) if code == OTHER else language.isolate(code))

    bars = [_bar(bar, tally, [named(code) for code in bar.answers], language) for bar in tally.bars]
    note = ""
    if tally.too_few:
        note = language.say(words.TOO_FEW, least=2 * tally.smallest - 1)
    elif not bars:
        note = language.say(words.WHY_NOTHING)
    elif bars[0]["people"] is None:
        note = language.say(words.WHY_LEAST, smallest=tally.smallest)
    elif any(len(bar.answers) > 1 for bar in tally.bars):
        note = language.say(words.WHY_TOGETHER, smallest=tally.smallest)
    told = {"question": question, "bars": bars, "total": answered, "of": tally.total, "note": note}
    return {**told, "lang": language.code}


def _bar(bar: Bar, tally: Tally, names: list[str], language: Language) -> dict[str, Any]:
    """A bar: the answers in it, its name, how many gave one of them, and at least how many did."""
    least, total = tally.least, tally.total
    if bar.people is None:
        sentence = words.ALMOST_ALL if 10 * least >= 9 * total else words.AT_LEAST
        said = language.say(sentence, least=least, total=total)
    else:
        said = language.say_plural(words.TOGETHER if len(names) > 1 else words.GAVE, bar.people)
    # Whole sentences end in the middle of a list of them.
    name = language.list([each.rstrip(".") for each in names], whole=True, style="or") if len(names) > 1 else names[0]
    known = bar.people is not None
    return {"words": names, "name": name, "people": bar.people, "least": bar.people if known else least, "said": said}


def _answered(people: int, asked: int | None, language: Language, forms: Plural = words.ANSWERED_OF) -> str:
    """How many answered, of how many; also before it is told what."""
    if asked is None or asked < people:  # a phone that was thrown out may have left its answer
        return language.say_plural(words.ANSWERED, people)
    return language.say_plural(forms, people, asked=asked)


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
