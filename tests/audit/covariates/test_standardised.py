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


def matched(pairs: int = 300, seed: int = 4) -> pd.DataFrame:
    """Pairs of a woman and a man of one office each, whose log odds differ by one."""
    chance = np.random.default_rng(seed)
    odds = np.repeat(chance.normal(0, 1.5, pairs), 2) - np.tile([1.0, 0.0], pairs)
    hired = chance.random(2 * pairs) < 1 / (1 + np.exp(-odds))
    return pd.DataFrame(
        {
            "sex": ["women", "men"] * pairs,
            "job": np.repeat(np.arange(pairs), 2).astype(str),
            "grade": "1",
            "hired": np.where(hired, "yes", "no"),
        }
    )


def test_a_model_with_a_number_for_each_pair_is_not_believed() -> None:
    """Its odds ratio would be the square of the true one (J. Neyman and E. Scott, Econometrica 16, 1948)."""
    finding = standardise(log_of(matched()), reference={"sex": "men"}, smallest_cell=0).findings[0]
    assert finding.verdict == "sparse"
    assert np.isnan(finding.ratio)
    assert "gaps of its own" in finding.say()


def test_a_stratum_that_follows_from_another_changes_nothing() -> None:
    table = people()
    table["region"] = np.where(table["job"] == "clerk", "north", "south")
    by = {"reference": {"sex": "men"}, "smallest_cell": 0}
    one = standardise(log_of(table), **by).gaps
    both = standardise(log_of(table, within=["region", "job", "grade"]), **by).gaps
    assert both["verdict"].item() == "shown"
    assert both["ratio"].item() == pytest.approx(one["ratio"].item(), rel=1e-9)
    again = standardise(log_of(table), within=["job", "grade", "job"], **by).gaps
    assert again["within"].item() == "job × grade"


def test_everybody_in_one_place_and_not_in_another_is_a_difference() -> None:
    """No number fits the product of group and job; the gap is still not the same everywhere."""
    table = people(gap=0.0)
    table.loc[(table["sex"] == "women") & (table["job"] == "nurse"), "hired"] = "yes"
    finding = standardise(log_of(table), reference={"sex": "men"}, smallest_cell=0).findings[0]
    assert finding.verdict == "differs"


def test_few_selected_among_the_comparable_are_not_told() -> None:
    """Of 300 women 60 are hired, but of the 160 in jobs that men have only six."""
    women = pd.DataFrame({"sex": "women", "job": ["nurse"] * 160 + ["midwife"] * 140, "grade": "1"})
    women["hired"] = ["yes"] * 6 + ["no"] * 154 + ["yes"] * 54 + ["no"] * 86
    men = pd.DataFrame({"sex": "men", "job": "nurse", "grade": "1", "hired": ["yes"] * 100 + ["no"] * 200})
    log = log_of(pd.concat([women, men]))
    finding = standardise(log, reference={"sex": "men"}).findings[0]
    assert finding.verdict == "too_few"
    assert np.isnan(finding.rate)
    open_to_all = standardise(log, reference={"sex": "men"}, smallest_cell=0).findings[0]
    assert open_to_all.verdict == "shown"


def test_a_group_that_an_audit_withholds_is_not_told_here() -> None:
    """Without the 12 of “x”, the 4 of “y” would follow from all the others."""
    table = pd.concat([people(), people(16, seed=8).assign(sex=["x"] * 12 + ["y"] * 4)])
    gaps = standardise(log_of(table), reference={"sex": "men"}).gaps.set_index("group")
    assert gaps.loc[["x", "y"], ["crude_rate", "rate", "people"]].isna().all(axis=None)
    few = table.assign(hired=np.where((table["sex"] == "women") & (np.arange(len(table)) > 9), "no", table["hired"]))
    few.loc[few["sex"] == "women", "job"] = "midwife"
    hidden = standardise(log_of(few), reference={"sex": "men"}).gaps.set_index("group").loc["women"]
    assert np.isnan(hidden["crude_rate"])  # where nobody is comparable, few selected are as few


