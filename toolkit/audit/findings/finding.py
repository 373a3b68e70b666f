"""What an audit found, as values that can be said in every language.

One small class a kind. A finding is evidence about a system, not a verdict on anyone; each says how sure it is, and
what was not shown never reads as "equal".
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace

from toolkit.audit.findings.measure_words import measure_sentence
from toolkit.audit.findings.numbers import in_points, in_signed_points, in_times, natural_frequencies, say_chance
from toolkit.audit.findings.worse_off import begin, harm_of
from toolkit.languages import Language, translatable
from toolkit.registers.codebook import Codebook

NOT_PUBLISHED = translatable(
    "Nothing is shown about {group} here: the numbers are so small, or so easy to work out from others, that fewer "
    "than {smallest} people could be recognised."
)
SHOWN = translatable(
    "That is {ratio} times as often; with this many people, between {low} and {high}. Chance alone would hardly make "
    "such a gap."
)
SHOWN_BARELY = translatable(
    "That is {ratio} times as often; with this many people, between {low} and {high}. As that range still holds "
    "“as often”, the gap is at the very edge of what chance alone would make."
)
SHOWN_WITHOUT_RATIO = translatable("Chance alone would hardly make such a gap.")
CHOSEN = translatable(
    "It is one of {comparisons} comparisons made in this audit, and the range allows for that it was chosen among them."
)
SHOWN_AND_SMALL = translatable(
    "The gap is shown, and small: less than the {material} percentage points from which on a gap is taken to matter "
    "here."
)
NOT_SHOWN = translatable(
    "No difference seen here. This does not show equal treatment: a gap of {visible} percentage points would have "
    "shown in about four of five such logs, a smaller one less often."
)
TOO_FEW = translatable(
    "Too few people to tell: only a gap of {visible} percentage points or more would probably have shown, in about "
    "four of five such logs."
)
TOO_FEW_FOR_ANY = translatable("Too few people to tell: no gap at all would have shown.")
INSIDE = {
    "disappears": translatable("Among people of the same {within} no such gap is seen."),
    "reverses": translatable("Among people of the same {within} the gap lies on the other side."),
    "differs": translatable("The gap differs from one {within} to the other."),
    "cannot_tell": translatable("Whether it is there among people of the same {within} too cannot be told."),
    "too_few": translatable(
        "What comparing people of the same {within} shows is not told here: it would rest on few people, or let a few "
        "be recognised."
    ),
    "not_comparable": translatable("Nobody could be compared with people of the same {within}."),
}
SHOWN_INSIDE = translatable("But among people of the same {within} a gap is shown.")
HIDDEN = translatable(
    "Overall no gap is shown, but that says nothing: the gap differs from one {within} to the other by more than "
    "chance would make it."
)
AMONG_KNOWN = translatable("Among people whose outcome is known: {said}")
AMONG_SCORED = translatable("Among people who have a score: {said}")
OUTCOMES_OPEN = translatable(
    "Too few outcomes are known to tell: depending on what came true for the people of whom it is not known, the "
    "difference lies anywhere between {low} and {high} percentage points."
)
OUTCOMES_OPEN_FEW = translatable(
    "Whether there is a difference cannot be told: it depends on what came true for people of whom it is not known, "
    "and how many they are is withheld."
)
SIDE_OPEN = {
    "groups": translatable(
        "Depending on which group the people belong to of whom {characteristic} is not known, the difference lies "
        "anywhere between {low} and {high} percentage points: whether there is one, and on which side, cannot be told."
    ),
    "scores": translatable(
        "Depending on the scores of people of whom none is known, the difference lies anywhere between {low} and "
        "{high} percentage points: whether there is one, and on which side, cannot be told."
    ),
    "rounding": translatable(
        "Before the counts were rounded to multiples of {step}, the difference lay anywhere between {low} and {high} "
        "percentage points: whether there was one, and on which side, cannot be told."
    ),
}
SIDE_OPEN_FEW = {
    "groups": translatable(
        "Whether there is a difference, and on which side, cannot be told: it depends on which group the people belong "
        "to of whom {characteristic} is not known, and how many they are is withheld."
    ),
    "scores": translatable(
        "Whether there is a difference, and on which side, cannot be told: it depends on the scores of people of whom "
        "none is known, and how many they are is withheld."
    ),
    "rounding": translatable(
        "Whether there is a difference, and on which side, cannot be told: the counts were rounded to multiples of "
        "{step}, and that alone can make one or hide one."
    ),
    "persons": translatable(
        "Whether there is a difference cannot be told yet: persons may stand in the table twice, and nobody has said "
        "what these rows are. Rows that repeat a person are no evidence of their own."
    ),
}
CLUSTERS_NEEDED = translatable(
    "A gap that would matter ({material} percentage points) would probably show with about {times} times as many "
    "clusters (“{clusters}”), each with as many people as now; more people in the same ones would hardly help."
)
PEOPLE_NEEDED = translatable(
    "A gap that would matter ({material} percentage points) would probably show with about {people} people in this "
    "count of {group} instead of {now}, and as many times more of {reference}."
)
MONTHS_NEEDED = translatable("At the pace of this log that takes about {months} months in all.")
UNDECIDED = translatable("{people} people were left out because no decision is recorded for them.")
UNDECIDED_FEW = translatable("A few people were left out because no decision is recorded for them.")
UNCOUNTED = translatable(
    "Some rows do not say how many people they stand for. These people are missing from all numbers here."
)
GROUP_UNKNOWN = translatable(
    "For {people} people {characteristic} is not known. They are counted and shown, but not compared."
)
STRATUM_UNKNOWN = translatable(
    "For {people} people it is not known which {within} they belong to. They could not be compared with people of the "
    "same {within}."
)
STRATUM_UNKNOWN_SOME = translatable(
    "For some people it is not known which {within} they belong to. They could not be compared with people of the same "
    "{within}."
)
GROUP_UNKNOWN_FEW = translatable(
    "For some people {characteristic} is not known; how many they are is withheld. They are counted, but not compared."
)


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
    `months_needed` how many months of this log that is. None where no number of people would do, or decisions inside
    the same `clusters` hang together: then more clusters would, `growth_needed` times as many. `chosen_low` and
    `chosen_high` are the interval of a ratio that was chosen among as many `comparisons` as the audit made;
    `p_adjusted` allows for the `family` of plain gaps. `reading` says what comparing people of the same `within` does
    to the gap, where that was asked, and `shown_inside` whether a gap is shown there: what it must be told with.
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
    p_value: float = math.nan
    family: int = 0
    comparisons: int = 0
    chosen_low: float = math.nan
    chosen_high: float = math.nan
    is_chosen: bool = False
    within: str = ""
    reading: str = ""
    shown_inside: bool = False
    people_needed: int | None = None
    months_needed: int | None = None
    material_difference: float = math.nan
    known_only: bool = False  # some outcomes are not known: it is about the people whose outcome is
    scored_only: bool = False  # some people have no score: it is about those who have
    is_open: bool = False  # it hangs on people of unknown outcome: whatever came true for them, it lies between these
    open_low: float = math.nan
    open_high: float = math.nan
    # Or on people of unknown group ("groups") or score ("scores"), on "rounding" of counts, or on whether "persons"
    # stand there twice, as long as nobody has said.
    hangs_on: str = ""
    rounded_to: int = 0
    clusters: str = ""  # the column inside which decisions hang together
    growth_needed: float = math.nan  # how many times as many of these would do

    @property
    def worse_off(self) -> str | None:
        """The group that the gap harms, or None where the measure takes no side, or the side is not known."""
        if self.hangs_on or self.is_open:
            return None
        side = harm_of(self.measure, self.effect, self.codebook)
        higher = self.group if self.rate > self.reference_rate else self.reference
        lower = self.reference if higher == self.group else self.group
        return {1: higher, -1: lower, 0: None}[side]

    @property
    def asks_for_people(self) -> bool:
        """Whether more people would tell: there are too few, and not too few known outcomes."""
        return self.verdict == "too_few" and not self.is_open and not self.hangs_on

    @property
    def is_telling(self) -> bool:
        """Whether something is shown: the gap itself, or what becomes of it among people in the same situation."""
        return self.verdict == "shown" or self.shown_inside or self.reading == "differs"

    @property
    def frequencies(self) -> tuple[int, int, int]:
        """Of how many people one speaks, and how many of them in the group and in the reference."""
        return natural_frequencies(self.rate, self.reference_rate, apart=self.verdict == "shown")

    @property
    def is_small(self) -> bool:
        """Whether the gap, shown or not, is less than the one that is taken to matter."""
        return abs(self.rate - self.reference_rate) < self.material_difference

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        hidden = self.reading == "differs" and self.verdict != "shown"
        certainty = speech.say(HIDDEN, within=inside_what(self.codebook, self.within, speech)) if hidden else ""
        said = [self.say_counts(speech), certainty or self.say_certainty(speech), self._say_inside(speech)]
        return begin(self, speech, " ".join(filter(None, said)))

    def say_counts(self, language: Language | str = "en") -> str:
        """Of so many people, so many: the gap without how sure it is."""
        speech = Language.of(language)
        base, n, m = self.frequencies
        said = measure_sentence(self.measure, self.codebook, speech, base=base, n=n, m=m, **self._named(speech))
        said = speech.say(AMONG_SCORED, said=said) if self.scored_only else said
        return speech.say(AMONG_KNOWN, said=said) if self.known_only else said

    def _say_inside(self, speech: Language) -> str:
        """What a plain gap must not be told without: what becomes of it among people in the same situation."""
        if self.verdict != "shown" and self.reading in ("not_comparable", "too_few") and not self.shown_inside:
            none_seen = self.verdict == "not_shown" or self.reading == "not_comparable"
            sentence = INSIDE[self.reading] if none_seen else ""
        elif self.verdict != "shown":
            sentence = SHOWN_INSIDE if self.shown_inside and self.reading != "differs" else ""
        else:
            sentence = "" if self.reading == "cannot_tell" and self.shown_inside else INSIDE.get(self.reading, "")
        return speech.say(sentence, within=inside_what(self.codebook, self.within, speech)) if sentence else ""

    def say_certainty(self, language: Language | str = "en") -> str:
        """How sure the audit is of this gap, in words."""
        speech = Language.of(language)
        if self.is_open:
            if math.isnan(self.open_low) or math.isnan(self.open_high):
                return speech.say(OUTCOMES_OPEN_FEW)
            return speech.say(OUTCOMES_OPEN, **self._ends(speech))
        if self.hangs_on and self.verdict != "shown":
            return self._say_side_open(speech)
        if self.verdict == "shown":
            ratios = {"ratio": self.ratio, "low": self.ratio_low, "high": self.ratio_high}
            told = all(map(math.isfinite, ratios.values())) and self.ratio > 0
            said = {name: in_times(value, speech, fine=True) for name, value in ratios.items()} if told else {}
            barely = self.ratio_low < 1 < self.ratio_high  # test and interval are two sums, which differ by a hair
            parts = [speech.say(SHOWN_BARELY if barely else SHOWN, **said) if told else speech.say(SHOWN_WITHOUT_RATIO)]
            if told and self.is_chosen and self.comparisons > 1:
                parts.append(speech.say(CHOSEN, comparisons=self.comparisons))
            if self.is_small:
                parts.append(speech.say(SHOWN_AND_SMALL, material=in_points(self.material_difference, speech)))
            if self.hangs_on:
                parts.append(self._say_side_open(speech))
            return " ".join(parts)
        if self.verdict == "not_shown":
            return speech.say(NOT_SHOWN, visible=in_points(self.smallest_visible, speech))
        if math.isnan(self.smallest_visible):
            first = speech.say(TOO_FEW_FOR_ANY)
        else:
            first = speech.say(TOO_FEW, visible=in_points(self.smallest_visible, speech))
        return " ".join([first, *self._say_what_would_do(speech)])

    def _ends(self, speech: Language) -> dict[str, str]:
        ends = {"low": self.open_low, "high": self.open_high}
        return {name: in_signed_points(end, speech) for name, end in ends.items()}

    def _say_side_open(self, speech: Language) -> str:
        named = {"characteristic": self.codebook.label(self.characteristic, speech), "step": self.rounded_to}
        if math.isnan(self.open_low) or math.isnan(self.open_high):
            return speech.say(SIDE_OPEN_FEW[self.hangs_on], **named)
        return speech.say(SIDE_OPEN[self.hangs_on], **named, **self._ends(speech))

    def as_chosen(self) -> GapFinding:
        """The finding as it is told alone, chosen among all: with the interval that allows for that."""
        return replace(self, ratio_low=self.chosen_low, ratio_high=self.chosen_high, is_chosen=True)

    def say_chance(self, language: Language | str = "en") -> str:
        """The p-value, as papers need it: alone, and with all comparisons of the audit taken into account."""
        return say_chance(self.p_value, self.p_adjusted, self.family, Language.of(language))

    def _say_what_would_do(self, speech: Language) -> list[str]:
        material = in_points(self.material_difference, speech)
        if self.growth_needed > 1:
            clusters = self.codebook.label(self.clusters, speech)
            times = in_times(self.growth_needed, speech)
            return [speech.say(CLUSTERS_NEEDED, material=material, times=times, clusters=clusters)]
        if self.people_needed is None:
            return []
        numbers = {"people": self.people_needed, "now": self.people}
        said = [speech.say(PEOPLE_NEEDED, material=material, **numbers, **self._named(speech))]
        return said if self.months_needed is None else [*said, speech.say(MONTHS_NEEDED, months=self.months_needed)]


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
        if self.reason == "unknown_stratum":
            sentence = STRATUM_UNKNOWN_SOME if self.people is None else STRATUM_UNKNOWN
            return speech.say(sentence, within=name, **({} if self.people is None else {"people": self.people}))
        if self.people is None:
            return speech.say(GROUP_UNKNOWN_FEW, characteristic=name)
        return speech.say(GROUP_UNKNOWN, people=self.people, characteristic=name)


def inside_what(codebook: Codebook, within: str, speech: Language) -> str:
    """Inside what like is compared with like; several things at once as people say them: "grade and office".

    >>> inside_what(Codebook(), "grade × office", Language("en"))
    'grade and office'
    """
    return speech.list([codebook.label(name, speech) for name in within.split(" × ")], whole=True)
