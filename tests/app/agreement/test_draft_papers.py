"""The papers of a clause: they open, they hold what was filled in, they vanish on any change, and words stay words."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import docx
import lxml.html
import pytest

from toolkit.app.agreement.clause_view import DraftView
from toolkit.app.kit.sheet import Sheet
from toolkit.audit import AuditResult, DecisionLog, audit
from toolkit.languages import Language, strip

pytestmark = pytest.mark.slow

FILLED = {
    "place": "KE",
    "union": "Dock Workers",
    "employer": "Harbour Agency",
    "bias.auditor": "Institute for Labour Studies",
    "bias.characteristics": ["sex", "origin"],
    "step": "papers",
}
HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>\"' & <b>",
    '"></iframe><iframe srcdoc="<script>alert(1)</script>">',
    "]]> --> </w:t> {{ remedy_days }} {0.__class__} %s [x](javascript:alert(1))",
    "Union\x00\x01\x1b[31m\x7f\ud800\u202e of docks",
]
# What only we should read, written down by hand.
STRATEGY = {
    "en": ["Our reason", "For us", "our strategy", "Strength of this draft", "strong (it needs consent", "Watch out"],
    "ar": ["سبب اختيارنا", "لنا وحدنا", "قوة الصياغة", "انتبهوا", "قوية"],
}
NUMBERS = re.compile(r"(?<![\d.,])(6[.,]2|3[.,]6|54,800|178,210|2,000|1,050)(?![\d.,]*\d)")
languages = pytest.mark.parametrize("language", ["en", "ar"])


@pytest.fixture
def draft(grants: AuditResult, open_page: Callable[[Sheet], Any]) -> Callable[[str], Any]:
    return lambda language: open_page(DraftView("bias", grants.findings, language))


def papers(page: Any) -> list[str]:
    return [name for name in page.specs if name.startswith("paper-")]


def file(page: Any, paper: str, suffix: str) -> bytes:
    (content,) = (each["content"] for each in page.specs[paper]["files"] if each["name"].endswith(suffix))
    return bytes(content)


def words_of(content: bytes) -> str:
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


@languages
def test_a_ready_draft_gives_two_papers_in_every_form(draft: Callable[[str], Any], language: str) -> None:
    page = draft(language)
    assert page.press("make", **FILLED) == ""
    assert list(page.specs) == ["step", "make", "told", "paper-table", "paper-us", "kept", "back"]
    assert page.specs["told"]["content"] == ""
    for paper, name in (("paper-table", "agreement-for-the-table"), ("paper-us", "for-us-agreement")):
        stem = Language(language).say(name)
        spec = page.specs[paper]
        assert [(each["name"], each["type"].split("/")[-1]) for each in spec["files"]] == [
            (f"{stem}.docx", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
            (f"{stem}.pdf", "pdf"),
        ]
        for text in (words_of(file(page, paper, ".docx")), spec["words"], spec["page"]):
            assert "Institute for Labour Studies" in strip(text)
            assert "Dock Workers" in text
            assert "Harbour Agency" in text
        assert file(page, paper, ".pdf").startswith(b"%PDF-")
    titles = [page.specs[paper]["title"] for paper in papers(page)]
    assert (
        titles
        == {
            "en": ["For the other side: the agreement, and nothing else", "For us: with reasons, strength and advice"],
            "ar": ["للطرف الآخر: الاتفاق ولا شيء سواه", "لنا: مع الأسباب وقوة الصياغة والنصائح"],
        }[language]
    )


@languages
def test_a_page_to_read_is_a_complete_document_in_the_right_direction(
    draft: Callable[[str], Any], language: str
) -> None:
    page = draft(language)
    page.press("make", **FILLED)
    for paper in papers(page):
        markup = page.specs[paper]["page"]
        assert markup.startswith("<!DOCTYPE html>")
        assert markup.rstrip().endswith("</html>")
        tree = lxml.html.document_fromstring(markup)
        assert tree.get("lang") == f"{language}-KE"
        assert tree.get("dir") == {"en": "ltr", "ar": "rtl"}[language]
        assert tree.find(".//title").text
        assert tree.find(".//h1").text_content()
        (policy,) = (meta.get("content") for meta in tree.iter("meta") if meta.get("http-equiv"))
        assert policy.startswith("default-src 'none'")
        assert not re.search(r"<script|<link|<iframe|<img|src=|href=\"(?!#)|url\(|@import", markup)


@languages
def test_the_words_for_a_message_hold_no_marks_of_any_format(draft: Callable[[str], Any], language: str) -> None:
    page = draft(language)
    page.press("make", **FILLED)
    for paper in papers(page):
        assert re.findall(r"[<>\\*`\[\]{}]|^#|&\w+;", page.specs[paper]["words"], flags=re.MULTILINE) == []


@languages
def test_a_draft_that_is_not_ready_gives_no_paper_and_takes_the_ones_before_away(
    draft: Callable[[str], Any], language: str
) -> None:
    page = draft(language)
    page.press("make")
    assert papers(page) == []
    page.press("make", **FILLED)
    assert len(papers(page)) == 2
    page.press("make", **{"bias.auditor": ""})
    assert papers(page) == []
    assert page.sheet.made == ()


@pytest.mark.parametrize(
    "change",
    [
        {"place": "ES"},
        {"union": "Other"},
        {"employer": "Other"},
        {"strength": "minimum"},
        {"bias.auditor": "Other"},
        {"bias.interval_months": "6"},
        {"bias.ratio_threshold": "0.9"},
        {"bias.characteristics": ["sex", "origin", "age"]},
        {"bias.characteristics": ["sex"]},
        {"union": ""},
    ],
    ids=["place", "union", "employer", "strength", "text", "number", "share", "choice", "choice less", "emptied"],
)
def test_papers_vanish_when_anything_changes_after_they_were_made(
    draft: Callable[[str], Any], change: dict[str, Any]
) -> None:
    page = draft("en")
    page.press("make", **FILLED)
    assert len(papers(page)) == 2
    page.enter(**change)
    assert papers(page) == []
    assert page.sheet.made == ()
    assert page.text("told") == "You changed something. Make the papers again."
    assert page.specs["told"]["live"] is True


@languages
def test_papers_that_vanished_can_be_made_again(draft: Callable[[str], Any], language: str) -> None:
    page = draft(language)
    page.press("make", **FILLED)
    page.enter(union="Other")
    assert (
        page.text("told")
        == {
            "en": "You changed something. Make the papers again.",
            "ar": "غيّرتم شيئاً. أعدّوا الأوراق من جديد.",
        }[language]
    )
    page.press("make")
    assert len(papers(page)) == 2
    assert "Other" in page.specs["paper-table"]["words"]
    assert page.text("told") == ""


def test_papers_stay_while_a_reader_only_looks_at_other_steps(draft: Callable[[str], Any]) -> None:
    page = draft("en")
    page.press("make", **FILLED)
    before = [each["mark"] for paper in papers(page) for each in page.specs[paper]["files"]]
    page.press("back")
    assert papers(page) == []
    page.press("next")
    assert [each["mark"] for paper in papers(page) for each in page.specs[paper]["files"]] == before
    page.enter(step="who")
    page.enter(step="papers", union="Dock Workers")
    assert len(papers(page)) == 2
    assert page.text("told") == ""


# --- ours and theirs -----------------------------------------------------------------------------------------------


def every_form(page: Any, paper: str) -> dict[str, str]:
    """All that leaves the page with a paper, as bare text; Word's parts with and without their tags."""
    spec = page.specs[paper]
    forms = {"page": unescape(spec["page"]), "words": spec["words"], "title": spec["title"]}
    with zipfile.ZipFile(io.BytesIO(file(page, paper, ".docx"))) as archive:
        for name in archive.namelist():
            part = archive.read(name).decode("utf-8")
            # Word's styles are called as Word calls them; what people read and what is noted about a file counts.
            if name.startswith(("docProps", "word/document", "word/header", "word/footer", "word/comments")):
                forms[name] = unescape(re.sub("<[^>]*>", "", part))
    forms["pdf"] = file(page, paper, ".pdf").decode("latin-1")
    if shutil.which("pdftotext"):
        read = subprocess.run(["pdftotext", "-", "-"], input=file(page, paper, ".pdf"), capture_output=True, check=True)
        forms["pdf words"] = " ".join(read.stdout.decode("utf-8").split())
    return {name: strip(text) for name, text in forms.items()}


