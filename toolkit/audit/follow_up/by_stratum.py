"""Like with like, place by place: two groups compared among the people of one stratum at a time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from toolkit.audit.counting.counts import sort_key
from toolkit.audit.publication.published import Published


@dataclass(frozen=True)
class Inside:
    """Two groups among people of one stratum: how many were selected, and of how many. None where it is withheld."""

    stratum: tuple[str, ...]
    selected: int | None
    people: int | None
    selected_reference: int | None
    people_reference: int | None

    @property
    def ratio(self) -> float:
        """How many times as often the group was selected; NaN where nobody can tell.

        >>> Inside(("1",), 20, 100, 5, 100).ratio
        4.0
        """
        known = (self.selected, self.people, self.selected_reference, self.people_reference)
        if any(number is None for number in known) or not (self.people and self.selected_reference):
            return math.nan
        assert self.selected is not None
        assert self.people_reference is not None
        return (self.selected / self.people) / (self.selected_reference / self.people_reference)


def inside_strata(result: Published, characteristic: str, group: str, reference: str) -> tuple[Inside, ...]:
    """Two groups of an audit compared inside each stratum, from what the audit publishes.

    Empty for a log without strata. A number that is withheld for one stratum stays withheld (below in the first two
    departments, where fewer than ten women were rejected or admitted).

    Examples
    --------
    >>> from toolkit.audit import DecisionLog, audit
    >>> departments = audit(DecisionLog.open("berkeley-admissions-1973"))
    >>> [round(one.ratio, 2) for one in inside_strata(departments, "gender", "Female", "Male")]
    [nan, nan, 0.92, 1.06, 0.86, 1.19]
    """
    within = result.question.within
    if not within:
        return ()
    columns = result.plain("counts")  # a lesson does without pandas
    ours = result.count_columns
    decided, last = ours["selected"], ours["people"]
    people: dict[tuple[tuple[str, ...], str, bool], int | None] = {}
    strata: dict[tuple[str, ...], None] = {}
    for row in _rows(columns):
        stratum = tuple(str(row[name]) for name in within)
        strata[stratum] = None
        key = (stratum, str(row[characteristic]), row[decided] == "yes")
        before, more = people.get(key, 0), row[last]
        people[key] = None if before is None or more is None else before + int(more)

    def count(stratum: tuple[str, ...], name: str) -> tuple[int | None, int | None]:
        yes, no = (people.get((stratum, name, met), 0) for met in (True, False))
        return yes, None if yes is None or no is None else yes + no

    ordered = sorted(strata, key=lambda stratum: [sort_key(value) for value in stratum])
    return tuple(Inside(stratum, *count(stratum, group), *count(stratum, reference)) for stratum in ordered)


def _rows(columns: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))
