"""The tables of what is not sharp: people of unknown group, counts that were rounded, and what scores mean."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from toolkit.audit.measures.measures import BY_ID, FIRST, SPOKEN, is_told
from toolkit.audit.papers import words
from toolkit.audit.papers.tables import Cell, Row, Said, Speaker, banded, by, columns_of, names_of, rows_of
from toolkit.documents import Paragraph, Part, Table


def say_bounds(speaker: Speaker) -> Iterator[Part]:
    """Between which values shares and gaps lie whoever the people of unknown group are."""
    rows = [row for row in _first(speaker, speaker.result.bounds) if row["low"] is not None]
    yield from _with_note(speaker, _bounds_table(speaker, rows, words.UNKNOWN_PEOPLE), words.BOUNDS_NOTE)


def say_outcome_bounds(speaker: Speaker) -> Iterator[Part]:
    """Between which values shares and gaps lie whatever came true for people of unknown outcome."""
    asked = speaker.result.question.measures
    rows = [
        row
        for row in rows_of(speaker.result.outcome_bounds)
        if is_told(row["measure"], asked, SPOKEN if _is_of_one_decision(row["measure"]) else FIRST)
    ]
    open_rows = [row for row in rows if row["low"] not in (None, row["high"])]
    table = _bounds_table(speaker, open_rows, words.UNKNOWN_OUTCOMES)
    yield from _with_note(speaker, table, words.OUTCOME_BOUNDS_NOTE)


def _bounds_table(speaker: Speaker, rows: list[Row], caption: str) -> Table | None:
    heads = (words.GROUP, words.SHARE_LOW, words.SHARE_HIGH, words.GAP_LOW, words.GAP_HIGH)

    def cells(speaker: Speaker, row: Row) -> list[Cell]:
        shares = [_share(speaker, row[key]) for key in ("low", "high")]
        return [_name(speaker, row), *shares, *(_gap(speaker, row, key) for key in ("gap_low", "gap_high"))]

    def band(row: Row) -> Said:
        return speaker.say(words.BOUNDS_BY, **names_of(speaker, row)), columns_of(speaker, row)

    return banded(speaker, heads, rows, cells, band, ("characteristic", "measure"), caption)


def say_rounding(speaker: Speaker) -> Iterator[Part]:
    """Between which values shares and ratios lay before counts were rounded."""
    heads = (
        *(words.GROUP, words.SHARE_LOW, words.SHARE_HIGH, words.REFERENCE_LOW, words.REFERENCE_HIGH),
        *(words.TIMES_LOW, words.TIMES_HIGH),
    )
    rows = [row for row in _first(speaker, speaker.result.rounding) if row["rate_low"] is not None]

    def cells(speaker: Speaker, row: Row) -> list[Cell]:
        shares = ("rate_low", "rate_high", "reference_low", "reference_high")
        times = (_times(speaker, row[key]) for key in ("ratio_low", "ratio_high"))
        return [_name(speaker, row), *(_share(speaker, row[key]) for key in shares), *times]

    def band(row: Row) -> Said:
        return speaker.say(words.ROUNDED_BY, **names_of(speaker, row)), columns_of(speaker, row)

    same = ("characteristic", "reference", "measure")
    table = banded(speaker, heads, rows, cells, band, same, words.ROUNDED_COUNTS)
    yield from _with_note(speaker, table, words.ROUNDED_NOTE)


def say_scores(speaker: Speaker) -> Iterator[Part]:
    """How scores are spread in each group; a bin that is withheld says so, one that nobody is in is left out."""
    heads = (
        *(words.SCORE_FROM, words.SCORE_TO, words.PEOPLE_HEAD, words.PART_OF_GROUP),
        *(words.KNOWN_HEAD, words.TRUE_HEAD, words.CAME_TRUE_SHARE, words.FROM, words.TO),
    )
    frame = speaker.result.scores
    heaps = by(rows_of(frame) if len(frame) else [], "characteristic", "group").values()
    told = [[row for row in heap if row["people"] != 0] for heap in heaps]
    rows = [row for heap in told if any(row["people"] is not None for row in heap) for row in heap]
    shown = len(heads) if speaker.result.question.outcome is not None else 4

    def cells(speaker: Speaker, row: Row) -> list[Cell]:
        return _score_cells(speaker, row)[:shown]

    def band(row: Row) -> Said:
        name, group = speaker.characteristic(row["characteristic"]), speaker.group(row["characteristic"], row["group"])
        columns = {speaker.say(words.CHARACTERISTIC): speaker.language.isolate(name), speaker.say(words.GROUP): group}
        return speaker.say(words.SCORES_BY, characteristic=name, group=group), columns

    same = ("characteristic", "group")
    table = banded(speaker, heads[:shown], rows, cells, band, same, words.THE_SCORES)
    yield from _with_note(speaker, table, words.SCORES_NOTE)


def _with_note(speaker: Speaker, table: Table | None, note: str) -> Iterator[Part]:
    if table is not None:
        yield table
        yield Paragraph(speaker.say(note), "note")


def _score_cells(speaker: Speaker, row: Row) -> list[Cell]:
    return [
        _edge(speaker, row["score_from"]),
        _edge(speaker, row["score_to"]),
        _count(speaker, row["people"]),
        _share(speaker, row["share"], words.WITHHELD),
        _count(speaker, row["known"]),
        _count(speaker, row["true"]),
        *(
            _share(speaker, row[key], words.WITHHELD if row["known"] is None else words.NOBODY)
            for key in ("value", "low", "high")
        ),
    ]


def _first(speaker: Speaker, frame: Any) -> list[Row]:
    asked = speaker.result.question.measures
    return [row for row in rows_of(frame) if is_told(row["measure"], asked, FIRST)] if len(frame) else []


def _is_of_one_decision(measure: str) -> bool:
    """Whether it needs outcomes of one decision only: all there is where these are known for one only."""
    row = BY_ID.get(measure)
    return row is not None and len(row.needs) == 1


def _name(speaker: Speaker, row: Row) -> Cell:
    return speaker.group(row["characteristic"], row["group"]), None


def _share(speaker: Speaker, value: float | None, blank: str = words.UNDEFINED) -> Cell:
    return (speaker.say(blank), None) if value is None else (speaker.language.percent(value), value)


def _gap(speaker: Speaker, row: Row, key: str) -> Cell:
    if row[key] is not None:
        return speaker.points(row[key]), row[key] * 100
    references = {gap["reference"] for gap in speaker.gaps if gap["characteristic"] == row["characteristic"]}
    return speaker.say(words.THE_REFERENCE if row["group"] in references else words.WITHHELD), None


def _times(speaker: Speaker, value: float | None) -> Cell:
    if value is None or not math.isfinite(value):
        return speaker.say(words.UNDEFINED), None
    return speaker.ratio(value), value


def _count(speaker: Speaker, value: int | None) -> Cell:
    return (speaker.say(words.WITHHELD), None) if value is None else (speaker.language.number(int(value)), int(value))


def _edge(speaker: Speaker, value: float | None) -> Cell:
    if value is None or not math.isfinite(value):
        return speaker.say(words.OPEN_ENDED), None
    decimals = len(f"{abs(value):.6f}".rstrip("0").partition(".")[2])
    return speaker.language.isolate(speaker.language.number(value, decimals)), float(value)
