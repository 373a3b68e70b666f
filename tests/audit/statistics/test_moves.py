"""How one person more moves a pooled ratio, against differences of the ratio: nothing here knows a derivative."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from toolkit.audit.statistics.mantel_haenszel import Change, change_of, largest_step, reach

# Selected and not, of the group and of the reference, in each stratum.
TABLES = np.array([[20.0, 80.0, 35.0, 65.0], [9.0, 41.0, 12.0, 28.0], [50.0, 30.0, 160.0, 240.0]])
STEP = 1e-4  # of a person


def log_ratio(tables: np.ndarray) -> float:
    a, b, c, d = tables.T
    whole = tables.sum(axis=1)
    return math.log((a * (c + d) / whole).sum() / (c * (a + b) / whole).sum())


def log_odds(tables: np.ndarray) -> float:
    a, b, c, d = tables.T
    whole = tables.sum(axis=1)
    return math.log((a * d / whole).sum() / (b * c / whole).sum())


def log_crude(tables: np.ndarray) -> float:
    a, b, c, d = tables.sum(axis=0)
    return math.log(a / (a + b) * (c + d) / c)


def moves(of: Callable[[np.ndarray], float]) -> np.ndarray:
    """What one person more in each cell does."""
    found = np.zeros_like(TABLES)
    for place in np.ndindex(*TABLES.shape):
        more, less = TABLES.copy(), TABLES.copy()
        more[place] += STEP
        less[place] -= STEP
        found[place] = (of(more) - of(less)) / (2 * STEP)
    return found


def arguments() -> tuple[np.ndarray, ...]:
    a, b, c, d = TABLES.T
    return a, a + b, c, c + d


def test_the_largest_step_of_both_ratios_is_that_of_the_person_who_moves_them_most() -> None:
    wanted = [np.abs(moves(of)).max() for of in (log_ratio, log_odds)]
    assert largest_step(*arguments()) == pytest.approx(wanted, rel=1e-6)


@pytest.mark.parametrize("stratum", range(3))
@pytest.mark.parametrize("turned", [False, True])
def test_the_largest_step_inside_one_stratum_too(stratum: int, turned: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = TABLES[[stratum]][:, [2, 3, 0, 1] if turned else [0, 1, 2, 3]]
    monkeypatch.setitem(globals(), "TABLES", alone)
    wanted = [np.abs(moves(of)).max() for of in (log_ratio, log_odds)]
    assert largest_step(*arguments()) == pytest.approx(wanted, rel=1e-6)


def test_the_uncertainty_of_a_change_is_that_of_the_delta_method_over_all_cells() -> None:
    after, before = moves(log_ratio), moves(log_crude)
    found = change_of(*arguments())
    assert found is not None
    assert (found.crude, found.adjusted) == pytest.approx((log_crude(TABLES), log_ratio(TABLES)))
    wanted = [(TABLES * one * other).sum() for one, other in ((before, before), (after, after), (before, after))]
    variances = (found.crude_variance, found.adjusted_variance, found.covariance)
    assert variances == pytest.approx(wanted, rel=1e-6)
    wider = found.times(3)
    assert (wider.crude, wider.adjusted) == (found.crude, found.adjusted)
    assert (wider.crude_variance, wider.adjusted_variance, wider.covariance) == pytest.approx(
        [3 * v for v in variances]
    )


def test_an_edge_reaches_as_many_times_as_far_to_either_side() -> None:
    assert reach(2.0, 1.0, 2.0) == pytest.approx(0.5)
    assert reach(2.0, 3.0, 2.0) == pytest.approx(4.5)
    for edge in (0.0, math.inf):  # nothing to measure a distance from
        assert reach(2.0, edge, 2.0) == edge
        assert reach(edge, 2.0, 2.0) == 2.0


def test_between_which_values_a_change_lies_by_hand() -> None:
    change = Change(crude=-0.5, adjusted=-0.1, crude_variance=0.04, adjusted_variance=0.05, covariance=0.03)
    # the half: -0.1 + 0.25, with a variance of 0.05 + 0.01 - 0.03; the whole: -0.1 + 0.5, with 0.05 + 0.04 - 0.06
    assert change.interval(0.5, 2.0) == pytest.approx((0.15 - 2 * math.sqrt(0.03), 0.15 + 2 * math.sqrt(0.03)))
    assert change.interval(1.0, 1.5) == pytest.approx((0.4 - 1.5 * math.sqrt(0.03), 0.4 + 1.5 * math.sqrt(0.03)))
    assert change.interval(0.0, 1.0) == pytest.approx((-0.1 - math.sqrt(0.05), -0.1 + math.sqrt(0.05)))


def test_a_stratum_of_one_group_moves_nothing_and_one_in_which_nobody_was_selected_does() -> None:
    a, n1, c, n0 = arguments()
    alone = [np.append(one, value) for one, value in zip((a, n1, c, n0), (0.0, 0.0, 7.0, 30.0), strict=True)]
    assert largest_step(*alone) == pytest.approx(largest_step(a, n1, c, n0))
    nobody = [np.append(one, value) for one, value in zip((a, n1, c, n0), (8.0, 20.0, 0.0, 25.0), strict=True)]
    step = log_ratio(np.vstack([TABLES, [8.0, 12.0, 0.0, 25.0]]))
    found = change_of(*nobody)
    assert found is not None
    assert found.adjusted == pytest.approx(step)
    assert largest_step(*nobody) != pytest.approx(largest_step(a, n1, c, n0))


def test_where_nobody_at_all_was_selected_in_a_group_there_is_no_change_to_tell() -> None:
    a, n1, c, n0 = arguments()
    assert change_of(0 * a, n1, c, n0) is None
    assert change_of(a, n1, 0 * c, n0) is None
