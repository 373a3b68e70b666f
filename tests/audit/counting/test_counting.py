"""The same counts from whatever holds the rows, and from rows or cells alike."""

from __future__ import annotations

import datetime
import itertools
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.audit import AuditResult, DecisionLog, audit
from toolkit.audit.counting.counts import sort_key
from toolkit.documents.brought.cell_text import as_text
from toolkit.errors import DataError

UNKNOWN = "(unknown)"
ROWS = 240


def _rows() -> dict[str, list[Any]]:
    """A log with something missing in every column, and with whole numbers that a null turns into floats."""
    generator = np.random.default_rng(2014)

    def some(*values: Any) -> list[Any]:
        return [values[place] for place in generator.integers(0, len(values), ROWS)]

    return {
        "sex": some("women", "men", "women", "men", None, ""),
        "grade": some(1, 2, 3, None),
        "decision": some(1, 0, 0, 1, None),
        "outcome": some(True, False, None),
        "score": some(1.5, 2.0, 3.25, 4.0, None),
        "office": some("Ñandú", "مكتب", None, " "),
        "date": some("2024-01-31", "2024-02-29", "2024-04-01", "2024-12-31", None),
    }


TABLE = _rows()
ROLES: dict[str, Any] = {
    "decision": "decision",
    "selected": ["1"],
    "effect": "burden",
    "groups": ["sex", "grade"],
    "outcome": "outcome",
    "outcome_true": [True],
    "score": "score",
    "within": ["office"],
    "when": "date",
    "period": "quarter",
}


def expected() -> Counter[tuple[str, ...]]:
    """The published cells, counted row by row in plain Python."""
    decided = [dict(zip(TABLE, row, strict=True)) for row in zip(*TABLE.values(), strict=True)]
    scores = sorted(row["score"] for row in decided if row["score"] is not None)
    middle = (scores[(len(scores) - 1) // 2] + scores[len(scores) // 2]) / 2
    found: Counter[tuple[str, ...]] = Counter()
    for row in decided:
        if row["decision"] is None:
            continue
        month = int(row["date"][5:7]) if row["date"] else 0
        found[
            row["sex"] or UNKNOWN,
            str(row["grade"] or UNKNOWN),
            (row["office"] or "").strip() or UNKNOWN,
            f"2024-Q{(month + 2) // 3}" if month else UNKNOWN,
            "yes" if row["decision"] == 1 else "no",
            {True: "yes", False: "no", None: UNKNOWN}[row["outcome"]],
            UNKNOWN if row["score"] is None else "yes" if row["score"] > middle else "no",
        ] += 1
    return found


def counted(result: AuditResult) -> Counter[tuple[str, ...]]:
    counts = result.counts
    return Counter({tuple(row[:-1]): int(row[-1]) for row in counts.itertuples(index=False)})


def _frame(**types: Any) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(values, dtype=types.get(name)) for name, values in TABLE.items()})


def _whole() -> pd.DataFrame:
    return _frame(grade="Int64", decision="Int64")


def _arrow() -> pa.Table:
    return pa.table(TABLE)


def _written(write: Callable[[Path], Any], name: str) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        write(folder / name)
        return folder / name

    return make


