"""A number that somebody typed is read in any of the ways people write it, and never guessed."""

from __future__ import annotations

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from toolkit.languages import Language, read_number

# Language, and the digits that its readers type.
WRITERS = [("en", "latn"), ("fr", "latn"), ("es", "latn"), ("pt", "latn"), ("ar_EG", "arab"), ("ar_MA", "latn")]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("6.2", 6.2),
        ("6,2", 6.2),
        ("6.", 6.0),
        (".5", 0.5),
        (",5", 0.5),
        ("0,125", 0.125),
        ("0.125", 0.125),
        ("٦٫٢", 6.2),
        ("٦,٢", 6.2),
        ("٦،٢", 6.2),
        ("٦.٢", 6.2),
        ("۶٫۲", 6.2),
        ("١٬٢٣٤٫٥", 1234.5),
        ("\u061c-٦٫٢", -6.2),
        ("1,234", 1234.0),
        ("1,234.5", 1234.5),
        ("1,234,567.8", 1234567.8),
        ("1.234,5", 1234.5),
        ("1.234.567", 1234567.0),
        ("1.234.567,8", 1234567.8),
        ("1 234,5", 1234.5),
        ("1\u202f234\u202f567,8", 1234567.8),
        ("1\u00a0234", 1234.0),
        ("1'234.5", 1234.5),
        ("1’234", 1234.0),
        ("12345", 12345.0),
        ("-14.2", -14.2),
        ("−14,2", -14.2),
        ("+3", 3.0),
        ("3.6 %", 3.6),
        ("3,6%", 3.6),
        ("٣٫٦٪", 3.6),
        ("6.2x", 6.2),
        ("6.2 ×", 6.2),
        ("× 6.2", 6.2),
        ("6.2X", 6.2),
        ("\u20686.2\u2069", 6.2),
        ("  6.2\n", 6.2),
        ("0", 0.0),
        ("007", 7.0),
    ],
)
def test_a_number_is_read_however_it_is_written(typed: str, number: float) -> None:
    assert read_number(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "six", "about 6", "6 or 7", "6-7", "6/2", "6x2", "6 2", "1 2", "1e3", "1_000", "0x10", "--5", "5-"),
        *("nan", "inf", "-Infinity", "½", "²", "6²", ".", ",", "-", "%", "x", "6,2,1", "1.2.3", "1,23,456.7", "6..2"),
        *("1,234,56", "12.34.567", "six 6", "<b>6</b>", "=6", "६.२", "9" * 400),
    ],
)
def test_what_is_not_one_number_is_not_guessed(typed: str) -> None:
    assert read_number(typed) is None


@pytest.mark.parametrize(("locale", "digits"), WRITERS)
@given(value=st.integers(-(10**9), 10**9), decimals=st.sampled_from([1, 2, 4]))
def test_what_a_place_writes_is_read_back(locale: str, digits: str, value: int, decimals: int) -> None:
    number = value / 10**decimals
    written = format_decimal(number, "#,##0." + "0" * decimals, locale=locale, numbering_system=digits)
    assert read_number(written) == pytest.approx(number, rel=1e-12)
    plain = format_decimal(number, "0." + "0" * decimals, locale=locale, numbering_system=digits)
    assert read_number(plain) == pytest.approx(number, rel=1e-12)


@given(st.integers(0, 10**12), st.sampled_from(["en", "fr", "ar"]))
def test_whole_numbers_with_groups_are_read_back_where_a_point_is_no_group(value: int, tag: str) -> None:
    assert read_number(Language(tag).number(value)) == value


@given(st.text(max_size=40))
def test_any_text_gives_a_finite_number_or_nothing(typed: str) -> None:
    number = read_number(typed)
    assert number is None or (number == number and abs(number) < float("inf"))


def test_a_text_longer_than_any_number_is_none_at_once() -> None:
    assert read_number("1" + " " * 100_000 + "2") is None
    assert read_number("0" * 61) is None
    assert read_number("0" * 59 + "7") == 7
