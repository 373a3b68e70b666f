"""The table without a page: entries become a record (worked out by hand), and the employer learns no secret."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from toolkit.app.talks.model import MOST_ROUNDS, STAKES, TableModel
from toolkit.bargaining import library
from toolkit.languages import Language, strip

DAY = date(2027, 3, 1)
NOTICE, HUMAN, BIAS = STAKES
ROUND_1 = {
    "offer.1.notice.employer.strength": "minimum",
    "offer.1.notice.employer.number": "30",
    "offer.1.bias.employer.strength": "minimum",
    "offer.1.bias.employer.number": "90",
}
ROUND_2 = {
    "rounds": "2",
    "offer.2.notice.union.strength": "minimum",
    "offer.2.notice.union.number": "٣٠",
    "offer.2.bias.union.strength": "standard",
    "offer.2.bias.employer.strength": "standard",
    "offer.2.bias.employer.number": "60",
}
ALL = {**ROUND_1, **ROUND_2}


def table(entries: dict[str, Any], side: str = "union", language: str = "en") -> TableModel:
    return TableModel(Language(language), {"side": side, **entries}, DAY)


def statuses(model: TableModel) -> dict[tuple[str, str], str]:
    now = model.ours.state()
    names = {(one.clause, what): model.issue_name(one, what) for one in STAKES for what in ("strength", "number")}
    return {key: now[name].status for key, name in names.items()}


# --- the clauses on the table ------------------------------------------------------------------------------------


def test_the_stakes_come_from_the_starter_agreement_and_hold_together() -> None:
    from toolkit.app.agreement.model import STARTER

    assert sum(one.points for one in STAKES) == 100
    for one in STAKES:
        clause = library()[one.clause]
        assert one.clause in STARTER
        assert all(one.number in clause.text("en").blanks_of(strength) for strength in clause.strengths)
        # An agreement is possible: the employer may go at least as far as the union must.
        steps = ("none", *clause.strengths)
        assert steps.index(one.limit) >= steps.index(one.floor)
        assert not one.blank.below_floor(one.furthest)
        assert one.blank.below_floor(one.start)


# --- what the package is worth, by hand --------------------------------------------------------------------------


def test_the_record_is_worth_what_was_worked_out_by_hand() -> None:
    talks = table(ALL).ours
    # Points: notice 14 + 6, human 24 + 11, bias 30 + 15. The number of notice goes from 10 (start) to 90, the days of
    # the remedy from 120 down to 30.
    assert [issue.weight for issue in talks.issues] == [14, 6, 24, 11, 30, 15]
    first = 14 / 3 + 6 * 20 / 80 + 30 / 3 + 15 * 30 / 90
    assert talks.package_value("union", 1) == pytest.approx(1.0)
    assert talks.package_value("employer", 1) == pytest.approx(first / 100)
    second = 14 / 3 + 6 * 20 / 80 + 30 * 2 / 3
    assert talks.package_value("union", 2) == pytest.approx((second + 24 + 11 + 15) / 100)
    assert talks.package_value("employer", 2) == pytest.approx((second + 15 * 60 / 90) / 100)


def test_what_everybody_heard_counts_alike_whatever_the_union_gave_its_points_for() -> None:
    entries = {**ALL, "own": ["own"], "points.notice": "90", "floor.bias.number": "40"}
    for talks in (table(ALL).at_table, table(entries).at_table):
        # Six issues of the same weight, on the same scales.
        assert talks.package_value("union", 2) == pytest.approx((1 / 3 + 20 / 80 + 1 + 1 + 2 / 3 + 1) / 6)
        assert talks.package_value("employer", 2) == pytest.approx((1 / 3 + 20 / 80 + 2 / 3 + 60 / 90) / 6)


def test_where_offers_meet_it_is_settled_and_whoever_moves_off_opens_it_again() -> None:
    settled = statuses(table(ALL))
    assert [key for key, status in settled.items() if status == "settled"] == [
        ("notice", "strength"), ("notice", "number"), ("bias", "strength")
    ]  # fmt: skip
    again = table({**ALL, "rounds": "3", "offer.3.notice.union.number": "60"})
    assert statuses(again)[("notice", "number")] == "open"
    assert statuses(again)[("bias", "strength")] == "settled"  # said again, and not opened by that
    kinds = [getattr(event, "kind", "offer") for event in again.ours.rounds[2].events]
    assert kinds.count("reopened") == 1
    assert "settled" not in kinds


def test_an_article_that_the_union_takes_back_takes_its_number_along() -> None:
    gone = {**ROUND_1, "rounds": "2", "offer.2.notice.union.strength": "none"}
    assert statuses(table(gone))[("notice", "number")] == "withdrawn"
    back = table({**gone, "rounds": "3", "offer.3.notice.union.strength": "minimum"})
    assert statuses(back)[("notice", "number")] == "open"
    assert statuses(back)[("notice", "strength")] == "settled"


def test_an_article_that_the_employer_takes_back_takes_its_number_along() -> None:
    back = table({**ROUND_1, "rounds": "2", "offer.2.notice.employer.strength": "none"})
    assert back.ours.state()[back.issue_name(NOTICE, "number")].theirs == 10
    # Its text and its number are gone; what it offers on bias stays: 30 / 3 + 15 × 30 / 90.
    assert back.ours.package_value("employer") == pytest.approx(0.15)


# --- offers ------------------------------------------------------------------------------------------------------


def test_a_group_begins_with_its_own_sheet_and_does_not_know_the_other_one() -> None:
    assert table({}).offer(1, NOTICE, "union", "strength") == "strong"
    assert table({}).offer(1, NOTICE, "union", "number") == 90
    assert table({}).offer(1, NOTICE, "employer", "number") is None
    assert table({}, "employer").offer(1, NOTICE, "union", "strength") is None
    assert table({}, "employer").offer(1, HUMAN, "employer", "number") == 24
    assert table({}, "both").offer(1, HUMAN, "employer", "strength") == "none"
    assert table({}, "both").offer(1, HUMAN, "union", "number") == 6


def test_an_offer_stands_until_it_is_changed_and_an_earlier_round_can_be_mended() -> None:
    assert table({**ROUND_1, "rounds": "3"}).offer(3, NOTICE, "employer", "number") == 30
    mended = {**ROUND_1, "rounds": "3", "offer.1.notice.employer.number": "20"}
    assert table(mended).offer(3, NOTICE, "employer", "number") == 20
    emptied = {**ALL, "offer.2.notice.union.number": "", "rounds": "3"}
    assert table(emptied).offer(2, NOTICE, "union", "number") is None
    assert table(emptied).offer(3, NOTICE, "union", "number") == 90


def test_a_round_that_was_only_opened_has_not_been_held() -> None:
    assert table({**ROUND_1, "rounds": "2"}).held == 1
    assert table({**ROUND_1, "rounds": "2", "held": "2"}).held == 2  # gone through, and nobody moved
    assert table({**ROUND_1, "held": "5"}).held == 1
    assert len(table(ALL).ours.rounds) == 2


def test_days_follow_each_other_whatever_was_kept() -> None:
    days = [one.day for one in table({**ALL, "day.1": "2027-03-08", "day.2": "2027-03-02"}).ours.rounds]
    assert days == [date(2027, 3, 8), date(2027, 3, 8)]
    assert table({**ALL, "day.1": "tomorrow"}).ours.rounds[0].day == DAY


# --- points and red lines ----------------------------------------------------------------------------------------


def test_what_is_settled_below_a_red_line_of_their_own_rings() -> None:
    assert table(ALL).ours.beyond_floor() == ()
    own = {**ALL, "own": ["own"], "floor.notice.number": "60", "floor.notice.strength": "standard"}
    alarms = [strip(one.say("en")) for one in table(own).ours.beyond_floor()]
    assert alarms == [
        "Red line: “Notice before introduction, and consultation” was settled at an article with information, worse "
        "than what we said we would accept (an article with dated duties and a remedy).",
        "Red line: “Notice before introduction, and consultation: Notice before” was settled at 30 days, worse than "
        "what we said we would accept (60 days).",
    ]
    assert table({**own, "own": []}).ours.beyond_floor() == ()


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("points.bias", "101", "“101” are no points"),
        ("points.bias", "many", "“many” are no points"),
        ("points.bias", "1.5", "“1.5” are no points"),
        ("floor.notice.number", "0", "It takes a whole number from 1 to 365"),
        ("floor.notice.number", "120", "You open with 90 days"),
        ("floor.bias.number", "29", "You open with 30 days"),
        ("offer.1.notice.union.number", "soon", "“Notice before” cannot be “soon”"),
        ("offer.1.notice.union.number", "-5", "It takes a whole number from 1 to 365"),
        ("offer.1.human.employer.number", "25", "It takes a whole number from 1 to 24"),
    ],
)
def test_a_number_that_does_not_do_is_told_and_does_not_count(name: str, value: str, complaint: str) -> None:
    model = table({name: value, "own": ["own"]})
    assert complaint in strip(model.wrong(name))
    assert model.points(BIAS) == 45
    assert (model.floor(NOTICE, "number"), model.floor(BIAS, "number")) == (30, 60)
    assert len(model.ours.rounds) == 1


def test_without_points_there_is_nothing_to_add_up() -> None:
    none = table({"own": ["own"], **{f"points.{one.clause}": "0" for one in STAKES}})
    assert none.ours.package_value() is None


# --- ours and theirs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", ["union", "employer", "both"])
def test_what_everybody_heard_holds_no_weight_and_no_red_line(side: str) -> None:
    own = {"own": ["own"], "points.bias": "77", "floor.bias.number": "41", "floor.notice.strength": "strong"}
    talks = table({**ALL, **own}, side).at_table
    assert {issue.weight for issue in talks.issues} <= {0, 1}
    assert all(issue.floor == issue.opening for issue in talks.issues)
    said = strip(str(talks.document("table").blocks) + str(talks.side_sheet("employer").blocks))
    for secret in ("77", "41", "red line", "Points"):
        assert secret not in said, secret
    assert strip(str(table({**ALL, **own}).ours.side_sheet("union").blocks)).count("41 days") == 1


def test_nothing_counts_before_the_union_has_asked() -> None:
    assert table({}, "employer").at_table.package_value() is None
    asked = table({"offer.1.bias.union.strength": "standard"}, "employer").at_table
    assert [issue.weight for issue in asked.issues] == [0, 0, 0, 0, 1, 0]
    less = table({"offer.1.notice.union.number": "5"}, "employer").at_table  # less than the employer gives anyway
    assert less.package_value() is None


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_record_is_written_in_the_language_of_the_page(language: str) -> None:
    model = table(ALL, language=language)
    assert model.ours.language == Language(language).tag
    assert library()["bias"].text(language).title in model.issue_name(BIAS, "number")


@pytest.mark.parametrize("raw", [None, "", "x", "999999", "-1", "1e400", ["a"], {"a": 1}, 7, "🙂" * 50])
def test_whatever_was_sent_gives_a_table(raw: Any) -> None:
    names = ["union", "employer", "own", "rounds", "held", "at", "day.1", "note.1", "points.bias", "floor.bias.number"]
    names += ["floor.bias.strength", "offer.1.bias.union.strength", "offer.1.bias.union.number"]
    model = table(dict.fromkeys(names, raw))
    assert 1 <= model.held <= model.opened <= MOST_ROUNDS
    assert len(model.ours.rounds) == model.held
    assert TableModel(Language("en"), {"side": raw}).player is None
