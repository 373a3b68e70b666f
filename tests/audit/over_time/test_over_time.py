"""What changed over time: by hand, against statsmodels, and what chance must not be called."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from statsmodels.stats.proportion import confint_proportions_2indep

from toolkit.audit import DecisionLog, audit_over_time
from toolkit.audit.over_time.control_chart import control_chart
from toolkit.errors import AuditError


def log_of(rates: dict[str, list[float]], people: int = 400, seed: int | None = None, **roles: Any) -> DecisionLog:
    """So many decisions a month about each group, with a share of yes that is exact, or drawn."""
    chance = np.random.default_rng(seed)
    rows = []
    for group, shares in rates.items():
        for month, share in enumerate(shares):
            yes = round(people * share) if seed is None else int(chance.binomial(people, share))
            day = f"{2025 + month // 12}-{month % 12 + 1:02d}-15"
            rows += [(group, day, "yes", yes), (group, day, "no", people - yes)]
    table = pd.DataFrame(rows, columns=["sex", "day", "checked", "n"])
    roles = {"decision": "checked", "selected": ["yes"], "effect": "burden", "groups": ["sex"]} | roles
    return DecisionLog(table, when="day", period="month", count="n", **roles)


STEP = log_of({"women": [0.2] * 6 + [0.3] * 6, "men": [0.2] * 12})


def test_before_and_after_is_a_difference_of_two_shares() -> None:
    result = audit_over_time(STEP, changed="2025-07-01", reference={"sex": "men"})
    row = result.changes.set_index(["group", "reference"]).loc[("women", "")]
    low, high = confint_proportions_2indep(720, 2400, 480, 2400, method="newcomb", compare="diff")
    assert [row["before"], row["after"]] == [0.2, 0.3]
    assert [row["low"], row["high"]] == pytest.approx([low, high], abs=1e-9)
    assert result.findings[0].verdict == "shown"
    assert "need not have come because of it" in result.findings[0].say()


def test_a_change_of_a_gap_is_a_difference_of_differences() -> None:
    result = audit_over_time(STEP, changed="2025-07-01", reference={"sex": "men"})
    row = result.changes.set_index(["group", "reference"]).loc[("women", "men")]
    counts = [(1, 1, 720), (1, 0, 480), (0, 1, 480), (0, 0, 480)]
    design = np.array([[1, woman, late, woman * late] for woman, late, _ in counts], dtype=float)
    share = np.array([yes / 2400 for *_, yes in counts])
    model = sm.WLS(share, design, weights=2400 / (share * (1 - share)))
    error = np.sqrt(np.linalg.inv((design.T * model.weights) @ design)[3, 3])
    assert row["difference"] == pytest.approx(0.1)
    assert (row["high"] - row["low"]) / 2 == pytest.approx(1.959964 * error, rel=0.01)
    assert row["verdict"] == "shown"


def test_where_both_change_alike_the_gap_is_not_said_to_change() -> None:
    both = log_of({"women": [0.2] * 6 + [0.3] * 6, "men": [0.2] * 6 + [0.3] * 6})
    changes = audit_over_time(both, changed="2025-07-01").changes
    assert set(changes.loc[changes["reference"] == "", "verdict"]) == {"shown"}
    assert set(changes.loc[changes["reference"] != "", "verdict"]) == {"not_shown"}


def test_the_month_in_which_it_changed_is_on_neither_side() -> None:
    finding = audit_over_time(STEP, changed="2025-07-10").finding("change", group="women", reference="")
    assert finding.period == "2025-07"
    assert (finding.before, finding.after) == (0.2, 0.3)
    assert "2025-07" in finding.say()


def test_a_period_outside_the_limits_is_named_and_called_no_verdict() -> None:
    log = log_of({"women": [0.2, 0.22, 0.19, 0.21, 0.2, 0.18, 0.21, 0.2, 0.2, 0.45], "men": [0.2] * 10})
    result = audit_over_time(log, baseline=9)
    signal = result.finding("signal", group="women")
    assert signal.periods == ("2025-10",)
    assert "not for a verdict" in signal.say()
    periods = result.periods.set_index(["group", "period"])
    share, people = 0.2011, 400
    assert periods.loc[("women", "2025-10"), "upper_limit"] == pytest.approx(
        share + 3 * np.sqrt(share * (1 - share) / people), abs=0.01
    )
    assert not any(getattr(one, "group", "") == "men" and one.kind == "signal" for one in result.findings)


def test_a_short_baseline_draws_no_limits_and_says_so() -> None:
    result = audit_over_time(STEP, baseline=4)
    assert "at least 8" in result.finding("no_signal").say()
    assert result.periods["outside"].isna().all()


def test_a_restless_process_does_not_cry_wolf() -> None:
    chance = np.random.default_rng(3)
    shares = np.clip(chance.normal(0.3, 0.08, 60), 0.02, 0.98)
    counted = chance.binomial(2000, shares)
    chart = control_chart(counted, [2000] * 60, [True] * 60)
    assert chart is not None
    assert chart.restless > 3
    assert chart.outside.sum() <= 1
    plain = np.abs(counted / 2000 - chart.middle) > 3 * np.sqrt(chart.middle * (1 - chart.middle) / 2000)
    assert plain.sum() > 20


@pytest.mark.slow
def test_where_nothing_changes_few_logs_show_a_change() -> None:
    shown = 0
    for seed in range(25):
        log = log_of({"women": [0.2] * 8, "men": [0.2] * 8}, people=120, seed=seed)
        shown += "shown" in set(audit_over_time(log, changed="2025-05-01").changes["verdict"])
    assert shown <= 5  # of 25, at 5 % one is expected


def test_months_of_a_few_people_are_not_told() -> None:
    log = log_of({"women": [0.2] * 9, "men": [0.2] * 9}, people=20)
    periods = audit_over_time(log).periods
    assert periods.loc[periods["period"] == "2025-03", "numerator"].isna().all()


def test_what_does_not_fit_is_said() -> None:
    with pytest.raises(AuditError, match="one side"):
        audit_over_time(STEP, changed="2030-01-01")
    with pytest.raises(AuditError, match="no day"):
        audit_over_time(STEP, changed="soon")
    with pytest.raises(AuditError, match="no dates"):
        audit_over_time(DecisionLog.open("berkeley-admissions-1973"))
