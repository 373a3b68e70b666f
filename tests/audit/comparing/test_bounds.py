"""Ranges without chance in them: people of unknown group, and counts rounded before they were published."""

from __future__ import annotations

import itertools
import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from toolkit.audit import BoundsFinding, DecisionLog, RoundingFinding, audit
from toolkit.errors import AuditError
from toolkit.registers.codebook import read_codebook

FEW = st.integers(0, 6)


def test_bounds_are_those_worked_out_by_hand(log_of: Any) -> None:
    """Women 30 of 100, men 40 of 200, unknown 10 of 30."""
    result = audit(log_of({"women": (30, 100), "men": (40, 200), None: (10, 30)}), smallest_cell=0)
    rows = result.bounds.set_index("group")
    assert list(result.bounds.columns) == ["characteristic", "group", "measure", "low", "high", "gap_low", "gap_high"]
    assert rows.loc["women", ["low", "high"]].tolist() == pytest.approx([30 / 120, 40 / 110])
    assert rows.loc["men", ["low", "high"]].tolist() == pytest.approx([40 / 220, 50 / 210])
    assert rows.loc["women", ["gap_low", "gap_high"]].tolist() == pytest.approx(
        [30 / 120 - 50 / 210, 40 / 110 - 40 / 220]
    )
    assert rows.loc["men", ["gap_low", "gap_high"]].isna().all()  # the reference has no gap to itself


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), FEW, FEW, st.integers(1, 6), FEW, FEW)
def test_no_way_to_share_out_the_unknown_lies_outside_and_some_lie_on_the_bounds(
    log_of: Any, a1: int, a0: int, b1: int, b0: int, u1: int, u0: int
) -> None:
    log = log_of({"a": (a1, a1 + a0), "b": (b1, b1 + b0), None: (u1, u1 + u0)})
    result = audit(log, reference={"group": "b"}, smallest_cell=0)
    if u1 + u0 == 0:
        assert len(result.bounds) == 0
        return
    row = result.bounds.set_index("group").loc["a"]
    rates, gaps = [], []
    for x1, x0 in itertools.product(range(u1 + 1), range(u0 + 1)):  # who goes to a; the others go to b, or nowhere
        rate = (a1 + x1) / (a1 + a0 + x1 + x0)
        rates.append(rate)
        for y1, y0 in itertools.product(range(u1 - x1 + 1), range(u0 - x0 + 1)):
            gaps.append(rate - (b1 + y1) / (b1 + b0 + y1 + y0))
    assert [row["low"], row["high"]] == pytest.approx([min(rates), max(rates)])
    assert [row["gap_low"], row["gap_high"]] == pytest.approx([min(gaps), max(gaps)])


def test_a_shown_gap_that_hangs_on_the_unknown_is_told(log_of: Any) -> None:
    result = audit(log_of({"women": (300, 1000), "men": (230, 1000), None: (200, 500)}), reference={"group": "men"})
    finding = result.finding("bounds")
    assert isinstance(finding, BoundsFinding)
    assert (finding.group, finding.reference, finding.people) == ("women", "men", 500)
    said = finding.say("en")
    assert "For 500 people" in said
    assert "between −13 and 24 percentage points" in said  # 300/1300 − 430/1200 and 500/1200 − 230/1300
    assert "either side" in said


def test_a_gap_that_no_unknown_can_turn_has_no_such_finding(log_of: Any) -> None:
    result = audit(log_of({"women": (500, 1000), "men": (230, 1000), None: (20, 50)}), reference={"group": "men"})
    assert not [finding for finding in result.findings if finding.kind == "bounds"]
    assert result.bounds["gap_low"].dropna().gt(0).all()


def test_bounds_are_empty_where_the_unknown_are_few(log_of: Any) -> None:
    bounds = audit(log_of({"women": (300, 1000), "men": (230, 1000), None: (2, 6)})).bounds
    assert len(bounds) == 2
    assert bounds[["low", "high", "gap_low", "gap_high"]].isna().all(axis=None)


# --- rounded counts ------------------------------------------------------------------------------------------------


def rounded(cells: dict[str, tuple[int, int]], step: int | None = 10, **more: Any) -> DecisionLog:
    rows = [(g, d, n) for g, (yes, no) in cells.items() for d, n in (("yes", yes), ("no", no))]
    table = pd.DataFrame(rows, columns=["sex", "d", "n"])
    return DecisionLog(
        table, decision="d", selected=["yes"], effect="burden", groups=["sex"], count="n", rounded_to=step, **more
    )


def test_rounding_ranges_are_those_worked_out_by_hand() -> None:
    row = audit(rounded({"women": (100, 300), "men": (50, 350)}), reference={"sex": "men"}).rounding.iloc[0]
    assert [row["rate_low"], row["rate_high"]] == pytest.approx([95 / 400, 105 / 400])
    assert [row["reference_low"], row["reference_high"]] == pytest.approx([45 / 400, 55 / 400])
    assert [row["ratio_low"], row["ratio_high"]] == pytest.approx([95 / 55, 105 / 45])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(16, 300), min_size=4, max_size=4))
