"""What an audit tells about small groups in every corner of its results: nothing."""

from __future__ import annotations

import pickle
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.audit import AuditResult, DecisionLog

UNKNOWN = "(unknown)"


@pytest.mark.parametrize("undecided", [1, 9, 10, 57])
def test_left_out_tells_no_small_number(undecided: int, attack: Any, small_log: Any) -> None:
    rows = [*small_log(a=(40, 100), b=(30, 90)), {"sex": "a", "decision": None, "n": undecided}]
    result = attack(rows, ["sex"]).result
    told = result.left_out.set_index("reason").loc["no_decision", "people"]
    assert pd.isna(told) if undecided < 10 else told == undecided
    said = result.finding("left_out").say("en")
    assert any(character.isdigit() for character in said) == (undecided >= 10)


@pytest.mark.parametrize("unknown", [4, 40])
def test_people_of_unknown_group_are_told_only_where_they_are_many(unknown: int, attack: Any, small_log: Any) -> None:
    rows = [*small_log(a=(40, 100), b=(30, 90)), *small_log(x=(unknown // 2, unknown))]
    rows = [row | {"sex": None if row["sex"] == "x" else row["sex"]} for row in rows]
    left_out = attack(rows, ["sex"]).result.left_out
    told = left_out.set_index("reason").loc["unknown_group", "people"]
    assert pd.isna(told) if unknown < 10 else told == unknown


def test_smallest_cell_zero_publishes_all(attack: Any, small_log: Any) -> None:
    rows = small_log(a=(1, 2), b=(0, 1), c=(3, 3))
    result = attack(rows, ["sex"], smallest=0).result
    assert result.rates["numerator"].tolist() == [1, 0, 3]
    assert result.rates["denominator"].tolist() == [2, 1, 3]
    assert result.counts["people"].sum() == 6
    assert "suppressed" not in result.left_out["reason"].tolist()


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 9), st.integers(0, 9), st.integers(1, 9), st.integers(0, 9))
@pytest.mark.slow
def test_what_is_shown_does_not_depend_on_the_people_of_a_blanked_group(
    attack: Any, small_log: Any, n1: int, k1: int, n2: int, k2: int
) -> None:
    """All that differs between the two logs is inside a group of fewer than ten."""
    results = [
        attack(small_log(a=(450, 1000), b=(300, 900), c=(310, 800), d=(min(k, n), n)), ["sex"]).result
        for k, n in ((k1, n1), (k2, n2))
    ]
    for name in ("rates", "gaps", "left_out", "adjusted"):
        pd.testing.assert_frame_equal(*[getattr(result, name) for result in results])
    assert [f.say("en") for f in results[0].findings] == [f.say("en") for f in results[1].findings]


def test_not_even_which_measures_a_blanked_group_lacks_changes_what_is_shown(attack: Any, blanked: Any) -> None:
    """Whether a group of four had anybody with the outcome would else be told by the size of the family of tests."""

    def audited(*outcomes: str) -> AuditResult:
        rows = [
            {"sex": sex, "decision": word, "outcome": truth, "n": n}
            for sex, size in (("a", 90), ("b", 70), ("c", 60))
            for word, part in (("yes", 1), ("no", 2))
            for truth, times in (("true", 1), ("false", 2))
            for n in (size * part * times,)
        ]
        rows += [
            {"sex": "d", "decision": word, "outcome": outcome, "n": 1}
            for word, outcome in zip(("yes", "no", "yes", "no"), outcomes, strict=True)
        ]
        return attack(rows, ["sex"]).result

    one, other = audited("true", "true", "true", "true"), audited("true", "true", "false", "false")
    assert set(blanked(one, "sex")) == {"d"}
    pd.testing.assert_frame_equal(one.gaps, other.gaps)


def test_the_most_favoured_group_is_one_whose_numbers_are_shown(attack: Any, small_log: Any) -> None:
    rows = small_log(a=(450, 1000), b=(300, 900), c=(100, 800), d=(0, 5))
    gaps = attack(rows, ["sex"], reference="most_favoured").result.gaps
    assert gaps["reference"].unique().tolist() == ["c"]
    assert gaps["difference"].notna().sum() == 2


def test_many_strata_keep_the_total_of_a_kind_and_hide_what_it_would_give_away(
    attack: Any, small_log: Any, blanked: Any
) -> None:
    rows = [
        row | {"office": f"office {number:02d}"}
        for number, size in enumerate([3, 40, 60, 80, 100])
        for row in small_log(a=(size, 3 * size), b=(2 * size, 4 * size))
    ]
    attacked = attack(rows, ["sex"], ["office"])
    assert attacked.worked_out() == []
    counts = attacked.result.counts
    assert counts["people"].notna().sum() >= 12
    assert blanked(attacked.result, "sex") == []


def test_a_pooled_estimate_that_rests_on_a_few_people_is_blanked(attack: Any) -> None:
    """Only office a has both groups: ratio and odds ratio would tell its four and three women exactly."""
    cells = [("w", "a", 4, 3), ("w", "b", 400, 600), ("m", "a", 30, 50), ("m", "c", 50, 50)]
    rows = [
        {"sex": sex, "office": office, "decision": word, "n": n}
        for sex, office, yes, no in cells
        for word, n in (("yes", yes), ("no", no))
    ]
    row = attack(rows, ["sex"], ["office"]).result.adjusted.iloc[0]
    assert pd.notna(row["crude_ratio"])
    numbers = ["adjusted_ratio", "adjusted_ratio_low", "odds_ratio", "odds_ratio_low", "p_value", "homogeneity_p"]
    assert row[numbers].isna().all()
    assert row["reading"] == "too_few"
    assert attack(rows, ["sex"], ["office"], smallest=0).result.adjusted[numbers[:5]].notna().all(axis=None)


def test_a_result_does_not_carry_the_counts_it_was_made_from(attack: Any, small_log: Any) -> None:
    attacked = attack(small_log(a=(400, 1000), b=(300, 900), d=(2, 5)), ["sex"])
    assert b"_cells" not in pickle.dumps(attacked.result)
    assert not any(isinstance(part, DecisionLog) for part in vars(attacked.result).values())
