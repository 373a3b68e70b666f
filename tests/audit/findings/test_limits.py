"""Selective labels, equalized odds, the correction that is paid for many comparisons, and what would suffice."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import samplesize_proportions_2indep_onetail

from toolkit.audit import (
    DecisionLog,
    EqualizedOddsFinding,
    GapFinding,
    OutcomeTestFinding,
    SelectiveLabelsFinding,
    audit,
)
from toolkit.audit.papers.brief import brief_document
from toolkit.audit.papers.tables import Speaker, gap_table
from toolkit.audit.statistics.proportions import benjamini_hochberg, growth_needed, smallest_visible_difference
from toolkit.bargaining import suggest
from toolkit.errors import AuditError
from toolkit.languages import Language

P_VALUES = st.lists(st.floats(0, 1) | st.sampled_from([0.0, 0.01, 0.05, 1.0]), min_size=1, max_size=30)


# --- corrections ---------------------------------------------------------------------------------------------------


@given(P_VALUES)
def test_benjamini_hochberg_is_that_of_statsmodels(p_values: list[float]) -> None:
    wanted = multipletests(p_values, method="fdr_bh")[1]
    assert benjamini_hochberg(p_values).tolist() == pytest.approx(wanted.tolist(), rel=1e-12, abs=1e-300)
    with_gap = benjamini_hochberg([*p_values, np.nan])
    assert np.isnan(with_gap[-1])
    assert with_gap[:-1].tolist() == pytest.approx(wanted.tolist(), rel=1e-12, abs=1e-300)


FIVE = {"a": (200, 1000), "b": (248, 1000), "c": (246, 1000), "d": (245, 1000), "e": (210, 1000)}


def test_the_correction_is_chosen_by_name(log_of: Any) -> None:
    log = log_of(FIVE)
    gaps = {name: audit(log, reference={"group": "a"}, correction=name).gaps for name in ("holm", "benjamini-hochberg")}
    for name, method in (("holm", "holm"), ("benjamini-hochberg", "fdr_bh")):
        wanted = multipletests(gaps[name]["p_value"], method=method)[1]
        assert gaps[name]["p_adjusted"].tolist() == pytest.approx(wanted.tolist(), rel=1e-12)
        assert ((gaps[name]["verdict"] == "shown") == (wanted < 0.05)).all()
    shown = int((gaps["benjamini-hochberg"]["verdict"] == "shown").sum())
    assert shown == 3
    # What could have been seen is computed at the level that a gap had to pass.
    for name, level in (("holm", 0.05 / 4), ("benjamini-hochberg", 0.05 * 3 / 4)):
        wanted = smallest_visible_difference([1000] * 4, [200] * 4, [1000] * 4, level)
        assert gaps[name]["smallest_visible"].tolist() == pytest.approx(wanted.tolist())


def test_a_blanked_comparison_enters_benjamini_hochberg_as_one(log_of: Any) -> None:
    log = log_of({"a": (200, 1000), "b": (250, 1000), "c": (240, 1000), "d": (5, 6)})
    gaps = audit(log, reference={"group": "a"}, correction="benjamini-hochberg").gaps
    told = gaps[gaps["p_value"].notna()]
    wanted = multipletests([*told["p_value"], 1.0], method="fdr_bh")[1][:-1]
    assert len(told) == 2
    assert told["p_adjusted"].tolist() == pytest.approx(wanted.tolist(), rel=1e-12)


@pytest.mark.parametrize("name", ["bonferroni", None, ["holm"]])
def test_an_unknown_correction_is_refused_with_those_that_are(name: Any, log_of: Any) -> None:
    with pytest.raises(AuditError, match="holm, benjamini-hochberg"):
        audit(log_of(FIVE), correction=name)


# --- selective labels ----------------------------------------------------------------------------------------------


def labelled(*rows: tuple[str, str, str | None, int]) -> DecisionLog:
    table = pd.DataFrame(rows, columns=["g", "d", "o", "n"])
    return DecisionLog(
        table, decision="d", selected=["y"], effect="burden", groups=["g"], outcome="o", outcome_true=["1"], count="n"
    )


ONLY_SELECTED = [
    ("a", "y", "1", 120),
    ("a", "y", "0", 380),
    ("a", "n", None, 500),
    ("b", "y", "1", 150),
    ("b", "y", "0", 150),
    ("b", "n", None, 1200),
]


def test_outcomes_known_for_the_selected_alone_switch_error_rates_off() -> None:
    result = audit(labelled(*ONLY_SELECTED))
    assert result.rates["measure"].unique().tolist() == ["selection_rate", "precision", "false_discovery_rate"]
    precision = result.rates.set_index(["measure", "group"]).loc["precision"]
    assert precision["value"].tolist() == pytest.approx([120 / 500, 150 / 300])
    finding = result.finding("selective_labels")
    assert isinstance(finding, SelectiveLabelsFinding)
    assert finding.known_for == "selected"
    assert {"false_positive_rate", "accuracy", "base_rate", "false_omission_rate"} <= set(finding.left_out)
    assert "Nobody looked among the others" in finding.say("en")
    test = result.finding("outcome_test")
    assert isinstance(test, OutcomeTestFinding)
    assert "random sample" in test.say("en")
    assert "Caution" in test.say("en")
    assert "{" not in test.say("en") + finding.say("en")


def test_outcomes_known_for_the_others_alone_leave_what_is_said_of_them() -> None:
    swapped = [(g, "n" if d == "y" else "y", o, n) for g, d, o, n in ONLY_SELECTED]
    result = audit(labelled(*swapped))
    assert result.rates["measure"].unique().tolist() == [
        "selection_rate",
        "false_omission_rate",
        "negative_predictive_value",
    ]
    assert result.finding("selective_labels").say("en").startswith("What turned out true is only known for people who")
    assert not [finding for finding in result.findings if finding.kind == "outcome_test"]


def test_a_few_outcomes_known_among_the_others_leave_what_is_said_of_one_decision() -> None:
    result = audit(labelled(*ONLY_SELECTED, ("a", "n", "1", 40)))
    assert set(result.rates["measure"]) == {
        *("selection_rate", "precision", "false_discovery_rate", "false_omission_rate", "negative_predictive_value")
    }
    assert "far more often" in result.finding("selective_labels").say("en")
    assert result.finding("outcome_test")


# --- equalized odds ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fp", "tp", "verdict"),
    [(450, 600, "shown"), (300, 720, "shown"), (300, 600, "not_shown"), (450, 720, "shown")],
)
def test_equalized_odds_is_read_from_both_gaps(fp: int, tp: int, verdict: str) -> None:
    rows = [("a", "y", "1", tp), ("a", "n", "1", 1000 - tp), ("a", "y", "0", fp), ("a", "n", "0", 1000 - fp)]
    rows += [("b", "y", "1", 600), ("b", "n", "1", 400), ("b", "y", "0", 300), ("b", "n", "0", 701)]
    result = audit(labelled(*rows), reference={"g": "b"}, material_difference=0.1)
    finding = result.finding("equalized_odds")
    assert isinstance(finding, EqualizedOddsFinding)
    assert finding.verdict == verdict
    assert finding.opportunity.rate == pytest.approx(tp / 1000)
    assert finding.alarms.rate == pytest.approx(fp / 1000)
    said = finding.say("en")
    assert "Equal opportunity" in said
    assert "equalized odds" in said
    assert ("does not show equal treatment" in said) == (
        "not_shown" in {finding.alarms.verdict, finding.opportunity.verdict}
    )


# --- how many people would do --------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.floats(0.05, 0.45), st.floats(0.02, 0.3), st.sampled_from([0.05, 0.01, 0.05 / 22]))
def test_people_needed_is_the_sample_size_of_statsmodels(p0: float, gap: float, level: float) -> None:
    """Two equal groups; statsmodels gives the size of each for the same power and a two-sided level."""
    size = 1_000_000
    k0 = round(p0 * size)
    ours = growth_needed(size, k0, size, gap, level).item() * size
    theirs = samplesize_proportions_2indep_onetail(gap, k0 / size, 0.8, ratio=1, alpha=level, alternative="two-sided")
    with_z = float(theirs)
    for_fisher = with_z / 4 * (1 + math.sqrt(1 + 4 / (with_z * gap))) ** 2  # Casagrande, Pike and Smith, equal groups
    enough_for_z = 15 / min(k0 / size + gap / 2, 1 - k0 / size - gap / 2)
    assert ours == pytest.approx(min(for_fisher, max(with_z, enough_for_z)), rel=1e-6)


@settings(deadline=None)
@given(st.integers(20, 500), st.integers(30, 5000), st.floats(0.1, 0.5), st.floats(0.05, 0.4))
def test_that_many_people_would_show_just_that_gap(n1: int, n0: int, p0: float, gap: float) -> None:
    growth = growth_needed(n1, p0 * n0, n0, gap, 0.01).item()

    def shows(times: float) -> bool:
        """By the book: Fleiss 2003, formulas 4.14 and 4.17, z or corrected as the test itself chooses."""
        people, others, p1 = n1 * times, n0 * times, p0 + gap
        pooled = (p1 * people + p0 * others) / (people + others)
        none = math.sqrt(pooled * (1 - pooled) * (1 / people + 1 / others))
        there = math.sqrt(p1 * (1 - p1) / people + p0 * (1 - p0) / others)
        few = min(pooled, 1 - pooled) * min(people, others) < 15
        correction = (1 / people + 1 / others) / 2 if few else 0.0
        return gap - correction >= norm.ppf(0.995) * none + norm.ppf(0.8) * there

    assert shows(growth * (1 + 1e-9))
    assert not shows(growth * 0.999)


def test_too_few_says_how_many_would_do(log_of: Any) -> None:
    finding = audit(log_of({"a": (20, 40), "b": (19, 41)})).finding("gap")
    assert isinstance(finding, GapFinding)
    material = 0.2 * 19 / 41
    growth = growth_needed(40, 19, 41, material, 0.05).item()
    assert finding.people_needed == np.ceil(40 * growth)
    assert finding.people == 40
    assert finding.months_needed is None
    said = finding.say("en")
    assert "9.3 percentage points" in said
    assert f"about {finding.people_needed} people" in said
    shown = audit(log_of({"a": (300, 1000), "b": (150, 1000)})).finding("gap")
    assert isinstance(shown, GapFinding)
    assert shown.people_needed is None


def test_a_log_with_dates_also_says_how_many_months_would_do() -> None:
    rows = [
        (group, decision, f"2026-{month:02d}-01", 10 + (group == "a"))
        for month in (1, 2, 3)
        for group in "ab"
        for decision in ("y", "n")
    ]
    table = pd.DataFrame(rows, columns=["g", "d", "day", "n"])
    log = DecisionLog(table, decision="d", selected=["y"], effect="burden", groups=["g"], when="day", count="n")
    finding = audit(log).finding("gap")
    assert isinstance(finding, GapFinding)
    growth = growth_needed(60, 33, 66, 0.1, 0.05).item()
    assert finding.months_needed == np.ceil(3 * growth)
    assert f"about {finding.months_needed} months" in finding.say("en")


def test_what_disappears_is_not_called_equal() -> None:
    said = (
        audit(DecisionLog.open("berkeley-admissions-1973"), reference={"gender": "Male"}).finding("adjusted").say("en")
    )
    assert "no longer seen" in said
    assert "This does not show equal treatment" in said


def test_what_more_people_would_tell_depends_on_what_stays_open_and_on_clusters(log_of: Any) -> None:
    """The gap that would matter is 10 points. If 30 of 100 have no known group, any number of people leaves it open."""
    counts = {"a": (50, 100), "b": (50, 101)}
    plain, unknown = audit(log_of(counts)), audit(log_of(counts | {None: (30, 60)}))
    first, other = (result.finding("gap", group="a") for result in (plain, unknown))
    assert isinstance(first, GapFinding)
    assert isinstance(other, GapFinding)
    assert first.people_needed is not None
    assert other.people_needed is None
    assert (other.hangs_on, other.verdict) == ("groups", "too_few")
    assert not other.asks_for_people


@pytest.mark.parametrize("why", ["groups", "rounding"])
def test_a_side_that_is_open_is_open_in_papers_and_demands_too(why: str, log_of: Any) -> None:
    more: dict[str, Any] = {"rounded_to": 100} if why == "rounding" else {}
    counts = {"a": (300, 1000), "b": (150, 1000)} if why == "groups" else {"a": (100, 300), "b": (100, 400)}
    sure = audit(log_of(counts | {"c": (900, 1000)}), reference={"group": "b"})
    result = audit(log_of(counts | ({None: (300, 800)} if why == "groups" else {}), **more), reference={"group": "b"})
    gap, certain = result.finding("gap", group="a"), sure.finding("gap", group="a")
    assert isinstance(gap, GapFinding)
    assert isinstance(certain, GapFinding)
    assert gap.verdict == certain.verdict == "shown"
    assert (gap.hangs_on, gap.worse_off, certain.worse_off) == (why, None, "a")
    for one, cell in ((result, "–"), (sure, "this group")):
        table = gap_table(Speaker(one, Language("en")))
        assert table is not None
        assert [row[1] for row in table.rows if row[0] == "a"] == [cell]
    assert "cannot tell" in brief_document(result).title
    assert {demand.strength for demand in suggest([gap], place="KE")} == {"minimum"}
