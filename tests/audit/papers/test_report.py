"""The report of an audit: the answer first, every number published, and the same in every kind of file."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import openpyxl
import pandas as pd
import pytest

from toolkit.audit import AuditResult, DecisionLog, audit
from toolkit.audit.papers.report import fingerprint, report_document
from toolkit.audit.papers.report_charts import gaps_figures, shares_figure
from toolkit.audit.papers.tables import Speaker
from toolkit.charts import draw_svg
from toolkit.documents import Document, Heading, Paragraph, Picture, Table, read_docx, write, write_text
from toolkit.languages import Language
from toolkit.registers.codebook import dataset_names

ON = datetime.date(2026, 11, 24)
SUFFIXES = (".docx", ".pdf", ".html", ".md", ".xlsx")
HOSTILE = '=HYPERLINK("http://evil.example")<script>alert(1)</script> $x$ \u202egnp.exe'
needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext on the path")


@pytest.fixture(scope="module")
def grants() -> AuditResult:
    return audit(DecisionLog.open("student-grant-checks"), reference={"origin": "Netherlands"})


@pytest.fixture(scope="module")
def small() -> AuditResult:
    """South and west are smaller than the threshold of 500; every number of theirs is found nowhere else."""
    counts = {"north": (4211, 9377), "east": (3119, 8123), "south": (137, 461), "west": (143, 479)}
    rows = [
        {"region": HOSTILE if name == "north" else name, "grade": grade, "hired": word, "n": n}
        for name, (k, of) in counts.items()
        for word, all_of_them in (("yes", k), ("no", of - k))
        for grade, n in (("a", all_of_them // 3), ("b", all_of_them - all_of_them // 3))
    ]
    log = DecisionLog(
        pd.DataFrame(rows),
        decision="hired",
        selected=["yes"],
        effect="benefit",
        groups=["region"],
        within=["grade"],
        count="n",
    )
    return audit(log, smallest_cell=500)


@pytest.fixture(scope="module")
def reports(grants: AuditResult, small: AuditResult) -> Callable[[str, str], Document]:
    """The report that `AuditResult.report` writes, made once for all kinds of files."""
    results = {"grants": grants, "small": small}
    return cache(lambda name, language: report_document(results[name], language))


SECRETS = (137, 461, 324, 143, 479, 336, 45, 92, 108, 216, 47, 96, 112, 224)  # selected, all, others, and by grade


def words_in(path: Path) -> str:
    """Everything that a file of this kind holds as words or numbers; pictures left out."""
    match path.suffix:
        case ".docx":
            return " ".join(" ".join(map(str, vars(block).values())) for block in read_docx(path))
        case ".pdf":
            done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
            return done.stdout.decode("utf-8")
        case ".html":
            root = lxml.html.fromstring(path.read_bytes())
            for style in root.iter("style"):
                style.text = ""
            return " ".join([root.text_content(), *(image.get("alt") for image in root.iter("img"))])
        case ".md":
            return re.sub(r"\(data:image/png;base64,[^)]*\)", "", path.read_text(encoding="utf-8"))
    return " ".join(
        str(cell.value)
        for sheet in openpyxl.load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    )


def blocks(document: Document, kind: type) -> Iterator[Any]:
    return (block for block in document.blocks if isinstance(block, kind))


def test_page_one_answers_in_natural_frequencies_and_shows_it(grants: AuditResult) -> None:
    document = report_document(grants, on=ON)
    assert document.title == "Audit: Checks on student grants, Netherlands 2014"
    lead, heading, first, second, third, image = document.blocks[:6]
    assert isinstance(lead, Paragraph)
    assert heading == Heading("The answer in short")
    assert first.text == (
        "Worse off: students with roots outside Europe. "
        "Of 1,000 students with roots outside Europe, 36 were selected for a check; "
        "of 1,000 students of Dutch origin, 6."
    )
    assert second.text.startswith("That is 6.2 times as often")
    assert third.text.startswith("Compared with people of the same risk class")
    assert isinstance(image, Picture)
    assert image.alternative == first.text


def test_the_question_the_data_the_method_and_the_limits_follow(grants: AuditResult) -> None:
    said = write_text(report_document(grants, on=ON))
    for line in (
        "Decision: selected for a check: yes",
        "For the person this is: bad (a burden)",
        "each against Netherlands",
        "Like is compared with like inside: risk class",
        "Certainty asked for: 95%",
        "Smallest number shown: 10 people",
        "People in the comparison: 248,650",
        "outside Europe | 2,000 | 54,800 | 3.6% | 3.5% | 3.8%",
        "outside Europe | this group | 3.1 | 6.2 | 5.8 | 6.7 | <\N{NO-BREAK SPACE}0.001 | ",
        "Decisions are taken to be independent of each other.",
        "Holm's method keeps the chance of any false alarm among them below 5%",
        "It does not show equal treatment",
        "Mantel-Haenszel",
        "29 CFR 1607.4(D)",
        "Date of the report: 24 November 2026",
        "This report informs and does not replace legal advice.",
    ):
        assert line in said, line
    order = ["The answer in short", "What was found", "The question", "The data", "How this was worked out"]
    order += ["What these numbers cannot say", "About this report", "Shares of each group", "Gaps between groups"]
    assert [said.index(f"\n{title}\n") for title in order] == sorted(said.index(f"\n{title}\n") for title in order)


def test_the_method_of_correction_that_was_used_is_the_one_that_is_named() -> None:
    log = DecisionLog.open("student-grant-checks")
    said = write_text(report_document(audit(log, correction="benjamini-hochberg", confidence=0.9)))
    assert "Benjamini and Hochberg" in said
    assert "Holm" not in said
    assert "below 10%" in said


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("suffix", [pytest.param(s, marks=needs_pdftotext) if s == ".pdf" else s for s in SUFFIXES])
@pytest.mark.slow
def test_every_kind_of_file_says_the_same_numbers(
    reports: Callable[[str, str], Document], tmp_path: Path, suffix: str, language: str
) -> None:
    said = words_in(write(reports("grants", language), tmp_path / f"report{suffix}"))
    numbers = ("2000", "54800", "178210") if suffix == ".xlsx" else ("2,000", "54,800", "178,210", "3.6%", "0.59%")
    for number in numbers:
        assert number in said


@pytest.mark.parametrize("suffix", [pytest.param(s, marks=needs_pdftotext) if s == ".pdf" else s for s in SUFFIXES])
def test_no_small_number_is_in_any_file(
    small: AuditResult, reports: Callable[[str, str], Document], tmp_path: Path, suffix: str
) -> None:
    assert small.rates.set_index("group")["numerator"].isna().to_dict() == {
        HOSTILE: False,
        "east": False,
        "south": True,
        "west": True,
    }
    said = words_in(write(reports("small", "en"), tmp_path / f"report{suffix}"))
    assert "9377" in said.replace(",", "")  # what is published is there
    for secret in SECRETS:
        assert not re.search(rf"(?<![\w.,]){secret}(?![\w.,%])", said), secret
    assert "withheld to protect few people" in " ".join(said.split())


def test_no_small_number_is_in_a_chart(small: AuditResult) -> None:
    speaker = Speaker(small, Language("en"))
    figures = [shares_figure(speaker, "region", "selection_rate"), *gaps_figures(speaker)]
    for figure in filter(None, figures):
        labels = [point.label for point in figure.points]
        assert not {"south", "west"} & set(labels)
        root = lxml.html.fromstring(draw_svg(figure))
        said = " ".join([*("".join(text.itertext()) for text in root.iter("text")), figure.describe])
        assert "4,211 of 9,377" in said or figure is not figures[0]
        for secret in SECRETS:
            assert not re.search(rf"(?<![\w.,]){secret}(?![\w.,%])", said), secret


def test_no_cell_of_any_table_is_without_a_word(reports: Callable[[str, str], Document]) -> None:
    for name in ("small", "grants"):
        for table in blocks(reports(name, "en"), Table):
            assert all(str(cell).strip() for row in table.rows for cell in row), table.caption


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.slow
def test_hostile_names_stay_words_in_every_file(
    reports: Callable[[str, str], Document], tmp_path: Path, language: str
) -> None:
    paths = {suffix: write(reports("small", language), tmp_path / f"report{suffix}") for suffix in SUFFIXES}
    page = paths[".html"].read_text(encoding="utf-8")
    assert "<script" not in page
    for suffix in (".docx", ".html", ".xlsx", ".md"):
        said = words_in(paths[suffix])
        assert "alert" in said
        assert "\u202e" not in said
    for sheet in openpyxl.load_workbook(paths[".xlsx"]).worksheets:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_arabic_reports_run_from_right_to_left(grants: AuditResult, tmp_path: Path) -> None:
    document = report_document(grants, "ar", on=ON)
    assert document.language.direction == "rtl"
    assert 'dir="rtl"' in grants.report(tmp_path / "a.html", "ar").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(grants.report(tmp_path / "a.xlsx", "ar"))
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets)


@pytest.mark.parametrize("name", dataset_names())
@pytest.mark.slow
def test_every_dataset_of_ours_has_its_report(name: str) -> None:
    result = audit(DecisionLog.open(name))
    for language in ("en", "ar"):
        document = report_document(result, language)
        assert len(list(blocks(document, Picture))) >= 1
        assert len(list(blocks(document, Table))) >= 2
        assert "None" not in write_text(document)
        assert "nan" not in write_text(document).lower().split()


def test_a_log_without_words_speaks_in_its_own(log_of: Any) -> None:
    result = audit(log_of({"a": (20, 50), "b": (30, 60), None: (15, 40)}))
    document = report_document(result, title="Ours", author="Dock Workers", mark="For us", on=ON)
    assert (document.title, document.author, document.mark) == ("Ours", "Dock Workers", "For us")
    assert report_document(result).title == "Audit: decision"
    said = write_text(document)
    assert "Decision: decision: yes" in said
    assert "the group is not known: counted, but not compared | group | (unknown) | 40" in said


def test_a_log_that_compares_nobody_says_so(log_of: Any, tmp_path: Path) -> None:
    result = audit(log_of({"a": (3, 5), "b": (2, 6)}))
    said = write_text(report_document(result))
    assert "There is no comparison to show" in said
    assert "none: no count could be published" in said
    for suffix in SUFFIXES:
        assert result.report(tmp_path / f"report{suffix}").stat().st_size > 500


def captioned(document: Document, caption: str) -> Table:
    (table,) = [table for table in blocks(document, Table) if str(table.caption) == caption]
    return table


def below(table: Table, band: str) -> list[tuple[Any, ...]]:
    """The rows of a long table that stand below a line across it."""
    starts = {str(one.text): one.before for one in table.bands}
    ends = sorted([*starts.values(), len(table.rows)])
    return list(table.rows[starts[band] : ends[ends.index(starts[band]) + 1]])


def test_what_rounding_leaves_open_has_its_table(grants: AuditResult) -> None:
    """2,000 ± 30 of 54,800 ± 60 against 1,050 ± 30 of 178,210 ± 60, as six cells of each are known to half of ten."""
    table = captioned(report_document(grants, on=ON), "What rounding leaves open")
    assert str(table.bands[0].text) == "By origin, against Netherlands: were selected for a check"
    row = next(row for row in table.rows if row[0] == "outside Europe")
    assert row[1:] == ("3.6%", "3.7%", "0.57%", "0.61%", "5.9", "6.5")
    assert table.value(table.rows.index(row), 6) == pytest.approx(6.47, abs=5e-3)


def test_people_of_unknown_group_have_their_table(log_of: Any) -> None:
    """20 of 50 and 30 of 60, and 15 of 40 of unknown group: a lies from 20/75 to 35/65, b from 30/85 to 45/75."""
    document = report_document(audit(log_of({"a": (20, 50), "b": (30, 60), None: (15, 40)})), on=ON)
    tables = [table for table in blocks(document, Table) if "Share at least" in table.header]
    (first,) = tables
    cells = {row[0]: row[1:] for row in first.rows}
    assert cells["a"] == ("27%", "54%", "-33", "19")  # from 20/75 − 45/75 to 35/65 − 30/85
    assert cells["b"][2:] == ("the reference", "the reference")


def test_withheld_gaps_and_shares_are_named_once_below_the_tables(small: AuditResult) -> None:
    document = report_document(small, on=ON)
    notes = [str(block.text) for block in blocks(document, Paragraph) if block.kind == "note"]
    (note,) = [text for text in notes if text.startswith("Not in these tables")]
    assert "fewer than 500 people" in note
    assert "south" in note
    assert "west" in note
    tables = [table for table in blocks(document, Table) if str(table.caption) != "Who is left out"]
    assert tables
    assert not [row for table in tables for row in table.rows if row[0] in ("south", "west")]


def test_every_measure_has_its_line_and_rows_in_one_table() -> None:
    document = report_document(audit(DecisionLog.open("compas-2013-2014")), on=ON)
    shares, gaps = captioned(document, "Shares of each group"), captioned(document, "Gaps between groups")
    assert len([one for one in shares.bands if str(one.text).startswith("By sex: ")]) == 7
    wrong = "were not charged again within two years, among those who were called a medium or high risk"
    assert [row[0] for row in below(shares, f"By sex: {wrong}")] == ["women", "men"]
    (row,) = below(gaps, f"Gaps by sex against men: {wrong}")
    assert row[:8] == (
        "women",
        "this group",
        "12",
        "1.34",
        "1.21",
        "1.47",
        "<\N{NO-BREAK SPACE}0.001",
        "<\N{NO-BREAK SPACE}0.001",
    )


def test_scores_have_their_tables(log_of: Any) -> None:
    rows = [
        {"sex": sex, "decision": "yes" if score > 5 else "no", "score": score, "true": word, "n": n}
        for sex in ("a", "b")
        for score in (2, 4, 6, 8)
        for word, n in (("yes", 10 * score), ("no", 100 - 10 * score))
    ]
    log = DecisionLog(
        pd.DataFrame(rows),
        decision="decision",
        selected=["yes"],
        effect="burden",
        groups=["sex"],
        outcome="true",
        outcome_true=["yes"],
        score="score",
        score_bins=[3, 5, 7],
        count="n",
    )
    table = captioned(report_document(audit(log), on=ON), "The scores")
    assert [row[:7] for row in below(table, "Scores by sex: a")] == [
        ("no limit", "3", "100", "25%", "100", "20", "20%"),
        ("3", "5", "100", "25%", "100", "40", "40%"),
        ("5", "7", "100", "25%", "100", "60", "60%"),
        ("7", "no limit", "100", "25%", "100", "80", "80%"),
    ]


def test_the_fingerprint_is_that_of_the_published_counts(log_of: Any) -> None:
    counts = {"a": (20, 50), "b": (30, 60)}
    first = fingerprint(audit(log_of(counts)))
    assert first == fingerprint(audit(log_of(dict(reversed(counts.items())))))  # whatever the order of the rows
    assert first != fingerprint(audit(log_of({"a": (21, 50), "b": (30, 60)})))
    rows = [
        ["people", "a", "no", 30],
        ["people", "a", "yes", 20],
        ["people", "b", "no", 30],
        ["people", "b", "yes", 30],
    ]
    lines = [json.dumps(["group", "selected", "people"]), *sorted(map(json.dumps, rows))]
    assert first == hashlib.sha256("\n".join(lines).encode()).hexdigest()


def test_the_fingerprint_tells_nothing_about_what_is_withheld(log_of: Any) -> None:
    published = {"a": (200, 500), "b": (300, 600)}
    one, other = (audit(log_of({**published, "c": (k, 7), "d": (2, 8)})) for k in (3, 4))
    pd.testing.assert_frame_equal(one.counts, other.counts)
    assert fingerprint(one) == fingerprint(other)
