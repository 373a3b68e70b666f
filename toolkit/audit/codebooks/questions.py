"""What is asked about a table, so that its report speaks in words and not in the codes of a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from toolkit.errors import translatable
from toolkit.languages import Language

Kind = Literal["title", "row", "period", "decided_by", "column", "group", "value"]

MOST_VALUES = 12  # of a column; who has more of them gives them names in a spreadsheet
LONGEST = 200  # letters of an answer

_SENTENCES: dict[Kind, str] = {
    "title": translatable("What is this table called?"),
    "row": translatable("What is one row of the table?"),
    "period": translatable("Which time does it cover?"),
    "decided_by": translatable("Who or what decided?"),
    "column": translatable("What does the column “{column}” stand for?"),
    "group": translatable("Who are the people with “{value}” in “{column}”?"),
    "value": translatable("What does “{value}” in “{column}” mean?"),
}
_HELP: dict[Kind, str] = {
    "title": translatable("As the report will call it, for example: promotions in the northern branch, 2026."),
    "row": translatable("For example: one application for promotion."),
    "period": translatable("For example: January to June 2026."),
    "decided_by": translatable("For example: a program suggests, and the head of department decides."),
    "column": translatable("In a word or two, as it will stand over tables, for example: age group."),
    "group": translatable("As a sentence would name them, for example: women, or people under 30."),
    "value": translatable("In a word or two, for example: hired."),
}


@dataclass(frozen=True)
class Asked:
    """A question about the whole table, about a column, or about a value in it.

    >>> Asked("group", "sexe", "F").say("en")
    'Who are the people with “F” in “sexe”?'
    """

    kind: Kind
    column: str = ""
    value: str = ""

    def say(self, language: Language | str) -> str:
        """The question."""
        speech = Language.of(language)
        told = {name: text for name in ("column", "value") if (text := getattr(self, name))}
        return speech.say(_SENTENCES[self.kind], **told)

    def say_help(self, language: Language | str) -> str:
        """What an answer looks like."""
        return Language.of(language).say(_HELP[self.kind])


@dataclass(frozen=True)
class ColumnAsked:
    """A column that means something in an audit, with its values; of a characteristic, these are groups of people."""

    name: str
    values: Sequence[str]
    is_characteristic: bool = False


def questions_on(columns: Iterable[ColumnAsked]) -> tuple[Asked, ...]:
    """What is asked about a table with these columns; all of it may be left open.

    >>> [one.kind for one in questions_on([ColumnAsked("sexe", ["F", "H"], True)])]
    ['title', 'row', 'period', 'decided_by', 'column', 'group', 'group']
    """
    about: list[Asked] = [Asked("title"), Asked("row"), Asked("period"), Asked("decided_by")]
    for column in columns:
        about.append(Asked("column", column.name))
        if len(column.values) <= MOST_VALUES:
            kind: Kind = "group" if column.is_characteristic else "value"
            about += [Asked(kind, column.name, value) for value in column.values]
    return tuple(about)
