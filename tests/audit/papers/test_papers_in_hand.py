"""Papers worth handing over: how long they are, what a workbook holds, and whom a letter is about."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pikepdf
import pytest

from toolkit.audit import AuditResult, DecisionLog, GapFinding, audit
from toolkit.audit.papers.brief import brief_document
from toolkit.audit.papers.letter import letter_document
from toolkit.audit.papers.report import report_document
from toolkit.documents import Bullets, Document, Picture, Table, write_pdf, write_text, write_xlsx
from toolkit.errors import AuditError

PARTIES = {"union": "Nurses' Union", "employer": "County Hospital"}


def pages(pdf: bytes) -> int:
    """How many pages a PDF says that it has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


@pytest.fixture(scope="module", params=["compas-2013-2014", "hiring-by-hospital"])
def crossed(request: pytest.FixtureRequest) -> AuditResult:
    return audit(DecisionLog.open(request.param), cross=True)


@pytest.fixture(scope="module")
def report(crossed: AuditResult) -> Document:
    """Its report in English, with the pictures drawn once."""
    return report_document(crossed)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.slow
def test_a_crossed_report_has_ten_pages_at_most_and_its_brief_one(
    crossed: AuditResult, report: Document, language: str
) -> None:
    document = report if language == "en" else report_document(crossed, language)
    assert pages(write_pdf(document)) <= 10
    assert pages(write_pdf(brief_document(crossed, language, union="Nurses' Union"))) == 1
    found = next(block for block in document.blocks if isinstance(block, Bullets))
    assert len(found.items) <= 7
    assert len([block for block in document.blocks if isinstance(block, Picture)]) <= 5


@pytest.mark.slow
def test_what_was_found_comes_first_and_every_gap_is_in_the_tables(crossed: AuditResult, report: Document) -> None:
    document = report
    first_table = next(place for place, block in enumerate(document.blocks) if isinstance(block, Table) and block.bands)
    rest = document.blocks[first_table:]
    assert not [block for block in rest if isinstance(block, (Bullets, Picture))]
    (gaps,) = [block for block in rest if isinstance(block, Table) and str(block.caption) == "Gaps between groups"]
    other_side = ("true_positive_rate", "true_negative_rate", "precision", "negative_predictive_value")
    published = crossed.gaps.dropna(subset=["difference"])
    assert len(gaps.rows) == len(published[~published["measure"].isin(other_side)])
    assert " × " not in write_text(document)


def test_a_workbook_has_eight_sheets_at_most_with_whole_names_and_the_counts(
    crossed: AuditResult, report: Document
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_xlsx(report)))
    assert len(book.sheetnames) <= 8
    assert "The published counts" in book.sheetnames
    counts = list(book["The published counts"].iter_rows(min_row=3, values_only=True))
    assert len(counts) == len(crossed.counts)
    told = sum(row[-1] for row in counts if isinstance(row[-1], int))
    assert told == crossed.counts["people"].sum()
    gaps = list(book["Gaps between groups"].iter_rows(values_only=True))
    assert gaps[1][:4] == ("Characteristic", "Compared with", "What is compared", "Group")
    assert {"sex", "race and sex"} <= {row[0] for row in gaps} or {"sex", "sex and age"} <= {row[0] for row in gaps}
    assert all(len(name) <= 31 for name in book.sheetnames)
    if crossed.question.within:
        inside = list(book["Comparing like with like"].iter_rows(min_row=3, values_only=True))
        assert len(inside) == crossed.adjusted["adjusted_ratio"].notna().sum()  # paper holds fewer lines


def test_a_letter_is_about_the_pair_that_matters(crossed: AuditResult) -> None:
    """Not the crossed pair that happened to lie furthest apart: who was selected, by a plain characteristic."""
    said = write_text(letter_document(crossed, None, **PARTIES))
    few = [one for one in crossed.findings if isinstance(one, GapFinding) and one.verdict == "too_few"]
    plain = [one for one in few if one.characteristic in crossed.question.groups]
    assert plain
    names = {one.codebook.people(one.characteristic, one.group, "en") for one in plain}
    assert any(name in said for name in names)
    crossed_only = {one.codebook.people(one.characteristic, one.group, "en") for one in few if one not in plain} - names
    assert not any(name in said for name in crossed_only)


