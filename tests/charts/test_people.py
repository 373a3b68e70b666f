"""A hundred people as a picture: they add up, the picture says the same in words, and nothing is fetched."""

from __future__ import annotations

import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.charts import PeoplePanel, PeoplePicture, draw_people, share_out

HOSTILE = '"><script>alert(1)</script>\' onload="x" & <b>'


@pytest.mark.parametrize(
    ("counts", "people"),
    [
        ([54_800, 15_630, 178_210], (22, 6, 72)),  # 22.04, 6.29, 71.67: the largest remainder gets the last one
        ([2_000, 130, 1_050], (63, 4, 33)),  # 62.89, 4.09, 33.02
        ([1, 1, 1], (34, 33, 33)),
        ([1, 2], (33, 67)),
        ([0, 5], (0, 100)),
        ([7], (100,)),
        ([0, 0], (0, 0)),
        ([], ()),
        ([1, 999], (0, 100)),
        ([5, 995], (1, 99)),  # 0.5 and 99.5: equal remainders, the first
        ([1] * 200, (1,) * 100 + (0,) * 100),
    ],
)
def test_a_hundred_people_are_shared_out_by_largest_remainders(counts: list[int], people: tuple[int, ...]) -> None:
    assert share_out(counts) == people


@given(st.lists(st.integers(0, 10**9), max_size=12), st.integers(1, 1000))
def test_shares_add_up_and_none_is_off_by_a_whole_person(counts: list[int], total: int) -> None:
    people = share_out(counts, total)
    assert len(people) == len(counts)
    if sum(counts):
        assert sum(people) == total
        for count, number in zip(counts, people, strict=True):
            assert abs(number - count * total / sum(counts)) < 1 + 1e-9
            assert number >= 0
    else:
        assert set(people) <= {0}


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=6))
def test_who_is_more_is_never_shown_as_fewer(counts: list[int]) -> None:
    people = share_out(counts)
    for left, one in enumerate(counts):
        for right, other in enumerate(counts):
            if one > other:
                assert people[left] >= people[right]


@pytest.fixture
def picture() -> PeoplePicture:
    return PeoplePicture(
        parts=("students from far", "students from near", HOSTILE),
        panels=(PeoplePanel("All students", (20, 70, 10)), PeoplePanel(HOSTILE, (63, 33, 4))),
        caption=HOSTILE,
    )


def test_each_panel_holds_exactly_a_hundred_figures(picture: PeoplePicture) -> None:
    tree = lxml.html.fragment_fromstring(draw_people(picture, "in words"))
    crowds = tree.find_class("tk-crowd")
    assert [len(crowd.findall(".//g")) for crowd in crowds] == [100, 100]
    for crowd, numbers in zip(crowds, ((20, 70, 10), (63, 33, 4)), strict=True):
        looks = [figure.attrib["fill"] + figure.get("fill-opacity", "") for figure in crowd.iter("g")]
        assert [looks.count(look) for look in dict.fromkeys(looks)] == list(numbers)
        places = [figure.attrib["transform"] for figure in crowd.iter("g")]
        assert len(set(places)) == 100


def test_the_legend_names_every_part_once_with_a_figure_of_its_own_look(picture: PeoplePicture) -> None:
    tree = lxml.html.fragment_fromstring(draw_people(picture, "in words"))
    (legend,) = tree.find_class("tk-legend")
    assert [item.text_content() for item in legend] == ["students from far", "students from near", HOSTILE]
    assert len({item.find(".//g").attrib["fill"] + item.find(".//g").get("fill-opacity", "") for item in legend}) == 3


def test_what_people_wrote_is_words_in_every_place(picture: PeoplePicture) -> None:
    page = draw_people(picture, HOSTILE)
    assert "<script" not in page
    assert "<b>" not in page
    tree = lxml.html.fragment_fromstring(page)
    allowed = {"figure", "ul", "li", "svg", "g", "circle", "path", "span", "div", "p", "figcaption"}
    assert {element.tag for element in tree.iter()} == allowed
    assert not [name for element in tree.iter() for name in element.attrib if name.startswith("on")]
    (crowds,) = tree.find_class("tk-crowds")
    assert (crowds.get("role"), crowds.get("aria-label")) == ("img", HOSTILE)
    assert tree.find(".//figcaption").text_content() == HOSTILE


def test_the_picture_fetches_nothing_and_hides_its_figures_from_screen_readers(picture: PeoplePicture) -> None:
    page = draw_people(picture, "in words")
    assert not re.search(r"https?:|url\(|href|src=|@import|<use|<image", page)
    for drawing in lxml.html.fragment_fromstring(page).iter("svg"):
        assert drawing.get("aria-hidden") == "true"


def test_a_crowd_does_not_turn_round_on_a_right_to_left_page(picture: PeoplePicture) -> None:
    tree = lxml.html.fragment_fromstring(f'<div dir="rtl">{draw_people(picture, "بالكلمات")}</div>')
    for crowd in tree.find_class("tk-crowd"):
        assert crowd.find("div").get("dir") == "ltr"


def test_a_picture_of_nobody_is_drawn_too() -> None:
    page = draw_people(PeoplePicture(("a",), (PeoplePanel("Nobody", (0,)),), ""), "nobody")
    assert len(lxml.html.fragment_fromstring(page).find_class("tk-crowd")[0].findall(".//g")) == 0


def test_more_parts_than_looks_share_the_last_look() -> None:
    parts = tuple("abcdef")
    page = draw_people(PeoplePicture(parts, (PeoplePanel("t", (20, 20, 20, 20, 10, 10)),), ""), "x")
    assert len(lxml.html.fragment_fromstring(page).find_class("tk-crowd")[0].findall(".//g")) == 100
