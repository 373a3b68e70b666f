"""A campaign is steps with days; what stands before the step on which it rests is asked about."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from toolkit.exchange import Campaign, CampaignStep

START = date(2027, 1, 4)


def test_the_usual_order_has_no_doubt_while_somebody_asks_for_the_time_limits() -> None:
    plan = Campaign.proposed("ShiftWise", START)
    assert plan.steps[0].kind == "limits"
    assert plan.steps[0].day == START, "a lawyer is asked on the first day"
    assert plan.say_doubts() == []
    without = Campaign("S", plan.steps[1:]).say_doubts()
    assert len(without) == 1
    assert "time limits" in without[0]
    court = CampaignStep("court", START)
    late = Campaign("S", (CampaignStep("request", START), court, CampaignStep("limits", date(2027, 2, 1))))
    assert any("time limits" in one for one in late.say_doubts()), "asked only after the court, it came too late"
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


def test_days_are_proposed_on_working_days_of_the_place_and_in_order() -> None:
    for start in (date(2026, 11, 26) + timedelta(days=n) for n in range(14)):
        days = [step.day for step in Campaign.proposed("S", start).steps]
        assert days == sorted(days)
        assert all(day.weekday() < 5 for day in days)
    amman = [step.day.weekday() for step in Campaign.proposed("S", date(2026, 12, 4), place="JO").steps]
    assert not {4, 5} & set(amman), "in Jordan people rest on Friday and Saturday"
    assert Campaign.proposed("S", date(2026, 12, 4), place="JO").steps[0].day == date(2026, 12, 6)


@pytest.mark.parametrize("weeks", [1, 3, 17, 60])
def test_all_days_come_before_the_system_starts(weeks: int) -> None:
    begins = START + timedelta(weeks=weeks)
    plan = Campaign.proposed("S", START, begins=begins)
    days = [step.day for step in plan.steps]
    assert days == sorted(days)
    assert days[-1] < begins
    assert plan.say_doubts() == []
    assert (days[-1] == Campaign.proposed("S", START).steps[-1].day) == (weeks == 60), "a far day changes nothing"


def test_steps_after_the_start_of_the_system_are_asked_about() -> None:
    begins = date(2027, 1, 4)
    plan = Campaign.proposed("S", START, kinds=("media", "request"), begins=begins)
    assert [step.kind for step in plan.steps] == ["request", "media"]
    told = plan.say_doubts()
    assert len(told) == 1, "nothing fits before a day that is today, so it is asked and not bent"
    assert "Request" in told[0]
    assert "Media" in told[0]
    assert Campaign("S", plan.steps).say_doubts() == [], "nobody said when it starts"


def test_a_reminder_never_lies_in_the_past() -> None:
    steps = tuple(
        CampaignStep(kind, START + timedelta(days=days))
        for kind, days in (("limits", 0), ("request", 1), ("assessment", 5), ("media", 8), ("court", 30))
    )
    events = Calendar.from_ical(Campaign("S", steps).calendar("en", START)).walk("VEVENT")
    alarms = {
        event["summary"].partition(":")[0]: [one["trigger"].dt for one in event.walk("VALARM")] for event in events
    }
    hour = timedelta(hours=9)
    assert alarms == {
        "Time limits": [],
        "Request": [hour],
        "Assessment": [hour - timedelta(days=1)],
        "Media": [hour - timedelta(days=7)],
        "Court or authority": [hour - timedelta(days=7)],
    }
