"""Shares by period: against a baseline, before and after a day, and on a control chart."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.audit.arguments import check_kind, shown
from toolkit.audit.comparing.comparisons import FOUR_FIFTHS
from toolkit.audit.counting.counts import UNKNOWN, CountTable
from toolkit.audit.evidence import Evidence, columns_of, is_known
from toolkit.audit.findings.finding import Finding
from toolkit.audit.log import DecisionLog
from toolkit.audit.over_time import time_words as words
from toolkit.audit.over_time.control_chart import FEWEST_PERIODS, ControlChart, control_chart
from toolkit.audit.over_time.time_findings import ChangeFinding, NoSignalFinding, SignalFinding
from toolkit.audit.pipelines.shares_of_parts import Compared, Part, Sets, compare_parts, withheld_findings
from toolkit.audit.statistics.proportions import difference_p_value, holm, newcombe_interval, normal_quantile
from toolkit.charts import MOST_ROWS, Figure, SharePoint, SharesFigure
from toolkit.errors import AuditError
from toolkit.languages import Language

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, Any]
_PERIODS = (
    "characteristic",
    "group",
    "period",
    "numerator",
    "denominator",
    "value",
    "low",
    "high",
    "lower_limit",
    "upper_limit",
    "outside",
)
_CHANGES = (
    "characteristic",
    "group",
    "reference",
    "before",
    "after",
    "difference",
    "low",
    "high",
    "p_value",
    "p_adjusted",
    "verdict",
)
ALL, BEFORE, AFTER = "all", "before", "after"


@dataclass(frozen=True, kw_only=True)
class OverTime(Evidence):
    """Shares by period, and what changed. Made by `audit_over_time`."""

    _title: str = field(default=words.TITLE, repr=False)

    @property
    def periods(self) -> pd.DataFrame:
        """The share of each group in each period, and the limits that the baseline sets."""
        return self._frame("periods")

    @property
    def changes(self) -> pd.DataFrame:
        """Each group, and each gap (where `reference` is filled), before and after the day."""
        return self._frame("changes")

    def _drawn(self, speech: Language) -> tuple[Figure, ...]:
        table = self._tables["periods"]
        rows = [dict(zip(table, values, strict=True)) for values in zip(*table.values(), strict=True)]
        what = self.codebook.phrase("affected", speech)
        figures = []
        for key in list(dict.fromkeys((row["characteristic"], row["group"]) for row in rows))[:2]:
            own = [row for row in rows if (row["characteristic"], row["group"]) == key and is_known(row["value"])]
            points = tuple(_point(row, speech) for row in own[-MOST_ROWS:])
            if len(points) > 1:
                group = self.codebook.people(*key, speech)
                title = f"{group} – {speech.say(words.CHART, what=what)}"
                said = " ".join(f"{point.label}: {point.number}." for point in points)
                figures.append(SharesFigure(speech, title, what, points, f"{title} – {said}"))
        return tuple(figures)


def _point(row: Row, speech: Language) -> SharePoint:
    counts = f"{speech.number(row['numerator'])} / {speech.number(row['denominator'])}"
    return SharePoint(
        row["period"], row["value"], row["low"], row["high"], counts, speech.percent(row["value"]), bool(row["outside"])
    )


def audit_over_time(
    log: DecisionLog,
    *,
    changed: str | datetime.date | None = None,
    baseline: int | None = None,
    reference: Mapping[str, str] | None = None,
    confidence: float = 0.95,
    smallest_cell: int = 10,
) -> OverTime:
    """What changed over time: before and after a day, and period by period against a baseline.

    Parameters
    ----------
    log : DecisionLog
        With `when` and `period`.
    changed : date or text such as 2026-03-01, optional
        The day from which on something was different: a new system, an agreement. The period that holds it is on
        neither side, unless it begins it.
    baseline : int, optional
        From how many periods at the start the limits are drawn; those before `changed` if left out, else all.
    reference, confidence, smallest_cell
        As in `audit`. Holm runs over all changes of groups and of gaps.

    Raises
    ------
    AuditError

    Notes
    -----
    A change of a gap is a difference of differences. Neither says why it changed. Decisions are taken as independent,
    and the people before and after as different ones.

    Examples
    --------
    >>> from toolkit.audit import DecisionLog
    >>> import pandas as pd
    >>> rows = [(f"2024-{month:02}-01", sex, cut, 40) for month in (1, 2) for sex in "fm" for cut in ("yes", "no")]
    >>> table = pd.DataFrame(rows, columns=["day", "sex", "cut", "n"])
    >>> roles = {"decision": "cut", "selected": ["yes"], "effect": "burden", "groups": ["sex"], "count": "n"}
    >>> log = DecisionLog(table, when="day", period="month", **roles)
    >>> sorted(audit_over_time(log).periods["period"].unique())
    ['2024-01', '2024-02']
    """
    check_kind("log", log, DecisionLog, "DecisionLog")
    if log.roles.when is None:
        raise AuditError(words.NO_WHEN)
    column = log.cells.names[-1]
    labels = [label for label in log.cells.labels[column] if label != UNKNOWN]
    day, inside = _day(changed), ""
    before, after = labels, []
    if day is not None:
        here = label_of(day, log.roles.period or "month")
        starts = label_of(day - datetime.timedelta(days=1), log.roles.period or "month") != here
        before = [label for label in labels if label < here]
        after = [label for label in labels if label > here or (label == here and starts)]
        inside = "" if starts or here not in labels else here
        if not before or not after:
            raise AuditError(words.ONE_SIDE, day=day.isoformat())
    parts = [_part(ALL, column, labels), *(_part(label, column, [label]) for label in labels)]
    if day is not None:
        parts += [_part(BEFORE, column, before), _part(AFTER, column, after)]
    compared = compare_parts(
        log,
        parts,
        reference=reference,
        confidence=confidence,
        smallest_cell=smallest_cell,
        material_difference=FOUR_FIFTHS,
    )
    rates = compared.rates(confidence)
    rows = [dict(zip(rates, values, strict=True)) for values in zip(*rates.values(), strict=True)]
    base = labels[:baseline] if baseline else before
    periods, signals, shortest = _charts(rows, labels, base, log)
    changes = _changes(rows, compared, confidence) if day is not None else []
    named = "" if day is None else day.isoformat()
    findings: list[Finding] = [_finding(row, named, inside, log) for row in changes if is_known(row["difference"])]
    findings = sorted(findings, key=lambda one: one.verdict != "shown")
    if not signals:
        few = shortest < FEWEST_PERIODS
        signals = [NoSignalFinding(periods=shortest if few else None, needed=FEWEST_PERIODS, codebook=log.codebook)]
    return OverTime(
        findings=(*findings, *signals, *withheld_findings(compared.shares)),
        codebook=log.codebook,
        smallest_cell=smallest_cell,
        _tables={"changes": columns_of(_CHANGES, changes), "periods": columns_of(_PERIODS, periods)},
    )


def _day(changed: Any) -> datetime.date | None:
    if changed is None or (isinstance(changed, datetime.date) and not isinstance(changed, datetime.datetime)):
        return changed
    try:
        return datetime.date.fromisoformat(str(changed)[:10])
    except ValueError:
        raise AuditError(words.NO_SUCH_DAY, value=shown(changed)) from None


def label_of(day: datetime.date, period: str) -> str:
    """The period that holds a day, as it is called in tables.

    >>> label_of(datetime.date(2026, 5, 3), "quarter"), label_of(datetime.date(2026, 5, 3), "month")
    ('2026-Q2', '2026-05')
    """
    if period == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return day.isoformat()[: {"year": 4, "month": 7}.get(period, 10)]


def _part(name: str, column: str, labels: Sequence[str]) -> Part:
    def sets(table: CountTable) -> Sets:
        wanted = [code for code, label in enumerate(table.labels[column]) if label in labels]
        among = np.isin(table.codes[column], wanted)
        return Sets(table.selected & among, among, np.zeros(len(among), dtype=bool))

    return Part(name, sets)


def _charts(
    rows: Sequence[Row], labels: Sequence[str], base: Sequence[str], log: DecisionLog
) -> tuple[list[Row], list[Finding], int]:
    """A chart for each group, made of published numbers; the signals; and how long the longest baseline is."""
    table: list[Row] = []
    signals: list[Finding] = []
    longest = 0
    for key in dict.fromkeys((row["characteristic"], row["group"]) for row in rows):
        own = {row["measure"]: row for row in rows if (row["characteristic"], row["group"]) == key}
        told = [label for label in labels if is_known(own[label]["numerator"]) and own[label]["denominator"]]
        counted, among = ([own[label][name] for label in told] for name in ("numerator", "denominator"))
        longest = max(longest, sum(label in base for label in told))
        chart = control_chart(counted, among, [label in base for label in told]) if told else None
        for label in labels:
            table.append(_period_row(own[label], label, told, chart))
        if chart is not None and chart.outside.any() and key[1] != UNKNOWN:
            first = int(np.flatnonzero(chart.outside)[0])
            signals.append(
                SignalFinding(
                    characteristic=key[0],
                    group=key[1],
                    verdict="shown",
                    periods=tuple(label for label, out in zip(told, chart.outside, strict=True) if out),
                    low=float(chart.lower[first]),
                    high=float(chart.upper[first]),
                    codebook=log.codebook,
                )
            )
    return table, signals, longest


def _period_row(row: Row, label: str, told: Sequence[str], chart: ControlChart | None) -> Row:
    found = {
        name: row[name] for name in ("characteristic", "group", "numerator", "denominator", "value", "low", "high")
    }
    found |= {"period": label, "lower_limit": math.nan, "upper_limit": math.nan, "outside": None}
    if chart is not None and label in told:
        place = told.index(label)
        ends = {"lower_limit": float(chart.lower[place]), "upper_limit": float(chart.upper[place])}
        found |= ends | {"outside": bool(chart.outside[place])}
    return found


def _changes(rows: Sequence[Row], compared: Compared, confidence: float) -> list[Row]:
    """Changes of groups, then of gaps to the reference, with Holm over all of them."""
    shares = compared.shares
    by = {(row["characteristic"], row["group"], row["measure"]): row for row in rows}
    references = {
        shares.characteristics[shares.characteristic_of[row]].name: shares.group_name(row)
        for row in compared.comparisons.reference_row.tolist()
    }
    found: list[Row] = []
    for name, reference in references.items():
        groups = list(dict.fromkeys(row["group"] for row in rows if row["characteristic"] == name))
        known = [group for group in groups if group != UNKNOWN]
        found += [_change(by, name, group, confidence) for group in known]
        found += [_gap_change(by, name, group, reference, confidence) for group in known if group != reference]
    adjusted = holm([row["p_value"] for row in found], family=len(found))
    for row, p_value in zip(found, adjusted.tolist(), strict=True):
        row["p_adjusted"] = p_value
        row["verdict"] = "shown" if p_value < 1 - confidence else "not_shown" if is_known(p_value) else "too_few"
    return found


def _counts(by: Mapping[tuple[str, str, str], Row], name: str, group: str) -> tuple[float, ...] | None:
    rows = [by[name, group, part] for part in (AFTER, BEFORE)]
    numbers = [row[key] for row in rows for key in ("numerator", "denominator")]
    if not all(is_known(number) for number in numbers) or not (numbers[1] and numbers[3]):
        return None
    return tuple(float(number) for number in numbers)


def _change(by: Mapping[tuple[str, str, str], Row], name: str, group: str, confidence: float) -> Row:
    row: Row = {"characteristic": name, "group": group, "reference": ""}
    counts = _counts(by, name, group)
    if counts is None:
        return row | dict.fromkeys(_CHANGES[3:10], math.nan)
    k1, n1, k0, n0 = counts
    low, high = (float(end[0]) for end in newcombe_interval([k1], [n1], [k0], [n0], confidence))
    row |= {"before": k0 / n0, "after": k1 / n1, "difference": k1 / n1 - k0 / n0, "low": low, "high": high}
    return row | {"p_value": float(difference_p_value([k1], [n1], [k0], [n0])[0])}


def _gap_change(
    by: Mapping[tuple[str, str, str], Row], name: str, group: str, reference: str, confidence: float
) -> Row:
    row: Row = {"characteristic": name, "group": group, "reference": reference}
    one, other = _counts(by, name, group), _counts(by, name, reference)
    if one is None or other is None:
        return row | dict.fromkeys(_CHANGES[3:10], math.nan)
    after, before = one[0] / one[1] - other[0] / other[1], one[2] / one[3] - other[2] / other[3]
    # A person more on each side keeps the error of a share of 0 or 1 from being none (A. Agresti and B. Caffo 2000).
    parts = [((k + 0.5) / (n + 1), n) for k, n in (one[:2], one[2:], other[:2], other[2:])]
    error = math.sqrt(sum(p * (1 - p) / n for p, n in parts))
    half = normal_quantile(0.5 + confidence / 2) * error
    change = after - before
    p_value = math.erfc(abs(change) / error / math.sqrt(2))
    ends = {"low": change - half, "high": change + half}
    return row | {"before": before, "after": after, "difference": change, **ends, "p_value": p_value}


def _finding(row: Row, day: str, inside: str, log: DecisionLog) -> ChangeFinding:
    names = {name: row[name] for name in ("characteristic", "group", "reference", "verdict")}
    numbers = {name: row[name] for name in ("before", "after", "low", "high", "p_value", "p_adjusted")}
    return ChangeFinding(**names, **numbers, day=day, period=inside, codebook=log.codebook)
