"""Clauses of agreements in force elsewhere, from the clause files of the WageIndicator Foundation."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from toolkit.errors import ColumnNotFound, EmptyTable, UnreadableFile, translatable

LICENCE = "CC BY 4.0"
CITATION = (
    "WageIndicator Foundation: Collective Bargaining Agreements, full texts and selected clauses. "
    "DANS, https://doi.org/10.17026/dans-zg9-wtjj"
)
LONGEST_CELL = 10_000_000  # characters: a whole agreement in one cell, and not a file without end
_YEAR = re.compile(r"(?<!\d)(1[89]|20)\d\d(?!\d)")

NO_FILE = translatable("There is no file “{file}”. Check its name and folder.")
NO_CSV = translatable(
    "The file “{file}” cannot be read as a table of clauses ({reason}). Save it as CSV in UTF-8 and try again."
)
UNEVEN = translatable(
    "In the file “{file}” the row that ends in line {line} has {cells} cells, and the header has {columns}. Mend that "
    "row and try again."
)


@dataclass(frozen=True, slots=True)
class AgreementClause:
    """One clause of somebody else's agreement, as a file has it; pass licence and citation on with the text."""

    agreement: str
    topic: str
    text: str
    country: str
    year: int | None
    language: str
    licence: str = LICENCE
    citation: str = CITATION


def read_wageindicator(
    path: str | Path,
    *,
    agreement: str = "cba_id",
    topic: str = "variable",
    text: str = "clause",
    country: str | None = None,
    year: str | None = None,
    language: str | None = None,
) -> tuple[AgreementClause, ...]:
    """Clauses of agreements in force elsewhere, from a CSV file of the WageIndicator Foundation (CC BY 4.0).

    Parameters
    ----------
    path
        A file with one row a clause, its cells parted by commas, semicolons or tabs.
    agreement, topic, text
        The columns with the agreement's number or name, the subject, and the words. They vary from release to release:
        name those of your file. Rows without words are left out.
    country, year, language
        Further columns, where the file has them. A year may be part of a date.

    Raises
    ------
    ColumnNotFound
        Listing the columns that the file has.
    UnreadableFile, EmptyTable
    """
    path = Path(path)
    wanted = {"agreement": agreement, "topic": topic, "text": text}
    wanted |= {key: name for key, name in (("country", country), ("year", year), ("language", language)) if name}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = tuple(_clause(row) for row in _rows(file, path.name, wanted) if row["text"])
    except FileNotFoundError as error:
        raise UnreadableFile(NO_FILE, file=path.name) from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(NO_CSV, file=path.name, reason=" ".join(str(error).split())[:120]) from error
    if not found:
        raise EmptyTable(path.name)
    return found


def _rows(file: TextIO, name: str, wanted: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The wanted cells of each row, under our names for them."""
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        first = file.readline()
        if not first.strip():
            raise EmptyTable(name)
        file.seek(0)
        delimiter = max(",;\t", key=first.count)
        lines = csv.reader(file, delimiter=delimiter, strict=True)
        columns = [column.strip() for column in next(lines)]
        for column in wanted.values():
            if column not in columns:
                raise ColumnNotFound(column, columns)
        for row in lines:
            if not row:
                continue
            if len(row) != len(columns):
                raise UnreadableFile(UNEVEN, file=name, line=lines.line_num, cells=len(row), columns=len(columns))
            yield {key: " ".join(row[columns.index(column)].split()) for key, column in wanted.items()}
    finally:
        csv.field_size_limit(before)


def _clause(row: Mapping[str, str]) -> AgreementClause:
    values: dict[str, Any] = {key: row.get(key, "") for key in ("agreement", "topic", "text", "country", "language")}
    year = _YEAR.search(row.get("year", ""))
    return AgreementClause(**values, year=int(year.group()) if year else None)
