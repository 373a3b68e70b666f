"""Charts with axes: words that stay words, a page that runs the other way, and nothing that a name could break."""

from __future__ import annotations

import io
import math
import re
import struct
from typing import Any

import lxml.etree
import numpy as np
import pytest

from toolkit.charts import (
    MOST_ROWS,
    Crowd,
    CrowdsFigure,
    Figure,
    GapPoint,
    GapsFigure,
    SharePoint,
    SharesFigure,
    draw_png,
    draw_svg,
)
from toolkit.charts.theme import words
from toolkit.languages import Language

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script> $x_$ \\frac \"' & ]]> \u202egnp.exe \x00\ud800 名前"


def shares(language: str, *labels: str, share: float = 0.4) -> SharesFigure:
    points = [
        SharePoint(label, share, share - 0.1, share + 0.1, "2 of 5", "40%", not n) for n, label in enumerate(labels)
    ]
    return SharesFigure(Language(language), "Title", "Axis", tuple(points), "In words", "group", "reference")


def gaps(language: str, before: float = 6.2, after: float = 3.6, label: str = "women") -> GapsFigure:
    point = GapPoint(label, before, after, after / 1.2, after * 1.2, "6.2 before")
    return GapsFigure(Language(language), "Title", "Axis", (point,), "In words", "before", "after")


def crowds(language: str, people: int = 100) -> CrowdsFigure:
    pair = (Crowd("women", 36), Crowd("men", 6))
    return CrowdsFigure(Language(language), "Title", people, pair, "In words", "checked", "others")


def tree(figure: Figure) -> Any:
    return lxml.etree.fromstring(draw_svg(figure).encode("utf-8"))


def texts(figure: Figure) -> list[str]:
    return ["".join(text.itertext()) for text in tree(figure).iter(f"{SVG}text")]


def place_of(figure: Figure, wanted: str) -> float:
    """Where a text stands from left to right."""
    for text in tree(figure).iter(f"{SVG}text"):
        if "".join(text.itertext()).strip("\u2067\u2069 ") == wanted:
            found = re.search(r"translate\(([\d.]+)", text.get("transform", "")) or re.match(
                r"([\d.]+)", text.get("x", "")
            )
            assert found
            return float(found[1])
    raise AssertionError(f"{wanted} in {texts(figure)}")


def test_words_of_an_svg_stay_words_and_the_picture_says_what_it_shows() -> None:
    figure = shares("en", "women", "men")
    assert {"women", "men", "2 of 5", "40%", "Title", "Axis", "group", "reference"} <= set(texts(figure))
    root = tree(figure)
    assert (root.get("role"), root.get("aria-label")) == ("img", "In words")


@pytest.mark.parametrize("make", [shares, gaps, crowds])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.slow
def test_a_figure_is_drawn_the_same_twice(make: Any, language: str) -> None:
    figure = make(language, "women") if make is shares else make(language)
    assert draw_svg(figure) == draw_svg(figure)
    assert draw_png(figure) == draw_png(figure)


def test_a_png_has_200_dots_an_inch_and_no_name_of_a_programme() -> None:
    from PIL import Image

    data = draw_png(crowds("en"))
    picture = Image.open(io.BytesIO(data))
    assert picture.width == round(16 / 2.54 * 200) or picture.width == int(16 / 2.54 * 200)
    assert b"atplotlib" not in data


def test_from_right_to_left_names_stand_right_and_zero_is_there_too() -> None:
    left, right = shares("en", "women", "men"), shares("ar", "women", "men")
    assert place_of(left, "women") < place_of(left, "0%") < place_of(left, "40%")
    assert place_of(right, "women") > place_of(right, "0%") > place_of(right, "40%")
    assert place_of(gaps("en"), "1") < place_of(gaps("en"), "5")
    assert place_of(gaps("ar"), "1") > place_of(gaps("ar"), "5")


