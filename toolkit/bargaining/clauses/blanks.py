"""Blanks: what a clause leaves open, of which kind, within which bounds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from numbers import Real
from typing import Any, Literal

from toolkit.bargaining.clauses.texts import one_line
from toolkit.errors import InvalidBlank, RecordError
from toolkit.languages import Language, translatable
from toolkit.languages.units import UNITS

Kind = Literal["text", "whole", "share", "choices"]
Better = Literal["lower", "higher"]
Value = str | int | float | tuple[str, ...]

KINDS = ("text", "whole", "share", "choices")
LONGEST_TEXT = 300
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_KEYS = {
    *("name", "kind", "unit", "minimum", "maximum", "default", "example", "options", "label", "help"),
    *("better", "floor"),
}
LARGEST = 1e15  # up to here every whole number is exact

WANTED_TEXT = translatable("a short text")
WANTED_WHOLE = translatable("a whole number from {low} to {high}")
WANTED_SHARE = translatable("a share from {low} to {high}")
WANTED_CHOICES = translatable("one or more of: {options}")


@dataclass(frozen=True)
class Blank:
    """A place in a clause that the parties fill in; ``example`` is always valid.

    Attributes
    ----------
    kind
        ``text``, ``whole`` (number), ``share`` (0.8) or ``choices`` (one or more).
    unit
        ``days``, ``months`` or another of `UNITS` for a whole number that is a time.
    minimum, maximum
        Bounds of what makes sense, not of what a union would accept.
    better
        Which way is better for workers, of a number.
    floor
        The worst value that a union should accept; for us alone.
    """

    name: str
    kind: Kind
    unit: str | None
    minimum: float | None
    maximum: float | None
    default: Value | None
    example: Value
    options: tuple[str, ...] = ()
    better: Better | None = None
    floor: float | None = None
    words: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def label(self, language: Language | str) -> str:
        """What the blank asks for, in words."""
        return _word(self.words.get("label"), language) or self.name

    def help(self, language: Language | str) -> str:
        """What to think of when filling it in."""
        return _word(self.words.get("help"), language)

    def example_in(self, language: Language | str) -> Value:
        """The example, in this language where it is a text."""
        return _word(self.words.get("example"), language) or self.example if self.kind == "text" else self.example

    def option(self, option: str, language: Language | str) -> str:
        """How an option is called; one of your own stands as it is."""
        return _word(self.words.get("options", {}).get(option), language) or option

    def accept(self, clause: str, value: Any) -> Value:
        """The value in its right type.

        Raises
        ------
        InvalidBlank
            Naming the clause, the blank, the value and what the blank takes.
        """
        accepted = self._accept(value)
        if accepted is None:
            raise InvalidBlank(clause, self.name, str(value), Wanted(self))
        return accepted

    @property
    def floor_value(self) -> Value:
        """The floor in the type of the blank, to be shown."""
        floor = self.floor or 0
        return int(floor) if self.kind == "whole" else float(floor)

    def below_floor(self, value: Value) -> bool:
        """Whether a number is worse for workers than the worst that a union should accept.

        >>> days = Blank("days", "whole", "days", 1, 90, None, 30, better="lower", floor=45)
        >>> days.below_floor(45), days.below_floor(46)
        (False, True)
        """
        if self.floor is None or self.better is None or not isinstance(value, Real):
            return False
        return bool(value > self.floor if self.better == "lower" else value < self.floor)

    def wanted(self, language: Language | str) -> str:
        """What the blank takes, in words."""
        speech = Language.of(language)
        low, high = self.minimum or 0, self.maximum or 0
        match self.kind:
            case "whole":
                return speech.say(WANTED_WHOLE, low=int(low), high=int(high))
            case "share":
                return speech.say(WANTED_SHARE, low=float(low), high=float(high))
            case "choices":
                return speech.say(WANTED_CHOICES, options=[self.option(option, speech) for option in self.options])
        return speech.say(WANTED_TEXT)

    def show(self, value: Value, language: Language) -> str:
        """The value as it stands in the text of a clause."""
        if isinstance(value, tuple):
            return language.list([self.option(option, language) for option in value], whole=True)
        if self.kind == "share":
            # An agreement says what was agreed: 82.5% is not rounded to 83%.
            percent = round(float(value) * 100, 4)
            decimals = next((places for places in range(4) if round(percent, places) == percent), 4)
            return language.isolate(language.percent(float(value), decimals))
        if self.unit is not None:
            return language.isolate(language.say_plural(UNITS[self.unit], int(value)))
        return language.isolate(language.show(value))

    def _accept(self, value: Any) -> Value | None:
        match self.kind:
            case "text":
                return _read_text(value)
            case "choices":
                items = [value] if isinstance(value, str) else value
                if isinstance(items, (set, frozenset)):
                    items = sorted(items, key=str)
                if not isinstance(items, (list, tuple)):
                    return None
                texts = [text for item in items if (text := _read_text(item)) is not None]
                return tuple(dict.fromkeys(texts)) if texts and len(texts) == len(items) else None
        is_number = isinstance(value, Real) and not isinstance(value, bool)
        if not is_number or not (self.minimum or 0) <= value <= (LARGEST if self.maximum is None else self.maximum):
            return None
        number = float(value)
        if self.kind == "whole":
            return int(number) if number.is_integer() else None
        return number


@dataclass(frozen=True)
class Wanted:
    """What a blank takes, said in the language of the sentence around it."""

    blank: Blank

    def say(self, language: Language | str) -> str:
        """What the blank takes, in words."""
        return self.blank.wanted(language)

    def __str__(self) -> str:
        return self.say("en")


def read_blank(where: str, record: Any) -> Blank:
    """A blank from its entry in ``clause.yml``."""
    if not isinstance(record, dict) or not {"name", "kind", "example"} <= set(record) or record["kind"] not in KINDS:
        raise RecordError(where, f"a blank needs name, example and kind ({', '.join(KINDS)})")
    name = str(record["name"])
    if not _NAME.fullmatch(name):
        raise RecordError(where, f"the blank “{name}” needs a name of small letters and single underscores")
    if unknown := sorted(set(map(str, record)) - _KEYS):
        raise RecordError(where, f"the blank {name} has {', '.join(unknown)}; it may have: {', '.join(sorted(_KEYS))}")
    if record.get("unit") not in (None, *UNITS):
        raise RecordError(where, f"the unit of {name} must be one of {', '.join(UNITS)}")
    example = record["example"]
    if isinstance(example, dict):
        example = example.get("en")
    options = record.get("options", {})
    if not isinstance(options, dict):
        raise RecordError(where, f"the options of {name} need a key each, with its words in every language")
    blank = Blank(
        name,
        record["kind"],
        record.get("unit"),
        record.get("minimum"),
        record.get("maximum"),
        record.get("default"),
        tuple(example) if isinstance(example, list) else example,
        tuple(options),
        record.get("better"),
        record.get("floor"),
        {key: record[key] for key in ("label", "help", "options", "example") if key in record},
    )
    _check_number(where, blank)
    for value in (blank.example, blank.default):
        if value is not None and blank._accept(value) is None:
            raise RecordError(where, f"the example or default of {name} does not fit its kind and bounds")
    return blank


def _check_number(where: str, blank: Blank) -> None:
    """A number has bounds, says which way is better, and the worst that is acceptable lies between the bounds."""
    numbers = {"minimum": blank.minimum, "maximum": blank.maximum, "floor": blank.floor}
    if blank.kind not in ("whole", "share"):
        if given := [key for key, value in {**numbers, "better": blank.better}.items() if value is not None]:
            raise RecordError(where, f"{blank.name} is no number and has no {', '.join(given)}")
        return
    if blank.better not in ("lower", "higher"):
        raise RecordError(where, f"“better” of {blank.name} must be lower or higher")
    for key, value in numbers.items():
        if not isinstance(value, Real) or isinstance(value, bool):
            raise RecordError(where, f"{blank.name} is a number and needs “{key}” as a number")
    if blank._accept(blank.floor) is None:
        raise RecordError(where, f"“floor” of {blank.name} must lie between its minimum and maximum")


def _read_text(value: Any) -> str | None:
    """A text on one line, or None where there is none to read: no letter and no digit, or too long."""
    text = one_line(value) if isinstance(value, str) else ""
    return text if len(text) <= LONGEST_TEXT and any(map(str.isalnum, text)) else None


def _word(words: Any, language: Language | str) -> str:
    if not isinstance(words, dict):
        return ""
    return str(words.get(Language.of(language).code) or words.get("en") or "")
