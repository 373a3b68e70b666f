"""What the audit says about gaps among people in the same situation: who could be compared comes first."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from toolkit.audit.comparing.readings import QUALIFIED, SEEN_INSIDE
from toolkit.audit.findings.finding import CHOSEN, INSIDE, Finding, inside_what
from toolkit.audit.findings.measure_words import AMONG_FIRST, measure_among, measure_of_people
from toolkit.audit.findings.numbers import in_times, is_about_one, is_cut, say_chance
from toolkit.audit.findings.worse_off import begin, harm_of
from toolkit.languages import Language, translatable

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
    "differs": translatable(
        "Among people of the same {within} there is no one answer about {group} and {reference}: the gap differs from "
        "one {within} to the other by more than chance would make it. One figure for all would hide that."
    ),
    "cannot_tell": translatable(
        "What comparing people of the same {within} does to the gap between {group} and {reference} cannot be told: "
        "{adjusted} times as often, between {low} and {high}; without that comparison {crude} times. The step between "
        "the two could be chance."
    ),
    "too_few": translatable(
        "Too few people to tell whether {group} and {reference} of the same {within} are treated differently."
    ),
    "not_comparable": translatable(
        "Nobody could be compared with people of the same {within}: no {within} that is known holds both {group} and "
        "{reference}. "
        "Whether people in the same situation are treated differently is not known. Ask how people come to be in each "
        "{within}: a gap can sit there."
    ),
}
REMAINS_NOT_SHOWN = translatable(
    "Compared with people of the same {within}, {group} {affected} {adjusted} times as often as {reference} (between "
    "{low} and {high}; without that comparison {crude} times). The gap is as large as before, so {within} does not "
    "explain it; taken alone, this comparison does not rule out chance."
)
REMAINS_CORRECTED = translatable(
    "Compared with people of the same {within}, {group} {affected} {adjusted} times as often as {reference} (between "
    "{low} and {high}; without that comparison {crude} times). The gap is as large as before, so {within} does not "
    "explain it; as this is one of many comparisons, it does not rule out chance."
)
# Where the gap inside, or the plain one, is none: "as often" instead of "1 times as often".
AS_OFTEN_INSIDE = {
    "disappears": translatable(
        "Compared with people of the same {within}, the gap between {group} and {reference} is no longer seen (about "
        "as often, between {low} and {high} times; without that comparison {crude} times). Ask how people come to be "
        "in each {within}: a gap can sit there."
    ),
    "cannot_tell": translatable(
        "What comparing people of the same {within} does to the gap between {group} and {reference} cannot be told: "
        "about as often, between {low} and {high} times; without that comparison {crude} times. The step between the "
        "two could be chance."
    ),
}
AS_OFTEN_BEFORE = {
    "appears": translatable(
        "Only when compared with people of the same {within} a gap is seen: {group} {affected} {adjusted} times as "
        "often as {reference} (between {low} and {high}; without that comparison about as often)."
    ),
    "too_few": translatable(
        "Among those compared, {group} {affected} {adjusted} times as often as {reference} (between {low} and {high}). "
        "That does not speak for the others; without that comparison it is about as often."
    ),
}
MOSTLY_GONE = translatable(
    "Compared with people of the same {within}, most of the gap between {group} and {reference} is gone: {adjusted} "
    "times as often, between {low} and {high}; without that comparison {crude} times. What is left could be chance, as "
    "it is one of many comparisons. Ask how people come to be in each {within}: a gap can sit there."
)
PARTLY_GONE = translatable(
    "Compared with people of the same {within}, the gap between {group} and {reference} gets smaller, by more than "
    "chance would make it: {adjusted} times as often, between {low} and {high}; without that comparison {crude} times. "
    "How much of it is left, if any, cannot be told."
)
CANNOT_TELL_SIZE = translatable(
    "Compared with people of the same {within}, {group} {affected} {adjusted} times as often as {reference} (between "
    "{low} and {high}; without that comparison {crude} times). A gap is there, and not the same as without that "
    "comparison; by how much it differs cannot be told."
)
BARELY_INSIDE = translatable(
    "As the range between {low} and {high} times still holds “as often”, this gap is at the very edge of what chance "
    "alone would make."
)
# Where nobody of one group was selected, or the figures are withheld.
THERE_WITHOUT_RATIO = translatable(
    "Compared with people of the same {within}, a gap between {group} and {reference} is there; how many times as "
    "often cannot be said."
)
OPEN_WITHOUT_RATIO = translatable(
    "What comparing people of the same {within} does to the gap between {group} and {reference} cannot be said in "
    "numbers."
)
REMAINS_SIZE_OPEN = translatable("Whether it is smaller or larger than before cannot be told.")
CANNOT_TELL_SHOWN = translatable(
    "Compared with people of the same {within}, {group} {affected} {adjusted} times as often as {reference} (between "
    "{low} and {high}; without that comparison {crude} times). A gap is there; whether it is larger or smaller than "
    "without that comparison cannot be told."
)
TOO_FEW_SHOWN = translatable(
    "Among those compared, {group} {affected} {adjusted} times as often as {reference} (between {low} and {high}). "
    "That does not speak for the others; without that comparison it is {crude} times."
)
TOO_FEW_COMPARED = translatable(
    "That is too few to say what becomes of the gap between {group} and {reference} among people of the same {within}."
)
DISAPPEARS_NOT_EQUAL = translatable(
    "This does not show equal treatment: with this many people, any gap between {low} and {high} times fits as well."
)
COVERED = translatable(
    "{compared} of {people} people could be compared with people of the other group inside the same {within}; what "
    "follows is about them."
)
COVERED_FEW = translatable(
    "Only {compared} of {people} people could be compared with people of the other group inside the same {within}."
)
MANY_UNKNOWN = translatable(
    "For many people it is not known which {within} they belong to; they could not be compared."
)
APART_MORE = translatable(
    "In {within} {strata}: {group} {affected} more often than {reference}, by more than chance would make it."
)
APART_LESS = translatable(
    "In {within} {strata}: {group} {affected} less often than {reference}, by more than chance would make it."
)
APART_WITHHELD = translatable("In which {within} cannot be shown in full: so few people could be recognised there.")
FEW_COVERED = 0.5
WITHOUT_NUMBERS = ("differs", "not_comparable", "too_few")


@dataclass(frozen=True)
class Inside:
    """A stratum named by a finding: its values, and how often each group was selected of how many, as published."""

    stratum: tuple[str, ...]
    selected: int
    people: int
    selected_reference: int
    people_reference: int

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        """Selected and all of the group, selected and all of the reference."""
        return self.selected, self.people, self.selected_reference, self.people_reference

    @property
    def turned(self) -> Inside:
        """The two groups exchanged: the stratum from the side of the reference."""
        return Inside(self.stratum, self.selected_reference, self.people_reference, self.selected, self.people)

    @property
    def more(self) -> bool:
        """Whether the group was selected more often there."""
        return self.selected * self.people_reference > self.selected_reference * self.people


@dataclass(frozen=True)
class AdjustedFinding(Finding):
    """A gap before and after comparing like with like.

    `shown_inside` tells whether a gap is shown among people of the same stratum, with all `comparisons` taken into
    account; `chosen_low` and `chosen_high` are the interval of a gap that was chosen among so many.
    """

    kind: str = field(init=False, default="adjusted")
    within: str = ""
    crude_ratio: float = math.nan
    adjusted_ratio: float = math.nan
    adjusted_ratio_low: float = math.nan
    adjusted_ratio_high: float = math.nan
    odds_ratio: float = math.nan
    reading: str = "too_few"
    effect: str = "burden"
    shown_inside: bool | None = None
    steady: bool = True
    beyond_chance: bool = False  # the step between before and after
    side_open: bool = False  # it hangs on people of unknown group, or on rounding
    enough: bool = True
    people: int | None = None
    people_compared: int | None = None
    p_value: float = math.nan
    p_adjusted: float = math.nan
    family: int = 0
    comparisons: int = 0
    chosen_low: float = math.nan
    chosen_high: float = math.nan
    is_chosen: bool = False
    apart: tuple[Inside, ...] = ()
    apart_withheld: bool = False

    @property
    def worse_off(self) -> str | None:
        """The group that the gap inside the strata harms, where one is seen; None where strata disagree."""
        side = harm_of(self.measure, self.effect, self.codebook)
        if not self.is_there or not side or not math.isfinite(self.adjusted_ratio) or self.side_open:
            return None
        return self.group if (self.adjusted_ratio > 1) == (side > 0) else self.reference

    @property
    def turned(self) -> AdjustedFinding:
        """The same gap, told from the side of the reference."""

        def inverse(ratio: float) -> float:
            return 1 / ratio if ratio else math.inf

        return replace(
            self,
            group=self.reference,
            reference=self.group,
            crude_ratio=inverse(self.crude_ratio),
            adjusted_ratio=inverse(self.adjusted_ratio),
            adjusted_ratio_low=inverse(self.adjusted_ratio_high),
            adjusted_ratio_high=inverse(self.adjusted_ratio_low),
            odds_ratio=inverse(self.odds_ratio),
            chosen_low=inverse(self.chosen_high),
            chosen_high=inverse(self.chosen_low),
            apart=tuple(one.turned for one in self.apart),
        )

    @property
    def is_there(self) -> bool:
        """Whether a gap is shown among people in the same situation, and speaks for the two groups as a whole."""
        return self.is_seen and self.reading not in ("disappears", "differs", "too_few", "not_comparable")

    @property
    def is_seen(self) -> bool:
        """Whether a gap is shown inside; as the reading says it where nothing else was recorded."""
        if self.shown_inside is not None:
            return self.shown_inside
        return self.reading == "appears" or (self.verdict == "shown" and self.reading in SEEN_INSIDE)

    @property
    def is_qualified(self) -> bool:
        """Whether the plain gap must not be told without what comparing like with like does to it."""
        return self.reading in QUALIFIED and not (self.reading == "cannot_tell" and self.is_seen)

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        said = [*self._say_coverage(speech), self._say_reading(speech)]
        words = self._words(speech)
        if self.reading == "disappears" and self.adjusted_ratio_low <= 1 <= self.adjusted_ratio_high:
            said.append(speech.say(DISAPPEARS_NOT_EQUAL, low=words["low"], high=words["high"]))
        if self.is_there and self.adjusted_ratio_low < 1 < self.adjusted_ratio_high:
            said.append(speech.say(BARELY_INSIDE, low=words["low"], high=words["high"]))
        if self.reading == "remains" and self.is_seen and not self.steady and self._has_ratios:
            said.append(speech.say(REMAINS_SIZE_OPEN))
        if self.is_chosen and self.comparisons > 1 and self.reading not in ("differs", "not_comparable"):
            said.append(speech.say(CHOSEN, comparisons=self.comparisons))
        whole = " ".join([*said, *self._say_apart(speech)])
        who = measure_among(self.measure, self.codebook, speech)
        return begin(self, speech, speech.say(AMONG_FIRST, who=who, headline=whole) if who else whole)

    def as_chosen(self) -> AdjustedFinding:
        """The finding as it is told alone, chosen among all: with the interval that allows for that."""
        low, high = self.chosen_low, self.chosen_high
        return replace(self, adjusted_ratio_low=low, adjusted_ratio_high=high, is_chosen=True)

    def say_chance(self, language: Language | str = "en") -> str:
        """The p-value, as papers need it."""
        return say_chance(self.p_value, self.p_adjusted, self.family, Language.of(language))

    @property
    def _has_ratios(self) -> bool:
        ratios = (self.crude_ratio, self.adjusted_ratio, self.adjusted_ratio_low, self.adjusted_ratio_high)
        return all(map(math.isfinite, ratios)) and self.adjusted_ratio > 0

    def _words(self, speech: Language) -> dict[str, str]:
        ratios = {
            "crude": self.crude_ratio,
            "adjusted": self.adjusted_ratio,
            "low": self.adjusted_ratio_low,
            "high": self.adjusted_ratio_high,
        }
        inside = (self.adjusted_ratio, self.adjusted_ratio_low, self.adjusted_ratio_high)
        return {
            "within": inside_what(self.codebook, self.within, speech),
            "affected": measure_of_people(self.measure, self.codebook, speech),
            **{name: in_times(ratio, speech, fine=True, cut=is_cut(*inside)) for name, ratio in ratios.items()},
            **self._named(speech),
        }

    def _say_reading(self, speech: Language) -> str:
        words = self._words(speech)
        if self.reading == "too_few" and not self.enough:
            said = speech.say(TOO_FEW_COMPARED, **words)
            if not self.is_seen or not self._has_ratios:
                return said
            alone = AS_OFTEN_BEFORE["too_few"] if is_about_one(self.crude_ratio) else TOO_FEW_SHOWN
            return f"{said} {speech.say(alone, **words)}"
        if self.reading not in WITHOUT_NUMBERS and not self._has_ratios:
            return self._say_without_ratio(speech, words)
        return speech.say(self._sentence(), **words)

    def _say_without_ratio(self, speech: Language, words: dict[str, str]) -> str:
        first = [THERE_WITHOUT_RATIO] if self.is_seen else [] if self.reading == "disappears" else [OPEN_WITHOUT_RATIO]
        then = [INSIDE[self.reading]] if self.reading in ("reverses", "disappears") else []
        return " ".join(speech.say(sentence, **words) for sentence in (*first, *then))

    def _sentence(self) -> str:
        """Which sentence says the reading, and nothing beyond what its numbers hold."""
        if self.reading in WITHOUT_NUMBERS:
            return READINGS[self.reading]
        beyond_one = not self.adjusted_ratio_low <= 1 <= self.adjusted_ratio_high
        if self.reading == "disappears" and beyond_one:
            return MOSTLY_GONE
        if self.reading == "remains" and self.verdict == "shown" and not self.is_seen:
            return REMAINS_CORRECTED if beyond_one else REMAINS_NOT_SHOWN
        if self.reading == "cannot_tell" and self.beyond_chance:
            return CANNOT_TELL_SIZE if self.is_seen else PARTLY_GONE
        before = self.is_seen and is_about_one(self.crude_ratio)
        if before and self.reading in AS_OFTEN_BEFORE:
            return AS_OFTEN_BEFORE[self.reading]
        if not self.is_seen and is_about_one(self.adjusted_ratio) and self.reading in AS_OFTEN_INSIDE:
            return AS_OFTEN_INSIDE[self.reading]
        if self.reading == "cannot_tell" and self.is_seen:
            return CANNOT_TELL_SHOWN
        return READINGS[self.reading]

    def _say_coverage(self, speech: Language) -> list[str]:
        """Who could be compared, before anything is said about them; nothing where that is everybody."""
        if self.reading == "not_comparable" or self.people is None or self.people_compared is None:
            return []
        within = inside_what(self.codebook, self.within, speech)
        numbers = {"compared": self.people_compared, "people": self.people}
        few = self.people_compared < FEW_COVERED * self.people
        said = []
        if self.people_compared < self.people:
            said.append(speech.say(COVERED_FEW if few else COVERED, within=within, **numbers))
        if not self.enough and not few:
            said.append(speech.say(MANY_UNKNOWN, within=within))
        return said

    def _say_apart(self, speech: Language) -> list[str]:
        if self.reading != "differs":
            return []
        words, said = self._words(speech), []
        for sentence, more in ((APART_MORE, True), (APART_LESS, False)):
            names = [self._say_stratum(one.stratum, speech) for one in self.apart if one.more == more]
            if names:
                said.append(speech.say(sentence, strata=speech.list(names), **words))
        if self.apart_withheld:
            said.append(speech.say(APART_WITHHELD, within=words["within"]))
        return said

    def _say_stratum(self, stratum: tuple[str, ...], speech: Language) -> str:
        names = self.within.split(" × ") if len(stratum) > 1 else [self.within]
        pairs = zip(names, stratum, strict=False)
        return " × ".join(self.codebook.label(name, speech, value) for name, value in pairs)
