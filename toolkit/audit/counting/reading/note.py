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
    "tables",
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
    in_code
        A second sentence: which argument settles it.

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
    in_code: str = field(default="", repr=False)

    def say(self, language: Language | str = "en", *, in_code: bool = True) -> str:
        """The note as a sentence; `in_code` with what somebody writes who uses the package and not a page."""
        speech = Language.of(language)
        values = {name: list(value) if isinstance(value, tuple) else value for name, value in self.values}
        said = speech.say(self.sentence, **values)
        return f"{said} {speech.say(self.in_code, **values)}" if in_code and self.in_code else said


def note(
    kind: str, what: Any, where: str, sentence: str, in_code: str = "", *, is_open: bool = False, **values: Any
) -> Note:
    """A note whose sentence has these values."""
    text = ", ".join(map(str, what)) if isinstance(what, (list, tuple)) else str(what)
    kept = tuple((name, tuple(value) if isinstance(value, list) else value) for name, value in values.items())
    return Note(kind, text, where, sentence, kept, is_open, in_code)
