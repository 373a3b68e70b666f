"""Every group against its reference, plainly and with like compared with like."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.counting import UNKNOWN, Codes, as_text
from toolkit.audit.distinct_rows import distinct_rows
from toolkit.audit.log import DecisionLog
from toolkit.audit.measures import masks
from toolkit.audit.proportions import (
    Floats,
    benjamini_hochberg,
    difference_p_value,
    growth_needed,
    holm,
    katz_interval,
    newcombe_interval,
    ratio_of_shares,
    share,
    smallest_visible_difference,
)
from toolkit.audit.publishing import is_small
from toolkit.audit.shares import Shares
from toolkit.audit.strata import Pooled, pool
from toolkit.errors import AuditError, ColumnNotFound, ValueNotFound, translatable

Columns = dict[str, list[Any]]

SHRINKS_BELOW = 0.8  # of the crude log ratio
GROWS_ABOVE = 1.25
CORRECTIONS: dict[str, Callable[[Floats], Floats]] = {"holm": holm, "benjamini-hochberg": benjamini_hochberg}


@dataclass(frozen=True)
class MaterialDifference:
    """Which gap would matter: this part of the reference's own share. A norm, cited and open to change."""

    part_of_reference: float
    source: str

    def of(self, reference_rate: Floats) -> Floats:
        """The difference of shares that would matter next to this reference."""
        return np.asarray(self.part_of_reference * reference_rate)


FOUR_FIFTHS = MaterialDifference(0.2, "Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4(D)")


@dataclass(frozen=True)
class Comparisons:
    """All gaps, computed on the full counts; ``shown`` tells which of them may leave the audit."""

    shares: Shares
    group_row: Codes
    reference_row: Codes
    difference: Floats
    difference_low: Floats
    difference_high: Floats
    ratio: Floats
    ratio_low: Floats
    ratio_high: Floats
    p_value: Floats
    p_adjusted: Floats
    smallest_visible: Floats
    verdict: tuple[str, ...]
    shown: NDArray[np.bool_]
    material: Floats  # the difference that would matter
    growth: Floats  # how many times as many people would probably show it
    # Gaps that hang on people of unknown outcome, by characteristic, group and measure: between which values they lie.
    open_gaps: Mapping[tuple[str, str, str], tuple[float, float]] = field(default_factory=dict)

    def rates(self) -> tuple[list[float], list[float]]:
        """The shares of the groups, and of their references."""
        shares = share(self.shares.numerator, self.shares.denominator)
        return shares[self.group_row].tolist(), shares[self.reference_row].tolist()

    def published(self) -> Columns:
        """The columns of ``result.gaps``."""
        return dict(self._published)

    @cached_property
    def _published(self) -> Columns:
        shares = self.shares
        columns: Columns = {
            "characteristic": [shares.characteristics[shares.characteristic_of[row]].name for row in self.group_row],
            "group": [shares.group_name(row) for row in self.group_row],
            "reference": [shares.group_name(row) for row in self.reference_row],
            "measure": [shares.measures[shares.measure_of[row]].id for row in self.group_row],
        }
        for name in (
            "difference",
            "difference_low",
            "difference_high",
            "ratio",
            "ratio_low",
            "ratio_high",
            "p_value",
            "p_adjusted",
            "smallest_visible",
        ):
            columns[name] = np.where(self.shown, getattr(self, name), np.nan).tolist()
        columns["verdict"] = list(self.verdict)
        return columns


def reference_groups(shares: Shares, log: DecisionLog, wanted: Mapping[str, str] | str | None) -> dict[int, int]:
    """The group that the others are compared with, for each characteristic that has two known groups."""
    names = [characteristic.name for characteristic in shares.characteristics]
    named: Mapping[str, str] = {}
    if isinstance(wanted, Mapping):
        named = wanted
        for name in named:
            if name not in names:
                raise ColumnNotFound(str(name), names)
    elif wanted not in (None, "most_favoured"):
        raise AuditError(
            translatable("The reference “{value}” is not known. Name groups, or say “most_favoured”."),
            value=str(wanted),
        )
    chosen = {}
    for position, characteristic in enumerate(shares.characteristics):
        known = characteristic.known
        if characteristic.name in named:
            groups = [characteristic.groups[code] for code in known]
            group = as_text(named[characteristic.name]) or UNKNOWN
            if group not in groups:
                raise ValueNotFound(group, characteristic.name, groups)
            chosen[position] = characteristic.groups.index(group)
        elif known:
            people = {code: int(shares.denominator[shares.row_of[position, 0, code]]) for code in known}
            told = [code for code in known if shares.shown[shares.row_of[position, 0, code]] and people[code]]
            if wanted == "most_favoured" and told:  # the choice of a group that is not shown would tell about it
                rate = {code: shares.numerator[shares.row_of[position, 0, code]] / people[code] for code in told}
                best = max if log.effect == "benefit" else min
                chosen[position] = best(told, key=lambda code: rate[code])
            else:
                chosen[position] = max(known, key=lambda code: people[code])
    return chosen


