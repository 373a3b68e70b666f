"""A frame of Spark: the same counts as from pandas, made where it lives. Run by `.ci/run` alone, where Spark is."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.audit.counting.test_counting import DATES, ROLES, TABLE, counted, expected
from toolkit.audit import DecisionLog, audit, audit_amounts, audit_survey, find_proxies
from toolkit.audit.counting import warehouses
from toolkit.errors import ToolkitError

pytestmark = [pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        settings = {
            "spark.ui.enabled": "false",
            "spark.sql.shuffle.partitions": "1",
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.codegen.wholeStage": "false",  # compiling takes longer than 240 rows
            "spark.driver.memory": "600m",
            "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # nothing here runs for long
            "spark.ui.showConsoleProgress": "false",
        }
        building = SparkSession.builder.master("local[1]")
        for name, value in settings.items():
            building = building.config(name, value)
        started = building.getOrCreate()
        started.sparkContext.setLogLevel("OFF")
        yield started
        started.stop()


def frame_of(session: Any, table: dict[str, list[Any]] | None = None, *columns: str) -> Any:
    table = table or TABLE
    frame = session.createDataFrame(list(zip(*table.values(), strict=True)), list(table))
    return frame.selectExpr(*columns) if columns else frame


def cells(table: Any, **how: Any) -> Any:
    return counted(audit(DecisionLog(table, **(ROLES | how)), smallest_cell=0))


MOMENTS = [day and datetime.datetime.combine(day, datetime.time(22, 30), datetime.UTC) for day in DATES]
ODD_DAYS = [day and f"{day:%d.%m.%Y}" for day in DATES]
ODD_SCORES = [None if score is None else f"{score:.2f}".replace(".", ",") for score in TABLE["score"]]
SMALL = ("sex", "cast(grade as tinyint) grade", "cast(decision as smallint) decision", "outcome")
KINDS: dict[str, tuple[dict[str, list[Any]], tuple[str, ...]]] = {
    "texts, numbers and truths": (TABLE, ()),
    "days": ({**TABLE, "date": DATES}, ()),
    "small numbers": (TABLE, (*SMALL, "cast(score as float) score", "office", "cast(date as date) date")),
    "decimal numbers": (TABLE, (*SMALL, "cast(score as decimal(10, 3)) score", "office", "date")),
    "NaN": ({**TABLE, "score": [float("nan") if one is None else one for one in TABLE["score"]]}, ()),
    "infinite": ({**TABLE, "score": [float("inf") if one == 4.0 else one for one in TABLE["score"]]}, ()),
    "days and numbers as people write them": ({**TABLE, "date": ODD_DAYS, "score": ODD_SCORES}, ()),
}


@pytest.mark.parametrize(("table", "columns"), KINDS.values(), ids=KINDS.keys())
def test_the_counts_are_those_of_plain_python(
    session: Any, table: dict[str, list[Any]], columns: tuple[str, ...]
) -> None:
    assert cells(frame_of(session, table, *columns)) == expected()


def test_bands_bins_and_notes_are_those_of_pandas(session: Any) -> None:
    table: dict[str, list[Any]] = {**TABLE, "age": [None if row % 7 == 0 else 20.5 + row % 50 for row in range(240)]}
    how: dict[str, Any] = {"groups": ["sex", "age"], "bands": {"age": [30, 45]}, "score_bins": 3}
    assert cells(frame_of(session, table), **how) == cells(pd.DataFrame(table), **how)
    odd = {**TABLE, "date": ODD_DAYS, "score": ODD_SCORES}
    notes = [DecisionLog(one, **ROLES).reading for one in (frame_of(session, odd), pd.DataFrame(odd))]
    assert [one.say() for one in notes[0]] == [one.say() for one in notes[1]]


@pytest.mark.parametrize("shown", ["UTC", "Asia/Tokyo"])
def test_a_moment_has_the_day_of_the_place_that_was_named(session: Any, shown: str) -> None:
    session.conf.set("spark.sql.session.timeZone", shown)
    try:
        frame = frame_of(session, {**TABLE, "date": MOMENTS})
        there = pd.DataFrame(TABLE).assign(date=pd.to_datetime(pd.Series(MOMENTS, dtype=object), utc=True))
        assert cells(frame, zone="Africa/Nairobi") == cells(there, zone="Africa/Nairobi")
        log = DecisionLog(frame, **ROLES)
        assert counted(audit(log, smallest_cell=0)) == cells(there.assign(date=there["date"].dt.tz_convert(shown)))
        assert f"their days in {shown} counted" in log.reading[0].say()
    finally:
        session.conf.set("spark.sql.session.timeZone", "UTC")


def test_a_text_that_is_no_number_is_not_taken_for_a_missing_one(session: Any) -> None:
    wrong = {**TABLE, "score": [None if one is None else f"{one}{'x' * (one == 3.25)}" for one in TABLE["score"]]}
    for ansi in ("true", "false"):  # Spark 3 turns what it cannot read into nothing
        session.conf.set("spark.sql.ansi.enabled", ansi)
        with pytest.raises(ToolkitError, match=r"not a number.*3\.25x"):
            DecisionLog(frame_of(session, wrong), **ROLES)
    session.conf.set("spark.sql.ansi.enabled", "true")


def test_what_is_no_table_of_counts_is_not_fetched(session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warehouses, "MOST_KINDS", 60)
    with pytest.raises(ToolkitError, match=r"more than 60 different combinations.*alone has about [345]"):
        DecisionLog(frame_of(session), **ROLES)


def test_names_that_spark_cannot_be_asked_for_are_refused(session: Any) -> None:
    frame = frame_of(session).withColumnRenamed("office", "of.fice")
    with pytest.raises(ToolkitError, match="withColumnRenamed"):
        DecisionLog(frame, **{**ROLES, "within": ["of.fice"]})
    with pytest.raises(ToolkitError, match="more than one column"):
        DecisionLog(frame_of(session, None, "*", "sex"), **ROLES)
    with pytest.raises(ToolkitError, match="Did you mean “office”"):
        DecisionLog(frame_of(session), **{**ROLES, "within": ["Office"]})


def test_the_other_audits_give_the_same(session: Any) -> None:
    chance = np.random.default_rng(3)
    table = pd.DataFrame(
        {name: chance.choice(list(values), 600) for name, values in {"sex": "wm", "job": "abc"}.items()}
    )
    table["pay"] = np.round(chance.normal(2500, 300, 600))
    table["weight"] = chance.integers(5, 50, 600) * 1.0
    both = (session.createDataFrame(table), table)
    pay = [audit_amounts(one, amount="pay", groups=["sex"], within=["job"], smallest_cell=0).gaps for one in both]
    pd.testing.assert_frame_equal(*pay)
    proxies = [find_proxies(one, "sex", columns=["job", "pay"], smallest_cell=0).columns for one in both]
    pd.testing.assert_frame_equal(*proxies)
    how: dict[str, Any] = {"weight": "weight", "decision": "sex", "selected": ["w"], "effect": "benefit"}
    surveys = [audit_survey(one, **how, groups=["job"], smallest_cell=0).gaps for one in both]
    pd.testing.assert_frame_equal(*surveys)
