"""What people hand to `standardise` and `find_proxies` by mistake: each is read right or refused in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from toolkit.audit import DecisionLog, find_proxies, standardise
from toolkit.errors import ToolkitError

SIZE = 400
_CHANCE = np.random.default_rng(11)
STAFF = pd.DataFrame(
    {
        "sex": _CHANCE.choice(["w", "m"], SIZE),
        "job": _CHANCE.choice(list("abc"), SIZE),
        "age": _CHANCE.normal(40, 9, SIZE),
        "hired": _CHANCE.choice(["yes", "no"], SIZE),
        "n": 1,
    }
)


def log_of(table: pd.DataFrame, **roles: Any) -> DecisionLog:
    named: dict[str, Any] = {"groups": ["sex"], "within": ["job"]} | roles
    return DecisionLog(table, decision="hired", selected=["yes"], effect="benefit", **named)


LOG = log_of(STAFF)
REFUSED_OF_A_LOG: dict[str, dict[str, Any]] = {
    "within is a number": {"within": 3},
    "within is nothing": {"within": []},
    "within is no stratum": {"within": ["age"]},
    "characteristic is none of them": {"characteristic": "age"},
    "characteristic is a list": {"characteristic": ["sex"]},
    "characteristic is empty": {"characteristic": ""},
    "reference is a text": {"reference": "m"},
    "reference of another column": {"reference": {"age": "40"}},
    "reference never occurs": {"reference": {"sex": "x"}},
    **{f"confidence {value}": {"confidence": value} for value in (0, 1, -1, 95, "95", None, True, float("nan"))},
    **{f"smallest cell {value}": {"smallest_cell": value} for value in (-1, 1.5, "10", None, True, float("nan"))},
    "model is unknown": {"model": "probit"},
    "model is no text": {"model": ["logistic"]},
}


@pytest.mark.parametrize("how", REFUSED_OF_A_LOG.values(), ids=REFUSED_OF_A_LOG.keys())
def test_a_wrong_question_to_a_log_is_refused(how: dict[str, Any]) -> None:
    with pytest.raises(ToolkitError) as error:
        standardise(LOG, **how)
    assert str(error.value).strip()


@pytest.mark.parametrize("log", [None, STAFF, "log.csv"], ids=["nothing", "a table", "a path"])
def test_no_log_is_refused(log: Any) -> None:
    with pytest.raises(ToolkitError, match="DecisionLog"):
        standardise(log)


def table_of(**columns: Any) -> pd.DataFrame:
    return STAFF[["sex", "job", "hired"]].assign(**columns)


ODD_LOGS: dict[str, tuple[pd.DataFrame, set[str]]] = {
    "one group": (table_of(sex="w"), set()),
    "no known group": (table_of(sex=None), set()),
    "no known stratum": (table_of(job=None), {"no_overlap"}),
    "one stratum": (table_of(job="a"), {"not_shown", "shown"}),
    "a stratum a group": (table_of(job=STAFF["sex"].map({"w": "a", "m": "b"})), {"no_overlap"}),
    "strata of three": (table_of(job=(np.arange(SIZE) // 3).astype(str)), {"sparse", "no_overlap"}),
    "numbers with gaps": (table_of(job=np.where(STAFF["age"] > 45, np.nan, 1.0)), {"not_shown", "shown"}),
    "infinite numbers": (table_of(job=np.where(STAFF["age"] > 40, np.inf, 1.0)), {"not_shown", "shown"}),
    "everybody selected in one job": (
        table_of(hired=np.where(STAFF["job"] == "a", "yes", STAFF["hired"])),
        {"no_fit", "differs"},
    ),
    "a whole group selected": (table_of(hired=np.where(STAFF["sex"] == "w", "yes", STAFF["hired"])), {"too_few"}),
    "forty groups": (table_of(sex=[f"g{place % 40}" for place in range(SIZE)]), {"too_few"}),
}


@pytest.mark.parametrize(("table", "verdicts"), ODD_LOGS.values(), ids=ODD_LOGS.keys())
def test_an_odd_log_gives_no_number_that_does_not_hold(table: pd.DataFrame, verdicts: set[str]) -> None:
    result = standardise(log_of(table))
    assert {finding.verdict for finding in result.findings} <= verdicts or not verdicts
    assert bool(result.findings) == bool(verdicts)
    assert "nan" not in " ".join(finding.say() for finding in result.findings)
    assert result._repr_html_()


REFUSED_TABLES: dict[str, Callable[[], Any]] = {
    "a column of lists": lambda: find_proxies(table_of(job=[[1, 2]] * SIZE), "sex"),
    "a column of records": lambda: find_proxies(table_of(job=[{"a": 1}] * SIZE), "sex"),
    "two columns of a name": lambda: find_proxies(pd.concat([STAFF, STAFF[["job"]]], axis=1), "sex"),
    "counts below zero": lambda: find_proxies(table_of(n=np.where(STAFF["age"] > 40, -1, 2)), "sex", count="n"),
    "counts of half people": lambda: find_proxies(table_of(n=0.5), "sex", count="n"),
    "infinite counts": lambda: find_proxies(table_of(n=np.inf), "sex", count="n"),
    "counts in words": lambda: find_proxies(table_of(n="two"), "sex", count="n"),
    "more people than live": lambda: find_proxies(table_of(n=10**15), "sex", count="n"),
    "the characteristic counts": lambda: find_proxies(STAFF, "sex", count="sex"),
    "a column counts": lambda: find_proxies(STAFF, "sex", columns=["n"], count="n"),
    "count is not there": lambda: find_proxies(STAFF, "sex", count="people"),
    "count is a list": lambda: find_proxies(STAFF, "sex", count=["n"]),  # type: ignore[arg-type]
    "characteristic is nothing": lambda: find_proxies(STAFF, None),  # type: ignore[arg-type]
    "characteristic is a number": lambda: find_proxies(STAFF.rename(columns={"sex": 3}), 3),  # type: ignore[arg-type]
    "columns are a number": lambda: find_proxies(STAFF, "sex", columns=3),  # type: ignore[arg-type]
    "columns that are not there": lambda: find_proxies(STAFF, "sex", columns=["shoes"]),
    "no table": lambda: find_proxies(None, "sex"),
    "no file": lambda: find_proxies("nothing.csv", "sex"),
    "confidence as percent": lambda: find_proxies(STAFF, "sex", confidence=95),
    "confidence in words": lambda: find_proxies(STAFF, "sex", confidence="95"),  # type: ignore[arg-type]
    "no confidence": lambda: find_proxies(STAFF, "sex", confidence=0),
    "smallest cell in words": lambda: find_proxies(STAFF, "sex", smallest_cell="10"),  # type: ignore[arg-type]
    "smallest cell below zero": lambda: find_proxies(STAFF, "sex", smallest_cell=-1),
    "smallest cell of half people": lambda: find_proxies(STAFF, "sex", smallest_cell=1.5),  # type: ignore[arg-type]
    "a codebook that is a text": lambda: find_proxies(STAFF, "sex", codebook="words"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("ask", REFUSED_TABLES.values(), ids=REFUSED_TABLES.keys())
def test_a_wrong_table_is_refused(ask: Callable[[], Any]) -> None:
    with pytest.raises(ToolkitError) as error:
        ask()
    assert str(error.value).strip()


TELLS_NOTHING: dict[str, Any] = {
    "empty": STAFF.head(0),
    "one group": table_of(sex="w"),
    "no known group": table_of(sex=None),
    "a constant": table_of(job="x"),
    "nothing known": table_of(job=None),
    "infinite": table_of(job=np.where(STAFF["age"] > 40, np.inf, STAFF["age"])),
    "a number each": table_of(job=np.arange(SIZE)),
    "a text each": table_of(job=np.arange(SIZE).astype(str)),
    "a day each": table_of(job=pd.date_range("2026-01-01", periods=SIZE)),
    "names that are numbers": STAFF.rename(columns={"job": 3}),
    "two people": STAFF.head(2),
}


@pytest.mark.parametrize("table", TELLS_NOTHING.values(), ids=TELLS_NOTHING.keys())
def test_what_tells_nothing_is_not_called_a_proxy(table: Any) -> None:
    found = find_proxies(table, "sex")
    assert {finding.verdict for finding in found.findings} <= {"not_shown", "too_few", "withheld"}
    assert "nan" not in " ".join(finding.say() for finding in found.findings)
