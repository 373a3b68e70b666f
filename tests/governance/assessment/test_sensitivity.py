"""A weight may move within its range and the level stays; just outside, it changes. Tried by scoring anew."""

from __future__ import annotations

import math

import pytest

from tests.governance.assessment.conftest import ASKED
from toolkit.governance.assessment.example import example_answers
from toolkit.governance.assessment.questionnaire import DIMENSIONS, Questionnaire
from toolkit.governance.assessment.scoring import Score, score
from toolkit.governance.assessment.sensitivity import weight_ranges


def level_with(scored: Score, dimension: str, question: str, weight: float) -> int:
    changed: Questionnaire = ASKED.reweighted({question: {dimension: weight}})
    return score(scored.answers, changed)[dimension].level


@pytest.mark.parametrize("side", [0, 1], ids=["ours", "theirs"])
def test_the_level_changes_just_outside_each_range_and_not_inside(side: int) -> None:
    scored = score(example_answers()[side])
    bounded = 0
    for dimension in DIMENSIONS:
        level = scored[dimension].level
        for one in weight_ranges(scored, dimension)[:4]:
            inside = [one.weight, one.low * 1.001 if one.low else one.weight / 50]
            inside.append(one.high * 0.999 if math.isfinite(one.high) else one.weight * 50)
            outside = [at for at in (one.low * 0.999, one.high * 1.001) if at and math.isfinite(at)]
            bounded += len(outside)
            assert {level_with(scored, dimension, one.question.id, at) for at in inside} == {level}
            assert all(level_with(scored, dimension, one.question.id, at) != level for at in outside)
    assert bounded > 5


def test_the_nearest_comes_first_and_is_told() -> None:
    ranges = weight_ranges(score(example_answers()[0]), "control")
    assert [one.factor for one in ranges] == sorted(one.factor for one in ranges)
    # What remains is just above the bound of "very high"; more of a question answered "in part" brings it below.
    assert ranges[0].say("en").endswith("weighs 2.0. Above 3.0 the level would change; below, it would not.")
    assert any("No weight of this question alone" in one.say("en") for one in ranges)
