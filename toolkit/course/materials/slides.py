"""Slides for a topic: what the lesson says, what is on record, and a few questions of their own.

Reads `templates/course/slides/topic-<n>.yml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from toolkit.charts import Bar
from toolkit.course.exercises.choosing import ChoiceExercise
from toolkit.course.exercises.exercise import NumberExercise
from toolkit.course.exercises.marking import MarkingExercise
from toolkit.course.exercises.written import records
from toolkit.course.materials.asked import AnyExercise, asked_in
from toolkit.course.materials.brief import (
    HEADINGS,
    NAMED,
    STANDINGS,
    Brief,
    best_source,
    brief,
    case_head,
    case_of,
    figure_of,
    source_line,
)
from toolkit.course.materials.twins import SOLUTION
from toolkit.course.plans.lesson import Lesson, lesson
from toolkit.course.plans.prose import parts_of
from toolkit.course.topics import topic_of
from toolkit.course.worksheets import worksheet
from toolkit.documents import Bullets, Deck, Heading, Slide
from toolkit.errors import translatable
from toolkit.languages import KNOWN, Language
from toolkit.registers.exchange.saying import amount, place_name, source_name
from toolkit.registers.fields import Fields, load
from toolkit.registers.locate import folder
from toolkit.registers.words import Words

TOPIC = translatable("Topic {topic}")
_TAKE_HOME = translatable("You take home: {what}")
_CASE, _FIGURE, _EXERCISE, _TALK = (
    translatable("A case"),
    translatable("A figure"),
    translatable("Exercise"),
    translatable("Talk"),
)
_IN_FOURS = translatable("In groups of four: one answer to each question.")
_SOURCES = translatable("Sources")
_LEARNT = translatable("What can be learnt: {text}")
_MIND = translatable("Mind: {text}")


@dataclass(frozen=True)
class Outline:
    """What the slides of a topic show between aims and talk, and what its poster and cards take from the lesson.

    Attributes
    ----------
    poster
        The key points that stand on the poster, counted from 0.
    rows
        Exercises whose table becomes cards, a row a card, with so many of its columns.
    cards
        Exercises of one choice whose sentences become cards; what is sorted or marked always does.
    """

    topic: int
    middle: tuple[Fields, ...]
    talk: tuple[Words, ...]
    poster: tuple[int, ...]
    rows: Mapping[str, int]
    cards: tuple[str, ...]


@cache
def outline(topic: int) -> Outline:
    """The outline of a topic's slides.

    Raises
    ------
    RecordError
        If its record does not hold.
    """
    file = f"course/slides/topic-{topic}.yml"
    fields = Fields(file, 1, load(folder("templates") / "course" / "slides" / f"topic-{topic}.yml"), key="topic")
    fields.known(required=("topic", "slides", "poster"), optional=("talk", "rows", "cards"))
    middle = tuple(records(fields, file, "slides"))
    for one in middle:
        if "question" in one.raw:
            one.known(required=("question", "points", "note"))
        elif len(one.raw) != 1 or not {"figure", "case", "exercise"} & set(one.raw):
            raise one.error("a slide is a question with points and a note, or names a figure, a case or an exercise")
    talk = tuple(_words(fields, one) for one in fields.raw.get("talk", []))
    return Outline(
        topic,
        middle,
        talk,
        tuple(fields.raw["poster"]),
        fields.raw.get("rows", {}),
        fields.texts("cards") if "cards" in fields.raw else (),
    )


@cache
def deck(topic: int, language: Language) -> Deck:
    """The slides of a topic in a language, eight to fourteen of them.

    >>> [slide.kind for slide in deck(1, Language("en")).slides][:3]
    ['title', 'list', 'question']
    """
    speech, about, plan = language, topic_of(topic), outline(topic)
    told, words = _lesson(topic, speech), brief(topic, speech)
    title, above = speech.say(about.title), speech.say(TOPIC, topic=topic)
    take_home = speech.say(_TAKE_HOME, what=speech.say(about.leave_with))
    slides = [
        Slide(title, "title", above, lead=speech.say(about.question), foot=take_home),
        Slide(_first_heading(told.aims), "list", above, points=_points(told.aims)),
        *(_slide(one, topic, speech, words) for one in plan.middle),
        Slide(
            speech.say(_TALK),
            "list",
            above,
            lead=speech.say(_IN_FOURS),
            points=tuple(one.say(speech) for one in plan.talk) or _talk(topic, speech),
        ),
        Slide(_first_heading(told.key_points), "list", above, points=_points(told.key_points)),
        Slide(speech.say(HEADINGS["monday"]), "list", above, points=words.points("monday")),
        Slide(speech.say(_SOURCES), "list", above, points=tuple(_sources(plan, speech))),
    ]
    return Deck(title, speech, tuple(slides))


def key_points(topic: int, speech: Language) -> tuple[str, ...]:
    """The key points of a topic's lesson."""
    return _points(_lesson(topic, speech).key_points)