def test_a_letter_asks_about_the_gap_that_would_matter_not_about_the_luckiest(log_of: Any) -> None:
    """c: 4 of 12 against 50 of 500 is furthest apart; d: 30 of 200 would matter too, and more people are behind it."""
    result = audit(log_of({"b": (50, 500), "c": (4, 12), "d": (30, 200)}), smallest_cell=0)
    assert {one.group: one.verdict for one in result.findings if isinstance(one, GapFinding)} == {
        "c": "too_few",
        "d": "too_few",
    }
    assert "“d”" in write_text(letter_document(result, None, **PARTIES))
    assert "“c”" not in write_text(letter_document(result, None, **PARTIES))


def test_a_single_table_of_a_plain_log_says_p_beside_the_interval(log_of: Any) -> None:
    """20 of 50 and 30 of 60: z = (0.4 - 0.5) / sqrt(p(1-p)(1/50+1/60)) with p = 50/110 gives p = 0.294."""
    document = report_document(audit(log_of({"a": (20, 50), "b": (30, 60)})))
    (gaps,) = [block for block in document.blocks if isinstance(block, Table) and str(block.caption).startswith("Gaps")]
    assert gaps.header[6:8] == ("p", "p, all compared")
    assert gaps.rows[0][6] == "0.294"
    assert "independent of each other" in write_text(document)


def test_every_paper_says_why_a_gap_is_not_shown_where_persons_may_stand_there_twice() -> None:
    import pandas as pd

    def log_of_rows(more: int, **asked: Any) -> DecisionLog:
        rows = [(f"K{n:04}", ("women", "men")[n % 2], ("no", "yes")[n % 10 < (3 if n % 2 else 8)]) for n in range(600)]
        table = pd.DataFrame([*rows, *rows[:more]], columns=["matricule", "sex", "hired"])
        return DecisionLog(table, decision="hired", selected=["yes"], effect="benefit", groups=["sex"], **asked)

    held = audit(log_of_rows(2))
    gap = held.finding("gap")
    assert (gap.verdict, gap.hangs_on, gap.worse_off, gap.asks_for_people) == ("too_few", "persons", None, False)
    report = write_text(report_document(held))
    briefs = [write_text(brief_document(held, kind=kind)) for kind in ("hearing", "tender", "press")]
    for paper in (gap.say(), report, *briefs):
        assert "persons may stand in the table twice" in paper
        assert "too few people to tell whether" not in paper.lower()
        assert "would have shown" not in paper.split("How this was worked out")[0]
    assert "too few people to tell in 0. In 1 of these a gap is seen that is not called shown" in report
    assert "not settled: persons twice?" in report
    for paper in (report, *briefs):
        assert "persons who may stand there twice" in paper
    with pytest.raises(AuditError, match="More people would not help here"):
        letter_document(held, None, union="U", employer="E")
    # Nothing of it where it is said what these rows are, or nobody stands there twice.
    for log in (log_of_rows(2, repeated="keep"), log_of_rows(2, repeated="drop"), log_of_rows(0)):
        settled = audit(log)
        assert (settled.finding("gap").verdict, settled.finding("gap").hangs_on) == ("shown", "")
        assert "twice" not in write_text(report_document(settled)) + write_text(brief_document(settled))


def test_a_letter_says_what_is_not_settled_in_the_table() -> None:
    import pandas as pd

    def letter(**asked: Any) -> str:
        counts = [("women", "yes", 12), ("women", "no", 30), ("men", "yes", 15), ("men", "no", 30), ("Men", "no", 11)]
        table = pd.DataFrame(counts, columns=["sex", "hired", "n"])
        named = {"decision": "hired", "selected": ["yes"], "effect": "benefit", "groups": ["sex"], "count": "n"}
        return write_text(letter_document(audit(DecisionLog(table, **named, **asked)), None, union="U", employer="E"))

    assert "can change the numbers here: values that may mean the same" in letter()
    assert "can change the numbers" not in letter(spellings="merge")
