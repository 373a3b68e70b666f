"""Each measure counts whom its definition says, among whom it says."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.audit import MEASURES, DecisionLog, audit
from toolkit.audit.measures.supported import measures_for

NAMES = [
    "selection_rate",
    "base_rate",
    "true_positive_rate",
    "false_positive_rate",
    "false_negative_rate",
    "true_negative_rate",
    "precision",
    "false_discovery_rate",
    "false_omission_rate",
    "negative_predictive_value",
    "accuracy",
    "scoring_rate",
]
COUNT = st.integers(0, 400)
OF_BOTH_DECISIONS = (
    *("base_rate", "true_positive_rate", "false_positive_rate", "false_negative_rate", "true_negative_rate"),
    "accuracy",
)


def test_the_measures_are_those_of_the_contract_in_its_order() -> None:
    assert [measure.id for measure in MEASURES] == NAMES
    assert [measure.id for measure in measures_for(False, False)] == ["selection_rate"]
    assert [measure.id for measure in measures_for(False, True)] == ["selection_rate", "scoring_rate"]
    assert [measure.id for measure in measures_for(True, False)] == NAMES[:-1]


def confusion(tp: int, fp: int, fn: int, tn: int, selected_unknown: int = 0, spared_unknown: int = 0) -> DecisionLog:
    rows = [
        ("a", "yes", "1", tp),
        ("a", "yes", "0", fp),
        ("a", "no", "1", fn),
        ("a", "no", "0", tn),
        ("a", "yes", None, selected_unknown),
        ("a", "no", None, spared_unknown),
        ("b", "yes", "1", 1),
        ("b", "no", "0", 1),
    ]
    table = pd.DataFrame(rows, columns=["group", "decision", "truth", "n"])
    return DecisionLog(
        table,
        decision="decision",
        selected=["yes"],
        effect="burden",
        groups=["group"],
        outcome="truth",
        outcome_true=["1"],
        count="n",
    )


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 400), COUNT, COUNT, COUNT, COUNT, COUNT)
def test_every_rate_is_that_of_the_confusion_matrix(tp: int, fp: int, fn: int, tn: int, su: int, nu: int) -> None:
    rates = audit(confusion(tp, fp, fn, tn, su, nu), smallest_cell=0).rates
    here = rates[rates["group"] == "a"].set_index("measure")
    wanted = {
        "selection_rate": (tp + fp + su, tp + fp + fn + tn + su + nu),
        "base_rate": (tp + fn, tp + fp + fn + tn),
        "true_positive_rate": (tp, tp + fn),
        "false_positive_rate": (fp, fp + tn),
        "false_negative_rate": (fn, tp + fn),
        "true_negative_rate": (tn, fp + tn),
        "precision": (tp, tp + fp),
        "false_discovery_rate": (fp, tp + fp),
        "false_omission_rate": (fn, fn + tn),
        "negative_predictive_value": (tn, fn + tn),
        "accuracy": (tp + tn, tp + fp + fn + tn),
    }
    found = {name: (row["numerator"], row["denominator"]) for name, row in here.iterrows()}
    known = {True: (tp + fp + 1, su), False: (fn + tn + 1, nu)}  # with those of b
    often = [Fraction(many, many + unknown) for many, unknown in known.values()]
    if min(often) < Fraction(4, 5) * max(often):  # else mostly who was looked at would be counted
        wanted = {name: shares for name, shares in wanted.items() if name not in OF_BOTH_DECISIONS}
    assert found == wanted
    for name, (k, n) in wanted.items():
        assert pd.isna(here.loc[name, "value"]) if n == 0 else here.loc[name, "value"] == pytest.approx(k / n)


def test_the_scoring_rate_is_the_share_above_the_overall_median() -> None:
    table = pd.DataFrame({"group": list("aaaabbbb"), "d": [1, 0] * 4, "score": [1, 2, 3, 3, 3, 4, 5, None]})
    log = DecisionLog(table, decision="d", selected=[1], effect="burden", groups=["group"], score="score")
    rates = audit(log, smallest_cell=0).rates.set_index(["measure", "group"]).loc["scoring_rate"]
    assert rates["numerator"].tolist() == [0, 2]  # the median is 3: those at it are not above it
    assert rates["denominator"].tolist() == [4, 3]  # who has no score is not among them


def test_scoring_rates_are_compared_with_the_highest_as_new_york_asks() -> None:
    """Worked by hand after 6 RCNY 5-300 and 5-301: of 300 scores the median is 55, and 140 lie above it."""
    cells = [("x", 40, 20), ("x", 55, 20), ("x", 70, 60), ("y", 40, 70), ("y", 55, 50), ("y", 70, 80)]
    rows = [(group, score, d, n // 2) for group, score, n in cells for d in ("yes", "no")]
    table = pd.DataFrame(rows, columns=["group", "score", "d", "n"])
    log = DecisionLog(
        table, decision="d", selected=["yes"], effect="benefit", groups=["group"], score="score", count="n"
    )
    result = audit(log, reference={"group": "x"})
    rates = result.rates.set_index(["measure", "group"]).loc["scoring_rate", "value"]
    assert rates.to_dict() == pytest.approx({"x": 0.6, "y": 0.4})
    ratio = result.gaps.set_index("measure").loc["scoring_rate", "ratio"]
    assert ratio == pytest.approx(2 / 3)  # below four fifths


def test_the_new_york_example_has_its_impact_ratios(tmp_path: Path) -> None:
    path = tmp_path / "sex.csv"
    path.write_text("sex,selected,n\nMale,yes,667\nMale,no,723\nFemale,yes,555\nFemale,no,626\n")
    log = DecisionLog(path, decision="selected", selected=["yes"], effect="benefit", groups=["sex"], count="n")
    result = audit(log, reference="most_favoured")
    assert result.rates["value"].round(2).tolist() == [0.47, 0.48]
    assert result.gaps["ratio"].round(3).tolist() == [0.979]
