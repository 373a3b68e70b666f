"""The rows below the headings: which of them are people, and which notes, headings again, or another table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from toolkit.documents.brought.workbooks.headings import Headings, bare_of, is_number
from toolkit.documents.brought.workbooks.sheet import Merged, Row
from toolkit.errors import DataError, translatable

ANOTHER_TABLE = translatable(
    "“{name}” holds more than one table: another one begins in line {line}{sheet}. Give each table a sheet or a file "
    "of its own, or delete what is not needed."
)
BESIDE = translatable(
    "“{name}” holds tables side by side: the one that begins with “{column}”{sheet} has other rows than the first. "
    "Give each table a sheet or a file of its own."
)
_FEWEST_TOLD = 3  # rows that show what a column holds
_FEWEST_COUNTED = 4  # rows with one number each that show that a table counts
_MOST_REMEMBERED = 2_000  # texts of a column
_MARKS = re.compile(
    r"\W*(source|sources|note|notes|nota|notas|fuente|fonte|remarque|footnote|المصدر|مصدر|ملاحظة|ملاحظات)\b|\*|\(\d\)|¹",
    re.IGNORECASE,
)


@dataclass
class Below:
    """What was found below the headings besides rows of people; numbers of rows or cells."""

    name: str
    sheet: str
    headings: Headings
    merged: Sequence[Merged] = ()
    leave_hidden: bool = False
    takes_all: bool = False  # whether somebody said that a further table like the first belongs to it
    again: int = 0  # rows that repeat the headings
    notes: int = 0  # lines at the end, or between the rows, that fill one cell
    titles: list[str] = field(default_factory=list)  # such lines with rows below them, as titles of parts have
    further: int = 0  # the line where a further table like the first begins
    beyond: int = 0  # cells to the right of the last heading
    hidden: int = 0  # rows that are hidden and hold something
    filled: int = 0  # cells that took what was merged above them
    merged_numbers: set[int] = field(default_factory=set)  # columns in which numbers stand in merged cells
    filled_columns: set[int] = field(default_factory=set)

    def rows(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows of people, with what was merged filled in.

        Raises
        ------
        DataError
            If another table begins below or beside the first.
        """
        width = len(self.headings.texts)
        seen = _SoFar(width)
        waiting: list[Row] = []
        before, gap, is_headed = self.headings.last, False, False
        beside = self._beside()
        again = _Again()
        for row in self._filled_in(rows):
            here = {at: bare for at, text in row.cells.items() if (bare := bare_of(text))}
            if row.number <= self.headings.last or not here:
                continue
            gap = gap or row.number > before + 1
            before = row.number
            if row.is_hidden:
                self.hidden += 1
                if self.leave_hidden:
                    continue
            is_apart = gap or bool(waiting)
            if self._is_again(here):
                if is_apart and seen.rows:
                    self.further = self.further or row.number
                    if not self.takes_all:
                        break
                self.again += 1
                gap, is_headed = False, True
                continue
            if max(here) >= width:
                self.beyond += sum(at >= width for at in here)
                here = {at: text for at, text in here.items() if at < width}
                if not here:
                    continue
            if width > 1 and len(here) == 1 and self._is_note(here, is_apart, seen):
                waiting.append(row)
                continue
            if seen.is_other(here, is_apart, self.headings.texts):
                raise DataError(ANOTHER_TABLE, name=self.name, line=row.number, sheet=_in(self.sheet))
            self._tell(waiting, has_rows_below=True)
            waiting, gap = [], False
            beside = [(start, end) for start, end in beside if start not in here]
            for start, end in beside:
                left, right = any(at < start for at in here), any(start < at < end for at in here)
                if left != right:
                    begins = self.headings.texts[start + 1]
                    raise DataError(BESIDE, name=self.name, column=begins, sheet=_in(self.sheet))
            seen.add(here)
            yield from again.take(row, here, is_apart or is_headed)
            is_headed = False
            if again.is_whole:
                self.further = self.further or again.held[0].number
                if not self.takes_all:
                    break
                yield from again.let_go()
        else:
            yield from again.let_go()
        self._tell(waiting)

    def _tell(self, lines: Sequence[Row], *, has_rows_below: bool = False) -> None:
        """Lines that fill one cell: titles of what stands below them, or notes."""
        for row in lines:
            text = bare_of(next(iter(row.cells.values())))
            if has_rows_below and not _MARKS.match(text):
                self.titles.append(text)
            else:
                self.notes += 1

    def _is_note(self, here: dict[int, str], is_apart: bool, seen: _SoFar) -> bool:
        """Whether the only filled cell of a row is a note: it begins as notes do, or stands apart, or like no other."""
        ((at, text),) = here.items()
        if _MARKS.match(text):
            return True
        if at or (is_number(text) and not (is_apart and seen.holds_words(at))):
            return False
        return is_apart if len(self.headings.texts) == 2 else is_apart or text not in seen.texts.get(0, ())

    def _is_again(self, here: dict[int, str]) -> bool:
        texts = tuple(here.get(at, "") for at in range(max(here) + 1))
        return texts in self.headings.lines

    def _beside(self) -> list[tuple[int, int]]:
        """Columns without a heading that may part two tables, and where the second one ends."""
        ends = [*self.headings.gaps, len(self.headings.texts)]
        return [(start, end) for start, end in zip(ends, ends[1:], strict=False) if start > 1 and end > start + 2]

    def _filled_in(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, each with the texts that were merged with cells above; numbers are not made more."""
        if not self.merged:
            yield from rows
            return
        starts: dict[int, list[Merged]] = {}
        for one in self.merged:
            if one.bottom > one.top:
                starts.setdefault(one.top, []).append(one)
        open_: list[tuple[Merged, str]] = []
        for row in rows:
            open_ = [(one, text) for one, text in open_ if one.bottom >= row.number]
            if row.number > self.headings.last:
                for one, text in open_:
                    if not row.cells.get(one.left) and one.left < len(self.headings.texts):
                        if is_number(text):
                            self.merged_numbers.add(one.left)
                        else:
                            row.cells[one.left] = text
                            self.filled += 1
                            self.filled_columns.add(one.left)
            open_ += [(one, row.cells[one.left]) for one in starts.get(row.number, ()) if row.cells.get(one.left)]
            yield row


@dataclass
class _SoFar:
    """What the columns have held so far."""

    width: int
    rows: int = 0
    numbers: Counter[int] = field(default_factory=Counter)
    filled: Counter[int] = field(default_factory=Counter)
    texts: dict[int, set[str]] = field(default_factory=dict)

    def add(self, here: dict[int, str]) -> None:
        if self.rows >= _MOST_REMEMBERED:
            return
        self.rows += 1
        for at, text in here.items():
            self.filled[at] += 1
            self.numbers[at] += is_number(text)
            self.texts.setdefault(at, set()).add(text)

    def holds_words(self, at: int) -> bool:
        """Whether a column has held words and never a number, often enough to tell."""
        return self.filled[at] >= _FEWEST_TOLD and not self.numbers[at]

    def is_other(self, here: dict[int, str], is_apart: bool, headings: Sequence[str]) -> bool:
        """Whether a row reads like the first of another table.

        That is one whose cells are new to their columns, a heading of this table among them; behind an empty line or a
        title also words where numbers stood, numbers where words stood, or words never seen before.
        """
        if len(here) < 2:
            return False
        new = self.rows >= _FEWEST_TOLD and all(text not in self.texts.get(at, ()) for at, text in here.items())
        if any(map(is_number, here.values())):
            return is_apart and any(is_number(text) and self.holds_words(at) for at, text in here.items())
        if not is_apart:
            return new and any(text in headings for text in here.values())
        if any(self.numbers[at] * 2 > self.filled[at] for at in here if self.filled[at]):
            return True
        known = [at for at in here if len(self.texts.get(at, ())) * 2 <= self.filled[at]]
        return new and bool(known)


class _Again:
    """Whether a block of rows names the same, line by line, as the first one did: counts of another time or place.

    Only where each row of the first block names something else, beside numbers, as rows of persons do not.
    """

    def __init__(self) -> None:
        self.names: list[tuple[tuple[int, str], ...]] = []
        self.numbers = 2  # the fewest numbers on a row
        self.is_first = True
        self.held: list[Row] = []
        self.is_whole = False

    def take(self, row: Row, here: dict[int, str], is_apart: bool) -> Iterable[Row]:
        """The rows that are surely none of such a block, once there is one row more."""
        names = tuple((at, text) for at, text in here.items() if not is_number(text))
        if self.is_first and not is_apart:
            if len(self.names) <= _MOST_REMEMBERED:
                self.names.append(names)
                self.numbers = min(self.numbers, len(here) - len(names))
            return (row,)
        if self.is_first:
            self.is_first = False
            enough = len(self.names) >= (_FEWEST_COUNTED if self.numbers < 2 else 2) and self.numbers > 0
            if not enough or len(set(self.names)) < len(self.names) or len(self.names) > _MOST_REMEMBERED:
                self.names = []
        begins = is_apart and not self.held
        if self.names and (begins or self.held) and names == self.names[len(self.held)]:
            self.held.append(row)
            self.is_whole = len(self.held) == len(self.names)
            return ()
        return [*self.let_go(), row]

    def let_go(self) -> list[Row]:
        """The rows that were held back."""
        released, self.held, self.is_whole = self.held, [], False
        return released


def _in(sheet: str) -> str:
    return f" ({sheet})" if sheet else ""
