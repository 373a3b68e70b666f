"""A survey of which some people stand for more than others: weighted shares and gaps, by how people were drawn."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from toolkit.audit.arguments import check_column, check_confidence, check_kind, check_smallest_cell, shown
from toolkit.audit.comparing.shares import withheld_groups
from toolkit.audit.counting.counts import UNKNOWN
from toolkit.audit.counting.reading.asked import WANTS_ONE_OF
from toolkit.audit.counting.reading.note import Note
from toolkit.audit.evidence import Evidence, columns_of
from toolkit.audit.findings.finding import Finding
from toolkit.audit.log import DecisionLog, Effect
from toolkit.audit.statistics.proportions import holm
from toolkit.audit.suppression.rounding import Rounding
from toolkit.audit.surveys import survey_words as words
from toolkit.audit.surveys.answers import Answers, count_answers
from toolkit.audit.surveys.linearised import WeightedShare, weighted_gap, weighted_share
from toolkit.audit.surveys.survey_finding import SurveyFinding, WeightsFinding
from toolkit.errors import AuditError, ColumnNotFound, ValueNotFound
from toolkit.registers.codebook import Codebook

if TYPE_CHECKING:
    import pandas as pd

STANDS_FOR_MORE = 1.05  # people, on average: below, weights were made to add up to those asked
FEWEST = 5  # selected, and not, of either group: below that no test holds
_RATES = ("characteristic", "group", "value", "low", "high", "people", "effective_people")
_GAPS = (
    *("characteristic", "group", "reference", "difference", "ratio", "ratio_low", "ratio_high"),
    *("p_value", "p_adjusted", "verdict"),
)


@dataclass(frozen=True, kw_only=True)
class Survey(Evidence):
    """Weighted shares and gaps. Made by `audit_survey`."""

    reading: tuple[Note, ...] = ()
    _title: str = field(default=words.TITLE, repr=False)

    @property
    def rates(self) -> pd.DataFrame:
        """Each group: its weighted share, how many people answered, and how many alike in weight they are worth."""
        return self._frame("weighted_rates")

    @property
    def gaps(self) -> pd.DataFrame:
        """Each group against its reference: difference, ratio, test and verdict."""
        return self._frame("weighted_gaps")


def audit_survey(
    table: Any,
    *,
    weight: str,
    decision: str,
    selected: Sequence[Any],
    effect: Effect,
    groups: Sequence[str],
    strata: str | None = None,
    clusters: str | None = None,
    reference: Mapping[str, str] | None = None,
    confidence: float = 0.95,
    smallest_cell: int = 10,
    decimal: str | None = None,
    repeated: Literal["keep"] | None = None,
    codebook: Codebook | None = None,
) -> Survey:
    """Compare groups in a survey of which some people stand for more than others.

    Parameters
    ----------
    table : pandas, polars, Arrow, DuckDB or Spark table, or path
        One row a person who was asked, also those who did not answer.
    weight : str
        The column that says for how many people somebody stands, above 0. Who has none is left out and counted.
    decision, selected, effect, groups
        As in `DecisionLog`.
    strata, clusters : str, optional
        The column of the parts of the country or trade from each of which some were drawn; and that of what was drawn
        first (a workplace, a household) and asked as a whole or in part. Clusters of one name in two strata are two.
    reference : mapping, optional
        The group that others are compared with; else the one with most people asked.
    confidence, smallest_cell
        As in `audit`; Holm over all gaps. People who were asked decide what is let out, and not for how many they
        stand: a group is withheld where `audit` of the same rows would withhold it, and where one person makes so much
        of it that the share would tell their answer.
    decimal : {".", ","}, optional
        The decimal mark of weights that are texts.
    repeated : {"keep"}, optional
        Whether rows of the same person are answers of their own; as long as persons seem to stand there twice and
        nobody said so, no gap is called shown.
    codebook : Codebook, optional

    Raises
    ------
    AuditError, DataError, ColumnNotFound, ValueNotFound

    Notes
    -----
    Taylor linearisation with Student's t, clusters taken as drawn with replacement; a stratum of one cluster is
    measured from the middle of all. Where numbers are protected they have two digits.

    Examples
    --------
    >>> import pandas as pd
    >>> asked = pd.DataFrame({"sex": ["women", "men"] * 100, "weight": [20.0, 10.0] * 100})
    >>> asked["harassed"] = ["yes"] * 60 + ["no"] * 100 + ["yes", "no"] * 20
    >>> survey = audit_survey(
    ...     asked, weight="weight", decision="harassed", selected=["yes"], effect="burden", groups=["sex"]
    ... )
    >>> survey.rates[["group", "value", "people"]].values.tolist()
    [['men', 0.3, 100], ['women', 0.5, 100]]
    """
    confidence, smallest_cell = check_confidence(confidence), check_smallest_cell(smallest_cell)
    check_kind("reference", reference, Mapping, "{characteristic: group}")
    if repeated not in (None, "keep"):
        raise AuditError(WANTS_ONE_OF, argument="repeated", allowed=["keep"], value=shown(repeated))
    named: dict[str, Any] = {"decision": decision, "selected": selected, "effect": effect, "groups": groups}
    named |= {"decimal": decimal, "repeated": repeated, "totals": "keep"}
    log = DecisionLog(table, codebook=codebook, **named)
    check_column("weight", weight, [])
    for argument, value in (("strata", strata), ("clusters", clusters)):
        check_column(argument, value, [], optional=True)
    by = log.roles.groups
    answers = count_answers(table, decision, log.roles.selected, by, weight, strata, clusters, decimal)
    _refuse_other_readings(answers, log)
    withheld = withheld_groups(log, smallest_cell)
    rounding = Rounding(smallest_cell) if smallest_cell > 1 else Rounding()
    for name in reference or {}:
        if name not in by:
            raise ColumnNotFound(str(name), list(by))
    shares: dict[tuple[str, str], WeightedShare | None] = {}
    for name in by:
        for group in log.cells.labels[name]:
            own = np.array([one == group for one in answers.groups[name]])
            hidden = (name, group) in withheld or not (own & answers.decided).any()
            share = None if hidden else weighted_share(answers, own)
            shares[name, group] = None if share is None or _is_few(share, smallest_cell) else share
    gaps = _gaps(answers, shares, reference or {}, log, confidence)
    adjusted = holm([one.p_value for one, _ in gaps], family=len(gaps)).tolist()
    level = 1 - confidence if log.persons_are_settled else 0.0
    rows, findings = [], list[Finding]()
    for (gap, difference), p_adjusted in zip(gaps, adjusted, strict=True):
        verdict = gap.verdict
        if math.isfinite(p_adjusted):
            verdict = "shown" if p_adjusted < level else "not_shown"
        numbers: dict[str, Any] = {name: rounding.told(getattr(gap, name)) for name in _NUMBERS}
        p_value, p_adjusted = rounding.chance(gap.p_value), rounding.chance(p_adjusted)
        told = SurveyFinding(
            characteristic=gap.characteristic,
            group=gap.group,
            reference=gap.reference,
            measure="selection_rate",
            verdict=verdict,
            codebook=log.codebook,
            effect=log.effect,
            is_higher=difference > 0,
            p_adjusted=p_adjusted,
            **numbers,
        )
        findings.append(told)
        ends = {"ratio": told.ratio, "ratio_low": told.low, "ratio_high": told.high}
        names = {name: getattr(told, name) for name in ("characteristic", "group", "reference", "verdict")}
        tested = {"difference": rounding.told(difference), "p_value": p_value, "p_adjusted": p_adjusted}
        rows.append({**names, **ends, **tested})
    findings.sort(key=lambda one: getattr(one, "verdict", "") != "shown")
    findings.append(_weights(answers, rounding, smallest_cell, log.codebook))
    return Survey(
        findings=tuple(findings),
        codebook=log.codebook,
        smallest_cell=smallest_cell,
        reading=log.reading,
        _tables={
            "weighted_rates": columns_of(_RATES, [_rate(*one, confidence, rounding) for one in shares.items()]),
            "weighted_gaps": columns_of(_GAPS, rows),
        },
    )


_NUMBERS = ("rate", "reference_rate", "ratio", "low", "high")


@dataclass(frozen=True)
class _Gap:
    characteristic: str
    group: str
    reference: str
    verdict: str = "too_few"
    rate: float = math.nan
    reference_rate: float = math.nan
    ratio: float = math.nan
    low: float = math.nan
    high: float = math.nan
    p_value: float = math.nan


def _refuse_other_readings(answers: Answers, log: DecisionLog) -> None:
    """The log cleans what it reads; where that changed who is in a group, weights would be with other answers."""
    for name in log.roles.groups:
        labels, codes = log.cells.labels[name], log.cells.codes[name]
        counted = dict(zip(labels, np.bincount(codes, log.cells.people, minlength=len(labels)), strict=True))
        weighed: dict[str, float] = {}
        for group, people, decided in zip(answers.groups[name], answers.people, answers.decided, strict=True):
            weighed[group] = weighed.get(group, 0.0) + float(people) * bool(decided)
        more = any(people > counted.get(group, 0) for group, people in weighed.items())
        if more or (not answers.without_weight and sum(weighed.values()) != log.people):
            raise AuditError(words.READ_OTHERWISE, column=name)


def _is_few(share: WeightedShare, smallest_cell: int) -> bool:
    """Whether those with a weight are fewer than may be told, or one of them makes most of what would be told.

    A share to which somebody brings a third of all weight tells what they answered.
    """
    counts = _counts(share)
    if share.people < smallest_cell or any(0 < count < smallest_cell for count in counts):
        return True
    alone = any(count and worth < smallest_cell / 2 for count, worth in zip(counts, share.parts, strict=True))
    return share.effective < smallest_cell or alone


def _gaps(
    answers: Answers,
    shares: Mapping[tuple[str, str], WeightedShare | None],
    wanted: Mapping[str, str],
    log: DecisionLog,
    confidence: float,
) -> list[tuple[_Gap, float]]:
    """Each group against its reference, and by how much it is above it."""
    found = []
    for name in log.roles.groups:
        cells = log.cells
        of_code = np.bincount(cells.codes[name], cells.people, minlength=len(cells.labels[name]))
        asked = {one: float(n) for one, n in zip(cells.labels[name], of_code, strict=True) if one != UNKNOWN}
        if name in wanted and str(wanted[name]) not in asked:
            raise ValueNotFound(str(wanted[name]), name, list(asked))
        if not asked:
            continue
        reference = str(wanted[name]) if name in wanted else max(asked, key=lambda group: asked[group])
        for group in asked:
            if group == reference:
                continue
            one, other = shares[name, group], shares[name, reference]
            gap = _Gap(name, group, reference)
            if one is None or other is None or min(_counts(one) + _counts(other) + _worths(one, other)) < FEWEST:
                found.append((gap, math.nan))
                continue
            between = weighted_gap(answers, one, other)
            low, high = between.interval(confidence)
            if math.isfinite(between.p_value):
                numbers: dict[str, Any] = {"rate": one.share, "reference_rate": other.share, "ratio": between.ratio}
                gap = replace(gap, **numbers, low=low, high=high, p_value=between.p_value)
            found.append((gap, between.difference if math.isfinite(between.p_value) else math.nan))
    return found


def _counts(share: WeightedShare) -> list[float]:
    return [share.selected, share.people - share.selected]


def _worths(*shares: WeightedShare) -> list[float]:
    return [worth for share in shares for worth in share.parts]


def _rate(named: tuple[str, str], share: WeightedShare | None, confidence: float, rounding: Rounding) -> dict[str, Any]:
    row: dict[str, Any] = {"characteristic": named[0], "group": named[1], "people": None, "effective_people": None}
    if share is None:
        return row
    low, high = share.interval(confidence)
    numbers = {"value": share.share, "low": low, "high": high}
    people = {"people": int(rounding.told(share.people)), "effective_people": int(rounding.told(share.effective))}
    return {**row, **{name: rounding.told(number) for name, number in numbers.items()}, **people}


def _weights(answers: Answers, rounding: Rounding, smallest_cell: int, codebook: Codebook) -> WeightsFinding:
    asked, all_weights = float(answers.people.sum()), float(answers.weight.sum())
    without = answers.without_weight
    says = not without and all_weights >= STANDS_FOR_MORE * asked
    told: int | None = int(rounding.told(float(without)))
    return WeightsFinding(
        codebook=codebook,
        asked=int(rounding.told(asked)),
        everybody=int(float(f"{all_weights:.2g}")) if says else None,
        effective=int(rounding.told(float(round(all_weights**2 / float(answers.squares.sum()))))),
        without_weight=None if 0 < without < smallest_cell else told,
        lonely=int((answers.design.drawn == 1).sum()),
        has_clusters=answers.design.unit is not None,
    )
