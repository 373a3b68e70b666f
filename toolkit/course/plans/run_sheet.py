"""The run sheet: at which minute what happens, what to say, what to show; and what must lie ready for it."""

from __future__ import annotations

from toolkit.course.plans.plan import Plan, Slot
from toolkit.course.plans.setting import say_who
from toolkit.course.plans.tracks import Block, Session
from toolkit.documents import Heading, Paragraph, Part, Table
from toolkit.errors import translatable
from toolkit.languages import translatable_plural

SESSION = translatable("Session {number}: {title}")
_ON = translatable("{day}, {begins} to {ends}")
_HEADS = (
    translatable("Clock and minute"),
    translatable("What happens"),
    translatable("What to say"),
    translatable("What to show"),
)
_TITLE = translatable_plural("{title} ({n} minute, {who})", "{title} ({n} minutes, {who})")
_LESSON = translatable("Topic {topic}, “{lesson}”")
_STEPS = translatable("Topic {topic}, “{lesson}”, step: {steps}")
_NAMED = translatable("“{step}”")
NO_LESSON = translatable("Topic {topic} is without a lesson yet: work on paper.")
_PAPER = translatable("On paper: the sheets of topic {topic} out of the pack, a large sheet for each group")
_SHOW = {
    "opening": translatable("The agenda; the address of the page, large, with its QR code"),
    "rules": translatable("The rules on a large sheet that stays on the wall"),
    "group": translatable("The question on a large sheet; cards and thick pens"),
    "break": translatable("The clock, with the minute at which we go on"),
    "between": translatable("The task: {task}"),
    "closing": translatable("The feedback form, one for each person"),
}
_OPENING_ON_PAPER = translatable("The agenda on the wall")


def session_heading(plan: Plan, session: Session, level: int = 1, *, new_page: bool = False) -> tuple[Part, ...]:
    """What a session is called, and when it is."""
    say = plan.language.say
    begins = plan.begins(plan.days[session.number - 1])
    ends = list(plan.slots(session))[-1].ends
    when = say(_ON, day=plan.language.day(begins.date()), begins=f"{begins:%H:%M}", ends=f"{ends:%H:%M}")
    title = say(SESSION, number=session.number, title=session.title.say(plan.language))
    return Heading(title, level, new_page), Paragraph(when, leads=True)


def run_sheet_parts(plan: Plan, *, first_alone: bool = False) -> tuple[Part, ...]:
    """Every session by the minute, each on a page of its own; the first only where that is asked for."""
    parts: list[Part] = []
    heads = tuple(plan.language.say(head) for head in _HEADS)
    for session in plan.track.sessions:
        rows = tuple(_row(plan, session, slot) for slot in plan.slots(session))
        alone = first_alone or session is not plan.track.sessions[0]
        parts += [*session_heading(plan, session, new_page=alone), Table(heads, rows, with_words=True)]
    return tuple(parts)


def _row(plan: Plan, session: Session, slot: Slot) -> tuple[str, ...]:
    speech, block = plan.language, slot.block
    who = say_who(block.who, speech)
    title = speech.say_plural(_TITLE, block.minutes, title=block.title.say(speech), who=who)
    return (
        f"{slot.begins:%H:%M}\n{speech.number(slot.at)}",
        f"{title}\n{block.happens.say(speech)}",
        block.say.say(speech),
        show(plan, session, block),
    )


def show(plan: Plan, session: Session, block: Block) -> str:
    """What is shown during a block: the step of a lesson, or paper where there is no network or no lesson yet."""
    say = plan.language.say
    if block.topic is None:
        on_paper = block.kind == "opening" and plan.setting.on_paper
        sentence = _OPENING_ON_PAPER if on_paper else _SHOW[block.kind]
        return say(sentence, task=session.task.say(plan.language)) if block.kind == "between" else say(sentence)
    lesson = plan.lesson(block.topic)
    if lesson is None:
        return say(NO_LESSON, topic=block.topic)
    if plan.setting.on_paper:
        return say(_PAPER, topic=block.topic)
    steps = [say(_NAMED, step=lesson.steps[tag]) for tag in block.steps if tag in lesson.steps]
    if not steps:
        return say(_LESSON, topic=block.topic, lesson=lesson.title)
    return say(_STEPS, topic=block.topic, lesson=lesson.title, steps=steps)
