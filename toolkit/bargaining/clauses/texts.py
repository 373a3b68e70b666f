"""Read the words of an agreement from their files: a head, sections, numbered paragraphs, and blanks to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from toolkit.documents import Numbered, Reference, Text
from toolkit.errors import RecordError

_GAPS = re.compile(r"[ \t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]+")  # not the hard spaces of French, which stay
MARK = re.compile(r"\{\{ *([a-z][a-z0-9_]*) *\}\}|\[\[clause:([a-z0-9-]+)\]\]")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Written:
    """A file of ours in one language: what its head says, and its sections as they stand."""

    language: str
    title: str
    reviewed: bool
    source_hash: str
    sections: Mapping[str, str]


def load_record(path: Path, where: str) -> Any:
    """The content of a YAML file, or an error that names it."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.YAMLError as error:
        raise RecordError(where, " ".join(str(error).split())) from error


def one_line(text: str) -> str:
    """A text on one line: blanks, tabs and ends of lines become one blank, hard spaces stay where they stand.

    >>> one_line("  Art. 3\\u202f: \\n  le délai ")
    'Art. 3\\u202f: le délai'
    """
    return _GAPS.sub(" ", text).strip(" ")


def read_file(path: Path, where: str) -> Written:
    """Read a file of words: a head between two lines of ``---``, then sections under ``##``."""
    match = re.fullmatch(r"---\n(.*?)\n---\n(.*)", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    if match is None:
        raise RecordError(where, "it must begin with a head between two lines of ---")
    try:
        head = yaml.load(match[1], Loader=_Loader)
    except yaml.YAMLError as error:
        raise RecordError(where, " ".join(str(error).split())) from error
    if not isinstance(head, dict) or head.get("language") != path.stem:
        raise RecordError(where, f"“language” must be {path.stem}")
    if not isinstance(head.get("title"), str):
        raise RecordError(where, "“title” must be a text")
    if head.get("status") not in ("source", "reviewed", "unreviewed"):
        raise RecordError(where, "“status” must be source, reviewed or unreviewed")
    found = re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", match[2], flags=re.MULTILINE | re.DOTALL)
    return Written(
        path.stem,
        head["title"],
        head["status"] != "unreviewed",
        str(head.get("source_hash", "")),
        MappingProxyType(dict(found)),
    )


def paragraphs(section: str, where: str) -> tuple[Numbered, ...]:
    """The numbered paragraphs of a section with their points, one line each."""
    found: list[tuple[str, list[str]]] = []
    for line in section.splitlines():
        if not line.strip():
            continue
        if match := re.match(r"\d+\. +(.*)", line):
            found.append((match[1].strip(), []))
        elif (match := re.match(r" +- +(.*)", line)) and found:
            found[-1][1].append(match[1].strip())
        else:
            raise RecordError(where, f"“{line.strip()[:40]}” is neither a numbered paragraph nor a point of one")
    return tuple(Numbered(text, tuple(points)) for text, points in found)


def lines(numbered: Iterable[Numbered]) -> list[str]:
    """Paragraphs and points one after the other, as written."""
    return [str(text) for one in numbered for text in (one.text, *one.points)]


def fill(text: Text, values: Mapping[str, str], articles: Mapping[str, str] | None = None) -> Text:
    """A paragraph with its blanks filled in and its references live.

    Parameters
    ----------
    articles
        Which article stands for a clause that is referred to, where it is another than the clause's own.
    """
    pieces: list[str | Reference] = []
    start = 0
    plain = str(text)
    for match in MARK.finditer(plain):
        pieces.append(plain[start : match.start()])
        pieces.append(values[match[1]] if match[1] else Reference((articles or {}).get(match[2], match[2])))
        start = match.end()
    pieces.append(plain[start:])
    if all(isinstance(piece, str) for piece in pieces):
        return "".join(str(piece) for piece in pieces)
    return tuple(piece for piece in pieces if piece != "")


def fill_paragraphs(
    numbered: Iterable[Numbered], values: Mapping[str, str], articles: Mapping[str, str] | None = None
) -> tuple[Numbered, ...]:
    """Paragraphs with their blanks filled in, points too."""
    return tuple(
        Numbered(fill(one.text, values, articles), tuple(fill(point, values, articles) for point in one.points))
        for one in numbered
    )
