"""The models: no widget in sight, states and words for what somebody does."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import lxml.html
import pytest

from toolkit.app.agreement.model import AgreementModel
from toolkit.app.exercises.model import ExerciseModel
from toolkit.app.kit.papers import paper_of
from toolkit.audit import AuditResult, Finding
from toolkit.bargaining import library
from toolkit.course import NumberExercise
from toolkit.errors import UnfilledBlank
from toolkit.languages import Language, strip

DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    "module",
    [
        *("exercises.model", "agreement.model", "counter.model", "talks.model"),
        *("governance.body_model", "governance.questions_model", "governance.scores_model"),
    ],
)
@pytest.mark.slow
def test_a_model_loads_without_any_widget_library(module: str) -> None:
    code = (
        f"import sys, toolkit.app.{module} as model; "
        "assert not {'ipywidgets', 'IPython', 'ipykernel', 'docx', 'pandas'} & set(sys.modules), sorted(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr


def test_the_verbs_of_the_lessons_can_be_called_and_nothing_else_is_there() -> None:
    import toolkit.app

    for name in toolkit.app.__all__:
        assert callable(getattr(toolkit.app, name))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        toolkit.app.nothing  # noqa: B018


@pytest.mark.parametrize(
    ("answer", "state", "english", "arabic"),
    [
        ("6.2", "right", "Yes. It was about 6.2", "نعم."),
        ("6.5", "nearly", "Nearly.", "اقتربتم."),
        ("1.9", "not_yet", "You compared numbers of people.", "أعداد"),
        ("six", "unreadable", "Write only a number, for example 2.5.", "2.5"),
    ],
)
def test_an_answer_gives_a_state_and_words_in_the_language_of_the_reader(
    exercise: NumberExercise, answer: str, state: str, english: str, arabic: str
) -> None:
    for code, words in (("en", english), ("ar", arabic)):
        model = ExerciseModel(exercise, Language(code))
        assert (model.state, model.feedback) == ("open", "")
        model.answer = answer
        assert model.state == "open"
        model.check()
        assert model.state == state
        assert words in strip(model.feedback)
    assert "Yes" not in model.feedback


def test_state_and_words_change_together(exercise: NumberExercise) -> None:
    model = ExerciseModel(exercise, Language("en"))
    seen = []
    model.observe(lambda change: seen.append((model.state, model.feedback[:6])), ["state", "feedback"])
    model.answer = "6.2"
    model.check()
    assert set(seen) == {("right", "Yes. I")}


def test_an_exercise_has_its_hints_and_solution_open_from_the_start(exercise: NumberExercise) -> None:
    model = ExerciseModel(exercise, Language("en"))
    assert len(model.hints) == 3
    assert model.solution.endswith("is about 6.2.")
    assert model.question.startswith("2,000 of 54,800 students")


def of_one_clause(clause: str, findings: Iterable[Finding], code: str) -> AgreementModel:
    """An agreement of one clause as its page begins it: usual values in the blanks."""
    model = AgreementModel(Language(code), tuple(findings), on=DAY, clauses=(clause,))
    usual = {blank.name: blank.default for blank in library()[clause].blanks if blank.default is not None}
    return replace(model, blanks={clause: usual})


def fill(model: AgreementModel, **blanks: Any) -> AgreementModel:
    """With these blanks; an empty one is taken out."""
    (clause,) = model.clauses
    kept = {name: value for name, value in {**model.blanks[clause], **blanks}.items() if value not in ("", ())}
    return replace(model, blanks={clause: kept})


def about(model: AgreementModel, **said: Any) -> AgreementModel:
    return replace(model, about=replace(model.about, **said))


def filled(model: AgreementModel) -> AgreementModel:
    named = about(model, place="KE", union="Dock Workers", employer="Harbour Agency")
    return fill(named, auditor="Institute for Labour Studies", characteristics=("sex", "origin"))


@pytest.fixture(params=["en", "ar"])
def draft(request: pytest.FixtureRequest, grants: AuditResult) -> AgreementModel:
    return of_one_clause("bias", grants.findings, request.param)


def test_a_draft_begins_with_the_strength_that_the_numbers_support_and_no_law(draft: AgreementModel) -> None:
    assert draft.strength("bias") == "strong"
    assert draft.first_wrong()[0] == "place"
    assert draft.law == ()


def test_without_findings_a_draft_begins_at_the_standard() -> None:
    model = about(of_one_clause("bias", [], "en"), place="KE")
    assert model.strength("bias") == "standard"
    assert model.demands == {}
    assert "ke-dpa-31" in {one.id for one in model.law}


def test_the_strength_is_suggested_before_a_place_is_chosen_and_the_law_is_not(draft: AgreementModel) -> None:
    assert (draft.demands["bias"].place, draft.demands["bias"].strength) == ("INT", "strong")
    there = about(draft, place="KE")
    assert (there.demands["bias"].place, there.demands["bias"].strength) == ("KE", "strong")


def test_a_clause_without_a_standard_begins_at_its_first_strength(two_clauses: list[str]) -> None:
    assert library()["notice"].strengths == ("minimum", "strong")
    assert of_one_clause("notice", [], "en").strength("notice") == "minimum"


def test_every_default_of_every_clause_is_accepted_by_its_agreement() -> None:
    for clause in library():
        model = about(of_one_clause(clause, [], "en"), place="KE", union="Dock Workers", employer="Harbour Agency")
        model = fill(model, **{one.name: one.example for one in library()[clause].blanks if one.default is None})
        assert model.first_wrong() == ("", "")
        assert model.agreement().document("table").blocks


def test_a_draft_asks_for_one_thing_after_the_other_until_it_is_ready(draft: AgreementModel) -> None:
    arabic = draft.language.code == "ar"
    assert draft.first_wrong() == (
        "place",
        "اختاروا البلد أولاً: فهو الذي يحدد النصوص القانونية التي تُذكر."
        if arabic
        else "Choose the country first: it decides which law is named.",
    )
    draft = about(draft, place="KE")
    assert draft.first_wrong() == ("union", "اكتبوا اسم النقابة." if arabic else "Write the name of the union.")
    draft = about(draft, union="Dock Workers")
    nobody = "اكتبوا اسم صاحب العمل." if arabic else "Write the name of the employer."
    assert draft.first_wrong() == ("employer", nobody)
    draft = about(draft, employer="Harbour Agency")
    where, message = draft.first_wrong()
    assert where == "bias.auditor"
    assert strip(message) == (
        "لا تزال خانة «من يجري التدقيق» فارغة. املأوها، مثلاً: معهد دراسات العمل في الجامعة."
        if arabic
        else "“Who audits” is still empty. Fill it in, for example: the University's Institute for Labour Studies."
    )
    where, message = fill(draft, auditor="Institute").first_wrong()
    assert where == "bias.characteristics"
    assert ("المقارنة بحسب" if arabic else "Compared by") in message
    assert ("الجنس والأصل القومي أو العرقي" if arabic else "sex and national or ethnic origin") in message
    assert fill(draft, auditor="Institute", characteristics=("sex",)).first_wrong() == ("", "")


def test_each_party_is_missed_where_it_is_missing(draft: AgreementModel) -> None:
    assert about(filled(draft), union="").first_wrong()[0] == "union"
    assert about(filled(draft), employer="").first_wrong()[0] == "employer"


def test_an_emptied_blank_takes_the_readiness_back(draft: AgreementModel) -> None:
    assert filled(draft).first_wrong() == ("", "")
    assert fill(filled(draft), auditor="").first_wrong()[0] == "bias.auditor"
    assert fill(filled(draft), characteristics=()).first_wrong()[0] == "bias.characteristics"


def test_a_value_that_does_not_fit_is_named_by_its_label(draft: AgreementModel) -> None:
    where, message = fill(filled(draft), interval_months=100).first_wrong()
    assert where == "bias.interval_months"
    assert strip(message) == (
        "لا تصلح القيمة «100» في خانة «ثم يتكرر كل». المطلوب: عدد صحيح من 1 إلى 60."
        if draft.language.code == "ar"
        else "“Then again every” cannot be “100”. It takes a whole number from 1 to 60."
    )


def test_a_blank_that_the_strength_does_not_use_is_not_missed_and_must_fit_if_filled() -> None:
    """The minimum of `human` knows no ceiling of agreement; whoever wrote one all the same is told if it cannot be."""
    model = about(of_one_clause("human", [], "en"), place="KE", union="Dock Workers", employer="Harbour Agency")
    model = replace(model, strengths={"human": "minimum"})
    unused = {one.name for one in library()["human"].blanks} - {one.name for one in model.open_blanks("human")}
    assert "review_minutes" in unused
    model = fill(model, **{one.name: one.example for one in model.open_blanks("human")})
    assert fill(model, review_minutes="").first_wrong() == ("", "")
    assert fill(model, review_minutes=-5).first_wrong()[0] == "human.review_minutes"


def test_the_demand_and_the_law_follow_the_place(draft: AgreementModel) -> None:
    there = about(draft, place="ES")
    assert there.demands["bias"].place == "ES"
    assert "eu-gdpr-35" in {one.id for one in there.law}
    elsewhere = {one.id for one in about(draft, place="KE").law}
    assert "ke-dpa-31" in elsewhere
    assert "eu-gdpr-35" not in elsewhere


def words_of(content: bytes) -> str:
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


@pytest.mark.slow
def test_a_paper_says_the_same_in_all_its_forms_and_the_one_for_the_table_holds_no_strategy(
    draft: AgreementModel,
) -> None:
    secret = "سبب اختيارنا" if draft.language.code == "ar" else "Our reason:"
    for audience, holds in (("us", True), ("table", False)):
        paper = paper_of(filled(draft).agreement().document(audience))  # type: ignore[arg-type]
        page = lxml.html.document_fromstring(paper.page).find("body").text_content()
        for text in (words_of(paper.word_file), page, paper.words):
            assert "Institute for Labour Studies" in strip(text)
            assert "Dock Workers" in text
            assert (secret in text) == holds
            assert ("6.2" in text) == holds
        assert paper.pdf_file.startswith(b"%PDF-")


@pytest.mark.slow
def test_a_paper_keeps_itself_out_of_logs(draft: AgreementModel) -> None:
    assert repr(paper_of(filled(draft).agreement().document("us"))) == "Paper()"


def test_a_paper_that_is_not_ready_is_refused_with_what_is_missing(draft: AgreementModel) -> None:
    with pytest.raises(UnfilledBlank, match="auditor"):
        fill(filled(draft), auditor="").agreement().document("table")


def test_the_agreement_is_of_the_language_day_and_strength_chosen(draft: AgreementModel) -> None:
    model = replace(filled(draft), strengths={"bias": "minimum"})
    agreement = model.agreement()
    assert (agreement.union, agreement.on, agreement.language) == ("Dock Workers", DAY, draft.language.tag)
    assert agreement.articles[0].strength == "minimum"
    assert agreement.articles[0].because == model.demands["bias"]


def test_the_page_of_a_paper_is_what_its_reader_would_read(draft: AgreementModel) -> None:
    model = about(filled(draft), union="<script>alert(1)</script>")
    page = paper_of(model.agreement().document("table"), printed=False).page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert ("سبب اختيارنا" if draft.language.code == "ar" else "Our reason") not in page
