"""A table that somebody brings: read in memory from what their spreadsheet saved, with its columns and their values."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.app.upload import Upload
from toolkit.audit.csv_files import START, delimiter_of
from toolkit.errors import DataError, translatable

if TYPE_CHECKING:
    import pandas as pd

MOST_COLUMNS = 200
MOST_VALUES = 40  # more different values than this are no groups of people but names, numbers or dates
LARGEST_UNPACKED = 400_000_000
NO_TABLE = translatable(
    "{name} is not a table that can be read here. Save it as CSV or Excel (.xlsx) in your spreadsheet, and choose that."
)
EMPTY = translatable("{name} holds no rows. Choose a file with a line of headings and at least one row below it.")
TOO_WIDE = translatable("{name} has {columns} columns; at most {most} can be read here. Keep those that you need.")
UNPACKS = translatable(
    "{name} would fill this computer's memory when unpacked. Save the sheet you need as CSV instead."
)
TWICE = translatable(
    "The heading “{column}” stands over more than one column of {name}. Give each its own, and try again."
)


@dataclass(frozen=True)
class OwnTable:
    """A table somebody chose: its headings, how many rows it has, the values of each column, the commonest first."""

    name: str
    columns: tuple[str, ...]
    rows: int
    values: dict[str, tuple[str, ...]] = field(repr=False)
    frame: pd.DataFrame = field(repr=False, compare=False)

    @property
    def grouping(self) -> tuple[str, ...]:
        """The columns with few enough values to compare people by."""
        return tuple(column for column in self.columns if 2 <= len(self.values[column]) <= MOST_VALUES)


def read_own_table(upload: Upload) -> OwnTable:
    """The table in a file, every cell as the text that stands there.

    Raises
    ------
    DataError
        The file is no table, is empty, too wide, has a heading twice, or would not fit into memory.
    """
    import pandas as pd

    rows = _excel_rows(upload) if upload.content.startswith(b"PK") else _text_rows(upload)
    heading = next(rows, None)
    columns = [cell.strip() for cell in heading or ()]
    while columns and not columns[-1]:
        columns.pop()
    if not columns:
        raise DataError(EMPTY, name=upload.name)
    if len(columns) > MOST_COLUMNS:
        raise DataError(TOO_WIDE, name=upload.name, columns=len(columns), most=MOST_COLUMNS)
    columns = [name or f"#{place}" for place, name in enumerate(columns, start=1)]
    twice = [name for name, times in Counter(columns).items() if times > 1]
    if twice:
        raise DataError(TWICE, name=upload.name, column=twice[0])
    width = len(columns)
    cells = [[*(cell.strip() for cell in row[:width]), *[""] * (width - len(row))] for row in rows if any(row)]
    if not cells:
        raise DataError(EMPTY, name=upload.name)
    frame = pd.DataFrame(cells, columns=columns, dtype=str)
    frame = frame.mask(frame == "")
    return OwnTable(upload.name, tuple(columns), len(frame), {name: _values(frame[name]) for name in columns}, frame)


def _values(column: pd.Series) -> tuple[str, ...]:
    return tuple(str(value) for value in column.value_counts().index[: MOST_VALUES + 1])


def _text_rows(upload: Upload) -> Iterator[Sequence[str]]:
    wide = upload.content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in upload.content[:4000] and not wide:
        raise DataError(NO_TABLE, name=upload.name)
    try:
        text = upload.content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = upload.content.decode("cp1252", errors="replace")
    text = text.lstrip("\r\n\ufeff")
    try:
        yield from csv.reader(io.StringIO(text), delimiter=delimiter_of(text[:START]) or ",")
    except csv.Error as error:
        raise DataError(NO_TABLE, name=upload.name) from error


def _excel_rows(upload: Upload) -> Iterator[Sequence[str]]:
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(upload.content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise DataError(UNPACKS, name=upload.name)
        book = openpyxl.load_workbook(io.BytesIO(upload.content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        for row in sheet.iter_rows(values_only=True):
            yield [_cell(value) for value in row]
    except DataError:
        raise
    except Exception as error:  # whatever a broken or hostile workbook makes the library stumble over
        raise DataError(NO_TABLE, name=upload.name) from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
