"""Who is missing is said: outcomes, scores, and values that counted as no; and only said where it is so."""

from __future__ import annotations

import itertools
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.audit import (
    CountedAsFinding,
    DecisionLog,
    GapFinding,
    MissingFinding,
    SelectiveLabelsFinding,
    audit,
    letter_document,
)
from toolkit.audit.comparing.missing import OTHER_VALUES, values_counted
from toolkit.audit.papers.brief import brief_document
from toolkit.audit.papers.report import report_document
from toolkit.documents import write_text
from toolkit.errors import AuditError

FEW = st.integers(0, 4)


def log(*rows: tuple[str, str, str | None, int], **roles: Any) -> DecisionLog:
    """Rows of group, decision, outcome and how many people; "yes" is selected and "true" is true."""
    table = pd.DataFrame(rows, columns=["sex", "flagged", "fraud", "n"])
    asked = {"outcome": "fraud", "outcome_true": ["true"]} if table["fraud"].notna().any() else {}
    named: dict[str, Any] = {"decision": "flagged", "selected": ["yes"], "effect": "burden", "groups": ["sex"]}
    return DecisionLog(table, count="n", **(named | asked | roles))


COMPLETE = [
    *(("women", "yes", "true", 120), ("women", "yes", "false", 380), ("women", "no", "true", 100)),
    *(("women", "no", "false", 400), ("men", "yes", "true", 150), ("men", "yes", "false", 150)),
    *(("men", "no", "true", 300), ("men", "no", "false", 900)),
]
UNKNOWN = [("women", "no", None, 400), ("women", "yes", None, 50), ("men", "no", None, 30)]


def told(result: Any, reason: str) -> list[tuple[str, str, Any]]:
    rows = result.left_out[result.left_out["reason"] == reason]
    return [
        (row["group"], row["selected"], None if pd.isna(row["people"]) else row["people"])
        for row in rows.to_dict("records")
    ]


def papers(result: Any) -> tuple[str, str]:
    return write_text(report_document(result)), write_text(brief_document(result))


# --- outcomes and scores -------------------------------------------------------------------------------------------


def test_people_without_outcome_are_counted_by_group_and_decision_and_said_everywhere() -> None:
    result = audit(log(*COMPLETE, *UNKNOWN))
    assert told(result, "no_outcome") == [
        *(("", "", 480), ("", "yes", 50), ("", "no", 430)),
        *(("men", "", 30), ("men", "no", 30)),
        *(("women", "", 450), ("women", "yes", 50), ("women", "no", 400)),
    ]
    finding = result.finding("left_out", reason="no_outcome")
    assert isinstance(finding, MissingFinding)
    said = finding.say("en")
    assert "For 480 people it is not known what turned out true." in said
    assert "Of them, 430 did not have the decision “flagged: yes”." in said
    assert "men: 30 of 1,530 and women: 450 of 1,450" in said
    report, brief = papers(result)
    assert "what turned out true is not known: not in the numbers that need it | sex | women | 450" in report
    assert "Nobody was left out" not in report
    assert "Missing here: without a known outcome: 480" in brief


def test_where_every_outcome_is_known_nobody_is_missing() -> None:
    result = audit(log(*COMPLETE))
    assert result.left_out.empty
    assert result.outcome_bounds.empty
    assert not [finding for finding in result.findings if finding.kind == "left_out"]
    assert not [gap for gap in result.findings if isinstance(gap, GapFinding) and (gap.known_only or gap.is_open)]
    report, brief = papers(result)
    assert "Nobody was left out, and nothing was withheld." in report
    assert "Missing here" not in brief


def test_few_people_without_outcome_are_told_without_their_number() -> None:
    result = audit(log(*COMPLETE, ("women", "no", None, 4)))
    assert {people for *_, people in told(result, "no_outcome")} == {None}
    said = result.finding("left_out", reason="no_outcome").say("en")
    assert "how many is withheld" in said
    assert not any(character.isdigit() for character in said)
    assert "withheld" in papers(result)[1]


def test_a_number_that_would_give_few_people_away_stays_in() -> None:
    """40 in all and 37 of them men: three women."""
    result = audit(log(*COMPLETE, ("women", "no", None, 3), ("men", "no", None, 37)))
    by_group = {(group, selected): people for group, selected, people in told(result, "no_outcome")}
    assert by_group["women", ""] is None
    assert None in (by_group["", ""], by_group["men", ""])


