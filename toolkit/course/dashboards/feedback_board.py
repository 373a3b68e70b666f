"""How it was, in words: a table for each question, and what can be said of the way it goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from toolkit.course.dashboards.feedback import UNSHOWN, By, Heard, summed, trend
from toolkit.course.dashboards.paper import Board
from toolkit.course.dashboards.words import PUBLISHED_ONCE, WITHHELD, Worded
from toolkit.course.plans.tracks import track, track_names
from toolkit.course.sessions.polls import FEEDBACK, Poll
from toolkit.course.topics import TOPICS
from toolkit.errors import translatable
from toolkit.languages import Language

FEEDBACK_TITLE = translatable("How it was")
_WORKSHOPS, _ANSWERS = translatable("Workshops"), translatable("Answers")
_COURSES = translatable("Courses")
_COURSE = translatable("{audience}, {place}, from {day}")
_ALONE, _NO_PLACE, _NO_TOPIC = (
    translatable("sessions that belong to no course"),
    translatable("no country named"),
    translatable("no topic"),
)
_QUESTION = translatable("“{question}”")
MORE = translatable(
    "“{question}”: “{answer}” was answered more often from the first to the last of {number} courses: at most "
    "{first} of {first_total} answers at first, at least {last} of {last_total} at last."
)
LESS = translatable(
    "“{question}”: “{answer}” was answered less often from the first to the last of {number} courses: at least "
    "{first} of {first_total} answers at first, at most {last} of {last_total} at last."
)
OPEN = translatable(
    "Too few to tell which way it goes with {questions}. That takes at least three courses that differ by more than "
    "chance, and in one direction. Not told does not mean equal."
)


def feedback_board(found: Sequence[Heard], by: By, language: Language, *, invented: bool = False) -> Board:
    """The dashboard of how it was, each question a table of its own."""
    facts = (
        (language.say(_COURSES), language.number(len({one.course for one in found if one.course}))),
        (language.say(_WORKSHOPS), language.number(len({one.workshop for one in found}))),
        (language.say(_ANSWERS), language.number(sum(one.total for one in found))),
    )
    tables = []
    for ready in FEEDBACK:
        table = summed(found, ready, by)
        if table.rows:
            question, options = Poll("", ready=ready).words(language)
            rows = {row: called(by, row, language) for row in table.rows}
            tables.append(Worded(table, language, question, {**options, UNSHOWN: language.say(WITHHELD), **rows}))
    return Board(
        language.say(FEEDBACK_TITLE),
        language,
        facts,
        tuple(tables),
        invented,
        told=(*trends(found, language), language.say(PUBLISHED_ONCE)),
    )


def trends(found: Sequence[Heard], language: Language) -> tuple[str, ...]:
    """A sentence for each question that goes one way, and one for those of which this cannot be told."""
    said, left = [], []
    for ready in FEEDBACK:
        question, options = Poll("", ready=ready).words(language)
        seen = trend(found, ready)
        if seen is not None:
            (first, first_total), (last, last_total) = seen.first, seen.last
            about = {"first": first, "first_total": first_total, "last": last, "last_total": last_total}
            words = {"question": question, "answer": options[FEEDBACK[ready]], "number": seen.courses}
            said.append(language.say(MORE if seen.rises else LESS, **words, **about))
        elif any(one.ready == ready for one in found):
            left.append(language.say(_QUESTION, question=question))
    return (*said, language.say(OPEN, questions=language.list(left, whole=True))) if left else tuple(said)


def called(by: By, value: str, language: Language) -> str:
    """A course, topic, place or year as people call it."""
    say = language.say
    match by:
        case "course" if value:
            start, audience, place = value.split(" ")
            return say(
                _COURSE,
                audience=_audience(audience, language),
                place=_place(place, language),
                day=_day(start, language),
            )
        case "course":
            return say(_ALONE)
        case "topic":
            return next((say(one.title) for one in TOPICS if str(one.number) == value), say(_NO_TOPIC))
        case "place":
            return _place(value, language) if value else say(_NO_PLACE)
    return value


def _audience(name: str, language: Language) -> str:
    return track(name).title.say(language) if name in track_names() else name


def _place(code: str, language: Language) -> str:
    return str(language.locale.territories.get(code, code))


def _day(text: str, language: Language) -> str:
    try:
        return language.date(date.fromisoformat(text))
    except ValueError:
        return text
