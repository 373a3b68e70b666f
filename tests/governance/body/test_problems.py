"""A joint body insists: every stage has an owner, no power without papers, a tie can end. Nothing else is told."""

from __future__ import annotations

import pytest

from toolkit.governance.body.body import Body
from toolkit.governance.body.options import menu
from toolkit.governance.body.problems import Kind, problems_of
from toolkit.languages import KNOWN

PARITY = Body.model("parity")


def kinds(body: Body) -> set[tuple[Kind, str]]:
    return {(one.kind, one.stage) for one in problems_of(body)}


@pytest.mark.parametrize("model", ["information", "consultation", "parity", "codecision"])
def test_a_ready_body_has_no_problem(model: str) -> None:
    assert problems_of(Body.model(model)) == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (PARITY.with_owner("buy", ""), {("no_owner", "buy")}),
        (PARITY.with_power("use", "veto"), {("no_documents", "use")}),
        (PARITY.with_power("use", "none"), {("no_power", "use")}),
        (PARITY.with_option("deadlock", "none"), {("no_end", "")}),
        (PARITY.with_option("deadlock", "stays"), {("runs_on", "")}),
        (
            PARITY.with_option("deadlock", "employer"),
            {("empty_consent", stage) for stage in ("buy", "start", "change")},
        ),
        (
            PARITY.with_option("rule", "answer"),
            {("advice_only", stage) for stage in ("buy", "start", "change")},
        ),
        (PARITY.with_option("parity", "minority").with_option("rule", "majority"), {("outvoted", "")}),
        (PARITY.with_option("time", "own"), {("no_time", "")}),
        (PARITY.with_number("days", 3), {("late", "")}),
    ],
)
def test_each_fault_is_told_and_no_other(body: Body, expected: set[tuple[Kind, str]]) -> None:
    assert kinds(body) == expected
    for problem in problems_of(body):
        for language in KNOWN:
            assert "{" not in problem.say(language)


def test_without_papers_every_power_is_empty_and_the_least_papers_are_named() -> None:
    bare = PARITY.with_option("documents", "none")
    assert kinds(bare) == {("no_documents", one.id) for one in menu().stages}
    assert "Ask at least for: The whole file" in problems_of(bare)[0].say("en").replace("\u2068", "").replace(
        "\u2069", ""
    )


def test_an_information_council_needs_no_hours_and_no_board() -> None:
    council = Body.model("information").with_option("time", "own").with_option("deadlock", "none")
    assert problems_of(council) == ()


def test_the_grave_ones_come_first() -> None:
    body = PARITY.with_number("days", 3).with_owner("end", "")
    assert [one.kind for one in problems_of(body)] == ["no_owner", "late"]
    assert [one.grave for one in problems_of(body)] == [True, False]
