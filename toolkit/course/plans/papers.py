"""The short papers of a course: agenda, preparation, invitation, feedback, observation, first workshop, follow-up."""

from __future__ import annotations

from babel.dates import get_timezone_location

from toolkit.course.plans.answers import NEEDS
from toolkit.course.plans.free_days import free_days_part
from toolkit.course.plans.nearby import place_name
from toolkit.course.plans.plan import TALK_MINUTES, Plan
from toolkit.course.plans.print_list import AGENDA, RUN_SHEET, print_parts, print_table, printed_in_all
from toolkit.course.plans.run_sheet import NO_LESSON, run_sheet_parts, session_heading
from toolkit.course.plans.sheets import blank_sheet, preparations, tick_table
from toolkit.course.plans.tracks import LENGTHS
from toolkit.course.worksheets import worksheet
from toolkit.documents import Bullets, Document, Facts, Heading, Paragraph, Part, Table
from toolkit.errors import translatable
from toolkit.languages import translatable_plural

PREPARATION = translatable("Preparation list")
INVITATION = translatable("Invitation")
FIRST_WORKSHOP = translatable("My first workshop")
PRINT_LIST = translatable("Print list")
CATCH_UP = translatable("Catch up on a missed session")
_TITLE = translatable("{paper}: {course}")
_FOR, _PLACE, _CLOCK, _PEOPLE = (
    translatable("For"),
    translatable("Country"),
    translatable("Times are those of"),
    translatable("People"),
)
_CLOCK_HEAD, _WHAT, _DAY, _MINUTES = (
    translatable("Clock"),
    translatable("What is done"),
    translatable("Day"),
    translatable("Minutes"),
)
_TASK = translatable("Until the next session: {task}")
_AFTERWARDS = translatable("Afterwards: {task}")
_READY = translatable("What must lie ready")
_WHAT_READY, _HOW_MANY = translatable("What is needed"), translatable("How many")
_LARGE, _PENS, _PHONES = (
    translatable("large sheets of paper, two for each group and session"),
    translatable("thick pens, two for each group"),
    translatable("phones, charged"),
)
_LENT = translatable("of these, phones that must be lent, because too few bring one")
_ANSWERED = translatable("Who has answered")
_COMING = {
    "yes": translatable("come"),
    "maybe": translatable("may come"),
    "no": translatable("do not come"),
    "": translatable("answers that could not be read"),
}
_NO_PHONE = translatable("come or may come, and have no phone")
_NEEDED = translatable("need: {need}")
_INVITES = translatable("You are invited to a course on digital rights at work for: {audience}.")
_NO_COMPUTERS = translatable("You need no knowledge of computers. Please come to all of these sessions.")
_LEAVE_WITH = translatable("What you take home")
_ANSWER = translatable("Tell us by {day} whether you come, and what you need to take part: {needs}.")
_NEEDS = (
    translatable("language"),
    translatable("access"),
    translatable("large print"),
    translatable("care for children"),
)
_WAY_HOME = translatable("the way home")
_BRING = {
    "phone": translatable("Bring a phone if you have one; who has none sits beside somebody."),
    "paper": translatable("You need no phone: we work on paper."),
    "online": translatable("You need a phone or a computer with the internet."),
}
_NO_DATA = translatable("Bring no data of members or citizens.")
_AFTERWARDS_TALKS = translatable("Afterwards we talk {n} times for {minutes} minutes about what came of it: {days}.")
_ROOM, _ADDRESS, _ANSWER_TO = translatable("Room"), translatable("Address for joining"), translatable("Answer to")
_LINE = "……………………………………"
_CATCH_UP = translatable(
    "Sit down with somebody who was there, for an hour, before the next session. Do the exercises together; who was "
    "there asks and does not tell."
)
_SHEETS = translatable("The sheets stand in the participant handbook. Then do the task: {task}")
_TALKS = translatable_plural("After {n} day", "After {n} days")
_WHO_COMES = translatable("Who comes")
_WHO_TALKS = translatable("Those who took part ({audience}), and those who led the course")


