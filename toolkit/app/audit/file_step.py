"""The step at which a file is chosen and looked at, and mended where it was not read as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from toolkit.app.audit.own_table import OwnTable
from toolkit.app.audit.settling import noted
from toolkit.app.kit.fields import Button, Choice, Choices, FileIn, Item, Number, Piece
from toolkit.app.kit.pieces import feedback, paragraph, table
from toolkit.audit.counting.reading.asked import FileAsked
from toolkit.audit.counting.reading.file_notes import file_notes
from toolkit.audit.counting.sources import SUFFIXES
from toolkit.documents.brought.table import PAGE
from toolkit.errors import ToolkitError, translatable
from toolkit.languages import Language
from toolkit.markup import Markup

LARGEST = 50_000_000
KEPT = 8_000_000  # bytes of a file that are kept to read it otherwise; of a larger one they are let go
PREFIX = "read_"
READ_OF = f"{PREFIX}of"
ENTRIES = tuple(f"{PREFIX}{name}" for name in ("sheet", "header_row", "encoding", "hidden", "tables"))
_SHEET, _ROW, _ENCODING, _HIDDEN, _TABLES = ENTRIES
_FILE = translatable("A list of decisions")
_FILE_HELP = translatable(
    "One row a decision, or a cross table of counts. Excel, LibreOffice, CSV, JSON, Parquet, SPSS or Stata, also "
    "packed (zip, gzip), up to 50 MB. Take out names and numbers of persons before: they are not needed."
)
_SAMPLE = translatable("No file at hand? Try an untidy one")
_PERSONS = translatable(
    "These columns seem to tell persons apart, and are not used; of their values nothing was kept but who stands there"
    " twice: {columns}."
)
_READ = translatable("{name}: {rows} rows, {columns} columns. These are the first ones:")
_OTHER_COLUMNS = translatable("The file has these columns as well: {columns}.")
_LEFT_OUT = translatable(
    "Not kept, because they hold more than {most} different values, as names and numbers of persons do: {columns}."
)
_MOST_NAMED = 10
_WHICH_SHEETS = translatable("Which sheets are to be read?")
_WHICH_SHEETS_HELP = translatable("Tick those with the decisions. Several are put together by their headings.")
_WRONG = translatable("It was not read as it is")
_LINE = translatable("In which line do the headings stand?")
_LINE_HELP = translatable("Counted from 1. Left open, it is looked for.")
_LETTERS = translatable("In which letters is the file written?")
_LETTERS_HELP = translatable("Only if names in it look wrong.")
_FOUND = translatable("As it was found")
_HIDDEN_ROWS = translatable("Rows that are hidden, as by a filter")
_HIDDEN_ARE = {
    "keep": translatable("They belong to the table: count them"),
    "leave-out": translatable("They do not: leave them out"),
}
_FURTHER = translatable("Another table below the first")
_FURTHER_IS = {
    "all": translatable("It holds other people: count them as well"),
    "first": translatable("It does not, or I do not know: leave it out"),
}
CHOOSE_AGAIN = translatable(
    "The file is too large to be kept meanwhile. Choose it once more, and it is read as you say here."
)
_ENCODINGS = {
    "utf-8": translatable("All languages (UTF-8)"),
    "cp1256": translatable("Arabic (Windows-1256)"),
    "iso8859_6": translatable("Arabic (ISO 8859-6)"),
    "cp1252": translatable("Western Europe, Americas, Africa (Windows-1252)"),
    "cp1250": translatable("Central Europe (Windows-1250)"),
    "cp1251": translatable("Cyrillic (Windows-1251)"),
    "cp1254": translatable("Turkish (Windows-1254)"),
}
_ARRANGED = ("workbooks.workbook", "workbooks.open_document", "workbooks.old_workbook", "delimited", "packed")
_WRITTEN = ("delimited", "packed")


def asked_in(raw: Callable[[str], Any]) -> FileAsked:
    """What somebody says of a file before it is read; what is none of it counts for nothing."""
    sheets = raw(_SHEET)
    named = [one for one in sheets if isinstance(one, str) and one] if isinstance(sheets, list) else []
    line = Number(_ROW, "").read(raw(_ROW))
    encoding, hidden, tables = raw(_ENCODING), raw(_HIDDEN), raw(_TABLES)
    return FileAsked(
        sheet=(named[0] if len(named) == 1 else named) or None,
        header_row=line if isinstance(line, int) and line >= 1 else None,
        encoding=encoding if isinstance(encoding, str) and encoding in _ENCODINGS else None,
        hidden=hidden if isinstance(hidden, str) and hidden in _HIDDEN_ARE else None,
        tables=tables if isinstance(tables, str) and tables in _FURTHER_IS else None,
    )


def mark_of(name: str, size: int) -> str:
    """By what a page that was loaded anew knows that the same file is chosen again."""
    return f"{name} {size}"


def nothing_asked(mark: str) -> dict[str, Any]:
    """The entries of another file, of which nothing was said yet."""
    return {READ_OF: mark, **dict.fromkeys(ENTRIES, ""), _SHEET: []}


def entries_as(asked: dict[str, Any]) -> dict[str, Any]:
    """The entries that say the same as a recipe does of a file."""
    sheet, line = asked.get("sheet"), asked.get("header_row")
    sheets = [sheet] if isinstance(sheet, str) else [one for one in sheet or () if isinstance(one, str)]
    told = {_SHEET: sheets, _ROW: str(line) if isinstance(line, int) else ""}
    return told | {PREFIX + name: str(asked.get(name) or "") for name in ("encoding", "hidden", "tables")}


def file_items(problem: str, speech: Language, *, sample: bool) -> list[Item]:
    """Where a file is chosen."""
    chooser = FileIn("file", speech.say(_FILE), speech.say(_FILE_HELP), problem, SUFFIXES, LARGEST)
    return [chooser, *([Button("sample", speech.say(_SAMPLE))] if sample else [])]


def mending_items(own: OwnTable | None, refused: ToolkitError | None, opened: bool, speech: Language) -> list[Item]:
    """What can be said of a file that was not read as it is, or not at all."""
    say = speech.say
    sheets = _sheets(own, refused)
    kind = own.kind if own is not None else "packed" if refused is not None else ""
    items: list[Item] = []
    if sheets:
        options = tuple((name, speech.isolate(name)) for name in sheets)
        items.append(Choices(_SHEET, say(_WHICH_SHEETS), say(_WHICH_SHEETS_HELP), options=options))
    for oddity, name, label, answers in (
        ("hidden_rows", _HIDDEN, _HIDDEN_ROWS, _HIDDEN_ARE),
        ("further", _TABLES, _FURTHER, _FURTHER_IS),
    ):
        if own is not None and own.read.oddities.get(oddity):
            options = tuple((value, say(words)) for value, words in answers.items())
            items.append(Choice(name, say(label), options=options))
    if kind not in _ARRANGED:
        return items
    if not opened and refused is None:
        return [*items, Button("mend", say(_WRONG))]
    items.append(Number(_ROW, say(_LINE), say(_LINE_HELP)))
    if kind in _WRITTEN:
        options = tuple((value, say(words)) for value, words in _ENCODINGS.items())
        items.append(
            Choice(_ENCODING, say(_LETTERS), say(_LETTERS_HELP), options=options, many=True, prompt=say(_FOUND))
        )
    return items


def _sheets(own: OwnTable | None, refused: ToolkitError | None) -> Sequence[str]:
    """The sheets among which somebody can choose."""
    if own is not None:
        return own.sheets
    told = refused.values if refused is not None else {}
    named = told.get("sheets") or [told[key] for key in ("sheet", "other") if key in told]
    return [str(one) for one in named] if isinstance(named, list) else []


def first_look(own: OwnTable, speech: Language) -> Markup:
    """The first rows of a table, and what was odd in the file."""
    say, apart = speech.say, speech.isolate
    told = say(_READ, name=own.name, rows=own.rows, columns=len(own.columns))
    shown = own.columns[:6]
    rows = [[apart(value[:60]) if value else "–" for value in row[: len(shown)]] for row in own.first]
    drawn = paragraph(told) + table(apart(own.name), [apart(name) for name in shown], rows)
    if others := own.columns[len(shown) :]:
        drawn += paragraph(say(_OTHER_COLUMNS, columns=list(others)))
    if own.persons:
        drawn += paragraph(say(_PERSONS, columns=list(own.persons)), "tk-note")
    drawn += noted(file_notes(own.read.oddities, own.name, own.asked), speech)
    if own.left_out:
        names = speech.list([apart(name) for name in own.left_out[:_MOST_NAMED]])
        drawn += paragraph(say(_LEFT_OUT, most=PAGE["distinct"], columns=names), "tk-note")
    return drawn


def look_again(problem: str) -> Piece:
    """What is said where somebody has to choose the file once more."""
    return Piece("again", feedback(problem, "tk-nearly") if problem else Markup(), live=True)
