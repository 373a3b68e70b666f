"""What other unions have won: the records as published, what is refused, and clause files made by hand."""

from __future__ import annotations

import csv
from dataclasses import FrozenInstanceError
from pathlib import Path
from shutil import copytree

import pytest

from toolkit.errors import ColumnNotFound, DataError, EmptyTable, RecordError, UnknownClause, UnreadableFile
from toolkit.registers.locate import folder
from toolkit.registers.precedents import (
    CITATION,
    LICENCE,
    AgreementClause,
    precedents,
    read_precedents,
    read_topics,
    read_wageindicator,
    topics,
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A copy of the published records that a test may spoil."""
    return copytree(folder("datasets") / "precedents", tmp_path / "precedents")


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# --- the records -------------------------------------------------------------------------------------------------


def test_the_agreements_on_record_are_those_of_the_sources() -> None:
    agreements = {(one.year, one.country, one.checked) for one in precedents()}
    assert agreements == {(2022, "EU", True), (2020, "EU", True), (2002, "BE", False), (1983, "BE", False)}
    assert len(precedents()) == 7 + 4 + 2
    assert len({one.id for one in precedents()}) == 13


def test_what_was_written_from_memory_says_so_and_nothing_that_was_read_does() -> None:
    for one in precedents():
        assert one.note.startswith("Written from memory") is not one.checked, one.id
        assert ("read in November 2026" in one.source) is one.checked, one.id


def test_nobody_judges_the_strength_of_a_wording_that_nobody_has_read() -> None:
    assert {one.strength for one in precedents()} == {None}  # a judgement needs a wording that was read: see the README


def test_every_clause_of_the_library_has_its_subjects() -> None:
    clauses = {path.parent.name for path in (folder("templates") / "clauses").glob("*/*/clause.yml")}
    assert len(clauses) == 49
    assert set(topics().of) == clauses
    assert not topics().checked


def test_subjects_are_said_in_every_language_and_lead_back_to_clauses() -> None:
    assert topics().label("working_time") == "working time"
    assert topics().label("working_time", "ar") == "وقت العمل"
    assert topics().label("wages", "fr") == "salaires"
    assert topics().clauses("health") == ("assessment", "osh", "machines", "violence")
    assert topics().clauses("social_security") == ()  # none of ours is about it


def test_they_can_be_asked_for_by_clause_and_by_what_was_read() -> None:
    assert [one.year for one in precedents("disconnect")] == [2022, 2020]  # the latest first
    assert [one.id for one in precedents("notice")] == ["be-cba-39-notice"]
    assert precedents("notice", checked=True) == ()
    assert {one.country for one in precedents(checked=False)} == {"BE"}


@pytest.mark.parametrize(
    ("place", "countries"),
    [
        ("BE", {"BE", "EU"}),
        ("BE-BRU", {"BE", "EU"}),
        ("ES", {"EU"}),
        ("EU", {"EU"}),
        ("NO", set()),  # of the European Economic Area: shares some law, not these agreements
        ("KE", set()),
        ("INT", set()),
    ],
)
def test_a_place_has_its_own_and_what_its_union_of_states_agreed(place: str, countries: set[str]) -> None:
    assert {one.country for one in precedents(place=place)} == countries


def test_a_slip_of_the_pen_is_an_error_and_not_an_empty_answer() -> None:
    with pytest.raises(UnknownClause, match="disconect"):
        precedents("disconect")
    with pytest.raises(DataError, match="“Spain” is no place"):
        precedents(place="Spain")


def test_a_record_speaks_every_language() -> None:
    (one,) = precedents("telework")
    assert one.say().startswith("The agreement on digitalisation in central and federal government")
    assert one.say("ar").startswith("يتناول اتفاق الرقمنة")
    assert one.say("pt").startswith("O acordo sobre digitalização")


def test_a_record_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        precedents()[0].checked = True  # type: ignore[misc]


# --- what is refused ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("year: 2022", "year: soon", "“year” is “soon”"),
        ("year: 2022", "year: true", "“year” is “True”"),
        ("year: 2022", "year: 22", "“year” is “22”"),
        ("country: EU", "country: Europe", "“country” is “Europe”"),
        ("topic: working_time", "topic: weather", "“topic” is “weather”"),
        ("topic: working_time", "topic: wages", "puts telework under: working_time, technology"),
        ("clause: telework", "clause: teleworking", "“clause” is “teleworking”"),
        ("strength: null", "strength: hard", "“strength” is “hard”; allowed: minimum, standard, strong"),
        ("public: true", "public: maybe", "“public”"),
        ("link: https://", "link: ", "an address that begins with https"),
        ("checked: true", "checked: probably", "“checked” is “probably”"),
        ("  sector: central government\n", "", "“sector” is missing"),
        ("  sector: central", "  text: copied\n  sector: central", "“text” is not known"),
        ("    ar: >-", "    xx: >-", "English .en. and Arabic .ar."),
        ("id: eu-central-government-2022-disconnect", "id: eu-central-government-2022-telework", "used twice"),
        ("id: eu-central-government-2022-telework", "id: EU 2022", "“id” is “EU 2022”"),
        ("    - TUNED\n    - EUPAE\n", "    TUNED\n", "“parties” must be a list"),
    ],
)
def test_a_record_that_does_not_hold_is_refused_with_file_and_field(
    register: Path, old: str, new: str, complaint: str
) -> None:
    assert read_precedents(register) == read_precedents(folder("datasets") / "precedents")
    spoil(register / "precedents.yml", old, new)
    with pytest.raises(RecordError, match=complaint) as caught:
        read_precedents(register)
    assert "precedents/precedents.yml" in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("  osh: [health]", "  osh: [wealth]", "“osh” holds “wealth”"),
        ("  osh: [health]", "  osh: health", "“osh” must be a list"),
        ("checked: false", "checked: no one knows", "“checked”"),
        ("topics:\n", "subjects:\n", "“topics” is missing"),
        (", ar: الأجور", "", "English .en. and Arabic .ar."),
    ],
)
def test_subjects_that_do_not_hold_are_refused(register: Path, old: str, new: str, complaint: str) -> None:
    spoil(register / "topics.yml", old, new)
    with pytest.raises(RecordError, match=complaint) as caught:
        read_topics(register)
    assert "precedents/topics.yml" in str(caught.value)


# --- clause files ------------------------------------------------------------------------------------------------


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
        (b"cba_id,variable,clause\n1,a\n", UnreadableFile, "line 2 has 2 cells, and the header has 3"),
        (b'cba_id,variable,clause\n1,a,"open\n', UnreadableFile, "cannot be read as a table"),
        (b"cba_id,variable,clause\n1,a,\xff\xfe\n", UnreadableFile, "Save it as CSV in UTF-8"),
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
