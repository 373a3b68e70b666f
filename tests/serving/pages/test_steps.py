"""The steps of a lesson, read from its notebook: names without numbers and minutes, in every language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.serving.pages.steps import Step, steps_of

NOTEBOOKS = Path(__file__).parents[3] / "notebooks"


def cell(source: Any, *tags: str, kind: str = "markdown") -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {"tags": list(tags)}, "source": source}


def title(source: Any) -> str:
    (_, step) = steps_of({"cells": [cell(source, "step")]}, "Start")
    return step.title


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("## 1 · The case (10 minutes)", "The case"),
        ("## 12 · The case (about 10–15 minutes)", "The case"),
        ("## The case", "The case"),
        ("### 2 · How many times as often? (8 min)", "How many times as often?"),
        ("## 1 · الحالة (10 دقائق)", "الحالة"),
        ("## 2 · كم مرة أكثر؟ (٨ دقائق)", "كم مرة أكثر؟"),
        ("## ٣ · ما نطالب به (دقيقتان، 2)", "ما نطالب به"),
        ("## 1 · 案件（10分）", "案件"),
        ("## 1 · The case (of students)", "The case (of students)"),  # nobody's minutes
        ("## The case (of students) (10 minutes)", "The case (of students)"),
        ("## 2026 in numbers", "2026 in numbers"),
        ("## **The** `case` ##", "The case"),
        ("Words before.\n\n## 1 · The case (10 minutes)\n\n## Another heading", "The case"),
        ("##\tThe case   ", "The case"),
        (["Words\n", "## 1 · The ca", "se (10 minutes)\n", "more"], "The case"),
        (["## 1 · الحالة (10 دقائق)\n"], "الحالة"),
        ("## <b>The</b> & case", "<b>The</b> & case"),  # as words: the page escapes them
        ("# The lesson", "…"),  # its own title names no step
        ("#### Too deep", "…"),
        ("##No space", "…"),
        ("no heading at all", "…"),
        ("## (10 minutes)", "…"),
        ("", "…"),
        ([], "…"),
    ],
)
def test_a_step_is_called_by_its_heading_without_number_and_minutes(source: Any, shown: str) -> None:
    assert title(source) == shown


def test_the_part_before_the_first_step_is_a_step_too_and_all_have_their_anchors() -> None:
    notebook = {
        "cells": [
            cell("# The lesson"),
            cell("parameters", "parameters", kind="code"),
            cell("## 1 · One (5 minutes)", "step"),
            cell("words"),
            cell("## Not a step"),
            cell("## 2 · Two (5 minutes)", "more", "step"),
        ]
    }
    assert steps_of(notebook, "Start") == (Step("step-0", "Start"), Step("step-1", "One", 5), Step("step-2", "Two", 5))
    assert [step.title for step in steps_of(notebook, "البداية")] == ["البداية", "One", "Two"]


@pytest.mark.parametrize(
    "notebook",
    [
        {},
        {"cells": []},
        {"cells": [{}]},
        {"cells": [{"cell_type": "markdown", "source": "## 1 · One"}]},
        {"cells": [{"cell_type": "markdown", "metadata": {}, "source": "## 1 · One"}]},
        {"cells": [{"cell_type": "markdown", "metadata": "step", "source": "## 1 · One"}]},
        {"cells": [{"cell_type": "markdown", "metadata": {"tags": True}, "source": "## 1 · One"}]},
        {"cells": [cell("## 1 · One", "more"), cell("## 2 · Two", "steps"), cell("x", "parameters", kind="code")]},
    ],
)
def test_a_notebook_that_names_no_step_has_none(notebook: dict[str, Any]) -> None:
    assert steps_of(notebook, "Start") == ()


def test_a_step_without_source_is_still_a_step() -> None:
    notebook = {"cells": [{"metadata": {"tags": ["step"]}}, cell("1 + 1", "step", kind="code")]}
    assert [step.anchor for step in steps_of(notebook, "Start")] == ["step-0", "step-1", "step-2"]
    assert [step.title for step in steps_of(notebook, "Start")] == ["Start", "…", "…"]


@given(st.text(), st.sampled_from(["", "## ", "### 1 · ", "## 3 · x "]))
def test_any_source_gives_a_step_with_a_name_on_one_line(source: str, before: str) -> None:
    shown = title(before + source)
    assert shown
    assert "\n" not in shown
    assert shown == title([before + source])


def test_our_lessons_name_their_steps_without_a_trace_of_minutes() -> None:
    lessons = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in NOTEBOOKS.glob("*.ipynb")}
    named = {name: [step.title for step in steps_of(notebook, "Start")] for name, notebook in lessons.items()}
    assert "4-seat-at-the-table.ipynb" in named
    for name, titles in named.items():
        for each in titles:
            assert each != "…", name
            assert "minute" not in each, name
            assert not each[0].isdigit(), name
