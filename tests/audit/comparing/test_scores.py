"""Scores by group: right by hand, and an attack on them that knows all other results."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from toolkit.audit import DecisionLog, audit
from toolkit.errors import AuditError

UNKNOWN = "(unknown)"
PRIME = 1_000_000_007
FEW_OR_MANY = st.integers(1, 12) | st.integers(1, 4) | st.integers(8, 11) | st.integers(0, 200)


# --- the attack ----------------------------------------------------------------------------------------------------


class Bins:
    """What is told about bins, as sums over cells and bins of the cells' kind; an attacker knows which are empty.

    That somebody of an office has a score in a bin is never told, so a cell of an office is taken to have people in
    every bin that its kind of people (in all offices) has.
    """

    def __init__(self, attacked: Any) -> None:
        self.attacked, self.scores = attacked, attacked.result.scores
        cuts = sorted({edge for edge in self.scores["score_from"] if math.isfinite(edge)})
        people: dict[tuple[str, int], int] = defaultdict(int)
        bins_of: dict[str, set[int]] = defaultdict(set)
        self.names = [*attacked.groups, *attacked.within]
        scores = sorted(row["score"] for row in attacked.rows if row.get("score") is not None for _ in range(row["n"]))
        middle = (scores[(len(scores) - 1) // 2] + scores[len(scores) // 2]) / 2 if scores else math.nan
        for row in attacked.rows:
            if row["decision"] is None or not row["n"]:
                continue
            score = row.get("score")
            cell = {name: row[name] if row[name] is not None else UNKNOWN for name in self.names}
            cell["selected"] = row["decision"] == "yes"
            cell["outcome"] = {None: -1, "true": 1, "false": 0}[row.get("outcome")]
            cell["above"] = -1 if score is None else int(score > middle)
            number = -1 if score is None else bisect_right(cuts, score)
            people[str(cell), number] += row["n"]
            bins_of[self.kind(cell)].add(number)
        self.width = len(attacked.cells)
        self.fine = [
            (place, number) for place, cell in enumerate(attacked.cells) for number in sorted(bins_of[self.kind(cell)])
        ]
        self.people = np.array([people[str(attacked.cells[place]), number] for place, number in self.fine])
        self.cuts = cuts

    def kind(self, cell: dict) -> str:
        return str([value for name, value in cell.items() if name not in self.attacked.within])

    def part(self, belongs: Any) -> np.ndarray:
        cells = self.attacked.cells
        return np.array([int(belongs(cells[place] | {"bin": number})) for place, number in self.fine], dtype=np.int64)

    def lifted(self, vector: np.ndarray) -> np.ndarray:
        return np.array([vector[place] for place, _ in self.fine], dtype=np.int64)

    def group(self, characteristic: str, group: str) -> np.ndarray:
        return self.part(lambda cell: self.attacked.in_group(cell, characteristic, group))

    def told(self) -> list[np.ndarray]:
        found = []
        for row in self.scores.to_dict("records"):
            number = bisect_right(self.cuts, row["score_from"]) if math.isfinite(row["score_from"]) else 0
            group = self.group(row["characteristic"], row["group"])
            inside = group * self.part(lambda cell, b=number: cell["bin"] == b)
            known = inside * self.part(lambda cell: cell["outcome"] >= 0)
            true = inside * self.part(lambda cell: cell["outcome"] == 1)
            scored = group * self.part(lambda cell: cell["bin"] >= 0)
            for name, vector in (("people", inside), ("known", known), ("true", true)):
                if not pd.isna(row[name]):
                    assert vector @ self.people == row[name], row
                    found.append(vector)
            if pd.isna(row["people"]):
                assert math.isnan(row["share"])
            elif row["people"]:
                assert row["share"] == pytest.approx(row["people"] / (scored @ self.people))
                found.append(scored)
            if pd.isna(row["true"]):
                assert all(math.isnan(row[name]) for name in ("value", "low", "high"))
        return found

    def secrets(self) -> list[tuple[str, np.ndarray]]:
        found = [(name, self.lifted(vector)) for name, vector in self.attacked.secrets()]
        names = list(dict.fromkeys(self.scores["characteristic"]))
        states: list[tuple[str, Any]] = [("all", lambda c: True)]
        states += [(f"selected {x}", lambda c, x=x: c["selected"] == x) for x in (True, False)]
        states += [(f"outcome {x}", lambda c, x=x: c["outcome"] == x) for x in (-1, 0, 1)]
        states += [("known", lambda c: c["outcome"] >= 0)]
        states += [(f"above {x}", lambda c, x=x: c["above"] == x) for x in (0, 1)]
        states += [
            (f"both {x} {y}", lambda c, x=x, y=y: (c["outcome"], c["above"]) == (x, y)) for x in (0, 1) for y in (0, 1)
        ]
        groups = [
            ((name,), (group,))
            for name in names
            for group in set(self.scores.query("characteristic == @name")["group"])
        ]
        groups += [(a + b, x + y) for a, x in groups for b, y in groups if a < b]
        for several, values in groups:
            who = np.prod([self.group(n, v) for n, v in zip(several, values, strict=True)], axis=0)
            for number in range(-1, len(self.cuts) + 1):
                inside = who * self.part(lambda cell, b=number: cell["bin"] == b)
                for state, belongs in states:
                    found.append((f"{several} {values} bin {number} {state}", inside * self.part(belongs)))
        for name in names:
            for blank in ("people", "true"):
                hidden = self.scores[(self.scores["characteristic"] == name) & self.scores[blank].isna()]
                for key in ("group", "score_from"):
                    for _, rows in hidden.groupby(key):
                        for state, belongs in states[:1] if blank == "people" else states[4:7]:
                            vector = np.zeros(len(self.fine), dtype=np.int64)
                            for row in rows.to_dict("records"):
                                number = (
                                    0 if math.isinf(row["score_from"]) else bisect_right(self.cuts, row["score_from"])
                                )
                                vector += self.group(name, row["group"]) * self.part(lambda c, b=number: c["bin"] == b)
                            found.append((f"{name} blanked {blank} {key} {state}", vector * self.part(belongs)))
        return [(name, v) for name, v in found if 0 < v @ self.people < self.attacked.smallest]

    def worked_out(self) -> list[str]:
        """The secrets that the bins bring out, or help to bring out."""
        before = [self.lifted(vector) for vector in self.attacked.equations()]
        alone, together = echelon(before, len(self.fine)), echelon([*before, *self.told()], len(self.fine))
        return [name for name, v in self.secrets() if not together(v).any() and alone(v).any()]


def echelon(vectors: list[np.ndarray], width: int) -> Any:
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


@st.composite
def scored_logs(draw: st.DrawFn) -> tuple[list[dict], list[str], list[str]]:
    groups = ["sex", "origin"][: draw(st.integers(1, 2))]
    within = draw(st.sampled_from([[], ["office"]]))
    outcomes = draw(st.sampled_from([["true", "false"], ["true", "false", None]]))
    scores = draw(st.sampled_from([[1.0, 2.0, 3.0, 4.0], [1.0, 2.0, 3.0, 4.0, None]]))
    values = {name: [f"{name}{i}" for i in range(draw(st.integers(2, 3)))] for name in [*groups, *within]}
    rows = []
    for _ in range(draw(st.integers(4, 30))):
        row: dict[str, Any] = {name: draw(st.sampled_from(choice)) for name, choice in values.items()}
        row |= {"decision": draw(st.sampled_from(["yes", "no"])), "outcome": draw(st.sampled_from(outcomes))}
        rows.append(row | {"score": draw(st.sampled_from(scores)), "n": draw(FEW_OR_MANY)})
    first: dict[str, Any] = {name: choice[0] for name, choice in values.items()}
    rows.append(first | {"decision": "yes", "outcome": "true", "score": 2.0, "n": 12})
    return rows, groups, within


CUTS = st.sampled_from([[1.5, 2.5, 3.5], [2.5], [2.0, 3.0], 4])


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(scored_logs(), CUTS, st.sampled_from([False, True]), st.sampled_from([3, 5, 10]))
@pytest.mark.slow
def test_no_bin_tells_of_a_few_people_even_with_all_other_results(
    attack: Any, log: tuple[list[dict], list[str], list[str]], cuts: Any, cross: bool, smallest: int
) -> None:
    attacked = attack(*log, smallest=smallest, cross=cross and len(log[1]) > 1, score_bins=cuts)
    assert Bins(attacked).worked_out() == []
    without = attack(*log, smallest=smallest, cross=cross and len(log[1]) > 1).result
    for name in ("rates", "gaps"):
        pd.testing.assert_frame_equal(getattr(attacked.result, name), getattr(without, name))
    # Which single cells are blanked may differ: pooled figures leave other fillings open beside bins.
    both = pd.concat([one.counts["people"] for one in (attacked.result, without)], axis=1).dropna()
    assert (both.iloc[:, 0] == both.iloc[:, 1]).all()


# --- by hand -------------------------------------------------------------------------------------------------------


def scored(cells: list[tuple[str, float | None, int, int]], bins: Any = (10.0, 20.0)) -> DecisionLog:
    """A log from ``(group, score, came true, did not)``; half of each is selected."""
    rows = [
        (g, d, o, score, n)
        for g, score, true, untrue in cells
        for o, people in (("t", true), ("f", untrue))
        for d, n in (("y", people // 2), ("n", people - people // 2))
    ]
    table = pd.DataFrame(rows, columns=["g", "d", "o", "score", "n"])
    return DecisionLog(
        table,
        decision="d",
        selected=["y"],
        effect="burden",
        groups=["g"],
        outcome="o",
        outcome_true=["t"],
        score="score",
        score_bins=list(bins) if isinstance(bins, tuple) else bins,
        count="n",
    )


CELLS = [
    ("w", 5, 40, 360),
    ("w", 10, 60, 340),
    ("w", 25, 100, 100),
    ("w", None, 30, 70),
    ("m", 5, 50, 350),
    ("m", 15, 180, 420),
    ("m", 20, 150, 150),
]


def test_scores_are_those_worked_out_by_hand() -> None:
    scores = audit(scored(CELLS), reference={"g": "m"}).scores
    assert scores["score_from"].tolist() == [-math.inf, 10, 20] * 2
    assert scores["score_to"].tolist() == [10, 20, math.inf] * 2
    women, men = scores[scores["group"] == "w"], scores[scores["group"] == "m"]
    assert women["people"].tolist() == [400, 400, 200]
    assert women["share"].tolist() == [0.4, 0.4, 0.2]  # of the thousand with a score
    assert men["share"].tolist() == pytest.approx([400 / 1300, 600 / 1300, 300 / 1300])
    assert women["true"].tolist() == [40, 60, 100]
    assert women["known"].tolist() == [400, 400, 200]
    assert men["value"].tolist() == [50 / 400, 180 / 600, 0.5]
    for row in scores.itertuples():
        wanted = proportion_confint(row.true, row.known, method="wilson")
        assert (row.low, row.high) == pytest.approx(wanted, rel=1e-9)


def test_the_clearest_bin_is_said_in_frequencies() -> None:
    result = audit(scored(CELLS), reference={"g": "m"})
    finding = result.finding("calibration")
    assert (finding.group, finding.score_from, finding.score_to) == ("w", 10, 20)  # type: ignore[attr-defined]
    said = finding.say("en")
    assert "Of 100" in said
    assert "scores between 10 and 20, 15 had" in said
    assert "with the same scores, 30." in said
    assert "does not mean the same" in said
    assert "calibration" not in result.gaps["measure"].tolist()


def test_the_outermost_bins_are_said_with_one_edge() -> None:
    for cells, words in (
        ([("w", 5, 40, 360), ("w", 15, 50, 350), ("m", 5, 200, 200), ("m", 15, 50, 350)], "scores below 10"),
        ([("w", 25, 40, 360), ("w", 15, 50, 350), ("m", 25, 200, 200), ("m", 15, 50, 350)], "scores of 20 or more"),
    ):
        assert words in audit(scored(cells)).finding("calibration").say("en")


def test_scores_that_mean_the_same_are_no_finding() -> None:
    same = [(g, score, true, 300) for g in "wm" for score, true in ((5, 30), (15, 90), (25, 300))]
    assert "calibration" not in [finding.kind for finding in audit(scored(same)).findings]


def test_a_calibrated_score_and_equal_errors_do_not_go_together_where_base_rates_differ() -> None:
    """Each score means the same in both groups, and yet those it came untrue for are selected at 1 to 4 against 1 to 2.

    Selected are all with the high score: 50 of 100 for whom it came true; of the low, 10 of 100.
    """
    cells = {"w": (400, 1600), "m": (1000, 1000)}  # with the high score, with the low score
    rows = [
        (g, "y" if high else "n", o, score, n)
        for g, sizes in cells.items()
        for high, score, size, part in ((True, 9, sizes[0], 0.5), (False, 1, sizes[1], 0.1))
        for o, n in (("t", int(size * part)), ("f", size - int(size * part)))
    ]
    table = pd.DataFrame(rows, columns=["g", "d", "o", "score", "n"])
    log = DecisionLog(
        table,
        decision="d",
        selected=["y"],
        effect="burden",
        groups=["g"],
        outcome="o",
        outcome_true=["t"],
        score="score",
        score_bins=[5],
        count="n",
    )
    result = audit(log, reference={"g": "m"})
    kinds = [finding.kind for finding in result.findings]
    assert "calibration" not in kinds
    rates = result.rates.set_index(["measure", "group"])["value"]
    assert rates["false_positive_rate"].to_dict() == pytest.approx({"w": 200 / 1640, "m": 500 / 1400})


def test_small_bins_are_blanked_and_no_other_number_is() -> None:
    cells = [*CELLS[:2], ("w", 25, 3, 40), *CELLS[4:]]
    with_bins, without = audit(scored(cells)), audit(scored(cells, None))
    assert with_bins.scores["true"].isna().any()
    assert without.scores.empty
    for name in ("counts", "rates", "gaps"):
        pd.testing.assert_frame_equal(getattr(with_bins, name), getattr(without, name))


def test_a_number_of_bins_cuts_at_quantiles_without_telling_a_score() -> None:
    generator = np.random.default_rng(5)
    table = pd.DataFrame({"g": generator.choice(["w", "m"], 5000), "d": generator.choice(["y", "n"], 5000)})
    table["score"] = generator.normal(50, 10, 5000)
    log = DecisionLog(table, decision="d", selected=["y"], effect="burden", groups=["g"], score="score", score_bins=5)
    scores = audit(log).scores
    cuts = scores[scores["group"] == "w"]["score_to"].tolist()[:-1]
    assert cuts == pytest.approx(np.quantile(table["score"], [0.2, 0.4, 0.6, 0.8]), abs=1)
    assert not set(cuts) & set(table["score"])
    assert scores["share"].between(0.1, 0.3).all()
    assert scores["true"].isna().all()


@pytest.mark.parametrize("kind", ["pandas", "polars", "parquet", "parquet with NaN", "counted"])
def test_every_backend_cuts_alike(kind: str, tmp_path: Any) -> None:
    generator = np.random.default_rng(6)
    table = pd.DataFrame({"g": generator.choice(["w", "m"], 600), "d": generator.choice(["y", "n"], 600)})
    table["score"] = generator.integers(1, 11, 600).astype(float)
    table.loc[::7, "score"] = np.nan
    given_: Any = table
    how: dict[str, Any] = {}
    if kind == "polars":
        import polars

        given_ = polars.from_pandas(table)
    elif kind == "parquet":
        given_ = tmp_path / "log.parquet"
        table.to_parquet(given_)
    elif kind == "parquet with NaN":
        import polars

        given_ = tmp_path / "log.parquet"
        polars.from_pandas(table, nan_to_null=False).write_parquet(given_)
    elif kind == "counted":
        given_ = table.groupby(["g", "d", "score"], dropna=False).size().reset_index(name="n")
        how = {"count": "n"}
    log = DecisionLog(
        given_, decision="d", selected=["y"], effect="burden", groups=["g"], score="score", score_bins=[3, 7], **how
    )
    scores = audit(log).scores
    expected = pd.cut(table["score"], [-math.inf, 3, 7, math.inf], right=False)
    wanted = table.groupby(["g", expected], observed=False).size().tolist()
    assert scores["people"].tolist() == wanted


@pytest.mark.parametrize("bins", [1, 21, 0, True, [], [3, 2], [1, 1], ["a"], [math.nan], "10"])
def test_what_cannot_be_cut_is_refused(bins: Any) -> None:
    with pytest.raises(AuditError, match="cannot be cut"):
        scored(CELLS, bins)


def test_bins_without_a_score_are_refused() -> None:
    table = pd.DataFrame({"g": ["w"], "d": ["y"]})
    with pytest.raises(AuditError, match="Name the score column"):
        DecisionLog(table, decision="d", selected=["y"], effect="burden", groups=["g"], score_bins=5)
