"""Rounds as two lines: in their places, mirrored for right to left, told in words, and nothing typed can run."""

from __future__ import annotations

import re

import lxml.html
import pytest

from toolkit.charts.rounds import RoundsLine, RoundsPicture, draw_rounds

HOSTILE = '"><script>alert(1)</script>\' onload="x" & <b>'
TICKS = ((0.0, "0%"), (1.0, "100%"))


def picture(right_to_left: bool = False, rounds: int = 3) -> RoundsPicture:
    names = tuple(map(str, range(rounds)))
    ours, theirs = (
        tuple(start + sign * n / rounds for n in range(rounds)) for start, sign in ((1.0, -0.5), (0.0, 0.5))
    )
    return RoundsPicture(names, (RoundsLine("ours", ours), RoundsLine("theirs", theirs)), TICKS, "c", right_to_left)


def circles(drawn: str) -> list[tuple[float, float]]:
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', drawn)
    return [(float(x), float(y)) for x, y in found][1:]  # the first one is the legend's


def test_the_best_package_stands_on_top_and_later_rounds_further_on() -> None:
    places = circles(draw_rounds(picture(), "d"))
    assert [x for x, _ in places] == sorted(x for x, _ in places)
    assert [y for _, y in places] == sorted(y for _, y in places)  # ours sinks, and down is more
    assert places[0][1] == 16.0
    assert len(places) == 3


def test_right_to_left_is_the_same_picture_mirrored() -> None:
    left, right = (circles(draw_rounds(picture(mirrored), "d")) for mirrored in (False, True))
    assert [y for _, y in left] == [y for _, y in right]
    assert [round(640 - x, 1) for x, _ in left] == [x for x, _ in right]
    assert 'direction="rtl"' in draw_rounds(picture(True), "d")


def test_it_is_told_in_words_and_drawn_within_its_frame() -> None:
    tree = lxml.html.fragment_fromstring(draw_rounds(picture(rounds=40), "Round 1: we ask for 100%."))
    assert tree.xpath("string(.//*[@role='img']/@aria-label)") == "Round 1: we ask for 100%."
    assert tree.xpath("string(.//figcaption)") == "c"
    assert all(0 <= x <= 640 and 0 <= y <= 300 for x, y in circles(draw_rounds(picture(rounds=40), "d")))
    named = list(tree.xpath(".//*[local-name()='text' and @text-anchor='middle']/text()"))
    assert 1 < len(named) <= 12


@pytest.mark.parametrize("rounds", [0, 1])
def test_an_empty_picture_and_one_with_a_start_only_are_drawn(rounds: int) -> None:
    drawn = draw_rounds(picture(rounds=rounds), "d")
    assert len(circles(drawn)) == rounds
    assert "nan" not in drawn


def test_a_round_without_a_value_is_left_out() -> None:
    shown = RoundsPicture(("0", "1"), (RoundsLine("ours", (0.5, None)),), TICKS, "c")
    assert len(circles(draw_rounds(shown, "d"))) == 1


def test_what_was_typed_stays_words_and_nothing_is_fetched() -> None:
    typed = RoundsPicture((HOSTILE,), (RoundsLine(HOSTILE, (0.5,)),), ((0.0, HOSTILE),), HOSTILE)
    drawn = draw_rounds(typed, HOSTILE)
    tree = lxml.html.fragment_fromstring(drawn)
    assert not tree.xpath("//script|//b|//@href|//@src|//@onload")
    assert tree.xpath("string(.//figcaption)") == HOSTILE
    assert "url(" not in drawn
