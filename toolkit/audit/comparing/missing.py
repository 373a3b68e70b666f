"""Who is not in all numbers: people whose outcome or score is not known, and values that counted as no.

Each number here is one more sum of the table of counts. It is let out after the shares and the counts, under the same
rule: not where it is a few people, and not where a few people could be worked out with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.characteristics import Characteristic
from toolkit.audit.counting.counts import CountTable
from toolkit.audit.suppression.rounding import Rounding

MOST_LISTED = 20  # values that counted as no; of more, the rest is put together
OTHER_VALUES = "(others)"
_YES_AND_NO = (("yes", True), ("no", False))

Mask = NDArray[np.bool_]
CountedAs = tuple[tuple[str, int | None], ...]  # values, and how many people have each; None where that is withheld


@dataclass(frozen=True)
class Missing:
    """One number about who is missing: why, of which group (all if empty) and after which decision (both if empty).

    ``reason`` is "no_outcome", "no_score", "counted_as_no" or "counted_as_untrue"; "decided" for how many people there
    are at all. ``people`` is None where it is withheld.
    """

    reason: str
    characteristic: str = ""
    group: str = ""
    selected: str = ""
    value: str = ""
    people: int | None = None


def missing_sums(
    cells: CountTable, characteristics: Sequence[Characteristic], has_outcome: bool, has_score: bool
) -> list[tuple[Missing, Mask]]:
    """What could be told about who is missing, and the cells that each number adds up; wholes before their parts."""
    everybody = np.ones(len(cells.people), dtype=bool)
    found = [(Missing("counted_as_no"), ~cells.selected)]
    asked = []
    if has_outcome:
        found.append((Missing("counted_as_untrue"), cells.outcome == 0))
        asked.append(("no_outcome", cells.outcome < 0))
    if has_score:
        asked.append(("no_score", cells.above < 0))
    asked = [(reason, mask) for reason, mask in asked if cells.people[mask].any()]
    if asked and asked[0][0] == "no_outcome":
        found += [(Missing("decided", selected=word), cells.selected == met) for word, met in _YES_AND_NO]
    for reason, mask in asked:
        for name, group, here in [("", "", everybody), *_groups(characteristics)]:
            found.append((Missing(reason, name, group), mask & here))
            if reason == "no_outcome":
                found += [
                    (Missing(reason, name, group, word), mask & here & (cells.selected == met))
                    for word, met in _YES_AND_NO
                ]
    return [(replace(one, people=int(cells.people[mask].sum())), mask) for one, mask in found]


def _groups(characteristics: Sequence[Characteristic]) -> Iterator[tuple[str, str, Mask]]:
    for characteristic in characteristics:
        if not characteristic.crossed:
            for code, group in enumerate(characteristic.groups):
                yield characteristic.name, group, characteristic.codes == code


def withhold(sums: Sequence[Missing], told: Sequence[bool]) -> tuple[Missing, ...]:
    """The numbers as they are published. Where one of a family is withheld, nobody is told that another is zero.

    Blanks that cannot be zero could be told by their sum: ten groups with one person each.
    """
    hidden = {_family(one) for one, out in zip(sums, told, strict=True) if not out}
    return tuple(
        one if out and (one.people or _family(one) not in hidden) else replace(one, people=None)
        for one, out in zip(sums, told, strict=True)
    )


def untold(sums: Sequence[Missing]) -> tuple[Missing, ...]:
    """The sums with every number withheld, and nobody told which is zero: for results beside others of the log.

    Such a result chooses its shares and counts among those that give nothing away beside what is out already; these
    sums are not among them.
    """
    return tuple(replace(one, people=None) for one in sums)


def known_outcomes(missing: Sequence[Missing], rounding: Rounding) -> dict[str, tuple[int, int] | None]:
    """Of how many people of each decision it is known what turned out true: (known, all), None where withheld."""
    people = {(one.reason, one.selected): one.people for one in missing if not one.characteristic}
    found: dict[str, tuple[int, int] | None] = {}
    for name, word in (("known_selected", "yes"), ("known_spared", "no")):
        unknown, everybody = people.get(("no_outcome", word)), people.get(("decided", word))
        if unknown is None or everybody is None:
            found[name] = None
        else:
            found[name] = int(rounding.of(everybody - unknown)), int(rounding.of(everybody))
    return found


def _family(one: Missing) -> tuple[str, str]:
    return one.reason, one.characteristic


def values_that_counted(
    cells: CountTable, missing: Sequence[Missing], smallest_cell: int, rounding: Rounding
) -> dict[str, CountedAs]:
    """By reason: the values that nobody named, and how many people each counted as no or as not true."""
    total_is_told = {one.reason: one.people is not None for one in missing}
    found = {}
    for reason, values in (("counted_as_no", cells.as_no), ("counted_as_untrue", cells.as_untrue)):
        told = values_counted(values, total_is_told.get(reason, False), smallest_cell)
        found[reason] = tuple((value, None if n is None else int(rounding.of(n))) for value, n in told)
    return found


def values_counted(values: Sequence[tuple[str, int]], total_is_told: bool, smallest_cell: int) -> CountedAs:
    """Values that counted as no with how many people each; None where that is withheld.

    Together they are the people of the other decision. So where one value is a few people, a second is withheld with
    it, and more until those withheld are no few people together. If their total is withheld, all of them are.
    """
    falling = sorted(values, key=lambda item: -item[1])
    if len(falling) > MOST_LISTED:
        rest = sum(people for _, people in falling[MOST_LISTED - 1 :])
        falling = [*falling[: MOST_LISTED - 1], (OTHER_VALUES, rest)]
    rising = sorted(falling, key=lambda item: item[1])
    hidden = len(rising) if not total_is_told else sum(people < smallest_cell for _, people in rising)
    while 0 < hidden < len(rising) and (hidden < 2 or sum(people for _, people in rising[:hidden]) < smallest_cell):
        hidden += 1
    blank = {value for value, _ in rising[:hidden]}
    shown = [(value, people) for value, people in falling if value not in blank]
    return (*shown, *((value, None) for value in sorted(blank)))  # their order by size would tell