def _dates(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(date=pd.to_datetime(frame["date"]))


DATES = [datetime.date.fromisoformat(day) if day else None for day in TABLE["date"]]
BACKENDS: dict[str, Callable[[Path], Any]] = {
    "pandas": lambda _: _frame(),
    "pandas objects": lambda _: _frame(**dict.fromkeys(TABLE, object)),
    "pandas categories": lambda _: _frame(sex="category", grade="category", decision="category", office="category"),
    "pandas nullable": lambda _: _frame(
        sex="string", grade="Int64", decision="Int64", outcome="boolean", score="Float64", office="string"
    ),
    "pandas datetimes": lambda _: _dates(_frame()),
    "pandas dates as objects": lambda _: _frame().assign(date=pd.Series(DATES, dtype=object)),
    "polars": lambda _: pl.DataFrame(TABLE),
    "polars lazy": lambda _: pl.LazyFrame(TABLE),
    "polars categories": lambda _: pl.DataFrame(TABLE).with_columns(pl.col("sex", "office").cast(pl.Categorical)),
    "polars dates": lambda _: pl.DataFrame({**TABLE, "date": DATES}),
    "polars NaN": lambda _: pl.DataFrame(TABLE).with_columns(pl.col("score").fill_null(float("nan"))),
    "arrow": lambda _: _arrow(),
    "arrow dictionary": lambda _: pa.table({**TABLE, "sex": pa.array(TABLE["sex"]).dictionary_encode()}),
    "arrow dates": lambda _: pa.table({**TABLE, "date": DATES}),
    "duckdb": lambda _: duckdb.from_arrow(_arrow()),
    "parquet": _written(lambda path: pa.parquet.write_table(_arrow(), path), "log.parquet"),
    # Most writers leave NaN out of what the file says of itself, and DuckDB believes that.
    "parquet with NaN, of polars": _written(
        lambda path: BACKENDS["polars NaN"](path).write_parquet(path), "log.parquet"
    ),
    "parquet with NaN, of Arrow": _written(
        lambda path: pa.parquet.write_table(BACKENDS["polars NaN"](path).to_arrow(), path), "log.parquet"
    ),
    "csv": _written(lambda path: _whole().to_csv(path, index=False), "log.csv"),
    "csv quoted": _written(lambda path: pl.DataFrame(TABLE).write_csv(path, quote_style="always"), "log.csv"),
    "csv with semicolons": _written(lambda path: pl.DataFrame(TABLE).write_csv(path, separator=";"), "log.csv"),
    "csv with a byte order mark": _written(
        lambda path: _whole().to_csv(path, index=False, encoding="utf-8-sig"), "l.csv"
    ),
    "csv of Windows": _written(lambda path: _whole().to_csv(path, index=False, lineterminator="\r\n"), "l.csv"),
    "csv in UTF-16": _written(lambda path: _whole().to_csv(path, index=False, encoding="utf-16"), "l.csv"),
    "tsv": _written(lambda path: _whole().to_csv(path, index=False, sep="\t"), "log.tsv"),
    "xlsx": _written(lambda path: _frame().to_excel(path, index=False), "log.xlsx"),
    "xlsx with dates": _written(lambda path: _dates(_frame()).to_excel(path, index=False), "log.xlsx"),
}


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.slow
def test_every_kind_of_table_is_counted_the_same(backend: str, tmp_path: Path) -> None:
    truth = "true" if backend in ("csv quoted", "csv with semicolons") else True  # polars writes true, Python True
    log = DecisionLog(BACKENDS[backend](tmp_path), **ROLES | {"outcome_true": [truth]})
    result = audit(log, smallest_cell=0)
    assert counted(result) == expected()
    missing = TABLE["decision"].count(None)
    assert log.people == ROWS - missing
    assert result.left_out.set_index("reason").loc["no_decision", "people"] == missing


@pytest.mark.parametrize("backend", ["polars", "arrow", "duckdb", "xlsx"])
def test_every_kind_of_table_gives_the_same_gaps(backend: str, tmp_path: Path) -> None:
    results = [
        audit(DecisionLog(make(tmp_path), **ROLES), cross=True, smallest_cell=5)
        for make in (BACKENDS["pandas"], BACKENDS[backend])
    ]
    for name in ("counts", "rates", "gaps", "adjusted", "left_out"):
        pd.testing.assert_frame_equal(*[getattr(result, name) for result in results])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1"),
        (1.0, "1"),
        ("1", "1"),
        (np.int8(1), "1"),
        (np.float64(1), "1"),
        (Decimal("1.00"), "1"),
        (1.5, "1.5"),
        (True, "True"),
        (np.True_, "True"),
        ("007", "007"),
        ("", None),
        (" \t", None),
        (None, None),
        (float("nan"), None),
        (Decimal("NaN"), None),
        (pd.NA, None),
        (pd.NaT, None),
        (float("inf"), "inf"),
        (datetime.datetime(2024, 1, 5), "2024-01-05"),
        (datetime.date(2024, 1, 5), "2024-01-05"),
    ],
)
def test_values_are_compared_as_text(value: Any, text: str | None) -> None:
    assert as_text(value) == text


