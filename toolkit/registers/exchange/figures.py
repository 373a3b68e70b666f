"""Figures on markets and public money: one number, its unit, its year and where it stands.

Reads `datasets/figures/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast, get_args

from toolkit.languages import KNOWN, Language
from toolkit.registers.exchange import sources as shared
from toolkit.registers.exchange.sources import Source
from toolkit.registers.fields import Fields
from toolkit.registers.law import Evidence
from toolkit.registers.words import Words

REGISTER = "figures"
Unit = Literal[
    "percent",
    "times",
    "people",
    "cases",
    "TWh",
    "million USD",
    "billion USD",
    "trillion USD",
    "million EUR",
    "million GBP",
    "billion GBP",
    "million CAD",
    "million AUD",
    "million NZD",
    "billion KES",
    "billion KRW",
]
UNITS: tuple[str, ...] = get_args(Unit)


@dataclass(frozen=True, slots=True)
class FigurePart:
    """One bar of a figure: what was promised, what it came to; or one company's share."""

    names: Words
    value: float

    def say(self, language: Language | str = "en") -> str:
        """What the bar stands for."""
        return self.names.say(language)


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """A number that can be quoted with its source.

    Attributes
    ----------
    titles, cautions
        What is counted, and what the number does not say; in each language.
    value, unit, year
        The number, in one of `UNITS`, and the year to which it belongs.
    published
        The day on which the source was published, or the first day of its month or year where no more is known.
    parts
        Bars in the same unit, where a picture helps.
    quoted
        Quoted on the page of the project that this course serves; ``checked`` says whether we read it elsewhere too.
    """

    id: str
    titles: Words
    cautions: Words
    value: float
    unit: Unit
    year: int
    published: date
    place: str
    region: str
    sectors: tuple[str, ...]
    topics: tuple[int, ...]
    parts: tuple[FigurePart, ...]
    quoted: bool
    sources: tuple[Source, ...]
    checked: Evidence

    def title(self, language: Language | str = "en") -> str:
        """What is counted."""
        return self.titles.say(language)

    def say(self, language: Language | str = "en") -> str:
        """What to keep in mind when it is quoted."""
        return self.cautions.say(language)


@cache
def figures() -> tuple[FigureRecord, ...]:
    """All figures on record, in the order of the files."""
    return read_figures(shared.home_folder(REGISTER))


def read_figures(directory: Path) -> tuple[FigureRecord, ...]:
    """Read the figures of a folder and refuse them as a whole if one does not hold.

    Raises
    ------
    RecordError
        Naming the file, the record, the field and what it may hold.
    """
    return tuple(_figure(fields) for fields in shared.read_records(directory, REGISTER))


def _figure(fields: Fields) -> FigureRecord:
    fields.known(
        required=(
            "id",
            "title",
            "caution",
            "value",
            "unit",
            "year",
            "published",
            "place",
            "region",
            "sectors",
            "topics",
        )
        + ("sources", "checked"),
        optional=("parts", "quoted"),
    )
    place, region = shared.where_of(fields)
    found, published = shared.sources_of(fields), fields.day("published")
    if published is None:
        raise fields.error("“published” is empty; allowed: a day such as 2026-12-01")
    figure = FigureRecord(
        id=fields.text("id"),
        titles=fields.words("title", KNOWN),
        cautions=fields.words("caution", KNOWN),
        value=_amount(fields, fields.raw["value"]),
        unit=cast("Unit", fields.choice("unit", UNITS)),
        year=shared.year_of(fields),
        published=published,
        place=place,
        region=region,
        sectors=fields.choices("sectors", shared.SECTORS),
        topics=shared.topics_of(fields),
        parts=_parts(fields),
        quoted=fields.flag("quoted", default=False),
        sources=found,
        checked=shared.checked_of(fields, found),
    )
    if figure.unit == "percent" and any(not 0 <= part.value <= 100 for part in figure.parts):
        raise fields.error("“parts” in percent must lie between 0 and 100")
    return figure


def _parts(fields: Fields) -> tuple[FigurePart, ...]:
    listed = fields.raw.get("parts", [])
    if not isinstance(listed, list):
        raise fields.error("“parts” must be a list, each with name and value")
    found = []
    for at, raw in enumerate(listed, start=1):
        part = Fields(f"{fields.name}: parts", at, raw)
        part.known(required=("name", "value"))
        named = part.raw["name"]
        words = Words((("en", named),)) if isinstance(named, str) and named else part.words("name", KNOWN)
        found.append(FigurePart(words, _amount(part, part.raw["value"])))
    return tuple(found)


def _amount(fields: Fields, value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        raise fields.error(f"“value” is “{value}”; allowed: a number from zero up")
    return value
