"""Every group against its reference, with intervals, tests and verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.comparing.families import adjust, numbered_tests
from toolkit.audit.comparing.shares import Shares
from toolkit.audit.counting.counts import UNKNOWN, Codes
from toolkit.audit.log import DecisionLog
from toolkit.audit.measures.measures import masks
from toolkit.audit.statistics.clusters import DesignEffect, design_effect
from toolkit.audit.statistics.proportions import (
    Floats,
    difference_p_value,
    growth_needed,
    katz_interval,
    newcombe_interval,
    ratio_of_shares,
    share,
    smallest_visible_difference,
)
from toolkit.documents.brought.cell_text import as_text
from toolkit.errors import AuditError, ColumnNotFound, ValueNotFound, translatable

Columns = dict[str, list[Any]]


@dataclass(frozen=True)
class MaterialDifference:
    """Which gap would matter: this part of the reference's own share. A norm, cited and open to change."""

    part_of_reference: float
    source: str

    def of(self, reference_rate: Floats) -> Floats:
        """The difference of shares that would matter next to this reference."""
        return np.asarray(self.part_of_reference * reference_rate)


FOUR_FIFTHS = MaterialDifference(0.2, "Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4(D)")


@dataclass(frozen=True, kw_only=True)
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
    norm: float | MaterialDifference
    size: int  # how many comparisons were made; what says the same from the other side is one
    level: float  # at which a single gap has to stand out
    effects: tuple[DesignEffect, ...] = ()  # where it is known which decisions hang together

    def matters(self, reference_rate: Floats) -> Floats:
        """The difference that would matter next to such a share of the reference."""
        return _material(self.norm, reference_rate)

    def factor(self, position: int) -> float:
        """How many times the variance of independent decisions a gap has."""
        return self.effects[position].factor if self.effects else 1.0

    def ratio_interval(self, level: float) -> tuple[Floats, Floats]:
        """Between which values each ratio lies, all at once, where each alone may fail so often."""
        return katz_interval(
            *_counts(self.shares, self.group_row, self.reference_row, self.effects, 1 - level), 1 - level
        )

    held: frozenset[int] = frozenset()  # gaps that would be shown, if no person stood there twice: nobody has said

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
        rates = (np.where(self.shown, rates, np.nan).tolist() for rates in self.rates())
        columns["rate"], columns["reference_rate"] = rates
        for name, rows in (("people", self.group_row), ("reference_people", self.reference_row)):
            people = zip(shares.denominator[rows].tolist(), self.shown.tolist(), strict=True)
            columns[name] = [number if shown else None for number, shown in people]
        columns["effect"] = [shares.log.effect] * len(self.group_row)
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
    clusters: str | None = None,
) -> Comparisons:
    """Compute every gap with its intervals, tests and verdict; the correction runs over all of them.

    Where the decisions of a cluster hang together, people count for as much as so many independent ones would.
    """
    group_row, reference_row, (one, other) = _pairs(shares, references, all_pairs)
    every_one, every_other = np.concatenate([group_row, one]), np.concatenate([reference_row, other])
    effects = _design_effects(shares, every_one, every_other, clusters)
    p_values = _p_values(shares, every_one, every_other, effects)
    every_shown = shares.shown[every_one] & shares.shown[every_other]
    tests = numbered_tests(shares, every_one, every_other)
    family = adjust(p_values, every_shown, tests, correction, 1 - confidence)
    size = len(group_row)
    shown, p_value, p_adjusted = every_shown[:size], p_values[:size], family.p_values[:size]
    effects = effects[:size]
    k1, n1, k0, n0 = _counts(shares, group_row, reference_row, effects, 1 - family.level)
    visible = smallest_visible_difference(np.where(shown, n1, 0.0), k0, n0, family.level)
    numerator, denominator = shares.numerator, shares.denominator
    every_share = share(numerator, denominator)
    material = _material(material_difference, every_share[reference_row])
    growth = growth_needed(n1, k0, n0, material, family.level)
    k1, n1, k0, n0 = _counts(shares, group_row, reference_row, effects, confidence)
    with np.errstate(invalid="ignore"):
        few = ~shown | np.isnan(p_value) | ~(visible <= material)
        # Rows that may be the same persons again are no evidence of their own.
        told = shown & (p_adjusted < 1 - confidence)
        held = told & (not shares.log.persons_are_settled)
        few, told = few | held, told & ~held
        verdict = np.where(told, "shown", np.where(few, "too_few", "not_shown"))
    difference = every_share[group_row] - every_share[reference_row]
    low, high = newcombe_interval(k1, n1, k0, n0, confidence)
    ratio_low, ratio_high = katz_interval(k1, n1, k0, n0, confidence)
    return Comparisons(
        shares=shares,
        group_row=group_row,
        reference_row=reference_row,
        difference=difference,
        difference_low=low,
        difference_high=high,
        ratio=ratio_of_shares(
            *(array[rows] for rows in (group_row, reference_row) for array in (numerator, denominator))
        ),
        ratio_low=ratio_low,
        ratio_high=ratio_high,
        p_value=p_value,
        p_adjusted=p_adjusted,
        smallest_visible=visible,
        verdict=tuple(str(word) for word in verdict),
        shown=shown,
        material=material,
        growth=growth,
        norm=material_difference,
        size=family.size,
        level=family.level,
        effects=effects,
        held=frozenset(np.flatnonzero(held).tolist()),
    )


