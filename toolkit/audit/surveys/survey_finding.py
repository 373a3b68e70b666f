"""What a survey's weighted answers say: gaps, and for whom they stand."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from toolkit.audit.findings.finding import Finding
from toolkit.audit.findings.numbers import in_times, natural_frequencies
from toolkit.audit.findings.worse_off import WORSE_OFF
from toolkit.audit.surveys import survey_words as words
from toolkit.languages import Language


@dataclass(frozen=True)
class SurveyFinding(Finding):
    """A gap between two weighted shares; `verdict` is ``shown``, ``not_shown`` or ``too_few``."""

    kind: str = field(init=False, default="weighted_gap")
    effect: str = "burden"
    rate: float = math.nan
    reference_rate: float = math.nan
    ratio: float = math.nan
    low: float = math.nan
    high: float = math.nan
    p_adjusted: float = math.nan
    is_higher: bool = False  # before figures are rounded

    @property
    def worse_off(self) -> str | None:
        """The group that is worse off, where a gap is shown."""
        if self.verdict != "shown":
            return None
        higher, lower = (self.group, self.reference) if self.is_higher else (self.reference, self.group)
        return higher if self.effect == "burden" else lower

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        named = self._named(speech)
        if self.verdict == "too_few":
            return speech.say(words.TOO_FEW, **named)
        base, n, m = natural_frequencies(self.rate, self.reference_rate)
        numbers = {name: in_times(getattr(self, name), speech, cut=True) for name in ("ratio", "low", "high")}
        what = self.codebook.phrase("affected", speech)
        said = [speech.say(words.OF_ALL, base=base, n=n, m=m, what=what, **numbers, **named)]
        if self.verdict == "shown":
            said.append(speech.say(words.SHOWN))
            if n == m:
                said.append(speech.say(words.SMALL, base=base))
        else:
            said.append(speech.say(words.NOT_SHOWN, low=numbers["low"], high=numbers["high"]))
        worse = self.worse_off
        if worse is not None:
            said.insert(0, speech.say(WORSE_OFF, group=self.codebook.people(self.characteristic, worse, speech)))
        return " ".join(said)


@dataclass(frozen=True)
class WeightsFinding(Finding):
    """For whom the answers stand, and what is taken for granted of how people were drawn.

    `everybody` is empty where the weights do not tell: some are missing, or they add up to no more than those asked.
    """

    kind: str = field(init=False, default="weights")
    asked: int = 0
    everybody: int | None = None
    effective: int = 0
    without_weight: int | None = 0  # None: a few
    lonely: int = 0
    has_clusters: bool = False

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        if self.everybody is not None:
            said = [speech.say(words.STANDS_FOR, people=self.asked, everybody=self.everybody)]
        else:
            said = [speech.say(words.STANDS_FOR_NOBODY_KNOWS, people=self.asked)]
        if self.without_weight is None:
            said.append(speech.say(words.FEW_WITHOUT_WEIGHT))
        elif self.without_weight:
            said.append(speech.say(words.WITHOUT_WEIGHT, rows=self.without_weight))
        if self.effective < self.asked:
            said.append(speech.say(words.TELL_AS_MUCH, effective=self.effective))
        if not self.has_clusters:
            said.append(speech.say(words.NO_CLUSTERS))
        if self.lonely:
            said.append(speech.say(words.LONELY, strata=self.lonely))
        return " ".join(said)
