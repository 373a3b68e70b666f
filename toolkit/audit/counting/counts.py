"""Count once: everything an audit says is a pure function of this one table of counts.

One GROUP BY makes it, on whatever computes the person's table. The keys are grouped as they are and turned into text
afterwards, on the few rows that come back, so that every backend gives the same values.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from toolkit.audit.counting.bands import banded
from toolkit.audit.counting.identifiers import refuse_identifiers
from toolkit.audit.counting.long_tables.files import count_long_file
from toolkit.audit.counting.long_tables.progress import Watch
from toolkit.audit.counting.merged_cells import filled_down, refuse_unsaid
from toolkit.audit.counting.other_values import values_not_named
from toolkit.audit.counting.periods import period_keys
from toolkit.audit.counting.reading.days import DAYS_ELSEWHERE, ZONE_NOT_SAID, has_offset, is_odd
from toolkit.audit.counting.reading.note import Note, note
from toolkit.audit.counting.reading.numbers import NumberStyle, style_of
from toolkit.audit.counting.reading.sample import DROPPED, NO_PERSONS, Sample, once, person_notes, persons_in
from toolkit.audit.counting.reading.settled import settle
from toolkit.audit.counting.reading.totals import BESIDE, columns_with_totals
from toolkit.audit.counting.roles import Roles
from toolkit.audit.counting.row_counts import has_lines_apart, merge_rows, people_of
from toolkit.audit.counting.score_bins import (
    Weighted,
    bin_of,
    cuts_at,
    has_score,
    middle_and_quantiles,
    weighted_quantiles,
)
from toolkit.audit.counting.sources import Frame, Opened, fault_in, read_row_by_row, rows_of, unreadable
from toolkit.audit.counting.warehouses import days_at, refuse_lost_numbers, zone_shown
from toolkit.documents.brought.cell_text import as_text
from toolkit.errors import DataError, EmptyTable, UnreadableFile, ValueNotFound, translatable

UNKNOWN = "(unknown)"
_ABOVE = {None: -1, "no": 0, "yes": 1}
PERIODS = ("day", "month", "quarter", "year")

Codes = NDArray[np.int64]


@dataclass(frozen=True)
class CountTable:
    """How many people there are of each kind; one entry a cell, no cell empty.

    ``outcome`` and ``above`` (score over the overall median) are 1 for yes, 0 for no, -1 for unknown. Private to the
    audit: only what passes the publishing step leaves it. ``undecided`` people have no decision; ``uncounted`` rows do
    not say how many people they stand for, as cells that were suppressed before they were published.
    """

    labels: dict[str, tuple[str, ...]]
    codes: dict[str, Codes]
    selected: NDArray[np.bool_]
    outcome: Codes
    above: Codes
    people: Codes
    undecided: int = 0
    uncounted: int = 0
    names: tuple[str, ...] = field(default=())
    rows: CountTable | None = None  # of rounded counts: how many rows as they were given, zeros too, a cell rests on

    binned: BinnedTable | None = None  # the same people by group and bin of their score
    as_no: tuple[tuple[str, int], ...] = ()  # each value of the decision that is not selected, and how many people
    as_untrue: tuple[tuple[str, int], ...] = ()  # the same of the outcome, among people with a decision
    notes: tuple[Note, ...] = ()  # what was odd in the table, and how it was read

    @property
    def total(self) -> int:
        """All people with a decision."""
        return int(self.people.sum())


@dataclass(frozen=True)
class BinnedTable:
    """The counts once more, cut by bins of the score instead of strata and periods; ``bins`` is -1 without a score."""

    cuts: tuple[float, ...]
    cells: CountTable
    bins: Codes


def count_cells(opened: Opened, roles: Roles) -> CountTable:
    """Group the whole log once and return the table of counts."""
    refuse_unsaid(opened, roles.columns)
    sample = opened.sample([roles.score, roles.when])
    opened, below = filled_down(opened, sample, (*roles.groups, *roles.within))
    zoned = _zone_notes(opened, roles, sample)
    opened = _at_place(opened, roles)
    frame, source, watch, is_long = opened.frame, opened.name, opened.watch, opened.is_long
    found: list[Note] = []
    if roles.score is not None:
        watch.step(0.0, 0.5)
    style, notes = _score_style(sample, roles, opened.asked.decimal)
    notes += zoned
    keys, cuts = _keys(opened, roles, style, sample)
    # A row of totals is told by a word that may stand in a column that nobody asks about.
    beside = columns_with_totals(sample, roles.columns)
    keys = {**{f"{BESIDE}{name}": nw.col(name) for name in beside}, **keys}
    watch.step(0.0 if roles.score is None else 0.5, 1.0)
    told = opened.oddities.get("persons", ())
    persons = list(dict.fromkeys([*persons_in(sample, roles.columns, roles.count is not None), *told]))
    try:
        if opened.asked.repeated == "drop":
            frame, found = each_once(frame, keys, persons, watch)
            sample, is_long = once(sample, [*roles.columns, *persons]), False
            keys = {name: nw.col(name) for name in keys}
        if is_long and isinstance(frame, nw.LazyFrame):
            rows = count_long_file(frame, keys, watch)
        else:
            rows = rows_of(frame.select(**keys).group_by(*keys).agg(nw.len().alias("rows")), watch)
    except DataError:
        raise
    except Exception as error:  # each backend has its own family of errors for a file that breaks while it is read
        raise unreadable(opened.path or source, error) from error
    if not rows:
        raise EmptyTable(source)
    if opened.csv is not None and has_lines_apart(rows, list(keys), roles):
        return count_cells(banded(read_row_by_row(opened), roles.bands), roles)
    refuse_identifiers(
        rows, {name: place for place, name in enumerate(keys)}, roles.groups, roles.within, roles.count is not None
    )
    settled, odd = settle(rows, list(keys), roles, opened.asked, source)
    rows = rows if settled is rows else [tuple(row) for row in settled]
    notes = [*opened.notes, *below, *notes, *odd]
    is_settled = opened.asked.repeated == "keep" or roles.count is not None
    every = 0 if opened.asked.repeated == "drop" else sum(int(row[-1]) for row in rows)  # dropped among all rows
    notes += [*person_notes(sample, persons, is_settled, told, every, opened.oddities.get("phones")), *found]
    cells = merge_rows(rows, list(keys), roles)
    if not cells:
        raise EmptyTable(source)
    _check_values(cells, roles)
    watch.say(1.0)
    without = 0 if roles.count is None else sum(row[-1] for row in rows if as_text(row[-2]) is None)
    given = None if roles.rounded_to is None else _table(merge_rows(rows, list(keys), roles, as_rows=True), roles)
    binned = None if cuts is None else _binned(rows, list(keys), roles, cuts)
    place = len(roles.groups) + len(roles.within) + 1  # of the decision; the outcome comes after it
    as_no = values_not_named(cells, place, place, roles.selected)
    as_untrue = values_not_named(cells, place, place + 1, roles.outcome_true)
    table = _table(cells, roles)
    table = replace(table, rows=given, binned=binned, as_no=as_no, as_untrue=as_untrue)
    kept = [replace(one, is_open=False) if one.kind in opened.asked.confirmed else one for one in notes]
    return replace(table, uncounted=int(without), notes=tuple(kept))


# --- the GROUP BY ------------------------------------------------------------------------------------------------


def _score_style(sample: Sample, roles: Roles, decimal: str | None) -> tuple[NumberStyle, list[Note]]:
    if roles.score is None:
        return NumberStyle(), []
    style, found = style_of(sorted(sample.texts(roles.score)), roles.score, decimal, whole=False)
    return style, [found] if found else []


def _zone_notes(opened: Opened, roles: Roles, sample: Sample) -> list[Note]:
    """What is to be said of moments whose day depends on a place that nobody named."""
    if roles.when is None or opened.asked.zone is not None:
        return []
    zone = zone_shown(opened.frame, roles.when)
    if zone:
        zone = zone if opened.path is None else "UTC"
        return [note("dates", zone, roles.when, DAYS_ELSEWHERE, column=roles.when, zone=zone)]
    example = next((text for text in sorted(sample.texts(roles.when)) if has_offset(text)), "")
    return [note("dates", example, roles.when, ZONE_NOT_SAID, column=roles.when, example=example)] if example else []


def _at_place(opened: Opened, roles: Roles) -> Opened:
    """The table with days at the place that was asked for, where it lives elsewhere; files have it in their query."""
    zone, frame = opened.asked.zone, opened.frame
    if zone is None or roles.when is None or opened.path is not None or not isinstance(frame, nw.LazyFrame):
        return opened
    if not zone_shown(frame, roles.when):
        return opened
    return replace(opened, frame=days_at(frame, roles.when, zone))


def _keys(
    opened: Opened, roles: Roles, style: NumberStyle, sample: Sample
) -> tuple[dict[str, nw.Expr], tuple[float, ...] | None]:
    """By what the log is grouped, and where its scores are cut."""
    frame, cuts = opened.frame, None
    keys = {f"group {name}": nw.col(name) for name in roles.groups}
    keys |= {f"within {name}": nw.col(name) for name in roles.within}
    keys["decision"] = nw.col(roles.decision)
    if roles.outcome is not None:
        keys["outcome"] = nw.col(roles.outcome)
    if roles.score is not None:
        score = _number_column(frame, roles.score, style)
        median, cuts = _middle_and_cuts(opened, roles, style)
        keys["above"] = score > median
        keys["scored"] = has_score(score)  # NaN counts as above everything on some backends and below on others
        if cuts is not None:
            keys[f"within {_bin_name(roles)}"] = bin_of(score, cuts)
    if roles.when is not None:
        days = sample.texts(roles.when)
        odd = is_odd(days) or opened.asked.dates is not None
        keys |= period_keys(frame, roles, odd, opened.asked.zone, any(map(has_offset, days)))
    if roles.count is not None:
        keys["count"] = nw.col(roles.count)
    return keys, cuts


def _bin_name(roles: Roles) -> str:
    name = "bin"
    while name in (*roles.groups, *roles.within):
        name += "_"
    return name


def _number_column(frame: Frame, name: str, style: NumberStyle) -> nw.Expr:
    column = nw.col(name)
    kind = frame.collect_schema()[name]
    if kind in (nw.Categorical, nw.Enum):
        column, kind = column.cast(nw.String), nw.String()
    if kind == nw.String:  # an empty text is a missing number, not a wrong one
        column = nw.when(column.str.strip_chars() != "").then(style.expression(column.str.strip_chars()))
    return column.cast(nw.Float64)


def _middle_and_cuts(opened: Opened, roles: Roles, style: NumberStyle) -> tuple[float, tuple[float, ...] | None]:
    """The overall median score (New York City, 6 RCNY 5-300: half of all scores lie above it), and where to cut."""
    assert roles.score is not None
    frame, source, watch, wanted = opened.frame, opened.name, opened.watch, roles.score_bins
    try:
        refuse_lost_numbers(frame, roles.score, _number_column(frame, roles.score, style))
        if roles.count is None:
            scores = frame.select(score=_number_column(frame, roles.score, style))
            known = scores.filter(has_score(nw.col("score")))
            middle, values = middle_and_quantiles(known, wanted if isinstance(wanted, int) else 1, opened)
            return middle, cuts_at(values) if isinstance(wanted, int) else wanted
        keys = {"score": _number_column(frame, roles.score, style), "count": nw.col(roles.count)}
        rows = rows_of(frame.select(**keys).group_by(*keys).agg(nw.len().alias("rows")), watch)
    except Exception as error:
        raise fault_in(opened.path, error) or UnreadableFile(
            translatable("The score column “{column}” of {source} holds something that is not a number: {detail}."),
            column=roles.score,
            source=source,
            detail=(str(error).strip().splitlines() or [type(error).__name__])[0][:200],
        ) from error
    weighted = sorted(
        (float(score), people_of(count, rows)) for score, count, rows in rows if as_text(score) is not None
    )
    people = sum(count for _, count in weighted)
    lower = _weighted_order(weighted, (people - 1) // 2)
    middle = (lower + _weighted_order(weighted, people // 2)) / 2
    return middle, cuts_at(weighted_quantiles(weighted, wanted)) if isinstance(wanted, int) else wanted


def _weighted_order(weighted: Weighted, position: int) -> float:
    passed = 0
    for score, people in weighted:
        passed += people
        if passed > position:
            return float(score)
    return math.nan


def each_once(
    frame: Frame, keys: Mapping[str, nw.Expr], persons: Sequence[str], watch: Watch
) -> tuple[Frame, list[Note]]:
    """The table without rows that say the same of the same person, and a note on how many these were."""
    if not persons:
        raise DataError(NO_PERSONS)
    before = rows_of(frame.select(rows=nw.len()), watch)[0][0]
    named = {f"person {name}": nw.col(name) for name in persons}
    once_each = frame.select(**keys, **named).unique()
    after = rows_of(once_each.select(rows=nw.len()), watch)[0][0]
    left = int(before) - int(after)
    return once_each, [note("duplicates", left, ", ".join(persons), DROPPED, rows=left)] if left else []


# --- from rows to cells ------------------------------------------------------------------------------------------


def _check_values(cells: dict[tuple[str | None, ...], int], roles: Roles) -> None:
    decision = len(roles.groups) + len(roles.within) + 1
    _require_values(roles.selected, roles.decision, {key[decision] for key in cells})
    if roles.outcome is not None:
        _require_values(roles.outcome_true, roles.outcome, {key[decision + 1] for key in cells})


def _require_values(wanted: Iterable[str], column: str, found: set[str | None]) -> None:
    available = sorted(value for value in found if value is not None)
    for value in wanted:
        if value not in available:
            raise ValueNotFound(value, column, available)


def _table(cells: dict[tuple[str | None, ...], int], roles: Roles) -> CountTable:
    names = [*roles.groups, *roles.within]
    if roles.when is not None:
        period = "period"
        while period in names:  # a characteristic of that name keeps it
            period += "_"
        names.append(period)
    width = len(roles.groups) + len(roles.within)
    undecided = sum(number for key, number in cells.items() if key[width + 1] is None)
    merged: dict[tuple[str | int, ...], int] = {}
    for key, number in cells.items():
        if key[width + 1] is None:
            continue
        outcome = -1 if key[width + 2] is None else int(key[width + 2] in roles.outcome_true)
        above = _ABOVE[key[width + 3]]
        values = [value if value is not None else UNKNOWN for value in key[: width + 1]][: len(names)]
        cell: tuple[str | int, ...] = (*values, int(key[width + 1] in roles.selected), outcome, above)
        merged[cell] = merged.get(cell, 0) + number
    labels, codes = {}, {}
    for position, name in enumerate(names):
        column = [str(cell[position]) for cell in merged]
        labels[name] = tuple(sorted(set(column), key=sort_key))
        index = {value: code for code, value in enumerate(labels[name])}
        codes[name] = np.array([index[value] for value in column], dtype=np.int64)
    tail = np.array([cell[len(names) :] for cell in merged], dtype=np.int64).reshape(len(merged), 3).T
    order = np.lexsort([*tail[::-1], *(codes[name] for name in reversed(names))])  # by the first name first
    selected, outcome, above = tail[:, order]
    people = np.array(list(merged.values()), dtype=np.int64)[order]
    codes = {name: codes[name][order] for name in names}
    return CountTable(labels, codes, selected.astype(bool), outcome, above, people, undecided, names=tuple(names))


def _binned(rows: Iterable[Sequence[Any]], keys: list[str], roles: Roles, cuts: tuple[float, ...]) -> BinnedTable:
    """The same rows of the one GROUP BY, merged over strata and periods and kept apart by bin."""
    name = _bin_name(roles)
    by_bin = replace(roles, within=(name,), when=None, period=None)
    cells = _table(merge_rows(rows, keys, by_bin), by_bin)
    number = np.array([-1 if label == UNKNOWN else int(label) for label in cells.labels[name]], dtype=np.int64)
    return BinnedTable(cuts, cells, number[cells.codes[name]])


def sort_key(value: str | int) -> tuple[int, float, str]:
    """Numbers by size, then words, among them "nan"; the unknown last."""
    text = str(value)
    if text == UNKNOWN:
        return (2, 0.0, "")
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    return (1, 0.0, text) if math.isnan(number) else (0, number, text)
