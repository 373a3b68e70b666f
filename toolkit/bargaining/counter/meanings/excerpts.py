"""Words as they are shown: cut where they are long, without the numbers that are told by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.bargaining.counter.meanings.same_words import Piece

_SHOWN = 90


def short(text: str) -> str:
    """A text as it is shown, cut between words where it is long."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rsplit(" ", 1)[0] + "…"


def said(text: str, pieces: Sequence[Piece]) -> str:
    """The words of some pieces, as they are shown."""
    return short(", ".join(text[one.start : one.end] for one in pieces))


def without_numbers(pieces: Sequence[Piece]) -> list[Piece]:
    """What is no number: these are compared one by one elsewhere."""
    return [one for one in pieces if not one.name.startswith("#")]
