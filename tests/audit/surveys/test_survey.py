"""Weighted shares against worked values, cluster-robust regression and the jackknife; and what must not be said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
import statsmodels.api as sm

from toolkit.audit import Survey, audit_survey
from toolkit.audit.surveys.answers import count_answers
from toolkit.audit.surveys.linearised import variance_of, weighted_gap, weighted_share
from toolkit.errors import AuditError, DataError, ToolkitError

ASKED: dict[str, Any] = {
    "weight": "weight",
    "decision": "harassed",
    "selected": ["yes"],
    "effect": "burden",
    "groups": ["sex"],
}


def asked(seed: int = 1, strata: int = 4, workplaces: int = 12, each: int = 10, gap: float = 0.15) -> pd.DataFrame:
    """Workplaces drawn in each of a few trades, people asked in each of them; some trades stand for many more."""
    chance = np.random.default_rng(seed)
    rows = []
    for stratum in range(strata):
        for workplace in range(workplaces):
            level = chance.normal(0, 0.1)
            for _ in range(each):
                woman = chance.random() < 0.5
                said = chance.random() < min(max(0.3 + level + gap * woman, 0.02), 0.98)
                weight = (stratum + 1) * 20 * chance.uniform(0.7, 1.4)
                rows.append(
                    ("women" if woman else "men", f"t{stratum}", f"w{workplace}", weight, "yes" if said else "no")
                )
    return pd.DataFrame(rows, columns=["sex", "trade", "workplace", "weight", "harassed"])


def survey_of(table: Any, **how: Any) -> Survey:
    return audit_survey(table, **(ASKED | {"reference": {"sex": "men"}} | how))


def jackknifed(table: pd.DataFrame, statistic: Any, strata: str, clusters: str) -> float:
    """The standard error when each cluster is left out once, others of its stratum counting for more (JKn)."""
    whole, total = statistic(table), 0.0
    for _, inside in table.groupby(strata):
        places = inside[clusters].unique()
        for place in places:
            weight = table["weight"].where(
                table[strata] != inside[strata].iloc[0], table["weight"] * len(places) / (len(places) - 1)
            )
            weight = weight.where((table[strata] != inside[strata].iloc[0]) | (table[clusters] != place), 0.0)
            total += (len(places) - 1) / len(places) * (statistic(table.assign(weight=weight)) - whole) ** 2
    return float(np.sqrt(total))


def gap_of(table: pd.DataFrame) -> float:
    shares = {sex: np.average(mine["harassed"] == "yes", weights=mine["weight"]) for sex, mine in table.groupby("sex")}
    return float(shares["women"] - shares["men"])


def counted(table: pd.DataFrame, strata: str | None, clusters: str | None) -> Any:
    return count_answers(table, "harassed", ["yes"], ["sex"], "weight", strata, clusters, None)


def errors_of(table: pd.DataFrame, strata: str | None, clusters: str | None) -> tuple[float, float, float]:
    """The standard errors of the share of women and of the gap, and the gap."""
    answers = counted(table, strata, clusters)
    shares = [weighted_share(answers, np.array(answers.groups["sex"]) == sex) for sex in ("women", "men")]
    between = weighted_gap(answers, *shares)
    return shares[0].error, between.error, between.difference


def test_a_worked_example() -> None:
    """Two strata of two workplaces. Women: weights 2, 2, 1, 3 with answers yes, no, yes, no; share 3/8.

    Influences w (y - 3/8) / 8 sum up by workplace to 2*5/64 = 10/64 and -2*3/64 = -6/64 in the first stratum, 5/64 and
    -9/64 in the second: 2/1 * (100 + 36 - 16/2 + 25 + 81 - 16/2) / 64**2 = 420/4096.
    """
    table = pd.DataFrame(
        {
            "sex": ["women"] * 4 + ["men"] * 4,
            "trade": ["a", "a", "b", "b"] * 2,
            "workplace": ["1", "2", "1", "2"] * 2,
            "weight": [2.0, 2, 1, 3, 1, 1, 1, 1],
            "harassed": ["yes", "no", "yes", "no", "yes", "no", "no", "no"],
        }
    )
    answers = counted(table, "trade", "workplace")
    share = weighted_share(answers, np.array(answers.groups["sex"]) == "women")
    assert share.share == pytest.approx(3 / 8)
    assert share.error**2 == pytest.approx(2 * (100 + 36 - 8 + 25 + 81 - 8) / 64**2)
    assert share.effective == pytest.approx(64 / 18)
    assert share.freedom == 2


def test_without_strata_it_is_the_cluster_robust_regression_of_statsmodels() -> None:
    table = asked(strata=1)
    error, between, gap = errors_of(table, None, "workplace")
    y, x = (table["harassed"] == "yes") * 1.0, sm.add_constant((table["sex"] == "women") * 1.0)
    keys = {"groups": table["workplace"].astype("category").cat.codes, "use_correction": False}
    fitted = sm.WLS(y, x, weights=table["weight"]).fit(cov_type="cluster", cov_kwds=keys)
    clusters = table["workplace"].nunique()
    assert gap == pytest.approx(fitted.params.iloc[1])
    assert between == pytest.approx(fitted.bse.iloc[1] * np.sqrt(clusters / (clusters - 1)))
    sum_of_both = fitted.cov_params().to_numpy().sum() * clusters / (clusters - 1)
    assert error == pytest.approx(np.sqrt(sum_of_both))


def test_drawn_one_by_one_it_is_the_robust_regression() -> None:
    table = asked(strata=1)
    _, between, _ = errors_of(table, None, None)
    y, x = (table["harassed"] == "yes") * 1.0, sm.add_constant((table["sex"] == "women") * 1.0)
    fitted = sm.WLS(y, x, weights=table["weight"]).fit(cov_type="HC0")
    assert between == pytest.approx(fitted.bse.iloc[1] * np.sqrt(len(table) / (len(table) - 1)))


def test_with_strata_the_jackknife_says_nearly_the_same() -> None:
    table = asked(workplaces=20)
    _, between, gap = errors_of(table, "trade", "workplace")
    assert gap == pytest.approx(gap_of(table))
    assert between == pytest.approx(jackknifed(table, gap_of, "trade", "workplace"), rel=0.02)


def test_people_of_neither_group_were_drawn_as_well() -> None:
    """Workplaces without a woman still tell how much workplaces differ; leaving them out would say less."""
    table = asked()
    table.loc[table["workplace"].isin(["w0", "w1", "w2"]), "sex"] = "men"
    whole = errors_of(table, "trade", "workplace")[0]
    only = counted(table[table["sex"] == "women"], "trade", "workplace")
    alone = weighted_share(only, np.ones(len(only.people), dtype=bool)).error
    assert whole != pytest.approx(alone, rel=1e-6)
    share = lambda rows: np.average(rows["harassed"] == "yes", weights=rows["weight"])  # noqa: E731
    women = lambda rows: share(rows[rows["sex"] == "women"])  # noqa: E731
    assert whole == pytest.approx(jackknifed(table, women, "trade", "workplace"), rel=0.03)


def test_a_stratum_of_one_is_measured_from_all_and_said() -> None:
    table = asked()
    table.loc[table["trade"] == "t0", "workplace"] = "only"
    answers = counted(table, "trade", "workplace")
    assert (answers.design.drawn == 1).sum() == 1
    women = weighted_share(answers, np.array(answers.groups["sex"]) == "women")
    lonely = answers.design.drawn[answers.design.stratum] == 1
    from_it = (answers.weight * women.influence)[lonely].sum()  # the influences of all add up to 0
    others = variance_of(answers, np.where(lonely, 0.0, women.influence))
    middle = -from_it / answers.design.drawn.sum()  # from which the one that was set to 0 lies
    assert women.error**2 == pytest.approx(others - middle**2 + from_it**2)
    said = survey_of(table, strata="trade", clusters="workplace").finding("weights").say()
    assert "only one cluster or person was drawn: 1." in said


def test_equal_weights_change_nothing() -> None:
    table = asked(each=40).assign(weight=50.0)
    rates = survey_of(table, smallest_cell=0).rates.set_index("group")
    plain = (table["harassed"] == "yes").groupby(table["sex"]).mean()
    assert rates["value"].to_dict() == pytest.approx(plain.to_dict())
    assert rates["effective_people"].tolist() == rates["people"].tolist()


def test_clusters_make_intervals_wider_and_are_asked_for() -> None:
    table = asked(each=30)
    alone, together = survey_of(table, smallest_cell=0), survey_of(table, clusters="workplace", smallest_cell=0)
    widths = [float((one.rates["high"] - one.rates["low"]).sum()) for one in (alone, together)]
    assert widths[1] > 1.1 * widths[0]
    assert "name that column in clusters" in alone.finding("weights").say()
    assert "name that column in clusters" not in together.finding("weights").say()


@pytest.mark.slow
def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    held = 0
    for seed in range(100):
        table = asked(seed, gap=0.15)
        gap = survey_of(table, strata="trade", clusters="workplace", smallest_cell=0).gaps.iloc[0]
        held += gap["ratio_low"] <= 1.5 <= gap["ratio_high"]  # 45 of 100 against 30
    assert held >= 88


def test_a_shown_gap_says_who_is_worse_off_for_how_many() -> None:
    table = asked(each=60, gap=0.25)
    survey = survey_of(table, strata="trade", clusters="workplace")
    finding = survey.findings[0]
    assert (finding.verdict, finding.worse_off) == ("shown", "women")
    assert finding.say().startswith("Worse off: people in the group “women”.")
    weights = survey.finding("weights")
    assert weights.everybody == pytest.approx(table["weight"].sum(), rel=0.05)
    assert "stand for about" in weights.say()


def test_of_how_many_people_is_not_said_where_weights_do_not_tell() -> None:
    table = asked(each=30)
    relative = table.assign(weight=table["weight"] / table["weight"].mean())
    missing, zero = table.copy(), table.copy()
    missing.loc[:39, "weight"] = np.nan
    zero.loc[:3, "weight"] = 0.0
    for odd in (relative, missing, zero):
        weights = survey_of(odd).finding("weights")
        assert weights.everybody is None
        assert "stand for about" not in weights.say()
    assert "with a weight of 0: 40." in survey_of(missing).finding("weights").say()
    assert "A few people have no weight" in survey_of(zero).finding("weights").say()


@pytest.mark.parametrize("bad", [-1.0, float("inf"), 1e300, 1e-300])
def test_weights_that_stand_for_no_people_are_refused(bad: float) -> None:
    table = asked()
    table.loc[5, "weight"] = bad
    with pytest.raises(AuditError, match=r"in some rows \(1\)"):
        survey_of(table)


@pytest.mark.parametrize(
    ("change", "how"),
    [
        ({"weight": "heavy"}, {}),
        ({"weight": 0.0}, {}),
        ({"weight": np.nan}, {}),
        ({"trade": None}, {"strata": "trade"}),
        ({}, {"strata": "county"}),
        ({}, {"clusters": 3}),
        ({}, {"weight": None}),
        ({}, {"confidence": 95}),
        ({}, {"smallest_cell": "10"}),
        ({}, {"reference": {"age": "40"}}),
        ({}, {"reference": {"sex": "x"}}),
        ({}, {"reference": "men"}),
        ({}, {"repeated": "drop"}),
        ({}, {"decision": "said"}),
        ({}, {"selected": ["never"]}),
        ({}, {"groups": []}),
    ],
)
def test_what_does_not_fit_is_refused(change: dict[str, Any], how: dict[str, Any]) -> None:
    with pytest.raises(ToolkitError) as error:
        survey_of(asked().assign(**change), **how)
    assert str(error.value).strip()


def test_weights_stay_with_their_own_answers() -> None:
    """The log reads errors of a spreadsheet as empty cells; the weights would still be counted as a “no”."""
    table = asked()
    table.loc[:30, "harassed"] = "#N/A"
    with pytest.raises(ToolkitError, match="Clean this column first"):
        survey_of(table)


def test_people_who_were_asked_decide_what_is_let_out_and_not_whom_they_stand_for() -> None:
    table = pd.concat([asked(each=20), asked(7, workplaces=1, each=1).assign(sex="other", weight=90_000.0)])
    survey = survey_of(table)
    rates = survey.rates.set_index("group")
    assert np.isnan(rates.loc["other", "value"])
    assert rates.loc["men", "value"] == float(f"{rates.loc['men', 'value']:.2g}")
    assert survey.finding("weighted_gap", group="other").verdict == "too_few"
    few = asked(each=20)
    few.loc[few["sex"] == "women", "harassed"] = "no"
    few.loc[few.index[few["sex"] == "women"][:3], "harassed"] = "yes"
    assert survey_of(few).finding("weighted_gap").verdict == "too_few"


@pytest.mark.parametrize("smallest_cell", [0, 10])
def test_one_person_who_outweighs_all_others_shows_nothing_and_is_not_told(smallest_cell: int) -> None:
    """The share of the women would be hers: 1.0, with hardly any variance."""
    table = asked(each=30)
    place = table.index[(table["sex"] == "women") & (table["harassed"] == "yes")][0]
    table.loc[place, "weight"] = 1e9
    survey = survey_of(table, smallest_cell=smallest_cell)
    assert survey.finding("weighted_gap").verdict == "too_few"
    if smallest_cell:
        assert np.isnan(survey.rates.set_index("group").loc["women", "value"])
    table.loc[place, "weight"] = 0.0
    table.loc[place, "weight"] = table.loc[table["sex"] == "women", "weight"].sum() / 2  # a third of all
    assert survey_of(table).finding("weighted_gap").verdict == "too_few"


def test_one_workplace_of_a_group_tells_of_nobody_else() -> None:
    table = asked(strata=1, each=30)
    table["sex"] = np.where(table["workplace"] == "w0", "women", "men")
    survey = survey_of(table, clusters="workplace", smallest_cell=0)
    assert survey.finding("weighted_gap").verdict == "too_few"
    assert np.isnan(survey.rates.set_index("group").loc["women", "low"])


def test_other_tables_give_the_same() -> None:
    table = asked()
    how = {"strata": "trade", "clusters": "workplace", "smallest_cell": 0}
    one, other = (survey_of(some, **how).gaps for some in (table, pl.from_pandas(table)))
    pd.testing.assert_frame_equal(one, other)
    written = table.assign(weight=[f"{weight:.3f}".replace(".", ",") for weight in table["weight"]])
    texts = survey_of(written, **how, decimal=",").gaps
    assert texts["ratio"].item() == pytest.approx(one["ratio"].item(), rel=1e-4)


def test_a_report_holds_the_tables() -> None:
    survey = survey_of(asked(each=30), strata="trade", clusters="workplace")
    page = survey._repr_html_()
    assert "Worth so many alike in weight" in page
    assert "nan" not in " ".join(finding.say("fr") for finding in survey.findings)


def test_weights_that_are_no_numbers_name_the_column() -> None:
    with pytest.raises(DataError, match="weight"):
        survey_of(asked().assign(weight="heavy"))
