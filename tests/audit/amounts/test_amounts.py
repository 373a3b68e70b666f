"""Averages of groups, against scipy, statsmodels, hand calculation and an attacker."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.oaxaca import OaxacaBlinder

from toolkit.audit import Amounts, audit_amounts
from toolkit.audit.amounts.amount_finding import AmountFinding
from toolkit.errors import AuditError, DataError, ValueNotFound

ROLES: dict[str, Any] = {"amount": "pay", "groups": ["sex"], "within": ["job"], "reference": {"sex": "men"}}


def workforce(people: int = 1500, seed: int = 4, inside: float = 0.95) -> pd.DataFrame:
    """Nurses, doctors and porters; women earn `inside` times as much in the same job, and have other jobs."""
    chance = np.random.default_rng(seed)
    sex = chance.choice(["women", "men"], people)
    shares = {"women": [0.6, 0.25, 0.15], "men": [0.3, 0.4, 0.3]}
    job = np.array([chance.choice(["nurse", "doctor", "porter"], p=shares[one]) for one in sex])
    base = pd.Series(job).map({"nurse": 2500, "doctor": 4000, "porter": 2000}).to_numpy()
    pay = base * np.where(sex == "women", inside, 1) * np.exp(chance.normal(0, 0.1, people))
    return pd.DataFrame({"sex": sex, "job": job, "pay": pay})


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return workforce()


@pytest.fixture(scope="module")
def pay(table: pd.DataFrame) -> Amounts:
    return audit_amounts(table, **ROLES, more_is="good", unit="euros", pay_assessment="sex")


# --- against other sums ----------------------------------------------------------------------------------------------


def test_a_gap_has_the_test_and_the_interval_of_welch(table: pd.DataFrame, pay: Amounts) -> None:
    women, men = (table.loc[table["sex"] == sex, "pay"] for sex in ("women", "men"))
    test = stats.ttest_ind(women, men, equal_var=False)
    ends = test.confidence_interval(0.95)
    row = pay.gaps.iloc[0]
    assert row["p_value"] == pytest.approx(test.pvalue)
    assert [row["low"], row["high"]] == pytest.approx([ends.low, ends.high])
    assert row["relative"] == pytest.approx(women.mean() / men.mean() - 1)


def test_all_gaps_are_adjusted_together(pay: Amounts) -> None:
    gaps = pay.gaps
    assert len(gaps) == 5  # over all, inside the jobs, three jobs
    assert gaps["p_adjusted"].to_numpy() == pytest.approx(multipletests(gaps["p_value"], method="holm")[1])


def test_a_gap_taken_apart_is_that_of_oaxaca_and_blinder(table: pd.DataFrame, pay: Amounts) -> None:
    jobs = pd.get_dummies(table["job"], drop_first=True, dtype=float)
    wide = jobs.assign(const=1.0, women=(table["sex"] == "women").astype(float))
    model = OaxacaBlinder(table["pay"], wide, "women", hasconst=True)
    unexplained, explained, gap = model.two_fold(two_fold_type="self_submitted", submitted_weight=1).params
    row = pay.parts.iloc[0]
    # statsmodels counts from the group with the higher average, the men.
    assert [row["whole"], row["inside"], row["mix"]] == pytest.approx([-gap, -unexplained, -explained])
    assert row["apart"] == pytest.approx(0, abs=1e-9)


@pytest.mark.slow
def test_the_standard_errors_are_those_of_many_draws() -> None:
    told, found = [], []
    for seed in range(80):
        row = audit_amounts(workforce(400, seed), **ROLES).parts.iloc[0]
        told.append((row["inside_error"], row["mix_error"]))
        found.append((row["inside"], row["mix"]))
    assert np.mean(told, axis=0) == pytest.approx(np.std(found, axis=0, ddof=1), rel=0.2)


def test_the_middle_amount_and_gini(table: pd.DataFrame, pay: Amounts) -> None:
    row = pay.averages.set_index(["group", "category"]).loc[("men", "")]
    men = np.sort(table.loc[table["sex"] == "men", "pay"])
    assert row["median"] == pytest.approx(np.median(men), rel=0.005)
    place = np.arange(1, len(men) + 1)
    assert row["gini"] == pytest.approx((2 * place - len(men) - 1) @ men / (len(men) * men.sum()), abs=5e-4)
    assert row["deviation"] == pytest.approx(men.std(ddof=1))


def test_large_amounts_that_hardly_differ_keep_their_spread() -> None:
    table = pd.DataFrame({"sex": ["a"] * 50 + ["b"] * 50, "pay": [1e9, 1e9 + 1] * 50})
    row = audit_amounts(table, amount="pay", groups="sex").averages.iloc[0]
    assert row["deviation"] == pytest.approx(np.std([0, 1] * 25, ddof=1))


def test_every_backend_and_a_table_of_counts_give_the_same(table: pd.DataFrame, pay: Amounts, tmp_path: Any) -> None:
    counted = table.groupby(["sex", "job", "pay"]).size().reset_index(name="n")
    path = tmp_path / "pay.csv"
    table.assign(pay=[f"{value:.6f}".replace(".", ",") for value in table["pay"]]).to_csv(path, index=False, sep=";")
    for other in (
        audit_amounts(pl.from_pandas(table), **ROLES),
        audit_amounts(counted, **ROLES, count="n"),
        audit_amounts(path, **ROLES, decimal=","),
    ):
        assert other.gaps["p_value"].to_numpy() == pytest.approx(pay.gaps["p_value"].to_numpy(), rel=1e-4)
        assert other.averages["people"].tolist() == pay.averages["people"].tolist()


# --- what is said, and when not --------------------------------------------------------------------------------------


def test_what_is_planted_is_told_in_its_two_parts(pay: Amounts) -> None:
    crude, inside = pay.findings[0], pay.findings[1]
    assert isinstance(crude, AmountFinding)
    assert isinstance(inside, AmountFinding)
    assert crude.worse_off == inside.worse_off == "women"
    assert crude.difference < inside.difference < 0
    assert "does not excuse" in inside.say()
    assert "Chance alone" in inside.say()


def test_where_the_same_job_pays_the_same_no_gap_is_said_inside() -> None:
    inside = audit_amounts(workforce(inside=1.0), **ROLES, more_is="good").findings[1]
    assert inside.verdict == "not_shown"
    assert inside.worse_off is None
    assert "This does not show equality" in inside.say()


def test_jobs_of_one_group_each_compare_nobody_and_say_so() -> None:
    table = pd.DataFrame({"sex": ["women"] * 50 + ["men"] * 50, "job": ["nurse"] * 50 + ["porter"] * 50})
    table["pay"] = np.where(table["sex"] == "women", 2000.0, 2500.0) + np.tile(np.arange(50), 2)
    result = audit_amounts(table, **ROLES)
    assert result.findings[0].verdict == "shown"
    assert "That does not mean that there is no gap" in result.findings[1].say()
    assert result.parts.empty


def test_averages_and_middles_that_disagree_are_told_so() -> None:
    table = pd.DataFrame(
        {"sex": ["women"] * 200 + ["men"] * 200, "pay": [2100.0, 2110.0] * 100 + [2000.0, 2010.0] * 100}
    )
    table.loc[table.index[-20:], "pay"] = 30_000.0
    finding = audit_amounts(table, amount="pay", groups=["sex"], reference={"sex": "men"}, smallest_cell=5).findings[0]
    assert finding.difference < 0 < finding.median - finding.reference_median
    assert "point the other way" in finding.say()


def test_more_that_is_bad_or_neither_names_the_right_side() -> None:
    table = workforce()
    assert audit_amounts(table, **ROLES, more_is="bad").findings[0].worse_off == "men"
    assert audit_amounts(table, **ROLES).findings[0].worse_off is None


def test_a_joint_assessment_asks_for_averages_per_category_and_not_for_chance(table: pd.DataFrame) -> None:
    rows = [("women", "clerk", 1899.0)] * 10 + [("men", "clerk", 2000.0)] * 10 + [("men", "clerk", 1998.0)]
    rows += [(sex, "guard", 2000.0) for sex in ("women", "men") for _ in range(10)]  # hidden beside the three cooks
    rows += [("women", "driver", 1901.0)] * 12 + [("men", "driver", 2000.0)] * 10
    rows += [("women", "cook", 1500.0)] * 3 + [("men", "cook", 2000.0)] * 20 + [("women", "clerk", 1899.5)]
    table = pd.DataFrame(rows, columns=["sex", "job", "pay"])
    result = audit_amounts(table, **ROLES, pay_assessment="sex")
    finding = result.finding("pay_assessment")
    assert finding.flagged == ("clerk",)
    assert "joint pay assessment" in finding.say()
    flags = result.categories.set_index("category")["at_threshold"]
    assert flags["clerk"] is True
    assert flags["driver"] is False
    assert pd.isna(flags["cook"])
    assert finding.withheld >= 1
    assert "withheld" in finding.say()
    assert all(one.kind != "pay_assessment" for one in audit_amounts(table, **ROLES).findings)


# --- small cells and large amounts -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_no_small_cell_of_amounts_can_be_had_by_adding_and_subtracting() -> None:
    chance = np.random.default_rng(8)
    jobs = ["a", "b", "c", "d"]
    for _ in range(20):
        size = chance.choice([1, 2, 4, 12, 25], size=(2, 4))
        table = pd.DataFrame(
            [
                (sex, job, 1000.0 + chance.integers(500))
                for sex, row in zip(("women", "men"), size, strict=True)
                for job, n in zip(jobs, row, strict=True)
                for _ in range(n)
            ],
            columns=["sex", "job", "pay"],
        )
        told = audit_amounts(table, **ROLES).averages
        cells = [(sex, job) for sex in ("women", "men") for job in jobs]
        out = told[told["people"].notna()]
        known = [
            [(sex, job) == (row.group, row.category) or (row.category == "" and sex == row.group) for sex, job in cells]
            for row in out.itertuples()
        ]
        known = np.array(known, dtype=float).reshape(-1, len(cells))
        for place, n in enumerate(size.ravel()):
            if n < 10:
                unit = np.eye(len(cells))[place]
                assert np.linalg.matrix_rank(np.vstack([known, unit])) > np.linalg.matrix_rank(known)


def test_an_amount_that_fills_a_sum_is_not_told() -> None:
    table = pd.DataFrame({"sex": ["women"] * 30 + ["men"] * 30, "job": "clerk", "pay": [2000.0] * 59 + [100_000.0]})
    hidden = audit_amounts(table, **ROLES).averages.set_index(["group", "category"])
    assert pd.isna(hidden.loc[("men", ""), "mean"])
    assert hidden.loc[("women", ""), "mean"] == pytest.approx(2000)
    plain = audit_amounts(table.assign(pay=np.where(table["pay"] > 2000, 40_000.0, table["pay"])), **ROLES).averages
    assert plain["mean"].notna().all()


def test_what_is_left_after_subtraction_is_not_one_persons_amount_either() -> None:
    rows = [("women", "clerk", 2000.0)] * 60 + [("men", "clerk", 2000.0)] * 30
    rows += [("women", "cook", 1000.0)] * 9 + [("women", "driver", 1000.0)] * 8 + [("women", "driver", 100_000.0)]
    told = audit_amounts(pd.DataFrame(rows, columns=["sex", "job", "pay"]), **ROLES).averages
    women = told[(told["group"] == "women") & told["people"].notna()].set_index("category")
    # Cooks and drivers are few each. All women less all clerks would be both, nearly all of it one person's pay.
    assert not {"", "clerk"} <= set(women.index)


def test_people_without_amount_are_told_or_not_by_how_many_they_are(table: pd.DataFrame) -> None:
    few, many = table.copy(), table.copy()
    few.loc[:3, "pay"], many.loc[:99, "pay"] = np.nan, np.nan
    assert "few people" in audit_amounts(few, **ROLES).finding("no_amount").say()
    assert audit_amounts(many, **ROLES).finding("no_amount").people == 100
    assert all(one.kind != "no_amount" for one in audit_amounts(table, **ROLES).findings)


def test_what_cannot_be_averaged_is_said(table: pd.DataFrame) -> None:
    with pytest.raises(AuditError, match="below zero"):
        audit_amounts(table.assign(pay=table["pay"] - 3000), **ROLES)
    with pytest.raises(DataError, match="no numbers"):
        audit_amounts(table.assign(pay="much"), **ROLES)
    with pytest.raises(ValueNotFound):
        audit_amounts(table, **(ROLES | {"reference": {"sex": "Men"}}))


def test_a_paper_says_all_of_it(pay: Amounts) -> None:
    html = pay._repr_html_()
    for text in ("euros", "Through who is where", "Gini", "At the threshold or above"):
        assert text in html
