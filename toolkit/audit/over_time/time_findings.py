"""What an audit over time has to say."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from toolkit.audit.findings.finding import Finding
from toolkit.audit.findings.numbers import in_signed_points
from toolkit.audit.over_time import time_words as words
from toolkit.languages import Language


@dataclass(frozen=True)
class ChangeFinding(Finding):
    """A group before and after a day, or (with a reference) the gap between two groups before and after it."""

    kind: str = field(init=False, default="change")
    day: str = ""
    period: str = ""  # that holds the day, and is on neither side
    before: float = math.nan
    after: float = math.nan
    low: float = math.nan
    high: float = math.nan
    p_value: float = math.nan
    p_adjusted: float = math.nan

    @property
    def difference(self) -> float:
        """After minus before."""
        return self.after - self.before

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        day = speech.isolate(self.day)
        if self.reference:
            ends = {name: in_signed_points(getattr(self, name), speech) for name in ("before", "after")}
            said = [speech.say(words.GAP_CHANGED, day=day, **ends, **self._named(speech))]
        else:
            shares = {name: speech.number(100 * getattr(self, name), decimals=1) for name in ("before", "after")}
            group = self.codebook.people(self.characteristic, self.group, speech)
            what = self.codebook.phrase("affected", speech)
            said = [speech.say(words.CHANGED, group=group, day=day, what=what, **shares)]
        ends = {name: in_signed_points(getattr(self, name), speech) for name in ("low", "high")}
        said.append(speech.say(words.SHOWN if self.verdict == "shown" else words.NOT_SHOWN, **ends))
        if self.verdict == "shown":
            said.append(speech.say(words.NOT_BECAUSE, day=day))
        if self.period:
            said.append(speech.say(words.LEFT_OUT, period=speech.isolate(self.period)))
        return " ".join(said)


@dataclass(frozen=True)
class SignalFinding(Finding):
    """Periods in which a share lies outside the limits of the baseline."""

    kind: str = field(init=False, default="signal")
    periods: tuple[str, ...] = ()
    low: float = math.nan
    high: float = math.nan

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        group = self.codebook.people(self.characteristic, self.group, speech)
        said = speech.say(
            words.SIGNAL,
            group=group,
            periods=speech.list([speech.isolate(period) for period in self.periods], whole=True),
            what=self.codebook.phrase("affected", speech),
            low=speech.percent(self.low),
            high=speech.percent(self.high),
        )
        return f"{said} {speech.say(words.FALSE_ALARMS)}"


@dataclass(frozen=True)
class NoSignalFinding(Finding):
    """That no period lies outside, or that the baseline is too short to tell; `periods` it has, where it is."""

    kind: str = field(init=False, default="no_signal")
    periods: int | None = None
    needed: int = 0

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        if self.periods is None:
            return speech.say(words.QUIET)
        return speech.say(words.TOO_SHORT, periods=self.periods, needed=self.needed)
