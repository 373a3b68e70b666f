"""What members tick on a phone that goes round: counted together, kept as counts, never who ticked what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from toolkit.app.kit.fields import Button, Choice, Item, Piece
from toolkit.app.kit.pieces import paragraph
from toolkit.errors import translatable
from toolkit.governance.systems.forms import SMALLEST, questions
from toolkit.languages import Language

_HAND_ROUND = translatable(
    "Hand the phone round: each member ticks and presses the button below, and the ticks are gone from the screen. "
    "What was said stands in your paper under “Take home”, and not before five have answered."
)
_COUNT = translatable("Count this answer")
_COUNTED = translatable("Answers counted so far: {number}.")
_FORGET = translatable("Forget all answers")
TICK_FIRST = translatable("Tick an answer first.")
_INTO = translatable("What members say goes into the record, marked as theirs, where nothing else stands.")
_MOST_COUNTED = 100_000

Counted = Mapping[str, Mapping[str, int]]


def tick_name(question: str) -> str:
    """What the field of a question is called on the page."""
    return f"member-{question}"


def member_items(counted: Counted, language: Language) -> list[Item]:
    """The questions to tick, and how many have ticked.

    No result stands there: who has the phone next would see what the one before ticked.
    """
    say = language.say
    asked: list[Item] = [
        Choice(
            tick_name(one.id),
            one.words.say(language),
            options=tuple((code, words.say(language)) for code, words in one.options.items()),
        )
        for one in questions("survey")
    ]
    most = max((sum(ticks.values()) for ticks in counted.values()), default=0)
    told = paragraph(say(_COUNTED, number=most), "tk-note")
    if most >= SMALLEST:
        told += paragraph(say(_INTO))
    forget: list[Item] = [Button("forget", say(_FORGET))] if most else []
    return [
        Piece("hand-round", paragraph(say(_HAND_ROUND))),
        *asked,
        Button("count", say(_COUNT), main=True),
        Piece("counted-so-far", told, live=True),
        *forget,
    ]


def counted_with(counted: Counted, ticked: Mapping[str, str | None]) -> dict[str, dict[str, int]]:
    """The counts with one more member's ticks.

    >>> counted_with({"pace": {"same": 2}}, {"pace": "same", "told": None})
    {'pace': {'same': 3}, 'told': {}}
    """
    counts = {name: dict(counted.get(name, {})) for name in ticked}
    for name, code in ticked.items():
        if code:
            counts[name][code] = counts[name].get(code, 0) + 1
    return counts


def read_counts(raw: Any) -> dict[str, dict[str, int]]:
    """What the page kept of the counts; anything else than small numbers of our own answers is left out."""
    try:
        kept = json.loads(raw) if isinstance(raw, str) and raw else {}
    except (ValueError, RecursionError):
        return {}
    found: dict[str, dict[str, int]] = {}
    for one in questions("survey"):
        ticks = kept.get(one.id) if isinstance(kept, dict) else None
        numbers = ticks.items() if isinstance(ticks, dict) else ()
        found[one.id] = {
            code: number
            for code, number in numbers
            if code in one.options and type(number) is int and 0 <= number <= _MOST_COUNTED
        }
    return found if any(any(ticks.values()) for ticks in found.values()) else {}
