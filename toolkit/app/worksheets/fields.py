"""A worksheet as controls of the page, and what was entered as values of the worksheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from toolkit.app.kit.fields import Amount, Choice, Choices, Day, Field, Text
from toolkit.course.worksheets import Asked, Entries, SheetPart, Worksheet
from toolkit.languages import Language

LONGEST_LINE, LONGEST_TEXT = 300, 3_000


def field_name(part: SheetPart, row: int, asked: Asked) -> str:
    """Under which name a field of a row is entered."""
    return f"{part.id}.{row}.{asked.id}"


def control(part: SheetPart, row: int, asked: Asked, speech: Language) -> Field:
    """What is asked, as a control."""
    name, label = field_name(part, row, asked), asked.label.say(speech)
    help_ = asked.help.say(speech) if asked.help is not None else ""
    options = tuple((one, words.say(speech)) for one, words in asked.options)
    match asked.kind:
        case "choice":
            return Choice(name, label, help_, options=options, many=len(options) > 5)
        case "choices":
            return Choices(name, label, help_, options=options)
        case "money" | "hours":
            return Amount(name, label, help_, language=speech, measure=asked.kind, letters=asked.kind == "money")
        case "day":
            return Day(name, label, help_)
        case "long":
            return Text(name, label, help_, long=True, longest=LONGEST_TEXT)
    return Text(name, label, help_, longest=LONGEST_LINE)


def read_entries(sheet: Worksheet, raw: Callable[[str], Any], speech: Language) -> Entries:
    """Everything that was entered on a worksheet."""
    return Entries(dict(_read(sheet, raw, speech)))


def _read(sheet: Worksheet, raw: Callable[[str], Any], speech: Language) -> Iterator[tuple[tuple[str, int, str], Any]]:
    for part in sheet.parts:
        for row in range(part.rows):
            for asked in part.asked:
                value = raw(field_name(part, row, asked))
                if value not in (None, "", []):
                    yield (part.id, row, asked.id), control(part, row, asked, speech).read(value)
