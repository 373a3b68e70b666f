"""What a person says about a file, because the file does not say it or says it wrongly."""

from __future__ import annotations

import codecs
import zoneinfo
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from toolkit.errors import AuditError, translatable

NOT_OF_THIS_KIND = translatable("{argument} does not go with a table of this kind. Leave it out.")
DECIMALS = (".", ",")
DATES = ("day-first", "month-first", "year-first", "excel", "hijri")
TOTALS = ("leave-out", "keep")
SPELLINGS = ("merge", "keep")
REPEATED = ("drop", "keep")
MERGED = ("fill", "keep")
TABLES = ("first", "all")
# Kinds of notes that somebody has read and found right; persons who stand there twice are told by `repeated`.
CONFIRMED = ("sheets", "hidden", "totals", "spellings", "numbers", "dates", "merged", "errors", "header", "tables")

WANTS_ONE_OF = translatable("{argument} takes one of {allowed}, not “{value}”.")
WANTS_ENCODING = translatable(
    "encoding takes the name of a way of writing letters, such as utf-8, cp1252 (Western Europe) or cp1256 (Arabic), "
    "not “{value}”."
)
WANTS_SHEET = translatable(
    "sheet takes the name of a sheet, its number counted from 1, or a list of these to be put together, not “{value}”."
)
WANTS_ZONE = translatable("zone takes the name of a time zone, such as Africa/Dakar or Europe/Lisbon, not “{value}”.")
WANTS_ACROSS = translatable(
    "across takes a list of columns that each count the people with one decision, such as [“yes”, “no”], not “{value}”."
)
WANTS_MISSING = translatable(
    "missing takes a list of values that mean that nobody knows, such as [“unknown”], not “{value}”."
)
WANTS_ROW = translatable("header_row takes the number of the line of headings, counted from 1, not “{value}”.")


@dataclass(frozen=True)
class FileAsked:
    """What was said about a file; None where nothing was."""

    sheet: str | int | Sequence[str | int] | None = None
    header_row: int | None = None
    encoding: str | None = None
    decimal: str | None = None
    dates: str | None = None
    totals: str | None = None
    hidden: str | None = None
    spellings: str | None = None
    repeated: str | None = None
    missing: Sequence[str] | None = None
    zone: str | None = None
    merged: str | None = None
    across: Sequence[str] | None = None
    confirmed: Sequence[str] = ()
    tables: str | None = None
    known: Mapping[str, Sequence[str]] = field(default_factory=dict)  # by column, values as they were written before

    def __post_init__(self) -> None:
        sheets = [self.sheet] if isinstance(self.sheet, str | int) or self.sheet is None else self.sheet
        if not isinstance(sheets, list | tuple) or not sheets or not all(map(_is_sheet, sheets)):
            raise AuditError(WANTS_SHEET, value=str(self.sheet)[:60])
        if self.header_row is not None and not _is_place(self.header_row):
            raise AuditError(WANTS_ROW, value=str(self.header_row)[:60])
        if self.encoding is not None and not _is_encoding(self.encoding):
            raise AuditError(WANTS_ENCODING, value=str(self.encoding)[:60])
        for argument, value, allowed in (
            ("decimal", self.decimal, DECIMALS),
            ("dates", self.dates, DATES),
            ("totals", self.totals, TOTALS),
            ("hidden", self.hidden, TOTALS),
            ("spellings", self.spellings, SPELLINGS),
            ("repeated", self.repeated, REPEATED),
            ("merged", self.merged, MERGED),
            ("tables", self.tables, TABLES),
        ):
            if value is not None and (not isinstance(value, str) or value not in allowed):
                raise AuditError(WANTS_ONE_OF, argument=argument, allowed=list(allowed), value=str(value)[:60])

        if self.missing is not None and not _are_texts(self.missing):
            raise AuditError(WANTS_MISSING, value=str(self.missing)[:60])
        if self.across is not None and (not _are_texts(self.across) or len(self.across) < 2):
            raise AuditError(WANTS_ACROSS, value=str(self.across)[:60])
        if not _are_texts(self.confirmed) or not set(self.confirmed) <= set(CONFIRMED):
            raise AuditError(
                WANTS_ONE_OF, argument="confirmed", allowed=list(CONFIRMED), value=str(self.confirmed)[:60]
            )
        if self.zone is not None and not _is_zone(self.zone):
            raise AuditError(WANTS_ZONE, value=str(self.zone)[:60])

    def told(self, name: str, wanted: Sequence[str] = ()) -> dict[str, Any]:
        """What the process that reads a file has to know, as plain values."""
        several = isinstance(self.sheet, list | tuple)
        return {
            "delimiter": "\t" if name.lower().endswith(".tsv") else "",
            "sheet": list(self.sheet) if several else self.sheet,  # type: ignore[arg-type]
            "header_row": self.header_row,
            "encoding": self.encoding or "",
            "hidden_rows": self.hidden or "",
            "tables": self.tables or "",
            "wanted": list(wanted),
        }

    def refuse(self, *arguments: str) -> None:
        """Refuse what says nothing about a table of this kind: it must not seem to have been heeded."""
        for argument in arguments:
            if getattr(self, argument) is not None:
                raise AuditError(NOT_OF_THIS_KIND, argument=argument)


def _is_place(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_sheet(value: Any) -> bool:
    return value is None or _is_place(value) or (isinstance(value, str) and bool(value))


def _are_texts(values: Any) -> bool:
    return isinstance(values, list | tuple | set | frozenset) and all(isinstance(one, str) for one in values)


def _is_zone(value: Any) -> bool:
    try:
        return isinstance(value, str) and zoneinfo.ZoneInfo(value) is not None
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        return False


def _is_encoding(value: Any) -> bool:
    try:
        return isinstance(value, str) and isinstance(b"a".decode(codecs.lookup(value).name), str)
    except (LookupError, ValueError):  # it is none, or one that does not make text
        return False
