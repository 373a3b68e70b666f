"""From what a joint body is built: points with options, stages of a system's life, powers, owners, precedents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from toolkit.errors import RecordError, translatable
from toolkit.languages import Language
from toolkit.registers.fields import Fields, load, load_list
from toolkit.registers.law import WORLD, law
from toolkit.registers.locate import folder
from toolkit.registers.word_files import words_in
from toolkit.registers.words import Words

POINTS = ("mandate", "parity", "time", "experts", "documents", "meetings", "rule", "deadlock")
NUMBERS = ("seats", "months", "days", "answer", "hours")
_READ = {
    "official": translatable("The official text was read."),
    "secondary": translatable("Read in a copy, a translation or a guide, not in the official text."),
    "memory": translatable("Not yet checked against the text; ask a lawyer."),
}
_WORLD = translatable("International")
_CITED = translatable("{place}: {instrument}, {provision}. {what} {read}")


@dataclass(frozen=True)
class Precedent:
    """Where something of the kind is law or practice, what it says there, and how we know."""

    id: str
    place: str
    instrument: str
    provision: str
    what: Words
    source: str
    checked: str

    def say(self, language: Language | str = "en") -> str:
        """The place, the instrument, what it says, and whether anybody of ours has read it."""
        speech = Language.of(language)
        place = (
            speech.say(_WORLD)
            if self.place == WORLD
            else str(speech.locale.territories.get(self.place.split("-")[0], self.place))
        )
        return speech.say(
            _CITED,
            place=place,
            instrument=self.instrument,
            provision=law().where(self.provision, speech),
            what=self.what.say(speech),
            read=speech.say(_READ[self.checked]),
        )


@dataclass(frozen=True)
class Option:
    """One way to settle a point.

    Attributes
    ----------
    gives
        The promise that it makes, if it makes one.
    clauses
        Ids of clauses that anchor it in an agreement.
    precedents
        Ids of provisions and of precedents; empty where none is on record.
    """

    id: str
    point: str
    clauses: tuple[str, ...] = ()
    precedents: tuple[str, ...] = ()
    gives: str = ""


@dataclass(frozen=True)
class Stage:
    """A stage in the life of a system, and who usually must bring its step to the body."""

    id: str
    owner: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Power:
    """What the body may do at a stage, and the least right to documents without which that is empty."""

    id: str
    needs: str
    precedents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Menu:
    """All there is to choose from, the weakest first."""

    points: Mapping[str, tuple[Option, ...]]
    stages: tuple[Stage, ...]
    powers: tuple[Power, ...]
    owners: tuple[str, ...]
    models: tuple[Mapping[str, Any], ...] = field(repr=False)
    words: Mapping[str, Words] = field(repr=False, compare=False)

    def option(self, point: str, option: str) -> Option:
        """An option of a point."""
        return next(one for one in self.points[point] if one.id == option)

    def rank(self, point: str, option: str) -> int:
        """How strong an option is among those of its point, from 0."""
        return [one.id for one in self.points[point]].index(option)

    def power(self, id_: str) -> Power:
        """A power by its id."""
        return next(one for one in self.powers if one.id == id_)

    def say(self, path: str, language: Language | str) -> str:
        """What the menu calls something: ``points.rule``, ``options.rule.double.title``, ``stages.buy``."""
        return self.words[path].say(language)

    @cached_property
    def own_precedents(self) -> Mapping[str, Precedent]:
        """Precedents that the register of law does not hold."""
        return {one.id: one for one in _own_precedents(folder("templates") / "governance" / "body", self.words)}

    def precedents(self, ids: tuple[str, ...], language: Language | str = "en") -> tuple[Precedent, ...]:
        """Precedents by id, from the register of law or our own list."""
        return tuple(self.own_precedents[id_] if id_ in self.own_precedents else _of_law(id_, language) for id_ in ids)


@cache
def menu() -> Menu:
    """The menu of this toolkit.

    >>> [len(options) for options in menu().points.values()], len(menu().stages)
    ([3, 3, 3, 3, 4, 1, 4, 5], 7)
    """
    return read_menu(folder("templates") / "governance" / "body")


def read_menu(path: Path) -> Menu:
    """A menu from a folder.

    Raises
    ------
    RecordError
        With the entry that does not hold.
    """
    words = words_in(path / "words")
    points: dict[str, tuple[Option, ...]] = {}
    for number, raw in enumerate(load_list(path / "options.yml"), start=1):
        fields = Fields("options.yml", number, raw)
        fields.known(["id", "options"])
        point = fields.choice("id", POINTS)
        points[point] = tuple(_read_option(point, place, one, words) for place, one in enumerate(raw["options"], 1))
    if tuple(points) != POINTS:
        raise RecordError("options.yml", f"it must hold the points {', '.join(POINTS)}, in this order")
    table = load(path / "stages.yml")
    stages = tuple(Stage(one["id"], one["owner"], tuple(one["clauses"])) for one in table["stages"])
    powers = tuple(Power(one["id"], one["needs"], _both(one)) for one in table["powers"])
    needed = [f"stages.{one.id}" for one in stages] + [f"powers.{one.id}" for one in powers]
    needed += [f"owners.{one}" for one in table["owners"]] + [f"points.{one}" for one in points]
    _refuse_missing("stages.yml", needed, words)
    models = tuple(load_list(path / "models.yml"))
    return Menu(points, stages, powers, tuple(table["owners"]), models, words)


def _read_option(point: str, number: int, raw: Any, words: Mapping[str, Words]) -> Option:
    fields = Fields(f"options.yml: {point}", number, raw)
    fields.known(["id", "clauses"], ["law", "precedents", "gives"])
    id_, gives = fields.text("id"), str(raw.get("gives", ""))
    needed = [f"options.{point}.{id_}.{part}" for part in ("title", "text", "consequence")]
    needed += [f"promises.{gives}.{part}" for part in ("what", "document", "evidence")] if gives else []
    _refuse_missing(fields.name, needed, words)
    return Option(id_, point, tuple(raw["clauses"]), _both(raw), gives)


def _both(raw: Mapping[str, Any]) -> tuple[str, ...]:
    return (*raw.get("law", ()), *raw.get("precedents", ()))


def _refuse_missing(file: str, needed: list[str], words: Mapping[str, Words]) -> None:
    for path in needed:
        if path not in words:
            raise RecordError(file, f"the words “{path}” are missing")


def _own_precedents(path: Path, words: Mapping[str, Words]) -> list[Precedent]:
    found = []
    for number, raw in enumerate(load_list(path / "precedents.yml"), start=1):
        fields = Fields("precedents.yml", number, raw)
        fields.known(["id", "place", "instrument", "provision", "source", "checked"], ["read_on"])
        checked = fields.choice("checked", list(_READ))
        if checked != "memory" and fields.day("read_on") is None:
            raise fields.error("what was read was read on a day (“read_on”)")
        id_, place, instrument, provision = (fields.text(one) for one in ("id", "place", "instrument", "provision"))
        what = words[f"precedents.{id_}.what"]
        found.append(Precedent(id_, place, instrument, provision, what, fields.link("source"), checked))
    return found


def _of_law(id_: str, language: Language | str) -> Precedent:
    record = next((one for one in law().records if one.id == id_), None)
    if record is None:
        raise RecordError("options.yml", f"there is no provision “{id_}” in the register of law")
    name = record.names.say(language)
    return Precedent(id_, record.place, name, record.provision, record.summary, record.source, record.evidence)