def test_who_is_worse_off_does_not_turn_with_the_digits() -> None:
    """1.004 times as often is 1.0 in two digits, and more often still."""
    table = pd.DataFrame({"sex": ["women", "women", "men", "men"], "job": "nurse", "hired": ["yes", "no"] * 2})
    table["n"] = [502_000, 498_000, 498_000, 502_000]
    log = log_of(table, within=["job"], count="n")
    finding = standardise(log, reference={"sex": "men"}).findings[0]
    assert (finding.verdict, finding.ratio, finding.worse_off) == ("shown", 1.0, "men")
    assert "smaller than one of 100 people" in finding.say()


def test_three_people_without_a_match_are_not_counted_out() -> None:
    table = pd.concat([people(600), people(3, seed=3).assign(sex="women", job="midwife")])
    finding = standardise(log_of(table), reference={"sex": "men"}).findings[0]
    assert finding.people_compared is None
    assert "Nearly all of them are compared" in finding.say()
    whole = standardise(log_of(people(600)), reference={"sex": "men"}).findings[0]
    assert "are compared" not in whole.say()


def test_nothing_is_shown_while_persons_may_stand_there_twice() -> None:
    table = people(2000)
    table = table.assign(employee=np.arange(2000).astype(str))
    table = pd.concat([table, table.head(1000)])
    open_question = standardise(log_of(table), reference={"sex": "men"}).findings[0]
    settled = standardise(log_of(table, repeated="keep"), reference={"sex": "men"}).findings[0]
    assert (open_question.verdict, settled.verdict) == ("not_shown", "shown")


def test_the_log_linear_model_is_that_of_statsmodels() -> None:
    table = people()
    share = 0.2 * 1.4 ** table["grade"].astype(int) * np.where(table["sex"] == "women", 0.8, 1.0)
    share *= table["job"].map({"nurse": 1.0, "porter": 1.2, "clerk": 0.9})
    table["hired"] = np.where(np.random.default_rng(6).random(len(table)) < share, "yes", "no")
    numbers = table.assign(y=(table["hired"] == "yes") * 1.0)
    family = sm.families.Poisson()
    fitted = smf.glm("y ~ C(sex) + C(job) + C(grade)", numbers, family=family).fit(cov_type="HC0")
    wanted = [fitted.predict(table.assign(sex=sex)).mean() for sex in ("women", "men")]
    log = log_of(table)
    row = standardise(log, reference={"sex": "men"}, smallest_cell=0, model="log-linear").gaps.iloc[0]
    assert [row["rate"], row["reference_rate"]] == pytest.approx(wanted, abs=1e-7)
    effect = fitted.params["C(sex)[T.women]"]
    ends = fitted.conf_int().loc["C(sex)[T.women]"]
    assert [row["ratio"], row["low"], row["high"]] == pytest.approx(np.exp([effect, *ends]), rel=1e-6)
    assert row["model"] == "log-linear"


def test_more_than_everybody_fits_no_log_linear_model() -> None:
    """Twice as often everywhere, where men of one job are hired seven times out of ten, cannot be."""
    table = pd.DataFrame({"sex": ["women", "women", "men", "men"] * 2, "job": ["nurse"] * 4 + ["porter"] * 4})
    table = table.assign(grade="1", hired=["yes", "no"] * 4, n=[400, 600, 200, 800, 970, 30, 700, 300])
    log = log_of(table, count="n")
    found = standardise(log, reference={"sex": "men"}, model="log-linear", smallest_cell=0).findings[0]
    assert found.verdict in ("no_fit", "differs")
    assert np.isnan(found.rate)


def test_what_does_not_fit_is_said() -> None:
    with pytest.raises(AuditError, match="held equal"):
        standardise(log_of(people(300), within=[]))
    with pytest.raises(AuditError, match="none of the characteristics"):
        standardise(log_of(people(300)), characteristic="age")


@pytest.mark.parametrize(("rounded_to", "is_said"), [(10, True), (1, False), (None, False)])
def test_that_counts_were_rounded_is_said_where_they_were(rounded_to: int | None, is_said: bool) -> None:
    counted = people().groupby(["sex", "job", "grade", "hired"], as_index=False).size()
    counted["size"] = counted["size"] // 10 * 10
    log = log_of(counted, count="size", rounded_to=rounded_to)
    said = standardise(log, reference={"sex": "men"}).findings[0].say("en")
    assert ("rounded to multiples of 10" in said) is is_said
