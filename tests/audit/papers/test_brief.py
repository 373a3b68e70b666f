"""The brief of one page: never more certain than the audit, one page on paper, every number a published one."""

from __future__ import annotations

import datetime
import re
import shutil
import struct
import subprocess
from pathlib import Path
from typing import Any

import pytest

from toolkit.audit import AuditResult, DecisionLog, audit, brief_document, write_brief
from toolkit.charts import CrowdsFigure, GapsFigure, SharesFigure
from toolkit.documents import Bullets, Document, Facts, Heading, Paragraph, Picture, write_text
from toolkit.errors import AuditError

ON = datetime.date(2026, 11, 24)
KINDS = ("hearing", "tender", "press")
needs_pdf = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="needs pdfinfo on the path")


@pytest.fixture(scope="module")
def grants() -> AuditResult:
    return audit(DecisionLog.open("student-grant-checks"), reference={"origin": "Netherlands"})


@pytest.fixture(scope="module")
def berkeley() -> AuditResult:
    return audit(DecisionLog.open("berkeley-admissions-1973"), reference={"gender": "Male"})


def points(document: Document, heading: str) -> list[str]:
    """The points below a heading."""
    place = document.blocks.index(Heading(heading, 2))
    found = document.blocks[place + 1]
    assert isinstance(found, Bullets)
    return [str(item) for item in found.items]


def answer(document: Document) -> list[str]:
    return [str(block.text) for block in document.blocks if isinstance(block, Paragraph) and block.kind == "body"]


