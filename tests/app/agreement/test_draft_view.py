"""A clause on the page, step by step: what is asked where, what a problem leads to, and what several clauses share."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.app.agreement.clause_view import DraftView
from toolkit.app.kit.sheet import Sheet
from toolkit.audit import AuditResult
from toolkit.bargaining import Agreement
from toolkit.errors import SetupError
from toolkit.languages import strip
from toolkit.rights import provisions

languages = pytest.mark.parametrize("language", ["en", "ar"])
FILLED = {
    "place": "KE",
    "union": "Dock Workers",
    "employer": "Harbour Agency",
    "bias.auditor": "Institute for Labour Studies",
    "bias.characteristics": ["origin", "sex"],
}
BLANKS = [
    *("bias.auditor", "bias.first_audit_days", "bias.interval_months", "bias.characteristics", "bias.ratio_threshold"),
    *("bias.remedy_days", "bias.summary_days"),
]
EMPTY = ["place", "union", "employer", "bias.auditor", "bias.characteristics"]
KINDS = ["text", "number", "number", "choices", "choice", "number", "number"]
SHARES = ["0.5", "0.55", "0.6", "0.65", "0.7", "0.75", "0.8", "0.85", "0.9", "0.95", "1.0"]


@pytest.fixture
def draft(grants: AuditResult, open_page: Callable[[Sheet], Any]) -> Callable[..., Any]:
    def open_draft(language: str = "en", clause: str = "bias") -> Any:
        return open_page(DraftView(clause, grants.findings, language))

    return open_draft


# --- steps ---------------------------------------------------------------------------------------------------------


def test_one_idea_stands_on_the_page_at_a_time(draft: Callable[..., Any]) -> None:
    page = draft()
    seen = {}
    for step in ("who", "strength", "blanks", "papers"):
        assert page.sheet.step == page.sheet.entry("step") == step
        seen[step] = list(page.specs)
        page.press("next")
    assert seen == {
        "who": ["step", "place", "union", "employer", "law", "next"],
        "strength": ["step", "strength", "advice", "next", "back"],
        "blanks": ["step", *BLANKS, "next", "back"],
        "papers": ["step", "wanting", *(f"to.{name}" for name in EMPTY), "make", "told", "kept", "back"],
    }
    assert [name for name, _ in page.specs["step"]["steps"]] == ["who", "strength", "blanks", "papers"]


def test_next_and_back_stay_inside_the_steps_and_lead_the_reader_there(draft: Callable[..., Any]) -> None:
    page = draft()
    page.press("back")
    assert page.sheet.step == "who"
    for _ in range(6):
        assert page.press("next") == ""
        assert [fill["values"] for fill in page.told("fill")] == [{"step": page.sheet.step}]
        assert page.told("point") == [{"event": "point", "name": "step"}]
    assert page.sheet.step == "papers"
    page.press("back")
    assert page.sheet.step == "blanks"
    for _ in range(6):
        page.press("back")
    assert page.sheet.step == "who"


@pytest.mark.parametrize("step", ["nowhere", "what", "", None, ["papers"], {"papers": 1}])
def test_a_step_that_does_not_exist_is_the_first_one(draft: Callable[..., Any], step: Any) -> None:
    page = draft()
    page.enter(step=step)
    assert page.sheet.step == "who"
    page.enter(step="blanks")
    assert page.sheet.step == "blanks"


def test_a_reader_may_go_to_any_step_and_what_was_filled_in_stays(draft: Callable[..., Any]) -> None:
    page = draft()
    page.enter(**FILLED, step="papers")
    assert page.sheet.model.first_wrong() == ("", "")
    page.enter(step="who")
    assert page.sheet.model.first_wrong() == ("", "")
    assert page.sheet.entry("union") == "Dock Workers"
    assert page.specs["next"]["main"] is True


# --- what is asked -------------------------------------------------------------------------------------------------


def test_what_is_filled_in_reaches_the_model_in_its_right_type(draft: Callable[..., Any]) -> None:
    page = draft()
    page.enter(**FILLED, **{"bias.interval_months": "٦", "bias.ratio_threshold": "0.9", "bias.remedy_days": "7,5"})
    assert page.sheet.model.blanks["bias"] == {
        "auditor": "Institute for Labour Studies",
        "first_audit_days": 90,
        "interval_months": 6,
        "characteristics": ("sex", "origin"),
        "ratio_threshold": 0.9,
        "remedy_days": 7.5,
        "summary_days": 30,
    }
    assert type(page.sheet.model.blanks["bias"]["interval_months"]) is int
    page.enter(strength="minimum")
    assert page.sheet.model.strength("bias") == "minimum"
    about = page.sheet.model.about
    assert (about.place, about.union, about.employer) == (
        "KE",
        "Dock Workers",
        "Harbour Agency",
    )


def test_each_blank_is_a_control_of_its_kind_with_its_default(draft: Callable[..., Any]) -> None:
    page = draft()
    page.enter(step="blanks")
    kinds = {name: page.specs[name]["kind"] for name in BLANKS}
    assert kinds == dict(zip(BLANKS, KINDS, strict=True))
    assert page.specs["bias.interval_months"]["unit"] == "months"
    assert page.specs["bias.remedy_days"]["unit"] == "days"
    shares = page.specs["bias.ratio_threshold"]["options"]
    assert [share for share, _ in shares] == SHARES
    assert [words for _, words in shares][:2] == ["50%", "55%"]
    assert page.sheet.start == {
        "strength": "strong",
        "bias.first_audit_days": "90",
        "bias.interval_months": "12",
        "bias.ratio_threshold": "0.8",
        "bias.remedy_days": "30",
        "bias.summary_days": "30",
    }
    assert "For example: the University's Institute" in page.specs["bias.auditor"]["help"]


def test_the_suggested_strength_is_marked_and_chosen_but_can_be_changed(draft: Callable[..., Any]) -> None:
    for language, word in (("en", "suggested"), ("ar", "المقترح")):
        page = draft(language)
        page.enter(step="strength")
        assert page.sheet.entry("strength") == "strong"
        options = page.specs["strength"]["options"]
        assert [name for name, _ in options] == ["minimum", "standard", "strong"]
        assert [name for name, words in options if word in words] == ["strong"]
        page.enter(strength="standard")
        assert page.sheet.model.strength("bias") == "standard"
        assert [name for name, words in page.specs["strength"]["options"] if word in words] == ["strong"]


def test_without_findings_nothing_is_suggested(open_page: Callable[[Sheet], Any]) -> None:
    page = open_page(DraftView("bias", [], "en"))
    page.enter(place="KE", step="strength")
    assert page.sheet.entry("strength") == "standard"
    assert "suggested" not in str(page.specs["strength"])
    assert "support" not in page.specs


def test_the_law_of_the_country_is_shown_where_the_country_is_chosen(draft: Callable[..., Any]) -> None:
    page = draft()
    assert page.specs["law"] == {"kind": "piece", "name": "law", "content": "", "live": True, "look": ""}
    page.enter(place="KE")
    assert "Data Protection Act" in page.text("law")
    assert "GDPR" not in page.text("law")
    page.enter(place="ES")
    assert "GDPR" in page.text("law")
    assert "Data Protection Act" not in page.text("law")
    page.enter(place="")
    assert page.text("law") == ""


def test_the_suggestion_appears_once_there_is_a_country(draft: Callable[..., Any]) -> None:
    page = draft()
    page.enter(step="strength")
    assert "support" not in page.specs
    page.enter(place="KE")
    assert "6.2" in page.text("support")
    assert "stop the system until a new audit" in page.text("support")
    assert list(page.specs) == ["step", "support", "strength", "advice", "next", "back"]
    assert "A certificate from the supplier is not an audit." in page.text("advice")


def test_each_law_says_whether_it_was_read_in_a_source(draft: Callable[..., Any]) -> None:
    page = draft()
    page.enter(place="ES")
    assert "We have read the official text." in page.text("law")
    assert "Read in a secondary source only: it stays out of papers for the other side." in page.text("law")
    assert "Not yet checked against the text: ask a lawyer. It stays out of papers for the other side." in page.text(
        "law"
    )
    assert "adopted, not applicable yet from 2 December 2027" in page.text("law")


def test_a_place_without_any_law_on_record_is_told_to_ask_a_lawyer(
    draft: Callable[..., Any], two_clauses: list[str]
) -> None:
    page = draft("en", "notice")  # a clause that leans on no law
    page.enter(place="KE")
    assert "The register has nothing for this clause there yet." in page.text("law")
    assert "ask a lawyer" in page.text("law")


@languages
def test_every_country_on_offer_is_known_to_the_law_register_and_named_once(
    draft: Callable[..., Any], language: str
) -> None:
    options = draft(language).specs["place"]["options"]
    codes = [code for code, _ in options]
    assert len(codes) == len(set(codes)) > 190
    assert {"KE", "MA", "ES", "BR", "TN", "EG", "NL"} <= set(codes)
    for code in codes:
        provisions(code)
    assert dict(options)["MA"] == {"en": "Morocco", "ar": "المغرب"}[language]
    assert {"EU", "UN", "ZZ"}.isdisjoint(codes)


def test_countries_with_an_accent_or_a_hamza_stand_beside_their_letter(
    draft: Callable[..., Any], two_clauses: list[str]
) -> None:
    french = [name for _, name in draft("fr", "notice").specs["place"]["options"]]
    assert french.index("Égypte") < french.index("Espagne") < french.index("États-Unis") < french.index("Finlande")
    arabic = [name for _, name in draft("ar").specs["place"]["options"]]
    assert arabic.index("إسبانيا") < arabic.index("أستراليا") < arabic.index("البرازيل") < arabic.index("تونس")


@languages
def test_labels_of_records_and_of_ours_are_in_the_language_of_the_reader(
    draft: Callable[..., Any], language: str
) -> None:
    page = draft(language)
    for step in page.sheet.steps:
        page.enter(step=step)
        for spec in page.specs.values():
            words = [spec["label"]] if "label" in spec else []
            words += [word for key in ("options", "steps") for _, word in spec.get(key, ()) if not word.endswith("%")]
            for word in words:
                assert bool(re.search("[\u0600-\u06ff]", word)) == (language == "ar"), word


@pytest.mark.slow
def test_everything_of_ours_on_every_step_goes_through_the_catalogue(
    draft: Callable[..., Any], marked: Callable[[Any], None]
) -> None:
    page = draft("ar")
    page.enter(**{**FILLED, "bias.auditor": ""})
    for step in page.sheet.steps:
        page.enter(step=step)
        marked(spec for name, spec in page.specs.items() if name != "law")  # laws have the names they were given
    page.press("make")
    assert list(page.errors) == ["bias.auditor"]
    marked(page.specs.values())
    page.press("make", **FILLED, step="papers")
    page.enter(step="papers")
    marked(page.specs.values())
    assert page.specs["paper-us"]["title"].startswith("«For us")
    page.enter(union="Other")
    marked(page.specs.values())


# --- problems ------------------------------------------------------------------------------------------------------

PROBLEMS = [
    ({"place": ""}, "who", "place", "Choose the country first"),
    ({"place": "Kenya"}, "who", "place", "Choose the country first"),
    ({"union": " "}, "who", "union", "Write the name of the union."),
    ({"employer": ""}, "who", "employer", "Write the name of the employer."),
    ({"bias.auditor": ""}, "blanks", "bias.auditor", "“Who audits” is still empty."),
    ({"bias.auditor": "?!"}, "blanks", "bias.auditor", "“Who audits” cannot be “?!”. It takes a short text."),
    ({"bias.characteristics": []}, "blanks", "bias.characteristics", "“Compared by” is still empty."),
    ({"bias.characteristics": ["shoes"]}, "blanks", "bias.characteristics", "“Compared by” is still empty."),
    ({"bias.interval_months": "100"}, "blanks", "bias.interval_months", "It takes a whole number from 1 to 60."),
    ({"bias.interval_months": "-1"}, "blanks", "bias.interval_months", "“Then again every” cannot be “-1”."),
    ({"bias.interval_months": "soon"}, "blanks", "bias.interval_months", "“Then again every” cannot be “soon”."),
    ({"bias.interval_months": "٧٫٥"}, "blanks", "bias.interval_months", "“Then again every” cannot be “7.5”."),
    ({"bias.remedy_days": ""}, "blanks", "bias.remedy_days", "“Remedy within” is still empty."),
    ({"bias.ratio_threshold": "0.3"}, "blanks", "bias.ratio_threshold", "is still empty."),
]


@pytest.mark.parametrize(("wrong", "step", "field", "message"), PROBLEMS)
@pytest.mark.parametrize("begin", ["who", "papers"])
def test_a_problem_leads_to_its_step_and_field_and_is_told_there_and_nowhere_else(
    draft: Callable[..., Any], begin: str, wrong: dict[str, Any], step: str, field: str, message: str
) -> None:
    page = draft()
    page.enter(**{**FILLED, **wrong}, step=begin)
    assert page.errors == {}  # nobody is told what is wrong before they say they are done
    assert page.press("make") == ""
    assert page.sheet.step == page.values["step"] == step
    assert list(page.errors) == [field]
    assert message in strip(page.errors[field])
    assert page.told("point") == [{"event": "point", "name": field}]
    assert not [name for name in page.specs if name.startswith("paper-")]
    assert strip(page.errors[field]) not in " ".join(map(strip, page.pieces()))
    page.enter(**FILLED, **{"bias.interval_months": "12", "bias.remedy_days": "30", "bias.ratio_threshold": "0.8"})
    assert page.errors == {}


def test_a_problem_in_no_field_is_told_beside_the_button(
    draft: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> Any:
        raise SetupError("The folder “{name}” is missing from this installation.", name="<b>")

    page = draft()
    monkeypatch.setattr(Agreement, "document", fail)
    assert page.press("make", **FILLED, step="who") == ""
    assert page.sheet.step == "papers"
    assert page.errors == {}
    assert page.text("told") == "The folder “<b>” is missing from this installation."
    assert "tk-notyet" in page.specs["told"]["content"]
    assert page.told("point") == [{"event": "point", "name": "make"}]


# --- a page that was loaded anew -----------------------------------------------------------------------------------


@given(order=st.permutations([*FILLED, "strength", "bias.interval_months", "step"]))
@settings(max_examples=12)
def test_a_reload_that_sends_everything_at_once_gives_the_papers_again(grants: AuditResult, order: list[str]) -> None:
    entries = {**FILLED, "strength": "minimum", "bias.interval_months": "6", "step": "papers"}
    view = DraftView("bias", grants.findings, "en")
    view.send = lambda content, buffers=None: None
    view.take({"event": "press", "name": "make", "values": {name: entries[name] for name in order}})
    assert [spec["name"] for spec in view.specs] == ["step", "make", "told", "paper-table", "paper-us", "kept", "back"]
    assert (view.model.strength("bias"), view.model.blanks["bias"]["interval_months"]) == ("minimum", 6)
    assert view.model.about.place == "KE"
    assert "every 6 months" in view.specs[3]["words"]


def test_two_drafts_on_one_page_keep_apart_what_they_know(draft: Callable[..., Any]) -> None:
    one, other = draft(), draft()
    one.press("make", **FILLED, step="papers")
    assert one.sheet.model.first_wrong() == ("", "")
    assert len(one.sheet.made) == 2
    assert other.sheet.model.first_wrong()[0] == "place"
    assert other.sheet.made == ()
    assert (other.sheet.entry("union"), other.sheet.step) == (None, "who")
