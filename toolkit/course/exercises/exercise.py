"""Exercises: instant, kind and honest feedback. Values only; the page shows them, in words, and never a score."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from toolkit.errors import translatable
from toolkit.languages import Language, read_number

UNREADABLE = translatable("Write only a number, for example 2.5.")
TRY_AGAIN = translatable("Not yet. Look at the numbers again, or open a hint.")

State = Literal["right", "nearly", "not_yet", "unreadable"]


class Sayable(Protocol):
    """Something that can be said in a reader's language: a sentence with its values, or words of a record."""

    def say(self, language: Language | str) -> str:
        """The words in that language."""


@dataclass(frozen=True)
class Said:
    """A sentence with the values for its places, not yet in any language."""

    sentence: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def say(self, language: Language | str) -> str:
        """The sentence in words; values that can speak themselves do."""
        speech = Language.of(language)
        spoken = {name: value(speech) if callable(value) else value for name, value in self.values.items()}
        return speech.say(self.sentence, **spoken)


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that people often give, and what to tell them."""

    answer: float
    message: Sayable


@dataclass(frozen=True)
class Feedback:
    """What became of an answer."""

    state: State
    message: Sayable


@dataclass(frozen=True)
class NumberExercise:
    """A question with one number as its answer.

    Attributes
    ----------
    tolerance
        How far from the answer, in parts of it, is still right: people round.
    near
        How far is "nearly".
    mistakes
        Known wrong answers, with a message of their own; they go before "nearly".
    hints
        A ladder: each one tells more.
    """

    id: str
    question: Sayable
    answer: float
    tolerance: float
    near: float
    mistakes: tuple[Mistake, ...]
    hints: tuple[Sayable, ...]
    praise: Sayable
    nearly: Sayable
    solution: Sayable

    def check(self, answer: str) -> Feedback:
        """What an answer deserves; it may be written with a comma, in Arabic digits, or with a unit behind it."""
        number = read_number(answer)
        if number is None:
            return Feedback("unreadable", Said(UNREADABLE))
        if math.isclose(number, self.answer, rel_tol=self.tolerance):
            return Feedback("right", self.praise)
        for mistake in self.mistakes:
            if math.isclose(number, mistake.answer, rel_tol=self.tolerance):
                return Feedback("not_yet", mistake.message)
        if math.isclose(number, self.answer, rel_tol=self.near):
            return Feedback("nearly", self.nearly)
        return Feedback("not_yet", Said(TRY_AGAIN))
