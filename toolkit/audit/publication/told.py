"""What one audit published about numbers of people, and what its columns mean: all that another audit has to know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from toolkit.audit.comparing.shares import Columns
from toolkit.audit.measures.measures import BY_ID, Measure
from toolkit.audit.publication.question import Question

RATES = ("characteristic", "group", "measure", "numerator", "denominator")
SCORES = ("characteristic", "group", "score_from", "score_to", "people", "known", "true")
COUNTED_AS = ("counted_as_no", "counted_as_untrue")  # reasons whose rows are single values of a column
LEFT_OUT = ("reason", "characteristic", "group", "selected", "value", "people")


@dataclass(frozen=True)
class Told:
    """The published numbers of one result: `None` where one is blanked. Nothing that was withheld is in here."""

    decision: str
    selected: tuple[str, ...]
    groups: tuple[str, ...]
    within: tuple[str, ...]
    outcome: str | None
    outcome_true: tuple[str, ...]
    score: str | None
    when: str | None
    smallest_cell: int
    round_to: int
    counts: Columns = field(repr=False)
    rates: Columns = field(repr=False)
    scores: Columns = field(repr=False)
    left_out: Columns = field(repr=False)
    measures: tuple[str, ...] = ()  # that were asked for by name
    own: Mapping[str, tuple[str, str]] = field(
        default_factory=dict
    )  # of a measure of somebody's own: see `states_told`

    @property
    def places(self) -> tuple[str, ...]:
        """The columns of ``counts`` that name a place: groups, strata and period."""
        names = list(self.counts)
        states = 1 + (self.outcome is not None) + (self.score is not None)
        return tuple(names[: len(names) - 1 - states])

    @property
    def is_empty(self) -> bool:
        """Whether every number is blanked."""
        numbers = [*list(self.counts.values())[-1], *self.rates["numerator"], *self.scores.get("people", [])]
        return all(number is None for number in numbers)


def told_by(
    question: Question, round_to: int, counts: Columns, rates: Columns, scores: Columns, left_out: Columns
) -> Told:
    """The published tables of a result, without what follows from them."""
    return Told(
        decision=question.decision,
        selected=question.selected,
        groups=question.groups,
        within=question.within,
        outcome=question.outcome,
        outcome_true=question.outcome_true,
        score=question.score,
        when=question.when,
        smallest_cell=question.smallest_cell,
        round_to=round_to,
        counts={name: [_plain(value) for value in values] for name, values in counts.items()},
        rates=_only(rates, RATES),
        scores=_only(scores, SCORES),
        left_out=_only(left_out, LEFT_OUT),
        measures=question.measures,
        own={measure.id: states_told(measure) for measure in question.own},
    )


def states_told(measure: Measure) -> tuple[str, str]:
    """Which of the states of people a measure counts, and among which: a 1 or a 0 for each."""
    counted, among = ("".join("01"[yes] for yes in mask.astype(int)) for mask in measure.states)
    return counted, among


def states_of(told: Told, measure: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The states that a measure of a result counts, and among which."""
    row = BY_ID.get(measure)
    if row is not None:
        return row.states
    counted, among = (np.array([one == "1" for one in flags]) for flags in told.own[measure])
    return counted, among


def read_values_apart(results: Sequence[Told]) -> bool:
    """Whether one result tells single values of a column that another reads in another way.

    Each value would be a kind of people of its own, the withheld ones too, which multiplies all kinds.
    """
    for told in results:
        numbers = zip(told.left_out["reason"], told.left_out["people"], strict=True)
        for reason in {reason for reason, people in numbers if reason in COUNTED_AS and people is not None}:
            by_decision = reason == "counted_as_no"
            column = told.decision if by_decision else told.outcome
            named = frozenset(told.selected if by_decision else told.outcome_true)
            for other in results:
                readings = ((other.decision, other.selected), (other.outcome, other.outcome_true))
                if any(name == column and frozenset(values) != named for name, values in readings):
                    return True
    return False


def _only(columns: Mapping[str, list[Any]], names: tuple[str, ...]) -> Columns:
    return {name: [_plain(value) for value in columns.get(name, [])] for name in names}


def _plain(value: Any) -> Any:
    if value is None or value != value:  # NaN is blank as well
        return None
    return value.item() if hasattr(value, "item") else value
