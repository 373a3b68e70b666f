"""Exercises in which one of several sentences is chosen: each choice is answered in its own words."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.course.exercises.exercise import Feedback, Said, Sayable, State
from toolkit.errors import translatable

NOTHING_CHOSEN = translatable("Choose an answer first.")


@dataclass(frozen=True)
class Option:
    """A sentence to choose, and what to tell somebody who chose it."""

    name: str
    sentence: Sayable
    state: State
    message: Sayable


@dataclass(frozen=True)
class ChoiceExercise:
    """A question whose answer is one of several sentences.

    Attributes
    ----------
    options
        Two or more, one of them right at least.
    hints
        A ladder: each one tells more.
    """

    id: str
    question: Sayable
    options: tuple[Option, ...]
    hints: tuple[Sayable, ...]
    solution: Sayable

    def check(self, answer: str) -> Feedback:
        """What a choice deserves; `answer` is the name of an option.

        >>> right = Option("yes", Said("Yes."), "right", Said("So it is."))
        >>> wrong = Option("no", Said("No."), "not_yet", Said("Look again."))
        >>> ChoiceExercise("example", Said("Is it?"), (right, wrong), (), Said("Yes.")).check("no").state
        'not_yet'
        """
        for option in self.options:
            if option.name == answer:
                return Feedback(option.state, option.message)
        return Feedback("unreadable", Said(NOTHING_CHOSEN))
