"""What an agreement file says was agreed: which clause in which strength, since when. Nothing of why, how or how far.

A saved agreement holds the union's strategy as well: reasons, evidence, what may be told. Nothing of that is taken over
here, and of blanks, names of employers and texts nothing either. A saved negotiation, which holds floors and red lines,
is refused.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from toolkit.bargaining.clauses.library import library
from toolkit.bargaining.clauses.saved_file import NOT_OURS, read_record
from toolkit.bargaining.talks.saving import WHAT as NEGOTIATION
from toolkit.course.follow_up import name_of
from toolkit.errors import DataError, UnreadableFile, translatable
from toolkit.registers.fields import PLACE

STRATEGY = translatable(
    "“{file}” is a negotiation: it holds floors and red lines, which are nobody else’s business. Nothing of it was "
    "kept. Ask the union for the agreement instead, and delete this file."
)
_MOST_ARTICLES = 200
_PARTIES = ("union", "employer", "title", "place")


@dataclass(frozen=True)
class Agreed:
    """An agreement as others may know it.

    Attributes
    ----------
    key
        A mark made of its parties, place and title, by which the same agreement is recognised.
    clauses
        Each clause of the library with its strength.
    other
        How many articles are none of the library, or in a strength that it does not have.
    starts
        The day on which it entered into force; none for a draft.
    """

    key: str
    union: str
    place: str
    written: date
    starts: date | None
    clauses: tuple[tuple[str, str], ...]
    other: int = 0

    def in_force(self, today: date) -> bool:
        """Whether something of it was won by that day: a draft wins nothing, nor does what begins later."""
        return self.starts is not None and self.starts <= today


def read_agreed(data: bytes, name: str) -> Agreed:
    """What was agreed, out of the file of a saved agreement.

    Raises
    ------
    DataError, AgreementError
    """
    record = read_record(data, name)
    if record.get("what") == NEGOTIATION:
        raise DataError(STRATEGY, file=name)
    union, written, starts = name_of(record.get("union")), record.get("on"), record.get("starts")
    if not union or not _is_day(written) or not (starts is None or _is_day(starts)):
        raise UnreadableFile(NOT_OURS, file=name, reason="union, on, starts")
    place = record.get("place", "")
    known = place if isinstance(place, str) and PLACE.fullmatch(place) else ""
    articles = record.get("articles", [])
    if not isinstance(articles, list) or len(articles) > _MOST_ARTICLES:
        raise UnreadableFile(NOT_OURS, file=name, reason="articles")
    clauses = dict(found for one in articles if (found := _clause(one)) is not None)
    parties = "\n".join(
        str(record.get(name, "")).strip().casefold() for name in ("union", "employer", "title", "place")
    )
    key = hashlib.sha256(parties.encode("utf-8", "replace")).hexdigest()[:24]
    assert isinstance(written, date)
    return Agreed(key, union, known, written, starts, tuple(sorted(clauses.items())), len(articles) - len(clauses))


def _clause(one: Any) -> tuple[str, str] | None:
    if not isinstance(one, Mapping):
        return None
    clause, strength = one.get("clause"), one.get("strength")
    if not isinstance(clause, str) or not isinstance(strength, str) or clause not in library():
        return None
    return (clause, strength) if strength in library()[clause].strengths else None


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)
