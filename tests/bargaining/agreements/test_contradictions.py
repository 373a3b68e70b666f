"""Contradictions follow from what clauses fix: forty planted, forty harmless, and none in the library as shipped."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from toolkit.bargaining import Agreement, Problem, library, use_clause
from toolkit.bargaining.agreements.contradictions import find_consents, find_contradictions, times_differ
from toolkit.bargaining.agreements.draft import DraftArticle
from toolkit.bargaining.agreements.problem import Shown
from toolkit.bargaining.agreements.problems import find_number_conflicts
from toolkit.bargaining.clauses import library as clauses
from toolkit.bargaining.clauses.fixed import KINDS, things
from toolkit.errors import RecordError
from toolkit.languages import KNOWN, strip

HOME = Path(__file__).parents[3]
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


def test_a_share_that_stands_in_a_text_is_said_in_per_cent(fixing: Callable[..., DraftArticle]) -> None:
    pair = [
        fixing(name, f"{{kind: ratio, of: gap_audit, equal: {bound}}}") for name, bound in (("a", 0.8), ("b", 0.85))
    ]
    (problem,) = find_contradictions(pair)
    assert "80% under" in strip(problem.say())
    assert "85% under" in strip(problem.say())


# --- each kind by itself, with clauses of one's own --------------------------------------------------------------


@pytest.fixture
def fixing(tmp_path: Path) -> Iterator[Callable[..., DraftArticle]]:
    """Make a clause of one's own that fixes what a line says, with the blanks of `train` (`report_months` is 6)."""

    def make(name: str, *lines: str) -> DraftArticle:
        place = shutil.copytree(HOME / "templates" / "clauses" / "jobs" / "train", tmp_path / name)
        record = yaml.safe_load((place / "clause.yml").read_text(encoding="utf-8"))
        record |= {"id": name, "fixes": [yaml.safe_load(line) for line in lines], "requires": []}
        (place / "clause.yml").write_text(yaml.safe_dump(record, allow_unicode=True), encoding="utf-8")
        use_clause(place)
        return article(name, "strong")

    yield make
    for name in clauses._own:
        clauses.read_library().pop(name)
    clauses._own.clear()


