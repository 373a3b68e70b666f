"""Contradictions follow from what clauses fix: forty planted, forty harmless, and none in the library as shipped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from toolkit.bargaining import Agreement, Problem, library
from toolkit.bargaining.agreements.checks.contradictions import find_consents, find_contradictions, times_differ
from toolkit.bargaining.agreements.checks.problem import Shown
from toolkit.bargaining.agreements.checks.problems import find_number_conflicts
from toolkit.bargaining.agreements.draft import DraftArticle
from toolkit.languages import KNOWN, strip

CASES = yaml.safe_load((Path(__file__).parent / "contradictions.yml").read_text(encoding="utf-8"))
# Where a number that was moved contradicts a default that the row does not name: data are usable for one month, and
# the lifecycle keeps other data for its usual twelve. What the row is about stays harmless.
BESIDES = {6: {"retention_months", "purpose_months"}}
DAY = date(2026, 12, 1)


def article(clause: str, strength: str, **values: Any) -> DraftArticle:
    """A clause with its defaults, or its examples where it has none, save what is given."""
    usual = {
        blank.name: blank.example if blank.default is None else blank.default for blank in library()[clause].blanks
    }
    return DraftArticle(clause, strength, usual | values)


def articles_of(row: list[Any]) -> list[DraftArticle]:
    first, second = row[:4], row[4:]
    moved: dict[tuple[str, str], dict[str, Any]] = {}
    for clause, strength, blank, value in (first, second):
        moved.setdefault((clause, strength), {}).update({} if blank is None else {blank: value})
    return [article(clause, strength, **values) for (clause, strength), values in moved.items()]


def conflicts_in(articles: list[DraftArticle]) -> list[Problem]:
    return [*find_contradictions(articles), *find_number_conflicts(articles)]


def blanks_in(problem: Problem) -> set[str]:
    """The blanks whose numbers a contradiction names."""
    values = [*problem.values.values()]
    values += [side for one in values if hasattr(one, "first") for side in (one.first, one.second)]
    return {one.blank.name for one in values if isinstance(one, Shown)}


@pytest.mark.parametrize("row", CASES["planted"], ids=[str(n) for n in range(1, 41)])
def test_a_planted_contradiction_is_found_with_both_clauses_and_both_amounts(row: list[Any]) -> None:
    found = conflicts_in(articles_of(row))
    (about,) = [one for one in found if blanks_in(one) == {row[2], row[6]} and set(one.clauses) == {row[0], row[4]}]
    assert about.kind == "conflict"
    for code in KNOWN:
        said = strip(about.say(code))
        for clause, blank, value in ((row[0], row[2], row[3]), (row[4], row[6], row[7])):
            shown = library()[clause].blank(blank)
            assert shown is not None
            assert strip(Shown(shown, value).say(code)) in said, code
            assert library()[clause].text(code).title in said, code


@pytest.mark.parametrize(("number", "row"), [*enumerate(CASES["harmless"], 1)], ids=[str(n) for n in range(1, 41)])
def test_a_harmless_neighbour_is_not_reported(number: int, row: list[Any]) -> None:
    assert [blanks_in(one) for one in conflicts_in(articles_of(row))] in ([], [BESIDES.get(number)])


def test_the_library_as_shipped_contradicts_itself_in_no_pair_and_no_strength() -> None:
    usual = [article(clause, strength) for clause, one in library().items() for strength in one.strengths]
    assert len(usual) == 3 * 49
    found = [conflicts_in([one]) for one in usual]
    found += [conflicts_in([*pair]) for pair in combinations(usual, 2) if pair[0].clause != pair[1].clause]
    assert [one.say() for many in found for one in many] == []


@pytest.mark.parametrize("strength", ["minimum", "standard", "strong"])
def test_all_clauses_together_contradict_each_other_nowhere(strength: str) -> None:
    assert [one.say() for one in conflicts_in([article(clause, strength) for clause in library()])] == []


def test_the_problems_of_a_draft_hold_its_contradictions() -> None:
    draft = Agreement(
        title="T", union="U", employer="E", place="KE", on=DAY, articles=tuple(articles_of(CASES["planted"][0]))
    )
    (said,) = [one.say() for one in draft.problems() if one.kind == "conflict"]
    assert said == (
        "Two rules clash on data about workers: “Retention and deletion of data, and data of those who leave” allows "
        "keeping for 24 months, “Limits on purposes and on the collection of data” allows use for no more than 12 "
        "months. What may no longer be used should be deleted."
    )


def test_a_blank_that_is_open_contradicts_nothing() -> None:
    first, second = articles_of(CASES["planted"][0])
    open_one = DraftArticle(second.clause, second.strength, {"notice_days": 30})
    assert conflicts_in([first, open_one]) == []


def test_figures_without_pace_or_scores_are_no_figures_of_monitoring() -> None:
    row = CASES["planted"][16]
    collective, minimise = articles_of(row)
    assert conflicts_in([collective, minimise])
    other = DraftArticle(collective.clause, collective.strength, {**collective.blanks, "subjects": ("pay", "hours")})
    assert conflicts_in([other, minimise]) == []


@pytest.mark.parametrize(
    ("one", "unit", "other", "other_unit", "sign"),
    [
        (12, "months", 1, "years", 0),
        (13, "months", 1, "years", 1),
        (366, "days", 12, "months", 0),  # of a leap year
        (368, "days", 1, "years", 1),
        (62, "days", 2, "months", 0),  # July and August
        (64, "days", 2, "months", 1),
        (28, "days", 1, "months", -1),
        (24, "hours", 1, "days", 0),
        (25, "hours", 1, "days", 1),
        (90, "minutes", 1, "hours", 1),
        (2, "weeks", 14, "days", 0),
        (0.8, None, 0.85, None, -1),
    ],
)
def test_times_are_compared_in_days_with_the_play_of_the_calendar(
    one: float, unit: str | None, other: float, other_unit: str | None, sign: int
) -> None:
    more = times_differ(one, unit, other, other_unit)
    assert (more > 0) - (more < 0) == sign
    assert times_differ(other, other_unit, one, unit) == -more


# --- what settles, and what only adds up -------------------------------------------------------------------------


def test_an_order_of_precedence_settles_times_of_keeping_and_nothing_else() -> None:
    pair = articles_of(CASES["planted"][29])  # the log of access, 24 months against 12
    assert conflicts_in(pair)
    for strength in ("standard", "strong"):
        assert conflicts_in([*pair, article("records", strength)]) == []
    # The minimum of records stops deletion of evidence, exposure and pensions; a log of access is none of them.
    assert conflicts_in([*pair, article("records", "minimum")])
    unusable = articles_of(CASES["planted"][0])
    assert conflicts_in([*unusable, article("records", "strong")])


def test_the_minimum_of_records_settles_as_much_as_it_says(fixing: Callable[..., DraftArticle]) -> None:
    deletes = fixing("mine", "{kind: keep, of: decision_log, at_most: 1 years}")
    keeps = article("explain", "strong", keep_years=3)
    assert conflicts_in([deletes, keeps])
    assert conflicts_in([deletes, keeps, article("records", "minimum", evidence_years=3)]) == []
    assert conflicts_in([deletes, keeps, article("records", "minimum", evidence_years=2)])


def test_one_procedure_settles_how_long_the_union_has_to_answer() -> None:
    two = [article("notice", "strong", talk_days=60), article("procedure", "strong", high_days=30)]
    assert conflicts_in(two) == []
    new = [article("human", "strong", redecide_days=7), article("explain", "strong"), article("procedure", "strong")]
    assert conflicts_in(new)


def test_consents_add_up_and_only_call_for_one_procedure() -> None:
    asking = [article("human", "strong"), article("committee", "strong"), article("monitor", "strong")]
    (advice,) = find_consents(asking)
    assert conflicts_in(asking) == []
    assert advice.kind == "companion"
    assert advice.clauses == ("human", "committee", "monitor", "procedure")
    for code in KNOWN:
        assert all(library()[clause].text(code).title in strip(advice.say(code)) for clause in advice.clauses)
    assert list(find_consents([*asking, article("procedure", "minimum")])) == []
    assert list(find_consents(asking[:1])) == []
    assert list(find_consents([article("human", "standard"), article("monitor", "standard")])) == []
    # A person's own consent is not asked for in a procedure of the union.
    assert list(find_consents([article("human", "strong"), article("likeness", "minimum")])) == []


def test_the_advice_on_consents_is_not_repeated_for_each_clause() -> None:
    draft = Agreement(title="T", union="U", employer="E", place="KE", on=DAY)
    for clause in ("human", "monitor"):
        draft = draft.add(clause, strength="strong")
    title = library()["procedure"].text("en").title
    assert sum(title in strip(one.say()) for one in draft.problems()) == 1
    mild = Agreement(title="T", union="U", employer="E", place="KE", on=DAY).add("human").add("monitor")
    assert sum(title in strip(one.say()) for one in mild.problems()) == 2


def test_two_numbers_of_one_article_are_said_as_such() -> None:
    (problem,) = conflicts_in(articles_of(CASES["planted"][35]))
    assert problem.clauses == ("dispute",)
    assert strip(problem.say()) == (
        "Two numbers in “Disputes, remedies and their enforcement” contradict each other. The documents would "
        "arrive (20 days) only after the "
        "meeting for which they are needed (10 days)."
    )


def test_a_number_that_means_something_else_in_another_strength_is_not_held_against_it() -> None:
    # In the standard text of review the Employer has these days to begin a review after harm.
    assert conflicts_in([article("review", "standard", answer_days=60, report_days=30)]) == []
    assert conflicts_in([article("dispute", "minimum", meeting_days=60, talks_days=30)]) == []
    assert conflicts_in([article("notice", "strong", talk_days=60, notice_days=30)]) == []
