"""Every lesson keeps to the grammar, its minutes and its cuts add up, and what is to be read fits into them."""

from __future__ import annotations

import csv
import json
import re
import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from toolkit.course import ChoiceExercise, SortingExercise, exercise, quiz, worksheet
from toolkit.languages import Language
from toolkit.languages.notebooks import translate_markdown

HOME = Path(__file__).parents[2]
LESSONS = sorted(path for path in (HOME / "notebooks").glob("*.ipynb") if re.match(r"\d-", path.name))
TIMED = re.compile(r"^#{2,3} .*\((\d+) minutes\)$", re.MULTILINE)
WORDS_A_MINUTE = {"en": 180, "ar": 140}
CALL = re.compile(r'(exercise|discuss|fill_in|ask_ten)\((?:"([\w-]+)"|(\d), "(\w+)")')
each = pytest.mark.parametrize("path", LESSONS, ids=[path.stem for path in LESSONS])
# Those in the grammar of today; the others are measured by what holds for all.
whole = pytest.mark.parametrize("path", [path for path in LESSONS if path.name[0] in "12"], ids=lambda path: path.stem)


@dataclass
class Part:
    """A timed part: from its heading to the next one that has minutes."""

    tag: str
    minutes: int
    cells: list[dict[str, Any]]


def read(path: Path) -> dict[str, Any]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(notebook, dict)
    return notebook


def tags_of(cell: dict[str, Any]) -> list[str]:
    return list(cell["metadata"].get("tags", []))


def parts_of(notebook: dict[str, Any]) -> list[Part]:
    parts: list[Part] = []
    for cell in notebook["cells"]:
        timed = TIMED.findall("".join(cell["source"])) if cell["cell_type"] == "markdown" else []
        assert len(timed) < 2, "one heading with minutes a cell"
        if timed:
            parts.append(Part(next(tag for tag in tags_of(cell) if tag not in ("step", "more")), int(timed[0]), []))
        if parts:
            parts[-1].cells.append(cell)
    return parts


def shown(part: Part, language: str) -> tuple[str, float]:
    """All words that everybody reads in a part, and the minutes that its tasks take beside the reading."""
    speech, words, doing = Language(language), [], 0.0
    for cell in part.cells:
        source = "".join(cell["source"])
        if {"facilitator", "more", "key-points"} & set(tags_of(cell)):
            continue
        if cell["cell_type"] == "markdown":
            words.append(translate_markdown(source, speech))
            continue
        for kind, name, topic, when in CALL.findall(source):
            if kind == "exercise":
                one = exercise(name)
                words.append(one.question.say(speech))
                if isinstance(one, ChoiceExercise):
                    words += [option.sentence.say(speech) for option in one.options] + [
                        one.options[0].message.say(speech)
                    ]
                    doing += 3
                elif isinstance(one, SortingExercise):
                    words += [text.say(speech) for thing in one.things for text in (thing.words, thing.praise)]
                    doing += 0.5 * len(one.things)
            elif kind == "ask_ten":
                for question in quiz(int(topic)).questions:
                    words += [question.words.say(speech), *(option.say(speech) for _, option in question.options)]
                    words += [question.because.say(speech)] if when == "after" else []
                # The second time the questions are known, and one reads the reasons.
                doing += 10 * (0.15 if when == "before" else 0.05)
            else:
                sheet = worksheet(name)
                asked = [(one, min(each.rows, 5)) for each in sheet.parts for one in each.asked]
                words += [sheet.note.say(speech), *(one.label.say(speech) for one, _ in asked)]
                doing += sum(rows * (1.5 if one.kind == "long" else 0.25) for one, rows in asked)
    return re.sub(r"<[^>]*>|[|#*-]", " ", " ".join(words)), doing


@each
def test_the_minutes_of_a_lesson_and_of_its_cuts_add_up(path: Path) -> None:
    notebook = read(path)
    about, parts = notebook["metadata"]["toolkit"], parts_of(notebook)
    assert sum(part.minutes for part in parts) == about["minutes"]
    planned = {part.tag: part.minutes for part in parts}
    assert len(planned) == len(parts), "each timed part has a tag of its own"
    for length, cut in about.get("cuts", {}).items():
        assert sum(cut.values()) == int(length) < about["minutes"]
        assert set(cut) < set(planned)
        assert all(0 < minutes <= planned[tag] for tag, minutes in cut.items())
        assert {"case", "exercise", "discussion", "draft"} <= set(cut), "the talk and what is taken home stay"


@each
@pytest.mark.parametrize("language", WORDS_A_MINUTE)
def test_what_is_to_be_read_and_done_fits_into_its_minutes(path: Path, language: str) -> None:
    notebook = read(path)
    plans = [{part.tag: part.minutes for part in parts_of(notebook)}]
    plans += notebook["metadata"]["toolkit"].get("cuts", {}).values()
    for part in parts_of(notebook):
        text, doing = shown(part, language)
        needed = len(text.split()) / WORDS_A_MINUTE[language] + doing
        for plan in plans:
            assert needed <= plan.get(part.tag, needed), (part.tag, round(needed, 1))


@whole
def test_a_lesson_has_the_whole_grammar(path: Path) -> None:
    notebook = read(path)
    cells, parts = notebook["cells"], parts_of(notebook)
    tags = [part.tag for part in parts]
    assert tags[0] == "before"
    assert tags[-3:] == ["discussion", "draft", "after"]
    assert notebook["metadata"]["toolkit"]["cuts"]
    (talk,) = (
        cell
        for part in parts
        if part.tag == "discussion"
        for cell in part.cells
        if "discuss(" in "".join(cell["source"])
    )
    assert "more" not in tags_of(talk), "the talk is not folded away"
    home = next(part for part in parts if part.tag == "draft")
    seen = [cell for cell in home.cells if "facilitator" not in tags_of(cell)]
    assert any("fill_in(" in "".join(cell["source"]) for cell in seen), (
        "something on people's own workplace to take home"
    )
    assert "".join(seen[-1]["source"]).startswith("### On Monday")
    for part in parts[:-1]:
        assert any("facilitator" in tags_of(cell) for cell in part.cells), part.tag
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert 2 <= len(re.findall(r"ask\(exercise\(", code)) <= 4


def test_the_numbers_of_the_office_before_and_after_are_those_of_the_data() -> None:
    with (HOME / "datasets" / "service-before-and-after" / "data.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    def share(period: str, asked: str, **where: str) -> int:
        among = [one for one in rows if one["period"] == period and one[asked] and where.items() <= one.items()]
        return round(100 * sum(one[asked] == "yes" for one in among) / len(among))

    def days(period: str) -> int:
        return round(
            statistics.median(
                int(one["waiting_days"]) for one in rows if one["period"] == period and one["waiting_days"]
            )
        )

    told = "".join("".join(cell["source"]) for cell in read(HOME / "notebooks" / "2-services-and-jobs.ipynb")["cells"])
    numbers = [list(map(int, pair)) for pair in re.findall(r"\| (\d+) \| (\d+) \|", told)]
    periods = ("before", "after")
    assert numbers == [
        [days(one) for one in periods],
        [share(one, "abandoned", age_group="65 or older") for one in periods],
        [share(one, "abandoned", age_group="under 40") for one in periods],
        [share(one, "appeal_won") for one in periods],
    ]
