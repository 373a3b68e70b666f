"""The page of an agreement that was signed: duties, times that begin with an event, and promises held against a log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import pytest

from toolkit.app.kit.sheet import Sheet
from toolkit.app.signed.model import SignedModel, example_result
from toolkit.app.signed.view import SignedView
from toolkit.audit import DecisionLog, audit
from toolkit.bargaining import Agreement
from toolkit.bargaining.agreements.clocks import clocks_of
from toolkit.bargaining.agreements.saving import written
from toolkit.errors import AgreementError
from toolkit.languages import COMPLETE, Language, strip

TODAY = date(2027, 3, 10)
BLANKS = {
    "auditor": "University",
    "first_audit_days": 90,
    "interval_months": 12,
    "characteristics": ["sex"],
    "ratio_threshold": 0.8,
    "remedy_days": 30,
    "summary_days": 20,
}


def signed(**more: object) -> Agreement:
    """Bias audits, in force since 1 January 2027."""
    start = {"starts": date(2027, 1, 1), "months": 24, **more}
    draft = Agreement(title="Fair", union="U", employer="E", place="KE", on=date(2026, 12, 1), **start)  # type: ignore[arg-type]
    return draft.add("bias", blanks=BLANKS)


def give(page: Any, content: bytes, name: str = "draft.yml") -> None:
    """Choose a file, as the page sends it."""
    message = {"event": "file", "name": "signed", "id": name, "file": name, "size": len(content), "at": 0}
    page.sheet.take(message, [content])


@pytest.fixture
def page(open_page: Callable[[Sheet], Any]) -> Any:
    return open_page(SignedView("en", TODAY))


def test_duties_come_with_their_days_and_the_next_one_is_shown() -> None:
    model = SignedModel(Language("en"), TODAY, signed())
    rows = {row.due.what.say("en"): row for row in model.rows()}
    audits = next(row for words, row in rows.items() if "audit" in words.lower() and row.due.every)
    assert audits.day == date(2027, 4, 1), "90 days after 1 January 2027"
    later = SignedModel(Language("en"), date(2027, 4, 2), signed())
    again = next(row for row in later.rows() if row.due == audits.due)
    assert again.day == date(2028, 4, 1), "twelve months after the first one"
    assert not again.passed


def test_a_duty_that_comes_once_and_has_passed_is_asked_about_first() -> None:
    model = SignedModel(Language("en"), date(2029, 6, 1), signed())
    first = model.rows()[0]
    assert first.passed
    assert "was it done?" in model.table()[0][0]


def test_times_that_an_event_starts_are_those_without_a_day() -> None:
    agreement = signed().add("dispute", blanks={"data_days": 7, "meeting_days": 14, "setup_days": 60})
    found = {clock.id: clock.span.number for clock in clocks_of(agreement)}
    assert found["dispute.data_days"] == 7
    assert found["bias.remedy_days"] == 30
    assert "dispute.setup_days" not in found, "it is counted from the entry into force"
    assert "bias.interval_months" not in found
    clock = next(one for one in clocks_of(agreement) if one.id == "dispute.data_days")
    assert clock.ends(date(2027, 2, 26)) == date(2027, 3, 5)
    with pytest.raises(AgreementError):
        clock.ends(date.max)


def test_the_page_goes_from_the_file_to_the_duties_and_says_the_last_day_of_a_time(page: Any) -> None:
    page.press("next")
    assert page.errors == {"signed": "Choose the agreement that you saved first."}
    give(page, written(signed()))
    assert "Fair, with E" in page.text("seen")
    page.press("next")
    assert page.sheet.step == "duties"
    assert "1 April 2027" in page.text("duties")
    assert "nobody but you knows" in page.text("duties")
    page.enter(event="bias.remedy_days", began="2027-03-01")
    assert "31 March 2027" in page.text("last")
    page.enter(began="9999-12-31")
    assert "No calendar reaches that far" in page.text("last")


def test_an_agreement_without_a_day_asks_for_it(page: Any) -> None:
    give(page, written(signed(starts=None)))
    page.press("next")
    assert page.sheet.step == "signed"
    assert "does not say on which day" in page.errors["starts"]
    page.enter(starts="2027-01-01")
    page.press("next")
    assert page.sheet.step == "duties"
    assert "1 April 2027" in page.text("duties")


def test_an_agreement_that_promises_no_number_ends_with_its_duties(page: Any) -> None:
    plain = Agreement(title="t", union="u", employer="e", place="KE", starts=date(2027, 1, 1)).add("notice")
    give(page, written(plain))
    assert page.sheet.steps == ["signed", "duties"]
    page.press("next")
    assert "promises a number, so there is nothing" in page.text("no-promise")
    assert "next" not in page.specs


def test_what_is_no_saved_draft_is_refused_in_words(page: Any) -> None:
    give(page, b"PK\x03\x04", "paper.docx")
    assert "is a paper, not the draft" in page.errors["signed"]
    give(page, b"title: [", "broken.yml")
    assert page.errors["signed"]
    page.press("next")
    assert page.sheet.step == "signed"


@pytest.mark.parametrize(
    ("women", "expected"),
    [((100, 1000), "broke"), ((395, 1000), "holds"), ((6, 20), "cannot_tell")],
)
def test_a_promise_is_said_to_be_kept_only_where_the_numbers_allow_nothing_else(
    women: tuple[int, int], expected: str
) -> None:
    yes, all_ = women
    men = (400, 1000) if all_ == 1000 else (8, 20)
    table = pd.DataFrame(
        {
            "sex": ["w", "w", "m", "m"],
            "hired": ["yes", "no", "yes", "no"],
            "n": [yes, all_ - yes, men[0], men[1] - men[0]],
        }
    )
    log = DecisionLog(table, decision="hired", selected=["yes"], effect="benefit", groups=["sex"], count="n")
    model = SignedModel(Language("en"), TODAY, signed())
    kept = model.kept(audit(log, smallest_cell=0))
    assert [one.status for one in kept] == [expected]
    assert any(one.say("en") in str(block) for one in kept for block in model.document(kept).blocks)


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.slow
def test_the_example_can_be_gone_through_in_every_language(
    open_page: Callable[[Sheet], Any], assert_tame: Any, language: str
) -> None:
    page = open_page(SignedView(language, TODAY))
    page.press("example")
    assert page.sheet.steps == ["signed", "duties", "promises"]
    page.press("next")
    page.press("dates")
    assert page.specs["duties-dates"]["files"][0]["name"] == Language(language).say("for-us-dates") + ".ics"
    assert page.specs["duties-paper"]["files"]
    page.press("next")
    page.press("hold")
    kept = page.sheet.signed.kept(example_result())
    assert kept
    assert all(strip(one.say(language)) in page.text("kept") for one in kept)
    for piece in page.pieces():
        assert_tame(piece)
    page.press("own")
    assert page.sheet.step == "signed"


def test_a_log_of_ones_own_is_asked_for_step_by_step(page: Any) -> None:
    give(page, written(signed()))
    for step in ("duties", "file"):
        page.press("next")
        assert page.sheet.step == step
    rows = ["w,yes"] * 100 + ["w,no"] * 900 + ["m,yes"] * 400 + ["m,no"] * 600
    content = ("sex,hired\n" + "\n".join(rows)).encode()
    message = {"event": "file", "name": "file", "id": "l", "file": "log.csv", "size": len(content), "at": 0}
    page.sheet.take(message, [content])
    page.press("next")
    page.enter(decision="hired")
    page.enter(selected=["yes"], effect="benefit")
    page.press("next")
    page.enter(groups=["sex"])
    page.press("next")
    assert page.sheet.step == "promises"
    assert "a list from before says nothing" in page.text("later")
    page.press("make")
    assert "Broken, as far as the published numbers tell" in page.text("kept")
