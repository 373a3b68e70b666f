"""What is taken home of an agreement, and a draft that is opened again: nothing is lost, nothing of ours gets out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import docx
import icalendar
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.app import choose_clause
from toolkit.app.agreement.fields import read_entries, ticked
from toolkit.app.agreement.model import AgreementModel, entries_of
from toolkit.app.agreement.view import AgreementView
from toolkit.app.kit.sheet import Sheet
from toolkit.audit import AuditResult
from toolkit.bargaining import Agreement, library
from toolkit.bargaining.agreements.saving import written
from toolkit.course.exercises.clause_strength import examples_of
from toolkit.languages import Language, strip

pytestmark = pytest.mark.slow

languages = pytest.mark.parametrize("language", ["en", "ar"])
READY = {
    **{"place": "KE", "union": "Dock Workers", "employer": "Harbour Agency", "step": "papers"},
    **{"clauses.decisions": ["bias"], "clauses.voice": ["notice"]},
    **{"bias.auditor": "Institute for Labour Studies", "bias.characteristics": ["sex", "origin"]},
    **{"notice.triggers": ["tender"]},
}
OURS = [
    *("For us", "our strategy", "floor", "Strength of this draft", "Watch out", "They say", "We answer"),
    *("What it costs them", "What we could give for it", "What is lost without it"),
]


@pytest.fixture
def page(open_page: Callable[[Sheet], Any]) -> Any:
    return open_page(choose_clause("en"))


def made(page: Any) -> list[str]:
    return [name for name in page.specs if name.startswith("paper-")]


def file(page: Any, paper: str, suffix: str) -> bytes:
    (content,) = (each["content"] for each in page.specs[paper]["files"] if each["name"].endswith(suffix))
    return bytes(content)


def give(page: Any, content: bytes, name: str = "draft.yml", field: str = "saved") -> None:
    """Choose a file, as the page sends it."""
    message = {"event": "file", "name": field, "id": "1", "file": name, "size": len(content), "at": 0}
    page.sheet.take(message, [content])


def words_of(content: bytes) -> str:
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return strip("\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells]))


@languages
def test_everything_for_the_meeting_is_there_in_every_form(open_page: Callable[[Sheet], Any], language: str) -> None:
    page = open_page(choose_clause(language))
    assert page.press("make", **READY, more=["more"], starts="2027-03-01") == ""
    names = ["paper-table", "paper-us", "paper-speech", "paper-objections", "paper-dates", "paper-draft"]
    assert made(page) == names
    suffixes = [[each["name"].rpartition(".")[2] for each in page.specs[name]["files"]] for name in names]
    assert suffixes == [["docx", "pdf"], ["docx", "pdf"], ["docx"], ["docx"], ["ics"], ["yml"]]
    for name in names[:4]:
        assert words_of(file(page, name, ".docx"))
        assert page.specs[name]["page"].startswith("<!DOCTYPE html>")
    assert file(page, "paper-us", ".pdf").startswith(b"%PDF-")
    for paper in ("paper-table", "paper-us"):
        text = words_of(file(page, paper, ".docx"))
        assert "Institute for Labour Studies" in text
        assert library()["notice"].text(language).title in text


def test_the_dates_are_those_that_follow_from_the_day_it_begins(page: Any) -> None:
    page.press("make", **READY, more=["more"], starts="2027-03-01", **{"bias.first_audit_days": "90"})
    calendar = icalendar.Calendar.from_ical(file(page, "paper-dates", ".ics"))
    days = {event.decoded("DTSTART") for event in calendar.walk("VEVENT")}
    assert date(2027, 5, 30) in days  # ninety days after 1 March: 30 in March, 30 in April, 30 in May
    page.press("make", more=[])
    assert "paper-dates" not in made(page)


def test_the_paper_for_the_table_holds_nothing_of_ours(grants: AuditResult, open_page: Callable[[Sheet], Any]) -> None:
    page = open_page(AgreementView(grants.findings, "en"))
    page.press("make", **READY)
    spec = page.specs["paper-table"]
    forms = {"page": unescape(re.sub("<[^>]*>", " ", spec["page"].partition("<body")[2])), "words": spec["words"]}
    with zipfile.ZipFile(io.BytesIO(file(page, "paper-table", ".docx"))) as archive:
        for name in archive.namelist():
            if name.startswith(("docProps", "word/document", "word/header", "word/footer", "word/comments")):
                forms[name] = unescape(re.sub("<[^>]*>", "", archive.read(name).decode("utf-8")))
    for form, text in forms.items():
        for words in OURS:
            assert words.casefold() not in strip(text).casefold(), f"{words} in {form}"
        assert "6.2 times" not in strip(text)
    ours = strip(page.specs["paper-us"]["words"])
    assert "6.2 times" in ours
    assert [words for words in OURS[:5] if words.casefold() not in ours.casefold()] == []


def test_every_file_but_one_says_in_its_name_that_it_is_ours(page: Any) -> None:
    page.press("make", **READY)
    files = [each["name"] for name in made(page) for each in page.specs[name]["files"]]
    assert len(set(files)) == len(files)
    assert [name for name in files if "us" not in name] == [
        "agreement-for-the-table.docx",
        "agreement-for-the-table.pdf",
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"union": "Other"},
        {"strength.bias": "minimum"},
        {"bias.remedy_days": "20"},
        {"clauses.voice": []},
        {"place": "ES"},
    ],
    ids=["union", "strength", "number", "clause", "place"],
)
def test_papers_vanish_when_anything_changes(page: Any, change: dict[str, Any]) -> None:
    page.press("make", **READY)
    assert len(made(page)) == 5
    page.enter(**change)
    assert made(page) == []
    assert page.text("told") == "You changed something. Make your papers again."


def test_papers_stay_while_a_reader_only_looks_round(page: Any) -> None:
    page.press("make", **READY)
    page.enter(step="blanks", part="bias")
    page.enter(step="papers")
    assert len(made(page)) == 5


def test_two_languages_stand_in_two_columns(page: Any) -> None:
    page.press("make", **READY, more=["more"], second_language="ar")
    text = words_of(file(page, "paper-table", ".docx"))
    for language in ("en", "ar"):
        assert library()["bias"].text(language).title in text
    assert library()["bias"].text("ar").title in page.specs["paper-table"]["page"]


def test_making_papers_writes_no_file(page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page.press("make", **{**READY, "union": "Dock Workers who have made no paper before"})
    assert len(made(page)) == 5
    assert list(tmp_path.iterdir()) == []


def test_hostile_words_stay_words_in_every_paper(page: Any, hostile: str, assert_tame: Callable[..., None]) -> None:
    page.press("make", **{**READY, "union": hostile, "employer": hostile, "bias.auditor": hostile})
    assert len(made(page)) == 5
    for name in ("paper-table", "paper-us", "paper-speech", "paper-objections"):
        assert_tame(page.specs[name]["page"], paper=True)
    for step in ("who", "what", "strength", "blanks", "look"):
        page.enter(step=step)
        for content in page.pieces():
            assert_tame(content)


# --- a draft that is opened again ----------------------------------------------------------------------------------


def test_a_draft_that_was_saved_fills_in_everything_again(page: Any, open_page: Callable[[Sheet], Any]) -> None:
    page.press("make", **READY, **{"strength.bias": "minimum", "bias.remedy_days": "٢٠"}, more=["more"], months="36")
    saved = file(page, "paper-draft", ".yml")
    other = open_page(choose_clause("ar"))
    give(other, saved)
    assert "بندان" in other.text("opened-told")  # the dual needs no digit
    assert other.sheet.model.about == page.sheet.model.about
    assert other.sheet.model.strengths == page.sheet.model.strengths
    assert other.sheet.model.blanks == page.sheet.model.blanks
    other.press("make", step="papers")
    assert len(made(other)) == 5
    assert library()["bias"].text("ar").title in other.specs["paper-table"]["words"]


def test_what_no_field_asks_for_comes_from_the_draft_also_after_a_reload(
    grants: AuditResult, open_page: Callable[[Sheet], Any]
) -> None:
    first = open_page(AgreementView(grants.findings, "en"))
    first.press("make", **READY)
    saved = yaml.safe_load(file(first, "paper-draft", ".yml"))
    saved |= {"title": "Our own title", "signatories": ["The port council"]}
    saved["articles"] = saved["articles"][::-1]  # another order than the library's
    page = open_page(choose_clause("en"))
    give(page, yaml.safe_dump(saved, allow_unicode=True).encode())
    loaded = open_page(choose_clause("en"))
    loaded.press("make", **page.values, step="papers")
    words = strip(loaded.specs["paper-us"]["words"])
    assert "Our own title" in loaded.specs["paper-table"]["words"]
    assert "The port council" in loaded.specs["paper-table"]["words"]
    assert "6.2 times" in words  # the finding behind the clause
    titles = [library()[one["clause"]].text("en").title for one in saved["articles"]]
    found = [loaded.specs["paper-table"]["words"].index(f"– {title}") for title in titles]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04 not a draft", "is not a draft that was saved here"),
        (b"format: 1\nsecret: x\n", "holds “secret”"),
        (b"format: 9\n", "newer version"),
        (b"a: &a [1]\nb: *a\n", "is not a draft that was saved here"),
        (b"<script>alert(1)</script>", "is not a draft that was saved here"),
    ],
)
def test_a_file_that_is_no_draft_is_refused_in_words_and_changes_nothing(page: Any, content: bytes, told: str) -> None:
    page.enter(union="Dock Workers")
    give(page, content, "<b>.yml")
    assert told in strip(page.errors["saved"])
    assert page.sheet.entry("union") == "Dock Workers"
    assert page.text("opened-told") == ""


def test_a_value_of_ones_own_in_a_draft_is_kept(page: Any) -> None:
    draft = Agreement(title="t", union="u", employer="e", place="KE", on=date(2026, 12, 1))
    blanks = {**examples_of(library()["bias"], "en"), "ratio_threshold": 0.825, "characteristics": ["sex", "trade"]}
    give(page, written(draft.add("bias", blanks=blanks)))
    kept = page.sheet.model.blanks["bias"]
    assert (kept["ratio_threshold"], kept["characteristics"]) == (0.825, ("sex", "trade"))
    page.enter(step="blanks")
    assert ["0.825", "82.5%"] in page.specs["bias.ratio_threshold"]["options"]


CLAUSES = ("bias", "notice", "human")


@given(data=st.data())
@settings(max_examples=25, deadline=None)
def test_whatever_is_saved_comes_back_as_it_was(data: st.DataObject) -> None:
    draft = Agreement(title="t", union="Union", employer="Agency", place="KE", on=date(2026, 12, 1))
    for clause in data.draw(st.lists(st.sampled_from(CLAUSES), unique=True, min_size=1)):
        record = library()[clause]
        blanks: dict[str, Any] = {}
        for blank in record.blanks:
            if blank.kind == "whole":
                blanks[blank.name] = data.draw(st.integers(int(blank.minimum or 0), int(blank.maximum or 99)))
            elif blank.kind == "share":
                blanks[blank.name] = data.draw(st.floats(blank.minimum or 0, blank.maximum or 1))
            else:
                blanks[blank.name] = blank.example_in("en")
        draft = draft.add(clause, strength=data.draw(st.sampled_from(record.strengths)), blanks=blanks)
    entries = {**entries_of(Agreement.read(written(draft), "d.yml")), **ticked([one.clause for one in draft.articles])}
    model = read_entries(AgreementModel(Language("en"), opened=draft, on=draft.on), entries.get)
    made = model.agreement()
    assert [(one.clause, one.strength) for one in made.articles] == [(o.clause, o.strength) for o in draft.articles]
    for article, before in zip(made.articles, draft.articles, strict=True):
        used = library()[article.clause].text("en").blanks_of(article.strength)
        assert article.blanks == {name: before.blanks[name] for name in used}