def compare_groups(
    shares: Shares,
    references: Mapping[int, int],
    confidence: float,
    material_difference: float | MaterialDifference,
    all_pairs: bool,
    correction: str = "holm",
) -> Comparisons:
    """Compute every gap with its intervals, tests and verdict; the correction runs over all of them."""
    group_row, reference_row, other_pairs = _pairs(shares, references, all_pairs)
    counts = [
        array[rows].astype(np.float64)
        for rows in (group_row, reference_row)
        for array in (shares.numerator, shares.denominator)
    ]
    k1, n1, k0, n0 = counts
    p_value = difference_p_value(k1, n1, k0, n0)
    shown = shares.shown[group_row] & shares.shown[reference_row]
    p_adjusted, level = _adjust(shares, p_value, shown, other_pairs, correction, 1 - confidence)
    visible = smallest_visible_difference(n1, k0, n0, level)
    material = (
        material_difference.of(share(k0, n0))
        if isinstance(material_difference, MaterialDifference)
        else np.full(len(k0), float(material_difference))
    )
    with np.errstate(invalid="ignore"):
        few = ~shown | np.isnan(p_value) | ~(visible <= material)
        verdict = np.where(shown & (p_adjusted < 1 - confidence), "shown", np.where(few, "too_few", "not_shown"))
    low, high = newcombe_interval(k1, n1, k0, n0, confidence)
    ratio_low, ratio_high = katz_interval(k1, n1, k0, n0, confidence)
    return Comparisons(
        shares,
        group_row,
        reference_row,
        share(k1, n1) - share(k0, n0),
        low,
        high,
        ratio_of_shares(k1, n1, k0, n0),
        ratio_low,
        ratio_high,
        p_value,
        p_adjusted,
        visible,
        tuple(str(word) for word in verdict),
        shown,
        material,
        growth_needed(n1, k0, n0, material, level),
    )


def _pairs(shares: Shares, references: Mapping[int, int], all_pairs: bool) -> tuple[Codes, Codes, tuple[Codes, Codes]]:
    """Rows of groups and of their references; besides, the pairs a reference from the data was chosen from."""
    group_row, reference_row, one_row, other_row = [], [], [], []
    for position, reference in references.items():
        known = shares.characteristics[position].known
        for measure in range(len(shares.measures)):
            rows = {code: shares.row_of[position, measure, code] for code in known}
            for code in known:
                if code != reference:
                    group_row.append(rows[code])
                    reference_row.append(rows[reference])
            if all_pairs:
                rest = [code for code in known if code != reference]
                for place, code in enumerate(rest):
                    one_row += [rows[code]] * (len(rest) - place - 1)
                    other_row += [rows[other] for other in rest[place + 1 :]]
    as_codes = [np.array(rows, dtype=np.int64) for rows in (group_row, reference_row, one_row, other_row)]
    return as_codes[0], as_codes[1], (as_codes[2], as_codes[3])


def _adjust(
    shares: Shares,
    p_value: Floats,
    shown: NDArray[np.bool_],
    other_pairs: tuple[Codes, Codes],
    correction: str,
    level: float,
) -> tuple[Floats, float]:
    """Adjusted over everything that was compared, and the level at which a single gap has to stand out.

    With Holm that level is its first step, the level shared by the whole family; Benjamini-Hochberg lets as many steps
    pass as gaps are shown, one at least.

    A comparison that is not published enters as if nothing had been seen (p = 1): its own p-value, or that it has
    none, would otherwise speak through the others'. That only makes the others more cautious.
    """
    one, other = other_pairs
    p_pairs = difference_p_value(
        shares.numerator[one], shares.denominator[one], shares.numerator[other], shares.denominator[other]
    )
    pairs_shown = shares.shown[one] & shares.shown[other]
    everything = np.concatenate([p_value, p_pairs])
    entering = np.where(np.concatenate([shown, pairs_shown]), everything, 1.0)
    family = int((~np.isnan(entering)).sum())
    adjusted = CORRECTIONS[correction](entering)
    steps = max(int((adjusted < level).sum()), 1) if correction == "benjamini-hochberg" else 1
    return adjusted[: len(p_value)], level * steps / max(family, 1)


