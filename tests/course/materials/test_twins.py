"""Paper twins: none is missing, all that can be chosen is printed, and no answer stands on the participant's page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from toolkit.course import ChoiceExercise, MarkingExercise, NumberExercise, SortingExercise, written_exercises
from toolkit.course.materials.asked import asked_in
from toolkit.course.materials.twins import TICK, answers, quiz_twin, sheet_twin, sheets_of, twin
from toolkit.course.plans.sheets import BOX
from toolkit.course.quizzes import has_quiz, quiz
from toolkit.course.topics import TOPICS
from toolkit.documents import write_text
from toolkit.languages import KNOWN, Language, strip

HOME = Path(__file__).parents[3]
ENGLISH = Language("en")
NUMBERS = [topic.number for topic in TOPICS]
BOTH = [pytest.param(topic, code, id=f"{topic}-{code}") for topic in NUMBERS for code in KNOWN]


def code_of(topic: int) -> str:
    (path,) = (HOME / "notebooks").glob(f"{topic}-*.ipynb")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


@pytest.mark.parametrize("topic", NUMBERS)
def test_every_exercise_of_a_lesson_has_a_twin(topic: int) -> None:
    assert len(asked_in(topic, ENGLISH)) == len(re.findall(r"\bask\(", code_of(topic))) > 0


def test_every_exercise_on_record_has_a_twin() -> None:
    twins = {one.name for topic in NUMBERS for one in asked_in(topic, ENGLISH)}
    assert set(written_exercises()) <= twins


@pytest.mark.parametrize(("topic", "code"), BOTH)
def test_all_that_can_be_chosen_is_printed_and_no_answer(topic: int, code: str) -> None:
    speech = Language(code)
    told = strip(write_text(answers(topic, speech)))
    for one in asked_in(topic, speech):
        page, asked = strip(write_text(twin(topic, one, speech))), one.exercise
        assert strip(asked.question.say(speech)) in page
        for secret in (asked.solution, *asked.hints):
            assert strip(secret.say(speech)) not in page
            assert strip(secret.say(speech)) in told
        match asked:
            case ChoiceExercise():
                assert page.count(BOX) == len(asked.options)
                for option in asked.options:
                    assert strip(option.sentence.say(speech)) in page
                    assert strip(option.message.say(speech)) not in page
                    assert strip(option.message.say(speech)) in told
            case SortingExercise():
                assert page.count(BOX) == len(asked.things) * len(asked.baskets)
                for thing in asked.things:
                    assert strip(thing.words.say(speech)) in page
                    for message in (thing.praise, *thing.wrong.values()):
                        assert strip(message.say(speech)) not in page
                        assert strip(message.say(speech)) in told
                assert all(strip(basket.words.say(speech)) in page for basket in asked.baskets)
            case MarkingExercise():
                assert page.count(BOX) == len(asked.passages)
                for place, passage in enumerate(asked.passages, 1):
                    assert strip(passage.words.say(speech)) in page
                    assert strip(passage.told.say(speech)) not in page
                    assert strip(passage.told.say(speech)) in told
                    ticked = f"{TICK} {place}. {strip(passage.words.say(speech))}"
                    assert (ticked in told) == passage.lost
            case NumberExercise():
                assert strip(asked.praise.say(speech)) not in page
                assert all(strip(mistake.message.say(speech)) in told for mistake in asked.mistakes)


def test_a_number_that_is_looked_for_does_not_stand_on_the_page() -> None:
    (one,) = [one for one in asked_in(4, ENGLISH) if one.name.startswith("times-as-often")]
    assert isinstance(one.exercise, NumberExercise)
    page = write_text(twin(4, one, ENGLISH))
    assert f"{one.exercise.answer:.1f}" == "6.2"  # 2,000 of 54,800 beside 1,050 of 178,210: 0.036496 / 0.005892
    assert "6.2" not in page
    assert "2,000 of 54,800" in page


def test_the_table_without_which_a_question_cannot_be_answered_comes_along() -> None:
    pages = {one.name: write_text(twin(1, one, ENGLISH)) for one in asked_in(1, ENGLISH)}
    for name in ("be-the-model", "be-the-model-rule"):
        assert pages[name].count("abroad") >= 4, name
    assert not re.search(r"\(\d+ minutes\)", "".join(pages.values()))


@pytest.mark.parametrize("topic", [number for number in NUMBERS if has_quiz(number)])
def test_the_ten_questions_are_printed_without_the_right_answer_marked(topic: int) -> None:
    page, told = write_text(quiz_twin(topic, ENGLISH)), write_text(answers(topic, ENGLISH))
    for question in quiz(topic).questions:
        assert question.words.say("en") in page
        assert all(f"{BOX} {words.say('en')}" in page for _, words in question.options)
        assert question.because.say("en") not in page
        assert question.because.say("en") in told


def test_worksheets_have_room_and_the_answers_of_others() -> None:
    assert sheets_of(2, ENGLISH) == ("cost-story", "talk-2", "task-map")
    page = write_text(sheet_twin("talk-2", ENGLISH))
    assert "Which three numbers would show in a year" in page
    assert "How many give up before a decision, by age" in page
