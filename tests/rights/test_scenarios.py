"""Every scenario of the register is asked as a member would ask it; the answers stand in the data, not here."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from toolkit.errors import RecordError
from toolkit.registers.law import law
from toolkit.registers.locate import folder
from toolkit.registers.scenarios import Scenario, read_scenarios
from toolkit.rights import AskedEmployer, Provision, provisions

SCENARIOS = read_scenarios(folder("datasets") / "law", law())


def answer(scenario: Scenario) -> dict[str, Provision]:
    asked = cast(AskedEmployer | None, scenario.employer)
    found = provisions(scenario.place, on=scenario.on, employer=asked)
    return {one.id: one for one in found if not scenario.rights or set(one.rights) & set(scenario.rights)}


def faults(scenario: Scenario, found: dict[str, Provision]) -> list[str]:
    """What the register answers otherwise than the scenario says."""
    status: dict[str, str] = {name: one.status for name, one in found.items()}
    wrong = [f"{name} is {status.get(name)}" for name in scenario.applies if status.get(name) != "in_force"]
    wrong += [f"{name} is {status.get(name)}" for name in scenario.coming if status.get(name) != "adopted"]
    wrong += [f"{name} is {status.get(name)}" for name in scenario.guidance if status.get(name) != "guidance"]
    wrong += [f"{name} is in force" for name in scenario.refused if status.get(name) == "in_force"]
    wrong += [f"{name} is named" for name in scenario.unnamed if name in status]
    wrong += [
        f"{name} starts on {found[name].applies_from}"
        for name, day in scenario.coming.items()
        if day is not None and name in found and found[name].applies_from != day
    ]
    return wrong


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)
def test_the_register_answers_as_the_law_does(scenario: Scenario) -> None:
    assert faults(scenario, answer(scenario)) == [], scenario.because


def test_there_are_scenarios_from_all_over_with_traps_of_every_kind() -> None:
    assert len(SCENARIOS) >= 50
    assert sum(bool(one.refused or one.unnamed or one.coming) for one in SCENARIOS) >= 0.7 * len(SCENARIOS)


def written(tmp_path: Path, **changed: Any) -> Path:
    record = {
        "id": "a",
        "place": "ES",
        "on": "2026-12-01",
        "situation": "Somebody asks.",
        "applies": ["eu-gdpr-22"],
        "coming": [],
        "not": [],
        "because": "It is so.",
    }
    text = yaml.safe_dump([{**record, **changed}]).replace("'2026-12-01'", "2026-12-01")
    (tmp_path / "scenarios.yml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"applies": ["eu-gdpr-220"]}, "“applies” holds “eu-gdpr-220”"),
        ({"coming": {"eu-gdpr-220": None}}, "“coming” holds “eu-gdpr-220”"),
        ({"employer": "charity"}, "“employer” is “charity”; allowed: public, private"),
        ({"right": "courage"}, "“right” is “courage”"),
        ({"on": None}, "“on” is empty"),
        ({"applies": []}, "it names no record"),
        ({"place": "Spain"}, "“place” is “Spain”"),
        ({"colour": "red"}, "“colour” is not known"),
    ],
)
def test_a_scenario_that_could_not_fail_or_names_nothing_known_is_refused(
    tmp_path: Path, changed: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(RecordError, match=complaint):
        read_scenarios(written(tmp_path, **changed), law())


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({}, []),
        ({"applies": ["eu-aia-14"]}, ["eu-aia-14 is adopted"]),
        ({"applies": ["us-ny-foil"]}, ["us-ny-foil is None"]),
        ({"coming": {"eu-aia-14": "2026-12-01"}}, ["eu-aia-14 starts on 2027-12-02"]),
        ({"not": ["eu-gdpr-22"]}, ["eu-gdpr-22 is in force"]),
        ({"unnamed": ["eu-aia-14"]}, ["eu-aia-14 is named"]),
        ({"guidance": ["eu-gdpr-22"]}, ["eu-gdpr-22 is in_force"]),
    ],
)
def test_a_wrong_answer_is_found(tmp_path: Path, changed: dict[str, Any], fault: list[str]) -> None:
    (scenario,) = read_scenarios(written(tmp_path, **changed), law())
    assert faults(scenario, answer(scenario)) == fault
