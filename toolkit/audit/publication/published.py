"""What an audit publishes: tables and findings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from toolkit.audit.arguments import no_such_field, shown
from toolkit.audit.comparing.overall import overall_of
from toolkit.audit.findings.finding import Finding
from toolkit.audit.publication.question import Question
from toolkit.audit.publication.release import Release
from toolkit.audit.publication.told import Told, told_by
from toolkit.errors import AuditError, translatable
from toolkit.registers.codebook import Codebook

if TYPE_CHECKING:
    import pandas as pd

Columns = dict[str, list[Any]]
NO_TABLE = translatable("An audit publishes no table “{table}”. Its tables are: {available}.")
_NOT_ASKED = {"kind", "codebook"}  # of a finding
_TABLES = ("adjusted", "bounds", "counts", "gaps", "left_out", "outcome_bounds", "rates", "rounding", "scores")


@dataclass(frozen=True, kw_only=True)
class Published:
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
    _outcome_bounds: Columns = field(repr=False, default_factory=dict)
    _let_out: Columns = field(repr=False, default_factory=dict)  # all shares that may be shown, asked for or not
    _before: tuple[Told, ...] = field(repr=False, default=())  # what was out about the log when this was made

    @property
    def counts(self) -> pd.DataFrame:
        """The published table of counts: one row a kind of people."""
        return frame_of(self._counts, whole=list(self._counts)[-1:])

    @property
    def rates(self) -> pd.DataFrame:
        """Every share with its numerator, denominator and Wilson interval."""
        return frame_of(self._rates, whole=["numerator", "denominator"])

    @property
    def overall(self) -> pd.DataFrame:
        """The share of everybody, for each measure, beside those of the groups; Wilson interval.

        It is added up from published shares, so it tells nothing that they do not: its row is empty where no
        characteristic has all of its groups shown.
        """
        return frame_of(overall_of(self._rates, self.question.confidence), whole=["numerator", "denominator"])

    @property
    def gaps(self) -> pd.DataFrame:
        """Every group against its reference, with what could have been seen and the verdict."""
        return frame_of(self._gaps, whole=["people", "reference_people"])

    @property
    def adjusted(self) -> pd.DataFrame:
        """Every gap before and after comparing like with like (Mantel-Haenszel), and how many people could be compared.

        `people` are those of both groups whose stratum is known, `people_compared` those in strata that hold both.
        """
        return frame_of(self._adjusted, whole=["strata", "strata_compared", "people", "people_compared"])

    @property
    def left_out(self) -> pd.DataFrame:
        """Who is not in the comparison, or not in all numbers, and why.

        `reason` is "no_decision", "no_count", "unknown_group", "suppressed", "no_outcome", "no_score", "counted_as_no"
        or "counted_as_untrue". Of people without outcome there is a row for all of them (`characteristic`, `group` and
        `selected` empty), for those who were selected ("yes") or not ("no"), and the same for each group. `value` is a
        value of the decision (of the outcome) that nobody named and that therefore counted as no (as not true); where
        it is the only one it has no row. `people` is empty where it is withheld.
        """
        return frame_of(self._left_out, whole=["people"])

    @property
    def bounds(self) -> pd.DataFrame:
        """Between which values shares and gaps lie whoever the people of unknown group are (Manski)."""
        return frame_of(self._bounds)

    @property
    def outcome_bounds(self) -> pd.DataFrame:
        """Between which values shares and gaps lie whatever came true for people of unknown outcome (Manski).

        Empty where every outcome is known, or none is asked about.
        """
        return frame_of(self._outcome_bounds)

    @property
    def rounding(self) -> pd.DataFrame:
        """Between which values shares and ratios lay before the counts were rounded; empty if they were not."""
        return frame_of(self._rounding)

    @property
    def scores(self) -> pd.DataFrame:
        """How scores are spread in each group, and for how many with such a score it came true (calibration).

        Empty unless the log was made with `score_bins`. From `score_from` (included) to `score_to` (not included);
        `share` is of the people of the group who have a score; `value` with its Wilson interval is how many of those
        whose outcome is known it came true for.
        """
        return frame_of(self._scores, whole=[name for name in ("people", "known", "true") if name in self._scores])

    def plain(self, table: str) -> dict[str, list[Any]]:
        """A published table as plain lists by column, for code that does without pandas; None where a number is blank.

        Parameters
        ----------
        table
            The name of one of the tables: ``"counts"``, ``"rates"``, ``"gaps"``, …

        Raises
        ------
        AuditError
            If an audit publishes no such table.

        Examples
        --------
        >>> from toolkit.audit import DecisionLog, audit
        >>> plain = audit(DecisionLog.open("berkeley-admissions-1973")).plain("gaps")
        >>> plain["group"], plain["reference"], plain["people"]
        (['Female'], ['Male'], [1835])
        """
        if table not in _TABLES:
            raise AuditError(NO_TABLE, table=shown(table), available=list(_TABLES))
        columns: Columns = getattr(self, f"_{table}")
        return {name: list(values) for name, values in columns.items()}

    def release(self) -> Release:
        """What is now out about the log, this result and those before it, as a file to keep beside it."""
        own = told_by(
            self.question, self.round_to, self._counts, self._let_out or self._rates, self._scores, self._left_out
        )
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
    def count_columns(self) -> dict[str, str]:
        """How the columns of `counts` are called that hold the decision, the outcome, the score and the people.

        A characteristic or a stratum may have one of these names; then ours ends with an underscore.
        """
        ours = list(self._counts)[len(self.question.groups) + len(self.question.within) :]
        return {name.rstrip("_"): name for name in ours}

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
        mine = [finding for finding in self.findings if finding.kind == kind]
        for name in wanted if mine else ():
            if not any(hasattr(finding, name) for finding in mine):
                raise no_such_field(kind, name, {one.name for finding in mine for one in fields(finding)} - _NOT_ASKED)
        for finding in mine:
            if all(getattr(finding, name, None) == value for name, value in wanted.items()):
                return finding
        if not mine:
            raise AuditError(
                translatable("The audit has no finding of the kind “{kind}”. It has: {available}."),
                kind=shown(kind),
                available=list(dict.fromkeys(finding.kind for finding in self.findings)),
            )
        raise AuditError(
            translatable("The audit has no finding of the kind “{kind}” for {wanted}."),
            kind=kind,
            wanted=[f"{name}={value}" for name, value in wanted.items()],
        )


def frame_of(columns: Columns, whole: Sequence[str] = ()) -> pd.DataFrame:
    """A table as a fresh pandas frame, some of its columns of whole numbers."""
    import pandas as pd  # heavy: a page that shows sentences and pictures does without

    frame = pd.DataFrame({name: list(values) for name, values in columns.items()})
    for name in whole:
        frame[name] = pd.array([None if _is_empty(value) else int(value) for value in columns[name]], dtype="Int64")
    return frame


def rows_of(columns: Columns) -> list[dict[str, Any]]:
    """A table as rows of plain values; what is not known or withheld is None."""
    rows = zip(*columns.values(), strict=True)
    return [dict(zip(columns, map(_plain, row), strict=True)) for row in rows]


def _plain(value: Any) -> Any:
    value = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _is_empty(value: Any) -> bool:
    return value is None or bool(np.isnan(value))
