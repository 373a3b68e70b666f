"""Near ones first: what happened in one's own country and service persuades more than what happened far away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from toolkit.errors import DataError
from toolkit.registers.exchange.regions import home_of, region_of
from toolkit.registers.fields import PLACE
from toolkit.registers.law import EVIDENCE, WORLD, Evidence
from toolkit.registers.precedents import NO_PLACE


class Located(Protocol):
    """A record that lies somewhere and is about something."""

    @property
    def id(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def sectors(self) -> tuple[str, ...]: ...
    @property
    def topics(self) -> tuple[int, ...]: ...
    @property
    def checked(self) -> Evidence: ...


Record = TypeVar("Record", bound=Located)


def near(
    records: Iterable[Record],
    *,
    region: str | None = None,
    place: str | None = None,
    sector: str | None = None,
    topic: int | None = None,
) -> tuple[Record, ...]:
    """All records, the nearest first; nothing is left out.

    Asked in this order: is it about the topic; does it lie in the same place, the same country, the same region, the
    world as a whole or elsewhere; is it of the same sector; is it the lesson of this topic that uses it first; how well
    do we know it. What is equal in all of that stands in the order of the ids.

    Parameters
    ----------
    region
        One of the regions of the register of law; if left out, that of the place.
    place
        ISO 3166 code of the union that asks, EU or INT.
    sector
        One of `toolkit.registers.exchange.sources.SECTORS`.
    topic
        A topic of the course, 1 to 7.

    Raises
    ------
    DataError
        If the place is no code.

    >>> from toolkit.registers.exchange.cases import cases
    >>> [one.place for one in near(cases(), place="KE", topic=2)][:2]
    ['KE', 'KE']
    """
    if place is not None and not PLACE.fullmatch(place):
        raise DataError(NO_PLACE, place=place)
    home = region or (region_of(place) if place else None)
    return tuple(
        sorted(
            records,
            key=lambda one: (
                topic is not None and topic not in one.topics,
                _distance(one, place, home),
                sector is not None and sector not in one.sectors,
                topic is not None and getattr(one, "lesson", topic) != topic,
                EVIDENCE.index(one.checked),
                one.id,
            ),
        )
    )


def _distance(one: Located, place: str | None, region: str | None) -> int:
    """0 the same place, 1 the same country, 2 the same region, 3 the whole world, 4 elsewhere; 0 if nobody asks."""
    if place is None and region is None:
        return 0
    if place is not None and one.place == place:
        return 0
    if place is not None and home_of(one.place) == home_of(place):
        return 1
    if region is not None and one.region == region:
        return 2
    return 3 if one.place == WORLD else 4
