"""Where the bands of a column of numbers begin, and against which group others are compared: asked on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from toolkit.app.audit.model import AuditModel, Meaning, edges_field
from toolkit.app.audit.own_table import MOST_VALUES, OwnTable, suggested_edges
from toolkit.app.kit.fields import Choice, Field, Option, Text
from toolkit.audit.counting.bands import say_band
from toolkit.errors import translatable
from toolkit.languages import Language, read_number

_MOST_AS_THEY_ARE = 12  # different numbers that are not put into bands unless somebody asks for it
_LONGEST = 120
_BANDS = translatable("At which numbers of “{column}” does a new group begin?")
_BANDS_HELP = translatable(
    "For example 30, 45, 60: under 30, 30 to 44, 45 to 59, 60 and over. Left open, each number is a group of its own."
)
_THRESHOLD = translatable("From which number of “{column}” on does it mean something else?")
_THRESHOLD_HELP = translatable(
    "For example 50, if from 50 points on somebody is chosen. Left open, each number can be ticked."
)
_REFERENCE = translatable("With which group of “{column}” are the others compared?")
_LARGEST_GROUP = translatable("The one with the most people")


def edges_in(text: str) -> tuple[float, ...] | None:
    """The rising numbers in what somebody wrote; None where it is something else.

    >>> edges_in("35, 45,60"), edges_in("0,5; 1,5"), edges_in("٣٥، ٤٥"), edges_in("60, 30"), edges_in("old")
    ((35.0, 45.0, 60.0), (0.5, 1.5), (35.0, 45.0), None, None)
    """
    sign = r"[;؛]" if re.search(r"[;؛]", text) else r"[,،\s]+"
    numbers = [read_number(piece) for piece in re.split(sign, text) if piece.strip()]
    edges = tuple(number for number in numbers if number is not None)
    rises = all(low < high for low, high in zip(edges, edges[1:], strict=False))
    return edges if edges and len(edges) == len(numbers) and len(edges) <= 20 and rises else None


def edges_text(edges: Sequence[Any]) -> str:
    """Edges as somebody writes them.

    >>> edges_text([35.0, 45.5])
    '35, 45.5'
    """
    return ", ".join(f"{edge:g}" for edge in edges if isinstance(edge, int | float))


def begun(table: OwnTable) -> dict[str, str]:
    """What stands in the entries for bands before anybody changes it: nothing where the numbers are few."""
    found = {}
    for column in table.columns:
        edges = suggested_edges(table, column) if column in table.kept else ()
        many = len(table.values[column]) > _MOST_AS_THEY_ARE
        found[edges_field(table, column)] = edges_text(edges) if many else ""
    return found


def bands_of(
    raw: Callable[[str], Any], table: OwnTable, columns: Iterable[str]
) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """By column, where its bands begin; nothing there where what was written is no such list."""
    found = []
    for column in columns:
        text = raw(edges_field(table, column)) if column in table.numbers else ""
        if isinstance(text, str) and text.strip():
            found.append((column, edges_in(text[:_LONGEST]) or ()))
    return tuple(found)


def references_of(raw: Callable[[str], Any], model: AuditModel) -> tuple[tuple[str, str], ...]:
    """By column, the group that somebody chose to compare with."""
    found = []
    for column in model.meaning.groups:
        value = raw(_reference_field(model, column))
        if isinstance(value, str) and value in model.values(column):
            found.append((column, value))
    return tuple(found)


def _reference_field(model: AuditModel, column: str) -> str:
    assert model.table is not None
    return f"reference_{model.table.columns.index(column)}"


def threshold_item(model: AuditModel, column: str, speech: Language) -> list[Field]:
    """Where a column of numbers that says yes or no is parted."""
    return _edges_item(model, column, speech, (_THRESHOLD, _THRESHOLD_HELP))


def band_items(model: AuditModel, columns: Sequence[str], speech: Language) -> list[Field]:
    """Where the bands of these columns begin, of those that hold numbers."""
    return [item for column in columns for item in _edges_item(model, column, speech, (_BANDS, _BANDS_HELP))]


def _edges_item(model: AuditModel, column: str, speech: Language, words: tuple[str, str]) -> list[Field]:
    if model.table is None or column not in model.table.numbers:
        return []
    name = edges_field(model.table, column)
    return [Text(name, speech.say(words[0], column=column), speech.say(words[1]), longest=_LONGEST)]


def reference_items(model: AuditModel, speech: Language) -> list[Field]:
    """Which group of each characteristic the others are compared with."""
    items: list[Field] = []
    for column in model.meaning.groups if model.table is not None else ():
        options = values_said(model, column, speech)
        label, prompt = speech.say(_REFERENCE, column=column), speech.say(_LARGEST_GROUP)
        if len(options) > 1:
            items.append(Choice(_reference_field(model, column), label, options=options, many=True, prompt=prompt))
    return items


def values_said(model: AuditModel, column: str, speech: Language) -> tuple[Option, ...]:
    """The values of a column as they can be chosen: as they are, and bands as people say them."""
    edges = dict(model.meaning.bands).get(column)
    values = model.values(column)[:MOST_VALUES]
    return tuple((value, speech.isolate(say_band(value, edges, speech) if edges else value)) for value in values)


def with_bands(model: AuditModel, raw: Callable[[str], Any], meaning: Meaning) -> AuditModel:
    """The model with a meaning, its bands and its references."""
    if model.table is None:
        return model.with_meaning(meaning)
    columns = [name for name in (meaning.decision, meaning.outcome, *meaning.groups, meaning.within) if name]
    banded = model.with_meaning(replace(meaning, bands=bands_of(raw, model.table, dict.fromkeys(columns))))
    return banded.with_meaning(replace(banded.meaning, references=references_of(raw, banded)))
