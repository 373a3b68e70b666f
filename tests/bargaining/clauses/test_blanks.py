"""What a blank takes, what it refuses, and how it stands in the text."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.bargaining import Blank, library
from toolkit.bargaining.clauses.record import Entry
from toolkit.errors import InvalidBlank
from toolkit.languages import Language, strip

OPEN, CLOSE = "\u2068", "\u2069"


def blank(name: str) -> Blank:
    found = library()["bias"].blank(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("interval_months", 1, 1),
        ("interval_months", 60, 60),
        ("interval_months", 12.0, 12),
        ("interval_months", np.int64(12), 12),
        ("first_audit_days", 730, 730),
        ("ratio_threshold", 0.5, 0.5),
        ("ratio_threshold", 1, 1.0),
        ("ratio_threshold", Fraction(4, 5), 0.8),
        ("auditor", "x", "x"),
        ("auditor", "x" * 300, "x" * 300),
        ("auditor", "  the \n court   of auditors ", "the court of auditors"),
        ("auditor", "معهد", "معهد"),
        ("characteristics", "sex", ("sex",)),
        ("characteristics", ["sex", "our own word", "sex"], ("sex", "our own word")),
        ("characteristics", {"sex", "age", "origin"}, ("age", "origin", "sex")),
    ],
)
def test_a_blank_takes_what_fits_in_its_right_type(name: str, value: object, kept: object) -> None:
    found = blank(name).accept("bias", value)
    assert found == kept
    assert type(found) is type(kept)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("interval_months", 0),
        ("interval_months", 61),
        ("interval_months", -12),
        ("interval_months", 12.5),
        ("interval_months", "12"),
        ("interval_months", True),
        ("interval_months", None),
        ("interval_months", [12]),
        ("interval_months", float("nan")),
        ("interval_months", float("inf")),
        ("interval_months", 10**400),
        ("first_audit_days", 731),
        ("ratio_threshold", 0.49),
        ("ratio_threshold", 1.01),
        ("ratio_threshold", 80),
        ("ratio_threshold", "80%"),
        ("ratio_threshold", False),
        ("ratio_threshold", 1j),
        ("auditor", ""),
        ("auditor", " \n "),
        ("auditor", "\u200f\u2068\u2069\u200b"),
        ("auditor", "\x00"),
        ("auditor", "x" * 301),
        ("auditor", 7),
        ("auditor", ["a", "b"]),
        ("characteristics", []),
        ("characteristics", ""),
        ("characteristics", ["sex", " "]),
        ("characteristics", ["sex", None]),
        ("characteristics", [True]),
        ("characteristics", 3),
        ("characteristics", {"sex": True}),
        ("characteristics", ["x" * 301]),
    ],
)
def test_a_blank_refuses_what_does_not_fit_and_says_what_it_takes(name: str, value: object) -> None:
    with pytest.raises(InvalidBlank) as caught:
        blank(name).accept("bias", value)
    wanted = {
        "interval_months": "a whole number from 1 to 60",
        "first_audit_days": "a whole number from 1 to 730",
        "ratio_threshold": "a share from 0.50 to 1.00",
        "auditor": "a short text",
        "characteristics": "one or more of: sex, national or ethnic origin, age",
    }[name]
    assert f"In the clause “bias” the blank “{name}” cannot be" in str(caught.value)
    assert f"It takes {wanted}" in str(caught.value)


@given(st.integers(-(10**18), 10**18))
def test_a_whole_number_is_taken_exactly_between_its_bounds(value: int) -> None:
    accepted = blank("remedy_days")._accept(value)
    assert accepted == (value if 1 <= value <= 365 else None)


@given(st.floats(allow_nan=True, allow_infinity=True))
def test_a_share_is_taken_exactly_between_its_bounds(value: float) -> None:
    assert blank("ratio_threshold")._accept(value) == (value if 0.5 <= value <= 1.0 else None)


@given(st.one_of(st.none(), st.booleans(), st.binary(), st.complex_numbers(), st.dictionaries(st.text(), st.text())))
def test_no_blank_takes_a_value_of_a_strange_type(value: object) -> None:
    for one in library()["bias"].blanks:
        with pytest.raises(InvalidBlank):
            one.accept("bias", value)


@given(st.text(max_size=400))
def test_a_text_that_is_taken_stands_on_one_line_and_shows_something(value: str) -> None:
    accepted = blank("auditor")._accept(value)
    if accepted is not None:
        assert isinstance(accepted, str)
        assert accepted.split() == value.split()  # no word is lost, joined or parted
        assert accepted == accepted.strip(" ")
        assert "  " not in accepted
        assert len(accepted.splitlines()) == 1
        assert 0 < len(accepted) <= 300
        assert any(character.isalnum() for character in accepted)


def test_hard_spaces_of_french_stay_where_blanks_and_ends_of_lines_become_one_blank() -> None:
    assert (
        blank("auditor")._accept(" Le\u00a0Conseil\u202f:\n  «\u00a0A\u00a0»\t ")
        == "Le\u00a0Conseil\u202f: «\u00a0A\u00a0»"
    )
    words = Entry("clause.yml", {"what": {"en": "pay", "fr": "Le salaire\u00a0:\n  1\u202f200\u00a0€\n"}}).words("what")
    assert words.say("fr") == "Le salaire\u00a0: 1\u202f200\u00a0€"
    assert "\u00a0" in library()["bias"].text("fr").why + library()["bias"].text("fr").watch_out


def test_a_number_without_a_maximum_has_still_an_end() -> None:
    endless = Blank("members", "whole", None, 1, None, None, 5)
    assert endless._accept(10**9) == 1_000_000_000
    assert endless._accept(float("inf")) is None
    assert endless._accept(10**400) is None


@pytest.mark.parametrize(
    ("share", "english", "arabic"),
    [
        (0.8, "80%", f"{OPEN}80%{CLOSE}"),
        (0.825, "82.5%", f"{OPEN}82.5%{CLOSE}"),
        (0.995, "99.5%", f"{OPEN}99.5%{CLOSE}"),
        (0.8333, "83.33%", f"{OPEN}83.33%{CLOSE}"),
        (1.0, "100%", f"{OPEN}100%{CLOSE}"),
        (0.55, "55%", f"{OPEN}55%{CLOSE}"),
        (0.57, "57%", f"{OPEN}57%{CLOSE}"),
    ],
)
def test_a_share_stands_in_the_text_as_it_was_agreed_and_is_not_rounded(
    share: float, english: str, arabic: str
) -> None:
    assert blank("ratio_threshold").show(share, Language("en")) == english
    assert blank("ratio_threshold").show(share, Language("ar")) == arabic


def test_every_choice_stands_in_the_text_however_many_they_are() -> None:
    many = tuple(f"ground {letter}" for letter in "abcdefghijklmno")
    shown = blank("characteristics").show(many, Language("en"))
    assert shown == (
        "ground a, ground b, ground c, ground d, ground e, ground f, ground g, ground h, ground i, ground j, ground k, "
        "ground l, ground m, ground n and ground o"
    )


@pytest.mark.parametrize(
    ("n", "days", "months"),
    [
        (1, "يوم واحد", "شهر واحد"),
        (2, "يومين", "شهرين"),
        (3, f"{OPEN}3{CLOSE} أيام", f"{OPEN}3{CLOSE} أشهر"),
        (10, f"{OPEN}10{CLOSE} أيام", f"{OPEN}10{CLOSE} أشهر"),
        (11, f"{OPEN}11{CLOSE} يوماً", f"{OPEN}11{CLOSE} شهراً"),
        (99, f"{OPEN}99{CLOSE} يوماً", f"{OPEN}99{CLOSE} شهراً"),
        (100, f"{OPEN}100{CLOSE} يوم", f"{OPEN}100{CLOSE} شهر"),
        (103, f"{OPEN}103{CLOSE} أيام", f"{OPEN}103{CLOSE} أشهر"),
    ],
)
def test_arabic_counts_days_and_months_in_its_own_forms(n: int, days: str, months: str) -> None:
    arabic = Language("ar")
    assert blank("remedy_days").show(n, arabic) == days
    assert blank("interval_months").show(n, arabic) == months


def test_english_knows_one_day_and_many() -> None:
    assert blank("remedy_days").show(1, Language("en")) == "1 day"
    assert blank("remedy_days").show(30, Language("en")) == "30 days"
    assert blank("interval_months").show(2, Language("en")) == "2 months"


def test_a_blank_speaks_arabic_and_falls_back_to_english() -> None:
    assert blank("auditor").label("ar") == "من يجري التدقيق"
    assert blank("auditor").label("fr") == "Qui audite"
    assert replace(blank("auditor"), words={"label": {"en": "Who audits"}}).label("fr") == "Who audits"
    assert blank("characteristics").option("age", "ar") == "السن"
    assert blank("characteristics").option("our own word", "ar") == "our own word"
    assert blank("auditor").example_in("ar") == "معهد دراسات العمل في الجامعة"


def test_what_a_blank_takes_is_said_in_the_language_of_the_sentence_around_it() -> None:
    with pytest.raises(InvalidBlank) as caught:
        blank("interval_months").accept("bias", 0)
    said = strip(Language("ar").say_error(caught.value))
    assert "عدد صحيح من 1 إلى 60" in said
    assert "whole number" not in said
