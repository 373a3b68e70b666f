"""Articles whose words stay: what was taken in a definition, the scope or the entry into force is told at each."""

from __future__ import annotations

from datetime import date

import pytest

from toolkit.bargaining import Agreement, library
from toolkit.bargaining.counter.changes import Change
from toolkit.bargaining.counter.compare import compare_with
from toolkit.documents import write_markdown

BLANKS = {blank.name: blank.example for blank in library()["notice"].blanks}


@pytest.fixture(scope="module")
def ours() -> Agreement:
    how = {"union": "Dock Workers", "employer": "Harbour Agency", "place": "KE", "language": "en"}
    draft = Agreement(title="Fair decisions", on=date(2026, 12, 1), **how)
    return draft.add("notice", strength="standard", blanks=BLANKS)


def answered(ours: Agreement, old: str, new: str) -> tuple[Change, ...]:
    text = write_markdown(ours.document("table"))
    assert text.count(old) == 1
    return compare_with(ours, text.replace(old, new).encode(), name="answer.md")


def told(changes: tuple[Change, ...]) -> list[Change]:
    return [one for one in changes if any(noticed.id == "fewer-cases" for noticed in one.noticed)]


def test_a_narrower_term_is_told_where_it_is_used_and_nowhere_else(ours: Agreement) -> None:
    old = "every person who performs work for the Employer, whatever the form of the contract"
    changes = answered(ours, old, "every person who works full-time for the Employer under a permanent contract")
    reached = told(changes)
    assert reached
    assert {one.clause for one in reached} == {"notice", "final"} & {one.clause for one in reached}
    assert all("Worker" in one.say() and "It may cover fewer cases" in one.say() for one in reached)
    # The words stay, so they are called unchanged; nobody is told that this is certain.
    assert {(one.kind, one.sure) for one in reached} == {("unchanged", False)}
    silent = [one for one in changes if one.clause == "notice" and one not in reached]
    assert all("Worker" not in one.ours.replace("Worker Data", "") for one in silent)


def test_another_entry_into_force_counts_as_a_loss_and_is_told_once_an_article(ours: Agreement) -> None:
    old = "on the day on which the last party signs it"
    changes = answered(ours, old, "when the budget of the following year provides for it")
    (force,) = [one for one in changes if one.clause == "force" and one.paragraph == 1]
    assert force.kind == "weakened"
    assert not force.sure
    assert [one.clause for one in told(changes)] == ["notice"]


def test_an_answer_that_leaves_the_frame_alone_tells_nothing_of_it(ours: Agreement) -> None:
    assert (
        told(answered(ours, "not later than 90 days before the system", "not later than 60 days before the system"))
        == []
    )


def renamed(ours: Agreement, *edits: tuple[str, str]) -> tuple[Change, ...]:
    text = write_markdown(ours.document("table"))
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return compare_with(ours, text.replace("the Employer", "the Trust").encode(), name="answer.md")


def test_another_name_of_the_employers_changes_no_definition(ours: Agreement) -> None:
    changes = renamed(ours)
    assert told(changes) == []
    (change,) = [one for one in renamed(ours, ("a human being in", "a machine or a human being in")) if one.takes]
    assert [one.values["term"] for one in change.noticed if one.id == "frame"] == ["Competent Person"]


def test_the_frame_says_what_of_it_was_changed(ours: Agreement) -> None:
    def first(old: str, new: str) -> str:
        changes = answered(ours, old, new)
        return next(one.say() for one in changes if one.takes and one.clause in ("definitions", "scope", "force"))

    assert first("to all Workers and to all", "to all permanent Workers and to all").startswith("Whom or what")
    assert first("on the day on which the last party signs it", "when the Board so decides").startswith("From when")
    assert "“Worker”" in first("whatever the form of the contract", "under a permanent contract")
