"""Sentences, numbers, dates and lists the way each language and place writes them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from toolkit.languages import KNOWN, Language, UnknownLanguage, strip, translatable_plural
from toolkit.languages.language import MOST_LISTED

OPEN, CLOSE = "\u2068", "\u2069"
THIN, HARD = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("tag", "value", "decimals", "written"),
    [
        ("en", 1234567.891, 2, "1,234,567.89"),
        ("fr", 1234567.891, 1, f"1{THIN}234{THIN}567,9"),
        ("es", 1234567.891, 2, "1.234.567,89"),
        ("pt", 1234567.891, 2, "1.234.567,89"),
        ("pt-PT", 1234567.891, 2, f"1{HARD}234{HARD}567,89"),
        ("ar", 1234567.891, 2, "1,234,567.89"),
        ("ar-EG", 1234567.891, 2, "1,234,567.89"),
        ("ar-MA", 1234567.891, 2, "1.234.567,89"),
        ("en", 2.5, 0, "3"),
        ("en", 3.5, 0, "4"),
        ("en", 0.125, 2, "0.13"),
        ("en", -2.5, 0, "-3"),
        ("en", 1.005, 2, "1.01"),
        ("en", 6.2, 2, "6.20"),
        ("en", 0, 0, "0"),
        ("en", -0.001, 2, "0.00"),
        ("en", -0.0, 1, "0.0"),
        ("en", float("nan"), 1, "–"),
        ("en", float("-inf"), 1, "–"),
    ],
)
def test_a_number_is_written_as_in_the_place_with_latin_digits(
    tag: str, value: float, decimals: int, written: str
) -> None:
    assert strip(Language(tag).number(value, decimals=decimals)) == written


@pytest.mark.parametrize(
    ("tag", "share", "written"),
    [
        ("en", 0.4485, "45%"),
        ("en", 0.036496, "3.6%"),
        ("en", 0.005892, "0.59%"),
        ("en", 0.0005, "0.05%"),
        ("en", 0.00004, "0.004%"),
        ("en", 0.0000007, "0.00007%"),
        ("en", 0, "0%"),
        ("en", 1, "100%"),
        ("en", -0.25, "-25%"),
        ("fr", 0.25, f"25{HARD}%"),
        ("es", 0.25, f"25{HARD}%"),
        ("es", 0.036, f"3,6{HARD}%"),
        ("pt", 0.25, "25%"),
        ("ar", 0.25, "25%"),
        ("en", float("nan"), "–"),
    ],
)
def test_a_share_is_written_with_as_many_digits_as_say_something(tag: str, share: float, written: str) -> None:
    assert strip(Language(tag).percent(share)) == written


@given(st.floats(1e-9, 1))
def test_a_share_above_nothing_never_reads_as_nothing(share: float) -> None:
    assert any(digit in "123456789" for digit in Language("en").percent(share))


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "1 November 2026"),
        ("en-US", "November 1, 2026"),
        ("en-KE", "1 November 2026"),
        ("fr", "1er novembre 2026"),
        ("es", "1 de noviembre de 2026"),
        ("pt", "1 de novembro de 2026"),
        ("ar", "1 نوفمبر 2026"),
        ("ar-EG", "1 نوفمبر 2026"),
        ("ar-MA", "1 نونبر 2026"),
        ("ar-TN", "1 نوفمبر 2026"),
        ("ar-LB", "1 تشرين الثاني 2026"),
        ("ar-DZ", "1 نوفمبر 2026"),
    ],
)
def test_a_date_has_the_month_of_the_place_and_latin_digits(tag: str, written: str) -> None:
    assert Language(tag).date(date(2026, 11, 1)) == written
    assert Language(tag).show(datetime(2026, 11, 1, 12)) == written


@pytest.mark.parametrize(
    ("tag", "two", "three"),
    [
        ("en", "a and b", "a, b and c"),
        ("fr", "a et b", "a, b et c"),
        ("es", "a y b", "a, b y c"),
        ("pt", "a e b", "a, b e c"),
        ("ar", "a وb", "a وb وc"),
    ],
)
def test_a_list_has_the_languages_own_and(tag: str, two: str, three: str) -> None:
    language = Language(tag)
    assert strip(language.list(["a", "b"])) == two
    assert strip(language.list(["a", "b", "c"])).replace("،", "") == three
    assert language.list(["a"]).strip(OPEN + CLOSE) == "a"
    assert language.list([]) == "–"


def test_every_item_of_a_list_keeps_its_own_direction() -> None:
    assert Language("ar").list(["Nairobi", "فاس"]) == f"{OPEN}Nairobi{CLOSE} وفاس"
    assert Language("en").list(["Nairobi", "فاس"]) == f"Nairobi and {OPEN}فاس{CLOSE}"


def test_a_long_list_is_cut_and_says_so_unless_it_is_wanted_whole() -> None:
    many = [f"c{number}" for number in range(MOST_LISTED + 3)]
    cut = Language("en").list(many)
    assert cut.endswith("c11 and … (15)")
    assert "c12" not in cut
    assert Language("en").list(many, whole=True).endswith("c13 and c14")
    assert Language("en").list(many[:MOST_LISTED]).endswith("c10 and c11")


@pytest.mark.parametrize(
    ("tag", "direction", "own_name"),
    [
        ("en", "ltr", "English"),
        ("ar", "rtl", "العربية"),
        ("ar-MA", "rtl", "العربية"),
        ("fr", "ltr", "Français"),
        ("es", "ltr", "Español"),
        ("pt", "ltr", "Português"),
    ],
)
def test_a_language_knows_its_direction_and_its_own_name(tag: str, direction: str, own_name: str) -> None:
    assert (Language(tag).direction, Language(tag).own_name) == (direction, own_name)


@pytest.mark.parametrize("tag", ["", "xx", "AR", "ar-", "arabic", "ar-MAR", "ar--MA", "en\n", "../ar", "ar-M1", "de"])
def test_a_language_that_is_not_known_is_refused_with_those_that_are(tag: str) -> None:
    with pytest.raises(UnknownLanguage, match=r"Use one of en, ar, fr, es, pt, perhaps with a place: ar-MA\."):
        Language(tag)


def test_a_place_that_the_data_do_not_know_falls_back_to_the_language() -> None:
    assert Language("ar-ZZ").number(1234.5, decimals=1) == "1,234.5"
    assert Language("ar-KE").direction == "rtl"
    assert Language("en_KE").code == "en"
    assert Language("ar-ma").date(date(2026, 11, 1)) == "1 نونبر 2026"


def test_a_language_is_itself_and_its_tag() -> None:
    assert Language.of("ar") == Language("ar") == Language.of(Language("ar"))
    assert len({Language("ar"), Language("ar"), Language("ar-MA")}) == 2


# --- sentences -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1234, "1,234"),
        (2.5, "2.50"),
        (True, "True"),
        (None, "None"),
        ("risk", "risk"),
        (date(2026, 12, 1), "1 December 2026"),
        (["a", "b"], "a and b"),
        (("a",), "a"),
    ],
)
def test_a_value_in_a_sentence_is_shown_as_the_language_shows_it(value: object, shown: str) -> None:
    assert Language("en").say("It is {it}.", it=value) == f"It is {shown}."


def test_an_arabic_sentence_keeps_numbers_and_latin_words_apart() -> None:
    arabic = Language("ar")
    assert arabic.say("Check") == "التحقق من الجواب"
    said = arabic.say("“{blank}” is still empty. Fill it in, for example: {example}.", blank="auditor", example="معهد")
    assert said == f"لا تزال خانة «{OPEN}auditor{CLOSE}» فارغة. املأوها، مثلاً: معهد."


@given(st.text(alphabet=st.sampled_from("{}!:0[].n%s\\a\u2068\u2069"), max_size=30))
def test_braces_in_a_value_are_only_braces(value: str) -> None:
    for code in KNOWN:
        said = Language(code).say("It is {it}.", it=value)
        assert said in (f"It is {value}.", f"It is {OPEN}{value}{CLOSE}.")


@pytest.mark.parametrize("value", ["{it}", "{0}", "{it.__class__}", "{", "}", "{{it}}", "%(it)s", "{it!r:>10}"])
def test_no_value_is_read_as_a_place(value: str) -> None:
    assert Language("en").say("It is {it}.", it=value) == f"It is {value}."
    assert strip(Language("ar").say("Hint {step} of {steps}", step=value, steps=value)).count(value) == 2
    forms = translatable_plural("{n} day of {it}", "{n} days of {it}")
    assert Language("en").say_plural(forms, 2, it=value) == f"2 days of {value}"


def test_a_sentence_without_values_is_said_as_it_stands() -> None:
    assert Language("en").say("Of {n} people.") == "Of {n} people."
    assert Language("ar").say("") == ""
    assert Language("fr").say("A sentence nobody has translated.") == "A sentence nobody has translated."


DAYS = translatable_plural("{n} day", "{n} days")


@pytest.mark.parametrize(
    ("n", "written"),
    [
        (0, "0 يوم"),
        (1, "يوم واحد"),
        (2, "يومين"),
        (3, "3 أيام"),
        (10, "10 أيام"),
        (11, "11 يوماً"),
        (99, "99 يوماً"),
        (100, "100 يوم"),
        (101, "101 يوم"),
        (102, "102 يوم"),
        (103, "103 أيام"),
        (111, "111 يوماً"),
        (1000, "1,000 يوم"),
    ],
)
def test_arabic_has_six_forms_and_each_number_its_own(n: int, written: str) -> None:
    assert strip(Language("ar").say_plural(DAYS, n)) == written


@pytest.mark.parametrize("n", [*range(0, 13), 99, 100, 101, 102, 103, 111, 200, 1000, 1001, 1002, 1003, 1011])
def test_the_arabic_forms_are_chosen_as_unicode_says(n: int) -> None:
    from gettext import c2py

    from toolkit.languages.catalogue import PLURAL_FORMS

    names = ["zero", "one", "two", "few", "many", "other"]
    chosen = c2py(PLURAL_FORMS["ar"].split("plural=")[1])(n)
    assert names[chosen] == Locale("ar").plural_form(n)


@pytest.mark.parametrize(("n", "written"), [(0, "0 days"), (1, "1 day"), (2, "2 days"), (1000, "1,000 days")])
def test_english_has_one_and_many(n: int, written: str) -> None:
    assert Language("en").say_plural(DAYS, n) == written
