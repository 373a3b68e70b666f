"""A key is written on paper, and typed from there as people type."""

from __future__ import annotations

import re

import pytest

from toolkit.course.sessions.keys import LETTERS, digest, new_key

KEY = "0123V-ABCDE-FGHJK-MNPQR"


def test_a_key_is_twenty_letters_in_groups_none_of_which_looks_like_another() -> None:
    keys = [new_key() for _ in range(50)]
    assert len(set(keys)) == 50
    assert all(re.fullmatch(rf"[{LETTERS}]{{5}}(-[{LETTERS}]{{5}}){{3}}", key) for key in keys)
    assert len(set(LETTERS)) == 32  # 20 of them are 100 bits
    assert not set("OILU") & set(LETTERS)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        (KEY, True),
        (KEY.lower(), True),
        (KEY.replace("-", ""), True),
        (KEY.replace("-", " – "), True),
        ("OI23U ABCDE FGHJK MNPQR", True),
        ("ol23u abcde fghjk mnpqr", True),
        (KEY[:-1], False),
        (KEY + "0", False),
        (KEY.replace("E", "F"), False),
        ("", False),
        ("ü", False),
    ],
)
def test_what_was_meant_is_the_same_key(typed: str, same: bool) -> None:
    assert (digest(typed) == digest(KEY)) == same
