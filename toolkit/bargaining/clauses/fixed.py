"""What a clause fixes, as data: times, rest, smallest groups, who appoints and who consents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, cast

from toolkit.bargaining.clauses.blanks import Blank
from toolkit.bargaining.clauses.record import Entry, Words
from toolkit.bargaining.clauses.texts import load_record
from toolkit.languages.units import UNITS
from toolkit.registers.locate import folder

Kind = Literal["keep", "use", "rest", "quiet", "group", "ratio", "appoints", "consents", "answers"]
Bound = Literal["at_least", "at_most", "equal"]

KINDS = ("keep", "use", "rest", "quiet", "group", "ratio", "appoints", "consents", "answers")
BOUNDS = ("at_least", "at_most", "equal")
WHO = ("union", "employer", "parties", "committee", "outside", "person")
_PERSONS = ("appoints", "consents")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(?: (\w+))?")
_THINGS = "clauses/things.yml"


@dataclass(frozen=True)
class Thing:
    """Something that clauses speak of: data, a record, a task, a step; `within` are the wider things it belongs to."""

    id: str
    within: tuple[str, ...]
    words: Words


@dataclass(frozen=True)
class Amount:
    """A number that a clause fixes: its own blank's, or one that stands in its text."""

    blank: str | None = None
    number: float | None = None
    unit: str | None = None


@dataclass(frozen=True)
class Fix:
    """One thing that a clause fixes.

    Attributes
    ----------
    kind
        ``keep`` (how long something is kept), ``use`` (how long it may be used), ``rest`` and ``quiet`` (hours between
        shifts, hours without messages), ``group`` (the smallest group that is reported), ``ratio`` (the bound of a
        gap), ``appoints`` and ``consents`` (who), ``answers`` (within what time somebody answers).
    of
        What it is about, by its id in ``things.yml``.
    bound, amount
        Of a number: whether it is the least, the most or exactly it.
    who
        Of ``appoints`` and ``consents``.
    unless
        Things to which it does not apply though they belong to `of`.
    strengths
        Where it stands in the text.
    """

    kind: Kind
    of: str
    strengths: tuple[str, ...]
    bound: Bound | None = None
    amount: Amount | None = None
    who: str | None = None
    unless: tuple[str, ...] = ()


@cache
def things() -> Mapping[str, Thing]:
    """All things that clauses fix something about, by id.

    >>> things()["position_data"].within
    ('monitoring_data',)
    """
    rows = Entry(_THINGS, {"rows": load_record(folder("templates") / "clauses" / "things.yml", _THINGS)}).list("rows")
    found: dict[str, Thing] = {}
    for one in rows:
        one.known(("id", "within", "say"))
        name = str(one.raw["id"])
        if name in found:
            raise one.error("id", f"is “{name}”, which is there already")
        found[name] = Thing(name, one.names("within", found), one.words("say"))
    return MappingProxyType(found)


def read_fixes(entry: Entry, strengths: tuple[str, ...], blanks: tuple[Blank, ...]) -> tuple[Fix, ...]:
    """What a clause's record says that it fixes."""
    return tuple(_read_fix(one, strengths, blanks) for one in entry.list("fixes"))


def _read_fix(one: Entry, strengths: tuple[str, ...], blanks: tuple[Blank, ...]) -> Fix:
    one.known(("kind", "of"), (*BOUNDS, "who", "unless", "in"))
    kind = cast(Kind, one.choice("kind", KINDS))
    of = one.choice("of", tuple(things()))
    stands = one.names("in", strengths) if "in" in one.raw else strengths
    unless = one.names("unless", things()) if "unless" in one.raw else ()
    bounds = [bound for bound in BOUNDS if bound in one.raw]
    if kind in _PERSONS:
        if bounds or "who" not in one.raw:
            raise one.error("who", f"must say who, and no number: {', '.join(WHO)}")
        return Fix(kind, of, stands, who=one.choice("who", WHO), unless=unless)
    if len(bounds) != 1 or "who" in one.raw:
        raise one.error("at_most", f"or another bound must hold the number, and only one: {', '.join(BOUNDS)}")
    amount = _read_amount(one, bounds[0], {blank.name: blank for blank in blanks})
    return Fix(kind, of, stands, cast(Bound, bounds[0]), amount, unless=unless)


def _read_amount(one: Entry, key: str, blanks: Mapping[str, Blank]) -> Amount:
    value: Any = one.raw[key]
    if isinstance(value, str) and value in blanks:
        if blanks[value].kind not in ("whole", "share"):
            raise one.error(key, f"names the blank {value}, which is no number")
        return Amount(blank=value, unit=blanks[value].unit)
    written = _AMOUNT.fullmatch(str(value)) if not isinstance(value, bool) else None
    if written is None or written[2] not in (None, *UNITS):
        raise one.error(
            key, f"is “{value}”; it must be a blank of this clause, or a number with a unit such as “6 years”"
        )
    return Amount(number=float(written[1]), unit=written[2])
