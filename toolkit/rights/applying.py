"""What applies here: which rights a situation gives, to whom, how and by when, what comes and what is missing."""

from __future__ import annotations

from datetime import date
from typing import get_args

from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language
from toolkit.registers.law import EVIDENCE, Body, Bound, Gap, law
from toolkit.registers.situations import Situation, situations
from toolkit.rights.asking import AskedEmployer, asked_day, asked_employer, asked_place
from toolkit.rights.claims import Applied, Bill, Claim, Missing
from toolkit.rights.deadlines import deadline
from toolkit.rights.provisions import Provision, provision_on, provisions
from toolkit.rights.saying import lines_of

_MOST_ELSEWHERE = 2
_ANSWER = "answer_days"


class UnknownSituation(ToolkitError):
    """A situation was named that is not on record."""

    def __init__(self, situation: str) -> None:
        super().__init__(
            translatable("There is no situation “{situation}” on record. There are: {available}. Name one of these."),
            situation=situation,
            available=", ".join(situations()),
        )


class WhatApplies(Applied):
    """What law says to a situation in a place on a day, with the words for it."""

    def say(self, language: Language | str = "en") -> str:
        """All of it in the reader's language, one statement a line."""
        return "\n".join(lines_of(self, Language.of(language)))


def what_applies(
    place: str, situation: str, employer: AskedEmployer | None = None, on: date | None = None
) -> WhatApplies:
    """What can be used in a situation at work: which rights, by whom, how and by when, and what is missing.

    Parameters
    ----------
    place
        ISO 3166 code of a country or region (`KE`, `US-NY`).
    situation
        What happened: an id of `datasets/law/situations.yml`, such as `hiring_tool`, `monitoring` or `cloud_move`.
    employer
        Kind of employer, as for `provisions`; left out: law for every kind.
    on
        The day; today if left out. Times to answer are counted from it.

    Raises
    ------
    UnknownPlace, UnknownEmployer, UnknownSituation
        If there is no such place, kind of employer or situation.

    Examples
    --------
    >>> kenya = what_applies("KE", "dismissal_by_system", employer="private", on=date(2026, 12, 1))
    >>> [claim.provision.id for claim in kenya.claims if "human_review" in claim.rights]
    ['ke-dpa-35']
    """
    code, day = asked_place(place), asked_day(on)
    asked_employer(employer)
    if situation not in situations():
        raise UnknownSituation(situation)
    wanted = situations()[situation]
    here = [one for one in provisions(code, on=day) if set(one.rights) & set(wanted.rights)]
    found = [one for one in here if employer is None or one.binds(employer)]
    others = [one for one in here if one.status == "in_force" and one not in found]
    usable = [one for one in found if one.status == "in_force"]
    coming = tuple(one for one in found if one.status == "adopted")
    given = {right for one in usable for right in one.rights}
    lacking = [right for right in wanted.rights if right not in given]
    return WhatApplies(
        place=code,
        employer=employer,
        on=day,
        situation=wanted,
        claims=tuple(_claim(one, wanted, code, day) for one in usable),
        coming=coming,
        guidance=tuple(one for one in found if one.status == "guidance"),
        missing=tuple(_missing(right, coming, others, _elsewhere(right, code, employer, day)) for right in lacking),
        gaps=_gaps(code, wanted, day),
        bills=_bills(code, wanted, day),
        ask=_bodies(wanted),
    )


def _claim(one: Provision, wanted: Situation, place: str, day: date) -> Claim:
    rights = tuple(right for right in wanted.rights if right in one.rights)
    letters = tuple(dict.fromkeys(letter for right in rights if (letter := law().rights[right].letter)))
    time = one.value(_ANSWER)
    return Claim(one, rights, letters, deadline(time, day, place) if time is not None else None)


def _missing(
    right: str, coming: tuple[Provision, ...], others: list[Provision], elsewhere: tuple[Provision, ...]
) -> Missing:
    # A treaty that has not started comes to nobody by itself.
    soon = tuple(one for one in coming if right in one.rights and one.reach != "world")
    return Missing(right, soon, elsewhere, tuple(one for one in others if right in one.rights))


def _elsewhere(right: str, place: str, employer: AskedEmployer | None, day: date) -> tuple[Provision, ...]:
    """The surest law that gives a right in other places, one provision a place: what could be asked for here."""
    own = {"INT", *(bound.record.place for bound in law().reaching(place))}
    records = (record for record in law().records if right in record.rights and record.place not in own)
    bounds = (Bound(record, "own", None, record.evidence) for record in records)
    found = [one for bound in bounds if (one := provision_on(bound, day)) is not None]
    sure = [
        one
        for one in found
        if one.status == "in_force"
        and one.addressed_to == "employer"
        and (any(one.binds(kind) for kind in get_args(AskedEmployer)) if employer is None else one.binds(employer))
    ]
    # Best read first, then without a condition, then what binds more than the authorities of one government.
    sure.sort(key=lambda one: (EVIDENCE.index(one.evidence), one.condition is not None, one.level != "all", one.id))
    by_place: dict[str, Provision] = {}
    for one in sure:
        by_place.setdefault(one.place, one)
    return tuple(by_place.values())[:_MOST_ELSEWHERE]


def _gaps(place: str, wanted: Situation, day: date) -> tuple[Gap, ...]:
    def holds(gap: Gap) -> bool:
        began = gap.since is None or gap.since <= day
        return began and (gap.until is None or day < gap.until) and bool(set(gap.rights) & set(wanted.rights))

    return tuple(gap for gap in law().gaps_of(place) if holds(gap))


def _bills(place: str, wanted: Situation, day: date) -> tuple[Bill, ...]:
    found = []
    for record in law().records:
        here = record.place in (place, place.split("-")[0])
        if record.kind != "bill" or not here or not set(record.rights) & set(wanted.rights):
            continue
        days = [one.on for one in record.events if one.on is not None]
        if days and day < days[0]:
            continue
        lapsed = any(one.what == "lapse" and (one.on is None or one.on <= day) for one in record.events)
        found.append(Bill(record, lapsed, days[0].year if days else None))
    return tuple(found)


def _bodies(wanted: Situation) -> tuple[Body, ...]:
    asked = (law().rights[right].ask for right in wanted.rights)
    return tuple(dict.fromkeys(body for body in asked if body is not None))
