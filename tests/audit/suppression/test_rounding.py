"""Rounded results: every number follows from rounded counts, so that the true ones cannot be told apart."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.audit import AuditResult, DecisionLog, audit
from toolkit.audit.statistics.proportions import difference_p_value, newcombe_interval, wilson_interval
from toolkit.audit.suppression.rounding import Rounding
from toolkit.errors import AuditError

TABLES = ("counts", "rates", "gaps", "adjusted", "left_out", "bounds", "rounding", "scores")


def everything(result: AuditResult) -> dict[str, Any]:
    told = {name: getattr(result, name).to_csv() for name in TABLES}
    return told | {"said": [finding.say("en") for finding in result.findings]}


@given(st.integers(0, 10**9), st.integers(1, 1000))
def test_a_rounded_count_is_the_nearest_multiple(count: int, step: int) -> None:
    rounded = int(Rounding(step).of([count])[0])
    assert rounded % step == 0
    assert abs(rounded - count) <= step / 2
    if 2 * abs(rounded - count) == step:
        assert rounded > count


def test_every_count_is_a_multiple_and_every_share_follows_from_it(log_of: Any) -> None:
    result = audit(log_of({"a": (123, 987), "b": (77, 502)}), round_to=10)
    assert result.round_to == 10
    rates = result.rates.set_index("group")
    assert rates[["numerator", "denominator"]].to_numpy().tolist() == [[120, 990], [80, 500]]
    assert rates["value"].tolist() == [120 / 990, 80 / 500]
    low, high = wilson_interval([120, 80], [990, 500])
    assert (rates["low"].tolist(), rates["high"].tolist()) == (low.tolist(), high.tolist())
    gap = result.gaps.iloc[0]
    assert gap["difference"] == 80 / 500 - 120 / 990
    assert gap["p_value"] == difference_p_value(80, 500, 120, 990)[0]
    assert gap["difference_low"] == newcombe_interval(80, 500, 120, 990)[0][0]
    assert (result.counts["people"] % 10 == 0).all()
    assert [finding.kind for finding in result.findings] == ["gap", "rounding"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(50, 900), min_size=8, max_size=8), st.integers(0, 7), st.integers(-4, 4))
@pytest.mark.slow
def test_tables_that_round_alike_cannot_be_told_apart(counts: list[int], place: int, shift: int) -> None:
    """All cells are moved to the middle of their step, and then one of them a little: nothing published changes."""
    cells = [(g, d, o) for g in "ab" for d in ("yes", "no") for o in ("true", "false")]

    def published(numbers: list[int]) -> dict[str, Any]:
        table = pd.DataFrame([(*cell, n) for cell, n in zip(cells, numbers, strict=True)], columns=["g", "d", "o", "n"])
        log = DecisionLog(
            table,
            decision="d",
            selected=["yes"],
            effect="burden",
            groups=["g"],
            outcome="o",
            outcome_true=["true"],
            count="n",
        )
        return everything(audit(log, reference={"g": "a"}, round_to=10))

    whole = [10 * (count // 10) for count in counts]
    moved = [number + (shift if position == place else 0) for position, number in enumerate(whole)]
    assert published(whole) == published(moved)


def test_a_person_more_in_a_stratum_is_not_told_by_what_is_pooled() -> None:
    def published(one_more: int) -> dict[str, Any]:
        cells = [("w", "x", 400 + one_more, 800), ("w", "y", 300, 600), ("m", "x", 250, 900), ("m", "y", 200, 900)]
        rows = [(g, s, d, n) for g, s, yes, no in cells for d, n in (("yes", yes), ("no", no))]
        table = pd.DataFrame(rows, columns=["g", "s", "d", "n"])
        log = DecisionLog(table, decision="d", selected=["yes"], effect="burden", groups=["g"], within=["s"], count="n")
        return everything(audit(log, round_to=10))

    assert published(0) == published(1) == published(3)
    row = audit_adjusted()
    assert row["p_value"] == 0.001
    for name in ("adjusted_ratio", "odds_ratio", "odds_ratio_low"):
        assert row[name] == float(f"{row[name]:.2g}")


def audit_adjusted() -> Any:
    cells = [("w", "x", 403, 803), ("w", "y", 309, 611), ("m", "x", 257, 913), ("m", "y", 207, 921)]
    rows = [(g, s, d, n) for g, s, yes, no in cells for d, n in (("yes", yes), ("no", no))]
    table = pd.DataFrame(rows, columns=["g", "s", "d", "n"])
    log = DecisionLog(table, decision="d", selected=["yes"], effect="burden", groups=["g"], within=["s"], count="n")
    return audit(log, round_to=10).adjusted.iloc[0]


def test_people_without_a_decision_and_bins_of_scores_are_rounded_too() -> None:
    rows = [("w", "yes", 1, 143), ("w", "no", 2, 256), ("m", "yes", 2, 391), ("m", "no", 1, 118), ("m", None, 1, 37)]
    table = pd.DataFrame(rows, columns=["g", "d", "score", "n"])
    log = DecisionLog(
        table,
        decision="d",
        selected=["yes"],
        effect="burden",
        groups=["g"],
        score="score",
        score_bins=[1.5],
        count="n",
    )
    result = audit(log, round_to=10)
    assert result.left_out["people"].tolist() == [40]
    assert result.scores["people"].tolist() == [120, 390, 140, 260]
    assert result.scores["share"].tolist() == [120 / 510, 390 / 510, 140 / 400, 260 / 400]


def test_the_true_ratio_lies_in_the_told_range(log_of: Any) -> None:
    true = {"a": (123, 987), "b": (77, 502)}
    row = audit(log_of(true), round_to=10).rounding.iloc[0]
    assert row["rate_low"] == pytest.approx(75 / 505)
    assert row["rate_high"] == pytest.approx(85 / 495)
    assert row["ratio_low"] <= (77 / 502) / (123 / 987) <= row["ratio_high"]


@pytest.mark.parametrize("step", [0, -5, 2.5, True, "10"])
def test_a_step_that_is_no_whole_number_is_refused(step: Any, log_of: Any) -> None:
    with pytest.raises(AuditError, match="whole number such as 10"):
        audit(log_of({"a": (50, 100), "b": (20, 90)}), round_to=step)


def test_without_rounding_nothing_changes(log_of: Any) -> None:
    log = log_of({"a": (123, 987), "b": (77, 502)})
    assert everything(audit(log)) == everything(audit(log, round_to=1))
    assert dataclasses.replace(audit(log)).round_to == 1
