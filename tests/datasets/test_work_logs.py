"""What was put into the invented logs of shifts, scores, visits and checks is found, and what was not put in is not."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest

from toolkit.audit import (
    Amounts,
    DecisionLog,
    Funnel,
    Step,
    audit,
    audit_amounts,
    audit_funnel,
    audit_over_time,
    find_proxies,
)
from toolkit.registers.codebook import read_codebook

HOME = Path(__file__).parents[2]


def maker(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name.replace("-", "_"), HOME / "datasets" / name / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def drawn(name: str, size: int, seed: int) -> pd.DataFrame:
    return pd.DataFrame(list(maker(name).rows(size, seed)))


def stored(name: str) -> pd.DataFrame:
    return pd.read_csv(HOME / "datasets" / name / "data.csv")


# --- shifts ----------------------------------------------------------------------------------------------------------


def test_the_new_software_changes_more_shifts_late_and_leaves_the_gap_where_it_was() -> None:
    reference = {"contract": "permanent", "trained": "here", "sex": "men"}
    changes = audit_over_time(DecisionLog.open("hospital-shifts"), changed="2025-07-01", reference=reference).changes
    verdicts = changes.set_index(["group", "reference"])["verdict"]
    for group in ("permanent", "fixed", "here", "abroad", "women", "men"):
        assert verdicts[group, ""] == "shown"
    for group, other in (("fixed", "permanent"), ("abroad", "here"), ("women", "men")):
        assert verdicts[group, other] == "not_shown"


def test_whoever_has_a_fixed_term_rests_less_and_nobody_else() -> None:
    rest = Amounts.open("hospital-shifts")
    gaps = rest.gaps[rest.gaps["category"] == ""].set_index(["group", "within"])
    hours = maker("hospital-shifts").REST_HOURS
    assert gaps.loc[("fixed", "ward"), "difference"] == pytest.approx(hours["fixed"] - hours["permanent"], abs=0.3)
    assert rest.finding("amount", group="fixed").worse_off == "fixed"
    assert {gaps.loc[(group, "ward"), "verdict"] for group in ("women", "abroad")} == {"not_shown"}


# --- scores ----------------------------------------------------------------------------------------------------------


def test_the_work_that_the_score_speaks_of_is_alike() -> None:
    work = Amounts.open("performance-scores")
    assert "shown" not in set(work.gaps["verdict"])
    assert work.gaps["difference"].abs().max() < 0.2


def test_the_contract_stands_in_for_sex_and_age_does_not() -> None:
    found = find_proxies(stored("performance-scores"), "sex", columns=["contract", "age_group"]).columns
    verdicts = found.set_index("column")["verdict"]
    assert verdicts["contract"] == "tells"
    assert verdicts["age_group"] == "not_shown"


def test_who_is_warned_follows_from_the_score_alone() -> None:
    table = stored("performance-scores")
    assert ((table["points"] < maker("performance-scores").WARNED_BELOW) == (table["warned"] == "yes")).all()


# --- visits ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("version", "inside"), [("old", 0.0), ("new", -0.12)])
def test_the_average_of_minutes_hides_what_the_new_version_takes_from_the_same_task(
    version: str, inside: float
) -> None:
    table = stored("home-care-visits")
    how = read_codebook("home-care-visits").record["amounts"]
    minutes = audit_amounts(table[table["version"] == version], groups=["contract", "sex"], **how)
    parts = minutes.parts.set_index("group")
    # By hand: minutes of the tasks of whoever is paid by the hour, and of salaried people.
    made = maker("home-care-visits")
    means = {who: sum(share * made.MINUTES[task] for task, share in made.TASKS[who].items()) for who in made.TASKS}
    assert parts.loc["hourly", "mix"] == pytest.approx(means["hourly"] - means["salaried"], abs=1.2)
    assert parts.loc["hourly", "mix"] > 0
    assert parts.loc["hourly", "inside"] == pytest.approx(inside * means["hourly"], abs=0.5)
    verdicts = minutes.gaps[minutes.gaps["within"] == "task"].set_index(["group", "category"])["verdict"]
    assert {verdicts["hourly", task] for task in made.MINUTES} == {"shown" if inside else "not_shown"}
    assert "shown" not in set(verdicts["women"])
    assert minutes.finding("amount", group="hourly").worse_off is None


def test_visits_of_whoever_is_paid_by_the_hour_overrun_since_the_new_version_and_no_others_do() -> None:
    log = DecisionLog.open("home-care-visits")
    changes = audit_over_time(log, changed="2025-07-01", reference={"contract": "salaried", "sex": "men"}).changes
    verdicts = changes.set_index(["group", "reference"])["verdict"]
    assert verdicts["hourly", "salaried"] == verdicts["hourly", ""] == "shown"
    assert verdicts["salaried", ""] == verdicts["women", "men"] == "not_shown"


# --- checks ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def checks() -> Funnel:
    return Funnel.open("benefit-checks", reference={"origin": "here", "sex": "men"})


def test_the_gap_is_seen_at_each_step_at_which_it_arises(checks: Funnel) -> None:
    gaps = checks.gaps.set_index(["group", "measure"])
    shown = {measure for group, measure in gaps.index if gaps.loc[(group, measure), "verdict"] == "shown"}
    assert shown == {"high_risk", "selected", "found_wrong", "appealed", "unfounded"}
    assert {gaps.loc[("women", measure), "verdict"] for _, measure in gaps.index} <= {"not_shown", "too_few"}
    made = maker("benefit-checks")
    for measure, planned in (
        ("selected", made.SELECTED),
        ("found_wrong", made.FOUND_WRONG),
        ("appealed", made.APPEALED),
    ):
        assert gaps.loc[("abroad", measure), "ratio"] == pytest.approx(planned["abroad"] / planned["here"], rel=0.2)


def test_who_is_burdened_for_nothing_is_as_reckoned_by_hand(checks: Funnel) -> None:
    made = maker("benefit-checks")
    share = {}
    for origin in ("here", "abroad"):
        high = sum(made.NEIGHBOURHOOD[origin][place] * made.HIGH_RISK[place] for place in made.HIGH_RISK)
        wrong = made.FOUND_WRONG[origin]
        share[origin] = (
            high * made.SELECTED[origin] * made.VISITED * (1 - wrong + wrong * made.APPEALED[origin] * made.WON)
        )
    gap = checks.finding("gap", measure="unfounded", group="abroad")
    assert gap.worse_off == "abroad"
    assert gap.ratio == pytest.approx(share["abroad"] / share["here"], rel=0.15)
    assert 2 < gap.ratio < 3
    table = stored("benefit-checks")
    burdened = (table["found"] == "nothing") | (table["appeal"] == "won")
    counted = burdened.groupby(table["origin"]).mean()
    assert gap.ratio == pytest.approx(counted["abroad"] / counted["here"])


def test_each_step_of_a_check_follows_from_the_one_before() -> None:
    table = pd.read_csv(HOME / "datasets" / "benefit-checks" / "data.csv", keep_default_na=False)
    assert (table.loc[table["selected"] == "yes", "score"] == "high").all()
    for before, reached, after in (
        ("selected", "yes", "visited"),
        ("visited", "yes", "found"),
        ("found", "wrong", "appeal"),
    ):
        assert ((table[before] == reached) == (table[after] != "")).all()


# --- other draws -----------------------------------------------------------------------------------------------------


def found_in_shifts(seed: int) -> tuple[bool, bool]:
    log = DecisionLog(
        drawn("hospital-shifts", 2000, seed),
        decision="changed_late",
        selected=["yes"],
        effect="burden",
        groups=["contract", "sex"],
    )
    verdicts = audit(log, reference={"contract": "permanent", "sex": "men"}).gaps.set_index("group")["verdict"]
    return verdicts["fixed"] == "shown", verdicts["women"] == "shown"


def found_in_scores(seed: int) -> tuple[bool, bool]:
    log = DecisionLog(
        drawn("performance-scores", 2000, seed),
        decision="warned",
        selected=["yes"],
        effect="burden",
        groups=["sex", "age_group"],
    )
    gaps = audit(log, reference={"sex": "men", "age_group": "under 35"}).gaps.set_index("group")["verdict"]
    return gaps["women"] == "shown", "shown" in {gaps["35-49"], gaps["50 or older"]}


def found_in_visits(seed: int) -> tuple[bool, bool]:
    table = drawn("home-care-visits", 2000, seed)
    how = {"amount": "minutes", "within": ["task"], "groups": ["contract"], "reference": {"contract": "salaried"}}
    found = {}
    for version in ("old", "new"):
        gaps = audit_amounts(table[table["version"] == version], **how).gaps
        inside = gaps[(gaps["within"] == "task") & (gaps["category"] == "")]
        found[version] = inside.iloc[0]["verdict"] == "shown"
    return found["new"], found["old"]


def found_in_checks(seed: int) -> tuple[bool, bool]:
    steps = [
        Step("selected", column="selected", values=["yes"], effect="burden"),
        Step("visited", column="visited", values=["yes"]),
        Step("found", column="found", values=["wrong"], effect="burden"),
    ]
    table = drawn("benefit-checks", 4000, seed)
    reference = {"origin": "here", "sex": "men"}
    unfounded = [{"found": ["nothing"]}]
    gaps = audit_funnel(table, steps=steps, groups=["origin", "sex"], unfounded=unfounded, reference=reference).gaps
    verdicts = gaps.set_index(["group", "measure"])["verdict"]
    absent = [("women", step) for step in ("selected", "visited", "found", "unfounded")] + [("abroad", "visited")]
    return verdicts["abroad", "unfounded"] == "shown", "shown" in {verdicts[one] for one in absent}


FOUND = {
    "hospital-shifts": found_in_shifts,
    "performance-scores": found_in_scores,
    "home-care-visits": found_in_visits,
    "benefit-checks": found_in_checks,
}


@pytest.mark.parametrize("name", FOUND)
def test_of_a_few_other_draws_what_was_put_in_is_found(name: str) -> None:
    assert [FOUND[name](seed)[0] for seed in (1, 2)] == [True, True]


@pytest.mark.slow
@pytest.mark.parametrize("name", FOUND)
def test_of_forty_other_draws_what_was_put_in_is_found_and_what_was_not_is_not(name: str) -> None:
    """Power, and false alarms: of 40 draws at 5 %, eight or more come by chance alone seven times in ten thousand."""
    outcomes = [FOUND[name](seed) for seed in range(40)]
    assert np.mean([planted for planted, _ in outcomes]) >= 0.95
    assert sum(absent for _, absent in outcomes) < 8
