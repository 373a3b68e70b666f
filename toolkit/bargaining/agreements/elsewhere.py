"""What other unions have won, beside what we ask for: their number beside ours, and the few clauses to point to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from toolkit.bargaining.clauses.blanks import Blank
from toolkit.bargaining.clauses.record import STRENGTH_NAMES
from toolkit.languages import Language, translatable
from toolkit.registers.precedents import STRENGTHS, Precedent, TheirNumber, precedents

MOST_NUMBERS = 3
MOST_CLAUSES = 2
NUMBER_BESIDE = translatable("{number}: {parties}, {place}, {year}")
WON = translatable(
    "{parties}, {place}, {year} ({instrument}; {read}): {summary} We judge it as “{strength}”: {reason} {link}"
)
INSTRUMENT_NAMES = {
    "collective-agreement": translatable("collective agreement"),
    "framework-agreement": translatable("framework agreement"),
    "works-agreement": translatable("agreement in one company"),
    "settlement": translatable("settlement"),
    "award": translatable("award"),
    "memorandum": translatable("memorandum"),
    "model-clause": translatable("clause for contracts"),
}
READ_NAMES = {
    "text": translatable("passages of the text were read"),
    "party": translatable("read as a party to it tells it"),
    "report": translatable("read as others report it"),
}


def numbers_beside(clause: str, blank: Blank) -> tuple[Precedent, ...]:
    """Agreements elsewhere that fix a number for this blank: at most three, one a place, the latest first.

    Parameters
    ----------
    clause
        Id of the clause.
    blank
        One of its blanks.

    Raises
    ------
    UnknownClause

    >>> from toolkit.bargaining import library
    >>> blank = library()["notice"].blank("notice_days")
    >>> [(one.country, one.number.value, one.number.unit) for one in numbers_beside("notice", blank)]
    [('US', 45, 'days'), ('ZA', 4, 'months'), ('BE', 3, 'months')]
    """
    found = (
        one
        for one in precedents(clause, checked=True)
        if one.number is not None and one.number.blank == blank.name and fits(blank, one.number)
    )
    return _one_a_place(found, MOST_NUMBERS)


def fits(blank: Blank, number: TheirNumber) -> bool:
    """Whether a number can stand beside a blank: a time beside a time, a share beside a share, a count beside a count.

    >>> days = Blank("days", "whole", "days", 1, 90, None, 30)
    >>> fits(days, TheirNumber("days", 4, "months")), fits(days, TheirNumber("days", 4, None))
    (True, False)
    """
    if blank.kind not in ("whole", "share"):
        return False
    return (blank.unit is None) == (number.unit is None) and (blank.kind == "share" or isinstance(number.value, int))


def say_number(one: Precedent, blank: Blank, language: Language) -> str:
    """Their number with who agreed it, in the unit in which they agreed it."""
    assert one.number is not None
    shown = replace(blank, unit=one.number.unit).show(one.number.value, language)
    return language.say(NUMBER_BESIDE, number=shown, **_who(one, language))


def won_elsewhere(clause: str) -> tuple[Precedent, ...]:
    """The few agreements elsewhere to point to for a clause: judged ones, one a place, the strongest first.

    >>> [one.id for one in won_elsewhere("cameras")]
    ['us-teamsters-ups-2023-cameras', 'ca-meat-plant-2009-cameras']
    """
    judged = (one for one in precedents(clause, checked=True) if one.strength is not None)
    return _one_a_place(judged, MOST_CLAUSES, lambda one: -STRENGTHS.index(one.strength or STRENGTHS[0]))


def say_won(one: Precedent, language: Language) -> str:
    """A clause won elsewhere in a few sentences: who, where, what, how strong, and where to read it."""
    assert one.strength is not None
    assert one.read is not None
    return language.say(
        WON,
        instrument=language.say(INSTRUMENT_NAMES[one.instrument]),
        read=language.say(READ_NAMES[one.read]),
        summary=one.say(language),
        strength=language.say(STRENGTH_NAMES[one.strength]),
        reason=one.say_reason(language),
        link=one.link,
        **_who(one, language),
    )


def _who(one: Precedent, language: Language) -> dict[str, str]:
    names = language.locale.territories
    place = names.get(one.country) or names.get(one.country.partition("-")[0], one.country)
    return {"parties": " / ".join(one.say_parties(language)), "place": place, "year": str(one.year)}


def _one_a_place(
    found: Iterable[Precedent], most: int, first: Callable[[Precedent], int] = lambda one: 0
) -> tuple[Precedent, ...]:
    """The first of each place, so that one country does not fill the list."""
    kept: dict[str, Precedent] = {}
    for one in sorted(found, key=lambda one: (first(one), -one.year)):
        kept.setdefault(one.country.partition("-")[0], one)
    return tuple(kept.values())[:most]
