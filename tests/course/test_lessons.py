"""Every lesson keeps to the grammar, its minutes and its cuts add up, and what is to be read fits into them."""

from __future__ import annotations

import csv
import json
import re
import statistics
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from toolkit.audit import DecisionLog, audit
from toolkit.bargaining import library
from toolkit.course import (
    ChoiceExercise,
    MarkingExercise,
    NumberExercise,
    SortingExercise,
    clause_ladder,
    exercise,
    five_places,
    never_picks,
    quiz,
    times_as_often,
    what_was_lost,
    where_it_arises,
    worksheet,
)
from toolkit.course.exercises.clause_strength import examples_of, words_of
from toolkit.languages import KNOWN, Language
from toolkit.languages.notebooks import translate_markdown

HOME = Path(__file__).parents[2]
LESSONS = sorted(path for path in (HOME / "notebooks").glob("*.ipynb") if re.match(r"\d-", path.name))
TIMED = re.compile(r"^#{2,3} .*\((\d+) minutes\)$", re.MULTILINE)
WORDS_A_MINUTE = {"en": 180, "ar": 140}
CALL = re.compile(r'(\w+)\((?:"([\w-]+)"|(\d), "(\w+)"|language|result|log)?')
# The minutes that the larger tools need at least, with the reading in them: what is chosen, filled in and looked at for
# the paper that the step promises, at half a minute a field and a minute and a half a text. Drafts can be gone on with.
TOOLS = {
    "ask_management": 8,  # five minutes alone, then ten ticks and a day
    "assess_system": 8,  # the example, three answers changed, both scores
    "build_body": 9,  # a ready body, two options changed, the reasons why it holds or does not
    "choose_clause": 9,  # two clauses with their blanks
    "claim_rights": 12,  # the place, the situation, three cards
    "compare_answer": 9,  # the example's five places, found and looked up
    "draft_clause": 6,  # the place, the names, three blanks, the paper
    "map_allies": 20,  # eight actors, five days, the first words
    "play_table": 17,  # one round of seven minutes, the sheets before and five minutes after
    "share_record": 15,  # seven fields, the checklist, the file
    "weaken_draft": 10,  # their paper read, one word changed in five places, the answer handed over
}
TAKEN_HOME = ("fill_in", "claim_rights", "share_record", "map_allies")  # on people's own workplace, with a paper
each = pytest.mark.parametrize("path", LESSONS, ids=[path.stem for path in LESSONS])


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


@cache
def computed() -> dict[str, Any]:
    """The exercises that are worked out from data or from clauses, by the words with which a lesson calls them."""
    log = DecisionLog.open("student-grant-checks")
    result = audit(log, reference={"origin": "Netherlands"})
    asked = (result, "origin", "outside Europe", "Netherlands")
    ladder = {f'clause_ladder("{rung}"': clause_ladder(rung) for rung in ("told", "due", "bites")}
    return ladder | {
        "times_as_often(": times_as_often(*asked),
        "where_it_arises(": where_it_arises(*asked),
        "never_picks(": never_picks(log.codebook, claim=0.97),
        "what_was_lost(": what_was_lost(),
        "five_places(": five_places(),
    }


def asked_in(source: str) -> list[Any]:
    named = [exercise(name) for name in re.findall(r'ask\(exercise\("([\w-]+)"', source)]
    return named + [one for call, one in computed().items() if f"ask({call}" in source]


def task(one: Any, speech: Language) -> tuple[list[str], float]:
    """What an exercise gives to read, and the minutes for thinking."""
    words = [one.question.say(speech)]
    if isinstance(one, ChoiceExercise):
        return [*words, *(each.sentence.say(speech) for each in one.options), one.options[0].message.say(speech)], 3
    if isinstance(one, SortingExercise):
        words += [text.say(speech) for thing in one.things for text in (thing.words, thing.praise)]
        return words, 0.5 * len(one.things)
    if isinstance(one, MarkingExercise):  # every sentence is weighed; what is told of the right marks is read
        words += [each.words.say(speech) for each in one.passages]
        return [*words, *(each.told.say(speech) for each in one.passages if each.lost)], 0.25 * len(one.passages)
    assert isinstance(one, NumberExercise)
    return [*words, one.mistakes[0].message.say(speech), one.praise.say(speech)], 4


