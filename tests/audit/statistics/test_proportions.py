"""Closed forms against statsmodels and scipy, over tables that nobody chose."""

from __future__ import annotations

import itertools
import math
import warnings

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.stats import binom, fisher_exact, norm
from scipy.stats.contingency import relative_risk
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

from toolkit.audit.statistics.proportions import (
    difference_p_value,
    growth_needed,
    holm,
    katz_interval,
    newcombe_interval,
    ratio_of_shares,
    share,
    smallest_visible_difference,
    wilson_interval,
)

EXACT = {"rel": 1e-9, "abs": 1e-13}
CONFIDENCE = st.sampled_from([0.8, 0.9, 0.95, 0.99])
MANY = st.integers(1_000, 300_000)
SIZE = st.integers(1, 60) | st.integers(1, 300_000)


@st.composite
def shares(draw: st.DrawFn, size: st.SearchStrategy[int] = SIZE) -> tuple[int, int]:
    n = draw(size)
    return draw(st.sampled_from([0, 1, n - 1, n]) | st.integers(0, n)), n


@given(shares(), CONFIDENCE)
def test_wilson_is_that_of_statsmodels(one: tuple[int, int], confidence: float) -> None:
    k, n = one
    low, high = wilson_interval(k, n, confidence)
    wanted = proportion_confint(k, n, alpha=1 - confidence, method="wilson")
    assert (low[0], high[0]) == pytest.approx(wanted, **EXACT)
    assert 0 <= low[0] <= k / n <= high[0] <= 1


@given(shares(), shares(), CONFIDENCE)
def test_newcombe_is_that_of_statsmodels(one: tuple[int, int], two: tuple[int, int], confidence: float) -> None:
    low, high = newcombe_interval(*one, *two, confidence)
    wanted = confint_proportions_2indep(*one, *two, method="newcomb", compare="diff", alpha=1 - confidence)
    assert (low[0], high[0]) == pytest.approx(wanted, rel=1e-9, abs=1e-9)


@given(shares(), shares(), CONFIDENCE)
def test_katz_is_that_of_scipy(one: tuple[int, int], two: tuple[int, int], confidence: float) -> None:
    assume(one[0] > 0 and two[0] > 0)
    oracle = relative_risk(*one, *two)
    assert ratio_of_shares(*one, *two)[0] == pytest.approx(oracle.relative_risk, **EXACT)
    low, high = katz_interval(*one, *two, confidence)
    assert (low[0], high[0]) == pytest.approx(tuple(oracle.confidence_interval(confidence)), **EXACT)


def test_a_ratio_of_nobody_has_only_the_side_that_exists() -> None:
    low, high = katz_interval([0, 5, 0], [10, 10, 10], [5, 0, 0], [10, 10, 10])
    assert low[0] == 0
    assert math.isnan(high[0])
    assert math.isnan(low[1])
    assert math.isinf(high[1])
    assert math.isnan(low[2])
    assert math.isnan(high[2])
    assert ratio_of_shares([0, 5], [10, 10], [5, 0], [10, 10]).tolist() == [0, math.inf]


@given(shares(), shares())
@example((10, 10), (10, 10))
@example((0, 7), (0, 9))
def test_p_is_pooled_z_or_fisher_where_a_cell_is_small(one: tuple[int, int], two: tuple[int, int]) -> None:
    (k1, n1), (k0, n0) = one, two
    table = np.array([[k1, n1 - k1], [k0, n0 - k0]])
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / table.sum()
    found = difference_p_value(k1, n1, k0, n0)[0]
    if k1 + k0 in (0, n1 + n0):
        assert found == 1
    elif expected.min() < 15 - 1e-9:
        assert found == pytest.approx(fisher_exact(table).pvalue, rel=1e-9, abs=1e-300)
    elif expected.min() > 5 + 1e-9:
        wanted = proportions_ztest([k1, k0], [n1, n0])[1]
        assert found == pytest.approx(wanted, rel=1e-9, abs=1e-300)


def test_the_gap_of_errors_in_compas_is_not_the_test_that_another_tool_makes_of_it() -> None:
    false_positives = difference_p_value(805, 1795, 349, 1488)[0]
    false_discoveries = difference_p_value(805, 2174, 349, 854)[0]
    assert false_positives < 1e-30
    assert false_discoveries == pytest.approx(0.050, abs=5e-4)


