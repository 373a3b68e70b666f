"""What a table means is said on the page: the report speaks so, and a codebook goes home and comes back."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tests.app.audit.test_audit_view import enter, errors, give, piece, press, view
from tests.audit.corpus.test_corpus import here
from tests.audit.corpus.writing import csv
from toolkit.app.kit.fields import TakeAway, Text
from toolkit.documents.brought import table
from toolkit.languages import strip

HEAD = ["sx", "age", "ok"]
MEANING: dict[str, Any] = {"decision": "ok", "selected": ["1"], "effect": "benefit", "groups": ["sx", "age"]}


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "read_apart", here)


def content() -> bytes:
    """Of 400 women 60 were promoted, of 400 men 120; all ages from 20 to 59."""
    rows: list[list[Any]] = []
    for place in range(800):
        sex, age = "12"[place % 2], 20 + place // 2 % 40
        rows.append([sex, age, int(place // 2 % 20 < (3 if sex == "1" else 6))])
    return csv([HEAD, *rows])


def asked(page: Any) -> dict[str, str]:
    """The questions on the page, by their words."""
    return {strip(item.label): name for name, item in page.items.items() if isinstance(item, Text)}


def give_codebook(page: Any, data: bytes) -> None:
    message = {"event": "file", "name": "recipe", "id": "3", "file": "codebook.yml", "size": len(data), "at": 0}
    page.take(message, [data])


@pytest.mark.slow
def test_words_go_into_the_report_and_into_a_codebook_and_come_back() -> None:
    page = view()
    give(page, content())
    enter(page, **MEANING, step="people")
    enter(page, said="were promoted", step="words")
    questions = asked(page)
    first = next(name for words, name in questions.items() if words.startswith("Who are the people with “under"))
    enter(
        page,
        **{
            questions["What is one row of the table?"]: "one employee",
            questions["What does the column “sx” stand for?"]: "sex",
            questions["Who are the people with “1” in “sx”?"]: "women <all>",
            questions["Who are the people with “2” in “sx”?"]: "men",
            first: "young people",
        },
        step="report",
    )
    press(page, "make")
    assert not errors(page)
    # 60 of 400 and 120 of 400.
    assert "Of 100 men, 30 were promoted; of 100 women &lt;all&gt;, 15." in piece(page, "says")
    report = page.items["report"]
    assert isinstance(report, TakeAway)
    assert "one employee" in report.words
    assert "young people" in report.words
    files = {name: data for _, name, _, data in report.files}
    record = yaml.safe_load(files["codebook.yml"])
    assert record["columns"]["sx"] == {
        "label": "sex",
        "values": {"1": {"label": "women <all>", "people": "women <all>"}, "2": {"label": "men", "people": "men"}},
    }
    assert record["affected"] == "were promoted"
    assert record["roles"]["bands"]["age"]

    later = view("ar")
    enter(later, step="file")
    give_codebook(later, files["codebook.yml"])  # before the table that it is about
    give(later, content())
    enter(later, **MEANING, step="words")
    assert later.model.recipe is None
    assert {later._raw(name) for name in asked(later).values()} >= {"one employee", "sex", "women <all>", "men"}
    enter(later, step="file")
    give_codebook(later, b"colour: blue")
    assert "وصفة" in errors(later)["recipe"]


@pytest.mark.slow
def test_who_says_nothing_takes_no_codebook_home() -> None:
    page = view()
    give(page, content())
    enter(page, **MEANING, step="report")
    press(page, "make")
    report = page.items["report"]
    assert isinstance(report, TakeAway)
    assert [name.rpartition(".")[2] for _, name, _, _ in report.files] == ["docx", "pdf", "xlsx", "yml"]
    assert "One row of the table" not in report.words
