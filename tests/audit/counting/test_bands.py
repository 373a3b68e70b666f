"""Ages become age groups, and points stand on either side of a threshold, whatever holds them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from toolkit.audit import DecisionLog, audit
from toolkit.audit.counting.bands import say_band
from toolkit.audit.recipe import read_recipe
from toolkit.errors import AuditError
from toolkit.registers.codebook import Codebook

AGES: list[Any] = [29, 30, 44, 45, 17, 29.5, 44.9, 80, None]
ROLES: dict[str, Any] = {"decision": "hired", "selected": ["yes"], "effect": "benefit", "groups": ["age"]}
BANDS = {"age": [30, 45]}


def counted(log: DecisionLog, column: str = "age") -> dict[str, int]:
    labels, cells = log.cells.labels[column], log.cells
    found = dict.fromkeys(labels, 0)
    for code, people in zip(cells.codes[column].tolist(), cells.people.tolist(), strict=True):
        found[labels[code]] += people
    return found


def table() -> pd.DataFrame:
    return pd.DataFrame({"age": AGES, "hired": ["yes", "no", "yes"] * 3})


EXPECTED = {"<30": 3, "30–44": 3, "≥45": 2, "(unknown)": 1}


@pytest.mark.parametrize("kind", ["pandas", "text", "polars", "arrow", "csv", "comma", "parquet", "workbook"])
def test_ages_become_age_groups_whatever_holds_them(kind: str, tmp_path: Path) -> None:
    frame, asked, path = table(), dict[str, Any](), tmp_path / "log"
    source: Any = frame
    if kind == "text":
        source = frame.assign(age=["29", " 30 ", "44", "45", "17", "29.5", "44.9", "80", ""])
    elif kind == "polars":
        source = pytest.importorskip("polars").from_pandas(frame)
    elif kind == "arrow":
        source = pytest.importorskip("pyarrow").Table.from_pandas(frame)
    elif kind == "csv":
        frame.to_csv(source := path.with_suffix(".csv"), index=False)
    elif kind == "comma":
        frame.to_csv(source := path.with_suffix(".csv"), index=False, sep=";", decimal=",")
    elif kind == "parquet":
        frame.to_parquet(source := path.with_suffix(".parquet"))
    elif kind == "workbook":
        frame.to_excel(source := path.with_suffix(".xlsx"), index=False)
    log = DecisionLog(source, **ROLES, **asked, bands=BANDS)
    assert counted(log) == EXPECTED
    assert not [one for one in log.reading if one.kind == "spellings"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["under 30", "30 to 44", "45 or over"]),
        ("ar", ["أقل من 30", "من 30 إلى 44", "45 فأكثر"]),
        ("fr", ["moins de 30", "30 à 44", "45 ou plus"]),
    ],
)
def test_bands_are_said_in_words(language: str, said: list[str]) -> None:
    log = DecisionLog(table(), **ROLES, bands=BANDS)
    names = ("<30", "30–44", "≥45")
    assert [log.codebook.label("age", language, name) for name in names] == said
    own = Codebook(record={"columns": {"age": {"label": "age at hiring", "values": {"<30": {"label": "young"}}}}})
    told = DecisionLog(table(), **ROLES, bands=BANDS, codebook=own).codebook
    assert [told.label("age", language, name) for name in names] == ["young", *said[1:]]  # words of one's own hold
    assert told.label("age", language) == "age at hiring"
    assert DecisionLog(table(), **ROLES).codebook.label("age", language, "30") == "30"


def test_years_and_parts_are_said_as_they_are() -> None:
    assert say_band("≥1990", [1980, 1990], "fr") == "1990 ou plus"
    assert say_band("<0.5", [0.5, 1.25], "fr") == "moins de 0,5"
    assert say_band("0.5–<1.25", [0.5, 1.25], "en") == "from 0.5 to under 1.25"


def test_a_threshold_of_points_is_a_decision() -> None:
    points = pd.DataFrame({"sex": ["women", "men"] * 50, "points": [*range(100)]})
    roles = {"decision": "points", "effect": "burden", "groups": ["sex"]}
    log = DecisionLog(points, **roles, selected=["≥60"], bands={"points": [60]})
    rates = audit(log).rates.query("measure == 'selection_rate'")
    assert {row.group: (row.numerator, row.denominator) for row in rates.itertuples()} == {
        "women": (20, 50),
        "men": (20, 50),
    }


def test_what_is_no_number_stays_and_can_be_said_to_mean_nothing() -> None:
    odd = table().assign(age=["29", "30", "n/a", "45", "n/a", "29", "40", "80", "61"])
    assert counted(DecisionLog(odd, **ROLES, bands=BANDS))["n/a"] == 2
    assert counted(DecisionLog(odd, **ROLES, bands=BANDS, missing=["n/a"]))["(unknown)"] == 2


def test_a_recipe_keeps_the_bands(tmp_path: Path) -> None:
    recipe = DecisionLog(table(), **ROLES, bands=BANDS).recipe
    path = recipe.write(tmp_path / "recipe.yml")
    assert read_recipe(path).roles["bands"] == {"age": [30.0, 45.0]}
    assert counted(DecisionLog.follow(path, table())) == EXPECTED
    assert "bands" not in DecisionLog(table(), **ROLES).recipe.roles


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        ([30], "bands takes"),
        ({}, "bands takes"),
        ({"age": []}, "bands takes"),
        ({"age": [45, 30]}, "bands takes"),
        ({"age": [30, "45"]}, "bands takes"),
        ({"age": [float("nan")]}, "bands takes"),
        ({"grade": [1]}, "“grade” has bands"),
    ],
)
def test_what_cannot_be_cut_is_refused(bands: Any, said: str) -> None:
    with pytest.raises(AuditError, match=said):
        DecisionLog(table(), **ROLES, bands=bands)
