"""Which column of a decision log says what, and a value as the text by which it is compared."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from toolkit.documents.brought.workbooks.headings import bare_of


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


def as_text(value: Any) -> str | None:
    """A value as the text it is compared by; None where it is missing.

    >>> as_text(1.0), as_text("1"), as_text(True), as_text(float("nan")), as_text("  ")
    ('1', '1', 'True', None, None)
    """
    if type(value) is str:  # nearly all are
        return bare_of(value) or None
    if type(value) is int:
        return str(value)
    if hasattr(value, "item"):
        value = value.item()
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, (float, Decimal)):
        if value.is_nan() if isinstance(value, Decimal) else math.isnan(value):
            return None
        if math.isfinite(value) and value == int(value):
            value = int(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return bare_of(str(value)) or None
