"""What the assessment ends in: two pages that propose another way, for access and quality, jobs and the full cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from toolkit.documents import Bullets, Document, Facts, Heading, Paragraph, Part, Table
from toolkit.errors import DataError, translatable
from toolkit.governance.assessment.answers import value_of, visible
from toolkit.governance.assessment.difference import Driver, compare_scores
from toolkit.governance.assessment.questionnaire import DIMENSIONS, Question
from toolkit.governance.assessment.scoring import SAME, Score
from toolkit.languages import Language, translatable_plural

NEEDED = ("access", "quality", "in_house", "jobs")
_MOST = 6  # of a list: the paper is to stay on two pages
LONGEST = 600

COST_ITEMS = {
    "buying": translatable("Buying or building it"),
    "running": translatable("Licences, hosting, maintenance"),
    "staff": translatable("Staff who run it, check it and train others"),
    "training": translatable("Training in working time"),
    "errors": translatable("Errors, appeals, work done twice"),
    "other-way": translatable("A second way to the service for those who cannot use it"),
    "exit": translatable("Leaving it: data back, change of supplier"),
}
PROBLEMS = {
    "access": translatable("It does not say yet what access would gain. Cost alone is no reason for a public service."),
    "quality": translatable(
        "It does not say yet what quality would gain. Cost alone is no reason for a public service."
    ),
    "in_house": translatable("It does not name an option in public hands yet. Say who in the service could do it."),
    "jobs": translatable("It does not say yet what happens to posts, grades and skills."),
    "cost": translatable("No cost of our proposal is named yet. What is not named will be asked."),
}
TITLE = translatable("Another way: a proposal for {system}")
_LEAD = translatable(
    "{union} proposes to {employer} another way to reach what the system is for. It rests on an assessment in five "
    "dimensions; each number is evidence to talk about, not a verdict."
)
_FACTS = {
    "system": translatable("System"),
    "day": translatable("Day"),
    "purpose": translatable("What it is meant to do"),
}
_SCORES = translatable("What the answers say")
_REMAINS = translatable(
    "What remains at risk after safeguards, as a share of all that could be. The union’s answers and the employer’s, "
    "with the same questions and weights."
)
_REMAINS_ALONE = translatable("What remains at risk after safeguards, as a share of all that could be.")
_HEADS = (
    translatable("Dimension"),
    translatable("The union’s answers"),
    translatable("The employer’s answers"),
)
_CELL = translatable("{share} ({level})")
_NOTHING = translatable("not answered")
_DRIVES = translatable("Where the two differ most")
_GAINS = translatable("What access and quality could gain")
_ACCESS = translatable("Access: {gain}")
_QUALITY = translatable("Quality: {gain}")
_IN_HOUSE = translatable("An option in public hands")
_JOBS = translatable("Jobs and skills")
_COST = translatable("The full cost")
_COST_CAPTION = translatable_plural("In {currency}, over one year", "In {currency}, over {n} years")
_YEARS_CAPTION = translatable_plural("Over one year", "Over {n} years")
_COST_HEADS = (translatable("Item"), translatable("As the employer plans"), translatable("As we propose"))
_TOTAL = translatable("Together")
_NOT_TOLD = translatable("not told")
_AT_LEAST = translatable("at least {amount}")
_COST_NOTE = translatable(
    "What is not told is not nothing. A sum with open items is the least that it costs, and the two sums can only be "
    "compared where the same items are told."
)
_ASK = translatable("What we ask for")
_ASK_DONE = translatable("Before anything starts: {safeguard}")
_ASK_OPEN = translatable("In writing: {question}")
_PROPOSE = translatable("We propose to talk about this before the next step is taken, with time to read and an expert.")


@dataclass(frozen=True)
class Cost:
    """One item of the full cost, on both ways; None where nobody has told it."""

    item: str
    theirs: float | None = None
    ours: float | None = None

    def __post_init__(self) -> None:
        if self.item not in COST_ITEMS:
            raise DataError(
                translatable("There is no cost item “{item}”. Use one of: {known}."),
                item=self.item,
                known=list(COST_ITEMS),
            )


@dataclass(frozen=True)
class Alternative:
    """Another way to reach what the system is for.

    Attributes
    ----------
    union, employer, system
        Who proposes it to whom, about what.
    access, quality
        What people who use the service could gain.
    in_house
        Who in the service could do it, and how.
    jobs
        What happens to posts, grades and skills.
    costs, years, currency
        The full cost over so many years.
    """

    union: str = ""
    employer: str = ""
    system: str = ""
    access: str = ""
    quality: str = ""
    in_house: str = ""
    jobs: str = ""
    costs: tuple[Cost, ...] = ()
    years: int = 5
    currency: str = ""
    day: str = field(default="", compare=False)

    def problems(self) -> tuple[str, ...]:
        """What the proposal does not say yet: keys of `PROBLEMS`.

        >>> Alternative(costs=(Cost("buying", ours=1.0),)).problems()
        ('access', 'quality', 'in_house', 'jobs')
        """
        told = {name: bool(getattr(self, name).strip()) for name in NEEDED} | {
            "cost": any(one.ours is not None for one in self.costs)
        }
        return tuple(name for name, said in told.items() if not said)

    @property
    def is_fit_for_the_table(self) -> bool:
        """Whether it says what a proposal to the other side has to; without amounts it can go, only weaker.

        >>> told = Alternative(access="a desk", quality="a person", in_house="the data office", jobs="none is cut")
        >>> told.is_fit_for_the_table, Alternative(costs=(Cost("buying", ours=1.0),)).is_fit_for_the_table
        (True, False)
        """
        return not set(NEEDED) & set(self.problems())


def alternative_document(
    proposal: Alternative, ours: Score, theirs: Score | None = None, language: Language | str = "en"
) -> Document:
    """The proposal on two pages, for the table.

    What it does not say yet is left out: `Alternative.problems` tells it to those who write it, and to nobody else.

    Parameters
    ----------
    proposal
        The other way.
    ours, theirs
        The scores of both sides; the employer's may be missing.
    """
    speech = Language.of(language)
    say = speech.say
    union, employer = proposal.union or say(_HEADS_PARTY["union"]), proposal.employer or say(_HEADS_PARTY["employer"])
    system = proposal.system or ours.answers.system or say(_HEADS_PARTY["system"])
    gaps = proposal.problems()
    blocks: list[Part] = [
        Paragraph(say(_LEAD, union=union, employer=employer), "lead"),
        Facts(tuple(_facts(system, proposal, ours, speech))),
        Heading(say(_SCORES)),
        _scores(ours, theirs, speech),
        *_drivers(ours, theirs, speech),
        *_gains(proposal, speech),
        *_told(_IN_HOUSE, proposal.in_house, speech),
        *_told(_JOBS, proposal.jobs, speech),
        *([] if "cost" in gaps else _costs(proposal, speech)),
        *_asks(ours, speech),
    ]
    return Document(say(TITLE, system=system), speech, tuple(blocks))


_HEADS_PARTY = {
    "union": translatable("The union"),
    "employer": translatable("the employer"),
    "system": translatable("the planned system"),
}


def _facts(system: str, proposal: Alternative, ours: Score, speech: Language) -> list[tuple[str, str]]:
    values = {"system": system, "day": proposal.day, "purpose": str(dict(ours.answers.entries).get("purpose", ""))}
    return [(speech.say(_FACTS[name]), value) for name, value in values.items() if value]


def _scores(ours: Score, theirs: Score | None, speech: Language) -> Table:
    sides = [ours] if theirs is None else [ours, theirs]
    rows = [
        (ours.asked.say(f"dimensions.{one}", speech), *(_cell(side, one, speech) for side in sides))
        for one in DIMENSIONS
    ]
    caption = _REMAINS_ALONE if theirs is None else _REMAINS
    heads = tuple(speech.say(head) for head in _HEADS[: len(sides) + 1])
    return Table(heads, tuple(rows), speech.say(caption), with_words=True)


def _cell(side: Score, dimension: str, speech: Language) -> str:
    one = side[dimension]
    if not one.answered_risks:
        return speech.say(_NOTHING)
    return speech.say(_CELL, share=one.say_remaining(speech), level=one.say_level(speech))


def _drivers(ours: Score, theirs: Score | None, speech: Language) -> list[Part]:
    """The questions that drive the differences, each once, the largest first."""
    if theirs is None:
        return []
    drivers = [driver for one in compare_scores(ours, theirs) if one.compared for driver in one.drivers]
    seen: dict[str, Driver] = {}
    for driver in sorted(drivers, key=lambda one: -abs(one.amount)):
        seen.setdefault(driver.question.id, driver)
    items = tuple(driver.say(speech) for driver in list(seen.values())[:_MOST])
    return [Heading(speech.say(_DRIVES), 2), Bullets(items)] if items else []


def _gains(proposal: Alternative, speech: Language) -> list[Part]:
    told = [
        speech.say(sentence, gain=getattr(proposal, name)[:LONGEST])
        for name, sentence in (("access", _ACCESS), ("quality", _QUALITY))
        if getattr(proposal, name).strip()
    ]
    return [Heading(speech.say(_GAINS)), Bullets(tuple(told))] if told else []


def _told(title: str, text: str, speech: Language) -> list[Part]:
    return [Heading(speech.say(title)), Paragraph(text[:LONGEST])] if text.strip() else []


def _costs(proposal: Alternative, speech: Language) -> list[Part]:
    by_item = {one.item: one for one in proposal.costs}
    rows: list[tuple[str, ...]] = []
    for item, named in COST_ITEMS.items():
        cost = by_item.get(item, Cost(item))
        rows.append((speech.say(named), _amount(cost.theirs, speech), _amount(cost.ours, speech)))
    sides: tuple[Literal["theirs", "ours"], ...] = ("theirs", "ours")
    totals = [[getattr(by_item.get(item, Cost(item)), side) for item in COST_ITEMS] for side in sides]
    rows.append((speech.say(_TOTAL), *(_sum(amounts, speech) for amounts in totals)))
    words = _COST_CAPTION if proposal.currency else _YEARS_CAPTION
    caption = speech.say_plural(words, proposal.years, currency=proposal.currency)
    return [
        Heading(speech.say(_COST)),
        Table(tuple(speech.say(head) for head in _COST_HEADS), tuple(rows), caption, with_words=True),
        Paragraph(speech.say(_COST_NOTE), "note"),
    ]


def _amount(amount: float | None, speech: Language) -> str:
    return speech.say(_NOT_TOLD) if amount is None else speech.number(amount)


def _sum(amounts: list[float | None], speech: Language) -> str:
    known = [one for one in amounts if one is not None]
    if not known:
        return speech.say(_NOT_TOLD)
    shown = speech.number(sum(known))
    return shown if len(known) == len(amounts) else speech.say(_AT_LEAST, amount=shown)


def _asks(ours: Score, speech: Language) -> list[Part]:
    """The heaviest safeguards that are not done, and the heaviest questions that nobody could answer."""
    safeguards = sorted(missing_safeguards(ours), key=lambda one: -_all_weight(ours, one))
    open_risks = sorted(
        (one for one in ours.open_questions if one.kind == "risk"), key=lambda one: -_all_weight(ours, one)
    )
    items = [speech.say(_ASK_DONE, safeguard=one.say(speech)) for one in safeguards[:_MOST]]
    items += [speech.say(_ASK_OPEN, question=one.say(speech)) for one in open_risks[:_MOST]]
    close = Paragraph(speech.say(_PROPOSE))
    return [Heading(speech.say(_ASK)), Bullets(tuple(items)), close] if items else [Heading(speech.say(_ASK)), close]


def missing_safeguards(scored: Score) -> tuple[Question, ...]:
    """Safeguards that are asked for and not done in full, in the order of the questionnaire."""
    return tuple(
        one
        for one in visible(scored.asked, scored.answers)
        if one.kind == "safeguard" and (value_of(scored.asked, one, scored.answers) or 0) < 1 - SAME
    )


def _all_weight(scored: Score, question: Question) -> float:
    return sum(scored.asked.weight(question.id, dimension) for dimension in DIMENSIONS)
