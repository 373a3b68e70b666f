"""Precedents: what other unions have won already, in our own words.

Reads `datasets/precedents/`. The agreements themselves belong to those who wrote them; a record says who agreed what,
when and where to read it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

from toolkit.errors import DataError, RecordError, UnknownClause, translatable
from toolkit.languages import KNOWN, Language
from toolkit.registers.fields import PLACE, Fields, load, load_list
from toolkit.registers.law import WORLD, law
from toolkit.registers.locate import folder
from toolkit.registers.words import Words

Strength = Literal["minimum", "standard", "strong"]
Instrument = Literal[
    "collective-agreement",
    "framework-agreement",
    "works-agreement",
    "settlement",
    "award",
    "memorandum",
    "model-clause",
]
Read = Literal["text", "party", "report"]

STRENGTHS: tuple[str, ...] = get_args(Strength)
INSTRUMENTS: tuple[str, ...] = get_args(Instrument)
READ: tuple[str, ...] = get_args(Read)
UNITS = ("minutes", "hours", "days", "weeks", "months", "years")
_FIRST_YEAR, _LAST_YEAR = 1850, 2100
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BLANK = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_RECORDS, _TOPICS = "precedents/records", "precedents/topics.yml"

NO_PLACE = translatable(
    "“{place}” is no place known here. Use a code such as KE or US-NY, EU for the Union, INT for all."
)


@dataclass(frozen=True, slots=True)
class TheirNumber:
    """What an agreement elsewhere fixed for a blank of ours, in its own unit: 4 months, where we ask for days.

    Attributes
    ----------
    blank
        The blank of our clause beside which it can stand.
    unit
        ``days``, ``months`` or another of `UNITS`; none for a share (0.035) or a plain number.
    """

    blank: str
    value: int | float
    unit: str | None


@dataclass(frozen=True, slots=True)
class Precedent:
    """A clause that a union has won: who, when, where, on what, and how we know it.

    Attributes
    ----------
    names
        Who agreed it, both sides: a name, the same everywhere, or a description in every language.
    public
        Whether public employers or services are covered; none where that was not read.
    instrument
        What kind of paper it stands in: one of `INSTRUMENTS`.
    read
        What we read: passages of the ``text`` itself, the page of a ``party``, or a ``report``; none if nothing.
    locator
        Where in it: article, section, page or paragraph.
    strength
        Our judgement on the scale of the clause library; none where only the subject was read.
    number
        What it fixes, where that can stand beside a blank of ours.
    checked
        Whether we read in a source that the agreement exists and deals with this.
    """

    id: str
    names: tuple[Words, ...]
    year: int
    country: str
    sector: str
    public: bool | None
    instrument: Instrument
    link: str
    read: Read | None
    locator: str
    topic: str
    clause: str
    strength: Strength | None
    reasons: Words | None
    number: TheirNumber | None
    summaries: Words
    checked: bool
    note: str

    @property
    def parties(self) -> tuple[str, ...]:
        """Who agreed it, both sides, in English where they are described and not named."""
        return self.say_parties()

    def say_parties(self, language: Language | str = "en") -> tuple[str, ...]:
        """Who agreed it: by name, or described in the language."""
        return tuple(name.say(language) for name in self.names)

    def say(self, language: Language | str = "en") -> str:
        """What was agreed, in our words."""
        return self.summaries.say(language)

    def say_reason(self, language: Language | str = "en") -> str:
        """Why we judge its strength so; nothing where we do not judge it."""
        return self.reasons.say(language) if self.reasons is not None else ""


@dataclass(frozen=True, slots=True)
class Topics:
    """Under which subjects of the WageIndicator agreements database our clauses would be looked for."""

    labels: Mapping[str, Words]
    of: Mapping[str, tuple[str, ...]]
    source: str
    checked: bool
    note: str

    def label(self, topic: str, language: Language | str = "en") -> str:
        """How a subject is called."""
        return self.labels[topic].say(language)

    def clauses(self, topic: str) -> tuple[str, ...]:
        """Our clauses under a subject."""
        return tuple(clause for clause, found in self.of.items() if topic in found)


def precedents(
    clause: str | None = None, place: str | None = None, checked: bool | None = None
) -> tuple[Precedent, ...]:
    """What others have won, the latest first: for the moment when they say that nobody else has that.

    Parameters
    ----------
    clause
        Id of one of our clauses.
    place
        ISO 3166 code, EU or INT. A place includes what reaches it: Spain has what the European social partners agreed.
    checked
        Only what we read in a source (True), or only what we did not (False).

    Raises
    ------
    UnknownClause, DataError

    >>> [(one.country, one.year) for one in precedents("disconnect", place="ES", checked=True)]
    [('ES', 2024), ('EU', 2022), ('EU', 2020), ('ES', 2019)]
    """
    if clause is not None and clause not in topics().of:
        raise UnknownClause(clause, topics().of)
    if place is not None and not PLACE.fullmatch(place):
        raise DataError(NO_PLACE, place=place)
    found = [
        one
        for one in _records()
        if (clause is None or one.clause == clause)
        and (place is None or _reaches(one.country, place))
        and (checked is None or one.checked == checked)
    ]
    return tuple(sorted(found, key=lambda one: -one.year))


@cache
def topics() -> Topics:
    """Our clauses under the subjects of the WageIndicator agreements database; our own reading, not checked."""
    return read_topics(folder("datasets") / "precedents")


@cache
def _records() -> tuple[Precedent, ...]:
    return read_precedents(folder("datasets") / "precedents")


def _reaches(country: str, place: str) -> bool:
    """Whether an agreement of one place covers another: its own, its country's, its union of states', the world's."""
    home = place.split("-")[0]
    if country in (place, home, WORLD):
        return True
    shared = [group for group in law().groups if group.brings == country and group.records is None]
    return any(home in group.places for group in shared)