def test_people_without_a_score_are_counted_by_group() -> None:
    rows = [("women", "yes", 5.0, 40), ("women", "no", None, 60), ("men", "yes", 3.0, 70), ("men", "no", 4.0, 30)]
    table = pd.DataFrame(rows, columns=["sex", "flagged", "points", "n"])
    named: dict[str, Any] = {"decision": "flagged", "selected": ["yes"], "effect": "burden", "groups": ["sex"]}
    result = audit(DecisionLog(table, score="points", count="n", **named))
    assert told(result, "no_score") == [("", "", 60), ("women", "", 60)]
    assert "60 people have no score." in result.finding("left_out", reason="no_score").say("en")
    assert "without a score: 60" in papers(result)[1]
    whole = audit(DecisionLog(table.fillna({"points": 1.0}), score="points", count="n", **named))
    assert whole.left_out.empty


# --- values that counted as no -------------------------------------------------------------------------------------

THREE = [
    ("women", "no", "false", 200),
    ("men", "pending", "false", 340),
    ("men", "9", "no", 12),
    ("men", "x", None, 15),
]


def test_values_that_counted_as_no_are_listed_with_their_numbers() -> None:
    result = audit(log(*COMPLETE, *THREE))
    rows = result.left_out[result.left_out["reason"] == "counted_as_no"]
    assert list(zip(rows["value"], rows["people"], strict=True)) == [
        ("no", 1900),
        ("pending", 340),
        ("x", 15),
        ("9", 12),
    ]
    finding = result.finding("left_out", reason="counted_as_no")
    assert isinstance(finding, CountedAsFinding)
    assert finding.say("en").startswith(
        "In “flagged” only yes counted as yes. Counted as no: no (1,900), pending (340), x (15) and 9 (12)."
    )
    untrue = result.finding("left_out", reason="counted_as_untrue").say("en")
    assert "Counted as not true: false (2,370) and no (12)" in untrue
    report, brief = papers(result)
    assert "Counted as no: no (1,900), pending (340), x (15) and 9 (12)" in report
    assert "Counted as not true: false (2,370) and no (12)" in report
    assert "counted as no: no (1,900), pending (340), x (15) and 9 (12)" in brief


def test_a_plain_yes_or_no_stays_short() -> None:
    result = audit(log(*COMPLETE))
    assert result.question.counted_as_no == (("no", 1700),)
    assert "Counted as no: no (1,700)" in papers(result)[0]
    assert not [finding for finding in result.findings if isinstance(finding, CountedAsFinding)]
    assert "counted as no" not in papers(result)[1]


@pytest.mark.parametrize(
    ("values", "total_is_told", "wanted"),
    [
        ([("a", 100), ("b", 50)], True, [("a", 100), ("b", 50)]),
        ([("a", 100), ("b", 50), ("c", 9)], True, [("a", 100), ("b", None), ("c", None)]),
        ([("a", 100), ("b", 50), ("c", 3), ("d", 4)], True, [("a", 100), ("b", None), ("c", None), ("d", None)]),
        ([("a", 100), ("b", 50), ("c", 6), ("d", 4)], True, [("a", 100), ("b", 50), ("c", None), ("d", None)]),
        ([("a", 100), ("c", 9)], True, [("a", None), ("c", None)]),
        ([("a", 100), ("b", 50)], False, [("a", None), ("b", None)]),
    ],
)
def test_a_small_value_takes_others_with_it(
    values: list[tuple[str, int]], total_is_told: bool, wanted: list[tuple[str, int | None]]
) -> None:
    assert list(values_counted(values, total_is_told, 10)) == wanted


@given(st.lists(st.integers(1, 60), min_size=1, max_size=25), st.integers(0, 15))
def test_no_small_value_follows_from_the_total(people: list[int], smallest: int) -> None:
    values = [(f"v{place}", number) for place, number in enumerate(people)]
    published = values_counted(values, True, smallest)
    hidden = [value for value, number in published if number is None]
    assert all(number is None or number >= smallest for _, number in published)
    rest = sum(people) - sum(number for _, number in published if number is not None)
    assert not hidden or len(hidden) == len(published) or (len(hidden) >= 2 and rest >= smallest)
    if len(people) > 20:
        assert len(published) == 20
        assert OTHER_VALUES in [value for value, _ in published]


def test_a_total_that_gives_a_group_away_withholds_the_values() -> None:
    """Of three groups one is blanked; all who were decided against, less those of the others, would tell of it."""
    rows = [*COMPLETE, ("women", "pending", "false", 200), ("others", "yes", "true", 3), ("others", "no", "false", 5)]
    result = audit(log(*rows))
    assert {people for _, people in result.question.counted_as_no} == {None}
    assert "Counted as no: no (withheld) and pending (withheld)" in papers(result)[0]


