"""How sure are we of a number that has no closed form? Draw the published table of counts again and again.

As many people as were counted are dealt out anew over the cells of the table, each cell as likely as it was found
(a multinomial draw); what the statistic is in the middle 95 % of these tables is its interval (B. Efron, Annals of
Statistics 7 (1979) 1-26; percentile method). The people themselves are not needed.

Only statistics that are named here are drawn. The gap between the largest and the smallest group is refused, and so is
everything else that takes the size of a gap without its sign: where all groups are treated alike such a number cannot
be below zero, drawn tables are nearly always above it, and the interval leaves the true zero out. Measured with three
groups of 100 people and one true share: 0 of 300 intervals held it. Compare every group with its reference instead.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.counting.counts import UNKNOWN
from toolkit.audit.measures.measures import BY_ID, masks
from toolkit.audit.publication.published import Published
from toolkit.audit.statistics.proportions import Floats
from toolkit.errors import AuditError, translatable

MOST_UNDEFINED = 0.01  # of the draws; beyond, the interval would leave out the very tables that make it wide
REFUSED = (
    "largest_minus_smallest",
    "max_min",
    "max_minus_min",
    "range",
    "largest_over_smallest",
    "max_ratio",
    "absolute_gap",
    "absolute_calibration_error",
    "calibration_error",
)

Draws = NDArray[np.int64]  # draws × cells
Shares = Callable[[str, str], tuple[Draws, Draws]]  # of a group and a measure: who is counted, among whom


@dataclass(frozen=True)
class BootstrapInterval:
    """A statistic of the published counts and between which values it plausibly lies."""

    statistic: str
    characteristic: str
    group: str
    reference: str
    measure: str
    value: float
    low: float
    high: float
    draws: int
    undefined: int  # draws in which it cannot be computed


def bootstrap_interval(
    result: Published,
    statistic: str,
    *,
    characteristic: str,
    group: str,
    reference: str,
    measure: str = "selection_rate",
    base: str = "base_rate",
    within: str | None = None,
    draws: int = 2_000,
    confidence: float = 0.95,
    seed: int = 1,
) -> BootstrapInterval:
    """Between which values a statistic without closed form plausibly lies, from published counts alone.

    Parameters
    ----------
    result : Published
        Its counts must be complete: blanks cannot be drawn.
    statistic : str
        ``"difference"`` and ``"ratio"`` of a measure, group against reference (these have closed forms; for checking);
        ``"average_gap"``: the difference inside each stratum of `within`, averaged as the group's people are spread
        over the strata; ``"ratio_of_ratios"``: how many times the ratio of `measure` is of the ratio of `base`;
        ``"calibration_gap"``: for how many more of the group it came true than of the reference at the same scores,
        averaged as the group's people are spread over the bins (needs `score_bins`).
    draws, seed : int
        How many tables are drawn, and from which seed: the same seed gives the same interval.

    Raises
    ------
    AuditError
        For a statistic that is not named here or must not have an interval, or where numbers are blanked.
    """
    _check(result, statistic, characteristic, group, reference, within, draws)
    scores = statistic == "calibration_gap"
    table = _bins_of(result, characteristic) if scores else _cells_of(result, characteristic, within)
    people = table["people"]
    chance = np.random.default_rng(seed).multinomial(int(people.sum()), people / people.sum(), size=draws)
    # The table itself goes first: the statistic of what was found.
    drawn = np.vstack([people, chance]).astype(np.float64)
    if scores:
        values = _average(drawn, table, group, reference, table["true"], table["known"], table["bin"])
    else:
        counted, among = _masks(table, measure)
        if statistic == "average_gap":
            values = _average(drawn, table, group, reference, counted, among, table["stratum"])
        else:
            one, other = (_share(drawn, table["group"] == name, counted, among) for name in (group, reference))
            with np.errstate(invalid="ignore", divide="ignore"):
                values = one - other if statistic == "difference" else one / other
                if statistic == "ratio_of_ratios":
                    counted, among = _masks(table, base)
                    below, under = (
                        _share(drawn, table["group"] == name, counted, among) for name in (group, reference)
                    )
                    values = values / (below / under)
    defined = values[1:][np.isfinite(values[1:])]
    undefined = draws - len(defined)
    low = high = math.nan
    if np.isfinite(values[0]) and undefined <= MOST_UNDEFINED * draws:
        low, high = (float(edge) for edge in np.quantile(defined, [(1 - confidence) / 2, (1 + confidence) / 2]))
    return BootstrapInterval(
        statistic, characteristic, group, reference, measure, float(values[0]), low, high, draws, undefined
    )


STATISTICS = ("difference", "ratio", "average_gap", "ratio_of_ratios", "calibration_gap")


def _check(
    result: Published, statistic: str, characteristic: str, group: str, reference: str, within: str | None, draws: int
) -> None:
    if statistic in REFUSED:
        raise AuditError(
            translatable(
                "“{statistic}” gets no interval: where all groups are treated alike it is wrong nearly always. Compare "
                "each group with its reference instead: {allowed}."
            ),
            statistic=statistic,
            allowed=list(STATISTICS),
        )
    if statistic not in STATISTICS:
        raise AuditError(
            translatable("The statistic “{statistic}” is not known. Use one of: {allowed}."),
            statistic=str(statistic),
            allowed=list(STATISTICS),
        )
    if not isinstance(draws, int) or draws < 100:
        raise AuditError(
            translatable("{draws} draws are too few for an interval. Give 100 or more; 2000 are usual."),
            draws=str(draws),
        )
    known = result.groups(characteristic)
    for name in (group, reference):
        if name not in known or name == UNKNOWN:
            raise AuditError(
                translatable(
                    "“{group}” is not a group of “{characteristic}” that can be compared. There are: {groups}."
                ),
                group=name,
                characteristic=characteristic,
                groups=[one for one in known if one != UNKNOWN],
            )
    if statistic == "average_gap" and (within is None or within not in result.question.within):
        raise AuditError(
            translatable("“{statistic}” needs strata. Name one of these in within: {within}."),
            statistic=statistic,
            within=list(result.question.within),
        )


def _complete(people: list[Any]) -> NDArray[np.int64]:
    if not people or any(number is None for number in people):
        raise AuditError(
            translatable(
                "Some of the published counts are blanked to protect few people, or there are none: no tables can be "
                "drawn from them. Put small groups or strata together and audit again."
            )
        )
    return np.array(people, dtype=np.int64)


def _cells_of(result: Published, characteristic: str, within: str | None) -> dict[str, Any]:
    """The published counts as columns of codes; ``outcome`` and ``above`` are 1, 0 or -1 for unknown."""
    counts = result.plain("counts")
    names = list(counts)
    ours = result.count_columns
    people = _complete(counts[ours["people"]])
    parts = list(zip(*(counts[name] for name in _columns_of(characteristic, names)), strict=True))
    words = {"yes": 1, "no": 0, UNKNOWN: -1}

    def state(name: str) -> NDArray[np.int64]:
        if name not in ours:
            return np.full(len(people), -1)
        return np.array([words[value] for value in counts[ours[name]]])

    return {
        "people": people,
        "group": np.array([UNKNOWN if UNKNOWN in part else " × ".join(part) for part in parts]),
        "stratum": np.array(counts[within]) if within is not None else None,
        "selected": state("selected") == 1,
        "outcome": state("outcome"),
        "above": state("above_median"),
    }


def _columns_of(characteristic: str, names: list[str]) -> list[str]:
    return [characteristic] if characteristic in names else characteristic.split(" × ")


def _masks(table: dict[str, Any], measure: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    from toolkit.audit.counting.counts import CountTable

    found = BY_ID.get(measure)
    if found is None:
        raise AuditError(
            translatable("The audit has no measure “{measure}”. There are: {available}."),
            measure=measure,
            available=list(BY_ID),
        )
    cells = CountTable({}, {}, table["selected"], table["outcome"], table["above"], table["people"])
    return masks(found, cells)


def _bins_of(result: Published, characteristic: str) -> dict[str, Any]:
    """The published scores as a table of counts: people of each group and bin by outcome."""
    scores = result.plain("scores")
    rows = [row for row in zip(*scores.values(), strict=True) if row[0] == characteristic]
    position = {name: place for place, name in enumerate(scores)}
    people, groups, bins, states = [], [], [], []
    for row in rows:
        everybody, known, true = (row[position[name]] for name in ("people", "known", "true"))
        told = everybody is not None and known is not None
        for state, number in enumerate((true, known - true, everybody - known) if told else (None,)):
            people.append(number)
            groups.append(row[position["group"]])
            bins.append(row[position["score_from"]])
            states.append(state)
    counted = np.array(states)
    return {
        "people": _complete(people),
        "group": np.array(groups),
        "bin": np.array(bins),
        "true": counted == 0,
        "known": counted <= 1,
    }


def _share(drawn: Floats, here: NDArray[np.bool_], counted: NDArray[np.bool_], among: NDArray[np.bool_]) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray((drawn @ (counted & here)) / (drawn @ (among & here)))


def _average(
    drawn: Floats,
    table: dict[str, Any],
    group: str,
    reference: str,
    counted: NDArray[np.bool_],
    among: NDArray[np.bool_],
    strata: NDArray[Any],
) -> Floats:
    """Gaps inside strata, each weighing as many of the group as it holds; strata without both do not count."""
    top, weights = np.zeros(len(drawn)), np.zeros(len(drawn))
    for stratum in np.unique(strata):
        here = strata == stratum
        one = _share(drawn, here & (table["group"] == group), counted, among)
        other = _share(drawn, here & (table["group"] == reference), counted, among)
        weight = np.where(
            np.isfinite(one) & np.isfinite(other), drawn @ (among & here & (table["group"] == group)), 0.0
        )
        top += np.where(weight > 0, weight * (one - other), 0.0)
        weights += weight
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(top / weights)