def test_groups_come_in_one_order_whatever_they_are_called() -> None:
    names = ["nan", "9", "10", "-inf", "b", "01", "1", UNKNOWN]
    ordered = ["-inf", "01", "1", "9", "10", "b", "nan", UNKNOWN]
    assert all(sorted(turned, key=sort_key) == ordered for turned in itertools.permutations(names))


@pytest.mark.parametrize(
    "make", [pd.DataFrame, pl.DataFrame, pa.table, lambda table: duckdb.from_arrow(pa.table(table))]
)
def test_a_score_that_is_text_may_have_blanks_around_it(make: Callable[[Any], Any]) -> None:
    table = {"sex": ["w", "w", "m", "m"], "hired": ["y", "n", "y", "n"], "score": [" 3 ", "1", " ", "2.5"]}
    log = DecisionLog(make(table), decision="hired", selected=["y"], effect="benefit", groups=["sex"], score="score")
    rates = audit(log, smallest_cell=0).rates.query("measure == 'scoring_rate'")
    assert rates[["group", "numerator", "denominator"]].values.tolist() == [["m", 0, 1], ["w", 1, 2]]


def test_a_leading_zero_of_a_csv_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text("office,decision\n007,yes\n7,no\n")
    log = DecisionLog(path, decision="decision", selected=["yes"], effect="burden", groups=["office"])
    assert set(audit(log, smallest_cell=0).rates["group"]) == {"007", "7"}


@pytest.mark.parametrize(
    ("period", "labels"),
    [
        ("year", ["2023", "2024"]),
        ("quarter", ["2023-Q4", "2024-Q1"]),
        ("month", ["2023-12", "2024-01", "2024-03"]),
        ("day", ["2023-12-31", "2024-01-01", "2024-03-31"]),
        (None, ["2023-12", "2024-01", "2024-03"]),
    ],
)
@pytest.mark.parametrize("kind", ["text", "date", "datetime"])
def test_dates_fall_into_their_period(period: str | None, labels: list[str], kind: str) -> None:
    days = ["2023-12-31", "2024-01-01", "2024-03-31"]
    frame = pl.DataFrame({"sex": ["w", "m", "w"], "d": [1, 0, 1], "when": days})
    if kind == "date":
        frame = frame.with_columns(pl.col("when").str.to_date())
    elif kind == "datetime":
        frame = frame.with_columns(pl.col("when").str.to_datetime("%Y-%m-%d"))
    log = DecisionLog(frame, decision="d", selected=[1], effect="burden", groups=["sex"], when="when", period=period)
    assert sorted(audit(log, smallest_cell=0).counts["period"].unique()) == labels


def test_a_characteristic_called_period_keeps_its_name_beside_the_dates() -> None:
    frame = pl.DataFrame({"period": ["early", "late"], "d": [1, 0], "when": ["2024-01-01", "2024-02-01"]})
    log = DecisionLog(frame, decision="d", selected=[1], effect="burden", groups=["period"], when="when")
    counts = audit(log, smallest_cell=0).counts
    assert counts["period"].tolist() == ["early", "late"]
    assert counts["period_"].tolist() == ["2024-01", "2024-02"]


def test_columns_called_like_ours_do_not_get_mixed_up() -> None:
    frame = pl.DataFrame(
        {"people": ["a", "b"], "selected": ["c", "d"], "count": [1, 0], "rows": [1, 1], "group x": [3, 40]}
    )
    log = DecisionLog(
        frame,
        decision="count",
        selected=[1],
        effect="burden",
        groups=["people", "selected"],
        within=["rows"],
        count="group x",
    )
    result = audit(log, smallest_cell=0)
    assert log.people == 43
    assert result.rates.groupby("characteristic")["denominator"].sum().to_dict() == {"people": 43, "selected": 43}
    assert result.counts.iloc[:, -1].tolist() == [3, 40]


# --- rows and cells ------------------------------------------------------------------------------------------------


