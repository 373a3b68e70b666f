"""Sorting on the page: every thing with its baskets, one press for all, and an answer below each."""

from __future__ import annotations

from toolkit.app.exercises.view import LOOKS, fold_hints
from toolkit.app.kit.fields import Button, Choice, Item, Piece
from toolkit.app.kit.pieces import feedback, fold, paragraph
from toolkit.app.kit.sheet import Sheet
from toolkit.course.exercises.sorting import SortingExercise
from toolkit.errors import translatable
from toolkit.languages import Language, translatable_plural
from toolkit.markup import Markup, markup

_CHECK = translatable("Check")
_SOLUTION = translatable("Show the solution")
WELL = translatable_plural("{n} of {all} is in the right place.", "{n} of {all} are in the right place.")
_NOTHING_YET = translatable("Choose an answer for each one.")
_SHORT = 32  # letters of a basket that stands beside another one on a phone


class SortingView(Sheet):
    """Things to be sorted; what is not sorted yet is left alone."""

    def __init__(self, exercise: SortingExercise, language: Language | str) -> None:
        self.exercise = exercise
        self.judged: dict[str, str | None] | None = None  # where everything lay when it was last checked
        super().__init__(f"exercise/{exercise.id}", [], language)
        self.when_pressed("check", self._check)
        self.when_changed(lambda _: self._draw())
        self.add_class("tk-exercise")
        if max(len(one.words.say(self.speech)) for one in exercise.baskets) <= _SHORT:
            self.add_class("tk-short")
        self._draw()

    def _check(self) -> None:
        self.judged = self._answers()
        self._draw()

    def _answers(self) -> dict[str, str | None]:
        raw = {thing.name: self._raw(thing.name) for thing in self.exercise.things}
        return {name: value if isinstance(value, str) else None for name, value in raw.items()}

    def _draw(self) -> None:
        speech, exercise = self.speech, self.exercise
        baskets = tuple((one.name, one.words.say(speech)) for one in exercise.baskets)
        answers = self._answers()
        placed = exercise.check(answers)
        items: list[Item] = [Piece("question", paragraph(exercise.question.say(speech), "tk-question"))]
        for thing in exercise.things:
            items.append(Choice(thing.name, thing.words.say(speech), options=baskets))
            # What was said of one basket must not stand below a thing that lies in another one by now.
            judged = self.judged is not None and self.judged[thing.name] == answers[thing.name]
            if judged and placed[thing.name].state != "unreadable":
                told = placed[thing.name]
                words = feedback(told.message.say(speech), LOOKS[told.state])
                items.append(Piece(f"told-{thing.name}", words, live=True))
        well = sum(one.state == "right" for one in placed.values())
        count = speech.say_plural(WELL, well, all=len(placed)) if self.judged == answers else ""
        if count and all(one.state == "unreadable" for one in placed.values()):
            count = speech.say(_NOTHING_YET)
        solution = fold(speech.say(_SOLUTION), paragraph(exercise.solution.say(speech)), "tk-solution")
        help_ = fold_hints([hint.say(speech) for hint in exercise.hints], speech) + solution
        items += [
            Button("check", speech.say(_CHECK), main=True, again=True),
            Piece("count", markup("<p><strong>{}</strong></p>", count) if count else Markup(), live=True),
            Piece("help", help_),
        ]
        self.lay_out(items)
