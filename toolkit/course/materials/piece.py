"""A piece of material: one file that can be written in a few forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from toolkit.documents import write_bytes
from toolkit.errors import UnknownSuffix
from toolkit.languages import Language

Kind = Literal["brief", "slides", "cards", "poster", "paper-twin"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Maker = Callable[[], str | bytes]


@dataclass(frozen=True)
class Piece:
    """Something to hand out, to show or to hang up, for one topic in one language.

    Attributes
    ----------
    name
        What its file is called without the ending, the same in every language: ``brief-3``, ``twin-case-clinic``.
    kind
        One of `KINDS`.
    title
        What stands on top of it, in its language.
    formats
        The endings in which it can be written, the handiest first: ``.pdf``, ``.docx``, ``.html``.
    makers
        What makes the file of each ending.
    """

    name: str
    kind: Kind
    topic: int
    language: Language
    title: str
    formats: tuple[str, ...]
    makers: Mapping[str, Maker] = field(repr=False, compare=False)

    def content(self, suffix: str) -> bytes:
        """What stands in the file of that ending.

        Raises
        ------
        UnknownSuffix
            If it is not made in that form.
        """
        if suffix not in self.makers:
            raise UnknownSuffix(f"{self.name}{suffix}", list(self.formats))
        made = self.makers[suffix]()
        return made.encode("utf-8") if isinstance(made, str) else made

    def write(self, path: str | Path) -> Path:
        """Write it; the ending of the path chooses the form.

        Raises
        ------
        UnknownSuffix
            If it is not made in that form.
        SetupError
            If the folder does not take the file.
        """
        path = Path(path)
        return write_bytes(self.content(path.suffix.lower()), path)
