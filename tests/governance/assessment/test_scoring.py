"""More safeguards never raise what remains, a worse answer never lowers it, and what is hidden never counts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.governance.assessment.conftest import ASKED, answer_to, answers
from toolkit.governance.assessment.answers import Answers, value_of, visible
from toolkit.governance.assessment.example import example_answers
from toolkit.governance.assessment.questionnaire import DIMENSIONS, Questionnaire
from toolkit.governance.assessment.scoring import score
from toolkit.registers.locate import folder

few = settings(max_examples=25, deadline=None)
RISKS = [one for one in ASKED.questions if one.kind == "risk"]
SAFEGUARDS = [one for one in ASKED.questions if one.kind == "safeguard"]


def numbers(made: Answers) -> list[tuple[Any, ...]]:
    return [
        (one.risk, one.relief, one.remaining, one.highest, one.unanswered, one.parts) for one in score(made).dimensions
    ]


def small_answers(asked: Questionnaire, **given: str) -> Answers:
    made = Answers()
    for name, answer in given.items():
        made = made.with_answer(name, answer, of=asked)
    return made


def test_a_small_score_as_reckoned_by_hand(small: Questionnaire) -> None:
    found = score(small_answers(small, first="c", second="b", light="c"), small)["workers"]
    # Risk (2·1 + 1·0.7) / 3; relief 0.7 · (1·1) / 4; what remains is risk · (1 − relief).
    assert found.risk == pytest.approx(0.9)
    assert found.relief == pytest.approx(0.175)
    assert found.remaining == pytest.approx(0.7425)
    assert [(part.question.id, pytest.approx(part.share)) for part in found.parts] == [
        ("first", 2 / 3 * 0.825),
        ("second", 0.7 / 3 * 0.825),
    ]
    assert (found.level, found.open_risks, found.open_safeguards) == (2, 0, 1)
    assert found.unanswered == pytest.approx(3 / 7)


def test_what_is_open_is_told_with_what_it_would_be_at_worst(small: Questionnaire) -> None:
    found = score(small_answers(small, light="a", heavy="a"), small)["workers"]
    assert (found.risk, found.answered_risks) == (0, 0)
    assert found.highest == pytest.approx(1)  # the first at its worst brings the second up, at its worst too
    assert "nothing can be said" in found.say("en", small)
    told = score(small_answers(small, first="c"), small)["workers"].say("en", small)
    assert "at least 67%" in told
    assert "between 67% and 100% remains" in told.replace("\u2068", "").replace("\u2069", "")
    assert "(high to very high). One question that counts here is open." in told
    assert "2 safeguards are open and count as not there." in told
    whole = score(small_answers(small, first="c", second="a", light="a", heavy="a"), small)["workers"].say("en", small)
    assert "at least" not in whole
    assert "open" not in whole


def test_a_hidden_answer_is_not_believed_when_its_question_may_come_up_again(small: Questionnaire) -> None:
    hidden = small_answers(small, first="c", second="a").with_answer("first", of=small)
    assert score(hidden, small)["workers"].highest == pytest.approx(1)


def test_the_example_agrees_with_exact_fractions_from_the_table_of_weights() -> None:
    home = folder("templates") / "governance" / "assessment"
    table = yaml.safe_load((home / "weights.yml").read_text(encoding="utf-8"))
    kinds = {row["id"]: row for row in yaml.safe_load((home / "questions.yml").read_text(encoding="utf-8"))}
    given_ = yaml.safe_load((home / "example.yml").read_text(encoding="utf-8"))["ours"]
    for dimension in DIMENSIONS:
        reached = {"risk": Fraction(0), "safeguard": Fraction(0)}
        total = {"risk": Fraction(0), "safeguard": Fraction(0)}
        for id_, by_dimension in table["questions"].items():
            row, weight = kinds[id_], Fraction(by_dimension.get(dimension, 0))
            total[row["kind"]] += weight
            points = table["choices"].get(id_) or table["scales"][row["scale"]]
            picked = given_.get(id_, [])
            value = sum(Fraction(str(points[one])) for one in ([picked] if isinstance(picked, str) else picked))
            reached[row["kind"]] += weight * min(value, 1)
        risk, relief = reached["risk"] / total["risk"], Fraction("0.7") * reached["safeguard"] / total["safeguard"]
        found = score(example_answers()[0])[dimension]
        assert found.remaining == pytest.approx(float(risk * (1 - relief)))


@few
@given(answers(), st.sampled_from(SAFEGUARDS), st.data())
def test_more_of_a_safeguard_never_raises_what_remains(made: Answers, one: Any, data: Any) -> None:
    low, high = sorted(data.draw(st.tuples(*[st.integers(0, len(one.names) - 1)] * 2)))
    less, more = (score(made.with_answer(one.id, one.names[place])) for place in (low, high))
    for dimension in DIMENSIONS:
        assert more[dimension].remaining <= less[dimension].remaining + 1e-12
        assert more[dimension].highest <= less[dimension].highest + 1e-12


@few
@given(answers(), st.sampled_from(RISKS), st.data())
def test_a_worse_answer_never_lowers_what_remains(made: Answers, one: Any, data: Any) -> None:
    if one.many:
        ticked = data.draw(st.lists(st.sampled_from(one.names[1:]), unique=True, min_size=1, max_size=3))
        better, worse = ticked[:-1] or ["none"], ticked
    else:
        low, high = sorted(data.draw(st.tuples(*[st.integers(0, len(one.names) - 1)] * 2)))
        better, worse = [one.names[low]], [one.names[high]]
    before, after = (score(made.with_answer(one.id, *given_)) for given_ in (better, worse))
    for dimension in DIMENSIONS:
        assert after[dimension].remaining >= before[dimension].remaining - 1e-12
        assert before[dimension].remaining <= before[dimension].highest + 1e-12


@few
@given(answers(), st.data())
def test_a_hidden_answer_never_counts(made: Answers, data: Any) -> None:
    seen = {one.id for one in visible(ASKED, made)}
    hidden = [one for one in ASKED.questions if one.id not in seen]
    changed = made
    for one in hidden:
        changed = changed.with_answer(one.id, *data.draw(answer_to(one)))
    assert numbers(changed) == numbers(made)


@few
@given(answers(), st.randoms())
def test_the_running_score_is_the_final_one_whatever_was_answered_and_taken_back_on_the_way(
    made: Answers, random: Any
) -> None:
    walked = Answers()
    ids = [one.id for one in ASKED.questions if one.kind != "open"]
    for _ in range(10):
        id_ = random.choice(ids)
        walked = walked.with_answer(id_, random.choice(ASKED.question(id_).names))
    wanted = list(made)
    random.shuffle(wanted)
    for id_ in wanted:
        walked = walked.with_answer(id_, *made[id_])
    for id_ in set(walked) - set(made):
        walked = walked.with_answer(id_)
    assert numbers(walked) == numbers(made)


def test_not_known_is_open_and_not_an_answer() -> None:
    made = Answers().with_answer("jobs", "unknown")
    assert value_of(ASKED, ASKED.question("jobs"), made) is None
    assert "jobs" in [one.id for one in score(made).open_questions]
    assert score(made)["workers"].answered_risks == 0


def test_what_counts_most_is_told_and_nothing_where_nothing_counts() -> None:
    assert score(Answers().with_answer("jobs", "none"))["workers"].say_most("en") == ""
    assert "employed" in score(Answers().with_answer("jobs", "very"))["workers"].say_most("en")
