"""The audit: one table of counts, compared, published once, and said in findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from toolkit.audit.arguments import (
    NO_LOG,
    NO_LOG_NOR_TABLE,
    check_confidence,
    check_kind,
    check_share,
    check_smallest_cell,
    shown,
)
from toolkit.audit.comparing.bounds import (
    bounds_of_outcomes,
    bounds_of_unknown,
    limit_by_outcomes,
    limit_readings,
    ranges_of_rounding,
)
from toolkit.audit.comparing.comparisons import FOUR_FIFTHS, MaterialDifference, compare_groups, reference_groups
from toolkit.audit.comparing.families import CORRECTIONS
from toolkit.audit.comparing.like_with_like import LikeWithLike, compare_inside, unknown_stratum
from toolkit.audit.comparing.missing import CountedAs, untold, values_that_counted
from toolkit.audit.comparing.open_sides import open_sides
from toolkit.audit.comparing.score_side import high_scores_are_selected
from toolkit.audit.comparing.scores import published_scores
from toolkit.audit.comparing.shares import Shares, compute_shares
from toolkit.audit.counting.counts import UNKNOWN
from toolkit.audit.counting.sources import columns_of, open_table
from toolkit.audit.findings.calibration import calibration_findings
from toolkit.audit.findings.telling import tell
from toolkit.audit.log import DecisionLog
from toolkit.audit.measures.asked import measures_asked
from toolkit.audit.measures.measures import Measure
from toolkit.audit.pooled.rows import cut_pooled, without_people
from toolkit.audit.publication.question import SMALLEST_CELL, clustering_of, question_of
from toolkit.audit.publication.release import Release, all_told
from toolkit.audit.releases.beside_released import Apart
from toolkit.audit.releases.count_grid import published_counts
from toolkit.audit.result import AuditResult
from toolkit.audit.suppression.rounding import rounding_to
from toolkit.errors import AuditError, DataError, translatable

Columns = dict[str, list[Any]]
MOST_FAVOURED: Literal["most_favoured"] = "most_favoured"


def audit(
    log: DecisionLog,
    *,
    reference: Mapping[str, str] | Literal["most_favoured"] | None = None,
    confidence: float = 0.95,
    smallest_cell: int = SMALLEST_CELL,
    cross: bool | Iterable[Sequence[str]] = False,
    material_difference: float | MaterialDifference = FOUR_FIFTHS,
    correction: Literal["holm", "benjamini-hochberg"] = "holm",
    round_to: int | None = None,
    clusters: str | None = None,
    released: Iterable[Release | AuditResult] | None = None,
    measures: str | Measure | Iterable[str | Measure] | None = None,
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
    clusters : str, optional
        A column of `within` inside which decisions hang together (the office, the case worker, the person). Tests and
        intervals then count people for as much as so many independent decisions would (the design effect); else
        decisions are taken to be independent.
    released : iterable of Release or AuditResult, optional
        What is already out about these people: what would tell a small group beside it is withheld.
    measures : name, Measure or iterable of these, optional
        By what to compare: names of `MEASURES`, and a `Measure` of your own with its words; all that the log supports
        if left out. Only what is asked for counts as a comparison. What is withheld does not depend on which of ours
        are asked for; an own one is let out after them, so name in `released` what is out before you ask another.

    Raises
    ------
    AuditError, ValueNotFound, ColumnNotFound

    Examples
    --------
    >>> from toolkit.audit import DecisionLog, Measure, audit
    >>> log = DecisionLog.open("jobseeker-support-scores")
    >>> audit(log, measures=["selection_rate", "false_positive_rate"]).gaps["measure"].unique().tolist()
    ['selection_rate', 'false_positive_rate']
    >>> wrong = Measure(
    ...     "wrong",
    ...     counted=lambda states: states.selected != (states.outcome == 1),
    ...     among=lambda states: states.outcome >= 0,
    ...     label="got a wrong decision",
    ...     among_label="have a known outcome",
    ...     harm=1,
    ... )
    >>> audit(log, measures=wrong).finding("gap").worse_off is not None
    True
    """
    if not isinstance(log, DecisionLog):
        raise _no_log(log)
    check_kind("reference", reference, (Mapping, str), "{characteristic: group}, most_favoured")
    if not isinstance(material_difference, MaterialDifference):
        material_difference = check_share("material_difference", material_difference, "0.05")
    check_confidence(confidence)
    check_smallest_cell(smallest_cell)
    if not isinstance(correction, str) or correction not in CORRECTIONS:
        raise AuditError(
            translatable("The correction “{value}” is not known. Use one of: {allowed}."),
            value=shown(correction),
            allowed=list(CORRECTIONS),
        )
    if clusters is not None and clusters not in log.roles.within:
        raise AuditError(
            translatable(
                "The clusters “{name}” are no column that the log compares inside. Name one of within: {available}."
            ),
            name=str(clusters),
            available=list(log.roles.within),
        )
    asked = measures_asked(measures)
    known = log.roles.score is not None and high_scores_are_selected(log.cells, log.roles.groups, 1 - confidence)
    log = log.saying(asked.words_in(log.codebook, log.effect, known))
    shares = compute_shares(
        log, _crossings(log, cross), int(smallest_cell), rounding_to(round_to), asked.names, asked.own
    )
    before = all_told(list(released or ()))
    if released is not None:
        shares = replace(shares, missing=untold(shares.missing))
    counted_as: dict[str, Any] = values_that_counted(shares.cells, shares.missing, int(smallest_cell), shares.rounding)

    def told_missing(other: Shares) -> Columns:
        return _left_out(other, counted_as)

    plain = question_of(log, reference, float(confidence), int(smallest_cell), material_difference, correction)
    plain = replace(plain, measures=asked.names, own=asked.own)
    apart = Apart(shares, plain, before, told_missing(shares)) if before else None
    shares = apart.shares if apart else shares
    references = reference_groups(shares, log, reference)
    outcome_bounds = bounds_of_outcomes(shares, references)
    comparisons = limit_by_outcomes(
        compare_groups(
            shares, references, confidence, material_difference, reference == MOST_FAVOURED, correction, clusters
        ),
        outcome_bounds,
    )
    question = replace(plain, clustering=clustering_of(comparisons, shares, clusters), **counted_as)

    def again(other: Shares) -> tuple[LikeWithLike, Columns]:
        like = replace(comparisons, shares=other)
        pooled = compare_inside(other, like, log, confidence, correction, clusters)
        return limit_readings(pooled, comparisons), told_missing(other)

    inside, left_out = again(shares)
    inside, cells_shown = cut_pooled(inside, shares, again, implied=released is not None)
    inside = without_people(inside) if released is not None else inside
    shares = replace(shares, cells_shown=cells_shown)
    counts = published_counts(shares)
    bounds = bounds_of_unknown(shares, references)
    rounding = ranges_of_rounding(shares, comparisons, log.roles.rounded_to)
    scores = published_scores(shares, confidence)
    scores = apart.scores(scores) if apart else scores
    # Bins know no clusters, no persons who stand there twice, nor what rounding did to them: nothing is read into them.
    sharp = clusters is None and log.roles.rounded_to is None and log.persons_are_settled
    calibration = calibration_findings(scores, references, shares, confidence) if sharp else []
    open_gaps = open_sides(shares, comparisons, bounds, rounding, log.roles.rounded_to)
    let_out = shares.published_rates(confidence, all_let_out=True)
    return AuditResult(
        findings=tell(
            shares,
            comparisons,
            inside,
            counts,
            left_out,
            bounds,
            rounding,
            smallest_cell,
            let_out,
            calibration,
            open_gaps,
            clusters,
        ),
        codebook=log.codebook,
        question=question,
        round_to=shares.rounding.step,
        _counts=counts,
        _rates=shares.published_rates(confidence),
        _gaps=comparisons.published(),
        _adjusted=inside.columns,
        _left_out=left_out,
        _bounds=bounds,
        _outcome_bounds=outcome_bounds,
        _rounding=rounding,
        _scores=scores,
        _let_out=let_out if asked.names else {},
        _before=before,
    )


