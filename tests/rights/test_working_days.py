"""Weekends and holidays by name; the days stand in the published lists of the countries."""

from datetime import date

import pytest

from toolkit.languages import Language
from toolkit.rights.working_days import Off, days_off, holidays_known, next_free_day


@pytest.mark.parametrize(
    ("day", "place", "language", "found", "free"),
    [
        (date(2027, 2, 1), "KE", "en", (), date(2027, 2, 2)),
        (date(2027, 6, 1), "KE", "en", (Off("Madaraka Day"),), date(2027, 6, 2)),
        (date(2027, 5, 1), "KE", "en", (Off("Labour Day"), Off("")), date(2027, 5, 3)),  # a Saturday
        (date(2027, 2, 5), "EG", "ar", (Off(""),), date(2027, 2, 7)),  # Friday; the week begins on Sunday
        (date(2027, 2, 5), "MA", "ar", (), date(2027, 2, 8)),  # Friday; a working day there
        (date(2027, 2, 8), "BR", "pt", (Off("Carnaval", for_all=False),), date(2027, 2, 11)),
        (
            date(2027, 3, 9),
            "MA",
            "fr",
            (Off("Fête de la rupture du jeûne (estimé)", estimated=True),),
            date(2027, 3, 11),
        ),
        (date(2027, 1, 11), "MA", "pt", (Off("Proclamation of Independence Day"),), date(2027, 1, 12)),
    ],
)
def test_a_day_off_has_its_name_and_the_next_free_day(
    day: date, place: str, language: str, found: tuple[Off, ...], free: date
) -> None:
    assert days_off(day, place, Language(language)) == found
    assert next_free_day(day, place) == free


def test_of_a_place_without_a_list_nothing_is_said() -> None:
    assert not holidays_known("EU", 2027)
    assert holidays_known("KE", 2027)
    assert not holidays_known("LK", 2027), "an empty list is none"
    assert days_off(date(2027, 2, 6), "EU", Language("en")) == ()
