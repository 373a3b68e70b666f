"""Mantel-Haenszel against statsmodels, over strata that nobody chose."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import chi2
from statsmodels.stats.contingency_tables import StratifiedTable

from toolkit.audit.statistics.mantel_haenszel import chi_square_tail, pool

WOMEN = ([89, 17, 202, 131, 94, 24], [108, 25, 593, 375, 393, 341])
MEN = ([512, 353, 120, 138, 53, 22], [825, 560, 325, 417, 191, 373])
COUNT = st.integers(0, 12) | st.integers(0, 40_000)
TABLES = st.lists(st.tuples(COUNT, COUNT, COUNT, COUNT), min_size=1, max_size=8)
Table = tuple[int, int, int, int]


def pooled(tables: list[Table], confidence: float = 0.95):
    a, b, c, d = np.array(tables, dtype=float).reshape(-1, 4).T
    return pool(a, a + b, c, c + d, confidence)


def oracle(tables: list[Table]) -> StratifiedTable:
    return StratifiedTable([np.array([[a, b], [c, d]], dtype=float) for a, b, c, d in tables])


def both_groups(tables: list[Table]) -> list[Table]:
    return [(a, b, c, d) for a, b, c, d in tables if a + b and c + d]


@given(TABLES, st.sampled_from([0.9, 0.95, 0.99]))
def test_ratio_odds_ratio_and_test_are_those_of_statsmodels(tables: list[Table], confidence: float) -> None:
    tables = both_groups(tables)
    assume(tables)
    assume(sum(a * d for a, b, c, d in tables) and sum(b * c for a, b, c, d in tables))
    found, wanted = pooled(tables, confidence), oracle(tables)
    assert found.odds_ratio == pytest.approx(wanted.oddsratio_pooled, rel=1e-9)
    interval = wanted.oddsratio_pooled_confint(1 - confidence)
    assert (found.odds_ratio_low, found.odds_ratio_high) == pytest.approx(interval, rel=1e-9)
    assert found.ratio == pytest.approx(wanted.riskratio_pooled, rel=1e-9)
    test = wanted.test_null_odds(correction=False)
    assert found.p_value == pytest.approx(chi2.sf(test.statistic, 1), rel=1e-8, abs=1e-300)
    assert found.strata == found.strata_compared == len(tables)
    assert found.people == found.people_compared == sum(map(sum, tables))


@given(TABLES)
def test_homogeneity_is_breslow_and_day_as_statsmodels_has_it(tables: list[Table]) -> None:
    telling = [t for t in both_groups(tables) if t[0] + t[2] and t[1] + t[3]]
    assume(len(telling) > 1)
    assume(sum(a * d for a, b, c, d in telling) and sum(b * c for a, b, c, d in telling))
    with np.errstate(all="ignore"):  # the oracle divides by zero where the odds ratio is exactly 1, and gives no answer
        wanted = oracle(telling).test_equal_odds(adjust=False)
    assume(np.isfinite(wanted.statistic))
    p_value = chi2.sf(wanted.statistic, len(telling) - 1)
    # In the far tail a rounding of the statistic in its tenth digit moves p by much more: there its logarithm counts.
    assert pooled(telling).homogeneity_p == pytest.approx(p_value, rel=1e-6 if p_value > 1e-50 else 1e-3, abs=1e-300)


@given(st.lists(st.tuples(*[st.integers(1, 500)] * 4), min_size=1, max_size=6), st.sampled_from([0.9, 0.95]))
def test_the_interval_of_the_ratio_is_that_of_greenland_and_robins(tables: list[Table], confidence: float) -> None:
    found = pooled(tables, confidence)
    top = sum(a * (c + d) / (a + b + c + d) for a, b, c, d in tables)
    bottom = sum(c * (a + b) / (a + b + c + d) for a, b, c, d in tables)
    variance = (
        sum(((a + b) * (c + d) * (a + c) - a * c * (a + b + c + d)) / (a + b + c + d) ** 2 for a, b, c, d in tables)
        / top
        / bottom
    )
    z = math.sqrt(chi2.isf(1 - confidence, 1))
    wanted = [top / bottom * math.exp(side * z * math.sqrt(variance)) for side in (-1, 1)]
    assert [found.ratio_low, found.ratio_high] == pytest.approx(wanted, rel=1e-9)


@given(st.tuples(*[st.integers(1, 500)] * 4))
def test_one_stratum_is_the_plain_table(table: Table) -> None:
    a, b, c, d = table
    found = pooled([table])
    assert found.ratio == pytest.approx(a / (a + b) * (c + d) / c)
    assert found.odds_ratio == pytest.approx(a * d / (b * c))
    assert math.isnan(found.homogeneity_p)


@given(TABLES, st.tuples(COUNT, COUNT))
def test_a_stratum_with_one_group_only_compares_nobody(tables: list[Table], alone: tuple[int, int]) -> None:
    with_them, without = pooled([*tables, (*alone, 0, 0)]), pooled(tables)
    assert with_them.people == without.people + sum(alone)
    assert with_them.strata == without.strata + (sum(alone) > 0)
    uncompared = {"strata": 0, "people": 0, "people_group": (0, 0)}
    assert with_them.people_group[0] == without.people_group[0]
    assert repr(replace(with_them, **uncompared)) == repr(replace(without, **uncompared))


def test_berkeley_as_published() -> None:
    found = pool(*WOMEN, *MEN)
    assert [found.odds_ratio, found.odds_ratio_low, found.odds_ratio_high] == pytest.approx(
        [1.105, 0.943, 1.295], abs=5e-4
    )
    assert found.homogeneity_p == pytest.approx(0.0021, abs=5e-5)
    assert found.p_value == pytest.approx(0.217, abs=5e-4)
    without_a = pool(WOMEN[0][1:], WOMEN[1][1:], MEN[0][1:], MEN[1][1:])
    assert 1 / without_a.odds_ratio == pytest.approx(1.031, abs=5e-4)


@given(TABLES)
def test_turning_the_groups_round_turns_the_ratio_round(tables: list[Table]) -> None:
    one, other = pooled(tables), pooled([(c, d, a, b) for a, b, c, d in tables])
    if 0 < one.odds_ratio < math.inf:
        assert other.odds_ratio == pytest.approx(1 / one.odds_ratio)
        assert other.odds_ratio_low == pytest.approx(1 / one.odds_ratio_high)
    assert other.p_value == pytest.approx(one.p_value, nan_ok=True)


@pytest.mark.parametrize(
    ("tables", "ratio"),
    [
        ([], math.nan),
        ([(0, 0, 5, 5)], math.nan),
        ([(0, 10, 0, 10)], math.nan),
        ([(5, 5, 0, 10)], math.inf),
        ([(0, 10, 5, 5)], 0.0),
        ([(10, 0, 10, 0)], 1.0),
    ],
)
def test_strata_that_cannot_tell_say_so(tables: list[Table], ratio: float) -> None:
    found = pooled(tables)
    assert found.ratio == pytest.approx(ratio, nan_ok=True)
    if ratio != 1.0:
        assert math.isnan(found.ratio_low)
        assert math.isnan(found.ratio_high)


@given(TABLES)
def test_no_strata_warn_or_break(tables: list[Table]) -> None:
    pooled(tables)


@given(st.floats(0, 2_000), st.integers(1, 60))
def test_the_tail_of_chi_square_is_that_of_scipy(statistic: float, freedom: int) -> None:
    assert chi_square_tail(statistic, freedom) == pytest.approx(chi2.sf(statistic, freedom), rel=1e-9, abs=1e-250)


@given(st.lists(st.tuples(*[st.integers(5, 400)] * 4), min_size=2, max_size=6))
def test_pooled_tests_are_those_of_statsmodels_to_nine_digits(tables: list[Table]) -> None:
    """Where the tail does not magnify the last digit of a statistic (p above one in a million)."""
    found, wanted = pooled(tables), oracle(tables)
    with np.errstate(invalid="ignore"):  # the oracle divides by zero where the odds ratio is exactly 1
        statistics = wanted.test_null_odds(correction=False).statistic, wanted.test_equal_odds(adjust=False).statistic
    p_values = found.p_value, found.homogeneity_p
    for p_value, statistic, freedom in zip(p_values, statistics, (1, len(tables) - 1), strict=True):
        oracles = chi2.sf(statistic, freedom)
        if oracles > 1e-6:  # NaN is not
            assert p_value == pytest.approx(oracles, rel=1e-9)
