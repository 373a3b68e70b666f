"""What stands in every agreement besides its clauses: parties, definitions, scope, duration, final provisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from toolkit.bargaining.clauses.texts import MARK, paragraphs, read_file
from toolkit.documents import Numbered
from toolkit.errors import RecordError
from toolkit.languages import Language
from toolkit.registers.locate import folder

# Ids of the articles that are no clause; no clause may be called so.
DEFINITIONS, SCOPE, FORCE, FINAL = "definitions", "scope", "force", "final"
STANDING = (DEFINITIONS, SCOPE, FORCE, FINAL)
# What every agreement settles all the same, and where, if a clause is left out: any clause may refer to it.
STANDING_FOR: Mapping[str, str] = {"dispute": FINAL}


@dataclass(frozen=True)
class PartText:
    """A part in one language: its title and the paragraphs of each of its sections."""

    title: str
    reviewed: bool
    source_hash: str
    sections: Mapping[str, tuple[Numbered, ...]]


def part(name: str, language: Language | str) -> PartText:
    """A part of every agreement in a language.

    Raises
    ------
    RecordError
        If it is not written in that language: an agreement in two languages at once helps nobody.

    >>> part("force", "en").title
    'Entry into force, duration and review'
    """
    code = Language.of(language).code
    texts = _texts(name)
    if code not in texts:
        raise RecordError(
            f"agreement/{name}", f"there is no text in “{code}”; it is written in: {', '.join(sorted(texts))}"
        )
    return texts[code]


@cache
def _texts(name: str) -> Mapping[str, PartText]:
    return read_part(folder("templates") / "agreement" / name)


def read_part(place: Path) -> Mapping[str, PartText]:
    """Read a part's folder; all languages must have the same sections with the same blanks."""
    texts = {}
    for path in sorted(place.glob("*.md")):
        where = f"agreement/{place.name}/{path.name}"
        written = read_file(path, where)
        sections = {name: paragraphs(body, where) for name, body in written.sections.items()}
        texts[path.stem] = PartText(written.title, written.reviewed, written.source_hash, MappingProxyType(sections))
    if "en" not in texts:
        raise RecordError(f"agreement/{place.name}", "there is no en.md, from which the others are translated")
    for code, text in texts.items():
        if _shape(text) != _shape(texts["en"]):
            raise RecordError(f"agreement/{place.name}/{code}.md", "its sections or blanks are not those of en.md")
    return MappingProxyType(texts)


def _shape(text: PartText) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """Sections, the blanks of each paragraph, and the number of its points."""
    return {
        name: [(tuple(sorted(blank for blank, _ in MARK.findall(str(one.text)))), len(one.points)) for one in numbered]
        for name, numbered in text.sections.items()
    }
