"""Cases: systems that decided about people, what they did, and how it ended, in our own words.

Reads `datasets/cases/`. What is established and what is only alleged stand apart; persons are never named.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from toolkit.languages import KNOWN, Language
from toolkit.registers.exchange import sources as shared
from toolkit.registers.exchange.sources import Source
from toolkit.registers.fields import Fields
from toolkit.registers.law import Evidence
from toolkit.registers.words import Words

REGISTER = "cases"


@dataclass(frozen=True, slots=True)
class Case:
    """One system and what it did, so that nobody has to find out the same thing again.

    Attributes
    ----------
    titles, summaries, lessons
        What it is called, what happened in two sentences, and what can be learnt from it at the table.
    since, until
        The first and the last year; no last one where it goes on or where we do not know.
    topics, lesson
        To which topics of the course it belongs, and whose lesson uses it first.
    happened, affected, staff, ended
        In English, longer: what happened, who was affected, what staff and unions did, how it ended.
    established, alleged
        What a court, an audit, an inquiry or the operator's own paper has found or admitted; and what others say.
    clauses
        Clauses of our library that ask for what was missing.
    checked
        How well we know it: ``official`` where we read the paper of a court or an authority, ``secondary`` where we
        read what others report, ``memory`` where nobody of ours read anything.
    synthetic
        Invented for teaching; then the title says so too.
    """

    id: str
    titles: Words
    place: str
    region: str
    since: int
    until: int | None
    sectors: tuple[str, ...]
    topics: tuple[int, ...]
    lesson: int
    summaries: Words
    lessons: Words
    happened: str
    established: tuple[str, ...]
    alleged: tuple[str, ...]
    affected: str
    staff: str
    ended: str
    clauses: tuple[str, ...]
    sources: tuple[Source, ...]
    checked: Evidence
    synthetic: bool
    note: str

    def title(self, language: Language | str = "en") -> str:
        """What the case is called."""
        return self.titles.say(language)

    def say(self, language: Language | str = "en") -> str:
        """What happened, in two or three sentences."""
        return self.summaries.say(language)

    def say_lesson(self, language: Language | str = "en") -> str:
        """What can be learnt from it at the table."""
        return self.lessons.say(language)


@cache
def cases() -> tuple[Case, ...]:
    """All cases on record, in the order of the files.

    >>> next(one for one in cases() if one.id == "ke-huduma-namba").title("pt")
    'Huduma Namba: uma identidade digital sem avaliação de impacto'
    """
    return read_cases(shared.home_folder(REGISTER))


def read_cases(directory: Path) -> tuple[Case, ...]:
    """Read the cases of a folder and refuse them as a whole if one does not hold.

    Raises
    ------
    RecordError
        Naming the file, the record, the field and what it may hold.
    """
    return tuple(_case(fields) for fields in shared.read_records(directory, REGISTER))


def _case(fields: Fields) -> Case:
    fields.known(
        required=(
            "id",
            "title",
            "place",
            "region",
            "since",
            "until",
            "sectors",
            "topics",
            "lesson",
            "summary",
            "learnt",
        )
        + ("happened", "established", "alleged", "affected", "staff", "ended", "clauses", "sources", "checked"),
        optional=("synthetic", "note"),
    )
    place, region = shared.where_of(fields)
    found, topics = shared.sources_of(fields), shared.topics_of(fields)
    case = Case(
        id=fields.text("id"),
        titles=fields.words("title", KNOWN),
        place=place,
        region=region,
        since=shared.year_of(fields, "since"),
        until=None if fields.raw["until"] is None else shared.year_of(fields, "until"),
        sectors=fields.choices("sectors", shared.SECTORS),
        topics=topics,
        lesson=fields.raw["lesson"],
        summaries=fields.words("summary", KNOWN),
        lessons=fields.words("learnt", KNOWN),
        happened=fields.text("happened"),
        established=shared.texts_or_none(fields, "established"),
        alleged=shared.texts_or_none(fields, "alleged"),
        affected=fields.text("affected"),
        staff=fields.text("staff"),
        ended=fields.text("ended"),
        clauses=shared.clauses_of(fields),
        sources=found,
        checked=shared.checked_of(fields, found),
        synthetic=fields.flag("synthetic", default=False),
        note=fields.text("note") if "note" in fields.raw else "",
    )
    _hold_together(fields, case)
    return case


def _hold_together(fields: Fields, case: Case) -> None:
    if case.lesson not in case.topics:
        raise fields.error(f"“lesson” is “{case.lesson}”; allowed: one of its topics")
    if case.until is not None and case.until < case.since:
        raise fields.error("“until” lies before “since”")
    if not case.established and not case.alleged:
        raise fields.error("“established” and “alleged” are both empty: a case says what is known or what is said")
