"""The exercises again with a union's own numbers and cards."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from toolkit.app.offline.own import CARDS, NO_GAP, numbers_page
from toolkit.audit import DecisionLog, audit
from toolkit.commands import main
from toolkit.course import SortingExercise, exercise, written_exercises
from toolkit.course.exercises.own import begin_exercise, own_exercise
from toolkit.errors import AuditError, RecordError
from toolkit.languages import KNOWN, Language


def log(selected_of_b: int, *, within: bool = False) -> DecisionLog:
    """200 people of A, of whom 100 are chosen, and 200 of B."""
    rows = [("A", n < 100, "x") for n in range(200)] + [("B", n < selected_of_b, "x") for n in range(200)]
    table = pd.DataFrame(rows, columns=["group", "chosen", "office"])
    roles = {"decision": "chosen", "selected": [True], "effect": "burden", "groups": ["group"]}
    return DecisionLog(table, **roles, within=["office"] if within else [])


def test_the_largest_gap_of_ones_own_becomes_the_exercises_of_topic_4() -> None:
    page = numbers_page(audit(log(20, within=True), reference={"group": "A"}), "en")
    assert "20 of 200" in page
    assert "100" in page
    assert page.count("data-exercise>") == 2  # times as often, and among people of the same office
    assert "cannot be made" not in page
    assert page.count("data-exercise>") == numbers_page(audit(log(20, within=True)), "ar").count("data-exercise>")


def test_what_cannot_be_made_says_why_and_the_rest_is_made() -> None:
    page = numbers_page(audit(log(20), reference={"group": "A"}), "en", claim=0.97)
    assert page.count("data-exercise>") == 1
    assert "One exercise cannot be made of these numbers" in page
    assert "random sample" in page


def test_without_a_gap_there_is_no_exercise_and_nobody_is_told_that_all_is_equal() -> None:
    with pytest.raises(AuditError) as refused:
        numbers_page(audit(log(98), reference={"group": "A"}), "en")
    assert refused.value.sentence == NO_GAP
    assert "does not mean that there is none" in NO_GAP


def test_small_groups_are_in_no_exercise() -> None:
    rows = [("A", n < 100) for n in range(400)] + [("B", n < 3) for n in range(5)]
    roles = {"decision": "chosen", "selected": [True], "effect": "burden", "groups": ["group"]}
    few = DecisionLog(pd.DataFrame(rows, columns=["group", "chosen"]), **roles)
    with pytest.raises(AuditError, match="no gap"):
        numbers_page(audit(few, reference={"group": "A"}), "en")


@pytest.mark.parametrize("name", written_exercises())
def test_each_exercise_is_written_out_read_again_and_answers_the_same(name: str, tmp_path: Path) -> None:
    ours, own = exercise(name), own_exercise(begin_exercise(name, "fr", tmp_path / "own.yml"))
    assert own.question.say("en") == ours.question.say("fr")  # its own words, whatever language is asked for
    if isinstance(ours, SortingExercise):
        assert isinstance(own, SortingExercise)
        for basket in ours.baskets:
            answers = dict.fromkeys((thing.name for thing in ours.things), basket.name)
            told = [(one.state, one.message.say("fr")) for one in own.check(answers).values()]
            assert told == [(one.state, one.message.say("fr")) for one in ours.check(answers).values()]
    else:
        for option in ours.options:
            told = own.check(option.name)  # type: ignore[assignment]
            assert (told.state, told.message.say("fr")) == (option.state, option.message.say("fr"))  # type: ignore[attr-defined]


def test_a_card_without_an_answer_to_each_basket_is_refused(tmp_path: Path) -> None:
    file = begin_exercise("eight-claims", "en", tmp_path / "claims.yml")
    file.write_text(file.read_text(encoding="utf-8").replace("    depends:", "    other:", 1), encoding="utf-8")
    with pytest.raises(RecordError, match="depends"):
        own_exercise(file)


def test_the_commands_write_a_file_to_change_and_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cards, page, numbers = tmp_path / "cards.yml", tmp_path / "cards.html", tmp_path / "numbers.html"
    assert main(["course", "cards"]) == 0
    assert "eight-claims:" in capsys.readouterr().out
    assert main(["course", "cards", "--begin", "eight-claims", "--to", str(cards), "--language", "pt"]) == 0
    assert main(["course", "cards", str(cards), "--to", str(page), "--language", "pt"]) == 0
    assert Language("pt").say(CARDS) in page.read_text(encoding="utf-8")
    assert main(["course", "cards", "--begin", "nothing"]) == 2
    assert "eight-claims" in capsys.readouterr().err
    assert main(["audit", "berkeley-admissions-1973", "--exercises", str(numbers)]) == 0
    assert "data-exercise" in numbers.read_text(encoding="utf-8")
    assert {"ar", "fr"} < set(KNOWN)
