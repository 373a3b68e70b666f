"""Precedents: what other unions have won already, in our own words, and a reader for the clause files of WageIndicator.

Reads `datasets/precedents/`. The agreements themselves belong to those who wrote them; a record says who agreed what,
when and where to read it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TextIO, cast

from toolkit.errors import ColumnNotFound, DataError, EmptyTable, UnknownClause, UnreadableFile, translatable
from toolkit.languages import Language
from toolkit.registers.fields import PLACE, Fields, load, load_list
from toolkit.registers.law import WORLD, law
from toolkit.registers.locate import folder
from toolkit.registers.text_tables import START, Layout, encoding_of, layout_of, rows_in

Strength = Literal["minimum", "standard", "strong"]

STRENGTHS = ("minimum", "standard", "strong")
LICENCE = "CC BY 4.0"
CITATION = (
    "WageIndicator Foundation: Collective Bargaining Agreements, full texts and selected clauses. "
    "DANS, https://doi.org/10.17026/dans-zg9-wtjj"
)
LONGEST_CELL = 10_000_000  # characters: a whole agreement in one cell, and not a file without end
_FIRST_YEAR, _LAST_YEAR = 1850, 2100
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_YEAR = re.compile(r"(?<!\d)(1[89]|20)\d\d(?!\d)")
_RECORDS, _TOPICS = "precedents/precedents.yml", "precedents/topics.yml"

NO_FILE = translatable("There is no file “{file}”. Check its name and folder.")
NO_CSV = translatable(
    "The file “{file}” cannot be read as a table of clauses ({reason}). Save it as CSV in UTF-8 and try again."
)
NO_PLACE = translatable(
    "“{place}” is no place known here. Use a code such as KE or US-NY, EU for the Union, INT for all."
)


@dataclass(frozen=True, slots=True)
class Precedent:
    """A clause that a union has won: who, when, where, on what, and how we know it.

    Attributes
    ----------
    public
        Whether public employers or services are covered; none where that was not read.
    strength
        Our judgement on the scale of the clause library; none where nobody of ours read the wording.
    checked
        Whether we read in a source that the agreement exists and deals with this.
    """

    id: str
    parties: tuple[str, ...]
    year: int
    country: str
    sector: str
    public: bool | None
    link: str
    topic: str
    clause: str
    strength: Strength | None
    summaries: tuple[tuple[str, str], ...]
    source: str
    checked: bool
    note: str

    def say(self, language: Language | str = "en") -> str:
        """What was agreed, in our words; in English where it was not written in this language."""
        return _in(self.summaries, language)


@dataclass(frozen=True, slots=True)
class Topics:
    """Under which subjects of the WageIndicator agreements database our clauses would be looked for."""

    labels: Mapping[str, tuple[tuple[str, str], ...]]
    of: Mapping[str, tuple[str, ...]]
    source: str
    checked: bool
    note: str

    def label(self, topic: str, language: Language | str = "en") -> str:
        """How a subject is called."""
        return _in(self.labels[topic], language)

    def clauses(self, topic: str) -> tuple[str, ...]:
        """Our clauses under a subject."""
        return tuple(clause for clause, found in self.of.items() if topic in found)


@dataclass(frozen=True, slots=True)
class AgreementClause:
    """One clause of somebody else's agreement, as a file has it; pass licence and citation on with the text."""

    agreement: str
    topic: str
    text: str
    country: str
    year: int | None
    language: str
    licence: str = LICENCE
    citation: str = CITATION


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

    >>> {one.year for one in precedents("disconnect", place="ES", checked=True)} == {2020, 2022}
    True
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
    for number, raw in enumerate(load_list(directory / "precedents.yml"), start=1):
        fields = Fields(_RECORDS, number, raw)
        record = _precedent(fields, known)
        if record.id in found:
            raise fields.error("the “id” is used twice")
        found[record.id] = record
    return tuple(found.values())