def _counts(
    shares: Shares, one: Codes, other: Codes, effects: tuple[DesignEffect, ...], confidence: float
) -> tuple[Floats, Floats, Floats, Floats]:
    """Selected and all of the group and of the reference; where decisions hang together, as many as they count for."""
    weight = np.array([effect.weight(confidence) for effect in effects]) if effects else 1.0
    k1, n1 = shares.numerator[one] / weight, shares.denominator[one] / weight
    return k1, n1, shares.numerator[other] / weight, shares.denominator[other] / weight


def _material(norm: float | MaterialDifference, reference_rate: Floats) -> Floats:
    return norm.of(reference_rate) if isinstance(norm, MaterialDifference) else np.full_like(reference_rate, norm)


def _design_effects(shares: Shares, one: Codes, other: Codes, clusters: str | None) -> tuple[DesignEffect, ...]:
    if clusters is None:
        return ()
    codes = shares.cells.codes[clusters]
    size = int(codes.max(initial=-1)) + 1
    by_cluster: dict[int, tuple[Floats, ...]] = {}
    for row in {*one.tolist(), *other.tolist()}:
        here = shares.characteristics[shares.characteristic_of[row]].codes == shares.group_of[row]
        both = masks(shares.measures[shares.measure_of[row]], shares.cells)
        sums = (np.bincount(codes, shares.cells.people * (mask & here), minlength=size) for mask in both)
        by_cluster[row] = tuple(one.astype(np.float64) for one in sums)
    return tuple(
        design_effect(*by_cluster[a], *by_cluster[b]) for a, b in zip(one.tolist(), other.tolist(), strict=True)
    )


def _p_values(shares: Shares, one: Codes, other: Codes, effects: tuple[DesignEffect, ...]) -> Floats:
    counts = (array[rows] for rows in (one, other) for array in (shares.numerator, shares.denominator))
    plain = difference_p_value(*counts)
    if not effects:
        return plain
    return np.array([effect.p_value(p) for effect, p in zip(effects, plain.tolist(), strict=True)], dtype=np.float64)


def _pairs(shares: Shares, references: Mapping[int, int], all_pairs: bool) -> tuple[Codes, Codes, tuple[Codes, Codes]]:
    """Rows of groups and of their references; besides, the pairs a reference from the data was chosen from."""
    group_row, reference_row, one_row, other_row = [], [], [], []
    for position, reference in references.items():
        known = shares.characteristics[position].known
        for measure in shares.compared:
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
