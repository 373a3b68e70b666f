"""Every group against its reference: numbers by oracles, verdicts and readings by cases made by hand."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_ztest

from toolkit.audit import FOUR_FIFTHS, DecisionLog, MaterialDifference, audit
from toolkit.errors import AuditError, ColumnNotFound, ToolkitError, ValueNotFound

GROUPS = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d", "e"]),
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
)


def p_of(k1: int, n1: int, k0: int, n0: int) -> float:
    table = np.array([[k1, n1 - k1], [k0, n0 - k0]])
    if table.sum(axis=0).min() == 0:
        return 1.0
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / table.sum()
    return float(fisher_exact(table).pvalue if expected.min() < 15 else proportions_ztest([k1, k0], [n1, n0])[1])


@settings(max_examples=25, deadline=None)
@given(GROUPS)
@pytest.mark.slow
def test_holm_runs_over_everything_in_gaps(log_of: Any, groups: dict[str, tuple[int, int]]) -> None:
    groups["z"] = (3, 10)  # so that "yes" occurs
    gaps = audit(log_of(groups), smallest_cell=0).gaps
    assert gaps["p_value"].tolist() == pytest.approx(
        [p_of(*groups[row.group], *groups[row.reference]) for row in gaps.itertuples()], rel=1e-9
    )
    wanted = multipletests(gaps["p_value"], method="holm")[1]
    assert gaps["p_adjusted"].tolist() == pytest.approx(wanted.tolist(), rel=1e-9)
    assert ((gaps["verdict"] == "shown") == (wanted < 0.05)).all()


def test_the_family_spans_characteristics_and_measures() -> None:
    generator = np.random.default_rng(3)
    table = pd.DataFrame(generator.integers(0, [3, 4, 2, 2], (3000, 4)), columns=["sex", "origin", "d", "o"])
    log = DecisionLog(
        table,
        decision="d",
        selected=[1],
        effect="burden",
        groups=["sex", "origin"],
        outcome="o",
        outcome_true=[1],
    )
    gaps = audit(log, cross=True, smallest_cell=0).gaps
    assert len(gaps) == (2 + 3 + 11) * 11
    # Hit and missed, and three more pairs, say the same from two sides: one test each.
    said_before = ["true_positive_rate", "true_negative_rate", "precision", "negative_predictive_value"]
    once = gaps[~gaps["measure"].isin(said_before)].copy()
    assert len(once) == (2 + 3 + 11) * 7
    once["wanted"] = multipletests(once["p_value"], method="holm")[1]
    assert once["p_adjusted"].tolist() == pytest.approx(once["wanted"].tolist(), rel=1e-9)
    twins = ["false_negative_rate", "false_positive_rate", "false_discovery_rate", "false_omission_rate"]
    for one, other in zip(said_before, twins, strict=True):
        both = [gaps[gaps["measure"] == name]["p_adjusted"].tolist() for name in (one, other)]
        assert both[0] == both[1]


@settings(max_examples=20, deadline=None)
@given(GROUPS, st.sampled_from(["benefit", "burden"]))
@pytest.mark.slow
def test_most_favoured_adjusts_over_all_pairs(log_of: Any, groups: dict[str, tuple[int, int]], effect: str) -> None:
    groups["z"] = (3, 10)
    gaps = audit(log_of(groups, effect), reference="most_favoured", smallest_cell=0).gaps
    rates = {name: k / n for name, (k, n) in groups.items()}
    best = (max if effect == "benefit" else min)(rates.values())
    reference = gaps["reference"].unique().tolist()
    assert len(reference) == 1
    assert rates[reference[0]] == best
    names = list(groups)
    pairs = [(one, other) for place, one in enumerate(names) for other in names[place + 1 :]]
    adjusted = multipletests([p_of(*groups[one], *groups[other]) for one, other in pairs], method="holm")[1]
    of_pair = {frozenset(pair): p for pair, p in zip(pairs, adjusted, strict=True)}
    for row in gaps.itertuples():
        assert row.p_adjusted == pytest.approx(of_pair[frozenset((row.group, row.reference))], rel=1e-9)


def test_the_reference_is_the_largest_known_group_unless_named(log_of: Any) -> None:
    log = log_of({"a": (20, 50), "b": (30, 60), None: (40, 90), 7: (11, 40)})
    assert audit(log).gaps["reference"].unique().tolist() == ["b"]
    for named in ("7", 7, 7.0):
        assert audit(log, reference={"group": named}).gaps["reference"].unique().tolist() == ["7"]


def test_a_crossed_reference_can_be_named() -> None:
    table = pd.DataFrame(
        [(s, o, d, 30) for s in ("women", "men") for o in ("x", "y") for d in ("yes", "no")],
        columns=["sex", "origin", "d", "n"],
    )
    log = DecisionLog(table, decision="d", selected=["yes"], effect="burden", groups=["sex", "origin"], count="n")
    gaps = audit(log, cross=True, reference={"sex × origin": "men × y"}).gaps
    crossed = gaps[gaps["characteristic"] == "sex × origin"]
    assert crossed["reference"].tolist() == ["men × y"] * 3


# --- verdicts ------------------------------------------------------------------------------------------------------


def verdict_of(log: DecisionLog, **how: Any) -> str:
    gaps = audit(log, reference={"group": "men"}, smallest_cell=0, **how).gaps
    return str(gaps["verdict"].item())


def test_a_large_gap_is_shown(log_of: Any) -> None:
    assert verdict_of(log_of({"women": (300, 1000), "men": (450, 1000)})) == "shown"


def test_a_small_gap_among_many_people_is_not_shown(log_of: Any) -> None:
    log = log_of({"women": (4990, 10_000), "men": (5000, 10_000)})
    gap = audit(log, reference={"group": "men"}).gaps.iloc[0]
    assert gap["verdict"] == "not_shown"
    assert gap["smallest_visible"] == pytest.approx(0.0198, abs=2e-4)  # (1.96 + 0.84) √(2 · ¼ / 10 000)


def test_the_same_gap_among_few_people_is_too_few(log_of: Any) -> None:
    assert verdict_of(log_of({"women": (10, 20), "men": (8, 20)})) == "too_few"


def test_a_shown_gap_stays_shown_however_small_it_is(log_of: Any) -> None:
    log = log_of({"women": (501_000, 1_000_000), "men": (505_000, 1_000_000)})
    assert verdict_of(log, material_difference=0.3) == "shown"


def test_nothing_possible_could_have_shown_is_too_few(log_of: Any) -> None:
    log = log_of({"women": (1, 2), "men": (1, 2)})
    gaps = audit(log, smallest_cell=0).gaps
    assert gaps["smallest_visible"].isna().all()
    assert gaps["verdict"].tolist() == ["too_few"]


def test_what_matters_can_be_changed(log_of: Any) -> None:
    log = log_of({"women": (200, 400), "men": (210, 400)})
    visible = audit(log, reference={"group": "men"}).gaps["smallest_visible"].item()
    assert verdict_of(log, material_difference=visible * 1.01) == "not_shown"
    assert verdict_of(log, material_difference=visible * 0.99) == "too_few"
    assert FOUR_FIFTHS.part_of_reference == 0.2
    assert "1607" in FOUR_FIFTHS.source
    assert verdict_of(log, material_difference=MaterialDifference(visible / 0.525 * 1.01, "a test")) == "not_shown"
    assert verdict_of(log, material_difference=MaterialDifference(visible / 0.525 * 0.99, "a test")) == "too_few"


def test_the_confidence_moves_intervals_and_verdict(log_of: Any) -> None:
    log = log_of({"women": (40, 100), "men": (54, 100)})  # p = .048
    gaps = {level: audit(log, reference={"group": "men"}, confidence=level).gaps.iloc[0] for level in (0.9, 0.95, 0.99)}
    assert [gaps[level]["verdict"] == "shown" for level in gaps] == [True, True, False]
    for low, high in (("difference_low", "difference_high"), ("ratio_low", "ratio_high")):
        widths = [gap[high] - gap[low] for gap in gaps.values()]
        assert widths == sorted(widths)
    visible = [gap["smallest_visible"] for gap in gaps.values()]
    assert visible == sorted(visible)


def test_undefined_is_empty_and_outside_the_family() -> None:
    """Nobody of the small group has the outcome: its error rates do not exist, and nobody pays for that."""
    table = pd.DataFrame(
        [
            *[("a", d, o, 60 + 5 * i) for i, (d, o) in enumerate([("y", "1"), ("y", "0"), ("n", "1"), ("n", "0")])],
            ("b", "y", None, 30),
            ("b", "n", None, 40),
        ],
        columns=["g", "d", "o", "n"],
    )
    log = DecisionLog(
        table, decision="d", selected=["y"], effect="burden", groups=["g"], outcome="o", outcome_true=[1], count="n"
    )
    gaps = audit(log).gaps.set_index("measure")
    undefined = gaps.drop(index="selection_rate")
    assert undefined[["difference", "ratio", "p_value", "p_adjusted", "smallest_visible"]].isna().all(axis=None)
    assert set(undefined["verdict"]) == {"too_few"}
    assert gaps.loc["selection_rate", "p_adjusted"] == gaps.loc["selection_rate", "p_value"]


def test_one_group_has_nobody_to_be_compared_with(log_of: Any) -> None:
    result = audit(log_of({"a": (20, 50)}))
    assert len(result.gaps) == 0
    assert len(result.rates) == 1
    assert len(audit(log_of({None: (20, 50)})).gaps) == 0


# --- like with like --------------------------------------------------------------------------------------------------


def test_two_stratifications_are_also_taken_together() -> None:
    rows = [
        (office, grade, sex, d, 20 + 3 * i)
        for i, (office, grade, sex, d) in enumerate(
            (o, g, s, d) for o in "ab" for g in "12" for s in ("w", "m") for d in ("yes", "no")
        )
    ]
    table = pd.DataFrame(rows, columns=["office", "grade", "sex", "d", "n"])
    log = DecisionLog(
        table, decision="d", selected=["yes"], effect="burden", groups=["sex"], within=["office", "grade"], count="n"
    )
    assert audit(log).adjusted["within"].tolist() == ["office", "grade", "office × grade"]


# --- errors --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "kind", "says"),
    [
        ({"confidence": 95}, AuditError, ["95", "between 0 and 1", "0.95"]),
        ({"confidence": 0}, AuditError, ["0", "0.95"]),
        ({"confidence": 1}, AuditError, ["1", "0.95"]),
        ({"confidence": math.nan}, AuditError, ["nan", "0.95"]),
        ({"reference": "men"}, AuditError, ["men", "most_favoured"]),
        ({"reference": 5}, AuditError, ["5", "most_favoured"]),
        ({"reference": {"group": "nobody"}}, ValueNotFound, ["nobody", "group", "a, b"]),
        ({"reference": {"group": "(unknown)"}}, ValueNotFound, ["(unknown)", "a, b"]),
        ({"reference": {"groop": "a"}}, ColumnNotFound, ["groop", "group"]),
        ({"cross": [("group", "sex")]}, AuditError, ["sex", "cannot be crossed", "group"]),
        ({"cross": "sex"}, AuditError, ["sex", "no crossing", "two or more"]),
        ({"cross": [("group",)]}, AuditError, ["group", "no crossing"]),
        ({"cross": [("group", "group")]}, AuditError, ["group × group", "no crossing"]),
        ({"cross": 5}, AuditError, ["5", "no crossing"]),
        ({"confidence": "high"}, AuditError, ["high", "0.95"]),
        ({"smallest_cell": 2.5}, AuditError, ["2.5", "whole number"]),
        ({"smallest_cell": -1}, AuditError, ["-1", "whole number"]),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_next_step(
    how: dict[str, Any], kind: type[ToolkitError], says: list[str], log_of: Any
) -> None:
    with pytest.raises(kind) as caught:
        audit(log_of({"a": (20, 50), "b": (30, 60), None: (1, 2)}), **how)
    for word in says:
        assert word in str(caught.value)
