"""The employer's assessment is read with ours: each place leads to our questions, and back."""

from __future__ import annotations

import pytest

from tests.governance.assessment.conftest import ASKED
from toolkit.documents import Table
from toolkit.governance.assessment.crosswalk import asking, crosswalk_document
from toolkit.governance.assessment.example import example_answers
from toolkit.languages import KNOWN


def test_each_letter_of_article_27_leads_to_questions_and_an_unknown_place_to_none() -> None:
    for letter in "abcdef":
        assert asking("ai_act", letter)
    assert asking("ai_act", "g") == ()
    assert asking("other", "a") == ()
    assert [one.id for one in asking("iama", "1.4.3")] == ["lock-in", "exit"]


@pytest.mark.parametrize("language", KNOWN)
def test_every_question_stands_there_once_and_a_hidden_one_has_no_answer(language: str) -> None:
    theirs = example_answers(language)[1].with_answer("who-runs", "own")
    (table,) = (one for one in crosswalk_document(language, theirs).blocks if isinstance(one, Table))
    rows = {row[0]: row for row in table.rows}
    assert len(rows) == len(table.rows) == len(ASKED.questions)
    assert [band.text for band in table.bands] == [ASKED.say(f"sections.{one}", language) for one in ASKED.sections]
    hidden, shown = rows[ASKED.question("lock-in").say(language)], rows[ASKED.question("jobs").say(language)]
    assert hidden[-1] == "–", "they answered it once, and it is not asked now"
    assert shown[-1] == ASKED.question("jobs").answer("little", language)
    assert shown[1:5] == ("–", "–", "–", "impact4A")


def test_without_their_answers_there_is_no_column_for_them() -> None:
    (table,) = (one for one in crosswalk_document("en").blocks if isinstance(one, Table))
    assert len(table.header) == 5
