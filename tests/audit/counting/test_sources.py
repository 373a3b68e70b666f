"""What can be opened, and what is said where it cannot."""

from __future__ import annotations

import datetime
import gc
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest

from toolkit.audit import DecisionLog
from toolkit.audit.counting.sources import open_table
from toolkit.errors import (
    ColumnNotFound,
    DataError,
    EmptyTable,
    ToolkitError,
    UnknownSuffix,
    UnreadableFile,
    ValueNotFound,
)

CSV = "sex,decision\nwomen,yes\nmen,no\n"
ROLES: dict[str, Any] = {"decision": "decision", "selected": ["yes"], "effect": "burden", "groups": ["sex"]}


def refused(table: Any, kind: type[ToolkitError], *says: str, **roles: Any) -> str:
    """The sentence with which a table is refused; it names what and where, and ends like a sentence."""
    with pytest.raises(kind) as caught:
        DecisionLog(table, **ROLES | roles)
    sentence = str(caught.value)
    for word in says:
        assert word in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


@pytest.mark.parametrize(
    "name",
    [
        "data [1]*.csv",
        "what?.csv",
        "it's.csv",
        'say "hi".csv',
        "a b;c.csv",
        "بيانات.csv",
        "{x}.csv",
        "100%.csv",
        "d.CSV",
    ],
)
def test_hostile_names_are_names(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(CSV)
    (tmp_path / "data 1x.csv").write_text("sex,decision\nwomen,yes\nwomen,yes\nmen,no\n")
    assert DecisionLog(tmp_path / name, **ROLES).people == 2
    assert DecisionLog(str(tmp_path / name), **ROLES).people == 2


def test_a_folder_may_be_hostile_too(tmp_path: Path) -> None:
    folder = tmp_path / "year [2024] *"
    folder.mkdir()
    (folder / "log.csv").write_text(CSV)
    assert DecisionLog(folder / "log.csv", **ROLES).people == 2


def test_a_name_that_matches_others_opens_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "data 1.csv").write_text(CSV)
    refused(tmp_path / "data [1].csv", UnreadableFile, "data [1].csv", "Check the name")
    refused(tmp_path / "*.csv", UnreadableFile, "*.csv", "Check the name")


def test_a_missing_file_is_told_with_the_folder_to_look_in(tmp_path: Path) -> None:
    refused(tmp_path / "nowhere.csv", UnreadableFile, "nowhere.csv", str(tmp_path), "Check")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    refused(tmp_path / "folder.csv", UnreadableFile, "folder.csv")


