"""What the script of an offline page answers, held against what Python answers, for every answer of every exercise."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import asdict
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape

import toolkit.app.offline.page as page
from tests.languages.test_read_amount import HOURS, NO_HOURS, READ, REFUSED, REFUSED_IN
from toolkit.app.exercises.quiz_view import RIGHT
from toolkit.app.offline.exercises import Exercise, exercise_data, exercise_piece, quiz_data
from toolkit.app.offline.sheets import worksheet_piece
from toolkit.app.offline.verbs import offline_verbs
from toolkit.course import (
    ChoiceExercise,
    MarkingExercise,
    NumberExercise,
    exercise,
    five_places,
    quiz,
    written_exercises,
)
from toolkit.course.plans.lesson import lesson_notebooks
from toolkit.course.worksheets import NO_SUM, worksheet
from toolkit.languages import KNOWN, Language, amount_rules, read_amount, read_number

SCRIPT = Path(page.__file__).with_name("offline.js")
# Numbers as people write them, and what is none.
TYPED = (
    *(
        "6,2",
        "٦٫٢",
        "۶٫۲",
        "6.2",
        " 6.2 ",
        "6,2 times",
        "6.2x",
        "× 6,2",
        "62%",
        "62 ٪",
        "1 234.5",
        "1'234",
        "1.234,5",
        "1,234.5",
    ),
    *("1.234.567", "1,234", "0,123", "12,3456", "−3", "+3", "-0,5", ".5", "5.", "1234567", "1 234 567", "1 23", "2/3"),
    *(
        "about 6",
        "six",
        "",
        " ",
        "6 6",
        "1e3",
        "Infinity",
        "NaN",
        "0x10",
        "6..2",
        "6,2,1",
        "⁨6,2⁩",
        "१२",
        "9" * 61,
        "9" * 60,
    ),
)


def asked_in_lessons() -> dict[str, Exercise]:
    """Every exercise of every lesson, as its notebook makes it."""
    found: dict[str, Exercise] = {}

    def keep(one: Exercise, *_: Any) -> str:
        found[one.id] = one
        return ""

    silent = {name: (lambda *_, **__: "") for name in offline_verbs(Language("en"))}
    for path in lesson_notebooks().values():
        names: dict[str, Any] = {}
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                page.run_cell("".join(cell["source"]), names, {**silent, "ask": keep})
    return found


def answers_of(one: Exercise) -> list[Any]:
    """All answers that an exercise knows, one that it does not, none, and, for a number, many ways of writing one."""
    if isinstance(one, ChoiceExercise):
        return [*(option.name for option in one.options), "another", None]
    if isinstance(one, NumberExercise):
        known = [one.answer, *(mistake.answer for mistake in one.mistakes)]
        around = [value * part for value in known for part in (1, 1.001, 0.98, 1.05, 0.9, 1.2, -1)]
        return [*(f"{value:.6f}" for value in around), *(f"{value:.1f}".replace(".", ",") for value in known), *TYPED]
    if isinstance(one, MarkingExercise):
        names = [passage.name for passage in one.passages]
        lost = [passage.name for passage in one.passages if passage.lost]
        beside = [name for name in names if name not in lost]
        return [[], names, lost, beside, [*beside[:1], *lost[:1]], *([name] for name in names), ["another"]]
    baskets = [basket.name for basket in one.baskets]
    whole = [dict.fromkeys((thing.name for thing in one.things), basket) for basket in baskets]
    return [*whole, {}, {one.things[0].name: baskets[0]}]


def by_python(one: Exercise, answer: Any, language: Language) -> Any:
    if isinstance(one, (ChoiceExercise, NumberExercise)):
        told = one.check(answer if answer is not None else "")
        return [told.state, told.message.say(language)]
    return {name: [told.state, told.message.say(language)] for name, told in one.check(answer).items()}


def by_script(asked: Any, expression: str) -> Any:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node on the PATH: the script of the offline pages was not run")
    program = (
        'const fs = require("fs"); const told = JSON.parse(fs.readFileSync(0, "utf8"));'
        "const {judge, readNumber, readAmount, countOf} = "
        f'new Function(fs.readFileSync({json.dumps(str(SCRIPT))}, "utf8")'
        ' + ";return {judge, readNumber, readAmount, countOf}")();'
        f"process.stdout.write(JSON.stringify(told.map(one => {expression})));"
    )
    done = subprocess.run([node, "-e", program], input=json.dumps(asked), capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_every_answer_gets_the_feedback_that_python_gives() -> None:
    exercises = {**{name: exercise(name) for name in written_exercises()}, **asked_in_lessons()}
    assert sum(isinstance(one, NumberExercise) for one in exercises.values()) >= 2
    assert len(exercises) >= 19
    cases = [
        (one, answer, Language(code))
        for one in exercises.values()
        for answer in answers_of(one)
        for code in (("ar",) if isinstance(one, NumberExercise) else KNOWN)
    ]
    data = {(one.id, code): exercise_data(one, Language(code)) for one in exercises.values() for code in KNOWN}
    told = by_script([[data[one.id, speech.code], answer] for one, answer, speech in cases], "judge(...one)")
    for (one, answer, speech), found in zip(cases, told, strict=True):
        assert found == by_python(one, answer, speech), (one.id, answer, speech.code)
    seen = {found[0] for found in told if isinstance(found, list)}
    assert seen == {"right", "nearly", "not_yet", "unreadable"}


def test_numbers_are_read_as_python_reads_them() -> None:
    assert by_script(list(TYPED), "readNumber(one)") == [read_number(one) for one in TYPED]


def test_amounts_are_read_as_python_reads_them() -> None:
    typed = [
        *REFUSED,
        *(one for code in KNOWN for one in (*READ[code], *REFUSED_IN[code], *HOURS[code], *NO_HOURS[code])),
    ]
    for code in KNOWN:
        rules = json.dumps(asdict(amount_rules(code)))
        for measure in ("money", "hours"):
            found = by_script(typed, f"readAmount(one, {rules}, {json.dumps(measure)})")
            assert found == [read_amount(one, code, measure) for one in typed]


def test_a_quiz_is_counted_as_python_counts_it() -> None:
    ten = quiz(1)
    first = {one.id: one.options[0][0] for one in ten.questions}
    for answers in (first, {one.id: one.right for one in ten.questions}, {}):
        expected = Language("ar").say_plural(RIGHT, ten.right(answers), all=10)
        data = quiz_data(ten, "after", Language("ar"))
        assert by_script([[data, answers]], "countOf(one[0], judge(...one))") == [expected]


def test_marks_are_counted_as_python_counts_them() -> None:
    one = five_places()
    cases = [(answer, Language(code)) for answer in answers_of(one) for code in KNOWN]
    data = {code: exercise_data(one, Language(code)) for code in KNOWN}
    found = by_script([[data[speech.code], answer] for answer, speech in cases], "countOf(one[0], judge(...one))")
    assert found == [one.tally(answer, speech) for answer, speech in cases]
    assert "Mark a sentence first." in found


def test_no_sentence_says_in_the_page_whether_it_is_one_to_mark() -> None:
    one = five_places()
    seen = exercise_piece(one, Language("en")).partition("<script")[0].partition("<details")[0]
    assert seen.count('type="checkbox"') == seen.count("data-thing=") == 10
    assert all(escape(passage.words.say("en")) in seen for passage in one.passages)
    assert not any(escape(passage.told.say("en")) in seen for passage in one.passages)


def test_before_a_lesson_no_answer_is_told() -> None:
    data = quiz_data(quiz(1), "before", Language("en"))
    assert all("After the lesson" in words for words in data["counts"])


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_page_carries_the_rules_by_which_its_sums_are_made(code: str) -> None:
    speech = Language(code)
    shown = worksheet_piece(worksheet("cost-story"), speech)
    data = json.loads(unescape(re.search(r'data-totals="([^"]*)"', shown)[1]))  # type: ignore[index]
    assert data["rules"] == json.loads(json.dumps(asdict(amount_rules(code))))
    assert data["unread"] == speech.say(NO_SUM, entry="{entry}")
    measures = re.findall(r'data-number="([^"]*)" data-measure="([^"]*)"', shown)
    assert {*measures} == {(name, "money") for one in data["totals"] for name in (*one["plus"], *one["minus"])}
    assert re.findall('data-measure="hours"', worksheet_piece(worksheet("task-map"), speech))
