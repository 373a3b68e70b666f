"""A long Parquet file is counted by another way through it: the same people, counted here one by one."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from toolkit.audit import DecisionLog, audit
from toolkit.audit.counting import counts as counting
from toolkit.audit.counting import sources
from toolkit.audit.counting.long_tables.files import ROW, count_long_file
from toolkit.audit.counting.sources import open_table
from toolkit.errors import UnreadableFile

TEXTS = st.sampled_from(["women", "men", "", "a much longer text that is not kept in place", "أطباء", None])
ROWS = st.tuples(
    TEXTS,
    st.sampled_from([True, False, None]),
    st.sampled_from([0.0, -0.0, 1.5, float("nan"), None]),
    st.sampled_from([datetime.date(2026, 1, 31), datetime.date(2026, 2, 1), None]),
    st.sampled_from([1, 2**40, None]),
)
NAMES = ['the "sex"', "it's", "a, b", "date", "row"]
TYPES = [pa.string(), pa.bool_(), pa.float64(), pa.date32(), pa.int64()]


def written(path: Path, rows: list[tuple[Any, ...]], names: list[str] = NAMES, at_once: int = 7) -> Path:
    columns = [pa.array(list(column), kind) for column, kind in zip(zip(*rows, strict=True), TYPES, strict=True)]
    pq.write_table(pa.table(columns, names=names), path, row_group_size=at_once)
    return path


def same(value: Any) -> Any:
    """NaN is one value when people are grouped, and so is zero."""
    return "NaN" if isinstance(value, float) and np.isnan(value) else value


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROWS, min_size=1, max_size=40))
@example([("women", True, 1.5, None, 1), ("women", True, float("nan"), None, 1)])
def test_rows_are_counted_as_by_hand(tmp_path: Path, rows: list[tuple[Any, ...]]) -> None:
    opened = open_table(written(tmp_path / "log.parquet", rows))
    assert isinstance(opened.frame, nw.LazyFrame)
    keys = {f"group {name}": nw.col(name) for name in NAMES}
    found = count_long_file(opened.frame, keys, opened.watch)
    counted = [(tuple(map(same, values)), people) for *values, people in found]
    assert Counter(dict(counted)) == Counter(tuple(map(same, row)) for row in rows)
    assert len(counted) == len(dict(counted))


SMALL = {
    pa.int8(): st.sampled_from([-128, -1, 0, 1, 127, None]),
    pa.uint8(): st.sampled_from([0, 1, 254, 255, None]),
    pa.bool_(): st.sampled_from([True, False, None]),
    pa.int16(): st.sampled_from([-32768, -1, 0, 1, 511, 512, 32767, None]),
    pa.uint16(): st.sampled_from([0, 1, 32768, 65535, None]),
    pa.int32(): st.sampled_from([-(2**31), 0, 1, 2**31 - 1, None]),
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_small_numbers_that_are_packed_stay_apart(tmp_path: Path, data: st.DataObject) -> None:
    kinds = data.draw(st.lists(st.sampled_from(list(SMALL)), min_size=1, max_size=5))
    rows = data.draw(st.lists(st.tuples(*(SMALL[kind] for kind in kinds)), min_size=1, max_size=40))
    names = [f"column {place}" for place in range(len(kinds))]
    columns = [pa.array(list(column), kind) for column, kind in zip(zip(*rows, strict=True), kinds, strict=True)]
    pq.write_table(pa.table(columns, names=names), tmp_path / "log.parquet", row_group_size=7)
    opened = open_table(tmp_path / "log.parquet")
    assert isinstance(opened.frame, nw.LazyFrame)
    found = count_long_file(opened.frame, {name: nw.col(name) for name in names}, opened.watch)
    assert {tuple(values): people for *values, people in found} == Counter(rows)
    assert len(found) == len(set(rows))


def test_three_small_columns_that_are_packed_stay_apart(tmp_path: Path) -> None:
    rows = [(a, b, c) for a in (True, False, None) for b in (True, False, None) for c in (-128, 0, 1, 127, None)]
    columns = [pa.array(list(column)) for column in zip(*rows, strict=True)]
    columns[2] = columns[2].cast(pa.int8())
    pq.write_table(pa.table(columns, names=["a", "b", "c"]), tmp_path / "log.parquet")
    opened = open_table(tmp_path / "log.parquet")
    assert isinstance(opened.frame, nw.LazyFrame)
    found = count_long_file(opened.frame, {name: nw.col(name) for name in "abc"}, opened.watch)
    assert sorted(found, key=str) == sorted([(*row, 1) for row in rows], key=str)


def test_a_long_file_gives_the_audit_of_a_short_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "log.parquet"
    duckdb.sql(
        "COPY (SELECT 'office ' || i % 7 AS office, i * i % 13 % 3 = 0 AS hired, i % 5 = 1 AS good,"
        " CASE WHEN i % 11 < 5 THEN 'women' WHEN i % 11 < 10 THEN 'men' END AS sex,"
        " (i * 37 % 101) / 2 AS points, DATE '2026-01-01' + i::INT % 200 AS day"
        f" FROM range(20000) t(i)) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)"
    )
    roles: dict[str, Any] = {
        "decision": "hired", "selected": [True], "effect": "benefit", "groups": ["sex"], "outcome": "good",
        "outcome_true": [True], "score": "points", "within": ["office"], "when": "day", "score_bins": 4,
    }  # fmt: skip
    short = audit(DecisionLog(path, **roles), cross=False)
    ways: list[str] = []

    def noted(*arguments: Any) -> Any:
        ways.append("long")
        return count_long_file(*arguments)

    monkeypatch.setattr(counting, "count_long_file", noted)
    monkeypatch.setattr(sources, "LONG", 1)
    told: list[float] = []
    long = audit(DecisionLog(path, **roles, progress=told.append), cross=False)
    assert ways == ["long"]
    assert told == sorted(set(told))
    assert told[-1] == 1
    for name in ("counts", "rates", "gaps", "adjusted", "left_out", "scores"):
        assert getattr(long, name).equals(getattr(short, name))
    assert [finding.say("en") for finding in long.findings] == [finding.say("en") for finding in short.findings]


@pytest.mark.parametrize("name", [ROW, "File_Row_Number"])
def test_a_column_that_has_the_name_of_the_row_number_is_a_column(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LONG", 1)
    rows = [("women", True, 0.0, None, 1), ("men", False, 0.0, None, 1), ("men", True, 0.0, None, 2)]
    path = written(tmp_path / "log.parquet", rows, ["sex", "hired", "x", "y", name])
    assert not open_table(path).is_long
    log = DecisionLog(path, decision="hired", selected=[True], effect="benefit", groups=["sex", name])
    rates = audit(log, smallest_cell=0).rates.query("measure == 'selection_rate'")
    assert rates["denominator"].tolist() == [2, 1, 2, 1]


def test_a_long_file_that_breaks_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LONG", 1)
    rows = [("women", bool(number % 2), float(number), None, number) for number in range(2000)]
    path = written(tmp_path / "log.parquet", rows, ["sex", "hired", "x", "y", "z"], at_once=200)
    content = bytearray(path.read_bytes())
    content[200:400] = bytes(200)  # the footer is whole, so that the file opens
    path.write_bytes(content)
    with pytest.raises(UnreadableFile):
        DecisionLog(path, decision="hired", selected=[True], effect="benefit", groups=["sex", "x", "z"])
