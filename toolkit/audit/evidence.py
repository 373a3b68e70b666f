"""What the audits beside `audit()` give: published tables, findings that speak, and a paper made of both."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.audit.arguments import shown
from toolkit.audit.findings.finding import Finding
from toolkit.audit.findings.numbers import in_chances
from toolkit.audit.papers import evidence_words as words
from toolkit.audit.papers.plot import Plot
from toolkit.audit.papers.report_charts import picture
from toolkit.audit.publication.published import frame_of, rows_of
from toolkit.charts import Figure
from toolkit.documents import Band, Bullets, Document, Paragraph, Part, Table, html_of, write
from toolkit.errors import AuditError
from toolkit.languages import Language
from toolkit.registers.codebook import Codebook

if TYPE_CHECKING:
    import pandas as pd

Columns = dict[str, list[Any]]
MOST_LISTED = 40  # rows of a table on paper; a workbook holds all


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Findings and published tables. A number that is withheld to protect few people is empty, and its row stays.

    Tables are fresh pandas frames at each access. The log is not in here: its counts have not passed the publishing
    step.
    """

    findings: tuple[Finding, ...]
    codebook: Codebook = field(default_factory=Codebook, repr=False)
    smallest_cell: int = 10
    _tables: Mapping[str, Columns] = field(default_factory=dict, repr=False)
    _title: str = field(default=words.EVIDENCE, repr=False)

    def finding(self, kind: str | None = None, **wanted: str) -> Finding:
        """The first finding of a kind that matches: ``funnel.finding("gap", measure="visited")``.

        Raises
        ------
        AuditError
            If there is none.
        """
        for finding in self.findings:
            fits = all(getattr(finding, name, None) == value for name, value in wanted.items())
            if kind in (None, finding.kind) and fits:
                return finding
        raise AuditError(
            words.NO_FINDING,
            kind=shown(kind),
            wanted=[f"{name}={value}" for name, value in wanted.items()],
            available=list(dict.fromkeys(one.kind for one in self.findings)),
        )

    def figures(self, language: Language | str = "en") -> tuple[Figure, ...]:
        """The charts of these numbers, as values; none where nothing could be drawn."""
        return self._drawn(Language.of(language))

    def _drawn(self, _speech: Language) -> tuple[Figure, ...]:
        return ()

    def plot(self, language: Language | str = "en") -> Plot:
        """The charts, to look at in a notebook or to save as .svg or .png."""
        return Plot(self.figures(language))

    def document(self, language: Language | str = "en", *, on: datetime.date | None = None) -> Document:
        """What was found, the charts and the tables, as one paper."""
        speech = Language.of(language)
        title = speech.say(self._title)
        subject = self.codebook.text("title", speech)
        parts: list[Part] = [Paragraph(subject, "lead")] if subject else []
        if on is not None:
            parts.append(Paragraph(speech.date(on), "note"))
        parts.append(self._said(speech))
        parts += [picture(figure) for figure in self.figures(speech)]
        for name in self._tables:
            table = self._table(name, speech)
            if table is not None:
                parts.append(table)
        return Document(title=title, language=speech, blocks=tuple(parts))

    def report(self, path: str | Path, language: Language | str = "en", *, on: datetime.date | None = None) -> Path:
        """Write it down for others: .docx, .pdf, .html, .md or .xlsx, as the ending of the file says."""
        return write(self.document(language, on=on or datetime.date.today()), path)

    def to_dict(self, language: Language | str = "en") -> dict[str, Any]:
        """Everything that is published, as plain values: the tables as rows, the findings in words."""
        tables: dict[str, Any] = {name: rows_of(table) for name, table in self._tables.items()}
        return {**tables, "findings": [finding.say(language) for finding in self.findings]}

    def _frame(self, name: str) -> pd.DataFrame:
        columns = self._tables[name]
        whole = [name for name in columns if name in words.WHOLE]
        return frame_of(dict(columns), whole)

    def _said(self, speech: Language) -> Part:
        if not self.findings:
            return Paragraph(speech.say(words.NOTHING_FOUND))
        return Bullets(tuple(finding.say(speech) for finding in self.findings))

    def _table(self, name: str, speech: Language) -> Table | None:
        rows = rows_of(self._tables[name])
        columns = [column for column in self._tables[name] if column in words.HEADS]
        filled = [column for column in columns if any(row[column] not in (None, "") for row in rows)]
        if not rows or not filled:
            return None
        caption = speech.say(words.TABLES.get(name, words.NUMBERS))
        whole = self._columns_of(rows, filled, caption, speech)
        alike = {column for column in words.NAMES if len({row.get(column) for row in rows}) == 1}
        narrow = [column for column in filled if column not in alike and column not in words.IN_FULL.get(name, ())]
        if len(rows) <= MOST_LISTED and narrow == filled and name not in words.BANDED:
            return whole
        banded = name in words.BANDED and {"group", "reference"} <= set(self._tables[name])
        return replace(self._columns_of(rows[:MOST_LISTED], narrow or filled, caption, speech, banded), in_full=whole)

    def _columns_of(
        self, rows: list[dict[str, Any]], columns: list[str], caption: str, speech: Language, banded: bool = False
    ) -> Table:
        said = [column for column in columns if not (banded and column in words.BAND)]
        head = tuple(speech.say(words.HEADS[column]) for column in said)
        cells = tuple(tuple(self._cell(column, row, speech) for column in said) for row in rows)
        values = tuple(tuple(_number(row[column]) for column in said) for row in rows)
        bands: list[Band] = []
        for place, row in enumerate(rows if banded else ()):
            text = self._band(row, speech)
            if not bands or bands[-1].text != text:
                bands.append(Band(place, text))
        return Table(head, cells, caption, values, bands=tuple(bands), sheet=caption)

    def _band(self, row: Mapping[str, Any], speech: Language) -> str:
        """Which two groups the rows below are about."""
        group, reference = (self._cell(name, row, speech) for name in ("group", "reference"))
        against = speech.say(words.AGAINST)
        return f"{self._cell('characteristic', row, speech)}: {group} – {against}: {reference}"

    def _cell(self, column: str, row: Mapping[str, Any], speech: Language) -> str:
        value = row[column]
        if column in ("group", "reference"):
            return speech.isolate(self.codebook.label(str(row.get("characteristic", "")), speech, str(value or "")))
        if column in ("characteristic", "within", "column"):
            return speech.isolate(self.codebook.label(str(value or ""), speech))
        if column in ("measure", "step", "among"):
            return speech.isolate(self._measure(str(value or ""), speech))
        if column in words.CODED:
            told = words.CODED[column].get(value)
            return speech.say(told) if told else speech.isolate(str("" if value is None else value))
        if value is None:
            return speech.say(words.WITHHELD)
        if column == "p_adjusted":
            return in_chances(float(value), speech).removeprefix("= ")
        if isinstance(value, bool):
            return speech.say(words.YES if value else words.NO)
        if isinstance(value, str):
            return speech.isolate(value)
        return speech.isolate(_said_number(column, float(value), speech, _is_share(column, row)))

    def _measure(self, measure: str, speech: Language) -> str:
        return self.codebook.measure(measure, speech)[0] if measure else ""

    def _repr_html_(self) -> str:
        return html_of(self.document())


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _is_share(column: str, row: Mapping[str, Any]) -> bool:
    """Whether a number is a share of people: its ends and differences are as well, where no amounts stand beside."""
    return column in words.SHARES or (column in words.ENDS and "mean" not in row)


def _said_number(column: str, value: float, speech: Language, is_share: bool) -> str:
    if column in words.WHOLE:
        return speech.number(value)
    if is_share:
        return speech.percent(value)
    size = abs(value)
    digits = 0 if size >= 100 else 1 if size >= 20 else 2 if size >= 1 or not size else 3
    return speech.number(value, decimals=digits)


def columns_of(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> Columns:
    """Rows as columns, with the columns there even where there is no row."""
    return {name: [row.get(name) for row in rows] for name in names}


def is_known(value: Any) -> bool:
    """Whether a number is there: neither withheld nor undefined."""
    return value is not None and not (isinstance(value, float) and math.isnan(value))
