"""What was put into the invented logs of pay and of review is found, and what was not put in is not."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from toolkit.audit import Amounts, DecisionLog, Review, audit_amounts, audit_over_time, audit_review, find_proxies

HOME = Path(__file__).parents[2]


def maker(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name.replace("-", "_"), HOME / "datasets" / name / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def drawn(name: str, size: int, seed: int) -> pd.DataFrame:
    return pd.DataFrame(list(maker(name).rows(size, seed)))


@pytest.fixture(scope="module")
def pay() -> Amounts:
    return Amounts.open("city-pay", pay_assessment="sex")


@pytest.fixture(scope="module")
def review() -> Review:
    return Review.open("reviewed-stops")


def test_the_gap_in_pay_is_there_and_most_of_it_lies_in_the_grades(pay: Amounts) -> None:
    row = pay.parts.set_index("group").loc["women"]
    made = maker("city-pay")
    middle = pd.Series(made.PAY)
    means = {sex: float((pd.Series(made.GRADES[sex]) * middle).sum()) for sex in ("women", "men")}
    assert row["mix"] == pytest.approx(means["women"] - means["men"], rel=0.12)
    assert row["inside"] == pytest.approx(-0.08 * 22 * 0.22, rel=0.25)
    assert pay.finding("amount", group="women").worse_off == "women"


def test_grade_three_alone_asks_for_a_joint_assessment(pay: Amounts) -> None:
    finding = pay.finding("pay_assessment", group="women")
    assert finding.flagged == ("3",)
    gaps = pay.gaps.set_index(["group", "category"])["verdict"]
    assert gaps["women", "3"] == "shown"
    assert {gaps["women", grade] for grade in "124"} == {"not_shown"}
    assert "shown" not in set(gaps.loc[["50 or older", "under 35"]])


def test_busy_days_and_an_interpreter_change_what_people_stop_and_sex_does_not(review: Review) -> None:
    changed = review.gaps.set_index(["group", "measure"])
    assert changed.loc[("over 40", "changed"), "verdict"] == "shown"
    assert changed.loc[("over 40", "changed"), "ratio"] < 0.5
    assert changed.loc[("yes", "recommended"), "verdict"] == "shown"
    assert changed.loc[("yes", "wrong_changed"), "ratio"] == pytest.approx(0.6, rel=0.2)
    assert changed.loc[("women", "changed"), "verdict"] != "shown"
    assert review.verdict == "not_seldom"


def test_the_new_version_stops_more_and_widens_the_gap() -> None:
    result = audit_over_time(DecisionLog.open("reviewed-stops"), changed="2026-01-01")
    changes = result.changes.set_index(["group", "reference"])["verdict"]
    assert {changes[group, ""] for group in ("women", "men", "yes", "no")} == {"shown"}
    assert changes["yes", "no"] == "shown"
    assert changes["men", "women"] == "not_shown"


def test_the_contract_tells_sex_and_age_does_not() -> None:
    table = pd.read_csv(HOME / "datasets" / "city-pay" / "data.csv")
    columns = find_proxies(table, "sex", columns=["contract", "grade", "age_group"]).columns
    found = columns.set_index("column")["verdict"]
    assert found["contract"] == "tells"
    assert found["age_group"] == "not_shown"


@pytest.mark.slow
def test_of_other_draws_what_was_put_in_is_found_and_what_was_not_is_not() -> None:
    """Twenty other cities and offices: power for what is planted, false alarms for what is not."""
    grade, sex, busy = [], [], []
    for seed in range(20):
        table = drawn("city-pay", 2000, seed)
        amounts = audit_amounts(table, amount="hourly_pay", groups=["sex"], within=["grade"], reference={"sex": "men"})
        verdicts = amounts.gaps.set_index("category")["verdict"]
        grade.append((verdicts["3"] == "shown", "shown" in {verdicts[one] for one in "124"}))
        found = audit_review(
            drawn("reviewed-stops", 2000, seed),
            recommended="recommended",
            recommended_selected=["stop"],
            final="decided",
            final_selected=["stop"],
            effect="burden",
            groups=["sex"],
            load="caseload",
            reference={"caseload": "up to 20"},
        ).gaps.set_index(["group", "measure"])["verdict"]
        busy.append(found["over 40", "changed"] == "shown")
        sex.append("shown" in {found[key] for key in found.index if key[0] in ("women", "men")})
    assert np.mean([one for one, _ in grade]) >= 0.9
    assert np.mean([other for _, other in grade]) <= 0.15
    assert np.mean(busy) >= 0.8
    assert np.mean(sex) <= 0.15
