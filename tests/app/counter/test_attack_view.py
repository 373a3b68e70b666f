"""A group plays the employer without Word: what it weakens on the page is found where their answer is compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from toolkit.app import compare_answer, weaken_draft
from toolkit.app.counter.model import example_draft
from toolkit.app.kit.sheet import Sheet
from toolkit.bargaining import library
from toolkit.bargaining.agreements.saving import written
from toolkit.documents import write_docx
from toolkit.languages import Language

languages = pytest.mark.parametrize("language", ["en", "ar"])
DAYS = {"en": ("90 days", "15 days"), "ar": ("90 يوماً", "15 يوماً")}


def give(page: Any, field: str, content: bytes, name: str) -> None:
    """Choose a file, as the page sends it, in parts."""
    message = {"event": "file", "name": field, "id": name, "file": name, "size": len(content), "at": 0}
    page.sheet.take(message, [content])


@languages
def test_what_one_group_weakens_the_other_finds(open_page: Callable[[Sheet], Any], language: str) -> None:
    draft = example_draft(Language(language))
    page = open_page(weaken_draft(language))
    assert list(page.specs) == ["paper", "example"]
    give(page, "paper", write_docx(draft.document("table")), "table.docx")
    assert page.errors == {}
    text = page.sheet.text
    title = library()["notice"].text(language).title
    (article,) = [n for n, one in enumerate(text.articles) if title in one.heading]
    page.enter(article=str(article))
    fields = dict(text.texts(article))
    (name,) = [name for name, words in fields.items() if DAYS[language][0] in words]
    assert page.specs[name]["kind"] == "text"
    page.enter(**{name: fields[name].replace(*DAYS[language])})
    assert text.changed(page.sheet._entered) == 1
    assert page.text("changed") != ""
    assert page.press("make") == ""
    (file,) = page.specs["answer"]["files"]
    assert bytes(file["content"]).decode() == page.specs["answer"]["words"]

    other = open_page(compare_answer(language))
    give(other, "ours", written(draft), "draft.yml")
    other.press("next")
    give(other, "theirs", bytes(file["content"]), file["name"])
    other.press("next")
    compared, _ = other.sheet._comparison()
    changed = [one for one in compared.changes if one.kind != "unchanged"]
    assert [(one.clause, one.paragraph, one.kind) for one in changed] == [("notice", 1, "weakened")]


def test_a_text_that_nobody_touched_comes_back_unchanged(open_page: Callable[[Sheet], Any]) -> None:
    page = open_page(weaken_draft("en"))
    page.press("example")
    page.press("make")
    assert page.text("changed") == ""
    other = open_page(compare_answer("en"))
    give(other, "ours", written(example_draft(Language("en"))), "draft.yml")
    other.press("next")
    give(other, "theirs", page.specs["answer"]["words"].encode(), "answer.md")
    other.press("next")
    compared, _ = other.sheet._comparison()
    assert {one.kind for one in compared.changes} == {"unchanged"}


def test_what_was_written_into_one_paper_does_not_get_into_another(open_page: Callable[[Sheet], Any]) -> None:
    page = open_page(weaken_draft("en"))
    draft = example_draft(Language("en"))
    give(page, "paper", write_docx(draft.document("table")), "first.docx")
    page.enter(**{page.sheet.text.field(4, 0): "Nothing at all."})
    assert page.sheet.text.changed(page.sheet._entered) == 1
    give(page, "paper", write_docx(draft.fill("notice", notice_days=60).document("table")), "second.docx")
    assert page.sheet.text.changed(page.sheet._entered) == 0


def test_a_paragraph_that_was_emptied_is_gone(open_page: Callable[[Sheet], Any]) -> None:
    page = open_page(weaken_draft("en"))
    page.press("example")
    text = page.sheet.text
    (article,) = [n for n, one in enumerate(text.articles) if "Audit" in one.heading]
    names = dict(text.texts(article))
    (name,) = [name for name, words in names.items() if "bear the cost" in words]
    page.enter(article=str(article), **{name: ""})
    page.press("make")
    assert "bear the cost" not in page.specs["answer"]["words"]
    assert text.changed(page.sheet._entered) == 1


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 broken", b"\x00" * 50, "Die Kantine wird jeden Tag geöffnet.".encode()]
)
def test_a_file_that_cannot_be_read_is_refused_in_words(open_page: Callable[[Sheet], Any], content: bytes) -> None:
    page = open_page(weaken_draft("en"))
    give(page, "paper", content, "paper.docx" if content[:2] == b"PK" else "paper.txt")
    assert page.errors["paper"]
    assert list(page.specs) == ["paper", "example"]


@pytest.mark.parametrize("raw", ["nothing", "", None, ["x"], {"a": 1}, 7])
def test_whatever_a_page_sends_stays_harmless(open_page: Callable[[Sheet], Any], raw: Any) -> None:
    page = open_page(weaken_draft("en"))
    page.press("example")
    for name in ("article", "text.0.0.0", "text.4.0.0"):
        page.enter(**{name: raw})
        assert page.press("make") == ""
