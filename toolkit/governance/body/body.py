"""A joint body as it is being built: what was chosen at each point and stage, a new value with each change."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from toolkit.documents import write_bytes
from toolkit.errors import DataError, UnreadableFile, translatable
from toolkit.governance.body.options import NUMBERS, POINTS, Menu, Option, menu
from toolkit.languages import Language, translatable_plural
from toolkit.languages.units import UNITS

FORMAT = 1
LARGEST = 64 * 1024
_WHAT = "joint body"
_TEXTS = ("name", "union", "employer")
# What may be chosen; a body outside these bounds works for nobody.
BOUNDS = {"seats": (1, 15), "months": (1, 12), "days": (1, 60), "answer": (1, 90), "hours": (1, 80)}
_SEATS = translatable_plural("{n} member", "{n} members")
UNIT_OF = {"months": "months", "days": "days", "answer": "days", "hours": "hours"}

NO_CHOICE = translatable("“{value}” cannot be chosen for “{what}”. Choose one of: {allowed}.")
OUT_OF_BOUNDS = translatable("“{what}” cannot be {value}. It takes a whole number from {least} to {most}.")
NOT_OURS = translatable(
    "The file “{file}” does not hold a joint body. Choose a file that ends in .json and was saved from the builder."
)

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Body:
    """A joint body: options by point, numbers, powers and owners by stage of a system's life.

    Attributes
    ----------
    name, union, employer, starts
        What it is called, between whom, and from which day.
    options
        Pairs of a point and the option chosen.
    numbers
        Pairs of a number's name (seats, months, days, answer, hours) and its value.
    powers, owners
        Pairs of a stage and a power, or of a stage and who must bring its step; "" where nobody must.

    >>> Body.model("parity").with_option("experts", "none").option("experts").id
    'none'
    """

    options: Pairs
    numbers: tuple[tuple[str, int], ...]
    powers: Pairs
    owners: Pairs
    name: str = ""
    union: str = ""
    employer: str = ""
    starts: date | None = None

    @classmethod
    def model(cls, id_: str, language: Language | str = "en") -> Body:
        """One of the ready bodies: information, consultation, parity, codecision."""
        known = {str(one["id"]): one for one in menu().models}
        if id_ not in known:
            raise DataError(NO_CHOICE, value=id_, what="model", allowed=list(known))
        raw = known[id_]
        return cls(
            tuple((point, raw["options"][point]) for point in POINTS),
            tuple((name, raw["numbers"][name]) for name in NUMBERS),
            tuple((one.id, raw["powers"][one.id]) for one in menu().stages),
            tuple((one.id, one.owner) for one in menu().stages),
            menu().say("labels.committee", language),
        )

    @property
    def menu(self) -> Menu:
        """From what it is built."""
        return menu()

    def option(self, point: str) -> Option:
        """What was chosen at a point."""
        return self.menu.option(point, dict(self.options)[point])

    def number(self, name: str) -> int:
        """One of its numbers."""
        return dict(self.numbers)[name]

    def power(self, stage: str) -> str:
        """What it may do at a stage."""
        return dict(self.powers)[stage]

    def owner(self, stage: str) -> str:
        """Who must bring the step of a stage; empty where nobody must."""
        return dict(self.owners)[stage]

    def with_option(self, point: str, option: str) -> Body:
        """The body with another option at a point."""
        _refuse(point, "points", list(POINTS))
        _refuse(option, point, [one.id for one in self.menu.points[point]])
        return replace(self, options=_changed(self.options, point, option))

    def with_number(self, name: str, value: int) -> Body:
        """The body with another number."""
        _refuse(name, "numbers", list(NUMBERS))
        least, most = BOUNDS[name]
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise DataError(OUT_OF_BOUNDS, what=name, value=str(value), least=least, most=most)
        return replace(self, numbers=tuple((one, value if one == name else old) for one, old in self.numbers))

    def with_power(self, stage: str, power: str) -> Body:
        """The body with another power at a stage."""
        _refuse(stage, "stages", [one.id for one in self.menu.stages])
        _refuse(power, stage, [one.id for one in self.menu.powers])
        return replace(self, powers=_changed(self.powers, stage, power))

    def with_owner(self, stage: str, owner: str) -> Body:
        """The body with somebody else, or with "" nobody, who must bring a step."""
        _refuse(stage, "stages", [one.id for one in self.menu.stages])
        _refuse(owner, stage, [*self.menu.owners, ""])
        return replace(self, owners=_changed(self.owners, stage, owner))

    def text(self, point: str, language: Language | str) -> str:
        """What the charter says at a point, its numbers filled in."""
        speech = Language.of(language)
        sentence = self.menu.say(f"options.{point}.{self.option(point).id}.text", speech)
        values = {name: _said(name, self.number(name), speech) for name in NUMBERS}
        return sentence.format(**{name: speech.isolate(value) for name, value in values.items()})

    def clauses(self) -> tuple[str, ...]:
        """Ids of the clauses that anchor it in an agreement, each once."""
        found = [clause for point in POINTS for clause in self.option(point).clauses]
        found += [clause for one in self.menu.stages if self.power(one.id) != "none" for clause in one.clauses]
        return tuple(dict.fromkeys(found))

    def save(self, path: str | Path) -> Path:
        """Write it into a small file."""
        return write_bytes(self.to_json().encode("utf-8"), path)

    def to_json(self) -> str:
        """What stands in that file."""
        record = {
            "format": FORMAT,
            "what": _WHAT,
            **{name: getattr(self, name) for name in _TEXTS},
            "starts": self.starts.isoformat() if self.starts else None,
            **{name: dict(getattr(self, name)) for name in ("options", "numbers", "powers", "owners")},
        }
        return json.dumps(record, ensure_ascii=False, indent=1)


def read_body(data: bytes, name: str) -> Body:
    """The body in the bytes of a file; every choice is made again, so that no file holds what cannot be chosen.

    Raises
    ------
    UnreadableFile, DataError
    """
    try:
        record: Any = json.loads(data.decode("utf-8-sig")) if len(data) <= LARGEST else {}
        if record["what"] != _WHAT or record["format"] != FORMAT:
            raise UnreadableFile(NOT_OURS, file=name)
        parts = {part: dict(record[part]) for part in ("options", "numbers", "powers", "owners")}
        starts = None if record["starts"] is None else date.fromisoformat(record["starts"])
        texts = {one: " ".join(str(record[one]).split())[:200] for one in _TEXTS}
    except (ValueError, TypeError, KeyError, RecursionError):
        raise UnreadableFile(NOT_OURS, file=name) from None
    made = replace(Body.model("information"), starts=starts, name=texts["name"])
    made = replace(made, union=texts["union"], employer=texts["employer"])
    return _made_again(made, parts)


def _made_again(made: Body, parts: Mapping[str, Mapping[Any, Any]]) -> Body:
    for point, option in parts["options"].items():
        made = made.with_option(str(point), str(option))
    for number, value in parts["numbers"].items():
        made = made.with_number(str(number), value)
    for stage, power in parts["powers"].items():
        made = made.with_power(str(stage), str(power))
    for stage, owner in parts["owners"].items():
        made = made.with_owner(str(stage), str(owner))
    return made


def _said(name: str, value: int, speech: Language) -> str:
    forms = _SEATS if name == "seats" else UNITS[UNIT_OF[name]]
    return speech.say_plural(forms, value)


def _changed(pairs: Pairs, name: str, value: str) -> Pairs:
    return tuple((one, value if one == name else old) for one, old in pairs)


def _refuse(value: str, what: str, allowed: list[str]) -> None:
    if value not in allowed:
        raise DataError(NO_CHOICE, value=value, what=what, allowed=allowed)
