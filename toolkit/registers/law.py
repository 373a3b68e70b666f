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
from toolkit.registers.fields import Fields, load, load_list
from toolkit.registers.locate import folder

Kind = Literal["binding", "guidance"]
Reach = Literal["own", "country", "group", "world"]

KINDS = ("binding", "guidance")
REGIONS = ("global", "Africa", "Americas", "Asia-Pacific", "Europe", "MENA")
WORLD = "INT"


@dataclass(frozen=True, slots=True)
class LawRecord:
    """One provision on record, in our words, with what we know about its dates and how we know it.

    Attributes
    ----------
    applies_from
        First day on which it applies; none where that is unknown or has not come.
    applies_to
        First day on which it no longer applies.
    date_text
        The date as found, where it was vaguer than a day.
    settled
        False where lawyers disagree about the starting date.
    checked
        Whether we read it in a source; see `note`.
    """

    id: str
    place: str
    region: str
    instrument: str
    provision: str
    rights: tuple[str, ...]
    summary: str
    kind: Kind
    applies_from: date | None
    applies_to: date | None
    date_text: str | None
    settled: bool
    source: str
    checked: bool
    note: str


@dataclass(frozen=True, slots=True)
class Ratifications:
    """Places that have joined a treaty, or are members of the body that gives guidance, as far as a source tells."""

    record: str
    places: frozenset[str]
    source: str
    checked: bool
    read_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """Places that share the law of a place above them; `records` is none where they share all of it."""

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
    """A record as it reaches a place: how near it is, from when there, and whether we read that it does."""

    record: LawRecord
    reach: Reach
    applies_from: date | None
    checked: bool


@dataclass(frozen=True, slots=True)
class LawRegister:
    """All law on record."""

    records: tuple[LawRecord, ...]
    ratifications: tuple[Ratifications, ...]
    groups: tuple[Group, ...]
    rights: Mapping[str, str]

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
                return Bound(record, "group", starts, record.checked and group.checked)
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
        read = any(joined.checked for joined in lists)
        return Bound(record, "world", record.applies_from, record.checked and read)


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
    return LawRegister(records, ratifications, groups, rights)


def _rights(path: Path) -> Mapping[str, str]:
    content = load(path)
    if not isinstance(content, dict):
        raise RecordError("law/rights.yml", "it must name rights and their meanings")
    fields = Fields("law/rights.yml", 1, content)
    return MappingProxyType({str(right): fields.text(right) for right in content})


def _record(fields: Fields, rights: Mapping[str, str]) -> LawRecord:
    fields.known(
        required=("id", "place", "region", "instrument", "provision", "rights", "summary", "kind")
        + ("applies_from", "applies_to", "source", "checked", "note"),
        optional=("date_text", "settled"),
    )
    starts, ends = fields.day("applies_from"), fields.day("applies_to")
    if starts and ends and ends <= starts:
        raise fields.error(f"“applies_to” is {ends}; allowed: a day after “applies_from” ({starts})")
    return LawRecord(
        id=fields.text("id"),
        place=fields.place("place"),
        region=fields.choice("region", REGIONS),
        instrument=fields.text("instrument"),
        provision=fields.text("provision"),
        rights=fields.choices("rights", rights.keys()),
        summary=fields.text("summary"),
        kind=cast(Kind, fields.choice("kind", KINDS)),
        applies_from=starts,
        applies_to=ends,
        date_text=fields.text("date_text") if "date_text" in fields.raw else None,
        settled=fields.flag("settled", default=True),
        source=fields.link("source"),
        checked=fields.flag("checked"),
        note=fields.text("note"),
    )


def _ratifications(fields: Fields, records: Mapping[str, LawRecord]) -> Ratifications:
    fields.known(required=("record", "places", "source", "checked", "read_on", "note"))
    name = fields.text("record")
    record = records.get(name)
    if record is None or record.place != WORLD:
        raise fields.error(f"“record” is “{name}”; allowed: the id of a record whose place is {WORLD}")
    checked, read_on = fields.flag("checked"), fields.day("read_on")
    if checked and read_on is None:
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
