"""Where a text stood on a day: every day and every answer is written by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from toolkit.registers.law import Event
from toolkit.rights import provisions
from toolkit.rights.timeline import Standing, standing


def event(what: Any, on: str | None, until: str | None = None, decided: str | None = None) -> Event:
    days = [date.fromisoformat(day) if day else None for day in (on, decided, until)]
    return Event(days[0], what, None, days[1], days[2], (), None, None)


ADOPTED = event("adoption", "2020-01-10")
STARTS = event("commencement", "2021-06-01")
PUT_OFF = event("postponement", "2021-03-01", until="2023-01-01")
ENDS = event("repeal", "2025-01-01")


def at(day: str, *events: Event, since: str | None = None) -> tuple[str, str, str]:
    """Where it stood, from when and to when, as three words."""
    found: Standing = standing(events, date.fromisoformat(day), date.fromisoformat(since) if since else None)
    where = "in force" if found.in_force else "ended" if found.ended else "ahead" if found.known else "unknown"
    return where, str(found.applies_from or ""), str(found.applies_to or "")


@pytest.mark.parametrize(
    ("day", "answer"),
    [
        ("2020-01-09", "unknown"),  # nothing had been adopted
        ("2020-01-10", "ahead"),
        ("2021-05-31", "ahead"),
        ("2021-06-01", "in force"),
        ("2024-12-31", "in force"),
        ("2025-01-01", "ended"),
    ],
)
def test_a_text_is_adopted_starts_and_ends(day: str, answer: str) -> None:
    assert at(day, ADOPTED, STARTS, ENDS)[0] == answer
    if answer != "unknown":
        assert at(day, ADOPTED, STARTS, ENDS)[1:] == ("2021-06-01", "2025-01-01")


def test_a_postponement_is_not_known_before_it_was_decided() -> None:
    events = (ADOPTED, PUT_OFF, STARTS)
    assert at("2021-02-28", *events) == ("ahead", "2021-06-01", "")
    assert at("2021-03-01", *events) == ("ahead", "2023-01-01", "")
    assert at("2021-07-01", *events) == ("ahead", "2023-01-01", "")
    assert at("2023-01-01", *events) == ("in force", "2023-01-01", "")


def test_the_new_day_may_stand_beside_the_postponement_or_alone() -> None:
    again = event("commencement", "2023-01-01")
    assert at("2022-01-01", ADOPTED, PUT_OFF, STARTS, again) == ("ahead", "2023-01-01", "")
    assert at("2021-02-01", ADOPTED, PUT_OFF, STARTS, again) == ("ahead", "2021-06-01", "")
    assert at("2022-01-01", ADOPTED, PUT_OFF) == ("ahead", "2023-01-01", "")


def test_a_start_may_be_put_off_twice() -> None:
    second = event("postponement", "2022-11-01", until="2024-01-01")
    assert at("2022-10-31", ADOPTED, PUT_OFF, STARTS, second) == ("ahead", "2023-01-01", "")
    assert at("2022-11-01", ADOPTED, PUT_OFF, STARTS, second) == ("ahead", "2024-01-01", "")


def test_what_is_put_off_after_it_started_stays_in_force() -> None:
    late = event("postponement", "2021-07-01", until="2023-01-01")
    assert at("2021-08-01", ADOPTED, STARTS, late)[0] == "in force"


def test_put_off_without_a_day_leaves_no_day_until_one_is_fixed() -> None:
    open_end = event("postponement", "2021-03-01")
    fixed = event("commencement", "2026-01-01", decided="2025-05-01")
    assert at("2021-02-01", ADOPTED, open_end, STARTS, fixed) == ("ahead", "2021-06-01", "")
    assert at("2022-01-01", ADOPTED, open_end, STARTS, fixed) == ("ahead", "", "")
    assert at("2025-05-01", ADOPTED, open_end, STARTS, fixed) == ("ahead", "2026-01-01", "")


def test_a_suspended_text_is_not_in_force_and_comes_back() -> None:
    stop = event("suspension", "2022-01-01", until="2022-07-01")
    assert at("2021-12-31", ADOPTED, STARTS, stop)[0] == "in force"
    assert at("2022-01-01", ADOPTED, STARTS, stop) == ("ahead", "2022-07-01", "")
    assert at("2022-07-01", ADOPTED, STARTS, stop) == ("in force", "2022-07-01", "")
    for_ever = event("suspension", "2022-01-01")
    assert at("2023-01-01", ADOPTED, STARTS, for_ever) == ("ahead", "", "")


def test_a_text_repealed_before_its_start_never_was_in_force() -> None:
    early = event("repeal", "2021-04-01", decided="2021-04-01")
    assert at("2021-03-31", ADOPTED, early, STARTS) == ("ahead", "2021-06-01", "")
    assert at("2021-04-01", ADOPTED, early, STARTS)[0] == "ended"
    assert at("2021-06-01", ADOPTED, early, STARTS)[0] == "ended"


def test_a_repeal_counts_as_foreseen_unless_it_is_said_when_it_was_decided() -> None:
    decided = event("repeal", "2025-01-01", decided="2024-05-01")
    assert at("2022-01-01", ADOPTED, STARTS, ENDS) == ("in force", "2021-06-01", "2025-01-01")
    assert at("2022-01-01", ADOPTED, STARTS, decided) == ("in force", "2021-06-01", "")
    assert at("2024-05-01", ADOPTED, STARTS, decided) == ("in force", "2021-06-01", "2025-01-01")


def test_a_start_of_other_parts_puts_nothing_in_force() -> None:
    part = Event(date(2020, 6, 1), "commencement_in_part", None, None, None, ("ss. 1-3",), None, None)
    assert at("2020-07-01", ADOPTED, part)[0] == "ahead"
    assert at("2020-07-01", ADOPTED, part, STARTS) == ("ahead", "2021-06-01", "")


def test_without_a_day_of_adoption_it_is_named_at_any_time_and_without_a_start_it_stays_ahead() -> None:
    assert at("1990-01-01", STARTS) == ("ahead", "2021-06-01", "")
    assert at("2026-01-01", event("commencement", None)) == ("ahead", "", "")


def test_a_place_that_joined_later_has_it_from_then_on() -> None:
    assert at("2022-01-01", ADOPTED, STARTS, since="2022-03-01") == ("ahead", "2022-03-01", "")
    assert at("2022-03-01", ADOPTED, STARTS, since="2022-03-01")[0] == "in force"
    assert at("2022-01-01", ADOPTED, STARTS, since="2019-01-01")[0] == "in force"
    assert at("2026-01-01", ADOPTED, STARTS, ENDS, since="2025-06-01")[0] == "ended"  # before they joined


def test_the_answer_on_the_ai_act_depends_on_the_day_of_the_question() -> None:
    def due(day: str) -> str:
        found = [one for one in provisions("ES", on=date.fromisoformat(day)) if one.id == "eu-aia-26-7"]
        return f"{found[0].status} {found[0].applies_from}" if found else ""

    assert due("2024-06-12") == ""
    assert due("2026-05-01") == "adopted 2026-08-02"
    assert due("2026-08-02") == "adopted 2027-12-02"
    assert due("2027-12-02") == "in_force 2027-12-02"
