"""The exercise of topic 4: its answer is right, and every wrong answer that people give gets its own words."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from toolkit.audit import DecisionLog, audit
from toolkit.course import NumberExercise, times_as_often
from toolkit.course.exercises.exercise import TRY_AGAIN, UNREADABLE
from toolkit.course.exercises.times_as_often import (
    COMPARES_PEOPLE,
    HINTS,
    NEARLY,
    ONE_SHARE,
    PART_OF_SELECTED,
    PRAISE,
    SUBTRACTS,
    UPSIDE_DOWN,
)
from toolkit.errors import AuditError
from toolkit.languages import COMPLETE, strip

# 2,000 of 54,800 are 36.496 of a thousand; 1,050 of 178,210 are 5.892; 36.496 / 5.892 = 6.194.
GRANTS = [
    ("6.2", "right", PRAISE),
    ("6.19", "right", PRAISE),
    ("6.194299", "right", PRAISE),
    ("6,2", "right", PRAISE),
    ("٦٫٢", "right", PRAISE),
    ("٦،٢", "right", PRAISE),
    ("6.2x", "right", PRAISE),
    ("× 6.2", "right", PRAISE),
    (" 6.2 ", "right", PRAISE),
    ("6.1", "right", PRAISE),
    ("6.3", "right", PRAISE),
    ("6.5", "nearly", NEARLY),
    ("6", "nearly", NEARLY),
    ("5.8", "nearly", NEARLY),
    ("6.8", "nearly", NEARLY),
    ("1.9", "not_yet", COMPARES_PEOPLE),
    ("1.905", "not_yet", COMPARES_PEOPLE),
    ("0.16", "not_yet", UPSIDE_DOWN),
    ("0,161", "not_yet", UPSIDE_DOWN),
    ("3.06", "not_yet", SUBTRACTS),
    ("3.1", "not_yet", SUBTRACTS),
    ("-3.06", "not_yet", SUBTRACTS),
    ("3.65", "not_yet", ONE_SHARE),
    ("3.6%", "not_yet", ONE_SHARE),
    ("65.6", "not_yet", PART_OF_SELECTED),
    ("65.6 %", "not_yet", PART_OF_SELECTED),
    ("0.656", "not_yet", PART_OF_SELECTED),
    ("62", "not_yet", TRY_AGAIN),
    ("1", "not_yet", TRY_AGAIN),
    ("0", "not_yet", TRY_AGAIN),
    ("-6.2", "not_yet", TRY_AGAIN),
    ("950", "not_yet", TRY_AGAIN),
    ("", "unreadable", UNREADABLE),
    ("   ", "unreadable", UNREADABLE),
    ("about six", "unreadable", UNREADABLE),
    ("six", "unreadable", UNREADABLE),
    ("6x2", "unreadable", UNREADABLE),
    ("6 2", "unreadable", UNREADABLE),
    ("2000/54800", "unreadable", UNREADABLE),
    ("nan", "unreadable", UNREADABLE),
    ("<script>", "unreadable", UNREADABLE),
]
# 557 of 1,835 are 303.5 of a thousand; 1,198 of 2,691 are 445.2; 303.5 / 445.2 = 0.682.
BERKELEY = [
    ("0.68", "right", PRAISE),
    ("0.7", "right", PRAISE),
    ("٠٫٧", "right", PRAISE),
    ("0.65", "nearly", NEARLY),
    ("0.46", "not_yet", COMPARES_PEOPLE),
    ("1.47", "not_yet", UPSIDE_DOWN),
    ("-14.2", "not_yet", SUBTRACTS),
    ("14.2", "not_yet", SUBTRACTS),
    ("30.4", "not_yet", ONE_SHARE),
    ("31.7", "not_yet", PART_OF_SELECTED),
    ("0.317", "not_yet", PART_OF_SELECTED),
    ("44.5", "not_yet", TRY_AGAIN),
]


@pytest.fixture(scope="module")
def grants() -> NumberExercise:
    result = audit(DecisionLog.open("student-grant-checks"), reference={"origin": "Netherlands"})
    return times_as_often(result, "origin", "outside Europe", "Netherlands")


@pytest.fixture(scope="module")
def berkeley() -> NumberExercise:
    result = audit(DecisionLog.open("berkeley-admissions-1973"), reference={"gender": "Male"})
    return times_as_often(result, "gender", "Female", "Male")


def test_the_answer_for_the_student_grants_is_right(grants: NumberExercise) -> None:
    assert grants.answer == pytest.approx(6.194, abs=0.0005)
    assert grants.id == "times-as-often/student-grant-checks"


def test_the_answer_for_berkeley_is_right(berkeley: NumberExercise) -> None:
    assert berkeley.answer == pytest.approx(0.682, abs=0.0005)


@pytest.mark.parametrize(("answer", "state", "message"), GRANTS)
def test_each_answer_to_the_student_grants_gets_its_own_words(
    grants: NumberExercise, answer: str, state: str, message: str
) -> None:
    found = grants.check(answer)
    assert (found.state, found.message.sentence) == (state, message)


@pytest.mark.parametrize(("answer", "state", "message"), BERKELEY)
def test_each_answer_to_berkeley_gets_its_own_words(
    berkeley: NumberExercise, answer: str, state: str, message: str
) -> None:
    found = berkeley.check(answer)
    assert (found.state, found.message.sentence) == (state, message)


@pytest.mark.parametrize("name", ["grants", "berkeley"])
def test_every_message_is_reached_by_some_wrong_answer(request: pytest.FixtureRequest, name: str) -> None:
    exercise: NumberExercise = request.getfixturevalue(name)
    tried = {message for _, _, message in {"grants": GRANTS, "berkeley": BERKELEY}[name]}
    assert {mistake.message.sentence for mistake in exercise.mistakes} <= tried


@pytest.mark.parametrize("name", ["grants", "berkeley"])
def test_no_known_mistake_is_so_near_that_it_would_count_as_right(request: pytest.FixtureRequest, name: str) -> None:
    exercise: NumberExercise = request.getfixturevalue(name)
    for mistake in exercise.mistakes:
        assert abs(mistake.answer / exercise.answer - 1) > exercise.tolerance


def test_the_question_and_the_hints_tell_more_and_more(grants: NumberExercise) -> None:
    assert grants.question.say("en").startswith(
        "2,000 of 54,800 students with roots outside Europe were selected for a check. Of 178,210 students of Dutch "
        "origin it was 1,050. How many times as often"
    )
    assert [hint.sentence for hint in grants.hints] == list(HINTS)
    first, second, third = (hint.say("en") for hint in grants.hints)
    assert "how many of a thousand" in first
    assert "2,000 divided by 54,800, times 1,000" in second
    assert "about 36.5 and about 5.9 of a thousand" in third
    assert not any("6.2" in hint for hint in (first, second, third))


@pytest.mark.parametrize("language", COMPLETE)
def test_the_solution_and_the_praise_hold_the_answer(grants: NumberExercise, language: str) -> None:
    for said in (grants.solution, grants.praise):
        assert "6.2" in strip(said.say(language))
    for number in ("2,000", "54,800", "36.5", "1,050", "178,210", "5.9"):
        assert number in strip(grants.solution.say(language))


@pytest.mark.parametrize("name", ["grants", "berkeley"])
@pytest.mark.parametrize("language", [*COMPLETE, "ar-EG", "ar-MA", "fr", "es", "pt"])
def test_the_solution_passes_its_own_check_as_each_language_writes_it(
    request: pytest.FixtureRequest, name: str, language: str
) -> None:
    from toolkit.languages import Language

    exercise: NumberExercise = request.getfixturevalue(name)
    for decimals in (1, 2):
        written = Language(language).number(exercise.answer, decimals=decimals)
        assert exercise.check(written).state == "right", written


@pytest.mark.parametrize("language", COMPLETE)
def test_everything_an_exercise_says_can_be_said_without_an_empty_place(
    grants: NumberExercise, berkeley: NumberExercise, language: str
) -> None:
    for exercise in (grants, berkeley):
        spoken = [exercise.question, *exercise.hints, exercise.praise, exercise.nearly, exercise.solution]
        spoken += [mistake.message for mistake in exercise.mistakes]
        for said in spoken:
            assert "{" not in said.say(language)


def test_a_group_that_the_audit_does_not_show_makes_no_exercise() -> None:
    result = audit(DecisionLog.open("student-grant-checks"), reference={"origin": "Netherlands"})
    with pytest.raises(AuditError):
        times_as_often(result, "origin", "Mars", "Netherlands")


@pytest.fixture
def log_of(tmp_path) -> Callable[..., NumberExercise]:
    import pandas as pd

    def make(n: int, everybody: int, m: int, everybody_reference: int) -> NumberExercise:
        rows = [("a", "yes", n), ("a", "no", everybody - n), ("b", "yes", m), ("b", "no", everybody_reference - m)]
        table = pd.DataFrame([row for row in rows if row[2]], columns=["group", "hired", "n"])
        log = DecisionLog(table, decision="hired", selected=["yes"], effect="benefit", groups=["group"], count="n")
        return times_as_often(audit(log, reference={"group": "b"}, smallest_cell=0), "group", "a", "b")

    return make


def test_a_log_of_ones_own_makes_an_exercise_in_plain_words(log_of: Callable[..., NumberExercise]) -> None:
    exercise = log_of(30, 100, 60, 100)  # 30 % against 60 %: half as often
    assert exercise.answer == pytest.approx(0.5)
    assert exercise.check("0.5").state == "right"
    assert exercise.check("2").message.sentence == UPSIDE_DOWN
    assert "people in the group “a”" in exercise.question.say("en")
    assert exercise.id == "times-as-often/group"


@pytest.mark.parametrize(("k1", "k0"), [(0, 5), (5, 0)])
def test_where_nobody_was_affected_there_is_no_times_as_often(k1: int, k0: int) -> None:
    table = pd.DataFrame({"g": ["a", "a", "b", "b"], "d": [1, 0, 1, 0], "n": [k1, 50, k0, 60]})
    log = DecisionLog(table, decision="d", selected=[1], effect="burden", groups=["g"], count="n")
    with pytest.raises(AuditError, match="nobody was affected"):
        times_as_often(audit(log, smallest_cell=0), "g", "a", "b")