def paper(plan: Plan, name: str, parts: tuple[Part, ...], *, one_page: bool = False) -> Document:
    """A paper under its name and that of the course."""
    speech = plan.language
    title = speech.say(_TITLE, paper=speech.say(name), course=plan.track.title.say(speech))
    return Document(title, speech, parts, one_page=one_page)


def agenda(plan: Plan) -> Document:
    """Who meets when, and what comes at which hour."""
    speech, say = plan.language, plan.language.say
    facts = Facts(
        (
            (say(_FOR), plan.track.title.say(speech)),
            (say(_PLACE), place_name(plan.country, speech)),
            (say(_CLOCK), _clock(plan)),
            (say(_PEOPLE), speech.number(plan.setting.people)),
        )
    )
    parts: list[Part] = [facts]
    heads = (say(_CLOCK_HEAD), say(_WHAT), say(_MINUTES))
    for session in plan.track.sessions:
        rows = tuple(
            (f"{slot.begins:%H:%M}", slot.block.title.say(speech), speech.number(slot.block.minutes))
            for slot in plan.slots(session)
        )
        last = session is plan.track.sessions[-1]
        task = say(_AFTERWARDS if last else _TASK, task=session.task.say(speech))
        parts += [*session_heading(plan, session), Table(heads, rows, with_words=True), Paragraph(task)]
    return paper(plan, AGENDA, tuple(parts))


def run_sheet(plan: Plan) -> Document:
    """What size, place and network change and what must lie ready; then every session by the minute, a page each."""
    missing = tuple(plan.language.say(NO_LESSON, topic=topic) for topic in plan.without_lesson)
    first = (Bullets((*plan.setting.say(plan.language), *missing)), *_ready(plan))
    return paper(plan, RUN_SHEET, (*first, *run_sheet_parts(plan, first_alone=True)))


def preparation(plan: Plan) -> Document:
    """What is done from eight weeks before to the day after, with its days, and what must lie ready."""
    speech, say = plan.language, plan.language.say
    rows = [(speech.day(plan.prepared(one.days, last=one.last)), one.words.say(speech)) for one in preparations()]
    parts = (tick_table((say(_DAY), say(_WHAT)), rows), *free_days_part(plan), *answered(plan), *_ready(plan))
    return paper(plan, PREPARATION, (*parts, Heading(say(PRINT_LIST)), print_table(plan)))


def print_list(plan: Plan) -> Document:
    """What is printed for each session, to give to whoever prints."""
    return paper(plan, PRINT_LIST, print_parts(plan))


def _ready(plan: Plan) -> tuple[Part, ...]:
    speech, say = plan.language, plan.language.say
    needed = [(thing, speech.number(number)) for thing, number in materials(plan)]
    return Heading(say(_READY)), tick_table((say(_WHAT_READY), say(_HOW_MANY)), needed)


