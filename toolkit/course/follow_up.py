"""What came of a course at one workplace: sessions held, what was asked, won and refused, as a file to hand over.

The file is readable text (JSON) with days and names of topics and clauses in it, and no word of ours besides: no
reasons, no next steps, nobody's name. Those stay on the worksheet of the union (`templates/course/worksheets`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from toolkit.bargaining.clauses.library import library
from toolkit.course.topics import TOPICS
from toolkit.errors import DataError, Reason, translatable
from toolkit.languages import strip
from toolkit.registers.fields import PLACE

State = Literal["open", "won", "refused"]
STATES: tuple[State, ...] = ("open", "won", "refused")
TRACKS = ("organisers", "leaders", "representatives")
WHAT, FORMAT = "follow-up of a course", 1
LARGEST = 256 * 1024
MOST = 200
MOST_PEOPLE = 500
LONGEST_NAME = 200
ID = re.compile(r"[a-z0-9-]{8,60}")
_NEEDED = ("format", "what", "id", "version", "union", "ended")
_KNOWN = (*_NEEDED, "place", "track", "sessions", "asked")

NOT_OURS = translatable("“{file}” is no follow-up of a course, or something in it does not hold: {reason}.")
NO_JSON = translatable("it is no text in JSON")
NO_FORMAT = translatable("it says of itself that it is something else")
TOO_MUCH = translatable("it is too large")
UNKNOWN = translatable("it holds an entry that is not known here")
MISSING = translatable("an entry is missing that must be there")
NO_ID = translatable("its id must be 8 to 60 small letters, digits and hyphens")
NO_NAME = translatable("the union has no name")
NO_PLACE = translatable("the country is not written as ISO 3166 has it, such as KE")
NO_TRACK = translatable("there is no course for that audience")
NO_DAY = translatable("a day is not written as 2027-02-01 is")
NO_NUMBER = translatable("a number is not a whole one, or too large")
NO_TOPIC = translatable("there is no topic of that number")
NO_CLAUSE = translatable("there is no clause of that name")
NO_STATE = translatable("something asked is neither open nor won nor refused")
BEFORE = translatable("something was decided before it was asked")
UNDECIDED = translatable("something won or refused has no day")


@dataclass(frozen=True)
class Held:
    """A session that was held, and how many people came."""

    day: date
    people: int


@dataclass(frozen=True)
class Ask:
    """Something that was asked of the employer.

    Attributes
    ----------
    topic, clause
        What it belongs to: a topic of the course by its number, a clause of the library by its id; either may be left
        out.
    decided
        On which day it was won or refused; none while it is open.
    """

    asked: date
    state: State = "open"
    decided: date | None = None
    topic: int | None = None
    clause: str = ""


@dataclass(frozen=True)
class FollowUp:
    """What came of a course for one union or workplace, up to a day.

    Attributes
    ----------
    id
        Made once, so that the same file handed over twice is counted once.
    version
        The newest of several with the same id holds.
    ended
        The day of the last session, from which the ninety days run.

    >>> done = FollowUp("a1b2c3d4", "Union", date(2027, 2, 1), asked=(Ask(date(2027, 2, 9), topic=4),))
    >>> read_follow_up(done.to_json().encode(), "f.json") == done
    True
    """

    id: str
    union: str
    ended: date
    version: int = 1
    place: str = ""
    track: str = ""
    sessions: tuple[Held, ...] = ()
    asked: tuple[Ask, ...] = ()

    def to_json(self) -> str:
        """The file as it is handed over."""
        record: dict[str, Any] = {
            "format": FORMAT,
            "what": WHAT,
            "id": self.id,
            "version": self.version,
            "union": self.union,
            "ended": self.ended.isoformat(),
            **{name: getattr(self, name) for name in ("place", "track") if getattr(self, name)},
            "sessions": [{"day": one.day.isoformat(), "people": one.people} for one in self.sessions],
            "asked": [_plain(one) for one in self.asked],
        }
        return json.dumps(record, ensure_ascii=False, indent=1)


def _plain(one: Ask) -> dict[str, Any]:
    decided = {"decided": one.decided.isoformat()} if one.decided else {}
    about: dict[str, Any] = {"topic": one.topic} if one.topic else {}
    if one.clause:
        about["clause"] = one.clause
    return {"asked": one.asked.isoformat(), "state": one.state, **decided, **about}


class _Refused(Exception):
    """An entry that does not hold, with the reason."""


def read_follow_up(data: bytes, name: str) -> FollowUp:
    """The follow-up in the bytes of a file; it is refused as a whole if one entry does not hold.

    Raises
    ------
    DataError
        With the reason.
    """
    try:
        if len(data) > LARGEST:
            raise _Refused(TOO_MUCH)
        try:
            record = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            raise _Refused(NO_JSON) from None
        return _follow_up(record)
    except _Refused as error:
        raise DataError(NOT_OURS, file=name, reason=Reason(str(error))) from None


def _follow_up(record: Any) -> FollowUp:
    if not isinstance(record, dict) or record.get("what") != WHAT or record.get("format") != FORMAT:
        raise _Refused(NO_FORMAT)
    _only(record, _KNOWN)
    if not all(name in record for name in _NEEDED):
        raise _Refused(MISSING)
    id_ = record["id"]
    if not isinstance(id_, str) or not ID.fullmatch(id_):
        raise _Refused(NO_ID)
    union = name_of(record["union"])
    if not union:
        raise _Refused(NO_NAME)
    place, track = record.get("place", ""), record.get("track", "")
    if place != "" and not (isinstance(place, str) and PLACE.fullmatch(place)):
        raise _Refused(NO_PLACE)
    if track not in ("", *TRACKS):
        raise _Refused(NO_TRACK)
    return FollowUp(
        id_,
        union,
        _day(record["ended"]),
        _whole(record["version"], 1, 1_000_000),
        place,
        track,
        tuple(_held(one) for one in _listed(record.get("sessions", []))),
        tuple(_ask(one) for one in _listed(record.get("asked", []))),
    )


def name_of(value: Any) -> str:
    """The name of a union as it is read out of a file: on one line, without signs that turn or hide anything.

    >>> name_of(" Nurses\\n Union "), name_of(7)
    ('Nurses Union', '')
    """
    if not isinstance(value, str) or len(value) > 5 * LONGEST_NAME:
        return ""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in strip(value)).split())[:LONGEST_NAME]


def _held(raw: Any) -> Held:
    record = _record(raw, ("day", "people"))
    return Held(_day(record.get("day")), _whole(record.get("people"), 0, MOST_PEOPLE))


def _ask(raw: Any) -> Ask:
    record = _record(raw, ("asked", "state", "decided", "topic", "clause"))
    asked, state = _day(record.get("asked")), record.get("state")
    if state not in STATES:
        raise _Refused(NO_STATE)
    decided = _day(record["decided"]) if "decided" in record else None
    if (decided is None) != (state == "open"):
        raise _Refused(UNDECIDED)
    if decided is not None and decided < asked:
        raise _Refused(BEFORE)
    topic = _whole(record["topic"], 0, 99) if "topic" in record else None
    if topic is not None and topic not in [one.number for one in TOPICS]:
        raise _Refused(NO_TOPIC)
    clause = record.get("clause", "")
    if clause != "" and (not isinstance(clause, str) or clause not in library()):
        raise _Refused(NO_CLAUSE)
    return Ask(asked, state, decided, topic, clause)


def _record(raw: Any, known: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise _Refused(NO_FORMAT)
    _only(raw, known)
    return raw


def _only(record: Mapping[str, Any], known: tuple[str, ...]) -> None:
    if any(name not in known for name in record):
        raise _Refused(UNKNOWN)


def _listed(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST:
        raise _Refused(TOO_MUCH)
    return value


def _day(value: Any) -> date:
    try:
        if isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise _Refused(NO_DAY)


def _whole(value: Any, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise _Refused(NO_NUMBER)
    return value
