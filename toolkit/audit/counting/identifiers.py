"""Columns that tell persons apart and not groups: names, e-mail addresses, personnel numbers.

The table of counts lists every group and every place, so a column of names would be published as it stands; and a
group or stratum of one person compares nobody. Such a column is refused before anything is built from it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from toolkit.errors import DataError, translatable

FEW_VALUES = 10  # a small table may well have few people in each of its few groups
MANY_VALUES = 100
MOST_ALONE = 0.1  # of all people; a few rare jobs among common ones are no persons
FEWEST_IN_GROUP = 3  # on average; below, groups are nearly as many as people
FEWEST_IN_STRATUM = 2  # pairs that were matched are strata of two, and hold both groups
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

GROUPS_ARE_PERSONS = translatable(
    "“{column}” has {values} different values for {people} people. That tells persons apart and not groups, and their "
    "values would stand in every table. Leave it out, or put people into larger groups first, such as age groups."
)
STRATA_ARE_PERSONS = translatable(
    "“{column}” has {values} different values for {people} people: inside nearly every one of them there is nobody to "
    "compare with, and the values would stand in every table. Compare inside something larger, such as an office or a "
    "grade."
)


def refuse_identifiers(
    rows: Sequence[Sequence[Any]],
    places: Mapping[str, int],
    groups: Sequence[str],
    within: Sequence[str],
    counted: bool,
) -> None:
    """Refuse a characteristic or stratum that is one person, or hardly more, a value.

    Parameters
    ----------
    rows : the rows of the one GROUP BY, how many there were of each in the last place
    places : where in a row each key stands ("group sex", "within office", "count")
    groups, within : the columns that are asked about
    counted : whether a row stands for as many people as its count says

    Raises
    ------
    DataError
        With ten values or more: if fewer than three people share a value of a characteristic on average (two of a
        stratum), or most values are e-mail addresses. With a hundred or more: if most values are those of one person,
        and these are more than a tenth of all.
        300 offices with 40 people each, 50 wards with four, and matched pairs as strata all pass.
    """
    for kind, names, fewest, sentence in (
        ("group", groups, FEWEST_IN_GROUP, GROUPS_ARE_PERSONS),
        ("within", within, FEWEST_IN_STRATUM, STRATA_ARE_PERSONS),
    ):
        for name in names:
            people = _people_of(rows, places[f"{kind} {name}"], places["count"] if counted else None)
            if is_identifier(people, fewest):
                raise DataError(sentence, column=name, values=len(people), people=round(sum(people.values())))


def is_identifier(people: Mapping[Any, float], fewest: int = FEWEST_IN_GROUP) -> bool:
    """Whether values with so many people each are persons and not groups.

    >>> is_identifier({f"office {n}": 40 for n in range(300)}), is_identifier({f"number {n}": 1 for n in range(300)})
    (False, True)
    """
    if len(people) < FEW_VALUES:
        return False
    everybody = sum(people.values())
    if everybody < fewest * len(people):
        return True
    alone = sum(number <= 1 for number in people.values())
    if len(people) >= MANY_VALUES and 2 * alone > len(people) and MOST_ALONE * everybody < alone:
        return True
    return 2 * sum(bool(_ADDRESS.fullmatch(str(value).strip())) for value in people) > len(people)


def _people_of(rows: Sequence[Sequence[Any]], place: int, count: int | None) -> dict[Any, float]:
    found: dict[Any, float] = {}
    for row in rows:
        value = row[place]
        found[value] = found.get(value, 0) + (row[-1] if count is None else row[-1] * _number(row[count]))
    return {value: people for value, people in found.items() if people > 0 and not _is_missing(value)}


def _is_missing(value: Any) -> bool:
    return value is None or type(value).__name__ in ("NAType", "NaTType") or value != value  # not a number


def _number(count: Any) -> float:
    try:
        number = float(count)
    except (TypeError, ValueError):  # said in words where people are counted
        return 1.0
    return number if math.isfinite(number) else 1.0
