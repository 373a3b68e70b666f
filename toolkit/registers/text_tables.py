"""Tables written as text, such as CSV: their letters, the sign between their cells, their headings and their rows.

Whoever opens such a file asks here (a page, code, the command line, a register), so that all of them read it alike and
refuse it in the same words.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from toolkit.errors import UnreadableFile, translatable

START = 1_000_000  # bytes, of which the line of headings is one
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

NO_TABLE = translatable(
    "{name} is not a table that can be read here. Save it as CSV or Excel (.xlsx) in your spreadsheet, and choose that."
)
CELLS = translatable(
    "Line {line} of “{path}” does not have as many cells as the line of headings ({found} instead of {expected}). "
    "Correct it in a spreadsheet, save it and try again; nothing of it was used."
)
QUOTES = translatable(
    "A quotation mark in “{path}” is not closed, or something stands behind it, at line {line} or above. Open the file"
    " in a spreadsheet, save it again and retry; nothing of it was used."
)
ENDS = translatable(
    "The lines of “{path}” do not all end in the same way, as when two files were put together. Open it in a "
    "spreadsheet, save it again and retry; nothing of it was used."
)
NOT_UTF_8 = translatable(
    "“{path}” is not written in UTF-8. Open it in a spreadsheet, save it as “CSV UTF-8” and try again; nothing of it "
    "was used."
)

_DELIMITERS = ";\t,|"
_LIKE = 20  # lines that tell how the cells are parted
_MOST_TITLES = 10  # lines above the headings
_MOST_LINES = 2_000  # that are looked at; empty ones count
_PIECE = 1 << 20
_LOOKED_AT = 4_000  # bytes, none of them zero in a text
# Western words have an accent here and there; four in a row are a word of another alphabet in the wrong letters.
_OTHER_ALPHABET = re.compile(rb"[\xc0-\xff]{4}")
_HIGH = re.compile(rb"[\x80-\xff]{2,}")
_ARABIC = ("cp1256", "iso8859_6")
_ARABIC_LETTERS = re.compile("[\u060c-\u0652]")
_MARKS_OF_NOTES = re.compile(
    r"\W*(source|sources|note|notes|nota|notas|fuente|fonte|remarque|footnote|المصدر|مصدر|ملاحظة|ملاحظات)\b|\*|\(\d\)|¹",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Layout:
    """How a table stands in its text: which sign parts the cells, and how many lines stand above the headings."""

    delimiter: str
    above: int


def encoding_of(data: bytes, name: str, rest: Iterable[bytes] = (), *, whole: bool = True) -> str:
    """In which letters bytes are written: UTF-16 or UTF-8; else what old spreadsheets write, Western or Arabic.

    Windows-1252 and, where whole words are Arabic when they are read so, Windows-1256 or ISO 8859-6.

    >>> encoding_of("né,x".encode(), "a.csv"), encoding_of("né,x".encode("cp1252"), "a.csv")
    ('utf-8-sig', 'cp1252')

    Parameters
    ----------
    data : bytes
        How the file begins.
    name : str
        What it is called in a sentence.
    rest : iterable of bytes
        What follows, piece by piece.
    whole : bool
        Whether that is all of it; else a letter may be cut off at the end.

    Raises
    ------
    UnreadableFile
        If they are no letters, or of an old kind for another alphabet: there are several that cannot be told apart.
    """
    if data.startswith(WIDE):
        return "utf-16"
    if b"\x00" in data[:_LOOKED_AT]:
        if wide := _wide_of(data[:_LOOKED_AT]):
            return wide
        raise UnreadableFile(NO_TABLE, name=name)
    decoder = codecs.getincrementaldecoder("utf-8")()
    piece = b""
    try:
        for piece in chain((data[at : at + _PIECE] for at in range(0, len(data), _PIECE)), rest):
            if not piece.isascii() or decoder.getstate()[0]:  # most are, and that is quick to see
                decoder.decode(piece)
        decoder.decode(b"", final=whole)
    except UnicodeDecodeError as error:
        if any(map(_OTHER_ALPHABET.search, (data, piece))):
            if arabic := _arabic_of(data[:START] + b" " + piece):
                return arabic
            raise UnreadableFile(NOT_UTF_8, path=name) from error
        return "cp1252"
    return "utf-8-sig"


def _wide_of(data: bytes) -> str:
    """UTF-16 that does not say so at its start, if that makes a text."""
    for encoding, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        text = data[: len(data) // 2 * 2].decode(encoding, errors="replace")
        usual = sum(map(high.count, b"\x00\x06\x20"))  # Western, Arabic, and signs such as dashes
        if 20 * usual > 19 * len(high) and "\ufffd" not in text[:-1] and re.sub(r"[\t\r\n]", "", text).isprintable():
            return encoding
    return ""


def _arabic_of(data: bytes) -> str:
    """The old way of writing Arabic by which words become Arabic words, with an article among them."""
    words = b" ".join(_HIGH.findall(data))
    for encoding in _ARABIC:
        text = words.decode(encoding, errors="replace")
        letters = text.replace(" ", "")
        if "ال" in text and 20 * len(_ARABIC_LETTERS.findall(letters)) > 19 * len(letters):
            return encoding
    return ""


def footnotes_in(end: str, delimiter: str, width: int) -> int:
    r"""How many lines at the end of a text are notes below the table and no rows of it.

    Such a line fills one cell of several, and an empty line parts it from the table, or it begins as notes do. A last
    row that was cut off does neither.

    >>> footnotes_in("a,b\n1,2\n\nHR department\n", ",", 2), footnotes_in("a,b\n1,2\nHR department\n", ",", 2)
    (2, 0)
    """
    lines = end.splitlines()
    if width < 2 or end.count('"') % 2:
        return 0
    place, marked, filled = len(lines), True, 0
    while place:
        cells = [cell.strip(' "\ufeff') for cell in lines[place - 1].split(delimiter)]
        if sum(map(bool, cells)) > 1 and not (_MARKS_OF_NOTES.match(cells[0]) and len(cells) < width):
            break
        if any(cells):
            filled += 1
            marked = marked and _MARKS_OF_NOTES.match(next(filter(None, cells))) is not None
        place -= 1
    while place < len(lines) and lines[place].strip(f" {delimiter}") and not marked:
        place += 1  # a row with one cell filled stands below the others without an empty line between
    below = [line.strip(f" {delimiter}") for line in lines[place:]]
    apart = bool(below) and not below[0] and all(line.strip(f" {delimiter}") for line in lines[1:place])
    return len(below) if filled and place and any(below) and (marked or apart) else 0


def layout_of(start: str, delimiter: str = "") -> Layout:
    r"""How a table that starts so is laid out; a title above the headings is no line of headings.

    >>> layout_of("Promotions 2026\n\noffice,sex,hired\nNairobi,women,yes\n")
    Layout(delimiter=',', above=2)

    Parameters
    ----------
    start : str
    delimiter : str
        The sign, where the name of the file says it (.tsv).
    """
    lines = re.split(r"\r\n|\r|\n", start, maxsplit=_MOST_LINES)
    filled = [place for place, line in enumerate(lines) if line.strip(f' "\ufeff{_DELIMITERS}')]
    signs = delimiter or _DELIMITERS
    first = filled[0] if filled else 0
    sign, alike = _best("\n".join(lines[first:]), signs)
    if alike:
        return Layout(sign, first)
    for above in filled[1 : _MOST_TITLES + 1]:
        below = "\n".join(lines[above:])
        other, alike = _best(below, signs)
        if alike and _is_title("\n".join(lines[first:above]), other, len(_first_rows(below, other)[0])):
            return Layout(other, above)
    return Layout(sign or delimiter or ",", first)


def delimiter_of(start: str) -> str:
    r"""The sign between the cells of a table that starts so, or none where its first line is not like those below.

    It is the one by which most of the next lines have as many cells as the headings have. Of two it is the one that is
    not mostly followed by a space, as signs between words are; then the one that makes more cells.

    >>> delimiter_of("Salary, gross, EUR;grade\n1,5;a\n2,5;b\n")
    ';'
    >>> delimiter_of("tasks; duties,hired\nnight; day,yes\n")
    ','
    >>> delimiter_of("Promotions, 2026\noffice,sex,hired\n")
    ''
    """
    sign, alike = _best(start, _DELIMITERS)
    return sign if alike or len(_first_rows(start, sign or ",")) == 1 else ""


def _best(start: str, signs: str) -> tuple[str, int]:
    """The sign that parts the cells best, if any parts the headings, and how many rows below are as wide as these."""
    rows_by = {sign: rows for sign in signs if len(rows := _first_rows(start, sign))}
    widths = {sign: each for sign, rows in rows_by.items() if (each := _widths(rows))[0] > 1}
    found = {sign: rows_by[sign] for sign in widths}
    alike = {sign: sum(width == each[0] for width in each[1:]) for sign, each in widths.items()}
    best = max(found, key=lambda sign: (alike[sign], not _is_spaced(found[sign]), widths[sign][0]), default="")
    return best, alike.get(best, 0)


def _is_title(start: str, sign: str, width: int) -> bool:
    """Whether the lines above others are a title: none has more than half as many cells as there are headings below."""
    rows = _first_rows(start, sign)
    return all(2 * sum(bool(cell.strip()) for cell in row) <= width for row in rows)


def _first_rows(start: str, sign: str) -> list[list[str]]:
    """The first rows; up to one in which a quotation mark does not go with this sign."""
    rows: list[list[str]] = []
    with contextlib.suppress(csv.Error):
        for row in csv.reader(io.StringIO(start, newline=""), delimiter=sign, strict=True):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) > _LIKE:
                break
    return rows


def _widths(rows: list[list[str]]) -> list[int]:
    """How many cells each row has; empty ones behind the last cell of the headings are none."""
    first = max(place for place, cell in enumerate(rows[0], start=1) if cell.strip())
    return [len(row) if any(row[first:]) else min(len(row), first) for row in rows]


def _is_spaced(rows: list[list[str]]) -> bool:
    after = [cell for row in rows for cell in row[1:] if cell]
    return 2 * sum(cell.startswith(" ") for cell in after) > len(after)


def rows_in(lines: Iterable[str], layout: Layout, name: str) -> Iterator[list[str]]:
    """The headings and the rows below them, each with as many cells as there are headings; empty lines are none.

    Raises
    ------
    UnreadableFile
        If a row has more or fewer cells, a quotation mark is not closed, or lines end in several ways.
    csv.Error
        If a cell is longer than `csv.field_size_limit` allows; its last argument is the line.
    """
    return (row for _, row in numbered_rows_in(lines, layout, name))


def numbered_rows_in(
    lines: Iterable[str], layout: Layout, name: str, width: int = 0
) -> Iterator[tuple[int, list[str]]]:
    """Headings and rows, each with the line on which it begins; ``width`` where the first row does not tell it."""
    ends: set[str] = set()
    last: list[str] = []
    below = iter(lines)
    for _ in range(layout.above):
        next(below, None)
    reader = csv.reader(_noting(below, last), delimiter=layout.delimiter, strict=True)
    expected = width
    try:
        before = layout.above
        for row in reader:
            line, before = before + 1, reader.line_num + layout.above
            ends.update(last)
            if not row:
                continue
            while len(row) > (expected or 1) and not row[-1]:  # signs behind the last cell part no cells
                row.pop()
            expected = expected or len(row)
            if len(row) != expected:
                raise UnreadableFile(CELLS, path=name, line=before, found=len(row), expected=expected)
            yield line, row
    except csv.Error as error:
        if "field larger" in str(error):
            raise csv.Error(str(error), reader.line_num + layout.above) from error
        raise UnreadableFile(QUOTES, path=name, line=reader.line_num + layout.above) from error
    if len(ends) > 1:
        raise UnreadableFile(ENDS, path=name)


def _noting(lines: Iterator[str], last: list[str]) -> Iterator[str]:
    """The same lines; how the last one ended is noted."""
    for line in lines:
        last[:] = ["\r\n" if line.endswith("\r\n") else line[-1]] if line[-1:] in ("\r", "\n") else []
        yield line
