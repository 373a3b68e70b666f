"""What was odd in a file, and how it was read: one note each, said in every language."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from toolkit.languages import Language

KINDS = (
    "encoding",
    "header",
    "sheets",
    "hidden",
    "totals",
    "spellings",
    "duplicates",
    "identifiers",
    "dates",
    "numbers",
    "merged",
    "errors",
    "footnotes",
)


@dataclass(frozen=True)
class Note:
    """One thing that was odd in a file, and what was done about it.

    Parameters
    ----------
    kind
        One of `KINDS`.
    what
        What was found: the letters, the line of headings, the other sheets, the values.
    where
        The column, the sheet or the file.
    is_open
        Whether numbers may change once somebody settles it; an audit then says so among its findings.

    Examples
    --------
    >>> Note("header", "3", "log.csv", "The headings stand in line {line}.", (("line", 3),)).say()
    'The headings stand in line 3.'
    """

    kind: str
    what: str
    where: str
    sentence: str = field(repr=False)
    values: tuple[tuple[str, Any], ...] = field(default=(), repr=False)
    is_open: bool = False

    def say(self, language: Language | str = "en") -> str:
        """The note as a sentence."""
        values = {name: list(value) if isinstance(value, tuple) else value for name, value in self.values}
        return Language.of(language).say(self.sentence, **values)


def note(kind: str, what: Any, where: str, sentence: str, *, is_open: bool = False, **values: Any) -> Note:
    """A note whose sentence has these values."""
    text = ", ".join(map(str, what)) if isinstance(what, (list, tuple)) else str(what)
    kept = tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in values.items())
    return Note(kind, text, where, sentence, kept, is_open)
