"""Two groups compared stratum by stratum: against the published table, and never more than what is published."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from toolkit.audit import DecisionLog, audit, bootstrap_interval
from toolkit.audit.follow_up.by_stratum import Inside, inside_strata


def log_of(rows: list[tuple[str, str, str, int]], **more: object) -> DecisionLog:
    table = pd.DataFrame(rows, columns=["sex", "office", "hired", "n"])
    return DecisionLog(
        table, decision="hired", selected=["yes"], effect="benefit", groups=["sex"], within=["office"], count="n"
    )


def test_the_student_grants_come_out_class_by_class() -> None:
    # Table 1 of the source: checked and not checked, by risk class; the ratios worked out by hand.
    result = audit(DecisionLog.open("student-grant-checks"), reference={"origin": "Netherlands"})
    first, *_, fifth, last = inside_strata(result, "origin", "outside Europe", "Netherlands")
    assert first == Inside(("1",), 1460, 7270, 390, 8670)
    assert first.ratio == pytest.approx((1460 / 7270) / (390 / 8670))
    assert (fifth.stratum, fifth.selected, fifth.people) == (("5",), 30, 13120)
    assert last.ratio == pytest.approx((80 / 13040) / (50 / 16380))


def test_outcomes_and_other_characteristics_are_added_up() -> None:
    result = audit(DecisionLog.open("compas-2013-2014"))
    assert inside_strata(result, "race", "Asian", "Caucasian") == (), "a log without strata has none"
    table = pd.DataFrame(
        {
            "sex": ["w", "w", "m", "m"] * 2,
            "age": ["old"] * 4 + ["young"] * 4,
            "office": ["north"] * 8,
            "hired": ["yes", "no"] * 4,
            "n": [20, 30, 40, 10, 21, 31, 41, 11],
        }
    )
    log = DecisionLog(
        table, decision="hired", selected=["yes"], effect="benefit", groups=["sex", "age"], within=["office"], count="n"
    )
    assert inside_strata(audit(log), "sex", "w", "m") == (Inside(("north",), 41, 102, 81, 102),)


def test_what_is_withheld_stays_withheld() -> None:
    rows = [("w", "a", "yes", 3), ("w", "a", "no", 50), ("m", "a", "yes", 40), ("m", "a", "no", 60)]
    rows += [("w", "b", "yes", 30), ("w", "b", "no", 50), ("m", "b", "yes", 45), ("m", "b", "no", 61)]
    result = audit(log_of(rows))
    counts = result.counts
    withheld = counts[(counts["sex"] == "w") & (counts["office"] == "a") & (counts["selected"] == "yes")]["people"]
    assert withheld.isna().all()
    north = next(one for one in inside_strata(result, "sex", "w", "m") if one.stratum == ("a",))
    assert north.selected is None
    assert north.people is None
    assert math.isnan(north.ratio)


def test_a_stratum_without_anybody_to_compare_with_has_no_ratio() -> None:
    rows = [("w", "a", "yes", 30), ("w", "a", "no", 50), ("m", "b", "yes", 40), ("m", "b", "no", 60)]
    alone = inside_strata(audit(log_of(rows)), "sex", "w", "m")
    assert [(one.selected, one.people_reference) for one in alone] == [(30, 0), (0, 100)]
    assert all(math.isnan(one.ratio) for one in alone if one.selected)


def test_a_stratum_called_like_our_own_column_is_not_taken_for_the_decision() -> None:
    rows = [("w", "yes", "yes", 20), ("w", "yes", "no", 80), ("m", "yes", "yes", 40), ("m", "yes", "no", 60)]
    rows += [("w", "no", "yes", 30), ("w", "no", "no", 30), ("m", "no", "yes", 45), ("m", "no", "no", 15)]
    table = pd.DataFrame(rows, columns=["sex", "selected", "hired", "n"])
    log = DecisionLog(
        table, decision="hired", selected=["yes"], effect="benefit", groups=["sex"], within=["selected"], count="n"
    )
    result = audit(log)
    found = {one.stratum: one for one in inside_strata(result, "sex", "w", "m")}
    assert found["yes",].ratio == pytest.approx((20 / 100) / (40 / 100))
    assert found["no",].ratio == pytest.approx((30 / 60) / (45 / 60))
    drawn = bootstrap_interval(result, "difference", characteristic="sex", group="w", reference="m", draws=200, seed=1)
    assert drawn.value == pytest.approx(50 / 160 - 85 / 160)
