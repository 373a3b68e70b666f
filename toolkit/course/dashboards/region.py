"""A region: which clauses unions won and how strong, what they audited, which systems they see, what is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.bargaining.clauses.library import FAMILIES, library
from toolkit.bargaining.clauses.record import STRENGTHS
from toolkit.course.dashboards.handed_over import HandedOver
from toolkit.course.dashboards.publishing import FEWEST_UNIONS, Count, Layout, Published, publish
from toolkit.governance.questions.bank import bank
from toolkit.governance.systems.fields import fields

REQUEST_STATES = ("overdue", "evasive", "asked", "answered", "to_ask")
OWN_THEME = "own"  # questions in words of a union's own
AUDIT_KINDS = ("shares", "outcome", "score")
ONE = "all"


@dataclass(frozen=True)
class Region:
    """What can be told of a region without telling what a single union did.

    Attributes
    ----------
    unions
        How many unions handed something over.
    agreements, seen
        How many agreements are in force, and how many systems are known of.
    clauses, audits, systems, requests
        Clauses in force by strength, audits by what they could look at, questions about systems that are answered or
        not, questions to management by subject and by where they stand.
    """

    unions: int
    agreements: Published
    seen: Published
    clauses: Published
    audits: Published
    systems: Published
    requests: Published

    @property
    def tables(self) -> tuple[Published, ...]:
        """All tables, in the order in which they are shown."""
        return self.clauses, self.requests, self.systems, self.audits


def region(handed: HandedOver, today: date) -> Region:
    """The region on a day, from all that was handed over."""
    [agreements] = publish(_agreements(handed, today), [Layout("agreements", 0, 1, (ONE,), (ONE,))], FEWEST_UNIONS)
    [seen] = publish(_seen(handed), [Layout("seen", 0, 1, (ONE,), (ONE,))], FEWEST_UNIONS)
    [clauses] = publish(_clauses(handed, today), [Layout("clauses", 0, 1, clause_order(), STRENGTHS)], FEWEST_UNIONS)
    [audits] = publish(_audits(handed), [Layout("audits", 0, 1, AUDIT_KINDS, (ONE,))], FEWEST_UNIONS)
    asked = tuple(name for name, about in fields().items() if about.workers)
    [systems] = publish(_systems(handed), [Layout("systems", 0, 1, asked, ("open", "answered"))], FEWEST_UNIONS)
    themes = (*bank().themes, OWN_THEME)
    by_theme = Layout("requests", 0, 1, themes, REQUEST_STATES, columns_first=True)
    [requests] = publish(_requests(handed, today), [by_theme], FEWEST_UNIONS)
    return Region(len(unions(handed)), agreements, seen, clauses, audits, systems, requests)


def unions(handed: HandedOver) -> frozenset[str]:
    """The unions that handed something over, each once however it writes itself."""
    rooms = (handed.agreements, handed.audits, handed.systems, handed.requests, handed.follow_ups)
    return frozenset(source(one.union) for room in rooms for one in room.values() if one.union)


def clause_order() -> tuple[str, ...]:
    """All clauses of the library, family by family."""
    return tuple(sorted(library(), key=lambda id_: (FAMILIES.index(library()[id_].family), id_)))


def source(union: str) -> str:
    """Who stands behind a number. Files that say nobody are taken for those of one union: that hides more."""
    return union.casefold() or "?"


def _agreements(handed: HandedOver, today: date) -> Iterator[Count]:
    for one in handed.agreements.values():
        if one.in_force(today):
            yield Count((ONE, ONE), 1, source(one.union))


def _clauses(handed: HandedOver, today: date) -> Iterator[Count]:
    for one in handed.agreements.values():
        if one.in_force(today):
            for clause in one.clauses:
                yield Count(clause, 1, source(one.union))


def _audits(handed: HandedOver) -> Iterator[Count]:
    for one in handed.audits.values():
        kind = "score" if one.told.score is not None else "outcome" if one.told.outcome is not None else "shares"
        yield Count((kind, ONE), 1, source(one.union))


def _seen(handed: HandedOver) -> Iterator[Count]:
    for one in handed.systems.values():
        yield Count((ONE, ONE), 1, source(one.union))


def _systems(handed: HandedOver) -> Iterator[Count]:
    for one in handed.systems.values():
        for field, answered in one.answers.items():
            yield Count((field, "answered" if answered else "open"), 1, source(one.union))


def _requests(handed: HandedOver, today: date) -> Iterator[Count]:
    for one in handed.requests.values():
        yield Count((one.theme or OWN_THEME, one.state(today)), 1, source(one.union))