def adjust_for_strata(
    shares: Shares, comparisons: Comparisons, log: DecisionLog, confidence: float, correction: str = "holm"
) -> Columns:
    """The columns of ``result.adjusted``: each gap inside each stratification, and inside all of them together."""
    columns: Columns = {
        name: []
        for name in (
            "characteristic",
            "group",
            "reference",
            "measure",
            "within",
            "crude_ratio",
            "adjusted_ratio",
            "adjusted_ratio_low",
            "adjusted_ratio_high",
            "odds_ratio",
            "odds_ratio_low",
            "odds_ratio_high",
            "p_value",
            "homogeneity_p",
            "reading",
        )
    }
    pooled: list[tuple[int, str, Pooled]] = []
    visible: list[bool] = []
    for within, strata in _stratifications(shares, log):
        table = _by_stratum(shares, strata)
        for position in range(len(comparisons.group_row)):
            k1, n1 = table[comparisons.group_row[position]]
            k0, n0 = table[comparisons.reference_row[position]]
            pooled.append((position, within, pool(k1, n1, k0, n0, confidence)))
            both = (n1 > 0) & (n0 > 0)
            # What is pooled, or what it leaves out, could be worked out from the ratios where it is a few people.
            parts = [(float(part[both].sum()), float(part[~both].sum())) for part in (k1, n1 - k1, k0, n0 - k0)]
            few = any(is_small(people, shares.smallest_cell) for pair in parts for people in pair)
            visible.append(bool(comparisons.shown[position]) and not few)
    published = comparisons.published()
    entering = [one.p_value if seen else 1.0 for (_, _, one), seen in zip(pooled, visible, strict=True)]
    p_adjusted = CORRECTIONS[correction](np.array(entering, dtype=np.float64))
    for place, (position, within, one) in enumerate(pooled):
        for name in ("characteristic", "group", "reference", "measure"):
            columns[name].append(published[name][position])
        columns["within"].append(within)
        columns["crude_ratio"].append(published["ratio"][position])
        numbers = {
            "adjusted_ratio": one.ratio,
            "adjusted_ratio_low": one.ratio_low,
            "adjusted_ratio_high": one.ratio_high,
            "odds_ratio": one.odds_ratio,
            "odds_ratio_low": one.odds_ratio_low,
            "odds_ratio_high": one.odds_ratio_high,
            "p_value": one.p_value,
            "homogeneity_p": one.homogeneity_p,
        }
        for name, number in numbers.items():
            told = shares.rounding.chance if name in ("p_value", "homogeneity_p") else shares.rounding.told
            columns[name].append(told(number) if visible[place] else math.nan)
        shown_after = visible[place] and bool(p_adjusted[place] < 1 - confidence)
        crude = float(comparisons.ratio[position])
        reading = read_adjustment(comparisons.verdict[position], shown_after, crude, one.ratio)
        columns["reading"].append(reading if visible[place] else "too_few")
    return columns


def read_adjustment(verdict: str, shown_after: bool, crude_ratio: float, adjusted_ratio: float) -> str:
    """What comparing like with like does to a gap, in one word.

    "remains" also where nothing was shown before and nothing is after: the answer stays what it was.

    >>> read_adjustment("shown", True, 6.19, 3.63), read_adjustment("shown", False, 0.682, 1.05)
    ('shrinks', 'disappears')
    """
    shown_before = verdict == "shown"
    if not shown_before and not shown_after:
        return "too_few" if verdict == "too_few" else "remains"
    if not shown_after:
        return "disappears"
    if not shown_before:
        return "appears"
    if not (0 < crude_ratio < math.inf and 0 < adjusted_ratio < math.inf) or crude_ratio == 1:
        return "remains"
    change = math.log(adjusted_ratio) / math.log(crude_ratio)
    if change < 0:
        return "reverses"
    return "shrinks" if change < SHRINKS_BELOW else "grows" if change > GROWS_ABOVE else "remains"


def _stratifications(shares: Shares, log: DecisionLog) -> list[tuple[str, Codes]]:
    names = log.roles.within
    single = [(name, shares.cells.codes[name]) for name in names]
    if len(names) < 2:
        return single
    together = distinct_rows([codes for _, codes in single])[2]
    return [*single, (" × ".join(names), together)]


def _by_stratum(shares: Shares, strata: Codes) -> dict[int, tuple[Floats, Floats]]:
    """For every row of the shares, its numerators and denominators by stratum."""
    size = int(strata.max(initial=-1)) + 1
    masks_of = [masks(measure, shares.cells) for measure in shares.measures]
    table: dict[int, tuple[Floats, Floats]] = {}
    for (c, m, g), row in shares.row_of.items():
        here = shares.characteristics[c].codes == g
        counted, among = masks_of[m]
        table[row] = (_sum_by(strata, shares, counted & here, size), _sum_by(strata, shares, among & here, size))
    return table


def _sum_by(strata: Codes, shares: Shares, mask: NDArray[np.bool_], size: int) -> Floats:
    return np.bincount(strata, shares.cells.people * mask, minlength=size).astype(np.float64)
