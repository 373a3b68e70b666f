"""How far a count of a file has come, told while it runs."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from toolkit.audit import DecisionLog, audit
from toolkit.audit.counting.long_tables.progress import Watch

ROLES: dict[str, Any] = {"decision": "d", "selected": ["1"], "effect": "burden", "groups": ["g"]}


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("log") / "log.parquet"
    duckdb.sql(
        f"COPY (SELECT i % 3 AS g, i % 7 % 2 AS d, i % 1000 AS score FROM range(1000000) t(i)) TO '{path}'"
        " (FORMAT parquet)"
    )
    return path


@pytest.mark.parametrize("score", [None, "score"])
def test_what_is_told_rises_from_nothing_to_all(million: Path, score: str | None) -> None:
    told: list[float] = []
    log = DecisionLog(million, **ROLES, score=score, progress=told.append)
    assert told[0] == 0
    assert told[-1] == 1
    assert told == sorted(set(told))
    silent = DecisionLog(million, **ROLES, score=score)
    pd.testing.assert_frame_equal(audit(log).counts, audit(silent).counts)


def test_a_table_in_memory_tells_its_beginning_and_its_end() -> None:
    told: list[float] = []
    DecisionLog(pd.DataFrame({"g": ["a", "b"], "d": [1, 0]}), **ROLES, progress=told.append)
    assert told == [0, 1]


class Slow:
    """A connection whose query takes a while and says how far it is."""

    def __init__(self) -> None:
        self.share, self.stopped, self.settings = 0.0, False, []

    def execute(self, setting: str) -> None:
        self.settings.append(setting)

    def query_progress(self) -> float:
        self.share += 25
        return min(self.share, 100.0)

    def interrupt(self) -> None:
        self.stopped = True

    def query(self) -> str:
        while self.share < 75 and not self.stopped:
            time.sleep(0.01)
        return "answer"


def test_a_long_query_is_told_in_its_part_of_the_way() -> None:
    told: list[float] = []
    slow = Slow()
    watch = Watch(told.append, slow)
    watch.step(0.5, 1.0)
    assert watch.run(slow.query) == "answer"
    assert told[:4] == [0.5, 0.625, 0.75, 0.875]


def test_a_listener_that_breaks_ends_the_query() -> None:
    def broken(share: float) -> None:
        if share > 0.3:
            raise KeyboardInterrupt

    slow = Slow()
    watch = Watch(broken, slow)
    with pytest.raises(KeyboardInterrupt):
        watch.run(slow.query)
    assert slow.stopped


def test_what_goes_wrong_in_the_query_comes_out_as_it_is() -> None:
    def wrong() -> None:
        raise LookupError("gone")

    with pytest.raises(LookupError, match="gone"):
        Watch(lambda share: None, Slow()).run(wrong)
