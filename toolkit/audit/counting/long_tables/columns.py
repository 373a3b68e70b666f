"""The median and other quantiles of a long column: exact, and in little memory.

To sort a hundred million scores takes two gigabytes. Here the column is read a few times instead: a sample tells
between which two values a wanted place probably lies, a count of all values tells whether it does and how many lie
below, and only the few between them are sorted. If the sample was wrong, the next one is drawn from a shorter stretch.

Source: Floyd and Rivest (1975), "Expected time bounds for selection", Communications of the ACM 18 (3), for the
sample; Munro and Paterson (1980), "Selection and sorting with limited storage", Theoretical Computer Science 12, for
reading again instead of holding.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from toolkit.audit.counting.long_tables.progress import Watch

ROOM = 3_000_000  # different values that may be sorted at once
SAMPLE = 4_000_000
MOST_ROUNDS = 8  # one is enough unless the luck is very bad
ERRORS = 4  # standard errors of a sampled share, by which it is cut on both sides of an estimate


@dataclass(frozen=True)
class Stretch:
    """The values over `low` and up to `high`."""

    low: float
    high: float
    below: int  # how many values lie under it
    size: int

    def places(self, wanted: Iterable[int]) -> list[int]:
        """Which of the wanted places lie here, counted from its own first value."""
        return [place - self.below for place in wanted if 0 <= place - self.below < self.size]

    def different(self) -> int:
        """How many different values there are at the most."""
        return 1 if math.nextafter(self.low, math.inf) == self.high else self.size


def long_quantiles(column: Any, parts: Sequence[float], watch: Watch) -> list[float]:
    """The values below which these shares of a DuckDB relation's one column ``score`` lie, between two values linearly.

    Parameters
    ----------
    column
        A relation with one column of numbers, none of them missing or NaN.
    parts
        Shares from 0 to 1.

    Returns
    -------
    list of float
        One value a share; empty where the column is.
    """
    counts = "count_if(score = '-Infinity'), count_if(isfinite(score)), count(*), approx_count_distinct(score)"
    lowest, finite, size, different = watch.run_part(column.aggregate(counts).fetchall)[0]
    if not size:
        return []
    exact = [part * (size - 1) for part in parts]
    places = sorted({place for at in exact for place in (math.floor(at), math.ceil(at))})
    found = {place: -math.inf if place < lowest else math.inf for place in places}
    among_finite = [place - lowest for place in places if 0 <= place - lowest < finite]
    for place, value in _values_at(column.filter("isfinite(score)"), among_finite, finite, different, watch).items():
        found[lowest + place] = value
    return [_between(found[math.floor(at)], found[math.ceil(at)], at - math.floor(at)) for at in exact]


def _between(low: float, high: float, share: float) -> float:
    return low if not share or low == high else low * (1 - share) + high * share


def _values_at(column: Any, places: Sequence[int], size: int, different: int, watch: Watch) -> dict[int, float]:
    """The values at these places of the sorted column, which has so many, about so many different ones."""
    stretches = [Stretch(-math.inf, math.inf, 0, size)] if places else []
    for _ in range(MOST_ROUNDS if different > ROOM else 0):
        to_cut = [stretch for stretch in stretches if stretch.different() > 1]
        if not to_cut or sum(stretch.different() for stretch in stretches) <= ROOM:
            break
        cuts = _sample(column, to_cut, places, watch)
        stretches = [stretch for stretch in _count(column, stretches, cuts, watch) if stretch.places(places)]
    return _sort(column, stretches, places, watch) if stretches else {}


def _sample(column: Any, stretches: Sequence[Stretch], places: Sequence[int], watch: Watch) -> list[float]:
    """Where to cut the stretches so that what is wanted probably lies between two cuts close to each other."""
    percent = min(100 * SAMPLE / sum(stretch.size for stretch in stretches), 100.0)
    asked = []
    for stretch in stretches:
        near = ERRORS * math.sqrt(0.25 / max(stretch.size * percent / 100, 1))
        shares = sorted(
            {
                min(max(place / stretch.size + side, 0.0), 1.0)
                for place in stretch.places(places)
                for side in (-near, near)
            }
        )
        asked.append(f"quantile_disc(score, {shares}) FILTER ({_inside(stretch)})")
    sampled = f"FROM (FROM held WHERE {_any(stretches)}) USING SAMPLE {percent:f}% (bernoulli)"
    row = watch.run_part(column.query("held", f"SELECT {', '.join(asked)} {sampled}").fetchall)[0]
    # Just under a value that many have it is cut as well: then nothing lies between the cuts but these.
    return [end for cuts in row for cut in cuts or () for end in (math.nextafter(cut, -math.inf), cut)]


def _count(column: Any, stretches: Sequence[Stretch], cuts: Sequence[float], watch: Watch) -> list[Stretch]:
    """The stretches between the cuts, counted."""
    ends = sorted({*cuts, *(s.low for s in stretches), *(s.high for s in stretches)} - {-math.inf, math.inf})
    listed = ", ".join(map(_number, [*ends, math.inf]))
    grouped = column.filter(_any(stretches)).aggregate(f"histogram(score, [{listed}])")
    counted = watch.run_part(grouped.fetchall)[0][0]
    below_of = {stretch.low: stretch.below for stretch in stretches}
    found, below = [], 0
    for low, high in zip([-math.inf, *ends], [*ends, math.inf], strict=True):
        below = below_of.get(low, below)
        found.append(Stretch(low, high, below, counted.get(high, 0)))
        below += counted.get(high, 0)
    return found


def _sort(column: Any, stretches: Sequence[Stretch], places: Sequence[int], watch: Watch) -> dict[int, float]:
    """The values at these places, of which each lies in one of the stretches."""
    grouped = column.filter(_any(stretches)).aggregate("score, count(*) AS rows", "score")
    counted = watch.run_part(grouped.fetchnumpy)
    order = np.argsort(counted["score"])
    values, passed = counted["score"][order], np.cumsum(counted["rows"][order])
    found = {}
    before = 0
    for stretch in sorted(stretches, key=lambda stretch: stretch.below):
        for place in stretch.places(places):
            found[stretch.below + place] = float(values[np.searchsorted(passed, before + place, side="right")])
        before += stretch.size
    return found


def _any(stretches: Sequence[Stretch]) -> str:
    return " OR ".join(_inside(stretch) for stretch in stretches)


def _inside(stretch: Stretch) -> str:
    low = "TRUE" if stretch.low == -math.inf else f"score > {_number(stretch.low)}"
    high = "TRUE" if stretch.high == math.inf else f"score <= {_number(stretch.high)}"
    return f"({low} AND {high})"


def _number(value: float) -> str:
    return f"CAST('{value!r}' AS DOUBLE)"  # written as it is, 0.1 would be a decimal number
