"""What a room was asked, in the words in which it was read: codes of answers say nothing a month later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from toolkit.course.exercises.choosing import ChoiceExercise, Option
from toolkit.course.exercises.written import exercise, written_exercises
from toolkit.course.sessions.polls import READY, Text, in_language, ready_text
from toolkit.course.store.entry import Kind
from toolkit.languages import KNOWN, Language


@dataclass(frozen=True)
class Asked:
    """One question to a room, as it was asked.

    Attributes
    ----------
    question
        The code under which its answers are kept; a poll that is asked again is another one with the same words.
    kind
        Of the entries that answer it.
    answers
        The codes of its answers, in the order of the words in `texts`; none where a number is written.
    texts
        Its words in each language in which a page of the session was read.
    ready
        Which of the questions at hand it is.
    topic, lesson, version
        Where the room was, and which notebook that was.
    step
        At which step the room was, counted from 0; None before anybody was asked to go to one.
    minute
        At which minute of the session its plan puts that; None without a plan. It is no time of anybody's answer.
    """

    question: str
    kind: Kind
    answers: tuple[str, ...] = ()
    texts: tuple[Text, ...] = ()
    ready: str = ""
    topic: str = ""
    lesson: str = ""
    version: str = ""
    step: int | None = None
    minute: int | None = None

    def read_in(self, languages: Iterable[str]) -> Asked:
        """The same question, also in the words of these languages where it has any."""
        there = {text.language for text in self.texts}
        more = (self._own_text(code) for code in languages if code not in there)
        return replace(self, texts=(*self.texts, *(text for text in more if text is not None)))

    def text(self, language: Language) -> Text | None:
        """Its words for a reader: as it was asked in their language, as we would say it, or in the language it has."""
        asked = [text for text in self.texts if text.language == language.code]
        if asked or not self.texts:
            return asked[0] if asked else None
        ours = self._own_text(language.code)
        return ours if ours and len(ours.options) == len(self.answers) else in_language(self.texts, language.code)

    def chosen(self, answer: str) -> Mapping[str, str]:
        """What an answer says, by language; nothing for a number or an answer in other words."""
        if answer not in self.answers:
            return {}
        return {text.language: text.options[self.answers.index(answer)] for text in self.texts}

    def _own_text(self, code: str) -> Text | None:
        """Words that we have in each language: of a question at hand, or of an exercise."""
        if code not in KNOWN:
            return None
        if self.ready in READY:
            return ready_text(self.ready, Language(code))
        return exercise_text(self.question, Language(code)) if self.kind == "exercise" else None


def exercise_text(name: str, language: Language) -> Text | None:
    """The question of an exercise and the answers among which people choose; None where it has no such answers."""
    found = _choosing(name)
    if found is None:
        return None
    options = tuple(option.sentence.say(language) for option in _right_first(found))
    return Text(language.code, found.question.say(language), options)


def options_of(name: str) -> tuple[str, ...]:
    """The codes of the answers among which people choose in an exercise; none where they write a number."""
    found = _choosing(name)
    return () if found is None else tuple(option.name for option in _right_first(found))


def _right_first(found: ChoiceExercise) -> list[Option]:
    """The answers in the order of a tally, which puts neighbours together: wrong ones stand with wrong ones."""
    return sorted(found.options, key=lambda option: option.state != "right")


def asked_from(kept: Mapping[str, Any]) -> Asked:
    """A question as it was kept."""
    return Asked(**{**kept, "answers": tuple(kept["answers"]), "texts": texts_from(kept["texts"])})


def texts_from(kept: Iterable[Mapping[str, Any]]) -> tuple[Text, ...]:
    """Words as they were kept."""
    return tuple(Text(one["language"], one["question"], tuple(one["options"])) for one in kept)


def _choosing(name: str) -> ChoiceExercise | None:
    found = exercise(name) if name in written_exercises() else None
    return found if isinstance(found, ChoiceExercise) else None
