"""Who is worse off comes before any number, where somebody is; and what happened is said in people's own words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from toolkit.audit import AdjustedFinding, AuditResult, DecisionLog, GapFinding, audit
from toolkit.audit.findings.adjusted import Inside
from toolkit.audit.findings.worse_off import harm_of
from toolkit.audit.papers.brief import brief_document
from toolkit.audit.papers.report import report_document
from toolkit.audit.papers.report_charts import crowd_figure, gaps_figures, shares_figure
from toolkit.audit.papers.tables import Speaker, gap_table
from toolkit.documents import write_text
from toolkit.errors import AuditError
from toolkit.languages import KNOWN, Language, strip
from toolkit.registers.codebook import Codebook

# 23 of 100 men and 31 of 100 women, five times over: the numbers of a hiring that once read as harm.
HIRING = [("men", "no", 385), ("men", "hired", 115), ("women", "no", 345), ("women", "hired", 155)]


def hiring(effect: str = "benefit", **how: Any) -> AuditResult:
    table = pd.DataFrame(HIRING, columns=["sex", "result", "n"])
    roles = {"decision": "result", "selected": ["hired"], "effect": effect, "groups": ["sex"], "count": "n"}
    return audit(DecisionLog(table, **roles, **how), reference={"sex": "women"})


def test_a_hiring_never_reads_as_harm() -> None:
    result = hiring(said="were hired.")
    said = result.findings[0].say("en")
    assert said.startswith(
        "Worse off: people in the group “men”. Of 100 people in the group “men”, 23 were hired; of 100 people in the "
        "group “women”, 31."
    )
    for text in (write_text(report_document(result)), write_text(brief_document(result))):
        assert "affected" not in text
        assert "were hired" in text
    for language in KNOWN:
        assert "were hired" in strip(result.findings[0].say(language))


@pytest.mark.parametrize(("effect", "worse"), [("benefit", "men"), ("burden", "women")])
def test_the_effect_decides_who_is_worse_off(effect: str, worse: str) -> None:
    result = hiring(effect)
    assert result.findings[0].say("en").startswith(f"Worse off: people in the group “{worse}”.")
    headline = brief_document(result).title
    other = {"men": "women", "women": "men"}[worse]
    often = "less" if effect == "benefit" else "more"
    assert headline == (
        f"People in the group “{worse}” had the decision “hired” {often} often than people in the group “{other}”"
    )
    table = gap_table(Speaker(result, Language("en")))
    assert table is not None
    assert table.header[1] == "Worse off"
    assert table.rows[0][:2] == ("men", "this group" if worse == "men" else "the other")


def test_nobody_is_called_worse_off_where_no_gap_is_shown_or_a_share_takes_no_side(log_of: Any) -> None:
    for counts in ({"a": (5000, 10000), "b": (5010, 10000)}, {"a": (20, 50), "b": (30, 60)}):
        result = audit(log_of(counts))
        assert "Worse off" not in result.findings[0].say("en")
        table = gap_table(Speaker(result, Language("en")))
        assert table is not None
        assert [row[1] for row in table.rows] == ["–"]
    shown = {"verdict": "shown", "rate": 0.4, "reference_rate": 0.2, "ratio": 2.0}
    assert "Worse off" not in GapFinding(measure="base_rate", **shown).say("en")  # what turned out true takes no side
    assert "Worse off" not in GapFinding(measure="true_positive_rate", effect="burden", **shown).say("en")
    told = {"reading": "disappears", "adjusted_ratio": 1.01, "crude_ratio": 2.0, "within": "office"}
    assert "Worse off" not in AdjustedFinding(measure="selection_rate", verdict="shown", **told).say("en")


@pytest.mark.parametrize(
    ("measure", "effect", "side"),
    [
        ("selection_rate", "burden", 1),  # checked more often: worse
        ("selection_rate", "benefit", -1),  # hired less often: worse
        ("false_positive_rate", "burden", 1),  # checked without cause
        ("false_negative_rate", "benefit", 1),  # refused without cause
        ("base_rate", "burden", 0),
        ("base_rate", "benefit", 0),
    ],
)
def test_which_share_is_the_worse_one(measure: str, effect: str, side: int) -> None:
    assert harm_of(measure, effect, Codebook()) == side


def test_charts_say_in_whose_direction_a_number_is_bad() -> None:
    good, bad = (Speaker(hiring(effect), Language("en")) for effect in ("benefit", "burden"))
    for speaker, worse, size in ((good, "men", "smaller"), (bad, "women", "larger")):
        gap = speaker.result.findings[0]
        assert isinstance(gap, GapFinding)
        crowds, shares = crowd_figure(speaker, gap), shares_figure(speaker, "sex", "selection_rate")
        assert crowds is not None
        assert shares is not None
        assert crowds.title == f"Worse off: people in the group “{worse}”. Of 100 people in each group"
        assert crowds.affected_word == "had the decision “hired”"
        assert f"a {size} one is worse" in shares.axis


def test_a_chart_of_like_with_like_is_named_by_what_it_compares() -> None:
    speaker = Speaker(audit(DecisionLog.open("hiring-by-hospital"), cross=True), Language("en"))
    titles = [figure.title for figure in gaps_figures(speaker)]
    assert len(titles) == len(set(titles)) > 10
    assert "By sex and age, before and after comparing people of the same hospital and post: were hired" in titles


def test_phrases_can_be_given_for_every_side_and_language() -> None:
    said = {"affected": {"en": "were hired", "fr": "ont obtenu un poste"}, "spared": "stayed out"}
    result = hiring(said=said)
    assert "23 ont obtenu un poste" in strip(result.findings[0].say("fr"))
    assert result.codebook.phrase("spared", "en") == "stayed out"


@pytest.mark.parametrize("said", [{"hired": "were hired"}, 7, ["were hired"]])
def test_what_are_no_phrases_is_refused_with_what_can_be_said(said: Any) -> None:
    with pytest.raises(AuditError, match="does not say what happened to people"):
        hiring(said=said)


def test_words_of_ours_for_a_dataset_stay_and_can_be_overruled() -> None:
    book = Codebook(record={"affected": {"en": "were taken on"}})
    assert "were taken on" in hiring(codebook=book).findings[0].say("en")
    assert "were hired" in hiring(codebook=book, said="were hired").findings[0].say("en")


def test_the_command_takes_the_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from toolkit.commands import main

    pd.DataFrame(HIRING, columns=["sex", "result", "n"]).to_csv(tmp_path / "log.csv", index=False)
    roles = ["--decision", "result", "--selected", "hired", "--effect", "benefit", "--groups", "sex", "--count", "n"]
    assert main(["audit", str(tmp_path / "log.csv"), *roles, "--said", "were hired"]) == 0
    assert "31 were hired" in capsys.readouterr().out


def test_what_is_told_from_the_other_side_names_the_strata_from_there_too() -> None:
    """Hired: of women 300 of 1,000 in a, of men 100; the other way round in b; men are told first."""
    book = Codebook(roles={"effect": "benefit"})
    apart = (Inside(("a",), 300, 1000, 100, 1000), Inside(("b",), 100, 1000, 300, 1000))
    finding = AdjustedFinding(
        characteristic="sex",
        group="women",
        reference="men",
        measure="selection_rate",
        within="office",
        reading="differs",
        effect="benefit",
        crude_ratio=0.8,
        apart=apart,
        codebook=book,
    )
    said = finding.turned.say("en")
    assert "In office a: people in the group “men” got a decision in their favour less often" in said
    assert "In office b: people in the group “men” got a decision in their favour more often" in said
    assert "Worse off" not in said
    there = replace(
        finding,
        reading="remains",
        verdict="shown",
        adjusted_ratio=0.5,
        adjusted_ratio_low=0.4,
        adjusted_ratio_high=0.8,
        apart=(),
    )
    for one in (there, there.turned):
        assert one.say("en").startswith("Worse off: people in the group “women”.")
    assert there.turned.adjusted_ratio == 2.0
    assert (there.turned.adjusted_ratio_low, there.turned.adjusted_ratio_high) == (1.25, 2.5)
    assert "Worse off" not in replace(there, shown_inside=False).say("en"), "a gap that chance could make inside"
    assert "Worse off" not in replace(there, measure="base_rate").say("en"), "what turned out true takes no side"
