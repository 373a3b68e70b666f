"""Where on a sheet the headings stand: below a title, on one line or on two."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from toolkit.documents.brought.workbooks.sheet import Merged, Row

LOOKED_AT = 60  # rows that show how a table is laid out
BETWEEN = " / "  # a heading and the one below it
_MOST_TITLES = 15  # rows above the headings
_NUMBER = re.compile(r"[<>≤≥~±]?\s*[+\-−(]?\s*[\d٠-٩۰-۹][\d٠-٩۰-۹\s.,'’٫٬%٪*)]*")
_YEAR = re.compile(r"(19|20)\d\d", re.ASCII)
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}.*", re.ASCII)
INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


@dataclass(frozen=True)
class Headings:
    """The headings of a table: their texts, and the rows on which they stand.

    ``gaps`` are columns without heading between others; ``titles`` how many rows that hold something stand above.
    """

    texts: tuple[str, ...]
    first: int
    last: int
    titles: int = 0
    gaps: tuple[int, ...] = ()
    lines: tuple[tuple[str, ...], ...] = field(default=(), repr=False)  # each of the rows, as it may come again

    @property
    def key(self) -> frozenset[str]:
        """The headings, whatever their order and capitals."""
        return frozenset(text.casefold() for text in self.texts if text)


def is_number(text: str) -> bool:
    """Whether a cell holds a number or a day, as headings do not.

    >>> is_number("1 234,5"), is_number("<5"), is_number("2026-11-24"), is_number("B12"), is_number("12*")
    (True, True, True, False, True)
    """
    bare = bare_of(text)
    return _NUMBER.fullmatch(bare) is not None or _DAY.fullmatch(bare) is not None


def bare_of(text: str) -> str:
    """A text without spaces and signs without a width around it, which nobody sees.

    >>> bare_of("\\u200foui\\u00a0")
    'oui'
    """
    bare = text.strip()
    while bare and (bare[0] in INVISIBLE or bare[-1] in INVISIBLE):
        bare = bare.strip(INVISIBLE).strip()
    return bare


def headings_of(
    rows: Sequence[Row], merged: Sequence[Merged] = (), line: int | None = None, wanted: Collection[str] = ()
) -> Headings | None:
    """The headings of a table that starts with these rows; None where there is none.

    Parameters
    ----------
    rows : the first rows of a sheet, those that hold something
    merged : which cells are merged
    line : the row of headings, where somebody named it
    wanted : names of columns; a row below that holds them all is that of the headings

    >>> rows = [Row(1, {0: "Hired in 2026"}), Row(3, {0: "sex", 1: "hired", 2: "n"}), Row(4, {0: "women", 1: "yes"})]
    >>> found = headings_of(rows)
    >>> found.texts, found.first, found.titles
    (('sex', 'hired', 'n'), 3, 1)
    """
    filled = [_filled(row) for row in rows]
    if line is not None:
        place = next((place for place, row in enumerate(rows) if row.number == line), None)
    else:
        place = _below_titles(filled)
    if place is None or not filled[place]:
        return None
    above, first = place, place
    if line is None and _is_upper_half(rows, filled, place, merged):
        place += 1
    elif line is None and place and rows[place - 1].number == rows[place].number - 1:
        upper = filled[place - 1]
        if len(upper) > 1 and _is_upper_half(rows, filled, place - 1, merged):
            above, first = place - 1, place - 1
    texts = _texts(rows[place], filled[place])
    lines = [texts]
    if first != place:
        lines.insert(0, _texts(rows[first], filled[first]))
        texts = _joined(rows[first], rows[place], merged)
    names = {bare_of(name) for name in wanted}
    if line is None and names and not names <= set(texts):
        for row, cells in zip(rows[place:], filled[place:], strict=True):
            if names <= set(map(bare_of, cells.values())):  # what stands above was a title, whatever it looked like
                found = headings_of(rows, merged, row.number)
                return found and replace(found, titles=max(found.titles, 1))
    width = len(texts)
    gaps = tuple(at for at in range(width) if not texts[at])
    return Headings(tuple(texts), rows[first].number, rows[place].number, above, gaps, tuple(map(tuple, lines)))


def _filled(row: Row) -> dict[int, str]:
    return {at: text for at, text in sorted(row.cells.items()) if bare_of(text)}


def _below_titles(filled: Sequence[dict[int, str]]) -> int | None:
    """The first row that is no title: titles fill no more than half as many cells as the fuller rows below."""
    first = next((place for place, cells in enumerate(filled) if cells), None)
    if first is None:
        return None
    for place in range(first, min(len(filled), first + _MOST_TITLES + 1)):
        below = sorted(len(cells) for cells in filled[place + 1 : place + 21] if cells)
        usual = below[3 * len(below) // 4] if below else 0
        if 2 * len(filled[place]) > usual:
            people = any(is_number(text) and not _YEAR.fullmatch(text.strip()) for text in filled[place].values())
            return first if place > first and people else place
    return first


def _is_upper_half(rows: Sequence[Row], filled: Sequence[dict[int, str]], place: int, merged: Sequence[Merged]) -> bool:
    """Whether the headings go on in the next row, which names what stands in groups above."""
    if place + 1 >= len(rows) or rows[place + 1].number != rows[place].number + 1:
        return False
    upper, lower = filled[place], filled[place + 1]
    if len(upper) < 2 or not lower or any(map(is_number, lower.values())):
        return False
    here = [one for one in merged if one.top == rows[place].number]
    wide = any(one.right > one.left and one.bottom == one.top for one in here)
    hanging = any(at not in upper and at > min(upper) for at in lower)
    if not hanging and len(set(upper.values())) == len(upper):
        return False
    # A row of data fills what the rows below it fill; the lower half of headings leaves out what stands above it.
    below = next((cells for cells in filled[place + 2 :] if cells), {})
    resting = any(at in upper and at not in lower and at in below for at in upper)
    told = any(is_number(below[at]) for at in lower if at in below)
    return bool(below) and (wide or told) and (resting or told or wide)


def _joined(upper: Row, lower: Row, merged: Sequence[Merged]) -> list[str]:
    above = _texts(upper, _filled(upper))
    below = _texts(lower, _filled(lower))
    width = max(len(above), len(below))
    above += [""] * (width - len(above))
    below += [""] * (width - len(below))
    across = [one for one in merged if one.top == upper.number and one.right > one.left]
    for one in across:
        for at in range(one.left, min(one.right + 1, width)):
            above[at] = above[one.left]
    covered = {at for one in across for at in range(one.left, one.right + 1)}
    for at in range(1, width):  # where nothing is merged, what stands above goes on over what hangs below it
        if not above[at] and below[at] and at not in covered:
            above[at] = above[at - 1]
    pairs = zip(above, below, strict=True)
    return [f"{one}{BETWEEN}{two}" if one and two and one != two else one or two for one, two in pairs]


def _texts(row: Row, filled: dict[int, str]) -> list[str]:
    texts = [""] * (max(filled, default=-1) + 1)
    for at in filled:
        texts[at] = bare_of(row.cells[at])

    return texts
