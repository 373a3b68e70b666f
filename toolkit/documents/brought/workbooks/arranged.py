"""The table that a workbook holds: which of its sheets, where its headings, and what of its rows are people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from toolkit.documents.brought.workbooks.below import Below
from toolkit.documents.brought.workbooks.columns import EMPTY, Columns, named
from toolkit.documents.brought.workbooks.headings import BETWEEN, LOOKED_AT, Headings, bare_of, headings_of
from toolkit.documents.brought.workbooks.sheet import Row, Seen, Sheet
from toolkit.errors import DataError, translatable

NO_SHEET = translatable("{name} has no sheet “{sheet}”. It has: {sheets}. Name one of these.")
NO_ROW = translatable("{name} has no headings in line {line}. Name another line in header_row, or leave it out.")
SAME_TWICE = translatable(
    "The sheets “{sheet}” and “{other}” of {name} hold the same rows, so that everybody would be counted twice. Name "
    "the one to read in sheet."
)
OTHER_HEADINGS = translatable(
    "The sheet “{sheet}” of {name} does not have the same headings as the sheets before it (missing: {headings}). "
    "Write them alike, or name one sheet."
)
_MOST_NAMED = 50  # sheets that are told by name
_MOST_READ = 60  # sheets that are looked into
_MOST_JUMPS = 10_000  # over empty rows, that are told
_SUMS_UP = re.compile(
    r"(grand |sub-?|sous-)?tota(l|ls|ux|is|les)?( g[ée]n[ée]ral| general| geral)?|all|overall|summary|year|ann[ée]e|"
    r"ensemble|synth[eè]se|r[ée]cap(itulatif)?|cumul|todos|a[ñn]o|resum[eo]n?|ano|anual|annuel|"
    r"(ال)?مجموع( .*)?|(ال)?[إا]جمالي( .*)?|(ال)?سنة|(ال)?ملخص",
    re.IGNORECASE,
)

Answer = tuple[dict[str, Any], tuple[bytes, ...]]


def arranged(sheets: Sequence[Sheet], name: str, told: Mapping[str, Any], tell: Callable[[float], None]) -> Answer:
    """The columns of the table in a workbook, and what was odd in it, as plain values.

    Parameters
    ----------
    told
        What was said of it: the ``sheet``, its ``header_row``, whether rows that are ``hidden`` are left out, and which
        columns are ``wanted`` of the sheet to read.
    """
    if not sheets:
        raise DataError(EMPTY, name=name)
    chosen, oddities = _chosen(sheets, name, told)
    whole = _Whole(name, told)
    for place, sheet in enumerate(chosen):
        whole.take(sheet, _part_of(tell, place, len(chosen)), len(chosen) > 1)
    values, pieces = whole.answer()
    return {**values, "oddities": {**oddities, **whole.oddities()}}, pieces


def _part_of(tell: Callable[[float], None], place: int, parts: int) -> Callable[[float], None]:
    return lambda share: tell((place + share) / parts)


def _chosen(sheets: Sequence[Sheet], name: str, told: Mapping[str, Any]) -> tuple[list[Sheet], dict[str, Any]]:
    """The sheet that is asked for; else the first that holds a table, with those that have the same headings."""
    asked = told.get("sheet")
    visible = [sheet for sheet in sheets if not sheet.is_hidden] or list(sheets)
    filled = [sheet for sheet in visible if sheet.is_filled][:_MOST_READ]
    left: list[Sheet] = []
    if asked is not None:
        chosen = [_asked(sheets, one, name) for one in (asked if isinstance(asked, list) else [asked])]
    elif len(filled) < 2:
        chosen = filled or visible[:1]
    else:
        chosen, left = _alike(filled, told)
    others = [sheet for sheet in sheets if sheet not in chosen and sheet not in left and sheet.is_filled]
    shown = [sheet for sheet in others if not sheet.is_hidden][:_MOST_NAMED]
    tables = [sheet for sheet in shown if _is_table(sheet)]
    return chosen, {
        "sheet": chosen[0].name,
        "stacked": [sheet.name for sheet in chosen][:_MOST_NAMED] if len(chosen) > 1 else [],
        "sums": [sheet.name for sheet in left],
        "others": [sheet.name for sheet in tables],
        "texts": [sheet.name for sheet in shown if sheet not in tables],
        "hidden": [sheet.name for sheet in others if sheet.is_hidden][:_MOST_NAMED],
    }


def _asked(sheets: Sequence[Sheet], asked: Any, name: str) -> Sheet:
    """The sheet of a name, or of a place counted from 1."""
    found = sheets[asked - 1 : asked] if isinstance(asked, int) else ()
    if isinstance(asked, str):
        found = [sheet for sheet in sheets if sheet.name.strip() == asked.strip()]
    if not found:
        raise DataError(NO_SHEET, name=name, sheet=str(asked), sheets=[sheet.name for sheet in sheets[:_MOST_NAMED]])
    return found[0]


def _alike(filled: Sequence[Sheet], told: Mapping[str, Any]) -> tuple[list[Sheet], list[Sheet]]:
    """The first sheet that holds a table, and those with the same headings; besides, those that sum these up."""
    heads = [(sheet, head) for sheet in filled if (head := _headings(sheet, told)) is not None]
    tables = [(sheet, head) for sheet, head in heads if _holds_table(sheet, head)] or heads
    wanted = {bare_of(column).casefold() for column in told.get("wanted", ())}
    tables = [(sheet, head) for sheet, head in tables if wanted and wanted <= head.key] or tables
    if not tables:
        return list(filled[:1]), []
    same = [sheet for sheet, head in tables if head.key == tables[0][1].key]
    left = [sheet for sheet in same if _SUMS_UP.fullmatch(bare_of(sheet.name))] if len(same) > 1 else []
    kept = [sheet for sheet in same if sheet not in left] or same
    return kept, left if kept != same else []


def _headings(sheet: Sheet, told: Mapping[str, Any]) -> Headings | None:
    return headings_of(_first(sheet), sheet.merged(), told.get("header_row"), told.get("wanted", ()))


def _first(sheet: Sheet) -> list[Row]:
    return list(islice(sheet.read(lambda share: None, Seen()), LOOKED_AT))


def _is_table(sheet: Sheet) -> bool:
    head = headings_of(_first(sheet), sheet.merged())
    return head is not None and _holds_table(sheet, head)


def _holds_table(sheet: Sheet, head: Headings) -> bool:
    below = [row for row in _first(sheet) if row.number > head.last]
    return sum(bool(text) for text in head.texts) > 1 and any(len(row.cells) > 1 for row in below)


class _Whole:
    """The rows of one sheet, or of several under the same headings, and what was odd in them."""

    def __init__(self, name: str, told: Mapping[str, Any]) -> None:
        self.name, self.told = name, told
        self.columns: Columns | None = None
        self.jumps: list[tuple[int, int]] = []
        self.found: list[tuple[Below, Seen]] = []
        self.sums: dict[int, str] = {}
        self.keys: frozenset[str] = frozenset()

    def take(self, sheet: Sheet, tell: Callable[[float], None], is_one_of_several: bool) -> None:
        """The rows of a sheet."""
        line = self.told.get("header_row")
        seen = Seen()
        coming = iter(sheet.read(tell, seen))
        first = list(islice(coming, LOOKED_AT if line is None else max(LOOKED_AT, line)))
        head = headings_of(first, sheet.merged(), line, self.told.get("wanted", ()))
        if head is None:
            if line is not None and first:
                raise DataError(NO_ROW, name=self.name, line=line)
            raise DataError(EMPTY, name=self.name)
        if self.columns is None:
            self.columns = Columns(self.name, head.texts, self.told["most"])
        elif head.key != self.keys:
            raise DataError(
                OTHER_HEADINGS, name=self.name, sheet=sheet.name, headings=sorted(self.keys - head.key)[:_MOST_NAMED]
            )
        self.keys = head.key
        places = _places(head, self.columns.headings, self.name)
        hides = self.told.get("hidden_rows") == "leave-out"
        below = Below(
            self.name,
            sheet.name if is_one_of_several else "",
            head,
            sheet.merged(),
            hides,
            self.told.get("tables") == "all",
        )
        self.found.append((below, seen))
        self._add(below.rows(chain(first, coming)), self.columns, places, sheet.name, is_one_of_several)

    def _add(self, rows: Iterator[Row], columns: Columns, places: Sequence[int], sheet: str, several: bool) -> None:
        total, start = 0, columns.rows
        for row in rows:
            texts = [row.cells.get(place, "") for place in places]
            before = columns.rows
            columns.add(texts)
            if several:
                total = hash((total, *map(bare_of, texts)))
            elif len(self.jumps) < _MOST_JUMPS and columns.rows > before:
                jump = self.jumps[-1][1] - self.jumps[-1][0] if self.jumps else 2
                if row.number - before != jump:
                    self.jumps.append((before, row.number))
        if several and columns.rows - start > 1:
            if total in self.sums:
                raise DataError(SAME_TWICE, name=self.name, sheet=self.sums[total], other=sheet)
            self.sums[total] = sheet

    def answer(self) -> Answer:
        """The table as plain values and pieces of bytes."""
        assert self.columns is not None
        values, pieces = self.columns.answer()
        return {**values, "jumps": self.jumps}, pieces

    def oddities(self) -> dict[str, Any]:
        """What was odd in all sheets together."""
        assert self.columns is not None
        first = self.found[0][0].headings

        def names(columns: Callable[[Below, Seen], Iterable[int]]) -> list[str]:
            """Of each sheet by its own columns."""
            listed = (
                below.headings.texts[at] or f"#{at + 1}"
                for below, seen in self.found
                for at in sorted(columns(below, seen))
                if at < len(below.headings.texts)
            )
            return list(dict.fromkeys(listed))

        def sum_of(what: str) -> int:
            return sum(getattr(below, what) for below, _ in self.found)

        return {
            "title": first.first if first.titles else 0,
            "two_lines": first.last if first.last > first.first else 0,
            "joined": next((text for text in first.texts if BETWEEN in text), ""),
            "again": sum_of("again"),
            "below": sum_of("notes"),
            "titles": [title for below, _ in self.found for title in below.titles],
            "further": next((below.further for below, _ in self.found if below.further), 0),
            "beyond": sum_of("beyond"),
            "hidden_rows": sum_of("hidden"),
            "filled": sum_of("filled"),
            "filled_columns": names(lambda below, seen: below.filled_columns),
            "merged_numbers": names(lambda below, seen: below.merged_numbers),
            "hidden_columns": names(lambda below, seen: seen.hidden_columns),
            "without_value": names(lambda below, seen: seen.without_value),
        }


def _places(head: Headings, wanted: Sequence[str], name: str) -> list[int]:
    """Where in the rows of a sheet each column stands, by its heading and never by its place."""
    texts = named(head.texts, name)
    if texts == list(wanted):
        return list(range(len(wanted)))
    folded = [text.casefold() for text in texts]
    return [folded.index(name.casefold()) if name.casefold() in folded else -1 for name in wanted]
