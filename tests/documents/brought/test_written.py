"""A line that may hold no row is seen wherever it stands, also where one stretch that is looked at ends."""

from __future__ import annotations

import pytest

from toolkit.documents.brought.written import _AT_ONCE, _has_odd_line

SIGNS = [b"\n", b"\r", b",", b";", b"|", b"\t", b" "]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("place", [1, _AT_ONCE - 2, _AT_ONCE - 1, _AT_ONCE, _AT_ONCE + 1, 2 * _AT_ONCE - 1])
def test_a_line_that_begins_oddly_is_seen(sign: bytes, place: int) -> None:
    text = b"x" * place + b"\n" + sign + b"x" * 10
    assert _has_odd_line(text)
    assert not _has_odd_line(text.replace(b"\n" + sign, b"\nx"))


@pytest.mark.parametrize("first", [b'"', b"7", b"a", "é".encode(), b"-"])
def test_rows_as_they_mostly_are_are_none(first: bytes) -> None:
    rows = (first + b"x;1|2, 3\t4\r\n") * 20_000
    assert not _has_odd_line(rows)
    assert _has_odd_line(rows + b";;\r\n")
