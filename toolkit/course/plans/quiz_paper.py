"""The ten questions of a topic on paper: to tick by hand, and with the answers for whoever leads."""

from __future__ import annotations

from toolkit.course.plans.sheets import BOX
from toolkit.course.quizzes import Question, quiz
from toolkit.course.topics import TOPICS
from toolkit.documents import Bullets, Document, Heading, Paragraph, Part
from toolkit.errors import translatable
from toolkit.languages import Language

QUESTIONS = translatable("Ten questions before and after: topic {topic}, {title}")
ANSWERS = translatable("Answers to the ten questions: topic {topic}, {title}")
_HOW = translatable(
    "Tick one answer to each question before the lesson, and again after it with another pen. Nobody is marked, and "
    "the sheet stays with you."
)
_NUMBERED = translatable("{number}. {question}")


def quiz_paper(topic: int, language: Language | str, *, answers: bool = False) -> Document:
    """The questions with boxes to tick; with `answers` the right one of each, and why.

    >>> quiz_paper(1, "en").title
    'Ten questions before and after: topic 1, Why all the fuss about data and AI?'
    """
    speech = Language.of(language)
    title = speech.say(ANSWERS if answers else QUESTIONS, topic=topic, title=speech.say(TOPICS[topic - 1].title))
    parts: list[Part] = [] if answers else [Paragraph(speech.say(_HOW), "note")]
    for number, one in enumerate(quiz(topic).questions, 1):
        heading = speech.say(_NUMBERED, number=number, question=one.words.say(speech))
        parts += [Heading(heading, 3), _answer(one, speech) if answers else _boxes(one, speech)]
    return Document(title, speech, tuple(parts))


def _boxes(question: Question, speech: Language) -> Part:
    return Bullets(tuple(f"{BOX} {words.say(speech)}" for _, words in question.options))


def _answer(question: Question, speech: Language) -> Part:
    right = dict(question.options)[question.right].say(speech)
    return Bullets((right, question.because.say(speech)))
