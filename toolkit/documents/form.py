"""A table to be filled in by hand: headings, what is asked below each, lists to choose from, and what stands there."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.languages import Language


@dataclass(frozen=True)
class FormColumn:
    """A column: its heading, what is asked below it, and what there is to choose from, if it is a choice."""

    heading: str
    help: str = ""
    choices: tuple[str, ...] = ()
    width: int = 28


@dataclass(frozen=True)
class Form:
    """A table to be filled in.

    Parameters
    ----------
    title
        What its sheet is called.
    rows
        What stands there already, each row with a cell for each column.
    empty_rows
        For how many further rows the lists are offered.
    """

    title: str
    language: Language
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    empty_rows: int = 200
