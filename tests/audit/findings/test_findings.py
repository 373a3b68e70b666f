"""What findings say, in English."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.audit import AdjustedFinding, DecisionLog, Finding, GapFinding, LeftOutFinding, WithheldFinding, audit
from toolkit.audit.comparing.readings import READINGS
from toolkit.audit.findings.numbers import natural_frequencies

SHARE = st.floats(0, 1)


@given(SHARE, SHARE)
def test_natural_frequencies_are_the_shares_of_a_round_base(one: float, other: float) -> None:
    base, n, m = natural_frequencies(one, other)
    assert base in (100, 1_000, 10_000, 100_000)
    assert abs(n - base * one) <= 0.5
    assert abs(m - base * other) <= 0.5
    rarer = min((value for value in (one, other) if value > 0), default=1)
    if rarer > 1e-4:
        assert base * rarer >= 5 - 1e-9
    assert base == 100 or base / 10 * rarer < 5


def of_group(result: Any, group: str, kind: str = "gap") -> list[str]:
    return [finding.say("en") for finding in result.findings if finding.kind == kind and finding.group == group]


def test_a_shown_gap_speaks_natural_frequencies_and_its_certainty(log_of: Any) -> None:
    result = audit(log_of({"women": (300, 1000), "men": (150, 1000)}), reference={"group": "men"})
    said = of_group(result, "women")[0]
    worse = "Worse off: people in the group “women”."
    assert said.startswith(f"{worse} Of 100 people in the group “women”, 30 had the decision “decision: yes”; of 100")
    assert "2 times as often" in said or "2.0 times as often" in said
    assert "Chance alone would hardly make such a gap." in said


def test_not_shown_names_the_gap_it_could_not_have_seen_and_never_says_equal(log_of: Any) -> None:
    said = of_group(audit(log_of({"a": (4990, 10_000), "b": (5000, 10_001)})), "a")[0]
    assert "This does not show equal treatment" in said
    assert "a gap of 2.0 percentage points would have shown in about four of five such logs" in said


def test_too_few_says_what_would_have_shown(log_of: Any) -> None:
    said = of_group(audit(log_of({"a": (20, 40), "b": (19, 41)})), "a")[0]
    assert "Too few people to tell" in said
    assert "percentage points or more" in said
    none = of_group(audit(log_of({"a": (1, 2), "b": (1, 3)}), smallest_cell=0), "a")[0]
    assert "no gap at all would have shown" in none


def test_a_withheld_finding_tells_no_number_but_the_threshold(log_of: Any) -> None:
    result = audit(log_of({"a": (200, 500), "b": (300, 600), "c": (250, 700), "d": (3, 7)}), smallest_cell=10)
    findings = [finding for finding in result.findings if finding.group == "d"]
    assert [type(finding) for finding in findings] == [WithheldFinding]
    said = findings[0].say("en")
    assert "fewer than 10 people" in said
    assert not any(character.isdigit() for character in said.replace("fewer than 10 people", ""))


def test_shown_gaps_come_first_and_larger_ones_before_smaller(log_of: Any) -> None:
    groups = {"a": (500, 1000), "b": (300, 900), "c": (490, 990), "d": (100, 800)}
    gaps = [finding for finding in audit(log_of(groups)).findings if isinstance(finding, GapFinding)]
    assert [finding.verdict for finding in gaps] == ["shown", "shown", "not_shown"]
    assert [finding.group for finding in gaps][:2] == ["d", "b"]


@pytest.mark.parametrize(("effect", "worse"), [("burden", "women"), ("benefit", "men")])
def test_who_is_worse_off_depends_on_what_selection_does(effect: str, worse: str, log_of: Any) -> None:
    result = audit(log_of({"women": (300, 1000), "men": (150, 1001)}, effect))
    assert result.finding("gap", group="women").worse_off == worse


def test_people_left_out_are_told_about() -> None:
    table = pd.DataFrame(
        {
            "sex": ["w", "m", None, "w"] * 2,
            "d": ["y", "y", "y", None, "n", "n", "n", None],
            "n": [50, 40, 30, 20, 60, 70, 80, 20],
        }
    )
    log = DecisionLog(table, decision="d", selected=["y"], effect="burden", groups=["sex"], count="n")
    said = [finding.say("en") for finding in audit(log).findings if isinstance(finding, LeftOutFinding)]
    assert said == [
        "40 people were left out because no decision is recorded for them.",
        "For 110 people sex is not known. They are counted and shown, but not compared.",
    ]


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar"])
def test_every_reading_can_be_said_in_every_language(reading: str, language: str) -> None:
    finding = AdjustedFinding(
        characteristic="sex",
        group="women",
        reference="men",
        measure="selection_rate",
        verdict="shown",
        within="office",
        crude_ratio=2.5,
        adjusted_ratio=1.25,
        adjusted_ratio_low=1.1,
        adjusted_ratio_high=math.nan,
        reading=reading,
    )
    said = finding.say(language)
    assert "{" not in said
    assert "nan" not in said
    assert len(said) > 40


def test_a_finding_is_a_value_that_nobody_changes(log_of: Any) -> None:
    finding = audit(log_of({"a": (20, 50), "b": (30, 60)})).findings[0]
    with pytest.raises(AttributeError):
        finding.verdict = "shown"  # type: ignore[misc]
    assert isinstance(finding, Finding)
    assert hash(finding) is not None
