"""Isolates go around what could disturb a sentence, come off again, and never eat a word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.languages import isolate, strip
from toolkit.languages.bidi import direction_of, hold, isolate_numbers, pieces

OPEN, CLOSE = "\u2068", "\u2069"
mixed = st.text(alphabet=st.sampled_from("aZ1 .%(اب٣" + OPEN + CLOSE + "\u2066\u2067\u200e\u200f"), max_size=40)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Nairobi", "ltr"),
        ("العربية", "rtl"),
        ("12 %", None),
        ("", None),
        ("(12) العربية", "rtl"),
        ("12 abc", "ltr"),
        ("עברית", "rtl"),
        ("٣", "rtl"),
        ("…", None),
    ],
)
def test_the_first_letter_tells_the_direction(text: str, direction: str | None) -> None:
    assert direction_of(text) == direction


@pytest.mark.parametrize(
    ("text", "inside", "isolated"),
    [
        ("risk", "ltr", False),
        ("risk", "rtl", True),
        ("العربية", "ltr", True),
        ("العربية", "rtl", False),
        ("12", "ltr", False),
        ("12", "rtl", True),
        ("80%", "rtl", True),
        ("", "rtl", False),
    ],
)
def test_only_what_could_disturb_is_isolated(text: str, inside: str, isolated: bool) -> None:
    assert isolate(text, inside=inside) == (f"{OPEN}{text}{CLOSE}" if isolated else text)


@given(mixed, st.sampled_from(["ltr", "rtl"]))
def test_isolating_changes_no_word_and_twice_is_once(text: str, inside: str) -> None:
    once = isolate(text, inside=inside)
    assert isolate(once, inside=inside) == once
    assert strip(once) == strip(text)


@given(st.text())
def test_stripping_takes_marks_only_and_twice_is_once(text: str) -> None:
    bare = strip(text)
    assert strip(bare) == bare
    assert bare == re.sub("[\u2066-\u2069\u200e\u200f\u061c]", "", text)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("men", "men"),
        ("50 or older", "\u200e50 or older"),
        ("nurse (night)", "nurse (night)\u200e"),
        ("under 35", "under 35"),
        ("50 سنة فأكثر", "\u200f50 سنة فأكثر"),
        ("35–49", "\u200e35–49\u200e"),
        ("12 %", "\u200e12 %\u200e"),
        ("1,234.5", "1,234.5"),
        ("95%", "95%"),
        ("", ""),
    ],
)
def test_a_number_or_sign_at_the_end_of_a_value_is_held(text: str, held: str) -> None:
    assert hold(text) == held


@given(mixed)
def test_holding_adds_marks_only(text: str) -> None:
    assert strip(hold(text)) == strip(text)


@given(mixed)
def test_cutting_at_isolates_loses_no_word(text: str) -> None:
    parts = list(pieces(text))
    assert strip("".join(part for part, _ in parts)) == strip(text)
    assert all(part for part, _ in parts)
    assert {direction for _, direction in parts} <= {None, "ltr", "rtl"}
    assert not any(mark in part for part, direction in parts if direction for mark in (OPEN, CLOSE))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (f"see {OPEN}العربية{CLOSE} now", [("see ", None), ("العربية", "rtl"), (" now", None)]),
        (f"خلال {OPEN}90{CLOSE} يوماً", [("خلال ", None), ("90", "ltr"), (" يوماً", None)]),
        (f"{OPEN}a {OPEN}ب{CLOSE} c{CLOSE}", [("a ب c", "ltr")]),
        (f"{OPEN}في «{OPEN}50 or older{CLOSE}»{CLOSE}", [("في «\u200e50 or older»", "rtl")]),
        (f"{OPEN}{OPEN}50 or older{CLOSE} في{CLOSE}", [("\u200e50 or older في", "rtl")]),
        (f"{OPEN}في {OPEN}35–49{CLOSE} سنة{CLOSE}", [("في \u200e35–49\u200e سنة", "rtl")]),
        (f"{OPEN}age {OPEN}35–49{CLOSE}{CLOSE}", [("age 35–49", "ltr")]),
        (f"{OPEN}{OPEN}العربية{CLOSE}{CLOSE}", [("العربية", "rtl")]),
        (f"a{OPEN}{CLOSE}b", [("a", None), ("b", None)]),
        (f"a{OPEN}b", [("a", None), ("b", None)]),
        ("plain", [("plain", None)]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_pieces_with_their_direction(text: str, parts: list[tuple[str, str | None]]) -> None:
    assert list(pieces(text)) == parts


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ("المواد 13(2)(f)، 14(2)(g)، 15(1)(h)", "المواد <13(2)(f)>، <14(2)(g)>، <15(1)(h)>"),
        ("المادة 9(1)(a)-(d)", "المادة <9(1)(a)-(d)>"),
        ("المواد 22A-22D", "المواد <22A-22D>"),
        ("المادة 35(1)، (9)", "المادة <35(1)>، <(9)>"),
        ("المادة 6(2)؛ الملحق III البند 4", "المادة <6(2)>؛ الملحق III البند 4"),
        ("المادة 8 bis", "المادة <8 bis>"),
        ("IPP 6", "<IPP 6>"),
        ("المواد 5، 12، 1.2", "المواد 5، 12، 1.2"),  # a number alone stays in one piece by itself
        ("المادة", "المادة"),
    ],
)
def test_a_number_of_an_article_stays_in_one_piece_and_its_commas_stay_outside(where: str, shown: str) -> None:
    found = isolate_numbers(where)
    assert found == shown.replace("<", OPEN).replace(">", CLOSE)
    assert isolate_numbers(found) == found
    assert strip(found) == where
