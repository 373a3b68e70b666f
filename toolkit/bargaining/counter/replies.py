"""What to answer at the table when something was taken out, by the signal that noticed it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from toolkit.bargaining.clauses.record import Entry, Words
from toolkit.bargaining.clauses.texts import load_record
from toolkit.languages import Language
from toolkit.registers.locate import folder

REMOVED = "removed"  # stands among the signals for a paragraph or article that is gone


@dataclass(frozen=True)
class Reply:
    """What to say to a kind of loss.

    Attributes
    ----------
    signals
        Ids of the signals by which the loss was noticed.
    """

    signals: frozenset[str]
    say: Words


@cache
def _ranks() -> dict[str, int]:
    return {signal: place for place, row in enumerate(replies()) for signal in row.signals}


def gravity(signal: str) -> int:
    """How grave a loss is, by the order of the replies: 0 is the gravest; what has no place there comes last.

    >>> gravity("floor") < gravity("not-gone") < gravity("words-gone") < gravity("no such thing")
    True
    """
    return _ranks().get(signal, len(replies()))


@cache
def replies() -> tuple[Reply, ...]:
    """All replies, that to the gravest loss first.

    Raises
    ------
    RecordError
    """
    where = "bargaining/replies.yml"
    found = []
    rows = load_record(folder("templates") / "bargaining" / "replies.yml", where)
    for entry in Entry(where, {"rows": rows}).list("rows"):
        entry.known(("signals", "say"))
        found.append(Reply(frozenset(map(str, entry.raw["signals"])), entry.words("say")))
    return tuple(found)


def reply_for(signals: Collection[str], language: Language | str) -> str:
    """What to say to the gravest of several losses; empty where none of them has an answer.

    >>> reply_for(["law"], "en")
    'What the law requires we have already. What do you give beyond it?'
    """
    return next((one.say.say(language) for one in replies() if not one.signals.isdisjoint(signals)), "")
