"""The rows of the one GROUP BY, with what is no person taken out and numbers and days as a computer writes them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.audit.counting.reading.asked import FileAsked
from toolkit.audit.counting.reading.cells import plain_counts, without_errors
from toolkit.audit.counting.reading.days import day_in, iso_of, order_of
from toolkit.audit.counting.reading.note import Note
from toolkit.audit.counting.reading.numbers import style_of
from toolkit.audit.counting.reading.spellings import one_spelling, spelling_notes
from toolkit.audit.counting.reading.totals import percentage_notes, without_headings, without_totals
from toolkit.audit.counting.roles import Roles
from toolkit.documents.brought.cell_text import as_text

Rows = Sequence[Sequence[Any]]


def settle(rows: Rows, keys: Sequence[str], roles: Roles, asked: FileAsked, where: str) -> tuple[Rows, list[Note]]:
    """The rows to count, and notes on what was odd in them.

    Parameters
    ----------
    rows : values by key, and how many rows of the file have them in the last place
    keys : what the values are ("group sex", "decision", "count")
    where : what the file is called

    Raises
    ------
    DataError
        If numbers or days can be read in two ways and nobody said which.
    """
    places = {key: place for place, key in enumerate(keys)}
    rows, notes = without_headings(rows, places, roles, where)
    columns = _columns(places, roles)
    rows, found = without_errors(rows, {place: column for place, (column, _) in columns.items()}, asked.missing)
    notes += found
    if roles.count is not None:
        rows, found = plain_counts(rows, places["count"], roles.count, asked.missing is not None)
        notes += found
    for key, column, settled in (("count", roles.count, _counts), ("date text", roles.when, _days)):
        if key in places and column is not None:
            rows, found = settled(rows, places[key], column, asked)
            notes += found

    def people(row: Sequence[Any]) -> float:
        return float(row[-1]) * (_number(row[places["count"]]) if "count" in places else 1)

    if asked.spellings == "merge":
        for place, (column, named) in columns.items():
            before = (*(named or ()), *asked.known.get(column, ()))
            rows = _replaced(rows, place, one_spelling([(row[place], people(row)) for row in rows], before))
    rows, found = without_totals(rows, places, roles, asked.totals, people)
    notes += found
    notes += percentage_notes(rows, places, roles, people)
    return rows, notes + ([] if asked.spellings else _spellings(rows, columns, asked.missing is not None))


def _columns(places: Mapping[str, int], roles: Roles) -> dict[int, tuple[str, tuple[str, ...] | None]]:
    """By place, each column of values that are compared as texts; of a decision or an outcome, those that mean yes."""
    named = {"decision": (roles.decision, roles.selected), "outcome": (roles.outcome or "", roles.outcome_true)}
    found: dict[int, tuple[str, tuple[str, ...] | None]] = {}
    for key, place in places.items():
        kind, _, column = key.partition(" ")
        if kind in ("group", "within") and column in roles.columns:
            found[place] = (column, None)
        elif key in named:
            found[place] = named[key]
    return found


def _spellings(rows: Rows, columns: Mapping[int, tuple[str, tuple[str, ...] | None]], is_settled: bool) -> list[Note]:
    notes: list[Note] = []
    for place, (column, named) in columns.items():
        texts = {text for text in map(as_text, {row[place] for row in rows}) if text is not None}
        notes += spelling_notes(column, texts, named, is_settled)
    return notes


def _counts(rows: Rows, place: int, column: str, asked: FileAsked) -> tuple[Rows, list[Note]]:
    texts = {row[place] for row in rows if isinstance(row[place], str)}
    if not texts:
        return rows, []
    style, found = style_of(sorted(texts), column, asked.decimal, whole=True)
    if style.is_plain:
        return rows, [found] if found else []
    plain = {text: style.plain(text) for text in texts}
    return _replaced(rows, place, plain), [found] if found else []


def _days(rows: Rows, place: int, column: str, asked: FileAsked) -> tuple[Rows, list[Note]]:
    if asked.zone is not None:
        values = {row[place] for row in rows if isinstance(row[place], str)}
        rows = _replaced(rows, place, {value: day_in(value, asked.zone) for value in values})
    texts = {text for text in map(as_text, {row[place] for row in rows}) if text is not None}
    order, found = order_of(sorted(texts), column, asked.dates)
    iso = {value: iso_of(str(as_text(value)), order) for value in {row[place] for row in rows} if as_text(value)}
    return _replaced(rows, place, iso), [found] if found else []


def _replaced(rows: Rows, place: int, by: dict[Any, str]) -> Rows:
    return [(*row[:place], by.get(row[place], row[place]), *row[place + 1 :]) for row in rows]


def _number(value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return 0.0
    return number if math.isfinite(number) else 0.0