def test_the_true_ratio_lies_in_the_range(counts: list[int]) -> None:
    a1, a0, b1, b0 = counts
    tens = [int(10 * math.floor(n / 10 + 0.5)) for n in counts]
    log = rounded({"a": (tens[0], tens[1]), "b": (tens[2], tens[3])})
    row = audit(log, reference={"sex": "b"}).rounding.iloc[0]
    true = (a1 / (a1 + a0)) / (b1 / (b1 + b0))
    assert row["ratio_low"] - 1e-12 <= true <= row["ratio_high"] + 1e-12
    assert row["rate_low"] - 1e-12 <= a1 / (a1 + a0) <= row["rate_high"] + 1e-12


def test_a_cell_made_of_several_rows_is_that_much_less_certain_and_a_zero_counts_too() -> None:
    table = pd.DataFrame(
        [("w", "x", "yes", 50), ("w", "y", "yes", 50), ("w", "x", "no", 300), ("w", "y", "no", 0)]
        + [("m", "x", "yes", 50), ("m", "x", "no", 350)],
        columns=["sex", "office", "d", "n"],
    )
    log = DecisionLog(table, decision="d", selected=["yes"], effect="burden", groups=["sex"], count="n", rounded_to=10)
    row = audit(log, reference={"sex": "m"}).rounding.iloc[0]
    assert [row["rate_low"], row["rate_high"]] == pytest.approx([90 / 400, 110 / 400])
    assert row["rate_low"] == pytest.approx(90 / (90 + 310))  # 300 and 0: each five more
    assert audit(rounded({"w": (100, 300), "m": (50, 350)}, None)).rounding.empty


def test_student_grants_six_times_holds_whatever_was_rounded() -> None:
    """Six risk classes a group: 2,000 ± 30 of 54,800 ± 60 over 1,050 ± 30 of 178,200 ± 60, cell by cell."""
    codebook = read_codebook("student-grant-checks")
    log = DecisionLog(codebook.table, codebook=codebook, **codebook.roles | {"rounded_to": 10})
    result = audit(log, reference={"origin": "Netherlands"})
    row = result.rounding.set_index("group").loc["outside Europe"]
    assert [row["ratio_low"], row["ratio_high"]] == pytest.approx([5.93, 6.47], abs=5e-3)
    finding = result.finding("rounding")
    assert isinstance(finding, RoundingFinding)
    assert "between 5.9 and 6.5 times as often" in finding.say("en")
    assert "multiples of 10" in finding.say("en")


def test_counts_too_small_for_their_rounding_say_so() -> None:
    result = audit(rounded({"w": (20, 300), "m": (0, 350)}), reference={"sex": "m"})
    assert result.rounding.iloc[0]["ratio_high"] == math.inf
    assert "too small" in result.finding("rounding").say("en")


def test_a_codebook_can_say_that_its_counts_are_rounded(tmp_path: Path) -> None:
    (tmp_path / "codebook.yml").write_text(
        "table: cells.csv\n"
        "roles: {decision: d, selected: [1], effect: burden, groups: [sex], count: n, rounded_to: 5}\n"
    )
    (tmp_path / "cells.csv").write_text("sex,d,n\nw,1,30\nw,0,70\nm,1,60\nm,0,40\n")
    row = audit(DecisionLog.open(tmp_path), reference={"sex": "m"}).rounding.iloc[0]
    assert row["ratio_high"] == pytest.approx((32.5 / 100) / (57.5 / 100))


@pytest.mark.parametrize("step", [0, -5, 2.5, "ten", True])
def test_a_rounding_that_is_no_whole_number_is_refused(step: Any) -> None:
    with pytest.raises(AuditError, match="whole number such as 10"):
        rounded({"w": (20, 300), "m": (10, 350)}, step)


def test_what_could_have_been_seen_allows_for_outcomes_that_are_open() -> None:
    """Of 2,000 checked of each group the outcome of 60 is not known; a gap is shown if no outcome of theirs undoes it.

    Tables are drawn with the gap that is told, and with one a fifth smaller: the first is shown four times out of five.
    """
    known, unknown, untrue = 1940, 60, 388
    rows: list[Any] = [
        (group, "yes", outcome, people)
        for group in ("a", "b")
        for outcome, people in (("true", known - untrue), ("false", untrue), (None, unknown))
    ]
    rows += [("a", "no", "false", 2000), ("b", "no", "false", 2000)]
    table = pd.DataFrame(rows, columns=["sex", "flagged", "fraud", "n"])
    roles: dict[str, Any] = {"outcome": "fraud", "outcome_true": ["true"], "count": "n"}
    log = DecisionLog(table, decision="flagged", selected=["yes"], effect="burden", groups=["sex"], **roles)
    result = audit(log, measures=["false_discovery_rate"])
    visible = float(result.gaps["smallest_visible"][0])
    generator = np.random.default_rng(11)
    share = untrue / known

    def shown(gap: float) -> float:
        k1, k0 = generator.binomial(known, share + gap, 4_000), generator.binomial(known, share, 4_000)
        error = np.sqrt((k1 + k0) / (2 * known) * (1 - (k1 + k0) / (2 * known)) * 2 / known)
        above = k1 / (known + unknown) > (k0 + unknown) / (known + unknown)
        return float((above & ((k1 - k0) / known > norm.isf(0.025) * error)).mean())

    assert shown(visible) == pytest.approx(0.8, abs=0.02)
    assert shown(0.8 * visible) < 0.65