@st.composite
def cells(draw: st.DrawFn) -> pl.DataFrame:
    one_of = {
        "sex": ["w", "m", None],
        "decision": ["yes", "no", None],
        "outcome": ["1", "0", None],
        "score": [1.0, 2.0, 5.0, None],
        "office": ["a", "b"],
        "n": list(range(8)),
    }
    rows = draw(st.lists(st.tuples(*map(st.sampled_from, one_of.values())), max_size=25))
    rows += [("w", "yes", "1", 1.0, "a", 1), ("m", "no", "0", 2.0, "b", 2)]
    return pl.DataFrame(rows, schema=list(one_of), orient="row")


@settings(max_examples=40, deadline=None)
@given(cells())
@pytest.mark.slow
def test_a_table_of_counts_gives_what_the_rows_it_stands_for_give(table: pl.DataFrame) -> None:
    roles = {
        "decision": "decision",
        "selected": ["yes"],
        "effect": "burden",
        "groups": ["sex"],
        "outcome": "outcome",
        "outcome_true": [1],
        "score": "score",
        "within": ["office"],
    }
    rows = table.select(pl.exclude("n").repeat_by("n").explode())
    results = [
        audit(DecisionLog(table, count="n", **roles), smallest_cell=4),
        audit(DecisionLog(rows, **roles), smallest_cell=4),
    ]
    for name in ("counts", "rates", "gaps", "adjusted", "left_out"):
        pd.testing.assert_frame_equal(*[getattr(result, name) for result in results])


def test_cells_of_nobody_are_as_if_they_were_not_there(log_of: Any) -> None:
    result = audit(log_of({"a": (5, 9), "b": (0, 7), "c": (0, 0)}), smallest_cell=0)
    assert set(result.rates["group"]) == {"a", "b"}
    assert result.counts["people"].tolist() == [4, 5, 7]


# --- many rows -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["polars", "pandas"])
def test_a_million_rows_are_counted_correctly(kind: str) -> None:
    size = 1_000_000
    generator = np.random.default_rng(5)
    sex, office, decision, outcome = (generator.integers(0, k, size, dtype=np.int8) for k in (3, 40, 2, 2))
    score = generator.normal(size=size)
    columns = {"sex": sex, "office": office, "decision": decision, "outcome": outcome, "score": score}
    frame = pl.DataFrame(columns) if kind == "polars" else pd.DataFrame(columns)
    log = DecisionLog(
        frame,
        decision="decision",
        selected=[1],
        effect="burden",
        groups=["sex", "office"],
        outcome="outcome",
        outcome_true=[1],
        score="score",
    )
    result = audit(log, smallest_cell=0)
    assert log.people == size
    for name, codes in (("sex", sex), ("office", office)):
        rates = result.rates[result.rates["characteristic"] == name].set_index(["measure", "group"])
        for measure, among, hit in (
            ("selection_rate", np.ones(size, bool), decision == 1),
            ("false_positive_rate", outcome == 0, decision == 1),
            ("precision", decision == 1, outcome == 1),
            ("scoring_rate", np.ones(size, bool), score > np.median(score)),
        ):
            here = rates.loc[measure]
            order = [str(code) for code in range(codes.max() + 1)]
            assert here.loc[order, "denominator"].tolist() == np.bincount(codes[among]).tolist()
            assert here.loc[order, "numerator"].tolist() == np.bincount(codes[among & hit]).tolist()


def test_rows_without_a_count_are_told_and_a_year_is_in_no_month() -> None:
    table = pl.DataFrame(
        {"g": ["a", "b", "b"], "d": [1, 0, 1], "n": [200, 300, None], "when": ["2024", "2024", "2024"]}
    )
    log = DecisionLog(table, decision="d", selected=[1], effect="burden", groups=["g"], count="n")
    result = audit(log)
    assert log.people == 500
    assert result.left_out["reason"].tolist() == ["no_count"]
    assert "do not say how many people" in result.finding("left_out").say()
    with pytest.raises(DataError, match="2024"):
        DecisionLog(table, decision="d", selected=[1], effect="burden", groups=["g"], when="when")
