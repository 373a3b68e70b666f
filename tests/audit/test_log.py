"""What a decision log takes, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from toolkit.audit import DecisionLog, audit
from toolkit.errors import AuditError, RecordError, ToolkitError
from toolkit.registers.codebook import UnknownDataset

TABLE = pd.DataFrame({"sex": ["w", "m"], "decision": ["yes", "no"], "office": ["a", "b"], "day": ["2024-01-01"] * 2})
ROLES: dict[str, Any] = {"decision": "decision", "selected": ["yes"], "effect": "burden", "groups": ["sex"]}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"effect": "good"}, ["good", "benefit", "burden"]),
        ({"effect": ""}, ["benefit", "burden"]),
        ({"groups": []}, ["characteristic", "groups"]),
        ({"selected": []}, ["decision", "Name the values"]),
        ({"selected": [None]}, ["decision", "Name the values"]),
        ({"outcome": "office"}, ["office", "outcome_true"]),
        ({"when": "day", "period": "fortnight"}, ["fortnight", "day, month, quarter, year"]),
        ({"within": ["sex"]}, ["“sex”", "two things", "one meaning"]),
        ({"groups": ["sex", "sex"]}, ["“sex”", "two things"]),
        ({"score": "decision"}, ["“decision”", "two things"]),
        ({"outcome": "decision", "outcome_true": ["yes"]}, ["“decision”", "two things"]),
    ],
)
def test_a_role_that_cannot_be_is_refused_with_the_next_step(wrong: dict[str, Any], says: list[str]) -> None:
    with pytest.raises(AuditError) as caught:
        DecisionLog(TABLE, **ROLES | wrong)
    for word in says:
        assert word in str(caught.value)


def test_one_name_or_value_need_not_be_a_list() -> None:
    log = DecisionLog(TABLE, decision="decision", selected="yes", effect="burden", groups="sex", within="office")
    assert log.roles.groups == ("sex",)
    assert log.roles.within == ("office",)
    assert log.roles.selected == ("yes",)


@pytest.mark.parametrize("value", [1, 1.0, "1"])
@pytest.mark.parametrize("column", [[1, 0], [1.0, 0.0], ["1", "0"]])
def test_one_is_one_however_it_is_written(value: Any, column: list[Any]) -> None:
    table = pd.DataFrame({"sex": column, "decision": column})
    log = DecisionLog(table, **ROLES | {"selected": [value]})
    result = audit(log, reference={"sex": value}, smallest_cell=0)
    assert result.rates.set_index("group")["numerator"].to_dict() == {"0": 0, "1": 1}
    assert result.gaps["reference"].tolist() == ["1"]


def test_people_without_a_decision_are_not_among_the_people() -> None:
    table = pd.DataFrame({"sex": ["w", "m", "w"], "decision": ["yes", "no", None]})
    assert DecisionLog(table, **ROLES).people == 2


def test_the_log_does_not_print_its_cells() -> None:
    assert repr(DecisionLog(TABLE, **ROLES)) == "DecisionLog(decision='decision', groups=['sex'])"


def test_the_table_that_was_given_stays_as_it_was() -> None:
    before = TABLE.copy(deep=True)
    DecisionLog(TABLE, within=["office"], when="day", **ROLES)
    pd.testing.assert_frame_equal(TABLE, before)


# --- datasets ------------------------------------------------------------------------------------------------------


def test_a_dataset_that_is_not_there_lists_those_that_are() -> None:
    with pytest.raises(UnknownDataset, match="There is no dataset “nope”.*berkeley-admissions-1973.*codebook.yml"):
        DecisionLog.open("nope")
    with pytest.raises(UnknownDataset):
        DecisionLog.open("../datasets/student-grant-checks/nope")
    for name in ("x" * 5000, "nul\0", "x/" * 3000):
        with pytest.raises(UnknownDataset) as told:
            DecisionLog.open(name)
        assert len(str(told.value)) < 2000


CODEBOOK = """
table: cells.csv
roles: {decision: hired, selected: [1], effect: benefit, groups: [sex], count: n}
columns:
  sex: {values: {w: {people: {en: women}}}}
affected: {en: were hired}
"""


def test_a_folder_of_yours_opens_with_its_own_roles_and_words(tmp_path: Path) -> None:
    (tmp_path / "codebook.yml").write_text(CODEBOOK)
    (tmp_path / "cells.csv").write_text("sex,hired,n\nw,1,30\nw,0,70\nm,1,60\nm,0,40\n")
    log = DecisionLog.open(tmp_path)
    assert log.people == 200
    said = audit(log).finding("gap", group="w").say("en")
    assert "Of 100 women, 30 were hired" in said


@pytest.mark.parametrize(
    ("codebook", "says"),
    [
        ("roles: [", "codebook.yml"),
        ("just words", "named entries"),
        ("table: cells.csv", "decision, selected, effect and groups"),
        (CODEBOOK.replace("count: n", "weight: n"), "weight"),
        (CODEBOOK.replace("cells.csv", "../cells.csv"), "same folder"),
    ],
)
def test_a_codebook_that_does_not_hold_says_where(codebook: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "codebook.yml").write_text(codebook)
    with pytest.raises(RecordError) as caught:
        DecisionLog.open(tmp_path)
    assert says in str(caught.value)
    assert tmp_path.name in str(caught.value)


def test_a_codebook_without_its_table_is_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / "codebook.yml").write_text(CODEBOOK)
    with pytest.raises(ToolkitError, match="cells.csv"):
        DecisionLog.open(tmp_path)
