"""Clause files of the WageIndicator Foundation: what is read, and what is refused with a reason."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from toolkit.errors import ColumnNotFound, DataError, EmptyTable, UnreadableFile
from toolkit.registers.wageindicator import CITATION, LICENCE, AgreementClause, read_wageindicator


def test_a_clause_file_is_read_with_licence_and_citation(tmp_path: Path) -> None:
    path = tmp_path / "clauses.csv"
    path.write_text(
        'cba_id,variable,clause,land,signed\n17,training,"Staff are trained,\nin paid time.",KE,2019-05-01\n'
        "17,wages,,KE,2019\n18,technology,Consult first.,GH,unknown\n",
        encoding="utf-8",
    )
    found = read_wageindicator(path, country="land", year="signed")
    assert found == (
        AgreementClause("17", "training", "Staff are trained, in paid time.", "KE", 2019, ""),
        AgreementClause("18", "technology", "Consult first.", "GH", None, ""),
    )
    assert {(one.licence, one.citation) for one in found} == {(LICENCE, CITATION)}
    assert LICENCE == "CC BY 4.0"
    assert "10.17026/dans-zg9-wtjj" in CITATION


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_other_columns_separators_and_a_byte_order_mark_are_no_obstacle(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "clauses.csv"
    rows = [["Text", "Agreement name", "Topic", "Lang"], ["نص المادة", "Accord, A; B", "health", "ar"]]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    found = read_wageindicator(path, agreement="Agreement name", topic="Topic", text="Text", language="Lang")
    assert found == (AgreementClause("Accord, A; B", "health", "نص المادة", "", None, "ar"),)


def test_a_column_that_is_not_there_is_an_error_that_lists_what_is(tmp_path: Path) -> None:
    path = tmp_path / "clauses.csv"
    path.write_text("cba_id,variable,clauses\n1,a,b\n", encoding="utf-8")
    with pytest.raises(ColumnNotFound, match=r"no column “clause”.*Did you mean “clauses”.*cba_id, variable, clauses"):
        read_wageindicator(path)
    with pytest.raises(ColumnNotFound, match="“country_name”"):
        read_wageindicator(path, text="clauses", country="country_name")


def test_a_whole_agreement_in_one_cell_is_read_and_the_setting_for_others_stays(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    path = tmp_path / "clauses.csv"
    path.write_text(f"cba_id,variable,clause\n1,full,{'word ' * 100_000}\n", encoding="utf-8")
    (found,) = read_wageindicator(path)
    assert len(found.text) == 5 * 100_000 - 1
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("content", "error", "complaint"),
    [
        (b"", EmptyTable, "no rows in clauses.csv"),
        (b"cba_id,variable,clause\n", EmptyTable, "no rows in clauses.csv"),
        (b"cba_id,variable,clause\n1,a,\n", EmptyTable, "no rows in clauses.csv"),
        (b"cba_id,variable,clause\n1,a\n", UnreadableFile, "Line 2 of .clauses.csv.* \\(2 instead of 3\\)"),
        (b'cba_id,variable,clause\n1,a,"open\n', UnreadableFile, "quotation mark in .clauses.csv. is not closed"),
        ("cba_id,variable,clause\n1,a,текст статьи\n".encode("cp1251"), UnreadableFile, "is not written in UTF-8"),
        (b"cba_id,variable,clause\n1,a," + b"x" * 10_000_001, UnreadableFile, "field larger than field limit"),
    ],
)
def test_a_file_that_is_no_clause_file_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, error: type[DataError], complaint: str
) -> None:
    path = tmp_path / "clauses.csv"
    path.write_bytes(content)
    before = csv.field_size_limit()
    with pytest.raises(error, match=complaint):
        read_wageindicator(path)
    assert csv.field_size_limit() == before


def test_a_file_that_is_not_there_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no file “none.csv”"):
        read_wageindicator(tmp_path / "none.csv")
