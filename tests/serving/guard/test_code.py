"""The code of the room: typed in many ways, shown to no guesser, asked for once."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from toolkit.serving.guard.code import GUESSES_AT_ONCE, MOST_ADDRESSES, RoomCode


def test_a_code_is_drawn_that_every_phone_can_type() -> None:
    codes = {RoomCode().shown for _ in range(50)}
    assert len(codes) > 40
    assert all(re.fullmatch(r"\d{3} \d{3}", code) for code in codes)


@pytest.mark.parametrize("entered", ["482913", "482 913", " 482-913 ", "٤٨٢٩١٣", "۴۸۲ ۹۱۳", "４８２９１３"])
def test_it_may_be_typed_as_people_type(entered: str) -> None:
    assert RoomCode("482 913").fits(entered)


@pytest.mark.parametrize("entered", ["", "482914", "48291", "4829133", "482913x" * 100, "²", "\0"])
def test_another_one_does_not_fit(entered: str) -> None:
    assert not RoomCode("482 913").fits(entered)


@pytest.mark.parametrize(("given", "enough"), [("123", False), ("- - - -", False), ("ab12", True), ("x" * 41, False)])
def test_a_code_that_is_guessed_at_once_is_refused(given: str, enough: bool) -> None:
    assert RoomCode(given).is_long_enough == enough


def test_guesses_run_out_and_come_back_with_time() -> None:
    now = 0.0
    code = RoomCode("482913", clock=lambda: now)
    assert [code.may_guess("a") for _ in range(GUESSES_AT_ONCE + 1)] == [True] * GUESSES_AT_ONCE + [False]
    assert code.may_guess("b"), "another address has its own"
    now = 3.0
    assert [code.may_guess("a"), code.may_guess("a")] == [True, False]


def test_guesses_from_many_addresses_shut_nobody_out_and_fill_nothing() -> None:
    code = RoomCode("482913", clock=lambda: 0.0)
    assert all(code.may_guess(str(n)) for n in range(2 * MOST_ADDRESSES))
    assert len(code._of) == MOST_ADDRESSES
    assert code.may_guess("new")


def browser(cookie: str | None) -> Any:
    return SimpleNamespace(get_cookie=lambda name: cookie)


def test_nobody_can_make_up_that_they_know_it() -> None:
    code = RoomCode("482913")
    given: dict[str, Any] = {}
    handler = SimpleNamespace(
        request=SimpleNamespace(protocol="https"),
        set_cookie=lambda name, word, **how: given.update({name: word}, **how),
    )
    code.let_in(handler, "/")
    word = given["room"]
    assert (given["httponly"], given["secure"], given["samesite"], given["expires_days"]) == (True, True, "Lax", None)
    assert code.is_known_to(browser(word))
    assert "482913" not in word
    for made_up in (None, "", ".", word[:-1], "x" + word, word.upper(), "ü.ü", word.partition(".")[0]):
        assert not code.is_known_to(browser(made_up)), made_up
    assert not RoomCode("482913").is_known_to(browser(word)), "a new start asks again"
