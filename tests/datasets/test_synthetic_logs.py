"""The invented logs hold what their codebooks say was put into them, and nothing else that an audit would show."""

from __future__ import annotations

import csv
import importlib.util
import math
import re
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from benchmarks.planted_gaps import planted_audits
from toolkit.audit import AuditResult, DecisionLog, audit
from toolkit.registers.codebook import dataset_names, read_codebook

pytestmark = pytest.mark.slow

HOME = Path(__file__).parents[2]
NAMES = [
    *("benefit-checks", "city-pay", "hiring-by-hospital", "home-care-visits", "hospital-shifts"),
    *("jobseeker-support-scores", "performance-scores", "reviewed-stops", "service-before-and-after"),
    "welfare-fraud-flags",
]
PLANTED = [(name, number) for name in NAMES for number in range(len(read_codebook(name).record["planted"]))]
ARABIC = re.compile("[\u0600-\u06ff]")
EASTERN_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9]")


@cache
def maker(name: str) -> ModuleType:
    path = HOME / "datasets" / name / "make.py"
    spec = importlib.util.spec_from_file_location(f"make_{name.replace('-', '_')}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    with (HOME / "datasets" / name / "data.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def whole_audit(name: str) -> AuditResult:
    return audit(DecisionLog.open(name))


def audit_of(name: str, planted: dict[str, Any]) -> AuditResult:
    """The audit that an entry under ``planted`` speaks of: with its rows, its roles and its reference."""
    codebook = read_codebook(name)
    named = planted.get("gap") or planted["adjusted"]
    where, roles = planted.get("where", {}), codebook.roles | planted.get("roles", {})
    rows = [row for row in table(name) if all(row[column] == value for column, value in where.items())]
    roles["groups"] = [column for column in roles["groups"] if column not in where]
    log = DecisionLog(pd.DataFrame(rows), **roles, codebook=codebook)
    return audit(log, reference={named["characteristic"]: named["reference"]})


def row_of(frame: pd.DataFrame, named: dict[str, str]) -> pd.Series:
    for column, value in named.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1, named
    return frame.iloc[0]


def holds(wanted: Any, found: Any) -> bool:
    """Whether what a codebook says of a number in make.py is so; of a table, the entries that it names."""
    if isinstance(wanted, dict):
        return all(key in found and holds(value, found[key]) for key, value in wanted.items())
    return wanted == (list(found) if isinstance(found, tuple) else found)


def within(found: float, wanted: float, tolerance: float) -> bool:
    return abs(math.log(found / wanted)) <= math.log(tolerance)


# --- the files -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_making_a_log_again_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    maker(name).write(tmp_path / "data.csv")
    assert (tmp_path / "data.csv").read_bytes() == (HOME / "datasets" / name / "data.csv").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_another_seed_gives_other_people(name: str) -> None:
    made = list(maker(name).rows(seed=1))
    assert len(made) == len(table(name))
    assert [{key: str(value) for key, value in row.items()} for row in made] != list(table(name))


@pytest.mark.parametrize("name", NAMES)
def test_a_log_is_small_enough_to_carry_and_large_enough_to_learn_on(name: str) -> None:
    assert 2_000 <= len(table(name)) <= 6_000
    assert (HOME / "datasets" / name / "data.csv").stat().st_size < 400_000


@pytest.mark.parametrize("name", NAMES)
def test_a_log_opens_by_its_name_and_everybody_is_in_it(name: str) -> None:
    assert name in dataset_names()
    assert DecisionLog.open(name).people == len(table(name))


# --- the codebooks ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_codebook_says_everything_in_both_languages(name: str) -> None:
    record = read_codebook(name).record
    texts = [record[key] for key in ("title", "story", "caution", "affected", "spared")]
    if "outcome" in record["roles"]:
        texts += [record["came_true"], record["came_untrue"]]
    for column in record["columns"].values():
        texts += [column["label"], column["meaning"]]
        for value in column.get("values", {}).values():
            texts += [value["label"], *([value["people"]] if "people" in value else [])]
    texts += [planted["what"] for planted in record["planted"]]
    for text in texts:
        assert text["en"].strip()
        assert text["ar"].strip()
        assert ARABIC.search(text["ar"]) or not re.search("[A-Za-z]", text["en"]), text
        assert not EASTERN_DIGITS.search(text["ar"]), text
        assert "“" not in text["ar"], text


@pytest.mark.parametrize("name", NAMES)
def test_a_codebook_knows_every_column_and_every_value_of_its_table(name: str) -> None:
    record = read_codebook(name).record
    assert list(table(name)[0]) == [column for column in table(name)[0] if column in record["columns"]]
    assert set(record["columns"]) == set(table(name)[0])
    for column, entry in record["columns"].items():
        found = {row[column] for row in table(name)} - {""}
        if "values" in entry:
            assert found == set(entry["values"]), column
        if column in record["roles"]["groups"]:
            assert all(value.get("people") for value in entry["values"].values()), column


@pytest.mark.parametrize("name", NAMES)
def test_a_log_says_that_it_is_invented_before_anything_else(name: str) -> None:
    record = read_codebook(name).record
    assert "invented" in record["title"]["en"]
    assert "مصطنعة" in record["title"]["ar"]
    assert record["caution"]["en"].startswith("Nobody")
    assert record["source"]["synthetic"] is True
    assert record["source"]["follows"]


# --- what was put in -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "number"), PLANTED)
def test_the_audit_finds_what_was_put_in_and_no_more(name: str, number: int) -> None:
    record = read_codebook(name).record
    planted = record["planted"][number]
    result = audit_of(name, planted)
    if "adjusted" in planted:
        row = row_of(result.adjusted, planted["adjusted"])
        assert row["reading"] == planted["reading"]
        assert within(row["adjusted_ratio"], planted["ratio"], record["tolerance"]), row
        return
    if planted["verdict"] == "left_out":
        assert planted["gap"]["measure"] not in set(result.gaps["measure"])
        assert planted["gap"]["measure"] in result.finding("selective_labels").left_out  # type: ignore[attr-defined]
        return
    row = row_of(result.gaps, planted["gap"])
    assert within(row["ratio"], planted["ratio"], record["tolerance"]), row
    if planted["verdict"] == "absent":
        assert row["verdict"] != "shown", row
    else:
        assert row["verdict"] == planted["verdict"], row


@pytest.mark.parametrize(("name", "number"), PLANTED)
def test_the_numbers_of_the_plan_are_those_of_the_code(name: str, number: int) -> None:
    code = read_codebook(name).record["planted"][number]["code"]
    assert code
    for constant, wanted in code.items():
        assert holds(wanted, getattr(maker(name), constant)), constant


@pytest.mark.parametrize("name", NAMES)
def test_no_group_is_so_small_that_an_audit_would_hide_it(name: str) -> None:
    assert not (whole_audit(name).left_out["reason"] == "suppressed").any()
    for column in read_codebook(name).roles["groups"]:
        assert min(Counter(row[column] for row in table(name)).values()) >= 100, column


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_finding_can_be_said_about_it(name: str, language: str) -> None:
    for finding in whole_audit(name).findings:
        said = finding.say(language)
        assert said
        assert "{" not in said


# --- one by one ------------------------------------------------------------------------------------------------------


def test_job_seekers_are_classed_by_their_computed_chance_alone() -> None:
    for row in table("jobseeker-support-scores"):
        assert (row["support"] == "high") == (int(row["chance_percent"]) >= maker("jobseeker-support-scores").CUT)


def test_care_duties_cost_women_points_and_men_none() -> None:
    log = DecisionLog.open("jobseeker-support-scores")
    reference = {"sex × care_duties": "men × no"}
    gaps = audit(log, cross=[("sex", "care_duties")], reference=reference).gaps
    named = {"characteristic": "sex × care_duties", "measure": "selection_rate"}
    assert row_of(gaps, named | {"group": "women × yes"})["verdict"] == "shown"
    assert row_of(gaps, named | {"group": "men × yes"})["verdict"] != "shown"


def test_an_overpayment_is_known_where_there_was_an_investigation_and_nowhere_else() -> None:
    for row in table("welfare-fraud-flags"):
        assert (row["overpaid"] == "") == (row["route"] == "none")
        assert row["route"] != "none" or row["flagged"] == "no"
        assert row["route"] != "flagged" or row["flagged"] == "yes"


def test_the_random_tenth_is_drawn_from_flagged_and_unflagged_people_alike() -> None:
    rows = table("welfare-fraud-flags")
    for flagged in ("yes", "no"):
        routes = [row["route"] for row in rows if row["flagged"] == flagged]
        assert 0.08 < routes.count("random") / len(routes) < 0.12


def test_a_program_that_shortlists_is_not_helped_by_people_who_then_choose_alike() -> None:
    shortlisted = [row for row in table("hiring-by-hospital") if row["result"] != "not shortlisted"]
    rates = {}
    for diploma in ("abroad", "this country"):
        results = [row["result"] for row in shortlisted if row["diploma"] == diploma]
        rates[diploma] = results.count("hired") / len(results)
    assert within(rates["abroad"], rates["this country"], 1.1)


def test_disability_is_unknown_for_eight_in_a_hundred_applications_and_the_audit_says_so() -> None:
    left_out = whole_audit("hiring-by-hospital").left_out
    people = row_of(left_out, {"reason": "unknown_group", "characteristic": "disability"})["people"]
    assert people == sum(row["disability"] == "" for row in table("hiring-by-hospital"))
    assert 0.07 < people / len(table("hiring-by-hospital")) < 0.09


def test_after_the_change_one_applies_online_or_not_at_all() -> None:
    channels = {(row["period"], row["channel"]) for row in table("service-before-and-after")}
    assert channels == {("before", "counter"), ("before", "phone"), ("before", "online"), ("after", "online")}


def test_each_step_of_an_application_follows_from_the_one_before() -> None:
    for row in table("service-before-and-after"):
        assert (row["abandoned"] == "yes") == (row["refused"] == "") == (row["waiting_days"] == "")
        assert (row["refused"] == "yes") == (row["appealed"] != "")
        assert (row["appealed"] == "yes") == (row["appeal_won"] != "")


def test_the_simulation_asks_for_every_planted_gap_that_can_be_compared() -> None:
    asked = [(one.dataset, gap["ratio"]) for one in planted_audits() for gap in one.gaps]
    entries = [(name, entry) for name in NAMES for entry in read_codebook(name).record["planted"] if "gap" in entry]
    comparable = [(name, entry["ratio"]) for name, entry in entries if entry["verdict"] != "left_out"]
    assert sorted(asked) == sorted(comparable)
    assert len(entries) > len(comparable), "there is one that nobody can compare"
