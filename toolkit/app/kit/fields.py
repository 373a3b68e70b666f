"""The controls that all lessons and tools use, as values: what is asked, in which words, and what may be answered.

A control is a row here and a few lines of script in `sheet/`. Nothing in this module needs a browser or a widget: what
comes back from a page is read by `read`, which trusts nothing it is given.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from hashlib import sha256
from typing import Any, ClassVar

from toolkit.languages import Language, Measure, read_amount, read_number
from toolkit.languages.units import read_counted, unit_named
from toolkit.markup import Markup

LONGEST_TEXT = 20_000
LONGEST_NUMBER = 40
Option = tuple[str, str]


@dataclass(frozen=True)
class Item:
    """Something on a sheet; `name` tells it from the others of the same sheet."""

    kind: ClassVar[str] = ""
    name: str

    def spec(self) -> dict[str, Any]:
        """The item as plain values for the page."""
        return {"kind": self.kind, **{each.name: _plain(getattr(self, each.name)) for each in fields(self)}}


@dataclass(frozen=True)
class Field(Item, ABC):
    """Something that can be filled in.

    Parameters
    ----------
    label
        Stands above the field and is what a screen reader says.
    help
        One sentence below the label, where the label does not say all.
    error
        What is wrong with the present entry; empty if nothing is.
    """

    label: str
    help: str = ""
    error: str = ""

    @abstractmethod
    def read(self, raw: Any) -> Any:
        """The entry as a value of the right kind; None if there is none. Whatever a page sends, it stays harmless."""


@dataclass(frozen=True)
class Choice(Field):
    """One of several options: as buttons to tick, or as a list to unfold where there are many.

    >>> Choice("sex", "Sex", options=(("w", "women"), ("m", "men"))).read("x") is None
    True
    """

    kind: ClassVar[str] = "choice"
    options: tuple[Option, ...] = ()
    many: bool = False
    prompt: str = ""

    def read(self, raw: Any) -> str | None:
        return raw if isinstance(raw, str) and raw in dict(self.options) else None


@dataclass(frozen=True)
class Choices(Field):
    """Any number of several options.

    >>> Choices("groups", "Groups", options=(("w", "women"), ("m", "men"))).read(["m", "x", "m"])
    ('m',)
    """

    kind: ClassVar[str] = "choices"
    options: tuple[Option, ...] = ()

    def read(self, raw: Any) -> tuple[str, ...]:
        ticked = raw if isinstance(raw, list | tuple) else ()
        return tuple(value for value, _ in self.options if value in ticked)


@dataclass(frozen=True)
class Number(Field):
    """A number with its unit, in whatever digits the reader's keyboard has.

    What cannot be read as a number comes back as the text it is, so that somebody can say what is wrong with it.

    Parameters
    ----------
    unit
        What is counted, as it stands beside an empty field.
    unit_forms
        The unit as it stands beside a number, by the kind of number that a language tells apart (`one`, `few`, …).
    letters
        Whether a telephone offers letters too: for "1.2 million".

    >>> Number("days", "Deadline", unit="days").read("٣٠"), Number("days", "Deadline").read("soon")
    (30, 'soon')
    """

    kind: ClassVar[str] = "number"
    unit: str = ""
    unit_forms: tuple[Option, ...] = ()
    letters: bool = False

    def read(self, raw: Any) -> int | float | str | None:
        text = _text(raw)
        if not text:
            return None
        number = self._number(text) if len(text) <= LONGEST_NUMBER else None
        if number is None:
            return text[:LONGEST_NUMBER]
        return int(number) if float(number).is_integer() else number

    def _number(self, text: str) -> float | None:
        unit = unit_named(self.unit)
        return read_counted(text, unit) if unit else read_number(text)


@dataclass(frozen=True)
class Amount(Number):
    """Money or hours, with the words for size and the units that people write beside them.

    >>> Amount("cost", "Cost", language=Language("pt")).read("R$ 1,2 milhão")
    1200000
    >>> Amount("cost", "Cost", language=Language("pt")).read("300 mil por ano")
    '300 mil por ano'
    """

    language: Language = Language("en")
    measure: Measure = "money"

    def spec(self) -> dict[str, Any]:
        return {name: value for name, value in super().spec().items() if name not in ("language", "measure")}

    def _number(self, text: str) -> float | None:
        return read_amount(text, self.language, self.measure)


@dataclass(frozen=True)
class Text(Field):
    """Words: one line, or several lines where `long`."""

    kind: ClassVar[str] = "text"
    long: bool = False
    longest: int = 500

    def read(self, raw: Any) -> str | None:
        return _text(raw)[: self.longest] or None


@dataclass(frozen=True)
class Figures(Text):
    """A number that is answered in words, whatever was written; a telephone offers figures first."""

    in_figures: bool = True


@dataclass(frozen=True)
class Day(Field):
    """A day of the calendar.

    >>> Day("start", "In force from").read("2026-12-01"), Day("start", "In force from").read("1.12.")
    (datetime.date(2026, 12, 1), None)
    """

    kind: ClassVar[str] = "day"
    first: date | None = None
    last: date | None = None

    def read(self, raw: Any) -> date | None:
        try:
            day = date.fromisoformat(_text(raw))
        except ValueError:
            return None
        inside = (self.first is None or day >= self.first) and (self.last is None or day <= self.last)
        return day if inside else None


@dataclass(frozen=True)
class FileIn(Field):
    """A file from the reader's device. It is kept in memory, never written to a disk, and forgotten with the page.

    Parameters
    ----------
    suffixes
        Which files the device offers first, such as ``(".csv", ".xlsx")``; what comes is decided by content later.
    largest
        The number of bytes from which on a file is refused.
    """

    kind: ClassVar[str] = "file"
    suffixes: tuple[str, ...] = ()
    largest: int = 50_000_000

    def read(self, raw: Any) -> None:
        """A file never travels with the other entries."""


@dataclass(frozen=True)
class Button(Item):
    """Something to press.

    Parameters
    ----------
    main
        Whether this is the one thing that the sheet is for.
    again
        Whether the page presses it again by itself after it had to be loaded anew and the entries are the same.
    """

    kind: ClassVar[str] = "button"
    label: str
    main: bool = False
    again: bool = False


@dataclass(frozen=True)
class Piece(Item):
    """A piece of page: our own markup, in which everything from people and files is escaped already.

    Parameters
    ----------
    live
        Whether a screen reader reads it out when it changes.
    """

    kind: ClassVar[str] = "piece"
    content: Markup = Markup()
    live: bool = False
    look: str = ""


@dataclass(frozen=True)
class StepList(Field):
    """Where one is: the steps of a task, of which one is at hand. Its entry is that step, so a reload stays there.

    Parameters
    ----------
    lacking
        The steps before the one at hand that are not done after all.
    """

    kind: ClassVar[str] = "steps"
    steps: tuple[Option, ...] = ()
    done: str = ""
    lacking: tuple[str, ...] = ()

    def read(self, raw: Any) -> str:
        named = [name for name, _ in self.steps]
        return raw if raw in named else named[0]


@dataclass(frozen=True)
class Progress(Item):
    """How far long work is; `share` from 0 to 1, or None where nobody can tell."""

    kind: ClassVar[str] = "progress"
    label: str
    share: float | None = None


@dataclass(frozen=True)
class TakeAway(Item):
    """Something to take home: files to save and, where `page` is given, a page to read and share on a phone.

    Parameters
    ----------
    page
        The paper as markup of our own, shown over the whole screen.
    words
        The paper as plain text, for a message to somebody.
    files
        Each: label, file name, media type, content.
    """

    kind: ClassVar[str] = "takeaway"
    title: str
    note: str = ""
    page: str = ""
    words: str = ""
    files: tuple[tuple[str, str, str, bytes], ...] = ()

    def spec(self) -> dict[str, Any]:
        files = [
            # The mark tells a page whether a file is still the same without comparing its bytes.
            {"label": label, "name": name, "type": kind, "content": content, "mark": sha256(content).hexdigest()[:16]}
            for label, name, kind, content in self.files
        ]
        return {**super().spec(), "files": files}


def fields_of(items: Iterable[Item]) -> dict[str, Field]:
    """The items that can be filled in, by name."""
    return {item.name: item for item in items if isinstance(item, Field)}


def _text(raw: Any) -> str:
    # Half of a sign that takes two cannot be sent back to a page.
    whole = raw[:LONGEST_TEXT].encode("utf-8", "ignore").decode("utf-8") if isinstance(raw, str) else ""
    return whole.strip()


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
