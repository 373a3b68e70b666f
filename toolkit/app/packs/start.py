"""The first page of a pack: what lies where, in plain words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath
from urllib.parse import quote

from toolkit.app.offline.page import whole_page
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup

_TITLE = translatable("Start here: {course}")
_LEAD = translatable(
    "Everything for the course lies in this folder. It opens by a double click, needs no network, and sends nothing."
)
_KINDS = {
    ".pdf": translatable("to print (PDF)"),
    ".docx": translatable("to change (Word)"),
    ".ics": translatable("for the calendar"),
    ".html": translatable("to open"),
}


@dataclass(frozen=True)
class Shown:
    """A file on the start page."""

    title: str
    path: str


@dataclass(frozen=True)
class Section:
    """A folder of the pack on the start page: what it is called, whom it is for, its files."""

    title: str
    words: str
    files: tuple[Shown, ...]


def start_page(course: str, language: Language, sections: Iterable[Section], note: str = "") -> str:
    """The page that leads to every file; what there is in several kinds stands in one line."""
    title = language.say(_TITLE, course=course)
    shown = joined(
        markup("<section><h2>{}</h2><p>{}</p><ul>{}</ul></section>", one.title, one.words, _lines(one, language))
        for one in sections
    )
    said = markup("<p>{}</p>", note) if note else Markup()
    lead = language.say(_LEAD)
    main = markup('<h1>{}</h1><p class="tk-lead">{}</p>{}{}', title, lead, said, shown)
    return whole_page(title, language, "", {}, main)


def _lines(section: Section, language: Language) -> str:
    lines = Markup()
    for _, files in groupby(section.files, key=lambda one: PurePosixPath(one.path).with_suffix("")):
        together = tuple(files)
        title, paths = together[0].title, [one.path for one in together]
        if len(paths) == 1:
            lines += markup("<li>{}</li>", _link(paths[0], title))
        else:
            links = joined((_link(path, kind_of(path, language), title) for path in paths), " · ")
            lines += markup("<li>{}: {}</li>", title, links)
    return lines


def kind_of(path: str, language: Language) -> str:
    """What a file is for, told by its ending."""
    suffix = PurePosixPath(path).suffix
    return language.say(_KINDS[suffix]) if suffix in _KINDS else suffix.lstrip(".").upper()


def _link(path: str, words: str, about: str = "") -> str:
    label = markup(' aria-label="{}"', f"{about}: {words}") if about else ""
    return markup('<a href="{}"{}>{}</a>', quote(path), label, words)
