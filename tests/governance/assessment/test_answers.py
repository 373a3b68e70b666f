"""Answers change one at a time, and a file of a stranger holds nothing that was not asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from toolkit.errors import DataError, ToolkitError, UnreadableFile
from toolkit.governance.assessment.answers import LARGEST, Answers, read_answers
from toolkit.governance.assessment.example import example_answers


def test_a_file_gives_back_what_was_saved(tmp_path: Path) -> None:
    made = example_answers("ar")[0].with_answer("purpose", "Sort  requests\nby need").with_answer("price", "unknown")
    read = read_answers(made.save(tmp_path / "a.json").read_bytes(), "a.json")
    assert read == made
    assert read["purpose"] == "Sort requests by need"


def test_nothing_and_something_do_not_stand_together_and_one_answer_is_one() -> None:
    assert Answers().with_answer("traces", "none", "place")["traces"] == ("place",)
    assert Answers().with_answer("traces", "unknown", "none")["traces"] == ("none",)
    with pytest.raises(DataError, match="no answer to"):
        Answers().with_answer("jobs", "much", "little")


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"[" * 5000,
        b"[]",
        b'{"what": "negotiation", "format": 1}',
        b'{"what": "assessment", "format": 1, "answers": []}',
        b'{"what": "assessment", "format": 1, "answers": {"jobs": [3]}}',
        b" " * (LARGEST + 1),
    ],
)
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match="does not hold answers"):
        read_answers(content, "x.json")


@pytest.mark.parametrize("answers", [{"jobs": "x"}, {"cost": "much"}, {"jobs": ["much", "little"]}])
def test_an_answer_that_does_not_exist_is_named(answers: dict[str, object]) -> None:
    data = json.dumps({"what": "assessment", "format": 1, "answers": answers}).encode()
    with pytest.raises(ToolkitError, match="no (answer|question)"):
        read_answers(data, "x.json")