@pytest.mark.parametrize("name", ["log.doc", "log", "log.pdf", "log.mdb"])
def test_an_unknown_ending_lists_the_known_ones(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(CSV)
    refused(tmp_path / name, UnknownSuffix, name, ".csv", ".parquet", ".xlsx")


@pytest.mark.parametrize("name", ["empty.csv", "empty.parquet", "empty.xlsx", "empty.tsv"])
def test_an_empty_file_has_no_rows(name: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    refused(tmp_path / name, EmptyTable, name, "Check")


@pytest.mark.parametrize("roles", [{}, {"score": "score"}, {"when": "date"}, {"count": "n"}])
def test_a_header_alone_has_no_rows(roles: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "header.csv"
    path.write_text("sex,decision,score,date,n\n")
    refused(path, EmptyTable, "header.csv", "Check", **roles)


def test_a_table_of_nobody_has_no_rows(tmp_path: Path) -> None:
    refused(pd.DataFrame({"sex": [], "decision": []}), EmptyTable, "the table")
    refused(pd.DataFrame({"sex": ["w"], "decision": ["yes"], "n": [0]}), EmptyTable, "the table", count="n")
    pd.DataFrame({"sex": [], "decision": []}).to_excel(tmp_path / "x.xlsx", index=False)
    refused(tmp_path / "x.xlsx", EmptyTable, "x.xlsx")


@pytest.mark.parametrize("western", [True, False])
@pytest.mark.parametrize("place", ["start", "end"])
def test_a_western_csv_is_read_and_one_in_another_old_encoding_says_how_to_save_it(
    place: str, western: bool, tmp_path: Path
) -> None:
    path = tmp_path / "latin.csv"
    rows = ["women,yes"] * 60_000
    rows.insert(0 if place == "start" else len(rows), "señoras,yes" if western else "женщины,yes")
    path.write_bytes(("sex,decision\n" + "\n".join(rows) + "\n").encode("cp1252" if western else "cp1251"))
    if western:
        assert DecisionLog(path, **ROLES)._cells.labels["sex"] == ("señoras", "women")
    else:
        refused(path, UnreadableFile, "latin.csv", "UTF-8", "save")


@pytest.mark.parametrize("name", ["broken.parquet", "broken.xlsx"])
@pytest.mark.parametrize("content", [b"not at all", b"PAR1" + bytes(50) + b"PAR1", b"PK\x03\x04" + bytes(60)])
def test_a_broken_file_is_told_as_such(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    as_text = name.endswith(".xlsx") and content == b"not at all"  # headings without a row
    told = () if name.endswith(".xlsx") else ("nothing of it was used",)
    refused(tmp_path / name, ColumnNotFound if as_text else UnreadableFile, *told, *(() if as_text else (name,)))


def test_half_a_file_is_told_as_such(tmp_path: Path) -> None:
    frame = pd.DataFrame({"sex": ["women", "men"] * 500, "decision": ["yes", "no"] * 500})
    frame.to_parquet(tmp_path / "half.parquet")
    frame.to_excel(tmp_path / "half.xlsx", index=False)
    for name in ("half.parquet", "half.xlsx"):
        whole = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(whole[: len(whole) // 2])
        refused(tmp_path / name, UnreadableFile, name)


def test_a_csv_whose_rows_break_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "torn.csv"
    path.write_text("sex,decision\n" + "women,yes\n" * 30_000 + 'men,no,too,many\n"never closed\n')
    refused(path, UnreadableFile, "torn.csv")


@pytest.mark.parametrize("table", [None, 5, {"sex": ["w"]}, [("w", "yes")], np.ones((2, 2)), pd.Series(["a"])])
def test_what_is_not_a_table_is_refused_by_its_kind(table: Any) -> None:
    refused(table, DataError, type(table).__name__, ".csv", "pandas")


def test_a_wrong_column_names_the_nearest_and_the_others(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(CSV)
    refused(path, ColumnNotFound, "sexe", "Did you mean “sex”", "decision", groups=["sexe"])
    refused(path, ColumnNotFound, "zzzz", "sex, decision", groups=["sex"], within=["zzzz"])
    for role in ("decision", "score", "when", "count"):
        refused(path, ColumnNotFound, "zzzz", "sex, decision", **{role: "zzzz"})
    refused(path, ColumnNotFound, "zzzz", outcome="zzzz", outcome_true=["1"])


def test_a_value_that_never_occurs_lists_those_that_do(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("sex,decision,outcome\nwomen,yes,1\nmen,no,0\n")
    refused(path, ValueNotFound, "Yes", "decision", "no, yes", selected=["Yes"])
    refused(path, ValueNotFound, "maybe", "decision", "no, yes", selected=["yes", "maybe"])
    refused(path, ValueNotFound, "true", "outcome", "0, 1", outcome="outcome", outcome_true=["true"])


@pytest.mark.parametrize("count", [[-1, 2], [1.5, 2], ["many", "2"], ["1", "two"], [float("inf"), 2], [True, False]])
def test_a_count_is_a_whole_number(count: list[Any]) -> None:
    table = pd.DataFrame({"sex": ["w", "m"], "decision": ["yes", "no"], "n": count})
    refused(table, DataError, "“", "whole numbers", "correct it", count="n")


@pytest.mark.parametrize("kind", ["pandas", "polars", "csv"])
def test_text_in_the_score_is_told_with_its_column(kind: str, tmp_path: Path) -> None:
    frame: Any = pd.DataFrame({"sex": ["w", "m"], "decision": ["yes", "no"], "points": ["12", "high"]})
    if kind == "polars":
        import polars as pl

        frame = pl.DataFrame(frame.to_dict("list"))
    if kind == "csv":
        frame.to_csv(tmp_path / "s.csv", index=False)
        frame = tmp_path / "s.csv"
    refused(frame, UnreadableFile, "points", "not a number", "high", score="points")


def test_a_score_that_nobody_has_is_no_error() -> None:
    table = pd.DataFrame({"sex": ["w", "m"], "decision": ["yes", "no"], "points": ["", " "]})
    assert DecisionLog(table, score="points", **ROLES).people == 2


@pytest.mark.parametrize("day", ["24/13/2026", "2026-13-01", "yesterday", "11-2026"])
@pytest.mark.parametrize("period", ["year", "month", "quarter", "day"])
def test_a_bad_date_is_shown_with_its_column_and_how_to_write_it(day: str, period: str) -> None:
    table = pd.DataFrame({"sex": ["w", "m"], "decision": ["yes", "no"], "day": ["2026-11-24", day]})
    if period == "year" and day.startswith("2026"):  # all that is asked of it can be read
        assert DecisionLog(table, when="day", period=period, **ROLES).people == 2
    else:
        refused(table, DataError, day[:4], "day", "2026-11-24", when="day", period=period)


def test_opening_a_file_leaves_nothing_open(tmp_path: Path, recwarn: pytest.WarningsRecorder) -> None:
    (tmp_path / "log.csv").write_text(CSV)
    DecisionLog(tmp_path / "log.csv", **ROLES)
    gc.collect()
    assert not [warning for warning in recwarn if issubclass(warning.category, ResourceWarning)]


def test_a_file_is_never_written_to(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(CSV)
    DecisionLog(path, **ROLES)
    assert [item.name for item in tmp_path.iterdir()] == ["log.csv"]
    assert path.read_text() == CSV


def test_nothing_of_a_file_stays_in_memory_once_it_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "log.parquet"
    half = 100_000
    pd.DataFrame({"sex": ["women", "men"] * half, "decision": ["yes", "no"] * half}).to_parquet(path)
    connection = open_table(path).watch.connection
    kept = "SELECT sum(memory_usage_bytes + temporary_storage_bytes) FROM duckdb_memory()"
    before = connection.execute(kept).fetchone()[0]
    DecisionLog(path, **ROLES)
    assert connection.execute(kept).fetchone()[0] < before + 20_000
    cached = connection.execute("SELECT count(*) FROM duckdb_external_file_cache()").fetchone()[0]
    assert cached == 0


def test_many_files_are_counted_at_once(tmp_path: Path) -> None:
    def write(number: int) -> Path:
        path = tmp_path / f"{number}.csv"
        path.write_text(CSV + "women,no\n" * number)
        return path

    paths = [write(number) for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        people = list(pool.map(lambda path: DecisionLog(path, **ROLES).people, paths))
    assert people == [2 + number for number in range(24)]


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is forked there")
def test_a_forked_process_counts_as_well(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(CSV)
    program = f"""
import os, warnings
from toolkit.audit import DecisionLog
warnings.simplefilter("ignore")
def people():
    return DecisionLog({str(path)!r}, decision="decision", selected=["yes"], effect="burden", groups=["sex"]).people
assert people() == 2
child = os.fork()
if not child:
    os._exit(10 + people())
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=600, check=True)
    assert ended.stdout.split() == ["12"]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_only_an_empty_cell_is_empty(suffix: str, tmp_path: Path) -> None:
    names = ["NA", "N/A", "null", "None", "nan", "-", ""]
    frame = pd.DataFrame({"sex": names * 3, "decision": (["yes"] * 7 + ["no"] * 14)})
    path = tmp_path / f"log.{suffix}"
    frame.to_csv(path, index=False) if suffix == "csv" else frame.to_excel(path, index=False)
    log = DecisionLog(path, **ROLES)
    assert set(log._cells.labels["sex"]) == {*names[:-1], "(unknown)"}


AWAY = """
import sys
from toolkit.audit import DecisionLog, audit
log = DecisionLog(sys.argv[1], decision="d", selected=["1"], effect="benefit", groups=["at"], within=["sex"])
print(audit(log, smallest_cell=0).rates["group"].tolist())
"""


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has no TZ")
def test_a_moment_in_a_file_is_the_same_wherever_it_is_counted(tmp_path: Path) -> None:
    moments = [
        datetime.datetime(2026, 1, 31, 23, tzinfo=datetime.UTC),
        datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC),
    ]
    table = pa.table({"sex": ["w", "m"], "d": [1, 0], "at": pa.array(moments, pa.timestamp("us", tz="UTC"))})
    pa.parquet.write_table(table, tmp_path / "log.parquet")
    told = subprocess.run(
        [sys.executable, "-c", AWAY, tmp_path / "log.parquet"],
        env={**os.environ, "TZ": "Africa/Nairobi"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "['2026-01-31 23:00:00+00:00', '2026-02-01']"
