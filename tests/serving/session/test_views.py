"""The wall of a tally: names that are true of everybody in a bar, of how many, and why something is hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from toolkit.course.exercises.written import exercise
from toolkit.course.sessions.answers import options_of
from toolkit.course.sessions.polls import Poll
from toolkit.course.sessions.session import Session, begin
from toolkit.course.store.tally import publish
from toolkit.languages import KNOWN, Language
from toolkit.languages.language import latin_digits
from toolkit.serving.session.views import _answered, _poll, _shown

ENGLISH = Language("en")
PACE = Poll("p1", ready="pace", state="shown")


def shown(poll: Poll, counts: Mapping[str, int], language: Language = ENGLISH, joined: int = 30) -> dict:
    tally = publish({**dict.fromkeys(poll.answers, 0), **counts})
    return _poll(poll, {"answered": {(poll.code,): tally.total}, "joined": joined, "tallies": {"p1": tally}}, language)


@pytest.mark.parametrize(
    ("counts", "bars", "note"),
    [
        (
            {"slow": 1, "right": 12, "fast": 12},
            [("Too slow or Right", 13, "13 answers together"), ("Too fast", 12, "12 answers")],
            "Where fewer than 5 gave an answer, or nobody did, it stands together with another one",
        ),
        (
            {"slow": 1, "right": 28, "fast": 1},
            [("Right", None, "All or almost all: at least 27 of 30")],
            "Fewer than 5 gave another answer, or nobody did.",
        ),
        ({"right": 14}, [("Right", None, "At least 11 of 14")], "Fewer than 5 gave another answer, or nobody did."),
        ({"slow": 2, "right": 3, "fast": 3}, [], "What they answered is not shown: with fewer than 9 answers"),
        ({"slow": 4, "right": 12, "fast": 4}, [], "What they answered is not shown: however it is put together"),
        ({"slow": 9, "right": 12, "fast": 5}, [("Too slow", 9, ""), ("Right", 12, ""), ("Too fast", 5, "")], ""),
    ],
)
def test_each_bar_is_true_of_everybody_in_it(counts: dict[str, int], bars: list[tuple], note: str) -> None:
    told = shown(PACE, counts)
    assert [(bar["name"], bar["people"]) for bar in told["bars"]] == [bar[:2] for bar in bars]
    assert all(bar["said"].startswith(said) for bar, (_, _, said) in zip(told["bars"], bars, strict=True))
    assert told["note"].startswith(note)
    assert bool(told["note"]) == bool(note), "where nothing is hidden nothing is said of it"
    assert told["of"] == sum(counts.values())


@pytest.mark.parametrize("code", KNOWN)
def test_every_language_says_the_same_numbers(code: str) -> None:
    told = shown(PACE, {"slow": 7, "right": 12, "fast": 1}, Language(code))
    names = [PACE.words(Language(code))[1][answer] for answer in PACE.answers]
    assert [bar["words"] for bar in told["bars"]] == [names[:1], names[1:]]
    assert [re.findall(r"[0-9]+", latin_digits(bar["said"])) for bar in told["bars"]] == [["7"], ["13"]]
    assert all(name in told["bars"][1]["name"] for name in names[1:])
    assert "20" in latin_digits(told["total"])
    assert "30" in latin_digits(told["total"])


@pytest.mark.parametrize(
    ("people", "joined", "said"),
    [
        (25, 30, "25 of 30 have answered."),
        (1, 30, "1 of 30 has answered."),
        (31, 30, "31 have answered."),  # never more than were asked
        (25, None, "25 have answered."),
    ],
)
def test_of_how_many(people: int, joined: int | None, said: str) -> None:
    assert _answered(people, joined, ENGLISH) == said


def test_whole_sentences_are_joined_without_a_full_stop_between_them() -> None:
    options = {"a": "It was fair.", "b": "It was not."}
    told = _shown(publish({"c": 14, "a": 9, "b": 1}), "?", {**options, "c": "Both"}, "", ENGLISH)
    assert told["bars"][1]["name"] == "It was fair or It was not"


def test_an_exercise_stays_as_it_was_first_shown() -> None:
    """Otherwise who saw both could subtract: that one more said b."""
    early, late = publish({"a": 20, "b": 7}), publish({"a": 20, "b": 8})
    too_few = publish({"a": 3, "b": 1})
    session: Session = begin("en/x.ipynb", "en")[0]
    session = session.show_exercise("one", too_few).show_exercise("one", early)
    assert session.on_wall == (("one", early),)
    session = session.hide_exercise("one")
    assert session.on_wall == ()
    assert session.show_exercise("one", late).on_wall == (("one", early),)


def test_the_right_answer_of_an_exercise_stands_by_itself() -> None:
    options = options_of("be-the-model")
    states = {option.name: option.state for option in exercise("be-the-model").options}  # type: ignore[union-attr]
    assert sorted(options) == sorted(states)
    right = [states[option] == "right" for option in options]
    assert right == sorted(right, reverse=True)
    told = publish(dict.fromkeys(options, 3) | {options[0]: 15})
    assert told.bars[0].answers == options[:1]
