"""The gap that a brief is about: which it is, from which side it is told, and what comparing like with like does."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from toolkit.audit.findings.adjusted import AdjustedFinding
from toolkit.audit.findings.finding import Finding, GapFinding, inside_what, key_of
from toolkit.audit.findings.limits import EqualizedOddsFinding, RoundingFinding
from toolkit.audit.findings.numbers import in_times, is_about_one, is_cut
from toolkit.audit.findings.reading import persons_are_open
from toolkit.audit.findings.worse_off import harm_of, say_after
from toolkit.audit.papers import brief_words as words
from toolkit.audit.papers.tables import Row, Speaker
from toolkit.audit.papers.words import READING_WORDS
from toolkit.errors import AuditError
from toolkit.languages import Language

GONE = ("reverses", "disappears", "differs")  # never without what comparing like with like does to it
OPEN = ("cannot_tell", "too_few", "not_comparable")
TOLD_FROM_THE_OTHER_SIDE = 0.5
_KEY = ("characteristic", "group", "reference", "measure", "within")
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
        found: GapFinding | None
        if self.finding is None:
            found = gaps[0] if gaps else None
        elif isinstance(self.finding, GapFinding):
            found = self.finding
        elif isinstance(self.finding, EqualizedOddsFinding):
            found = max(self.finding.alarms, self.finding.opportunity, key=lambda one: one.verdict == "shown")
        else:
            found = next((one for one in gaps if key_of(one) == key_of(self.finding)), None)
        return None if found is None else found.as_chosen()

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
        rare = gap.verdict == "shown" and not self.is_qualified and gap.ratio <= TOLD_FROM_THE_OTHER_SIDE
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
            chosen_low=_inverse(gap.chosen_high),
            chosen_high=_inverse(gap.chosen_low),
            open_low=-gap.open_high,
            open_high=-gap.open_low,
        )

    @property
    def worse_off(self) -> str | None:
        """Who is worse off, where a gap is shown or appears among people in the same situation."""
        if self.gap is None or self.gap.hangs_on:
            return None
        if self.gap.verdict == "shown":
            return self.gap.worse_off
        after = _number((self.inside or {}).get("adjusted_ratio"))
        side = harm_of(self.gap.measure, self.gap.effect, self.gap.codebook)
        if not self.leads_inside or math.isnan(after) or not side:
            return None
        return self.gap.group if (after > 1) == (side > 0) else self.gap.reference

    @property
    def turned(self) -> bool:
        """Whether the gap is told from the other side."""
        return self.told is not self.gap

    @cached_property
    def inside(self) -> Row | None:
        """What comparing like with like does to the gap, in the stratification that it has to be told with."""
        if self.gap is None:
            return None
        asked = self.finding.within if isinstance(self.finding, AdjustedFinding) else self.gap.within
        about = (*key_of(self.gap), asked)
        return next((row for row in self.speaker.adjusted if tuple(row[name] for name in _KEY) == about), None)

    @cached_property
    def inside_finding(self) -> AdjustedFinding | None:
        """What comparing like with like finds, chosen among all; None where the audit speaks of no such finding."""
        if self.inside is None or self.gap is None:
            return None
        about = (*key_of(self.gap), self.inside["within"])
        for one in self.speaker.result.findings:
            if isinstance(one, AdjustedFinding) and (*key_of(one), one.within) == about:
                return one.as_chosen()
        return None

    @property
    def shown_inside(self) -> bool:
        """Whether a gap is shown among people in the same situation."""
        if self.inside_finding is not None:
            return self.inside_finding.is_seen
        return self.gap is not None and self.gap.shown_inside

    @property
    def is_qualified(self) -> bool:
        """Whether the plain gap must not be told without what comparing like with like does to it."""
        there = self.reading == "cannot_tell" and self.shown_inside
        return self.reading in GONE or (self.reading in OPEN and not there)

    @property
    def leads_inside(self) -> bool:
        """Whether only comparing like with like shows the gap."""
        there = self.gap is not None and self.gap.verdict != "shown" and self.shown_inside and not self.gap.hangs_on
        return there and not self.is_qualified

    def say_inside(self) -> str:
        """What comparing like with like does to the gap, in a sentence or two; nothing where that was not asked."""
        row = self.inside
        if row is None:
            return ""
        if self.inside_finding is not None:
            # Among how many it was chosen is said once, with the plain gap if that is told.
            alone = self.gap is None or self.gap.verdict != "shown" or self.reading in GONE
            inside = replace(self.inside_finding, is_chosen=alone)
            inside = inside.turned if self.turned else inside
            return say_after(inside, self.told, self.language) if self.told else inside.say(self.language)
        if self.reading == "too_few" and persons_are_open(self.speaker.result.findings):
            return ""  # why it cannot be told is said with the plain gap
        reading = self.say(READING_WORDS[self.reading])
        if row["adjusted_ratio"] is None or self.reading in ("differs", *OPEN[1:]):
            return self.say(words.INSIDE_WITHOUT_NUMBERS, within=self.within(), reading=reading)
        return self.say_times(words.INSIDE, within=self.within(), reading=reading)

    def say_times(self, sentences: tuple[str, str, str], **values: Any) -> str:
        """Sizes before and after in one of three sentences: for two sizes, none inside, none before."""
        times = self.times
        cut = is_cut(*(value for name, value in times.items() if name != "before"))
        told = {name: in_times(value, self.language, cut=cut) for name, value in times.items()}
        which = 1 if is_about_one(times["after"]) else 2 if is_about_one(times["before"]) else 0
        return self.say(sentences[which], **values, **told)

    @property
    def times(self) -> dict[str, float]:
        """How many times as often, before and after comparing like with like, from the side that is told."""
        row = self.inside or {}
        found = {name: _number(row.get(key)) for name, key in _TIMES.items()}
        if self.inside_finding is not None:
            found["low"] = self.inside_finding.adjusted_ratio_low
            found["high"] = self.inside_finding.adjusted_ratio_high
        if self.turned:
            found = {name: _inverse(value) for name, value in found.items()}
            found["low"], found["high"] = found["high"], found["low"]
        return found

    @property
    def reading(self) -> str:
        """The reading of that, or nothing."""
        return str(self.inside["reading"]) if self.inside is not None else ""

    def from_its_side(self, finding: RoundingFinding) -> RoundingFinding:
        """What rounding does to the same gap, from the side that the page tells it."""
        if not self.turned:
            return finding
        return replace(
            finding,
            group=finding.reference,
            reference=finding.group,
            ratio_low=_inverse(finding.ratio_high),
            ratio_high=_inverse(finding.ratio_low),
        )

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
