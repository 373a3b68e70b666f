"""Actors: organisations that can stand with a union, or that a union has to reckon with. Never persons.

Reads `datasets/actors/`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from toolkit.languages import KNOWN, Language
from toolkit.registers.exchange import sources as shared
from toolkit.registers.exchange.sources import Source
from toolkit.registers.fields import Fields
from toolkit.registers.law import Evidence
from toolkit.registers.words import Words

REGISTER = "actors"
Kind = Literal[
    "union_federation",
    "digital_rights",
    "human_rights",
    "data_protection",
    "audit",
    "research",
    "press",
    "feminist",
    "disability",
    "patients",
    "consumers",
    "legal_aid",
]
KINDS: tuple[str, ...] = get_args(Kind)
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation and how it can stand with us.

    Attributes
    ----------
    name
        As it calls itself, the same everywhere.
    kind
        One of `KINDS`.
    languages
        ISO 639 codes of the languages in which it works, as far as we know.
    link
        Its public web address.
    doings, standings
        What it does, and how it can stand with a union; in each language.
    """

    id: str
    name: str
    kind: Kind
    place: str
    region: str
    languages: tuple[str, ...]
    link: str
    sectors: tuple[str, ...]
    topics: tuple[int, ...]
    doings: Words
    standings: Words
    sources: tuple[Source, ...]
    checked: Evidence

    def say(self, language: Language | str = "en") -> str:
        """What it does."""
        return self.doings.say(language)

    def say_how(self, language: Language | str = "en") -> str:
        """How it can stand with a union."""
        return self.standings.say(language)


@cache
def actors() -> tuple[Actor, ...]:
    """All actors on record, in the order of the files."""
    return read_actors(shared.home_folder(REGISTER))


def read_actors(directory: Path) -> tuple[Actor, ...]:
    """Read the actors of a folder and refuse them as a whole if one does not hold.

    Raises
    ------
    RecordError
        Naming the file, the record, the field and what it may hold.
    """
    return tuple(_actor(fields) for fields in shared.read_records(directory, REGISTER))


def _actor(fields: Fields) -> Actor:
    fields.known(
        required=("id", "name", "kind", "place", "region", "languages", "link", "sectors", "topics", "does", "stands")
        + ("sources", "checked"),
    )
    place, region = shared.where_of(fields)
    found, spoken = shared.sources_of(fields), fields.texts("languages")
    for code in spoken:
        if not _LANGUAGE.fullmatch(code):
            raise fields.error(f"“languages” holds “{code}”; allowed: ISO 639 codes such as ar, fr, swa")
    return Actor(
        id=fields.text("id"),
        name=fields.text("name"),
        kind=cast("Kind", fields.choice("kind", KINDS)),
        place=place,
        region=region,
        languages=spoken,
        link=fields.link("link"),
        sectors=fields.choices("sectors", shared.SECTORS),
        topics=shared.topics_of(fields),
        doings=fields.words("does", KNOWN),
        standings=fields.words("stands", KNOWN),
        sources=found,
        checked=shared.checked_of(fields, found),
    )
