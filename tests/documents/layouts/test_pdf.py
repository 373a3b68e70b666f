"""Slides, cards and posters as PDFs: nothing runs over an edge, and Arabic can be searched."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest

from toolkit.charts import Bar
from toolkit.documents import Card, CardSheets, Deck, Poster, Slide, write_cards_pdf, write_deck_pdf, write_poster_pdf
from toolkit.languages import Language

pytestmark = pytest.mark.slow
ENGLISH = Language("en")


def pages_of(pdf: bytes) -> list[Any]:
    return list(pypdfium2.PdfDocument(io.BytesIO(pdf)))


def words_of(page: Any) -> str:
    return " ".join(page.get_textpage().get_text_range().split())


def test_a_long_slide_is_set_smaller_and_stays_on_its_page() -> None:
    points = tuple(f"Point {number}: who has to do what, by when, and what if not" for number in range(14))
    bars = (Bar("promised", 0.25, "70"), Bar("spent", 1.0, "310"))
    (page,) = pages_of(
        write_deck_pdf(Deck("t", ENGLISH, (Slide("A title", points=points, bars=bars, foot="Source: us"),)))
    )
    said = words_of(page)
    assert all(point in said for point in points)
    for word in ("promised", "310", "Source: us"):
        assert word in said
    box = page.get_textpage().get_charbox(0)
    width, height = page.get_size()
    assert 0 <= box[0] < box[2] <= width
    assert 0 <= box[1] < box[3] <= height


def test_a_card_holds_a_long_text() -> None:
    text = " ".join(f"word{number}" for number in range(120))
    (page,) = pages_of(write_cards_pdf(CardSheets("t", ENGLISH, (Card("Title", text, "foot"),))))
    assert "word0 word1" in words_of(page)
    assert "word119" in words_of(page)


def test_arabic_can_be_searched_and_stands_on_the_right() -> None:
    (page,) = pages_of(write_deck_pdf(Deck("ع", Language("ar"), (Slide("من يقرر هنا؟"),))))
    assert "من يقرر هنا" in words_of(page)
    left, _, right, _ = page.get_textpage().get_charbox(0)
    assert (left + right) / 2 > page.get_size()[0] / 2


def test_a_poster_says_all_it_has_on_one_sheet_of_a3() -> None:
    sentences = ("One sentence. " * 12, "Two.", "Three.")
    (page,) = pages_of(
        write_poster_pdf(Poster("Topic 1", ENGLISH, "Who decides? " * 12, sentences, "You take home: a list"))
    )
    assert [round(side * 25.4 / 72) for side in page.get_size()] == [297, 420]
    assert "Three." in words_of(page)
    assert "You take home: a list" in words_of(page)
