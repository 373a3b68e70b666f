"""A questionnaire small enough to reckon by hand, and answers of every kind."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st

from toolkit.governance.assessment.answers import Answers
from toolkit.governance.assessment.questionnaire import (
    DIMENSIONS,
    UNKNOWN,
    Question,
    Questionnaire,
    Shown,
    Weights,
    questionnaire,
)
from toolkit.registers.words import Words

ASKED = questionnaire()


def words(text: str) -> Words:
    return Words((("en", text),))


def question(id_: str, kind: Any, shown_if: Shown | None = None) -> Question:
    return Question(id_, "system", kind, words(id_), tuple((one, words(one)) for one in "abc"), shown_if=shown_if)


@pytest.fixture
def small() -> Questionnaire:
    """Two risks of weight 2 and 1, the second asked where the first is "c"; two safeguards of weight 1 and 3."""
    weights = {"first": 2.0, "second": 1.0, "light": 1.0, "heavy": 3.0}
    return Questionnaire(
        (
            question("first", "risk"),
            question("second", "risk", Shown("first", ("c",))),
            question("light", "safeguard"),
            question("heavy", "safeguard"),
        ),
        Weights(
            dict.fromkeys(weights, {"a": 0.0, "b": 0.7, "c": 1.0}),
            {name: dict.fromkeys(DIMENSIONS, weight) for name, weight in weights.items()},
            (0.25, 0.5, 0.75),
            0.7,
            "test",
        ),
        {f"dimensions.{one}": words(one) for one in DIMENSIONS},
    )


def answer_to(one: Question) -> st.SearchStrategy[tuple[str, ...]]:
    """Any answer, "unknown" and none at all among them."""
    if one.kind == "open":
        return st.just(())
    if one.many:
        return st.lists(st.sampled_from(one.names), unique=True, max_size=3).map(tuple)
    return st.one_of(st.just(()), st.sampled_from([(name,) for name in (*one.names, UNKNOWN)]))


@st.composite
def answers(draw: Any) -> Answers:
    """Answers to many questions, hidden ones among them."""
    made = Answers()
    for one in ASKED.questions:
        given = draw(answer_to(one))
        if given:
            made = made.with_answer(one.id, *given)
    return made
