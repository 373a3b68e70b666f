"""Their number beside yours: what stands under a blank on both pages, and under which nothing stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from toolkit.app import choose_clause
from toolkit.app.agreement.clause_view import DraftView
from toolkit.app.kit.sheet import Sheet
from toolkit.bargaining import library
from toolkit.bargaining.agreements.elsewhere import numbers_beside
from toolkit.languages import strip

BESIDE = "elsewhere.notice.notice_days"
HEADINGS = {
    "en": "Their number beside yours",
    "ar": "رقمهم إلى جانب رقمكم",
    "fr": "Leur chiffre à côté du vôtre",
    "es": "Su cifra junto a la de ustedes",
    "pt": "O número deles ao lado do de vocês",
}


def blanks_page(open_page: Callable[[Sheet], Any], clause: str, language: str = "en") -> Any:
    page = open_page(DraftView(clause, (), language))
    page.enter(step="blanks")
    return page


@pytest.mark.parametrize("language", sorted(HEADINGS))
def test_under_a_blank_stand_the_numbers_of_others_with_who_where_and_when(
    open_page: Callable[[Sheet], Any], language: str
) -> None:
    page = blanks_page(open_page, "notice", language)
    names = list(page.specs)
    assert names.index(BESIDE) == names.index("notice.notice_days") + 1
    said = strip(page.text(BESIDE))
    assert HEADINGS[language] in said
    blank = library()["notice"].blank("notice_days")
    assert blank is not None
    found = numbers_beside("notice", blank)
    assert len(found) == 3
    for one in found:
        assert str(one.year) in said
        assert all(party in said for party in one.say_parties(language))


def test_the_unit_is_theirs(open_page: Callable[[Sheet], Any]) -> None:
    said = strip(blanks_page(open_page, "notice").text(BESIDE))
    assert "45 days: International Brotherhood of Teamsters / UPS, United States, 2023" in said
    assert "4 months: " in said


@pytest.mark.parametrize("clause", sorted(library()))
def test_nothing_stands_where_nobody_fixed_a_number(open_page: Callable[[Sheet], Any], clause: str) -> None:
    page = blanks_page(open_page, clause)
    shown = {name.rpartition(".")[2] for name in page.specs if name.startswith("elsewhere.")}
    used = {name.rpartition(".")[2] for name in page.specs if name.startswith(f"{clause}.")}
    assert shown == {blank.name for blank in library()[clause].blanks if numbers_beside(clause, blank)} & used


def test_it_stands_beside_the_blanks_and_nowhere_else(open_page: Callable[[Sheet], Any]) -> None:
    page = blanks_page(open_page, "notice")
    for step in ("who", "strength", "papers"):
        page.enter(step=step)
        assert not [name for name in page.specs if name.startswith("elsewhere.")]


def test_in_an_agreement_of_several_clauses_it_goes_with_the_clause(open_page: Callable[[Sheet], Any]) -> None:
    page = open_page(choose_clause("en"))
    page.enter(**{"clauses.voice": ["notice"], "clauses.decisions": ["bias"]}, step="blanks")
    page.enter(part="notice")
    assert BESIDE in page.specs
    page.enter(part="bias")
    assert not [name for name in page.specs if name.startswith("elsewhere.")]
