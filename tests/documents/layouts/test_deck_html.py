"""Slides as a page: what somebody wrote stays words, and right-to-left stays in order."""

from __future__ import annotations

from toolkit.charts import Bar
from toolkit.documents import Deck, Slide, write_deck_html
from toolkit.languages import Language, isolate


def test_what_somebody_wrote_is_never_markup() -> None:
    slide = Slide("<b>x</b>", points=('"><script>y()</script>',), note="<i>n</i>", foot="a & b")
    page = write_deck_html(Deck("<t>", Language("en"), (slide,)))
    assert page.count("<script>") == 1
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "<title>&lt;t&gt;</title>" in page
    assert "a &amp; b" in page
    assert '<aside class="note">&lt;i&gt;n&lt;/i&gt;</aside>' in page


def test_a_latin_name_in_arabic_keeps_its_place() -> None:
    title = f"شركة {isolate('Amazon 2', 'rtl')} هنا"
    page = write_deck_html(Deck("ع", Language("ar"), (Slide(title),)))
    assert '<html lang="ar" dir="rtl">' in page
    assert '<bdi dir="ltr">Amazon 2</bdi>' in page


def test_what_is_empty_is_not_drawn_and_bars_say_their_numbers() -> None:
    page = write_deck_html(Deck("t", Language("en"), (Slide("a"), Slide("b", bars=(Bar("one", 1, "7"),)))))
    first, second = (part.split("</section>")[0] for part in page.split("<section")[1:])
    assert 'class="note"' not in first
    assert "tk-bars" not in first
    assert 'aria-label="one: 7"' in second
    assert first.count("<h1") == second.count("<h2") == 1
