""" "12 of 12 were flagged" tells of each of the twelve: small groups that all had it bad stay in."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from toolkit.audit import DecisionLog, audit
from toolkit.audit.suppression import cells_to_publish as disclosure

LARGE = {"a": (400, 1000), "b": (300, 900)}


@pytest.mark.parametrize(
    ("effect", "counts", "withheld"),
    [
        ("burden", (12, 12), True),
        ("burden", (29, 29), True),
        ("burden", (30, 30), False),  # three times the smallest cell: a pattern, and no secret of a few people
        ("burden", (0, 12), False),  # nobody of them was flagged: that harms nobody
        ("burden", (0, 900), False),
        ("benefit", (0, 12), True),
        ("benefit", (0, 29), True),
        ("benefit", (0, 30), False),
        ("benefit", (12, 12), False),
        ("burden", (11, 22), False),  # some were and some were not
    ],
)
def test_a_small_group_that_all_had_it_bad_is_withheld(
    log_of: Any, blanked: Any, effect: str, counts: tuple[int, int], withheld: bool
) -> None:
    result = audit(log_of({**LARGE, "c": counts}, effect=effect))
    assert blanked(result, "group") == (["c"] if withheld else [])
    cells = result.counts
    of_c = cells[(cells["group"] == "c") & (cells["people"].fillna(0) > 0)]
    assert of_c.empty == withheld
    assert ("c" in result.left_out["group"].tolist()) == withheld
    if withheld:
        row = result.gaps.set_index("group").loc["c"]
        assert row.drop(["characteristic", "reference", "measure", "verdict", "effect"]).isna().all()


def test_everything_is_shown_where_nothing_is_to_be_kept(log_of: Any, blanked: Any) -> None:
    result = audit(log_of({**LARGE, "c": (12, 12)}), smallest_cell=0)
    assert blanked(result, "group") == []


def people(sex: str, origin: str, yes: int, no: int, **more: Any) -> list[dict]:
    rows = [{"sex": sex, "origin": origin, "decision": word, "n": n} for word, n in (("yes", yes), ("no", no))]
    return [row | more for row in rows]


TWO_THINGS_AT_ONCE = [
    *people("w", "x", 15, 0),
    *people("w", "y", 120, 300),
    *people("m", "x", 80, 90),
    *people("m", "y", 200, 700),
]


def test_people_who_are_two_things_at_once_are_no_exception(attack: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """All 15 women of origin x were flagged; there is no table of them, but the counts would tell."""
    attacked = attack(TWO_THINGS_AT_ONCE, ["sex", "origin"])
    assert {name for name, _ in attacked.secrets()} == {"all of {'sex': 'w', 'origin': 'x'} by selected"}
    assert attacked.worked_out() == []
    monkeypatch.setattr(disclosure, "ALL_OR_NOTHING", 0)
    assert attack(TWO_THINGS_AT_ONCE, ["sex", "origin"]).worked_out(), "the attacker sees it without the rule"


def test_a_second_group_goes_with_it_where_the_total_would_tell(attack: Any, blanked: Any) -> None:
    rows = [*people("a", "x", 300, 300), *people("b", "y", 200, 300), *people("c", "x", 12, 0)]
    rows += people("a", "y", 100, 200)
    attacked = attack(rows, ["sex", "origin"])
    assert "c" in blanked(attacked.result, "sex")
    assert attacked.worked_out() == []


@pytest.mark.parametrize("seed", range(12))
def test_no_such_group_follows_from_what_is_published(attack: Any, seed: int) -> None:
    """Random logs with many groups at the edge, crossed and not."""
    chance = np.random.default_rng(seed)
    rows = []
    for sex in "abc":
        for origin in "xyz":
            yes, no = int(chance.integers(8, 60)), int(chance.choice([0, 0, 12, 40, 90]))
            rows += people(sex, origin, yes, no)
    attacked = attack(rows, ["sex", "origin"], cross=bool(seed % 2))
    assert attacked.worked_out() == []


@pytest.mark.parametrize(
    ("true", "untrue", "withheld"), [(14, 0, True), (31, 0, False), (13, 13, False), (0, 14, False)]
)
def test_an_outcome_that_came_true_for_all_of_a_small_group_is_withheld(
    attack: Any, true: int, untrue: int, withheld: bool
) -> None:
    rows = [
        {"sex": sex, "decision": decision, "outcome": outcome, "n": 200}
        for sex in "ab"
        for decision in ("yes", "no")
        for outcome in ("true", "false")
    ]
    rows += [
        {"sex": "c", "decision": "yes", "outcome": word, "n": n} for word, n in (("true", true), ("false", untrue))
    ]
    rows += [{"sex": "c", "decision": "no", "outcome": None, "n": 100}]
    attacked = attack(rows, ["sex"])
    rates = attacked.result.rates.set_index(["group", "measure"])["numerator"]
    assert pd.isna(rates["c", "precision"]) == withheld
    assert attacked.worked_out() == []


def test_inside_an_office_where_all_were_flagged_no_count_is_told() -> None:
    rows = [
        row
        for office, yes, no in (("north", 40, 60), ("south", 15, 0), ("east", 30, 0), ("west", 12, 40))
        for sex in ("w", "m")
        for row in people(sex, "x", yes, no, office=office)
    ]
    roles: dict[str, Any] = {"decision": "decision", "selected": ["yes"], "groups": ["sex"], "within": ["office"]}
    counts = audit(DecisionLog(pd.DataFrame(rows), effect="burden", count="n", **roles)).counts
    told = counts[counts["people"].notna()].groupby("office")["people"].sum()
    assert "south" not in told, "fifteen of fifteen women and men"
    assert told["east"] == 60, "thirty of thirty"
    benefit = audit(DecisionLog(pd.DataFrame(rows), effect="benefit", count="n", **roles)).counts
    assert benefit.loc[benefit["office"] == "south", "people"].sum() == 30
