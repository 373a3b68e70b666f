"""Bars made of parts: what is not shown is a part of its own and never nothing."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from toolkit.charts import CountPoint, CountsFigure, draw_counts, draw_png, draw_svg
from toolkit.languages import Language


def figure(code: str = "en", *points: CountPoint, parts: tuple[str, ...] = ("won", "refused")) -> CountsFigure:
    some = points or (
        CountPoint("Data", (12, 8), 20, "20"),
        CountPoint("<b>Jobs</b>", (None, 5), 9, "9"),
        CountPoint("Pay", (None, None), None, "withheld"),
    )
    return CountsFigure(Language(code), "What was asked", "", some, "Data: 20. Jobs: 9.", parts, "withheld")


def test_parts_are_as_long_as_their_numbers_and_the_rest_is_dotted() -> None:
    drawn = draw_counts(figure())
    for width in ("60.00%", "40.00%", "25.00%", "20.00%"):  # of 20: 12, 8, 5, and 4 that are not shown
        assert f"inline-size:{width}" in drawn
    assert drawn.count("radial-gradient") == 2, "in the legend, and in the one row where something is left"
    assert 'aria-label="Data: 20. Jobs: 9."' in drawn
    assert "&lt;b&gt;Jobs" in drawn
    assert "<figcaption>What was asked" in drawn
    assert "figcaption" not in draw_counts(figure(), captioned=False)


def test_where_nothing_is_withheld_the_legend_does_not_say_so() -> None:
    drawn = draw_counts(figure("en", CountPoint("Data", (12, 8), 20, "20")))
    assert "withheld" not in drawn
    alone = draw_counts(figure("en", CountPoint("Data", (12,), 12, "12"), parts=("Answers",)))
    assert "tk-legend" not in alone, "one part needs no name"


def test_nothing_to_draw_is_no_error() -> None:
    assert "tk-bar-row" not in draw_counts(CountsFigure(Language("en"), "t", "", (), "t", ("won",), "withheld"))
    zero = draw_counts(figure("en", CountPoint("Data", (0, 0), 0, "0")))
    assert "inline-size:0" not in zero


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_same_is_drawn_for_paper(code: str) -> None:
    picture = Image.open(io.BytesIO(draw_png(figure(code))))
    assert abs(picture.width - 16.0 / 2.54 * 200) <= 1
    assert 'aria-label="Data: 20. Jobs: 9."' in draw_svg(figure(code))


def test_marks_whose_words_are_long_stand_in_columns_and_all_of_them_stand_there() -> None:
    parts = ("Overdue", "Evasive answer", "Asked, still in time", "Answered", "To be asked")
    point = CountPoint("Data", (5, 4, 3, 2, 1), 20, "20")
    drawn = draw_svg(figure("en", point, parts=parts))
    for word in (*parts, "withheld"):
        assert word in drawn
