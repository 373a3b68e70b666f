"""Quantiles of a long column, which is read a few times and never held, are those of the sorted column."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.audit import DecisionLog, audit
from toolkit.audit.counting import sources
from toolkit.audit.counting.long_tables import columns as long_columns
from toolkit.audit.counting.long_tables.columns import long_quantiles
from toolkit.audit.counting.long_tables.progress import Watch
from toolkit.errors import UnreadableFile

PARTS = [0.5, 0.1, 0.25, 0.9, 0.0, 1.0]
SCORES = st.one_of(
    st.floats(-1e300, 1e300),
    st.sampled_from([0.0, -0.0, 0.1, 0.2, 0.30000000000000004, 5e-324]),
    st.integers(-3, 3).map(float),
)
ENGINE = duckdb.connect()
chance = np.random.default_rng(20261125)
LONG = {
    "even": chance.random(100_000),
    "rising": np.sort(chance.normal(size=100_000)),
    "a few far away": np.append(chance.normal(size=99_000), chance.normal(size=1_000) * 1e200),
    "over many sizes": np.exp(chance.normal(size=100_000) * 40),
    "most alike": np.where(chance.random(100_000) < 0.6, 0.25, chance.random(100_000)),
    "most have the highest": np.minimum(chance.random(100_000), 0.3),
    "whole numbers": chance.integers(0, 100_000, 100_000) * 1.0,
    "some infinite": np.where(chance.random(100_000) < 0.02, -np.inf, chance.random(100_000)),
    "all alike": np.full(100_000, 0.1),
}


def column_of(scores: Any) -> Any:
    return ENGINE.cursor().from_arrow(pa.table({"score": np.asarray(scores, dtype=float)}))


def by_sorting(scores: Any) -> list[float]:
    ranked = sorted(scores)
    found = []
    for part in PARTS:
        at = part * (len(ranked) - 1)
        low, high = ranked[math.floor(at)], ranked[math.ceil(at)]
        found.append(low if low == high else low * (1 - at % 1) + high * (at % 1))
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SCORES, min_size=1, max_size=60))
@pytest.mark.slow
def test_they_are_those_of_the_sorted_scores(monkeypatch: pytest.MonkeyPatch, scores: list[float]) -> None:
    monkeypatch.setattr(long_columns, "ROOM", 3)
    found = long_quantiles(column_of(scores), PARTS, Watch())
    np.testing.assert_allclose(found, by_sorting(scores), rtol=1e-12, atol=5e-324)


@pytest.mark.parametrize("kind", LONG)
@pytest.mark.parametrize("sample", [2_000, 1_000_000])
@pytest.mark.slow
def test_no_more_than_there_is_room_for_is_sorted(kind: str, sample: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_columns, "ROOM", 1_000)
    monkeypatch.setattr(long_columns, "SAMPLE", sample)
    sizes = []

    def noted(column: Any, stretches: Any, *rest: Any) -> dict[int, float]:
        sizes.append(len({score for score in LONG[kind] if any(s.low < score <= s.high for s in stretches)}))
        return sort(column, stretches, *rest)

    sort = long_columns._sort
    monkeypatch.setattr(long_columns, "_sort", noted)
    found = long_quantiles(column_of(LONG[kind]), PARTS, Watch())
    np.testing.assert_allclose(found, by_sorting(LONG[kind]), rtol=1e-12)
    assert len(sizes) == 1
    assert sizes[0] <= 1_000


def test_an_empty_column_has_none_and_infinite_scores_are_scores() -> None:
    assert long_quantiles(column_of([]), PARTS, Watch()) == []
    assert long_quantiles(column_of([math.inf, 1, -math.inf]), [0.5, 0.0, 1.0], Watch()) == [1, -math.inf, math.inf]
    assert long_quantiles(column_of([1, math.inf]), [0.0, 0.5], Watch()) == [1, math.inf]


@pytest.mark.parametrize("score_bins", [None, 4, [10.0, 20.0]])
def test_a_heavy_file_gives_the_audit_of_a_light_one(
    score_bins: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.csv"
    duckdb.sql(
        "COPY (SELECT i * i % 13 % 3 = 0 AS hired, CASE WHEN i % 11 < 5 THEN 'women' ELSE 'men' END AS sex,"
        " CASE WHEN i % 17 > 0 THEN (i * 37 % 1013) / 20 WHEN i % 2 > 0 THEN 'nan' END AS points"
        f" FROM range(5000) t(i)) TO '{path}'"
    )
    roles: dict[str, Any] = {
        "decision": "hired", "selected": ["true"], "effect": "benefit", "groups": ["sex"], "score": "points",
        "score_bins": score_bins,
    }  # fmt: skip
    light = audit(DecisionLog(path, **roles))
    monkeypatch.setattr(sources, "HEAVY", {".csv": 1})
    monkeypatch.setattr(long_columns, "ROOM", 50)
    told: list[float] = []
    heavy = audit(DecisionLog(path, **roles, progress=told.append))
    assert told == sorted(set(told))
    assert told[-1] == 1
    for name in ("rates", "gaps", "scores"):
        found = getattr(heavy, name)
        assert found is getattr(light, name) is None or found.equals(getattr(light, name))


def test_what_is_no_number_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "HEAVY", {".csv": 1})
    path = tmp_path / "log.csv"
    path.write_text("sex,hired,points\nwomen,yes,many\nmen,no,12\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="points"):
        DecisionLog(path, decision="hired", selected=["yes"], effect="benefit", groups=["sex"], score="points")