@needs_pdf
@pytest.mark.parametrize("language", ["en", "ar", "fr", "es", "pt"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["grants", "berkeley"])
@pytest.mark.slow
def test_a_brief_is_one_page_of_a4(
    name: str, kind: Any, language: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    result = request.getfixturevalue(name)
    path = write_brief(result, tmp_path / "brief.pdf", language, kind=kind, union="Union of Public Services", on=ON)
    told = subprocess.run(["pdfinfo", path], capture_output=True, check=True).stdout.decode()
    assert re.search(r"^Pages: +1$", told, flags=re.MULTILINE)
    assert re.search(r"595\.\d+ x 841\.\d+ pts \(A4\)", told)


def test_the_headline_can_be_printed_and_the_answer_has_its_people(grants: AuditResult) -> None:
    document = brief_document(grants, on=ON, union="Union of Public Services")
    assert document.title == (
        "Students with roots outside Europe were selected for a check 6.2 times as often as students of Dutch origin"
    )
    first, second = answer(document)
    assert first == (
        "Worse off: students with roots outside Europe. "
        "Of 1,000 students with roots outside Europe, 36 were selected for a check; of 1,000 students of Dutch origin, "
        "6. Counted in full: 2,000 of 54,800 people, and 1,050 of 178,210."
    )
    # Two gaps, plain and inside: four comparisons, so z is that of 1 - 0.05 / 4 / 2; 5.8 to 6.7 would be for one alone.
    assert second.startswith("That is 6.2 times as often; with this many people, between 5.6 and 6.8.")
    assert "one of 4 comparisons" in second
    assert "Part of the gap goes together with risk class" in second
    (facts,) = [block for block in document.blocks if isinstance(block, Facts)]
    assert facts.rows[0] == ("From", "Union of Public Services – 24 November 2026")
    assert "Algorithm Audit" in str(facts.rows[1][1])
    assert re.fullmatch(r"[0-9a-f]{16}…", str(facts.rows[2][1]))


def test_a_gap_that_is_gone_inside_is_said_to_be_gone_before_anything_else(berkeley: AuditResult) -> None:
    for kind in KINDS:
        document = brief_document(berkeley, kind=kind, on=ON)
        assert document.title == (
            "Women who applied were admitted less often than men who applied overall; among people of the same "
            "department no such gap is seen"
        )
        first, second, *_ = answer(document)
        assert "557 of 1,835 people, and 1,198 of 2,691" in first
        assert second.startswith("Compared with people of the same department, the gap")
        assert "no longer seen" in second
        assert "This does not show equal treatment" in second
        assert "Chance alone" not in write_text(document)


def test_what_is_asked_for_fits_who_reads_it(grants: AuditResult, berkeley: AuditResult) -> None:
    questions = points(brief_document(grants, kind="hearing"), "What we ask")
    assert len(questions) == 3
    assert all(question.count("?") == 1 for question in questions)
    assert "each risk class" in questions[1]
    assert points(brief_document(berkeley, kind="hearing"), "What we ask")[0] == (
        "How do people come to be in each department, and who decides that?"
    )
    conditions = " ".join(points(brief_document(grants, kind="tender"), "What the bidder must supply"))
    for wanted in ("Counts by group", "Errors with their denominators", "right to repeat this audit"):
        assert wanted in conditions
    press = brief_document(grants, kind="press")
    assert points(press, "Facts that can be printed") == [
        "2,000 of 54,800 students with roots outside Europe were selected for a check: 3.6%.",
        "1,050 of 178,210 students of Dutch origin were selected for a check: 0.59%.",
        "With 54,800 and 178,210 people compared, the first share is 6.2 times the second; from 5.6 to 6.8 times fits "
        "the numbers.",
    ]
    assert "A number is evidence about a system, not a verdict on anyone." in answer(press)
    last = points(brief_document(berkeley, kind="press"), "Facts that can be printed")[2]
    assert last.startswith("With 1,835 and 2,691 people compared inside each department: the gap is no longer seen")


def test_the_limits_are_three_at_most_and_those_of_this_audit(grants: AuditResult, log_of: Any) -> None:
    said = points(brief_document(grants), "What this does not show")
    assert len(said) == 3
    assert said[0].startswith("Whether people come to be in each risk class fairly is not shown")
    assert said[1] == "The counts were rounded to multiples of 10; before that the ratio lay between 5.9 and 6.5."
    plain = points(brief_document(audit(log_of({"a": (20, 500), "b": (90, 600)}))), "What this does not show")
    assert plain[0].startswith("People in the same situation were not compared")


def test_the_people_of_unknown_group_come_first_where_the_gap_hangs_on_them(log_of: Any) -> None:
    result = audit(log_of({"a": (200, 500), "b": (300, 600), None: (400, 800)}))
    said = points(brief_document(result), "What this does not show")
    assert said[0].startswith("For 800 people group is not known; depending on who they are, the gap could vanish")


def test_what_is_known_of_the_selected_alone_is_said() -> None:
    rows = [
        {"sex": sex, "flag": flag, "fraud": fraud, "n": n}
        for sex, (hit, miss, rest) in {"w": (30, 170, 800), "m": (20, 30, 950)}.items()
        for flag, fraud, n in (("yes", "yes", hit), ("yes", "no", miss), ("no", None, rest))
    ]
    import pandas as pd

    log = DecisionLog(
        pd.DataFrame(rows),
        decision="flag",
        selected=["yes"],
        effect="burden",
        groups=["sex"],
        outcome="fraud",
        outcome_true=["yes"],
        count="n",
    )
    said = points(brief_document(audit(log)), "What this does not show")
    assert "only known for people who had the decision “flag: yes”" in said[0]


def test_not_shown_never_reads_as_equal_and_names_what_could_have_hidden(log_of: Any) -> None:
    result = audit(log_of({"a": (5000, 10000), "b": (5010, 10000)}))
    for kind in KINDS:
        document = brief_document(result, kind=kind)
        assert document.title.endswith("this does not show equal treatment")
        assert "would have shown in about four of five such logs" in write_text(document)
        assert not any(isinstance(figure, CrowdsFigure) for figure in drawn(document))
    facts = points(brief_document(result, kind="press"), "Facts that can be printed")
    assert facts[2].startswith("With 10,000 and 10,000 people compared, a gap of")


def test_too_few_is_the_headline_where_nobody_can_tell(log_of: Any) -> None:
    result = audit(log_of({"a": (20, 50), "b": (30, 60)}))
    document = brief_document(result)
    assert document.title.startswith("Too few people to tell whether")
    assert points(document, "What we ask")[0].startswith("Which further counts do you hold")


def drawn(document: Document) -> list[Any]:
    return [block for block in document.blocks if isinstance(block, Picture)]


def test_the_picture_shows_what_the_headline_says(
    grants: AuditResult, berkeley: AuditResult, log_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []

    def watch(figure: Any, low: bool) -> Picture:
        assert low
        seen.append(figure)
        return Picture(b"\x89PNG\r\n\x1a\n" + bytes(8) + struct.pack(">II", 1260, 400), figure.describe, 16.0)

    monkeypatch.setattr("toolkit.audit.papers.brief.picture", watch)
    for result in (grants, berkeley, audit(log_of({"a": (20, 50), "b": (30, 60)}))):
        (picture,) = drawn(brief_document(result))
        assert picture.alternative == seen[-1].describe
    assert [type(figure) for figure in seen] == [CrowdsFigure, GapsFigure, SharesFigure]


def test_a_gap_of_less_than_half_is_told_from_the_other_side(log_of: Any) -> None:
    """10 % against 50 %: five times as often, and every number of the page from that side."""
    result = audit(log_of({"a": (100, 1000), "b": (600, 1200)}), reference={"group": "b"})
    document = brief_document(result, kind="press")
    assert document.title == (
        "People in the group “b” had the decision “decision: yes” 5.0 times as often as people in the group “a”"
    )
    said = write_text(document)
    assert "Counted in full: 600 of 1,200 people, and 100 of 1,000." in said
    assert "0.20" not in said
    facts = points(document, "Facts that can be printed")
    assert facts[0].startswith("600 of 1,200 people in the group “b”")
    assert "the first share is 5.0 times the second; from 4.1 to 6.1" in facts[2]  # Katz: 5 · exp(± 1.96 · 0.0991)


@pytest.mark.slow
def test_any_finding_has_its_brief(grants: AuditResult) -> None:
    results = [grants, *(audit(DecisionLog.open(name)) for name in ("compas-2013-2014", "welfare-fraud-flags"))]
    for result in results:
        for finding in result.findings:
            said = write_text(brief_document(result, finding=finding, kind="press"))
            assert not re.search(r"\bnan\b|\bNone\b|–%|\{", said), finding
    compas = results[1]
    odds = compas.finding("equalized_odds", group="Caucasian")
    assert "Of people who were not charged again" in brief_document(compas, finding=odds).title
    withheld = compas.finding("withheld")
    document = brief_document(compas, finding=withheld)
    assert (document.title, answer(document)[0]) == ("What these numbers leave open", withheld.say("en"))


def test_invented_data_are_called_invented_before_anything_is_said(grants: AuditResult) -> None:
    warned = brief_document(audit(DecisionLog.open("welfare-fraud-flags")), kind="press")
    assert [block.kind for block in warned.blocks[:2]] == ["lead", "warning"]  # type: ignore[union-attr]
    assert not [b for b in brief_document(grants).blocks if isinstance(b, Paragraph) and b.kind == "warning"]


def test_a_log_that_compares_nobody_has_an_honest_brief(log_of: Any, tmp_path: Path) -> None:
    result = audit(log_of({"a": (3, 5), "b": (2, 6)}))
    document = brief_document(result)
    assert document.title == "What these numbers leave open"
    assert "There is no comparison to show" in answer(document)[0]
    for suffix in (".docx", ".pdf", ".html", ".md"):
        assert write_brief(result, tmp_path / f"brief{suffix}").stat().st_size > 500


def test_a_gap_seen_only_inside_is_told_with_where() -> None:
    """Each office treats women worse; overall the shares are equal because women apply where more are taken."""
    import pandas as pd

    cells = {("w", "a"): (420, 600), ("m", "a"): (255, 300), ("w", "b"): (90, 300), ("m", "b"): (270, 600)}
    rows = [
        {"sex": sex, "office": office, "hired": word, "n": n}
        for (sex, office), (k, of) in cells.items()
        for word, n in (("yes", k), ("no", of - k))
    ]
    log = DecisionLog(
        pd.DataFrame(rows),
        decision="hired",
        selected=["yes"],
        effect="benefit",
        groups=["sex"],
        within=["office"],
        count="n",
    )
    result = audit(log, reference={"sex": "m"})
    assert result.gaps["verdict"].tolist() == ["not_shown"]
    document = brief_document(result)
    assert document.title.startswith("Among people of the same office: ")
    assert "less often" in document.title


@pytest.mark.parametrize("how", [{"kind": "poster"}, {"finding": "the first"}])
def test_what_is_no_brief_is_refused_in_words(grants: AuditResult, how: dict[str, Any]) -> None:
    with pytest.raises(AuditError, match=r"hearing|result\.findings"):
        brief_document(grants, **how)


def test_arabic_briefs_run_from_right_to_left(grants: AuditResult, tmp_path: Path) -> None:
    assert 'dir="rtl"' in write_brief(grants, tmp_path / "b.html", "ar").read_text(encoding="utf-8")
