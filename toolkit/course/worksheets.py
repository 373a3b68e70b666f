"""Worksheets: what people write down about their own workplace, and the paper that comes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, cast

from toolkit.course.exercises.written import records
from toolkit.documents import Bullets, Document, Facts, Heading, Paragraph, Part, Table
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.languages.catalogue import KNOWN
from toolkit.registers.fields import Fields, load
from toolkit.registers.locate import folder
from toolkit.registers.words import Words

Kind = Literal["text", "long", "choice", "choices", "money", "hours", "day"]
Entry = str | int | float | date | tuple[str, ...] | None
KINDS: tuple[Kind, ...] = ("text", "long", "choice", "choices", "money", "hours", "day")
MEASURED = ("money", "hours")
MOST_ROWS = 12
NOTHING_WRITTEN = translatable("Nothing was written here.")
NO_SUM = translatable("No sum yet: “{entry}” cannot be read as a number.")
UNREAD = {
    "money": translatable("Write one amount for the whole time, such as 300,000 or 1.2 million, and no other words."),
    "hours": translatable("Write only the hours of one week, such as 9 or 2.5."),
}
_LABEL, _ENTRY = translatable("Asked"), translatable("Written")
_FOR_US = translatable("For us. Not for the other side: this paper holds our reasons and our strategy.")


@dataclass(frozen=True)
class Asked:
    """One thing that is asked on a worksheet."""

    id: str
    kind: Kind
    label: Words
    help: Words | None
    options: tuple[tuple[str, Words], ...]


@dataclass(frozen=True)
class SheetPart:
    """A part of a worksheet: fields that are filled in once, or row by row.

    Attributes
    ----------
    rows
        How many rows there may be; one for fields that are filled in once.
    possible
        Possible answers, to open when one's own mind is empty.
    """

    id: str
    label: Words
    note: Words | None
    rows: int
    asked: tuple[Asked, ...]
    possible: tuple[Words, ...]


@dataclass(frozen=True)
class Total:
    """A number that follows from what was entered: some fields added, others taken away, over all rows.

    Attributes
    ----------
    where
        A choice and its option, such as ``("tasks.who", "automate")``: only rows with it count.
    """

    id: str
    label: Words
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    where: tuple[str, str] | None = None

    def of(self, entries: Entries) -> float | None:
        """The number, or None while nothing of it is filled in, or something of it cannot be read."""
        if self.unread(entries):
            return None
        signed = [(1, each) for each in self.plus] + [(-1, each) for each in self.minus]
        counted = self._counted(entries)
        found = [sign * value for sign, each in signed for value in counted.numbers(*each.split("."))]
        return sum(found) if found else None

    def unread(self, entries: Entries) -> tuple[str, ...]:
        """What was written where a number belongs and is none: without it, a sum would be wrong in silence."""
        counted = self._counted(entries)
        return tuple(value for each in (*self.plus, *self.minus) for value in counted.words(*each.split(".")))

    def _counted(self, entries: Entries) -> Entries:
        if self.where is None:
            return entries
        part, field = self.where[0].split(".")
        held = {at: value for at, value in entries.written.items() if entries.of(part, at[1], field) == self.where[1]}
        return Entries({at: value for at, value in held.items() if at[0] == part})


@dataclass(frozen=True)
class Entries:
    """What was written: by part, row and field."""

    written: Mapping[tuple[str, int, str], Entry]

    def of(self, part: str, row: int, field: str) -> Entry:
        """One entry; None where nothing was written."""
        value = self.written.get((part, row, field))
        return None if value in ("", ()) else value

    def rows(self, part: SheetPart) -> list[int]:
        """The rows of a part in which anything was written."""
        return [row for row in range(part.rows) if any(self.of(part.id, row, one.id) is not None for one in part.asked)]

    def numbers(self, part: str, field: str) -> list[float]:
        """All numbers of a field, over the rows."""
        found = self._all(part, field)
        return [float(value) for value in found if isinstance(value, int | float) and not isinstance(value, bool)]

    def words(self, part: str, field: str) -> list[str]:
        """All entries of a field that are words, over the rows."""
        return [value for value in self._all(part, field) if isinstance(value, str) and value]

    def _all(self, part: str, field: str) -> list[Entry]:
        return [value for (where, _, name), value in sorted(self.written.items()) if (where, name) == (part, field)]


@dataclass(frozen=True)
class Worksheet:
    """A worksheet as it lies on the table: what to do, the parts, the totals, and whether the paper is for us only.

    Attributes
    ----------
    ready
        What the paper brings ready to send: a heading and paragraphs below it.
    by_hand
        How many empty rows a table of the paper has below those that were written.
    """

    id: str
    title: Words
    note: Words
    for_us: bool
    parts: tuple[SheetPart, ...]
    totals: tuple[Total, ...]
    ready: tuple[Words, ...] = ()
    by_hand: int = 0

    def stem(self, language: Language | str) -> str:
        """What its file is called, without the suffix: in the reader's language, and beginning with Latin letters.

        >>> worksheet("cost-story").stem("pt"), worksheet("task-map").stem("ar")
        ('o-que-custa-a-economia', 'task-خريطة-وظيفة-واحدة')
        """
        speech = Language.of(language)
        words = re.findall(r"\w+", self.title.say(speech).lower())
        return "-".join(words if speech.direction == "ltr" else [self.id.split("-")[0], *words])

    def document(self, entries: Entries, language: Language | str) -> Document:
        """What was written, as a paper to take home."""
        speech = Language.of(language)
        blocks: list[Part] = []
        for part in self.parts:
            blocks.append(Heading(part.label.say(speech), level=2))
            blocks += _written(part, entries, speech, self.by_hand)
        totals = [(one.label.say(speech), one.of(entries)) for one in self.totals]
        known = tuple((label, show_number(value, speech)) for label, value in totals if value is not None)
        if known:
            blocks.append(Facts(known))
        unread = dict.fromkeys(word for one in self.totals for word in one.unread(entries))
        blocks += [Paragraph(speech.say(NO_SUM, entry=word)) for word in unread]
        if self.ready:
            head, *lines = (words.say(speech) for words in self.ready)
            blocks += [Heading(head, level=2), *map(Paragraph, lines)]
        mark = speech.say(_FOR_US) if self.for_us else ""
        return Document(self.title.say(speech), speech, tuple(blocks), mark=mark)


def _written(part: SheetPart, entries: Entries, speech: Language, by_hand: int) -> list[Part]:
    rows = entries.rows(part)
    if not rows:
        return [Paragraph(speech.say(NOTHING_WRITTEN))]

    def shown(row: int, asked: Asked) -> str:
        return show_entry(asked, entries.of(part.id, row, asked.id), speech)

    if len(part.asked) == 1:
        return [Bullets(tuple(shown(row, part.asked[0]) for row in rows))]
    if part.rows == 1:
        known = [(one.label.say(speech), shown(0, one)) for one in part.asked]
        return [Table((speech.say(_LABEL), speech.say(_ENTRY)), tuple(known), with_words=True)]
    header = tuple(one.label.say(speech) for one in part.asked)
    told = [tuple(shown(row, one) for one in part.asked) for row in rows]
    empty = [("",) * len(header)] * min(by_hand, part.rows - len(rows))
    return [Table(header, (*told, *empty), with_words=True)]


def show_entry(asked: Asked, entry: Entry, speech: Language) -> str:
    """An entry in words; empty where nothing was written."""
    known = dict(asked.options)
    if entry is None:
        return ""
    if isinstance(entry, tuple):
        return speech.list([known[one].say(speech) if one in known else one for one in entry])
    if isinstance(entry, str):
        return known[entry].say(speech) if entry in known else entry
    return speech.date(entry) if isinstance(entry, date) else show_number(entry, speech)


def show_number(value: float, speech: Language) -> str:
    """A number as it was entered, or a sum of such numbers, without decimals that nobody entered.

    >>> show_number(6, Language("en")), show_number(2.5 + 3.7, Language("en"))
    ('6', '6.2')
    """
    rounded = round(value, 2)
    return speech.number(rounded, decimals=next(n for n in range(3) if round(rounded, n) == rounded))


def written_worksheets() -> tuple[str, ...]:
    """The ids of all worksheets on record."""
    return tuple(sorted(path.stem for path in (folder("templates") / "course" / "worksheets").glob("*.yml")))


@cache
def worksheet(name: str) -> Worksheet:
    """A worksheet by its id.

    Raises
    ------
    RecordError
        If there is none of that name, or its record does not hold.

    Examples
    --------
    >>> worksheet("data-day").parts[0].rows
    8
    """
    file = f"course/worksheets/{name}.yml"
    fields = Fields(file, 1, load(folder("templates") / "course" / "worksheets" / f"{name}.yml"))
    fields.known(required=("id", "title", "note", "for_us", "parts"), optional=("totals", "ready", "by_hand"))
    if fields.text("id") != name:
        raise fields.error(f"“id” is “{fields.text('id')}”; the file is called “{name}”")
    parts = tuple(_part(one, file) for one in records(fields, file, "parts"))
    numbers = {f"{part.id}.{one.id}" for part in parts for one in part.asked if one.kind in MEASURED}
    options = {(f"{part.id}.{one.id}", name) for part in parts for one in part.asked for name, _ in one.options}
    listed = records(fields, file, "totals") if "totals" in fields.raw else []
    by_hand = fields.raw.get("by_hand", 0)
    if not isinstance(by_hand, int) or not 0 <= by_hand <= MOST_ROWS:
        raise fields.error(f"“by_hand” is “{by_hand}”; allowed: 0 to {MOST_ROWS}")
    return Worksheet(
        name,
        fields.words("title", KNOWN),
        fields.words("note", KNOWN),
        fields.flag("for_us"),
        parts,
        tuple(_total(one, numbers, options) for one in listed),
        _list_of_words(fields, "ready"),
        by_hand,
    )


def _part(fields: Fields, file: str) -> SheetPart:
    fields.known(required=("id", "label", "fields"), optional=("note", "rows", "possible"))
    rows = fields.raw.get("rows", 1)
    if not isinstance(rows, int) or not 1 <= rows <= MOST_ROWS:
        raise fields.error(f"“rows” is “{rows}”; allowed: 1 to {MOST_ROWS}")
    return SheetPart(
        fields.text("id"),
        fields.words("label", KNOWN),
        fields.words("note", KNOWN) if "note" in fields.raw else None,
        rows,
        tuple(_asked(one, file) for one in records(fields, file, "fields")),
        _list_of_words(fields, "possible"),
    )


def _list_of_words(fields: Fields, name: str) -> tuple[Words, ...]:
    """Sentences in all languages; none where the record has no such list."""
    listed = fields.raw.get(name, [])
    return tuple(Fields(fields.name, number, {"words": one}).words("words", KNOWN) for number, one in enumerate(listed))


def _asked(fields: Fields, file: str) -> Asked:
    fields.known(required=("id", "kind", "label"), optional=("help", "options"))
    kind = cast(Kind, fields.choice("kind", KINDS))
    options: Sequence[Any] = records(fields, file, "options", "name") if kind in ("choice", "choices") else ()
    return Asked(
        fields.text("id"),
        kind,
        fields.words("label", KNOWN),
        fields.words("help", KNOWN) if "help" in fields.raw else None,
        tuple((one.text("name"), one.words("words", KNOWN)) for one in options),
    )


def _total(fields: Fields, numbers: set[str], options: set[tuple[str, str]]) -> Total:
    fields.known(required=("id", "label"), optional=("plus", "minus", "where"))
    plus, minus = (fields.choices(name, sorted(numbers)) if name in fields.raw else () for name in ("plus", "minus"))
    where = next(iter(fields.raw.get("where", {}).items()), None)
    if where is not None and where not in options:
        raise fields.error(f"“where” is “{where[0]}: {where[1]}”; allowed: a choice and one of its options")
    return Total(fields.text("id"), fields.words("label", KNOWN), plus, minus, where)
