"""What limits an audit, and what error rates say together: findings beside the plain gaps.

Sources: G. Becker, The Economics of Discrimination (1957), and J. Knowles, N. Persson and P. Todd, Journal of
Political Economy 109 (2001) 203-229 (outcome test); C. Simoiu, S. Corbett-Davies and S. Goel, Annals of Applied
Statistics 11 (2017) 1193-1216 (its limits: infra-marginality); M. Hardt, E. Price and N. Srebro, NeurIPS 2016
(equal opportunity, equalized odds); C. Manski, Partial Identification of Probability Distributions (2003).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from toolkit.audit.findings.finding import Finding, GapFinding
from toolkit.audit.findings.numbers import in_signed_points, in_times
from toolkit.audit.measures.supported import KnownFor
from toolkit.languages import Language, translatable

SELECTIVE_LABELS = {
    "selected": translatable(
        "What turned out true is only known for people who {affected}. Nobody looked among the others, so nobody can "
        "say how often the system missed somebody or was wrong about those it passed over. The measures that need this "
        "are left out."
    ),
    "spared": translatable(
        "What turned out true is only known for people who {spared}. For the others it cannot be seen any more, so "
        "nobody can say how often the system was wrong about them. The measures that need this are left out."
    ),
}
PARTLY_KNOWN = {
    "selected": translatable(
        "What turned out true is known far more often for people who {affected} than for people who {spared}. Numbers "
        "that put both together would mostly count who was looked at, even if these were drawn by lot. The measures "
        "that need this are left out."
    ),
    "spared": translatable(
        "What turned out true is known far more often for people who {spared} than for people who {affected}. Numbers "
        "that put both together would mostly count who was looked at, even if these were drawn by lot. The measures "
        "that need this are left out."
    ),
}
KNOWN_OF = {
    "affected": translatable("It is known for {known} of {people} people who {affected}."),
    "spared": translatable("It is known for {known} of {people} people who {spared}."),
}
OUTCOME_TEST = translatable(
    "What can be compared is how often people who {affected} also {came_true}, group by group (the outcome test). If "
    "this happens less often in one group, the bar may be lower for that group. Caution: the groups can also differ in "
    "how many people are far from the bar, and then the shares differ without a different bar. Ask for a random sample "
    "of people that is looked at whatever the system says, and compare with that."
)
BOUNDS = translatable(
    "For {people} people {characteristic} is not known, and the gap between {group} and {reference} hangs on them. "
    "Depending on which group they belong to, the difference lies anywhere between {low} and {high} percentage points, "
    "so it could be on either side. Ask for the missing entries before you build on this gap."
)
ROUNDING = translatable(
    "The counts were rounded to multiples of {step} before they were published. Before rounding, {group} {affected} "
    "between {low} and {high} times as often as {reference}; where exactly cannot be known from these counts."
)
ROUNDING_OPEN = translatable(
    "The counts were rounded to multiples of {step} before they were published. They are too small for that: how many "
    "times as often {group} {affected} as {reference} cannot be known from these counts."
)
EQUALIZED_ODDS = translatable(
    "Equal opportunity asks that people who {came_true} are treated alike in every group; equalized odds asks the same "
    "of people who {came_untrue} as well. The two gaps:"
)


@dataclass(frozen=True)
class SelectiveLabelsFinding(Finding):
    """What turned out is known for the people of one decision alone, or nearly; some measures are switched off.

    `known_selected` and `known_spared` say of how many people of each decision it is known, and of how many in all;
    None where that is withheld, or not one outcome is known on the other side.
    """

    kind: str = field(init=False, default="selective_labels")
    known_for: KnownFor = "selected"
    left_out: tuple[str, ...] = ()
    known_selected: tuple[int, int] | None = None
    known_spared: tuple[int, int] | None = None
    none_known: bool = True  # on the other side

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        phrases = {key: self.codebook.phrase(key, speech) for key in ("affected", "spared")}
        if self.none_known:
            return speech.say(SELECTIVE_LABELS[self.known_for], **phrases)
        said = [speech.say(PARTLY_KNOWN[self.known_for], **phrases)]
        for key, numbers in (("affected", self.known_selected), ("spared", self.known_spared)):
            if numbers is not None:
                said.append(speech.say(KNOWN_OF[key], known=numbers[0], people=numbers[1], **phrases))
        return " ".join(said)


@dataclass(frozen=True)
class OutcomeTestFinding(Finding):
    """What can still be compared where outcomes are known for the selected alone, and what that cannot show."""

    kind: str = field(init=False, default="outcome_test")

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        phrases = {key: self.codebook.phrase(key, speech) for key in ("affected", "came_true")}
        return speech.say(OUTCOME_TEST, **phrases)


@dataclass(frozen=True)
class BoundsFinding(Finding):
    """A shown gap that could lie on the other side, depending on who the people of unknown group are."""

    kind: str = field(init=False, default="bounds")
    people: int = 0
    gap_low: float = math.nan
    gap_high: float = math.nan

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        return speech.say(
            BOUNDS,
            people=self.people,
            characteristic=self.codebook.label(self.characteristic, speech),
            low=in_signed_points(self.gap_low, speech),
            high=in_signed_points(self.gap_high, speech),
            **self._named(speech),
        )


@dataclass(frozen=True)
class RoundingFinding(Finding):
    """How far the headline ratio can be trusted where the counts were rounded before they were published."""

    kind: str = field(init=False, default="rounding")
    rounded_to: int = 10
    ratio_low: float = math.nan
    ratio_high: float = math.nan

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        words = {"step": self.rounded_to, "affected": self.codebook.phrase("affected", speech)} | self._named(speech)
        if not (math.isfinite(self.ratio_low) and math.isfinite(self.ratio_high)):
            return speech.say(ROUNDING_OPEN, **words)
        return speech.say(
            ROUNDING, low=in_times(self.ratio_low, speech), high=in_times(self.ratio_high, speech), **words
        )


@dataclass(frozen=True)
class EqualizedOddsFinding(Finding):
    """Equal opportunity and equalized odds, read from the gaps among those it came true for and the others."""

    kind: str = field(init=False, default="equalized_odds")
    opportunity: GapFinding = field(default_factory=GapFinding)  # true_positive_rate
    alarms: GapFinding = field(default_factory=GapFinding)  # false_positive_rate

    def say(self, language: Language | str = "en") -> str:
        speech = Language.of(language)
        phrases = {key: self.codebook.phrase(key, speech) for key in ("came_true", "came_untrue")}
        first = speech.say(EQUALIZED_ODDS, **phrases)
        return " ".join([first, self.opportunity.say(speech), self.alarms.say(speech)])
