"""The models: no widget in sight, states and words for what somebody does."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date

import docx
import lxml.html
import pytest

from toolkit.app.agreement.clause_model import DraftModel
from toolkit.app.exercises.model import ExerciseModel
from toolkit.audit import AuditResult
from toolkit.bargaining import library
from toolkit.course import NumberExercise
from toolkit.errors import UnfilledBlank
from toolkit.languages import Language, strip

DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    "module",
    [
        *("exercises.model", "agreement.clause_model", "agreement.model", "counter.model", "talks.model"),
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


@pytest.fixture(params=["en", "ar"])
def draft(request: pytest.FixtureRequest, grants: AuditResult) -> DraftModel:
    return DraftModel("bias", grants.findings, Language(request.param), on=DAY)


def fill(model: DraftModel) -> None:
    model.place, model.union, model.employer = "KE", "Dock Workers", "Harbour Agency"
    model.fill("auditor", "Institute for Labour Studies")
    model.fill("characteristics", ("sex", "origin"))


def test_a_draft_begins_with_the_defaults_and_the_strength_that_the_numbers_support(draft: DraftModel) -> None:
    assert draft.blanks == {
        "first_audit_days": 90,
        "interval_months": 12,
        "ratio_threshold": 0.8,
        "remedy_days": 30,
        "summary_days": 30,
    }
    assert draft.strength == "strong"
    assert (draft.ready, draft.where, draft.demand, draft.law) == (False, "place", None, ())


def test_without_findings_a_draft_begins_at_the_standard() -> None:
    model = DraftModel("bias", [], Language("en"), on=DAY)
    assert model.strength == "standard"
    model.place = "KE"
    assert model.demand is None
    assert "ke-dpa-31" in {one.id for one in model.law}
    assert model.demand_anywhere is None


def test_the_strength_is_suggested_before_a_place_is_chosen_and_the_law_is_not(draft: DraftModel) -> None:
    assert draft.demand_anywhere is not None
    assert (draft.demand_anywhere.place, draft.demand_anywhere.strength) == ("INT", "strong")
    draft.place = "KE"
    assert draft.demand_anywhere.place == "INT"
    assert draft.demand is not None
    assert (draft.demand.place, draft.demand.strength) == ("KE", "strong")


def test_a_clause_without_a_standard_begins_at_its_first_strength(two_clauses: list[str]) -> None:
    model = DraftModel("notice", [], Language("en"), on=DAY)
    assert model.clause.strengths == ("minimum", "strong")
    assert model.strength == "minimum"


def test_every_default_of_every_clause_is_accepted_by_its_agreement() -> None:
    for clause in library():
        model = DraftModel(clause, [], Language("en"), on=DAY)
        model.place, model.union, model.employer = "KE", "Dock Workers", "Harbour Agency"
        for blank in model.clause.blanks:
            if blank.default is None:
                model.fill(blank.name, blank.example)
        assert (model.ready, model.where, model.message) == (True, "", "")


def test_a_draft_asks_for_one_thing_after_the_other_until_it_is_ready(draft: DraftModel) -> None:
    arabic = draft.language.code == "ar"
    assert draft.where == "place"
    assert draft.message == (
        "اختاروا البلد أولاً: فهو الذي يحدد النصوص القانونية التي تُذكر."
        if arabic
        else "Choose the country first: it decides which law is named."
    )
    draft.place = "KE"
    assert draft.where == "union"
    assert draft.message == ("اكتبوا اسم النقابة." if arabic else "Write the name of the union.")
    draft.union = "Dock Workers"
    nobody = "اكتبوا اسم صاحب العمل." if arabic else "Write the name of the employer."
    assert (draft.where, draft.message) == ("employer", nobody)
    draft.employer = "   "
    assert (draft.where, draft.message) == ("employer", nobody)
    draft.employer = "Harbour Agency"
    assert draft.where == "auditor"
    assert strip(draft.message) == (
        "لا تزال خانة «من يجري التدقيق» فارغة. املأوها، مثلاً: معهد دراسات العمل في الجامعة."
        if arabic
        else "“Who audits” is still empty. Fill it in, for example: the University's Institute for Labour Studies."
    )
    draft.fill("auditor", "Institute")
    assert draft.where == "characteristics"
    assert ("المقارنة بحسب" if arabic else "Compared by") in draft.message
    assert ("الجنس والأصل القومي أو العرقي" if arabic else "sex and national or ethnic origin") in draft.message
    draft.fill("characteristics", ("sex",))
    assert (draft.ready, draft.where, draft.message) == (True, "", "")


def test_each_party_is_missed_where_it_is_missing(draft: DraftModel) -> None:
    fill(draft)
    draft.union = ""
    assert draft.where == "union"
    draft.union, draft.employer = "Dock Workers", ""
    assert draft.where == "employer"


def test_what_is_missing_and_where_change_together(draft: DraftModel) -> None:
    seen = []
    draft.observe(lambda change: seen.append((draft.where, bool(draft.message), draft.ready)), ["where", "message"])
    draft.place = "KE"
    fill(draft)
    assert seen[0] == ("union", True, False)
    assert seen[-1] == ("", False, True)
    assert set(seen) <= {("union", True, False), ("employer", True, False), ("auditor", True, False)} | {
        ("characteristics", True, False),
        ("", False, True),
    }


def test_an_emptied_blank_takes_the_readiness_back(draft: DraftModel) -> None:
    fill(draft)
    assert draft.ready
    draft.fill("auditor", "")
    assert not draft.ready
    assert "auditor" not in draft.blanks
    draft.fill("auditor", "x")
    assert draft.ready
    draft.fill("characteristics", ())
    assert not draft.ready


def test_a_value_that_does_not_fit_is_named_by_its_label(draft: DraftModel) -> None:
    fill(draft)
    draft.fill("interval_months", 100)
    assert (draft.ready, draft.where) == (False, "interval_months")
    assert strip(draft.message) == (
        "لا تصلح القيمة «100» في خانة «ثم يتكرر كل». المطلوب: عدد صحيح من 1 إلى 60."
        if draft.language.code == "ar"
        else "“Then again every” cannot be “100”. It takes a whole number from 1 to 60."
    )


def test_a_place_that_does_not_exist_is_said_and_never_raised(grants: AuditResult) -> None:
    model = DraftModel("bias", grants.findings, Language("ar"), on=DAY)
    fill(model)
    model.place = "ZZ"
    assert (model.ready, model.where) == (False, "")  # no field of the clause is to blame
    assert "ZZ" in model.message
    assert "There is no" not in model.message


def test_the_demand_and_the_law_follow_the_place(draft: DraftModel) -> None:
    draft.place = "ES"
    assert draft.demand is not None
    assert draft.demand.place == "ES"
    assert "eu-gdpr-35" in {one.id for one in draft.law}
    draft.place = "KE"
    assert "ke-dpa-31" in {one.id for one in draft.law}
    assert "eu-gdpr-35" not in {one.id for one in draft.law}


def words_of(content: bytes) -> str:
    word = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


@pytest.mark.slow
def test_a_paper_says_the_same_in_all_its_forms_and_the_one_for_the_table_holds_no_strategy(draft: DraftModel) -> None:
    fill(draft)
    secret = "سبب اختيارنا" if draft.language.code == "ar" else "Our reason:"
    for audience, holds in (("us", True), ("table", False)):
        paper = draft.paper(audience)  # type: ignore[arg-type]
        page = lxml.html.document_fromstring(paper.page).find("body").text_content()
        for text in (words_of(paper.word_file), page, paper.words):
            assert "Institute for Labour Studies" in strip(text)
            assert "Dock Workers" in text
            assert (secret in text) == holds
            assert ("6.2" in text) == holds
        assert paper.pdf_file.startswith(b"%PDF-")


@pytest.mark.slow
def test_a_paper_keeps_itself_out_of_logs(draft: DraftModel) -> None:
    fill(draft)
    assert repr(draft.paper("us")) == "Paper()"


def test_a_paper_that_is_not_ready_is_refused_with_what_is_missing(draft: DraftModel) -> None:
    fill(draft)
    draft.fill("auditor", "")
    with pytest.raises(UnfilledBlank, match="auditor"):
        draft.paper("table")


def test_the_agreement_is_of_the_language_day_and_strength_chosen(draft: DraftModel) -> None:
    fill(draft)
    draft.union = "  Dock Workers "
    draft.strength = "minimum"
    agreement = draft.agreement()
    assert (agreement.union, agreement.on, agreement.language) == ("Dock Workers", DAY, draft.language.tag)
    assert agreement.articles[0].strength == "minimum"
    assert agreement.articles[0].because == draft.demand


def test_the_page_of_a_paper_is_what_its_reader_would_read(draft: DraftModel) -> None:
    fill(draft)
    draft.union = "<script>alert(1)</script>"
    page = draft.paper("table").page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert ("سبب اختيارنا" if draft.language.code == "ar" else "Our reason") not in page