@languages
def test_the_paper_for_the_table_holds_no_strategy_while_ours_does(draft: Callable[[str], Any], language: str) -> None:
    page = draft(language)
    page.press("make", **FILLED, strength="strong")
    table, ours = every_form(page, "paper-table"), every_form(page, "paper-us")
    for form, text in table.items():
        for words in STRATEGY[language]:
            assert words.casefold() not in text.casefold(), f"{words} in {form}"
        if form not in ("pdf", "page", "docProps/core.xml"):  # bytes, styles and times have numbers of their own
            assert not NUMBERS.search(text), form
    for form in ("page", "words", "word/document.xml"):
        assert [words for words in STRATEGY[language] if words not in ours[form]] == [], form
        assert NUMBERS.search(ours[form])
    body = lxml.html.document_fromstring(page.specs["paper-table"]["page"]).find("body").text_content()
    assert not NUMBERS.search(strip(body))
    if language == "en" and "pdf words" in ours:  # a PDF cuts Arabic words as it draws them
        assert "Our reason" in ours["pdf words"]
        assert NUMBERS.search(ours["pdf words"])


def test_the_two_papers_are_called_so_that_nobody_takes_one_for_the_other(draft: Callable[[str], Any]) -> None:
    page = draft("en")
    page.press("make", **FILLED)
    assert page.specs["paper-table"]["note"] == "It holds nothing of your reasons or your strategy."
    assert page.specs["paper-us"]["note"].startswith("Keep it to yourselves")
    files = [each["name"] for paper in papers(page) for each in page.specs[paper]["files"]]
    assert len(set(files)) == 4
    assert all("table" in name for name in files[:2])
    assert all("for-us" in name for name in files[2:])
    assert "Nothing of them is stored there." in page.text("kept")


