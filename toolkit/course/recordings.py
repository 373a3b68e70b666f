"""Recordings of lessons that people have read: whose voice, in which language, under which licence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.course.topics import TOPICS
from toolkit.languages.catalogue import KNOWN
from toolkit.registers.fields import Fields, load_list
from toolkit.registers.locate import folder

LIST = "recordings.yml"
SUFFIXES = (".mp3", ".m4a", ".ogg", ".opus", ".wav")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True)
class Recording:
    """A lesson, or a part of it, as people have read it.

    Attributes
    ----------
    file
        Where the sound lies.
    topic, language
        Which lesson it is, and in which language.
    licence
        Under what it may be passed on.
    reader
        Who reads, as they want to be named: a post or a group will do.
    """

    file: Path
    topic: int
    language: str
    licence: str
    reader: str


def recordings(place: Path | None = None) -> tuple[Recording, ...]:
    """All recordings that are listed in a folder, those of the toolkit if none is named.

    Raises
    ------
    RecordError
        If the list does not hold: a field is missing, a file is not there, or its kind is not one of `SUFFIXES`.

    Examples
    --------
    >>> recordings()
    ()
    """
    home = place or folder("templates") / "course" / "recordings"
    path = home / LIST
    if place is None and not path.is_file():
        return ()
    return tuple(_recording(raw, number, home) for number, raw in enumerate(load_list(path), start=1))


def _recording(raw: Any, number: int, home: Path) -> Recording:
    fields = Fields(LIST, number, raw, key="file")
    fields.known(required=("file", "topic", "language", "licence", "reader"))
    name = fields.text("file")
    if not _NAME.fullmatch(name) or Path(name).suffix.lower() not in SUFFIXES:
        raise fields.error(f"“file” is “{name}”; it must be a plain name that ends in {', '.join(SUFFIXES)}")
    if not (home / name).is_file():
        raise fields.error(f"the file {name} is not there")
    topic = fields.raw["topic"]
    if topic not in [one.number for one in TOPICS]:
        raise fields.error(f"“topic” is “{topic}”; allowed: 1 to {len(TOPICS)}")
    return Recording(
        home / name, topic, fields.choice("language", KNOWN), fields.text("licence"), fields.text("reader")
    )
