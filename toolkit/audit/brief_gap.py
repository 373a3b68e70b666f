"""The gap that a brief is about: which it is, from which side it is told, and what comparing like with like does."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from toolkit.audit.findings import AdjustedFinding, Finding, GapFinding, inside_what, key_of
from toolkit.audit.limits import EqualizedOddsFinding, RoundingFinding
from toolkit.audit.report_tables import Row, Speaker
from toolkit.audit.worse_off import harm_of
from toolkit.errors import AuditError
from toolkit.languages import Language

GONE = ("reverses", "disappears")
TOLD_FROM_THE_OTHER_SIDE = 0.5
_KEY = ("characteristic", "group", "reference", "measure")
_TIMES = {
    "before": "crude_ratio",
    "after": "adjusted_ratio",
    "low": "adjusted_ratio_low",
    "high": "adjusted_ratio_high",
}


def _number(value: float | None) -> float:
    return math.nan if value is None else value


def _inverse(ratio: float) -> float:
    return 1 / ratio if ratio else math.inf


@dataclass(frozen=True)
class Told:
    """One finding of an audit as a brief tells it; every number in it is published."""

    speaker: Speaker
    finding: Finding | None

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.speaker.language

    @cached_property
    def gap(self) -> GapFinding | None:
        """The gap that the brief is about; None where the finding is about something else, or there is no gap."""
        gaps = [one for one in self.speaker.result.findings if isinstance(one, GapFinding)]
        if self.finding is None:
            only_inside = (one for one in self.speaker.result.findings if isinstance(one, AdjustedFinding))
            hidden = next((one for one in only_inside if one.reading == "appears"), None)
            shown = bool(gaps) and gaps[0].verdict == "shown"
            return gaps[0] if gaps and (shown or hidden is None) else self._gap_of(hidden, gaps)
        if isinstance(self.finding, GapFinding):
            return self.finding
        if isinstance(self.finding, EqualizedOddsFinding):
            return max(self.finding.alarms, self.finding.opportunity, key=lambda one: one.verdict == "shown")
        return self._gap_of(self.finding, gaps)

    @cached_property
    def told(self) -> GapFinding | None:
        """The gap as it is told: from the side of who is worse off, so that a headline names them first.

        Where nobody is, from the side that had it more often if the other had it at most half as often: "2.8 times as
        often" can be read at once, "0.36 times" cannot; it is the same ratio.
        """
        gap = self.gap
        if gap is None or not (0 < gap.ratio < math.inf):
            return gap
        worse = self.worse_off
        rare = gap.verdict == "shown" and self.reading not in GONE and gap.ratio <= TOLD_FROM_THE_OTHER_SIDE
        if not (worse == gap.reference or (worse is None and rare)):
            return gap
        return replace(
            gap,
            group=gap.reference,
            reference=gap.group,
            rate=gap.reference_rate,
            reference_rate=gap.rate,
            ratio=1 / gap.ratio,
            ratio_low=_inverse(gap.ratio_high),
            ratio_high=_inverse(gap.ratio_low),
        )

    @property
    def worse_off(self) -> str | None:
        """Who is worse off, where a gap is shown or appears among people in the same situation."""
        if self.gap is None:
            return None
        if self.gap.verdict == "shown":
            return self.gap.worse_off
        after = _number((self.inside or {}).get("adjusted_ratio"))
        side = harm_of(self.gap.measure, self.gap.effect)
        if self.reading != "appears" or math.isnan(after) or not side:
            return None
        return self.gap.group if (after > 1) == (side > 0) else self.gap.reference

    @property
    def turned(self) -> bool:
        """Whether the gap is told from the other side."""
        return self.told is not self.gap

    def _gap_of(self, finding: Finding | None, gaps: list[GapFinding]) -> GapFinding | None:
        return next((one for one in gaps if finding is not None and key_of(one) == key_of(finding)), None)

    @cached_property
    def inside(self) -> Row | None:
        """What comparing like with like does to the gap: the stratification that changes it most, else the last."""
        if self.gap is None:
            return None
        rows = [row for row in self.speaker.adjusted if tuple(row[name] for name in _KEY) == key_of(self.gap)]
        wanted = GONE if self.gap.verdict == "shown" else ("appears",)
        for reading in wanted:
            for row in rows:
                if row["reading"] == reading:
                    return row
        return rows[-1] if rows and self.gap.verdict == "shown" else None

    @property
    def times(self) -> dict[str, float]:
        """How many times as often, before and after comparing like with like, from the side that is told."""
        row = self.inside or {}
        found = {name: _number(row.get(key)) for name, key in _TIMES.items()}
        if self.turned:
            found = {name: _inverse(value) for name, value in found.items()}
            found["low"], found["high"] = found["high"], found["low"]
        return found

    @property
    def reading(self) -> str:
        """The reading of that, or nothing."""
        return str(self.inside["reading"]) if self.inside is not None else ""

    def from_its_side(self, finding: Finding) -> Finding:
        """A finding about the same two groups, from the side that the page tells it."""
        if not self.turned:
            return finding
        if isinstance(finding, AdjustedFinding):
            times = self.times
            return replace(
                finding,
                group=finding.reference,
                reference=finding.group,
                crude_ratio=times["before"],
                adjusted_ratio=times["after"],
                adjusted_ratio_low=times["low"],
                adjusted_ratio_high=times["high"],
            )
        if isinstance(finding, RoundingFinding):
            return replace(
                finding,
                group=finding.reference,
                reference=finding.group,
                ratio_low=_inverse(finding.ratio_high),
                ratio_high=_inverse(finding.ratio_low),
            )
        return finding

    def counted(self, gap: GapFinding) -> tuple[tuple[int, int], tuple[int, int]] | None:
        """The people behind both shares, where the audit publishes them."""
        try:
            group, reference = (
                self.speaker.result.people(gap.characteristic, one, gap.measure) for one in (gap.group, gap.reference)
            )
        except AuditError:
            return None
        return group, reference

    def named(self, gap: GapFinding) -> dict[str, str]:
        """The two groups as people."""
        people = gap.codebook.people
        return {
            "group": people(gap.characteristic, gap.group, self.language),
            "reference": people(gap.characteristic, gap.reference, self.language),
        }

    def within(self) -> str:
        """Inside what like is compared with like."""
        return (
            inside_what(self.speaker.result.codebook, str(self.inside["within"]), self.language) if self.inside else ""
        )

    def say(self, sentence: str, **values: Any) -> str:
        """A sentence in the language of the page."""
        return self.speaker.say(sentence, **values)
