"""A month has one length, whoever compares times."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import pytest

import toolkit
from toolkit.bargaining.counter.judging import same
from toolkit.languages.units import DAYS

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
    assert [name for name in told if name != "bargaining/counter/quantities.py"] == ["languages/units.py"]
