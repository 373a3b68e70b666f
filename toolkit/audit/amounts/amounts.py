"""Averages of groups compared, taken apart by category, and in the table of a joint pay assessment."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from toolkit.audit.amounts import amount_words as words
from toolkit.audit.amounts.amount_finding import AmountFinding, NoAmountFinding, PayAssessmentFinding
from toolkit.audit.amounts.gaps import INSIDE, AmountGap, compare_amounts, largest_groups
from toolkit.audit.amounts.moments import Moments, count_moments
from toolkit.audit.amounts.sets import AmountSet, amount_sets
from toolkit.audit.arguments import check_column, check_columns, check_share, is_whole, shown
from toolkit.audit.counting.counts import UNKNOWN
from toolkit.audit.counting.reading.note import Note
from toolkit.audit.evidence import Evidence, columns_of
from toolkit.audit.findings.finding import Finding, WithheldFinding
from toolkit.audit.measures.measures import Words
from toolkit.errors import AuditError, ColumnNotFound, ValueNotFound
from toolkit.languages import KNOWN
from toolkit.registers.codebook import Codebook, read_codebook

if TYPE_CHECKING:
    import pandas as pd

More = Literal["good", "bad"]
_AVERAGES = ("characteristic", "group", "within", "category", "people", "mean", "deviation", "median", "gini")
_GAPS = (
    "characteristic",
    "group",
    "reference",
    "within",
    "category",
    "people",
    "reference_people",
    "mean",
    "reference_mean",
    "difference",
    "low",
    "high",
    "relative",
    "p_value",
    "p_adjusted",
    "smallest_visible",
    "verdict",
)
_PARTS = (
    "characteristic",
    "group",
    "reference",
    "within",
    "whole",
    "inside",
    "inside_error",
    "mix",
    "mix_error",
    "apart",
    "people",
    "people_compared",
    "reference_people",
    "reference_compared",
)
_CATEGORIES = (
    "characteristic",
    "category",
    "group",
    "reference",
    "people",
    "reference_people",
    "mean",
    "reference_mean",
    "median",
    "reference_median",
    "relative",
    "at_threshold",
    "verdict",
)


@dataclass(frozen=True, kw_only=True)
class Amounts(Evidence):
    """Who gets how much. Made by `audit_amounts`."""

    reading: tuple[Note, ...] = ()
    _title: str = field(default=words.TITLE, repr=False)

    @classmethod
    def open(cls, name: str | Path, **how: Any) -> Amounts:
        """The amounts of a dataset of ours by name, or of a folder whose codebook holds ``amounts``.

        >>> Amounts.open("city-pay").findings[0].worse_off
        'women'
        """
        codebook = read_codebook(name)
        found = codebook.record.get("amounts")
        if not isinstance(found, Mapping):
            raise AuditError(words.NO_AMOUNTS_THERE, name=codebook.name)
        named = {"groups": codebook.roles["groups"], "count": codebook.roles.get("count")}
        return audit_amounts(codebook.table, codebook=codebook, **{**named, **found, **how})

    @property
    def averages(self) -> pd.DataFrame:
        """Each group, and each group in each category: people, average, spread, middle amount and Gini."""
        return self._frame("averages")

    @property
    def gaps(self) -> pd.DataFrame:
        """Each group against its reference: over all, inside the categories together, and in each of them."""
        return self._frame("amount_gaps")

    @property
    def parts(self) -> pd.DataFrame:
        """Each gap taken apart: inside the same category, through who is in which, through who cannot be compared."""
        return self._frame("parts")

    @property
    def categories(self) -> pd.DataFrame:
        """The table of a joint pay assessment: each category with both averages, and whether they differ by 5 %."""
        return self._frame("categories")


def audit_amounts(
    table: Any,
    *,
    amount: str,
    groups: Sequence[str],
    within: Sequence[str] = (),
    more_is: More | None = None,
    unit: Words = "",
    count: str | None = None,
    reference: Mapping[str, str] | None = None,
    confidence: float = 0.95,
    smallest_cell: int = 10,
    material: float = 0.05,
    pay_assessment: str | None = None,
    threshold: float = 0.05,
    decimal: str | None = None,
    codebook: Codebook | None = None,
) -> Amounts:
    """Compare who gets how much: pay, hours, shifts, points, minutes, waiting.

    Parameters
    ----------
    table : pandas, polars, Arrow, DuckDB or Spark table, or path
        One row a person, or one row a cell of people with the same amount and a `count`.
    amount : str
        The column of amounts, 0 or more. Who has none is left out and counted.
    groups, within : sequence of str
        By what people are compared; inside which categories like is compared with like (all of them together make one).
    more_is : {"good", "bad"}, optional
        Whether more is good for people (pay) or bad (waiting); nobody is called worse off where it is left out.
    unit : str or {language: text}
        What follows a number: "euros an hour".
    count : str, optional
        The column that says how many people a row stands for.
    reference : mapping, optional
        The group that others are compared with; else the largest.
    confidence, smallest_cell
        As in `audit`. An average is told only where the number of its people could be, and where no single amount makes
        so much of the sum that it could be guessed (the p % rule, with 10 %).
    material : float
        The gap that would matter, as a part of the reference's average; 5 % as in Directive (EU) 2023/970.
    pay_assessment : str, optional
        The characteristic that tells women from men, where amounts are pay and `within` are groups of equal work or
        work of equal value: then what Article 10 of Directive (EU) 2023/970 asks for is said (read in secondary
        sources in November 2026; the official text counts, and the law that carries it out).
    threshold : float
        The difference of averages from which on that is so.
    decimal : {".", ","}, optional
        The decimal mark of amounts that are texts.
    codebook : Codebook, optional

    Raises
    ------
    AuditError, DataError, ColumnNotFound

    Notes
    -----
    Intervals and tests are Welch's; Holm over all gaps. What is told inside the categories is made of published
    averages alone, so that it gives no withheld one away; how many people that covers stands beside it.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({
    ...     "sex": ["women"] * 40 + ["men"] * 40,
    ...     "job": (["nurse"] * 30 + ["doctor"] * 10) + (["nurse"] * 10 + ["doctor"] * 30),
    ...     "pay": [2500, 2520] * 15 + [4000, 4020] * 5 + [2500, 2520] * 5 + [4000, 4020] * 15,
    ... })
    >>> pay = audit_amounts(table, amount="pay", groups=["sex"], within=["job"], reference={"sex": "men"})
    >>> pay.parts[["whole", "inside", "mix"]].round().values.tolist()
    [[-750.0, 0.0, -750.0]]
    """
    by, inside = check_columns("groups", groups, []), check_columns("within", within, [])
    check_column("amount", amount, [])
    if not by:
        raise AuditError(words.NO_GROUPS)
    material, threshold = check_share("material", material, "0.05"), check_share("threshold", threshold, "0.05")
    if not is_whole(smallest_cell) or smallest_cell < 0:
        raise AuditError(words.SMALLEST, value=shown(smallest_cell))
    moments = count_moments(table, amount, by, inside, count, decimal)
    sets = amount_sets(moments, by, inside, smallest_cell)
    references = largest_groups(sets) | _named(reference, moments, by)
    gaps = compare_amounts(sets, references, confidence, material)
    codebook = codebook or Codebook()
    good = {"good": 1, "bad": -1}.get(more_is or "", 0)
    name = " × ".join(inside)
    units = tuple(unit.items()) if isinstance(unit, Mapping) else tuple((code, unit) for code in KNOWN if unit)
    by_set = {(one.characteristic, one.group, one.category): one for one in sets}
    seen = {(gap.characteristic, gap.group) for gap in gaps if gap.where in ("", INSIDE) and gap.verdict == "shown"}
    findings: list[Finding] = [
        _finding(gap, by_set, amount, name, good, units, codebook, (gap.characteristic, gap.group) in seen)
        for gap in gaps
        if gap.where in ("", INSIDE) and (gap.shown or (gap.where and _is_out(gap, by_set)))
    ]
    if pay_assessment and inside:
        if pay_assessment not in by:
            raise ColumnNotFound(pay_assessment, list(by))
        of_sex = [gap for gap in gaps if gap.characteristic == pay_assessment]
        findings += _assessments(of_sex, name, threshold, codebook)
    findings += _limits(sets, moments, smallest_cell, codebook)
    return Amounts(
        findings=tuple(findings),
        codebook=codebook,
        smallest_cell=smallest_cell,
        reading=moments.notes,
        _tables={
            "averages": columns_of(_AVERAGES, [_average_row(one, name) for one in sets]),
            "amount_gaps": columns_of(_GAPS, [_gap_row(gap, name) for gap in gaps]),
            "parts": columns_of(_PARTS, [_parts_row(gap, name) for gap in gaps if gap.parts is not None]),
            "categories": columns_of(
                _CATEGORIES,
                [_category_row(gap, by_set, threshold) for gap in gaps if gap.where not in ("", INSIDE)],
            ),
        },
    )


def _named(reference: Mapping[str, str] | None, moments: Moments, groups: Sequence[str]) -> dict[str, str]:
    found = {}
    for name, group in (reference or {}).items():
        if name not in groups:
            raise ColumnNotFound(str(name), list(groups))
        known = [label for label in moments.labels[name] if label != UNKNOWN]
        if str(group) not in known:
            raise ValueNotFound(str(group), name, known)
        found[name] = str(group)
    return found


def _is_out(gap: AmountGap, by_set: Mapping[tuple[str, str, str], AmountSet]) -> bool:
    """Whether both groups are shown as a whole, so that nobody comparable is a finding and no blank."""
    return all(by_set[gap.characteristic, group, ""].shown for group in (gap.group, gap.reference))


def _finding(
    gap: AmountGap,
    by_set: Mapping[tuple[str, str, str], AmountSet],
    amount: str,
    within: str,
    good: int,
    unit: tuple[tuple[str, str], ...],
    codebook: Codebook,
    tell_parts: bool,
) -> AmountFinding:
    one, other = (by_set[gap.characteristic, group, ""] for group in (gap.group, gap.reference))
    is_inside = gap.where == INSIDE
    return AmountFinding(
        characteristic=gap.characteristic,
        group=gap.group,
        reference=gap.reference,
        measure=amount,
        verdict=gap.verdict,
        codebook=codebook,
        within=within if is_inside else "",
        inside=is_inside,
        mean=gap.mean,
        reference_mean=gap.reference_mean,
        low=gap.low,
        high=gap.high,
        median=math.nan if is_inside else one.median,
        reference_median=math.nan if is_inside else other.median,
        p_value=gap.p_value,
        p_adjusted=gap.p_adjusted,
        smallest_visible=gap.smallest_visible,
        people=gap.people,
        good=good,
        parts=gap.parts,
        tell_parts=tell_parts,
        unit=unit,
    )


def _assessments(gaps: Sequence[AmountGap], within: str, threshold: float, codebook: Codebook) -> list[Finding]:
    found: list[Finding] = []
    own = [gap for gap in gaps if gap.where not in ("", INSIDE)]
    for key in dict.fromkeys((gap.characteristic, gap.group, gap.reference) for gap in own):
        mine = [gap for gap in own if (gap.characteristic, gap.group, gap.reference) == key]
        told = [gap for gap in mine if gap.shown]
        found.append(
            PayAssessmentFinding(
                characteristic=key[0],
                group=key[1],
                reference=key[2],
                within=within,
                flagged=tuple(gap.where for gap in told if _is_at(gap, threshold)),
                shown=len(told),
                withheld=len(mine) - len(told),
                threshold=threshold,
                codebook=codebook,
            )
        )
    return found


def _is_at(gap: AmountGap, threshold: float) -> bool:
    """Whether averages differ by the threshold or more, to either side; a hair of arithmetic does not decide."""
    return abs(gap.relative) >= threshold - 1e-12


def _limits(sets: Sequence[AmountSet], moments: Moments, smallest_cell: int, codebook: Codebook) -> list[Finding]:
    found: list[Finding] = [
        WithheldFinding(
            characteristic=one.characteristic, group=one.group, smallest_cell=smallest_cell, codebook=codebook
        )
        for one in sets
        if not one.category and not one.shown
    ]
    if moments.unknown:
        few = 0 < moments.unknown < smallest_cell
        found.append(NoAmountFinding(people=None if few else moments.unknown, codebook=codebook))
    return found


def _average_row(one: AmountSet, within: str) -> dict[str, Any]:
    row: dict[str, Any] = {"characteristic": one.characteristic, "group": one.group}
    row |= {"within": within if one.category else "", "category": one.category}
    if not one.shown:
        return row | dict.fromkeys(_AVERAGES[4:])
    deviation = math.sqrt(one.variance) if math.isfinite(one.variance) else math.nan
    numbers = {"people": one.people, "mean": one.mean, "deviation": deviation, "median": one.median}
    return row | numbers | {"gini": round(one.gini, 3)}


def _gap_row(gap: AmountGap, within: str) -> dict[str, Any]:
    row = {name: getattr(gap, name) for name in _GAPS if hasattr(gap, name)}
    row |= {"within": within if gap.where else "", "category": "" if gap.where == INSIDE else gap.where}
    if not gap.shown:
        row |= {"people": None, "reference_people": None}
    return row


def _parts_row(gap: AmountGap, within: str) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(gap, name) for name in ("characteristic", "group", "reference")}
    return row | {"within": within} | {name: getattr(gap.parts, name) for name in _PARTS[4:]}


def _category_row(gap: AmountGap, by_set: Mapping[tuple[str, str, str], AmountSet], threshold: float) -> dict[str, Any]:
    one, other = (by_set[gap.characteristic, group, gap.where] for group in (gap.group, gap.reference))
    row: dict[str, Any] = {"category": gap.where, "group": gap.group, "reference": gap.reference}
    row |= {"characteristic": gap.characteristic, "verdict": gap.verdict}
    if not gap.shown:
        return row | {name: None for name in _CATEGORIES if name not in row}
    row |= {name: getattr(gap, name) for name in ("people", "reference_people", "mean", "reference_mean", "relative")}
    return row | {"median": one.median, "reference_median": other.median, "at_threshold": _is_at(gap, threshold)}
