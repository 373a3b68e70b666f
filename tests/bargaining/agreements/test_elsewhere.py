"""Won elsewhere: the numbers beside ours, the clauses to point to, and that the other side reads neither from us."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from toolkit.bargaining import Agreement, Blank, library
from toolkit.bargaining.agreements import elsewhere
from toolkit.bargaining.agreements.elsewhere import fits, numbers_beside, say_number, say_won, won_elsewhere
from toolkit.languages import Language, strip
from toolkit.registers.precedents import STRENGTHS, Precedent, TheirNumber, precedents

DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365, "hours": 1 / 24, "minutes": 1 / 1440}
HEADINGS = {
    "en": "Won elsewhere",
    "ar": "ما كسبته نقابات أخرى",
    "fr": "Obtenu ailleurs",
    "es": "Conseguido en otros lugares",
    "pt": "Conquistado em outros lugares",
}
NUMBERED = [one for one in precedents() if one.number is not None]

languages = pytest.mark.parametrize("code", sorted(HEADINGS))


def with_clause(clause: str, language: str = "en") -> Agreement:
    """A draft with one clause, its blanks filled with the examples of the library."""
    draft = Agreement(title="t", union="u", employer="e", place="KE", language=language, on=date(2026, 12, 1))
    record = library()[clause]
    used = record.text(language).blanks_of("standard")
    blanks = {blank.name: blank.example_in(language) for blank in record.blanks if blank.name in used}
    return draft.add(clause, strength="standard", blanks=blanks)


def text_of(draft: Agreement, path: Path, audience: str) -> str:
    return strip(draft.write(path, audience=audience).read_text(encoding="utf-8"))  # type: ignore[arg-type]


def pretend(monkeypatch: pytest.MonkeyPatch, *records: Precedent) -> None:
    """These are all the records there are, whatever is asked for; the latest first, as the register has them."""
    found = tuple(sorted(records, key=lambda one: -one.year))
    monkeypatch.setattr(elsewhere, "precedents", lambda clause, checked=None: found)


# --- the records beside the library ------------------------------------------------------------------------------


def test_every_record_is_about_a_clause_of_the_library() -> None:
    assert {one.clause for one in precedents()} <= set(library())


@pytest.mark.parametrize("one", NUMBERED, ids=lambda one: one.id)
def test_every_number_stands_beside_a_blank_and_could_be_written_into_it(one: Precedent) -> None:
    assert one.number is not None
    blank = library()[one.clause].blank(one.number.blank)
    assert blank is not None
    assert fits(blank, one.number)
    value = one.number.value
    if one.number.unit is not None:
        assert blank.unit is not None
        value = value * DAYS[one.number.unit] / DAYS[blank.unit]
    assert blank.minimum is None or value >= blank.minimum
    assert blank.maximum is None or value <= blank.maximum


def test_several_clauses_have_a_number_beside_ours() -> None:
    assert len(NUMBERED) >= 15
    assert len({(one.clause, one.number.blank) for one in NUMBERED if one.number}) >= 8


@pytest.mark.parametrize(
    ("kind", "unit", "value", "their_unit", "stands"),
    [
        ("whole", "days", 4, "months", True),
        ("whole", "days", 4, None, False),
        ("whole", None, 4, None, True),
        ("whole", None, 4, "days", False),
        ("whole", None, 0.5, None, False),
        ("share", None, 0.5, None, True),
        ("share", None, 1, "days", False),
        ("text", None, 4, None, False),
    ],
)
def test_a_time_stands_beside_a_time_and_a_share_beside_a_share(
    kind: str, unit: str | None, value: float, their_unit: str | None, stands: bool
) -> None:
    blank = replace(
        next(iter(library()["notice"].blanks)), name="x", kind=kind, unit=unit, minimum=None, maximum=None, floor=None
    )
    assert fits(blank, TheirNumber("x", value, their_unit)) is stands


# --- which of them -----------------------------------------------------------------------------------------------


def notice_days() -> Blank:
    blank = library()["notice"].blank("notice_days")
    assert blank is not None
    return blank


def numbered(place: str, year: int, value: int = 30, blank: str = "notice_days") -> Precedent:
    return replace(NUMBERED[0], country=place, year=year, clause="notice", number=TheirNumber(blank, value, "days"))


def test_the_latest_three_numbers_stand_there_one_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [numbered(place, 2015 + at) for at, place in enumerate(["KE", "US", "US-NV", "BR", "FR"])]
    pretend(monkeypatch, *many, numbered("KE", 2024, blank="other"), replace(many[0], year=2025, number=None))
    assert [(one.country, one.year) for one in numbers_beside("notice", notice_days())] == [
        ("FR", 2019),
        ("BR", 2018),
        ("US-NV", 2017),
    ]


def test_where_nobody_fixed_a_number_nothing_stands_there(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch)
    assert numbers_beside("notice", notice_days()) == ()
    assert won_elsewhere("notice") == ()


def test_the_strongest_two_come_first_and_what_nobody_judged_does_not_come(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = [("KE", 2024, "minimum"), ("BR", 2016, "strong"), ("BR", 2020, "standard"), ("FR", 2019, "standard")]
    some = [replace(numbered(place, year), strength=strength) for place, year, strength in kinds]  # type: ignore[arg-type]
    pretend(monkeypatch, *some, replace(some[0], year=2026, country="US", strength=None, reasons=None))
    assert [(one.country, one.strength) for one in won_elsewhere("notice")] == [("BR", "strong"), ("FR", "standard")]


@pytest.mark.parametrize("clause", sorted(library()))
def test_of_the_published_records_only_what_was_read_and_judged_comes(clause: str) -> None:
    found = won_elsewhere(clause)
    assert len(found) <= 2
    assert all(one.checked and one.clause == clause and one.strength in STRENGTHS for one in found)
    judged = [one for one in precedents(clause) if one.strength is not None]
    assert bool(found) == bool(judged)


# --- how they are said -------------------------------------------------------------------------------------------


@languages
@pytest.mark.parametrize("one", NUMBERED, ids=lambda one: one.id)
def test_a_number_names_who_agreed_it_where_and_when(one: Precedent, code: str) -> None:
    blank = library()[one.clause].blank(one.number.blank) if one.number else None
    assert blank is not None
    said = strip(say_number(one, blank, Language.of(code)))
    assert str(one.year) in said
    assert all(party in said for party in one.say_parties(code))
    assert "{" not in said


@languages
def test_a_clause_won_elsewhere_is_said_in_the_language_with_its_link(code: str) -> None:
    for clause in sorted(library()):
        for one in won_elsewhere(clause):
            said = strip(say_won(one, Language.of(code)))
            assert one.say(code) in said
            assert one.say_reason(code) in said
            assert said.endswith(one.link)
            assert code == "en" or "We judge" not in said


def test_a_state_without_a_name_in_the_language_is_named_by_its_country() -> None:
    (one,) = (one for one in precedents("jobs") if one.country == "US-NV")
    assert "United States, 20" in strip(say_won(one, Language.of("en")))


# --- ours and theirs ---------------------------------------------------------------------------------------------


@languages
def test_our_own_paper_has_it_and_the_table_copy_has_no_trace_of_it(tmp_path: Path, code: str) -> None:
    draft = with_clause("genai", code)
    ours = text_of(draft, tmp_path / "ours.md", "us")
    table = text_of(draft, tmp_path / "table.md", "table")
    assert HEADINGS[code] in ours
    assert HEADINGS[code] not in table
    for one in won_elsewhere("genai"):
        assert one.say_parties(code)[0] in ours
        assert one.link.removeprefix("https://").partition("/")[0] in ours
    for one in precedents():
        assert one.link not in table
        assert one.say(code) not in table


@pytest.mark.parametrize("clause", sorted(library()))
def test_no_clause_takes_what_was_won_elsewhere_to_the_table(tmp_path: Path, clause: str) -> None:
    draft = with_clause(clause)
    ours = text_of(draft, tmp_path / "ours.md", "us")
    table = text_of(draft, tmp_path / "table.md", "table")
    assert ("Won elsewhere" in ours) == bool(won_elsewhere(clause))
    assert "Won elsewhere" not in table
    assert "We judge" not in table
    for one in precedents(clause):
        assert one.link not in table


def test_the_word_file_for_the_table_has_none_of_it_either(
    inside: Callable[[bytes], dict[str, str]], tmp_path: Path
) -> None:
    draft = with_clause("genai")
    parts = inside(draft.write(tmp_path / "table.docx", audience="table").read_bytes())
    ours = inside(draft.write(tmp_path / "ours.docx", audience="us").read_bytes())
    marks = ["Won elsewhere", *(one.link for one in precedents("genai")), "Writers Guild"]
    for mark in marks:
        assert not any(mark in strip(part) for part in parts.values()), mark
    assert any("Won elsewhere" in strip(part) for part in ours.values())
