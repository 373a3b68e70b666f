"""Which columns tell who somebody is: against scipy, and what chance must not be called."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pytest
from scipy.stats import chi2_contingency

from toolkit.audit import find_proxies
from toolkit.errors import AuditError, ColumnNotFound


def staff(size: int = 2000, seed: int = 5) -> pd.DataFrame:
    """Hours go with sex, height nearly tells it, the floor does not; the locker is different for everybody."""
    chance = np.random.default_rng(seed)
    woman = chance.random(size) < 0.5
    return pd.DataFrame(
        {
            "sex": np.where(woman, "women", "men"),
            "hours": np.where(chance.random(size) < np.where(woman, 0.6, 0.2), "part", "full"),
            "height": np.where(woman, 166.0, 179.0) + chance.normal(0, 6.5, size),
            "floor": chance.choice(["1", "2", "3"], size),
            "locker": np.arange(size).astype(str),
        }
    )


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return find_proxies(staff(), "sex", smallest_cell=0).columns.set_index("column")


def test_the_connection_is_a_corrected_v_and_the_test_that_of_scipy(found: pd.DataFrame) -> None:
    table = staff()
    crossed = pd.crosstab(table["hours"], table["sex"]).to_numpy()
    chi, p_value, *_ = chi2_contingency(crossed, correction=False)
    n = crossed.sum()
    corrected = np.sqrt((chi / n - 1 / (n - 1)) / (2 - 1 / (n - 1) - 1))
    assert found.loc["hours", "connection"] == pytest.approx(corrected, abs=0.006)
    assert found.loc["hours", "p_value"] == pytest.approx(p_value)


def test_a_number_that_nearly_tells_it_is_cut_and_found(found: pd.DataFrame) -> None:
    assert found.loc["height", "verdict"] == "tells"
    # Two normal curves two standard deviations apart: cut between them, 84 of 100 are right.
    assert found.loc["height", "right"] == pytest.approx(0.84, abs=0.03)
    assert found.index[0] == "height"


def test_what_has_nothing_to_do_with_it_is_not_called_a_proxy(found: pd.DataFrame) -> None:
    assert found.loc["floor", "verdict"] == "not_shown"
    finding = find_proxies(staff(), "sex", columns=["floor"]).findings[0]
    assert "columns can tell together" in finding.say()


def test_a_value_for_everybody_tells_nothing_of_anybody_else(found: pd.DataFrame) -> None:
    """In the sample each number knows its owner's sex, which is luck and no connection."""
    assert found.loc["locker", "verdict"] == "too_few"


@pytest.mark.slow
def test_chance_is_not_called_a_proxy() -> None:
    told = 0
    for seed in range(25):
        chance = np.random.default_rng(seed)
        table = pd.DataFrame({name: chance.choice(list("abcd"), 300) for name in ("one", "two", "three")})
        table["sex"] = chance.choice(["w", "m"], 300)
        told += (find_proxies(table, "sex").columns["verdict"] != "not_shown").any()
    assert told <= 5  # one is expected at 5 %


def test_it_never_says_that_a_system_uses_the_column() -> None:
    said = find_proxies(staff(), "sex", columns=["hours"]).findings[0].say()
    assert "does not show that the system uses it" in said
    assert "of 100 people" in said


def test_a_small_group_is_withheld_and_counts_give_the_same() -> None:
    table = staff()
    few = pd.concat([table, table.head(4).assign(sex="other")])
    assert find_proxies(few, "sex", columns=["hours"]).findings[0].verdict == "withheld"
    counted = table.groupby(["sex", "hours"]).size().reset_index(name="n")
    one = find_proxies(counted, "sex", count="n").columns
    assert one.equals(find_proxies(pl.from_pandas(table), "sex", columns=["hours"]).columns)


def test_what_does_not_fit_is_said() -> None:
    with pytest.raises(AuditError, match="what is to be guessed"):
        find_proxies(staff(), "sex", columns=["sex"])
    with pytest.raises(ColumnNotFound):
        find_proxies(staff(), "gender")


def test_a_small_group_that_a_column_gives_away_is_told_by() -> None:
    """Of 3,000 people 40 are few; whoever has their language is one of them: 13 of 1,000 guesses are put right."""
    table = pd.DataFrame({"origin": ["few"] * 40 + ["many"] * 2960, "language": ["own"] * 40 + ["common"] * 2960})
    finding = find_proxies(table, "origin").findings[0]
    assert finding.verdict == "tells"
    assert "of 1,000 people" in finding.say()
    assert "hardly helps" not in finding.say()


def test_a_weak_connection_of_many_people_is_not_called_a_help() -> None:
    table = pd.DataFrame({"sex": ["w", "m"] * 50_000, "floor": (["1", "2"] * 26_000 + ["2", "1"] * 24_000)})
    finding = find_proxies(table, "sex").findings[0]
    assert finding.verdict == "tells"  # 52 of 100 instead of 50
    table = pd.DataFrame({"sex": ["w", "m"] * 50_000, "floor": (["1", "2"] * 25_400 + ["2", "1"] * 24_600)})
    finding = find_proxies(table, "sex").findings[0]
    assert finding.verdict == "goes_with"
    assert "hardly helps" in finding.say()


def test_p_values_of_what_is_protected_are_steps() -> None:
    """With fifteen digits of a p-value one table of counts fits, and it is the true one."""
    found = find_proxies(staff(), "sex").columns
    assert set(found["p_value"].dropna()) <= {0.001, 0.01, 0.05, 0.1, 0.2, 0.5, 1.0}
    odd = find_proxies(staff(1003), "sex").columns
    assert odd.set_index("column").loc["locker", "people"] == 1000


def test_of_60_columns_that_tell_nothing_few_tables_call_one_a_proxy() -> None:
    told = 0
    for seed in range(3):
        chance = np.random.default_rng(seed)
        table = pd.DataFrame({f"c{place}": chance.choice(9, 1500).astype(str) for place in range(60)})
        table["sex"] = np.where(np.arange(1500) < 120, "few", "many")
        told += (find_proxies(table, "sex").columns["verdict"].isin(["tells", "goes_with"])).any()
    assert told <= 1


def test_a_rare_value_by_luck_is_not_called_a_proxy() -> None:
    """Some of forty places hold no woman, by luck alone: each is looked at, and all are paid for."""
    told = 0
    for seed in range(20):
        chance = np.random.default_rng(seed)
        table = pd.DataFrame({"sex": np.where(np.arange(800) < 60, "w", "m"), "place": chance.choice(40, 800)})
        told += find_proxies(table.astype(str), "sex").findings[0].verdict in ("tells", "goes_with")
    assert told <= 3
