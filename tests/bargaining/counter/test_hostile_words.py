"""Names and blanks that try to run, to reorder the page or to break a file stay words on paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import lxml.html
import pytest

from toolkit.bargaining import Agreement

HOSTILE = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "quotes": "\"' onload=alert(1) & ]]> --> </w:t>",
    "formula": '=HYPERLINK("http://evil.example";"x")+cmd|\' /C calc\'!A0',
    "field": "{ INCLUDETEXT secret.txt } {{ remedy_days }} {0.__class__} %s %(x)s [[clause:bias]]",
    "markdown": "[click](javascript:alert(1)) ![x](http://evil.example/x.png) # `code` | a | *b*",
    "typst": '#read("/etc/passwd") $x$ \\u{41} @ref <label>',
    "control": "Union\x00\x01\x07\x08\x0b\x1b[31m\x7f\x85 of docks\ufffe",
    "override": "evil\u202egnp.exe\u202d\u202a\u202b\u202c docks",
    "isolates": "\u2069\u2069 docks \u2066\u2067\u2068 of \u2068",
    "mixed": "نقابة <b>docks</b> 123 اتحاد\u202e",
}


@pytest.fixture(params=HOSTILE, ids=list(HOSTILE))
def hostile(request: pytest.FixtureRequest) -> str:
    return HOSTILE[request.param]


@pytest.fixture(params=[("KE", "en"), ("MA", "ar")], ids=["en", "ar"])
def draft(request: pytest.FixtureRequest, drafted: Callable[..., Agreement], hostile: str) -> Agreement:
    place, language = request.param
    words = {"title": hostile, "union": hostile, "employer": hostile, "auditor": hostile}
    return drafted(place, language, **words, characteristics=[hostile, "sex"])


def shown(hostile: str) -> str:
    """What is left to see: no control characters, no marks that reorder, spaces as one."""
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\u202a-\u202e\u2066-\u2069]", "", hostile)
    return " ".join(kept.split())


def words_of(text: str) -> str:
    return " ".join(re.sub("[\u2066-\u2069\u200e\u200f]", "", text).split())


@pytest.mark.slow
def test_a_word_file_shows_the_words_and_runs_none(
    draft: Agreement, hostile: str, tmp_path: Path, inside: Callable[[bytes], dict[str, str]]
) -> None:
    for audience in ("us", "table"):
        path = draft.write(tmp_path / f"{audience}.docx", audience=audience)  # type: ignore[arg-type]
        word = docx.Document(str(path))
        everything = [paragraph.text for paragraph in word.paragraphs]
        everything += [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        assert shown(hostile) in [words_of(text) for text in everything]
        body = inside(path.read_bytes())["word/document.xml"]
        assert set(re.findall(r"<w:instrText[^>]*>([^<]*)<", body)) == set()
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", body)
        assert "<w:hyperlink" not in body
        assert not re.search("[\x00-\x08\u202a-\u202e]", word.core_properties.title + word.core_properties.author)


def test_a_web_page_shows_the_words_and_runs_none(draft: Agreement, hostile: str, tmp_path: Path) -> None:
    page = draft.write(tmp_path / "draft.html").read_text(encoding="utf-8")
    tree = lxml.html.document_fromstring(page)
    known = {"html", "head", "meta", "title", "style", "body", "main", "section", "h1", "h2", "h3", "h4", "p", "span"}
    known |= {
        "div",
        "dl",
        "dt",
        "dd",
        "ol",
        "ul",
        "li",
        "bdi",
        "strong",
        "br",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    for element in tree.iter():
        assert element.tag in known
        assert not [name for name in element.attrib if name.startswith("on") or name in ("href", "src")]
    assert not re.search("[\u202a-\u202e\x00-\x08]", page)
    assert shown(hostile) in words_of(tree.find("body").text_content())


def test_markdown_shows_the_words_and_runs_none(draft: Agreement, tmp_path: Path) -> None:
    text = draft.write(tmp_path / "draft.md").read_text(encoding="utf-8")
    assert not re.search(r"<(?!div|/div|a id=|/a|br)", text)
    assert not re.search(r"(?<!\\)\]\((?!#)", text)
    assert not re.search("[\u202a-\u202e\x00-\x08]", text)


@pytest.mark.slow
def test_a_pdf_is_made_and_shows_the_words(draft: Agreement, hostile: str, tmp_path: Path) -> None:
    path = draft.write(tmp_path / "draft.pdf", audience="table")
    assert path.read_bytes().startswith(b"%PDF-")
    assert b"/JavaScript" not in path.read_bytes()
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext on the path")
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode("utf-8")
    assert "root:" not in text
    first = max(re.findall(r"[A-Za-z]{4,}", shown(hostile)), key=len)
    assert first in text.replace("\n", "").replace("-", "") or first in text


def test_a_blank_that_looks_like_a_blank_is_not_filled_again(drafted: Callable[..., Agreement], tmp_path: Path) -> None:
    draft = drafted("KE", "en", auditor="{{ remedy_days }} [[clause:bias]]")
    text = draft.write(tmp_path / "t.html", audience="table").read_text(encoding="utf-8")
    assert "carried out by {{ remedy_days }} [[clause:bias]] (the" in text
