"""The papers of a joint body come out whole, for four models in five languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import icalendar
import pytest

from toolkit.documents import Article, Table, write_text
from toolkit.errors import AgreementError
from toolkit.governance.body.body import Body
from toolkit.governance.body.calendar_file import calendar_of_year
from toolkit.governance.body.charter import charter_document, choices_document, matrix_of
from toolkit.governance.body.options import menu
from toolkit.governance.body.promises import meetings_of, promises_of, year_of
from toolkit.languages import KNOWN, strip

MODELS = ("information", "consultation", "parity", "codecision")
STARTS = date(2027, 1, 1)


def dated(model: str, language: str = "en") -> Body:
    return replace(Body.model(model, language), union="Union", employer="City", starts=STARTS)


@pytest.mark.parametrize("language", KNOWN)
@pytest.mark.parametrize("model", MODELS)
def test_a_charter_comes_out_whole(model: str, language: str) -> None:
    body = dated(model, language)
    document = charter_document(body, language)
    articles = [block.id for block in document.blocks if isinstance(block, Article)]
    assert articles == [
        *("mandate", "parity", "time", "experts", "documents", "powers", "meetings", "rule", "deadlock", "protection")
    ]
    matrix, promises = (block for block in document.blocks if isinstance(block, Table))
    assert len(matrix.rows) == len(menu().stages)
    assert len(promises.rows) == len(promises_of(body))
    assert all(str(cell).strip() for table in (matrix, promises) for row in table.rows for cell in row)
    text = write_text(document)
    assert "{" not in text
    assert "[" not in text, "our names for promises are no part of what is signed"
    powers = next(block for block in document.blocks if isinstance(block, Article) and block.id == "powers")
    assert not str(powers.paragraphs[0].text).startswith(str(powers.title))
    if language != "en":
        english = {menu().say(path, "en") for path in menu().words}
        assert not [line for line in text.splitlines() if line.strip() in english]
    events = icalendar.Calendar.from_ical(calendar_of_year(body, language)).walk("VEVENT")
    assert len(events) == len(year_of(body))


def test_the_charter_for_the_table_holds_no_strategy_and_ours_says_so() -> None:
    body = dated("parity").with_option("deadlock", "employer")
    theirs, ours = strip(write_text(charter_document(body))), strip(write_text(choices_document(body)))
    consequence = menu().say("options.deadlock.employer.consequence", "en")
    assert consequence not in theirs
    assert "Ask" not in theirs
    assert consequence in ours
    assert "That is being heard, not agreeing" in ours
    assert "No precedent is on record here. That is no proof that there is none." in ours
    assert choices_document(body).mark
    assert not charter_document(body).mark


def test_the_first_year_as_counted_by_hand() -> None:
    body = dated("parity")  # every two months, papers 14 days before
    assert meetings_of(body) == (
        *(date(2027, 1, 31), date(2027, 3, 31), date(2027, 5, 31), date(2027, 7, 31), date(2027, 9, 30)),
        date(2027, 11, 30),
    )
    year = [(day.isoformat(), one.id) for day, one in year_of(body)]
    assert year[:4] == [
        ("2027-01-15", "members"),
        ("2027-01-17", "documents"),
        ("2027-01-31", "experts"),
        ("2027-01-31", "meetings"),
    ]
    assert year[-1] == ("2028-01-01", "review")
    again = calendar_of_year(body, "en")
    assert again == calendar_of_year(body, "en"), "the same charter gives the same events"


def test_papers_are_never_due_before_the_charter_applies() -> None:
    early = dated("parity").with_number("days", 60)
    assert min(day for day, _ in year_of(early)) >= STARTS


def test_each_promise_has_id_owner_paper_and_evidence_and_a_stage_without_power_promises_nothing() -> None:
    body = dated("codecision").with_power("plan", "none").with_owner("use", "chairs")
    found = {one.id: one for one in promises_of(body)}
    assert "stage-plan" not in found
    assert (found["stage-use"].owner, found["stage-buy"].owner) == ("both", "employer")
    assert found["stage-buy"].who("en") == "Head of purchasing"
    for one in found.values():
        assert one.what()
        assert one.document()
        assert one.evidence()


def test_without_a_first_day_there_is_no_calendar_and_the_charter_says_so() -> None:
    open_ = replace(dated("parity"), starts=None)
    with pytest.raises(AgreementError, match="from which day"):
        calendar_of_year(open_, "en")
    assert "a day to be agreed" in write_text(charter_document(open_))


def test_a_tie_stands_in_the_matrix_only_where_there_is_a_vote() -> None:
    rows = {row[0]: row for row in matrix_of(dated("parity")).rows}
    assert rows["Purchase and contract"][-1] == "Arbitrators decide, and it binds"
    assert rows["Use and control"][-1] == "no vote is taken"
