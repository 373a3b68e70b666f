"""Columns that tell persons apart are refused, and columns with many groups are not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from toolkit.audit import DecisionLog, audit
from toolkit.audit.comparing import shares
from toolkit.audit.counting.identifiers import is_identifier
from toolkit.errors import AuditError, DataError, ToolkitError


def table(people: int, name: Callable[[int], Any]) -> pd.DataFrame:
    rows = range(people)
    return pd.DataFrame(
        {
            "who": [name(row) for row in rows],
            "sex": [("women", "men")[row % 2] for row in rows],
            "hired": [("yes", "no", "no")[row % 3] for row in rows],
        }
    )


def log_by(frame: pd.DataFrame, **roles: Any) -> DecisionLog:
    return DecisionLog(frame, **({"decision": "hired", "selected": ["yes"], "effect": "benefit"} | roles))


PERSONS: dict[str, Callable[[int], Any]] = {
    "names": lambda row: f"Person {row}",
    "personnel numbers": lambda row: 40_000 + row,
    "the same person twice": lambda row: f"Person {row // 2}",
    "surnames, some of them common": lambda row: f"Surname {min(row, 300 + row % 40)}",
    "names beside a long list of nothing": lambda row: f"Person {row}" if row % 5 == 0 else "none",
    "e-mail addresses of people who are decided about ten times": lambda row: f"p{row // 10}@example.org",
}
GROUPS: dict[str, tuple[int, Callable[[int], Any]]] = {
    "300 offices with 40 people each": (12_000, lambda row: f"office {row % 300}"),
    "50 small wards of four": (200, lambda row: f"ward {row % 50}"),
    "nine teams of one": (9, lambda row: f"team {row}"),
    "1,000 schools with twelve teachers each": (12_000, lambda row: f"school {row % 1000}"),
    "a column that is nearly always empty": (2_000, lambda row: f"note {row % 3}" if row < 30 else None),
    "40 common jobs and 60 that one person has": (2_000, lambda row: f"job {row if row < 60 else 60 + row % 40}"),
}


@pytest.mark.parametrize("name", PERSONS)
def test_a_column_that_tells_persons_apart_is_refused_with_a_reason(name: str) -> None:
    frame = table(600, PERSONS[name])
    with pytest.raises(DataError, match="“who” has .* for 600 people.*tells persons apart.*larger groups"):
        log_by(frame, groups=["sex", "who"])


@pytest.mark.parametrize("name", ["names", "personnel numbers"])
def test_a_stratum_of_one_person_is_refused_with_another_reason(name: str) -> None:
    with pytest.raises(DataError, match="nobody to compare with"):
        log_by(table(600, PERSONS[name]), groups=["sex"], within=["who"])


@pytest.mark.parametrize("name", GROUPS)
def test_many_groups_are_no_persons(name: str) -> None:
    people, value = GROUPS[name]
    frame = table(people, value)
    assert log_by(frame, groups=["who"]).people == people
    assert log_by(frame, groups=["sex"], within=["who"]).people == people


def test_matched_pairs_are_strata() -> None:
    frame = table(600, lambda row: f"pair {row // 2}")
    result = audit(log_by(frame, groups=["sex"], within=["who"]))
    assert result.adjusted["adjusted_ratio"].notna().all()


def test_people_and_not_rows_are_asked_about() -> None:
    cells = pd.DataFrame({"ward": [f"ward {row}" for row in range(30)], "hired": ["yes", "no"] * 15, "n": [40] * 30})
    assert log_by(cells, groups=["ward"], count="n").people == 1200
    with pytest.raises(DataError, match="30 different values for 30 people"):
        log_by(cells.assign(n=1), groups=["ward"], count="n")


def test_a_column_of_persons_is_refused_before_anything_large_is_built() -> None:
    """A share for each of 100,000 persons, of 100,000 kinds of people: 9 GiB for a single table of flags."""
    with pytest.raises(DataError, match="100000 different values"):
        log_by(table(100_000, lambda row: row), groups=["who"])


def test_groups_that_are_too_many_to_compare_are_refused_before_memory_is_asked_for() -> None:
    frame = table(44_000, lambda row: f"flat {row // 4}")  # 11,000 groups of four, which are no persons
    with pytest.raises(ToolkitError, match="too many groups"):
        audit(log_by(frame, groups=["who"]))


def test_too_many_strata_are_refused_before_memory_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    log = log_by(table(2_000, lambda row: f"flat {row // 4}"), groups=["sex"], within=["who"])  # 2 shares, 500 strata
    assert len(audit(log).adjusted) == 1
    monkeypatch.setattr(shares, "MOST_IN_STRATA", 999)
    with pytest.raises(AuditError, match="2 groups inside each of 500"):
        audit(log)


def test_few_values_are_never_persons() -> None:
    assert not is_identifier(dict.fromkeys(range(9), 1))
    assert is_identifier(dict.fromkeys(range(10), 1))