# --- what unknown outcomes can do to a gap ---------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.lists(FEW, min_size=12, max_size=12))
def test_bounds_hold_every_way_the_unknown_can_turn_out_and_reach_the_furthest(numbers: list[int]) -> None:
    """Every share and gap over all ways to call the unknown true or untrue, against the bounds."""
    cells = list(itertools.product(("a", "b"), ("yes", "no"), ("true", "false", None)))
    people = dict(
        zip(cells, [number + (cell[2] is not None) for cell, number in zip(cells, numbers, strict=True)], strict=True)
    )
    result = audit(log(*((*cell, n) for cell, n in people.items())), reference={"sex": "b"}, smallest_cell=0)
    ways: dict[tuple[str, str], list[float]] = {}
    for group in ("a", "b"):
        unknown = [people[group, decision, None] for decision in ("yes", "no")]
        for true in itertools.product(*(range(n + 1) for n in unknown)):
            tp, fn = (people[group, d, "true"] + t for d, t in zip(("yes", "no"), true, strict=True))
            fp, tn = (people[group, d, "false"] + u - t for d, u, t in zip(("yes", "no"), unknown, true, strict=True))
            shares = {
                "base_rate": (tp + fn, tp + fn + fp + tn),
                "true_positive_rate": (tp, tp + fn),
                "false_positive_rate": (fp, fp + tn),
                "false_negative_rate": (fn, tp + fn),
                "true_negative_rate": (tn, fp + tn),
                "precision": (tp, tp + fp),
                "false_discovery_rate": (fp, tp + fp),
                "false_omission_rate": (fn, fn + tn),
                "negative_predictive_value": (tn, fn + tn),
                "accuracy": (tp + tn, tp + fn + fp + tn),
            }
            for measure, (k, n) in shares.items():
                ways.setdefault((group, measure), []).append(k / n)
    rows = result.outcome_bounds
    if not any(people[group, decision, None] for group in "ab" for decision in ("yes", "no")):
        assert rows.empty
        return
    for row in rows.to_dict("records"):
        mine, theirs = ways[row["group"], row["measure"]], ways["b", row["measure"]]
        assert [row["low"], row["high"]] == pytest.approx([min(mine), max(mine)])
        if row["group"] == "a":
            assert [row["gap_low"], row["gap_high"]] == pytest.approx(
                [min(mine) - max(theirs), max(mine) - min(theirs)]
            )


def gap_of(result: Any, measure: str) -> GapFinding:
    found = result.finding("gap", measure=measure)
    assert isinstance(found, GapFinding)
    return found


def test_a_gap_that_unknown_outcomes_could_undo_is_not_called_shown() -> None:
    """Among the known, 45 of 100 women and 14 of 100 men; 925 women are unknown, so it could be the other way."""
    base = [row for row in COMPLETE if row[0] == "men"]
    known = [("women", "yes", "false", 45), ("women", "no", "false", 55), ("women", "yes", "true", 60)]
    known.append(("women", "no", "true", 60))
    result = audit(log(*base, *known, ("women", "no", None, 700), ("women", "yes", None, 225)))
    gap = gap_of(result, "false_positive_rate")
    row = result.gaps.set_index("measure").loc["false_positive_rate"]
    assert row["p_adjusted"] < 0.001
    assert row["verdict"] == gap.verdict == "too_few"
    # lowest if the 700 of "no" were all untrue, highest if the 225 of "yes" were
    assert gap.open_low == pytest.approx(45 / (100 + 700) - 150 / 1050)
    assert gap.open_high == pytest.approx((45 + 225) / (100 + 225) - 150 / 1050)
    assert gap.open_low < 0 < gap.open_high
    assert gap.people_needed is None
    said = gap.say("en")
    assert said.startswith("Among people whose outcome is known: Of 100 ")
    assert "Too few outcomes are known to tell" in said
    assert "Chance alone" not in said


def test_a_gap_that_unknown_outcomes_cannot_undo_stays_shown() -> None:
    result = audit(log(*COMPLETE, ("women", "no", None, 20), ("women", "yes", None, 20), ("men", "no", None, 20)))
    gap = gap_of(result, "false_positive_rate")
    assert gap.verdict == "shown"
    assert gap.known_only
    assert not gap.is_open
    assert "Too few outcomes" not in gap.say("en")


def test_not_shown_is_not_said_where_a_large_gap_could_hide_in_unknown_outcomes() -> None:
    alike = [
        (sex, decision, outcome, 2_000)
        for sex in ("a", "b")
        for decision in ("yes", "no")
        for outcome in ("true", "false")
    ]
    assert gap_of(audit(log(*alike)), "false_positive_rate").verdict == "not_shown"
    hidden = [("a", decision, None, 1_500) for decision in ("yes", "no")]
    gap = gap_of(audit(log(*alike, *hidden)), "false_positive_rate")
    assert gap.verdict == "too_few"
    assert gap.is_open
    few = [("a", decision, None, 20) for decision in ("yes", "no")]
    assert gap_of(audit(log(*alike, *few)), "false_positive_rate").verdict == "not_shown"


