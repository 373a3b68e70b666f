"""A campaign is steps with days; what stands before the step on which it rests is asked about."""

from __future__ import annotations

from datetime import date

from icalendar import Calendar

from toolkit.exchange import Campaign, CampaignStep

START = date(2027, 1, 4)


def test_the_usual_order_has_no_doubt_but_the_time_limit_of_the_court() -> None:
    doubts = Campaign.proposed("ShiftWise", START).say_doubts()
    assert len(doubts) == 1
    assert "time limits" in doubts[0]
    assert Campaign("S", (CampaignStep("request", START),)).say_doubts() == []


def test_a_step_before_or_without_the_one_on_which_it_rests_is_asked_about() -> None:
    early = Campaign("S", (CampaignStep("media", date(2027, 1, 1)), CampaignStep("request", START)))
    assert early.say_doubts()[0].startswith("“Media” stands on")
    lonely = Campaign("S", (CampaignStep("law", START),))
    assert lonely.say_doubts() == ["“Law” rests on “Assessment”, which is not in the plan. What takes its place?"]


def test_the_steps_go_into_a_calendar_that_moves_them_when_they_change() -> None:
    first = Campaign("ShiftWise", (CampaignStep("request", START, "the office"),))
    later = Campaign("ShiftWise", (CampaignStep("request", date(2027, 2, 1)),))
    events = [Calendar.from_ical(one.calendar("ar", START)).walk("VEVENT")[0] for one in (first, later)]
    assert events[0]["uid"] == events[1]["uid"]
    assert [event["dtstart"].dt for event in events] == [START, date(2027, 2, 1)]
    assert "ShiftWise" in events[0]["summary"]


def test_the_paper_is_for_us_and_in_order() -> None:
    plan = Campaign("S", (CampaignStep("law", date(2027, 7, 1)), CampaignStep("request", START)))
    assert plan.document("en").mark.startswith("For us")
    assert [row[1].partition(":")[0] for row in plan.table("en").rows] == ["Request", "Law"]
