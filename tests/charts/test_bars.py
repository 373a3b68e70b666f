"""Bars for shares: on one scale, in words too, and whatever stands beside them stays words."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.charts import Bar, draw_bars

HOSTILE = '"><script>alert(1)</script>\' onload="x" & <b>'


def drawn(*shares: float, caption: str = "", describe: str = "in words") -> Any:
    bars = [Bar(f"bar {place}", share, f"number {place}") for place, share in enumerate(shares)]
    return lxml.html.fragment_fromstring(draw_bars(bars, caption, describe))


def lengths(tree: Any) -> list[float]:
    styles = [re.fullmatch(r"inline-size:(\d+\.\d\d)%", fill.get("style")) for fill in tree.find_class("tk-bar-fill")]
    return [float(style[1]) for style in styles if style]


@pytest.mark.parametrize(
    ("shares", "shown"),
    [
        ((0.5, 0.25, 0.125), [100, 50, 25]),
        ((0.036, 0.009), [100, 25]),  # small shares are as easy to compare as large ones
        ((1.0, 0.0), [100, 0]),
        ((0.3,), [100]),
        ((0.0, 0.0), [0, 0]),
        ((2.0, 0.5), [100, 50]),  # as much as the whole, no more
        ((-1.0, 0.5), [0, 100]),
        ((-0.0, 0.5), [0, 100]),
        ((float("nan"), 0.5), [0, 100]),
        ((float("inf"), float("-inf"), 0.5), [100, 0, 50]),
        ((float("nan"), float("nan")), [0, 0]),
        ((1 / 3, 2 / 3), [50, 100]),
        ((1e-300, 5e-301), [100, 50]),
        ((), []),
    ],
)
def test_the_longest_bar_fills_the_width_and_the_others_are_in_proportion(
    shares: tuple[float, ...], shown: list[float]
) -> None:
    assert lengths(drawn(*shares)) == shown


@given(st.lists(st.floats(), max_size=8))
def test_no_bar_leaves_the_page_and_the_larger_share_is_never_the_shorter_bar(shares: list[float]) -> None:
    shown = lengths(drawn(*shares))
    assert len(shown) == len(shares)
    assert all(0 <= length <= 100 for length in shown)
    real = [(share, length) for share, length in zip(shares, shown, strict=True) if share == share]
    assert all(left[1] <= right[1] for left in real for right in real if left[0] <= right[0])


def test_each_bar_has_its_label_and_its_number_beside_it() -> None:
    tree = drawn(0.2, 0.1)
    rows = tree.find_class("tk-bar-row")
    assert [row.find_class("tk-bar-label")[0].text for row in rows] == ["bar 0", "bar 1"]
    assert [row.find_class("tk-bar-number")[0].text for row in rows] == ["number 0", "number 1"]
    assert [len(row.find_class("tk-bar-fill")) for row in rows] == [1, 1]


def test_a_screen_reader_hears_one_picture_in_words() -> None:
    tree = drawn(0.2, caption="Shares", describe="Of two groups the first had more.")
    (picture,) = tree.xpath("//*[@role='img']")
    assert picture.get("aria-label") == "Of two groups the first had more."
    assert len(picture.find_class("tk-bar-row")) == 1
    assert (tree.tag, tree.get("class")) == ("figure", "tk-figure tk-bars")
    assert tree.find("figcaption").text == "Shares"
    assert tree.find("figcaption") not in list(picture.iter())


def test_bars_mirror_with_the_page_and_fetch_nothing() -> None:
    markup = draw_bars([Bar("a", 0.2, "20%")], "caption", "in words")
    assert not re.search(r"https?:|url\(|href|src=|left|right|dir=|<svg|<script", markup)
    assert "inline-size" in markup


def test_what_people_wrote_is_words_in_every_place() -> None:
    tree = lxml.html.fragment_fromstring(draw_bars([Bar(HOSTILE, 0.5, HOSTILE)], HOSTILE, HOSTILE))
    assert {element.tag for element in tree.iter()} == {"figure", "div", "span", "figcaption"}
    assert {name for element in tree.iter() for name in element.attrib} == {"class", "role", "aria-label", "style"}
    (picture,) = tree.xpath("//*[@role='img']")
    assert picture.get("aria-label") == HOSTILE
    assert tree.find("figcaption").text == HOSTILE
    assert tree.find_class("tk-bar-label")[0].text == tree.find_class("tk-bar-number")[0].text == HOSTILE
