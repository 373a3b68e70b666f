"""How a CSV file is written, said to DuckDB instead of left to guessing, and where one is broken, said in words."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from toolkit.documents.brought.delimited import START, WIDE, delimiter_of
from toolkit.errors import UnreadableFile, translatable

CELLS = translatable(
    "Line {line} of “{path}” does not have as many cells as the line of headings ({found} instead of {expected}). "
    "Correct it in a spreadsheet, save it and try again; nothing of it was used."
)
QUOTES = translatable(
    "A quotation mark in “{path}” is not closed, or something stands behind it, at line {line} or above. Open the file "
    "in a spreadsheet, save it again and retry; nothing of it was used."
)
ENDS = translatable(
    "The lines of “{path}” do not all end in the same way, as when two files were put together. Open it in a "
    "spreadsheet, save it again and retry; nothing of it was used."
)
NOT_UTF_8 = translatable(
    "“{path}” is not written in UTF-8. Open it in a spreadsheet, save it as “CSV UTF-8” and try again; "
    "nothing of it was used."
)


def read_csv(path: Path, pattern: str) -> str:
    """The query that reads a file: everything as text, so that "007" stays 007.

    Guessing would take an apostrophe for a quotation mark and swallow rows up to the next one, and would take the line
    below a broken one for the line of headings.
    """
    encoding, start = _start(path)
    lines = re.split(r"\r\n|\r|\n", start)
    empty = next((place for place, line in enumerate(lines) if line.strip()), 0)
    options = {
        "all_varchar": "true",
        "header": "true",
        "encoding": f"'{encoding}'",
        "quote": "'\"'",
        "escape": "'\"'",
        "comment": "''",
    }
    delimiter = _delimiter(start, path)
    if delimiter:  # else there may be a title above the headings
        options |= {"delim": f"'{delimiter}'", "skip": str(empty)}
    quoted = pattern.replace("'", "''")
    return f"FROM read_csv('{quoted}', {', '.join(f'{name}={value}' for name, value in options.items())})"


def fault_of(path: Path) -> UnreadableFile | None:
    """What is wrong with a file that could not be read, and in which line; None if nothing is found.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder) / "rota.csv"
    ...     _ = path.write_text("sex,night\\nwomen,yes\\nmen\\n", encoding="utf-8")
    ...     print(str(fault_of(path)).partition(" (")[0])
    Line 3 of “rota.csv” does not have as many cells as the line of headings
    """
    encoding, start = _start(path)
    delimiter = _delimiter(start, path)
    if not delimiter:
        return None
    ends: set[str] = set()
    last: list[str] = []
    expected = 0
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
        rows = csv.reader(_noting(file, last), delimiter=delimiter, strict=True)
        try:
            for row in rows:
                ends.update(last)
                while len(row) > (expected or 1) and not row[-1]:  # commas behind the last cell are no cells
                    row.pop()
                expected = expected or len(row)
                if row and len(row) != expected:
                    return UnreadableFile(CELLS, path=path.name, line=rows.line_num, found=len(row), expected=expected)
        except UnicodeDecodeError:
            return UnreadableFile(NOT_UTF_8, path=path.name)
        except csv.Error as error:
            too_long = "field larger" in str(error)
            return None if too_long else UnreadableFile(QUOTES, path=path.name, line=rows.line_num)
    return UnreadableFile(ENDS, path=path.name) if len(ends) > 1 else None


def _start(path: Path) -> tuple[str, str]:
    """The encoding of a file by its first bytes, and how it starts."""
    with path.open("rb") as file:
        start = file.read(START)
    encoding = "utf-16" if start.startswith(WIDE) else "utf-8"
    return encoding, start.decode(encoding, errors="replace").lstrip("\ufeff")


def _delimiter(start: str, path: Path) -> str:
    return "\t" if path.suffix.lower() == ".tsv" else delimiter_of(start)


def _noting(lines: Iterator[str], last: list[str]) -> Iterator[str]:
    """The same lines; how the last one ended is noted."""
    for line in lines:
        last[:] = re.findall(r"\r\n$|\r$|\n$", line)
        yield line