# --- the records -------------------------------------------------------------------------------------------------


def read_precedents(directory: Path) -> tuple[Precedent, ...]:
    """Read the records of a folder and refuse them as a whole if one does not hold.

    Raises
    ------
    RecordError
        Naming the file, the record, the field and what it may hold.
    """
    known = read_topics(directory)
    found: dict[str, Precedent] = {}
    for path in sorted((directory / "records").glob("*.yml")):
        for number, raw in enumerate(load_list(path), start=1):
            fields = Fields(f"{_RECORDS}/{path.name}", number, raw)
            record = _precedent(fields, known)
            if record.id in found:
                raise fields.error("the “id” is used twice")
            found[record.id] = record
    if not found:
        raise RecordError(_RECORDS, "there is no file with records")
    return tuple(found.values())


def _precedent(fields: Fields, known: Topics) -> Precedent:
    fields.known(
        required=("id", "parties", "year", "country", "sector", "public", "instrument", "link", "read", "locator")
        + ("topic", "clause", "strength", "summary", "checked"),
        optional=("reason", "number", "note"),
    )
    name, year = fields.text("id"), fields.raw["year"]
    if not _ID.fullmatch(name):
        raise fields.error(f"“id” is “{name}”; allowed: small letters, digits and single hyphens")
    if not isinstance(year, int) or isinstance(year, bool) or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise fields.error(f"“year” is “{year}”; allowed: a year such as 2022")
    topic = fields.choice("topic", known.labels.keys())
    clause = fields.choice("clause", known.of.keys())
    if topic not in known.of[clause]:
        raise fields.error(f"“topic” is “{topic}”; topics.yml puts {clause} under: {', '.join(known.of[clause])}")
    record = Precedent(
        id=name,
        names=_parties(fields),
        year=year,
        country=fields.place("country"),
        sector=fields.text("sector"),
        public=None if fields.raw["public"] is None else fields.flag("public"),
        instrument=cast("Instrument", fields.choice("instrument", INSTRUMENTS)),
        link=_address(fields),
        read=cast("Read | None", _optional(fields, "read", READ)),
        locator="" if fields.raw["locator"] is None else fields.text("locator"),
        topic=topic,
        clause=clause,
        strength=cast("Strength | None", _optional(fields, "strength", STRENGTHS)),
        reasons=fields.words("reason", KNOWN) if "reason" in fields.raw else None,
        number=_number(fields) if "number" in fields.raw else None,
        summaries=fields.words("summary", KNOWN),
        checked=fields.flag("checked"),
        note=fields.text("note") if "note" in fields.raw else "",
    )
    _hold_together(fields, record)
    return record


