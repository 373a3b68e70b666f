"""A workshop in words: its polls and exercises under the questions that were asked, its quizzes before and after."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence

from toolkit.course.dashboards.paper import STEPWISE, Board
from toolkit.course.dashboards.running import Asked
from toolkit.course.dashboards.words import Worded
from toolkit.course.dashboards.workshop import Answers, Workshop, as_table, quiz_table, row_of
from toolkit.course.sessions.asked import exercise_text, options_of
from toolkit.course.store.tally import OTHER
from toolkit.course.topics import TOPICS
from toolkit.errors import translatable
from toolkit.languages import Language

WORKSHOP = translatable("A workshop at a glance")
_JOINED = translatable("Phones that joined")
_ASKED = translatable("Polls and exercises answered")
_STEP = translatable("Step {number}")
_POLL, _EXERCISE = translatable("Poll {number}"), translatable("Exercise {number}")
_ANSWER, _OTHER = translatable("Answer {letter}"), translatable("an answer in other words")
_QUIZ = translatable("Before and after: {topic}")
_LEAST = translatable("{answer} (at least {least} of {total})")


def workshop_board(
    found: Workshop,
    language: Language,
    asked: Asked,
    steps: Sequence[str] = (),
    *,
    invented: bool = False,
    spoken: Mapping[str, str] | None = None,
) -> Board:
    """The dashboard of a workshop.

    Parameters
    ----------
    asked
        The words of polls in this language; those that are not in it are numbered.
    steps
        What the steps are called, where that is known.
    spoken
        In which language the words of a poll are, where that is not the reader's.
    """
    say = language.say
    facts = (
        (say(_JOINED), language.number(found.joined)),
        (say(_ASKED), language.number(len(found.answers))),
    )
    named_steps = {row: _step(int(row), steps, language) for row in found.progress.rows}
    tables = [Worded(found.progress, language, named=named_steps)] if found.progress.total != 0 else []
    for number, one in enumerate(found.answers, start=1):
        title, named = _words(one, number, language, asked)
        in_language = (spoken or {}).get(one.question, language.code)
        tables.append(Worded(as_table(one), language, title, _rows(one, named, language), in_language))
    for landed in found.quizzes:
        topic = next((say(one.title) for one in TOPICS if one.number == landed.topic), str(landed.topic))
        tables.append(Worded(quiz_table(landed), language, say(_QUIZ, topic=topic)))
    return Board(say(WORKSHOP), language, facts, tuple(tables), invented, told=(say(STEPWISE),))


def _step(step: int, steps: Sequence[str], language: Language) -> str:
    number = language.say(_STEP, number=step + 1)
    return f"{number}: {language.isolate(steps[step])}" if step < len(steps) else number


def _words(one: Answers, number: int, language: Language, asked: Asked) -> tuple[str, Mapping[str, str]]:
    """What was asked, and what each answer is called."""
    say = language.say
    if one.question in asked:
        return asked[one.question][0], asked[one.question][1]
    text = exercise_text(one.question, language) if one.kind == "exercise" else None
    if text is not None:
        return text.question, dict(zip(options_of(one.question), text.options, strict=True))
    title = say(_POLL if one.kind == "poll" else _EXERCISE, number=number)
    return title, {answer: _answer(answer, language) for answer in one.tally.counts}


def _rows(one: Answers, named: Mapping[str, str], language: Language) -> Mapping[str, str]:
    """What each bar is called, so that it is true of everybody in it."""
    tally, rows = one.tally, {}
    for bar in tally.bars:
        words = [named.get(answer) or _answer(answer, language) for answer in bar.answers]
        name = language.list([each.rstrip(".") for each in words], whole=True, style="or") if words[1:] else words[0]
        told = {"answer": name, "least": tally.least, "total": tally.total}
        rows[row_of(bar)] = language.say(_LEAST, **told) if bar.people is None else name
    return {**{answer: named.get(answer) or _answer(answer, language) for answer in tally.answers}, **rows}


def _answer(answer: str, language: Language) -> str:
    """An answer of which only its code is known: o0 is the first of a poll, a number is a number."""
    if answer == OTHER:
        return language.say(_OTHER)
    if answer[:1] == "o" and answer[1:].isdigit() and int(answer[1:]) < len(string.ascii_uppercase):
        return language.say(_ANSWER, letter=string.ascii_uppercase[int(answer[1:])])
    return answer
