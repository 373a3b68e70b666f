"""Questions to the law register with the answer that the law gives: situations as members meet them, and their traps.

Reads every `scenarios*.yml` in `datasets/law/`. Whether the register answers as it should is for the tests to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from toolkit.errors import RecordError
from toolkit.registers.fields import Fields, load_list
from toolkit.registers.law import EMPLOYERS, LawRegister

_ASKED = ("public", "private", "platform", *EMPLOYERS)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A question with place, day and kind of employer, and what the law answers.

    Attributes
    ----------
    employer
        Kind of employer; none where the question is not about one.
    rights
        The rights looked for; empty for all.
    applies
        Records in force for that employer on that day.
    coming
        Records that are adopted and not applicable yet, each with its day, or none where that does not matter or is not
        known.
    refused
        Records that must not be named as law in force; in the file under `not`.
    guidance
        Records that persuade and do not bind.
    unnamed
        Records that must not be named at all.
    because
        The trap, in one sentence.
    """

    id: str
    place: str
    on: date
    employer: str | None
    situation: str
    rights: tuple[str, ...]
    applies: frozenset[str]
    coming: Mapping[str, date | None]
    refused: frozenset[str]
    guidance: frozenset[str]
    unnamed: frozenset[str]
    because: str


def read_scenarios(directory: Path, register: LawRegister) -> tuple[Scenario, ...]:
    """The scenarios of a law register; one that names no record of it is refused, because it could not fail."""
    known = {record.id for record in register.records}
    found: dict[str, Scenario] = {}
    for path in sorted(directory.glob("scenarios*.yml")):
        for number, raw in enumerate(load_list(path), start=1):
            fields = Fields(f"law/{path.name}", number, raw)
            scenario = _scenario(fields, register, known)
            if scenario.id in found:
                raise fields.error("the “id” is used twice")
            found[scenario.id] = scenario
    if not found:
        raise RecordError("law/scenarios.yml", "there are no scenarios")
    return tuple(found.values())


def _scenario(fields: Fields, register: LawRegister, known: set[str]) -> Scenario:
    fields.known(
        required=("id", "place", "on", "situation", "applies", "coming", "not", "because"),
        optional=("employer", "right", "rights", "guidance", "unnamed"),
    )
    on = fields.day("on")
    if on is None:
        raise fields.error("“on” is empty; a scenario is about a day")
    rights = fields.choices("rights", register.rights) if fields.raw.get("rights") else ()
    if fields.raw.get("right"):
        rights = (*rights, fields.choice("right", register.rights))
    named = {field: _records(fields, field, known) for field in ("applies", "not", "guidance", "unnamed")}
    coming = _coming(fields, known)
    if not (coming or any(named.values())):
        raise fields.error("it names no record; it could not fail")
    return Scenario(
        id=fields.text("id"),
        place=fields.place("place"),
        on=on,
        employer=fields.choice("employer", _ASKED) if fields.raw.get("employer") else None,
        situation=fields.text("situation"),
        rights=rights,
        applies=named["applies"],
        coming=coming,
        refused=named["not"],
        guidance=named["guidance"],
        unnamed=named["unnamed"],
        because=fields.text("because"),
    )


def _records(fields: Fields, field: str, known: set[str]) -> frozenset[str]:
    return frozenset(fields.choices(field, known)) if fields.raw.get(field) else frozenset()


def _coming(fields: Fields, known: set[str]) -> Mapping[str, date | None]:
    """What is coming, as a list of records or with a day for each."""
    given = fields.raw["coming"]
    if not isinstance(given, Mapping):
        return dict.fromkeys(_records(fields, "coming", known))
    days = Fields(fields.name, 0, given)
    for name in given:
        if name not in known:
            raise fields.error(f"“coming” holds “{name}”; allowed: ids of records")
    return {str(name): days.day(str(name)) for name in given}
