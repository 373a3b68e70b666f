"""Two scores side by side: the drivers add up, and nothing is compared that was not answered."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from tests.governance.assessment.conftest import ASKED, answers
from toolkit.errors import DataError
from toolkit.governance.assessment.answers import Answers
from toolkit.governance.assessment.difference import compare_scores
from toolkit.governance.assessment.example import example_answers
from toolkit.governance.assessment.questionnaire import Questionnaire
from toolkit.governance.assessment.scoring import score


@settings(max_examples=15, deadline=None)
@given(answers(), answers())
def test_the_drivers_add_up_to_the_difference_and_turn_round_with_the_sides(ours: Answers, theirs: Answers) -> None:
    forth, back = compare_scores(score(ours), score(theirs)), compare_scores(score(theirs), score(ours))
    for one, other in zip(forth, back, strict=True):
        assert sum(driver.amount for driver in one.drivers) == pytest.approx(one.amount, abs=1e-7)
        sizes = [abs(driver.amount) for driver in one.drivers]
        assert sizes == sorted(sizes, reverse=True)
        assert {(d.question.id, round(d.amount, 9)) for d in one.drivers} == {
            (d.question.id, round(-d.amount, 9)) for d in other.drivers
        }


def test_two_small_scores_as_reckoned_by_hand(small: Questionnaire) -> None:
    ours = Answers().with_answer("first", "c", of=small).with_answer("second", "a", of=small)
    theirs = Answers().with_answer("first", "b", of=small).with_answer("heavy", "c", of=small)
    found = compare_scores(score(ours, small), score(theirs, small))[0]
    # Ours 2/3; theirs (1.4/3)·(1 − 0.7·3/4). "first" moves 0.6/3 at the middle of both reliefs, 1 − 0.525/2; "heavy"
    # moves 0.525 at the middle of both risks, (2/3 + 1.4/3)/2.
    first = Fraction(6, 30) * (1 - Fraction(525, 2000))
    heavy = Fraction(525, 1000) * (Fraction(20, 30) + Fraction(14, 30)) / 2
    assert {d.question.id: pytest.approx(d.amount) for d in found.drivers} == {
        "first": float(first),
        "heavy": float(heavy),
    }
    assert found.amount == pytest.approx(2 / 3 - 1.4 / 3 * 0.475)


def test_the_example_names_what_drives_it_in_words() -> None:
    ours, theirs = map(score, example_answers())
    found = next(one for one in compare_scores(ours, theirs) if one.dimension == "control")
    assert found.say("en") == "Democratic control: our answers leave 76%, theirs 22%: 54 points more in ours."
    told = [driver.say("en") for driver in found.drivers]
    assert any("“Does it lack a decision by an elected body?”: we say “Yes”, they say “No”" in one for one in told)
    assert any("they say “no answer yet”" in one for one in told), "they could not say under whose law the data lie"


def test_equal_numbers_are_not_called_agreement_and_unanswered_sides_are_not_compared() -> None:
    one, other = Answers().with_answer("jobs", "very"), Answers().with_answer("pace", "very")
    found = compare_scores(score(one), score(other))[0]
    assert "does not mean that the answers do" in found.say("en")
    assert len(found.drivers) == 2
    alone = compare_scores(score(one), score(Answers()))[0]
    assert not alone.compared
    assert "points" not in alone.say("en")


def test_scores_with_different_weights_are_not_held_side_by_side() -> None:
    changed = ASKED.reweighted({"jobs": {"workers": 1}})
    with pytest.raises(DataError, match="different questions or weights"):
        compare_scores(score(Answers()), score(Answers(), changed))
