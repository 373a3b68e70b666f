"""What is told of counts tells of nobody: every table of a small room is attacked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.course.store.tally import OTHER, Tally, publish

Counts = tuple[int, ...]


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((20, 7, 5), {"a": 20, "b": 7, "c": 5}),
        ((20, 7, 1), {"a": 20, "bc": 8}),
        ((1, 12, 12), {"ab": 13, "c": 12}),  # and not one bar of all with the name of one
        ((12, 1, 12), {"a": 12, "bc": 13}),
        ((12, 12, 1), {"a": 12, "bc": 13}),
        ((12, 18, 0), {"a": 12, "bc": 18}),  # that nobody gave it looks like that few gave it
        ((1, 4, 12), {}),  # who gave a would know that b is small, were they together five
        ((1, 5, 12), {"ab": 6, "c": 12}),
        ((1, 28, 1), {"b": None}),
        ((28, 1, 1), {"a": None}),
        ((30, 0, 0), {"a": None}),  # of one mind, or nearly: it reads the same
        ((20, 4), {}),
        ((4, 12, 4), {}),
        ((12, 9, 4, 0), {"a": 12, "bcd": 13}),
        ((3, 1), {}),
        ((4, 4), {}),
        ((0, 0), {"a": 0, "b": 0}),
    ],
)
def test_by_hand(counts: Counts, told: dict[str, int | None]) -> None:
    shown = publish(dict(zip("abcde", counts, strict=False)))
    assert {"".join(bar.answers): bar.people for bar in shown.bars} == told
    assert shown.total == sum(counts)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"6": 20, "7": 3, "8": 2}, {"6": 20, OTHER: 5}),  # which numbers few people wrote is not told
        ({"6": 20, "7": 8, "8": 1}, {"6": 20, OTHER: 9}),
        ({"6": 20, "7": 8}, {"6": 20, "7": 8}),
        ({"6": 20, "7": 8, OTHER: 6}, {"6": 20, "7": 8, OTHER: 6}),
        ({"6": 30}, {"6": None}),
        ({"6": 4, "7": 4, "8": 4}, {}),
    ],
)
def test_where_any_number_could_be_written(counts: dict[str, int], told: dict[str, int | None]) -> None:
    shown = publish(counts, listed=False)
    assert {bar.answers[0]: bar.people for bar in shown.bars} == told
    assert {*told} <= set(shown.answers) <= {*told, OTHER}, "no other name is anywhere in it"


def rooms(answers: int, people: int) -> Iterator[Counts]:
    """All ways in which so many people can answer."""
    if answers == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in rooms(answers - 1, people - first):
            yield first, *rest


def tables(answers: int, most: int, smallest: int) -> dict[object, list[Counts]]:
    """All rooms of at most so many people, those together that look the same on the wall."""
    alike: dict[object, list[Counts]] = defaultdict(list)
    for people in range(most + 1):
        for counts in rooms(answers, people):
            shown = publish(dict(zip("abcde", counts, strict=False)), smallest=smallest)
            alike[shown].append(counts)
    return alike


def unions(answers: int) -> list[tuple[int, ...]]:
    return [union for size in range(1, answers) for union in combinations(range(answers), size)]


@pytest.mark.parametrize("smallest", [3, 5])
@pytest.mark.parametrize(("answers", "most"), [(2, 24), (3, 24), (4, 24), (5, 17)])
def test_who_knows_the_rule_cannot_conclude_that_few_gave_an_answer(answers: int, most: int, smallest: int) -> None:
    """He knows all that is shown, how many answered, and perhaps his own answer; he tries each answer and each union.

    He must never find that it was given by 1 to `smallest` - 1 people, be it their exact number or only that. Of a
    union that holds his own answer he must find no others that are so few.
    """
    hidden = 0
    for shown, alike in tables(answers, most, smallest).items():
        for own, union in product((None, *range(answers)), unions(answers)):
            known = {sum(room[each] for each in union) for room in alike if own is None or room[own]}
            alone = 1 if own in union else 0  # himself he may count, and nobody beside him
            if known:
                assert not known <= set(range(1 + alone, smallest)), (shown, alike[:5], own, union, known)
                hidden += any(0 < few < smallest for few in known)
    assert hidden


def test_two_names_of_a_bar_do_not_tell_which_of_them_is_rare() -> None:
    """The attack sees a fault where there is one: were the name of the larger one told, it would succeed."""
    alike: dict[object, set[int]] = defaultdict(set)
    for slow, right, fast in rooms(3, 20):
        shown = publish({"a": slow, "b": right, "c": fast})
        if len(shown.bars) == 2:
            alike[shown, right > slow].add(slow)
    assert any(few <= {1, 2, 3, 4} for few in alike.values())


@st.composite
def any_room(draw: st.DrawFn) -> tuple[dict[str, int], Tally]:
    counts = draw(st.lists(st.integers(0, 40), min_size=1, max_size=8))
    named = dict(zip("abcdefgh", counts, strict=False))
    return named, publish(named, smallest=draw(st.sampled_from([3, 5, 10])), listed=draw(st.booleans()))


@given(any_room())
def test_nothing_that_is_shown_is_false_of_the_counts_behind_it(room: tuple[dict[str, int], Tally]) -> None:
    counts, shown = room
    rest = set(counts)
    for bar in (bar for bar in shown.bars if bar.answers != (OTHER,)):
        assert rest.issuperset(bar.answers), "no answer stands in two bars"
        rest -= set(bar.answers)
        if bar.people is None:
            assert len(shown.bars) == len(bar.answers) == 1
            assert shown.least <= counts[bar.answers[0]]
            assert sum(counts.values()) - counts[bar.answers[0]] < shown.smallest - 1
        else:
            assert bar.people == sum(counts[answer] for answer in bar.answers)
            assert bar.people >= shown.smallest or shown.total == 0
            if len(bar.answers) > 1:
                assert any(counts[answer] < shown.smallest for answer in bar.answers)
    other = [bar.people for bar in shown.bars if bar.answers == (OTHER,)]
    assert other in ([], [sum(counts[answer] for answer in rest)])
    if shown.too_few:
        assert 0 < shown.total < 2 * shown.smallest - 1


@given(any_room())
def test_numbers_add_up_to_all_who_answered(room: tuple[dict[str, int], Tally]) -> None:
    counts, shown = room
    assert shown.total == sum(counts.values())
    if shown.bars and shown.bars[0].people is not None:
        assert sum(bar.people or 0 for bar in shown.bars) == shown.total


def test_who_organises_may_show_all() -> None:
    assert publish({"a": 2, "b": 1}, smallest=0).counts == {"a": 2, "b": 1}
