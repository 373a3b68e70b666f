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

Kind = Literal["keep", "use", "rest", "quiet", "group", "ratio", "appoints", "consents", "answers", "settles"]
Bound = Literal["at_least", "at_most", "equal"]

KINDS = ("keep", "use", "rest", "quiet", "group", "ratio", "appoints", "consents", "answers", "settles")
BOUNDS = ("at_least", "at_most", "equal")
WHO = ("union", "employer", "parties", "committee", "outside", "person")
SETTLED = ("keep", "answers")
_PERSONS = ("appoints", "consents")
_COUNTS = ("group", "ratio")  # numbers without a unit; all others are times
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(?: (\w+))?")
_THINGS = "clauses/things.yml"


@dataclass(frozen=True)
class Thing:
    """Something that clauses speak of: data, a record, a task, a step.

    Attributes
    ----------
    within
        The wider things to which it belongs.
    own
        Every clause has one of its own, such as its report: what two clauses fix about theirs cannot contradict.
    """

    id: str
    within: tuple[str, ...]
    words: Words
    own: bool = False


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
        gap), ``appoints`` and ``consents`` (who), ``answers`` (within what time somebody answers or decides),
        ``settles`` (says which time applies where clauses set several).
    of
        What it is about, by its id in ``things.yml``.
    bound, amount
        Of a number: whether it is the least, the most or exactly it.
    who
        Of ``appoints`` and ``consents``.
    unless
        Things to which it does not apply though they belong to `of`.
    about
        Of ``settles``: the kind whose times it settles; with an amount, only times up to that.
    where
        A blank with choices and the options of which one must be chosen; otherwise it does not apply.
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
    about: str | None = None
    where: tuple[str, tuple[str, ...]] | None = None


@cache
def things() -> Mapping[str, Thing]:
    """All things that clauses fix something about, by id.

    >>> things()["position_data"].within
    ('monitoring_data',)
    """
    rows = Entry(_THINGS, {"rows": load_record(folder("templates") / "clauses" / "things.yml", _THINGS)}).list("rows")
    found: dict[str, Thing] = {}
    for one in rows:
        one.known(("id", "within", "say"), ("own",))
        name = str(one.raw["id"])
        if one.raw.get("own", False) not in (True, False):
            raise one.error("own", "must be true or false")
        if name in found:
            raise one.error("id", f"is “{name}”, which is there already")
        found[name] = Thing(name, one.names("within", found), one.words("say"), one.raw.get("own", False))
    return MappingProxyType(found)


@cache
def narrower(thing: str) -> frozenset[str]:
    """A thing and all that belongs to it.

    >>> sorted(narrower("applicant_data"))
    ['applicant_data', 'rejected_applicant_data', 'selection_record']
    """
    found = {thing}
    for one in things().values():  # wider things stand first
        if found.intersection(one.within):
            found.add(one.id)
    return frozenset(found)


def read_fixes(entry: Entry, strengths: tuple[str, ...], blanks: tuple[Blank, ...]) -> tuple[Fix, ...]:
    """What a clause's record says that it fixes."""
    return tuple(_read_fix(one, strengths, blanks) for one in entry.list("fixes"))


def _read_fix(one: Entry, strengths: tuple[str, ...], blanks: tuple[Blank, ...]) -> Fix:
    one.known(("kind", "of"), (*BOUNDS, "who", "unless", "in", "about", "where"))
    kind = cast(Kind, one.choice("kind", KINDS))
    of = one.choice("of", tuple(things()))
    stands = one.names("in", strengths) if "in" in one.raw else strengths
    unless = one.names("unless", things()) if "unless" in one.raw else ()
    where = _read_where(one, blanks) if "where" in one.raw else None
    bounds = [bound for bound in BOUNDS if bound in one.raw]
    if (kind == "settles") != ("about" in one.raw):
        raise one.error("about", f"belongs to “settles” and to nothing else, and must be one of {', '.join(SETTLED)}")
    if kind == "settles" and not bounds:
        return Fix(kind, of, stands, unless=unless, about=one.choice("about", SETTLED))
    if kind in _PERSONS:
        if bounds or "who" not in one.raw:
            raise one.error("who", f"must say who, and no number: {', '.join(WHO)}")
        return Fix(kind, of, stands, who=one.choice("who", WHO), unless=unless, where=where)
    if len(bounds) != 1 or "who" in one.raw:
        raise one.error("at_most", f"or another bound must hold the number, and only one: {', '.join(BOUNDS)}")
    amount = _read_amount(one, bounds[0], {blank.name: blank for blank in blanks})
    if (amount.unit is None) != (kind in _COUNTS):
        raise one.error(bounds[0], f"must hold {'a number without a unit' if kind in _COUNTS else 'a time'}")
    about = one.choice("about", SETTLED) if kind == "settles" else None
    return Fix(kind, of, stands, cast(Bound, bounds[0]), amount, unless=unless, about=about, where=where)


def _read_where(one: Entry, blanks: tuple[Blank, ...]) -> tuple[str, tuple[str, ...]]:
    """The blank with choices and the options that make a fix apply."""
    choices = {blank.name: blank.options for blank in blanks if blank.kind == "choices"}
    raw = one.raw["where"]
    if not isinstance(raw, dict) or len(raw) != 1 or next(iter(raw)) not in choices:
        raise one.error("where", f"must name one of the blanks with choices: {', '.join(sorted(choices))}")
    name = str(next(iter(raw)))
    return name, Entry(one.where, raw).names(name, choices[name])


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