def test_a_gap_in_who_was_selected_does_not_hang_on_outcomes() -> None:
    gap = gap_of(audit(log(*COMPLETE, *UNKNOWN)), "selection_rate")
    assert gap.verdict == "shown"
    assert not gap.known_only
    assert not gap.is_open


# --- selective labels ----------------------------------------------------------------------------------------------

SIXTY = [
    *(("women", "yes", "true", 900), ("women", "yes", "false", 1_100), ("men", "yes", "true", 1_000)),
    *(("men", "yes", "false", 1_000), ("women", "no", "true", 20), ("women", "no", "false", 10)),
    *(("men", "no", "true", 10), ("men", "no", "false", 20)),
    *(("women", "no", None, 9_250), ("men", "no", None, 9_250)),
]


def test_sixty_known_outcomes_among_thousands_do_not_carry_error_rates() -> None:
    result = audit(log(*SIXTY), material_difference=0.1)
    measures = set(result.rates["measure"])
    assert not measures & {"base_rate", "true_positive_rate", "false_positive_rate", "accuracy", "false_negative_rate"}
    assert {"precision", "false_omission_rate"} <= measures
    finding = result.finding("selective_labels")
    assert isinstance(finding, SelectiveLabelsFinding)
    assert (finding.known_for, finding.known_selected, finding.known_spared) == ("selected", (4000, 4000), (60, 18560))
    said = finding.say("en")
    assert "far more often for people who had the decision “flagged: yes” than for people who did not" in said
    assert "It is known for 60 of 18,560 people who did not have the decision “flagged: yes”." in said
    assert "Nobody looked among the others" not in said
    verdicts = result.gaps.set_index("measure")["verdict"]
    assert verdicts["false_omission_rate"] == "too_few"
    assert verdicts["false_discovery_rate"] == "shown" or verdicts["false_discovery_rate"] == "not_shown"
    assert "far more often" in papers(result)[1]
    assert "Where the outcome is not known" in papers(result)[0]


@pytest.mark.parametrize(("known", "measures"), [(799, 5), (800, 11)])
def test_outcomes_have_to_be_known_four_fifths_as_often(known: int, measures: int) -> None:
    """All of the selected are known, and of 1,000 others so many."""
    rows = [("women", "yes", "true", 500), ("men", "yes", "false", 500), ("women", "no", "true", known - 300)]
    rows += [("men", "no", "false", 300), ("men", "no", None, 1000 - known)]
    result = audit(log(*rows), smallest_cell=0)
    assert result.rates["measure"].nunique() == measures
    assert bool([one for one in result.findings if one.kind == "selective_labels"]) == (measures == 5)


def test_outcomes_that_are_missing_alike_after_both_decisions_switch_nothing_off() -> None:
    half = [(sex, decision, outcome, n // 2) for sex, decision, outcome, n in COMPLETE]
    unknown = [(sex, decision, None, n // 2) for sex, decision, _, n in COMPLETE]
    result = audit(log(*half, *unknown))
    assert result.rates["measure"].nunique() == 11
    assert not [finding for finding in result.findings if finding.kind == "selective_labels"]
    about_outcomes = [one for one in result.findings if isinstance(one, GapFinding) and one.measure != "selection_rate"]
    assert all(gap.known_only for gap in about_outcomes)
    assert any(gap.is_open for gap in about_outcomes)


# --- the letter ----------------------------------------------------------------------------------------------------


def reason_for_no_letter(result: Any, finding: Any = None) -> str:
    with pytest.raises(AuditError) as raised:
        letter_document(result, finding, "en", union="Union", employer="Employer")
    return str(raised.value)


def test_a_letter_that_cannot_be_written_says_why(log_of: Any) -> None:
    withheld = reason_for_no_letter(audit(log_of({"a": (3, 5), "b": (2, 6)})))
    assert withheld.startswith("Every gap of this audit is withheld")
    assert "does not mean that there is none" in withheld
    some = reason_for_no_letter(audit(log_of({"a": (300, 1000), "b": (150, 1000), "c": (2, 6)})))
    assert "1 of 2 comparisons are withheld" in some
    clear = reason_for_no_letter(audit(log_of({"a": (300, 1000), "b": (150, 1000)})))
    assert "withheld" not in clear
    assert "nothing to ask for" in clear
    assert "compares nobody" in reason_for_no_letter(audit(log_of({"a": (300, 1000)})))
    open_gap = audit(log(*SIXTY))
    assert "outcomes are missing and not people" in reason_for_no_letter(
        open_gap, gap_of(open_gap, "false_omission_rate")
    )
