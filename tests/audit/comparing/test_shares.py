"""Shares of groups, crossed groups, and what the tables of counts and rates look like."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from toolkit.audit import DecisionLog, audit

WORDS = {"sex": ["women", "men", None], "origin": ["outside Europe", "Netherlands", None], "age": ["young", "old"]}


def people(size: int = 40) -> DecisionLog:
    rows = [
        (sex, origin, age, decision, size + 3 * i + 7 * j + 11 * k + 5 * len(decision))
        for i, sex in enumerate(WORDS["sex"])
        for j, origin in enumerate(WORDS["origin"])
        for k, age in enumerate(WORDS["age"])
        for decision in ("yes", "no")
    ]
    table = pd.DataFrame(rows, columns=["sex", "origin", "age", "decision", "n"])
    return DecisionLog(
        table, decision="decision", selected=["yes"], effect="burden", groups=["sex", "origin", "age"], count="n"
    )


def test_the_tables_have_the_columns_of_the_contract(log_of: Any) -> None:
    result = audit(log_of({"a": (20, 50), "b": (30, 60)}))
    rates = ["characteristic", "group", "measure", "numerator", "denominator", "value", "low", "high"]
    assert list(result.rates) == rates
    gaps = "characteristic group reference measure difference difference_low difference_high ratio ratio_low ratio_high"
    gaps += " p_value p_adjusted smallest_visible verdict rate reference_rate people reference_people effect"
    assert list(result.gaps) == gaps.split()
    adjusted = "characteristic group reference measure within crude_ratio adjusted_ratio adjusted_ratio_low"
    adjusted += " adjusted_ratio_high odds_ratio odds_ratio_low odds_ratio_high p_value homogeneity_p reading"
    adjusted += " strata strata_compared people people_compared"
    assert list(result.adjusted) == adjusted.split()
    assert {"reason", "people"} <= set(result.left_out)


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.99])
def test_every_rate_has_its_wilson_interval(confidence: float, log_of: Any) -> None:
    rates = audit(log_of({"a": (20, 50), "b": (30, 60)}), confidence=confidence).rates
    for row in rates.to_dict("records"):
        assert row["value"] == row["numerator"] / row["denominator"]
        interval = proportion_confint(row["numerator"], row["denominator"], alpha=1 - confidence, method="wilson")
        assert (row["low"], row["high"]) == pytest.approx(interval)


def test_cross_is_all_pairs_and_reads_with_a_times_sign() -> None:
    result = audit(people(), cross=True)
    assert result.rates["characteristic"].unique().tolist() == [
        "sex",
        "origin",
        "age",
        "sex × origin",
        "sex × age",
        "origin × age",
    ]
    groups = result.rates[result.rates["characteristic"] == "sex × origin"].set_index("group")
    assert "women × outside Europe" in groups.index
    # women, outside Europe: (40 + 15) + (40 + 11 + 15) selected
    assert groups.loc["women × outside Europe", "numerator"] == 121
    assert groups.index.tolist().count("(unknown)") == 1


def test_a_tuple_crosses_what_it_names() -> None:
    result = audit(people(), cross=[("sex", "origin", "age")])
    assert result.rates["characteristic"].unique().tolist()[-1] == "sex × origin × age"
    assert "women × outside Europe × young" in set(result.rates["group"])


def test_a_crossed_group_is_unknown_where_any_part_is_and_nobody_is_lost() -> None:
    log = people()
    rates = audit(log, cross=True).rates
    selection = rates[rates["measure"] == "selection_rate"].groupby("characteristic")["denominator"].sum()
    assert set(selection) == {log.people}
    assert not rates["group"].str.contains("(unknown) ×", regex=False).any()


def test_the_unknown_are_counted_and_shown_but_never_compared() -> None:
    table = pd.DataFrame(
        {"sex": [None, None, "w", "w", "m", "m"], "d": ["y", "n"] * 3, "n": [5000, 5000, 100, 200, 30, 90]}
    )
    log = DecisionLog(table, decision="d", selected=["y"], effect="burden", groups=["sex"], count="n")
    for reference in (None, "most_favoured"):
        result = audit(log, reference=reference)
        assert result.rates.set_index("group").loc["(unknown)", "denominator"] == 10_000
        assert "(unknown)" not in set(result.gaps["group"]) | set(result.gaps["reference"])
        assert len(result.gaps) == 1
        assert result.left_out.set_index("reason").loc["unknown_group", "people"] == 10_000


def test_groups_stand_numbers_by_size_then_words_then_the_unknown() -> None:
    table = pd.DataFrame({"grade": ["10", "9", None, "b", "a"], "d": ["y", "n", "y", "n", "y"]})
    log = DecisionLog(table, decision="d", selected=["y"], effect="burden", groups=["grade"])
    assert audit(log, smallest_cell=0).groups("grade") == ["9", "10", "a", "b", "(unknown)"]


def test_counts_keep_strata_and_periods_and_add_up_to_everybody() -> None:
    table = pd.DataFrame(
        {
            "sex": ["w", "m"] * 4,
            "office": ["a", "a", "b", "b"] * 2,
            "d": ["y"] * 4 + ["n"] * 4,
            "day": ["2024-01-01", "2024-02-01"] * 4,
            "n": range(11, 19),
        }
    )
    log = DecisionLog(
        table, decision="d", selected=["y"], effect="burden", groups=["sex"], within=["office"], when="day", count="n"
    )
    counts = audit(log).counts
    assert list(counts) == ["sex", "office", "period", "selected", "people"]
    assert counts["people"].sum() == log.people == sum(range(11, 19))
