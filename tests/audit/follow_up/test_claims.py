"""Answer their number: what an accuracy can hide."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.audit import ClaimAnswer, DecisionLog, answer_claim, audit
from toolkit.errors import AuditError


def test_a_rare_outcome_makes_always_no_look_good() -> None:
    answer = answer_claim(0.92, {"women": 0.05, "men": 0.2})
    assert dict(answer.always_no) == pytest.approx({"women": 0.95, "men": 0.8})
    said = answer.say("en")
    assert "right for 95 of 100 people in the group “women”: no less often than is claimed here." in said
    assert "right for 80 of 100 people in the group “men”." in said
    assert said.startswith("An accuracy of 92 % does not say who the system is wrong about")
    assert "what the number could hide, not what was found" in said


def test_the_questions_ask_for_the_missing_denominators() -> None:
    questions = answer_claim(0.9, {"a": 0.1, "b": 0.2}).questions("en")
    assert len(questions) == 3
    assert all("{" not in question and question.endswith(("?", ".")) for question in questions)
    assert answer_claim(0.9, {"a": 0.1, "b": 0.2}).say("en").endswith(questions[-1])


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 19), st.integers(1, 19), st.integers(0, 20))
def test_the_largest_gap_is_that_of_the_worst_tables_of_twenty(true_a: int, true_b: int, right: int) -> None:
    """Every table of 20 people a group with this accuracy and these base rates, by brute force."""

    def rates(true: int) -> list[float]:
        return [
            fp / (20 - true)
            for fp, fn in itertools.product(range(20 - true + 1), range(true + 1))
            if fp + fn == 20 - right
        ]

    answer = answer_claim(right / 20, {"a": true_a / 20, "b": true_b / 20})
    a, b = rates(true_a), rates(true_b)
    assert answer.largest_gap == pytest.approx(max(max(a) - min(b), max(b) - min(a)), abs=1e-12)


def test_compas_its_own_accuracy_allows_a_gap_of_seventy_points() -> None:
    result = audit(DecisionLog.open("compas-2013-2014"), reference={"race": "Caucasian"})
    answer = answer_claim(0.65, result)
    assert answer.characteristic == "race"
    assert dict(answer.base_rates)["African-American"] == pytest.approx(1901 / 3696)
    assert (answer.group, answer.reference) == ("African-American", "Caucasian")
    assert answer.largest_gap == pytest.approx(0.35 / (1795 / 3696))  # and all errors on white ones be misses
    assert "72 of 100 Black defendants" in answer.say("en")
    assert answer_claim(0.65, result, "sex").characteristic == "sex"


def test_one_group_has_no_gap() -> None:
    answer = answer_claim(0.9, {"a": 0.1})
    assert math.isnan(answer.largest_gap)
    assert answer.group == ""
    assert "could hide" not in answer.say("en")
    assert math.isnan(answer_claim(0.9, {"a": 1.0, "b": 1.0}).largest_gap)


@pytest.mark.parametrize("language", ["en", "fr", "es", "pt", "ar"])
def test_the_answer_can_be_said_in_every_language(language: str) -> None:
    said = answer_claim(0.925, {"a": 0.1, "b": 0.0}).say(language)
    assert "{" not in said
    assert "nan" not in said


def test_what_is_no_share_is_refused_and_what_is_not_shown_is_told() -> None:
    for claim, rates in ((92, {"a": 0.1}), (0.9, {"a": 10}), (math.nan, {"a": 0.1})):
        with pytest.raises(AuditError, match="between 0 and 1"):
            answer_claim(claim, rates)
    with pytest.raises(AuditError, match="no base rate by “origin”"):
        answer_claim(0.9, audit(DecisionLog.open("student-grant-checks")))


def test_an_answer_is_a_value_that_nobody_changes() -> None:
    answer = answer_claim(0.9, {"a": 0.1})
    assert answer == ClaimAnswer(0.9, (("a", 0.1),))
    with pytest.raises(AttributeError):
        answer.claimed_accuracy = 1.0  # type: ignore[misc]
