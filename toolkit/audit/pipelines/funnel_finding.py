"""What a funnel has to say beyond each step alone: where a gap arises, and what rounding leaves open of it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from toolkit.audit.findings.finding import Finding, GapFinding
from toolkit.audit.findings.numbers import in_times
from toolkit.audit.findings.worse_off import begin
from toolkit.audit.pipelines import funnel_words as words
from toolkit.languages import Language


@dataclass(frozen=True)
class FunnelFinding(Finding):
    """A gap at the end of a chain, and the ratio of each step, which multiply to it.

    It is made only where the gap at the end is shown, every step is published, and of nobody a step is unknown.
    """

    kind: str = field(init=False, default="funnel")
    end: GapFinding | None = None
    factors: tuple[GapFinding, ...] = ()

    @property
    def worse_off(self) -> str | None:
        """The group that the end of the chain harms, or None where it takes no side."""
        return None if self.end is None else self.end.worse_off

    @property
    def largest(self) -> GapFinding | None:
        """The step that makes most of the gap: the shown one farthest out on its side."""
        if self.end is None:
            return None
        side = math.copysign(1, math.log(self.end.ratio)) if self.end.ratio > 0 else 1
        pulling = [one for one in self.factors if one.verdict == "shown" and side * math.log(one.ratio) > 0]
        return max(pulling, key=lambda one: side * math.log(one.ratio), default=None)

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        if self.end is None:
            return ""
        steps = [
            speech.say(
                words.ONE_STEP if one.verdict == "shown" else words.ONE_STEP_OPEN,
                ratio=in_times(one.ratio, speech),
                what=self.codebook.measure(one.measure, speech)[0],
            )
            for one in self.factors
        ]
        what = self.codebook.measure(self.factors[-1].measure, speech)[0]
        said = speech.say(
            words.ARISES,
            ratio=in_times(self.end.ratio, speech),
            what=what,
            steps=speech.list(steps, whole=True),
            **self._named(speech),
        )
        return begin(self, speech, f"{said} {speech.say(words.MULTIPLY)}")


@dataclass(frozen=True)
class RangeFinding(Finding):
    """Between which values a ratio lay before published counts were rounded."""

    kind: str = field(init=False, default="rounding")
    rounded_to: int = 1
    ratio_low: float = math.nan
    ratio_high: float = math.nan

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        return speech.say(
            words.RANGE,
            group=self.codebook.people(self.characteristic, self.group, speech),
            what=self.codebook.measure(self.measure, speech)[0],
            step=self.rounded_to,
            low=in_times(self.ratio_low, speech),
            high=in_times(self.ratio_high, speech),
        )


@dataclass(frozen=True)
class ChosenBefore(Finding):
    """What no step but the first can say: it compares only those whom the steps before it chose."""

    kind: str = field(init=False, default="chosen_before")

    def say(self, language: Language | str = "en") -> str:
        return Language.of(language).say(words.CHOSEN_BEFORE)
