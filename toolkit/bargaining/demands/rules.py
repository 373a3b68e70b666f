"""Which finding asks for which clause: the rules, one a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from toolkit.audit import MEASURES, AdjustedFinding, Finding, GapFinding
from toolkit.languages import translatable

ERRORS = tuple(measure.id for measure in MEASURES if measure.is_error)


@dataclass(frozen=True)
class Rule:
    """When a finding is such, this clause answers it, at this strength, for this reason.

    Attributes
    ----------
    about
        A subject that has to be named for the rule to count (``"hiring"``): a log does not say what it is about.
    """

    applies: Callable[[Finding], bool]
    clause: str
    strength: str
    reason: str
    about: str | None = None


def _reads(*readings: str) -> Callable[[Finding], bool]:
    """Findings about people in the same situation that read so, and in which somebody is the worse off."""

    def applies(finding: Finding) -> bool:
        return isinstance(finding, AdjustedFinding) and finding.reading in readings and finding.worse_off is not None

    return applies


def _disagrees(finding: Finding) -> bool:
    """Strata hold gaps of their own, which one figure for all would hide."""
    return isinstance(finding, AdjustedFinding) and finding.reading == "differs"


def _shown(finding: Finding) -> bool:
    return isinstance(finding, GapFinding) and finding.verdict == "shown" and finding.worse_off is not None


def _too_few(finding: Finding) -> bool:
    """The numbers cannot tell: too few people or outcomes, or they hang on people of unknown group or on rounding."""
    return isinstance(finding, GapFinding) and (finding.verdict == "too_few" or bool(finding.hangs_on))


def _errs(finding: Finding) -> bool:
    """One group is hit by more wrong decisions than another."""
    return _shown(finding) and finding.measure in ERRORS


def _selects(finding: Finding) -> bool:
    return _shown(finding) and finding.measure in ("selection_rate", "accuracy")


RULES: tuple[Rule, ...] = (
    Rule(
        _shown,
        "bias",
        "standard",
        translatable(
            "So the agreement should bring an independent audit with dates, and a remedy when a gap is found."
        ),
    ),
    Rule(
        _reads("remains", "shrinks", "grows"),
        "bias",
        "strong",
        translatable(
            "The gap is there among people in the same situation too. So the agreement should stop the system until a "
            "new audit, and make good what people lost."
        ),
    ),
    Rule(
        _reads("appears", "cannot_tell"),
        "bias",
        "strong",
        translatable(
            "The gap shows when people in the same situation are compared. So the agreement should stop the system "
            "until a new audit, and make good what people lost."
        ),
    ),
    Rule(
        _reads("reverses"),
        "bias",
        "standard",
        translatable(
            "Among people in the same situation the gap lies on the other side. So the agreement should bring an "
            "independent audit with dates, and a remedy when a gap is found."
        ),
    ),
    Rule(
        _disagrees,
        "bias",
        "standard",
        translatable(
            "The gap is not the same everywhere. So the agreement should bring an independent audit with dates, place "
            "by place, and a remedy where a gap is found."
        ),
    ),
    Rule(
        _too_few,
        "bias",
        "minimum",
        translatable(
            "The numbers at hand cannot tell. So the agreement should bring an independent audit with all the data."
        ),
    ),
    Rule(
        _errs,
        "human",
        "standard",
        translatable(
            "The wrong decisions do not fall on everybody alike. So the agreement should have a person with time and "
            "authority decide, and look again when somebody asks."
        ),
    ),
    Rule(
        _errs,
        "explain",
        "standard",
        translatable(
            "Who is wrongly decided about can only object to reasons that they know. So the agreement should have each "
            "decision explained."
        ),
    ),
    Rule(
        _selects,
        "recruit",
        "standard",
        translatable(
            "The gap stands at the door. So the agreement should say how people are chosen, and who checks it."
        ),
        about="hiring",
    ),
)
