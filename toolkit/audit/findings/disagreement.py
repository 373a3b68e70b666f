"""Strata that pull apart, named as far as their numbers are published."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress
from typing import Any

from toolkit.audit.comparing.like_with_like import Apart
from toolkit.audit.comparing.shares import Columns, Shares
from toolkit.audit.findings.adjusted import Inside

MOST_NAMED = 4  # on each side; more hide the answer


def strata_apart(
    row: dict[str, Any], apart: Iterable[Apart], counts: Columns, shares: Shares
) -> tuple[tuple[Inside, ...], bool]:
    """The strata of a finding with their numbers, and whether some cannot be named.

    Only what the table of counts publishes is used: a stratum of which a cell is blanked, or which shows no gap in the
    published numbers, is not named.
    """
    characteristic = next(one for one in shares.characteristics if one.name == row["characteristic"])
    columns = characteristic.columns or (characteristic.name,)
    within = shares.log.roles.within if row["within"] not in shares.log.roles.within else (row["within"],)
    named: list[Inside] = []
    withheld = False
    sides = {1: 0, -1: 0}
    for one in apart:
        numbers: list[int] = []
        for group in (row["group"], row["reference"]):
            values = group.split(" × ") if characteristic.crossed else [group]
            numbers += _published(counts, dict(zip((*columns, *within), (*values, *one.stratum), strict=False)), shares)
        if len(numbers) < 4:
            withheld = True
            continue
        stratum = Inside(one.stratum, *numbers)
        if sides[one.side] < MOST_NAMED and stratum.more == (one.side > 0):
            sides[one.side] += 1
            named.append(stratum)
    return tuple(named), withheld


def _published(counts: Columns, wanted: dict[str, str], shares: Shares) -> list[int]:
    """Selected and all of these people; nothing where a number of theirs is blanked, or a zero is not listed."""
    names = list(counts)
    decided = next(name for name in names[len(shares.cells.names) :] if name.rstrip("_") == "selected")
    here = [True] * len(counts[names[-1]])
    for name, value in wanted.items():
        here = [so_far and found == value for so_far, found in zip(here, counts[name], strict=True)]
    people = list(compress(counts[names[-1]], here))
    if not people or any(number is None for number in people):
        return []
    selected = [number for number, word in zip(people, compress(counts[decided], here), strict=True) if word == "yes"]
    return [sum(selected), sum(people)]
