"""What an audit is asked for is what it compares by, and a measure of one's own is told in its own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

from toolkit.audit import MEASURES, AuditResult, DecisionLog, GapFinding, Measure, audit, brief_document
from toolkit.audit.papers.report import report_document
from toolkit.documents import write_text
from toolkit.errors import AuditError
from toolkit.languages import strip

WRONG = Measure(
    "wrong",
    counted=lambda states: states.selected != (states.outcome == 1),
    among=lambda states: states.outcome >= 0,
    label={"en": "got a wrong decision", "fr": "ont reçu une décision erronée"},
    among_label="have a known outcome.",
    harm=1,
)
# True positives, false positives, false negatives, true negatives; of unknown outcome: selected, others.
CELLS = {"women": (40, 60, 30, 170, 0, 0), "men": (50, 30, 10, 310, 0, 0)}
STATES = (("yes", "1"), ("yes", "0"), ("no", "1"), ("no", "0"), ("yes", None), ("no", None))


def log(effect: str = "burden", **cells: tuple[int, ...]) -> DecisionLog:
    rows = [
        (group, decision, truth, n)
        for group, counts in (CELLS | cells).items()
        for (decision, truth), n in zip(STATES, counts, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["sex", "checked", "truth", "n"])
    roles: dict[str, Any] = {"outcome": "truth", "outcome_true": ["1"], "count": "n"}
    return DecisionLog(table, decision="checked", selected=["yes"], effect=effect, groups=["sex"], **roles)


def gap(result: AuditResult, measure: str) -> GapFinding:
    found = result.finding("gap", measure=measure)
    assert isinstance(found, GapFinding)
    return found


def test_a_measure_of_ones_own_counts_whom_it_says() -> None:
    result = audit(log(), measures=WRONG)
    rates = result.rates.set_index("group")[["measure", "numerator", "denominator"]]
    assert rates.loc["women"].tolist() == ["wrong", 90, 300]  # 60 checked in vain, 30 missed
    assert rates.loc["men"].tolist() == ["wrong", 40, 400]
    row = result.gaps.iloc[0]
    assert row["ratio"] == pytest.approx(3.0)
    assert len(result.gaps) == 1
    assert row["p_adjusted"] == row["p_value"], "one comparison is made, and paid for"
    assert result.question.measures == ("wrong",)


def test_only_what_is_asked_counts_as_a_comparison() -> None:
    wanted = ["accuracy", "selection_rate", "false_positive_rate"]
    result = audit(log(), measures=wanted)
    assert result.gaps["measure"].tolist() == ["selection_rate", "false_positive_rate", "accuracy"]
    holm = multipletests(result.gaps["p_value"], method="holm")[1]
    assert result.gaps["p_adjusted"].tolist() == pytest.approx(holm.tolist())
    everything = audit(log()).rates
    pd.testing.assert_frame_equal(
        result.rates, everything[everything["measure"].isin(wanted)].reset_index(drop=True), check_dtype=False
    )
    assert {one.measure for one in result.findings if one.kind == "gap"} == set(wanted)
    assert [one.kind for one in result.findings if one.kind == "equalized_odds"] == []


def test_what_is_withheld_does_not_depend_on_what_is_asked() -> None:
    """So asking for one measure today and another tomorrow shows nothing that asking for both would not."""
    few = {"women": (4, 60, 30, 170, 0, 0), "others": (30, 30, 3, 40, 0, 0)}
    everything = audit(log(**few))
    blank = set(map(tuple, everything.rates.loc[everything.rates["numerator"].isna(), ["group", "measure"]].values))
    found = set()
    for measure in dict.fromkeys(everything.rates["measure"]):
        result = audit(log(**few), measures=measure)
        pd.testing.assert_frame_equal(result.counts, everything.counts)
        found |= set(map(tuple, result.rates.loc[result.rates["numerator"].isna(), ["group", "measure"]].values))
        assert result.release().results[0].rates == everything.release().results[0].rates
    assert found == blank != set()


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        (["precision"], {"precision"}),  # nothing else would tell it
        (["precision", "false_discovery_rate"], {"false_discovery_rate"}),
        (["base_rate"], {"base_rate"}),
    ],
)
def test_what_is_asked_for_is_spoken_of_unless_its_complement_tells_it(asked: list[str], spoken: set[str]) -> None:
    result = audit(log(), measures=asked)
    assert {one.measure for one in result.findings if one.kind == "gap"} == spoken
    said = strip(write_text(report_document(result, "en")))
    assert said.count("had the outcome") > 0


def test_an_own_measure_is_told_in_its_own_words_on_every_paper() -> None:
    result = audit(log(), measures=[WRONG])
    said = "Of 100 people in the group “women” who have a known outcome, 30 got a wrong decision; of 100 people in the "
    assert strip(gap(result, "wrong").say("en")).startswith(f"Worse off: people in the group “women”. {said}")
    assert "30 ont reçu une décision erronée" in strip(gap(result, "wrong").say("fr"))
    assert "got a wrong decision" in strip(gap(result, "wrong").say("es")), "what has no word in a language is English"
    report = strip(write_text(report_document(result, "en")))
    assert "got a wrong decision, among those who have a known outcome" in report
    assert "What is compared" in report
    brief = brief_document(result, "en")
    assert strip(brief.title) == (
        "Of people who have a known outcome: people in the group “women” got a wrong decision 3.0 times as often as "
        "people in the group “men”"
    )
    charts = result.plot().words
    assert any("got a wrong decision" in words and "90 of 300" in words for words in map(strip, charts))


def test_an_own_measure_without_harm_names_nobody_as_worse_off() -> None:
    plain = replace(WRONG, harm=0)
    found = gap(audit(log(), measures=plain), "wrong")
    assert found.verdict == "shown"
    assert found.worse_off is None
    assert "Worse off" not in found.say("en")
    by_effect = replace(WRONG, harm={"burden": 1, "benefit": -1})
    assert gap(audit(log(), measures=by_effect), "wrong").worse_off == "women"
    assert gap(audit(log("benefit"), measures=by_effect), "wrong").worse_off == "men"


def test_pooled_gaps_of_other_measures_are_told_in_their_words() -> None:
    """A gap in errors among people of the same office is no gap in who was checked."""
    rows = [
        (office, group, decision, truth, n)
        for office in ("a", "b")
        for group, counts in CELLS.items()
        for (decision, truth), n in zip(STATES, counts, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["office", "sex", "checked", "truth", "n"])
    roles: dict[str, Any] = {"outcome": "truth", "outcome_true": ["1"], "count": "n", "within": ["office"]}
    inside = DecisionLog(table, decision="checked", selected=["yes"], effect="burden", groups=["sex"], **roles)
    said = {
        name: strip(audit(inside, measures=name).finding("adjusted").say("en"))
        for name in ("selection_rate", "false_positive_rate", "accuracy")
    }
    assert "did not have the outcome" not in said["selection_rate"]
    assert "Of people who did not have the outcome “truth: 1”: Compared with" in said["false_positive_rate"]
    assert "had a decision that matched what turned out true 0.78 times as often" in said["accuracy"]  # 0.7 and 0.9


def test_unknown_outcomes_bound_an_own_measure_by_what_could_have_come_true() -> None:
    """By hand: 20 selected and 80 others of unknown outcome; each could turn out wrongly decided or not."""
    unknown = {"women": (40, 60, 30, 170, 20, 80), "men": (50, 30, 10, 310, 20, 80)}
    bounds = audit(log(**unknown), measures=WRONG).outcome_bounds.set_index("group")
    assert bounds.loc["women", ["low", "high"]].tolist() == pytest.approx([90 / 400, 190 / 400])
    checked_in_vain = Measure(  # among all: whoever is not known counts as not
        "in_vain",
        counted=lambda states: states.selected & (states.outcome == 0),
        label="were checked in vain",
    )
    result = audit(log(**unknown), measures=checked_in_vain)
    assert result.rates.set_index("group").loc["women", ["numerator", "denominator"]].tolist() == [60, 400]
    bounds = result.outcome_bounds.set_index("group")
    assert bounds.loc["women", ["low", "high"]].tolist() == pytest.approx([60 / 400, 80 / 400])
    assert "whose outcome is known" not in gap(result, "in_vain").say("en"), "it is about the others as well"
    looked_into = Measure(
        "looked_into", counted=lambda states: states.outcome >= 0, label="had somebody look into it", harm=0
    )
    bounds = audit(log(**unknown), measures=looked_into).outcome_bounds.set_index("group")
    assert bounds.loc["women", ["low", "high"]].tolist() == [0.75, 0.75], "nothing that comes true can change it"


def _groups(states: Any) -> Any:
    return states.codes["sex"] == 0


def _people(states: Any) -> Any:
    return states.people > 5


def _short(states: Any) -> Any:
    return np.array([True])


def _numbers(states: Any) -> Any:
    return states.outcome


@pytest.mark.parametrize("mask_of", [_groups, _people, _short, _numbers])
@pytest.mark.parametrize("which", ["counted", "among"])
def test_a_measure_sees_states_of_people_and_nothing_else(mask_of: Callable[[Any], Any], which: str) -> None:
    with pytest.raises(AuditError, match="They see no groups"):
        audit(log(), measures=replace(WRONG, **{which: mask_of}))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["selection_rat"], "There is no measure “selection_rat”. Choose among selection_rate, base_rate"),
        ([7], "There is no measure “7”"),
        (7, "There is no measure “7”"),
        ([], "No measure is named"),
        ([replace(WRONG, id="accuracy")], "The name “accuracy” is taken"),
        ([WRONG, WRONG], "The name “wrong” is taken"),
        ([replace(WRONG, id="counts")], "The name “counts” is taken"),
        ([replace(WRONG, label="")], "no words for “label”"),
        ([replace(WRONG, label={"xx": "?"})], "no words for “label”"),
        ([replace(WRONG, among_label=" ")], "no words for “among_label”"),
        ([replace(WRONG, harm=2)], "cannot be “2”"),
        (["scoring_rate"], "This log can say nothing about “scoring_rate”.*Choose among: selection_rate, base_rate"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(asked: Any, told: str) -> None:
    with pytest.raises(AuditError, match=told):
        audit(log(), measures=asked)


def test_ours_can_be_given_as_they_are() -> None:
    assert audit(log(), measures=MEASURES[:2]).question.measures == ("selection_rate", "base_rate")


def test_the_command_compares_by_what_it_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from toolkit.commands import main

    table = tmp_path / "log.csv"
    table.write_text("sex,hired,n\nw,yes,40\nw,no,60\nm,yes,60\nm,no,40\n", encoding="utf-8")
    options = ["--decision", "hired", "--selected", "yes", "--groups", "sex", "--count", "n"]
    assert main(["audit", str(table), *options, "--measures", "selection_rate", "--json"]) == 0
    assert '"measure": "selection_rate"' in capsys.readouterr().out
    assert main(["audit", str(table), *options, "--measures", "precision"]) != 0
    assert "selection_rate" in capsys.readouterr().err
