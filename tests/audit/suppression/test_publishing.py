"""An attack on what is published, with no code of the publishing step in it.

The attacker has every number of ``counts`` and ``rates``, knows which full cells are empty, and adds and subtracts.
The cells are rebuilt here from the rows that the log was made of.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

UNKNOWN = "(unknown)"
EXAMPLES = 3 * settings().max_examples // 2
FEW_OR_MANY = st.integers(1, 12) | st.integers(1, 4) | st.integers(8, 11) | st.integers(0, 200)


@st.composite
def logs(draw: st.DrawFn) -> tuple[list[dict], list[str], list[str]]:
    groups = ["sex", "origin", "age"][: draw(st.integers(1, 3))]
    within = draw(st.sampled_from([[], ["office"]]))
    with_outcome, with_score = draw(st.sampled_from([(False, False), (True, False), (False, True), (True, True)]))
    values = {name: [f"{name}{i}" for i in range(draw(st.integers(2, 4)))] + [None] for name in [*groups, *within]}
    rows = []
    for _ in range(draw(st.integers(1, 30))):
        row: dict[str, Any] = {name: draw(st.sampled_from(choice)) for name, choice in values.items()}
        row["decision"] = draw(st.sampled_from(["yes", "no", "no", "yes", None]))
        if with_outcome:
            row["outcome"] = draw(st.sampled_from(["true", "false", None]))
        if with_score:
            row["score"] = draw(st.sampled_from([1.0, 2.0, 3.0, None]))
        row["n"] = draw(FEW_OR_MANY)
        rows.append(row)
    first: dict[str, Any] = {name: choice[0] for name, choice in values.items()} | {"decision": "yes", "n": 12}
    rows.append(first | ({"outcome": "true"} if with_outcome else {}) | ({"score": 2.0} if with_score else {}))
    return rows, groups, within


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(logs(), st.sampled_from([False, True]), st.sampled_from([3, 5, 10]))
def test_no_small_group_can_be_worked_out_from_what_is_published(
    attack: Any, log: tuple[list[dict], list[str], list[str]], cross: bool, smallest: int
) -> None:
    attacked = attack(*log, smallest=smallest, cross=cross, rounded_to=smallest)
    assert attacked.worked_out() == []


def test_the_attacker_succeeds_where_only_small_numbers_are_blanked(attack: Any, small_log: Any) -> None:
    rows = small_log(a=(40, 100), b=(30, 90), c=(4, 60))
    attacked = attack(rows, ["sex"], smallest=10)
    everything = attack(rows, ["sex"], smallest=0).result
    rates = everything._rates | {"numerator": [k if k >= 10 else None for k in everything._rates["numerator"]]}
    for name in ("value", "low", "high"):
        rates[name] = [
            value if k is not None else math.nan for value, k in zip(rates[name], rates["numerator"], strict=True)
        ]
    # The denominator of c is still told, and so is its cell of people who were not selected.
    attacked.result = replace(everything, _rates=rates, _adjusted={})
    assert attacked.worked_out()
    attacked.result = attack(rows, ["sex"], smallest=10).result
    assert not attacked.worked_out()


def test_one_small_group_does_not_blank_the_large_ones_where_nothing_gives_it_away(
    attack: Any, small_log: Any, blanked: Any
) -> None:
    result = attack(small_log(a=(400, 1000), b=(300, 900), c=(200, 800), d=(2, 5)), ["sex"]).result
    assert blanked(result, "sex") == ["d"]
    gaps = result.gaps
    assert gaps["difference"].isna().tolist() == (gaps["group"] == "d").tolist()


def test_a_second_group_is_blanked_where_another_characteristic_tells_the_total(attack: Any, blanked: Any) -> None:
    rows = [
        {"sex": sex, "origin": origin, "decision": word, "n": n}
        for sex, counts in {"a": (300, 300), "b": (200, 300), "c": (1, 3)}.items()
        for origin in ("x", "y")
        for word, n in zip(("yes", "no"), counts, strict=True)
    ]
    result = attack(rows, ["sex", "origin"]).result
    assert blanked(result, "origin") == [] or len(blanked(result, "sex")) == 3
    assert len(blanked(result, "sex")) >= 2


def test_blanked_rows_stay_with_empty_numbers(attack: Any, small_log: Any) -> None:
    rows = small_log(a=(400, 1000), b=(300, 900), c=(200, 800), d=(2, 5))
    open_to_all, published = attack(rows, ["sex"], smallest=0).result, attack(rows, ["sex"]).result
    for name in ("rates", "gaps"):
        keys = [
            column
            for column in ("characteristic", "group", "reference", "measure")
            if column in getattr(published, name)
        ]
        pd.testing.assert_frame_equal(getattr(open_to_all, name)[keys], getattr(published, name)[keys])
    gap = published.gaps.set_index("group").loc["d"]
    assert gap.drop(["characteristic", "reference", "measure", "verdict", "effect"]).isna().all()
    assert gap["verdict"] == "too_few"
    rate = published.rates.set_index("group").loc["d"]
    assert rate.drop(["characteristic", "measure"]).isna().all()
    counts = published.counts
    few = counts[counts["sex"] == "d"]
    assert few["selected"].tolist() == ["no", "yes"], "both are listed, so that neither is told by its absence"
    assert few["people"].isna().all()


def test_blanks_may_be_zero_so_that_their_sum_does_not_tell_them(attack: Any) -> None:
    """Ten offices with one selected woman each: ten over ten blanks that cannot be zero would be one each."""
    rows = []
    for office in range(12):
        rows += [{"sex": "w", "office": f"o{office}", "decision": "no", "n": 30}]
        rows += [{"sex": "w", "office": f"o{office}", "decision": "yes", "n": 1}] if office < 10 else []
        rows += [{"sex": "m", "office": f"o{office}", "decision": word, "n": 20} for word in ("yes", "no")]
    counts = attack(rows, ["sex"], ["office"]).result.counts
    women = counts[(counts["sex"] == "w") & (counts["selected"] == "yes")]
    assert len(women) == 12
    assert women["people"].isna().all(), "the offices with none are blank as well"


def test_what_a_few_known_outcomes_lack_is_not_told(attack: Any) -> None:
    rows = [
        {"sex": "w", "decision": "yes", "outcome": "true", "n": 3},
        {"sex": "w", "decision": "yes", "outcome": None, "n": 60},
        {"sex": "w", "decision": "no", "outcome": None, "n": 60},
        *({"sex": "m", "decision": d, "outcome": o, "n": 50} for d in ("yes", "no") for o in ("true", "false")),
    ]
    counts = attack(rows, ["sex"]).result.counts
    few = counts[(counts["sex"] == "w") & (counts["outcome"] != UNKNOWN)]
    assert len(few) == 4
    assert few["people"].isna().all()


def test_of_a_small_group_not_even_a_zero_is_told(attack: Any, small_log: Any, blanked: Any) -> None:
    result = attack(small_log(a=(400, 1000), b=(300, 900), c=(200, 800), d=(0, 5)), ["sex"]).result
    assert blanked(result, "sex") == ["d"]


def test_a_large_group_may_have_a_zero(attack: Any, small_log: Any) -> None:
    result = attack(small_log(a=(400, 1000), b=(0, 900)), ["sex"]).result
    rate = result.rates.set_index("group").loc["b"]
    assert (rate["numerator"], rate["denominator"], rate["value"]) == (0, 900, 0.0)


def test_a_blanked_group_has_no_number_in_adjusted_left_out_or_findings(attack: Any, small_log: Any) -> None:
    rows = [
        row | {"office": office}
        for office in ("north", "south")
        for row in small_log(a=(400, 1000), b=(300, 900), c=(200, 800), d=(2, 4))
    ]
    result = attack(rows, ["sex"], ["office"]).result
    row = result.adjusted.set_index("group").loc["d"]
    assert row.drop(["characteristic", "reference", "measure", "within", "reading"]).isna().all()
    assert row["reading"] == "too_few"
    left_out = result.left_out
    assert left_out[["reason", "group"]].to_dict("records") == [{"reason": "suppressed", "group": "d"}]
    assert left_out["people"].isna().all()
    about = [finding for finding in result.findings if finding.group == "d"]
    assert [finding.kind for finding in about] == ["withheld"]
    said = about[0].say("en").replace("fewer than 10 people", "")
    assert not any(character.isdigit() for character in said)
