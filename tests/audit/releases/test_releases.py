"""Two results that each hide small groups, and what they tell together."""

from __future__ import annotations

from typing import Any

import pytest

from toolkit.audit import RevealingDifference, audit, compare_releases


def test_three_women_more_are_told_with_the_number_that_tells_them(log_of: Any) -> None:
    first = audit(log_of({"w": (120, 412), "m": (200, 600)}))
    second = audit(log_of({"w": (135, 415), "m": (200, 600)}))
    found = compare_releases(first, second)
    assert [(f.group, f.number, f.first, f.second) for f in found if f.group] == [("w", "denominator", 412, 415)]
    assert all(isinstance(finding, RevealingDifference) and finding.people < 10 for finding in found)
    said = found[0].say("en")
    assert "412" in said
    assert "415" in said
    assert "3 people" in said
    assert "round both" in said


def test_what_is_left_of_two_numbers_is_looked_at_too(log_of: Any) -> None:
    """Fifteen more were selected of eighteen more in all: three more were not."""
    first = audit(log_of({"w": (120, 412), "m": (200, 600)}))
    second = audit(log_of({"w": (135, 430), "m": (200, 600)}))
    found = [finding for finding in compare_releases(first, second) if finding.group == "w"]
    assert [(f.number, f.first, f.second) for f in found] == [("rest", 292, 295)]
    assert "without" in found[0].say("en")


@pytest.mark.parametrize(("more", "reveals"), [(0, False), (1, True), (9, True), (10, False)])
def test_fewer_than_the_smallest_cell_reveal_and_nobody_does_not(more: int, reveals: bool, log_of: Any) -> None:
    first = audit(log_of({"w": (120, 412), "m": (200, 600)}))
    second = audit(log_of({"w": (120 + more, 412 + more), "m": (200, 600)}))
    assert bool(compare_releases(first, second)) == reveals
    assert not compare_releases(first, second, smallest_cell=0)


def test_one_person_is_said_as_one(log_of: Any) -> None:
    first, second = (audit(log_of({"w": (120, n), "m": (200, 600)})) for n in (412, 413))
    assert "1 person, and may know who it is" in compare_releases(first, second)[0].say("en")


def test_an_office_in_one_of_the_results_only_is_told_by_its_cells(log_of: Any) -> None:
    both = audit(log_of({"w": (120, 400), "m": (200, 600), "x": (0, 0)}), smallest_cell=0)
    more = audit(log_of({"w": (120, 400), "m": (200, 600), "x": (3, 5)}), smallest_cell=0)
    found = compare_releases(both, more, smallest_cell=10)
    cells = [dict(f.detail) | {"n": f.people} for f in found if f.measure == "counts"]
    assert cells == [{"group": "x", "selected": "no", "n": 2}, {"group": "x", "selected": "yes", "n": 3}]
    assert "group: x" in [f for f in found if f.measure == "counts"][0].say("en")


def test_results_rounded_alike_differ_by_no_few_people(log_of: Any) -> None:
    first, second = (audit(log_of({"w": (120, n), "m": (200, 600)}), round_to=10) for n in (411, 414))
    assert compare_releases(first, second) == ()
