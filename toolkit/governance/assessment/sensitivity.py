"""How far may a weight move before a level changes? Weights are a choice; a level that hangs on one of them says so."""

from __future__ import annotations

import math
from dataclasses import dataclass

from toolkit.errors import translatable
from toolkit.governance.assessment.answers import value_of, visible
from toolkit.governance.assessment.questionnaire import Question
from toolkit.governance.assessment.scoring import SAME, Score, level_of
from toolkit.languages import Language

_BOTH = translatable("“{question}” weighs {weight}. Below {low} or above {high} the level would change.")
_BELOW = translatable("“{question}” weighs {weight}. Below {low} the level would change; above, it would not.")
_ABOVE = translatable("“{question}” weighs {weight}. Above {high} the level would change; below, it would not.")
_NEVER = translatable("“{question}” weighs {weight}. No weight of this question alone would change the level.")


@dataclass(frozen=True)
class WeightRange:
    """Within which bounds one weight may move, all others as they are, while the level of a dimension stays.

    Attributes
    ----------
    low, high
        0 and infinity where no such weight changes the level.
    """

    question: Question
    dimension: str
    weight: float
    low: float
    high: float

    @property
    def factor(self) -> float:
        """How many times the weight must at least grow or shrink: 2 means doubled or halved; infinite for never."""
        shrink = self.weight / self.low if self.low else math.inf
        return min(shrink, self.high / self.weight)

    def say(self, language: Language | str = "en") -> str:
        """The range in words."""
        speech = Language.of(language)
        values = {"question": self.question.say(speech), "weight": speech.number(self.weight, 1)}
        if self.low:
            values["low"] = speech.number(self.low, 1)
        if math.isfinite(self.high):
            values["high"] = speech.number(self.high, 1)
        sentence = {(True, True): _BOTH, (True, False): _BELOW, (False, True): _ABOVE, (False, False): _NEVER}
        return speech.say(sentence["low" in values, "high" in values], **values)


def weight_ranges(scored: Score, dimension: str) -> tuple[WeightRange, ...]:
    """How far the weight of each question may move before the level of a dimension changes, the nearest first.

    What remains is monotone in each weight, so the points at which it crosses a bound are solved for, not searched.
    """
    asked, found = scored.asked, []
    for one in asked.questions:
        weight = asked.weight(one.id, dimension)
        if one.kind != "open" and weight:
            crossings = _crossings(scored, dimension, one, weight)
            low = max((at for at in crossings if at < weight), default=0.0)
            high = min((at for at in crossings if at >= weight), default=math.inf)
            found.append(WeightRange(one, dimension, weight, low, high))
    return tuple(sorted(found, key=lambda one: one.factor))


def _crossings(scored: Score, dimension: str, one: Question, weight: float) -> list[float]:
    """The weights of a question at which what remains meets a bound and crosses it."""
    asked, dimensioned = scored.asked, scored[dimension]
    total = asked.total(one.kind, dimension)
    seen = {each.id for each in visible(asked, scored.answers)}
    value = (value_of(asked, one, scored.answers) or 0.0) if one.id in seen else 0.0
    share = dimensioned.risk if one.kind == "risk" else dimensioned.relief / asked.weights.most_relief
    reached, rest = share * total - weight * value, total - weight
    crossings = []
    for bound in asked.weights.levels:
        if one.kind == "risk":
            aim = bound / (1 - dimensioned.relief)
        elif dimensioned.risk > 0:
            aim = (1 - bound / dimensioned.risk) / asked.weights.most_relief
        else:
            continue
        if abs(value - aim) <= SAME:
            continue
        at = (aim * rest - reached) / (value - aim)
        if at > 0 and math.isfinite(at):
            crossings.append(at)
    return [at for at in crossings if _changes(scored, dimension, one, at)]


def _changes(scored: Score, dimension: str, one: Question, at: float) -> bool:
    """Whether the level is another just before this weight than just after it."""
    levels = {
        level_of(remaining_at(scored, dimension, one, at * factor), scored.asked.weights.levels)
        for factor in (1 - 1e-6, 1 + 1e-6)
    }
    return len(levels) > 1


def remaining_at(scored: Score, dimension: str, one: Question, weight: float) -> float:
    """What would remain in a dimension if one question weighed so much."""
    asked, dimensioned = scored.asked, scored[dimension]
    before, total = asked.weight(one.id, dimension), asked.total(one.kind, dimension)
    seen = {each.id for each in visible(asked, scored.answers)}
    value = (value_of(asked, one, scored.answers) or 0.0) if one.id in seen else 0.0
    most = asked.weights.most_relief
    share = dimensioned.risk if one.kind == "risk" else dimensioned.relief / most
    moved = (share * total + (weight - before) * value) / (total + weight - before)
    return moved * (1 - dimensioned.relief) if one.kind == "risk" else dimensioned.risk * (1 - most * moved)
