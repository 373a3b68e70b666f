"""Count once: how many people answered what in each stratum and cluster, and the sums of their weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.audit.amounts.moments import number_in
from toolkit.audit.counting.counts import UNKNOWN
from toolkit.audit.counting.row_counts import MOST_PEOPLE
from toolkit.audit.counting.score_bins import has_score
from toolkit.audit.counting.sources import open_table, require_columns, rows_of
from toolkit.audit.counting.warehouses import refuse_lost_numbers
from toolkit.audit.surveys import survey_words as words
from toolkit.documents.brought.cell_text import as_text
from toolkit.errors import AuditError, DataError, ToolkitError

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True)
class Design:
    """How people were drawn: the stratum and cluster of each cell, and how many were drawn in each stratum.

    Without clusters everybody is drawn by themselves, and `unit` is None. Private, as the count table is.
    """

    stratum: Codes
    unit: Codes | None
    drawn: Codes  # by stratum: clusters, or people


@dataclass(frozen=True)
class Answers:
    """Cells of people who are alike: how many, and the sums of their weights and of their squares."""

    groups: dict[str, list[str]]  # by characteristic, the group of each cell
    selected: NDArray[np.bool_]
    decided: NDArray[np.bool_]
    people: Floats
    weight: Floats
    squares: Floats
    design: Design
    without_weight: int


def count_answers(
    table: Any,
    decision: str,
    selected: Sequence[str],
    groups: Sequence[str],
    weight: str,
    strata: str | None,
    clusters: str | None,
    decimal: str | None,
) -> Answers:
    """One GROUP BY, after weights were looked at.

    Raises
    ------
    AuditError, DataError
        If weights are below zero, infinite or no numbers, or the design is not known of everybody.
    """
    opened = open_table(table)
    drawn = [name for name in (strata, clusters) if name is not None]
    require_columns(opened.frame, [decision, *groups, weight, *drawn])
    value, _ = number_in(opened, weight, decimal)
    keys = {f"key {place}": nw.col(name) for place, name in enumerate([decision, *groups, *drawn])}
    number = nw.col("weight")
    is_tiny = (number > 0) & (number < 1 / MOST_PEOPLE)  # whose square is no number any more
    try:
        refuse_lost_numbers(opened.frame, weight, value)
        frame = opened.frame.select(**keys, weight=value)
        wrong = frame.filter(
            has_score(number) & ((number < 0) | ~number.is_finite() | (number > MOST_PEOPLE) | is_tiny)
        )
        ((below,),) = rows_of(wrong.select(nw.len().alias("rows")))
        ((everybody,),) = rows_of(frame.select(nw.len().alias("rows")))
        known = frame.filter(has_score(number) & (number > 0)).with_columns(squared=number * number)
        sums = (nw.len().alias("n"), number.sum().alias("sum"), nw.col("squared").sum().alias("squares"))
        rows = rows_of(known.group_by(*keys).agg(*sums))
    except ToolkitError:
        raise
    except Exception as error:  # each backend has its own family of errors
        detail = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
        raise DataError(words.NO_WEIGHTS, column=weight, detail=detail) from error
    if below:
        raise AuditError(words.BAD_WEIGHTS, column=weight, rows=int(below))
    if not rows:
        raise DataError(words.NO_WEIGHTS, column=weight, detail="0")
    width = 1 + len(groups)
    for place, name in enumerate(drawn, start=width):
        empty = sum(int(row[-3]) for row in rows if as_text(row[place]) is None)
        if empty:
            raise AuditError(words.NOT_DRAWN, column=name, rows=empty)
    people, sums_of, squares = (np.array([float(row[place]) for row in rows]) for place in (-3, -2, -1))
    decisions = [as_text(row[0]) for row in rows]
    return Answers(
        {name: [as_text(row[place]) or UNKNOWN for row in rows] for place, name in enumerate(groups, start=1)},
        np.array([text in selected for text in decisions]),
        np.array([text is not None for text in decisions]),
        people,
        sums_of,
        squares,
        _design(rows, people, width, strata is not None, clusters is not None),
        int(everybody) - int(people.sum()),
    )


def _design(rows: Sequence[Sequence[Any]], people: Floats, width: int, has_strata: bool, has_clusters: bool) -> Design:
    """Clusters of one name in two strata are two: each stratum is drawn from by itself."""
    strata = [as_text(row[width]) if has_strata else "" for row in rows]
    stratum = _codes(strata)
    if not has_clusters:
        return Design(stratum, None, np.rint(np.bincount(stratum, people)).astype(np.int64))
    place = width + has_strata
    unit = _codes([(one, as_text(row[place])) for one, row in zip(strata, rows, strict=True)])
    of_unit = np.zeros(int(unit.max()) + 1, dtype=np.int64)
    of_unit[unit] = stratum
    return Design(stratum, unit, np.bincount(of_unit, minlength=int(stratum.max()) + 1))


def _codes(values: Sequence[Any]) -> Codes:
    order = {value: code for code, value in enumerate(dict.fromkeys(values))}
    return np.array([order[value] for value in values], dtype=np.int64)
