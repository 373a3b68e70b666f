"""Two unions' files become one, on any computer and in any order, with no server to say who is right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from toolkit.exchange.shared import Shared


@dataclass(frozen=True)
class Merged:
    """What several files hold together.

    Attributes
    ----------
    records
        The newest version of every record, in one order; of a conflict all sides, of what was taken back the mark.
    """

    records: tuple[Shared, ...] = ()

    @property
    def live(self) -> tuple[Shared, ...]:
        """What there is to read: everything that was not taken back."""
        return tuple(one for one in self.records if not one.retracted)

    @property
    def tombstones(self) -> tuple[Shared, ...]:
        """The marks of what was taken back: they keep old copies from coming back, and say nothing."""
        return tuple(one for one in self.records if one.retracted)

    @property
    def conflicts(self) -> tuple[tuple[Shared, ...], ...]:
        """Records that say different things under one name and version: all sides are kept; the author has to say."""
        by_key: dict[tuple[str, str], list[Shared]] = {}
        for one in self.records:
            by_key.setdefault(one.key, []).append(one)
        return tuple(tuple(sides) for sides in by_key.values() if len(sides) > 1)

    def expired(self, on: date) -> tuple[Shared, ...]:
        """What no longer holds on a day; it stays, marked."""
        return tuple(one for one in self.live if one.expired(on))


def merge(first: Merged | Iterable[Shared], second: Merged | Iterable[Shared] = ()) -> Merged:
    """The records of both, by author and id: the newest version holds, and what was taken back stays away for good.

    It does not matter who merges with whom first, or how often. A retraction stands above every version, also a later
    one: who wants to say it again writes a new record. A file carries no signature: whoever sent it could have written
    it.

    Examples
    --------
    >>> old = Shared("Union", "a1b2c3d4e5f6", 1, date(2026, 1, 1), tried="We asked.")
    >>> new = Shared("Union", "a1b2c3d4e5f6", 2, date(2026, 2, 1), tried="We asked twice.")
    >>> [one.tried for one in merge([old], [new]).live]
    ['We asked twice.']
    >>> merge([old.tombstone(date(2026, 3, 1))], [new]).live
    ()
    """
    held: dict[tuple[str, str], set[Shared]] = {}
    for one in (*_records(first), *_records(second)):
        held.setdefault(one.key, set()).add(one)
    return Merged(tuple(sorted(one for sides in held.values() for one in _newest(sides))))


def _records(some: Merged | Iterable[Shared]) -> Iterable[Shared]:
    return some.records if isinstance(some, Merged) else some


def _newest(sides: set[Shared]) -> set[Shared]:
    taken_back = [one for one in sides if one.retracted]
    if taken_back:
        last = max(taken_back)
        return {Shared(last.author, last.id, last.version, last.written, retracted=True)}
    latest = max(one.version for one in sides)
    return {one for one in sides if one.version == latest}
