"""Their answer as a redline of our draft: a Word file in which every difference is a tracked change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from toolkit.bargaining.agreements.draft import Draft
from toolkit.bargaining.agreements.paper import EMPLOYER
from toolkit.bargaining.counter.compare import read_ours
from toolkit.bargaining.counter.paragraphs.reading import CounterText, read_counter
from toolkit.documents import Document, write_docx
from toolkit.documents.word.read import Source
from toolkit.documents.word.redline import Role, interleave, write_redline_docx
from toolkit.documents.writing import write_bytes
from toolkit.languages import translatable

Line = tuple[str, Role]
MOVED_BY = translatable("{who} (moved)")


def redline(agreement: Draft, source: Source, *, name: str = "") -> bytes:
    """A Word file in which accepting all changes gives their text, and rejecting all gives ours.

    Numbers of articles, paragraphs and points are not text in it: Word counts them itself.

    Raises
    ------
    UnfilledBlank, UnknownSuffix, UnreadableFile
    """
    document = read_ours(agreement)
    lines = interleave(*both_texts(document, source, name=name))
    author = document.language.say(EMPLOYER)
    moved = document.language.say(MOVED_BY, who=author)
    return write_redline_docx(replace(document, blocks=(), mark=""), lines, author=author, moved=moved)


def both_texts(document: Document, source: Source, *, name: str = "") -> tuple[list[Line], list[Line]]:
    """Our text and theirs, line by line: what rejecting and accepting everything must give."""
    ids = [article.id for article in document.articles]
    ours = read_counter(write_docx(document), articles=ids)
    return list(lines_of(ours)), list(lines_of(read_counter(source, name=name, articles=ids)))


def write_redline(agreement: Draft, source: Source, path: str | Path, *, name: str = "") -> Path:
    """Write the redline to a .docx file; see `redline`."""
    return write_bytes(redline(agreement, source, name=name), path)


def lines_of(text: CounterText) -> Iterator[Line]:
    """The lines of a text, each with the part it plays."""
    first = True
    for article in text.articles:
        if article.heading:
            role: Role = "article" if article.numbered else "title" if first else "heading"
            yield article.heading, role
            first = False
        for paragraph in article.paragraphs:
            yield paragraph.text, "paragraph" if article.numbered else "body"
            for point in paragraph.points:
                yield point, "point" if article.numbered else "body"
