"""Columns in which a value stands once and the cells below it are empty, as where cells were merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import narwhals as nw

from toolkit.audit.counting.reading.asked import NOT_OF_THIS_KIND
from toolkit.audit.counting.reading.note import Note, note
from toolkit.audit.counting.reading.sample import Sample
from toolkit.audit.counting.sources import Opened
from toolkit.errors import AuditError, DataError, translatable

EMPTY_BELOW = translatable(
    "In “{column}”, cells below filled ones are empty, as where cells were merged ({empty} of {rows} rows that were "
    "looked at); these people were counted as unknown. Do they belong to what stands above?"
)
EMPTY_BELOW_CODE = translatable("Say merged=“fill” or merged=“keep”.")
NUMBERS_MERGED = translatable(
    "In “{column}”, numbers stand in cells that are merged over several rows, so that nobody knows whether they count "
    "for each row or for all of them. Unmerge them in the spreadsheet, fill them in, and retry."
)
NO_RESULTS = translatable(
    "“{column}” holds formulas whose results were not saved. Open “{file}” in a spreadsheet, save it, and retry."
)
_FEWEST = 4  # rows
_SHARE = 0.25  # of the rows that are empty


def refuse_unsaid(opened: Opened, used: Sequence[str]) -> None:
    """Refuse a column in use whose cells do not say what they hold."""
    for column in used:
        if column in opened.oddities.get("without_value", ()):
            raise DataError(NO_RESULTS, column=column, file=opened.name)
        if column in opened.oddities.get("merged_numbers", ()):
            raise DataError(NUMBERS_MERGED, column=column)


def filled_down(opened: Opened, sample: Sample, columns: Sequence[str]) -> tuple[Opened, list[Note]]:
    """The table with such cells filled, if somebody said so; else notes on these columns."""
    asked = opened.asked.merged
    if asked == "keep":
        return opened, []
    if asked == "fill":
        if not isinstance(opened.frame, nw.DataFrame):
            raise AuditError(NOT_OF_THIS_KIND, argument="merged")
        texts = [nw.col(column).cast(nw.String).fill_null(strategy="forward") for column in columns]
        return replace(opened, frame=opened.frame.with_columns(*texts)), []
    return opened, empty_below(sample, columns)


def empty_below(sample: Sample, columns: Sequence[str]) -> list[Note]:
    """Notes on columns in which cells below filled ones are empty, alike in number or below values of their own.

    >>> [one.where for one in empty_below(Sample({"sex": ["women", "", "men", ""]}), ["sex"])]
    ['sex']
    >>> empty_below(Sample({"sex": ["women", "", "", "men", "men", "", "men"]}), ["sex"])
    []
    """
    notes = []
    for column in columns:
        texts = sample.columns.get(column, ())
        if all(text.strip() for text in set(texts)):  # as in most columns, and quick to see
            continue
        cells = [text.strip() for text in texts]
        empty = sum(not cell for cell in cells)
        if len(cells) < _FEWEST or not cells[0] or not _SHARE * len(cells) <= empty < len(cells) - 1:
            continue
        values = [cell for cell in cells if cell]
        runs = [len(list(run)) for is_empty, run in groupby(cells, key=lambda cell: not cell) if is_empty]
        of_own = len(set(values)) == len(values)
        alike = len(set(runs)) == 1 and len(runs) >= len(values) - 1
        if of_own or alike:
            told = {"column": column, "empty": empty, "rows": len(cells)}
            notes.append(note("merged", empty, column, EMPTY_BELOW, EMPTY_BELOW_CODE, is_open=True, **told))
    return notes
