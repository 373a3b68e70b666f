"""Law, cases and possible allies for a course, those of the country first, then of the region."""

from __future__ import annotations

from toolkit.course.plans.plan import Plan
from toolkit.documents import Bullets, Heading, Paragraph, Part, Table
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.registers.exchange.actors import Actor, actors
from toolkit.registers.exchange.cases import Case, cases
from toolkit.registers.exchange.nearness import near
from toolkit.registers.law_records import WORLD
from toolkit.rights import provisions
from toolkit.rights.provisions import Provision

CASES_A_TOPIC = 2
MOST_LAW = 10
MOST_ALLIES = 6
_LAW = translatable("The law of {place} on {day}")
_NO_LAW = translatable(
    "We have no law of {place} itself on record. That does not mean that there is none: ask a lawyer of the union."
)
_LAW_HEADS = (translatable("Where it stands"), translatable("What it says"), translatable("How it stands"))
_STATUS = {
    "in_force": translatable("in force"),
    "adopted": translatable("adopted, not applicable yet"),
    "guidance": translatable("guidance: it persuades and does not bind"),
}
_READ = translatable("We read the official text.")
_NOT_READ = translatable("Not read by us in the official text: check it before you rely on it.")
_NOT_ADVICE = translatable("This is not legal advice. Whom a provision covers depends on the employer.")
_CASES = translatable("Cases, the nearest first")
_CASE = translatable("{title} ({place})")
_ALLIES = translatable("Who may stand with us")
_ALLY_HEADS = (translatable("Who"), translatable("Where"), translatable("How they can stand with a union"))
_WORLD = translatable("the whole world")


def place_name(place: str, language: Language) -> str:
    """A country as the language calls it."""
    if place == WORLD:
        return language.say(_WORLD)
    name = language.locale.territories.get(place.partition("-")[0], place)
    return f"{name}, {place}" if "-" in place else str(name)


def law_here(plan: Plan) -> tuple[Provision, ...]:
    """The country's own law on the first day of the course: in force before what is coming, read before not read."""
    found = [
        one
        for one in provisions(place=plan.country, on=plan.days[0])
        if one.reach in ("own", "country") and one.status in _STATUS
    ]
    order = list(_STATUS)
    return tuple(sorted(found, key=lambda one: (order.index(one.status), not one.checked))[:MOST_LAW])


def cases_near(plan: Plan, topic: int) -> tuple[Case, ...]:
    """The nearest cases that are about a topic."""
    about = [one for one in cases() if topic in one.topics]
    return near(about, region=plan.region, place=plan.country, topic=topic)[:CASES_A_TOPIC]


def allies_near(plan: Plan) -> tuple[Actor, ...]:
    """The nearest organisations."""
    return near(actors(), region=plan.region, place=plan.country)[:MOST_ALLIES]


def law_parts(plan: Plan) -> tuple[Part, ...]:
    """The law of the country as parts of a paper."""
    speech, say = plan.language, plan.language.say
    place, found = place_name(plan.country, plan.language), law_here(plan)
    heading = Heading(say(_LAW, place=place, day=plan.days[0]))
    if not found:
        return heading, Paragraph(say(_NO_LAW, place=place), "warning")
    rows = tuple(
        (one.cite(speech), one.say(speech), f"{say(_STATUS[one.status])}. {say(_READ if one.checked else _NOT_READ)}")
        for one in found
    )
    table = Table(tuple(say(head) for head in _LAW_HEADS), rows, with_words=True)
    return heading, Paragraph(say(_NOT_ADVICE), "note", leads=True), table


def case_parts(plan: Plan) -> tuple[Part, ...]:
    """The cases as parts of a paper, each once, with what can be learnt from them."""
    speech, found = plan.language, {one.id: one for topic in plan.topics for one in cases_near(plan, topic)}
    parts: list[Part] = [Heading(speech.say(_CASES))]
    for one in near(found.values(), region=plan.region, place=plan.country):
        parts.append(Heading(speech.say(_CASE, title=one.title(speech), place=place_name(one.place, speech)), 2))
        parts += [Paragraph(one.say(speech)), Paragraph(one.say_lesson(speech), "note")]
        parts.append(Bullets(tuple(f"{source.publisher}: {source.link}" for source in one.sources[:1])))
    return tuple(parts)


def ally_parts(plan: Plan) -> tuple[Part, ...]:
    """Organisations as a table."""
    speech = plan.language
    rows = tuple((one.name, place_name(one.place, speech), one.say_how(speech)) for one in allies_near(plan))
    return Heading(speech.say(_ALLIES)), Table(tuple(speech.say(head) for head in _ALLY_HEADS), rows, with_words=True)
