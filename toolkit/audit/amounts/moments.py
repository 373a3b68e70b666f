"""Count once: how many people there are in each cell, and the sum and the sum of squares of their amounts.

Everything that is said of averages is a function of this table. Amounts are counted from their overall mean, so that
squares of large numbers do not swallow small differences.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.audit.counting.counts import UNKNOWN, sort_key
from toolkit.audit.counting.identifiers import refuse_identifiers
from toolkit.audit.counting.reading.note import Note
from toolkit.audit.counting.reading.numbers import style_of
from toolkit.audit.counting.score_bins import has_score
from toolkit.audit.counting.sources import Opened, open_table, require_columns, rows_of
from toolkit.audit.counting.warehouses import refuse_lost_numbers
from toolkit.documents.brought.cell_text import as_text
from toolkit.errors import AuditError, DataError, EmptyTable, translatable

Floats = NDArray[np.float64]
Codes = NDArray[np.int64]

NO_AMOUNT = translatable("The column “{column}” of {source} holds no numbers that could be averaged: {detail}.")
BELOW_ZERO = translatable(
    "The column “{column}” holds amounts below zero, down to {lowest}. Averages of few people are protected by a rule "
    "for amounts of 0 or more; leave these rows out, or count gains and losses in columns of their own."
)
PARTS_OF_PEOPLE = translatable("The count column holds “{value}”. Counts are whole numbers, 0 or more; correct it.")


@dataclass(frozen=True)
class Moments:
    """Cells of people: how many, and the moments of their amounts about `origin`. Private, as the count table is.

    `largest` is the largest amount of one person in the cell; `unknown` people have no amount.
    """

    labels: dict[str, tuple[str, ...]]
    codes: dict[str, Codes]
    people: Floats
    first: Floats
    second: Floats
    largest: Floats
    origin: float
    unknown: int
    notes: tuple[Note, ...] = ()
    spread: tuple[tuple[int, float, float], ...] = ()  # cell, amount, people: for medians alone


def count_moments(
    table: Any,
    amount: str,
    groups: Sequence[str],
    within: Sequence[str],
    count: str | None,
    decimal: str | None = None,
) -> Moments:
    """One GROUP BY for the moments, and one for how amounts are spread."""
    opened = open_table(table)
    names = [*groups, *within]
    require_columns(opened.frame, [*names, amount, *([count] if count else [])])
    value, notes = number_in(opened, amount, decimal)
    people = nw.col(count).cast(nw.Float64) if count else nw.lit(1.0)
    keys = {f"key {place}": nw.col(name) for place, name in enumerate(names)}
    try:
        refuse_lost_numbers(opened.frame, amount, value)
        frame = opened.frame.select(**keys, amount=value, people=people)
        known = frame.filter(has_score(nw.col("amount")) & (nw.col("people") > 0))
        ((total, weight, lowest),) = rows_of(
            known.select(
                (nw.col("amount") * nw.col("people")).sum().alias("total"),
                nw.col("people").sum().alias("weight"),
                nw.col("amount").min().alias("lowest"),
            )
        )
        ((everybody,),) = rows_of(frame.select(nw.col("people").sum().alias("everybody")))
        if not weight:
            raise EmptyTable(opened.name)
        origin = float(total) / float(weight)
        moved = (nw.col("amount") - origin) * nw.col("people")
        rows = rows_of(
            known.with_columns(moved=moved, squared=moved * (nw.col("amount") - origin))
            .group_by(*keys)
            .agg(
                nw.col("people").sum().alias("n"),
                nw.col("moved").sum().alias("first"),
                nw.col("squared").sum().alias("second"),
                nw.col("amount").max().alias("largest"),
            )
        )
        spread = rows_of(known.group_by(*keys, "amount").agg(nw.col("people").sum().alias("n")))
    except EmptyTable:
        raise
    except Exception as error:  # each backend has its own family of errors
        detail = (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
        raise DataError(NO_AMOUNT, column=amount, source=opened.name, detail=detail) from error
    if lowest < 0:
        raise AuditError(BELOW_ZERO, column=amount, lowest=str(lowest))
    _refuse_names(rows, names, groups, within)
    unknown = float(everybody or 0) - float(weight)
    return _merge(rows, spread, names, origin, round(unknown), tuple(notes))


def number_in(opened: Opened, name: str, decimal: str | None) -> tuple[nw.Expr, list[Note]]:
    """A column as numbers, whether it holds numbers or texts of them, and what was odd in it."""
    column, notes = nw.col(name), []
    if opened.frame.collect_schema()[name] == nw.String:
        style, note = style_of(sorted(opened.sample([name]).texts(name)), name, decimal, whole=False)
        notes = [note] if note else []
        bare = column.str.strip_chars()
        column = nw.when(bare != "").then(style.expression(bare))
    return column.cast(nw.Float64), [*opened.notes, *notes]


def _refuse_names(rows: list[tuple[Any, ...]], names: list[str], groups: Sequence[str], within: Sequence[str]) -> None:
    places = {f"group {name}": names.index(name) for name in groups}
    places |= {f"within {name}": names.index(name) for name in within}
    short = [(*row[: len(names)], int(row[len(names)])) for row in rows]
    refuse_identifiers(short, places, tuple(groups), tuple(within), False)


def _merge(
    rows: list[tuple[Any, ...]],
    spread: list[tuple[Any, ...]],
    names: list[str],
    origin: float,
    unknown: int,
    notes: tuple[Note, ...],
) -> Moments:
    """Rows of the same texts become one cell."""
    width = len(names)
    cells: dict[tuple[str, ...], list[float]] = {}
    for row in rows:
        n, first, second, largest = (float(value) for value in row[width:])
        if n != int(n) or n < 0:
            raise DataError(PARTS_OF_PEOPLE, value=str(row[width]))
        cell = cells.setdefault(_key(row[:width]), [0.0, 0.0, 0.0, -math.inf])
        cell[0], cell[1], cell[2] = cell[0] + n, cell[1] + first, cell[2] + second
        cell[3] = max(cell[3], largest)
    keys = sorted(cells, key=lambda key: [sort_key(value) for value in key])
    place = {key: number for number, key in enumerate(keys)}
    labels = {name: tuple(sorted({key[at] for key in keys}, key=sort_key)) for at, name in enumerate(names)}
    codes = {
        name: np.array([labels[name].index(key[at]) for key in keys], dtype=np.int64) for at, name in enumerate(names)
    }
    people, first, second, largest = np.array([cells[key] for key in keys], dtype=np.float64).T
    told = sorted((place[_key(row[:width])], float(row[width]), float(row[width + 1])) for row in spread)
    return Moments(labels, codes, people, first, second, largest, origin, unknown, notes, tuple(told))


def _key(values: Sequence[Any]) -> tuple[str, ...]:
    return tuple(as_text(value) or UNKNOWN for value in values)
