"""The audit as outside eyes call it: published cases by their published numbers, and what an audit gives back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from toolkit.audit import AuditResult, DecisionLog, audit
from toolkit.errors import AuditError

# --- student grants, Netherlands 2014 ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def grants() -> AuditResult:
    return audit(DecisionLog.open("student-grant-checks"), reference={"origin": "Netherlands"})


def test_student_grants_six_times_as_many_were_checked(grants: AuditResult) -> None:
    rates = grants.rates.set_index("group")["value"]
    assert rates["Netherlands"] == pytest.approx(0.00589, abs=5e-6)
    assert rates["outside Europe"] == pytest.approx(0.0365, abs=5e-5)
    gap = grants.gaps.set_index("group").loc["outside Europe"]
    assert gap["ratio"] == pytest.approx(6.19, abs=5e-3)
    assert gap["verdict"] == "shown"


def test_student_grants_inside_risk_classes_part_of_the_gap_stays(grants: AuditResult) -> None:
    row = grants.adjusted.set_index("group").loc["outside Europe"]
    assert row["within"] == "risk_category"
    assert row["adjusted_ratio"] == pytest.approx(3.63, abs=5e-3)
    assert [row["odds_ratio"], row["odds_ratio_low"], row["odds_ratio_high"]] == pytest.approx(
        [3.98, 3.67, 4.33], abs=5e-3
    )
    assert row["homogeneity_p"] < 1e-15
    assert row["reading"] == "shrinks"


def test_student_grants_from_the_published_totals_as_a_frame() -> None:
    table = pd.DataFrame(
        {
            "origin": ["outside Europe", "outside Europe", "Netherlands", "Netherlands"],
            "checked": ["yes", "no", "yes", "no"],
            "people": [2_010, 54_820 - 2_010, 1_050, 178_200 - 1_050],
        }
    )
    log = DecisionLog(table, decision="checked", selected=["yes"], effect="burden", groups=["origin"], count="people")
    gap = audit(log).gaps.iloc[0]
    assert (gap["group"], gap["reference"]) == ("outside Europe", "Netherlands")
    assert gap["ratio"] == pytest.approx(6.22, abs=5e-3)


def test_student_grants_are_said_in_natural_frequencies(grants: AuditResult) -> None:
    said = grants.finding("gap", group="outside Europe").say("en")
    worse = "Worse off: students with roots outside Europe. "
    assert said.startswith(f"{worse}Of 1,000 students with roots outside Europe, 36 were selected for a check")
    assert "students of Dutch origin, 6" in said
    assert "6.2 times" in said
    inside = grants.finding("adjusted", group="outside Europe").say("en")
    assert "3.6 times" in inside
    assert "Part of the gap" in inside


# --- Berkeley 1973 -------------------------------------------------------------------------------------------------


def test_berkeley_the_gap_disappears_inside_departments() -> None:
    result = audit(DecisionLog.open("berkeley-admissions-1973"), reference={"gender": "Male"})
    gap = result.gaps.iloc[0]
    assert (gap["group"], gap["reference"], gap["verdict"]) == ("Female", "Male", "shown")
    assert gap["ratio"] == pytest.approx(0.682, abs=5e-4)
    row = result.adjusted.iloc[0]
    assert [row["odds_ratio"], row["odds_ratio_low"], row["odds_ratio_high"]] == pytest.approx(
        [1.105, 0.943, 1.295], abs=5e-4
    )
    assert row["homogeneity_p"] == 0.01, "0.0021, told as the next of a few steps beside the blanked women"
    assert row["reading"] == "disappears"
    assert "no longer seen" in result.finding("adjusted").say("en")


# --- COMPAS 2013-2014 ----------------------------------------------------------------------------------------------


def test_compas_errors_fall_twice_as_often_on_black_defendants() -> None:
    """Another tool reports p = 0.0504 for this gap: it tests the false discoveries instead."""
    result = audit(DecisionLog.open("compas-2013-2014"), reference={"race": "Caucasian"})
    rates = result.rates.set_index(["measure", "group"])
    false_positives = rates.loc["false_positive_rate"]
    assert false_positives.loc["African-American", "value"] == pytest.approx(0.4485, abs=5e-5)
    assert false_positives.loc["Caucasian", "value"] == pytest.approx(0.2345, abs=5e-5)
    assert false_positives.loc["African-American", ["low", "high"]].tolist() == pytest.approx(
        [0.4256, 0.4716], abs=5e-5
    )
    assert false_positives.loc["Caucasian", ["low", "high"]].tolist() == pytest.approx([0.2137, 0.2567], abs=5e-5)
    assert rates.loc["false_negative_rate"].loc["African-American", "value"] == pytest.approx(0.2799, abs=5e-5)
    assert rates.loc["false_negative_rate"].loc["Caucasian", "value"] == pytest.approx(0.4772, abs=5e-5)
    gaps = result.gaps.set_index(["measure", "group"])
    gap = gaps.loc[("false_positive_rate", "African-American")]
    assert gap["p_value"] < 1e-30
    assert gap["verdict"] == "shown"
    assert [gap["difference_low"], gap["difference_high"]] == pytest.approx([0.1821, 0.2450], abs=5e-5)
    assert gaps.loc[("false_discovery_rate", "African-American"), "p_value"] == pytest.approx(0.050, abs=5e-4)
    assert gaps.loc[("false_negative_rate", "African-American"), "p_value"] < 1e-20


def test_compas_says_of_a_hundred_who_were_not_charged_again() -> None:
    result = audit(DecisionLog.open("compas-2013-2014"), reference={"race": "Caucasian"})
    said = result.finding("gap", group="African-American", measure="false_positive_rate").say("en")
    assert said.startswith(
        "Worse off: Black defendants. Of 100 Black defendants who were not charged again within two years, 45 were "
        "called a medium or high risk"
    )
    assert "of 100 white defendants, 23" in said


# --- what an audit gives back --------------------------------------------------------------------------------------


@pytest.fixture
def result(log_of: Any) -> AuditResult:
    return audit(log_of({"a": (20, 50), "b": (30, 60), "c": (2, 5), "d": (40, 70), None: (1, 20)}))


@pytest.mark.parametrize("name", ["counts", "rates", "gaps", "adjusted", "left_out", "bounds", "rounding"])
def test_every_frame_is_a_fresh_copy(name: str, result: AuditResult) -> None:
    first = getattr(result, name)
    assert isinstance(first, pd.DataFrame)
    before = first.copy(deep=True)
    if len(first):
        first.iloc[:, 0] = "changed"
    first["more"] = 1
    first.insert(0, "another", 2)
    pd.testing.assert_frame_equal(getattr(result, name), before)


def test_whole_numbers_stay_whole_beside_empty_ones(result: AuditResult) -> None:
    assert str(result.rates["numerator"].dtype) == str(result.rates["denominator"].dtype) == "Int64"
    assert str(result.counts["people"].dtype) == str(result.left_out["people"].dtype) == "Int64"


def test_people_gives_a_published_share_and_refuses_a_withheld_one(result: AuditResult) -> None:
    assert result.people("group", "d") == (40, 70)
    for group in ("c", "nobody"):
        with pytest.raises(AuditError, match=group):
            result.people("group", group)


def test_a_finding_that_is_not_there_is_named(result: AuditResult) -> None:
    with pytest.raises(AuditError, match="gap.*group=zzz"):
        result.finding("gap", group="zzz")
    with pytest.raises(AuditError, match="adjusted.*It has: gap"):
        result.finding("adjusted", group="zzz")


def test_the_result_does_not_print_the_full_counts(result: AuditResult) -> None:
    assert "_cells" not in repr(result)
    assert "CountTable" not in repr(result)


def test_the_same_log_gives_the_same_audit_twice(log_of: Any) -> None:
    log = log_of({"a": (20, 50), "b": (30, 60), "c": (2, 5), "d": (40, 70)})
    for name in ("counts", "rates", "gaps", "left_out"):
        pd.testing.assert_frame_equal(getattr(audit(log), name), getattr(audit(log), name))


@pytest.mark.parametrize("smallest", [3, 5, 10, 30])
def test_no_published_number_is_under_the_threshold(smallest: int, log_of: Any) -> None:
    log = log_of({"a": (2, 80), "b": (14, 90), "c": (33, 34), "d": (4, 4), "e": (60, 120), "f": (0, 200)})
    result = audit(log, smallest_cell=smallest)
    numbers = [*result.rates["numerator"], *result.rates["denominator"], *result.counts["people"]]
    numbers += list(result.rates["denominator"] - result.rates["numerator"])
    told = [int(number) for number in numbers if not pd.isna(number)]
    assert told
    assert not [number for number in told if 0 < number < smallest]


def test_an_audit_of_counts_starts_light(tmp_path: Path) -> None:
    """A page that shows sentences needs neither pandas nor scipy."""
    path = tmp_path / "counts.csv"
    path.write_text("sex,hired,n\nwomen,yes,300\nwomen,no,700\nmen,yes,450\nmen,no,550\n")
    program = f"""
import sys
from toolkit.audit import DecisionLog, audit
log = DecisionLog({str(path)!r}, decision="hired", selected=["yes"], effect="benefit", groups=["sex"], count="n")
result = audit(log)
assert "Of 100 people" in result.finding("gap").say("en")
assert result.people("sex", "women") == (300, 1000)
loaded = [name for name in ("pandas", "scipy", "statsmodels", "matplotlib", "polars") if name in sys.modules]
sys.exit(f"loaded: {{loaded}}" if loaded else 0)
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=600, check=False)
    assert ran.returncode == 0, ran.stderr
