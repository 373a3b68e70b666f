"""The union's own systems, by the same questions: a plan of one page for its own digital change."""

from __future__ import annotations

from datetime import date, timedelta

from toolkit.documents import Bullets, Document, Heading, Paragraph, Part, Table
from toolkit.errors import EmptyTable, translatable
from toolkit.governance.systems.answer import Answer
from toolkit.governance.systems.emptiness import emptiness, gaps_of
from toolkit.governance.systems.fields import fields, in_a_row
from toolkit.governance.systems.suppliers import by_supplier
from toolkit.governance.systems.system import System, SystemList
from toolkit.languages import Language

TITLE = translatable("Our own systems: a plan of one page")
WHY = translatable(
    "What we ask of employers we ask of ourselves first: which systems hold our members’ data, who can read them, what "
    "do our own staff and their representatives say?"
)
SYSTEM = translatable("System")
NEXT = translatable("First to be answered")
BY_WHEN = translatable("By")
WHO = translatable("Who in the union")
OPEN = translatable("Questions still open")
DONE = translatable("nothing open")
LEANS = translatable("{number} of our systems come from {supplier}. What would we do without it?")
ENDS = translatable("The contract for “{system}” ends in {when}: decide before then whether it still suits us.")
STEPS = translatable("What we do, in this order")
FIRST = translatable("Fill in the three most important open answers for each system, with those who work with it.")
SECOND = translatable("Delete members’ data that no purpose needs, and write down who may see the rest.")
THIRD = translatable("Consult our own staff and their representatives before anything new is bought.")
FOURTH = translatable("Look at this page again on {day}, and show it to the members’ meeting.")
MORE = translatable("{number} more systems stand in the register.")
_SHOWN = 8  # systems that a page has room for
_FIRST = ("data", "data_sources", "answers_for", "contract_end", "human_role", "union_consulted")
_WEEKS = 6


def own_plan(systems: SystemList, language: Language | str = "en", on: date | None = None, union: str = "") -> Document:
    """The plan: each system with what to answer first, what leans on one supplier, and four steps with their days.

    Parameters
    ----------
    on
        The day from which times are counted; today if left out.
    union
        Who it is that plans.

    Raises
    ------
    EmptyTable
        If the register has no system: a plan about nothing helps nobody.
    """
    if not len(systems):
        raise EmptyTable(systems.title or "register")
    speech, day = Language.of(language), on or date.today()
    say = speech.say
    worst = sorted(systems, key=lambda one: -len(gaps_of(one, workers=True)))
    rows = tuple(
        (
            one.name,
            str(len(gaps_of(one))),
            _first_open(one, speech),
            one["answers_for"].text if one["answers_for"].state == "answered" else "",
            speech.date(day + timedelta(weeks=_WEEKS)),
        )
        for one in worst[:_SHOWN]
    )
    blocks: list[Part] = [
        Paragraph(say(WHY), kind="lead"),
        Paragraph(emptiness(systems).say(speech)),
        Table(tuple(say(head) for head in (SYSTEM, OPEN, NEXT, WHO, BY_WHEN)), rows),
    ]
    if len(worst) > _SHOWN:
        blocks.append(Paragraph(say(MORE, number=len(worst) - _SHOWN)))
    if noted := [*_leaning(systems, speech), *_ending(systems, speech, day)]:
        blocks.append(Bullets(tuple(noted)))
    again = speech.date(_in_half_a_year(day))
    steps = (say(FIRST), say(SECOND), say(THIRD), say(FOURTH, day=again))
    blocks += [Heading(say(STEPS), level=2), Bullets(steps)]
    return Document(say(TITLE), speech, tuple(blocks), author=union, one_page=True)


def _first_open(system: System, language: Language) -> str:
    """The open questions that come first, by their short names."""
    open_fields = {gap.field for gap in gaps_of(system)}
    first = [name for name in _FIRST if name in open_fields] or [name for name in fields() if name in open_fields]
    named = [fields()[name].label.say(language) for name in first[:3]]
    return in_a_row(named, language) if named else language.say(DONE)


def _leaning(systems: SystemList, language: Language) -> list[str]:
    """Suppliers on whom more than one system leans."""
    return [
        language.say(LEANS, number=len(found), supplier=found[0]["supplier"].text)
        for found in by_supplier([systems]).values()
        if len(found) > 1
    ][:2]


def _ending(systems: SystemList, language: Language, day: date) -> list[str]:
    """Contracts that end within a year, by the month or day that the register gives."""
    until = day.replace(year=day.year + 1, day=1).isoformat()
    found: list[tuple[str, System]] = []
    for one in systems:
        answer: Answer = one["contract_end"]
        if answer.state == "answered" and day.isoformat()[: len(answer.text)] <= answer.text <= until:
            found.append((answer.text, one))
    ordered = sorted(found, key=lambda pair: pair[0])
    shown = fields()["contract_end"]
    return [
        language.say(ENDS, system=one.name, when=shown.in_words(one["contract_end"], language)) for _, one in ordered
    ][:3]


def _in_half_a_year(day: date) -> date:
    months = day.month + 6
    return date(day.year + (months > 12), (months - 1) % 12 + 1, min(day.day, 28))
