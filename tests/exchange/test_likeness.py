"""The same work done twice is shown, never put together; others with the same supplier are found by its name."""

from __future__ import annotations

from datetime import date

from toolkit.exchange import Shared, duplicates, who_else


def record(author: str, number: int = 1, **said: str) -> Shared:
    return Shared(author, f"{author.lower() * 12}"[:11] + str(number), 1, date(2026, 12, 1), **said)  # type: ignore[arg-type]


NURSES = record(
    "Nurses",
    system="ShiftWise",
    supplier="Rota Systems Ltd",
    topic="rosters",
    place="KE",
    tried="We asked the hospital for the rules behind the roster and for night shifts by ward.",
)
CLERKS = record(
    "Clerks",
    system="Shift-Wise",
    supplier="Rota Systems",
    topic="rosters",
    place="UG",
    tried="We asked the council for the rules behind the roster and for weekend shifts by office.",
)
DRIVERS = record(
    "Drivers",
    system="LineWatch",
    supplier="Transit AI",
    topic="monitoring",
    place="ZA",
    tried="Cameras in the cabin were switched off during breaks after a strike vote.",
)


def test_two_records_of_one_system_in_like_words_are_shown_as_a_pair() -> None:
    (pair,) = duplicates([NURSES, CLERKS, DRIVERS])
    assert {pair.first.author, pair.second.author} == {"Nurses", "Clerks"}
    assert "system" in pair.same
    assert "nothing was put together" in pair.say()
    assert "the same system" in pair.say()


def test_one_system_in_one_country_is_shown_whatever_the_language() -> None:
    other = record(
        "Doctors", system="ShiftWise", supplier="Rota Systems Ltd", topic="pay", place="KE", tried="طلبنا القواعد"
    )
    assert [pair.same for pair in duplicates([NURSES, other])] == [("system", "supplier")]


def test_records_that_have_a_subject_in_common_and_no_words_are_not_a_pair() -> None:
    other = record("Teachers", topic="rosters", tried="Timetables follow the school year since the reform.")
    assert duplicates([NURSES, other]) == ()


def test_names_that_were_left_empty_are_not_the_same_name() -> None:
    empty = [
        record("A", topic="pay", tried="one thing happened"),
        record("B", topic="data", tried="one thing happened"),
    ]
    assert duplicates(empty) == ()
    assert who_else(empty, system="", supplier="") == ()


def test_names_with_other_numbers_are_other_things() -> None:
    assert who_else([record("A", system="Line 4")], system="Line 5") == ()
    assert who_else([record("A", system="Line 4")], system="line-4")


def test_who_has_the_supplier_is_found_with_most_in_common_first_and_without_oneself() -> None:
    found = who_else(
        [DRIVERS, CLERKS, NURSES], system="shiftwise", supplier="Rota Systems Ltd.", topic="rosters", but="nurses"
    )
    assert [(one.record.author, one.same) for one in found] == [("Clerks", ("system", "supplier", "topic"))]
    assert who_else([CLERKS.tombstone(date(2026, 12, 2))], system="shiftwise") == ()
