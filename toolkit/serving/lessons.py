"""Which lessons are there in a language, and what does the start page say about each?"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.languages.notebooks import FACILITATOR

DOORS = ("file", "clause", "answer", "signed", "system", "rights")  # what `metadata["toolkit"]["door"]` may say
# Shows what a room answered before the organiser puts it on the wall.
_ONLY_TEACHERS = ("organisers/workshop-dashboard.ipynb",)
_HEADING = re.compile(r"^#[ \t]+(.+?)[ \t]*#*[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class LessonCard:
    """What somebody reads before opening a lesson: what it is about, how long it takes and for whom it is.

    `file` is the notebook's path inside its language's folder, `topic` its number among the topics or None for a
    tool that stands outside them. `leave_with` is what people take home, in the lesson's language. `door` is the door
    of the start page that it stands behind; `gallery` says that it shows the controls and teaches nothing, `teach`
    that it is for those who teach and stands on their page, `board` that it shows there what came of it.
    `facilitator` is the file of its edition for facilitators, if there is one.
    """

    file: str
    topic: int | None
    title: str
    summary: str
    minutes: int | None
    audience: tuple[str, ...]
    leave_with: str = ""
    door: str | None = None
    gallery: bool = False
    teach: bool = False
    board: bool = False
    facilitator: str | None = None


def is_of_who_teaches(path: str) -> bool:
    """Whether only those who teach may open what is at this path inside the folder of notebooks.

    >>> is_of_who_teaches("en/4-seat-at-the-table.facilitator.ipynb"), is_of_who_teaches("en/4-seat-at-the-table.ipynb")
    (True, False)
    >>> is_of_who_teaches("ar/organisers/workshop-dashboard.ipynb")
    True
    """
    return path.endswith((f".{FACILITATOR}.ipynb", *(f"/{each}" for each in _ONLY_TEACHERS)))


def lessons(folder: Path) -> tuple[LessonCard, ...]:
    """The lessons of one language, in the order in which they are taught.

    Parameters
    ----------
    folder
        The folder of one language, such as ``build/notebooks/ar``. Notebooks that do not describe themselves in
        ``metadata["toolkit"]`` are not listed, nor are the variants for facilitators and those that say ``lab``: code
        to be read and changed in JupyterLab, which a page would not show.
    """
    found = []
    for path in sorted(folder.rglob("*.ipynb")):
        file = path.relative_to(folder)
        if any(part.startswith(".") for part in file.parts):
            continue
        notebook = read_notebook(path)
        about = about_lesson(notebook)
        if about is not None and not about.get("facilitator") and about.get("lab") is not True:
            edition = file.with_suffix(f".{FACILITATOR}.ipynb")
            beside = edition.as_posix() if (folder / edition).is_file() else None
            found.append(_card(file.as_posix(), notebook, about, beside))
    return tuple(sorted(found, key=lambda card: (card.topic is None, card.topic or 0, card.file)))


def read_notebook(path: Path) -> dict[str, Any]:
    """A notebook as plain values; an empty one if the file is gone or half written."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return notebook if isinstance(notebook, dict) else {}


def about_lesson(notebook: dict[str, Any]) -> dict[str, Any] | None:
    """What a notebook says about itself as a lesson, or None if it is none."""
    about = notebook.get("metadata", {}).get("toolkit")
    return about if isinstance(about, dict) else None


def title_of(notebook: dict[str, Any]) -> str | None:
    """The first heading of the notebook, without its markup."""
    for cell in notebook.get("cells", []):
        if cell.get("cell_type") != "markdown":
            continue
        source = cell.get("source", "")
        heading = _HEADING.search("".join(source) if isinstance(source, list) else source)
        if heading:
            return re.sub(r"[*_`]", "", heading.group(1))
    return None


def _card(file: str, notebook: dict[str, Any], about: dict[str, Any], facilitator: str | None) -> LessonCard:
    return LessonCard(
        file=file,
        topic=_whole(about.get("topic")),
        title=title_of(notebook) or Path(file).stem,
        summary=str(about.get("summary", "")),
        minutes=_whole(about.get("minutes")),
        audience=tuple(about.get("audience", ())),
        leave_with=str(about.get("leave_with", "")),
        door=about.get("door") if about.get("door") in DOORS else None,
        gallery=about.get("gallery") is True,
        teach=about.get("teach") is True,
        board=about.get("board") is True,
        facilitator=facilitator,
    )


def _whole(value: object) -> int | None:
    """A whole number, or None: a start page does not fail for everybody because one notebook says "four"."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None
