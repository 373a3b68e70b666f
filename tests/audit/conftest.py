"""What the tests of the audit share: a small log made of counts, and an attacker."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import pytest

from toolkit.audit import AuditResult, DecisionLog, audit

UNKNOWN = "(unknown)"
PRIME = 1_000_000_007

# Who is counted, among whom: written from the definitions, by decision and outcome.
CONFUSION: dict[str, tuple[Callable[[dict], bool], Callable[[dict], bool]]] = {
    "selection_rate": (lambda c: c["selected"], lambda c: True),
    "base_rate": (lambda c: c["outcome"] == 1, lambda c: c["outcome"] != -1),
    "true_positive_rate": (lambda c: c["selected"], lambda c: c["outcome"] == 1),
    "false_positive_rate": (lambda c: c["selected"], lambda c: c["outcome"] == 0),
    "false_negative_rate": (lambda c: not c["selected"], lambda c: c["outcome"] == 1),
    "true_negative_rate": (lambda c: not c["selected"], lambda c: c["outcome"] == 0),
    "precision": (lambda c: c["outcome"] == 1, lambda c: c["selected"] and c["outcome"] != -1),
    "false_discovery_rate": (lambda c: c["outcome"] == 0, lambda c: c["selected"] and c["outcome"] != -1),
    "false_omission_rate": (lambda c: c["outcome"] == 1, lambda c: not c["selected"] and c["outcome"] != -1),
    "negative_predictive_value": (lambda c: c["outcome"] == 0, lambda c: not c["selected"] and c["outcome"] != -1),
    "accuracy": (lambda c: c["selected"] == (c["outcome"] == 1), lambda c: c["outcome"] != -1),
    "scoring_rate": (lambda c: c["above"] == 1, lambda c: c["above"] != -1),
}


@dataclass
class Attack:
    """The full cells of a log, and what was published about them."""

    rows: list[dict[str, Any]]
    groups: list[str]
    within: list[str]
    result: AuditResult
    smallest: int
    cells: list[dict[str, Any]] = field(default_factory=list)
    people: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        scores = sorted(row["score"] for row in self.rows if row.get("score") is not None for _ in range(row["n"]))
        middle = (scores[(len(scores) - 1) // 2] + scores[len(scores) // 2]) / 2 if scores else math.nan
        found: dict[tuple, int] = defaultdict(int)
        for row in self.rows:
            if row["decision"] is None or not row["n"]:
                continue
            outcome = {None: -1, "true": 1, "false": 0}[row.get("outcome")]
            above = -1 if row.get("score") is None else int(row["score"] > middle)
            names = [row[name] if row[name] is not None else UNKNOWN for name in [*self.groups, *self.within]]
            found[(*names, row["decision"] == "yes", outcome, above)] += row["n"]
        keys = [*self.groups, *self.within, "selected", "outcome", "above"]
        self.cells = [dict(zip(keys, cell, strict=True)) for cell in found]
        self.people = list(found.values())

    def part(self, belongs: Callable[[dict], bool]) -> np.ndarray:
        return np.array([int(belongs(cell)) for cell in self.cells], dtype=np.int64)

    def in_group(self, cell: dict, characteristic: str, group: str) -> bool:
        parts = [cell[name] for name in characteristic.split(" × ")]
        return (UNKNOWN if UNKNOWN in parts else " × ".join(parts)) == group

    def share(self, characteristic: str, group: str, measure: str) -> tuple[np.ndarray, np.ndarray]:
        counted, among = CONFUSION[measure]
        n = self.part(lambda cell: self.in_group(cell, characteristic, group) and among(cell))
        k = n * self.part(counted)
        return k, n

    def equations(self) -> list[np.ndarray]:
        """Every published number as a sum over full cells; each is checked to be the true one on the way."""
        found = []
        for row in self.result.rates.to_dict("records"):
            k, n = self.share(row["characteristic"], row["group"], row["measure"])
            for vector, name in ((k, "numerator"), (n, "denominator")):
                if not pd.isna(row[name]):
                    assert vector @ self.people == row[name], row
                    found.append(vector)
            if pd.isna(row["numerator"]):
                assert all(np.isnan(row[name]) for name in ("value", "low", "high"))
        self.check_ranges()
        words = {"yes": 1, "no": 0, UNKNOWN: -1}
        for row in self.result.counts.to_dict("records"):
            if pd.isna(row["people"]):
                continue
            vector = self.part(
                lambda cell, row=row: (
                    all(cell[name] == row[name] for name in [*self.groups, *self.within])
                    and cell["selected"] == (row["selected"] == "yes")
                    and cell["outcome"] == words[row.get("outcome", UNKNOWN)]
                    and cell["above"] == words[row.get("above_median", UNKNOWN)]
                )
            )
            assert vector.sum() == (row["people"] > 0)
            assert vector @ self.people == row["people"]
            found.append(vector)
        return [*found, *self.missing()]

    def missing(self) -> list[np.ndarray]:
        """The published numbers about who is missing: of unknown outcome or score, and decided against."""
        found = []
        for row in self.result.left_out.to_dict("records"):
            if row["reason"] in ("no_outcome", "no_score") and not pd.isna(row["people"]):
                name = "outcome" if row["reason"] == "no_outcome" else "above"
                vector = self.part(
                    lambda cell, row=row, name=name: (
                        cell[name] == -1
                        and (not row["group"] or cell[row["characteristic"]] == row["group"])
                        and (not row["selected"] or cell["selected"] == (row["selected"] == "yes"))
                    )
                )
                assert vector @ self.people == row["people"], row
                found.append(vector)
        question = self.result.question
        counted = (
            (question.counted_as_no, lambda cell: not cell["selected"]),
            (question.counted_as_untrue, lambda cell: cell["outcome"] == 0),
        )
        for values, belongs in counted:
            told = [people for _, people in values]
            if told and None not in told:
                vector = self.part(belongs)
                assert vector @ self.people == sum(told)
                found.append(vector)
        return found

    def check_ranges(self) -> None:
        """Bounds and ranges are made of published numbers alone: then they tell nothing new."""
        rates = self.result.rates.set_index(["characteristic", "group", "measure"])
        told = {key: (row["numerator"], row["denominator"]) for key, row in rates.iterrows()}
        references = self.result.gaps.groupby("characteristic")["reference"].first().to_dict()

        def if_they_belonged(characteristic: str, group: str, measure: str) -> tuple[float, float]:
            (k, n), (ku, nu) = told[characteristic, group, measure], told[characteristic, UNKNOWN, measure]
            if pd.isna(k) or pd.isna(ku):
                return math.nan, math.nan
            low, high = n + nu - ku, n + ku
            return k / low if low else math.nan, (k + ku) / high if high else math.nan

        for row in self.result.bounds.to_dict("records"):
            key = row["characteristic"], row["group"], row["measure"]
            wanted = if_they_belonged(*key)
            assert [row["low"], row["high"]] == pytest.approx(wanted, nan_ok=True)
            reference = references.get(row["characteristic"], row["group"])
            gap = (math.nan, math.nan)
            if reference != row["group"]:
                other = if_they_belonged(row["characteristic"], reference, row["measure"])
                gap = wanted[0] - other[1], wanted[1] - other[0]
            assert [row["gap_low"], row["gap_high"]] == pytest.approx(gap, nan_ok=True)
        blanks = self.result.counts[self.result.counts["people"].isna()]
        for row in self.result.rounding.dropna(thresh=5).to_dict("records"):
            for group in (row["group"], row["reference"]):
                assert not pd.isna(told[row["characteristic"], group, row["measure"]][0])
                assert not any(self.in_group(c, row["characteristic"], group) for c in blanks.to_dict("records"))

    def secrets(self) -> list[tuple[str, np.ndarray]]:
        """Every sum of a few people that nobody may work out."""
        found = [
            (f"cell {cell}", unit)
            for cell, unit in zip(self.cells, np.eye(len(self.cells), dtype=np.int64), strict=True)
        ]
        for _, alike in itertools.groupby(sorted(range(len(self.cells)), key=self._kind), key=self._kind):
            members = list(alike)
            found.append((f"kind {self.cells[members[0]]}", self.part(lambda c, m=members: self.cells.index(c) in m)))
        names = [self.groups[:1], *itertools.combinations(self.groups, 2), self.groups]
        for some in names:
            for values in {tuple(cell[name] for name in some) for cell in self.cells}:
                unknown = [{"selected": met, "outcome": -1} for met in (True, False)]
                for state in ({}, {"selected": True}, {"selected": False}, {"outcome": -1}, {"above": -1}, *unknown):
                    wanted = dict(zip(some, values, strict=True)) | state
                    found.append((f"people {wanted}", self.part(lambda c, w=wanted: w.items() <= c.items())))
        rates = self.result.rates
        for (characteristic, measure), rows in rates.groupby(["characteristic", "measure"], sort=False):
            hidden = [np.zeros((3, len(self.cells)), dtype=np.int64)]
            for group, numerator in zip(rows["group"], rows["numerator"], strict=True):
                k, n = self.share(characteristic, group, measure)
                parts = np.array([k, n, n - k])
                found += [(f"{characteristic} {group} {measure} {i}", part) for i, part in enumerate(parts)]
                if pd.isna(numerator):
                    hidden.append(parts)
            for i, part in enumerate(np.sum(hidden, axis=0)):
                found.append((f"{characteristic} {measure}, blanked groups together {i}", part))
        for characteristic in dict.fromkeys(rates["characteristic"]):
            for group in dict.fromkeys(rates[rates["characteristic"] == characteristic]["group"]):
                for outcomes in ((0, 1), (1,), (0,)):
                    for above in (0, 1):
                        who = self.part(
                            lambda c, g=(characteristic, group), o=outcomes, a=above: (
                                self.in_group(c, *g) and c["outcome"] in o and c["above"] == a
                            )
                        )
                        found.append((f"{characteristic} {group} outcome {outcomes} above {above}", who))
        return [
            *((name, vector) for name, vector in found if 0 < vector @ self.people < self.smallest),
            *self.all_alike(names),
        ]

    def all_alike(self, names: Iterable[Iterable[str]]) -> list[tuple[str, np.ndarray]]:
        """Groups that all had it bad and are small enough to be people one knows, whatever their size."""
        found = []
        for some in names:
            for values in {tuple(cell[name] for name in some) for cell in self.cells}:
                wanted = dict(zip(some, values, strict=True))
                for key, everybody, bad in (("selected", (True, False), True), ("outcome", (0, 1), 1)):
                    whole, those = (
                        self.part(lambda c, w=wanted, v=v, k=key: w.items() <= c.items() and c[k] in v)
                        for v in (everybody, (bad,))
                    )
                    if whole @ self.people == those @ self.people and 0 < whole @ self.people < 3 * self.smallest:
                        found.append((f"all of {wanted} by {key}", whole))
        return found

    def _kind(self, cell: int) -> str:
        return str([value for name, value in self.cells[cell].items() if name not in self.within])

    def worked_out(self) -> list[str]:
        """The secrets that lie in the span of what is published."""
        reduce = echelon(self.equations(), len(self.cells))
        return [name for name, vector in self.secrets() if not reduce(vector).any()]


def echelon(vectors: Iterable[np.ndarray], width: int) -> Callable[[np.ndarray], np.ndarray]:
    """Gaussian elimination modulo a prime; gives back the function that reduces a vector."""
    rows: dict[int, np.ndarray] = {}

    def reduce(vector: np.ndarray) -> np.ndarray:
        rest = vector % PRIME
        for column in range(width):
            if rest[column] and column in rows:
                rest = (rest - rest[column] * rows[column]) % PRIME
        return rest

    for vector in vectors:
        rest = reduce(vector)
        places = np.flatnonzero(rest)
        if len(places):
            rows[int(places[0])] = rest * pow(int(rest[places[0]]), -1, PRIME) % PRIME
    return reduce


def attack(rows: list[dict], groups: list[str], within: Iterable[str] = (), smallest: int = 10, **how: Any) -> Attack:
    rounded_to, score_bins = how.pop("rounded_to", None), how.pop("score_bins", None)
    within = list(within)
    table = pd.DataFrame(rows)
    roles: dict[str, Any] = {}
    if "outcome" in table and (table["outcome"] == "true").any():
        roles |= {"outcome": "outcome", "outcome_true": ["true"]}
    else:
        rows = [{name: value for name, value in row.items() if name != "outcome"} for row in rows]
    if "score" in table:
        roles["score"] = "score"
    roles |= {"count": "n", "rounded_to": rounded_to} | ({"score_bins": score_bins} if "score" in roles else {})
    log = DecisionLog(
        table, decision="decision", selected=["yes"], effect="burden", groups=groups, within=within, **roles
    )
    return Attack(rows, groups, within, audit(log, smallest_cell=smallest, **how), smallest)


def small_log(**counts: tuple[int, int]) -> list[dict]:
    return [
        {"sex": group, "decision": word, "n": n}
        for group, (k, of) in counts.items()
        for word, n in (("yes", k), ("no", of - k))
    ]


def blanked(result: AuditResult, characteristic: str, measure: str = "selection_rate") -> list[str]:
    rates = result.rates
    here = rates[(rates["characteristic"] == characteristic) & (rates["measure"] == measure)]
    return here.loc[here["numerator"].isna(), "group"].tolist()


@pytest.fixture(scope="session")
def log_of() -> Callable[..., DecisionLog]:
    """A log with one characteristic from ``{group: (selected, all)}``."""
    import pandas as pd

    def make(groups: Mapping[Any, tuple[int, int]], effect: str = "burden", **more: Any) -> DecisionLog:
        rows = [(group, "yes", k) for group, (k, _) in groups.items()]
        rows += [(group, "no", n - k) for group, (k, n) in groups.items()]
        table = pd.DataFrame(rows, columns=["group", "decision", "n"])
        return DecisionLog(
            table, decision="decision", selected=["yes"], effect=effect, groups=["group"], count="n", **more
        )

    return make


@pytest.fixture(scope="session", name="attack")
def _attack() -> Callable[..., Attack]:
    """Audit rows and collect what an attacker can know."""
    return attack


@pytest.fixture(scope="session", name="small_log")
def _small_log() -> Callable[..., list[dict]]:
    """Rows from ``group=(selected, all)``."""
    return small_log


@pytest.fixture(scope="session", name="blanked")
def _blanked() -> Callable[..., list[str]]:
    """The groups whose numbers a result does not show."""
    return blanked