def read_there(call: str, name: str, source: str, speech: Language) -> list[str]:
    """What a cell shows without asking anything."""
    if call == "show_case":
        known = re.search(r'open\("([\w-]+)"\)', source)
        book = DecisionLog.open(known[1] if known else "student-grant-checks").codebook
        return [book.text("story", speech), book.text("caution", speech)]
    if call == "show_strengths":  # one paragraph of each is read
        clause = library()[name]
        told = [words_of(clause, one, speech, examples_of(clause, speech)) for one in clause.strengths]
        return [max(paragraphs)[0] for paragraphs in told]
    return []


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
        for one in asked_in(source):
            read_here, minutes = task(one, speech)
            words, doing = words + read_here, doing + minutes
        for kind, name, topic, when in CALL.findall(source):
            doing += TOOLS.get(kind, 0)
            words += read_there(kind, name, source, speech)
            if kind == "ask_ten":
                for question in quiz(int(topic)).questions:
                    words += [question.words.say(speech), *(option.say(speech) for _, option in question.options)]
                    words += [question.because.say(speech)] if when == "after" else []
                # The second time the questions are known, and one reads the reasons.
                doing += 10 * (0.15 if when == "before" else 0.05)
            elif kind in ("fill_in", "discuss"):
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


def test_every_task_of_a_lesson_is_reckoned() -> None:
    """A tool that a lesson calls and that no minutes are known for would be free."""
    passive = {"show_cases", "show_case", "show_figures", "show_practices", "show_strengths"}
    passive |= {"show_people", "show_inside", "show_answer"}
    known = {"ask", "ask_ten", "discuss", "fill_in", "say_findings", *passive, *TOOLS}
    for path in LESSONS:
        cells = [cell for cell in read(path)["cells"] if cell["cell_type"] == "code"]
        imported = re.findall(
            r"from toolkit\.app import \(?([^)]*?)\)?(?:\nfrom|$)", "".join(cells[1]["source"]), re.DOTALL
        )
        assert set(re.findall(r"\w+", imported[0])) <= known, path.stem


@each
def test_a_lesson_has_the_whole_grammar(path: Path) -> None:
    notebook = read(path)
    cells, parts = notebook["cells"], parts_of(notebook)
    tags = [part.tag for part in parts]
    assert tags[0] == "before"
    assert tags[-3:] == ["discussion", "draft", "after"]
    assert min(map(int, notebook["metadata"]["toolkit"]["cuts"])) == 60
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
    assert any(f"{call}(" in "".join(cell["source"]) for cell in seen for call in TAKEN_HOME), (
        "something on people's own workplace to take home"
    )
    assert "".join(seen[-1]["source"]).startswith("### On Monday")
    for part in parts[:-1]:
        assert any("facilitator" in tags_of(cell) for cell in part.cells), part.tag
    tasks = [one for cell in cells if cell["cell_type"] == "code" for one in asked_in("".join(cell["source"]))]
    assert 2 <= len(tasks) <= 4


@each
@pytest.mark.parametrize("language", KNOWN)
def test_every_wrong_answer_has_a_message_of_its_own_and_hints_and_solution_are_there(
    path: Path, language: str
) -> None:
    for one in (each for cell in read(path)["cells"] for each in asked_in("".join(cell["source"]))):
        if isinstance(one, SortingExercise):
            for thing in one.things:
                told = {
                    basket.name: one.check({thing.name: basket.name})[thing.name].message.say(language)
                    for basket in one.baskets
                }
                wrong = [words for name, words in told.items() if name not in thing.right]
                assert len({*wrong, thing.praise.say(language)}) == len(wrong) + 1, (one.id, thing.name)
        elif isinstance(one, ChoiceExercise):
            told = {option.name: option.message.say(language) for option in one.options}
            assert len(set(told.values())) == len(told), one.id
        elif isinstance(one, MarkingExercise):
            marks = one.check([each.name for each in one.passages]).values()
            assert len({told.message.say(language) for told in marks}) == len(one.passages), one.id
        else:  # one mistake may be written in two ways, as a share and as a percentage
            messages = {mistake.message.say(language) for mistake in one.mistakes}
            assert len(messages) >= 2, one.id
            assert not messages & {one.praise.say(language), one.nearly.say(language)}, one.id
        assert one.hints, one.id
        assert one.solution.say(language).strip()


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
