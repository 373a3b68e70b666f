"""Pooled figures beside blanks: no digit that leaves one filling of a small cell only."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest

from benchmarks.disclosure_attacker import Asked
from benchmarks.pooled_figures_attacker import try_digits
from toolkit.audit import AdjustedFinding, AuditResult, DecisionLog, audit
from toolkit.audit.pooled import digits as pooled_digits
from toolkit.audit.statistics.mantel_haenszel import pool
from toolkit.audit.suppression.publishing import LetOut

WITHIN = Asked("d", ("yes",), ("sex",), ("office",))
BERKELEY = "berkeley-admissions-1973"
FIGURES = (
    "adjusted_ratio",
    "adjusted_ratio_low",
    "adjusted_ratio_high",
    "odds_ratio",
    "odds_ratio_low",
    "odds_ratio_high",
)


def draw(seed: int) -> pd.DataFrame:
    """Two groups in two offices, some cells of a few people."""
    chance = np.random.default_rng(seed)
    sexes, offices = ["w", "m"], ["o0", "o1"]
    rows = []
    for sex, office, decision in itertools.product(sexes, offices, ("yes", "no")):
        few = chance.random() < 0.25
        rows.append(
            {"sex": sex, "office": office, "d": decision, "n": int(chance.integers(*((1, 10) if few else (12, 60))))}
        )
    return pd.DataFrame(rows)


def berkeley(women: dict[str, tuple[int, int]], men: dict[str, tuple[int, int]]) -> Any:
    rows = [(n - k, k) for k, n in women.values()], [(n - k, k) for k, n in men.values()]
    k1, k0 = ([k for _, k in part] for part in rows)
    return pool(k1, [n for _, n in women.values()], k0, [n for _, n in men.values()])


def test_berkeley_keeps_three_decimals_and_many_fillings() -> None:
    """From the published numbers alone: which people may stand behind the blanks of departments A and B?"""
    result = audit(DecisionLog.open(BERKELEY))
    row = result.adjusted.iloc[0]
    assert [row[name] for name in FIGURES] == [1.058, 0.97, 1.154, 1.105, 0.943, 1.295]
    assert row["reading"] == "disappears"
    assert row["crude_ratio"] == result.gaps.iloc[0]["ratio"], "published counts give all its digits"
    counts = result.counts.set_index(["gender", "department", "selected"])["people"]
    blanks = counts[counts.isna()].index.tolist()
    assert blanks == [("Female", place, word) for place in "AB" for word in ("no", "yes")]
    told = result.rates.set_index("group").loc["Female"]
    rest = {word: int(told["numerator"]) - counts["Female", :, "yes"].sum() for word in ["yes"]}
    rest["no"] = int(told["denominator"] - told["numerator"]) - counts["Female", :, "no"].sum()
    assert (rest["yes"], rest["no"]) == (89 + 17, 19 + 8)
    men = ([512, 353, 120, 138, 53, 22], [825, 560, 325, 417, 191, 373])
    rejected = set()
    for few, admitted in itertools.product(range(28), range(80)):
        yes, no = [106 - admitted, admitted, 202, 131, 94, 24], [27 - few, few, 391, 244, 299, 317]
        one = pool(yes, [k + r for k, r in zip(yes, no, strict=True)], *men)
        ratio, odds = (
            (one.ratio, one.ratio_low, one.ratio_high),
            (one.odds_ratio, one.odds_ratio_low, one.odds_ratio_high),
        )
        figures = (*ratio, *odds)
        fits = [round(figure, 3) for figure in figures] == [row[name] for name in FIGURES]
        if fits and round(one.p_value, 2) == row["p_value"] and 0.001 < one.homogeneity_p <= row["homogeneity_p"]:
            rejected.add(few)
    assert rejected == {4, 5, 6, 7, 8, 9, 10, 22}, "with fifteen digits it was 8 alone"


@pytest.mark.slow
def test_with_fifteen_digits_one_table_fits_and_with_those_told_several(monkeypatch: pytest.MonkeyPatch) -> None:
    """All tables that fit are tried out; and the same attack succeeds where no digit is cut."""
    pinned = {"cut": 0, "whole": 0}
    tried = 0
    for seed in range(10):
        table = draw(seed)
        log = WITHIN.log(table)
        found = try_digits(table, WITHIN, audit(log), 10, most=25_000)
        if found.finished and found.small:
            tried += found.small
            pinned["cut"] += len(found.pinned)
        with monkeypatch.context() as patch:
            patch.setattr("toolkit.audit.pooled.rows.cut_pooled_digits", as_they_are)
            pinned["whole"] += len(try_digits(table, WITHIN, audit(log), 10, most=25_000).pinned)
    assert tried >= 5
    assert pinned["cut"] == 0
    assert pinned["whole"] >= 5


def as_they_are(table: Any, shares: Any, again: Any, implied: bool) -> pooled_digits.Cut:
    return pooled_digits.Cut(table, shares.cells_shown)


def test_where_nothing_is_blanked_no_digit_is_lost() -> None:
    table = draw(3).assign(n=lambda rows: rows["n"] + 40)
    result, whole = audit(WITHIN.log(table)), audit(WITHIN.log(table), smallest_cell=0)
    assert result.counts["people"].notna().all()
    pd.testing.assert_frame_equal(result.adjusted, whole.adjusted)


def test_sentences_are_made_of_the_digits_that_are_told() -> None:
    result = audit(DecisionLog.open(BERKELEY))
    finding: Any = result.finding("adjusted")
    assert (finding.adjusted_ratio, finding.odds_ratio) == (1.058, 1.105)
    assert "1.06 times as often, between 0.97 and 1.15" in finding.say("en")


def test_a_row_whose_reading_is_not_shared_is_withheld_and_a_figure_stays_inside_its_interval() -> None:
    truth = {
        "reading": ["remains", "shrinks"],
        "adjusted_ratio": [1.449, 1.2],
        "adjusted_ratio_low": [1.412, 1.1],
        "adjusted_ratio_high": [1.46, 1.3],
        "crude_ratio": [1.5, 1.7],
        "p_value": [0.031, 0.2],
        "people": [500, 400],
    }
    other = {name: list(values) for name, values in truth.items()}
    other["adjusted_ratio"][0], other["p_value"][0], other["people"][0] = 1.39, 0.047, 501
    other["reading"][1] = "remains"
    told = pooled_digits._shared(truth, [other], True)
    assert [told[name][0] for name in ("adjusted_ratio", "adjusted_ratio_low", "p_value")] == [1.4, 1.4, 0.05]
    assert math.isnan(told["people"][0])
    assert told["reading"] == ["remains", "too_few"]
    assert math.isnan(told["adjusted_ratio"][1])
    assert told["crude_ratio"] == [1.5, 1.7]


def test_without_enough_fillings_nothing_pooled_is_told() -> None:
    truth = {"reading": ["remains"], "adjusted_ratio": [1.449], "crude_ratio": [1.5]}
    told = pooled_digits._shared(truth, [truth], False)
    assert told["reading"] == ["too_few"]
    assert math.isnan(told["adjusted_ratio"][0])


def test_changes_that_nobody_notices_keep_every_sum_that_is_out() -> None:
    sums = np.array([[1, 1, 0, 0, 1], [0, 1, 1, 0, 0], [0, 0, 0, 1, 0]])
    out = LetOut(np.zeros((0, 5), dtype=bool))
    assert all(out.add(one) for one in sums)
    changes = out.unnoticed()
    assert len(changes) == 2, "five kinds, three sums"
    assert all((sums @ change == 0).all() and change.any() for change in changes)


def test_for_several_results_only_digits_are_told_that_published_counts_give_anyway() -> None:
    result: AuditResult = audit(DecisionLog.open(BERKELEY), released=[])
    row = result.adjusted.iloc[0]
    men = ([512, 353, 120, 138, 53, 22], [825, 560, 325, 417, 191, 373])
    counts = result.counts.set_index(["gender", "department", "selected"])["people"]
    assert counts["Female", "A", "yes"] == 89
    for few in range(0, 28):  # every table that fits the published counts fits the digits
        one = pool([89, 17, 202, 131, 94, 24], [116 - few, 17 + few, 593, 375, 393, 341], *men)
        for name, figure in (("adjusted_ratio", one.ratio), ("odds_ratio", one.odds_ratio)):
            assert math.isnan(row[name]) or abs(row[name] - figure) <= 0.051


def test_people_of_whom_nobody_could_be_compared_give_no_small_cell_away() -> None:
    """By hand: 500 and 590 people, 997 of known office; of b 90 are of unknown office, so 3 of a would be."""
    rows = [("a", "one", "yes", 200), ("a", "one", "no", 297), ("a", None, "yes", 3), ("b", "two", "yes", 100)]
    rows += [("b", "two", "no", 400), ("b", None, "yes", 40), ("b", None, "no", 50)]
    table = pd.DataFrame(rows, columns=["g", "office", "d", "n"])
    roles = {"decision": "d", "selected": ["yes"], "groups": ["g"], "within": ["office"], "count": "n"}
    result = audit(DecisionLog(table, effect="burden", **roles))
    row = result.adjusted.iloc[0]
    assert pd.isna(row["people"])
    assert row["people_compared"] == 0
    assert row["reading"] == "not_comparable"
    assert all("997" not in finding.say("en") for finding in result.findings)
    assert audit(DecisionLog(table, effect="burden", **roles), smallest_cell=0).adjusted["people"].item() == 997


def test_sentences_and_tables_tell_a_cut_figure_with_no_more_digits_than_it_has() -> None:
    finding = AdjustedFinding(
        measure="selection_rate",
        within="office",
        reading="remains",
        verdict="shown",
        crude_ratio=1.5,
        adjusted_ratio=1.7,
        adjusted_ratio_low=1.0,
        adjusted_ratio_high=3.0,
    )
    assert "1.7 times as often as" in finding.say("en")
    assert "(between 1 and 3; without that comparison 1.5 times)" in finding.say("en")


def test_where_very_many_cells_are_blanked_figures_stay_and_are_rounded() -> None:
    log = DecisionLog.open("hiring-by-hospital")
    told, whole = (audit(log, smallest_cell=cell).adjusted for cell in (10, 0))
    assert audit(log).counts["people"].isna().sum() >= 100
    for name in ("adjusted_ratio", "odds_ratio"):
        assert (told[name] - whole[name]).abs().max() < 0.05
        assert (told[name] != whole[name]).all()
    assert set(told["p_value"]) <= {0.001, 0.01, 0.05, 0.1, 0.2, 0.5, 1.0}
    assert (told["p_value"] >= whole["p_value"]).all()