@pytest.mark.parametrize(
    ("first", "second", "starts"),
    [
        # keeping and deleting: the same, a wider and a narrower thing; what is excepted; what only touches
        (
            "{kind: keep, of: score_record, at_least: 2 years}",
            "{kind: keep, of: score_record, at_most: 23 months}",
            "Two rules clash on scores of single workers: under “",
        ),
        (
            "{kind: keep, of: score_record, at_least: 2 years}",
            "{kind: keep, of: worker_data, at_most: 23 months}",
            "Two rules clash on scores of single workers",
        ),
        (
            "{kind: keep, of: worker_data, at_least: 2 years}",
            "{kind: keep, of: score_record, at_most: 23 months}",
            "Two rules clash on scores of single workers",
        ),
        (
            "{kind: keep, of: system_record, at_least: 2 years}",
            "{kind: keep, of: worker_data, at_most: 1 years}",
            "Two rules clash on the log of decisions",
        ),
        (
            "{kind: keep, of: score_record, at_least: 2 years}",
            "{kind: keep, of: worker_data, at_most: 1 years, unless: [score_record]}",
            "",
        ),
        (
            "{kind: keep, of: position_data, at_least: 2 years}",
            "{kind: keep, of: worker_data, at_most: 1 years, unless: [monitoring_data]}",
            "",
        ),
        (
            "{kind: keep, of: worker_data, at_least: 2 years, unless: [monitoring_data]}",
            "{kind: keep, of: position_data, at_most: 1 days}",
            "",
        ),
        (
            "{kind: keep, of: monitoring_data, at_least: 2 years}",
            "{kind: keep, of: worker_data, at_most: 1 years, unless: [score_record]}",
            "Two rules clash on data from monitoring",
        ),
        ("{kind: keep, of: register_entry, at_least: 9 years}", "{kind: keep, of: worker_data, at_most: 1 days}", ""),
        ("{kind: keep, of: score_record, at_least: 2 years}", "{kind: keep, of: score_record, at_least: 3 years}", ""),
        ("{kind: keep, of: score_record, at_most: 2 years}", "{kind: keep, of: score_record, at_most: 3 days}", ""),
        (
            "{kind: keep, of: score_record, equal: 2 years}",
            "{kind: keep, of: score_record, equal: 3 years}",
            "Two rules clash on scores",
        ),
        (
            "{kind: keep, of: score_record, at_least: report_months}",
            "{kind: keep, of: score_record, at_most: 5 months}",
            "Two rules clash on scores",
        ),
        (
            "{kind: keep, of: score_record, at_least: report_months}",
            "{kind: keep, of: score_record, at_most: 183 days}",
            "",
        ),
        # what is kept and may not be used
        (
            "{kind: keep, of: pension_record, at_least: 9 years}",
            "{kind: use, of: worker_data, at_most: 1 years}",
            "Two rules clash on records for pensions: “",
        ),
        (
            "{kind: keep, of: pension_record, at_least: 9 years}",
            "{kind: use, of: worker_data, at_most: 1 years, unless: [pension_record]}",
            "",
        ),
        ("{kind: keep, of: worker_data, at_most: 9 years}", "{kind: use, of: position_data, at_most: 1 years}", ""),
        ("{kind: keep, of: position_data, at_most: 1 years}", "{kind: use, of: worker_data, at_most: 2 years}", ""),
        # rest and quiet
        (
            "{kind: rest, of: rest, at_least: 12 hours}",
            "{kind: quiet, of: rest, at_most: 11 hours}",
            "Two rules clash on rest",
        ),
        ("{kind: rest, of: rest, at_least: 11 hours}", "{kind: quiet, of: rest, at_least: 12 hours}", ""),
        ("{kind: rest, of: rest, at_least: 12 hours}", "{kind: quiet, of: rest, at_least: 11 hours}", ""),
        ("{kind: rest, of: rest, at_most: 11 hours}", "{kind: quiet, of: rest, at_least: 12 hours}", ""),
        (
            "{kind: rest, of: rest, at_least: 12 hours}",
            "{kind: rest, of: rest, at_most: 11 hours}",
            "Two rules clash on rest",
        ),
        # groups and bounds
        (
            "{kind: group, of: work_figure, at_least: 5}",
            "{kind: group, of: work_figure, at_least: 6}",
            "Two rules clash on figures on the pace, volume or quality of work",
        ),
        (
            "{kind: group, of: score_figure, at_least: 5}",
            "{kind: group, of: work_figure, at_least: 6}",
            "Two rules clash on figures on performance: the smallest group is",
        ),
        ("{kind: group, of: score_figure, at_least: 6}", "{kind: group, of: work_figure, at_least: 5}", ""),
        ("{kind: group, of: report, at_least: 5}", "{kind: group, of: report, at_least: 6}", ""),
        ("{kind: group, of: report, at_least: 5}", "{kind: group, of: gap_audit, at_least: 6}", ""),
        (
            "{kind: ratio, of: gap_audit, equal: 0.8}",
            "{kind: ratio, of: gap_audit, equal: 0.9}",
            "Two rules clash on the audit of gaps between groups: the bound is",
        ),
        ("{kind: ratio, of: gap_audit, equal: 0.8}", "{kind: ratio, of: gap_audit, equal: 0.8}", ""),
        (
            "{kind: ratio, of: gap_audit, at_most: 0.8}",
            "{kind: ratio, of: gap_audit, at_most: 0.9}",
            "Two rules clash on the audit",
        ),
        # answers, persons
        (
            "{kind: answers, of: new_decision, at_most: 7 days}",
            "{kind: answers, of: new_decision, at_most: 1 weeks}",
            "",
        ),
        (
            "{kind: answers, of: new_decision, at_most: 8 days}",
            "{kind: answers, of: new_decision, at_most: 1 weeks}",
            "Two rules clash on the new decision by a person: the time is 1 week",
        ),
        (
            "{kind: answers, of: explanation, at_most: 8 days}",
            "{kind: answers, of: new_decision, at_most: 1 weeks}",
            "",
        ),
        (
            "{kind: appoints, of: auditor, who: union}",
            "{kind: appoints, of: auditor, who: parties}",
            "Two rules clash on the auditor: under “",
        ),
        ("{kind: appoints, of: auditor, who: union}", "{kind: appoints, of: auditor, who: union}", ""),
        ("{kind: appoints, of: auditor, who: union}", "{kind: appoints, of: expert, who: employer}", ""),
        ("{kind: consents, of: new_system, who: union}", "{kind: consents, of: new_system, who: committee}", ""),
    ],
)
def test_what_contradicts_and_what_does_not(
    fixing: Callable[..., DraftArticle], first: str, second: str, starts: str
) -> None:
    pair = [fixing("mine", first), fixing("yours", second)]
    for order in (pair, pair[::-1]):
        found = [strip(one.say()) for one in find_contradictions(order)]
        assert len(found) == bool(starts)
        assert all(one.startswith(starts) for one in found)


