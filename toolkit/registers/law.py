"""The law register: what the record says, and which places it reaches.

Reads `datasets/law/`: provisions with their dated events, ratifications of treaties, groups of places such as the
European Union, and what places are known to lack. Nothing here knows what day it is; which right applies on which day
is the question of `toolkit.rights`. A register of which one record does not hold is refused as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast, get_args

from toolkit.errors import RecordError
from toolkit.languages import KNOWN
from toolkit.registers.fields import Fields, load, load_list
from toolkit.registers.law_records import (
    ADDRESSEES,
    COVERS,
    EMPLOYERS,
    EVIDENCE,
    HOLDERS,
    KINDS,
    LEVELS,
    MOST_QUOTED,
    REGIONS,
    WORLD,
    Addressee,
    Body,
    Bound,
    DatedValue,
    Event,
    Evidence,
    Gap,
    Group,
    Kind,
    LawRecord,
    LawRegister,
    Level,
    Missing,
    Ratifications,
    Reach,
    Right,
    Unit,
    What,
)
from toolkit.registers.locate import folder
from toolkit.registers.words import Words

__all__ = [
    "EMPLOYERS",
    "EVIDENCE",
    "HOLDERS",
    "WORLD",
    "Addressee",
    "Body",
    "Bound",
    "DatedValue",
    "Event",
    "Evidence",
    "Gap",
    "Kind",
    "LawRecord",
    "LawRegister",
    "Level",
    "Missing",
    "Reach",
    "Right",
    "Unit",
    "law",
    "read",
]

_OF_A_BILL = ("introduction", "publication", "amendment", "lapse")
_OF_LAW = tuple(what for what in get_args(What) if what not in ("introduction", "lapse"))
_VALUE_NAME = re.compile("[a-z]+(_[a-z]+)*")


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
    records = _records(directory / "provisions", rights)
    by_id = {record.id: record for record in records}
    ratifications = tuple(_ratifications(fields, by_id) for fields in _all(directory, "ratifications", "record"))
    groups = tuple(
        _group(Fields("law/places.yml", number, raw), by_id)
        for number, raw in enumerate(load_list(directory / "places.yml"), start=1)
    )
    listed = {joined.record for joined in ratifications}
    for record in records:
        treaty = record.place == WORLD and record.kind == "binding" and record.has_start
        if treaty and record.id not in listed:
            problem = "the treaty has a starting date but no list of places"
            raise RecordError(f"law/ratifications.yml: {record.id}", problem)
    gaps = tuple(_gap(fields, rights) for fields in _all(directory, "gaps", "place"))
    return LawRegister(records, ratifications, groups, gaps, rights, _parts(directory / "parts.yml"))


def _records(directory: Path, rights: Collection[str]) -> tuple[LawRecord, ...]:
    """The records of every region; no two may share an id, whichever file they stand in."""
    found: dict[str, LawRecord] = {}
    for path in sorted(directory.glob("*.yml")):
        name = f"law/provisions/{path.name}"
        for number, raw in enumerate(load_list(path), start=1):
            record = _record(Fields(name, number, raw), rights)
            if record.id in found:
                raise RecordError(f"{name}: {record.id}", "the “id” is used twice")
            found[record.id] = record
    if not found:
        raise RecordError("law/provisions", "the folder holds no records")
    return tuple(found.values())


def _all(directory: Path, name: str, key: str) -> list[Fields]:
    """The entries of a list that may be spread over files, such as one for each region."""
    paths = sorted(directory.glob(f"{name}*.yml")) or [directory / f"{name}.yml"]
    return [
        Fields(f"law/{path.name}", number, raw, key=key)
        for path in paths
        for number, raw in enumerate(load_list(path), start=1)
    ]


def _rights(path: Path) -> Mapping[str, Right]:
    content = load(path)
    if not isinstance(content, dict):
        raise RecordError("law/rights.yml", "it must name rights and their meanings")
    found = {str(name): _right(Fields(f"law/rights.yml: {name}", 1, raw)) for name, raw in content.items()}
    return MappingProxyType(found)


def _right(fields: Fields) -> Right:
    fields.known(required=("words",), optional=("letter", "ask"))
    body = cast(Body, fields.choice("ask", get_args(Body))) if "ask" in fields.raw else None
    return Right(fields.words("words", KNOWN), _optional(fields, "letter"), body)


def _parts(path: Path) -> Mapping[str, Words]:
    content = load(path)
    if not isinstance(content, dict):
        raise RecordError("law/parts.yml", "it must name parts of laws in each language")
    fields = Fields("law/parts.yml", 1, content)
    return MappingProxyType({str(part): fields.words(part, KNOWN) for part in content})


def _record(fields: Fields, rights: Collection[str]) -> LawRecord:
    fields.known(
        required=("id", "place", "region", "instrument", "names", "provision", "rights", "covers", "holder", "summary")
        + ("kind", "events", "source", "checked", "note"),
        optional=("addressed_to", "level", "condition", "values", "settled", "eli", "ambiguity")
        + ("locator", "read_on", "quote"),
    )
    kind = cast(Kind, fields.choice("kind", KINDS))
    evidence = cast(Evidence, fields.choice("checked", EVIDENCE))
    locator, read_on, quote = _official(fields, evidence)
    return LawRecord(
        id=fields.text("id"),
        place=fields.place("place"),
        region=fields.choice("region", REGIONS),
        instrument=fields.text("instrument"),
        names=fields.words("names", KNOWN),
        provision=fields.text("provision"),
        rights=fields.choices("rights", rights),
        covers=fields.choices("covers", COVERS),
        holder=fields.choices("holder", HOLDERS),
        addressed_to=cast(Addressee, fields.choice("addressed_to", ADDRESSEES, default="employer")),
        level=cast(Level, fields.choice("level", LEVELS, default="all")),
        condition=fields.words("condition", KNOWN) if "condition" in fields.raw else None,
        summary=fields.words("summary", KNOWN),
        kind=kind,
        events=_events(fields, kind),
        values=_values(fields, evidence),
        settled=fields.flag("settled", default=True),
        eli=_optional(fields, "eli"),
        ambiguity=fields.words("ambiguity", KNOWN) if "ambiguity" in fields.raw else None,
        source=fields.link("source"),
        evidence=evidence,
        locator=locator,
        read_on=read_on,
        quote=quote,
        note=fields.text("note"),
    )


def _events(fields: Fields, kind: Kind) -> tuple[Event, ...]:
    """What happened to a text, in the order of days."""
    events = tuple(_event(part, kind) for part in _parts_of(fields, "events"))
    if not events:
        raise fields.error("“events” is empty; it needs at least one event, with “on: null” where the day is not known")
    days = [one.on for one in events if one.on is not None]
    if days != sorted(days):
        raise fields.error("“events” must stand in the order of their days")
    if any(one.on is None for one in events[: len(days)]):
        raise fields.error("“events” without a day come after those that have one")
    ends = [one.on for one in events if one.what == "repeal" and one.on is not None]
    starts = [one.on for one in events if one.what == "commencement" and one.on is not None]
    if ends and starts and ends[0] <= starts[0]:
        # A text repealed before it ever started would not need a start of its own, but it keeps the day once foreseen.
        moved = any(one.what == "postponement" for one in events)
        if ends[0] == starts[0] or not (moved or _decided_before(events, ends[0])):
            raise fields.error(f"the “repeal” is on {ends[0]}; allowed: a day after the “commencement” ({starts[0]})")
    return events


def _decided_before(events: tuple[Event, ...], day: date) -> bool:
    """Whether the text had been adopted by that day, so that it could be repealed before its start."""
    return any(one.on is not None and one.on < day for one in events if one.what in ("adoption", "publication"))


def _event(fields: Fields, kind: Kind) -> Event:
    fields.known(required=("on", "what"), optional=("by", "decided", "until", "parts", "date_text", "note"))
    what = cast(What, fields.choice("what", _OF_A_BILL if kind == "bill" else _OF_LAW))
    on, until, decided = fields.day("on"), fields.day("until"), fields.day("decided")
    if "until" in fields.raw and what not in ("postponement", "suspension"):
        raise fields.error(f"“until” goes with postponement and suspension only; this event is “{what}”")
    if what in ("postponement", "suspension") and on is None:
        raise fields.error(f"“on” is empty; a {what} needs the day on which it was decided")
    if on is not None and until is not None and until <= on:
        raise fields.error(f"“until” is {until}; allowed: a day after “on” ({on})")
    if ("parts" in fields.raw) != (what == "commencement_in_part"):
        raise fields.error("“parts” goes with commencement_in_part, and that needs it")
    return Event(
        on=on,
        what=what,
        by=_optional(fields, "by"),
        decided=decided,
        until=until,
        parts=fields.texts("parts") if "parts" in fields.raw else (),
        date_text=_optional(fields, "date_text"),
        note=_optional(fields, "note"),
    )


def _values(fields: Fields, evidence: Evidence) -> tuple[DatedValue, ...]:
    """Numbers that a law fixes, each name with its days in order."""
    given = fields.raw.get("values", {})
    if not isinstance(given, Mapping):
        raise fields.error("“values” must name numbers, such as answer_days")
    found = []
    for name in given:
        if not _VALUE_NAME.fullmatch(str(name)):
            raise fields.error(f"“values” holds “{name}”; allowed: small letters with underscores, such as answer_days")
        dated = [_value(str(name), part, evidence) for part in _parts_of(Fields(fields.name, 0, given), str(name))]
        days = [one.since for one in dated[1:]]
        if None in days or days != sorted(day for day in days if day is not None):
            raise fields.error(f"“{name}” must stand in the order of its days; only the first may be without one")
        found += dated
    return tuple(found)


def _value(name: str, fields: Fields, evidence: Evidence) -> DatedValue:
    fields.known(required=("from", "value", "unit"), optional=("checked", "note"))
    number = fields.raw["value"]
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise fields.error(f"“value” is “{number}”; allowed: a whole number")
    known = cast(Evidence, fields.choice("checked", EVIDENCE, default=evidence))
    unit = cast(Unit, fields.choice("unit", get_args(Unit)))
    return DatedValue(name, fields.day("from"), number, unit, max(known, evidence, key=EVIDENCE.index))


def _parts_of(fields: Fields, field: str) -> list[Fields]:
    """The entries of a list inside a record, so that an error names the record, the list and the entry."""
    given: Any = fields.raw.get(field)
    if not isinstance(given, list):
        raise fields.error(f"“{field}” must be a list")
    return [Fields(f"{fields.name}, {field}", number, raw) for number, raw in enumerate(given, start=1)]


def _optional(fields: Fields, field: str) -> str | None:
    return fields.text(field) if field in fields.raw else None


def _official(fields: Fields, evidence: Evidence) -> tuple[str | None, date | None, str | None]:
    """Where and when the official text was read, and a few of its words; nothing of it where it was not."""
    if evidence != "official":
        for field in ("locator", "read_on", "quote"):
            if field in fields.raw:
                raise fields.error(f"“{field}” goes with “checked: official” only; this record says “{evidence}”")
        return None, None, None
    read_on, quote = fields.day("read_on"), fields.text("quote")
    if read_on is None:
        raise fields.error("“read_on” is empty; an official text needs the day on which it was read")
    if len(quote.split()) > MOST_QUOTED:
        raise fields.error(f"“quote” is longer than {MOST_QUOTED} words")
    return fields.text("locator"), read_on, quote


def _ratifications(fields: Fields, records: Mapping[str, LawRecord]) -> Ratifications:
    fields.known(required=("record", "places", "source", "checked", "read_on", "note"), optional=("since",))
    name = fields.text("record")
    record = records.get(name)
    if record is None or record.place != WORLD:
        raise fields.error(f"“record” is “{name}”; allowed: the id of a record whose place is {WORLD}")
    evidence, read_on = cast(Evidence, fields.choice("checked", EVIDENCE)), fields.day("read_on")
    if evidence != "memory" and read_on is None:
        raise fields.error("“read_on” is empty; a checked list needs the day on which it was read")
    places = fields.places("places")
    since = _days_of(fields, "since", places)
    return Ratifications(name, places, since, fields.link("source"), evidence, read_on, fields.text("note"))


def _days_of(fields: Fields, field: str, places: Collection[str]) -> Mapping[str, date]:
    given = fields.raw.get(field, {})
    if not isinstance(given, Mapping):
        raise fields.error(f"“{field}” must name a day for each place")
    days = Fields(fields.name, 0, given)
    found = {str(place): days.day(place) for place in given}
    for place, day in found.items():
        if place not in places or day is None:
            raise fields.error(f"“{field}” holds “{place}: {day}”; allowed: a place of the list, and a day")
    return MappingProxyType({place: day for place, day in found.items() if day is not None})


def _gap(fields: Fields, rights: Collection[str]) -> Gap:
    fields.known(
        required=("place", "missing", "rights", "since", "source", "checked", "read_on", "note"),
        optional=("until", "detail"),
    )
    missing = cast(Missing, fields.choice("missing", get_args(Missing)))
    if missing == "other" and "detail" not in fields.raw:
        raise fields.error("“detail” is missing; a gap of another kind must be told in words")
    return Gap(
        place=fields.place("place"),
        missing=missing,
        rights=fields.choices("rights", rights),
        since=fields.day("since"),
        until=fields.day("until"),
        detail=fields.words("detail", KNOWN) if "detail" in fields.raw else None,
        source=fields.link("source"),
        evidence=cast(Evidence, fields.choice("checked", EVIDENCE)),
        read_on=fields.day("read_on"),
        note=fields.text("note"),
    )


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