def materials(plan: Plan) -> tuple[tuple[str, int], ...]:
    """What must lie ready for all sessions together, and how many of it: what is printed, and what is not."""
    setting, meetings, say = plan.setting, len(plan.track.sessions), plan.language.say
    groups = len(setting.groups)
    found = list(printed_in_all(plan).items())
    if not setting.online:
        found += [(say(_LARGE), 2 * groups * meetings), (say(_PENS), 2 * groups)]
    if not setting.online and not setting.on_paper:
        needed = -(-setting.people // setting.people_to_a_phone)
        found.append((say(_PHONES), needed))
        if plan.answers is not None and plan.answers.without_phone:
            brought = setting.people - plan.answers.without_phone
            found.append((say(_LENT), max(0, needed - brought)))
    return tuple(found)


def answered(plan: Plan) -> tuple[Part, ...]:
    """How many come, may come and do not, and how many need what: numbers, and no name."""
    speech, say, answers = plan.language, plan.language.say, plan.answers
    if answers is None:
        return ()
    rows = [(words, answers.count(coming)) for coming, words in _COMING.items()]
    rows = [*(row for row in rows if row[0] != _COMING[""] or row[1]), (_NO_PHONE, answers.without_phone)]
    needed = [(say(_NEEDED, need=say(NEEDS[need])), speech.number(count)) for need, count in answers.needs.items()]
    facts = tuple((say(words), speech.number(count)) for words, count in rows)
    return Heading(say(_ANSWERED)), Facts((*facts, *needed))


def first_workshop(plan: Plan) -> Document:
    """What somebody does besides who leads a workshop for the first time."""
    speech, say = plan.language, plan.language.say
    rows = [(speech.day(plan.prepared(one.days, last=one.last)), one.first.say(speech)) for one in preparations()]
    return paper(plan, FIRST_WORKSHOP, (tick_table((say(_DAY), say(_WHAT)), rows),))


def invitation(plan: Plan) -> Document:
    """A page to send out, with room for the place and for whom to answer; it promises what the run sheet holds."""
    speech, say, online = plan.language, plan.language.say, plan.setting.online
    parts: list[Part] = [
        Paragraph(say(_INVITES, audience=[say(who) for who in plan.track.audience]), "lead"),
        Paragraph(say(_NO_COMPUTERS)),
    ]
    for session in plan.track.sessions:
        parts += session_heading(plan, session, 2)
    given = dict.fromkeys(block.gives.say(speech) for block in plan.blocks if block.gives is not None)
    talks = speech.chain(speech.date(day, "full") for _, day in plan.talks)  # dates hold commas of their own
    needs = [say(need) for need in (*_NEEDS, *([] if online else [_WAY_HOME]))]
    bring = "online" if online else "paper" if plan.setting.on_paper else "phone"
    answer = say(_ANSWER, day=speech.date(plan.answer_by, "full"), needs=needs)
    parts += [
        Heading(say(_LEAVE_WITH)),
        Bullets(tuple(given)),
        Paragraph(say(_AFTERWARDS_TALKS, n=len(plan.talks), minutes=TALK_MINUTES, days=talks)),
        Paragraph(" ".join((answer, say(_BRING[bring]), say(_NO_DATA)))),
        Facts(((say(_CLOCK), _clock(plan)), (say(_ADDRESS if online else _ROOM), _LINE), (say(_ANSWER_TO), _LINE))),
    ]
    return paper(plan, INVITATION, tuple(parts), one_page=True)


def catch_up(plan: Plan) -> Document:
    """An hour in pairs for each session that somebody missed."""
    speech, say = plan.language, plan.language.say
    parts: list[Part] = [Paragraph(say(_CATCH_UP), "lead")]
    heads = (say(_MINUTES), say(_WHAT))
    for session in plan.track.sessions:
        short = [block for block in session.within(LENGTHS[0]) if block.kind in ("exercise", "group")]
        rows = tuple(
            (speech.number(block.minutes), f"{block.title.say(speech)}\n{block.happens.say(speech)}") for block in short
        )
        task = say(_SHEETS, task=session.task.say(speech))
        parts += [session_heading(plan, session)[0], Table(heads, rows, with_words=True), Paragraph(task)]
    return paper(plan, CATCH_UP, tuple(parts))


def sheet_paper(plan: Plan, name: str) -> Document:
    """A worksheet on a paper of its own."""
    title, *parts = blank_sheet(worksheet(name), plan.language)
    return Document(str(getattr(title, "text", "")), plan.language, tuple(parts))


def follow_up(plan: Plan) -> Document:
    """What was asked, won and refused, with the days of the three talks about it."""
    speech, sheet = plan.language, sheet_paper(plan, "follow-up")
    days = tuple((speech.say_plural(_TALKS, after), speech.day(day)) for after, day in plan.talks)
    note, *rest = sheet.blocks
    return Document(sheet.title, speech, (note, Facts((*days, (speech.say(_WHO_COMES), who_comes(plan)))), *rest))


def who_comes(plan: Plan) -> str:
    """For whom the talks are: those who took part, and those who led."""
    return plan.language.say(_WHO_TALKS, audience=[plan.language.say(who) for who in plan.track.audience])


def _clock(plan: Plan) -> str:
    """The clock as people call it, and its name for computers."""
    named = get_timezone_location(plan.zone.key, locale=plan.language.locale)
    return f"{named} ({plan.zone.key})" if plan.zone.key != "UTC" else plan.zone.key
