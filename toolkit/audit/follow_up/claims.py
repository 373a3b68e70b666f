"""Answer their number: what an accuracy that somebody claims leaves out, and what to ask for.

A share of right decisions mixes two kinds of wrong ones. Where what is looked for is rare, a system that never picks
anybody is nearly always right. Source: C. D. Manning, P. Raghavan and H. Schütze, Introduction to Information
Retrieval (2008), ch. 8; the bounds follow from the four cells of a decision and its outcome.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from numbers import Real

from toolkit.audit.arguments import check_kind, shown
from toolkit.audit.counting.counts import UNKNOWN
from toolkit.audit.findings.numbers import natural_frequencies
from toolkit.audit.publication.published import Published
from toolkit.errors import AuditError, translatable
from toolkit.languages import Language
from toolkit.registers.codebook import Codebook

LEFT_OUT = translatable(
    "An accuracy of {accuracy} % does not say who the system is wrong about, nor in which direction. It leaves out, "
    "for each group: of the people who {came_untrue}, how many {affected} all the same; of the people who {came_true}, "
    "how many {affected}."
)
NEVER_WRONG = translatable(
    "An accuracy of {accuracy} % says that the system was wrong about nobody, in no group. One person for whom it was "
    "wrong shows that this is not so. It leaves out how that was measured."
)
ALWAYS_NO = translatable("A system that always says no would be right for {n} of 100 {group}.")
ALWAYS_NO_BEATS = translatable(
    "A system that always says no would be right for {n} of 100 {group}: no less often than is claimed here."
)
COULD_HIDE = translatable(
    "Even if the accuracy were the same in every group, {n} of {base} {group} who {came_untrue} could be picked "
    "wrongly, and {m} of {base} {reference}. That is what the number could hide, not what was found."
)
NO_BASE_RATES = translatable(
    "“{value}” tells no base rates. Give an audit, or how often what is looked for is true in each group, such as "
    "{{“women”: 0.1, “men”: 0.2}}; an empty {{}} if nobody knows."
)
QUESTIONS = (
    translatable(
        "For each group: how many people {came_untrue}, and how many of them {affected}? Please send both numbers."
    ),
    translatable("For each group: how many people {affected}, and how many of them {came_true}? Both numbers again."),
    translatable(
        "On whom was the accuracy measured, when and by whom? And how is it known what was true for people who "
        "{spared}?"
    ),
)


@dataclass(frozen=True)
class ClaimAnswer:
    """An accuracy that was claimed, next to what it can hide.

    Attributes
    ----------
    base_rates : tuple of (group, float)
        How often what is looked for was true in each group.
    always_no : tuple of (group, float)
        How often a system that never picks anybody would be right.
    group, reference, largest_gap
        Between which two groups the false positive rates could lie furthest apart with this accuracy in both, and how
        far. It is a bound, not a finding. Empty and NaN for fewer than two groups.
    """

    claimed_accuracy: float
    base_rates: tuple[tuple[str, float], ...]
    characteristic: str = ""
    codebook: Codebook = field(default_factory=Codebook, repr=False, compare=False)

    @property
    def always_no(self) -> tuple[tuple[str, float], ...]:
        return tuple((group, 1 - rate) for group, rate in self.base_rates)

    @property
    def group(self) -> str:
        return self._furthest[0]

    @property
    def reference(self) -> str:
        return self._furthest[1]

    @property
    def largest_gap(self) -> float:
        return self._furthest[2] - self._furthest[3]

    def questions(self, language: Language | str = "en") -> tuple[str, ...]:
        """Three questions to send."""
        speech = Language.of(language)
        phrases = self._phrases(speech)
        return tuple(speech.say(question, **phrases) for question in QUESTIONS)

    def say(self, language: Language | str = "en") -> str:
        """What the number leaves out and can hide, and the questions to send."""
        return " ".join([self.say_answer(language), *self.questions(language)])

    def say_answer(self, language: Language | str = "en") -> str:
        """What the number leaves out and can hide."""
        speech = Language.of(language)
        phrases = self._phrases(speech)
        percent = self.claimed_accuracy * 100
        # Of more than 99.9 with so many digits that it does not read like 100.
        told = range(10) if percent > 99.9 else range(2)
        decimals = next((places for places in told if abs(round(percent, places) - percent) < 1e-9), told[-1])
        accuracy = speech.number(percent, decimals=decimals)
        sentence = NEVER_WRONG if self.claimed_accuracy == 1 else LEFT_OUT
        said = [speech.say(sentence, accuracy=accuracy, **phrases)]
        for group, right in self.always_no:
            sentence = ALWAYS_NO_BEATS if right >= self.claimed_accuracy else ALWAYS_NO
            said.append(speech.say(sentence, n=round(100 * right), group=self._people(group, speech)))
        group, reference, most, least = self._furthest
        base, n, m = natural_frequencies(most, least, apart=True) if most > least else (0, 0, 0)
        if n > m:  # who is never wrong hides nothing
            people = {"group": self._people(group, speech), "reference": self._people(reference, speech)}
            said.append(speech.say(COULD_HIDE, base=base, n=n, m=m, **people, **phrases))
        return " ".join(said)

    @property
    def _furthest(self) -> tuple[str, str, float, float]:
        """The two groups, and the highest and lowest false positive rate that this accuracy allows them.

        Wrong decisions are a share 1 − accuracy of a group. All of them can be false positives, as far as there are
        people to be wrong about; or as few as are left when everybody the outcome came true for was missed.
        """
        wrong = 1 - self.claimed_accuracy
        spread = [
            (name, min(1.0, wrong / (1 - rate)), max(0.0, (wrong - rate) / (1 - rate)))
            for name, rate in self.base_rates
            if rate < 1
        ]
        pairs = [(one[0], other[0], one[1], other[2]) for one in spread for other in spread if one is not other]
        return max(pairs, key=lambda pair: pair[2] - pair[3], default=("", "", math.nan, math.nan))

    def _phrases(self, speech: Language) -> dict[str, str]:
        return {key: self.codebook.phrase(key, speech) for key in ("affected", "spared", "came_true", "came_untrue")}

    def _people(self, group: str, speech: Language) -> str:
        return self.codebook.people(self.characteristic, group, speech)


def answer_claim(
    claimed_accuracy: float,
    base_rates: Mapping[str, float] | Published,
    characteristic: str | None = None,
    codebook: Codebook | None = None,
) -> ClaimAnswer:
    """What to answer when somebody says: "our system is right in 92 of 100 cases".

    Parameters
    ----------
    claimed_accuracy : float
        The share of right decisions that is claimed, from 0 to 1.
    base_rates : mapping from group to share, or Published
        How often what is looked for is true in each group; an audit's published base rates. Empty if nobody knows: the
        questions can be sent all the same.
    characteristic : str, optional
        Which groups of an audit; its first characteristic if left out.
    codebook : Codebook, optional
        Words for what happened to people, where there is no audit.

    Raises
    ------
    AuditError

    Examples
    --------
    >>> answer = answer_claim(0.9, {"women": 0.1, "men": 0.2})
    >>> answer.group, answer.reference, round(answer.largest_gap, 3)
    ('men', 'women', 0.125)
    """
    check_kind("codebook", codebook, Codebook, "Codebook")
    check_kind("characteristic", characteristic, str, "text")
    codebook = codebook or Codebook()
    if not isinstance(base_rates, (Mapping, Published)):
        raise AuditError(NO_BASE_RATES, value=shown(base_rates))
    if isinstance(base_rates, Published):
        codebook = base_rates.codebook
        characteristic = characteristic or base_rates.characteristics[0]
        base_rates = _published_base_rates(base_rates, characteristic)
    for value in (claimed_accuracy, *base_rates.values()):
        if not isinstance(value, Real) or isinstance(value, bool) or not 0 <= value <= 1:
            raise AuditError(
                translatable("“{value}” is no share. Give accuracy and base rates as numbers between 0 and 1."),
                value=shown(value),
            )
    rates = tuple((str(group), float(rate)) for group, rate in base_rates.items())
    return ClaimAnswer(float(claimed_accuracy), rates, characteristic or "", codebook)


def _published_base_rates(result: Published, characteristic: str) -> dict[str, float]:
    found = {}
    for group in result.groups(characteristic):
        if group == UNKNOWN:
            continue
        try:
            true, people = result.people(characteristic, group, "base_rate")
        except AuditError:
            continue  # withheld, or nobody knows what turned out true
        if people:
            found[group] = true / people
    if not found:
        raise AuditError(
            translatable(
                "The audit shows no base rate by “{characteristic}”. Give the base rates yourself: how often what is "
                "looked for is true in each group."
            ),
            characteristic=characteristic,
        )
    return found
