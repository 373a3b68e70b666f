"""The law register: what the record says, and which places it reaches.

Reads `datasets/law/`: provisions, ratifications of treaties, and groups of places such as the European Union. Nothing
here knows what day it is; which right applies on which day is the question of `toolkit.rights`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast

from toolkit.errors import RecordError
from toolkit.languages import KNOWN
from toolkit.registers.fields import Fields, load, load_list
from toolkit.registers.locate import folder
from toolkit.registers.words import Words

Kind = Literal["binding", "guidance"]
Reach = Literal["own", "country", "group", "world"]
Checked = Literal["official", "secondary", "memory"]
Level = Literal["all", "central"]
Addressee = Literal["employer", "state"]

KINDS = ("binding", "guidance")
# How well we know a text, the best first.
CHECKED: tuple[Checked, ...] = ("official", "secondary", "memory")
# Kinds of employer, and everybody else whom a provision can be about.
EMPLOYERS = ("statute", "contract", "private", "platform")
COVERS = (*EMPLOYERS, "data_subject", "service_user")
HOLDERS = ("person", "union", "works_council", "representative", "organisation", "authority", "anyone")
LEVELS = ("all", "central")
ADDRESSEES = ("employer", "state")
MOST_QUOTED = 25  # words: enough to find the place again, and nobody else's text
REGIONS = ("global", "Africa", "Americas", "Asia-Pacific", "Europe", "MENA")
WORLD = "INT"


@dataclass(frozen=True, slots=True)
class LawRecord:
    """One provision on record, in our words, with what we know about its dates and how we know it.

    Attributes
    ----------
    instrument
        The name under which it is cited where it comes from.
    names, summary
        What it is called and what it says, in each language.
    covers
        Whom it is about: kinds of employers, everybody as data subject, users of a service.
    holder
        Who can use it.
    addressed_to
        Whether it binds employers, or only the state: a treaty or a directive then binds public employers alone.
    level
        `central` where it binds only the authorities of the place itself: of the federation and not of its states.
    condition
        What else must be true of the employer.
    applies_from
        First day on which it applies; none where that is unknown or has not come.
    applies_to
        First day on which it no longer applies.
    date_text
        The date as found, where it was vaguer than a day.
    settled
        False where lawyers disagree about the starting date.
    checked
        How we know it: `official` text read, `secondary` source read, or from `memory`; see `note`.
    locator, read_on, quote
        Where in the official text, on which day, and the words by which to find it again.
    """

    id: str
    place: str
    region: str
    instrument: str
    names: Words
    provision: str
    rights: tuple[str, ...]
    covers: tuple[str, ...]
    holder: tuple[str, ...]
    addressed_to: Addressee
    level: Level
    condition: Words | None
    summary: Words
    kind: Kind
    applies_from: date | None
    applies_to: date | None
    date_text: str | None
    settled: bool
    source: str
    checked: Checked
    locator: str | None
    read_on: date | None
    quote: str | None
    note: str


@dataclass(frozen=True, slots=True)
class Ratifications:
    """Places that have joined a treaty, or are members of the body that gives guidance, as far as a source tells."""

    record: str
    places: frozenset[str]
    source: str
    checked: Checked
    read_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """Places that share the law of a place above them; `records` is none where they share all of it.

    Who belongs to it is a fact and no text: `checked` says whether we read it anywhere.
    """

    id: str
    name: str
    brings: str
    places: frozenset[str]
    records: frozenset[str] | None
    applies_from: date | None
    source: str
    checked: bool
    note: str

    def shares(self, record: str) -> bool:
        """Whether a record of the place above reaches the places of this group."""
        return self.records is None or record in self.records


@dataclass(frozen=True, slots=True)
class Bound:
    """A record as it reaches a place: how near it is, from when there, and how we know that it does."""

    record: LawRecord
    reach: Reach
    applies_from: date | None
    checked: Checked


@dataclass(frozen=True, slots=True)
class LawRegister:
    """All law on record."""

    records: tuple[LawRecord, ...]
    ratifications: tuple[Ratifications, ...]
    groups: tuple[Group, ...]
    rights: Mapping[str, str]
    parts: Mapping[str, Words]

    def reaching(self, place: str) -> tuple[Bound, ...]:
        """What binds or addresses people in a place: its own law, its country's, its groups' and treaties it joined.

        Parameters
        ----------
        place
            ISO 3166 code in capitals, EU or INT.
        """
        return tuple(bound for record in self.records if (bound := self._bound(record, place)) is not None)

    def _bound(self, record: LawRecord, place: str) -> Bound | None:
        country = place.split("-")[0]
        if record.place == place:
            return Bound(record, "own", record.applies_from, record.checked)
        if record.place == country:
            return Bound(record, "country", record.applies_from, record.checked)
        if record.place == WORLD:
            return self._worldwide(record, country)
        for group in self.groups:
            if group.brings == record.place and country in group.places and group.shares(record.id):
                starts = _later(record.applies_from, group.applies_from)
                return Bound(record, "group", starts, record.checked if group.checked else "memory")
        return None

    def _worldwide(self, record: LawRecord, country: str) -> Bound | None:
        listed = [joined for joined in self.ratifications if joined.record == record.id]
        # Guidance speaks to all, unless it comes from a body with members; a treaty that has not started binds nobody
        # yet, and every place may still join it.
        if (record.kind == "guidance" and not listed) or record.applies_from is None:
            return Bound(record, "world", record.applies_from, record.checked)
        lists = [joined for joined in listed if country in joined.places]
        if not lists:
            return None
        joined = min((one.checked for one in lists), key=CHECKED.index)
        return Bound(record, "world", record.applies_from, max(record.checked, joined, key=CHECKED.index))


@cache
def law() -> LawRegister:
    """The law that the toolkit has on record, read once."""
    return read(folder("datasets") / "law")


def read(directory: Path) -> LawRegister:
    """Read a law register from a folder and refuse it as a whole if one record does not hold.

    Raises
    ------
    RecordError
        Naming the file, the record, the field and what it may hold.
    """
    rights = _rights(directory / "rights.yml")
    records = tuple(
        _record(Fields("law/provisions.yml", number, raw), rights)
        for number, raw in enumerate(load_list(directory / "provisions.yml"), start=1)
    )
    by_id: dict[str, LawRecord] = {}
    for record in records:
        if record.id in by_id:
            raise RecordError(f"law/provisions.yml: {record.id}", "the “id” is used twice")
        by_id[record.id] = record
    ratifications = tuple(
        _ratifications(Fields("law/ratifications.yml", number, raw, key="record"), by_id)
        for number, raw in enumerate(load_list(directory / "ratifications.yml"), start=1)
    )
    groups = tuple(
        _group(Fields("law/places.yml", number, raw), by_id)
        for number, raw in enumerate(load_list(directory / "places.yml"), start=1)
    )
    listed = {joined.record for joined in ratifications}
    for record in records:
        treaty = record.place == WORLD and record.kind == "binding" and record.applies_from is not None
        if treaty and record.id not in listed:
            problem = "the treaty has a starting date but no list of places"
            raise RecordError(f"law/ratifications.yml: {record.id}", problem)
    return LawRegister(records, ratifications, groups, rights, _parts(directory / "parts.yml"))


def _rights(path: Path) -> Mapping[str, str]:
    content = load(path)
    if not isinstance(content, dict):
        raise RecordError("law/rights.yml", "it must name rights and their meanings")
    fields = Fields("law/rights.yml", 1, content)
    return MappingProxyType({str(right): fields.text(right) for right in content})


def _parts(path: Path) -> Mapping[str, Words]:
    content = load(path)
    if not isinstance(content, dict):
        raise RecordError("law/parts.yml", "it must name parts of laws in each language")
    fields = Fields("law/parts.yml", 1, content)
    return MappingProxyType({str(part): fields.words(part, KNOWN) for part in content})


def _record(fields: Fields, rights: Mapping[str, str]) -> LawRecord:
    fields.known(
        required=("id", "place", "region", "instrument", "names", "provision", "rights", "covers", "holder", "summary")
        + ("kind", "applies_from", "applies_to", "source", "checked", "note"),
        optional=("addressed_to", "level", "condition", "date_text", "settled", "locator", "read_on", "quote"),
    )
    starts, ends = fields.day("applies_from"), fields.day("applies_to")
    if starts and ends and ends <= starts:
        raise fields.error(f"“applies_to” is {ends}; allowed: a day after “applies_from” ({starts})")
    checked = cast(Checked, fields.choice("checked", CHECKED))
    locator, read_on, quote = _reading(fields, checked)
    return LawRecord(
        id=fields.text("id"),
        place=fields.place("place"),
        region=fields.choice("region", REGIONS),
        instrument=fields.text("instrument"),
        names=fields.words("names", KNOWN),
        provision=fields.text("provision"),
        rights=fields.choices("rights", rights.keys()),
        covers=fields.choices("covers", COVERS),
        holder=fields.choices("holder", HOLDERS),
        addressed_to=cast(Addressee, fields.choice("addressed_to", ADDRESSEES, default="employer")),
        level=cast(Level, fields.choice("level", LEVELS, default="all")),
        condition=fields.words("condition", KNOWN) if "condition" in fields.raw else None,
        summary=fields.words("summary", KNOWN),
        kind=cast(Kind, fields.choice("kind", KINDS)),
        applies_from=starts,
        applies_to=ends,
        date_text=fields.text("date_text") if "date_text" in fields.raw else None,
        settled=fields.flag("settled", default=True),
        source=fields.link("source"),
        checked=checked,
        locator=locator,
        read_on=read_on,
        quote=quote,
        note=fields.text("note"),
    )


def _reading(fields: Fields, checked: Checked) -> tuple[str | None, date | None, str | None]:
    """Where and when the official text was read, and a few of its words; nothing of it where it was not."""
    if checked != "official":
        for field in ("locator", "read_on", "quote"):
            if field in fields.raw:
                raise fields.error(f"“{field}” goes with “checked: official” only; this record says “{checked}”")
        return None, None, None
    read_on, quote = fields.day("read_on"), fields.text("quote")
    if read_on is None:
        raise fields.error("“read_on” is empty; an official text needs the day on which it was read")
    if len(quote.split()) > MOST_QUOTED:
        raise fields.error(f"“quote” is longer than {MOST_QUOTED} words")
    return fields.text("locator"), read_on, quote


def _ratifications(fields: Fields, records: Mapping[str, LawRecord]) -> Ratifications:
    fields.known(required=("record", "places", "source", "checked", "read_on", "note"))
    name = fields.text("record")
    record = records.get(name)
    if record is None or record.place != WORLD:
        raise fields.error(f"“record” is “{name}”; allowed: the id of a record whose place is {WORLD}")
    checked, read_on = cast(Checked, fields.choice("checked", CHECKED)), fields.day("read_on")
    if checked != "memory" and read_on is None:
        raise fields.error("“read_on” is empty; a checked list needs the day on which it was read")
    return Ratifications(name, fields.places("places"), fields.link("source"), checked, read_on, fields.text("note"))


def _group(fields: Fields, records: Mapping[str, LawRecord]) -> Group:
    fields.known(required=("id", "name", "brings", "places", "records", "applies_from", "source", "checked", "note"))
    brings = fields.place("brings")
    here = [record.id for record in records.values() if record.place == brings]
    return Group(
        id=fields.text("id"),
        name=fields.text("name"),
        brings=brings,
        places=fields.places("places"),
        records=None if fields.raw["records"] == "all" else frozenset(fields.choices("records", here)),
        applies_from=fields.day("applies_from"),
        source=fields.link("source"),
        checked=fields.flag("checked"),
        note=fields.text("note"),
    )


def _later(first: date | None, second: date | None) -> date | None:
    """The later of two starting days; an unknown start stays unknown."""
    if first is None or second is None:
        return first
    return max(first, second)
