"""The published tables as plain lists: what the frames hold, and nothing that they withhold."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.audit import AuditResult, DecisionLog, audit
from toolkit.errors import AuditError
from toolkit.languages import KNOWN, Language

TABLES = ("adjusted", "bounds", "counts", "gaps", "left_out", "outcome_bounds", "rates", "rounding", "scores")


@pytest.fixture(scope="module")
def few() -> AuditResult:
    """Three women of office a were selected: their number is withheld, and one more with it."""
    cells = [("w", "a", "yes", 3), ("w", "a", "no", 50), ("m", "a", "yes", 40), ("m", "a", "no", 60)]
    cells += [("w", "b", "yes", 40), ("w", "b", "no", 60), ("m", "b", "yes", 45), ("m", "b", "no", 55)]
    rows = pd.DataFrame(cells, columns=["sex", "office", "hired", "n"])
    log = DecisionLog(
        rows, decision="hired", selected=["yes"], effect="benefit", groups=["sex"], within=["office"], count="n"
    )
    return audit(log)


@pytest.mark.parametrize("table", TABLES)
def test_a_plain_table_holds_what_its_frame_holds(few: AuditResult, table: str) -> None:
    plain, frame = few.plain(table), getattr(few, table)
    assert list(plain) == list(frame.columns)
    for name, values in plain.items():
        assert len(values) == len(frame)
        for one, other in zip(values, frame[name], strict=True):
            assert (one is None or one != one) == pd.isna(other)
            assert one == other or pd.isna(other)


def test_what_is_withheld_is_none(few: AuditResult) -> None:
    counts = few.plain("counts")
    people = {tuple(key): number for *key, number in zip(*counts.values(), strict=True)}
    assert people["w", "a", "yes"] is None
    assert 3 not in people.values()
    assert people["m", "b", "no"] == 55


def test_whoever_changes_a_plain_table_changes_no_result(few: AuditResult) -> None:
    few.plain("counts")["people"].clear()
    assert len(few.plain("counts")["people"]) == len(few.counts) == 8


def test_a_table_that_is_not_there_is_refused_with_those_that_are(few: AuditResult) -> None:
    with pytest.raises(AuditError, match="publishes no table “log”.*adjusted, bounds, counts") as refused:
        few.plain("log")
    for code in KNOWN:
        assert "log" in Language(code).say_error(refused.value)
    assert len({Language(code).say_error(refused.value) for code in KNOWN}) == len(KNOWN)
    with pytest.raises(AuditError):
        few.plain("_counts")