def test_every_arabic_line_is_isolated_and_no_letter_is_reshaped() -> None:
    figure = shares("ar", "نساء (50%)")
    for text in texts(figure):
        assert text.startswith("\u2067"), text
        assert text.endswith("\u2069"), text
        assert not re.search("[\ufb50-\ufdff\ufe70-\ufefc]", text)  # presentation forms: what a reshaper would leave


@pytest.mark.parametrize("language", ["en", "ar"])
def test_hostile_names_stay_words(language: str) -> None:
    for figure in (shares(language, HOSTILE), gaps(language, label=HOSTILE)):
        root = tree(figure)
        assert not list(root.iter(f"{SVG}script"))
        shown = " ".join(texts(figure))
        assert "<script>" in shown
        assert "$x_$" in shown
        assert not re.search("[\u202a-\u202e\x00]", shown)
        assert draw_png(figure)


@pytest.mark.parametrize("share", [0.0, 0.0001, 1.0, math.nan])
def test_rare_certain_and_undefined_shares_are_drawn(share: float) -> None:
    assert draw_png(shares("en", "a", "b", share=share))


@pytest.mark.parametrize(
    ("before", "after"), [(0.9, 1.0), (0.01, 0.02), (250.0, 3.0), (math.inf, math.nan), (0.0, 1.1)]
)
def test_any_ratio_is_drawn_with_the_line_at_one(before: float, after: float) -> None:
    assert "1" in [text.rstrip(".0") for text in texts(gaps("en", before, after))]


def test_a_crowd_has_as_many_dots_as_people() -> None:
    uses = list(tree(crowds("en")).iter(f"{SVG}use"))
    assert len(uses) >= 200


@pytest.mark.parametrize("people", [100, 1000])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_low_crowds_are_as_wide_and_leave_room_for_long_names(language: str, people: int) -> None:
    pair = (Crowd("women who work at night in the wards of the old building: 36", 36), Crowd("men: 6", 6))
    figure = CrowdsFigure(Language(language), "Title", people, pair, "In words", "checked", "others")
    sizes = [struct.unpack(">II", draw_png(figure, low=low)[16:24]) for low in (False, True)]
    assert sizes[0][0] == sizes[1][0]
    assert sizes[1][1] < 0.8 * sizes[0][1]


def test_more_rows_than_a_page_holds_are_left_to_the_table() -> None:
    figure = shares("en", *[f"group {n}" for n in range(MOST_ROWS + 5)])
    shown = [text for text in texts(figure) if text.startswith("group ")]
    assert len(shown) == MOST_ROWS


def test_filled_and_hollow_marks_differ_in_grey() -> None:
    from PIL import Image

    picture = np.asarray(Image.open(io.BytesIO(draw_png(crowds("en")))).convert("L"))
    assert (picture < 120).sum() > 5_000  # filled dots
    assert (picture > 250).mean() > 0.6  # and much paper


def test_a_long_name_is_broken_into_lines_and_cut() -> None:
    lines = words("people " * 60, Language("en"), 30).split("\n")
    assert max(map(len, lines)) <= 30
    assert lines[-1].endswith("…")


@pytest.mark.parametrize("language", ["es", "ar"])
@pytest.mark.slow
def test_long_words_around_a_single_row_leave_room_for_it(language: str) -> None:
    point = GapPoint("with other adults", 2.1, 2.2, 2.0, 2.4, "2.1 before, 2.2 after")
    title, axis, marks = "Before and after " * 8, "How many times as often " * 6, ("before " * 6, "after " * 12)
    figure = GapsFigure(Language(language), title, axis, (point,), "In words", *marks)
    assert draw_png(figure)  # matplotlib warns, and warnings are errors here, where nothing is left for the row
    told = [text.strip("\u2067\u2069") for text in texts(figure)]
    assert "".join(told).count("Before and after") == 8
    places = sorted({place_of(figure, text) for text in told if text.startswith(("before", "after"))})
    assert len(places) == 1 or language == "ar", "marks that are too long for a line stand below one another"
