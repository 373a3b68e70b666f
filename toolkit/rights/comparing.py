"""Places beside each other: which kind of right is in force where on a day, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from toolkit.registers.law import EVIDENCE, Evidence, law
from toolkit.rights.asking import AskedEmployer, UnknownRight, asked_day
from toolkit.rights.provisions import Provision, provisions

State = Literal["in_force", "adopted", "guidance", "not_found"]
STATES: tuple[State, ...] = ("in_force", "adopted", "guidance", "not_found")


@dataclass(frozen=True, slots=True)
class PlaceState:
    """How one kind of right stands in one place on a day.

    Attributes
    ----------
    state
        The strongest on record; `not_found` says something about the register, not that there is no law.
    evidence
        How we know the surest provision of that state; none where nothing was found.
    provisions
        Ids of the provisions of that state, the nearest law first.
    """

    place: str
    region: str
    right: str
    state: State
    evidence: Evidence | None
    provisions: tuple[str, ...]


def places_on_record() -> dict[str, str]:
    """Countries with law of their own on record, each with its part of the world."""
    own = {one.place: one.region for one in law().records if len(one.place) == 2 and one.place != "EU"}
    return dict(sorted(own.items()))


def compare_places(
    rights: Iterable[str],
    on: date | None = None,
    *,
    employer: AskedEmployer | None = None,
    places: Iterable[str] | None = None,
) -> tuple[PlaceState, ...]:
    """A row for each place and kind of right.

    Parameters
    ----------
    rights
        Kinds of rights of the register.
    on
        The day; today if left out.
    employer
        Keep only law that binds an employer of this kind.
    places
        ISO 3166 codes; all countries with law of their own on record if left out.

    Raises
    ------
    UnknownRight, UnknownPlace, UnknownEmployer
        If the register does not have what is named.

    Examples
    --------
    >>> [row.state for row in compare_places(["human_review"], date(2026, 12, 1), places=["KE"])]
    ['in_force']
    """
    known, day, asked = places_on_record(), asked_day(on), list(rights)
    for right in asked:
        if right not in law().rights:
            raise UnknownRight(right, sorted(law().rights))
    rows = []
    for place in known if places is None else places:
        found = [one for one in provisions(place, on=day, employer=employer) if one.status != "repealed"]
        rows += [_row(place, known.get(place, ""), right, found) for right in asked]
    return tuple(rows)


def _row(place: str, region: str, right: str, found: list[Provision]) -> PlaceState:
    having = [one for one in found if right in one.rights]
    for state in STATES[:-1]:
        these = [one for one in having if one.status == state]
        if these:
            surest = min((one.evidence for one in these), key=EVIDENCE.index)
            return PlaceState(place, region, right, state, surest, tuple(one.id for one in these))
    return PlaceState(place, region, right, "not_found", None, ())