def _precedent(fields: Fields, known: Topics) -> Precedent:
    fields.known(
        required=("id", "parties", "year", "country", "sector", "public", "link", "topic", "clause", "strength")
        + ("summary", "source", "checked", "note")
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
    strength = None if fields.raw["strength"] is None else fields.choice("strength", STRENGTHS)
    return Precedent(
        id=name,
        parties=fields.texts("parties"),
        year=year,
        country=fields.place("country"),
        sector=fields.text("sector"),
        public=None if fields.raw["public"] is None else fields.flag("public"),
        link=fields.link("link"),
        topic=topic,
        clause=clause,
        strength=cast("Strength | None", strength),
        summaries=_words(fields, "summary"),
        source=fields.text("source"),
        checked=fields.flag("checked"),
        note=fields.text("note"),
    )


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
    labels = {str(topic): _words(named, topic) for topic in named.raw}
    listed = Fields(f"{_TOPICS}: clauses", 1, fields.raw["clauses"])
    return Topics(
        labels=MappingProxyType(labels),
        of=MappingProxyType({str(clause): listed.choices(clause, labels.keys()) for clause in listed.raw}),
        source=fields.link("source"),
        checked=fields.flag("checked"),
        note=fields.text("note"),
    )


def _words(fields: Fields, field: str) -> tuple[tuple[str, str], ...]:
    """A text in several languages, English and Arabic among them."""
    value = fields.raw[field]
    good = isinstance(value, dict) and all(isinstance(text, str) and text.strip() for text in value.values())
    if not good or not {"en", "ar"} <= set(value):
        raise fields.error(f"“{field}” must hold a text for each language, English (en) and Arabic (ar) among them")
    return tuple((str(code), " ".join(text.split())) for code, text in value.items())


def _in(words: tuple[tuple[str, str], ...], language: Language | str) -> str:
    known = dict(words)
    return known.get(Language.of(language).code, known["en"])


# --- clause files of WageIndicator ---------------------------------------------------------------------------------


def read_wageindicator(
    path: str | Path,
    *,
    agreement: str = "cba_id",
    topic: str = "variable",
    text: str = "clause",
    country: str | None = None,
    year: str | None = None,
    language: str | None = None,
) -> tuple[AgreementClause, ...]:
    """Clauses of agreements in force elsewhere, from a CSV file of the WageIndicator Foundation (CC BY 4.0).

    Parameters
    ----------
    path
        A file with one row a clause, its cells parted by commas, semicolons or tabs.
    agreement, topic, text
        The columns with the agreement's number or name, the subject, and the words. They vary from release to release:
        name those of your file. Rows without words are left out.
    country, year, language
        Further columns, where the file has them. A year may be part of a date.

    Raises
    ------
    ColumnNotFound
        Listing the columns that the file has.
    UnreadableFile, EmptyTable
    """
    path = Path(path)
    wanted = {"agreement": agreement, "topic": topic, "text": text}
    wanted |= {key: name for key, name in (("country", country), ("year", year), ("language", language)) if name}
    try:
        encoding, layout = _written(path)
        with path.open(encoding=encoding, newline="") as file:
            found = tuple(_clause(row) for row in _rows(file, layout, path.name, wanted) if row["text"])
    except FileNotFoundError as error:
        raise UnreadableFile(NO_FILE, file=path.name) from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(NO_CSV, file=path.name, reason=" ".join(str(error).split())[:120]) from error
    if not found:
        raise EmptyTable(path.name)
    return found


def _written(path: Path) -> tuple[str, Layout]:
    """In which letters a file is written, and how its table stands in it."""
    with path.open("rb") as file:
        data = file.read()
    encoding = encoding_of(data, path.name)
    return encoding, layout_of(data[:START].decode(encoding, errors="replace"))


def _rows(file: TextIO, layout: Layout, name: str, wanted: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The wanted cells of each row, under our names for them."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        lines = rows_in(file, layout, name)
        columns = [column.strip() for column in next(lines, ())]
        if not columns:
            raise EmptyTable(name)
        for column in wanted.values():
            if column not in columns:
                raise ColumnNotFound(column, columns)
        for row in lines:
            yield {key: " ".join(row[columns.index(column)].split()) for key, column in wanted.items()}
    finally:
        csv.field_size_limit(before)


def _clause(row: Mapping[str, str]) -> AgreementClause:
    values: dict[str, Any] = {key: row.get(key, "") for key in ("agreement", "topic", "text", "country", "language")}
    year = _YEAR.search(row.get("year", ""))
    return AgreementClause(**values, year=int(year.group()) if year else None)
