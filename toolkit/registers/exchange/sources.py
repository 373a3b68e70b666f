"""Where a record comes from and how well we know it: fields that all records of the exchange share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast, get_args

from toolkit.errors import RecordError
from toolkit.registers.exchange.regions import region_of
from toolkit.registers.fields import Fields, load_list
from toolkit.registers.law import EVIDENCE, Evidence
from toolkit.registers.law_records import REGIONS
from toolkit.registers.locate import folder
from toolkit.registers.precedents import topics as topics_of_clauses

SourceKind = Literal["official", "court", "press", "research", "union", "organisation"]
SOURCE_KINDS: tuple[str, ...] = get_args(SourceKind)
# Public services first; the rest is there because unions of public services meet the same systems in it.
SECTORS = (
    "health",
    "social_protection",
    "education",
    "justice",
    "police",
    "water",
    "waste",
    "transport",
    "tax",
    "migration",
    "local_government",
    "central_government",
    "employment_services",
    "identity",
    "post",
    "energy",
    "finance",
    "platform",
    "all",
)
TOPIC_NUMBERS = range(1, 8)
FROM_MEMORY = "memory"
FIRST_YEAR, LAST_YEAR = 1980, 2100
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands.

    Attributes
    ----------
    publisher
        The house that published it: a court, a paper, an organisation. Never the name of a person.
    link
        Its public address.
    kind
        Who speaks there: one of `SOURCE_KINDS`.
    read_on
        The day on which somebody of ours read it (often in a stored copy, and often only its beginning); none where the
        address is given from memory.
    """

    publisher: str
    link: str
    kind: SourceKind
    read_on: date | None


def read_records(directory: Path, register: str) -> tuple[Fields, ...]:
    """The records of all files of a register, each with an id of its own.

    Raises
    ------
    RecordError
        Naming the file and the record.
    """
    found: dict[str, Fields] = {}
    for path in sorted((directory / "records").glob("*.yml")):
        for number, raw in enumerate(load_list(path), start=1):
            fields = Fields(f"{register}/records/{path.name}", number, raw)
            name = fields.text("id")
            if not _ID.fullmatch(name):
                raise fields.error(f"“id” is “{name}”; allowed: small letters, digits and single hyphens")
            if name in found:
                raise fields.error("the “id” is used twice")
            found[name] = fields
    if not found:
        raise RecordError(f"{register}/records", "there is no file with records")
    return tuple(found.values())


def home_folder(register: str) -> Path:
    """The folder of a register as it comes with the toolkit."""
    return folder("datasets") / register


def sources_of(fields: Fields) -> tuple[Source, ...]:
    """The sources of a record, at least one."""
    listed = fields.raw.get("sources")
    if not isinstance(listed, list) or not listed:
        raise fields.error("“sources” must be a list of sources, each with publisher, link, kind and read_on")
    return tuple(_source(Fields(f"{fields.name}: sources", at, raw)) for at, raw in enumerate(listed, start=1))


def _source(fields: Fields) -> Source:
    fields.known(required=("publisher", "link", "kind", "read_on"))
    from_memory = fields.raw["read_on"] == FROM_MEMORY
    read_on = None if from_memory else fields.day("read_on")
    if read_on is None and not from_memory:
        raise fields.error("“read_on” is empty; allowed: a day such as 2026-11-26, or memory")
    kind = cast("SourceKind", fields.choice("kind", SOURCE_KINDS))
    return Source(fields.text("publisher"), fields.link("link"), kind, read_on)


def checked_of(fields: Fields, sources: Iterable[Source]) -> Evidence:
    """How well we know a record, which its sources must bear out.

    ``official`` needs a paper of an authority or a court that we read, ``secondary`` any source that we read, and
    ``memory`` is for what nobody read.
    """
    checked = cast("Evidence", fields.choice("checked", EVIDENCE))
    read = [source.kind for source in sources if source.read_on is not None]
    if checked == "official" and not {"official", "court"} & set(read):
        raise fields.error("“checked: official” needs a source of kind official or court that was read")
    if checked == "secondary" and not read:
        raise fields.error("“checked: secondary” needs a source with the day on which it was read")
    if checked == "memory" and read:
        raise fields.error("“checked: memory”, but a source was read: write secondary or official")
    return checked


def where_of(fields: Fields) -> tuple[str, str]:
    """Place and region, which must fit each other."""
    place, region = fields.place("place"), fields.choice("region", REGIONS)
    if region_of(place) not in (region, None):
        raise fields.error(f"“region” is “{region}”, but {place} lies in {region_of(place)}")
    return place, region


def topics_of(fields: Fields) -> tuple[int, ...]:
    """Numbers of topics of the course, each once."""
    return tuple(_numbers(fields, "topics", TOPIC_NUMBERS))


def year_of(fields: Fields, field: str = "year") -> int:
    """A year."""
    year = fields.raw.get(field)
    if not isinstance(year, int) or isinstance(year, bool) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise fields.error(f"“{field}” is “{year}”; allowed: a year such as 2022")
    return year


def clauses_of(fields: Fields) -> tuple[str, ...]:
    """Clauses of our library that ask for what would have helped."""
    return fields.choices("clauses", topics_of_clauses().of.keys())


def texts_or_none(fields: Fields, field: str) -> tuple[str, ...]:
    """A list of sentences that may be empty."""
    return () if fields.raw.get(field) == [] else fields.texts(field)


def _numbers(fields: Fields, field: str, allowed: range) -> list[int]:
    values: Any = fields.raw.get(field)
    whole = isinstance(values, list) and all(type(value) is int and value in allowed for value in values)
    if not whole or not values or len(set(values)) != len(values):
        raise fields.error(f"“{field}” must be a list of numbers from {allowed[0]} to {allowed[-1]}, each once")
    return list(values)
