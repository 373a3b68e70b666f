"""Where scores are cut into bins, so that people with much the same score can be counted together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from numbers import Integral, Real
from typing import Any

import narwhals as nw

from toolkit.audit.counting.long_tables.columns import long_quantiles
from toolkit.audit.counting.sources import Frame, Opened, rows_of
from toolkit.errors import AuditError, translatable

FEWEST_BINS, MOST_BINS = 2, 20
Weighted = list[tuple[float, int]]  # scores in order, and how many people have each


def check_bins(bins: int | Sequence[float] | None, score: str | None) -> int | tuple[float, ...] | None:
    """How many bins, or where to cut; refuses what cannot be cut.

    >>> check_bins([20, 40, 60], "points")
    (20.0, 40.0, 60.0)
    """
    if bins is None:
        return None
    if score is not None:
        if isinstance(bins, Integral) and not isinstance(bins, bool) and FEWEST_BINS <= int(bins) <= MOST_BINS:
            return int(bins)
        if isinstance(bins, (list, tuple)) and 0 < len(bins) < MOST_BINS and all(map(_is_number, bins)):
            cuts = tuple(float(cut) for cut in bins)
            if all(low < high for low, high in zip(cuts, cuts[1:], strict=False)):
                return cuts
    raise AuditError(
        translatable(
            "Scores cannot be cut by “{value}”. Name the score column, and give how many bins ({fewest} to {most}) or "
            "a rising list of numbers to cut at."
        ),
        value=str(bins),
        fewest=FEWEST_BINS,
        most=MOST_BINS,
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)


def middle_and_quantiles(known: Frame, bins: int, opened: Opened) -> tuple[float, list[float]]:
    """The median of a frame with one column of scores (NaN if there is none), and where equal parts of people end.

    That is the scores below which one, two, … of so many equal parts of all people lie.
    """
    parts = [0.5, *(part / bins for part in range(1, bins))]
    native: Any = known.to_native() if isinstance(known, nw.LazyFrame) else None
    if native is not None and opened.is_heavy:
        found = long_quantiles(native, parts, opened.watch)
    elif hasattr(native, "fetchall"):  # DuckDB sorts once for all of them if it is asked for a list
        row = opened.watch.run(native.aggregate(f"quantile_cont(score, {parts})").fetchall)[0]
        found = row[0] or []
    else:
        column = nw.col("score")
        asked = {"median": column.median()}
        asked |= {f"q{place}": column.quantile(part, "linear") for place, part in enumerate(parts) if place}
        found = [value for value in rows_of(known.select(**asked), opened.watch)[0] if value is not None]
    middle, *quantiles = map(float, found or [math.nan])
    return middle, quantiles


def weighted_quantiles(weighted: Weighted, bins: int) -> list[float]:
    """The cuts between bins of equally many people, where a row stands for many of them."""
    people = sum(count for _, count in weighted)
    found, passed, part = [], 0, 1
    for score, count in weighted:
        passed += count
        while part < bins and passed * bins >= part * people and people:
            found.append(float(score))
            part += 1
    return found


def cuts_at(values: Sequence[float]) -> tuple[float, ...]:
    """Cuts near these values with no more digits than keep them apart: a cut is nobody's own score.

    >>> cuts_at([12.3456, 20.98, 20.98, 35.1])
    (12.0, 21.0, 35.0)
    """
    distinct = sorted({value for value in values if math.isfinite(value)})
    cuts = []
    for place, value in enumerate(distinct):
        gaps = [abs(value - other) for other in distinct[max(place - 1, 0) : place + 2] if other != value]
        size = min(gaps) / 2 if gaps else abs(value) / 10
        cuts.append(round(value, -math.floor(math.log10(size))) if size > 0 else value)
    return tuple(sorted(set(cuts)))


def bin_of(score: nw.Expr, cuts: Sequence[float]) -> nw.Expr:
    """In which bin a score lies: how many cuts are not above it; missing where the score is."""
    counted = nw.lit(0)
    for cut in cuts:
        counted = counted + (score >= cut).cast(nw.Int64)
    return nw.when(has_score(score)).then(counted)


def has_score(score: nw.Expr) -> nw.Expr:
    """Whether there is a number; infinite ones are.

    Not asked by `is_nan`, to which DuckDB says no where a file's own statistics leave NaN out, as most writers' do.
    """
    return score.is_finite() | (score == math.inf) | (score == -math.inf)


def edges_of(cuts: Sequence[float]) -> list[tuple[float, float]]:
    """From where (included) to where (not included) each bin goes; the outermost are open.

    >>> edges_of([20.0, 40.0])
    [(-inf, 20.0), (20.0, 40.0), (40.0, inf)]
    """
    ends = [-math.inf, *cuts, math.inf]
    return list(zip(ends, ends[1:], strict=False))
