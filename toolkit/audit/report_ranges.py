"""The tables of what is not sharp: people of unknown group, counts that were rounded, and what scores mean."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from toolkit.audit import report_words as words
from toolkit.audit.report_tables import Cell, Row, Speaker, by, listed, rows_of, table_of
from toolkit.documents import Heading, Paragraph, Part, Table

SHORT = ("selection_rate", "false_positive_rate", "false_negative_rate")  # what a reader asks for first

OF_ONE_DECISION = ("false_discovery_rate", "false_omission_rate")  # all there is where outcomes are known for one only


def say_bounds(speaker: Speaker) -> Iterator[Part]:
    """Between which values shares and gaps lie whoever the people of unknown group are."""
    tables = list(bounds_tables(speaker))
    if tables:
        yield Heading(speaker.say(words.UNKNOWN_PEOPLE))
        yield from tables
        yield Paragraph(speaker.say(words.BOUNDS_NOTE), "note")


def say_outcome_bounds(speaker: Speaker) -> Iterator[Part]:
    """Between which values shares and gaps lie whatever came true for people of unknown outcome."""
    rows = [row for row in rows_of(speaker.result.outcome_bounds) if row["measure"] in (*SHORT, *OF_ONE_DECISION)]
    tables = list(_bounds_tables(speaker, [row for row in rows if row["low"] not in (None, row["high"])]))
    if tables:
        yield Heading(speaker.say(words.UNKNOWN_OUTCOMES))
        yield from tables
        yield Paragraph(speaker.say(words.OUTCOME_BOUNDS_NOTE), "note")


def bounds_tables(speaker: Speaker) -> Iterator[Table]:
    """One table a characteristic and measure that people ask for first."""
    yield from _bounds_tables(speaker, [row for row in _first(speaker.result.bounds) if row["low"] is not None])


def _bounds_tables(speaker: Speaker, rows: list[Row]) -> Iterator[Table]:
    heads = (words.GROUP, words.SHARE_LOW, words.SHARE_HIGH, words.GAP_LOW, words.GAP_HIGH)
    for (characteristic, measure), some in by(rows, "characteristic", "measure").items():
        cells = [
            [
                _name(speaker, row),
                *(_share(speaker, row[key]) for key in ("low", "high")),
                *(_gap(speaker, row, key) for key in ("gap_low", "gap_high")),
            ]
            for row in some
        ]
        named = {"characteristic": speaker.characteristic(characteristic), "measure": speaker.measure(measure)}
        yield table_of(speaker, heads, cells, speaker.say(words.BOUNDS_BY, **named))


def say_rounding(speaker: Speaker) -> Iterator[Part]:
    """Between which values shares and ratios lay before counts were rounded."""
    tables = list(rounding_tables(speaker))
    if tables:
        yield Heading(speaker.say(words.ROUNDED_COUNTS))
        yield from tables
        yield Paragraph(speaker.say(words.ROUNDED_NOTE), "note")


def rounding_tables(speaker: Speaker) -> Iterator[Table]:
    """One table a characteristic and measure that people ask for first."""
    heads = (
        *(words.GROUP, words.SHARE_LOW, words.SHARE_HIGH, words.REFERENCE_LOW, words.REFERENCE_HIGH),
        *(words.TIMES_LOW, words.TIMES_HIGH),
    )
    rows = [row for row in _first(speaker.result.rounding) if row["rate_low"] is not None]
    for (characteristic, reference, measure), some in by(rows, "characteristic", "reference", "measure").items():
        cells = [
            [
                _name(speaker, row),
                *(_share(speaker, row[key]) for key in ("rate_low", "rate_high", "reference_low", "reference_high")),
                *(_times(speaker, row[key]) for key in ("ratio_low", "ratio_high")),
            ]
            for row in some
        ]
        named = {
            "characteristic": speaker.characteristic(characteristic),
            "reference": speaker.group(characteristic, reference),
            "measure": speaker.measure(measure),
        }
        yield table_of(speaker, heads, cells, speaker.say(words.ROUNDED_BY, **named))


def say_scores(speaker: Speaker) -> Iterator[Part]:
    """How scores are spread in each group, and for how many with such a score it came true."""
    tables = list(score_tables(speaker))
    if tables:
        yield Heading(speaker.say(words.THE_SCORES))
        yield from tables
        yield Paragraph(speaker.say(words.SCORES_NOTE), "note")


def score_tables(speaker: Speaker) -> Iterator[Table]:
    """One table a group; a bin that is withheld says so, one that nobody is in is left out."""
    heads = (
        *(words.SCORE_FROM, words.SCORE_TO, words.PEOPLE_HEAD, words.PART_OF_GROUP),
        *(words.KNOWN_HEAD, words.TRUE_HEAD, words.CAME_TRUE_SHARE, words.FROM, words.TO),
    )
    frame = speaker.result.scores
    rows = rows_of(frame) if len(frame) else []
    outcome = speaker.result.question.outcome is not None
    for (characteristic, group), some in by(rows, "characteristic", "group").items():
        told = [row for row in some if row["people"] != 0]
        if not any(row["people"] is not None for row in told):
            continue
        cells = [_score_cells(speaker, row)[: len(heads) if outcome else 4] for row in told]
        named = {
            "characteristic": speaker.characteristic(characteristic),
            "group": speaker.group(characteristic, group),
        }
        shown = heads if outcome else heads[:4]
        yield table_of(speaker, shown, cells, speaker.say(words.SCORES_BY, **named))


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


def _first(frame: Any) -> list[Row]:
    return [row for row in listed(rows_of(frame) if len(frame) else []) if row["measure"] in SHORT]


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
