"""What an audit was asked: kept beside its answers, so that a report can say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from toolkit.audit.comparisons import MaterialDifference
from toolkit.audit.log import DecisionLog


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
    smallest_cell: int = 10
    material: float = 0.2
    material_source: str = ""
    most_favoured: bool = False
    correction: str = "holm"
    score: str | None = None
    when: str | None = None


def question_of(
    log: DecisionLog,
    reference: Mapping[str, str] | str | None,
    confidence: float,
    smallest_cell: int,
    material_difference: float | MaterialDifference,
    correction: str = "holm",
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
        score=roles.score,
        when=roles.when,
    )
