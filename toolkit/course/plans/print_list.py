"""What is printed for each session: which paper, how many copies, on one side or both, in colour or not, on what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.course.plans.plan import Plan
from toolkit.course.plans.run_sheet import session_heading
from toolkit.course.plans.sheets import BOX, tick_table
from toolkit.course.plans.tracks import Session
from toolkit.course.worksheets import worksheet
from toolkit.documents import Band, Paragraph, Part, Table
from toolkit.errors import translatable

LEADING = 2  # people who lead a course together
AGENDA = translatable("Agenda")
RUN_SHEET = translatable("Run sheet")
GUIDE = translatable("Facilitator guide")
HANDBOOK = translatable("Participant handbook")
_ADDRESS = translatable("The address of the page with its QR code, from the page of the room")
_TWINS = translatable("Exercises on paper, topic {topic}")
_ANSWERS = translatable("Answers to the exercises, topic {topic}")
_COPIES, _HOW, _WHAT, _ON = (
    translatable("Copies"),
    translatable("Sides"),
    translatable("Paper to print"),
    translatable("Printed on"),
)
_SIDES = {True: translatable("both sides"), False: translatable("one side")}
_SHEETS = {
    False: translatable("A4, black and white"),
    True: translatable("A4 or larger, black and white, to hang on the wall"),
}
_ONLINE = translatable("Only those who lead print. Everybody else gets the handbook and the forms as files.")


@dataclass(frozen=True)
class Printed:
    """A paper for one session, in the language of the plan.

    Attributes
    ----------
    both_sides
        Whether it is printed on both sides; what is hung up, filled in by hand or handed in is not.
    wall
        Whether it hangs on the wall, where larger is better. None needs colour.
    """

    title: str
    copies: int
    both_sides: bool = False
    wall: bool = False


def prints(plan: Plan, session: Session) -> tuple[Printed, ...]:
    """What is printed for a session: guide and handbook once, sheets of exercises where there is no phone."""
    return tuple(_prints(plan, session))


def _prints(plan: Plan, session: Session) -> Iterator[Printed]:
    say, setting = plan.language.say, plan.setting
    first, last = session is plan.track.sessions[0], session is plan.track.sessions[-1]
    yield Printed(say(RUN_SHEET), LEADING, both_sides=True)
    if first:
        yield Printed(say(GUIDE), LEADING, both_sides=True)
    if setting.online:
        return
    yield Printed(say(AGENDA), 1, wall=True)
    if first:
        yield Printed(say(HANDBOOK), setting.people, both_sides=True)
    if setting.on_paper:
        for topic in dict.fromkeys(block.topic for block in session.within(plan.length) if block.topic):
            yield Printed(say(_TWINS, topic=topic), len(setting.groups))
            yield Printed(say(_ANSWERS, topic=topic), LEADING)
    else:
        yield Printed(say(_ADDRESS), len(setting.groups))
    yield Printed(worksheet("workshop-feedback").title.say(plan.language), setting.people)
    yield Printed(worksheet("peer-observation").title.say(plan.language), 1)
    if last:
        yield Printed(worksheet("follow-up").title.say(plan.language), setting.people, both_sides=True)


def printed_in_all(plan: Plan) -> dict[str, int]:
    """How many copies of each paper all sessions take."""
    found: dict[str, int] = {}
    for session in plan.track.sessions:
        for one in prints(plan, session):
            found[one.title] = found.get(one.title, 0) + one.copies
    return found


def print_table(plan: Plan) -> Table:
    """All sessions in one table, each with a line across it that says which one it is."""
    rows: list[tuple[str, ...]] = []
    bands = []
    for session in plan.track.sessions:
        heading, when = (getattr(part, "text", "") for part in session_heading(plan, session))
        bands.append(Band(len(rows), f"{heading} · {when}"))
        rows += [(BOX, *row) for row in _rows(plan, session)]
    return Table(("", *_heads(plan)), tuple(rows), bands=tuple(bands), with_words=True)


def print_parts(plan: Plan) -> tuple[Part, ...]:
    """Each session with its day and a table of its own, to tick."""
    parts: list[Part] = [Paragraph(plan.language.say(_ONLINE), "note")] if plan.setting.online else []
    for session in plan.track.sessions:
        parts += [*session_heading(plan, session), tick_table(_heads(plan), _rows(plan, session))]
    return tuple(parts)


def _heads(plan: Plan) -> tuple[str, ...]:
    return tuple(plan.language.say(head) for head in (_WHAT, _COPIES, _HOW, _ON))


def _rows(plan: Plan, session: Session) -> list[tuple[str, ...]]:
    speech, say = plan.language, plan.language.say
    return [
        (one.title, speech.number(one.copies), say(_SIDES[one.both_sides]), say(_SHEETS[one.wall]))
        for one in prints(plan, session)
    ]
