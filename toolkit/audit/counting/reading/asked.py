"""What a person says about a file, because the file does not say it or says it wrongly."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Any

from toolkit.errors import AuditError, translatable

NOT_OF_THIS_KIND = translatable("{argument} does not go with a table of this kind. Leave it out.")
DECIMALS = (".", ",")
DATES = ("day-first", "month-first", "year-first", "excel")
TOTALS = ("leave-out", "keep")

WANTS_ONE_OF = translatable("{argument} takes one of {allowed}, not “{value}”.")
WANTS_ENCODING = translatable(
    "encoding takes the name of a way of writing letters, such as utf-8, cp1252 (Western Europe) or cp1256 (Arabic), "
    "not “{value}”."
)
WANTS_SHEET = translatable("sheet takes the name of a sheet, or its number counted from 1, not “{value}”.")
WANTS_ROW = translatable("header_row takes the number of the line of headings, counted from 1, not “{value}”.")


@dataclass(frozen=True)
class FileAsked:
    """What was said about a file; None where nothing was."""

    sheet: str | int | None = None
    header_row: int | None = None
    encoding: str | None = None
    decimal: str | None = None
    dates: str | None = None
    totals: str | None = None

    def __post_init__(self) -> None:
        if self.sheet is not None and not (isinstance(self.sheet, str) and self.sheet) and not _is_place(self.sheet):
            raise AuditError(WANTS_SHEET, value=str(self.sheet)[:60])
        if self.header_row is not None and not _is_place(self.header_row):
            raise AuditError(WANTS_ROW, value=str(self.header_row)[:60])
        if self.encoding is not None and not _is_encoding(self.encoding):
            raise AuditError(WANTS_ENCODING, value=str(self.encoding)[:60])
        for argument, value, allowed in (
            ("decimal", self.decimal, DECIMALS),
            ("dates", self.dates, DATES),
            ("totals", self.totals, TOTALS),
        ):
            if value is not None and (not isinstance(value, str) or value not in allowed):
                raise AuditError(WANTS_ONE_OF, argument=argument, allowed=list(allowed), value=str(value)[:60])

    def refuse(self, *arguments: str) -> None:
        """Refuse what says nothing about a table of this kind: it must not seem to have been heeded."""
        for argument in arguments:
            if getattr(self, argument) is not None:
                raise AuditError(NOT_OF_THIS_KIND, argument=argument)


def _is_place(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_encoding(value: Any) -> bool:
    try:
        return isinstance(value, str) and isinstance(b"a".decode(codecs.lookup(value).name), str)
    except (LookupError, ValueError):  # it is none, or one that does not make text
        return False
