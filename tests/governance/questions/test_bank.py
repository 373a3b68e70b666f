"""At least sixty questions by theme, each with why, a good answer and an evasive one, in five languages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from toolkit.errors import RecordError
from toolkit.governance.assessment.questionnaire import questionnaire
from toolkit.governance.questions.bank import bank, read_bank
from toolkit.languages import KNOWN
from toolkit.registers.locate import folder

BANK = bank()


def test_every_question_is_whole_in_five_languages() -> None:
    assert len(BANK.questions) >= 60
    assert sum(one.first for one in BANK.questions) == 10
    for one in BANK.questions:
        for part in (one.ask, one.why, one.good, one.evasive):
            assert len({part.say(code) for code in KNOWN}) == len(KNOWN), one.id
        for code in KNOWN:
            assert re.search("[?؟]", one.ask.say(code)), (one.id, code)


def test_each_theme_has_six_and_a_name() -> None:
    for theme in BANK.themes:
        assert sum(one.theme == theme for one in BANK.questions) == 6, theme
        assert BANK.theme(theme, "ar") != BANK.theme(theme, "en")


def test_what_is_open_in_the_assessment_becomes_a_question_to_management() -> None:
    about = {id_ for one in BANK.questions for id_ in one.about}
    assert about == {one.id for one in questionnaire().questions}
    assert [one.id for one in BANK.settling(["price", "lock-in", "exit"])] == ["money-exit", "money-change"]
    assert BANK.settling([]) == ()


def test_words_without_a_question_are_refused(tmp_path: Path) -> None:
    shutil.copytree(folder("templates") / "governance" / "questions", tmp_path / "q")
    path = tmp_path / "q" / "bank.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "id: seat-tie" not in line), encoding="utf-8")
    with pytest.raises(RecordError, match="words without a question"):
        read_bank(tmp_path / "q")
