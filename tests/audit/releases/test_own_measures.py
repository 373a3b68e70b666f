"""Measures of one's own, published beside everything else: no small group comes out, in one result or in several."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from toolkit.audit import AuditResult, DecisionLog, Measure, Release, RevealedFinding, audit, compare_releases
from toolkit.errors import AuditError, DataError

EVERY = list(product((False, True), (-1, 0, 1), (-1, 0, 1)))  # decision, outcome, above the middle
ABOVE = Measure("above", counted=lambda states: states.selected & (states.above == 1), label="were checked, above")
IN_VAIN = Measure(
    "in_vain",
    counted=lambda states: states.selected & (states.above == 1) & (states.outcome == 0),
    label="were checked in vain, above",
)


def four_women() -> DecisionLog:
    """Four women were checked with cause and a score above the middle: the difference of the two measures above."""
    cells = {"w": (40, 4, 60, 50, 70, 80, 90, 100), "m": (41, 34, 61, 51, 71, 81, 91, 101)}
    rows = [
        (group, *state, n)
        for group, counts in cells.items()
        for state, n in zip(product(("yes", "no"), ("1", "0"), (1, 3)), counts, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["sex", "d", "truth", "score", "n"])
    roles: dict[str, Any] = {"outcome": "truth", "outcome_true": ["1"], "score": "score", "count": "n"}
    return DecisionLog(table, decision="d", selected=["yes"], effect="burden", groups=["sex"], **roles)


def women(result: AuditResult, measure: str) -> Any:
    rates = result.rates.set_index(["group", "measure"])
    return rates.loc[("w", measure), "numerator"]


@st.composite
def logs(draw: st.DrawFn) -> tuple[list[dict], list[str]]:
    groups = ["sex", "origin"][: draw(st.integers(1, 2))]
    rows = []
    for _ in range(draw(st.integers(4, 24))):
        row: dict[str, Any] = {name: draw(st.sampled_from([f"{name}0", f"{name}1", f"{name}2"])) for name in groups}
        row |= {"decision": draw(st.sampled_from(["yes", "no"])), "outcome": draw(st.sampled_from(["true", "false"]))}
        row |= {"score": draw(st.sampled_from([1.0, 2.0, 3.0, None]))}
        rows.append(row | {"n": draw(st.integers(1, 12) | st.integers(0, 200))})
    first = {name: f"{name}0" for name in groups}
    return [*rows, first | {"decision": "yes", "outcome": "true", "score": 2.0, "n": 12}], groups


MASK = st.lists(st.booleans(), min_size=len(EVERY), max_size=len(EVERY))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(logs(), MASK, MASK, st.sampled_from([5, 10]))
@pytest.mark.slow
def test_no_small_group_comes_out_whatever_states_a_measure_counts(
    attack: Any, log: tuple[list[dict], list[str]], counted: list[bool], among: list[bool], smallest: int
) -> None:
    definitions = attack.__globals__["CONFUSION"]  # the attacker has to know what the measure counts
    state = {one: place for place, one in enumerate(EVERY)}
    definitions["own"] = tuple(
        lambda c, mask=mask: mask[state[c["selected"], c["outcome"], c["above"]]] for mask in (counted, among)
    )
    own = Measure(
        "own",
        counted=lambda states: np.array(counted),
        among=lambda states: np.array(among),
        label="are counted",
        among_label="are among them",
    )
    try:
        ours = attack(*log, smallest=smallest).result.rates["measure"].unique()
        attacked = attack(*log, smallest=smallest, measures=[*ours, own])
        assert attacked.worked_out() == []
    except AuditError:  # it needs outcomes of both decisions, and only one was made
        assume(False)
    finally:
        del definitions["own"]


def test_of_two_own_measures_that_tell_four_women_together_one_is_withheld() -> None:
    log = four_women()
    alone = [audit(log, measures=one) for one in (ABOVE, IN_VAIN)]
    assert [women(alone[0], "above"), women(alone[1], "in_vain")] == [54, 50]
    both = audit(log, measures=[ABOVE, IN_VAIN])
    assert women(both, "above") == 54
    assert pd.isna(women(both, "in_vain"))
    found = compare_releases(*alone)
    assert [(type(one), one.people) for one in found] == [(RevealedFinding, 4)]


def test_an_own_measure_beside_another_that_is_out_is_withheld_where_it_would_tell(tmp_path: Path) -> None:
    log = four_women()
    first = audit(log, measures=ABOVE)
    kept = Release.open(first.release().save(tmp_path / "out.release"))
    assert kept.results[0].measures == ("above",)
    assert kept.fingerprint == first.release().fingerprint
    second = audit(log, measures=IN_VAIN, released=[kept])
    assert pd.isna(women(second, "in_vain"))
    assert compare_releases(first, second) == ()


def test_numbers_of_measures_that_share_a_name_only_are_not_compared() -> None:
    log = four_women()
    other = Measure("above", counted=lambda states: states.selected & (states.outcome == 0), label="were not")
    found = compare_releases(audit(log, measures=ABOVE), audit(log, measures=other))
    assert [one for one in found if one.kind == "revealing_difference"] == []


@pytest.mark.parametrize("flags", ["01", "x" * 18, None])
def test_a_release_with_other_states_than_there_are_is_refused(flags: Any, tmp_path: Path) -> None:
    path = audit(four_women(), measures=ABOVE).release().save(tmp_path / "out.release")
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["results"][0]["own"] = {} if flags is None else {"above": [flags, "1" * 18]}
    path.write_text(json.dumps(whole), encoding="utf-8")
    with pytest.raises(DataError, match="is no file of published numbers"):
        Release.open(path)


def test_a_release_of_all_that_a_log_supports_is_written_as_before(tmp_path: Path) -> None:
    written = json.loads(audit(four_women()).release().save(tmp_path / "out.release").read_text(encoding="utf-8"))
    assert not {"measures", "own"} & set(written["results"][0])