def test_nobody_to_count_is_undefined_and_never_zero() -> None:
    assert math.isnan(share(0, 0)[0])
    for low, high in (wilson_interval(0, 0), newcombe_interval(0, 0, 1, 2), katz_interval(0, 0, 1, 2)):
        assert math.isnan(low[0])
        assert math.isnan(high[0])
    for low, high in (newcombe_interval(1, 2, 0, 0), katz_interval(1, 2, 0, 0)):
        assert math.isnan(low[0])
        assert math.isnan(high[0])
    assert math.isnan(ratio_of_shares(0, 0, 1, 2)[0])
    assert math.isnan(difference_p_value(0, 0, 1, 2)[0])
    assert math.isnan(difference_p_value(1, 2, 0, 0)[0])
    assert math.isnan(smallest_visible_difference(0, 1, 2, 0.05)[0])
    assert math.isnan(smallest_visible_difference(10, 0, 0, 0.05)[0])


def test_nothing_to_compare_gives_nothing_back() -> None:
    empty = np.array([], dtype=float)
    assert difference_p_value(empty, empty, empty, empty).size == 0
    assert smallest_visible_difference(empty, empty, empty, 0.05).size == 0
    assert holm(empty).size == 0


def test_many_comparisons_at_once_are_each_the_one_alone() -> None:
    generator = np.random.default_rng(1973)
    n1, n0 = generator.integers(1, 400, (2, 200))
    k1, k0 = generator.integers(0, n1 + 1), generator.integers(0, n0 + 1)
    together = difference_p_value(k1, n1, k0, n0)
    alone = [difference_p_value(*map(int, row))[0] for row in zip(k1, n1, k0, n0, strict=True)]
    assert together.tolist() == alone


# --- how small a gap could have been seen --------------------------------------------------------------------------


def _lacking(difference: float, n1: int, k0: int, n0: int, level: float) -> float:
    """Fleiss, ch. 4, in plain arithmetic: what a gap lacks to be seen four times out of five; 0 or more: seen."""
    p0 = k0 / n0
    p1 = _other_share(difference, k0, n0)
    middle = (n1 * p1 + n0 * p0) / (n1 + n0)
    if_equal = math.sqrt(middle * (1 - middle) * (1 / n1 + 1 / n0))
    if_not = math.sqrt(p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0)
    return float(difference - norm.isf(level / 2) * if_equal - norm.ppf(0.8) * if_not)


def _other_share(difference: float, k0: int, n0: int) -> float:
    return min(max(k0 / n0 + (difference if k0 <= n0 / 2 else -difference), 0.0), 1.0)


@given(MANY, MANY, st.floats(0.05, 0.95), st.sampled_from([0.2, 0.05, 0.01, 0.05 / 40]))
def test_the_smallest_visible_gap_of_many_people_is_the_root_of_the_power_of_the_test(
    n1: int, n0: int, share: float, level: float
) -> None:
    k0 = round(share * n0)
    found = smallest_visible_difference(n1, k0, n0, level)[0]
    room = max(k0 / n0, 1 - k0 / n0)
    assert _lacking(found * 0.999, n1, k0, n0, level) < 0 < _lacking(min(found * 1.001, room), n1, k0, n0, level)


def _power_by_scipy(n1: int, p1: float, n0: int, p0: float, level: float) -> float:
    """How often the test shows a gap: every table, with scipy's Fisher or statsmodels' z, as expected counts ask."""
    power = 0.0
    for k1, k0 in itertools.product(range(n1 + 1), range(n0 + 1)):
        weight = binom.pmf(k1, n1, p1) * binom.pmf(k0, n0, p0)
        if weight < 1e-7 or k1 + k0 in (0, n1 + n0):
            continue
        few = min(k1 + k0, n1 + n0 - k1 - k0) / (n1 + n0) * min(n1, n0) < 15
        test = [[k1, n1 - k1], [k0, n0 - k0]]
        p = fisher_exact(test).pvalue if few else proportions_ztest([k1, k0], [n1, n0])[1]
        power += weight * (p < level)
    return float(power)


