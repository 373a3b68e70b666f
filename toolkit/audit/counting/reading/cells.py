"""Cells that hold no plain value: errors of a spreadsheet, counts that were withheld or carry the mark of a note."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from toolkit.audit.counting.reading.note import Note, note
from toolkit.documents.brought.cell_text import as_text
from toolkit.errors import DataError, translatable

ERRORS = translatable(
    "In “{column}”, {rows} rows show an error of the spreadsheet ({values}); these cells were read as empty. Correct "
    "the formulas, save and retry, if they should hold something."
)
SUPPRESSED = translatable(
    "In “{column}”, {rows} rows hold “{values}” and no number; nobody was counted by them. If these are small numbers "
    "that were withheld, shares rest on the others alone."
)
MARKED = translatable(
    "In “{column}”, marks of footnotes were left out: “{example}” was read as {number}. If that is wrong, correct it "
    "in the file."
)
PERCENT = translatable(
    "“{column}” holds “{value}”, which is a percentage and no number of people. Give the column that counts people."
)

Rows = Sequence[Sequence[Any]]
_ERROR = re.compile(
    r"#(?:REF|N/A|VALUE|DIV/0|NAME|NULL|NUM|SPILL|CALC|GETTING_DATA)[!?]?|Err:\d{3}|#(?:BEZUG|WERT|NV|NOMBRE|VALOR|NOM|VALEUR)[!?]?"
)
_WITHHELD = re.compile(
    r"[<≤]\s*[\d٠-٩]+|[*.…:\-–—_xXsScC]{1,3}|n/?a|n\.?a\.?|n\.?d\.?|n/d|s/d|n\.?c\.?|null|nan|none|secret|confidential|confidentiel|"
    r"suppressed|withheld|غ/?م|غير متوفر|سري",
    re.IGNORECASE,
)
_MARK = re.compile(r"(.*[\d٠-٩۰-۹])\s*(?:[*†‡§]+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\([a-z1-9]\)|\[[a-z1-9]\])", re.DOTALL)
_MOST_TOLD = 6


def without_errors(rows: Rows, columns: Mapping[int, str], missing: Collection[str] | None) -> tuple[Rows, list[Note]]:
    """The rows with cells that show an error, or what somebody named as not known, left empty; and notes on the errors.

    Parameters
    ----------
    columns : by place in a row, the column that stands there
    """
    unknown = {text for one in missing or () if (text := as_text(one)) is not None}
    notes: list[Note] = []
    for place, column in columns.items():
        texts = {value: text for value in {row[place] for row in rows} if (text := as_text(value)) is not None}
        wrong = {value for value, text in texts.items() if _ERROR.fullmatch(text)}
        if wrong:
            number = sum(int(row[-1]) for row in rows if row[place] in wrong)
            told = sorted({texts[value] for value in wrong})[:_MOST_TOLD]
            notes.append(note("errors", told, column, ERRORS, is_open=True, column=column, rows=number, values=told))
        if out := wrong | {value for value, text in texts.items() if text in unknown}:
            rows = _emptied(rows, place, out)
    return rows, notes


def plain_counts(rows: Rows, place: int, column: str, is_settled: bool) -> tuple[Rows, list[Note]]:
    """The rows with counts that were withheld left empty and marks of footnotes taken off; and notes on both.

    Raises
    ------
    DataError
        If a count is a percentage.
    """
    texts = {value: text for value in {row[place] for row in rows} if (text := as_text(value)) is not None}
    for text in texts.values():
        if re.fullmatch(r".*[\d٠-٩]\s*[%٪]", text):
            raise DataError(PERCENT, column=column, value=text[:40])
    notes: list[Note] = []
    held = {value for value, text in texts.items() if _WITHHELD.fullmatch(text)}
    if held:
        number = sum(int(row[-1]) for row in rows if row[place] in held)
        told = sorted({texts[value] for value in held})[:_MOST_TOLD]
        said: dict[str, Any] = {"column": column, "rows": number, "values": told}
        notes.append(note("numbers", told, column, SUPPRESSED, is_open=not is_settled, **said))
        rows = _emptied(rows, place, held)
    marked = {value: match[1].strip() for value, text in texts.items() if (match := _MARK.fullmatch(text))}
    if marked:
        value, number_ = min(marked.items(), key=lambda one: str(one[0]))
        said = {"column": column, "example": texts[value], "number": number_}
        notes.append(note("footnotes", texts[value], column, MARKED, **said))
        rows = [(*row[:place], marked.get(row[place], row[place]), *row[place + 1 :]) for row in rows]
    return rows, notes


def _emptied(rows: Iterable[Sequence[Any]], place: int, values: Collection[Any]) -> Rows:
    return [(*row[:place], None if row[place] in values else row[place], *row[place + 1 :]) for row in rows]
