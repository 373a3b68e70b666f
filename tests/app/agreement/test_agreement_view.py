"""An agreement on the page: which step asks what, how one clause follows another, and what leads back to a gap."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.app import choose_clause
from toolkit.app.agreement.view import AgreementView
from toolkit.app.kit.sheet import Sheet
from toolkit.audit import AuditResult
from toolkit.bargaining import Agreement, library
from toolkit.bargaining.clauses import library as clauses
from toolkit.errors import SetupError
from toolkit.languages import KNOWN, strip

languages = pytest.mark.parametrize("language", ["en", "ar"])
STEPS = ["who", "what", "strength", "blanks", "look", "papers"]
PARTIES = {"place": "KE", "union": "Dock Workers", "employer": "Harbour Agency"}
BIAS = {"bias.auditor": "Institute for Labour Studies", "bias.characteristics": ["sex"]}
NOTICE = {"notice.auditor": "Safety officer"}
BOTH = {"clauses.decisions": ["bias", "notice"]}
READY = {**PARTIES, **BIAS, **NOTICE, **BOTH}


@pytest.fixture
def page(two_clauses: list[str], open_page: Callable[[Sheet], Any]) -> Any:
    """A library of two clauses, and a sheet in English."""
    return open_page(choose_clause("en"))


def test_one_idea_stands_on_the_page_at_a_time(page: Any) -> None:
    seen = {}
    page.enter(**BOTH)
    for step in ("who", "what", "strength", "bias", "notice", "look", "papers"):
        seen[step] = list(page.specs)
        page.press("next")
    bias = ["auditor", "interval_months", "first_audit_days", "characteristics", "ratio_threshold", "remedy_days"]
    bias = [f"bias.{name}" for name in [*bias, "summary_days"]]
    notice = ["notice.auditor", "notice.notice_days", "elsewhere.notice.notice_days", "notice.channels"]
    about = ["strength.bias", "about.bias", "strength.notice", "about.notice"]
    blanks = ["bias.auditor", "bias.characteristics", "notice.auditor"]
    empty = [f"to.{name}" for name in ("place", "union", "employer", *blanks)]
    assert seen == {
        "who": ["step", "place", "union", "employer", "employer_kind", "more", "saved", "opened-told", "next"],
        "what": ["step", "starter", "starter-holds", "clauses.decisions", "ask.clauses.decisions"]
        + ["chosen", "next", "back"],
        "strength": ["step", *about, "next", "back"],
        "bias": ["step", "part", *bias, "next", "back"],
        "notice": ["step", "part", *notice, "next", "back"],
        "look": ["step", "overview", "look", "wanting", *empty, "next", "back"],
        "papers": ["step", "wanting", *empty, "make", "told", "kept", "back"],
    }
    assert [name for name, _ in page.specs["step"]["steps"]] == STEPS


def test_next_and_back_go_through_the_clauses_and_lead_the_reader_there(page: Any) -> None:
    page.enter(**BOTH, step="strength")
    walk, said = [], []
    for _ in range(4):
        page.press("next")
        walk.append((page.sheet.step, page.values.get("part")))
        said.append(strip(page.specs["next"]["label"]) if "next" in page.specs else "")
        assert page.told("point") == [{"event": "point", "name": "step"}]
    assert walk == [("blanks", "bias"), ("blanks", "notice"), ("look", "notice"), ("papers", "notice")]
    assert [": " in words for words in said] == [False, True, True, False], "a clause comes next, then named steps"
    back = []
    for _ in range(4):
        page.press("back")
        back.append((page.sheet.step, page.sheet.part))
    assert back == [("look", "notice"), ("blanks", "notice"), ("blanks", "bias"), ("strength", "bias")]


def test_any_clause_can_be_gone_to_and_the_list_says_where_one_is(page: Any) -> None:
    page.enter(**BOTH, step="blanks")
    assert strip(page.specs["part"]["label"]) == "Clause 1 of 2"
    assert page.sheet.start["part"] == "bias"
    page.enter(part="notice")
    assert "notice.auditor" in page.specs
    assert strip(page.specs["part"]["label"]) == "Clause 2 of 2"
    page.enter(**{"clauses.decisions": ["bias"]})  # the clause that was looked at is gone
    assert page.sheet.part == "bias"
    assert page.specs["part-title"]["content"]  # with one clause there is nothing to choose


@pytest.mark.parametrize("step", ["strength", "blanks"])
def test_without_a_clause_the_steps_say_where_to_choose_one(page: Any, step: str) -> None:
    page.enter(**PARTIES, step=step)
    assert "Choose at least one clause first" in page.text("none")


def test_the_clauses_stand_family_by_family_with_their_questions(open_page: Callable[[Sheet], Any]) -> None:
    page = open_page(choose_clause("en"))
    page.enter(step="what")
    families = [name for name in page.specs if name.startswith("clauses.")]
    assert families[:3] == ["clauses.voice", "clauses.data", "clauses.decisions"]
    titles = dict(page.specs["clauses.decisions"]["options"])
    assert titles["bias"] == "Audit for unequal treatment, and remedy"
    assert "within the last year" in page.text("ask.clauses.decisions")


def test_the_starter_agreement_is_added_to_what_was_ticked(open_page: Callable[[Sheet], Any]) -> None:
    page = open_page(choose_clause("en"))
    page.enter(step="what", **{"clauses.jobs": ["train"]})
    assert "Register of systems" in page.text("starter-holds")
    page.press("starter")
    assert set(page.sheet.model.clauses) >= {"inventory", "notice", "human", "bias", "train"}
    assert page.values["clauses.jobs"] == ["train"]
    assert str(len(page.sheet.model.clauses)) in page.text("chosen")


def test_more_is_asked_only_where_somebody_wants_to_say_more(page: Any) -> None:
    page.enter(**READY, more=["more"], kind="motion", starts="2027-03-01", months="24", second_language="ar")
    assert {"kind", "scope", "starts", "months", "second_language"} <= set(page.specs)
    about = page.sheet.model.about
    assert (about.kind, about.months, about.second_language, str(about.starts)) == ("motion", 24, "ar", "2027-03-01")
    page.enter(more=[])
    assert "kind" not in page.specs
    about = page.sheet.model.about
    assert (about.kind, about.months, about.second_language, about.starts) == ("company", None, "", None)


def test_the_findings_of_an_audit_choose_their_clause_and_its_strength(
    grants: AuditResult, open_page: Callable[[Sheet], Any]
) -> None:
    page = open_page(AgreementView(grants.findings, "en"))
    assert "bias" in page.sheet.model.clauses
    assert page.sheet.model.strength("bias") == "strong"
    page.enter(**PARTIES, step="strength")
    marked = [name for name, words in page.specs["strength.bias"]["options"] if "suggested" in words]
    assert marked == ["strong"]
    assert "6.2" in page.text("about.bias")
    page.enter(**{"strength.bias": "minimum"})
    assert page.sheet.model.strength("bias") == "minimum"


def test_every_strength_can_be_read_before_one_is_chosen(page: Any) -> None:
    page.enter(**READY, step="strength")
    assert "The Employer shall bear the cost of the audits." in page.text("about.bias")
    assert "Institute for Labour Studies" in page.text("about.bias")
    assert "A certificate from the supplier is not an audit." in page.text("about.bias")
    assert "Safety officer 20 days by letter strong." in page.text("about.notice")


@pytest.mark.parametrize("language", KNOWN)
def test_what_a_clause_is_worth_stands_with_its_reasons(open_page: Callable[[Sheet], Any], language: str) -> None:
    page = open_page(AgreementView((), language))
    page.enter(**READY, step="strength")
    assert "bias" in page.sheet.model.clauses
    for clause in page.sheet.model.clauses:
        trade = library()[clause].trade
        assert trade is not None
        said = strip(page.text(f"about.{clause}"))
        for head, words in trade.say(language):
            assert head in said
            assert strip(words) in said


# --- a look at it --------------------------------------------------------------------------------------------------


def test_the_look_lists_what_is_open_and_what_the_law_there_says(page: Any) -> None:
    page.enter(**BOTH, step="look")
    assert "Choose the country first" in page.text("look")
    page.enter(**{**READY, "bias.auditor": "", "bias.remedy_days": "9999"})
    assert "Who audits" in page.text("overview")
    assert "Remedy within" in page.text("overview")  # what does not fit is still open
    assert "We have not yet checked this against the text; ask a lawyer." in page.text("look")
    assert "No lawyer has read it." in page.text("look")
    page.enter(**{"bias.remedy_days": "90"})
    assert "worse than our floor" in page.text("look")
    assert "Data Protection Act" in page.text("law")


def test_a_clause_that_another_needs_is_added_by_a_button(
    two_clauses: list[str], tmp_path: Path, open_page: Callable[[Sheet], Any]
) -> None:
    record = tmp_path / "clauses" / "decisions" / "notice" / "clause.yml"
    record.write_text(record.read_text("utf-8").replace("requires: []", "requires: [bias]"), encoding="utf-8")
    clauses.read_library.cache_clear()
    page = open_page(choose_clause("en"))
    page.enter(**PARTIES, **NOTICE, **{"clauses.decisions": ["notice"]}, step="look")
    assert "does not work without" in page.text("look")
    page.press("add-missing")
    assert page.sheet.model.clauses == ("bias", "notice")
    assert "add-missing" not in page.specs
    assert "does not work without" not in page.text("look")


# --- problems ------------------------------------------------------------------------------------------------------

PROBLEMS = [
    ({"place": ""}, "who", "", "place", "Choose the country first"),
    ({"union": " "}, "who", "", "union", "Write the name of the union."),
    ({"employer": ""}, "who", "", "employer", "Write the name of the employer."),
    ({"more": ["more"], "months": "2.5"}, "who", "", "months", "is no number of months"),
    ({"more": ["more"], "months": "soon"}, "who", "", "months", "is no number of months"),
    ({"bias.auditor": ""}, "blanks", "bias", "bias.auditor", "“Who audits” is still empty."),
    (
        {"bias.interval_months": "100"},
        "blanks",
        "bias",
        "bias.interval_months",
        "It takes a whole number from 1 to 60.",
    ),
    ({"notice.auditor": ""}, "blanks", "notice", "notice.auditor", "“Who tells” is still empty."),
    ({"notice.notice_days": "soon"}, "blanks", "notice", "notice.notice_days", "cannot be “soon”"),
]


@pytest.mark.parametrize(("wrong", "step", "part", "field", "message"), PROBLEMS)
def test_a_problem_leads_to_its_step_clause_and_field(
    page: Any, wrong: dict[str, Any], step: str, part: str, field: str, message: str
) -> None:
    page.enter(**{**READY, **wrong}, step="papers")
    assert page.errors == {}  # nobody is told what is wrong before they say they are done
    assert page.press("make") == ""
    assert (page.sheet.step, page.values.get("part", "")) == (step, part)
    assert list(page.errors) == [field]
    assert message in strip(page.errors[field])
    assert page.told("point") == [{"event": "point", "name": field}]
    assert page.sheet.made == ()


def test_before_the_papers_are_made_it_is_said_what_keeps_them_from_it(page: Any) -> None:
    """On both pages on which nobody is told otherwise: how many, each with a way to its field, and then nothing."""
    page.enter(**{**READY, "bias.auditor": "", "notice.notice_days": "soon"})
    ways = {"to.bias.auditor": "Who audits", "to.notice.notice_days": "Told before"}
    for step in ("look", "papers"):
        page.enter(step=step)
        assert "2 entries are still missing or do not fit" in page.text("wanting")
        labels = {name: strip(spec["label"]) for name, spec in page.specs.items() if name.startswith("to.")}
        assert list(labels) == list(ways)
        for name, label in labels.items():
            assert ways[name] in label
        assert page.press("to.notice.notice_days") == ""
        assert (page.sheet.step, page.values["part"]) == ("blanks", "notice")
        assert "cannot be “soon”" in strip(page.errors["notice.notice_days"])
        assert page.told("point")[-1] == {"event": "point", "name": "notice.notice_days"}
    page.enter(**{"bias.auditor": "Institute", "notice.notice_days": "60"})
    for step in ("look", "papers"):
        page.enter(step=step)
        assert not [name for name in page.specs if name == "wanting" or name.startswith("to.")]
    assert page.press("to.bias.auditor") == ""  # of a page that has not seen it yet: it leads there and blames nobody
    assert page.errors == {}


def test_no_clause_at_all_is_a_problem_of_the_second_step(page: Any) -> None:
    page.press("make", **PARTIES, step="papers")
    assert page.sheet.step == "what"
    assert page.text("chosen") == "Choose at least one clause."
    assert page.told("point") == [{"event": "point", "name": "starter"}]


def test_a_problem_in_no_field_is_told_beside_the_button(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> Any:
        raise SetupError("The folder “{name}” is missing from this installation.", name="<b>")

    monkeypatch.setattr(Agreement, "document", fail)
    page.press("make", **READY, step="papers")
    assert page.text("told") == "The folder “<b>” is missing from this installation."
    assert page.told("point") == [{"event": "point", "name": "make"}]


# --- words and what a page may send --------------------------------------------------------------------------------


@pytest.mark.slow
def test_everything_of_ours_on_every_step_goes_through_the_catalogue(
    page: Any, open_page: Callable[[Sheet], Any], marked: Callable[[Any], None]
) -> None:
    page = open_page(choose_clause("ar"))
    page.enter(**{**READY, "more": ["more"], "bias.auditor": ""})
    for step in STEPS:
        page.enter(step=step)
        marked(spec for name, spec in page.specs.items() if name != "law")  # laws have the names they were given
    page.press("make")
    marked(page.specs.values())
    page.press("make", **READY, step="papers")
    marked(page.specs.values())
    assert len(page.sheet.made) == 5


@languages
def test_labels_are_in_the_language_of_the_reader(open_page: Callable[[Sheet], Any], language: str) -> None:
    page = open_page(choose_clause(language))
    page.enter(**PARTIES, **{"clauses.decisions": ["bias", "human"]}, step="blanks")
    for spec in page.specs.values():
        for _, words in spec.get("options", ()):
            assert words.endswith("%") or bool(re.search("[\u0600-\u06ff]", words)) == (language == "ar"), words


@pytest.mark.parametrize("raw", ["nothing", "", None, ["x"], {"bias": 1}, 7, ["bias", "no such clause"]])
def test_whatever_a_page_sends_stays_harmless(page: Any, raw: Any) -> None:
    names = ["clauses.decisions", "part", "step", "strength.bias", "bias.ratio_threshold", "opened", "more", "starts"]
    for name in names:
        page.enter(**{**READY, name: raw})
        assert set(page.sheet.model.clauses) <= {"bias", "notice"}
        assert page.sheet.step in STEPS
        assert page.sheet.model.strength("bias") in ("minimum", "standard", "strong")
        assert page.press("make") == ""


@given(order=st.permutations([*READY, "strength.bias", "bias.interval_months", "step", "part"]))
@settings(max_examples=8)
def test_a_reload_that_sends_everything_at_once_gives_the_papers_again(order: list[str]) -> None:
    ready = {**PARTIES, **BIAS, "clauses.decisions": ["bias"], **NOTICE}
    entries = {**ready, "strength.bias": "minimum", "bias.interval_months": "6", "step": "papers", "part": "bias"}
    view = choose_clause("en")
    view.send = lambda content, buffers=None: None
    view.take({"event": "press", "name": "make", "values": {name: entries[name] for name in order}})
    assert [one.name for one in view.made][:2] == ["paper-table", "paper-us"]
    assert "every 6 months" in view.made[0].words
