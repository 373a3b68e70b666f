"""Practices: what unions asked for, won and lost around digital systems, and under which conditions it worked.

Reads `datasets/practices/`. Clauses as signed stand in `datasets/precedents/`; here stands the way to them.
"""

from __future__ import annotations

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

REGISTER = "practices"
Kind = Literal["best", "worst", "open"]
Outcome = Literal["won", "partly", "lost", "open"]
KINDS: tuple[str, ...] = get_args(Kind)
OUTCOMES: tuple[str, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Practice:
    """What a union did, and what came of it.

    Attributes
    ----------
    kind
        Our judgement: ``best`` to imitate, ``worst`` to avoid, ``open`` where it is too early or too mixed to say.
    outcome
        What came of it, as far as we read: ``won``, ``partly``, ``lost`` or ``open``.
    union
        Who did it: organisations, never persons.
    titles, summaries, conditions
        What it is called, what was done, and under which conditions it worked or failed; in each language.
    asked, won, lost
        In English, longer; nothing where there was nothing or we do not know.
    """

    id: str
    titles: Words
    place: str
    region: str
    year: int
    sectors: tuple[str, ...]
    topics: tuple[int, ...]
    kind: Kind
    outcome: Outcome
    union: str
    summaries: Words
    conditions: Words
    asked: str
    won: str
    lost: str
    clauses: tuple[str, ...]
    sources: tuple[Source, ...]
    checked: Evidence

    def title(self, language: Language | str = "en") -> str:
        """What the practice is called."""
        return self.titles.say(language)

    def say(self, language: Language | str = "en") -> str:
        """What was done and what came of it."""
        return self.summaries.say(language)

    def say_conditions(self, language: Language | str = "en") -> str:
        """Under which conditions it worked, or what was missing."""
        return self.conditions.say(language)


@cache
def practices() -> tuple[Practice, ...]:
    """All practices on record, in the order of the files."""
    return read_practices(shared.home_folder(REGISTER))


def read_practices(directory: Path) -> tuple[Practice, ...]:
    """Read the practices of a folder and refuse them as a whole if one does not hold.

    Raises
    ------
    RecordError
        Naming the file, the record, the field and what it may hold.
    """
    return tuple(_practice(fields) for fields in shared.read_records(directory, REGISTER))


def _practice(fields: Fields) -> Practice:
    fields.known(
        required=("id", "title", "place", "region", "year", "sectors", "topics", "kind", "outcome", "union", "summary")
        + ("conditions", "asked", "won", "lost", "clauses", "sources", "checked"),
    )
    place, region = shared.where_of(fields)
    found = shared.sources_of(fields)
    practice = Practice(
        id=fields.text("id"),
        titles=fields.words("title", KNOWN),
        place=place,
        region=region,
        year=shared.year_of(fields),
        sectors=fields.choices("sectors", shared.SECTORS),
        topics=shared.topics_of(fields),
        kind=cast("Kind", fields.choice("kind", KINDS)),
        outcome=cast("Outcome", fields.choice("outcome", OUTCOMES)),
        union=fields.text("union"),
        summaries=fields.words("summary", KNOWN),
        conditions=fields.words("conditions", KNOWN),
        asked=fields.text("asked"),
        won="" if fields.raw["won"] is None else fields.text("won"),
        lost="" if fields.raw["lost"] is None else fields.text("lost"),
        clauses=shared.clauses_of(fields),
        sources=found,
        checked=shared.checked_of(fields, found),
    )
    if practice.outcome in ("won", "partly") and not practice.won:
        raise fields.error(f"“outcome” is “{practice.outcome}”, so “won” must say what was won")
    if practice.outcome == "lost" and not practice.lost:
        raise fields.error("“outcome” is “lost”, so “lost” must say what was lost")
    return practice
