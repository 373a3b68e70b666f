"""Worksheets to fill in by hand: what is asked, and room for the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from toolkit.course.worksheets import MEASURED, Asked, SheetPart, Worksheet
from toolkit.documents import Heading, Paragraph, Part, Table
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.languages.catalogue import KNOWN
from toolkit.registers.fields import Fields, load_list
from toolkit.registers.locate import folder
from toolkit.registers.words import Words

MOST_ROWS = 6
BOX = "☐"
_ROOM = "\n\n\n\n"  # a cell in which somebody writes by hand is high enough for two lines of a pen
_LINE = "…" * 28  # to write on, which also keeps the column wide
_LINES = f"{_LINE}\n{_LINE}"
_ASKED, _ANSWER = translatable("Asked"), translatable("Your answer")


def blank_sheet(sheet: Worksheet, language: Language, level: int = 1) -> tuple[Part, ...]:
    """A worksheet on paper: its title and note, then each part as a table with room to write."""
    parts: list[Part] = [Heading(sheet.title.say(language), level), Paragraph(sheet.note.say(language), leads=True)]
    for part in sheet.parts:
        if len(sheet.parts) > 1:
            parts.append(Heading(part.label.say(language), level + 1))
        if part.note is not None:
            parts.append(Paragraph(part.note.say(language), leads=True))
        parts.append(_table(part, language))
    return tuple(parts)


def _table(part: SheetPart, language: Language) -> Table:
    if part.rows == 1:
        lines = {one.id: _LINE if one.kind in MEASURED else _LINES for one in part.asked}
        rows = tuple((one.label.say(language), _room(one, language, lines[one.id])) for one in part.asked)
        return Table((language.say(_ASKED), language.say(_ANSWER)), rows, with_words=True)
    header = tuple(one.label.say(language) for one in part.asked)
    row = tuple(_room(one, language) for one in part.asked)
    return Table(header, (row,) * min(part.rows, MOST_ROWS), with_words=True)


def _room(asked: Asked, language: Language, empty: str = _ROOM) -> str:
    """Boxes to tick, or empty lines."""
    return "\n".join(f"{BOX} {words.say(language)}" for _, words in asked.options) or empty


@dataclass(frozen=True)
class Preparing:
    """Something that is done before or after a course.

    Attributes
    ----------
    days
        So many days after the first session (before it: a negative number), or after the last one if `last`.
    first
        What somebody does besides who leads a workshop for the first time.
    """

    days: int
    last: bool
    words: Words
    first: Words


@cache
def preparations() -> tuple[Preparing, ...]:
    """What is done from eight weeks before to the day after, in its order.

    >>> preparations()[0].days, preparations()[-1].last
    (-56, True)
    """
    path = folder("templates") / "course" / "preparation.yml"
    return tuple(
        _preparing(Fields("course/preparation.yml", number, raw)) for number, raw in enumerate(load_list(path), 1)
    )


def _preparing(fields: Fields) -> Preparing:
    last = "after" in fields.raw
    name = "after" if last else "days"
    fields.known(required=(name, "words", "first"))
    days = fields.raw[name]
    if not isinstance(days, int):
        raise fields.error(f"“{name}” is “{days}”; allowed: whole numbers")
    return Preparing(days, last, fields.words("words", KNOWN), fields.words("first", KNOWN))


def tick_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Rows with a box to tick before each."""
    return Table(("", *header), tuple((BOX, *row) for row in rows), with_words=True)
