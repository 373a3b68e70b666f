"""What the cells of a lesson show: a case, a picture, findings; in the reader's language, and words stay words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import lxml.html
import pytest

from toolkit.app import (
    ask,
    choose_clause,
    compare_answer,
    draft_clause,
    say_findings,
    show_case,
    show_people,
    show_strengths,
)
from toolkit.app.agreement.clause_view import DraftView
from toolkit.app.exercises.view import ExerciseView
from toolkit.audit import AuditResult, DecisionLog, audit
from toolkit.bargaining import library
from toolkit.course import NumberExercise
from toolkit.languages import strip

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"' & <b>"
ORIGINS = ["outside Europe", "Europe, not NL", "Netherlands"]
languages = pytest.mark.parametrize("language", ["en", "ar"])


def parsed(piece: Any) -> Any:
    return lxml.html.fragment_fromstring(piece.value)


def read(piece: Any) -> str:
    return strip(parsed(piece).text_content())


@languages
def test_every_piece_says_its_language_and_direction(
    grants: AuditResult, assert_tame: Callable[[str], None], language: str
) -> None:
    for piece in (
        say_findings(grants.findings, language),
        show_case(DecisionLog.open("student-grant-checks"), language),
        show_people(grants, "origin", ORIGINS, language),
    ):
        assert (parsed(piece).get("lang"), parsed(piece).get("dir")) == (language, {"en": "ltr", "ar": "rtl"}[language])
        assert_tame(piece.value)


@languages
def test_a_case_tells_its_story_caution_and_source(language: str) -> None:
    told = read(show_case(DecisionLog.open("student-grant-checks"), language))
    story = {"en": "In the Netherlands students who live away", "ar": "في هولندا يحصل الطالب"}[language]
    assert story in told
    assert "248,650" in told
    assert "Algorithm Audit" in told
    assert "2024" in told


def test_an_invented_table_is_called_so_and_names_no_file() -> None:
    told = read(show_case(DecisionLog.open("service-before-and-after"), "fr"))
    assert "Source\N{NO-BREAK SPACE}: inventé pour ces leçons en 2026." in told
    assert "make.py" not in told


@languages
def test_the_picture_says_the_same_in_words(grants: AuditResult, language: str) -> None:
    tree = parsed(show_people(grants, "origin", ORIGINS, language))
    spoken = strip(tree.find_class("tk-crowds")[0].get("aria-label"))
    # 54,800, 15,640 and 178,210 of 248,650; 2,000, 130 and 1,050 of 3,180.
    assert re.findall(r"\d+", spoken) == ["100", "22", "6", "72", "100", "63", "4", "33"]
    assert [len(crowd.findall(".//g")) for crowd in tree.find_class("tk-crowd")] == [100, 100]


@languages
def test_findings_are_folded_away_until_somebody_asks(grants: AuditResult, language: str) -> None:
    (fold,) = parsed(say_findings(grants.findings, language)).iter("details")
    assert fold.get("open") is None
    assert len(fold.findall(".//li")) == len(grants.findings) == 5
    assert "6.2" in strip(fold.text_content())


def test_the_verbs_that_ask_something_give_sheets(grants: AuditResult, exercise: NumberExercise) -> None:
    asked = ask(exercise, "ar")
    assert isinstance(asked, ExerciseView)
    assert (asked.language, asked.model.exercise) == ("ar", exercise)
    drafted = draft_clause("bias", grants.findings, "ar")
    assert isinstance(drafted, DraftView)
    assert (drafted.language, drafted.clause.id, drafted.model.findings) == ("ar", "bias", grants.findings)
    chosen = choose_clause("en")
    assert {clause.id for clause in chosen.model.on_offer} == set(library())
    assert (chosen.model.findings, chosen.model.clauses) == ((), ())
    compared = compare_answer("ar")
    assert (compared.language, compared.model.ours, compared.model.theirs) == ("ar", None, None)
    assert len({asked.key, drafted.key, chosen.key, compared.key}) == 4  # what one page keeps is no other's


@languages
def test_a_clause_stands_in_its_three_strengths_side_by_side(assert_tame: Callable[[str], None], language: str) -> None:
    shown = show_strengths("bias", language)
    assert_tame(shown.value)
    tree = parsed(shown)
    text = library()["bias"].text(language)
    columns = tree.findall(".//td")
    assert [len(column.find("ol").findall("li")) for column in columns] == [
        len(text.paragraphs[strength]) for strength in ("minimum", "standard", "strong")
    ]
    assert [column.get("data-label") for column in columns] == [head.text for head in tree.findall(".//th")]
    assert "…" not in tree.text_content()  # an example stands in every blank
    assert "{{" not in tree.text_content()


@languages
def test_a_log_of_ones_own_with_hostile_names_stays_words(assert_tame: Callable[[str], None], language: str) -> None:
    import pandas as pd

    rows = [(HOSTILE, "yes", 300), (HOSTILE, "no", 700), ("others", "yes", 100), ("others", "no", 900)]
    table = pd.DataFrame(rows, columns=["group", "hired", "n"])
    log = DecisionLog(table, decision="hired", selected=["yes"], effect="burden", groups=["group"], count="n")
    result = audit(log, reference={"group": "others"})
    for piece in (
        show_people(result, "group", [HOSTILE, "others"], language),
        say_findings(result.findings, language),
        show_case(log, language),
    ):
        assert_tame(piece.value)
    assert HOSTILE in read(say_findings(result.findings, language))
    assert HOSTILE in read(show_people(result, "group", [HOSTILE, "others"], language))
