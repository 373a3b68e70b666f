"""The ladder of a clause and the swap: the right sentence follows from the texts, and an independent reader agrees."""

from __future__ import annotations

import pytest

from toolkit.bargaining import library
from toolkit.bargaining.counter.judging import judge
from toolkit.bargaining.counter.lexicon import lexicon
from toolkit.course import ChoiceExercise, clause_ladder, what_was_lost
from toolkit.course.exercises.clause_strength import NOT, RIGHT, SENTENCES, Rung, examples_of, words_of
from toolkit.course.exercises.rewritten_sentence import OURS, THEIRS, TOLD
from toolkit.languages import COMPLETE, Language, strip

RUNGS: tuple[Rung, ...] = ("told", "due", "bites")
# What a sentence of each rung holds and no other of the four: from the English text, by hand.
SIGNS = {
    "told": "shall inform the Union in writing",
    "due": "agree with the Union a written plan",
    "bites": "shall stop using the Covered System from the day",
    "bare": "shall bear the cost of the audits",
}


@pytest.mark.parametrize("rung", RUNGS)
def test_the_right_sentence_is_the_one_on_that_rung(rung: Rung) -> None:
    exercise = clause_ladder(rung)
    said = {option.name: strip(option.sentence.say("en")) for option in exercise.options}
    for name, sign in SIGNS.items():
        assert [key for key, sentence in said.items() if sign in sentence] == [name]
    states = {option.name: exercise.check(option.name).state for option in exercise.options}
    assert states == {name: "right" if name == rung else "not_yet" for name in SIGNS}
    assert exercise.check(rung).message.sentence == RIGHT[rung]
    assert exercise.check("bare").message.sentence == NOT["bare"]
    assert exercise.check("").state == "unreadable"


def test_only_one_of_the_sentences_names_no_time_and_no_trigger() -> None:
    bias = library()["bias"]
    for name, (strength, place) in SENTENCES.items():
        written = str(bias.text("en").paragraphs[strength][place - 1].text)
        assert ("{{ ratio_threshold }}" in written) == (name != "bare")
        assert ("{{ remedy_days }}" in written) == (name in ("told", "due"))  # the one that bites needs no deadline


@pytest.mark.parametrize("language", COMPLETE)
def test_every_sentence_can_be_said_in_every_language(language: str) -> None:
    for exercise in (*map(clause_ladder, RUNGS), what_was_lost()):
        said = [exercise.question, *exercise.hints, exercise.solution]
        said += [each for option in exercise.options for each in (option.sentence, option.message)]
        for sentence in said:
            words = sentence.say(language)
            assert words
            assert "{" not in words
            assert "…" not in words or "“" in words


def test_the_exercises_have_names_of_their_own() -> None:
    exercises: list[ChoiceExercise] = [*map(clause_ladder, RUNGS), what_was_lost()]
    assert len({exercise.id for exercise in exercises}) == 4


def test_a_clause_reads_with_dots_until_its_blanks_are_filled_in() -> None:
    bias, english = library()["bias"], Language("en")
    empty = words_of(bias, "standard", english, {})
    assert "within … of receiving the report" in empty[3][0]
    filled = words_of(bias, "standard", english, examples_of(bias, english))
    assert "within 30 days of receiving the report" in strip(filled[3][0])
    assert [len(points) for _, points in filled] == [0, 0, 3, 0, 0, 0, 0]
    for clause in library().values():
        for strength in clause.strengths:
            for text, points in words_of(clause, strength, english, examples_of(clause, english)):
                assert not {"{{", "[[", "…"} & {sign for sign in ("{{", "[[", "…") if sign in " ".join([text, *points])}


# --- swap ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", THEIRS)
def test_an_answer_is_right_only_where_the_comparison_sees_no_loss(name: str) -> None:
    found = judge(OURS, THEIRS[name], lexicon("en"), known=[], points=())
    assert found.kind == ("reworded" if name == "same" else "weakened")
    state = what_was_lost().check(name)
    assert state.state == ("right" if name == "same" else "not_yet")
    assert state.message.sentence == TOLD[name]
