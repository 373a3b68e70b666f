"""What is told of counts tells of nobody: every table of a small room is attacked."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest

from toolkit.course.store.tally import publish


@pytest.mark.parametrize(
    ("counts", "told", "together", "total"),
    [
        ({"a": 20, "b": 7, "c": 5}, {"a": 20, "b": 7, "c": 5}, None, 32),
        ({"a": 20, "b": 7, "c": 1}, {"a": 20, "b": None, "c": None}, 8, 28),
        ({"a": 20, "b": 1}, {"a": None, "b": None}, 21, 21),
        ({"a": 12, "b": 4, "c": 4}, {"a": None, "b": None, "c": None}, 20, 20),
        ({"a": 12, "b": 4, "c": 3}, {"a": 12, "b": None, "c": None}, 7, 19),
        ({"a": 12, "b": 9, "c": 4, "d": 0}, {"a": 12, "b": None, "c": None, "d": None}, 13, 25),
        ({"a": 3, "b": 1}, {"a": None, "b": None}, None, None),
        ({"a": 0, "b": 0}, {"a": 0, "b": 0}, None, 0),
        ({"a": 30, "b": 0}, {"a": 30, "b": 0}, None, 30),  # a room that is of one mind may know it
    ],
)
def test_by_hand(counts, told, together, total) -> None:
    shown = publish(counts)
    assert (shown.counts, shown.together, shown.total) == (told, together, total)
    assert set(shown.hidden) == {answer for answer, people in told.items() if people is None}


@pytest.mark.parametrize(
    ("answers", "largest", "smallest"), [(2, 20, 5), (3, 15, 2), (3, 15, 3), (3, 18, 5), (4, 10, 4)]
)
def test_who_knows_the_rule_still_cannot_tell_a_small_number(answers: int, largest: int, smallest: int) -> None:
    """All rooms of that size that look the same on the wall are laid beside each other."""
    alike = defaultdict(list)
    for counts in product(range(largest + 1), repeat=answers):
        if sum(counts) <= largest:
            shown = publish(dict(zip("abcd"[:answers], counts, strict=True)), smallest=smallest)
            alike[tuple(shown.counts.values()), shown.together, shown.total].append(counts)
    attacked = 0
    for rooms in alike.values():
        for answer in range(answers):
            possible = {room[answer] for room in rooms}
            if any(0 < people < smallest for people in possible):
                attacked += 1
                assert len(possible) > 1, rooms
    assert attacked


def test_who_organises_may_show_all() -> None:
    assert publish({"a": 2, "b": 1}, smallest=0).counts == {"a": 2, "b": 1}