def _no_log(given: Any) -> AuditError:
    """What to write instead: the first thing that people hand to an audit is a file or a table."""
    try:
        columns = columns_of(open_table(given).frame)
    except DataError:
        if isinstance(given, (str, Path)) or hasattr(given, "shape"):
            raise  # what is wrong with the file or table comes first
        return AuditError(NO_LOG_NOR_TABLE, value=shown(given))
    table = f"“{given}”" if isinstance(given, (str, Path)) else "table"
    return AuditError(NO_LOG, table=table, columns=columns)


def _crossings(log: DecisionLog, cross: bool | Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    names = log.roles.groups
    if cross is True:
        return [(one, other) for position, one in enumerate(names) for other in names[position + 1 :]]
    if cross is False:
        return []
    listed = [cross] if isinstance(cross, str) or not isinstance(cross, Iterable) else list(cross)
    crossings = [tuple(item) if isinstance(item, (tuple, list)) else (str(item),) for item in listed]
    for item in crossings:
        plain = all(isinstance(name, str) for name in item)
        if not plain or len(set(item)) < max(len(item), 2) or crossings.count(item) > 1:
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


def _left_out(shares: Shares, counted_as: Mapping[str, CountedAs]) -> Columns:
    reasons: Columns = {name: [] for name in ("reason", "characteristic", "group", "selected", "value", "people")}

    def add(
        reason: str, characteristic: str, group: str, people: int | None, selected: str = "", value: str = ""
    ) -> None:
        for name, entry in zip(reasons, (reason, characteristic, group, selected, value, people), strict=True):
            reasons[name].append(entry)

    if shares.cells.undecided:
        hidden = 0 < shares.cells.undecided < shares.smallest_cell
        add("no_decision", "", "", None if hidden else int(shares.rounding.of(shares.cells.undecided)))
    if shares.cells.uncounted:
        add("no_count", "", "", None)
    for characteristic, people in shares.unknown_groups():
        add("unknown_group", characteristic, "(unknown)", people)
    for name in shares.log.roles.within:
        people = unknown_stratum(shares, name)
        if people != 0:
            add("unknown_stratum", name, UNKNOWN, people)
    for characteristic, group in shares.suppressed_groups():
        add("suppressed", characteristic, group, None)
    for one in shares.missing:
        if one.reason in ("no_outcome", "no_score") and one.people != 0:
            people = None if one.people is None else int(shares.rounding.of(one.people))
            add(one.reason, one.characteristic, one.group, people, one.selected)
    for reason, values in counted_as.items():
        for value, people in values if len(values) > 1 else ():  # one value is what is left, and says nothing new
            add(reason, "", "", people, value=value)
    return reasons
