"""Marking on the page: a tap or the space bar marks a sentence; what a mark deserves is told when it is checked."""

from __future__ import annotations

from toolkit.app.exercises.view import LOOKS, fold_hints
from toolkit.app.kit.fields import Button, Choices, Item, Piece, TakeAway
from toolkit.app.kit.papers import paper_of, take_home
from toolkit.app.kit.pieces import feedback, fold, paragraph
from toolkit.app.kit.sheet import Sheet
from toolkit.bargaining.file_names import stem
from toolkit.course.exercises.marking import MarkingExercise
from toolkit.errors import translatable
from toolkit.languages import Language
from toolkit.markup import Markup, joined, markup

SENTENCES = translatable("Sentences")
_CHECK = translatable("Check")
_SOLUTION = translatable("Show the solution")
_PRINT = translatable("Make it for printing")
_PAPER = translatable("The exercise on paper")
_PAPER_NOTE = translatable("With boxes to tick. The answers stand at its end: fold them back before you hand it out.")
_MARKS = "marks"


class MarkingView(Sheet):
    """A text whose sentences are marked; no sentence says whether it is one before somebody has marked it."""

    def __init__(self, exercise: MarkingExercise, language: Language | str) -> None:
        self.exercise = exercise
        self.judged: tuple[str, ...] | None = None  # what was marked when it was last checked
        self.made: tuple[TakeAway, ...] = ()
        super().__init__(f"exercise/{exercise.id}", [], language)
        self.when_pressed("check", self._check)
        self.when_pressed("paper", self._make_paper)
        self.when_changed(lambda _: self._draw())
        self.add_class("tk-exercise")
        self._draw()

    def _marked(self) -> tuple[str, ...]:
        return self._field().read(self._raw(_MARKS))

    def _field(self) -> Choices:
        options = tuple((one.name, one.words.say(self.speech)) for one in self.exercise.passages)
        return Choices(_MARKS, self.speech.say(SENTENCES), options=options)

    def _check(self) -> None:
        self.judged = self._marked()
        self._draw()

    def _make_paper(self) -> None:
        document = self.exercise.document(self.speech, self.speech.say(_PAPER))
        name = stem("exercise", self.speech)
        self.made = (take_home("printed", _PAPER, _PAPER_NOTE, paper_of(document), name, self.speech),)
        self._draw()

    def _draw(self) -> None:
        speech, exercise = self.speech, self.exercise
        question = Piece("question", paragraph(exercise.question.say(speech), "tk-question"))
        items: list[Item] = [question, self._field(), Button("check", speech.say(_CHECK), main=True, again=True)]
        # What was said of some marks must not stand below others.
        judged = self.judged if self.judged == self._marked() else None
        tally = Markup()
        if judged is not None:
            tally = markup("<p><strong>{}</strong></p>", exercise.tally(judged, speech)) + self._told(judged)
        items.append(Piece("tally", tally, live=True))
        solution = fold(speech.say(_SOLUTION), paragraph(exercise.solution.say(speech)), "tk-solution")
        items.append(Piece("help", fold_hints([hint.say(speech) for hint in exercise.hints], speech) + solution))
        self.lay_out([*items, Button("paper", speech.say(_PRINT)), *self.made])

    def _told(self, judged: tuple[str, ...]) -> Markup:
        words = {one.name: one.words.say(self.speech) for one in self.exercise.passages}
        return joined(
            paragraph(words[name], "tk-note") + feedback(told.message.say(self.speech), LOOKS[told.state])
            for name, told in self.exercise.check(judged).items()
        )
