"""What comparing like with like lets an audit say: each reading where it is right, and where it must not be said."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.contingency_tables import StratifiedTable

from toolkit.audit import AdjustedFinding, AuditResult, DecisionLog, GapFinding, audit
from toolkit.audit.comparing.readings import READINGS, read_adjustment
from toolkit.audit.findings.adjusted import READINGS as SENTENCES
from toolkit.audit.papers.brief import brief_document
from toolkit.audit.papers.words import READING_WORDS
from toolkit.audit.statistics.mantel_haenszel import Change, change_of

Stratum = tuple[str | None, int, int, int, int]

# Offices as (office, women selected, women, men selected, men). The first table of each pair reads so; what is wrong
# about saying it of the second is written beside.
RIGHT: dict[str, list[Stratum]] = {
    "remains": [("a", 300, 1000, 600, 1000), ("b", 150, 1000, 300, 1000)],
    "shrinks": [("a", 70, 100, 900, 1000), ("b", 80, 1000, 15, 100)],
    "grows": [("a", 324, 600, 360, 400), ("b", 72, 400, 180, 600)],  # 0.6 times in each; 396 and 540 of 1,000 in all
    "disappears": [("a", 90, 100, 900, 1000), ("b", 100, 1000, 10, 100)],
    "reverses": [("a", 95, 100, 700, 1000), ("b", 200, 1000, 5, 100)],
    "appears": [("a", 600, 1000, 90, 100), ("b", 10, 100, 500, 1000)],
    "differs": [("a", 300, 1000, 100, 1000), ("b", 100, 1000, 300, 1000)],
    "cannot_tell": [("a", 20, 40, 50, 80), ("b", 18, 120, 12, 50)],
    "too_few": [("a", 1440, 2000, 0, 0), ("b", 0, 0, 400, 2000), ("c", 40, 100, 38, 100)],
    "not_comparable": [("nurse", 600, 1000, 0, 0), ("porter", 0, 0, 200, 1000)],
}
WRONG: dict[str, tuple[list[Stratum], str]] = {
    "remains": (RIGHT["disappears"], "as often in each office"),
    "shrinks": ([("a", 40, 200, 80, 220), ("b", 30, 220, 45, 180)], "0.53 and 0.55 times: chance makes such a step"),
    "grows": ([("a", 102, 400, 130, 400), ("b", 52, 400, 66, 400)], "the same people in each office: nothing moved"),
    # 0.82 times, p = 0.049, and 0.83 times, p = 0.062: a verdict turned, the gap did not.
    "disappears": ([("a", 52, 180, 63, 179), ("b", 53, 143, 76, 170)], "p crossed 0.05, the size stayed"),
    "reverses": ([("a", 92, 100, 900, 1000), ("b", 105, 1000, 10, 100)], "1.03 times is no gap that is shown"),
    "appears": (RIGHT["remains"], "it was there before"),
    "differs": ([("a", 300, 1000, 600, 1000), ("b", 160, 1000, 300, 1000)], "0.5 and 0.53 times"),
    "cannot_tell": (
        [(o, k1 * 9, n1 * 9, k0 * 9, n0 * 9) for o, k1, n1, k0, n0 in RIGHT["cannot_tell"]],
        "nine times as many",
    ),
    # Every woman has men beside her; that most men have no women does not speak against the figure.
    "too_few": ([("a", 100, 500, 240, 600), ("b", 0, 0, 2000, 4400)], "all women are compared"),
    "not_comparable": ([*RIGHT["not_comparable"], ("cook", 30, 60, 30, 60)], "one office holds both"),
}


def log_of_offices(tables: list[Stratum], effect: str = "benefit") -> DecisionLog:
    rows = [
        (office, sex, word, n)
        for office, k1, n1, k0, n0 in tables
        for sex, k, of in (("women", k1, n1), ("men", k0, n0))
        for word, n in (("yes", k), ("no", of - k))
    ]
    table = pd.DataFrame(rows, columns=["office", "sex", "d", "n"])
    return DecisionLog(
        table, decision="d", selected=["yes"], effect=effect, groups=["sex"], within=["office"], count="n"
    )


def audited(tables: list[Stratum], smallest_cell: int = 0, **how: Any) -> AuditResult:
    return audit(log_of_offices(tables), reference={"sex": "men"}, smallest_cell=smallest_cell, **how)


def row_of(tables: list[Stratum], **how: Any) -> Any:
    return audited(tables, **how).adjusted.iloc[0]


def everything_said(result: AuditResult) -> str:
    brief = brief_document(result)
    parts = [str(getattr(block, "text", "")) for block in brief.blocks]
    return " ".join([brief.title, *parts, *(finding.say("en") for finding in result.findings)])


def test_every_reading_has_a_sentence_a_word_and_a_table() -> None:
    assert set(READINGS) == set(SENTENCES) == set(READING_WORDS) == set(RIGHT) == set(WRONG)


@pytest.mark.parametrize("reading", READINGS)
def test_a_reading_is_said_where_it_is_right_and_not_where_it_is_wrong(reading: str) -> None:
    assert row_of(RIGHT[reading])["reading"] == reading
    wrong, why = WRONG[reading]
    assert row_of(wrong)["reading"] != reading, why


def test_where_nobody_was_compared_no_gap_is_said_to_have_gone() -> None:
    result = audited(RIGHT["not_comparable"])
    row = result.adjusted.iloc[0]
    assert (row["strata"], row["strata_compared"], row["people"], row["people_compared"]) == (2, 0, 2000, 0)
    assert math.isnan(row["adjusted_ratio"])
    said = everything_said(result)
    assert "overall; nobody could be compared with people of the same office" in said
    assert "no longer seen" not in said
    assert "no such gap is seen" not in said


def test_who_could_be_compared_is_said_before_what_it_shows() -> None:
    result = audited(RIGHT["too_few"])
    row = result.adjusted.iloc[0]
    assert (row["strata"], row["strata_compared"], row["people"], row["people_compared"]) == (3, 1, 4200, 200)
    said = result.finding("adjusted").say("en")
    assert said.startswith("Only 200 of 4,200 people could be compared")
    assert "no longer seen" not in everything_said(result)
    whole = audited(RIGHT["remains"]).finding("adjusted")
    assert "could be compared" not in whole.say("en")
    shown_there = audited([("a", 1440, 2000, 0, 0), ("b", 0, 0, 400, 2000), ("c", 70, 100, 20, 100)]).finding(
        "adjusted"
    )
    assert "That does not speak for the others" in shown_there.say("en")


def test_people_of_no_known_office_are_outside_and_counted() -> None:
    """Equal in both offices; the gap is among people of whom no office is known."""
    known: list[Stratum] = [("a", 200, 400, 200, 400), ("b", 100, 400, 100, 400)]
    result = audited([*known, (None, 160, 200, 60, 200)])
    row = result.adjusted.iloc[0]
    assert (row["people"], row["strata"]) == (1600, 2)
    oracle = StratifiedTable([np.array([[k1, n1 - k1], [k0, n0 - k0]]) for _, k1, n1, k0, n0 in known])
    assert row["adjusted_ratio"] == pytest.approx(oracle.riskratio_pooled) == pytest.approx(1.0)
    left = result.left_out[result.left_out["reason"] == "unknown_stratum"]
    assert left[["characteristic", "people"]].to_numpy().tolist() == [["office", 400]]
    assert "For 400 people it is not known which office they belong to." in everything_said(result)
    assert "unknown_stratum" not in set(audited(known).left_out["reason"])


def test_a_few_people_of_no_known_office_are_not_told() -> None:
    result = audited([("a", 200, 400, 200, 400), ("b", 100, 400, 100, 400), (None, 0, 0, 2, 4)], smallest_cell=10)
    left = result.left_out[result.left_out["reason"] == "unknown_stratum"]
    assert left["people"].isna().all()
    (said,) = (one.say("en") for one in result.findings if getattr(one, "reason", "") == "unknown_stratum")
    assert said.startswith("For some people it is not known")


def test_a_figure_does_not_speak_for_people_of_no_known_office() -> None:
    known: list[Stratum] = [("a", 50, 100, 50, 100), ("b", 20, 100, 20, 100)]
    finding = audited([*known, (None, 700, 1000, 300, 1000)]).finding("adjusted")
    assert isinstance(finding, AdjustedFinding)
    assert finding.reading == "too_few"
    assert "For many people it is not known which office" in finding.say("en")


def test_opposite_gaps_do_not_cancel() -> None:
    result = audited(RIGHT["differs"])
    assert result.adjusted["homogeneity_p"].item() < 1e-20
    said = everything_said(result)
    assert "No difference seen here" not in said
    assert "In office a: people in the group “women” had the decision “d: yes” more often" in said
    assert "In office b: people in the group “women” had the decision “d: yes” less often" in said
    finding = result.finding("adjusted")
    assert isinstance(finding, AdjustedFinding)
    assert finding.worse_off is None
    assert [one.numbers for one in finding.apart] == [(300, 1000, 100, 1000), (100, 1000, 300, 1000)]


def test_a_gap_that_sits_in_one_office_is_told_as_its() -> None:
    tables: list[Stratum] = [("a", 50, 400, 200, 400), ("b", 420, 1200, 400, 1200), ("c", 430, 1200, 400, 1200)]
    result = audited(tables)  # 0.9 times over all offices: the gap remains, and is small; it is 0.25 times in one
    assert result.adjusted["reading"].item() == "differs"
    assert "In office a: people in the group “women” had the decision “d: yes” less often" in everything_said(result)


@pytest.mark.parametrize(
    ("tables", "reading"),
    [
        # 0.96 and 1.53 times make 1.08 times for all, too small to matter: neither office is like that.
        ([("a", 7600, 10000, 7900, 10000), ("b", 912, 10000, 596, 10000)], "differs"),
        # 1.5 and 2 times make 1.87 times: large enough to matter, as in each.
        ([("a", 150, 1000, 100, 1000), ("b", 600, 1000, 300, 1000)], "remains"),
        # 1.02 and 1.12 times: they differ, and neither is large enough to matter.
        ([("a", 5100, 10000, 5000, 10000), ("b", 5800, 10000, 5200, 10000)], "remains"),
    ],
)
def test_a_small_figure_for_all_hides_no_office_with_a_large_gap(tables: list[Stratum], reading: str) -> None:
    result = audited(tables)
    assert result.adjusted["homogeneity_p"].item() < 0.05
    assert result.adjusted["reading"].item() == reading
    if reading == "differs":
        assert [one.stratum for one in result.finding("adjusted").apart] == [("b",)]


def test_offices_of_few_people_are_not_named() -> None:
    tables: list[Stratum] = [("a", 300, 305, 100, 1000), ("b", 100, 1000, 300, 1000), ("c", 200, 1000, 210, 1000)]
    finding = audited(tables, smallest_cell=10).finding("adjusted")
    assert isinstance(finding, AdjustedFinding)
    assert finding.reading == "differs"
    named = {one.stratum for one in finding.apart}
    assert ("a",) not in named  # five women were not selected there
    assert "cannot be shown in full" in finding.say("en")


def test_berkeley_stays_as_published_although_its_departments_differ() -> None:
    """One department admits more women; none that is shown admits fewer, so no department hides the plain gap."""
    result = audit(DecisionLog.open("berkeley-admissions-1973"), reference={"gender": "Male"})
    row = result.adjusted.iloc[0]
    assert row["homogeneity_p"] < 0.05
    assert row["reading"] == "disappears"
    assert (row["people"], row["people_compared"], row["strata_compared"]) == (4526, 4526, 6)


# --- the size of a change --------------------------------------------------------------------------------------------


def test_the_uncertainty_of_a_change_is_that_of_tables_drawn_again() -> None:
    women, all_women = [89, 17, 202, 131, 94, 24], [108, 25, 593, 375, 393, 341]
    men, all_men = [512, 353, 120, 138, 53, 22], [825, 560, 325, 417, 191, 373]
    change = change_of(women, all_women, men, all_men)
    assert change is not None
    cells = np.array([women, np.subtract(all_women, women), men, np.subtract(all_men, men)], dtype=float)
    drawn = np.random.default_rng(1973).multinomial(4526, cells.ravel() / 4526, size=4000).reshape(4000, 4, 6)
    a, b, c, d = (drawn[:, place].astype(float) for place in range(4))
    total = a + b + c + d
    after = np.log((a * (c + d) / total).sum(1) / (c * (a + b) / total).sum(1))
    before = np.log(a.sum(1) / (a + b).sum(1) * (c + d).sum(1) / c.sum(1))
    wanted = np.cov(before, after)
    found = [[change.crude_variance, change.covariance], [change.covariance, change.adjusted_variance]]
    assert np.array(found) == pytest.approx(wanted, rel=0.08)


@pytest.mark.parametrize(("strata", "people", "ratio", "tilt"), [(3, 600, 0.8, 0.3), (60, 600, 0.7, 0.35)])
def test_the_interval_of_a_change_holds_the_true_one(strata: int, people: int, ratio: float, tilt: float) -> None:
    """Also where ten people share a stratum; there it is cautious."""
    women, base = np.linspace(0.5 - tilt, 0.5 + tilt, strata), np.linspace(0.15, 0.6, strata)
    odds = np.array([women * ratio * base, women * (1 - ratio * base), (1 - women) * base, (1 - women) * (1 - base)])
    odds /= strata
    crude = odds[0].sum() / odds[:2].sum() / (odds[2].sum() / odds[2:].sum())
    chance, held = np.random.default_rng(5), 0
    for _ in range(500):
        a, b, c, d = chance.multinomial(people, odds.ravel()).reshape(4, strata)
        change = change_of(a, a + b, c, c + d)
        assert change is not None
        low, high = change.interval(1, 1.959964)
        held += low <= math.log(ratio / crude) <= high
    assert held >= 465  # 475 are expected; chance alone makes fewer than 465 once in a hundred runs


def step(before: float, after: float, variance: float = 1e-6) -> Change:
    return Change(math.log(before), math.log(after), variance, variance, 0.0)


@pytest.mark.parametrize(
    ("verdict", "after", "change", "reading"),
    [
        ("shown", True, step(2.0, 2.0), "remains"),
        ("shown", True, step(4.0, 2.0), "shrinks"),  # half of the logarithm
        ("shown", True, step(0.25, 0.5), "shrinks"),
        ("shown", True, step(2.0, 2**0.81), "remains"),
        ("shown", True, step(2.0, 2**0.79), "shrinks"),
        ("shown", True, step(2.0, 2**1.24), "remains"),
        ("shown", True, step(2.0, 2**1.26), "grows"),
        ("shown", True, step(2.0, 0.5), "reverses"),
        ("shown", True, step(4.0, 2.0, 0.2), "remains"),  # the same sizes, and a step that chance could make
        ("shown", True, step(2.0, 4.0, 0.2), "remains"),
        ("shown", False, step(2.0, 1.02), "disappears"),
        ("shown", False, step(2.0, 2**0.6), "cannot_tell"),  # less, but not half has gone
        ("shown", False, step(2.0, 1.02, 0.2), "cannot_tell"),
        ("shown", False, step(2.0, 1.98), "remains"),
        ("not_shown", True, step(1.05, 2.0), "appears"),
        ("too_few", True, step(1.05, 2.0), "appears"),
        ("not_shown", True, step(1.5, 1.55), "remains"),
        ("not_shown", True, step(1.5, 2.0, 0.2), "cannot_tell"),
        ("too_few", False, step(1.2, 1.2), "too_few"),
        ("not_shown", False, step(1.02, 1.02), "remains"),
        ("shown", True, None, "remains"),  # nobody at all in one group, before and after
        ("shown", False, None, "cannot_tell"),
    ],
)
def test_a_reading_compares_sizes_and_not_verdicts(
    verdict: str, after: bool, change: Change | None, reading: str
) -> None:
    assert read_adjustment(verdict, after, change) == reading


def test_the_same_size_without_its_star_is_no_excuse() -> None:
    crossed = audited(WRONG["disappears"][0])
    assert crossed.gaps["p_value"].item() < 0.05 < crossed.adjusted["p_value"].item()
    assert crossed.adjusted["reading"].item() == "remains"
    alike: list[Stratum] = [("a", 82, 300, 100, 300), ("b", 82, 300, 100, 300)]
    p_values = audited(alike).gaps["p_value"].item(), audited(alike).adjusted["p_value"].item()
    assert p_values[0] < p_values[1]  # 0.82 times both, p = 0.0238 and 0.0239
    result = audited(alike, confidence=1 - sum(p_values) / 2)
    assert result.gaps["verdict"].item() == "shown"
    assert result.adjusted["reading"].item() == "remains"
    finding = result.finding("adjusted")
    assert isinstance(finding, AdjustedFinding)
    assert not finding.is_there  # and is no ground for the strongest demand either
    said = finding.say("en")
    assert "The gap is as large as before, so office does not explain it" in said
    assert "does not rule out chance" in said


# --- how gaps are said -----------------------------------------------------------------------------------------------


def test_a_shown_gap_that_is_small_is_said_to_be_small(log_of: Any) -> None:
    small = audit(log_of({"a": (5_120, 10_000), "b": (4_800, 10_001)})).finding("gap", group="a")
    assert "The gap is shown, and small: less than the 9.6 percentage points" in small.say("en")
    large = audit(log_of({"a": (6_000, 10_000), "b": (4_800, 10_001)})).finding("gap", group="a")
    assert "small" not in large.say("en")
    not_shown = audit(log_of({"a": (4_830, 10_000), "b": (4_800, 10_001)})).finding("gap", group="a")
    assert "and small" not in not_shown.say("en")


def test_a_tiny_gap_reads_as_one_and_not_as_none(log_of: Any) -> None:
    finding = audit(log_of({"a": (5_127_000, 10_000_000), "b": (5_107_000, 10_000_001)})).finding("gap", group="a")
    assert isinstance(finding, GapFinding)
    assert finding.verdict == "shown"
    said = finding.say("en")
    assert "Of 1,000 people in the group “a”, 513 had the decision “decision: yes”; of 1,000" in said
    assert "That is 1.004 times as often" in said
    assert "1.00 times" not in said


def test_p_values_can_be_told(log_of: Any) -> None:
    result = audit(log_of({"a": (40, 100), "b": (54, 100), "c": (50, 101)}))
    finding = result.finding("gap", group="a")
    assert isinstance(finding, GapFinding)
    row = result.gaps.set_index("group").loc["a"]
    assert f"{row['p_value']:.2f}"[:4] in finding.say_chance("en")
    assert "with all 2 comparisons of this kind" in finding.say_chance("en")


def test_gaps_tell_shares_people_and_effect(log_of: Any) -> None:
    result = audit(log_of({"a": (20, 80), "b": (30, 60), "c": (4, 9)}, "benefit"), smallest_cell=10)
    rows = result.gaps.set_index("group")
    assert rows.loc["b", ["rate", "reference_rate", "people", "reference_people"]].tolist() == [0.5, 0.25, 60, 80]
    assert rows.loc["c", ["rate", "reference_rate", "people", "reference_people"]].isna().all()
    assert set(result.gaps["effect"]) == {"benefit"}


def test_strata_pull_apart_only_by_more_than_the_habits_of_few_who_decide() -> None:
    """Women and men are seen by different people, three for each in an office, and each of them has a habit."""
    habits = {"A": ((90, 50, 40), (20, 50, 50)), "B": ((20, 50, 50), (90, 50, 40))}
    rows = [
        (office, f"{office} {group} {number}", group, decision, people)
        for office, groups in habits.items()
        for group, checked in zip(("women", "men"), groups, strict=True)
        for number, yes in enumerate(checked)
        for decision, people in (("yes", yes), ("no", 100 - yes))
    ]
    table = pd.DataFrame(rows, columns=["office", "who", "sex", "hit", "n"])
    roles: dict[str, Any] = {"groups": ["sex"], "within": ["office", "who"], "count": "n"}
    log = DecisionLog(table, decision="hit", selected=["yes"], effect="burden", **roles)
    readings = [audit(log, clusters=one).adjusted.set_index("within")["reading"]["office"] for one in (None, "who")]
    assert readings[0] == "differs"
    assert readings[1] != "differs"
