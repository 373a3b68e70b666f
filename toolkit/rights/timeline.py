"""What was known of a text on a day: whether it existed, from when it applies, and when it ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from toolkit.registers.law import Event

_BIRTH = ("introduction", "adoption", "publication")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a text stood on a day, as far as that could be known then.

    Attributes
    ----------
    known
        False before its first adoption or publication, where that day is on record: there was nothing to name.
    applies_from, applies_to
        The stretch of time in which it applies that holds the day; else the next one; else the last.
    in_force
        Whether it applied on the day.
    ended
        Whether it had been repealed by then.
    """

    known: bool
    applies_from: date | None
    applies_to: date | None
    in_force: bool
    ended: bool


def standing(events: Iterable[Event], day: date, since: date | None = None) -> Standing:
    """Where a text stood on a day.

    What was decided only later is not known yet: before a postponement was decided the old starting day stands.

    Parameters
    ----------
    since
        The day before which it cannot have applied in the place asked for: a treaty joined later, for example.
    """
    known = known_events(events, day)
    born = [one.on for one in events if one.what in _BIRTH and one.on is not None]
    stretches = _stretches(known, since)
    repeals = [one.on for one in known if one.what == "repeal" and one.on is not None]
    ended = any(on <= day for on in repeals)
    chosen = _nearest(stretches, day)
    starts, ends = chosen if chosen is not None else (None, repeals[0] if repeals else None)
    in_force = starts is not None and starts <= day and (ends is None or day < ends)
    if not in_force and not ended and ends is not None and ends <= day:
        starts, ends = None, None  # suspended, and nobody knows until when
    return Standing(not born or day >= min(born), starts, ends, in_force, ended and not in_force)


def known_events(events: Iterable[Event], day: date) -> tuple[Event, ...]:
    """The events that were decided by a day, those that lie ahead included.

    A postponement counts from the day on which it was decided. A start or an end counts as decided with the text
    itself, unless its record says that it was decided later.
    """

    def decided(one: Event) -> date | None:
        return one.on if one.what in ("postponement", "suspension", *_BIRTH) else one.decided

    return tuple(one for one in events if (on := decided(one)) is None or on <= day)


def _stretches(known: tuple[Event, ...], since: date | None) -> list[tuple[date, date | None]]:
    """The times in which a text applies: each from a start to a suspension, a repeal, or without end."""
    end = min((one.on for one in known if one.what == "repeal" and one.on is not None), default=date.max)
    # What was repealed before its start never starts.
    turns: list[tuple[date, bool]] = [(start, True) for start in _starts(known) if start < end]
    for one in known:
        if one.what == "repeal" and one.on is not None:
            turns.append((one.on, False))
        elif one.what == "suspension" and one.on is not None:
            turns.append((one.on, False))
            turns += [(one.until, True)] if one.until is not None else []
    found: list[tuple[date, date | None]] = []
    began: date | None = None
    for on, starts in sorted(turns):
        if starts and began is None:
            began = on
        elif not starts and began is not None:
            found.append((began, on))
            began = None
    if began is not None:
        found.append((began, None))
    if since is None:
        return found
    return [(max(starts, since), ends) for starts, ends in found if ends is None or since < ends]


def _starts(known: tuple[Event, ...]) -> list[date]:
    """The days on which a text starts, as moved by the postponements that were decided before they came."""
    starts = [one.on for one in known if one.what == "commencement" and one.on is not None]
    for moved in (one for one in known if one.what == "postponement"):
        assert moved.on is not None  # the reader refuses a postponement without its day
        ahead = [start for start in starts if start >= moved.on]
        if moved.until is None:
            # To no day yet: the next start falls away, one that is fixed afterwards stands.
            starts = [start for start in starts if not ahead or start != min(ahead)]
        else:
            until = moved.until
            starts = [until if moved.on <= start < until else start for start in starts]
            if not ahead:
                starts.append(until)  # the day that was moved is not on record
    return starts


def _nearest(stretches: list[tuple[date, date | None]], day: date) -> tuple[date, date | None] | None:
    """The stretch that holds the day, else the next, else the last."""
    current_or_next = [one for one in stretches if one[1] is None or day < one[1]]
    return current_or_next[0] if current_or_next else stretches[-1] if stretches else None
