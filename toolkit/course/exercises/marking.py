"""Exercises in which places of a text are marked: each mark is answered in its own words, nothing before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from toolkit.course.exercises.exercise import Feedback, Sayable
from toolkit.documents import Bullets, Document, Heading, Paragraph, Table
from toolkit.errors import translatable
from toolkit.languages import Language, translatable_plural

FOUND = translatable_plural("{n} of {all} places found.", "{n} of {all} places found.")
BESIDE = translatable_plural("{n} mark stands where nothing was lost.", "{n} marks stand where nothing was lost.")
NO_MARK = translatable("Mark a sentence first.")
NUMBER = translatable("No.")
TEXT = translatable("The text")
MARK = translatable("Mark")
ANSWERS = translatable("The answers, for whoever leads the exercise")


@dataclass(frozen=True)
class Passage:
    """A sentence of the text.

    Attributes
    ----------
    lost
        Whether something was taken out of it, so that it is to be marked.
    told
        What is said of it once it is marked.
    """

    name: str
    words: Sayable
    lost: bool
    told: Sayable


@dataclass(frozen=True)
class MarkingExercise:
    """A text in which some sentences are to be marked; what is not marked is not told."""

    id: str
    question: Sayable
    passages: tuple[Passage, ...]
    hints: tuple[Sayable, ...]
    solution: Sayable

    @property
    def places(self) -> int:
        """How many sentences are to be marked."""
        return sum(one.lost for one in self.passages)

    def check(self, marked: Collection[str]) -> dict[str, Feedback]:
        """What each mark deserves, in the order of the text.

        >>> from toolkit.course.exercises.exercise import Said
        >>> may, now = Said("It may stop."), Said("It stops now.")
        >>> passages = (Passage("a", may, True, Said("May.")), Passage("b", now, False, Said("No.")))
        >>> exercise = MarkingExercise("example", Said("Where?"), passages, (), Said("Once."))
        >>> {name: told.state for name, told in exercise.check(["b", "a"]).items()}
        {'a': 'right', 'b': 'not_yet'}
        """
        return {
            one.name: Feedback("right" if one.lost else "not_yet", one.told)
            for one in self.passages
            if one.name in marked
        }

    def tally(self, marked: Collection[str], language: Language) -> str:
        """How many places are found, and how many marks stand beside them."""
        told = self.check(marked)
        if not told:
            return language.say(NO_MARK)
        found = sum(one.state == "right" for one in told.values())
        counted = [language.say_plural(FOUND, found, all=self.places)]
        if len(told) > found:
            counted.append(language.say_plural(BESIDE, len(told) - found))
        return " ".join(counted)

    def table(self, language: Language) -> Table:
        """The sentences, numbered, each with a box for a mark; nothing in it tells which are to be marked."""
        rows = tuple((language.number(n), one.words.say(language), "☐") for n, one in enumerate(self.passages, start=1))
        return Table((language.say(NUMBER), language.say(TEXT), language.say(MARK)), rows, with_words=True)

    def document(self, language: Language, title: str) -> Document:
        """The exercise on paper: the sentences with room for a mark, and the answers at its end."""
        say = language.say
        answers = tuple(
            f"{language.number(n)}: {one.told.say(language)}"
            for n, one in enumerate(self.passages, start=1)
            if one.lost
        )
        blocks = (
            Paragraph(self.question.say(language), "lead"),
            self.table(language),
            Heading(say(ANSWERS)),
            Bullets(answers),
        )
        return Document(title, language, blocks)
