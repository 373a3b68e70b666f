"""What is odd in a file before anybody is counted: its letters, its sheets, its headings, and what stands around."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.audit.counting.reading.asked import FileAsked
from toolkit.audit.counting.reading.note import Note, note
from toolkit.errors import translatable

ENCODING = translatable(
    "“{file}” does not say in which letters it is written; it was read as {encoding}. Look at some names in it: are "
    "they right?"
)
ENCODING_CODE = translatable("If not, name another way of writing in encoding.")
TITLE = translatable("The headings of “{file}” were taken from line {line}; what stands above was left out.")
TITLE_CODE = translatable("If that is wrong, give the line in header_row.")
TWO_LINES = translatable(
    "The headings of “{file}” stand on two lines, {first} and {last}; they were put together as “{example}”."
)
AGAIN = translatable("Rows that repeat the headings were left out: {rows}.")
FOOTNOTES = translatable(
    "Lines below the table in “{file}”, or between its rows, that fill one cell were left out, as notes and no rows: "
    "{lines}."
)
BEYOND = translatable("Cells to the right of the last heading of “{file}” were left out: {cells}.")
FURTHER = translatable(
    "“{file}” holds a further table like the first, from line {line} on; it was left out, because it may hold the same "
    "people again."
)
FURTHER_CODE = translatable("If these are other people, say tables=“all”; if not, tables=“first”.")
TITLES = translatable(
    "Lines between the rows of “{file}” stand alone, as titles of parts do: {titles}. They were left out, and the rows "
    "below them were counted together. Is that right?"
)
SHEETS = translatable(
    "Only the sheet “{sheet}” was read. There are others: {others}. Sheets with the same headings are put together."
)
SHEETS_CODE = translatable("To read another one, or to say that this one is right, name it in sheet.")
STACKED = translatable(
    "These sheets have the same headings and were put together: {sheets}. Is that right? It is not if one of them adds"
    " up others, or holds the same people."
)
STACKED_CODE = translatable("Name those to read in sheet.")
SUMS = translatable("These sheets were left out, because by their names they add up the others: {sheets}.")
TEXTS = translatable("These sheets hold no table and were not read: {sheets}.")
HIDDEN_SHEETS = translatable("The workbook has hidden sheets that were not read: {others}.")
HIDDEN_ROWS = translatable(
    "{rows} rows are hidden in “{sheet}”, as by a filter, and were counted like the others. Do they belong to the "
    "table?"
)
HIDDEN_ROWS_CODE = translatable("Say hidden=“keep” or hidden=“leave-out”.")
HIDDEN_ROWS_OUT = translatable("{rows} rows that are hidden in “{sheet}” were left out.")
HIDDEN_COLUMNS = translatable("These columns are hidden in “{sheet}” and were read like the others: {columns}.")
MERGED = translatable(
    "In {columns}, what stands in merged cells was taken for every row beside them: {cells} cells were filled."
)
OLD_WORKBOOK = translatable(
    "“{file}” is a workbook of an old kind: hidden rows were counted like the others, and cells that show an error "
    "count as empty. If there are any, save it as .xlsx first."
)
LARGE = translatable(
    "“{file}” is larger than {size} MB: only its beginning and its end were looked at for empty lines, further tables "
    "and notes between its rows."
)
LABELLED = translatable("In {columns}, codes were read as the words that the file has for them.")


def file_notes(oddities: Mapping[str, Any], file: str, asked: FileAsked) -> list[Note]:
    """Notes on how a file was read; what somebody said of it has not to be said again.

    >>> oddities = {"sheet": "May", "others": ("June",)}
    >>> [one.is_open for one in file_notes(oddities, "log.xlsx", FileAsked())]
    [True]
    >>> file_notes(oddities, "log.xlsx", FileAsked(sheet="May"))
    []
    """
    found: list[Note] = []
    sheet = str(oddities.get("sheet") or file)

    def add(
        kind: str, key: str, where: str, sentence: str, code: str = "", *, is_open: bool = False, **values: Any
    ) -> None:
        what = oddities.get(key)
        if what:
            told = list(what) if isinstance(what, tuple) else what
            found.append(note(kind, told, where, sentence, code, is_open=is_open, **values))

    def of(key: str) -> Any:
        what = oddities.get(key)
        return list(what) if isinstance(what, tuple) else what

    if asked.encoding is None:
        add("encoding", "encoding", file, ENCODING, ENCODING_CODE, file=file, encoding=of("encoding"))
    if asked.header_row is None:
        add("header", "title", file, TITLE, TITLE_CODE, file=file, line=of("title"))
    lines = {"first": (of("two_lines") or 0) - 1, "last": of("two_lines")}
    add("header", "two_lines", file, TWO_LINES, file=file, example=of("joined"), **lines)
    add("header", "labelled", file, LABELLED, columns=of("labelled"))
    add("header", "again", sheet, AGAIN, rows=of("again"))
    add("footnotes", "below", file, FOOTNOTES, file=file, lines=of("below"))
    add("footnotes", "beyond", file, BEYOND, file=file, cells=of("beyond"))
    add("tables", "titles", file, TITLES, is_open=True, file=file, titles=of("titles"))
    if asked.tables is None:
        add("tables", "further", file, FURTHER, FURTHER_CODE, is_open=True, file=file, line=of("further"))
    if asked.sheet is None:
        add("sheets", "stacked", file, STACKED, STACKED_CODE, is_open=True, sheets=of("stacked"))
        add("sheets", "sums", file, SUMS, is_open=True, sheets=of("sums"))
        add("sheets", "others", sheet, SHEETS, SHEETS_CODE, is_open=True, sheet=sheet, others=of("others"))
        add("sheets", "texts", file, TEXTS, sheets=of("texts"))
        add("hidden", "hidden", sheet, HIDDEN_SHEETS, others=of("hidden"))
    if asked.hidden == "leave-out":
        add("hidden", "hidden_rows", sheet, HIDDEN_ROWS_OUT, rows=of("hidden_rows"), sheet=sheet)
    elif asked.hidden is None:
        told = {"rows": of("hidden_rows"), "sheet": sheet}
        add("hidden", "hidden_rows", sheet, HIDDEN_ROWS, HIDDEN_ROWS_CODE, is_open=True, **told)
    add("hidden", "hidden_columns", sheet, HIDDEN_COLUMNS, sheet=sheet, columns=of("hidden_columns"))
    add("merged", "filled", sheet, MERGED, columns=of("filled_columns"), cells=of("filled"))
    add("errors", "is_old", file, OLD_WORKBOOK, file=file)
    return found
