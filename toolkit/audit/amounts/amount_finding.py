"""What an audit of amounts has to say."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from toolkit.audit.amounts import amount_words as words
from toolkit.audit.amounts.decomposition import Parts
from toolkit.audit.findings.finding import Finding, inside_what
from toolkit.audit.findings.worse_off import WORSE_OFF
from toolkit.languages import Language


def in_amount(value: float, speech: Language, unit: str = "") -> str:
    """An amount with as many digits as say something, and its unit.

    >>> in_amount(2739.4, Language("en"), "euros"), in_amount(0.0421, Language("en"))
    ('2,739 euros', '0.042')
    """
    size = abs(value)
    digits = 0 if size >= 100 or size < 5e-4 else 1 if size >= 10 else 2 if size >= 0.1 else 3
    said = ("−" if value < 0 else "") + speech.number(size, decimals=digits)
    return f"{speech.isolate(said)} {unit}" if unit else speech.isolate(said)


@dataclass(frozen=True)
class AmountFinding(Finding):
    """A group's average against that of its reference: over all, or among people of the same category.

    `good` is 1 where more is good for people (pay), -1 where it is bad (waiting), 0 where neither.
    """

    kind: str = field(init=False, default="amount")
    within: str = ""
    category: str = ""
    inside: bool = False
    mean: float = math.nan
    reference_mean: float = math.nan
    low: float = math.nan
    high: float = math.nan
    median: float = math.nan
    reference_median: float = math.nan
    p_value: float = math.nan
    p_adjusted: float = math.nan
    smallest_visible: float = math.nan
    people: int = 0
    good: int = 0
    parts: Parts | None = None
    tell_parts: bool = True  # where no gap is shown there is none to take apart
    unit: tuple[tuple[str, str], ...] = ()

    @property
    def difference(self) -> float:
        """Group minus reference."""
        return self.mean - self.reference_mean

    @property
    def worse_off(self) -> str | None:
        """The group that is worse off, where a gap is shown and more is good or bad."""
        if self.verdict != "shown" or not self.good or not self.difference:
            return None
        return self.group if self.difference * self.good < 0 else self.reference

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        unit = dict(self.unit).get(speech.code, "")
        inside = inside_what(self.codebook, self.within, speech) if self.within else ""
        what = self.codebook.label(self.measure, speech)
        told = {"what": what[:1].upper() + what[1:], **self._named(speech)}
        if self.inside and self.parts is None:
            return speech.say(words.NOBODY_BESIDE, within=inside, **told)
        told |= {"mean": in_amount(self.mean, speech, unit)}
        told |= {"reference_mean": in_amount(self.reference_mean, speech, unit)}
        if self.category:
            said = [speech.say(words.IN_ONE, within=inside, category=self._category(speech), **told)]
        else:
            said = [speech.say(words.INSIDE if self.inside else words.AVERAGES, within=inside, **told)]
        said.append(self._say_certainty(speech, unit))
        if not self.inside and math.isfinite(self.median) and math.isfinite(self.reference_median):
            medians = self.median - self.reference_median
            other_way = medians * self.difference < 0
            sentence = words.MEDIAN_OTHERWISE if other_way else words.AND_MEDIAN
            middle = {"median": self.median, "reference_median": self.reference_median}
            said.append(speech.say(sentence, **{name: in_amount(n, speech, unit) for name, n in middle.items()}))
        if self.parts is not None and self.tell_parts:
            said.append(self._say_parts(speech, unit, inside))
        worse = self.worse_off
        if worse is not None:
            people = self.codebook.people(self.characteristic, worse, speech)
            said.insert(0, speech.say(WORSE_OFF, group=people))
        return " ".join(said)

    def _category(self, speech: Language) -> str:
        return self.codebook.label(self.within, speech, self.category)

    def _say_certainty(self, speech: Language, unit: str) -> str:
        visible = {"visible": in_amount(self.smallest_visible, speech, unit)}
        if self.verdict == "not_shown":
            return speech.say(words.NOT_SHOWN, **visible)
        if self.verdict == "too_few":
            few = math.isfinite(self.smallest_visible)
            return speech.say(words.TOO_FEW, **visible) if few else speech.say(words.TOO_FEW_FOR_ANY)
        ends = sorted((abs(self.low), abs(self.high)))
        if self.low * self.high < 0:  # test and interval are two sums, which differ by a hair
            ends[0] = 0.0
        share = speech.percent(abs(self.difference) / abs(self.reference_mean)) if self.reference_mean else "–"
        told = {"low": in_amount(ends[0], speech, unit), "high": in_amount(ends[1], speech, unit)}
        sentence = words.LESS if self.difference < 0 else words.MORE
        return f"{speech.say(sentence, share=share, **told)} {speech.say(words.SHOWN)}"

    def _say_parts(self, speech: Language, unit: str, inside: str) -> str:
        parts = self.parts
        assert parts is not None
        said = []
        if parts.people_compared < parts.people:
            said.append(speech.say(words.COMPARED, compared=parts.people_compared, people=parts.people))
        numbers = {name: getattr(parts, name) for name in ("whole", "inside", "mix", "apart")}
        told = {name: in_amount(value, speech, unit) for name, value in numbers.items()}
        return " ".join([*said, speech.say(words.PARTS, within=inside, **told)])


@dataclass(frozen=True)
class PayAssessmentFinding(Finding):
    """In which groups of equal work the averages differ by the threshold or more."""

    kind: str = field(init=False, default="pay_assessment")
    within: str = ""
    flagged: tuple[str, ...] = ()
    shown: int = 0
    withheld: int = 0
    threshold: float = 0.05

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        told = {"shown": self.shown, "threshold": speech.percent(self.threshold), **self._named(speech)}
        names = [self.codebook.label(self.within, speech, category) for category in self.flagged]
        listed = speech.list(names, whole=True)
        said = (
            [speech.say(words.ASSESSMENT, flagged=len(self.flagged), categories=listed, **told)]
            if self.flagged
            else [speech.say(words.NO_ASSESSMENT, **told)]
        )
        if self.withheld:
            said.append(speech.say(words.CATEGORIES_WITHHELD, withheld=self.withheld))
        return " ".join(said)


@dataclass(frozen=True)
class NoAmountFinding(Finding):
    """People of whom no amount is recorded; `people` is None where they are too few to be told."""

    kind: str = field(init=False, default="no_amount")
    people: int | None = None

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        if self.people is None:
            return speech.say(words.NO_AMOUNTS_FEW)
        return speech.say(words.NO_AMOUNTS, people=self.people)
