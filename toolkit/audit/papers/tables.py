"""The tables of a report. Every cell has a word or a number; what is withheld says so."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from toolkit.audit.comparing.missing import OTHER_VALUES
from toolkit.audit.findings.adjusted import AdjustedFinding
from toolkit.audit.findings.finding import GapFinding, inside_what, key_of
from toolkit.audit.findings.measure_words import REASONS, measure_label
from toolkit.audit.findings.missing import FURTHER_VALUES
from toolkit.audit.findings.numbers import in_times
from toolkit.audit.findings.reading import persons_are_open
from toolkit.audit.findings.worse_off import SEEN, harm_of
from toolkit.audit.measures.measures import LISTED, is_told
from toolkit.audit.papers import words
from toolkit.audit.suppression.rounding import CHANCES
from toolkit.documents import Band, Table
from toolkit.languages import Language

if TYPE_CHECKING:
    from toolkit.audit.publication.published import Published

KEY = ("characteristic", "group", "reference", "measure")
Row = dict[str, Any]
Cell = tuple[str, float | None]
Said = tuple[str, dict[str, str]]  # what stands above some rows: in words, and as columns of a spreadsheet


@dataclass(frozen=True)
class Speaker:
    """Names and numbers of one audit in one language."""

    result: Published
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

    @cached_property
    def _inside(self) -> dict[tuple[str, ...], AdjustedFinding]:
        found = [one for one in self.result.findings if isinstance(one, AdjustedFinding)]
        return {(*key_of(one), one.within): one for one in found}

    @cached_property
    def _open_sides(self) -> set[tuple[str, str, str]]:
        """Gaps that people of unknown group, or the rounding of counts, could turn round; as far as that is told."""
        found = {(one.characteristic, one.group, one.measure) for one in self._gaps if one.hangs_on}
        found |= {_of(row) for row in rows_of(self.result.bounds) if _holds_none(row["gap_low"], row["gap_high"])}
        for row in rows_of(self.result.rounding):
            sides = [row[name] for name in ("rate_low", "rate_high", "reference_low", "reference_high")]
            if None not in sides and _holds_none(sides[0] - sides[3], sides[1] - sides[2]):
                found.add(_of(row))
        return found

    @cached_property
    def _gaps(self) -> list[GapFinding]:
        return [one for one in self.result.findings if isinstance(one, GapFinding)]

    def side_is_open(self, row: Row) -> bool:
        """Whether it is not known on which side a gap lies, however little chance is in it."""
        return _of(row) in self._open_sides

    def is_held(self, row: Row) -> bool:
        """Whether a gap is not called shown because persons may stand in the table twice."""
        p_value = 1.0 if row["p_adjusted"] is None else row["p_adjusted"]
        sure = p_value < 1 - self.result.question.confidence
        return sure and row["verdict"] == "too_few" and persons_are_open(self.result.findings)

    def is_there(self, row: Row) -> bool:
        """Whether a gap is shown among people in the same situation.

        Of a gap that remains only its finding knows; where there is none, a p-value times all comparisons does.
        """
        finding = self._inside.get(tuple(row[name] for name in (*KEY, "within")))
        if finding is not None:
            return finding.is_there
        sure = row["p_value"] is not None and row["p_value"] * len(self.adjusted) < 1 - self.result.question.confidence
        return row["reading"] in SEEN and (row["reading"] != "remains" or sure)

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
        return measure_label(measure, self.result.codebook, self.language)

    def harm(self, measure: str) -> int:
        """Whether the higher share (+1) or the lower (-1) of a measure is the worse one here; 0 where neither is."""
        return harm_of(measure, self.result.question.effect, self.result.codebook)

    def ratio(self, value: float) -> str:
        """A ratio with as many digits as say something."""
        if not math.isfinite(value):
            return self.say(words.UNDEFINED)
        return self.language.number(value, 0 if value >= 20 else 1 if value >= 2 else 2)

    def cut_ratio(self, value: float) -> str:
        """A ratio that may be told with fewer digits on purpose, with no more than it has."""
        return in_times(value, self.language, cut=True) if math.isfinite(value) else self.say(words.UNDEFINED)

    def chance(self, value: float) -> str:
        """A p-value, as it is printed: no more digits than mean something."""
        least = 0.001
        if value in CHANCES:  # raised to the next of a few steps
            said = f"≤\N{NO-BREAK SPACE}{self.language.number(value, 3)}"
        elif value >= least:
            return self.language.number(value, 3)
        else:
            said = f"<\N{NO-BREAK SPACE}{self.language.number(least, 3)}"
        # In a line from right to left the sign would turn round and say the opposite.
        isolated = f"\N{LEFT-TO-RIGHT ISOLATE}{said}\N{POP DIRECTIONAL ISOLATE}"
        return said if self.language.direction == "ltr" else isolated

    def points(self, value: float) -> str:
        """A difference of shares in percentage points."""
        size = abs(value) * 100
        return self.language.number(value * 100, 0 if size >= 10 else 1 if size >= 1 else 2)


def _of(row: Row) -> tuple[str, str, str]:
    return row["characteristic"], row["group"], row["measure"]


def _holds_none(low: float | None, high: float | None) -> bool:
    """Whether a range of differences holds no difference."""
    return low is not None and high is not None and low <= 0 <= high


def rows_of(frame: Any) -> list[Row]:
    """A published frame as plain rows; what is empty is None, also where pandas has other words for it."""
    rows = frame.to_dict("records")
    return [{name: None if _is_empty(value) else value for name, value in row.items()} for row in rows]


def _is_empty(value: Any) -> bool:
    return value is None or type(value).__name__ == "NAType" or (isinstance(value, float) and math.isnan(value))


def listed(speaker: Speaker, rows: Iterable[Row]) -> list[Row]:
    """The rows of measures that a report lists."""
    asked = speaker.result.question.measures
    return [row for row in rows if is_told(row["measure"], asked, LISTED)]


def by(rows: Iterable[Row], *names: str) -> dict[tuple[Any, ...], list[Row]]:
    """Rows sorted into heaps, in their order."""
    heaps: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        heaps.setdefault(tuple(row[name] for name in names), []).append(row)
    return heaps


def share_table(speaker: Speaker) -> Table | None:
    """Every share that is published; None where there is none."""
    heads = (words.GROUP, words.COUNTED, words.AMONG_HEAD, words.SHARE, words.FROM, words.TO)
    rows = [row for row in listed(speaker, speaker.rates) if row["numerator"] is not None]

    def band(row: Row) -> Said:
        return speaker.say(words.SHARES_BY, **names_of(speaker, row)), columns_of(speaker, row)

    return banded(speaker, heads, rows, _share_cells, band, ("characteristic", "measure"), words.THE_SHARES)


def withheld_of(speaker: Speaker, rows: Iterable[Row]) -> list[str]:
    """What the tables leave out because it is withheld: a group, and that it is a part where it is not everything."""
    found = []
    for (characteristic, group), heap in by(rows, "characteristic", "group").items():
        missing = [row for row in heap if row["numerator"] is None]
        name = speaker.group(characteristic, group)
        if len(missing) == len(heap):
            found.append(name)
        elif missing:
            found.append(speaker.say(words.WITHHELD_PART, group=name))
    return found


def names_of(speaker: Speaker, row: Row) -> dict[str, str]:
    """What the rows of one heap share, for the line above them."""
    found = {
        "characteristic": speaker.characteristic(row["characteristic"]),
        "measure": speaker.measure(row["measure"]),
    }
    if "reference" in row:
        found["reference"] = speaker.group(row["characteristic"], row["reference"])
    return found


def columns_of(speaker: Speaker, row: Row) -> dict[str, str]:
    """What the rows of a heap share, as columns for a spreadsheet."""
    heads = {"characteristic": words.CHARACTERISTIC, "reference": words.AGAINST_HEAD, "measure": words.MEASURE}
    names = names_of(speaker, row)
    return {speaker.say(head): speaker.language.isolate(names[key]) for key, head in heads.items() if key in names}


def _share_cells(speaker: Speaker, row: Row) -> list[Cell]:
    language, name = speaker.language, (speaker.group(row["characteristic"], row["group"]), None)
    counts: list[Cell] = [(language.number(int(row[key])), int(row[key])) for key in ("numerator", "denominator")]
    if not row["denominator"]:
        undefined = (speaker.say(words.UNDEFINED), None)
        return [name, *counts, (speaker.say(words.NOBODY), None), undefined, undefined]
    return [name, *counts, *((language.percent(row[key]), float(row[key])) for key in ("value", "low", "high"))]


def gap_table(speaker: Speaker) -> Table | None:
    """Every gap that is published, with who is worse off first; None where there is none."""
    heads = (
        *(words.GROUP, words.WORSE_OFF_HEAD, words.DIFFERENCE, words.TIMES, words.FROM, words.TO),
        *(words.P_VALUE, words.P_ADJUSTED, words.VERDICT, words.VISIBLE),
    )
    rows = [row for row in listed(speaker, speaker.gaps) if published(speaker, row)]

    def band(row: Row) -> Said:
        return speaker.say(words.GAPS_BY, **names_of(speaker, row)), columns_of(speaker, row)

    same = ("characteristic", "reference", "measure")
    return banded(speaker, heads, rows, _gap_cells, band, same, words.THE_GAPS)


def _worse_off(speaker: Speaker, row: Row, ratio: float | None, seen: bool) -> Cell:
    """Which of the two is worse off, where a gap is seen that takes a side."""
    side = speaker.harm(row["measure"])
    difference = row.get("difference")
    more = difference > 0 if difference is not None else ratio is not None and ratio > 1
    if not seen or not side or (difference is None and ratio is None):
        return "–", None
    return speaker.say(words.THIS_GROUP if more == (side > 0) else words.THE_OTHER), None


def _gap_cells(speaker: Speaker, row: Row) -> list[Cell]:
    blank = words.UNDEFINED  # what is withheld has no row
    short = words.VERDICTS | {"too_few": words.TOO_FEW_IN_A_TABLE}
    verdict = words.PERSONS_NOT_SETTLED if speaker.is_held(row) else short.get(row["verdict"], str(row["verdict"]))
    return [
        (speaker.group(row["characteristic"], row["group"]), None),
        _worse_off(speaker, row, row["ratio"], row["verdict"] == "shown" and not speaker.side_is_open(row)),
        _number(speaker, row["difference"], speaker.points, blank, 100),
        *(_number(speaker, row[key], speaker.ratio, blank) for key in ("ratio", "ratio_low", "ratio_high")),
        *(_number(speaker, row[key], speaker.chance, blank) for key in ("p_value", "p_adjusted")),
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


def adjusted_table(speaker: Speaker) -> Table | None:
    """Each published gap before and after comparing like with like; None where there is none."""
    heads = [words.GROUP, words.WORSE_OFF_HEAD, words.WITHIN, words.BEFORE, words.AFTER, words.FROM, words.TO]
    rows = [row for row in listed(speaker, speaker.adjusted) if row["adjusted_ratio"] is not None]
    covered = any(row.get("people_compared") is not None for row in rows)
    heads += [words.P_VALUE, *([words.PEOPLE_COMPARED] if covered else []), words.READING]
    numbers = ("adjusted_ratio", "adjusted_ratio_low", "adjusted_ratio_high")
    is_open = persons_are_open(speaker.result.findings)
    readings = words.READING_WORDS | {"too_few": words.PERSONS_NOT_SETTLED if is_open else words.TOO_FEW_IN_A_TABLE}

    def cells(speaker: Speaker, row: Row) -> list[Cell]:
        return [
            (speaker.group(row["characteristic"], row["group"]), None),
            _worse_off(speaker, row, row["adjusted_ratio"], speaker.is_there(row) and not speaker.side_is_open(row)),
            (speaker.language.isolate(_inside(speaker, row)), None),
            _number(speaker, row["crude_ratio"], speaker.ratio, words.UNDEFINED),
            *(_number(speaker, row[key], speaker.cut_ratio, words.UNDEFINED) for key in numbers),
            _number(speaker, row["p_value"], speaker.chance, words.UNDEFINED),
            *([_covered(speaker, row)] if covered else []),
            (speaker.say(readings.get(row["reading"], str(row["reading"]))), None),
        ]

    def band(row: Row) -> Said:
        return speaker.say(words.ADJUSTED_BY, **names_of(speaker, row)), columns_of(speaker, row)

    same = ("characteristic", "reference", "measure")
    table = banded(speaker, heads, rows, cells, band, same, words.LIKE_WITH_LIKE)
    plain, last = speaker.result.question.groups, " × ".join(speaker.result.question.within)
    # On paper a crossed characteristic has its line for all strata together; a workbook has every one.
    few = [row for row in rows if row["characteristic"] in plain or row["within"] == last]
    if table is None or len(few) in (0, len(rows)):
        return table
    shorter = banded(speaker, heads, few, cells, band, same, words.LIKE_WITH_LIKE)
    return replace(shorter, in_full=table) if shorter is not None else table


def _covered(speaker: Speaker, row: Row) -> Cell:
    """How many people could be compared inside the strata, of how many."""
    compared, people = row.get("people_compared"), row.get("people")
    if compared is None:
        return speaker.say(words.WITHHELD), None
    if people is None:
        return speaker.language.number(int(compared)), int(compared)
    return speaker.say(words.OF_ALL, counted=int(compared), among=int(people)), None


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
                (speaker.say(REASONS.get(row["reason"], str(row["reason"]))), None),
                (speaker.language.isolate(speaker.characteristic(name)) if name else everybody, None),
                (_left_out_whom(speaker, row) or everybody, None),
                number,
            ]
        )
    heads = (words.REASON, words.CHARACTERISTIC, words.GROUP, words.PEOPLE_HEAD)
    return replace(table_of(speaker, heads, cells, speaker.say(words.LEFT_OUT)), with_words=True) if cells else None


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


def banded(
    speaker: Speaker,
    heads: Iterable[str],
    rows: Sequence[Row],
    cells: Callable[[Speaker, Row], list[Cell]],
    band: Callable[[Row], Said],
    same: tuple[str, ...],
    caption: str,
) -> Table | None:
    """One table of many rows, a line across before each heap whose rows are about the same."""
    lines: list[list[Cell]] = []
    bands = []
    for heap in by(rows, *same).values():
        text, columns = band(heap[0])
        bands.append(Band(len(lines), text, tuple(columns.items())))
        lines += [cells(speaker, row) for row in heap]
    if not lines:
        return None
    return replace(table_of(speaker, heads, lines, speaker.say(caption)), bands=tuple(bands))


def table_of(speaker: Speaker, heads: Iterable[str], cells: list[list[Cell]], caption: str) -> Table:
    """A table of words with the numbers behind them."""
    return Table(
        tuple(speaker.say(head) for head in heads),
        tuple(tuple(text for text, _ in row) for row in cells),
        caption,
        tuple(tuple(value for _, value in row) for row in cells),
    )