@pytest.mark.parametrize(
    ("n1", "k0", "n0", "level"), [(50, 10, 50, 0.05), (20, 10, 20, 0.01), (12, 3, 60, 0.05), (40, 27, 30, 0.05)]
)
@pytest.mark.slow
def test_the_smallest_visible_gap_of_few_people_is_counted_out(n1: int, k0: int, n0: int, level: float) -> None:
    """Formulas miss: of 50 and 50 people, of whom one in five is selected, one has 26.0 points; that shows in 78 %."""
    gap = smallest_visible_difference(n1, k0, n0, level)[0]
    seen, smaller = (_power_by_scipy(n1, _other_share(one, k0, n0), n0, k0 / n0, level) for one in (gap, gap - 0.004))
    assert smaller < 0.8 <= seen + 1e-6


def test_where_no_gap_at_all_would_show_none_is_told() -> None:
    """Three against three: even 0 of 3 and 3 of 3 has p 0.1. Seven against seven has p 0.0006."""
    assert math.isnan(smallest_visible_difference(3, 0, 3, 0.05)[0])
    assert smallest_visible_difference(7, 0, 7, 0.05)[0] < 0.9


@given(shares(st.integers(1, 5_000)), st.integers(1, 5_000), st.integers(2, 9))
def test_more_people_or_a_weaker_demand_never_hide_a_gap(reference: tuple[int, int], n1: int, times: int) -> None:
    k0, n0 = reference
    few = smallest_visible_difference(n1, k0, n0, 0.05)[0]
    for more in (
        smallest_visible_difference(n1 * times, k0 * times, n0 * times, 0.05)[0],
        smallest_visible_difference(n1, k0, n0, 0.1)[0],
    ):
        assert math.isnan(few) or more <= few * 1.001  # counted out, a gap is known to a thousandth


@pytest.mark.parametrize(
    ("n1", "k0", "n0", "level", "near"),
    [(900, 360, 1_200, 0.05, 0.015), (40, 8, 40, 0.05, 0.02), (30, 60, 600, 0.05, 0.02), (50, 90, 100, 0.01, 0.02)],
)
def test_four_of_five_samples_show_the_smallest_visible_gap(
    n1: int, k0: int, n0: int, level: float, near: float
) -> None:
    """Also where Fisher's test is asked, which finds less than the z test: with its formula it would be 66 to 72 %."""
    gap, share = smallest_visible_difference(n1, k0, n0, level)[0], k0 / n0
    generator = np.random.default_rng(7)
    k_group = generator.binomial(n1, share + gap if share <= 0.5 else share - gap, 4_000)
    k_reference = generator.binomial(n0, share, 4_000)
    seen = difference_p_value(k_group, n1, k_reference, n0) < level
    assert seen.mean() == pytest.approx(0.8, abs=near)


# --- many gaps -----------------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)  # the oracle is slow
@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
@pytest.mark.slow
def test_holm_is_that_of_statsmodels(p_values: list[float]) -> None:
    assert holm(p_values).tolist() == pytest.approx(multipletests(p_values, method="holm")[1].tolist(), **EXACT)


@given(st.lists(st.floats(0, 1) | st.just(math.nan), min_size=1, max_size=20))
def test_holm_leaves_out_what_is_undefined(p_values: list[float]) -> None:
    found = holm(p_values)
    known = [p for p in p_values if not math.isnan(p)]
    assert np.isnan(found).tolist() == np.isnan(p_values).tolist()
    assert found[~np.isnan(found)].tolist() == holm(known).tolist()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=10), st.integers(0, 20))
@pytest.mark.slow
def test_a_larger_family_counts_those_not_shown_as_seeing_nothing(p_values: list[float], more: int) -> None:
    wanted = multipletests([*p_values, *([1.0] * more)], method="holm")[1][: len(p_values)]
    assert holm(p_values, family=len(p_values) + more).tolist() == pytest.approx(wanted.tolist(), **EXACT)


@given(shares(), shares())
def test_no_table_warns(one: tuple[int, int], two: tuple[int, int]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        wilson_interval(*one)
        newcombe_interval(*one, *two)
        katz_interval(*one, *two)
        difference_p_value(*one, *two)
        smallest_visible_difference(one[1], *two, 0.05)


def test_how_many_more_people_are_needed_is_what_tables_of_sample_sizes_say() -> None:
    """5 % against 10 % at a level of 0.05 and a power of 80 %: 435 in each group (Fleiss, without his correction)."""
    times = growth_needed([100.0, 100.0], [5.0, 5.0], [100.0, 100.0], [0.05, 0.96], 0.05)
    assert math.ceil(100 * times[0]) == 435
    assert math.isnan(times[1]), "from 5 % there are 95 to go at most"
