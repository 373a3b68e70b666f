"""What is asked about a system: each field with its label and its question in every language, read from data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, cast, get_args

from toolkit.errors import RecordError, translatable
from toolkit.governance.systems.answer import NOT_READ, NOTHING, Answer, State, plain
from toolkit.languages import KNOWN, Language, read_number
from toolkit.registers.fields import Fields, load
from toolkit.registers.locate import folder
from toolkit.registers.words import Words

Kind = Literal["text", "number", "day", "choice"]
KINDS: tuple[str, ...] = get_args(Kind)

A_NUMBER = translatable("a whole number, such as 120")
A_DAY = translatable("a day, a month or a year, such as 2026-11-26, 2026-11 or 2026")
ONE_OF = translatable("one of: {options}")

_FILE = "governance/systems/fields.yml"
_DAY = re.compile(r"[12]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_MIDNIGHT = re.compile(r"[T ]00:00(:00)?$")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to know about a system.

    Attributes
    ----------
    question
        What is asked of management where it is open; none for what says where a record comes from.
    workers
        Whether it is among what matters most to those who work with the system.
    options
        What a choice may be, by code.
    """

    id: str
    group: str
    kind: Kind
    label: Words
    question: Words | None
    workers: bool
    options: Mapping[str, Words]

    def read(self, text: str) -> Answer:
        """What somebody wrote in any language of ours, as an answer; what the field cannot hold stays, as unclear."""
        answer = _said_unknown(plain(text)) or Answer.of(text)
        if answer.state != "answered":
            return answer
        if (value := self._value(answer.text)) is None:
            return Answer("unclear", answer.text)
        return Answer("answered", value)

    def _value(self, text: str) -> str | None:
        """The text as the field keeps it; None if it is none that the field can hold."""
        match self.kind:
            case "number":
                number = read_number(text)
                return str(int(number)) if number is not None and number >= 0 and float(number).is_integer() else None
            case "day":
                day = _MIDNIGHT.sub("", text)
                return day if _DAY.fullmatch(day) and _is_day(day) else None
            case "choice":
                wanted = text.casefold()
                for code, words in self.options.items():
                    if wanted in (code, *(label.casefold() for _, label in words.pairs)):
                        return code
                return None
        return text

    def show(self, answer: Answer, language: Language) -> str:
        """An answer as it stands in a form of that language: the word for a choice, the words for not known."""
        match answer.state:
            case "answered" if self.kind == "choice":
                return self.options[answer.text].say(language)
            case "unknown" | "not_read" | "reported":
                words = standing_words()[answer.state].say(language)
                return f"{words}: {answer.text}" if answer.text else words
        return answer.text

    def in_words(self, answer: Answer, language: Language) -> str:
        """An answer as it is read in a sentence or a table: days as that language writes them."""
        if self.kind != "day" or answer.state != "answered":
            return self.show(answer, language)
        year, *rest = map(int, answer.text.split("-"))
        if not rest:
            return answer.text
        if len(rest) == 1:
            return language.date(date(year, rest[0], 1), "MMMM y")
        return language.date(date(year, *rest))

    def say_wanted(self, language: Language) -> str:
        """What the field can hold, in words."""
        if self.kind == "choice":
            return language.say(ONE_OF, options=[words.say(language) for words in self.options.values()])
        return language.say(A_NUMBER if self.kind == "number" else A_DAY)


def _is_day(text: str) -> bool:
    """Whether the calendar has that day.

    >>> _is_day("2026-02"), _is_day("2026-02-30")
    (True, False)
    """
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def _said_unknown(text: str) -> Answer | None:
    """The words for not known, not read and seen by members, alone or before a colon and what is said of it."""
    before, colon, after = text.partition(": ")
    for state, words in standing_words().items():
        for _, said in words.pairs:
            if text.casefold() == said.casefold():
                return NOTHING if state == "reported" else Answer(state)
            if colon and before.casefold() == said.casefold() and plain(after):
                return Answer(state, plain(after))
    return Answer("unknown") if text.casefold() in ("?", "unknown", "onbekend", "inconnu", "desconocido") else None


def in_a_row(texts: Iterable[str], language: Language) -> str:
    """Short texts one after the other, with the sign that the language puts between them.

    >>> in_a_row(["yes: 5", "no: 1"], Language("en")), in_a_row(["نعم", "لا"], Language("ar"))
    ('yes: 5; no: 1', 'نعم؛ لا')
    """
    return language.chain(texts)


@cache
def fields() -> Mapping[str, Field]:
    """All fields by id, in the order in which they are asked.

    >>> [one.id for one in fields().values() if one.kind == "choice"]
    ['stage', 'union_consulted']
    """
    return read_fields(folder("templates") / "governance" / "systems" / "fields.yml")


@cache
def asked() -> tuple[Field, ...]:
    """The fields that are asked of management."""
    return tuple(one for one in fields().values() if one.question is not None)


@cache
def groups() -> Mapping[str, Words]:
    """What the fields are about, in their order."""
    entry = _content(folder("templates") / "governance" / "systems" / "fields.yml")
    named = Fields(f"{_FILE}: groups", 1, entry.raw["groups"])
    return MappingProxyType({str(one): named.words(one, KNOWN) for one in named.raw})


@cache
def standing_words() -> Mapping[State, Words]:
    """How “not known”, “seen by members” and “not read” are written in a cell."""
    entry = _content(folder("templates") / "governance" / "systems" / "fields.yml")
    states: tuple[State, ...] = ("unknown", "reported", "not_read")
    return MappingProxyType({state: entry.words(state, KNOWN) for state in states})


def nothing(field: Field, read: bool = True) -> Answer:
    """The answer of a field that nobody filled in."""
    return NOTHING if read or field.question is None else NOT_READ


def read_fields(path: Path) -> Mapping[str, Field]:
    """Read the fields and refuse them as a whole if one does not hold.

    Raises
    ------
    RecordError
        Naming the field and what it may hold.
    """
    content = _content(path)
    known = [str(one) for one in content.raw["groups"]]
    found: dict[str, Field] = {}
    for number, raw in enumerate(content.raw["fields"], start=1):
        entry = Fields(_FILE, number, raw)
        entry.known(("id", "group", "kind", "label"), ("question", "workers", "options"))
        name = entry.text("id")
        if name in found:
            raise entry.error("the “id” is used twice")
        kind = cast("Kind", entry.choice("kind", KINDS))
        if (kind == "choice") != ("options" in entry.raw):
            raise entry.error("“options” belong to a choice, and to nothing else")
        options = Fields(f"{entry.name}: options", 1, entry.raw.get("options", {}))
        found[name] = Field(
            name,
            entry.choice("group", known),
            kind,
            entry.words("label", KNOWN),
            entry.words("question", KNOWN) if "question" in entry.raw else None,
            entry.flag("workers", default=False),
            MappingProxyType({str(code): options.words(code, KNOWN) for code in options.raw}),
        )
        if found[name].workers and found[name].question is None:
            raise entry.error("what matters to workers has a “question”")
    return MappingProxyType(found)


def _content(path: Path) -> Fields:
    content = Fields(_FILE, 1, load(path))
    content.known(("groups", "unknown", "reported", "not_read", "fields"))
    if not isinstance(content.raw["groups"], dict) or not isinstance(content.raw["fields"], list):
        raise RecordError(_FILE, "“groups” must be named, and “fields” a list")
    return content
