"""The tables of a report. Every cell has a word or a number; what is withheld says so."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from toolkit.audit import report_words as words
from toolkit.audit.findings import inside_what
from toolkit.audit.missing import OTHER_VALUES
from toolkit.audit.missing_findings import FURTHER_VALUES
from toolkit.documents import Table
from toolkit.languages import Language

if TYPE_CHECKING:
    from toolkit.audit.result import AuditResult

Row = dict[str, Any]
Cell = tuple[str, float | None]


@dataclass(frozen=True)
class Speaker:
    """Names and numbers of one audit in one language."""

    result: AuditResult
    language: Language

    @cached_property
    def rates(self) -> list[Row]:
        """The published shares."""
        return rows_of(self.result.rates)

    @cached_property
    def gaps(self) -> list[Row]:
        """The published gaps."""
        return rows_of(self.result.gaps)

    @cached_property
    def adjusted(self) -> list[Row]:
        """The published gaps with like compared with like."""
        return rows_of(self.result.adjusted)

    def say(self, sentence: str, **values: Any) -> str:
        """A sentence in the language of the report."""
        return self.language.say(sentence, **values)

    def characteristic(self, name: str) -> str:
        """How a characteristic is called."""
        return self.result.codebook.label(name, self.language)

    def group(self, characteristic: str, group: str) -> str:
        """How a group is called, safe to stand in a table."""
        return self.language.isolate(self.result.codebook.label(characteristic, self.language, group))

    def measure(self, measure: str) -> str:
        """What a measure counts."""
        return words.measure_label(measure, self.result.codebook, self.language)

    def ratio(self, value: float) -> str:
        """A ratio with as many digits as say something."""
        if not math.isfinite(value):
            return self.say(words.UNDEFINED)
        return self.language.number(value, 0 if value >= 20 else 1 if value >= 2 else 2)

    def points(self, value: float) -> str:
        """A difference of shares in percentage points."""
        size = abs(value) * 100
        return self.language.number(value * 100, 0 if size >= 10 else 1 if size >= 1 else 2)


def rows_of(frame: Any) -> list[Row]:
    """A published frame as plain rows; what is empty is None, also where pandas has other words for it."""
    rows = frame.to_dict("records")
    return [{name: None if _is_empty(value) else value for name, value in row.items()} for row in rows]


def _is_empty(value: Any) -> bool:
    return value is None or type(value).__name__ == "NAType" or (isinstance(value, float) and math.isnan(value))


def listed(rows: Iterable[Row]) -> list[Row]:
    """The rows of measures that a report lists."""
    return [row for row in rows if row["measure"] not in words.OTHER_SIDE]


def by(rows: Iterable[Row], *names: str) -> dict[tuple[Any, ...], list[Row]]:
    """Rows sorted into heaps, in their order."""
    heaps: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        heaps.setdefault(tuple(row[name] for name in names), []).append(row)
    return heaps


def share_tables(speaker: Speaker) -> list[Table]:
    """One table a characteristic and measure; where two groups are compared, one for all their measures."""
    heads = (words.GROUP, words.COUNTED, words.AMONG_HEAD, words.SHARE, words.FROM, words.TO)
    tables = []
    for (characteristic,), heap in by(listed(speaker.rates), "characteristic").items():
        told = [row for row in heap if row["numerator"] is not None]
        named = speaker.characteristic(characteristic)
        measures = by(told, "measure")
        if len(measures) > 1 and len({row["group"] for row in told}) <= 2:
            cells = [[_measure_cell(speaker, row), *_share_cells(speaker, row)] for row in told]
            caption = speaker.say(words.ALL_SHARES_BY, characteristic=named)
            tables.append(table_of(speaker, (words.MEASURE, *heads), cells, caption))
            continue
        for (measure,), rows in measures.items():
            caption = speaker.say(words.SHARES_BY, characteristic=named, measure=speaker.measure(measure))
            tables.append(table_of(speaker, heads, [_share_cells(speaker, row) for row in rows], caption))
    return tables


def withheld_of(speaker: Speaker, rows: Iterable[Row]) -> list[str]:
    """What the tables leave out because it is withheld: a group, and of what if not of everything."""
    found = []
    for (characteristic, group), heap in by(rows, "characteristic", "group").items():
        missing = [row for row in heap if row["numerator"] is None]
        name = speaker.group(characteristic, group)
        if len(missing) == len(heap):
            found.append(name)
        elif missing:
            what = [speaker.language.isolate(speaker.measure(row["measure"])) for row in missing]
            found.append(speaker.say(words.WITHHELD_OF, group=name, measures=speaker.language.list(what)))
    return found


def _measure_cell(speaker: Speaker, row: Row) -> Cell:
    return speaker.language.isolate(speaker.measure(row["measure"])), None


def _share_cells(speaker: Speaker, row: Row) -> list[Cell]:
    language, name = speaker.language, (speaker.group(row["characteristic"], row["group"]), None)
    counts: list[Cell] = [(language.number(int(row[key])), int(row[key])) for key in ("numerator", "denominator")]
    if not row["denominator"]:
        undefined = (speaker.say(words.UNDEFINED), None)
        return [name, *counts, (speaker.say(words.NOBODY), None), undefined, undefined]
    return [name, *counts, *((language.percent(row[key]), float(row[key])) for key in ("value", "low", "high"))]


def gap_tables(speaker: Speaker) -> list[Table]:
    """A table a characteristic and measure, or, where that takes fewer, one a pair of groups; withheld gaps in none."""
    heads = (words.DIFFERENCE, words.TIMES, words.FROM, words.TO, words.VERDICT, words.VISIBLE)
    tables = []
    for (characteristic, reference), heap in by(listed(speaker.gaps), "characteristic", "reference").items():
        told = [row for row in heap if published(speaker, row)]
        against = {
            "characteristic": speaker.characteristic(characteristic),
            "reference": speaker.group(characteristic, reference),
        }
        measures, groups = by(told, "measure"), by(told, "group")
        if len(groups) < len(measures):
            for (group,), rows in groups.items():
                caption = speaker.say(words.GAPS_OF, group=speaker.group(characteristic, group), **against)
                cells = [[_measure_cell(speaker, row), *_gap_cells(speaker, row)] for row in rows]
                tables.append(table_of(speaker, (words.MEASURE, *heads), cells, caption))
            continue
        for (measure,), rows in measures.items():
            caption = speaker.say(words.GAPS_BY, measure=speaker.measure(measure), **against)
            cells = [[(speaker.group(characteristic, row["group"]), None), *_gap_cells(speaker, row)] for row in rows]
            tables.append(table_of(speaker, (words.GROUP, *heads), cells, caption))
    return tables


def _gap_cells(speaker: Speaker, row: Row) -> list[Cell]:
    blank = words.UNDEFINED  # what is withheld has no row
    verdict = words.VERDICTS.get(row["verdict"], str(row["verdict"]))
    return [
        _number(speaker, row["difference"], speaker.points, blank, 100),
        *(_number(speaker, row[key], speaker.ratio, blank) for key in ("ratio", "ratio_low", "ratio_high")),
        (speaker.say(verdict), None),
        _number(speaker, row["smallest_visible"], speaker.points, blank, 100),
    ]


def published(speaker: Speaker, gap: Row) -> bool:
    """Whether both sides of a gap are published: what is empty then is undefined and not withheld."""
    shares = {
        row["group"]: row["numerator"] is not None
        for row in speaker.rates
        if (row["characteristic"], row["measure"]) == (gap["characteristic"], gap["measure"])
    }
    return shares.get(gap["group"], False) and shares.get(gap["reference"], False)


def adjusted_tables(speaker: Speaker) -> list[Table]:
    """Each gap before and after comparing like with like; one table a characteristic, withheld ones in none."""
    heads = (words.GROUP, words.WITHIN, words.BEFORE, words.AFTER, words.FROM, words.TO, words.READING)
    numbers = ("crude_ratio", "adjusted_ratio", "adjusted_ratio_low", "adjusted_ratio_high")
    tables = []
    for (characteristic,), heap in by(listed(speaker.adjusted), "characteristic").items():
        told = [row for row in heap if row["adjusted_ratio"] is not None]
        measures = by(told, "measure")
        named = speaker.characteristic(characteristic)
        together = len(measures) > 1
        cells: list[list[Cell]] = [
            [
                *([_measure_cell(speaker, row)] if together else []),
                (speaker.group(characteristic, row["group"]), None),
                (speaker.language.isolate(_inside(speaker, row)), None),
                *(_number(speaker, row[key], speaker.ratio, words.UNDEFINED) for key in numbers),
                (speaker.say(words.READING_WORDS.get(row["reading"], str(row["reading"]))), None),
            ]
            for row in told
        ]
        if together:
            tables.append(
                table_of(
                    speaker, (words.MEASURE, *heads), cells, speaker.say(words.ALL_ADJUSTED_BY, characteristic=named)
                )
            )
        for (measure,) in () if together else measures:
            caption = speaker.say(words.ADJUSTED_BY, characteristic=named, measure=speaker.measure(measure))
            tables.append(table_of(speaker, heads, cells, caption))
    return tables


def _inside(speaker: Speaker, row: Row) -> str:
    return inside_what(speaker.result.codebook, row["within"], speaker.language)


def left_out_table(speaker: Speaker) -> Table | None:
    """Who is not in the comparison and why, or None where that is nobody."""
    cells: list[list[Cell]] = []
    for row in rows_of(speaker.result.left_out):
        name, group, people = row["characteristic"], row["group"], row["people"]
        if group and row["selected"]:
            continue  # by group and decision at once: in the table of the audit, and too long for a paper
        untold = {"no_count": words.NOT_KNOWN, "suppressed": words.WITHHELD}.get(row["reason"], words.WITHHELD_LONG)
        number = (speaker.say(untold), None) if people is None else (speaker.language.number(int(people)), int(people))
        everybody = speaker.say(words.DOES_NOT_APPLY)
        cells.append(
            [
                (speaker.say(words.REASONS.get(row["reason"], str(row["reason"]))), None),
                (speaker.language.isolate(speaker.characteristic(name)) if name else everybody, None),
                (_left_out_whom(speaker, row) or everybody, None),
                number,
            ]
        )
    heads = (words.REASON, words.CHARACTERISTIC, words.GROUP, words.PEOPLE_HEAD)
    return table_of(speaker, heads, cells, speaker.say(words.LEFT_OUT)) if cells else None


def _left_out_whom(speaker: Speaker, row: Row) -> str:
    """The group, the decision or the value that a number of those left out is about; nothing where it is everybody."""
    question, codebook, language = speaker.result.question, speaker.result.codebook, speaker.language
    if row["value"] == OTHER_VALUES:
        return speaker.say(FURTHER_VALUES)
    if row["value"]:
        column = question.decision if row["reason"] == "counted_as_no" else question.outcome or ""
        return language.isolate(codebook.label(column, language, row["value"]))
    if row["selected"]:
        return language.isolate(codebook.phrase("affected" if row["selected"] == "yes" else "spared", language))
    return speaker.group(row["characteristic"], row["group"]) if row["group"] else ""


def _number(speaker: Speaker, value: float | None, shown: Callable[[float], str], blank: str, times: int = 1) -> Cell:
    if value is None:
        return speaker.say(blank), None
    return shown(value), value * times if math.isfinite(value) else None


def table_of(speaker: Speaker, heads: Iterable[str], cells: list[list[Cell]], caption: str) -> Table:
    """A table of words with the numbers behind them."""
    return Table(
        tuple(speaker.say(head) for head in heads),
        tuple(tuple(text for text, _ in row) for row in cells),
        caption,
        tuple(tuple(value for _, value in row) for row in cells),
    )
