"""What happens in an exercise, without any widget: an answer comes in, a state and words come out."""

from __future__ import annotations

import traitlets

from toolkit.course import ChoiceExercise, NumberExercise
from toolkit.languages import Language


class ExerciseModel(traitlets.HasTraits):
    """An exercise that somebody is working on.

    ``state`` is ``open`` until the first check, then ``right``, ``nearly``, ``not_yet`` or ``unreadable``.
    """

    answer = traitlets.Unicode("")
    state = traitlets.Enum(["open", "right", "nearly", "not_yet", "unreadable"], default_value="open")
    feedback = traitlets.Unicode("")

    def __init__(self, exercise: NumberExercise | ChoiceExercise, language: Language) -> None:
        super().__init__()
        self.exercise = exercise
        self.language = language

    def check(self) -> None:
        """Say what the answer deserves."""
        found = self.exercise.check(self.answer)
        with self.hold_trait_notifications():
            self.state = found.state
            self.feedback = found.message.say(self.language)

    @property
    def question(self) -> str:
        """The question in the reader's language."""
        return self.exercise.question.say(self.language)

    @property
    def options(self) -> list[tuple[str, str]]:
        """What can be chosen, by name and in words; nothing where the answer is a number."""
        if not isinstance(self.exercise, ChoiceExercise):
            return []
        return [(option.name, option.sentence.say(self.language)) for option in self.exercise.options]

    @property
    def hints(self) -> list[str]:
        """The ladder of hints, the gentlest first."""
        return [hint.say(self.language) for hint in self.exercise.hints]

    @property
    def solution(self) -> str:
        """How one gets there; open to everybody at any time."""
        return self.exercise.solution.say(self.language)
