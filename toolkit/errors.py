"""What went wrong, where, and what to do next.

Every error of the toolkit is a `ToolkitError`. It carries a whole sentence with named places and the values for
them, so that the edge (page, command line) can say it in the reader's language; `str(error)` says it in English::

    ToolkitError
    ├── DataError            the table or file that was brought
    │   ├── ColumnNotFound
    │   ├── ValueNotFound
    │   ├── EmptyTable
    │   ├── UnreadableFile
    │   └── UnknownSuffix
    ├── AuditError           what was asked of an audit
    ├── AgreementError       clauses, blanks, drafts
    │   ├── UnknownClause
    │   ├── UnfilledBlank
    │   └── InvalidBlank     (UnknownBlank: it is not in the clause at all)
    ├── RecordError          a record of ours (codebook, clause, law) that does not hold
    └── SetupError           port, folder, missing programme

A caller that wants to go on after a bad file writes::

    try:
        log = DecisionLog("log.csv", decision="risk", selected=["high"], effect="burden", groups=["sex"])
    except DataError as error:
        print(Language("ar").say(error.sentence, **error.values))
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any


def translatable(sentence: str) -> str:
    """Mark a sentence for the translators and return it unchanged."""
    return sentence


class ToolkitError(Exception):
    """Base of all errors: a sentence with named places, and the values that fill them."""

    def __init__(self, sentence: str, **values: Any) -> None:
        self.sentence = sentence
        self.values = values
        super().__init__(sentence.format(**{name: _plain(value) for name, value in values.items()}))


class Reason:
    """A part of a sentence that is itself said in the language of the sentence around it."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence

    def say(self, language: Any) -> str:
        """The reason in a language."""
        return str(language.say(self.sentence))

    def __str__(self) -> str:
        return self.sentence


class DataError(ToolkitError):
    """The table or file that someone brought cannot be used as it is."""


class ColumnNotFound(DataError):
    """A column was named that the table does not have."""

    def __init__(self, column: str, available: Iterable[str]) -> None:
        columns = [str(name) for name in available]
        near = get_close_matches(column, columns, n=1)
        if near:
            super().__init__(
                translatable("There is no column “{column}” in this table. Did you mean “{near}”? It has {available}."),
                column=column,
                near=near[0],
                available=columns,
            )
        else:
            super().__init__(
                translatable("There is no column “{column}” in this table. It has: {available}. Name one of these."),
                column=column,
                available=columns,
            )


class ValueNotFound(DataError):
    """A value was named that never occurs in its column."""

    def __init__(self, value: str, column: str, available: Iterable[str]) -> None:
        super().__init__(
            translatable("The value “{value}” never occurs in “{column}”. It has: {available}. Name one of these."),
            value=value,
            column=column,
            available=[str(name) for name in available],
        )


class EmptyTable(DataError):
    """There is nothing to count."""

    def __init__(self, source: str) -> None:
        super().__init__(
            translatable("There are no rows in {source}. Check that it is the right file and that it was saved whole."),
            source=source,
        )


class UnreadableFile(DataError):
    """The file is there (or not) but cannot be read."""


class UnknownSuffix(DataError):
    """The ending of a file name tells a kind of file that is not read or written here."""

    def __init__(self, path: str, allowed: Iterable[str]) -> None:
        super().__init__(
            translatable("The ending of “{path}” is not known here. Use one of: {allowed}."),
            path=path,
            allowed=list(allowed),
        )


class AuditError(ToolkitError):
    """What was asked of the audit cannot be done."""


class AgreementError(ToolkitError):
    """A clause, a blank or a draft is not as it must be."""


class UnknownClause(AgreementError):
    """A clause was named that the library does not have."""

    def __init__(self, clause: str, available: Iterable[str]) -> None:
        super().__init__(
            translatable("There is no clause “{clause}” in the library. It has: {available}."),
            clause=clause,
            available=list(available),
        )


class UnfilledBlank(AgreementError):
    """A clause cannot go on paper while one of its blanks is empty."""

    def __init__(self, clause: str, blank: str, example: str) -> None:
        super().__init__(
            translatable(
                "In the clause “{clause}” the blank “{blank}” is empty. Give a value, for example: {example}."
            ),
            clause=clause,
            blank=blank,
            example=example,
        )


class InvalidBlank(AgreementError):
    """A blank was filled with something that it cannot hold."""

    def __init__(self, clause: str, blank: str, value: str, wanted: Any) -> None:
        super().__init__(
            translatable("In the clause “{clause}” the blank “{blank}” cannot be “{value}”. It takes {wanted}."),
            clause=clause,
            blank=blank,
            value=value,
            wanted=wanted,
        )


class UnknownBlank(InvalidBlank):
    """A blank was filled in that the clause does not have."""

    def __init__(self, clause: str, blank: str, available: Iterable[str]) -> None:
        AgreementError.__init__(
            self,
            translatable("The clause “{clause}” has no blank “{blank}”. It has: {available}. Fill in one of these."),
            clause=clause,
            blank=blank,
            available=list(available),
        )


class RecordError(ToolkitError):
    """A record of the toolkit's own does not hold what it must."""

    def __init__(self, record: str, problem: str) -> None:
        super().__init__(
            translatable("The record {record} does not hold: {problem}. Mend the file and try again."),
            record=record,
            problem=problem,
        )


class SetupError(ToolkitError):
    """The toolkit cannot start as things are on this computer."""


_MOST_LISTED = 12  # a longer list hides the answer instead of giving it


def _plain(value: Any) -> str:
    """English words for a value inside a sentence; long lists are cut and say so."""
    if isinstance(value, (list, tuple)):
        shown = ", ".join(str(item) for item in value[:_MOST_LISTED])
        return shown if len(value) <= _MOST_LISTED else f"{shown}, … ({len(value)})"
    return str(value)
