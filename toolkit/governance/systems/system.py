"""A system at work, as far as anybody knows it: what it is for, who supplies it, whom it affects, who was asked."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Self

from toolkit.errors import DataError, translatable
from toolkit.governance.systems.answer import NOTHING, Answer
from toolkit.governance.systems.fields import fields

NO_FIELD = translatable("There is no field “{field}” in the register of systems. It has: {available}.")
NO_VALUE = translatable(
    "The further field “{field}” holds something that cannot be written down. Give text or numbers."
)
MOST_SYSTEMS = 5_000
TOO_MANY = translatable("{name} has more than {most} systems; that is more than can be read here. Split the register.")
TWO_ALIKE = translatable("Two systems have the name “{name}” for the register. Give one of them another id.")

Further = Mapping[str, Any]

NO_SUCH = translatable("There is no system “{name}” in this register. It has: {available}.")


@dataclass(frozen=True)
class System:
    """A system: its answers by field, and what a source says beyond them.

    Parameters
    ----------
    id
        Its name for the register; small letters, digits and hyphens.
    answers
        By the id of a field (`toolkit.governance.systems.fields`); what is missing is unanswered.
    further
        What a source says that has no field here, by its own names; texts, numbers, lists and named values. Nothing of
        it is lost when a register is written and read.

    Raises
    ------
    DataError
        If an answer is given to a field that there is not.

    >>> roster = System.of("rosters", name="Nurse rosters", supplier="Acme Ltd", union_consulted="no", cost="?")
    >>> roster["supplier"].text, roster["cost"].state, roster["appeal"].state
    ('Acme Ltd', 'unknown', 'unanswered')
    """

    id: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    further: Further = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.answers:
            if name not in fields():
                raise DataError(NO_FIELD, field=name, available=list(fields()))
        kept = {name: self.answers[name] for name in fields() if self.answers.get(name, NOTHING) != NOTHING}
        object.__setattr__(self, "answers", MappingProxyType(kept))
        object.__setattr__(self, "further", MappingProxyType(_plain_values(self.further)))

    @classmethod
    def of(cls, id: str, /, further: Further | None = None, **texts: str) -> System:
        """A system from what somebody wrote, field by field."""
        for name in texts:
            if name not in fields():
                raise DataError(NO_FIELD, field=name, available=list(fields()))
        return cls(id, {name: fields()[name].read(text) for name, text in texts.items()}, further or {})

    def __getitem__(self, name: str) -> Answer:
        if name not in fields():
            raise DataError(NO_FIELD, field=name, available=list(fields()))
        return self.answers.get(name, NOTHING)

    def filled(self, **answers: Answer) -> System:
        """The same system with other answers; a new value."""
        return System(self.id, {**self.answers, **answers}, self.further)

    @property
    def name(self) -> str:
        """What it is called; its id where nobody said."""
        return self["name"].text or self.id

    def __hash__(self) -> int:
        return hash((self.id, tuple(self.answers.items())))


@dataclass(frozen=True)
class Misread:
    """A cell of a register whose content its field cannot hold; it is kept as it stands there, as unclear.

    Parameters
    ----------
    row
        The row as the spreadsheet numbers it, or the line or entry of a text file.
    column
        The letter of the column; nothing in a text file.
    """

    row: int
    column: str
    field: str
    system: str
    text: str


@dataclass(frozen=True)
class SystemList:
    """Systems in an order, each with an id of its own, and what could not be read in the file that they come from."""

    systems: tuple[System, ...] = ()
    misread: tuple[Misread, ...] = ()
    title: str = ""

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for one in self.systems:
            if one.id in seen:
                raise DataError(TWO_ALIKE, name=one.id)
            seen.add(one.id)

    def __iter__(self) -> Iterator[System]:
        return iter(self.systems)

    def __len__(self) -> int:
        return len(self.systems)

    def __getitem__(self, name: str) -> System:
        for one in self.systems:
            if one.id == name:
                return one
        raise DataError(NO_SUCH, name=name, available=[one.id for one in self.systems])

    def with_system(self, system: System) -> Self:
        """The register with a system added, or put in the place of the one of that id; a new value."""
        if any(one.id == system.id for one in self.systems):
            return replace(self, systems=tuple(system if one.id == system.id else one for one in self.systems))
        return replace(self, systems=(*self.systems, system))


def id_for(name: str, taken: Iterable[str] = ()) -> str:
    """A name for the register made of what a system is called, that none has yet.

    >>> id_for("Nurse rosters (2026)"), id_for("نظام"), id_for("A", ["a"])
    ('nurse-rosters-2026', 'نظام', 'a-2')
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    base = re.sub(r"[^\w]+|_", "-", text).strip("-")[:60].rstrip("-") or "system"
    used = taken if isinstance(taken, set) else set(taken)
    number, found = 1, base
    while found in used:
        number += 1
        found = f"{base}-{number}"
    return found


def _plain_values(further: Further) -> dict[str, Any]:
    """The further fields as plain values of their own, so that nobody changes a frozen record from outside."""
    found = {}
    for name, value in further.items():
        try:
            found[str(name)] = json.loads(json.dumps(value, ensure_ascii=False, allow_nan=False))
        except (TypeError, ValueError) as error:
            raise DataError(NO_VALUE, field=str(name)) from error
    return found
