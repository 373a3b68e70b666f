"""Exercises on record: every wrong choice is answered in its own words, and what they reckon is right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from toolkit.course import ChoiceExercise, SortingExercise, exercise, quiz, written_exercises
from toolkit.course.exercises import written
from toolkit.course.exercises.choosing import NOTHING_CHOSEN
from toolkit.course.exercises.exercise import Sayable
from toolkit.course.exercises.sorting import NOTHING_PUT
from toolkit.errors import RecordError
from toolkit.languages import KNOWN
from toolkit.languages.catalogue import read_catalogue

HOME = Path(__file__).parents[2]
each = pytest.mark.parametrize("name", written_exercises())


def answers_of(one: ChoiceExercise | SortingExercise) -> Iterator[Sayable]:
    if isinstance(one, ChoiceExercise):
        yield from (option.message for option in one.options)
    else:
        for thing in one.things:
            yield from (thing.praise, *thing.wrong.values())


def texts_of(one: ChoiceExercise | SortingExercise) -> Iterator[Sayable]:
    yield from (one.question, one.solution, *one.hints, *answers_of(one))
    if isinstance(one, ChoiceExercise):
        yield from (option.sentence for option in one.options)
    else:
        yield from (each.words for each in (*one.baskets, *one.things))


@each
@pytest.mark.parametrize("language", KNOWN)
def test_every_answer_has_words_of_its_own(name: str, language: str) -> None:
    told = [one.say(language) for one in answers_of(exercise(name))]
    assert len(set(told)) == len(told)
    assert all(len(one) > 20 for one in told), "a reason and not a mark"


@each
@pytest.mark.parametrize("language", [code for code in KNOWN if code != "en"])
def test_nothing_is_left_in_english(name: str, language: str) -> None:
    assert [one.say("en") for one in texts_of(exercise(name)) if one.say(language) == one.say("en")] == []


@each
def test_right_and_wrong_are_told_apart_and_nothing_is_no_mistake(name: str) -> None:
    one = exercise(name)
    if isinstance(one, ChoiceExercise):
        states = [one.check(option.name).state for option in one.options]
        assert states.count("right") == 1
        assert one.check("").message.say("en") == NOTHING_CHOSEN
        return
    for thing in one.things:
        for basket in one.baskets:
            placed = one.check({thing.name: basket.name})[thing.name]
            assert placed.state == ("right" if basket.name in thing.right else "not_yet")
    assert {placed.message.say("en") for placed in one.check({"nobody": "nowhere"}).values()} == {NOTHING_PUT}
    assert {basket for thing in one.things for basket in thing.right} == {basket.name for basket in one.baskets}


def test_the_right_answer_does_not_always_stand_in_the_same_place() -> None:
    for topic in range(1, 8):
        places = {[name for name, _ in question.options].index(question.right) for question in quiz(topic).questions}
        assert places == {0, 1, 2}


def rows_of(table: str) -> list[list[str]]:
    lines = table.splitlines()[2:]
    return [[cell.strip().strip("*") for cell in line.strip("|").split("|")] for line in lines]


def table_of_eight() -> str:
    cells = json.loads((HOME / "notebooks" / "1-why-data-and-ai.ipynb").read_text(encoding="utf-8"))["cells"]
    source = next(text for cell in cells if "| Who |" in (text := "".join(cell["source"])))
    return source[source.index("| Who |") :]


def test_the_table_of_eight_follows_its_hidden_rule_and_only_the_postcode_carries_the_birth() -> None:
    rows = rows_of(table_of_eight())
    marks: dict[str, tuple[int, int]] = {}
    for name, code, moved, children, _, checked in rows:
        points = 2 * (code == "71") + (moved == "yes") + (int(children) >= 2)
        assert checked == ("yes" if points >= 3 else "no"), name
    told = {"abroad": [row for row in rows if row[4] == "abroad"], "here": [row for row in rows if row[4] == "here"]}
    for mark, has in {
        "checked": lambda row: row[5] == "yes",
        "71": lambda row: row[1] == "71",
        "moved": lambda row: row[2] == "yes",
        "children": lambda row: int(row[3]) >= 2,
    }.items():
        marks[mark] = (sum(map(has, told["abroad"])), sum(map(has, told["here"])))
    assert marks == {"checked": (3, 0), "71": (3, 1), "moved": (3, 2), "children": (3, 2)}  # as the solution tells


@pytest.mark.parametrize("language", [code for code in KNOWN if code != "en"])
def test_the_table_of_eight_says_the_same_in_every_language(language: str) -> None:
    english = table_of_eight()
    told = next(message.string for message in read_catalogue(language) if message.id == english)
    assert isinstance(told, str)
    here, there = rows_of(english), rows_of(told)
    assert [(row[1], row[3]) for row in there] == [(row[1], row[3]) for row in here]
    for column in (2, 4, 5):
        pairs = {(a[column], b[column]) for a, b in zip(here, there, strict=True)}
        assert len(pairs) == 2, "one word for each of the two"


def test_the_cost_story_adds_up_and_each_wrong_answer_is_the_mistake_that_it_names() -> None:
    saving, years = Fraction("1.2"), 5
    yearly = {"licences": Fraction("0.5"), "errors": Fraction("0.2"), "appeals": Fraction("0.1")}
    once = {"connecting": Fraction("1.4"), "training": Fraction("0.3"), "exit": Fraction("0.5")}
    whole = years * saving - years * sum(yearly.values()) - sum(once.values())
    expected = {
        "loses": whole,
        "no-exit": whole + once["exit"],
        "project-only": years * (saving - yearly["licences"]) - once["connecting"] - once["training"],
        "licences-only": years * (saving - yearly["licences"]),
        "once": years * saving - sum(yearly.values()) - sum(once.values()),
    }
    assert {name: float(value) for name, value in expected.items()} == {
        "loses": -0.2,
        "no-exit": 0.3,
        "project-only": 1.8,
        "licences-only": 3.5,
        "once": 3.0,
    }
    one = exercise("cost-of-saving")
    assert isinstance(one, ChoiceExercise)
    for option in one.options:
        assert f"{abs(float(expected[option.name])):.1f}" in option.sentence.say("en")
        assert ("more than it saves" in option.sentence.say("en")) == (expected[option.name] < 0)


def in_all(text: str) -> dict[str, str]:
    return {code: f"{text} ({code})" for code in KNOWN}


def choice() -> dict[str, Any]:
    option = {"sentence": in_all("S"), "message": in_all("M")}
    options = [{"name": "a", "state": "right", **option}, {"name": "b", "state": "not_yet", **option}]
    return {"id": "x", "question": in_all("Q"), "options": options, "hints": [], "solution": in_all("Z")}


def sorting() -> dict[str, Any]:
    thing = {"name": "t", "words": in_all("T"), "right": ["a"], "praise": in_all("P"), "wrong": {"b": in_all("W")}}
    baskets = [{"name": name, "words": in_all(name)} for name in "ab"]
    return {k: v for k, v in choice().items() if k != "options"} | {"baskets": baskets, "things": [thing]}


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({**choice(), "id": "y"}, "“id” is “y”"),
        ({**choice(), "options": [{**one, "state": "not_yet"} for one in choice()["options"]]}, "one of them must be"),
        ({**choice(), "options": [choice()["options"][0]] * 2}, "names of their own"),
        ({**choice(), "options": []}, "list of records"),
        ({**choice(), "hints": "none"}, "“hints” must be a list"),
        ({**choice(), "solution": {"en": "only"}}, "is missing"),
        ({**sorting(), "things": [{**sorting()["things"][0], "wrong": {}}]}, "“b” must hold a text"),
        (
            {**sorting(), "things": [{**sorting()["things"][0], "wrong": {"a": in_all("W"), "b": in_all("W")}}]},
            "each of",
        ),
        ({**sorting(), "things": [{**sorting()["things"][0], "right": ["c"]}]}, "c"),
    ],
)
def test_a_record_that_does_not_hold_says_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: dict[str, Any], told: str
) -> None:
    place = tmp_path / "course" / "exercises"
    place.mkdir(parents=True)
    (place / "x.yml").write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
    monkeypatch.setattr(written, "folder", lambda name: tmp_path)
    exercise.cache_clear()
    try:
        with pytest.raises(RecordError, match="course/exercises/x.yml") as failed:
            exercise("x")
        assert told in str(failed.value)
    finally:
        exercise.cache_clear()
