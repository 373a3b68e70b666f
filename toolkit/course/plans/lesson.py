"""What a plan needs of a lesson: the names of its steps, its aims, its key points, its sheets, its notes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from toolkit.course.plans.prose import plain
from toolkit.course.worksheets import written_worksheets
from toolkit.languages import Language
from toolkit.languages.notebooks import FACILITATOR, translate_notebook
from toolkit.registers.locate import folder

KEY_POINTS, STEP = "key-points", "step"
_HEADING = re.compile(r"^#+[ \t]+(.+?)[ \t]*$", re.MULTILINE)
_IN_BRACKETS = re.compile(r"\s*[(（][^()]*\d[^()]*[)）]\s*$")  # a heading ends with its minutes
_SHEET = re.compile(r"\b(?:fill_in|discuss)\(\s*[\"']([a-z0-9-]+)[\"']")


@dataclass(frozen=True)
class Lesson:
    """A lesson as its notebook tells it, in one language.

    Attributes
    ----------
    steps
        The tags of its steps, each with the heading under which people find it, without the minutes.
    aims, key_points
        Prose: what people will be able to do; what they take along, with the sources.
    notes
        The notes for whoever leads, each with the heading of the step before it; an empty one for the whole lesson.
    sheets
        The ids of the worksheets that are filled in.
    cuts
        The lesson by itself in less time: minutes of each step by the minutes of the whole.
    """

    topic: int
    title: str
    minutes: int | None
    steps: Mapping[str, str]
    aims: str
    key_points: str
    notes: tuple[tuple[str, str], ...]
    sheets: tuple[str, ...]
    cuts: Mapping[int, Mapping[str, int]]


def lesson(topic: int, language: Language | str) -> Lesson | None:
    """The lesson of a topic, or None where none is written yet.

    >>> lesson(4, "en").steps["exercise"]
    'Do: how many times as often?'
    """
    path = notebook_of(topic)
    return None if path is None else read_lesson(path, Language.of(language).code)


def notebook_of(topic: int) -> Path | None:
    """The notebook of a topic's lesson."""
    return lesson_notebooks().get(topic)


@cache
def lesson_notebooks() -> Mapping[int, Path]:
    """The notebook of each topic that has one: the first by name."""
    found: dict[int, Path] = {}
    for path in sorted(folder("notebooks").glob("*.ipynb")):
        topic = json.loads(path.read_text(encoding="utf-8"))["metadata"].get("toolkit", {}).get("topic")
        if isinstance(topic, int):
            found.setdefault(topic, path)
    return found


@cache
def read_lesson(path: Path, code: str) -> Lesson:
    """A lesson out of its notebook, in the language of that code."""
    notebook = translate_notebook(json.loads(path.read_text(encoding="utf-8")), code, facilitator=True)
    about, cells = notebook["metadata"]["toolkit"], notebook["cells"]
    prose = [(set(_tags(cell)), "".join(cell["source"])) for cell in cells if cell["cell_type"] == "markdown"]
    code_of_lesson = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    steps: dict[str, str] = {}
    notes: list[tuple[str, str]] = []
    at = ""
    for tags, text in prose:
        heading = heading_of(text)
        if FACILITATOR in tags:
            notes.append(("" if heading else at, text))
            continue
        if STEP in tags and heading:
            at = heading
        for tag in sorted(tags - {STEP, "more", "monday"}):
            if heading:
                steps.setdefault(tag, heading)
    known = written_worksheets()
    return Lesson(
        about["topic"],
        heading_of(prose[0][1]),
        about.get("minutes"),
        steps,
        next((text for tags, text in prose[1:] if "more" in tags), ""),
        next((text for tags, text in prose if KEY_POINTS in tags), ""),
        tuple(notes),
        tuple(dict.fromkeys(name for name in _SHEET.findall(code_of_lesson) if name in known)),
        {int(whole): dict(cut) for whole, cut in about.get("cuts", {}).items()},
    )


def heading_of(text: str) -> str:
    """The first heading of a piece of prose without its minutes; empty if it has none.

    >>> heading_of("## Do: the data day (10 minutes)")
    'Do: the data day'
    """
    found = _HEADING.search(text)
    return without_minutes(plain(found[1])) if found else ""


def without_minutes(heading: str) -> str:
    """A heading without the minutes in brackets at its end."""
    return _IN_BRACKETS.sub("", heading)


def _tags(cell: Mapping[str, Any]) -> list[str]:
    return list(cell.get("metadata", {}).get("tags", []))
