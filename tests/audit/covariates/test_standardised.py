"""Standardised rates against statsmodels and simulation, and where no number may be given."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf

from toolkit.audit import DecisionLog, standardise
from toolkit.errors import AuditError

JOBS, GRADES = ("nurse", "porter", "clerk"), ("1", "2", "3")


def people(size: int = 6000, seed: int = 2, gap: float = -0.5, other: float = 0.0) -> pd.DataFrame:
    """Women stand in other jobs and grades; their log odds are lower by `gap`, in one job by `other` more."""
    chance = np.random.default_rng(seed)
    woman = chance.random(size) < 0.5
    job = np.where(woman, chance.choice(3, size, p=[0.6, 0.2, 0.2]), chance.choice(3, size, p=[0.2, 0.5, 0.3]))
    grade = np.where(woman, chance.choice(3, size, p=[0.5, 0.3, 0.2]), chance.choice(3, size, p=[0.2, 0.3, 0.5]))
    odds = -0.8 + np.array([0.0, 0.7, 0.3])[job] + 0.4 * grade + gap * woman + other * woman * (job == 0)
    hired = chance.random(size) < 1 / (1 + np.exp(-odds))
    return pd.DataFrame(
        {
            "sex": np.where(woman, "women", "men"),
            "job": np.array(JOBS)[job],
            "grade": np.array(GRADES)[grade],
            "hired": np.where(hired, "yes", "no"),
        }
    )


def log_of(table: pd.DataFrame, **roles: Any) -> DecisionLog:
    roles = {"within": ["job", "grade"], "groups": ["sex"]} | roles
    return DecisionLog(table, decision="hired", selected=["yes"], effect="benefit", **roles)


def test_rates_with_the_same_mix_are_those_of_a_logistic_model() -> None:
    table = people()
    numbers = table.assign(y=(table["hired"] == "yes") * 1.0)
    fitted = smf.glm("y ~ C(sex) + C(job) + C(grade)", numbers, family=sm.families.Binomial()).fit()
    wanted = [fitted.predict(table.assign(sex=sex)).mean() for sex in ("women", "men")]
    row = standardise(log_of(table), reference={"sex": "men"}, smallest_cell=0).gaps.iloc[0]
    assert [row["rate"], row["reference_rate"]] == pytest.approx(wanted, abs=1e-7)
    crude = (table["hired"] == "yes").groupby(table["sex"]).mean()
    assert [row["crude_rate"], row["crude_reference_rate"]] == pytest.approx([crude["women"], crude["men"]])
    assert row["verdict"] == "shown"


@pytest.mark.slow
def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    whole = people(400_000, seed=99)
    truth = standardise(log_of(whole), reference={"sex": "men"}, smallest_cell=0).gaps.iloc[0]["ratio"]
    rows = [
        standardise(log_of(people(1500, seed)), reference={"sex": "men"}, smallest_cell=0).gaps.iloc[0]
        for seed in range(100)
    ]
    held = sum(row["low"] <= truth <= row["high"] for row in rows)
    assert held >= 88  # of 100, at 95 %


def test_a_gap_that_is_all_mix_is_not_shown_and_not_called_equal() -> None:
    finding = standardise(log_of(people(gap=0.0)), reference={"sex": "men"}).findings[0]
    assert finding.crude_rate < finding.crude_reference_rate - 0.1
    assert finding.verdict == "not_shown"
    assert "does not show equal treatment" in finding.say()


def test_a_shown_gap_names_who_is_worse_off_and_what_it_does_not_prove() -> None:
    finding = standardise(log_of(people()), reference={"sex": "men"}).findings[0]
    assert finding.worse_off == "women"
    assert "no proof of a cause" in finding.say()
    assert "job and grade" in finding.say()


def test_where_the_gap_differs_by_job_one_number_is_not_given() -> None:
    finding = standardise(log_of(people(gap=0.6, other=-1.6)), reference={"sex": "men"}).findings[0]
    assert finding.verdict == "differs"
    assert np.isnan(finding.ratio)
    assert "None" not in finding.say()


def test_groups_that_never_meet_are_not_extrapolated() -> None:
    table = people()
    table.loc[table["sex"] == "women", "job"] = "nurse"
    table.loc[table["sex"] == "men", "job"] = np.where(np.arange((table["sex"] == "men").sum()) % 10, "porter", "nurse")
    finding = standardise(log_of(table), reference={"sex": "men"}).findings[0]
    assert finding.verdict == "no_overlap"
    assert "No number is given" in finding.say()


def test_somebody_always_selected_has_no_model() -> None:
    table = people()
    table.loc[table["sex"] == "women", "hired"] = "yes"
    finding = standardise(log_of(table), reference={"sex": "men"}, smallest_cell=0).findings[0]
    assert finding.verdict == "no_fit"


def test_what_is_protected_has_two_digits_and_a_small_group_none() -> None:
    table = people(900)
    row = standardise(log_of(table), reference={"sex": "men"}).gaps.iloc[0]
    assert row["rate"] == float(f"{row['rate']:.2g}")
    assert row["p_value"] in (0.001, 0.01, 0.05, 0.1, 0.2, 0.5, 1.0)
    few = pd.concat([table[table["sex"] == "men"], table[table["sex"] == "women"].head(8)])
    finding = standardise(log_of(few), reference={"sex": "men"}).findings[0]
    assert finding.verdict == "too_few"
    assert np.isnan(finding.crude_rate)


def test_what_does_not_fit_is_said() -> None:
    with pytest.raises(AuditError, match="held equal"):
        standardise(log_of(people(300), within=[]))
    with pytest.raises(AuditError, match="none of the characteristics"):
        standardise(log_of(people(300)), characteristic="age")
