"""Whatever somebody hands to the audit by mistake is answered in a sentence that says what to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from toolkit.audit import DecisionLog, answer_claim, audit
from toolkit.errors import AuditError, DataError, ToolkitError
from toolkit.languages import Language

ROLES: dict[str, Any] = {"decision": "hired", "selected": ["yes"], "effect": "benefit", "groups": ["sex"], "count": "n"}


def frame() -> pd.DataFrame:
    table = pd.DataFrame({"sex": ["women", "men"] * 2, "hired": ["yes", "yes", "no", "no"], "n": [40, 50, 60, 50]})
    return table.assign(office=["north", "south"] * 2, left=["yes", "no", None, None])


def log(**roles: Any) -> DecisionLog:
    return DecisionLog(frame(), **(ROLES | roles))


WRONG_ROLES = [
    *[
        ("decision", value, "decision takes the name of a column|give decision")
        for value in (None, 3, ["hired"], b"x", "")
    ],
    *[
        ("selected", value, "selected takes values|No value of “hired”|give selected")
        for value in (None, [], {"yes": 1}, b"yes")
    ],
    ("selected", [["yes"]], "selected takes values of “hired” in a list"),
    ("selected", object(), "selected takes values"),
    *[("effect", value, "benefit") for value in ("good", 1, ["benefit"])],
    ("effect", None, "give effect"),
    ("effect", frame(), "The effect “DataFrame” is not known"),
    *[
        ("groups", value, "groups takes names of columns|give groups|No characteristic")
        for value in (None, [], 3, ["sex", 3], {"sex": 1}, [None])
    ],
    (
        "groups",
        frame(),
        "groups takes names of columns in a list, not “DataFrame”. The table has the columns: sex, hired",
    ),
    *[("within", value, "within takes names of columns") for value in (3, [3], [["office"]], {"office": 1})],
    *[("outcome", value, "outcome takes the name of a column") for value in (3, ["left"], "")],
    *[("score", value, "score takes the name of a column") for value in (3, ["n"])],
    *[("when", value, "when takes the name of a column") for value in (2026, ["day"])],
    *[("count", value, "count takes the name of a column") for value in (1, ["n"], True)],
    *[("rounded_to", value, "Counts cannot be rounded") for value in ("10", 2.5, True, 0)],
    *[("score_bins", value, "Scores cannot be cut") for value in ("ten", 1, {"a": 1})],
    ("codebook", 3, "codebook takes Codebook"),
    ("codebook", "codebook.yml", "“codebook.yml” is no codebook that can be read"),
    ("progress", 3, "progress takes function"),
]


@pytest.mark.parametrize(("argument", "value", "said"), WRONG_ROLES)
def test_a_wrong_argument_of_a_log_is_answered_in_a_sentence(argument: str, value: Any, said: str) -> None:
    with pytest.raises(ToolkitError, match=said):
        log(**{argument: value})


def test_an_outcome_without_its_values_a_wrong_period_and_twice_the_same_column_are_answered() -> None:
    for value in (None, [], ()):
        with pytest.raises(AuditError, match="outcome_true"):
            log(outcome="left", outcome_true=value)
    with pytest.raises(AuditError, match="day, month, quarter, year"):
        log(when="office", period=["month"])
    with pytest.raises(AuditError, match="two things at once"):
        log(within=["sex"])


def test_none_means_none_where_nothing_is_needed() -> None:
    """The same log as without the arguments."""
    bare = audit(log())
    given = audit(log(within=None, outcome=None, outcome_true=None, score=None, when=None, period=None, codebook=None))
    pd.testing.assert_frame_equal(bare.gaps, given.gaps)
    assert log(groups="sex").roles.groups == ("sex",)
    assert log(selected="yes").roles.selected == ("yes",)
    assert log(selected=np.array(["yes"])).roles.selected == ("yes",)


WRONG_QUESTIONS = [
    *[
        ("reference", value, "reference|There is no column")
        for value in (3, ["men"], {"age": "old"}, {3: "men"}, "men")
    ],
    ("reference", {"sex": ["men"]}, "never occurs"),
    ("reference", frame(), "reference takes"),
    *[("confidence", value, "confidence") for value in ("0.95", None, 95, 0, 1, True, float("nan"), [0.95])],
    *[("smallest_cell", value, "smallest cell") for value in (True, False, "10", None, 2.5, -1, [10])],
    *[
        ("cross", value, "no crossing|cannot be crossed")
        for value in (1, None, "sex", [("sex",)], [(["sex"], "office")])
    ],
    *[
        ("material_difference", value, "material_difference takes a number such as 0.05")
        for value in ("20%", None, [0.2], True, float("nan"), -0.1)
    ],
    *[("correction", value, "holm, benjamini-hochberg") for value in (None, 3, ["holm"], frame())],
    *[("round_to", value, "cannot be rounded") for value in ("10", True, 0)],
]


@pytest.mark.parametrize(("argument", "value", "said"), WRONG_QUESTIONS)
def test_a_wrong_argument_of_an_audit_is_answered_in_a_sentence(argument: str, value: Any, said: str) -> None:
    with pytest.raises(ToolkitError, match=said):
        audit(log(), **{argument: value})


def test_a_file_or_table_handed_to_the_audit_is_answered_with_what_to_write(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    frame().to_csv(path, index=False)
    for given in (str(path), path):
        with pytest.raises(
            AuditError, match=r"DecisionLog\(“.*f.csv”, decision=….*columns: sex, hired, n, office, left"
        ):
            audit(given)  # type: ignore[arg-type]
    for table in (frame(), pa.table({"sex": ["w"], "hired": ["no"]})):
        with pytest.raises(AuditError, match=r"audit\(DecisionLog\(table, .*columns: sex, hired"):
            audit(table)
    for nothing in (None, 3, ["a"], {"sex": ["w"]}, audit):
        with pytest.raises(AuditError, match="takes a DecisionLog and not"):
            audit(nothing)  # type: ignore[arg-type]
    with pytest.raises(DataError, match="no file"):
        audit("missing.csv")  # type: ignore[arg-type]


def test_a_table_alone_is_answered_with_what_is_not_said_yet(tmp_path: Path) -> None:
    with pytest.raises(
        AuditError, match="give decision, selected, effect, groups. The table has the columns: sex, hired"
    ):
        DecisionLog(frame())
    with pytest.raises(AuditError, match=r"give effect\."):
        DecisionLog(frame(), decision="hired", selected=["yes"], groups=["sex"])
    for table in (None, 3, {"sex": ["w"]}, ["a"], frame()["sex"]):
        with pytest.raises(DataError, match="not a table"):
            DecisionLog(table, **ROLES)


def test_a_name_over_two_columns_is_answered() -> None:
    twice = pd.concat([frame(), frame()[["sex"]]], axis=1)
    for table in (twice, pa.Table.from_arrays([pa.array(["w"])] * 2, names=["sex", "sex"])):
        with pytest.raises(DataError, match="“sex” stands over more than one column"):
            DecisionLog(table, **ROLES)
    with pytest.raises(DataError, match="“sex” stands over"):
        audit(twice)


@pytest.mark.parametrize("count", [9e18, "9000000000000000000", 10**15])
def test_counts_of_more_people_than_can_be_held_are_refused(count: Any) -> None:
    table = frame().assign(n=[count] * 4)
    with pytest.raises(DataError, match="“n” add up to more than 1000000000000000 people"):
        DecisionLog(table, **ROLES)
    assert DecisionLog(frame().assign(n=[10**14] * 4), **ROLES).people == 4 * 10**14


@pytest.mark.parametrize("claimed", ["97%", None, [0.9], True, float("nan"), 97])
def test_a_claim_that_is_no_share_is_answered(claimed: Any) -> None:
    with pytest.raises(AuditError, match="is no share"):
        answer_claim(claimed, {"women": 0.1})


def test_base_rates_that_are_none_are_answered() -> None:
    for rates in (None, 0.1, [0.1], "women"):
        with pytest.raises(AuditError, match="tells no base rates"):
            answer_claim(0.9, rates)  # type: ignore[arg-type]
    with pytest.raises(AuditError, match="is no share"):
        answer_claim(0.9, {"women": "a tenth"})  # type: ignore[dict-item]
    for wrong in ({"characteristic": 3}, {"codebook": "mine"}):
        with pytest.raises(AuditError, match="takes"):
            answer_claim(0.9, {"women": 0.1}, **wrong)  # type: ignore[arg-type]
    assert answer_claim(0.9, {}).say()


def test_a_finding_is_said_in_a_language_or_the_languages_are_named() -> None:
    for wrong in (None, 3, ["en"], "klingon"):
        with pytest.raises(ToolkitError, match="en, .*ar|ar, .*en"):
            audit(log()).findings[0].say(wrong)  # type: ignore[arg-type]
        with pytest.raises(ToolkitError, match="not known here"):
            Language.of(wrong)  # type: ignore[arg-type]


def test_a_misspelt_name_is_the_fault_and_not_the_finding() -> None:
    result = audit(log())
    assert result.finding("gap", group="women")
    with pytest.raises(AuditError, match="kind “gap” have no “gruop”.*characteristic, .*group"):
        result.finding("gap", gruop="women")
    with pytest.raises(AuditError, match="no finding of the kind “gpa”. It has: gap"):
        result.finding("gpa", group="women")
    with pytest.raises(AuditError, match="no finding of the kind “gap” for group=nobody"):
        result.finding("gap", group="nobody")
