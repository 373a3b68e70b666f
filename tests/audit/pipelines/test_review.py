"""What people change about recommendations, by hand; and when it must not be called a stamp."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from toolkit.audit import Review, audit_review
from toolkit.errors import AuditError, ValueNotFound

COLUMNS = ["sex", "day", "system", "person", "true", "n"]
ROLES: dict[str, Any] = {
    "recommended": "system",
    "recommended_selected": ["stop"],
    "final": "person",
    "final_selected": ["stop"],
    "effect": "burden",
    "groups": ["sex"],
    "count": "n",
}


def review_of(rows: list[tuple], **how: Any) -> Review:
    return audit_review(pd.DataFrame(rows, columns=COLUMNS), **(ROLES | how))


def people(sex: str, kept: int, changed: int, right: bool, day: str = "calm") -> list[tuple]:
    """Recommended to be stopped, kept or changed, and whether that was right."""
    true = "yes" if right else "no"
    return [(sex, day, "stop", "stop", true, kept), (sex, day, "stop", "pay", true, changed)]


QUIET = [row for sex in ("women", "men") for row in people(sex, 4000, 12, True)]


def test_each_direction_is_counted_among_those_who_could_go_that_way() -> None:
    rows = [
        ("women", "calm", "pay", "pay", "", 890),
        ("women", "calm", "pay", "stop", "", 110),
        ("women", "calm", "stop", "stop", "", 190),
        ("women", "calm", "stop", "pay", "", 10),
        ("men", "calm", "pay", "pay", "", 950),
        ("men", "calm", "pay", "stop", "", 50),
        ("men", "calm", "stop", "stop", "", 140),
        ("men", "calm", "stop", "pay", "", 60),
    ]
    review = review_of(rows)
    rates = review.rates.set_index(["measure", "group"])
    assert rates.loc[("made_worse", "women"), ["numerator", "denominator"]].tolist() == [110, 1000]
    assert rates.loc[("made_better", "men"), ["numerator", "denominator"]].tolist() == [60, 200]
    assert rates.loc[("changed", "women"), "value"] == 120 / 1200
    assert rates.loc[("recommended", "men"), "value"] == 200 / 1200
    assert rates.loc[("final", "men"), "value"] == 190 / 1200
    for measure in ("made_worse", "made_better"):
        assert review.finding("gap", measure=measure).worse_off == "women"
    benefit = review_of(rows, effect="benefit").rates.set_index(["measure", "group"])
    assert benefit.loc[("made_worse", "women"), ["numerator", "denominator"]].tolist() == [10, 200]


def test_few_changes_alone_are_not_called_a_stamp() -> None:
    finding = review_of(QUIET).finding("review")
    assert finding.verdict == "seldom"
    assert "does not show that nobody looked" in finding.say()
    assert "24" in finding.say()


def test_wrong_recommendations_that_nobody_stops_are_a_stamp() -> None:
    rows = [row for sex in ("women", "men") for row in [*people(sex, 3000, 10, True), *people(sex, 1200, 0, False)]]
    rows += [(sex, "calm", "pay", "pay", "no", 2000) for sex in ("women", "men")]
    finding = review_of(rows, outcome="true", outcome_true=["yes"]).finding("review")
    assert finding.verdict == "stamp"
    assert (finding.wrong, finding.wrong_changed) == (2400, 0)


def test_where_the_wrong_ones_are_stopped_few_changes_are_no_stamp() -> None:
    rows = [row for sex in ("women", "men") for row in [*people(sex, 4000, 0, True), *people(sex, 12, 18, False)]]
    rows += [(sex, "calm", "pay", "pay", "no", 2000) for sex in ("women", "men")]
    finding = review_of(rows, outcome="true", outcome_true=["yes"]).finding("review")
    assert finding.verdict == "seldom_and_right"
    assert "this is no stamp" in finding.say()


def test_outcomes_of_one_decision_only_say_nothing_about_stopping() -> None:
    """Who is paid in the end is never looked into: none of the wrong ones that were stopped could be counted."""
    rows = [("women", "calm", "stop", "stop", "no", 3000), ("women", "calm", "stop", "pay", "", 12)]
    rows += [("women", "calm", "stop", "stop", "yes", 1000)]
    rows += [("men", *row[1:]) for row in rows]
    finding = review_of(rows, outcome="true", outcome_true=["yes"]).finding("review")
    assert finding.verdict == "seldom"
    assert finding.one_sided
    assert finding.wrong == 0


def test_few_recommendations_tell_nothing() -> None:
    rows = [row for sex in ("women", "men") for row in people(sex, 100, 0, True)]
    assert review_of(rows).verdict == "too_few"
    assert review_of(rows, token=0.05).verdict == "seldom"


def test_where_calm_days_are_otherwise_it_is_said_and_no_stamp() -> None:
    rows = [row for sex in ("women", "men") for row in people(sex, 30_000, 20, False, "busy")]
    rows += [row for sex in ("women", "men") for row in people(sex, 300, 30, False, "calm")]
    rows += [(sex, day, "pay", "pay", "no", 2000) for sex in ("women", "men") for day in ("busy", "calm")]
    rows += [(sex, day, "stop", "stop", "yes", 50) for sex in ("women", "men") for day in ("busy", "calm")]
    review = review_of(rows, load="day", outcome="true", outcome_true=["yes"], reference={"day": "calm"})
    finding = review.finding("review")
    assert finding.verdict == "seldom"
    assert [(name, group) for name, group, _ in finding.elsewhere] == [("day", "calm")]
    assert review.finding("gap", characteristic="day", measure="changed").ratio < 0.1


def test_a_few_changed_cases_are_not_told() -> None:
    rows = [*people("women", 4000, 3, True), *people("men", 4000, 14, True)]
    review = review_of(rows)
    assert review.verdict == "withheld"
    rates = review.rates.set_index(["measure", "group"])
    assert pd.isna(rates.loc[("changed", "women"), "numerator"])
    assert pd.isna(rates.loc[("made_better", "women"), "numerator"])


def test_what_does_not_fit_is_said() -> None:
    with pytest.raises(AuditError, match="same column"):
        review_of(QUIET, final="system")
    with pytest.raises(ValueNotFound):
        review_of(QUIET, recommended_selected=["Stop"])
