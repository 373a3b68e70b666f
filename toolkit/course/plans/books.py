"""The two long papers of a course: the guide for whoever leads, the handbook for whoever takes part."""

from __future__ import annotations

import re

from toolkit.course.plans.lesson import Lesson
from toolkit.course.plans.nearby import ally_parts, case_parts, law_parts
from toolkit.course.plans.papers import paper
from toolkit.course.plans.plan import Plan
from toolkit.course.plans.print_list import GUIDE, HANDBOOK
from toolkit.course.plans.prose import parts_of
from toolkit.course.plans.run_sheet import NO_LESSON, SESSION, run_sheet_parts
from toolkit.course.plans.sheets import blank_sheet
from toolkit.course.topics import TOPICS
from toolkit.course.worksheets import worksheet
from toolkit.documents import Bullets, Document, Heading, Paragraph, Part, Table
from toolkit.errors import translatable

_HOW = translatable("How it works with this group")
_NOTES = translatable("Notes on topic {topic}: {lesson}")
_CUT = translatable("The lesson by itself in {minutes} minutes")
_STEP, _MINUTES = translatable("Step"), translatable("Minutes")
_TOPIC = translatable("Topic {topic}: {title}")
_TASKS = translatable("The work between the sessions")
_FOR_WHOM = re.compile(r"^\s*(?:<div[^>]*>\s*)?\*\*[^*]+\*\*\s*")
_AT_TABLE = translatable("Write no names of members or citizens into this handbook.")


def guide(plan: Plan) -> Document:
    """The run sheet, the notes out of the lessons, law, cases and allies of the country and region."""
    say = plan.language.say
    parts: list[Part] = [Heading(say(_HOW)), Bullets(plan.setting.say(plan.language)), *run_sheet_parts(plan)]
    for topic in plan.topics:
        lesson = plan.lesson(topic)
        if lesson is None:
            parts.append(Paragraph(say(NO_LESSON, topic=topic), "note"))
            continue
        parts.append(Heading(say(_NOTES, topic=topic, lesson=lesson.title)))
        parts += _notes(lesson)
        parts += _cuts(plan, lesson)
    return paper(plan, GUIDE, (*parts, *law_parts(plan), *case_parts(plan), *ally_parts(plan)))


def handbook(plan: Plan) -> Document:
    """The aims, key points, sources and sheets of the lessons, the tasks, law, cases and allies."""
    speech, say = plan.language, plan.language.say
    parts: list[Part] = [Paragraph(say(_AT_TABLE), "warning"), Heading(say(_TASKS))]
    parts.append(Bullets(tuple(_task(plan, number) for number in range(len(plan.track.sessions)))))
    for topic in plan.topics:
        about, lesson = TOPICS[topic - 1], plan.lesson(topic)
        parts += [
            Heading(say(_TOPIC, topic=topic, title=say(about.title))),
            Paragraph(say(about.question), "lead"),
        ]
        if lesson is None:
            parts.append(Paragraph(say(NO_LESSON, topic=topic), "note"))
            continue
        parts += [*parts_of(lesson.aims), *parts_of(lesson.key_points)]
        for name in lesson.sheets:
            parts += blank_sheet(worksheet(name), speech, 2)
    return paper(plan, HANDBOOK, (*parts, *law_parts(plan), *case_parts(plan), *ally_parts(plan)))


def _task(plan: Plan, number: int) -> str:
    session = plan.track.sessions[number]
    return plan.language.say(SESSION, number=number + 1, title=session.task.say(plan.language))


def _notes(lesson: Lesson) -> list[Part]:
    """What holds for the whole lesson first, then the notes of each step under its name."""
    parts: list[Part] = []
    for step in dict.fromkeys(["", *(step for step, _ in lesson.notes)]):
        texts = [text for at, text in lesson.notes if at == step]
        if step and texts:
            parts.append(Heading(step, 2))
        for text in texts:
            # Nobody needs to be told in their own guide that a note is for them.
            parts += _below_title(parts_of(_FOR_WHOM.sub("", text, count=1) if step else text))
    return parts


def _below_title(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The notes without a heading that says again whose notes they are."""
    return parts[1:] if parts and isinstance(parts[0], Heading) else parts


def _cuts(plan: Plan, lesson: Lesson) -> list[Part]:
    speech, found = plan.language, list[Part]()
    for whole, steps in sorted(lesson.cuts.items()):
        heads = (speech.say(_STEP), speech.say(_MINUTES))
        rows = tuple((lesson.steps.get(tag, tag), speech.number(minutes)) for tag, minutes in steps.items())
        found += [Heading(speech.say(_CUT, minutes=whole), 2), Table(heads, rows, with_words=True)]
    return found
