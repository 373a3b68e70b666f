"""The start page lists what describes itself as a lesson, in the order of teaching."""

from __future__ import annotations

import json
from pathlib import Path

from toolkit.serving import LessonCard, lessons
from toolkit.serving.lessons import title_of


def write(path: Path, *markdown: str, about: object = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [{"cell_type": "markdown", "source": source} for source in markdown]
    path.write_text(json.dumps({"cells": cells, "metadata": {} if about is None else {"toolkit": about}}))


def test_card_says_what_the_notebook_says(tmp_path: Path) -> None:
    about = {"topic": 4, "minutes": 60, "summary": "Read one.", "audience": ["organisers"]}
    write(tmp_path / "4-seat.ipynb", "text", "# A `seat`\n\nmore", about=about)
    assert lessons(tmp_path) == (LessonCard("4-seat.ipynb", 4, "A seat", "Read one.", 60, ("organisers",)),)


def test_card_knows_its_door_its_edition_and_what_people_leave_with(tmp_path: Path) -> None:
    about = {"door": "file", "leave_with": "a list"}
    write(tmp_path / "rooms/file.ipynb", "# Count", about=about)
    write(tmp_path / "rooms/file.facilitator.ipynb", "# Count", about={**about, "facilitator": True})
    write(tmp_path / "rooms/gallery.ipynb", "# Controls", about={"gallery": True, "door": "window"})
    file, gallery = lessons(tmp_path)
    assert (file.door, file.gallery, file.leave_with) == ("file", False, "a list")
    assert file.facilitator == "rooms/file.facilitator.ipynb"
    assert (gallery.door, gallery.gallery, gallery.facilitator) == (None, True, None)


def test_topics_come_in_order_and_tools_last(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", "# Tool", about={})
    write(tmp_path / "b.ipynb", "# Ten", about={"topic": 10})
    write(tmp_path / "organisers/c.ipynb", "# Two", about={"topic": 2})
    assert [(card.file, card.topic) for card in lessons(tmp_path)] == [
        ("organisers/c.ipynb", 2),
        ("b.ipynb", 10),
        ("a.ipynb", None),
    ]


def test_what_is_no_lesson_is_not_listed(tmp_path: Path) -> None:
    write(tmp_path / "notes.ipynb", "# Notes")
    write(tmp_path / ".ipynb_checkpoints/x.ipynb", "# Copy", about={"topic": 1})
    (tmp_path / "broken.ipynb").write_text("{")
    assert lessons(tmp_path) == ()


def test_title_is_the_first_heading_of_the_first_level() -> None:
    cells = [
        {"cell_type": "code", "source": "# a comment"},
        {"cell_type": "markdown", "source": ["## small\n", "# Title #"]},
    ]
    assert title_of({"cells": cells}) == "Title"
    assert title_of({"cells": []}) is None
