"""Each kind of contradiction by itself, with two clauses of one's own that fix what a line says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from toolkit.bargaining.agreements.checks.contradictions import find_contradictions
from toolkit.bargaining.agreements.draft import DraftArticle
from toolkit.languages import strip


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


def test_a_share_that_stands_in_a_text_is_said_in_per_cent(fixing: Callable[..., DraftArticle]) -> None:
    pair = [
        fixing(name, f"{{kind: ratio, of: gap_audit, equal: {bound}}}") for name, bound in (("a", 0.8), ("b", 0.85))
    ]
    (problem,) = find_contradictions(pair)
    assert "80% under" in strip(problem.say())
    assert "85% under" in strip(problem.say())
