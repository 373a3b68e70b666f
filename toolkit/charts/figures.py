"""What a chart shows, before any drawing: frozen values, all words already in the reader's language.

`describe` says the same as the picture to those who do not see it; every writer puts it beside the picture.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.languages import Language

MOST_ROWS = 20  # what stays readable on one page; more belongs into a table


@dataclass(frozen=True)
class SharePoint:
    """One group: its share with the interval, and both in words (``detail``: "1,050 of 178,200")."""

    label: str
    share: float
    low: float
    high: float
    detail: str
    number: str
    reference: bool = False


@dataclass(frozen=True)
class SharesFigure:
    """Which part of each group was affected, and how sure that is."""

    language: Language
    title: str
    axis: str
    points: tuple[SharePoint, ...]
    describe: str
    group_word: str = ""
    reference_word: str = ""


@dataclass(frozen=True)
class GapPoint:
    """One group against its reference: how many times as often, before and after comparing like with like."""

    label: str
    before: float
    after: float
    after_low: float
    after_high: float
    number: str


@dataclass(frozen=True)
class GapsFigure:
    """What remains of the gaps when like is compared with like; 1 means: as often as the reference."""

    language: Language
    title: str
    axis: str
    points: tuple[GapPoint, ...]
    describe: str
    before_word: str
    after_word: str


@dataclass(frozen=True)
class Crowd:
    """One group as dots: so many, of whom so many were affected."""

    label: str
    affected: int


@dataclass(frozen=True)
class CrowdsFigure:
    """Two or three groups as crowds of the same size: the picture for page one, readable without any axis."""

    language: Language
    title: str
    people: int
    crowds: tuple[Crowd, ...]
    describe: str
    affected_word: str
    others_word: str


@dataclass(frozen=True)
class CountPoint:
    """One row of counts: how many of each part, None where that is not shown, all together, and the same in words."""

    label: str
    counts: tuple[int | None, ...]
    total: int | None
    number: str

    @property
    def rest(self) -> int:
        """How many of the whole have no part of their own that is shown."""
        return max(0, (self.total or 0) - sum(count or 0 for count in self.counts))


@dataclass(frozen=True)
class CountsFigure:
    """How many of each kind, in bars made of parts; what is not shown is a part of its own, and never nothing."""

    language: Language
    title: str
    axis: str
    points: tuple[CountPoint, ...]
    describe: str
    parts: tuple[str, ...]
    hidden_word: str


Figure = SharesFigure | GapsFigure | CrowdsFigure | CountsFigure