def _hold_together(fields: Fields, record: Precedent) -> None:
    """Refuse a claim to have read without a place, and a judgement or a number of something that nobody read."""
    if len(set(record.names)) < 2:
        raise fields.error("“parties” must name both sides")
    if record.checked != (record.read is not None) or record.checked != bool(record.locator):
        raise fields.error("“checked: true” needs “read” and “locator”, and “checked: false” has neither (write null)")
    if (record.reasons is None) != (record.strength is None):
        raise fields.error("“strength” and “reason” belong together: give both, or null and no reason")
    if not record.checked and (record.strength is not None or record.number is not None):
        raise fields.error("nobody read it: “strength” must be null, and there can be no “number”")


def _parties(fields: Fields) -> tuple[Words, ...]:
    """The parties: each a name, the same everywhere, or a description in every language."""
    values = fields.raw["parties"]
    if not isinstance(values, list) or not all(isinstance(value, (str, dict)) and value for value in values):
        raise fields.error("“parties” must be a list of names, or of texts for each language")
    return tuple(
        Words((("en", value),))
        if isinstance(value, str)
        else Fields(f"{fields.name}: parties", at, {"party": value}).words("party", KNOWN)
        for at, value in enumerate(values, start=1)
    )


def _optional(fields: Fields, field: str, allowed: tuple[str, ...]) -> str | None:
    return None if fields.raw[field] is None else fields.choice(field, allowed)


def _address(fields: Fields) -> str:
    link = fields.link("link")
    if not link.startswith("https://"):
        raise fields.error(f"“link” is “{link}”; allowed: an address that begins with https://")
    return link


def _number(fields: Fields) -> TheirNumber:
    number = Fields(fields.name, 1, fields.raw["number"])
    number.known(required=("blank", "value"), optional=("unit",))
    blank, value = number.text("blank"), number.raw["value"]
    if not _BLANK.fullmatch(blank):
        raise fields.error(f"“blank” is “{blank}”; allowed: the name of a blank such as notice_days")
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not value > 0:
        raise fields.error(f"“value” is “{value}”; allowed: a number above zero")
    unit = number.choice("unit", UNITS) if "unit" in number.raw else None
    if unit is not None and not isinstance(value, int):
        raise fields.error(f"“value” is “{value}”; a number of {unit} is a whole number")
    return TheirNumber(blank, value, unit)


def read_topics(directory: Path) -> Topics:
    """Read under which subjects our clauses belong.

    Raises
    ------
    RecordError
        Naming the file and the key.
    """
    fields = Fields(_TOPICS, 1, load(directory / "topics.yml"))
    fields.known(required=("checked", "source", "note", "topics", "clauses"))
    for key in ("topics", "clauses"):
        if not isinstance(fields.raw[key], dict) or not fields.raw[key]:
            raise fields.error(f"“{key}” must consist of named entries")
    named = Fields(f"{_TOPICS}: topics", 1, fields.raw["topics"])
    labels = {str(topic): named.words(topic, KNOWN) for topic in named.raw}
    listed = Fields(f"{_TOPICS}: clauses", 1, fields.raw["clauses"])
    return Topics(
        labels=MappingProxyType(labels),
        of=MappingProxyType({str(clause): listed.choices(clause, labels.keys()) for clause in listed.raw}),
        source=fields.link("source"),
        checked=fields.flag("checked"),
        note=fields.text("note"),
    )
