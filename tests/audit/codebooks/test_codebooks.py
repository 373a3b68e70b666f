"""What is answered about a table stands in its report, in a file that people read, and comes back from it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
import yaml

from toolkit.audit import DecisionLog, audit
from toolkit.audit.codebooks.answers import Worded, answers_in, codebook_at, codebook_in, codebook_text
from toolkit.audit.codebooks.questions import MOST_VALUES, Asked, ColumnAsked, questions_on
from toolkit.audit.papers.report import report_document
from toolkit.documents import write_text
from toolkit.errors import DataError
from toolkit.languages import COMPLETE, strip
from toolkit.registers.codebook import read_codebook

ROLES: dict[str, Any] = {"decision": "promo", "selected": ["yes"], "effect": "benefit", "groups": ["sx"], "count": "n"}
ANSWERS = {
    Asked("title"): "Promotions in the north",
    Asked("row"): "one application for promotion",
    Asked("period"): "2026",
    Asked("decided_by"): "a program",
    Asked("column", "sx"): "sex",
    Asked("group", "sx", "no"): "women",  # a word that YAML would take for something else
    Asked("group", "sx", "1"): "men: all of them",
    Asked("value", "promo", "yes"): "promoted # at once",
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    with path.open("w", newline="") as file:
        rows = [("no", "yes", 150), ("no", "no", 850), ("1", "yes", 300), ("1", "no", 700)]
        csv.writer(file).writerows([("sx", "promo", "n"), *rows])
    return path


def written(table: Path) -> Path:
    text = codebook_text(Worded(ANSWERS).codebook(ROLES, table.name), "en", "were promoted")
    path = table.with_name("codebook.yml")
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_is_plain_and_its_parts_are_explained(table: Path) -> None:
    text = written(table).read_text(encoding="utf-8")
    record = yaml.safe_load(text)
    assert record["columns"]["sx"]["values"]["no"] == {"label": "women", "people": "women"}
    assert record["columns"]["promo"]["values"]["yes"]["label"] == "promoted # at once"
    assert record["roles"] == ROLES
    assert record["affected"] == "were promoted"
    assert "# What one row is\nrow: one application for promotion\n" in text
    heads = {codebook_text(Worded(ANSWERS).codebook(ROLES), language).splitlines()[0] for language in COMPLETE}
    assert len(heads) == len(COMPLETE)


def test_an_audit_speaks_in_these_words(table: Path) -> None:
    path = written(table)
    for log in (
        DecisionLog(table, codebook=path, **ROLES),
        DecisionLog.open(path.parent),  # as with every dataset
        DecisionLog.open(path),
    ):
        result = audit(log, reference={"sx": "1"})
        said = strip(result.findings[0].say("en"))
        # 300 of 1,000 and 150 of 1,000.
        assert "Of 100 women, 15 were promoted; of 100 men: all of them, 30." in said
        text = strip(write_text(report_document(result, "en")))
        assert "Promotions in the north" in text
        for words in ("one application for promotion", "a program", "2026", "promoted # at once"):
            assert words in text


def test_without_answers_the_file_speaks_for_itself(table: Path) -> None:
    text = strip(write_text(report_document(audit(DecisionLog(table, **ROLES)), "en")))
    for label in ("One row of the table", "Time that it covers", "Who or what decided"):
        assert label not in text


def test_answers_come_back_from_the_file(table: Path) -> None:
    content = written(table).read_bytes()
    found = answers_in(content, "codebook.yml", "fr")  # there is one language in it: that of whoever wrote it
    assert ANSWERS.items() <= found.items()
    assert codebook_in(content, "codebook.yml").roles == ROLES


def test_a_codebook_of_a_dataset_gives_answers_in_every_language() -> None:
    book = read_codebook("berkeley-admissions-1973")
    content = (book.table.parent / "codebook.yml").read_bytes()
    told = {language: answers_in(content, "codebook.yml", language)[Asked("title")] for language in COMPLETE}
    assert told == {language: book.text("title", language) for language in COMPLETE}
    assert len(set(told.values())) == len(COMPLETE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- a",
        "columns: [",
        "a: &x {b: c}\ncolumns: *x",
        "columns: 3",
        "!!python/object:os.system {}",
        "title: a\nroles: {colour: x}",
    ],
)
def test_what_is_no_codebook_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="no codebook"):
        codebook_at(path)


@pytest.mark.parametrize("text", ["", "- a", "columns: 3", "colour: blue", "a: &x {b: c}\ncolumns: *x"])
def test_no_answers_are_taken_from_another_file(text: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no codebook"):
        answers_in(text.encode(), "x.yml", "en")
    with pytest.raises(DataError, match="no codebook"):
        codebook_at(tmp_path / "none.yml")


def test_values_that_are_too_many_are_not_asked_about() -> None:
    few, many = [str(number) for number in range(MOST_VALUES)], [str(number) for number in range(MOST_VALUES + 1)]
    asked = questions_on([ColumnAsked("a", few, True), ColumnAsked("b", many)])
    assert sum(one.kind == "group" for one in asked) == MOST_VALUES
    assert [one.column for one in asked if one.kind in ("column", "value")] == ["a", "b"]
