"""A system that never picks anybody: how often it is right, and what is told to those who are on the way."""

from __future__ import annotations

import pytest

from toolkit.audit import DecisionLog
from toolkit.course import NumberExercise, never_picks
from toolkit.course.exercises.exercise import TRY_AGAIN, UNREADABLE
from toolkit.course.exercises.their_number import NEARLY, PEOPLE_NOT_SHARE, PRAISE, THE_WRONG_ONES
from toolkit.errors import AuditError
from toolkit.languages import COMPLETE, strip
from toolkit.registers.codebook import Codebook


@pytest.fixture(scope="module")
def exercise() -> NumberExercise:
    return never_picks(DecisionLog.open("student-grant-checks").codebook, claim=0.97)


# 680 visited by chance, 20 of them "unduly": 660 of 680 are 97.06 of a hundred.
@pytest.mark.parametrize(
    ("answer", "state", "message"),
    [
        ("97", "right", PRAISE),
        ("97.1", "right", PRAISE),
        ("٩٧", "right", PRAISE),
        ("97 %", "right", PRAISE),
        ("96", "nearly", NEARLY),
        ("98.5", "nearly", NEARLY),
        ("3", "not_yet", THE_WRONG_ONES),
        ("2.9", "not_yet", THE_WRONG_ONES),
        ("2.94", "not_yet", THE_WRONG_ONES),
        ("20", "not_yet", PEOPLE_NOT_SHARE),
        ("660", "not_yet", PEOPLE_NOT_SHARE),
        ("50", "not_yet", TRY_AGAIN),
        ("all", "unreadable", UNREADABLE),
    ],
)
def test_an_answer_gets_its_own_words(exercise: NumberExercise, answer: str, state: str, message: str) -> None:
    feedback = exercise.check(answer)
    assert (feedback.state, feedback.message.sentence) == (state, message)


@pytest.mark.parametrize("language", COMPLETE)
def test_the_numbers_stand_in_every_language(exercise: NumberExercise, language: str) -> None:
    question, solution = strip(exercise.question.say(language)), strip(exercise.solution.say(language))
    for number in ("97", "680", "20"):
        assert number in question
    for number in ("660", "680", "97.1"):
        assert number in solution
    assert all("{" not in hint.say(language) for hint in exercise.hints)


def test_a_dataset_without_a_random_sample_is_refused() -> None:
    with pytest.raises(AuditError, match="has no random sample"):
        never_picks(DecisionLog.open("berkeley-admissions-1973").codebook, claim=0.97)
    for sample in ({"people": 10, "came_true": 0}, {"people": 10, "came_true": 10}):
        with pytest.raises(AuditError, match="has no random sample"):
            never_picks(Codebook("mine", record={"random_sample": sample}), claim=0.97)


@pytest.mark.parametrize("claim", [0, 1, 97, -0.1])
def test_a_claim_that_is_no_share_is_refused(claim: float) -> None:
    with pytest.raises(AuditError, match="is no share"):
        never_picks(DecisionLog.open("student-grant-checks").codebook, claim=claim)
