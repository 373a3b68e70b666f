"""The questionnaire holds what it must, and a folder that does not is refused by entry."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.governance.assessment.conftest import ASKED
from toolkit.errors import RecordError
from toolkit.governance.assessment.questionnaire import DIMENSIONS, read_questionnaire
from toolkit.languages import KNOWN
from toolkit.registers.locate import folder

HOME = folder("templates") / "governance" / "assessment"


def test_it_asks_in_five_languages_and_no_dimension_is_cost() -> None:
    assert 45 <= len(ASKED.questions) <= 60
    for one in ASKED.questions:
        assert len({one.say(code) for code in KNOWN}) == len(KNOWN), one.id
    assert DIMENSIONS == ("workers", "users", "access", "control", "supplier")


def test_every_letter_of_article_27_has_a_question_and_no_text_cites_a_number_of_a_question() -> None:
    letters = {letter for one in ASKED.questions for letter in dict(one.counterparts).get("ai_act", ())}
    assert letters == set("abcdef")
    for name in ("gdpr", "iama", "aia"):
        assert sum(name in dict(one.counterparts) for one in ASKED.questions) >= 8, name
    assert not [one.id for one in ASKED.questions if re.search(r"\d", one.say("en"))]


def test_the_short_round_touches_every_dimension_with_risks_and_safeguards() -> None:
    core = [one for one in ASKED.questions if one.core]
    for dimension in DIMENSIONS:
        for kind in ("risk", "safeguard"):
            assert any(one.kind == kind and ASKED.weight(one.id, dimension) for one in core), (dimension, kind)
    assert all(one.shown_if is None or one.shown_if.question in {each.id for each in core} for one in core)


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("questions.yml", "is: [written, done]", "is: [written]", "weighs as much or more"),
        ("questions.yml", "{question: human, is", "{question: who-runs, is", "of its own kind"),
        ("questions.yml", "{id: pace,", "{id: speed,", "are missing"),
        ("weights.yml", "  jobs: {workers: 3, access: 1}\n", "", "differ"),
        ("weights.yml", "{not: 0, partly: 0.5, fully: 1}", "{not: 0, partly: 1.5, fully: 1}", "rise"),
        ("words/fr.yml", "    term: algorithme\n", "", "one language and not in another"),
    ],
)
def test_what_does_not_hold_is_named(tmp_path: Path, file: str, old: str, new: str, problem: str) -> None:
    shutil.copytree(HOME, tmp_path / "copy")
    path = tmp_path / "copy" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RecordError, match=problem):
        read_questionnaire(tmp_path / "copy")


def test_a_weight_of_ones_own_changes_the_copy_and_not_the_table() -> None:
    changed = ASKED.reweighted({"jobs": {"workers": 1}})
    assert (changed.weight("jobs", "workers"), ASKED.weight("jobs", "workers")) == (1, 3)
    with pytest.raises(RecordError, match="no such weights"):
        ASKED.reweighted({"jobs": {"cost": 5}})
