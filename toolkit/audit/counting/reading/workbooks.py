"""What is odd in a workbook: sheets that were not read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.audit.counting.reading.note import Note, note
from toolkit.errors import translatable

SHEETS = translatable(
    "Only the sheet “{sheet}” was read. There are others: {others}. To read another one, name it in sheet; to read "
    "several, put them together first."
)
HIDDEN_SHEETS = translatable("The workbook has hidden sheets that were not read: {others}.")


def workbook_notes(oddities: Mapping[str, Any], is_named: bool) -> list[Note]:
    """Notes on the sheets that were not read; where one was named, nothing has to be said.

    >>> [one.kind for one in workbook_notes({"sheet": "May", "others": ("June",), "hidden": ()}, False)]
    ['sheets']
    """
    found = []
    for key, kind, sentence in (("others", "sheets", SHEETS), ("hidden", "hidden", HIDDEN_SHEETS)):
        others = list(oddities.get(key, ()))
        if others and not is_named:
            told = {"sheet": oddities["sheet"], "others": others}
            found.append(note(kind, others, oddities["sheet"], sentence, is_open=kind == "sheets", **told))
    return found
