"""By which day an answer is due; every day was counted by hand on a calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from toolkit.registers.law import DatedValue
from toolkit.rights.deadlines import deadline
from toolkit.rights.working_days import is_working_day


def due(place: str, sent: date, value: int, unit: Any) -> date:
    return deadline(DatedValue("answer_days", None, value, unit, "official"), sent, place).due


@pytest.mark.parametrize(
    ("place", "sent", "value", "unit", "last"),
    [
        ("GB", date(2026, 12, 1), 20, "working_days", date(2026, 12, 31)),  # 25 December, and 28 for the Saturday
        ("UY", date(2026, 12, 1), 20, "working_days", date(2026, 12, 30)),
        ("ES", date(2026, 12, 1), 1, "months", date(2027, 1, 4)),  # 1 January is a holiday, then a weekend
        ("GB", date(2026, 1, 31), 1, "months", date(2026, 3, 2)),  # no 31 February; the 28th is a Saturday
        ("JO", date(2026, 11, 24), 3, "days", date(2026, 11, 29)),  # Friday and Saturday are the weekend
        ("GB", date(2026, 12, 1), 72, "hours", date(2026, 12, 4)),
        ("GB", date(2026, 12, 1), 49, "hours", date(2026, 12, 4)),  # a day that has begun counts
        ("KE", date(2026, 11, 21), 21, "days", date(2026, 12, 14)),  # 12 December is Jamhuri Day, a Saturday
        ("FR", date(2026, 11, 30), 3, "months", date(2027, 3, 1)),  # 28 February 2027 is a Sunday
    ],
)
def test_the_day_of_arrival_does_not_count_and_the_last_day_is_one_on_which_people_work(
    place: str, sent: date, value: int, unit: str, last: date
) -> None:
    assert due(place, sent, value, unit) == last


def test_a_region_has_holidays_of_its_own() -> None:
    women = date(2027, 3, 8)  # a Monday
    assert not is_working_day(women, "DE-BE")
    assert is_working_day(women, "DE")
    assert is_working_day(women, "US-XX")  # no such region: the country's calendar


def test_where_no_calendar_is_known_it_says_so_and_leaves_out_weekends_alone() -> None:
    time = DatedValue("answer_days", None, 1, "months", "official")
    union = deadline(time, date(2026, 12, 1), "EU")
    assert (union.due, union.holidays_known) == (date(2027, 1, 1), False)
    assert deadline(time, date(2026, 12, 1), "ES").holidays_known
    assert due("EU", date(2026, 12, 3), 2, "days") == date(2026, 12, 7)
