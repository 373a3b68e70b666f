"""The exercise on the page: question, field, button, feedback, a ladder of hints and the solution."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.app.exercises.model import ExerciseModel
from toolkit.app.kit.fields import Button, Choice, Field, Figures, Piece
from toolkit.app.kit.pieces import feedback, fold, paragraph
from toolkit.app.kit.sheet import Sheet
from toolkit.course import ChoiceExercise, NumberExercise
from toolkit.errors import translatable
from toolkit.languages import Language

ANSWER = translatable("Your answer")
CHECK = translatable("Check")
_HINT = translatable("Hint {step} of {steps}")
SOLUTION = translatable("Show the solution")
LOOKS = {"right": "tk-right", "nearly": "tk-nearly", "not_yet": "tk-notyet", "unreadable": "tk-notyet"}


class ExerciseView(Sheet):
    """An exercise that somebody can work on; everything it knows stands in its model."""

    def __init__(self, exercise: NumberExercise | ChoiceExercise, language: Language | str) -> None:
        speech = Language.of(language)
        self.model = ExerciseModel(exercise, speech)
        help_ = fold_hints(self.model.hints, speech) + fold(
            speech.say(SOLUTION), paragraph(self.model.solution), "tk-solution"
        )
        super().__init__(
            f"exercise/{exercise.id}",
            [
                Piece("question", paragraph(self.model.question, "tk-question")),
                self._field(speech),
                Button("check", speech.say(CHECK), main=True, again=True),
                Piece("feedback", live=True),
                Piece("help", help_),
            ],
            speech,
        )
        self.when_pressed("check", self._check)
        self.add_class("tk-exercise")

    def _field(self, speech: Language) -> Field:
        if self.model.options:
            return Choice("answer", speech.say(ANSWER), options=tuple(self.model.options))
        # Text and not a number: what people write is answered in words, whatever it is.
        return Figures("answer", speech.say(ANSWER), longest=40)

    def _check(self) -> None:
        self.model.answer = self.entry("answer") or ""
        self.model.check()
        self.show(Piece("feedback", feedback(self.model.feedback, LOOKS[self.model.state]), live=True))


def fold_hints(hints: Sequence[str], speech: Language) -> str:
    """The ladder of hints: each lies inside the one before it, so that they open one by one."""
    inner = ""
    for step in range(len(hints), 0, -1):
        label = speech.say(_HINT, step=step, steps=len(hints))
        inner = fold(label, paragraph(hints[step - 1]) + inner, "tk-hint")
    return inner
