"""Ten questions before and after a topic, in every language, and how many are right."""

from __future__ import annotations

import pytest

from toolkit.course import TOPICS, quiz
from toolkit.errors import RecordError
from toolkit.languages import KNOWN

each = pytest.mark.parametrize("topic", [topic.number for topic in TOPICS])


@each
def test_right_is_what_is_right_and_nothing_else(topic: int) -> None:
    ten = quiz(topic)
    right = {one.id: one.right for one in ten.questions}
    assert len(right) == 10
    wrong = {one.id: next(name for name, _ in one.options if name != one.right) for one in ten.questions}
    assert (ten.right(right), ten.right(wrong), ten.right({})) == (10, 0, 0)
    first, *_ = right
    assert ten.right({**right, first: None}) == 9
    assert ten.right({**wrong, "another": "thing"}) == 0


@each
@pytest.mark.parametrize("language", KNOWN)
def test_every_question_has_its_own_words_and_reason(topic: int, language: str) -> None:
    questions = quiz(topic).questions
    for words in ([one.words for one in questions], [one.because for one in questions]):
        assert len({one.say(language) for one in words}) == 10
        if language != "en":
            assert all(one.say(language) != one.say("en") for one in words)
    for one in questions:
        assert len({words.say(language) for _, words in one.options}) == len(one.options) >= 3


def test_a_topic_without_questions_says_so() -> None:
    with pytest.raises(RecordError, match=r"topic-99\.yml"):
        quiz(99)
