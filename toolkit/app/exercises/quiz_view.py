"""Ten questions on the page: before a topic only how many were right, after it also why."""

from __future__ import annotations

from typing import Literal
from weakref import WeakValueDictionary

from toolkit.app.kit.fields import Button, Choice, Item, Piece
from toolkit.app.kit.pieces import feedback, paragraph
from toolkit.app.kit.sheet import Sheet
from toolkit.course.quizzes import Question, Quiz
from toolkit.errors import translatable
from toolkit.languages import Language, translatable_plural
from toolkit.markup import Markup, markup

When = Literal["before", "after"]
NOTE = translatable(
    "Your answers stay in this browser and in the memory of the computer that runs this page. Nobody is marked."
)
COUNT = translatable("Count the right answers")
RIGHT = translatable_plural("{n} of {all} is right.", "{n} of {all} are right.")
LATER = translatable("After the lesson the same questions come again, with the right answers.")
BEFORE = translatable("Before the lesson you had {before} of {all} right.")
NOTHING_YET = translatable("Nothing is answered yet.")
OURS = translatable("You chose “{given}”; we would answer “{answer}”.")
THIS_ONE = translatable("Right.")


# The answers given before the lesson, by topic: a lesson has a process of its own, and both sheets stand in it.
_given_before: WeakValueDictionary[int, QuizView] = WeakValueDictionary()


class QuizView(Sheet):
    """The ten questions of a topic; after the lesson each answer is explained."""

    def __init__(self, quiz: Quiz, when: When, language: Language | str) -> None:
        self.quiz, self.when = quiz, when
        self.judged: dict[str, str | None] | None = None  # what was answered when it was last counted
        super().__init__(f"quiz/{quiz.topic}/{when}", [], language)
        self.when_pressed("check", self._check)
        self.when_changed(lambda _: self._draw())
        self.add_class("tk-quiz")
        if when == "before":
            _given_before[quiz.topic] = self
        self._draw()

    def _check(self) -> None:
        self.judged = self._answers()
        self._draw()

    def _answers(self) -> dict[str, str | None]:
        return {question.id: self._answer(question) for question in self.quiz.questions}

    def _answer(self, question: Question) -> str | None:
        raw = self._raw(question.id)
        return raw if isinstance(raw, str) and raw in dict(question.options) else None

    def _draw(self) -> None:
        say = self.speech.say
        items: list[Item] = [Piece("note", paragraph(say(NOTE), "tk-note"))]
        for question in self.quiz.questions:
            options = tuple((name, words.say(self.speech)) for name, words in question.options)
            items.append(Choice(question.id, question.words.say(self.speech), options=options))
            judged = self.judged is not None and self.judged[question.id] == self._answer(question)
            if judged and self.when == "after":
                items.append(Piece(f"why-{question.id}", self._why(question), live=True))
        items += [Button("check", say(COUNT), main=True, again=True), Piece("count", self._count(), live=True)]
        self.lay_out(items)

    def _why(self, question: Question) -> Markup:
        answer = self._answer(question)
        right = answer == question.right
        words_of = {name: unquoted(words.say(self.speech)) for name, words in question.options}
        given, ours = words_of.get(answer or "", ""), words_of[question.right]
        said = self.speech.say(THIS_ONE) if right else self.speech.say(OURS, given=given, answer=ours)
        words, look = f"{said} {question.because.say(self.speech)}", "tk-right" if right else "tk-notyet"
        return feedback(words, look) if answer else Markup()

    def _count(self) -> Markup:
        answers = self._answers()
        if self.judged != answers:
            return Markup()
        if not any(answers.values()):
            # "0 of 10 are right" would say something about somebody who has not answered.
            return markup("<p>{}</p>", self.speech.say(NOTHING_YET))
        number, all_ = self.quiz.right(answers), len(self.quiz.questions)
        told = self.speech.say_plural(RIGHT, number, all=all_)
        later = f" {self.speech.say(LATER)}" if self.when == "before" else self._compared(all_)
        # Read by way.js for the start page of this browser; a session offers to add this number, and no answer.
        about = markup(
            'data-when="{}" data-quiz="{}/{}" data-right="{}"', self.when, self.quiz.topic, self.when, number
        )
        return markup('<p class="tk-count" {}><strong>{}</strong>{}</p>', about, told, later)

    def _compared(self, all_: int) -> str:
        """How many were right before, if the questions were answered and counted then."""
        first = _given_before.get(self.quiz.topic)
        if first is None or first.judged is None or not any(first.judged.values()):
            return ""
        return f" {self.speech.say(BEFORE, before=self.quiz.right(first.judged), all=all_)}"


def unquoted(answer: str) -> str:
    """An answer that is a quotation as a whole, without the marks that the sentence around it brings.

    >>> unquoted("“Never below twelve.”"), unquoted("“Yes” or “no”")
    ('Never below twelve.', '“Yes” or “no”')
    """
    inner = answer[1:-1]
    whole = answer[:1] + answer[-1:] in ("“”", "«»") and not any(mark in inner for mark in "“”«»")
    return inner.strip() if whole else answer
