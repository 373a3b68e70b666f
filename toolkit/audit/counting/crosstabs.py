"""Tables in which each decision has a column of its own, turned so that each has rows: women, yes, 40."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import narwhals as nw

from toolkit.audit.counting.reading.note import note
from toolkit.audit.counting.reading.numbers import style_of
from toolkit.audit.counting.reading.totals import TOTALS_OUT, TOTALS_OUT_CODE, is_total, rows_that_add_up
from toolkit.audit.counting.sources import Opened, columns_of, rows_of
from toolkit.documents.brought.cell_text import as_text
from toolkit.documents.brought.workbooks.headings import BETWEEN, bare_of, is_number
from toolkit.errors import ColumnNotFound, DataError, translatable

TURNED = translatable(
    "The columns {columns} were read as values of “{decision}”, and the numbers in them as people. Is that right?"
)
TURNED_CODE = translatable("If others count people, or not all of these do, name them in across.")
TOTAL_LEFT = translatable("The column “{column}” adds up the others and was left out.")
NO_SUM = translatable(
    "The column “{column}” should add up {columns}, but does not in all rows. Name the columns that count people in "
    "across, or correct the table."
)
OTHER_SUM = translatable(
    "The column “{column}” does not add up {columns}: is there another column that counts people with a decision?"
)
NO_COUNTS = translatable("The column “{column}” holds “{value}”, which is no number of people. Name others in across.")
_MOST_ROWS = 100_000
_FEWEST = 2  # columns that are turned
_PART = re.compile(
    r"[%٪]|\b(percent|pourcent|taux|rate|share|part|porcentaje|tasa|taxa|percentagem)\b|نسبة", re.IGNORECASE
)

Texts = Mapping[str, list[str]]


def turned(opened: Opened, roles: Mapping[str, Any]) -> tuple[Opened, str]:
    """The table with a row a decision, and the name of the column that counts people.

    Parameters
    ----------
    roles
        What the columns are said to mean: ``decision``, ``selected``, ``count``, and ``named``, all other columns.

    Raises
    ------
    ColumnNotFound
        If there is no column of the decision, nor one that is called like each of its values that mean yes.
    DataError
        If a column of totals does not add up the others.
    """
    decision, selected, across = roles["decision"], roles["selected"], opened.asked.across
    available = columns_of(opened.frame)
    texts = _texts(opened, available)
    heads = {name: head_of(name, decision) for name in available}
    found = [name for name in available if name not in roles["named"] and _counts(name, texts.get(name, []))]
    if across is None:
        counting = found
    else:
        for name in across:
            if name not in available:
                raise ColumnNotFound(name, available)
        counting = list(across)
    totals = _totals(counting, decision) if across is None else []
    parts = [name for name in counting if name not in totals]
    if not texts or len(parts) < _FEWEST or not {bare_of(heads[name]) for name in parts} >= set(selected):
        raise ColumnNotFound(decision, available)
    numbers = {name: _numbers(texts[name], name) for name in parts}
    notes = list(opened.notes)
    for total in totals:
        if not _adds_up(_numbers(texts[total], total), [numbers[name] for name in parts]):
            raise DataError(NO_SUM, column=total, columns=parts)
        notes.append(note("totals", total, total, TOTAL_LEFT, column=total))
    beside = [name for name in _totals(found, decision) if across is not None and name not in parts]
    for total in beside:
        if not _adds_up(_numbers(texts[total], total), [numbers[name] for name in parts]):
            notes.append(note("totals", total, total, OTHER_SUM, is_open=True, column=total, columns=parts))
    for label in [name for name in roles["named"] if name in texts and opened.asked.totals != "keep"]:
        sums = rows_that_add_up(texts[label], list(zip(*numbers.values(), strict=True)))
        if sums:
            values = [texts[label][place] for place in sorted(sums)]
            said: dict[str, Any] = {"column": label, "values": values}
            is_open = opened.asked.totals is None
            notes.append(note("totals", values, label, TOTALS_OUT, TOTALS_OUT_CODE, is_open=is_open, **said))
            texts = {
                name: [cell for place, cell in enumerate(cells) if place not in sums] for name, cells in texts.items()
            }
            break
    told = {"columns": parts, "decision": decision}
    notes.append(note("header", parts, decision, TURNED, TURNED_CODE, is_open=across is None, **told))
    count = roles["count"] or _free("people", available)
    kept = [name for name in available if name not in counting and name != count]
    made: dict[str, list[Any]] = {name: texts[name] * len(parts) for name in kept}
    rows = len(next(iter(texts.values())))
    made[decision] = [bare_of(heads[name]) for name in parts for _ in range(rows)]
    made[count] = [text for name in parts for text in texts[name]]
    return replace(opened, frame=_frame(made), notes=tuple(notes), csv=None, is_long=False, is_heavy=False), count


def counting_columns(texts: Texts) -> tuple[str, ...]:
    """The columns of a table that may each count the people with one decision; none that adds up others.

    >>> counting_columns({"sex": ["women", "men"], "yes": ["40", "50"], "no": ["60", "30"], "Total": ["100", "80"]})
    ('yes', 'no')
    """
    found = [name for name, cells in texts.items() if _counts(name, cells)]
    sums = _totals(found, "")
    parts = tuple(name for name in found if name not in sums)
    return parts if len(parts) >= _FEWEST else ()


def shared_heading(columns: Sequence[str]) -> str:
    """The upper heading under which all of these columns stand; empty if there is none.

    >>> shared_heading(["hired / yes", "hired / no"]), shared_heading(["yes", "no"])
    ('hired', '')
    """
    upper = {name.partition(BETWEEN)[0] if BETWEEN in name else "" for name in columns}
    return upper.pop() if len(upper) == 1 else ""


def head_of(column: str, decision: str) -> str:
    """The value of the decision whose people a column counts.

    >>> head_of("hired / yes", "hired"), head_of("yes", "hired")
    ('yes', 'yes')
    """
    return column.removeprefix(f"{decision}{BETWEEN}")


def _totals(columns: Sequence[str], decision: str) -> list[str]:
    return [name for name in columns if is_total(head_of(name, decision).rpartition(BETWEEN)[2])]


def _adds_up(total: Sequence[float | None], parts: Sequence[Sequence[float | None]]) -> bool:
    """Whether a column adds up others in every row where all numbers are known."""
    return not any(None not in row and row[0] != sum(row[1:]) for row in zip(total, *parts, strict=True))


def _texts(opened: Opened, columns: Sequence[str]) -> dict[str, list[str]]:
    frame = opened.frame
    few = frame.head(_MOST_ROWS + 1)
    rows = rows_of(few)
    if not rows or len(rows) > _MOST_ROWS:
        return {}
    listed = zip(*rows, strict=True)
    return {name: [as_text(cell) or "" for cell in cells] for name, cells in zip(columns, listed, strict=True)}


def _counts(name: str, cells: Sequence[str]) -> bool:
    """Whether a column may count people: whole numbers, no years, no numbers of the rows, no percentages."""
    filled = [cell for cell in cells if cell]
    if not filled or _PART.search(name) or any("%" in cell or "٪" in cell for cell in filled):
        return False
    numbers = sum(map(is_number, filled))
    if 2 * numbers <= len(filled) or any(re.search(r"\d[-/]\d", cell) for cell in filled):
        return False
    if all(re.fullmatch(r"(19|20)\d\d", cell) for cell in filled):
        return False
    return len(filled) < 3 or [int(cell) if cell.isdecimal() else -1 for cell in filled] != list(
        range(1, len(filled) + 1)
    )


def _numbers(cells: Sequence[str], column: str) -> list[float | None]:
    """Numbers of people; what was withheld is not known."""
    style, _ = style_of(sorted({cell for cell in cells if cell}), column, None, whole=True)
    found: list[float | None] = []
    for cell in cells:
        try:
            found.append(float(style.plain(cell)))
        except ValueError:
            found.append(None)
    if any(number is not None and number != int(number) for number in found):
        value = next(cell for cell, number in zip(cells, found, strict=True) if number is not None and number % 1)
        raise DataError(NO_COUNTS, column=column, value=value)
    return found


def _free(name: str, taken: Sequence[str]) -> str:
    while name in taken:
        name += "_"
    return name


def _frame(columns: Mapping[str, list[Any]]) -> nw.DataFrame[Any]:
    import pandas as pd

    made = {name: [cell if cell else None for cell in cells] for name, cells in columns.items()}
    return nw.from_native(pd.DataFrame(made, dtype="str"), eager_only=True)
