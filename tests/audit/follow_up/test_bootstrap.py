"""Drawn tables against a closed form, by hand, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from toolkit.audit import DecisionLog, audit, bootstrap_interval
from toolkit.audit.follow_up.bootstrap import REFUSED
from toolkit.errors import AuditError

BERKELEY: dict[str, Any] = {"characteristic": "sex", "group": "women", "reference": "men"}


def stratified(cells: list[tuple[str, str, int, int]]) -> DecisionLog:
    rows = [(g, s, d, n) for g, s, yes, no in cells for d, n in (("yes", yes), ("no", no))]
    table = pd.DataFrame(rows, columns=["g", "s", "d", "n"])
    return DecisionLog(table, decision="d", selected=["yes"], effect="burden", groups=["g"], within=["s"], count="n")


def test_a_drawn_difference_has_the_interval_of_wald(log_of: Any) -> None:
    """20,000 draws: the edge of an interval is known to about 0.02 of its half width (1.96 σ ± 0.02 σ)."""
    result = audit(log_of({"a": (300, 1000), "b": (400, 1600)}))
    found = bootstrap_interval(
        result, "difference", characteristic="group", group="a", reference="b", draws=20_000, seed=4
    )
    low, high = confint_proportions_2indep(300, 1000, 400, 1600, method="wald", compare="diff")
    assert found.value == pytest.approx(0.05)
    assert [found.low, found.high] == pytest.approx([low, high], abs=0.04 * (high - low))
    assert found.undefined == 0


@pytest.mark.slow
def test_the_interval_holds_the_truth_as_often_as_it_says(log_of: Any) -> None:
    """200 logs of one truth; 95 % of 200 is 190, and 4 standard errors are 12."""
    generator = np.random.default_rng(1979)
    held = 0
    for _ in range(200):
        one, other = int(generator.binomial(400, 0.3)), int(generator.binomial(500, 0.2))
        result = audit(log_of({"a": (one, 400), "b": (other, 500)}))
        found = bootstrap_interval(result, "difference", characteristic="group", group="a", reference="b", draws=400)
        held += found.low <= 0.1 <= found.high
    assert 178 <= held <= 200


def test_the_average_gap_over_strata_is_the_one_worked_by_hand() -> None:
    log = stratified([("w", "x", 100, 300), ("w", "y", 60, 40), ("m", "x", 100, 100), ("m", "y", 50, 150)])
    found = bootstrap_interval(
        audit(log), "average_gap", characteristic="g", group="w", reference="m", within="s", seed=2
    )
    assert found.value == pytest.approx((400 * (0.25 - 0.5) + 100 * (0.6 - 0.25)) / 500)
    assert found.low < found.value < found.high
    again = bootstrap_interval(
        audit(log), "average_gap", characteristic="g", group="w", reference="m", within="s", seed=2
    )
    assert again == found


def test_a_ratio_of_ratios_is_one_where_selection_follows_the_outcome() -> None:
    rows = [
        (g, d, o, n * k)
        for g, k in (("w", 1), ("m", 2))
        for d, o, n in (("y", "t", 50), ("n", "t", 30), ("y", "f", 40), ("n", "f", 90))
    ]
    table = pd.DataFrame(rows, columns=["g", "d", "o", "n"])
    log = DecisionLog(
        table, decision="d", selected=["y"], effect="burden", groups=["g"], outcome="o", outcome_true=["t"], count="n"
    )
    found = bootstrap_interval(audit(log), "ratio_of_ratios", characteristic="g", group="w", reference="m")
    assert found.value == pytest.approx(1)
    assert found.low < 1 < found.high


def scored(true_share: dict[str, tuple[int, int]], n: int = 400) -> DecisionLog:
    rows = [
        (g, d, o, score, people)
        for g, shares in true_share.items()
        for score, true in zip((1, 2), shares, strict=True)
        for d in ("y", "n")
        for o, people in (("t", true), ("f", n - true))
    ]
    table = pd.DataFrame(rows, columns=["g", "d", "o", "score", "n"])
    return DecisionLog(
        table,
        decision="d",
        selected=["y"],
        effect="burden",
        groups=["g"],
        outcome="o",
        outcome_true=["t"],
        score="score",
        score_bins=[1.5],
        count="n",
    )


def test_the_calibration_gap_keeps_its_sign_and_holds_zero_where_there_is_none() -> None:
    how: dict[str, Any] = {"characteristic": "g", "group": "w", "reference": "m"}
    unequal = bootstrap_interval(audit(scored({"w": (50, 100), "m": (100, 200)})), "calibration_gap", **how)
    assert unequal.value == pytest.approx(-(50 + 100) / 2 / 400)
    assert unequal.high < 0
    equal = bootstrap_interval(audit(scored({"w": (100, 200), "m": (100, 200)})), "calibration_gap", **how)
    assert equal.low < 0 < equal.high


@pytest.mark.parametrize("name", REFUSED)
def test_a_gap_without_its_sign_is_refused_with_the_reason(name: str, log_of: Any) -> None:
    result = audit(log_of({"a": (300, 1000), "b": (400, 1600)}))
    with pytest.raises(AuditError, match="wrong nearly always"):
        bootstrap_interval(result, name, characteristic="group", group="a", reference="b")


def test_why_the_largest_minus_the_smallest_is_refused() -> None:
    """Three groups of 100 people and one true share: of 300 percentile intervals hardly any holds the true zero."""
    generator = np.random.default_rng(3)
    held = 0
    for _ in range(300):
        shares = generator.binomial(100, 0.3, 3) / 100
        drawn = generator.binomial(100, shares, (300, 3)) / 100
        held += np.quantile(np.ptp(drawn, axis=1), 0.025) <= 0
    assert held <= 6


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"statistic": "median"}, "average_gap"),
        ({"draws": 10}, "100 or more"),
        ({"group": "c"}, "“c” is not a group"),
        ({"measure": "luck"}, "no measure “luck”"),
        ({"statistic": "average_gap"}, "needs strata"),
        ({"statistic": "calibration_gap"}, "no tables"),
    ],
)
def test_what_cannot_be_drawn_is_refused(how: dict[str, Any], says: str, log_of: Any) -> None:
    result = audit(log_of({"a": (300, 1000), "b": (400, 1600)}))
    asked: dict[str, Any] = {"statistic": "difference", "characteristic": "group", "group": "a", "reference": "b"}
    with pytest.raises(AuditError, match=says):
        bootstrap_interval(result, **(asked | how))


def test_a_table_with_blanks_is_not_drawn_from(log_of: Any) -> None:
    result = audit(log_of({"a": (300, 1000), "b": (400, 1600), "c": (2, 5)}))
    with pytest.raises(AuditError, match="blanked to protect few people"):
        bootstrap_interval(result, "difference", characteristic="group", group="a", reference="b")
