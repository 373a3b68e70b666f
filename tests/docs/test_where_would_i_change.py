"""The page of questions from a stranger: each walk leads to a file that holds what is asked for."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
PAGE = HOME / "docs" / "where-would-i-change.md"
ROW = re.compile(r"^\| (?P<question>[^|]+\?) \| `(?P<path>[^`]+)` \| `(?P<name>[^`]+)` \|$", re.MULTILINE)
ROWS = [(row["question"], row["path"], row["name"]) for row in ROW.finditer(PAGE.read_text(encoding="utf-8"))]


def defined_in(path: Path) -> set[str]:
    """The names that a module defines for others: functions, classes and values."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


def test_there_are_twenty_questions_and_no_two_lead_to_one_file() -> None:
    written = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][1:]
    assert len(written) == len(ROWS) >= 20
    assert len({path for _, path, _ in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("question", "path", "name"), ROWS, ids=[path for _, path, _ in ROWS])
def test_the_walk_leads_to_what_is_asked_for(question: str, path: str, name: str) -> None:
    place = HOME / path
    assert place.is_file(), f"{question}: {path} is not there"
    if place.suffix == ".py":
        assert name in defined_in(place), f"{question}: {path} defines no {name}"
    else:
        assert re.search(rf"^{re.escape(name)}\b", place.read_text(encoding="utf-8"), re.MULTILINE), name
    for folder in place.parents:
        if folder == HOME / "toolkit" or (HOME / "toolkit") not in folder.parents:
            break
        if (folder / "__init__.py").exists():
            said = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
            assert "?" in said.split("\n")[0], f"{folder} does not say its question"
