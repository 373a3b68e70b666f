"""How a result shows itself in a notebook, and how its papers are asked for: never more than is published."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

from toolkit.audit import AuditResult, DecisionLog, audit, letter_document
from toolkit.audit.papers.report import report_document
from toolkit.documents import Document, write_text
from toolkit.errors import AuditError, SetupError

DAY = date(2026, 12, 1)


def words(html: str) -> list[str]:
    """The cells and paragraphs of a piece of page."""
    pieces = re.split(r"</?(?:td|th|tr|p|li|h\d|caption|table|tbody|thead|div|ul)[^>]*>", html)
    return [text for one in pieces if (text := " ".join(unescape(re.sub(r"<[^>]+>", "", one)).split()))]


@pytest.fixture(scope="module")
def few() -> AuditResult:
    """A log in which some numbers are withheld."""
    rows = [("w", "a", "yes", 3), ("w", "a", "no", 50), ("m", "a", "yes", 40), ("m", "a", "no", 60)]
    rows += [("w", "b", "yes", 30), ("w", "b", "no", 50), ("m", "b", "yes", 45), ("m", "b", "no", 61)]
    table = pd.DataFrame(rows, columns=["sex", "office", "hired", "n"])
    return audit(
        DecisionLog(
            table, decision="hired", selected=["yes"], effect="benefit", groups=["sex"], within=["office"], count="n"
        )
    )


def test_a_notebook_shows_the_answer_and_the_gaps_and_nothing_that_the_report_does_not_say(few: AuditResult) -> None:
    for result in (few, audit(DecisionLog.open("compas-2013-2014"))):
        report = write_text(report_document(result, "en", on=DAY))
        plain = " ".join(re.sub(r"[⁦⁧⁨⁩|]", " ", report).split())
        shown = words(result._repr_html_())
        assert len(shown) > 10
        for one in shown:
            assert " ".join(re.sub(r"[⁦⁧⁨⁩]", " ", one).split()) in plain, one


def test_a_value_that_means_harm_to_a_page_is_shown_as_text() -> None:
    nasty = "<script>alert(1)</script>"
    table = pd.DataFrame({"sex": [nasty] * 60 + ["m"] * 60, "hired": (["yes"] * 20 + ["no"] * 40) * 2})
    result = audit(DecisionLog(table, decision="hired", selected=["yes"], effect="benefit", groups=["sex"]))
    for shown in (result._repr_html_(), result.plot()._repr_html_()):
        assert "<script" not in shown
        assert "alert(1)" in unescape(shown)


def test_the_three_papers_are_asked_for_in_one_way(tmp_path: Path) -> None:
    open_gap = audit(
        DecisionLog(
            pd.DataFrame(
                {"sex": ["w"] * 30 + ["m"] * 30, "hired": ["yes"] * 12 + ["no"] * 18 + ["yes"] * 15 + ["no"] * 15}
            ),
            decision="hired",
            selected=["yes"],
            effect="benefit",
            groups=["sex"],
        )
    )
    report = open_gap.report(tmp_path / "r.md", "fr", title="Un titre", author="PSU", mark="brouillon", on=DAY)
    assert "# Un titre" in report.read_text("utf-8")
    assert "brouillon" in report.read_text("utf-8")
    brief = open_gap.brief(tmp_path / "b.md", "en", kind="tender", union="PSU", on=DAY)
    assert "PSU" in brief.read_text("utf-8")
    letter = open_gap.letter(tmp_path / "l.md", "en", union="PSU", employer="Agency", on=DAY)
    document = letter_document(open_gap, None, "en", union="PSU", employer="Agency", on=DAY)
    assert isinstance(document, Document)
    assert "Agency" in letter.read_text("utf-8")


def test_everything_published_comes_as_plain_values(few: AuditResult) -> None:
    told = few.to_dict("ar")
    assert told["findings"] == [finding.say("ar") for finding in few.findings]
    hidden = [row for row in told["counts"] if row["people"] is None]
    assert len(hidden) == int(few.counts["people"].isna().sum()) > 0
    assert [row["ratio"] for row in told["gaps"]] == few.gaps["ratio"].tolist()


def test_the_charts_of_the_report_are_shown_and_written_with_words(few: AuditResult, tmp_path: Path) -> None:
    grants = audit(DecisionLog.open("student-grant-checks"))
    charts = grants.plot()
    assert len(charts.figures) >= 2
    assert all(f'aria-label="{word[:20]}' in charts._repr_html_() for word in charts.words)
    written = charts.save(tmp_path / "gaps.svg")
    assert [path.name for path in written[:2]] == ["gaps.svg", "gaps-2.svg"]
    assert written[0].read_text("utf-8").lstrip().startswith(("<?xml", "<svg"))
    assert grants.plot("origin").save(tmp_path / "one.png")[0].read_bytes()[:4] == b"\x89PNG"
    with pytest.raises(SetupError, match=r"\.svg or \.png"):
        charts.save(tmp_path / "gaps.pdf")


def test_where_nothing_is_published_no_chart_is_drawn() -> None:
    table = pd.DataFrame({"sex": ["w"] * 4 + ["m"] * 4, "hired": ["yes", "no"] * 4})
    result = audit(DecisionLog(table, decision="hired", selected=["yes"], effect="benefit", groups=["sex"]))
    with pytest.raises(AuditError, match="No chart can be drawn|no numbers that a chart"):
        result.plot()
