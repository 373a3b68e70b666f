"""Two scores side by side: the employer's and the union's, and which answers drive the difference.

The difference of what remains is split exactly: with risk R and relief L, ``R₁(1−L₁) − R₂(1−L₂)`` is the difference
of the risks at the middle of both reliefs less the difference of the reliefs at the middle of both risks; each of these
is a sum over questions. So the drivers add up to the difference, whichever side comes first.
"""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.errors import DataError, translatable
from toolkit.governance.assessment.answers import Answers, value_of, visible
from toolkit.governance.assessment.questionnaire import DIMENSIONS, UNKNOWN, Question, Questionnaire
from toolkit.governance.assessment.scoring import SAME, Score, shares
from toolkit.languages import Language

NOT_THE_SAME = translatable(
    "These two scores were made with different questions or weights. Score both sides with the same ones."
)
_MORE = translatable("{dimension}: our answers leave {ours}, theirs {theirs}: {points} points more in ours.")
_LESS = translatable("{dimension}: our answers leave {ours}, theirs {theirs}: {points} points less in ours.")
_SAME = translatable("{dimension}: both leave {ours}. That the numbers meet does not mean that the answers do.")
_NOTHING = translatable("{dimension}: at least one side has answered nothing about risks here; there is no comparison.")
_DRIVER = translatable("“{question}”: we say “{ours}”, they say “{theirs}” ({points} points).")
_OPEN = translatable("no answer yet")
_NOT_ASKED = translatable("does not arise")


@dataclass(frozen=True)
class Driver:
    """What one question adds to the difference of a dimension; above zero where it makes ours the graver."""

    question: Question
    amount: float
    ours: tuple[str, ...] | None
    theirs: tuple[str, ...] | None
    asked_ours: bool = True
    asked_theirs: bool = True

    def say(self, language: Language | str = "en") -> str:
        """Both answers and how many points they make."""
        speech = Language.of(language)
        return speech.say(
            _DRIVER,
            question=self.question.say(speech),
            ours=_told(self.question, self.ours, self.asked_ours, speech),
            theirs=_told(self.question, self.theirs, self.asked_theirs, speech),
            points=_points(self.amount, speech),
        )


@dataclass(frozen=True)
class Difference:
    """One dimension of two scores: what each leaves, and the questions that drive the difference, the largest first."""

    dimension: str
    ours: float
    theirs: float
    compared: bool
    drivers: tuple[Driver, ...]
    asked: Questionnaire

    @property
    def amount(self) -> float:
        """Ours less theirs."""
        return self.ours - self.theirs

    def say(self, language: Language | str = "en") -> str:
        """Both numbers and how far they lie apart."""
        speech = Language.of(language)
        named = self.asked.say(f"dimensions.{self.dimension}", speech)
        if not self.compared:
            return speech.say(_NOTHING, dimension=named)
        shown = {"ours": speech.percent(self.ours), "theirs": speech.percent(self.theirs)}
        if shown["ours"] == shown["theirs"]:
            return speech.say(_SAME, dimension=named, ours=shown["ours"])
        sentence = _MORE if self.amount > 0 else _LESS
        # Whoever takes one share from the other is to come to the same number.
        apart = abs(round(self.ours * 100) - round(self.theirs * 100))
        points = speech.number(apart) if apart else speech.number(abs(self.amount) * 100, 1)
        return speech.say(sentence, dimension=named, points=points, **shown)


def compare_scores(ours: Score, theirs: Score) -> tuple[Difference, ...]:
    """Hold the union's score beside the employer's, dimension by dimension.

    Raises
    ------
    DataError
        If they were made with different questions or weights.
    """
    if ours.asked != theirs.asked:
        raise DataError(NOT_THE_SAME)
    return tuple(_of_dimension(ours, theirs, dimension) for dimension in DIMENSIONS)


def _of_dimension(ours: Score, theirs: Score, dimension: str) -> Difference:
    asked = ours.asked
    mine, yours = ours[dimension], theirs[dimension]
    seen = [{one.id for one in visible(asked, side.answers)} for side in (ours, theirs)]
    middle_left = 1 - (mine.relief + yours.relief) / 2
    middle_risk = (mine.risk + yours.risk) / 2
    amounts: dict[str, float] = {}
    for kind, factor in (("risk", middle_left), ("safeguard", -asked.weights.most_relief * middle_risk)):
        first, second = (
            shares(asked, side.answers, dimension, "risk" if kind == "risk" else "safeguard") for side in (ours, theirs)
        )
        for id_ in {**first, **second}:
            amounts[id_] = (first.get(id_, 0.0) - second.get(id_, 0.0)) * factor
    drivers = [
        Driver(
            asked.question(id_),
            amount,
            _given(asked, id_, ours.answers),
            _given(asked, id_, theirs.answers),
            id_ in seen[0],
            id_ in seen[1],
        )
        for id_, amount in amounts.items()
        if abs(amount) > SAME
    ]
    return Difference(
        dimension,
        mine.remaining,
        yours.remaining,
        bool(mine.answered_risks and yours.answered_risks),
        tuple(sorted(drivers, key=lambda one: -abs(one.amount))),
        asked,
    )


def _given(asked: Questionnaire, id_: str, answers: Answers) -> tuple[str, ...] | None:
    if value_of(asked, asked.question(id_), answers) is None:
        return None
    given = answers[id_]
    return given if isinstance(given, tuple) else None


def _told(question: Question, given: tuple[str, ...] | None, asked: bool, speech: Language) -> str:
    if not asked:
        return speech.say(_NOT_ASKED)
    if given is None or UNKNOWN in given:
        return speech.say(_OPEN)
    return ", ".join(question.answer(one, speech) for one in given)


def _points(amount: float, speech: Language) -> str:
    decimals = 0 if abs(amount) >= 0.01 else 1
    return ("+" if amount > 0 else "") + speech.number(amount * 100, decimals).replace("-", "\u2212")
