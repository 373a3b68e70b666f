"""The steps of a lesson: one idea a screen, each beginning at a cell tagged ``step``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

STEP, MORE = "step", "more"
_HEADING = re.compile(r"^#{2,3}[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
_NUMBER = re.compile(r"^\d+\s*·\s*")
_MINUTES = re.compile(r"\s*[(（][^()]*\d[^()]*[)）]\s*$")


@dataclass(frozen=True)
class Step:
    """A step of a lesson: where it stands, what it is called, and its minutes: 0 if its heading names none."""

    anchor: str
    title: str
    minutes: int = 0


def steps_of(notebook: dict[str, Any], first: str) -> tuple[Step, ...]:
    """The steps of a lesson in order; none if its notebook names none.

    Parameters
    ----------
    first
        What the part before the first named step is called.

    >>> cells = [{"cell_type": "markdown", "metadata": {"tags": ["step"]}, "source": "## 1 · The case (10 minutes)"}]
    >>> [(step.anchor, step.title, step.minutes) for step in steps_of({"cells": cells}, "Start")]
    [('step-0', 'Start', 0), ('step-1', 'The case', 10)]
    """
    named = [cell for cell in notebook.get("cells", []) if STEP in _tags(cell)]
    if not named:
        return ()
    titles = [(first, 0), *(_title(cell) for cell in named)]
    return tuple(Step(f"step-{number}", *title) for number, title in enumerate(titles))


def _tags(cell: dict[str, Any]) -> list[Any]:
    """The tags of a cell; a notebook of somebody else may hold anything in their place."""
    about = cell.get("metadata")
    tags = about.get("tags") if isinstance(about, dict) else None
    return tags if isinstance(tags, list) else []


def _title(cell: dict[str, Any]) -> tuple[str, int]:
    source = cell.get("source", "")
    heading = _HEADING.search("".join(source) if isinstance(source, list) else source)
    title = re.sub(r"[*_`]", "", heading.group(1)) if heading else ""
    minutes = _MINUTES.search(title)
    figures = re.search(r"\d{1,3}", minutes[0]) if minutes else None
    return _MINUTES.sub("", _NUMBER.sub("", title)) or "…", int(figures[0]) if figures else 0
