"""Whether a high score is good or bad is known where the decisions follow it, and only there."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.audit import DecisionLog
from toolkit.audit.comparing.score_side import high_scores_are_selected

# Of 100 people of a group with high scores, and of 100 with low ones, how many are selected.
FOLLOWED = {
    "by a bar": ({"women": (100, 0), "men": (100, 0)}, True),
    "with exceptions": ({"women": (60, 20), "men": (50, 25)}, True),
    "of nearly all": ({"women": (99, 90), "men": (99, 88)}, True),  # 1 and 10 of 100 are not
    "by those with low scores": ({"women": (10, 60), "men": (5, 50)}, False),
    "not at all": ({"women": (50, 50), "men": (50, 50)}, False),
    "in one group, against it in the other": ({"women": (80, 20), "men": (20, 50)}, False),
}


@pytest.mark.parametrize(("groups", "known"), FOLLOWED.values(), ids=FOLLOWED)
def test_decisions_tell_what_a_score_is_where_they_follow_it(groups: dict[str, tuple[int, int]], known: bool) -> None:
    rows = [
        (group, 9 - 8 * low, *part) for group, both in groups.items() for low in (0, 1) for part in _parts(both[low])
    ]
    assert _known(rows) is known


def test_groups_that_differ_in_both_tell_nothing_about_the_score() -> None:
    """Women have higher scores and are checked more often; inside each group nobody is checked for a score."""
    women = [("women", 9, "yes", 400), ("women", 9, "no", 400), ("women", 1, "yes", 100), ("women", 1, "no", 100)]
    men = [("men", 9, "yes", 20), ("men", 9, "no", 180), ("men", 1, "yes", 80), ("men", 1, "no", 720)]
    assert not _known(women + men)


def test_what_is_sure_and_tiny_tells_nothing() -> None:
    many = [("women", 9, "yes", 51_000), ("women", 9, "no", 49_000), ("women", 1, "yes", 50_000)]
    assert not _known([*many, ("women", 1, "no", 50_000), ("men", 1, "no", 10)])


def _parts(selected: int) -> list[tuple[str, int]]:
    return [("yes", selected), ("no", 100 - selected)]


def _known(rows: list[tuple[str, int, str, int]]) -> bool:
    table = pd.DataFrame(rows, columns=["sex", "points", "hit", "n"])
    log = DecisionLog(
        table, decision="hit", selected=["yes"], effect="burden", groups=["sex"], score="points", count="n"
    )
    return high_scores_are_selected(log.cells, log.roles.groups, 0.05)
