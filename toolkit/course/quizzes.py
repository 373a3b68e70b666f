"""Ten questions before and after a topic: did it land? The answers stay with whoever gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from toolkit.course.exercises.written import records
from toolkit.languages.catalogue import KNOWN
from toolkit.registers.fields import Fields, load
from toolkit.registers.locate import folder
from toolkit.registers.words import Words

QUESTIONS = 10


@dataclass(frozen=True)
class Question:
    """One question with a few answers, one of them right, and why it is."""

    id: str
    words: Words
    options: tuple[tuple[str, Words], ...]
    right: str
    because: Words


@dataclass(frozen=True)
class Quiz:
    """The ten questions of a topic."""

    topic: int
    questions: tuple[Question, ...]

    def right(self, answers: Mapping[str, str | None]) -> int:
        """How many of the answers are right; what was left out is not."""
        return sum(answers.get(one.id) == one.right for one in self.questions)


@cache
def quiz(topic: int) -> Quiz:
    """The ten questions of a topic by its number.

    Raises
    ------
    RecordError
        If there are none, or the record does not hold.

    Examples
    --------
    >>> len(quiz(1).questions)
    10
    """
    file = f"course/quizzes/topic-{topic}.yml"
    fields = Fields(file, 1, load(folder("templates") / "course" / "quizzes" / f"topic-{topic}.yml"), key="topic")
    fields.known(required=("topic", "questions"))
    questions = tuple(_question(one, file) for one in records(fields, file, "questions"))
    if fields.raw["topic"] != topic or len(questions) != QUESTIONS:
        raise fields.error(f"it must hold {QUESTIONS} questions of topic {topic}")
    return Quiz(topic, questions)


def _question(fields: Fields, file: str) -> Question:
    fields.known(required=("id", "question", "options", "right", "because"))
    options = tuple((one.text("name"), one.words("words", KNOWN)) for one in records(fields, file, "options", "name"))
    right = fields.choice("right", [name for name, _ in options])
    return Question(fields.text("id"), fields.words("question", KNOWN), options, right, fields.words("because", KNOWN))
