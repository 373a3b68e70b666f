"""An attacker who holds published results of one log and looks for small groups in them by integer programming.

Nothing of the publishing step is used: results are read as anybody can read them (`counts`, `rates`, `left_out`,
`adjusted`), the unknown people are whole numbers of 0 or more, and `scipy.optimize.milp` says which sums of them are
left no choice. What the pooled figures of one result give away is tried by `pooled_figures_attacker`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from toolkit.audit import AuditResult, DecisionLog

UNKNOWN = "(unknown)"
Cell = dict[str, str]

# Who is counted, among whom, by decision (yes, no) and outcome (yes, no, unknown): from the definitions.
MEASURES: dict[str, tuple[Callable[[str, str], bool], Callable[[str, str], bool]]] = {
    "selection_rate": (lambda d, o: d == "yes", lambda d, o: True),
    "base_rate": (lambda d, o: o == "yes", lambda d, o: o != UNKNOWN),
    "true_positive_rate": (lambda d, o: d == "yes", lambda d, o: o == "yes"),
    "false_positive_rate": (lambda d, o: d == "yes", lambda d, o: o == "no"),
    "false_negative_rate": (lambda d, o: d == "no", lambda d, o: o == "yes"),
    "true_negative_rate": (lambda d, o: d == "no", lambda d, o: o == "no"),
    "precision": (lambda d, o: o == "yes", lambda d, o: d == "yes" and o != UNKNOWN),
    "false_discovery_rate": (lambda d, o: o == "no", lambda d, o: d == "yes" and o != UNKNOWN),
    "false_omission_rate": (lambda d, o: o == "yes", lambda d, o: d == "no" and o != UNKNOWN),
    "negative_predictive_value": (lambda d, o: o == "no", lambda d, o: d == "no" and o != UNKNOWN),
    "accuracy": (lambda d, o: d == o, lambda d, o: o != UNKNOWN),
}


@dataclass(frozen=True)
class Asked:
    """What one audit of the log asked: its columns by what they mean."""

    decision: str
    selected: tuple[str, ...]
    groups: tuple[str, ...]
    within: tuple[str, ...] = ()
    outcome: str | None = None
    outcome_true: tuple[str, ...] = ()

    @property
    def columns(self) -> list[str]:
        return [*self.groups, *self.within, self.decision, *([self.outcome] if self.outcome else [])]

    def log(self, table: pd.DataFrame) -> DecisionLog:
        return DecisionLog(
            table,
            decision=self.decision,
            selected=self.selected,
            effect="burden",
            groups=self.groups,
            within=self.within,
            outcome=self.outcome,
            outcome_true=self.outcome_true,
            count="n",
        )

    def states(self, cell: Cell) -> tuple[str, str]:
        """Decision and outcome of people of a kind, as the audit words them."""
        decided, known = cell[self.decision], UNKNOWN if self.outcome is None else cell[self.outcome]
        decision = UNKNOWN if decided == UNKNOWN else "yes" if decided in self.selected else "no"
        return decision, UNKNOWN if known == UNKNOWN else "yes" if known in self.outcome_true else "no"


# --- the logs that are attacked, and what is asked of them -----------------------------------------------------------

SEED = 20_261_126
WAYS: dict[str, list[tuple[Asked, dict[str, Any]]]] = {
    "other groups and strata": [
        (Asked("d", ("yes",), ("sex",), ("office",)), {}),
        (Asked("d", ("yes",), ("origin",), ("office",)), {}),
        (Asked("d", ("yes",), ("sex", "origin")), {}),
    ],
    "groups and strata exchanged": [
        (Asked("d", ("yes",), ("sex",), ("office",)), {}),
        (Asked("d", ("yes",), ("office",), ("origin",)), {}),
        (Asked("d", ("yes",), ("origin",), ("sex",)), {}),
    ],
    "decision and outcome exchanged": [
        (Asked("d", ("yes",), ("sex",), (), "o", ("true",)), {}),
        (Asked("o", ("true",), ("sex",), ("office",)), {}),
        (Asked("d", ("yes",), ("office",)), {}),
    ],
    "crossed or not, another smallest cell": [
        (Asked("d", ("yes",), ("sex", "origin")), {"cross": True}),
        (Asked("d", ("yes",), ("sex", "origin"), ("office",)), {}),
        (Asked("d", ("yes",), ("sex", "office")), {"smallest_cell": 5}),
    ],
}


def invent(seed: int) -> pd.DataFrame:
    """Two sexes, three origins, two to four offices; most people in few of these, some of them without a value."""
    chance = np.random.default_rng([SEED, seed])
    people = int(chance.integers(150, 700))
    offices = [f"office {number}" for number in range(int(chance.integers(2, 5)))]

    def draw(values: list[Any], falling: float) -> np.ndarray:
        weights = falling ** np.arange(len(values))
        return chance.choice(np.array(values, dtype=object), people, p=weights / weights.sum())

    origin = draw(["here", "near", "far"], 0.35)
    if seed % 5 == 0:
        origin[chance.random(people) < 0.03] = None
    rows = pd.DataFrame({"sex": draw(["w", "m"], 0.7), "origin": origin, "office": draw(offices, 0.5)})
    rows["d"] = np.where(chance.random(people) < chance.uniform(0.05, 0.5), "yes", "no")
    rows["o"] = np.where(chance.random(people) < 0.3, "true", "false")
    return rows.groupby(list(rows.columns), dropna=False).size().rename("n").reset_index()


# --- one system of sums -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """How many small sums there are, and which are left no choice; `finished` if every question was answered."""

    small: int
    pinned: tuple[str, ...]
    finished: bool = True


class Attacker:
    """Everything that some results of one log say together, about kinds of people as fine as all of them."""

    def __init__(self, table: pd.DataFrame, told: list[tuple[Asked, AuditResult]], seconds: float = 20.0) -> None:
        self.told, self.seconds = told, seconds
        names = list(dict.fromkeys(name for asked, _ in told for name in asked.columns))
        texts = table[names].astype(object).where(table[names].notna(), UNKNOWN).astype(str)
        values = [sorted(set(texts[name])) for name in names]
        self.cells: list[Cell] = [dict(zip(names, one, strict=True)) for one in itertools.product(*values)]
        self.states = [[asked.states(cell) for cell in self.cells] for asked, _ in told]
        true = texts.assign(n=table["n"]).groupby(names)["n"].sum().to_dict()
        keys = [tuple(cell[name] for name in names) for cell in self.cells]
        self.true = np.array([int(true.get(key if len(key) > 1 else key[0], 0)) for key in keys])

    def part(self, belongs: Callable[[int], bool]) -> np.ndarray:
        return np.array([belongs(place) for place in range(len(self.cells))], dtype=np.int64)

    def equations(self) -> Iterator[tuple[np.ndarray, int]]:
        """Every published number of people, as a sum over the kinds."""
        for number, (asked, result) in enumerate(self.told):
            states = self.states[number]
            yield from self._counts(asked, result, states)
            for row in result.rates.to_dict("records"):
                if not pd.isna(row["numerator"]) and row["measure"] in MEASURES:
                    inside, counted = self._share(states, row["characteristic"], row["group"], row["measure"])
                    yield inside, int(row["denominator"])
                    yield inside * counted, int(row["numerator"])
            undecided = np.array([state[0] == UNKNOWN for state in states], dtype=np.int64)
            left = result.left_out[result.left_out["reason"] == "no_decision"]["people"]
            if not len(left) or not pd.isna(left.iloc[0]):
                yield undecided, int(left.iloc[0]) if len(left) else 0

    def _share(
        self, states: list[tuple[str, str]], characteristic: str, group: str, measure: str
    ) -> tuple[np.ndarray, np.ndarray]:
        counted, among = MEASURES[measure]
        inside = self.part(
            lambda i: states[i][0] != UNKNOWN and self.in_group(i, characteristic, group) and among(*states[i])
        )
        return inside, self.part(lambda i: counted(*states[i]))

    def in_group(self, place: int, characteristic: str, group: str) -> bool:
        parts = [self.cells[place][name] for name in characteristic.split(" × ")]
        return (UNKNOWN if UNKNOWN in parts else " × ".join(parts)) == group

    def _counts(
        self, asked: Asked, result: AuditResult, states: list[tuple[str, str]]
    ) -> Iterator[tuple[np.ndarray, int]]:
        names = [*asked.groups, *asked.within]
        listed = {}
        for row in result.counts.to_dict("records"):
            key = (*(row[name] for name in names), row["selected"], row.get("outcome", UNKNOWN))
            listed[key] = None if pd.isna(row["people"]) else int(row["people"])
        keys = [(*(cell[name] for name in names), *state) for cell, state in zip(self.cells, states, strict=True)]
        for key in dict.fromkeys(key for key in keys if key[-2] != UNKNOWN):
            people = listed.get(key, 0)
            if people is not None:
                yield self.part(lambda i, key=key: keys[i] == key), people

    def small_sums(self, smallest: int) -> dict[str, np.ndarray]:
        """Kinds, cells, groups and parts of shares of fewer people than that."""
        found: dict[str, np.ndarray] = {}
        heaps: dict[str, list[Any]] = {"kind": list(range(len(self.cells)))}
        for number, (asked, result) in enumerate(self.told):
            states = self.states[number]
            names = [*asked.groups, *asked.within]
            heaps[f"cell {number}"] = [
                (*(c[name] for name in names), *s) if s[0] != UNKNOWN else None
                for c, s in zip(self.cells, states, strict=True)
            ]
            for some in [*itertools.combinations(names, 1), *itertools.combinations(names, 2)]:
                heaps[f"{number} {some} decided"] = [
                    (*(c[name] for name in some), s[0]) for c, s in zip(self.cells, states, strict=True)
                ]
                heaps[f"{some}"] = [tuple(c[name] for name in some) for c in self.cells]
            for characteristic, group, measure in zip(
                *(result.rates[name] for name in ("characteristic", "group", "measure")), strict=True
            ):
                if measure in MEASURES:
                    counted, among = MEASURES[measure]
                    heaps[f"{number} {characteristic} {group} {measure}"] = [
                        counted(*s)
                        if s[0] != UNKNOWN and among(*s) and self.in_group(i, characteristic, group)
                        else None
                        for i, s in enumerate(states)
                    ]
        for name, heap in heaps.items():
            sums: dict[Any, int] = {}
            for key, people in zip(heap, self.true.tolist(), strict=True):
                sums[key] = sums.get(key, 0) + people
            for key, people in sums.items():
                if key is not None and 0 < people < smallest:
                    found[f"{name}: {key}"] = np.array([one == key for one in heap], dtype=np.int64)
        return dict(found.items())

    def pinned(self, smallest: int) -> Found:
        """The small sums that have one value only in all tables of whole numbers that fit."""
        rows, numbers = [], []
        for vector, number in self.equations():
            assert vector @ self.true == number, "an equation that the true table does not keep"
            rows.append(vector)
            numbers.append(number)
        free = np.ones(len(self.cells), dtype=bool)
        for vector, number in zip(rows, numbers, strict=True):
            if number == 0:
                free &= vector == 0
        matrix, index = np.unique(np.array(rows)[:, free], axis=0, return_index=True)
        right = np.array(numbers, dtype=float)[index]
        targets = self.small_sums(smallest)
        if not targets:
            return Found(0, ())
        names, sums = list(targets), np.array([*targets.values()], dtype=np.int64)[:, free]
        open_, finished = self._open(csr_array(matrix), right, sums, self.true[free])
        return Found(len(names), tuple(name for name, seen in zip(names, open_, strict=True) if not seen), finished)

    def _open(
        self, matrix: csr_array, right: np.ndarray, sums: np.ndarray, true: np.ndarray
    ) -> tuple[np.ndarray, bool]:
        """Which sums take another value in some table; random mixtures of the others are pushed up and down."""
        chance = np.random.default_rng(7)
        open_ = np.zeros(len(sums), dtype=bool)
        still, finished = 0, True
        while not open_.all() and still < 2:
            weights = np.where(open_, 0, chance.integers(1, 1000, len(sums)) * chance.choice([-1, 1], len(sums)))
            weights = np.abs(weights) if still else weights
            before = int(open_.sum())
            exhausted = True
            for sign in (1, -1):
                solved = milp(
                    sign * (weights @ sums).astype(float),
                    constraints=LinearConstraint(matrix, right, right),
                    integrality=np.ones(len(true)),
                    bounds=Bounds(0, np.inf),
                    options={"time_limit": self.seconds, "mip_rel_gap": 0.0},
                )
                if solved.x is None:
                    finished = False
                    continue
                exhausted &= solved.status == 0
                open_ |= sums @ np.rint(solved.x).astype(np.int64) != sums @ true
            if int(open_.sum()) == before:
                still += 1
                finished &= exhausted
        return open_, finished
