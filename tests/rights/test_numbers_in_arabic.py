"""Numbers of articles stand in Arabic as they are written, on pages and papers, whichever record they come from."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from toolkit.documents import Document, Paragraph, write_docx, write_html, write_pdf
from toolkit.languages import Language, catalogue, strip
from toolkit.registers.law import law
from toolkit.registers.locate import folder
from toolkit.rights import provisions

ARABIC = Language("ar")
CITED = next(one for one in provisions("DE", on=date(2026, 12, 1)) if one.id == "eu-gdpr-13-15").cite(ARABIC)
NUMBERS = ["13(2)(f)", "14(2)(g)", "15(1)(h)"]
PAPER = Document("ورقة", ARABIC, (Paragraph(CITED),))
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HELD = re.compile("\u2068[^\u2068\u2069]*\u2069")
# What is torn apart between Arabic words: 13(2)(f), 88 (2), 22A-22D, 91/2025/QH15; a year in brackets is not.
_TORN = re.compile(r"\d[A-Za-z]?\s?\((?:\d{1,3}|[a-z]{1,2}|[IVXL]+)\)|\d[A-Z][-–]\d|\d/[A-Z]{2,}")


def test_they_are_isolated_on_a_page() -> None:
    page = write_html(PAPER)
    assert [words for words in re.findall(r'<bdi dir="ltr">([^<]*)</bdi>', page) if "(" in words] == NUMBERS


def test_they_are_runs_from_left_to_right_in_a_word_file() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(PAPER))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    turned = [
        "".join(run.itertext()) for run in root.iter(f"{_W}r") if run.find(f"{_W}rPr/{_W}rtl[@{_W}val='0']") is not None
    ]
    assert turned == [f"\u200e{number}\u200e" for number in NUMBERS]


def test_they_are_drawn_from_left_to_right_in_a_pdf() -> None:
    with pypdfium2.PdfDocument(write_pdf(PAPER)) as pages:
        text = pages[0].get_textpage()
        signs = [(text.get_charbox(at), text.get_text_range(at, 1)) for at in range(text.count_chars())]
    # One line holds them; the number of the page stands far below.
    drawn = sorted((box[0], sign) for box, sign in signs if re.fullmatch("[0-9a-z]", sign) and box[1] > 500)
    line = "".join(sign for _, sign in drawn)
    assert all(re.sub(r"\W", "", number) in line for number in NUMBERS)


@pytest.mark.parametrize("name", sorted({record.provision for record in law().records}))
def test_no_number_of_the_register_is_torn_and_no_word_lost(name: str) -> None:
    where = law().where(name, ARABIC)
    assert not _TORN.search(_HELD.sub("", where)), where
    assert re.findall(r"[0-9]+", strip(where)) == re.findall(r"[0-9]+", name)


def _arabic_files() -> list[Path]:
    homes = [folder("datasets"), folder("templates")]
    files = [path for home in homes for path in home.rglob("*") if path.suffix in (".yml", ".md", ".jsonl")]
    return [*files, Path(catalogue.__file__).parent / "catalogues" / "ar.po"]


def test_no_number_that_was_written_by_hand_is_torn() -> None:
    torn = []
    for path in _arabic_files():
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.search("[\u0600-\u06ff]", line) and _TORN.search(_HELD.sub("", line)):
                torn.append(f"{path.name}: {strip(line).strip()[:120]}")
    assert torn == []