def test_a_narrower_rule_of_an_article_takes_the_place_of_its_wider_one(fixing: Callable[..., DraftArticle]) -> None:
    keeps = fixing("mine", "{kind: keep, of: position_data, at_least: 2 years}")
    deletes = fixing(
        "yours",
        "{kind: keep, of: worker_data, at_most: 1 years}",
        "{kind: keep, of: monitoring_data, at_most: 30 days, unless: [access_log]}",
    )
    (said,) = [strip(one.say()) for one in find_contradictions([keeps, deletes])]
    assert "deletion is due after at most 30 days" in said
    log = fixing("third", "{kind: keep, of: access_log, at_least: 6 months}")
    assert list(find_contradictions([log, deletes])) == []  # the wider rule holds for what the narrower one excepts
    (said,) = [
        strip(one.say())
        for one in find_contradictions([fixing("fourth", "{kind: keep, of: access_log, at_least: 2 years}"), deletes])
    ]
    assert "deletion is due after at most 1 year" in said


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


# --- the data ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{kind: keep, of: worker_data, at_most: 10}", "“at_most” must hold a time"),
        ("{kind: group, of: work_figure, at_least: 10 days}", "“at_least” must hold a number without a unit"),
        ("{kind: keep, of: worker_data, at_most: practice_years}", "it must be a blank of this clause"),
        ("{kind: keep, of: weather, at_most: 10 days}", "“of” is “weather”"),
        ("{kind: settles, of: record}", "“about” belongs to “settles”"),
        ("{kind: settles, of: record, about: rest}", "“about” is “rest”"),
        ("{kind: keep, of: record, about: keep, at_most: 1 days}", "“about” belongs to “settles”"),
        ("{kind: consents, of: new_system, who: everybody}", "“who” is “everybody”"),
        ("{kind: group, of: work_figure, at_least: 5, where: {nothing: [a]}}", "“where” must name one of the blanks"),
        ("{kind: group, of: work_figure, at_least: 5, where: {subjects: [weather]}}", "“subjects” has weather"),
        ("{kind: keep, of: worker_data, at_least: yearly_hours, in: [minimum]}", "which minimum does not use"),
    ],
)
def test_what_a_record_fixes_wrongly_is_refused(fixing: Callable[..., DraftArticle], line: str, complaint: str) -> None:
    with pytest.raises(RecordError, match=complaint):
        fixing("mine", line)


def test_a_thing_of_its_own_is_marked_by_true_or_false() -> None:
    assert [thing.id for thing in things().values() if thing.own] == ["report"]


def test_things_have_words_in_every_language_and_every_kind_is_used() -> None:
    for thing in things().values():
        assert set(thing.words.languages) == set(KNOWN), thing.id
    used = {fix.kind for clause in library().values() for fix in clause.fixes}
    assert used == set(KINDS)
    assert all(clause.fixes for clause in library().values())


def test_responsibility_orders_no_keeping_of_what_others_delete() -> None:
    (keep,) = [fix for fix in library()["liability"].fixes if fix.kind == "keep"]
    assert keep.unless == ("monitoring_data", "prompt_record")
