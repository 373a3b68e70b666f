"""Numbers as contracts write them, in one unit; expected values by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bargaining.counter.judging import compare_numbers
from toolkit.bargaining.counter.lexicon import lexicon, plain
from toolkit.bargaining.counter.numbers.quantities import quantities, same
from toolkit.languages import Language
from toolkit.languages.units import UNITS


def read(text: str, language: str = "en") -> list[tuple[str, tuple[float, ...]]]:
    return [(one.kind, one.values) for one in quantities(plain(text), lexicon(language))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thirty (30) days", [("time", (30,))]),
        ("thirty (90) days", [("time", (30, 90))]),
        ("30 days' notice", [("time", (30,))]),
        ("a one-month period", [("time", (30.4375,))]),
        ("one hundred and eighty calendar days", [("time", (180,))]),
        ("10 working days", [("time", (14,))]),
        ("every 12 months", [("time", (365.25,))]),
        ("annually", [("time", (365.25,))]),
        ("twice a year", [("time", (182.625,))]),
        ("24 hours", [("time", (1,))]),
        ("80%", [("share", (0.8,))]),
        ("80 per cent", [("share", (0.8,))]),
        ("four fifths", [("share", (0.8,))]),
        ("0.8 of the higher", [("share", (0.8,))]),
        ("half, 30 days", [("share", (0.5,)), ("time", (30,))]),
        ("within one calendar month", [("time", (30.4375,))]),
        ("two thousand people", [("count", (2000,))]),
        ("fewer than ten people", [("count", (10,))]),
        ("1,000 people", [("count", (1000,))]),
        ("under Article 3 and paragraph 12", []),
        ("from 2027", []),
        ("a third party and one person", []),
        ("on the same day", []),
    ],
)
def test_english_numbers(text: str, expected: list[tuple[str, tuple[float, ...]]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خلال ٣٠ يوماً", [("time", (30,))]),
        ("خلال ثلاثين يوماً", [("time", (30,))]),
        ("خلال ثلاثين (90) يوماً", [("time", (30, 90))]),
        ("شهرين", [("time", (60.875,))]),
        ("خلال شهر", [("time", (30.4375,))]),
        ("كل سنة", [("time", (365.25,))]),
        ("أحد عشر شهراً", [("time", (334.8125,))]),
        ("خمسة وأربعين يوماً", [("time", (45,))]),
        ("مئة وعشرين يوماً", [("time", (120,))]),
        ("ستين يوم عمل", [("time", (84,))]),
        ("لستة أشهر", [("time", (182.625,))]),
        ("80 في المئة", [("share", (0.8,))]),
        ("بثمانين بالمئة", [("share", (0.8,))]),
        ("٨٠٪", [("share", (0.8,))]),
        ("أربعة أخماس", [("share", (0.8,))]),
        ("أقل من عشرة أشخاص", [("count", (10,))]),
        ("المادة 3 والفقرة 12", []),
        ("في اليوم نفسه", []),
    ],
)
def test_arabic_numbers(text: str, expected: list[tuple[str, tuple[float, ...]]]) -> None:
    assert read(text, "ar") == expected


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("pt", "no prazo de trinta (30) dias", 30),
        ("pt", "dez dias úteis", 14),
        ("pt", "a cada seis meses", 182.625),
        ("fr", "dans un délai de trente jours", 30),
        ("fr", "dix jours ouvrables", 14),
        ("fr", "dans les dix-huit jours", 18),
        ("fr", "quatre-vingts jours", 80),
        ("fr", "un délai de quatre-vingt-dix jours", 90),
        ("fr", "quatre-vingt-dix-sept jours", 97),
        ("fr", "soixante et onze jours", 71),
        ("fr", "cent vingt jours", 120),
        ("es", "en el plazo de cuarenta y cinco días", 45),
        ("es", "treinta (30) días hábiles", 42),
    ],
)
def test_other_languages(language: str, text: str, value: float) -> None:
    assert read(text, language) == [("time", (value,))]


DAYS = {"minutes": 1 / 1440, "hours": 1 / 24, "days": 1, "weeks": 7, "months": 365.25 / 12, "years": 365.25}


@given(st.sampled_from(sorted(UNITS)), st.integers(1, 999), st.sampled_from(["en", "ar"]))
def test_every_time_that_a_blank_can_show_is_read_back(unit: str, n: int, code: str) -> None:
    shown = Language(code).say_plural(UNITS[unit], n)
    [one] = quantities(plain(f"{'خلال' if code == 'ar' else ''} {shown} "), lexicon(code))
    assert one.kind == "time"
    assert one.values[0] == pytest.approx(n * DAYS[unit], abs=1e-5)


@given(st.integers(1, 10_000), st.sampled_from(["en", "ar", "pt", "fr", "es"]))
def test_every_share_that_a_blank_can_show_is_read_back(n: int, code: str) -> None:
    shown = Language(code).percent(n / 10_000, 2)
    [one] = quantities(plain(f"{shown} ."), lexicon(code))
    assert (one.kind, one.values[0]) == ("share", pytest.approx(n / 10_000, abs=1e-9))


@given(st.text(max_size=60), st.sampled_from(["en", "ar"]))
def test_any_text_can_be_searched_for_numbers(text: str, code: str) -> None:
    bare = plain(text)
    for one in quantities(bare, lexicon(code)):
        assert 0 <= one.start < one.end <= len(bare)


@pytest.mark.parametrize("text", ["𐹠", "within 𐹠 days", "3𐹠"])
def test_a_sign_for_a_number_that_is_no_digit_is_no_number(text: str) -> None:
    assert not any(one.start <= text.index("𐹠") < one.end for one in quantities(plain(text), lexicon("en")))


def test_a_month_is_thirty_days_or_a_little_more_but_days_are_days() -> None:
    assert same(30, 31, "time", one_unit=False)
    assert not same(30, 31, "time")
    assert not same(60, 90, "time", one_unit=False)


def test_numbers_go_with_their_sentences_and_money_that_is_paid_is_better_when_it_is_more() -> None:
    words = lexicon("en")
    ours = "Within 24 hours the crew is told. Within 3 days the guests are told in plain words."
    moved = "The guests are told in plain words within 3 days. The crew is told within 24 hours."
    swapped = "Within 3 days the crew is told. Within 24 hours the guests are told in plain words."
    assert compare_numbers(ours, moved, words) == []
    assert {one.id for one in compare_numbers(ours, swapped, words)} >= {"number-worse"}
    paid = "It pays each guest 600 euros for the screen."
    assert [one.id for one in compare_numbers(paid, paid.replace("600", "750"), words)] == ["number-better"]
    assert [one.id for one in compare_numbers(paid, paid.replace("600", "450"), words)] == ["number-worse"]


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("pt", "até ao dia em que termina", []),
        ("pt", "duas vezes ao dia", [0.5]),
        ("es", "al día en que termina", []),
        ("fr", "par jour où il tourne", []),
        ("fr", "par jour", [1.0]),
        ("en", "each day on which it runs", []),
        ("en", "each day", [1.0]),
    ],
)
def test_the_day_on_which_something_is_so_is_no_length_of_time(language: str, text: str, days: list[float]) -> None:
    found = quantities(plain(text), lexicon(language))
    assert [value for one in found if one.kind == "time" for value in one.values] == days
