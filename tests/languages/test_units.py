"""A month has one length, whoever compares times."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

import toolkit
from toolkit.bargaining.counter.judging import same
from toolkit.languages import KNOWN, Language, strip
from toolkit.languages.units import DAYS, UNITS, read_counted, unit_named

PACKAGE = Path(toolkit.__file__).parent


def test_twelve_months_and_four_quarters_are_a_year() -> None:
    assert DAYS["years"] == Fraction(365 * 4 + 1, 4)  # one leap day in four years
    assert 12 * DAYS["months"] == 4 * DAYS["quarters"] == DAYS["years"]
    assert DAYS["weeks"] * 52 == pytest.approx(364)
    assert DAYS["hours"] * 24 == 60 * 24 * DAYS["minutes"] == DAYS["days"]


@pytest.mark.parametrize(("days", "months"), [(30, 1), (31, 1), (90, 3), (180, 6), (360, 12), (365, 12)])
def test_contracts_that_write_months_as_days_say_the_same(days: float, months: int) -> None:
    assert same(days, months * DAYS["months"], "time", one_unit=False)
    assert not same(days * 1.07, months * DAYS["months"], "time", one_unit=False)


def test_no_other_file_says_how_long_a_month_or_a_year_is() -> None:
    length = re.compile(r"\b(30\.4\d*|30\.0|365\.25|365\.0|91\.0)\b")
    files = [*PACKAGE.rglob("*.py")]
    told = [path.relative_to(PACKAGE).as_posix() for path in files if length.search(path.read_text(encoding="utf-8"))]
    assert [name for name in told if name != "bargaining/counter/numbers/quantities.py"] == ["languages/units.py"]


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("30", "days", 30),
        ("٣٠", "days", 30),
        ("30 days", "days", 30),
        ("30 working days", "days", 30),
        ("30 jours ouvrables", "days", 30),
        ("30 يوماً", "days", 30),
        ("3 días", "days", 3),
        ("12 mois", "months", 12),
        ("٣ أشهر", "months", 3),
        ("2 horas", "hours", 2),
        ("4 people", "days", 4),
        ("about 6", "days", None),
    ],
)
def test_a_number_may_say_the_unit_of_its_field(text: str, unit: str, number: float | None) -> None:
    assert read_counted(text, unit) == number


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("2 months", "days"),
        ("2 Monate oder 2 months", "days"),
        ("2 mois", "days"),
        ("شهرين", "days"),
        ("٢ شهر", "days"),
        ("3 أسابيع", "days"),
        ("1 año", "months"),
        ("2 semanas", "days"),
        ("1 an", "months"),
        ("6 weeks", "months"),
        ("4 hours", ""),
        ("9" * 80, "days"),
    ],
)
def test_a_number_with_another_unit_is_none(text: str, unit: str) -> None:
    assert read_counted(text, unit) is None


def test_the_word_one_names_no_unit() -> None:
    assert unit_named("واحد") == unit_named("واحدة") == unit_named("one") == unit_named("") == ""


@pytest.mark.parametrize("code", KNOWN)
def test_each_unit_is_known_by_the_words_that_we_say_it_in(code: str) -> None:
    for unit, forms in UNITS.items():
        for number in (1, 2, 3, 11, 100):
            said = strip(Language(code).say_plural(forms, number))
            assert unit_named(said) == unit, said
