"""What an audit was asked: kept beside its answers, so that a report can say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from toolkit.audit.comparing.comparisons import Comparisons, MaterialDifference
from toolkit.audit.comparing.shares import Shares
from toolkit.audit.log import DecisionLog
from toolkit.audit.measures.measures import Measure

SMALLEST_CELL = 10  # people; where nobody says otherwise, a number that rests on fewer is not published


@dataclass(frozen=True)
class Clustering:
    """Inside what decisions hang together, how many such clusters there are, and how large the design effects are."""

    name: str
    clusters: int
    lowest: float = 1.0
    highest: float = 1.0


@dataclass(frozen=True)
class Question:
    """The decision, for whom it is good or bad, who is compared and how sure the answer is to be.

    ``material`` is a part of the reference's share with its ``material_source``, or without one a difference of shares.
    """

    decision: str = ""
    selected: tuple[str, ...] = ()
    effect: Literal["benefit", "burden"] = "burden"
    groups: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    outcome: str | None = None
    outcome_true: tuple[str, ...] = ()
    confidence: float = 0.95
    smallest_cell: int = SMALLEST_CELL
    material: float = 0.2
    material_source: str = ""
    most_favoured: bool = False
    correction: str = "holm"
    clustering: Clustering | None = None
    counted_as_no: tuple[tuple[str, int | None], ...] = ()  # values of the decision nobody named; None: withheld
    counted_as_untrue: tuple[tuple[str, int | None], ...] = ()  # the same of the outcome
    score: str | None = None
    when: str | None = None
    measures: tuple[str, ...] = ()  # what was asked for by name; else all that the log supports
    own: tuple[Measure, ...] = field(default=(), repr=False)  # those of them that are somebody's own


def question_of(
    log: DecisionLog,
    reference: Mapping[str, str] | str | None,
    confidence: float,
    smallest_cell: int,
    material_difference: float | MaterialDifference,
    correction: str = "holm",
    clustering: Clustering | None = None,
) -> Question:
    """The question that a log and the settings of `audit` put."""
    roles = log.roles
    if isinstance(material_difference, MaterialDifference):
        material, source = material_difference.part_of_reference, material_difference.source
    else:
        material, source = float(material_difference), ""
    return Question(
        decision=roles.decision,
        selected=roles.selected,
        effect=log.effect,
        groups=roles.groups,
        within=roles.within,
        outcome=roles.outcome,
        outcome_true=roles.outcome_true,
        confidence=confidence,
        smallest_cell=smallest_cell,
        material=material,
        material_source=source,
        most_favoured=reference == "most_favoured",
        correction=correction,
        clustering=clustering,
        score=roles.score,
        when=roles.when,
    )


def clustering_of(comparisons: Comparisons, shares: Shares, clusters: str | None) -> Clustering | None:
    """The design effects of the published gaps, where clusters were named."""
    if clusters is None:
        return None
    told = [effect for effect, shown in zip(comparisons.effects, comparisons.shown, strict=True) if shown]
    factors = [effect.factor for effect in told] or [1.0]
    return Clustering(clusters, len(np.unique(shares.cells.codes[clusters])), min(factors), max(factors))
