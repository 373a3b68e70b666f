"""Lazy tables of which nobody sees rows: days of a place, odd texts, and orders of rows that change nothing."""

from __future__ import annotations

import datetime
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from tests.audit.counting.test_counting import DATES, ROLES, TABLE, counted
from toolkit.audit import DecisionLog, audit, find_proxies
from toolkit.errors import AuditError

MOMENTS = [day and datetime.datetime.combine(day, datetime.time(22, 30), datetime.UTC) for day in DATES]
IN_TOKYO = pa.table({**TABLE, "date": pa.array(MOMENTS, pa.timestamp("us", "Asia/Tokyo"))})


def cells(table: Any, **how: Any) -> Any:
    return counted(audit(DecisionLog(table, **ROLES, **how), smallest_cell=0))


def lazy(table: pa.Table) -> pl.LazyFrame:
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame.lazy()


def test_a_place_is_heeded_in_a_lazy_frame() -> None:
    assert cells(lazy(IN_TOKYO), zone="Africa/Nairobi") == cells(IN_TOKYO, zone="Africa/Nairobi")
    assert cells(lazy(IN_TOKYO), zone="Africa/Nairobi") != cells(lazy(IN_TOKYO), zone="America/Lima")


def test_a_lazy_frame_says_whose_days_counted() -> None:
    log = DecisionLog(lazy(IN_TOKYO), **ROLES)
    assert "their days in Asia/Tokyo counted" in log.reading[0].say()
    assert counted(audit(log, smallest_cell=0)) == cells(IN_TOKYO)


def test_what_cannot_be_heeded_is_refused() -> None:
    with pytest.raises(AuditError, match="zone does not go with a table of this kind"):
        DecisionLog(duckdb.from_arrow(IN_TOKYO), **ROLES, zone="Africa/Nairobi")


def test_moments_as_texts_have_the_day_of_the_place_that_was_named() -> None:
    texts = pa.table({**TABLE, "date": [day and f"{day}T22:30:00Z" for day in DATES]})
    for table in (lazy(texts), duckdb.from_arrow(texts)):
        assert cells(table, zone="Africa/Nairobi") == cells(texts.to_pandas(), zone="Africa/Nairobi")


def test_days_and_numbers_as_people_write_them_are_read_as_in_a_frame() -> None:
    odd = {
        **TABLE,
        "date": [day and f"{day:%d.%m.%Y}" for day in DATES],
        "score": [None if one is None else f"{one:.2f}".replace(".", ",") for one in TABLE["score"]],
    }
    logs = [DecisionLog(one, **ROLES) for one in (lazy(pa.table(odd)), pd.DataFrame(odd))]
    first, second = (counted(audit(log, smallest_cell=0)) for log in logs)
    assert first == second
    assert [one.say() for one in logs[0].reading] == [one.say() for one in logs[1].reading]


def test_what_a_column_tells_does_not_depend_on_the_order_of_rows() -> None:
    table = pd.DataFrame({"sex": ["w", "m", "m"] * 100, "place": [str(row % 7) for row in range(300)]})
    one, other = (find_proxies(some, "sex", smallest_cell=0).columns for some in (table, table.iloc[::-1]))
    assert one.equals(other)