def _lesson(topic: int, speech: Language) -> Lesson:
    found = lesson(topic, speech)
    assert found is not None, topic  # a topic with slides has a lesson: a test holds it
    return found


def _points(prose: str) -> tuple[str, ...]:
    """The first list of a piece of prose."""
    lists = [part for part in parts_of(prose) if isinstance(part, Bullets)]
    return tuple(str(item) for item in lists[0].items)


def _first_heading(prose: str) -> str:
    return next(str(part.text) for part in parts_of(prose) if isinstance(part, Heading))


def _words(fields: Fields, value: Any) -> Words:
    return Fields(fields.name, 1, {"words": value}).words("words", KNOWN)


def _slide(one: Fields, topic: int, speech: Language, words: Brief) -> Slide:
    if "figure" in one.raw:
        return _figure(one.text("figure"), speech, words)
    if "case" in one.raw:
        return _case(one.text("case"), speech, words)
    if "exercise" in one.raw:
        return _exercise(one.text("exercise"), topic, speech)
    points = tuple(_words(one, point).say(speech) for point in one.raw["points"])
    asked = one.words("question", KNOWN).say(speech)
    note = one.words("note", KNOWN).say(speech)
    return Slide(asked, "question", speech.say(TOPIC, topic=topic), points=points, note=note)


def _figure(name: str, speech: Language, words: Brief) -> Slide:
    figure = figure_of(name)
    asked = next((one.told[""] for one in words.named["figures"] if one.id == name), "")
    longest = max((part.value for part in figure.parts), default=1.0)
    bars = tuple(
        Bar(part.say(speech), part.value / longest, amount(figure, part.value, speech)) for part in figure.parts
    )
    return Slide(
        figure.title(speech),
        "figure",
        f"{speech.say(_FIGURE)} · {place_name(figure, speech)} · {figure.year}",
        large=amount(figure, figure.value, speech),
        lead=speech.say(_MIND, text=figure.say(speech)),
        bars=bars,
        foot=source_line(figure, speech),
        note=asked,
    )


def _case(name: str, speech: Language, words: Brief) -> Slide:
    case = case_of(name)
    told = next((one.told for one in words.named["cases"] if one.id == name), {})
    standing = [speech.say(STANDINGS[kind], text=text) for kind, text in told.items()]
    return Slide(
        case_head(case, speech),
        "case",
        speech.say(_CASE),
        lead=case.say(speech),
        foot=source_line(case, speech),
        note=" ".join((*standing, speech.say(_LEARNT, text=case.say_lesson(speech)))),
    )


def _exercise(name: str, topic: int, speech: Language) -> Slide:
    one = next(asked for asked in asked_in(topic, speech) if asked.name == name)
    return Slide(
        one.exercise.question.say(speech),
        "question",
        f"{speech.say(_EXERCISE)} · {one.step}",
        points=_choices(one.exercise, speech),
        boxes=True,
        note=speech.say(NAMED, name=speech.say(SOLUTION), text=one.exercise.solution.say(speech)),
    )


def _choices(exercise: AnyExercise, speech: Language) -> tuple[str, ...]:
    match exercise:
        case ChoiceExercise():
            return tuple(option.sentence.say(speech) for option in exercise.options)
        case MarkingExercise():
            return tuple(one.words.say(speech) for one in exercise.passages)
        case NumberExercise():
            return ()
    return tuple(thing.words.say(speech) for thing in exercise.things)


def _talk(topic: int, speech: Language) -> tuple[str, ...]:
    return tuple(asked.label.say(speech) for part in worksheet(f"talk-{topic}").parts for asked in part.asked)


def _sources(plan: Outline, speech: Language) -> Iterable[str]:
    for one in plan.middle:
        if "case" in one.raw or "figure" in one.raw:
            record = case_of(one.text("case")) if "case" in one.raw else figure_of(one.text("figure"))
            yield speech.say(NAMED, name=record.title(speech), text=source_name(best_source(record), speech))
