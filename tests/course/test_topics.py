"""The seven topics stand in the order of the founding document, and each says what a newcomer wants to know."""

from __future__ import annotations

import dataclasses

import pytest

from toolkit.course import TOPICS, Topic
from toolkit.languages import KNOWN, Language

each_topic = pytest.mark.parametrize("topic", TOPICS, ids=[str(topic.number) for topic in TOPICS])
SUBJECTS = ["fuss", "public services and jobs", "rights", "seat", "bargaining", "Sharing", "Alliances"]
AUDIENCES = {"digital-rights organisers", "union leaders", "workplace representatives", "secretariat staff"}


def test_the_topics_are_seven_and_in_order() -> None:
    assert [topic.number for topic in TOPICS] == [1, 2, 3, 4, 5, 6, 7]
    for topic, subject in zip(TOPICS, SUBJECTS, strict=True):
        assert subject in topic.title


@each_topic
def test_a_topic_answers_a_question_and_sends_people_home_with_something(topic: Topic) -> None:
    assert topic.question.endswith("?")
    assert topic.leave_with.startswith("a "), "it continues: You leave with: …"
    assert not topic.leave_with.endswith(".")


@each_topic
def test_a_topic_is_for_some_of_the_three_audiences(topic: Topic) -> None:
    assert set(topic.for_whom) <= AUDIENCES
    assert "digital-rights organisers" in topic.for_whom, "they hold the course for others"
    together = {"workplace representatives", "secretariat staff"}
    assert together & set(topic.for_whom) in (set(), together), "these two are taught together"


def test_a_topic_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        TOPICS[0].title = "another"  # type: ignore[misc]


@pytest.mark.parametrize("code", KNOWN)
def test_topic_4_is_called_on_paper_as_its_lesson_is(code: str) -> None:
    speech = Language(code)
    lesson = speech.say("# A seat at the table: who watches the algorithm?").removeprefix("# ")
    assert lesson.startswith(speech.say(TOPICS[3].title))
