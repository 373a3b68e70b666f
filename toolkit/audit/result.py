"""Who was treated how, and how sure are we? The audit and what it returns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from toolkit.audit.beside_released import Apart
from toolkit.audit.bounds import bounds_of_unknown, ranges_of_rounding
from toolkit.audit.calibration import calibration_findings
from toolkit.audit.comparisons import (
    CORRECTIONS,
    FOUR_FIFTHS,
    MaterialDifference,
    adjust_for_strata,
    compare_groups,
    reference_groups,
)
from toolkit.audit.count_grid import published_counts
from toolkit.audit.findings import Finding
from toolkit.audit.log import DecisionLog
from toolkit.audit.pooled_digits import cut_pooled_digits
from toolkit.audit.question import Question, question_of
from toolkit.audit.release_file import Release, all_told
from toolkit.audit.rounding import rounding_to
from toolkit.audit.scores import published_scores
from toolkit.audit.shares import Shares, compute_shares
from toolkit.audit.telling import tell
from toolkit.audit.told import Told, told_by
from toolkit.errors import AuditError, translatable
from toolkit.registers.codebook import Codebook

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from toolkit.languages import Language

Columns = dict[str, list[Any]]
MOST_FAVOURED: Literal["most_favoured"] = "most_favoured"


@dataclass(frozen=True)
class AuditResult:
    """What an audit publishes: tables (fresh pandas frames at each access) and findings that speak.

    A row that is published away to protect a small group stays, its numbers empty. The log itself is not in here: its
    counts have not passed the publishing step.
    """

    findings: tuple[Finding, ...]
    codebook: Codebook = field(repr=False)
    _counts: Columns = field(repr=False)
    _rates: Columns = field(repr=False)
    _gaps: Columns = field(repr=False)
    _adjusted: Columns = field(repr=False)
    _left_out: Columns = field(repr=False)
    _bounds: Columns = field(repr=False, default_factory=dict)
    _rounding: Columns = field(repr=False, default_factory=dict)
    question: Question = field(repr=False, default_factory=Question)
    _scores: Columns = field(repr=False, default_factory=dict)
    round_to: int = 1  # of what number the published counts are multiples
    _before: tuple[Told, ...] = field(repr=False, default=())  # what was out about the log when this was made

    @property
    def counts(self) -> pd.DataFrame:
        """The published table of counts: one row a kind of people."""
        return _frame(self._counts, whole=list(self._counts)[-1:])

    @property
    def rates(self) -> pd.DataFrame:
        """Every share with its numerator, denominator and Wilson interval."""
        return _frame(self._rates, whole=["numerator", "denominator"])

    @property
    def gaps(self) -> pd.DataFrame:
        """Every group against its reference, with what could have been seen and the verdict."""
        return _frame(self._gaps)

    @property
    def adjusted(self) -> pd.DataFrame:
        """Every gap before and after comparing like with like (Mantel-Haenszel)."""
        return _frame(self._adjusted)

    @property
    def left_out(self) -> pd.DataFrame:
        """Who is not in the comparison, and why."""
        return _frame(self._left_out, whole=["people"])

    @property
    def bounds(self) -> pd.DataFrame:
        """Between which values shares and gaps lie whoever the people of unknown group are (Manski)."""
        return _frame(self._bounds)

    @property
    def rounding(self) -> pd.DataFrame:
        """Between which values shares and ratios lay before the counts were rounded; empty if they were not."""
        return _frame(self._rounding)

    @property
    def scores(self) -> pd.DataFrame:
        """How scores are spread in each group, and for how many with such a score it came true (calibration).

        Empty unless the log was made with `score_bins`. From `score_from` (included) to `score_to` (not included);
        `share` is of the people of the group who have a score; `value` with its Wilson interval is how many of those
        whose outcome is known it came true for.
        """
        return _frame(self._scores, whole=[name for name in ("people", "known", "true") if name in self._scores])

    def report(self, path: str | Path, language: Language | str = "en") -> Path:
        """Write the audit down for others: .docx, .pdf, .html, .md or .xlsx, as the ending of the file says.

        For another title or date see `toolkit.audit.report.report_document`.
        """
        from toolkit.audit.report import report_document  # heavy: pictures and pages
        from toolkit.documents import write

        return write(report_document(self, language), path)

    def release(self) -> Release:
        """What is now out about the log, this result and those before it, as a file to keep beside it."""
        own = told_by(self.question, self.round_to, self._counts, self._rates, self._scores, self._left_out)
        return Release((*self._before, own))

    def people(self, characteristic: str, group: str, measure: str = "selection_rate") -> tuple[int, int]:
        """How many people a published share counts, and among how many; without loading pandas.

        Raises
        ------
        AuditError
            If the audit has no such share, or does not publish it.
        """
        wanted = (characteristic, group, measure)
        names = zip(self._rates["characteristic"], self._rates["group"], self._rates["measure"], strict=True)
        for position, found in enumerate(names):
            if found == wanted and self._rates["numerator"][position] is not None:
                return self._rates["numerator"][position], self._rates["denominator"][position]
        raise AuditError(
            translatable("The audit shows no {measure} of “{group}” by “{characteristic}”."),
            measure=measure,
            group=group,
            characteristic=characteristic,
        )

    @property
    def characteristics(self) -> list[str]:
        """By what people are compared, in the order of the tables."""
        return list(dict.fromkeys(self._rates["characteristic"]))

    def groups(self, characteristic: str) -> list[str]:
        """The groups of a characteristic, in the order of the tables."""
        named = zip(self._rates["characteristic"], self._rates["group"], strict=True)
        return list(dict.fromkeys(group for name, group in named if name == characteristic))

    def finding(self, kind: str = "gap", **wanted: str) -> Finding:
        """The first finding of a kind that matches: ``result.finding("gap", group="women")``."""
        for finding in self.findings:
            if finding.kind == kind and all(getattr(finding, name, None) == value for name, value in wanted.items()):
                return finding
        raise AuditError(
            translatable("The audit has no finding of the kind “{kind}” for {wanted}."),
            kind=kind,
            wanted=[f"{name}={value}" for name, value in wanted.items()],
        )


def audit(
    log: DecisionLog,
    *,
    reference: Mapping[str, str] | Literal["most_favoured"] | None = None,
    confidence: float = 0.95,
    smallest_cell: int = 10,
    cross: bool | Iterable[Sequence[str]] = False,
    material_difference: float | MaterialDifference = FOUR_FIFTHS,
    correction: Literal["holm", "benjamini-hochberg"] = "holm",
    round_to: int | None = None,
    released: Iterable[Release | AuditResult] | None = None,
) -> AuditResult:
    """Compare how groups of people were treated, and say how sure that is.

    Parameters
    ----------
    log : DecisionLog
    reference : mapping, or "most_favoured", optional
        The group that the others are compared with, by characteristic; else the largest known group. "most_favoured"
        takes the group that the decisions treat best, and pays for that choice by adjusting over all pairs.
    confidence : float
        Of the intervals (Wilson, Newcombe, Katz; unadjusted) and, after the correction, of the verdict "shown".
    smallest_cell : int
        Numbers resting on fewer people are not published, nor what would give them away; 0 publishes all.
    cross : bool or iterable of tuples
        True compares the groups of every pair of characteristics as well ("sex × origin").
    material_difference : float or MaterialDifference
        The gap that would matter: a difference of shares, or a preset with its source. Where fewer people than needed
        to see it were observed, the verdict is "too_few" instead of "not_shown".
    correction : {"holm", "benjamini-hochberg"}
        How many comparisons at once are paid for. Holm (1979) keeps the chance of a single false alarm below 1 −
        confidence. Benjamini and Hochberg (1995) keeps the expected share of false alarms among the shown gaps below
        it: fit for a first search, weaker as evidence at the table.
    round_to : int, optional
        Publish every count as a multiple of this (10: tens), and compute shares, gaps and tests from these; for results
        that go to people who may hold other numbers about the same people. `AuditResult.rounding` then says between
        which values shares and ratios lie.

    Raises
    ------
    AuditError, ValueNotFound, ColumnNotFound
    """
    if not isinstance(confidence, Real) or not 0 < confidence < 1:
        raise AuditError(
            translatable("The confidence {value} is not between 0 and 1. Give a share such as 0.95."),
            value=str(confidence),
        )
    if not isinstance(smallest_cell, Integral) or smallest_cell < 0:
        raise AuditError(
            translatable("The smallest cell {value} is not a whole number, 0 or more. Give the fewest people to show."),
            value=str(smallest_cell),
        )
    if correction not in list(CORRECTIONS):
        raise AuditError(
            translatable("The correction “{value}” is not known. Use one of: {allowed}."),
            value=str(correction),
            allowed=list(CORRECTIONS),
        )
    shares = compute_shares(log, _crossings(log, cross), int(smallest_cell), rounding_to(round_to))
    question = question_of(log, reference, float(confidence), int(smallest_cell), material_difference, correction)
    before = all_told(list(released or ()))
    apart = Apart(shares, question, before, _left_out(shares)) if before else None
    shares = apart.shares if apart else shares
    references = reference_groups(shares, log, reference)
    comparisons = compare_groups(
        shares, references, confidence, material_difference, reference == MOST_FAVOURED, correction
    )

    def again(other: Shares) -> tuple[Columns, Columns]:
        like = replace(comparisons, shares=other)
        return adjust_for_strata(other, like, log, confidence, correction), _left_out(other)

    adjusted, left_out = again(shares)
    cut = cut_pooled_digits(adjusted, shares, again, implied=released is not None)
    adjusted, shares = cut.adjusted, replace(shares, cells_shown=cut.cells_shown)
    bounds = bounds_of_unknown(shares, references)
    rounding = ranges_of_rounding(shares, comparisons, log.roles.rounded_to)
    scores = published_scores(shares, confidence)
    scores = apart.scores(scores) if apart else scores
    calibration = calibration_findings(scores, references, shares, confidence)
    return AuditResult(
        tell(shares, comparisons, adjusted, left_out, bounds, rounding, smallest_cell, calibration),
        log.codebook,
        published_counts(shares),
        shares.published_rates(confidence),
        comparisons.published(),
        adjusted,
        left_out,
        bounds,
        rounding,
        question,
        scores,
        shares.rounding.step,
        before,
    )


def _crossings(log: DecisionLog, cross: bool | Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    names = log.roles.groups
    if cross is True:
        return [(one, other) for position, one in enumerate(names) for other in names[position + 1 :]]
    if cross is False:
        return []
    listed = [cross] if isinstance(cross, str) or not isinstance(cross, Iterable) else list(cross)
    crossings = [tuple(item) if isinstance(item, (tuple, list)) else (str(item),) for item in listed]
    for item in crossings:
        if len(set(item)) < 2 or len(set(item)) < len(item) or crossings.count(item) > 1:
            raise AuditError(
                translatable(
                    "“{value}” is no crossing. Give tuples of two or more different characteristics, each once."
                ),
                value=" × ".join(map(str, item)),
            )
    for name in (name for item in crossings for name in item):
        if name not in names:
            raise AuditError(
                translatable("“{name}” cannot be crossed: it is not one of the characteristics {available}."),
                name=name,
                available=list(names),
            )
    return crossings


def _left_out(shares: Shares) -> Columns:
    reasons: Columns = {"reason": [], "characteristic": [], "group": [], "people": []}

    def add(reason: str, characteristic: str, group: str, people: int | None) -> None:
        for name, value in zip(reasons, (reason, characteristic, group, people), strict=True):
            reasons[name].append(value)

    if shares.cells.undecided:
        hidden = 0 < shares.cells.undecided < shares.smallest_cell
        add("no_decision", "", "", None if hidden else int(shares.rounding.of(shares.cells.undecided)))
    if shares.cells.uncounted:
        add("no_count", "", "", None)
    for characteristic, people in shares.unknown_groups():
        add("unknown_group", characteristic, "(unknown)", people)
    for characteristic, group in shares.suppressed_groups():
        add("suppressed", characteristic, group, None)
    return reasons


def _frame(columns: Columns, whole: Sequence[str] = ()) -> pd.DataFrame:
    import pandas as pd  # heavy: a page that shows sentences and pictures does without

    frame = pd.DataFrame({name: list(values) for name, values in columns.items()})
    for name in whole:
        frame[name] = pd.array([None if _is_empty(value) else int(value) for value in columns[name]], dtype="Int64")
    return frame


def _is_empty(value: Any) -> bool:
    return value is None or bool(np.isnan(value))
