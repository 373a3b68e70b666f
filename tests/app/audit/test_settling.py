"""What is odd in a file is said on the page, asked, and heeded; persons are not kept."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.audit.test_audit_view import enter, give, piece, press, view
from toolkit.app.audit.onward import AuditAndClause
from toolkit.app.audit.sample_file import sample_file
from toolkit.app.audit.settling import NONE_OF_THEM
from toolkit.languages import COMPLETE, Language

COUNTED = b"sex,hired,n\nwomen,yes,150\nwomen,no,850\nmen,yes,300\nmen,no,700\n"
MEANING: dict[str, Any] = {
    "decision": "hired",
    "selected": ["yes"],
    "effect": "benefit",
    "groups": ["sex"],
    "count": "n",
}


def made(page: Any) -> dict[str, tuple[float, float]]:
    press(page, "make")
    rates = page.result.rates.query("measure == 'selection_rate'")
    return {row.group: (row.numerator, row.denominator) for row in rates.itertuples()}


def test_a_clean_file_asks_nothing() -> None:
    page = view()
    give(page, COUNTED)
    enter(page, **MEANING, step="report")
    assert not [name for name in page.items if name.startswith("settle_") or name == "odd"]
    assert made(page) == {"women": (150, 1000), "men": (300, 1000)}


def test_what_is_odd_is_asked_and_heeded() -> None:
    page = view()
    give(page, COUNTED + b"Women,yes,20\n-,no,30\nTotal,yes,470\nTotal,no,1580\n")
    enter(page, **MEANING, step="report")
    asked = [name for name in page.items if name.startswith("settle_")]
    assert asked == ["settle_totals", "settle_spellings", "settle_missing"]
    assert "totals=" not in piece(page, "odd")
    assert made(page)["Women"] == (20, 20)
    assert page.result is not None
    assert page.result.finding("reading").notes == ("spellings", "totals")
    enter(page, settle_spellings="merge", settle_missing=["-"], settle_totals="leave-out")
    assert made(page) == {"women": (170, 1020), "men": (300, 1000), "(unknown)": (0, 30)}
    assert not any(finding.kind == "reading" for finding in page.result.findings)
    enter(page, settle_spellings="keep", settle_missing=[NONE_OF_THEM])
    assert made(page)["-"] == (0, 30)
    assert not any(finding.kind == "reading" for finding in page.result.findings)


def test_names_and_numbers_of_persons_are_not_kept_and_who_stands_there_twice_is_asked() -> None:
    page = view()
    rows = [f"K{n:03},{('women', 'men')[n % 2]},{('yes', 'no')[n % 3 == 0]}" for n in range(400)]
    give(page, "\n".join(["matricule,sex,hired", *rows, rows[0], rows[1]]).encode())
    table = page.model.table
    assert table is not None
    assert table.persons == ("matricule",)
    assert "K001" not in repr(vars(table))
    assert "K001" not in "".join("".join(column.texts) for column in table.read.columns if column)
    assert "matricule" in piece(page, "seen")
    enter(page, **{**MEANING, "count": ""}, step="report")
    assert made(page)["women"][1] == 201
    assert page.result is not None
    assert set(page.result.gaps["verdict"]) <= {"too_few", "not_shown"}
    assert "persons who may stand there twice" in piece(page, "says")
    enter(page, settle_repeated="drop")
    assert made(page)["women"][1] == 200
    assert "twice" not in piece(page, "says")


def test_counts_that_can_be_read_in_two_ways_are_asked() -> None:
    page = view()
    give(page, COUNTED.replace(b",", b";").replace(b"150", b"1.000").replace(b"300", b"3.000"))
    enter(page, **MEANING, step="report")
    assert "settle_decimal" in page.items
    press(page, "make")
    assert page.result is None
    enter(page, settle_decimal=",")
    assert made(page)["women"] == (1000, 1850)


@pytest.mark.parametrize("language", COMPLETE)
def test_the_sample_can_be_read_in_every_language(language: str) -> None:
    page = view(language)
    give(page, sample_file(Language(language)), "sample.xlsx")
    table = page.model.table
    assert table is not None
    # Three months, two offices, two sexes, yes and no; the rows of totals stand there as well.
    assert table.rows == 3 * 8 + 3
    assert table.read.oddities["stacked"] == ("2026-01", "2026-02", "2026-03")


@pytest.mark.slow
def test_an_audit_leads_to_the_clause_that_it_supports() -> None:
    # Where no gap is shown, the clause asks for an audit of everybody and nothing else.
    for content, strength in (
        (COUNTED, "standard"),
        (COUNTED.replace(b"300", b"150").replace(b"700", b"850"), "minimum"),
    ):
        both = AuditAndClause("en")
        page: Any = both.audit
        page.sent, page.send = [], lambda content, buffers=None: None
        give(page, content)
        enter(page, **MEANING, step="report")
        press(page, "make")
        assert both.clause is not None
        assert (both.clause.clause.id, both.clause.model.demands["bias"].strength) == ("bias", strength)
        assert len(both.children) == 3
