"""Which column of a decision log says what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Roles:
    """Which column of a decision log says what."""

    decision: str
    selected: tuple[str, ...]
    groups: tuple[str, ...]
    outcome: str | None = None
    outcome_true: tuple[str, ...] = ()
    score: str | None = None
    within: tuple[str, ...] = ()
    when: str | None = None
    period: str | None = None
    count: str | None = None
    rounded_to: int | None = None
    score_bins: int | tuple[float, ...] | None = None  # how many, or where to cut
    bands: Mapping[str, tuple[float, ...]] | None = None  # by column of numbers, where each band begins

    @property
    def columns(self) -> list[str]:
        """All columns that are named, in a stable order."""
        single = [self.decision, self.outcome, self.score, self.when, self.count]
        return [*self.groups, *self.within, *(name for name in single if name is not None)]
