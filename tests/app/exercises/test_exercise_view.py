"""The exercise on the page: what comes back for an answer, and what help lies beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from toolkit.app import ask
from toolkit.app.exercises.view import ExerciseView
from toolkit.app.kit.sheet import Sheet
from toolkit.audit import DecisionLog, audit
from toolkit.course import NumberExercise, times_as_often

languages = pytest.mark.parametrize("language", ["en", "ar"])
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"' & <b>"


@pytest.fixture
def open_exercise(exercise: NumberExercise, open_page: Callable[[Sheet], Any]) -> Callable[[str], Any]:
    return lambda language: open_page(ExerciseView(exercise, language))


@languages
def test_an_exercise_is_a_question_a_field_a_button_an_answer_and_help(
    open_exercise: Callable[[str], Any], language: str
) -> None:
    page = open_exercise(language)
    assert list(page.specs) == ["question", "answer", "check", "feedback", "help"]
    assert (page.sheet.language, page.sheet.direction) == (language, {"en": "ltr", "ar": "rtl"}[language])
    assert page.sheet.key == "exercise/times-as-often/student-grant-checks"  # the same in every language
    assert ("2,000 of 54,800" if language == "en" else "54,800") in page.text("question")
    assert page.specs["check"]["main"] is True  # so that the Enter key presses it
    assert page.specs["feedback"]["live"] is True  # so that it is read out
    assert page.specs["feedback"]["content"] == ""


@pytest.mark.parametrize(
    ("answer", "look", "english", "arabic"),
    [
        ("6.2", "tk-right", "Yes. It was about 6.2 times", "نعم. النسبة"),
        ("٦٫٢", "tk-right", "Yes. It was about 6.2 times", "نعم. النسبة"),
        ("6,2", "tk-right", "Yes. It was about 6.2 times", "نعم. النسبة"),
        ("6.5", "tk-nearly", "Nearly. Keep more decimals", "اقتربتم."),
        ("1.9", "tk-notyet", "You compared numbers of people.", "أعداد الأشخاص"),
        ("hello", "tk-notyet", "Write only a number", "2.5"),
        ("", "tk-notyet", "Write only a number", "2.5"),
        (HOSTILE, "tk-notyet", "Write only a number", "2.5"),
        ("\x00\u202e\ud800", "tk-notyet", "Write only a number", "2.5"),
        ("6.2" + " " * 15_000 + "x", "tk-right", "Yes. It was about 6.2 times", "نعم. النسبة"),
    ],
)
@languages
def test_an_answer_is_checked_by_the_button_and_its_words_replace_the_silence(
    open_exercise: Callable[[str], Any],
    parse: Callable[[str], Any],
    assert_tame: Callable[[str], None],
    language: str,
    answer: str,
    look: str,
    english: str,
    arabic: str,
) -> None:
    page = open_exercise(language)
    page.sheet.take({"event": "values", "values": {"answer": answer}})
    assert page.specs["feedback"]["content"] == ""
    page.sheet.take({"event": "press", "name": "check", "values": {"answer": answer}})
    assert page.heard == [{"event": "done", "name": "check", "error": ""}]
    (feedback,) = parse(page.specs["feedback"]["content"]).find_class("tk-feedback")
    assert feedback.get("class") == f"tk-feedback {look}"
    assert page.specs["feedback"]["live"] is True
    assert (arabic if language == "ar" else english) in page.text("feedback")
    for piece in page.pieces():
        assert_tame(piece)


def test_a_press_alone_brings_its_answer_as_a_reloaded_page_does(open_exercise: Callable[[str], Any]) -> None:
    page = open_exercise("en")
    assert page.specs["check"]["again"] is True
    assert page.press("check", answer="6.2") == ""
    assert page.sheet.model.state == "right"


def test_a_second_answer_replaces_the_words_for_the_first(open_exercise: Callable[[str], Any]) -> None:
    page = open_exercise("en")
    page.press("check", answer="1.9")
    page.press("check", answer="6.2")
    assert "You compared" not in page.text("feedback")
    assert "Yes." in page.text("feedback")
    page.press("check", answer="")
    assert "Write only a number" in page.text("feedback")  # an emptied field is no answer, not the one before
    assert list(page.specs) == ["question", "answer", "check", "feedback", "help"]


def test_hints_open_one_inside_the_other_and_the_solution_stands_apart(
    open_exercise: Callable[[str], Any], parse: Callable[[str], Any]
) -> None:
    help_ = parse(open_exercise("en").specs["help"]["content"])
    hints = help_.find_class("tk-hint")
    assert [hint.find("summary").text for hint in hints] == ["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3"]
    assert hints[1] in list(hints[0].iter())
    assert hints[2] in list(hints[1].iter())
    (solution,) = help_.find_class("tk-solution")
    assert solution not in list(hints[0].iter())
    assert solution.find("summary").text == "Show the solution"
    assert solution.find("p").text.endswith("is about 6.2.")
    assert not [fold for fold in help_.iter("details") if fold.get("open") is not None]
    assert not re.search("Hint|solution", open_exercise("ar").text("help"))


def test_everything_said_on_an_exercise_is_said_in_the_language_of_its_reader(
    exercise: NumberExercise, open_page: Callable[[Sheet], Any], marked: Callable[[Any], None]
) -> None:
    page = open_page(ExerciseView(exercise, "ar"))
    page.press("check", answer="6.2")
    marked(page.specs.values())
    assert page.specs["answer"]["label"] == "«Your answer»"


@languages
def test_hostile_names_in_a_log_of_ones_own_stay_words(
    open_page: Callable[[Sheet], Any], assert_tame: Callable[[str], None], language: str
) -> None:
    import pandas as pd

    rows = [(HOSTILE, "yes", 300), (HOSTILE, "no", 700), ("others", "yes", 100), ("others", "no", 900)]
    table = pd.DataFrame(rows, columns=["group", "hired", "n"])
    log = DecisionLog(table, decision="hired", selected=["yes"], effect="burden", groups=["group"], count="n")
    result = audit(log, reference={"group": "others"})
    page = open_page(ask(times_as_often(result, "group", HOSTILE, "others"), language))
    assert page.press("check", answer="3") == ""  # 30 % is three times 10 %
    assert page.sheet.model.state == "right"
    assert HOSTILE in page.text("question")
    assert HOSTILE in page.text("feedback")
    for piece in page.pieces():
        assert_tame(piece)


def test_two_exercises_on_one_page_keep_apart_what_they_know(open_exercise: Callable[[str], Any]) -> None:
    one, other = open_exercise("en"), open_exercise("en")
    one.press("check", answer="6.2")
    assert (one.sheet.model.state, other.sheet.model.state) == ("right", "open")
    assert other.sheet.entry("answer") is None
    assert other.specs["feedback"]["content"] == ""
