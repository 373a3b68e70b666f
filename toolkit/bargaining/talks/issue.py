"""An issue on the table: its scale, where we start, our red line, and how much it matters to us."""

from __future__ import annotations

import math
from dataclasses import dataclass
from numbers import Real
from typing import Literal

from toolkit.bargaining.clauses.library import library
from toolkit.bargaining.clauses.record import STRENGTHS
from toolkit.errors import AgreementError, translatable
from toolkit.languages import Language
from toolkit.languages.units import UNITS

Position = str | int | float

CLAUSE_LADDER = ("none", *STRENGTHS)
LONGEST_NAME = 200

NO_NAME = translatable("An issue needs a name of up to {most} characters, with a letter or a digit in it.")
NO_SCALE = translatable(
    "The issue “{issue}” needs a scale: the id of a clause as its name, steps in your own words (“ladder”, the worst "
    "first, at least two, none twice), or a number of which “better” says “lower” or “higher”. Give one of these."
)
WRONG_UNIT = translatable("The unit of “{issue}” cannot be “{unit}”. It takes: {known}.")
WRONG_WEIGHT = translatable("The weight of “{issue}” cannot be “{weight}”. Give a whole number from 0 to 100.")
WRONG_POSITION = translatable("On “{issue}” nobody can offer “{position}”. It takes: {known}.")
WRONG_NUMBER = translatable("On “{issue}” nobody can offer “{position}”. It takes a number.")
ABOVE_OPENING = translatable("The floor of “{issue}” is better for us than our opening. Turn them round.")

# What a step says, and not how we rate it: these words may lie on the table.
STEPS = {
    "none": translatable("no such article"),
    "minimum": translatable("an article with information"),
    "standard": translatable("an article with dated duties and a remedy"),
    "strong": translatable("an article that needs consent or acts by itself"),
}
assert tuple(STEPS) == CLAUSE_LADDER


@dataclass(frozen=True)
class Issue:
    """What is talked about, what we ask for first, what we will not go below, and how much it matters to us.

    Parameters
    ----------
    name : str
        Id of a clause of the library, or a few words.
    opening, floor : str or number
        A step of the ladder, or a number.
    weight : int
        0 to 100: how many of a hundred points this one gets.
    theirs : str or number, optional
        Where they stand at the start, if we know.
    better : {"lower", "higher"}, optional
        Makes the issue a number, and says which way is better for us; `unit` is one of `UNITS`.
    ladder : tuple of str, optional
        Steps in your own words, the worst first. Without it a clause goes none, minimum, standard, strong.
    their_limit : str or number, optional
        For a role-play only: how far the group that plays the employer may go. Stands on its sheet and nowhere else.
    """

    name: str
    opening: Position
    floor: Position
    weight: int
    theirs: Position | None = None
    better: Literal["lower", "higher"] | None = None
    unit: str | None = None
    ladder: tuple[str, ...] = ()
    their_limit: Position | None = None

    def __post_init__(self) -> None:
        named = isinstance(self.name, str) and any(map(str.isalnum, self.name))
        if not named or len(self.name) > LONGEST_NAME:
            raise AgreementError(NO_NAME, most=LONGEST_NAME)
        steps = self.steps
        is_ladder = len(steps) >= 2 and len(set(steps)) == len(steps) and all(isinstance(step, str) for step in steps)
        if (self.better is None) is not is_ladder or self.better not in (None, "lower", "higher"):
            raise AgreementError(NO_SCALE, issue=self.name)
        if self.unit is not None and (self.better is None or self.unit not in UNITS):
            raise AgreementError(WRONG_UNIT, issue=self.name, unit=str(self.unit), known=list(UNITS))
        if not isinstance(self.weight, int) or isinstance(self.weight, bool) or not 0 <= self.weight <= 100:
            raise AgreementError(WRONG_WEIGHT, issue=self.name, weight=str(self.weight))
        for position in (self.opening, self.floor, self.theirs, self.their_limit):
            if position is not None:
                self.check(position)
        if self.rank(self.floor) > self.rank(self.opening):
            raise AgreementError(ABOVE_OPENING, issue=self.name)

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of the ladder, the worst for us first; none for a number."""
        if self.ladder or self.better is not None:
            return self.ladder
        return CLAUSE_LADDER if self.is_clause else ()

    @property
    def is_clause(self) -> bool:
        """Whether the issue is a clause of the library."""
        return self.name in library()

    def check(self, position: Position) -> None:
        """Refuse a position that the scale of this issue does not have.

        Raises
        ------
        AgreementError
        """
        if self.steps:
            if position not in self.steps:
                raise AgreementError(WRONG_POSITION, issue=self.name, position=str(position), known=list(self.steps))
        elif isinstance(position, bool) or not isinstance(position, Real) or not math.isfinite(position):
            raise AgreementError(WRONG_NUMBER, issue=self.name, position=str(position))

    def rank(self, position: Position) -> float:
        """A number that grows the better a position is for us."""
        if self.steps:
            return float(self.steps.index(str(position)))
        return float(position) if self.better == "higher" else -float(position)

    def worth(self, position: Position) -> float:
        """What a position is worth to us, from 0 to 1 (our opening), in even steps along the scale.

        On a ladder 0 is its first step; of a number it is the worse of our floor and of where they stand at the start.

        >>> days = Issue("Notice", 90, 30, 10, theirs=10, better="higher")
        >>> days.worth(90), days.worth(50), days.worth(0), days.worth(120)
        (1.0, 0.5, 0.0, 1.0)
        """
        best = self.rank(self.opening)
        if self.steps:
            worst = 0.0
        else:
            worst = min(self.rank(self.floor if self.theirs is None else self.theirs), self.rank(self.floor))
        if best <= worst:
            return float(self.rank(position) >= best)
        return min(1.0, max(0.0, (self.rank(position) - worst) / (best - worst)))

    def below_floor(self, position: Position) -> bool:
        """Whether a position is worse for us than our red line."""
        return self.rank(position) < self.rank(self.floor)

    def called(self, language: Language | str) -> str:
        """How the issue is called: the title of its clause, or its own words."""
        if not self.is_clause:
            return self.name
        texts = library()[self.name].texts
        return texts.get(Language.of(language).code, texts["en"]).title


def show(issue: Issue, position: Position | None, language: Language) -> str:
    """A position as people say it; a dash where there is none."""
    if position is None:
        return "–"
    if issue.steps == CLAUSE_LADDER and not issue.ladder:
        return language.say(STEPS[str(position)])
    if isinstance(position, str):
        return language.isolate(position)
    if issue.unit is not None and float(position).is_integer():
        return language.isolate(language.say_plural(UNITS[issue.unit], int(position)))
    decimals = 0 if float(position).is_integer() else 2
    return language.isolate(language.number(float(position), decimals))
