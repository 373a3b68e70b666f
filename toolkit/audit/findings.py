"""What an audit found, as values that can be said in every language.

One small class a kind. A finding is evidence about a system, not a verdict on anyone; each says how sure it is, and
what was not shown never reads as "equal".
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from toolkit.audit.worse_off import begin, harm_of
from toolkit.languages import Language, translatable
from toolkit.registers.codebook import Codebook

# The sentences of the measures: whole sentences, so that every language can order them its own way.
SENTENCES = {
    "selection_rate": translatable("Of {base} {group}, {n} {affected}; of {base} {reference}, {m}."),
    "base_rate": translatable("Of {base} {group}, {n} {came_true}; of {base} {reference}, {m}."),
    "true_positive_rate": translatable(
        "Of {base} {group} who {came_true}, {n} {affected}; of {base} {reference}, {m}."
    ),
    "false_positive_rate": translatable(
        "Of {base} {group} who {came_untrue}, {n} {affected} all the same; of {base} {reference}, {m}."
    ),
    "false_negative_rate": translatable("Of {base} {group} who {came_true}, {n} {spared}; of {base} {reference}, {m}."),
    "true_negative_rate": translatable(
        "Of {base} {group} who {came_untrue}, {n} {spared}; of {base} {reference}, {m}."
    ),
    "precision": translatable("Of {base} {group} who {affected}, {n} {came_true}; of {base} {reference}, {m}."),
    "false_discovery_rate": translatable(
        "Of {base} {group} who {affected}, {n} {came_untrue}; of {base} {reference}, {m}."
    ),
    "false_omission_rate": translatable("Of {base} {group} who {spared}, {n} {came_true}; of {base} {reference}, {m}."),
    "negative_predictive_value": translatable(
        "Of {base} {group} who {spared}, {n} {came_untrue}; of {base} {reference}, {m}."
    ),
    "accuracy": translatable(
        "For {n} of {base} {group} the decision matched what turned out true; for {m} of {base} {reference}."
    ),
    "scoring_rate": translatable(
        "Of {base} {group}, {n} were given a score above the middle of all scores; of {base} {reference}, {m}."
    ),
}
NOT_PUBLISHED = translatable(
    "Nothing is shown about {group} here: the numbers are so small, or so easy to work out from others, that fewer "
    "than {smallest} people could be recognised."
)
SHOWN = translatable(
    "That is {ratio} times as often; with this many people, between {low} and {high}. Chance alone would hardly make "
    "such a gap."
)
SHOWN_WITHOUT_RATIO = translatable("Chance alone would hardly make such a gap.")
NOT_SHOWN = translatable(
    "No difference seen here. This does not show equal treatment: a gap of less than {visible} percentage points would "
    "not have shown with this many people."
)
TOO_FEW = translatable("Too few people to tell: only a gap of {visible} percentage points or more would have shown.")
TOO_FEW_FOR_ANY = translatable("Too few people to tell: no gap at all would have shown.")
PEOPLE_NEEDED = translatable(
    "A gap that would matter ({material} percentage points) would probably show with about {people} people in this "
    "count of {group} instead of {now}, and as many times more of {reference}."
)
MONTHS_NEEDED = translatable("At the pace of this log that takes about {months} months in all.")
READINGS = {
    "remains": translatable(
        "Compared with people of the same {within}, {group} {affected} {adjusted} times as often as "
        "{reference} (between {low} and {high}; without that comparison {crude} times). The gap remains."
    ),
    "shrinks": translatable(
        "Compared with people of the same {within}, {group} {affected} {adjusted} times as often as "
        "{reference} (between {low} and {high}; without that comparison {crude} times). Part of the gap goes "
        "together with {within}; the rest is there all the same."
    ),
    "grows": translatable(
        "Compared with people of the same {within}, {group} {affected} {adjusted} times as often as "
        "{reference} (between {low} and {high}; without that comparison {crude} times). The gap is larger "
        "when like is compared with like."
    ),
    "disappears": translatable(
        "Compared with people of the same {within}, the gap between {group} and {reference} is no longer seen "
        "({adjusted} times as often, between {low} and {high}; without that comparison {crude} times). Ask "
        "how people come to be in each {within}: a gap can sit there."
    ),
    "reverses": translatable(
        "Compared with people of the same {within}, the gap turns round: {group} {affected} {adjusted} times "
        "as often as {reference} (between {low} and {high}; without that comparison {crude} times)."
    ),
    "appears": translatable(
        "Only when compared with people of the same {within} a gap is seen: {group} {affected} {adjusted} "
        "times as often as {reference} (between {low} and {high}; without that comparison {crude} times)."
    ),
    "too_few": translatable(
        "Too few people to tell whether {group} and {reference} of the same {within} are treated differently."
    ),
}
DISAPPEARS_NOT_EQUAL = translatable(
    "This does not show equal treatment: with this many people, any gap between {low} and {high} times fits as well."
)
UNDECIDED = translatable("{people} people were left out because no decision is recorded for them.")
UNDECIDED_FEW = translatable("A few people were left out because no decision is recorded for them.")
UNCOUNTED = translatable(
    "Some rows do not say how many people they stand for. These people are missing from all numbers here."
)
GROUP_UNKNOWN = translatable(
    "For {people} people {characteristic} is not known. They are counted and shown, but not compared."
)
GROUP_UNKNOWN_FEW = translatable("For a few people {characteristic} is not known. They are counted, but not compared.")


@dataclass(frozen=True)
class Finding(ABC):
    """Something the audit has to say; ``say`` puts it into words."""

    kind: str = field(init=False, default="")
    characteristic: str = ""
    group: str = ""
    reference: str = ""
    measure: str = ""
    verdict: str = ""
    codebook: Codebook = field(default_factory=Codebook, repr=False, compare=False)

    @abstractmethod
    def say(self, language: Language | str = "en") -> str:
        """The finding in words, in this language."""

    def _named(self, language: Language) -> dict[str, str]:
        return {
            "group": self.codebook.people(self.characteristic, self.group, language),
            "reference": self.codebook.people(self.characteristic, self.reference, language),
        }


def key_of(finding: Finding) -> tuple[str, str, str, str]:
    """What a finding is about."""
    return finding.characteristic, finding.group, finding.reference, finding.measure


@dataclass(frozen=True)
class GapFinding(Finding):
    """A group against its reference on one measure.

    Where there are too few people to tell, `people_needed` is how many the count of the group would have to hold,
    instead of `people`, to show the `material_difference` four times out of five, if the reference grows alike; and
    `months_needed` how many months of this log that is. None where no number of people would do.
    """

    kind: str = field(init=False, default="gap")
    effect: str = "burden"
    rate: float = math.nan
    reference_rate: float = math.nan
    ratio: float = math.nan
    ratio_low: float = math.nan
    ratio_high: float = math.nan
    p_adjusted: float = math.nan
    smallest_visible: float = math.nan
    people: int = 0
    people_needed: int | None = None
    months_needed: int | None = None
    material_difference: float = math.nan

    @property
    def worse_off(self) -> str | None:
        """The group that the gap harms, or None where the measure takes no side."""
        side = harm_of(self.measure, self.effect)
        higher = self.group if self.rate > self.reference_rate else self.reference
        lower = self.reference if higher == self.group else self.group
        return {1: higher, -1: lower, 0: None}[side]

    @property
    def frequencies(self) -> tuple[int, int, int]:
        """Of how many people one speaks, and how many of them in the group and in the reference."""
        return natural_frequencies(self.rate, self.reference_rate)

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        base, n, m = self.frequencies
        phrases = {key: self.codebook.phrase(key, speech) for key in ("affected", "spared", "came_true", "came_untrue")}
        first = speech.say(SENTENCES[self.measure], base=base, n=n, m=m, **self._named(speech), **phrases)
        return begin(self, speech, f"{first} {self.say_certainty(speech)}")

    def say_certainty(self, language: Language | str = "en") -> str:
        """How sure the audit is of this gap, in words."""
        speech = Language.of(language)
        if self.verdict == "shown":
            if not all(map(math.isfinite, (self.ratio, self.ratio_low, self.ratio_high))) or self.ratio == 0:
                return speech.say(SHOWN_WITHOUT_RATIO)
            return speech.say(
                SHOWN,
                ratio=in_times(self.ratio, speech),
                low=in_times(self.ratio_low, speech),
                high=in_times(self.ratio_high, speech),
            )
        if self.verdict == "not_shown":
            return speech.say(NOT_SHOWN, visible=in_points(self.smallest_visible, speech))
        if math.isnan(self.smallest_visible):
            first = speech.say(TOO_FEW_FOR_ANY)
        else:
            first = speech.say(TOO_FEW, visible=in_points(self.smallest_visible, speech))
        return " ".join([first, *self._say_what_would_do(speech)])

    def _say_what_would_do(self, speech: Language) -> list[str]:
        if self.people_needed is None:
            return []
        material = in_points(self.material_difference, speech)
        numbers = {"people": self.people_needed, "now": self.people}
        said = [speech.say(PEOPLE_NEEDED, material=material, **numbers, **self._named(speech))]
        return said if self.months_needed is None else [*said, speech.say(MONTHS_NEEDED, months=self.months_needed)]


@dataclass(frozen=True)
class AdjustedFinding(Finding):
    """A gap before and after comparing like with like."""

    kind: str = field(init=False, default="adjusted")
    within: str = ""
    crude_ratio: float = math.nan
    adjusted_ratio: float = math.nan
    adjusted_ratio_low: float = math.nan
    adjusted_ratio_high: float = math.nan
    odds_ratio: float = math.nan
    reading: str = "too_few"
    effect: str = "burden"

    @property
    def worse_off(self) -> str | None:
        """The group that the gap inside the strata harms, where one is seen."""
        if self.reading in ("disappears", "too_few") or not math.isfinite(self.adjusted_ratio):
            return None
        more = self.adjusted_ratio > 1
        return self.group if more == (self.effect == "burden") else self.reference

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        interval = {
            "low": in_times(self.adjusted_ratio_low, speech),
            "high": in_times(self.adjusted_ratio_high, speech),
        }
        said = speech.say(
            READINGS[self.reading],
            within=inside_what(self.codebook, self.within, speech),
            affected=self.codebook.phrase("affected", speech),
            crude=in_times(self.crude_ratio, speech),
            adjusted=in_times(self.adjusted_ratio, speech),
            **interval,
            **self._named(speech),
        )
        said = f"{said} {speech.say(DISAPPEARS_NOT_EQUAL, **interval)}" if self.reading == "disappears" else said
        return begin(self, speech, said)


@dataclass(frozen=True)
class WithheldFinding(Finding):
    """A group whose numbers are not shown, to protect the few people behind them."""

    kind: str = field(init=False, default="withheld")
    smallest_cell: int = 10

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        group = self.codebook.people(self.characteristic, self.group, speech)
        return speech.say(NOT_PUBLISHED, group=group, smallest=self.smallest_cell)


@dataclass(frozen=True)
class LeftOutFinding(Finding):
    """People whom the audit could not use in full; ``people`` is None where they are too few to be told."""

    kind: str = field(init=False, default="left_out")
    reason: str = "no_decision"
    people: int | None = None

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        if self.reason == "no_decision":
            return speech.say(UNDECIDED, people=self.people) if self.people is not None else speech.say(UNDECIDED_FEW)
        if self.reason == "no_count":
            return speech.say(UNCOUNTED)
        name = self.codebook.label(self.characteristic, speech)
        if self.people is None:
            return speech.say(GROUP_UNKNOWN_FEW, characteristic=name)
        return speech.say(GROUP_UNKNOWN, people=self.people, characteristic=name)


def inside_what(codebook: Codebook, within: str, speech: Language) -> str:
    """Inside what like is compared with like; several things at once as people say them: "grade and office".

    >>> inside_what(Codebook(), "grade × office", Language("en"))
    'grade and office'
    """
    return speech.list([codebook.label(name, speech) for name in within.split(" × ")], whole=True)


def natural_frequencies(rate: float, reference_rate: float) -> tuple[int, int, int]:
    """Two shares as "of so many, so many": the roundest base at which the rarer one still counts.

    Source: G. Gigerenzer and U. Hoffrage, Psychological Review 102 (1995) 684-704.

    >>> natural_frequencies(0.4485, 0.2345), natural_frequencies(0.036496, 0.005892), natural_frequencies(0.3, 0.0)
    ((100, 45, 23), (1000, 36, 6), (100, 30, 0))
    """
    rarer = min((value for value in (rate, reference_rate) if value > 0), default=1.0)
    base = next((size for size in (100, 1_000, 10_000) if size * rarer >= 5), 100_000)
    return base, round(base * rate), round(base * reference_rate)


def in_times(ratio: float, speech: Language) -> str:
    """A ratio with as many digits as say something."""
    if not math.isfinite(ratio):
        return "–"
    return speech.number(ratio, decimals=0 if ratio >= 20 else 1 if ratio >= 2 else 2)


def in_points(difference: float, speech: Language) -> str:
    """A difference of shares in percentage points."""
    points = difference * 100
    return speech.number(points, decimals=0 if points >= 10 else 1 if points >= 1 else 2)
