"""Where two texts differ, and which of the places says most else."""

from __future__ import annotations

import pytest

from toolkit.bargaining.counter.meanings.same_words import same_words
from toolkit.bargaining.counter.telling.places import Place, places, says_the_same


def found(ours: str, theirs: str, code: str = "en") -> list[Place]:
    return [one for sentence in places(ours, theirs, same_words(code)) for one in sentence]


def test_each_place_is_shown_as_it_is_written() -> None:
    ours = "The Keeper paints the old Gate every spring, and the children of the village help with the work."
    theirs = "The Keeper paints the old Gate every autumn, and the children of the village pay for the work."
    assert [(one.ours, one.theirs, one.gone, one.new) for one in found(ours, theirs)] == [
        ("spring", "autumn", 1, 1),
        ("help with", "pay for", 2, 2),
    ]


def test_places_with_few_words_between_them_are_one() -> None:
    (one,) = found("The gate opens at dawn for carts.", "The gate closes at dusk for carts.")
    assert (one.ours, one.theirs) == ("opens at dawn", "closes at dusk")


def test_words_that_only_moved_say_nothing_else() -> None:
    ours = "For every week the gate is shut the keeper pays the baker a loaf without proof of a loss."
    theirs = "Where the gate is shut the keeper pays the baker, for every week, a loaf on proof of a loss."
    first, second = found(ours, theirs)
    assert (first.ours, first.theirs) == ("For every week", "Where")
    assert second.ours == "a loaf without"
    assert first.says_else < second.says_else


def test_a_not_on_one_side_weighs_more_than_a_word() -> None:
    ours = "A lamp is not lit at noon. The red keeper sweeps the hall."
    theirs = "A lamp is lit at noon. The tall keeper sweeps the hall."
    turned, other = sorted(found(ours, theirs), key=lambda one: -one.says_else)
    assert "not" in turned.ours
    assert other.ours == "red"


def test_of_a_long_piece_the_part_is_shown_that_says_something_else() -> None:
    same = "the cart, the horse, the wheel, the bell, the rope, the barrel, the ladder, the lamp, the saddle"
    ours = f"Here stand {same} and white goats."
    theirs = f"Here stand {' or '.join(reversed(same.split(', ')))} or black swallows."
    last = found(ours, theirs)[-1]
    assert last.ours.endswith("white goats")
    assert last.theirs.endswith("black swallows")
    assert max(len(last.ours), len(last.theirs)) <= 90


def test_words_that_only_came_have_nothing_on_our_side() -> None:
    (one,) = found("The keeper opens the gate.", "The keeper opens the gate when the baker asks for it.")
    assert (one.ours, one.gone) == ("", 0)
    assert one.theirs == "when the baker asks for it"


@pytest.mark.parametrize(
    ("code", "ours", "theirs", "alike"),
    [
        ("en", "The Employer answers the letter.", "The letter is answered by the Employer.", True),
        ("en", "The Employer answers the letter.", "The Employer answers half the letter.", False),
        ("fr", "L’Employeur répond dans 10 jours.", "Dans 10 jours, l’Employeur répond.", True),
        ("fr", "L’Employeur répond dans 10 jours.", "Dans 10 jours, l’Employeur écoute.", False),
        ("ar", "يدفع صاحب العمل الكلفة كاملة.", "صاحب العمل يدفع كاملة الكلفة.", True),
        ("ar", "يدفع صاحب العمل الكلفة.", "يدفع صاحب العمل نصف الكلفة.", False),
    ],
)
def test_whether_each_word_has_its_counterpart(code: str, ours: str, theirs: str, alike: bool) -> None:
    assert says_the_same(ours, theirs, same_words(code)) is alike
