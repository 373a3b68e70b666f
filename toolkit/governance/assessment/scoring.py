"""What the answers add up to, dimension by dimension; never one number for all, and never cost alone.

For a dimension, *risk* is the weighted share of all risk questions (asked or not) that the answers reach; *relief* is
the share of it that safeguards take away: `most_relief` times the weighted share of all safeguards. What *remains* is
``risk × (1 − relief)``. The denominators are fixed, so no answer can lower a score by bringing up further questions.
What is open counts as no risk and as no safeguard, and is told beside the number, with what it would be at worst.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.errors import translatable
from toolkit.governance.assessment.answers import Answers, value_of, visible
from toolkit.governance.assessment.questionnaire import DIMENSIONS, Kind, Question, Questionnaire, questionnaire
from toolkit.languages import Language, translatable_plural

SAME = 1e-9
Level = Literal[0, 1, 2, 3]
LEVELS = (
    translatable("low"),
    translatable("moderate"),
    translatable("high"),
    translatable("very high"),
)
_NOTHING = translatable("{dimension}: no question about risks has been answered yet, so nothing can be said.")
_RISK = translatable(
    "{dimension}: before safeguards, {risk} of all that could be at risk is at risk; {remaining} remains after them "
    "({level})."
)
_AT_LEAST = translatable(
    "{dimension}: before safeguards, at least {risk} of all that could be at risk is at risk. After them between "
    "{remaining} and {highest} remains, depending on what is open ({level})."
)
_OPEN = translatable_plural("One question that counts here is open.", "{n} questions that count here are open.")
_SAFEGUARDS_OPEN = translatable_plural(
    "One safeguard is open and counts as not there.", "{n} safeguards are open and count as not there."
)
FROM_TO = translatable("{low} to {high}")
_MOST = translatable("What counts most: {questions}.")
_IN_POINTS = translatable("“{question}” ({points} points)")


@dataclass(frozen=True)
class Part:
    """What one answer contributes to a dimension, as a share: the parts of what remains add up to it."""

    question: Question
    share: float


@dataclass(frozen=True)
class DimensionScore:
    """One dimension of a score. All numbers are shares from 0 to 1.

    Attributes
    ----------
    risk
        Before safeguards, of all that could be at risk.
    relief
        Which share of the risk the safeguards take away.
    remaining, highest
        What remains; and what would remain if every open question about risks had its gravest answer.
    level, highest_level
        From 0 (low) to 3 (very high), by the shares that the weights name.
    unanswered
        The share of the weight of all questions asked here that has no answer.
    open_risks, open_safeguards, answered_risks
        How many questions that count here have no answer, and how many have.
    parts
        What each answer leaves, the largest first; they add up to what remains.
    """

    dimension: str
    risk: float
    relief: float
    remaining: float
    highest: float
    level: Level
    highest_level: Level
    unanswered: float
    open_risks: int
    open_safeguards: int
    answered_risks: int
    parts: tuple[Part, ...]

    def say(self, language: Language | str = "en", of: Questionnaire | None = None) -> str:
        """The dimension in words, with what is open; a score with open questions is a least, not a result."""
        speech = Language.of(language)
        named = (of or questionnaire()).say(f"dimensions.{self.dimension}", speech)
        if not self.answered_risks:
            return speech.say(_NOTHING, dimension=named)
        told = [
            speech.say(
                _AT_LEAST if self.open_risks else _RISK,
                dimension=named,
                risk=speech.percent(self.risk),
                remaining=speech.percent(self.remaining),
                highest=speech.percent(self.highest),
                level=self.say_level(speech),
            )
        ]
        if self.open_risks:
            told.append(speech.say_plural(_OPEN, self.open_risks))
        if self.open_safeguards:
            told.append(speech.say_plural(_SAFEGUARDS_OPEN, self.open_safeguards))
        return " ".join(told)

    def say_level(self, language: Language | str = "en") -> str:
        """The level, or from which to which it may be while questions about risks are open."""
        speech = Language.of(language)
        levels = [speech.say(LEVELS[one]) for one in (self.level, self.highest_level)]
        return levels[0] if levels[0] == levels[1] else speech.say(FROM_TO, low=levels[0], high=levels[1])

    def say_remaining(self, language: Language | str = "en") -> str:
        """What remains, or from what to what it may be while questions about risks are open."""
        speech = Language.of(language)
        ends = [speech.percent(one) for one in (self.remaining, self.highest if self.open_risks else self.remaining)]
        return ends[0] if ends[0] == ends[1] else speech.say(FROM_TO, low=ends[0], high=ends[1])

    def say_most(self, language: Language | str = "en", most: int = 3) -> str:
        """Which answers count most; empty where none does."""
        speech = Language.of(language)
        shown = [
            speech.say(_IN_POINTS, question=part.question.say(speech), points=speech.number(part.share * 100, 1))
            for part in self.parts[:most]
            if part.share > SAME
        ]
        return speech.say(_MOST, questions=shown) if shown else ""


@dataclass(frozen=True)
class Score:
    """The score of one set of answers: a value, computed from what is visible and nothing else."""

    answers: Answers
    dimensions: tuple[DimensionScore, ...]
    asked: Questionnaire

    def __getitem__(self, dimension: str) -> DimensionScore:
        return next(one for one in self.dimensions if one.dimension == dimension)

    def say(self, language: Language | str = "en") -> str:
        """Each dimension in a sentence of its own; there is no sum over them."""
        return "\n".join(one.say(language, self.asked) for one in self.dimensions)

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """What is asked and has no answer, in the order of the questionnaire."""
        given = dict(self.answers.entries)
        shown = visible(self.asked, self.answers)
        return tuple(
            one
            for one in shown
            if (not given.get(one.id) if one.kind == "open" else value_of(self.asked, one, self.answers) is None)
        )


def score(answers: Answers, of: Questionnaire | None = None) -> Score:
    """Score answers: each dimension before and after safeguards, how much is open, and what counts most.

    Parameters
    ----------
    answers
        Of one side. Answers to questions that are not asked, given the others, do not count.
    of
        The questionnaire, perhaps with weights of one's own; else the toolkit's.

    >>> found = score(Answers().with_answer("jobs", "very"))
    >>> found["workers"].remaining > 0, found["users"].remaining
    (True, 0.0)
    """
    asked = of or questionnaire()
    worst = _at_worst(asked, answers)
    return Score(answers, tuple(_of_dimension(asked, answers, worst, one) for one in DIMENSIONS), asked)


def shares(asked: Questionnaire, answers: Answers, dimension: str, kind: Kind) -> dict[str, float]:
    """What each visible answer of a kind contributes to its share in a dimension."""
    total = asked.total(kind, dimension)
    return {
        one.id: asked.weight(one.id, dimension) * (value_of(asked, one, answers) or 0.0) / total
        for one in visible(asked, answers)
        if one.kind == kind and asked.weight(one.id, dimension)
    }


def level_of(remaining: float, bounds: tuple[float, ...]) -> Level:
    """The level of a share: how many bounds it lies above.

    >>> level_of(0.25, (0.25, 0.5, 0.75)), level_of(0.26, (0.25, 0.5, 0.75))
    (0, 1)
    """
    above = sum(remaining > bound + SAME for bound in bounds)
    return (0, 1, 2, 3)[above]


def _of_dimension(asked: Questionnaire, answers: Answers, worst: Answers, dimension: str) -> DimensionScore:
    risks = shares(asked, answers, dimension, "risk")
    risk = sum(risks.values())
    relief = asked.weights.most_relief * sum(shares(asked, answers, dimension, "safeguard").values())
    remaining = risk * (1 - relief)
    highest = sum(shares(asked, worst, dimension, "risk").values()) * (1 - relief)
    counted = [one for one in visible(asked, answers) if asked.weight(one.id, dimension)]
    open_ = [one for one in counted if value_of(asked, one, answers) is None]
    weight = sum(asked.weight(one.id, dimension) for one in counted)
    parts = [Part(asked.question(id_), share * (1 - relief)) for id_, share in risks.items() if share]
    bounds = asked.weights.levels
    return DimensionScore(
        dimension,
        risk,
        relief,
        remaining,
        highest,
        level_of(remaining, bounds),
        level_of(highest, bounds),
        sum(asked.weight(one.id, dimension) for one in open_) / weight if weight else 0.0,
        sum(one.kind == "risk" for one in open_),
        sum(one.kind == "safeguard" for one in open_),
        sum(one.kind == "risk" and one not in open_ for one in counted),
        tuple(sorted(parts, key=lambda part: -part.share)),
    )


def _at_worst(asked: Questionnaire, answers: Answers) -> Answers:
    """The same answers, every open question about risks answered with the gravest, and so are those that this brings.

    An answer that is stored for a question not asked now is not believed: nobody has seen it since.
    """
    seen = {one.id for one in visible(asked, answers)}
    found: dict[str, tuple[str, ...] | str] = {}
    for one in asked.questions:
        known = one.id in seen and value_of(asked, one, answers) is not None
        if known or one.kind != "risk":
            if one.id in seen and one.id in answers:
                found[one.id] = answers[one.id]
        else:
            found[one.id] = one.names if one.many else one.names[-1:]
    return Answers(tuple(found.items()))
