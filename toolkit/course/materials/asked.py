"""Which exercises a lesson asks, in their order, with what stands before them on the page."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from toolkit.course.exercises.choosing import ChoiceExercise
from toolkit.course.exercises.clause_strength import clause_ladder
from toolkit.course.exercises.exercise import NumberExercise
from toolkit.course.exercises.five_places import five_places
from toolkit.course.exercises.marking import MarkingExercise
from toolkit.course.exercises.rewritten_sentence import what_was_lost
from toolkit.course.exercises.sorting import SortingExercise
from toolkit.course.exercises.their_number import never_picks
from toolkit.course.exercises.times_as_often import times_as_often
from toolkit.course.exercises.where_it_arises import where_it_arises
from toolkit.course.exercises.written import exercise
from toolkit.course.plans.lesson import heading_of, notebook_of
from toolkit.languages import Language
from toolkit.languages.notebooks import translate_notebook

AnyExercise = ChoiceExercise | MarkingExercise | NumberExercise | SortingExercise
_STEP = re.compile(r"^## ", re.MULTILINE)


@dataclass(frozen=True)
class AskedExercise:
    """An exercise of a lesson.

    Attributes
    ----------
    name
        What its file is called: the id with hyphens only.
    step
        The heading under which it stands, without the minutes.
    before
        The prose of its step up to the question, in the reader's language: tables and cases without which the
        question cannot be answered.
    """

    name: str
    step: str
    exercise: AnyExercise
    before: str


@cache
def asked_in(topic: int, language: Language) -> tuple[AskedExercise, ...]:
    """The exercises of a topic's lesson in the order in which they are asked.

    >>> [one.name for one in asked_in(7, Language("en"))]
    ['ally-for-what', 'campaign-order', 'first-words']
    """
    path = notebook_of(topic)
    if path is None:
        return ()
    notebook = translate_notebook(json.loads(path.read_text(encoding="utf-8")), language.code)
    logs = _logs(notebook)
    found: list[AskedExercise] = []
    prose: list[str] = []
    step = ""
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            prose = [text] if _STEP.search(text) else [*prose, text]
            step = heading_of(text) or step
            continue
        for name, call in _calls(text, "ask"):
            made = _made(name, call, logs)
            found.append(AskedExercise(re.sub(r"[^a-z0-9]+", "-", made.id), step, made, "\n\n".join(prose)))
    return tuple(found)


def _calls(code: str, outer: str) -> Iterator[tuple[str, ast.Call]]:
    """What stands in the calls of a function, with the name of the function that makes it."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == outer and node.args:
            inner = node.args[0]
            if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name):
                yield inner.func.id, inner


def _logs(notebook: dict[str, Any]) -> tuple[str, ...]:
    """The datasets that a lesson opens by name."""
    code = "\n".join("".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code")
    return tuple(re.findall(r"DecisionLog\.open\(\"([a-z0-9-]+)\"\)", code))


def _made(name: str, call: ast.Call, logs: tuple[str, ...]) -> AnyExercise:
    words = [part.value for part in call.args if isinstance(part, ast.Constant)]
    named: dict[str, Any] = {
        one.arg or "": one.value.value for one in call.keywords if isinstance(one.value, ast.Constant)
    }
    compared: dict[str, Callable[..., AnyExercise]] = {
        "times_as_often": times_as_often,
        "where_it_arises": where_it_arises,
    }
    if name in compared:
        return compared[name](_result(logs[0], str(words[0]), str(words[2])), *words)
    if name == "never_picks":
        return never_picks(_result(logs[0]).codebook, **named)
    made: dict[str, Callable[..., AnyExercise]] = {
        "exercise": exercise,
        "clause_ladder": clause_ladder,
        "five_places": five_places,
        "what_was_lost": what_was_lost,
    }
    return made[name](*words)


@cache
def _result(log: str, characteristic: str = "", reference: str = "") -> Any:
    from toolkit.audit import DecisionLog, audit

    opened = DecisionLog.open(log)
    return audit(opened, reference={characteristic: reference}) if characteristic else audit(opened)
