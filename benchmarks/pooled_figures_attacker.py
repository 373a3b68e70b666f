"""An attacker who holds the pooled figures of one published result, and tries every table of counts that fits.

What else the result says of its blanked counts are equations of `disclosure_attacker`; of the tables that keep them,
those are left whose own pooled figures, cut to the digits that were told, are what was told.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.disclosure_attacker import UNKNOWN, Asked, Attacker
from toolkit.audit import AuditResult
from toolkit.audit.statistics.mantel_haenszel import pool

# A p-value that is told as a step lies below it, and above this; 0.05 and 0.5 are steps of a coarser ladder as well.
STEPS = {0.001: 0.0, 0.01: 0.001, 0.05: 0.0, 0.1: 0.05, 0.2: 0.1, 0.5: 0.05, 1.0: 0.5}


@dataclass(frozen=True)
class Digits:
    """What the pooled figures of one result leave: small cells, those of one value; `finished` if all were tried."""

    small: int
    pinned: tuple[str, ...]
    tables: int
    fitting: int
    finished: bool


def try_digits(table: pd.DataFrame, asked: Asked, result: AuditResult, smallest: int, most: int = 1_000_000) -> Digits:
    """Every filling of the blanked counts that keeps the published sums, and of these the ones with these digits."""
    attacker = Attacker(table, [(asked, result)])
    rows, numbers = zip(*attacker.equations(), strict=True)
    matrix, right = np.array(rows), np.array(numbers)
    small = np.flatnonzero((attacker.true > 0) & (attacker.true < smallest))
    tables, finished = _all_tables(matrix, right, most)
    fits = np.ones(len(tables), dtype=bool)
    for row in result.adjusted.to_dict("records"):
        if row["measure"] == "selection_rate" and not pd.isna(row["adjusted_ratio"]):
            fits &= _fits(attacker, asked, row, tables)
    left = tables[fits]
    one_value = [place for place in small if len(np.unique(left[:, place])) == 1]
    return Digits(
        len(small), tuple(str(attacker.cells[place]) for place in one_value), len(tables), len(left), finished
    )


def _all_tables(matrix: np.ndarray, right: np.ndarray, most: int) -> tuple[np.ndarray, bool]:
    """All tables of whole numbers of 0 or more that keep the sums; False where there are too many to go through."""
    matrix, right = matrix.astype(np.int64), right.astype(np.int64)
    fixed = np.full(matrix.shape[1], -1, dtype=np.int64)
    while True:  # sums that leave one unknown, or nothing
        rest = right - matrix @ np.maximum(fixed, 0)
        left = matrix * (fixed < 0)
        alone = left[(left.sum(axis=1) == 1) | ((rest == 0) & left.any(axis=1))]
        if not len(alone):
            break
        for vector, number in zip(alone, rest[(left.sum(axis=1) == 1) | ((rest == 0) & left.any(axis=1))], strict=True):
            fixed[(vector > 0) & (fixed < 0)] = number
    unknown = np.flatnonzero(fixed < 0)
    if not left[:, unknown].any(axis=0).all():
        return np.zeros((0, matrix.shape[1]), dtype=np.int64), False  # of some nothing at all is known
    left, index = np.unique(left[:, unknown], axis=0, return_index=True)
    rest = rest[index]
    upper = [min((int(r) for r in rest[left[:, place] > 0]), default=0) for place in range(len(unknown))]
    order = sorted(range(len(unknown)), key=lambda place: upper[place])
    # Sums that end with the same unknown are checked there: the small ones first, so that little is tried in vain.
    ends = [np.flatnonzero(left[:, order[: depth + 1]].sum(axis=1) == left.sum(axis=1)) for depth in range(len(order))]
    values, rests = np.zeros((1, 0), dtype=np.int64), rest[None]
    for depth, place in enumerate(order):
        sums = left[:, place] > 0
        last = ends[depth][sums[ends[depth]]]
        highest = rests[:, sums].min(axis=1)
        lowest = rests[:, last].max(axis=1) if len(last) else np.zeros(len(rests), dtype=np.int64)
        many = np.maximum(highest - lowest + 1, 0)
        if int(many.sum()) > most:
            return np.zeros((0, matrix.shape[1]), dtype=np.int64), False
        back = np.repeat(np.arange(len(rests)), many)
        value = lowest[back] + np.arange(len(back)) - np.repeat(np.cumsum(many) - many, many)
        values = np.hstack([values[back], value[:, None]])
        rests = rests[back] - left[:, place] * value[:, None]
    found = np.repeat(np.maximum(fixed, 0)[None], len(values), axis=0)
    found[:, unknown[order]] = values
    return found, True


def _fits(attacker: Attacker, asked: Asked, row: dict[str, Any], tables: np.ndarray) -> np.ndarray:
    strata = sorted({tuple(cell[name] for name in row["within"].split(" × ")) for cell in attacker.cells})
    states = attacker.states[0]

    def by_stratum(group: str, counted: Callable[[str], bool]) -> np.ndarray:
        parts = [
            attacker.part(
                lambda i, s=s: (
                    tuple(attacker.cells[i][name] for name in row["within"].split(" × ")) == s
                    and attacker.in_group(i, row["characteristic"], group)
                    and counted(states[i][0])
                )
            )
            for s in strata
        ]
        return tables @ np.array(parts).T

    k1, n1 = by_stratum(row["group"], lambda d: d == "yes"), by_stratum(row["group"], lambda d: d != UNKNOWN)
    k0, n0 = by_stratum(row["reference"], lambda d: d == "yes"), by_stratum(row["reference"], lambda d: d != UNKNOWN)
    with np.errstate(invalid="ignore", divide="ignore"):
        total = np.where((n1 > 0) & (n0 > 0), n1 + n0, np.inf)
        ratio = (k1 * n0 / total).sum(axis=1) / (k0 * n1 / total).sum(axis=1)
    told = row["adjusted_ratio"]
    good = np.abs(ratio - told) <= np.where(
        told == np.round(told, 1), 0.51 * max(1, told / 5), 0.051 * max(1, told / 5)
    )
    for place in np.flatnonzero(good).tolist():
        good[place] = _as_told(row, pool(k1[place], n1[place], k0[place], n0[place]))
    return np.asarray(good)


def _as_told(row: dict[str, Any], figures: Any) -> bool:
    """Whether these figures, cut to the digits that were told, are what was told."""
    for name, own in (("adjusted_ratio", "ratio"), ("odds_ratio", "odds_ratio")):
        for end in ("", "_low", "_high"):
            told, true = row[f"{name}{end}"], getattr(figures, f"{own}{end}")
            if pd.isna(told):
                continue
            decimals = len(repr(float(told)).partition(".")[2])
            half = 0.501 * 10.0**-decimals if told < 10 else 0.501 * 10.0 ** -(decimals - 1)
            half = 0.5 if told == round(told) else half
            if abs(true - told) > max(half, 1e-12 * told):
                return False
    for name in ("p_value", "homogeneity_p"):
        told, true = row[name], getattr(figures, name)
        if pd.isna(told) or math.isnan(true):
            continue
        exact = math.isclose(told, true, rel_tol=1e-12) or abs(told - true) <= 0.00501 and told > 0.1
        if not exact and not (told in STEPS and STEPS[told] < true <= told):
            return False
    return True