def test_making_papers_writes_no_file_of_its_own(
    draft: Callable[[str], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    page = draft("en")
    page.press("make", **{**FILLED, "union": "Dock Workers who have made no paper before"})
    assert len(papers(page)) == 2
    assert list(tmp_path.iterdir()) == []


# --- words stay words ----------------------------------------------------------------------------------------------


def shown(hostile: str) -> str:
    """What is left to see of it: no control signs, no half signs, none that turn a text round."""
    return re.sub("[\x00-\x08\x1b\x7f\ud800\u202e]", "", hostile)


@pytest.mark.parametrize("hostile", HOSTILE, ids=["script", "frame", "places", "control"])
@languages
def test_what_somebody_types_is_words_in_every_piece_and_paper(
    draft: Callable[[str], Any], assert_tame: Callable[..., None], language: str, hostile: str
) -> None:
    page = draft(language)
    typed = dict.fromkeys(["union", "employer", "bias.auditor"], hostile)
    page.sheet.take({"event": "press", "name": "make", "values": {**FILLED, **typed}})
    assert page.told("done") == [{"event": "done", "name": "make", "error": ""}]
    assert len(papers(page)) == 2
    for paper in papers(page):
        assert_tame(page.specs[paper]["page"], paper=True)
        body = lxml.html.document_fromstring(page.specs[paper]["page"]).find("body").text_content()
        assert strip(body).count(shown(hostile)) >= 3
        assert strip(words_of(file(page, paper, ".docx"))).count(shown(hostile)) >= 3
        # Sent as plain text: there is nothing that would have to be escaped.
        assert strip(page.specs[paper]["words"]).count(shown(hostile)) >= 3
        assert b"/JavaScript" not in file(page, paper, ".pdf")
    for step in page.sheet.steps:
        page.sheet.take({"event": "values", "values": {"step": step}})
        for piece in page.pieces():
            assert_tame(piece)


@languages
def test_a_hostile_number_is_quoted_in_the_message_at_its_field(draft: Callable[[str], Any], language: str) -> None:
    page = draft(language)
    page.sheet.take({"event": "press", "name": "make", "values": {**FILLED, "bias.interval_months": HOSTILE[0][:40]}})
    # As text: the page sets messages as text and never as markup.
    assert HOSTILE[0][:40] in strip(page.errors["bias.interval_months"])
    assert not [piece for piece in page.pieces() if "script" in piece]


@languages
def test_hostile_names_in_a_log_of_ones_own_stay_words_in_the_suggestion_and_our_paper(
    open_page: Callable[[Sheet], Any], assert_tame: Callable[..., None], language: str
) -> None:
    import pandas as pd

    rows = [(HOSTILE[0], "yes", 300), (HOSTILE[0], "no", 700), ("others", "yes", 100), ("others", "no", 900)]
    table = pd.DataFrame(rows, columns=["group", "hired", "n"])
    log = DecisionLog(table, decision="hired", selected=["yes"], effect="burden", groups=["group"], count="n")
    result = audit(log, reference={"group": "others"})
    page = open_page(DraftView("bias", result.findings, language))
    page.press("make", **FILLED)
    body = lxml.html.document_fromstring(page.specs["paper-us"]["page"]).find("body").text_content()
    assert HOSTILE[0] in strip(body)
    assert "alert" not in page.specs["paper-table"]["page"]
    for paper in papers(page):
        assert_tame(page.specs[paper]["page"], paper=True)
    page.enter(step="strength")
    assert HOSTILE[0] in page.text("support")
    for piece in page.pieces():
        assert_tame(piece)
