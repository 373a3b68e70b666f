"""Marking sentences: nothing is told before a check, each mark is answered in its own words, and it is a paper too."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest

from toolkit.app import ask
from toolkit.app.kit.sheet import Sheet
from toolkit.course import five_places
from toolkit.languages import KNOWN, Language, strip

LOST = ["documents", "answer", "examine", "consent", "loss"]


@pytest.fixture
def page(open_page: Callable[[Sheet], Any]) -> Any:
    return open_page(ask(five_places(), "en"))


def test_no_sentence_tells_whether_it_is_one(page: Any) -> None:
    told = [one.told.say("en") for one in five_places().passages]
    assert len(page.specs["marks"]["options"]) == 10
    assert not any(words in page.text(name) for words in told for name in ("question", "tally"))
    page.enter(marks=["documents"])
    assert page.text("tally") == ""


def test_each_mark_is_answered_in_its_own_words(page: Any) -> None:
    page.press("check")
    assert "Mark a sentence first." in page.text("tally")
    page.press("check", marks=["views", "documents"])
    tally = strip(page.text("tally"))
    assert "1 of 5 places found. 1 mark stands where nothing was lost." in tally
    assert "This “may” is ours: it gives the Union a right." in tally
    assert "Ours said “shall hand over”." in tally
    assert "within 14 days" not in tally  # of a sentence that nobody marked
    page.press("check", marks=LOST)
    assert "5 of 5 places found." in strip(page.text("tally"))
    assert "nothing was lost" not in page.text("tally")
    page.enter(marks=LOST[:2])
    assert page.text("tally") == ""  # what was said of other marks does not stand below these


@pytest.mark.slow
def test_it_can_be_printed_with_the_answers_at_its_end(page: Any) -> None:
    assert page.press("paper") == ""
    files = {each["name"]: bytes(each["content"]) for each in page.specs["printed"]["files"]}
    assert sorted(name.rpartition(".")[2] for name in files) == ["docx", "pdf"]
    word = docx.Document(io.BytesIO(next(content for name, content in files.items() if name.endswith("docx"))))
    assert len(word.tables[0].rows) == 11
    assert [row.cells[2].text for row in word.tables[0].rows[1:]] == ["☐"] * 10


def test_five_of_ten_sentences_are_places_and_every_language_has_its_own() -> None:
    exercise = five_places()
    assert [one.name for one in exercise.passages if one.lost] == LOST
    for code in KNOWN:
        said = [one.words.say(code) for one in exercise.passages] + [one.told.say(code) for one in exercise.passages]
        assert len(set(said)) == 20
        assert code == "en" or not set(said) & {one.words.say("en") for one in exercise.passages}
    assert exercise.tally([], Language("en")) == "Mark a sentence first."
