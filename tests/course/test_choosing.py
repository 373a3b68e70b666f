"""Sentences to choose from: the right one follows from the numbers, and every other is answered in its own words."""

from __future__ import annotations

import pytest

from toolkit.audit import AuditResult, DecisionLog, audit
from toolkit.course import ChoiceExercise, where_it_arises
from toolkit.course.exercises.choosing import NOTHING_CHOSEN
from toolkit.course.exercises.where_it_arises import NOT_ALL, NOT_AN_EXCUSE, NOT_NONE, NOT_PART, QUESTION_GONE
from toolkit.errors import AuditError
from toolkit.languages import COMPLETE, strip


@pytest.fixture(scope="module")
def grants() -> AuditResult:
    return audit(DecisionLog.open("student-grant-checks"), reference={"origin": "Netherlands"})


@pytest.fixture(scope="module")
def classes(grants: AuditResult) -> ChoiceExercise:
    return where_it_arises(grants, "origin", "outside Europe", "Netherlands")


def test_in_the_student_grants_a_part_goes_with_the_risk_class(classes: ChoiceExercise) -> None:
    # 6.19 over everybody, 3.63 inside the classes (Mantel-Haenszel): smaller, and not gone.
    assert {option.name: classes.check(option.name).state for option in classes.options} == {
        "all": "not_yet",
        "part": "right",
        "none": "not_yet",
        "excuse": "not_yet",
    }
    assert classes.check("all").message.sentence == NOT_ALL
    assert classes.check("none").message.sentence == NOT_NONE
    assert classes.check("excuse").message.sentence == NOT_AN_EXCUSE
    assert "6.2 times" in strip(classes.question.say("en"))
    assert "3.6 times" in strip(classes.question.say("en"))


def test_in_berkeley_the_whole_gap_goes_with_the_department() -> None:
    result = audit(DecisionLog.open("berkeley-admissions-1973"), reference={"gender": "Male"})
    exercise = where_it_arises(result, "gender", "Female", "Male")
    assert exercise.check("all").state == "right"
    assert exercise.check("part").message.sentence == NOT_PART
    assert exercise.question.sentence == QUESTION_GONE


def test_where_the_strata_explain_nothing_that_is_the_answer() -> None:
    log = DecisionLog.open("jobseeker-support-scores")
    exercise = where_it_arises(audit(log, reference={"sex": "men"}), "sex", "women", "men")
    assert exercise.check("none").state == "right"
    assert exercise.check("part").state == "not_yet"


def test_a_gap_that_does_something_else_is_refused() -> None:
    log = DecisionLog.open("hiring-by-hospital")
    result = audit(log, reference={"diploma": "this country"})
    assert result.finding("adjusted", characteristic="diploma", group="abroad").reading == "appears"
    with pytest.raises(AuditError, match="no finding|Choose a gap"):
        where_it_arises(result, "diploma", "abroad", "this country")


@pytest.mark.parametrize("answer", ["", "rest", "PART", "<script>"])
def test_whoever_chose_nothing_is_asked_to(classes: ChoiceExercise, answer: str) -> None:
    assert classes.check(answer).state == "unreadable"
    assert classes.check(answer).message.sentence == NOTHING_CHOSEN


@pytest.mark.parametrize("language", COMPLETE)
def test_every_sentence_can_be_said_with_all_its_places_filled(classes: ChoiceExercise, language: str) -> None:
    said = [classes.question, *classes.hints, classes.solution]
    said += [each for option in classes.options for each in (option.sentence, option.message)]
    for sentence in said:
        words = sentence.say(language)
        assert words
        assert "{" not in words
